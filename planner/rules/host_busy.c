#include "rules.h"

#define KINDS                                                                  \
    (JM_KIND(JM_STAY) | JM_KIND(JM_FORUM) | JM_KIND(JM_VISIT) |                \
     JM_KIND(JM_MEETING) | JM_KIND(JM_CEREMONY) | JM_KIND(JM_MEAL))

/* A council takes the elected, who are not wanted for a visit by itself. */
static void check_dated(struct jm_check *run, const struct jm_dated *dated)
{
    const struct jm_plan *plan = jm_check_plan(run);
    bool is_council = plan->marked_days[dated->mark].kind == JM_DAY_COUNCIL;
    struct jm_rules_tellers tellers = {is_council ? KINDS & ~JM_KIND(JM_VISIT)
                                                  : KINDS,
                                       JM_RULES_ANY, INT64_MAX};
    if (!jm_rules_tells_dated(run, dated, &tellers))
        return;
    struct jm_finding finding = jm_rules_dated(plan, dated);
    finding.sentence = is_council ? JM_SAY_HOST_COUNCIL : JM_SAY_HOST_BLACKOUT;
    jm_emit(run, &finding, &dated->event, 1);
}

/* A span with hours does not break a stay, nor what has no hours itself. */
static bool is_taken(const struct jm_plan *plan, uint32_t event,
                     const struct jm_busy_span *busy)
{
    const struct jm_event *e = &plan->events[event];
    if (!busy->whole_days && (e->all_day || e->kind == JM_STAY))
        return false;
    return jm_span_overlaps(e->span, busy->span);
}

static bool tells_busy(const struct jm_plan *plan, uint32_t outer,
                       const void *what)
{
    const struct jm_busy_span *busy = what;
    return (KINDS & JM_KIND(plan->events[outer].kind)) &&
           jm_rules_host(plan, outer) == busy->collectivity &&
           is_taken(plan, outer, busy);
}

/* How many of the host's busy spans start by `until`. */
static uint32_t count_by(const struct jm_busy_span *all, uint32_t count,
                         jm_utc until)
{
    uint32_t low = 0;
    while (low < count) {
        uint32_t middle = low + (count - low) / 2;
        if (all[middle].span.from <= until)
            low = middle + 1;
        else
            count = middle;
    }
    return low;
}

static int64_t shared_minutes(const struct jm_event *e,
                              const struct jm_busy_span *busy)
{
    return jm_rules_minutes(jm_span_shared(e->span, busy->span));
}

/* Whether a span is the one to name rather than another: firm before tentative,
 * then the one that takes more of the event. */
static bool is_worse(const struct jm_event *e, const struct jm_busy_span *a,
                     const struct jm_busy_span *b)
{
    return a->tentative != b->tentative
               ? b->tentative
               : shared_minutes(e, a) >= shared_minutes(e, b);
}

/* Of the host's busy spans that nobody around the event tells, the worst;
 * JM_NONE: there are none. *count says how many. */
static uint32_t busiest(struct jm_check *run, uint32_t event, uint32_t host,
                        uint32_t *count)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    const struct jm_collectivity *c = &plan->collectivities[host];
    const struct jm_busy_span *all = plan->busy_spans + c->first_busy;
    uint32_t most = JM_NONE;
    *count = 0;
    for (uint32_t i = count_by(all, c->busy, e->span.until);
         i-- > 0 && all[i].reach >= e->span.from;) {
        if (!is_taken(plan, event, &all[i]) ||
            jm_rules_is_told(run, event, tells_busy, &all[i]))
            continue;
        if (++*count == 1 || is_worse(e, &all[i], &all[most]))
            most = i;
    }
    return *count ? c->first_busy + most : JM_NONE;
}

/* One finding per event. */
static void check(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    uint32_t host = plan->n_busy_spans ? jm_rules_host(plan, event) : JM_NONE;
    if (host == JM_NONE || !plan->collectivities[host].busy)
        return;
    uint32_t count, busy = busiest(run, event, host, &count);
    if (busy == JM_NONE)
        return;
    const struct jm_busy_span *most = &plan->busy_spans[busy];
    struct jm_finding finding = {
        .span = jm_span_shared(e->span, most->span),
        .host = host,
        .resource_kind = JM_RESOURCE_HOST,
        .resource = host,
        .facts = {{JM_FACT_BUSY, busy},
                  {JM_FACT_COUNT, count},
                  {JM_FACT_SHARED_MINUTES, shared_minutes(e, most)}},
        .n_facts = 3};
    jm_emit(run, &finding, &event, 1);
}

const struct jm_rule jm_rule_host_busy = {
    .id = "host-busy",
    .severity = JM_WARNING,
    .summary = JM_SAY_HOST_BUSY_SUMMARY,
    .sentence = JM_SAY_HOST_BUSY,
    .event_kinds = KINDS,
    .event = check,
    .dated_kinds = KINDS,
    .mark_kinds = JM_KIND(JM_DAY_COUNCIL) | JM_KIND(JM_DAY_BLACKOUT),
    .dated = check_dated,
};
