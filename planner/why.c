/* What stands against a change, and the least that does away with it. */
#include "engine.h"
#include "watch.h"
#include <jumelage/why.h>
#include <stdlib.h>

/* How far others are asked to move, and how far free days are looked for. */
#define DAYS_ASKED 7
#define DAYS_AROUND 30

struct asking {
    struct jm_watch *watch;
    const struct jm_alter *edits; /* what is tried */
    size_t count;
    const struct jm_finding *finding; /* what is to be ended */
    struct jm_error *err;
};

static bool is_edited(const struct asking *a, uint32_t event)
{
    for (size_t i = 0; i < a->count; i++)
        if (a->edits[i].event == event)
            return true;
    return false;
}

static bool involves(const struct asking *a, const struct jm_finding *finding)
{
    for (uint32_t i = 0; i < finding->n_events; i++)
        if (is_edited(a, finding->events[i]))
            return true;
    return false;
}

/* ---- trying ---- */

/* The rows of now for the same events: to take edits back. */
static enum jm_status rows_of_now(struct jm_alters *out,
                                  const struct jm_watch *watch,
                                  const struct jm_alter *edits, size_t count,
                                  struct jm_error *err)
{
    out->all = calloc(count + 1, sizeof *out->all);
    if (!out->all)
        return jm_fail_memory(err);
    out->count = out->room = count;
    for (size_t i = 0; i < count; i++)
        out->all[i] = (struct jm_alter){
            edits[i].event, jm_watch_plan(watch)->events[edits[i].event]};
    return JM_OK;
}

/* Edits, looks, and takes the edits back. */
static enum jm_status try_edits(struct jm_watch *watch,
                                const struct jm_alter *edits, size_t count,
                                struct jm_outcome *out, struct jm_error *err)
{
    struct jm_alters back = JM_ALTERS_INIT;
    enum jm_status status = rows_of_now(&back, watch, edits, count, err);
    if (!status)
        status = jm_watch_edit(watch, edits, count, out, err);
    if (!status)
        status = jm_watch_edit(watch, back.all, count, NULL, err);
    jm_alters_clear(&back);
    return status;
}

static bool has_blocking(const struct jm_findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->all[i].severity == JM_BLOCKING)
            return true;
    return false;
}

/* The finding is gone, or milder. */
static bool is_ended(const struct jm_outcome *out,
                     const struct jm_finding *finding)
{
    for (size_t i = 0; i < out->lost.count; i++)
        if (out->lost.all[i].fingerprint == finding->fingerprint)
            return true;
    for (size_t i = 0; i < out->changed.count; i++)
        if (out->changed.all[i].fingerprint == finding->fingerprint)
            return out->changed.all[i].severity < finding->severity;
    return false;
}

/* The one event changed, what lies in it left as it is. */
static struct jm_alter make_edit(const struct jm_plan *plan,
                                 const struct jm_relief *relief)
{
    struct jm_alter edit = {relief->event, plan->events[relief->event]};
    struct jm_event *e = &edit.as;
    const struct jm_zone *zone = &plan->zones[e->zone];
    switch (relief->kind) {
    case JM_RELIEF_MINUTES:
        e->span.from += (int64_t)relief->amount * 60;
        e->span.until += (int64_t)relief->amount * 60;
        break;
    case JM_RELIEF_ARRIVES:
        e->span.from = jm_shift_instant(zone, e->span.from, relief->amount);
        break;
    case JM_RELIEF_LEAVES:
        e->span.until = jm_shift_instant(zone, e->span.until, -relief->amount);
        break;
    case JM_RELIEF_OPTION:
        e->status = JM_OPTION;
        break;
    case JM_RELIEF_CANCEL:
        e->status = JM_CANCELLED;
        break;
    case JM_RELIEF_NONE:
    case JM_RELIEF_DAYS:
        break;
    }
    return edit;
}

static enum jm_status try_relief(const struct asking *a,
                                 const struct jm_relief *relief, bool *helps)
{
    struct jm_alter edit = make_edit(jm_watch_plan(a->watch), relief);
    struct jm_alters moved = JM_ALTERS_INIT;
    struct jm_outcome out = JM_OUTCOME_INIT;
    enum jm_status status = JM_OK;
    if (relief->kind == JM_RELIEF_DAYS)
        status = jm_watch_shift(a->watch, &moved, relief->event, relief->amount,
                                a->err);
    if (!status && moved.count)
        status = try_edits(a->watch, moved.all, moved.count, &out, a->err);
    else if (!status)
        status = try_edits(a->watch, &edit, 1, &out, a->err);
    *helps =
        !status && is_ended(&out, a->finding) && !has_blocking(&out.gained);
    jm_outcome_clear(&out);
    jm_alters_clear(&moved);
    return status;
}

/* ---- what to try ---- */

#define RELIEFS 128

struct options {
    struct jm_relief all[RELIEFS];
    int cost[RELIEFS];
    size_t count;
};

/* In the order of their cost; of one cost, first come. */
static void propose(struct options *o, enum jm_relief_kind kind, uint32_t event,
                    int amount, int cost)
{
    if (o->count == RELIEFS)
        return;
    size_t at = o->count++;
    for (; at > 0 && o->cost[at - 1] > cost; at--) {
        o->all[at] = o->all[at - 1];
        o->cost[at] = o->cost[at - 1];
    }
    o->all[at] = (struct jm_relief){kind, event, amount};
    o->cost[at] = cost;
}

/* The minutes that the finding misses, in steps of five. */
static int minutes_missed(const struct jm_finding *finding)
{
    static const enum jm_fact_key keys[] = {
        JM_FACT_SHARED_MINUTES, JM_FACT_SHORT_MINUTES, JM_FACT_EARLY_MINUTES,
        JM_FACT_LATE_MINUTES};
    int64_t most = 0;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        int64_t minutes = jm_finding_fact(finding, keys[i], 0);
        most = minutes > most ? minutes : most;
    }
    return most > 0 && most <= 12 * 60 ? (int)((most + 4) / 5 * 5) : 0;
}

static void propose_hours(struct options *o, const struct asking *a,
                          const struct jm_event *e, uint32_t event)
{
    int minutes = minutes_missed(a->finding);
    if (e->all_day || e->kind == JM_STAY || !minutes)
        return;
    propose(o, JM_RELIEF_MINUTES, event, minutes, 2 + minutes / 30);
    propose(o, JM_RELIEF_MINUTES, event, -minutes, 2 + minutes / 30);
}

/* Days an event takes, at least 1. */
static int days_of(const struct jm_event *e)
{
    int64_t length = e->span.until - e->span.from;
    return (int)((length + JM_DAY_SECONDS / 2) / JM_DAY_SECONDS);
}

static void propose_days(struct options *o, const struct jm_event *e,
                         uint32_t event)
{
    int weight = e->status == JM_CONFIRMED ? 2 : 1;
    for (int days = 1; days <= DAYS_ASKED; days++) {
        if (e->kind == JM_STAY && days < days_of(e)) {
            propose(o, JM_RELIEF_ARRIVES, event, days, 8 * days * weight);
            propose(o, JM_RELIEF_LEAVES, event, days, 8 * days * weight);
        }
        propose(o, JM_RELIEF_DAYS, event, days, 10 * days * weight);
        propose(o, JM_RELIEF_DAYS, event, -days, 10 * days * weight);
    }
}

static void propose_all(struct options *o, const struct asking *a)
{
    const struct jm_plan *plan = jm_watch_plan(a->watch);
    for (uint32_t i = 0; i < a->finding->n_events && i < 3; i++) {
        uint32_t event = a->finding->events[i];
        const struct jm_event *e = &plan->events[event];
        bool asked = is_edited(a, event);
        propose_hours(o, a, e, event);
        if (!asked)
            propose_days(o, e, event);
        if (e->status == JM_CONFIRMED)
            propose(o, JM_RELIEF_OPTION, event, 0, asked ? 60 : 120);
        if (!asked)
            propose(o, JM_RELIEF_CANCEL, event, 0, 300);
    }
}

static enum jm_status find_relief(const struct asking *a,
                                  struct jm_relief *relief)
{
    struct options o = {.count = 0};
    enum jm_status status = JM_OK;
    propose_all(&o, a);
    *relief = (struct jm_relief){JM_RELIEF_NONE, JM_NONE, 0};
    for (size_t i = 0; i < o.count && !status; i++) {
        bool helps = false;
        status = try_relief(a, &o.all[i], &helps);
        if (helps) {
            *relief = o.all[i];
            break;
        }
    }
    return status;
}

/* ---- the nearest free days ---- */

/* Whether anything blocks with all edits moved by some days. */
static enum jm_status is_free(const struct asking *a, int days, bool *is)
{
    const struct jm_plan *plan = jm_watch_plan(a->watch);
    struct jm_alters moved = JM_ALTERS_INIT;
    struct jm_outcome out = JM_OUTCOME_INIT;
    enum jm_status status =
        rows_of_now(&moved, a->watch, a->edits, a->count, a->err);
    for (size_t i = 0; i < a->count && !status; i++) {
        moved.all[i].as = a->edits[i].as;
        moved.all[i].as.span = jm_shift_span(plan, &a->edits[i].as, days);
    }
    if (!status)
        status = try_edits(a->watch, moved.all, a->count, &out, a->err);
    *is = !has_blocking(&out.gained);
    const struct jm_findings *left[] = {&out.kept, &out.changed};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < left[k]->count; i++)
            *is &= left[k]->all[i].severity < JM_BLOCKING ||
                   !involves(a, &left[k]->all[i]);
    jm_outcome_clear(&out);
    jm_alters_clear(&moved);
    return status;
}

static enum jm_status find_free(const struct asking *a, int step, int32_t *days)
{
    enum jm_status status = JM_OK;
    *days = 0;
    for (int d = 1; d <= DAYS_AROUND && !status && !*days; d++) {
        bool is = false;
        status = is_free(a, d * step, &is);
        if (!status && is)
            *days = d;
    }
    return status;
}

/* ---- the whole ---- */

static bool gather(struct jm_reasons *out, const struct jm_findings *from,
                   const struct asking *a, bool all)
{
    bool whole = true;
    for (size_t i = 0; i < from->count; i++)
        if (all || involves(a, &from->all[i]))
            whole &= jm_findings_add(&out->findings, &from->all[i]);
    return whole;
}

static enum jm_status gather_all(struct jm_reasons *out,
                                 const struct jm_outcome *found,
                                 const struct asking *a)
{
    bool whole = gather(out, &found->gained, a, true) &&
                 gather(out, &found->changed, a, false) &&
                 gather(out, &found->kept, a, false);
    if (!whole)
        return jm_fail_memory(a->err);
    enum jm_status status =
        jm_engine_settle(&out->findings, jm_watch_plan(a->watch), a->err);
    out->reliefs = calloc(out->findings.count + 1, sizeof *out->reliefs);
    return status || out->reliefs ? status : jm_fail_memory(a->err);
}

enum jm_status jm_why(struct jm_reasons *out, struct jm_watch *watch,
                      const struct jm_alter *edits, size_t count,
                      struct jm_error *err)
{
    struct asking a = {watch, edits, count, NULL, err};
    struct jm_alters back = JM_ALTERS_INIT;
    struct jm_outcome found = JM_OUTCOME_INIT;
    enum jm_status status = rows_of_now(&back, watch, edits, count, err);
    if (!status)
        status = jm_watch_edit(watch, edits, count, &found, err);
    if (!status)
        status = gather_all(out, &found, &a);
    for (size_t i = 0; i < out->findings.count && !status; i++) {
        a.finding = &out->findings.all[i];
        if (a.finding->severity > JM_NOTICE)
            status = find_relief(&a, &out->reliefs[i]);
    }
    if (!status)
        status = jm_watch_edit(watch, back.all, count, NULL, err);
    if (!status && has_blocking(&out->findings))
        status = find_free(&a, -1, &out->earlier);
    if (!status && has_blocking(&out->findings))
        status = find_free(&a, 1, &out->later);
    jm_outcome_clear(&found);
    jm_alters_clear(&back);
    return status;
}

void jm_reasons_clear(struct jm_reasons *reasons)
{
    jm_findings_clear(&reasons->findings);
    free(reasons->reliefs);
    reasons->reliefs = NULL;
    reasons->earlier = reasons->later = 0;
}
