/* export: feeds, workbooks, rows. */
#include "commands.h"
#include "dump.h"
#include "export.h"
#include "file.h"
#include "progress.h"
#include "published.h"
#include <jumelage/archive.h>
#include <jumelage/workbook.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct jm_option jm_export_options[] = {
    {"for", 0, "WHO", JM_SAY_OPTION_EXPORT_FOR},
    {"kind", 0, "KIND", JM_SAY_OPTION_EXPORT_KIND},
    {"langs", 0, "A,B", JM_SAY_OPTION_EXPORT_LANGS},
    {"bom", 0, NULL, JM_SAY_OPTION_EXPORT_BOM},
    {"reveal", 0, NULL, JM_SAY_OPTION_REVEAL},
    {"why", 0, "TEXT", JM_SAY_OPTION_WHY},
    {"marking", 0, "TEXT", JM_SAY_OPTION_EXPORT_MARKING},
    {"draft", 0, NULL, JM_SAY_OPTION_EXPORT_DRAFT},
    {"whole", 0, NULL, JM_SAY_OPTION_EXPORT_WHOLE},
    {"dir", 0, "FOLDER", JM_SAY_OPTION_EXPORT_DIR},
    {"base-url", 0, "URL", JM_SAY_OPTION_EXPORT_BASE},
    {"output", 'o', "FILE", JM_SAY_OPTION_EXPORT_OUTPUT},
    {NULL, 0, NULL, JM_SAY_NOTHING}};

/* "fr,ko": the two languages of a sheet. */
static enum jm_status read_langs(struct jm_app *app,
                                 struct jm_workbook *workbook)
{
    const char *langs = jm_app_option(app, "langs");
    workbook->first = app->lang;
    workbook->second = app->lang == JM_KO ? JM_FR : JM_KO;
    if (!langs)
        return JM_OK;
    const char *comma = strchr(langs, ',');
    char first[3] = "";
    if (comma == langs + 2) {
        memcpy(first, langs, 2);
        if (jm_lang_parse(first, &workbook->first) &&
            jm_lang_parse(comma + 1, &workbook->second) &&
            strlen(comma + 1) == 2 && workbook->first != workbook->second)
            return JM_OK;
    }
    return jm_fail(&app->err, JM_INVALID, langs, JM_SAY_EXPORT_LANGS, langs,
                   NULL);
}

/* Written beside, verified by our own reader, then renamed: libxlsxwriter
 * reports success on a full disk. */
static enum jm_status write_workbook(struct jm_app *app,
                                     const struct jm_plan *plan,
                                     uint32_t delegation,
                                     const struct jm_workbook *workbook,
                                     const char *path)
{
    char *part = jm_file_part(path, &app->err);
    if (!part)
        return JM_FAILED;
    enum jm_status status =
        jm_workbook_itinerary(part, plan, delegation, workbook, &app->err);
    if (!status)
        status = jm_archive_verify(part, &app->err);
    if (!status)
        status = jm_progress_ask(app);
    if (status)
        unlink(part);
    else
        status = jm_file_settle(part, path, &app->err);
    free(part);
    return status;
}

static enum jm_status export_xlsx(struct jm_app *app,
                                  const struct jm_plan *plan)
{
    uint32_t delegation = JM_NONE;
    struct jm_text version = JM_TEXT_INIT;
    const char *who = jm_app_option(app, "for");
    const char *path = jm_app_option(app, "output");
    const char *kind = jm_app_option(app, "kind");
    struct jm_workbook workbook = {.marking = jm_app_option(app, "marking"),
                                   .date = app->today,
                                   .created =
                                       (jm_utc)app->today * JM_DAY_SECONDS};
    if (!kind || strcmp(kind, "itinerary") != 0)
        return jm_fail(&app->err, JM_INVALID, "kind", JM_SAY_EXPORT_KIND,
                       kind ? kind : "", NULL);
    if (!path || strcmp(path, "-") == 0)
        return jm_fail(&app->err, JM_INVALID, "output", JM_SAY_EXPORT_NO_FILE,
                       NULL);
    enum jm_status status = read_langs(app, &workbook);
    if (!status && (!who || strncmp(who, "delegation:", 11) != 0))
        status = jm_fail(&app->err, JM_INVALID, "for",
                         JM_SAY_EXPORT_NO_DELEGATION, NULL);
    if (!status)
        status = jm_door_in_plan(app, plan, JM_NOUN_DELEGATION, who + 11,
                                 &delegation);
    jm_say(&version, workbook.first, JM_SAY_EXPORT_DRAFT, NULL);
    workbook.version = jm_text_get(&version);
    if (!status)
        status = write_workbook(app, plan, delegation, &workbook, path);
    if (!status)
        jm_app_remark(app, JM_SAY_EXPORTED_BOOK, path, NULL);
    jm_text_clear(&version);
    return status;
}

static const struct format {
    const char *name;
    enum jm_status (*export)(struct jm_app *app, const struct jm_plan *plan);
    bool of_release; /* shows the latest release, unless --draft is given */
} formats[] = {{"ics", jm_export_ics, true}, {"xlsx", export_xlsx, false}};

/* Formats that are made of rows, without a snapshot. */
static const struct row_format {
    const char *name;
    enum jm_status (*export)(struct jm_app *app);
} row_formats[] = {{"csv", jm_export_csv}, {"json", jm_export_json}};

int jm_run_export(struct jm_app *app)
{
    const char *name = app->args.count ? app->args.words[0] : NULL;
    const struct format *format = NULL;
    struct jm_plan *plan = NULL;
    for (size_t i = 0; name && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(name, formats[i].name) == 0)
            format = &formats[i];
    const struct row_format *rows = NULL;
    for (size_t i = 0; name && i < sizeof row_formats / sizeof *row_formats;
         i++)
        if (strcmp(name, row_formats[i].name) == 0)
            rows = &row_formats[i];
    if (!format && !rows)
        return jm_app_usage(app, JM_SAY_EXPORT_FORMAT, name ? name : "", NULL);
    if (app->args.count > 1)
        return jm_app_usage(app, JM_SAY_WORD_TOO_MANY, app->args.words[1],
                            NULL);
    if (rows)
        return rows->export(app) ? jm_app_fail(app) : JM_EXIT_FINE;
    bool is_draft = !format->of_release || jm_app_option(app, "draft");
    int64_t number = 0;
    enum jm_status status = is_draft
                                ? jm_app_load(app, &plan)
                                : jm_app_load_published(app, &plan, &number);
    if (!status)
        status = format->export(app, plan);
    if (!status && !is_draft && !number)
        jm_app_remark(app, JM_SAY_NOT_PUBLISHED, NULL);
    int code = status ? jm_app_fail(app) : JM_EXIT_FINE;
    jm_plan_free(plan);
    return code;
}
