/* why: what stands against an event, or a delegation at a host, on a date. */
#include "commands.h"
#include "facts.h"
#include "json.h"
#include "print.h"
#include "told.h"
#include "trial.h"
#include <jumelage/sentence.h>
#include <jumelage/why.h>
#include <jumelage/words.h>

const struct jm_option jm_why_options[] = {
    {"for", 0, "ID", JM_SAY_OPTION_WHY_FOR}, {NULL, 0, NULL, JM_SAY_NOTHING}};

struct question {
    struct jm_app *app;
    struct jm_plan *plan;
    struct jm_watch *watch;
    struct jm_waivers waivers;
    struct jm_alters edits;
    struct jm_reasons reasons;
    struct jm_row row; /* what was named: an event or a collectivity */
    jm_day day;
    struct jm_text guest[JM_LANGS]; /* what who would come is called */
};

static enum jm_status read_words(struct question *q)
{
    struct jm_app *app = q->app;
    int next = 0;
    enum jm_status status = jm_door_named(app, &q->row, &next);
    if (status)
        return status;
    if (q->row.noun->id != JM_NOUN_EVENT &&
        q->row.noun->id != JM_NOUN_COLLECTIVITY)
        return jm_fail(&app->err, JM_INVALID, q->row.id, JM_SAY_WHY_NOUN,
                       q->row.id, q->row.noun->spoken, NULL);
    if (app->args.count != next + 1)
        return jm_fail(&app->err, JM_INVALID, "date", JM_SAY_WHY_DATE, NULL);
    enum jm_civil_read read = jm_day_parse(app->args.words[next], &q->day);
    if (read)
        return jm_fail(&app->err, JM_INVALID, "date",
                       read == JM_CIVIL_UNREAL ? JM_SAY_DATE_UNREAL
                                               : JM_SAY_NOT_DATE,
                       "why", app->args.words[next], NULL);
    return JM_OK;
}

/* The event itself, with all that lies in it, on that day. */
static enum jm_status ask_event(struct question *q)
{
    uint32_t event = jm_plan_find_event(q->plan, q->row.id);
    const struct jm_event *e = &q->plan->events[event];
    jm_day was = jm_zone_day(&q->plan->zones[e->zone], e->span.from);
    enum jm_status status = jm_watch_new(&q->watch, q->plan, &q->app->err);
    if (!status)
        status = jm_watch_shift(q->watch, &q->edits, event, q->day - was,
                                &q->app->err);
    /* one that was cancelled is asked about as if it took place */
    for (size_t i = 0; i < q->edits.count && !status; i++)
        if (i == 0 && q->edits.all[i].as.status == JM_CANCELLED)
            q->edits.all[i].as.status = JM_CONFIRMED;
    return status;
}

/* Whose delegation would come: from --for, else one from nowhere else. */
static enum jm_status read_origin(struct question *q, uint32_t host,
                                  uint32_t *origin)
{
    const char *id = jm_app_option(q->app, "for");
    *origin = host;
    if (!id)
        return JM_OK;
    uint32_t delegation = jm_plan_find_delegation(q->plan, id);
    bool is_place = jm_plan_find_collectivity(q->plan, id) != JM_NONE;
    if (is_place || delegation == JM_NONE)
        return jm_door_in_plan(q->app, q->plan, JM_NOUN_COLLECTIVITY, id,
                               origin);
    *origin = q->plan->delegations[delegation].origin;
    return JM_OK;
}

static void name_guest(struct question *q, uint32_t origin, uint32_t host)
{
    for (int lang = 0; lang < JM_LANGS; lang++)
        jm_say(&q->guest[lang], (enum jm_lang)lang, JM_SAY_WHY_GUEST,
               origin == host
                   ? ""
                   : jm_host_name(q->plan, origin, (enum jm_lang)lang),
               NULL);
}

/* A delegation that would stay there that day. */
static enum jm_status ask_host(struct question *q)
{
    struct jm_delegation guest = {.id = "", .head = JM_NONE};
    struct jm_event_text text = {.uid = ""};
    struct jm_alter edit;
    uint32_t host = jm_plan_find_collectivity(q->plan, q->row.id);
    enum jm_status status = read_origin(q, host, &guest.origin);
    name_guest(q, status ? host : guest.origin, host);
    for (int lang = 0; lang < JM_LANGS; lang++)
        text.title[lang] = guest.name[lang] = jm_text_get(&q->guest[lang]);
    if (!status)
        status =
            jm_watch_new_with_guest(&q->watch, q->plan, &guest, &q->app->err);
    if (!status)
        status = jm_watch_add(q->watch, &edit.event, &text, &q->app->err);
    if (!status) {
        uint16_t zone = q->plan->collectivities[host].zone;
        edit.as = jm_watch_plan(q->watch)->events[edit.event];
        edit.as.kind = JM_STAY;
        edit.as.status = JM_CONFIRMED;
        edit.as.host = host;
        edit.as.delegation = q->plan->n_delegations; /* the guest */
        edit.as.zone = zone;
        edit.as.all_day = true;
        edit.as.span.from = jm_zone_day_start(&q->plan->zones[zone], q->day);
        edit.as.span.until =
            jm_zone_day_start(&q->plan->zones[zone], q->day + 1);
        status = jm_alters_add(&q->edits, &edit, &q->app->err);
    }
    return status;
}

/* ---- telling ---- */

/* Where a guest would come from, where that is said. */
static const char *name_origin(const struct question *q,
                               const struct jm_plan *then, uint32_t event)
{
    uint32_t origin = then->delegations[then->events[event].delegation].origin;
    return origin == then->events[event].host
               ? ""
               : jm_host_name(then, origin, q->app->lang);
}

static void print_title(const struct question *q, const struct jm_plan *then)
{
    const struct jm_app *app = q->app;
    struct jm_text title = JM_TEXT_INIT, when = JM_TEXT_INIT;
    uint32_t event = q->edits.all[0].event;
    const char *host = jm_host_name(then, then->events[event].host, app->lang);
    jm_sentence_when(&when, app->lang, then, event);
    if (q->row.noun->id == JM_NOUN_EVENT)
        jm_say(&title, app->lang, JM_SAY_WHY_EVENT,
               jm_event_title(then, event, app->lang), jm_text_get(&when), host,
               NULL);
    else
        jm_say(&title, app->lang, JM_SAY_WHY_HOST, host, jm_text_get(&when),
               name_origin(q, then, event), NULL);
    jm_print_tint(app, JM_BOLD, jm_text_get(&title));
    fputc('\n', app->world->out);
    jm_text_clear(&title);
    jm_text_clear(&when);
}

static void print_relief(const struct question *q, const struct jm_plan *then,
                         size_t i)
{
    struct jm_text relief = JM_TEXT_INIT, line = JM_TEXT_INIT;
    jm_relief_say(&relief, q->app->lang, then, &q->reasons.reliefs[i]);
    if (*jm_text_get(&relief)) {
        jm_text_addf(&line, "→ %s", jm_text_get(&relief));
        jm_print_paragraph(q->app, 6, jm_text_get(&line));
    }
    jm_text_clear(&relief);
    jm_text_clear(&line);
}

static void print_free_day(const struct question *q, enum jm_message message,
                           int32_t by)
{
    struct jm_text day = JM_TEXT_INIT;
    jm_words_day(&day, q->app->lang, q->day + by);
    if (by)
        jm_app_say(q->app, message, jm_text_get(&day), NULL);
    jm_text_clear(&day);
}

static void print_verdict(const struct question *q)
{
    const struct jm_reasons *reasons = &q->reasons;
    char all[24], numbers[JM_BLOCKING + 1][24];
    size_t of[JM_BLOCKING + 1] = {0};
    for (size_t i = 0; i < reasons->findings.count; i++)
        of[reasons->findings.all[i].severity]++;
    for (int s = JM_IGNORE; s <= JM_BLOCKING; s++)
        snprintf(numbers[s], sizeof numbers[s], "%zu", of[s]);
    snprintf(all, sizeof all, "%zu", reasons->findings.count);
    fputc('\n', q->app->world->out);
    jm_app_say(q->app, JM_SAY_WHY_SUMS, all, numbers[JM_BLOCKING],
               numbers[JM_WARNING], numbers[JM_NOTICE], NULL);
    print_free_day(q, JM_SAY_WHY_FREE_BEFORE, -reasons->earlier);
    print_free_day(q, JM_SAY_WHY_FREE_AFTER, reasons->later);
    if (of[JM_BLOCKING] && !reasons->earlier && !reasons->later)
        jm_app_say(q->app, JM_SAY_WHY_FREE_NEVER, NULL);
}

static void print_text(const struct question *q, const struct jm_plan *then)
{
    print_title(q, then);
    for (size_t i = 0; i < q->reasons.findings.count; i++) {
        struct jm_told told = {.finding = &q->reasons.findings.all[i]};
        told.state = jm_waivers_state(&q->waivers, told.finding, &told.waiver);
        jm_told_print(q->app, then, &told);
        print_relief(q, then, i);
    }
    if (q->reasons.findings.count)
        print_verdict(q);
    else
        jm_app_say(q->app, JM_SAY_WHY_NOTHING, NULL);
}

static json_t *relief_json(const struct question *q, const struct jm_plan *then,
                           size_t i)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_relief_say(&text, q->app->lang, then, &q->reasons.reliefs[i]);
    json_t *value = jm_json_text(jm_text_get(&text));
    jm_text_clear(&text);
    return value;
}

static void print_json(const struct question *q, const struct jm_plan *then)
{
    json_t *object = json_object(), *all = json_array();
    jm_json_set(object, "day", jm_json_day(q->day));
    for (size_t i = 0; i < q->reasons.findings.count; i++) {
        struct jm_told told = {.finding = &q->reasons.findings.all[i]};
        told.state = jm_waivers_state(&q->waivers, told.finding, &told.waiver);
        json_t *one = jm_told_json(q->app, then, &told);
        jm_json_set(one, "relief", relief_json(q, then, i));
        json_array_append_new(all, one);
    }
    jm_json_set(object, "blocks", all);
    jm_json_set(object, "free_before",
                q->reasons.earlier ? jm_json_day(q->day - q->reasons.earlier)
                                   : json_null());
    jm_json_set(object, "free_after",
                q->reasons.later ? jm_json_day(q->day + q->reasons.later)
                                 : json_null());
    jm_json_print(q->app, object);
}

/* Sentences say hours as they would be: the edits are made once more. */
static enum jm_status tell(struct question *q, int *code)
{
    enum jm_status status = jm_watch_edit(q->watch, q->edits.all,
                                          q->edits.count, NULL, &q->app->err);
    if (status)
        return status;
    const struct jm_plan *then = jm_watch_plan(q->watch);
    if (q->app->json)
        print_json(q, then);
    else
        print_text(q, then);
    *code = JM_EXIT_FINE;
    for (size_t i = 0; i < q->reasons.findings.count; i++)
        if (q->reasons.findings.all[i].severity > JM_NOTICE)
            *code = JM_EXIT_CONFLICTS;
    return JM_OK;
}

int jm_run_why(struct jm_app *app)
{
    struct question q = {.app = app,
                         .waivers = JM_WAIVERS_INIT,
                         .edits = JM_ALTERS_INIT,
                         .reasons = JM_REASONS_INIT,
                         .row = JM_ROW_INIT,
                         .guest = {JM_TEXT_INIT, JM_TEXT_INIT, JM_TEXT_INIT}};
    int code = JM_EXIT_FINE;
    enum jm_status status = jm_app_open(app, JM_STORE_READ);
    if (!status)
        status = read_words(&q);
    if (!status)
        status = jm_app_load(app, &q.plan);
    if (!status)
        status = jm_waivers_sort(&q.waivers, q.plan, &app->err);
    if (!status && q.row.noun->id == JM_NOUN_EVENT)
        status = ask_event(&q);
    else if (!status)
        status = ask_host(&q);
    if (!status)
        status =
            jm_why(&q.reasons, q.watch, q.edits.all, q.edits.count, &app->err);
    if (!status)
        status = tell(&q, &code);
    jm_reasons_clear(&q.reasons);
    jm_alters_clear(&q.edits);
    jm_waivers_clear(&q.waivers);
    jm_watch_free(q.watch);
    jm_row_clear(&q.row);
    for (int lang = 0; lang < JM_LANGS; lang++)
        jm_text_clear(&q.guest[lang]);
    jm_plan_free(q.plan);
    return status ? jm_app_fail(app) : code;
}
