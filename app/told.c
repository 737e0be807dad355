#include "told.h"
#include "facts.h"
#include "json.h"
#include "print.h"
#include "progress.h"
#include <jumelage/sentence.h>
#include <jumelage/words.h>
#include <stdlib.h>
#include <string.h>

void jm_fingerprint_write(char out[JM_FINGERPRINT], uint64_t number)
{
    snprintf(out, JM_FINGERPRINT, "%016llx", (unsigned long long)number);
}

/* ---- running ---- */

enum jm_status jm_tale_run(struct jm_app *app, struct jm_tale *tale,
                           struct jm_check_scope *scope)
{
    scope->progress = jm_progress_step;
    scope->data = app;
    jm_progress_begin(app, JM_SAY_DOING_CHECK);
    enum jm_status status =
        jm_check_run(&tale->findings, tale->plan, scope, &app->err);
    jm_progress_end(app);
    if (!status)
        status = jm_waivers_sort(&tale->waivers, tale->plan, &app->err);
    if (status)
        return status;
    tale->all = calloc(tale->findings.count + 1, sizeof *tale->all);
    if (!tale->all)
        return jm_fail_memory(&app->err);
    for (; tale->count < tale->findings.count; tale->count++) {
        struct jm_told *told = &tale->all[tale->count];
        told->finding = &tale->findings.all[tale->count];
        told->state =
            jm_waivers_state(&tale->waivers, told->finding, &told->waiver);
    }
    return JM_OK;
}

enum jm_status jm_told_open(struct jm_app *app, const struct jm_plan *plan,
                            enum jm_severity least, struct jm_findings *out)
{
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings all = JM_FINDINGS_INIT;
    struct jm_waivers waivers = JM_WAIVERS_INIT;
    scope.progress = jm_progress_step;
    scope.data = app;
    jm_progress_begin(app, JM_SAY_DOING_CHECK);
    enum jm_status status = jm_check_run(&all, plan, &scope, &app->err);
    jm_progress_end(app);
    if (!status)
        status = jm_waivers_sort(&waivers, plan, &app->err);
    for (size_t i = 0; !status && i < all.count; i++) {
        const struct jm_waiver *waiver = NULL;
        const struct jm_finding *finding = &all.all[i];
        if (finding->severity >= least &&
            jm_waivers_state(&waivers, finding, &waiver) !=
                JM_WAIVER_ACCEPTED &&
            !jm_findings_add(out, finding))
            status = jm_fail_memory(&app->err);
    }
    jm_waivers_clear(&waivers);
    jm_findings_clear(&all);
    return status;
}

void jm_tale_clear(struct jm_tale *tale)
{
    free(tale->all);
    jm_waivers_clear(&tale->waivers);
    jm_findings_clear(&tale->findings);
    jm_plan_free(tale->plan);
    *tale = (struct jm_tale)JM_TALE_INIT;
}

/* ---- waivers ---- */

bool jm_waiver_day(const struct jm_app *app, uint64_t fingerprint, jm_day *day)
{
    char id[JM_FINGERPRINT];
    struct jm_log_filter filter = {.noun = jm_noun(JM_NOUN_WAIVER), .id = id};
    struct jm_log_entry entry;
    struct jm_log *log = NULL;
    struct jm_error ignored = JM_ERROR_INIT;
    bool found = false;
    jm_fingerprint_write(id, fingerprint);
    enum jm_status status = jm_log_open(&log, app->store, &filter, &ignored);
    while (!status && !found && !(status = jm_log_next(log, &entry, &ignored)))
        found = entry.field == JM_waiver_facts &&
                entry.edit != JM_EDIT_REMOVED && !entry.undoes &&
                !entry.undone_by;
    if (found) {
        const struct jm_zone *paris = jm_zones_get(app->zones, "Europe/Paris");
        *day = jm_zone_day(paris ? paris : &jm_zone_utc, entry.at);
    }
    jm_log_free(log);
    return found;
}

static void say_waiver(struct jm_text *out, const struct jm_app *app,
                       const struct jm_told *told)
{
    static const enum jm_message messages[] = {
        [JM_WAIVER_NONE] = JM_SAY_NOTHING,
        [JM_WAIVER_ACCEPTED] = JM_SAY_WAIVER_ACCEPTED,
        [JM_WAIVER_CHANGED] = JM_SAY_WAIVER_CHANGED,
        [JM_WAIVER_EXPIRED] = JM_SAY_WAIVER_EXPIRED};
    struct jm_text on = JM_TEXT_INIT, until = JM_TEXT_INIT;
    jm_day day = JM_DAY_NONE;
    if (jm_waiver_day(app, told->finding->fingerprint, &day))
        jm_words_date(&on, app->lang, day);
    if (told->waiver->expires_on != JM_DAY_NONE)
        jm_words_date(&until, app->lang, told->waiver->expires_on);
    jm_say(out, app->lang, messages[told->state], told->waiver->author,
           jm_text_get(&on), jm_text_get(&until), told->waiver->reason, NULL);
    jm_text_clear(&on);
    jm_text_clear(&until);
}

/* ---- as data ---- */

static json_t *make_waiver(const struct jm_app *app, const struct jm_told *told)
{
    const struct jm_waiver *waiver = told->waiver;
    jm_day on = JM_DAY_NONE;
    if (!waiver)
        return json_null();
    if (!jm_waiver_day(app, waiver->fingerprint, &on))
        on = JM_DAY_NONE;
    json_t *object = json_object();
    jm_json_set(object, "state", json_string(jm_waiver_word(told->state)));
    jm_json_set(object, "author", json_string(waiver->author));
    jm_json_set(object, "on", jm_json_day(on));
    jm_json_set(object, "until", jm_json_day(waiver->expires_on));
    jm_json_set(object, "reason", json_string(waiver->reason));
    return object;
}

json_t *jm_told_json(const struct jm_app *app, const struct jm_plan *plan,
                     const struct jm_told *told)
{
    const struct jm_finding *finding = told->finding;
    char fingerprint[JM_FINGERPRINT];
    struct jm_text text = JM_TEXT_INIT;
    json_t *object = json_object(), *events = json_array();
    jm_fingerprint_write(fingerprint, finding->fingerprint);
    jm_sentence(&text, app->lang, plan, finding);
    jm_json_set(object, "rule", json_string(finding->rule->id));
    jm_json_set(object, "severity",
                json_string(jm_severity_word(finding->severity)));
    jm_json_set(object, "fingerprint", json_string(fingerprint));
    jm_json_set(object, "host",
                finding->host == JM_NONE
                    ? json_null()
                    : json_string(plan->collectivities[finding->host].id));
    jm_json_set(object, "from", jm_json_utc(finding->span.from));
    jm_json_set(object, "until", jm_json_utc(finding->span.until));
    for (uint32_t i = 0; i < finding->n_events; i++)
        json_array_append_new(
            events, jm_json_text(plan->texts[finding->events[i]].uid));
    jm_json_set(object, "events", events);
    jm_json_set(object, "resource",
                jm_json_text(jm_finding_resource_id(plan, finding)));
    jm_json_set(object, "facts", jm_facts_json(app, plan, finding));
    jm_json_set(object, "message", json_string(jm_text_get(&text)));
    jm_json_set(object, "waiver", make_waiver(app, told));
    jm_text_clear(&text);
    return object;
}

/* ---- for people ---- */

static const enum jm_tint tints[] = {[JM_IGNORE] = JM_PLAIN,
                                     [JM_NOTICE] = JM_BLUE,
                                     [JM_WARNING] = JM_AMBER,
                                     [JM_BLOCKING] = JM_RED};
static const char *const marks[] = {[JM_IGNORE] = " ",
                                    [JM_NOTICE] = "·",
                                    [JM_WARNING] = "!",
                                    [JM_BLOCKING] = "✗"};

void jm_told_severity(const struct jm_app *app, enum jm_severity severity)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_text_addf(&text, "%s %s", marks[severity],
                 jm_choice_name(JM_SET_severity, (int)severity, app->lang));
    jm_print_tint(app, tints[severity], jm_text_get(&text));
    jm_text_clear(&text);
}

/* "3f0c2a4e  « Déjeuner », Tours — option": the sentence says when. */
static void print_event(const struct jm_app *app, const struct jm_plan *plan,
                        uint32_t event)
{
    struct jm_text line = JM_TEXT_INIT;
    char id[9];
    const struct jm_event *e = &plan->events[event];
    const char *status =
        e->status == JM_CONFIRMED
            ? ""
            : jm_choice_name(JM_SET_event_status, e->status, app->lang);
    struct jm_text name = JM_TEXT_INIT;
    jm_text_copy(id, sizeof id, plan->texts[event].uid);
    if (!*id) /* one that might be added */
        jm_say(&line, app->lang, JM_SAY_CHECK_NEW_EVENT, NULL);
    jm_print_fill(&name, *id ? id : jm_text_get(&line), sizeof id - 1);
    jm_text_reset(&line);
    jm_say(&line, app->lang, JM_SAY_CHECK_EVENT,
           jm_event_title(plan, event, app->lang),
           jm_host_name(plan, e->host, app->lang), status, jm_text_get(&name),
           NULL);
    fprintf(app->world->out, "%8s", "");
    jm_print_hanging(app, 18, 100, jm_text_get(&line));
    jm_text_clear(&line);
    jm_text_clear(&name);
}

void jm_told_print(const struct jm_app *app, const struct jm_plan *plan,
                   const struct jm_told *told)
{
    const struct jm_finding *finding = told->finding;
    char fingerprint[JM_FINGERPRINT];
    struct jm_text text = JM_TEXT_INIT;
    jm_fingerprint_write(fingerprint, finding->fingerprint);
    fputs("    ", app->world->out);
    jm_told_severity(app, finding->severity);
    fprintf(app->world->out, "  %s  %s\n", finding->rule->id, fingerprint);
    jm_sentence(&text, app->lang, plan, finding);
    jm_print_paragraph(app, 6, jm_text_get(&text));
    if (told->waiver) {
        jm_text_reset(&text);
        say_waiver(&text, app, told);
        jm_print_paragraph(app, 6, jm_text_get(&text));
    }
    for (uint32_t i = 0; i < finding->n_events; i++)
        print_event(app, plan, finding->events[i]);
    jm_text_clear(&text);
}
