/* export: feeds; workbooks are in export_xlsx.c. */
#include "commands.h"
#include "file.h"
#include <jumelage/feed.h>
#include <string.h>

const struct jm_option jm_export_options[] = {
    {"for", 0, "WHO", JM_SAY_OPTION_EXPORT_FOR},
    {"kind", 0, "KIND", JM_SAY_OPTION_EXPORT_KIND},
    {"year", 0, "YEAR", JM_SAY_OPTION_EXPORT_YEAR},
    {"langs", 0, "A,B", JM_SAY_OPTION_EXPORT_LANGS},
    {"marking", 0, "TEXT", JM_SAY_OPTION_EXPORT_MARKING},
    {"feed-url", 0, "URL", JM_SAY_OPTION_EXPORT_FEED},
    {"output", 'o', "FILE", JM_SAY_OPTION_EXPORT_OUTPUT},
    {NULL, 0, NULL, JM_SAY_NOTHING}};

/* Whom an export is for: "public", "host:ID", "delegation:ID". */
struct audience {
    enum jm_feed_kind kind;
    uint32_t row;
};

static enum jm_status fail_row(struct jm_app *app, enum jm_noun_id noun,
                               const char *id)
{
    struct jm_row row = JM_ROW_INIT;
    enum jm_status status = jm_door_row(app, jm_noun(noun), id, &row);
    jm_row_clear(&row);
    return status;
}

static enum jm_status read_audience(struct jm_app *app,
                                    const struct jm_plan *plan,
                                    struct audience *audience)
{
    const char *who = jm_app_option(app, "for");
    *audience = (struct audience){JM_FEED_PUBLIC, JM_NONE};
    if (!who || strcmp(who, "public") == 0)
        return JM_OK;
    if (strncmp(who, "host:", 5) == 0) {
        audience->kind = JM_FEED_HOST;
        audience->row = jm_plan_find_collectivity(plan, who + 5);
        return audience->row == JM_NONE
                   ? fail_row(app, JM_NOUN_COLLECTIVITY, who + 5)
                   : JM_OK;
    }
    if (strncmp(who, "delegation:", 11) == 0) {
        audience->kind = JM_FEED_DELEGATION;
        audience->row = jm_plan_find_delegation(plan, who + 11);
        return audience->row == JM_NONE
                   ? fail_row(app, JM_NOUN_DELEGATION, who + 11)
                   : JM_OK;
    }
    return jm_fail(&app->err, JM_INVALID, who, JM_SAY_EXPORT_WHO, who, NULL);
}

/* Says on err what was written where, unless it went to out. */
static void tell_written(const struct jm_app *app, const char *path, int events)
{
    char count[16];
    snprintf(count, sizeof count, "%d", events);
    if (path && strcmp(path, "-") != 0)
        jm_app_remark(app, JM_SAY_EXPORTED, path, count, NULL);
}

static enum jm_status export_ics(struct jm_app *app, const struct jm_plan *plan)
{
    struct audience audience;
    struct jm_text text = JM_TEXT_INIT;
    const char *path = jm_app_option(app, "output");
    int events = 0;
    enum jm_status status = read_audience(app, plan, &audience);
    struct jm_feed feed = {.kind = audience.kind,
                           .row = audience.row,
                           .lang = app->lang,
                           .window = jm_feed_window(app->today),
                           .now = (jm_utc)app->today * JM_DAY_SECONDS};
    if (!status)
        status = jm_feed_write(&text, plan, &feed, &events, &app->err);
    if (!status)
        status = jm_file_write(app, path, jm_text_get(&text), text.length);
    if (!status)
        tell_written(app, path, events);
    jm_text_clear(&text);
    return status;
}

static const struct format {
    const char *name;
    enum jm_status (*export)(struct jm_app *app, const struct jm_plan *plan);
} formats[] = {{"ics", export_ics}, {"xlsx", jm_export_xlsx}};

int jm_run_export(struct jm_app *app)
{
    const char *name = app->args.count ? app->args.words[0] : NULL;
    const struct format *format = NULL;
    struct jm_plan *plan = NULL;
    for (size_t i = 0; name && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(name, formats[i].name) == 0)
            format = &formats[i];
    if (!format)
        return jm_app_usage(app, JM_SAY_EXPORT_FORMAT, name ? name : "", NULL);
    if (app->args.count > 1)
        return jm_app_usage(app, JM_SAY_WORD_TOO_MANY, app->args.words[1],
                            NULL);
    enum jm_status status = jm_app_load(app, &plan);
    if (!status)
        status = format->export(app, plan);
    int code = status ? jm_app_fail(app) : JM_EXIT_FINE;
    jm_plan_free(plan);
    return code;
}
