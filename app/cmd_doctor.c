/* doctor: is the plan whole, and what does the program stand on. */
#include "commands.h"
#include "json.h"
#include "progress.h"
#include <inttypes.h>
#include <jumelage/rule.h>
#include <string.h>

const struct jm_option jm_doctor_options[] = {
    {"allow-private", 0, NULL, JM_SAY_OPTION_ALLOW_PRIVATE},
    {NULL, 0, NULL, JM_SAY_NOTHING}};

struct examining {
    struct jm_app *app;
    int faults;    /* but for those of packed rows */
    int packed;    /* faults that packing anew does away with */
    bool damaged;  /* told already */
    bool repaired; /* was packed anew */
    json_t *list;  /* with --json */
};

/* What it would tell somebody who has not asked the doctor yet. */
static enum jm_message word_fault(struct examining *e, enum jm_message message)
{
    if (message != JM_SAY_PLAN_DAMAGED)
        return message;
    bool is_told = e->damaged;
    e->damaged = true;
    return is_told ? JM_SAY_NOTHING : JM_SAY_DOCTOR_UNREADABLE;
}

static void tell_fault(void *data, enum jm_message message,
                       const char *const *args, size_t count)
{
    struct examining *e = data;
    struct jm_text line = JM_TEXT_INIT;
    struct jm_error said = {.message = word_fault(e, message)};
    if (said.message == JM_SAY_NOTHING)
        return;
    for (size_t i = 0; i < count && i < JM_ERROR_ARGS; i++)
        jm_text_copy(said.args[i], sizeof said.args[i], args[i] ? args[i] : "");
    jm_error_say(&said, e->app->lang, &line);
    if (message == JM_SAY_FAULT_PACKED)
        e->packed++;
    else
        e->faults++;
    if (e->list)
        json_array_append_new(e->list, json_string(jm_text_get(&line)));
    else
        fprintf(e->app->world->out, "  ✗ %s\n", jm_text_get(&line));
    jm_text_clear(&line);
}

static json_t *count_rows(struct jm_app *app)
{
    json_t *counts = json_object();
    for (int n = 0; n < JM_NOUNS; n++) {
        const struct jm_noun *noun = jm_noun((enum jm_noun_id)n);
        jm_json_set(counts, noun->plural,
                    json_integer(jm_store_count(app->store, noun)));
    }
    return counts;
}

static void print_rows(struct jm_app *app)
{
    for (int n = 0; n < JM_NOUNS; n++) {
        const struct jm_noun *noun = jm_noun((enum jm_noun_id)n);
        int64_t rows = jm_store_count(app->store, noun);
        if (rows > 0)
            fprintf(app->world->out, "  %8" PRId64 "  %s\n", rows,
                    noun->plural);
    }
}

static void print_facts(const struct jm_app *app,
                        const struct jm_store_facts *facts)
{
    char version[16], changes[24], bytes[24];
    snprintf(version, sizeof version, "%d", facts->version);
    snprintf(changes, sizeof changes, "%" PRId64, facts->changes);
    snprintf(bytes, sizeof bytes, "%" PRId64, facts->bytes / 1024);
    jm_app_say(app, JM_SAY_DOCTOR_PLAN, app->plan_path, version, changes, bytes,
               facts->sqlite, JM_VERSION, NULL);
}

/* Loading and checking is the best examination of what rows say together. */
static enum jm_status try_check(struct jm_app *app, struct examining *e)
{
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings findings = JM_FINDINGS_INIT;
    struct jm_plan *plan = NULL;
    enum jm_status status = jm_app_load(app, &plan);
    scope.progress = jm_progress_step;
    scope.data = app;
    jm_progress_begin(app, JM_SAY_DOING_CHECK);
    if (!status)
        status = jm_check_run(&findings, plan, &scope, &app->err);
    jm_progress_end(app);
    jm_findings_clear(&findings);
    jm_plan_free(plan);
    if (status != JM_INVALID)
        return status;
    const char *args[JM_ERROR_ARGS];
    for (int i = 0; i < JM_ERROR_ARGS; i++)
        args[i] = app->err.args[i];
    tell_fault(e, app->err.message, args, JM_ERROR_ARGS);
    jm_error_clear(&app->err);
    return JM_OK;
}

/* Packed rows are copies: they are made anew where nothing else is wrong. */
static enum jm_status repair(struct jm_app *app, struct examining *e)
{
    if (!e->packed || e->faults)
        return JM_OK;
    enum jm_status status = jm_app_open(app, JM_STORE_WRITE);
    if (!status)
        status = jm_store_pack(app->store, &app->err);
    e->repaired = !status;
    if (status != JM_REFUSED)
        return status;
    jm_error_clear(&app->err);
    return jm_app_open(app, JM_STORE_READ);
}

static enum jm_message find_verdict(const struct examining *e)
{
    return e->faults     ? JM_SAY_DOCTOR_ILL
           : !e->packed  ? JM_SAY_DOCTOR_WELL
           : e->repaired ? JM_SAY_DOCTOR_REPAIRED
                         : JM_SAY_DOCTOR_PACK_LATER;
}

static void print_json(struct jm_app *app, const struct examining *e,
                       const struct jm_store_facts *facts)
{
    json_t *object = json_object();
    jm_json_set(object, "plan", json_string(app->plan_path));
    jm_json_set(object, "version", json_integer(facts->version));
    jm_json_set(object, "changes", json_integer(facts->changes));
    jm_json_set(object, "rows", count_rows(app));
    jm_json_set(object, "faults", json_incref(e->list));
    jm_json_set(object, "repaired", json_boolean(e->repaired));
    jm_json_print(app, object);
}

static int examine_plan(struct jm_app *app)
{
    struct jm_store_facts facts;
    struct examining e = {.app = app, .list = app->json ? json_array() : NULL};
    enum jm_status status = jm_app_open(app, JM_STORE_READ);
    if (!status)
        status = jm_store_describe(app->store, &facts, &app->err);
    if (!status && !app->json) {
        print_facts(app, &facts);
        print_rows(app);
    }
    if (!status)
        status = jm_store_examine(app->store, tell_fault, &e, &app->err);
    if (!status)
        status = try_check(app, &e);
    if (!status)
        status = repair(app, &e);
    if (!status && app->json)
        print_json(app, &e, &facts);
    else if (!status)
        jm_app_say(app, find_verdict(&e), NULL);
    json_decref(e.list);
    if (status)
        return jm_app_fail(app);
    bool is_well = !e.faults && (!e.packed || e.repaired);
    return is_well ? JM_EXIT_FINE : JM_EXIT_INVALID;
}

int jm_run_doctor(struct jm_app *app)
{
    if (app->args.count && strcmp(app->args.words[0], "feed") == 0)
        return jm_doctor_feed(app);
    if (jm_app_option(app, "allow-private"))
        return jm_app_usage(app, JM_SAY_OPTION_ONLY_FEED, NULL);
    if (app->args.count)
        return jm_app_usage(app, JM_SAY_WORD_TOO_MANY, app->args.words[0],
                            NULL);
    return examine_plan(app);
}
