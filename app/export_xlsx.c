/* export xlsx. */
#include "commands.h"
#include "file.h"
#include "progress.h"
#include <jumelage/archive.h>
#include <jumelage/workbook.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
    struct audience audience;
    struct jm_text version = JM_TEXT_INIT;
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
    if (!status)
        status = read_audience(app, plan, &audience);
    if (!status && audience.kind != JM_FEED_DELEGATION)
        status = jm_fail(&app->err, JM_INVALID, "for",
                         JM_SAY_EXPORT_NO_DELEGATION, NULL);
    jm_say(&version, workbook.first, JM_SAY_EXPORT_DRAFT, NULL);
    workbook.version = jm_text_get(&version);
    if (!status)
        status = write_workbook(app, plan, audience.row, &workbook, path);
    if (!status)
        jm_app_remark(app, JM_SAY_EXPORTED_BOOK, path, NULL);
    jm_text_clear(&version);
    return status;
}

