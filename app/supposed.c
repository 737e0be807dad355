/* Telling what a trial would bring. */
#include "json.h"
#include "print.h"
#include "trial.h"
#include <jumelage/sentence.h>
#include <jumelage/words.h>
#include <stdlib.h>

/* What is told of one list of findings. */
struct list {
    const char *key; /* in --json */
    enum jm_message title;
    const struct jm_findings *findings;
    const struct jm_plan *plan;
};

struct telling {
    struct jm_app *app;
    const struct jm_trial *trial;
    const struct jm_tale *tale;
    const struct jm_check_scope *scope;
};

static bool is_accepted(const struct telling *t,
                        const struct jm_finding *finding)
{
    return jm_waivers_state(&t->tale->waivers, finding, NULL) ==
           JM_WAIVER_ACCEPTED;
}

static bool is_told(const struct telling *t, const struct list *list, size_t i)
{
    const struct jm_finding *finding = &list->findings->all[i];
    return jm_check_scope_holds(t->scope, list->plan, finding) &&
           !is_accepted(t, finding);
}

static size_t count(const struct telling *t, const struct list *list,
                    enum jm_severity least)
{
    size_t count = 0;
    for (size_t i = 0; i < list->findings->count; i++)
        count +=
            is_told(t, list, i) && list->findings->all[i].severity >= least;
    return count;
}

static struct jm_told told_of(const struct telling *t,
                              const struct jm_finding *finding)
{
    struct jm_told told = {.finding = finding};
    told.state = jm_waivers_state(&t->tale->waivers, finding, &told.waiver);
    return told;
}

/* ---- for people ---- */

static void say_status(struct jm_text *out, const struct jm_app *app,
                       const struct jm_event *e)
{
    if (e->status != JM_CONFIRMED)
        jm_text_add(out,
                    jm_choice_name(JM_SET_event_status, e->status, app->lang));
}

/* "« Suwon à Tours » : Tours, du 4 au 7 mai 2023 → Tours, du 12 au 15 mai" */
static void print_edit(const struct telling *t, uint32_t event)
{
    const struct jm_app *app = t->app;
    const struct jm_plan *now = jm_watch_plan(t->trial->watch);
    const struct jm_plan *plans[2] = {t->tale->plan, now};
    struct jm_text when[2] = {JM_TEXT_INIT, JM_TEXT_INIT};
    struct jm_text line = JM_TEXT_INIT;
    bool is_new = event >= t->tale->plan->n_events;
    for (int i = is_new; i < 2; i++) {
        const struct jm_event *e = &plans[i]->events[event];
        struct jm_text days = JM_TEXT_INIT, status = JM_TEXT_INIT;
        jm_sentence_when(&days, app->lang, plans[i], event);
        say_status(&status, app, e);
        jm_say(&when[i], app->lang, JM_SAY_TRIAL_STATE,
               jm_host_name(plans[i], e->host, app->lang), jm_text_get(&days),
               jm_text_get(&status), NULL);
        jm_text_clear(&days);
        jm_text_clear(&status);
    }
    jm_say(&line, app->lang, is_new ? JM_SAY_TRIAL_NEW : JM_SAY_TRIAL_EDIT,
           jm_event_title(now, event, app->lang), jm_text_get(&when[0]),
           jm_text_get(&when[1]), NULL);
    jm_print_paragraph(app, 2, jm_text_get(&line));
    jm_text_clear(&line);
    jm_text_clear(&when[0]);
    jm_text_clear(&when[1]);
}

static void print_list(const struct telling *t, const struct list *list)
{
    char number[24];
    struct jm_text title = JM_TEXT_INIT;
    size_t many = count(t, list, JM_NOTICE);
    if (!many)
        return;
    snprintf(number, sizeof number, "%zu", many);
    jm_say(&title, t->app->lang, list->title, number, NULL);
    fputc('\n', t->app->world->out);
    jm_print_tint(t->app, JM_BOLD, jm_text_get(&title));
    fputc('\n', t->app->world->out);
    for (size_t i = 0; i < list->findings->count; i++) {
        struct jm_told told = told_of(t, &list->findings->all[i]);
        if (is_told(t, list, i))
            jm_told_print(t->app, list->plan, &told);
    }
    jm_text_clear(&title);
}

static void print_text(const struct telling *t, const struct list *lists,
                       size_t n_lists, size_t unchanged)
{
    char number[24];
    struct jm_text title = JM_TEXT_INIT;
    jm_say(&title, t->app->lang, JM_SAY_TRIAL_TITLE, NULL);
    jm_print_tint(t->app, JM_BOLD, jm_text_get(&title));
    fputc('\n', t->app->world->out);
    for (size_t i = 0; i < t->trial->n_roots; i++)
        print_edit(t, t->trial->roots[i]);
    for (size_t i = 0; i < n_lists; i++)
        print_list(t, &lists[i]);
    snprintf(number, sizeof number, "%zu", unchanged);
    fputc('\n', t->app->world->out);
    jm_app_say(t->app, JM_SAY_TRIAL_UNCHANGED, number, NULL);
    jm_text_clear(&title);
}

/* ---- as data ---- */

static json_t *edit_json(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    json_t *object = json_object();
    jm_json_set(object, "event", jm_json_text(plan->texts[event].uid));
    jm_json_set(object, "from", jm_json_utc(e->span.from));
    jm_json_set(object, "until", jm_json_utc(e->span.until));
    jm_json_set(object, "status",
                json_string(jm_choice_word(JM_SET_event_status, e->status)));
    jm_json_set(object, "host",
                e->host == JM_NONE
                    ? json_null()
                    : json_string(plan->collectivities[e->host].id));
    return object;
}

static void print_json(const struct telling *t, const struct list *lists,
                       size_t n_lists, size_t unchanged)
{
    json_t *object = json_object(), *edits = json_array();
    for (size_t i = 0; i < t->trial->edits.count; i++)
        json_array_append_new(edits, edit_json(jm_watch_plan(t->trial->watch),
                                               t->trial->edits.all[i].event));
    jm_json_set(object, "edits", edits);
    for (size_t k = 0; k < n_lists; k++) {
        json_t *all = json_array();
        for (size_t i = 0; i < lists[k].findings->count; i++) {
            struct jm_told told = told_of(t, &lists[k].findings->all[i]);
            if (is_told(t, &lists[k], i))
                json_array_append_new(
                    all, jm_told_json(t->app, lists[k].plan, &told));
        }
        jm_json_set(object, lists[k].key, all);
    }
    jm_json_set(object, "unchanged", json_integer((json_int_t)unchanged));
    jm_json_print(t->app, object);
}

/* ---- both ---- */

/* Of the findings of now that are told, those that are neither lost nor
 * changed. */
static size_t count_unchanged(const struct telling *t,
                              const struct jm_outcome *out,
                              const struct list *lost)
{
    struct list changed = {.findings = &out->changed,
                           .plan = jm_watch_plan(t->trial->watch)};
    size_t all = 0;
    for (size_t i = 0; i < t->tale->count; i++)
        all += t->tale->all[i].state != JM_WAIVER_ACCEPTED;
    size_t gone = count(t, lost, JM_NOTICE) + count(t, &changed, JM_NOTICE);
    return all > gone ? all - gone : 0;
}

enum jm_status jm_trial_tell(struct jm_app *app, struct jm_trial *trial,
                             const struct jm_tale *tale,
                             const struct jm_check_scope *scope, int *code)
{
    struct telling t = {app, trial, tale, scope};
    struct jm_outcome out = JM_OUTCOME_INIT;
    const struct jm_plan *then = jm_watch_plan(trial->watch);
    struct list lists[] = {
        {"gained", JM_SAY_TRIAL_GAINED, &out.gained, then},
        {"lost", JM_SAY_TRIAL_LOST, &out.lost, tale->plan},
        {"changed", JM_SAY_TRIAL_CHANGED, &out.changed, then}};
    enum jm_status status = jm_watch_edit(trial->watch, trial->edits.all,
                                          trial->edits.count, &out, &app->err);
    if (!status) {
        size_t unchanged = count_unchanged(&t, &out, &lists[1]);
        if (app->json)
            print_json(&t, lists, 3, unchanged);
        else
            print_text(&t, lists, 3, unchanged);
        *code =
            count(&t, &lists[0], JM_WARNING) ? JM_EXIT_CONFLICTS : JM_EXIT_FINE;
    }
    jm_outcome_clear(&out);
    return status;
}
