/* doctor feed: what is wrong with a calendar, in a file or at an address. */
#include "commands.h"
#include "file.h"
#include "json.h"
#include "print.h"
#include "probe.h"
#include <string.h>

static const struct {
    const char *name; /* for --json */
    enum jm_message word;
    enum jm_tint tint;
} severities[JM_LINT_SEVERITIES] = {
    [JM_LINT_REMARK] = {"remark", JM_SAY_LINT_REMARK, JM_BLUE},
    [JM_LINT_WARNING] = {"warning", JM_SAY_LINT_WARNING, JM_AMBER},
    [JM_LINT_ERROR] = {"error", JM_SAY_LINT_ERROR, JM_RED},
};

static enum jm_status examine(struct jm_app *app, const char *word,
                              struct jm_lint *lint)
{
    struct jm_file_reading how = {word, JM_PROBE_MOST_BYTES,
                                  JM_SAY_FEED_UNREADABLE, JM_SAY_FEED_TOO_BIG};
    struct jm_text body = JM_TEXT_INIT;
    bool is_there = true, allow = jm_app_option(app, "allow-private") != NULL;
    enum jm_status status =
        jm_probe_is_address(word)
            ? jm_probe_run(word, allow, lint, &body, &is_there, &app->err)
            : jm_file_read(&body, &how, &app->err);
    if (!status && body.failed)
        status = jm_fail_memory(&app->err);
    if (!status && is_there)
        status = jm_lint_read(lint, jm_text_get(&body), body.length, &app->err);
    jm_text_clear(&body);
    return status;
}

/* ---- for people ---- */

static void say_fault(const struct jm_app *app,
                      const struct jm_lint_fault *fault, struct jm_text *out)
{
    jm_say(out, app->lang, jm_lint_check(fault->id)->message, fault->args[0],
           fault->args[1], NULL);
}

static const char *say_severity(const struct jm_app *app,
                                const struct jm_lint_check *check)
{
    return jm_message_template(severities[check->severity].word, app->lang);
}

static void print_line(const struct jm_app *app, enum jm_lint_id id,
                       const struct jm_text *line)
{
    enum jm_tint tint = severities[jm_lint_check(id)->severity].tint;
    fputs("  ", app->world->out);
    jm_print_tint(app, tint, jm_text_get(line));
    fputc('\n', app->world->out);
}

static void print_fault(const struct jm_app *app,
                        const struct jm_lint_fault *fault)
{
    const struct jm_lint_check *check = jm_lint_check(fault->id);
    const char *severity = say_severity(app, check);
    struct jm_text sentence = JM_TEXT_INIT, line = JM_TEXT_INIT;
    char number[24];
    snprintf(number, sizeof number, "%zu", fault->line);
    say_fault(app, fault, &sentence);
    if (fault->line)
        jm_say(&line, app->lang, JM_SAY_LINT_LINE, severity, number,
               jm_text_get(&sentence), check->id, NULL);
    else
        jm_say(&line, app->lang, JM_SAY_LINT_WHOLE, severity,
               jm_text_get(&sentence), check->id, NULL);
    print_line(app, fault->id, &line);
    jm_text_clear(&sentence);
    jm_text_clear(&line);
}

/* The faults that were counted and not kept. */
static void print_more(const struct jm_app *app, const struct jm_lint *lint,
                       enum jm_lint_id id)
{
    const struct jm_lint_check *check = jm_lint_check(id);
    struct jm_text line = JM_TEXT_INIT;
    char number[24];
    if (lint->found[id] <= JM_LINT_KEPT)
        return;
    snprintf(number, sizeof number, "%zu", lint->found[id] - JM_LINT_KEPT);
    jm_say(&line, app->lang, JM_SAY_LINT_MORE, say_severity(app, check), number,
           check->id, NULL);
    print_line(app, id, &line);
    jm_text_clear(&line);
}

static void print_report(const struct jm_app *app, const char *word,
                         const struct jm_lint *lint)
{
    char counts[4][24];
    for (size_t i = 0; i < lint->count; i++)
        print_fault(app, &lint->faults[i]);
    for (int id = 0; id < JM_LINT_CHECKS; id++)
        print_more(app, lint, (enum jm_lint_id)id);
    snprintf(counts[0], sizeof counts[0], "%zu", lint->events);
    for (int s = JM_LINT_REMARK; s <= JM_LINT_ERROR; s++)
        snprintf(counts[1 + JM_LINT_ERROR - s], sizeof counts[0], "%zu",
                 jm_lint_count(lint, (enum jm_lint_severity)s));
    jm_app_say(app, JM_SAY_LINT_VERDICT, word, counts[0], counts[1], counts[2],
               counts[3], NULL);
}

/* ---- for programs ---- */

static json_t *make_fault(const struct jm_app *app,
                          const struct jm_lint_fault *fault)
{
    const struct jm_lint_check *check = jm_lint_check(fault->id);
    struct jm_text sentence = JM_TEXT_INIT;
    json_t *object = json_object();
    say_fault(app, fault, &sentence);
    jm_json_set(object, "code", json_string(check->id));
    jm_json_set(object, "severity",
                json_string(severities[check->severity].name));
    if (fault->line)
        jm_json_set(object, "line", json_integer((json_int_t)fault->line));
    jm_json_set(object, "message", json_string(jm_text_get(&sentence)));
    jm_text_clear(&sentence);
    return object;
}

static void print_json(const struct jm_app *app, const char *word,
                       const struct jm_lint *lint)
{
    json_t *object = json_object(), *faults = json_array();
    json_t *counts = json_object();
    for (size_t i = 0; i < lint->count; i++)
        json_array_append_new(faults, make_fault(app, &lint->faults[i]));
    for (int id = 0; id < JM_LINT_CHECKS; id++)
        if (lint->found[id])
            jm_json_set(counts, jm_lint_check((enum jm_lint_id)id)->id,
                        json_integer((json_int_t)lint->found[id]));
    jm_json_set(object, "feed", json_string(word));
    jm_json_set(object, "events", json_integer((json_int_t)lint->events));
    for (int s = JM_LINT_ERROR; s >= JM_LINT_REMARK; s--)
        jm_json_set(object, severities[s].name,
                    json_integer((json_int_t)jm_lint_count(
                        lint, (enum jm_lint_severity)s)));
    jm_json_set(object, "counts", counts);
    jm_json_set(object, "faults", faults);
    jm_json_print(app, object);
}

int jm_doctor_feed(struct jm_app *app)
{
    struct jm_lint lint = JM_LINT_INIT;
    if (app->args.count < 2)
        return jm_app_usage(app, JM_SAY_FEED_NOT_GIVEN, NULL);
    if (app->args.count > 2)
        return jm_app_usage(app, JM_SAY_WORD_TOO_MANY, app->args.words[2],
                            NULL);
    const char *word = app->args.words[1];
    enum jm_status status = examine(app, word, &lint);
    bool is_well = !jm_lint_count(&lint, JM_LINT_ERROR) &&
                   !jm_lint_count(&lint, JM_LINT_WARNING);
    if (!status && app->json)
        print_json(app, word, &lint);
    else if (!status)
        print_report(app, word, &lint);
    if (!status && !app->json && is_well)
        jm_app_say(app, JM_SAY_LINT_WELL, NULL);
    jm_lint_clear(&lint);
    if (status)
        return jm_app_fail(app);
    return is_well ? JM_EXIT_FINE : JM_EXIT_INVALID;
}
