/* What the program tells the person, and how a run ends. */
#include "app.h"
#include "json.h"
#include "progress.h"
#include <stdarg.h>
#include <string.h>

static void say_list(const struct jm_app *app, FILE *to,
                     enum jm_message message, va_list list)
{
    const char *args[JM_SAY_ARGS];
    size_t count = 0;
    struct jm_text line = JM_TEXT_INIT;
    for (const char *arg;
         count < JM_SAY_ARGS && (arg = va_arg(list, const char *)) != NULL;)
        args[count++] = arg;
    jm_say_args(&line, app->lang, message, args, count);
    fprintf(to, "%s\n", jm_text_get(&line));
    jm_text_clear(&line);
}

void jm_app_say(const struct jm_app *app, enum jm_message message, ...)
{
    va_list list;
    va_start(list, message);
    say_list(app, app->world->out, message, list);
    va_end(list);
}

void jm_app_remark(const struct jm_app *app, enum jm_message message, ...)
{
    va_list list;
    va_start(list, message);
    say_list(app, app->world->err, message, list);
    va_end(list);
}

int jm_app_usage(const struct jm_app *app, enum jm_message message, ...)
{
    va_list list;
    fputs("jumelage: ", app->world->err);
    va_start(list, message);
    say_list(app, app->world->err, message, list);
    va_end(list);
    if (app->command)
        jm_app_remark(app, JM_SAY_MORE_COMMAND, app->command->name, NULL);
    else
        jm_app_remark(app, JM_SAY_MORE, NULL);
    return JM_EXIT_USAGE;
}

int jm_app_exit(enum jm_status status)
{
    switch (status) {
    case JM_OK:
    case JM_END:
        return JM_EXIT_FINE;
    case JM_NOT_FOUND:
        return JM_EXIT_NOT_FOUND;
    case JM_INVALID:
        return JM_EXIT_INVALID;
    case JM_REFUSED:
        return JM_EXIT_REFUSED;
    case JM_STOPPED:
        return JM_EXIT_STOPPED;
    case JM_FAILED:
        break;
    }
    return JM_EXIT_INTERNAL;
}

/* What is wrong with the command line rather than with what it names. */
static bool is_usage(enum jm_message message)
{
    static const enum jm_message usage[] = {
        JM_SAY_NAME_MISSING,      JM_SAY_NOTHING_TO_EDIT,
        JM_SAY_CANCEL_NO_REASON,  JM_SAY_WORD_TOO_MANY,
        JM_SAY_EXPORT_WHO,        JM_SAY_EXPORT_KIND,
        JM_SAY_EXPORT_YEAR,       JM_SAY_EXPORT_NO_HOST,
        JM_SAY_EXPORT_FOR_NOBODY, JM_SAY_EXPORT_NO_FILE,
        JM_SAY_EXPORT_LANGS,      JM_SAY_FIELD_FORM,
        JM_SAY_FIELD_TWICE,       JM_SAY_NOT_CHANGE,
        JM_SAY_LIST_NO_DAYS,      JM_SAY_NOUN_UNKNOWN,
        JM_SAY_REVEAL_NO_REASON,  JM_SAY_EXPORT_NO_DELEGATION,
        JM_SAY_WAIVE_NO_REASON,   JM_SAY_WAIVER_ADD};
    for (size_t i = 0; i < sizeof usage / sizeof *usage; i++)
        if (usage[i] == message)
            return true;
    return false;
}

int jm_app_fail(struct jm_app *app)
{
    /* a failure after Ctrl-C is its consequence */
    if (jm_progress_is_stopped(app)) {
        jm_error_clear(&app->err);
        jm_progress_ask(app);
        if (app->world->err_is_terminal)
            fputc('\n', app->world->err); /* it shows ^C */
    }
    int code = is_usage(app->err.message) ? JM_EXIT_USAGE
                                          : jm_app_exit(app->err.status);
    struct jm_text line = JM_TEXT_INIT;
    jm_error_say(&app->err, app->lang, &line);
    fprintf(app->world->err, "jumelage: %s\n", jm_text_get(&line));
    if (code == JM_EXIT_USAGE && app->command)
        jm_app_remark(app, JM_SAY_MORE_COMMAND, app->command->name, NULL);
    if (code == JM_EXIT_INTERNAL && app->err.cause[0])
        fprintf(app->world->err, "jumelage: (%s)\n", app->err.cause);
    if (app->json)
        jm_json_print(app, json_pack("{s:{s:s,s:s,s:s,s:i}}", "error", "name",
                                     jm_message_name(app->err.message), "place",
                                     app->err.place, "message",
                                     jm_text_get(&line), "exit", code));
    jm_text_clear(&line);
    return code;
}

/* ---- suggestions ---- */

void jm_nearest_begin(struct jm_nearest *nearest, const char *word)
{
    nearest->word = word;
    nearest->best[0] = '\0';
    nearest->distance = UINT32_MAX;
}

void jm_nearest_offer(void *data, const char *candidate)
{
    struct jm_nearest *nearest = data;
    unsigned distance = jm_text_distance(nearest->word, candidate);
    if (distance >= nearest->distance)
        return;
    nearest->distance = distance;
    jm_text_copy(nearest->best, sizeof nearest->best, candidate);
}

/* Up to a third of the letters may be wrong. */
const char *jm_nearest_get(const struct jm_nearest *nearest)
{
    size_t length = strlen(nearest->word);
    size_t most = length < 4 ? 1 : length / 3;
    return nearest->distance <= most ? nearest->best : "";
}
