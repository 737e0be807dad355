/* export: feeds, workbooks, rows. */
#include "commands.h"
#include "dump.h"
#include "export.h"
#include "published.h"
#include <string.h>

const struct jm_option jm_export_options[] = {
    {"for", 0, "WHO", JM_SAY_OPTION_EXPORT_FOR},
    {"kind", 0, "KIND", JM_SAY_OPTION_EXPORT_KIND},
    {"year", 0, "YEAR", JM_SAY_OPTION_EXPORT_YEAR},
    {"langs", 0, "A,B", JM_SAY_OPTION_EXPORT_LANGS},
    {"marking", 0, "TEXT", JM_SAY_OPTION_EXPORT_MARKING},
    {"feed-url", 0, "URL", JM_SAY_OPTION_EXPORT_FEED},
    {"draft", 0, NULL, JM_SAY_OPTION_EXPORT_DRAFT},
    {"whole", 0, NULL, JM_SAY_OPTION_EXPORT_WHOLE},
    {"dir", 0, "FOLDER", JM_SAY_OPTION_EXPORT_DIR},
    {"base-url", 0, "URL", JM_SAY_OPTION_EXPORT_BASE},
    {"bom", 0, NULL, JM_SAY_OPTION_EXPORT_BOM},
    {"reveal", 0, NULL, JM_SAY_OPTION_REVEAL},
    {"why", 0, "TEXT", JM_SAY_OPTION_WHY},
    {"output", 'o', "FILE", JM_SAY_OPTION_EXPORT_OUTPUT},
    {NULL, 0, NULL, JM_SAY_NOTHING}};

static bool of_release(const struct jm_app *app)
{
    (void)app;
    return true;
}

static const struct format {
    const char *name;
    enum jm_status (*export)(struct jm_app *app, const struct jm_plan *plan,
                             int64_t release);
    /* Whether it shows the latest release where --draft is not given. */
    bool (*of_release)(const struct jm_app *app);
} formats[] = {{"ics", jm_export_ics, of_release},
               {"xlsx", jm_export_xlsx, jm_export_xlsx_of_release}};

/* Formats that are made of rows, without a snapshot. */
static const struct row_format {
    const char *name;
    enum jm_status (*export)(struct jm_app *app);
} row_formats[] = {{"csv", jm_export_csv}, {"json", jm_export_json}};

static enum jm_status export_plan(struct jm_app *app,
                                  const struct format *format)
{
    struct jm_plan *plan = NULL;
    bool is_draft =
        jm_app_option(app, "draft") != NULL || !format->of_release(app);
    int64_t release = 0;
    enum jm_status status = is_draft
                                ? jm_app_load(app, &plan)
                                : jm_app_load_published(app, &plan, &release);
    if (!status)
        status = format->export(app, plan, release);
    if (!status && !is_draft && !release)
        jm_app_remark(app, JM_SAY_NOT_PUBLISHED, NULL);
    jm_plan_free(plan);
    return status;
}

int jm_run_export(struct jm_app *app)
{
    const char *name = app->args.count ? app->args.words[0] : "";
    const struct format *format = NULL;
    const struct row_format *rows = NULL;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(name, formats[i].name) == 0)
            format = &formats[i];
    for (size_t i = 0; i < sizeof row_formats / sizeof *row_formats; i++)
        if (strcmp(name, row_formats[i].name) == 0)
            rows = &row_formats[i];
    if (!format && !rows)
        return jm_app_usage(app, JM_SAY_EXPORT_FORMAT, name, NULL);
    if (app->args.count > 1)
        return jm_app_usage(app, JM_SAY_WORD_TOO_MANY, app->args.words[1],
                            NULL);
    enum jm_status status = rows ? rows->export(app) : export_plan(app, format);
    return status ? jm_app_fail(app) : JM_EXIT_FINE;
}
