/* A plan as JSON in a file: read, written as one change, told. */
#include "commands.h"
#include "dump.h"
#include "file.h"
#include "json.h"
#include "progress.h"
#include <inttypes.h>

static void tell_done(const struct jm_app *app, const char *path,
                      const struct jm_import_counts *counts, int64_t number)
{
    char texts[3][24], change[24] = "";
    const int64_t said[] = {counts->added, counts->changed, counts->unchanged};
    for (int i = 0; i < 3; i++)
        snprintf(texts[i], sizeof texts[i], "%" PRId64, said[i]);
    if (number)
        snprintf(change, sizeof change, "%" PRId64, number);
    if (app->json)
        jm_json_print(app, json_pack("{s:I,s:I,s:I,s:I}", "change",
                                     (json_int_t)number, "added",
                                     (json_int_t)counts->added, "changed",
                                     (json_int_t)counts->changed, "unchanged",
                                     (json_int_t)counts->unchanged));
    else
        jm_app_say(app, JM_SAY_DUMP_IMPORTED, path, texts[0], texts[1],
                   texts[2], change, NULL);
}

enum jm_status jm_import_json_file(struct jm_app *app, const char *path)
{
    static const size_t most = (size_t)512 * 1000 * 1000;
    struct jm_file_reading how = {path, most, JM_SAY_IMPORT_UNREADABLE,
                                  JM_SAY_DUMP_TOO_LARGE};
    struct jm_text text = JM_TEXT_INIT;
    struct jm_change *change = NULL;
    struct jm_import_counts counts = {0, 0, 0};
    struct jm_author author = jm_app_author(app);
    bool is_trial = jm_app_option(app, "dry-run") != NULL;
    int64_t number = 0;
    enum jm_status status = jm_app_open(app, JM_STORE_WRITE);
    if (!status)
        status = jm_file_read(&text, &how, &app->err);
    if (!status)
        status = jm_change_begin(&change, app->store, &author, &app->err);
    jm_progress_begin(app, JM_SAY_DOING_IMPORT);
    if (!status)
        status = jm_import_json(app, change, path, jm_text_get(&text),
                                text.length, &counts);
    jm_progress_end(app);
    if (!status && !is_trial) {
        status = jm_change_commit(change, &number, &app->err);
        change = NULL;
    }
    jm_change_free(change);
    if (!status)
        tell_done(app, path, &counts, number);
    jm_text_clear(&text);
    return status;
}
