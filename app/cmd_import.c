/* import: spreadsheets. */
#include "commands.h"
#include "file.h"
#include "import_sheet.h"
#include <stdlib.h>

const struct jm_option jm_import_options[] = {
    {"dry-run", 0, NULL, JM_SAY_OPTION_IMPORT_DRY_RUN},
    {"sheet", 0, "NAME", JM_SAY_OPTION_IMPORT_SHEET},
    {"as", 0, "NOUN", JM_SAY_OPTION_IMPORT_AS},
    {"host", 0, "ID", JM_SAY_OPTION_IMPORT_HOST},
    {"delegation", 0, "ID", JM_SAY_OPTION_IMPORT_DELEGATION},
    {"skip-bad-rows", 0, NULL, JM_SAY_OPTION_IMPORT_SKIP},
    {"keep-extra", 0, NULL, JM_SAY_OPTION_IMPORT_KEEP},
    {"map", 0, "COLUMN=FIELD...", JM_SAY_OPTION_IMPORT_MAP},
    {"why", 0, "TEXT", JM_SAY_OPTION_WHY},
    {NULL, 0, NULL, JM_SAY_NOTHING}};

#define LARGEST ((size_t)64 << 20)

static enum jm_status read_file(struct jm_app *app, const char *path,
                                struct jm_text *bytes)
{
    char chunk[65536];
    FILE *file = fopen(path, "rb");
    size_t got = 0;
    if (!file)
        return jm_file_fail(&app->err, JM_SAY_FILE_FAILED, path);
    bytes->ceiling = LARGEST;
    while (!bytes->failed && (got = fread(chunk, 1, sizeof chunk, file)) > 0)
        jm_text_add_bytes(bytes, chunk, got);
    bool is_read = !ferror(file);
    enum jm_status status = JM_OK;
    if (!is_read)
        status = jm_file_fail(&app->err, JM_SAY_FILE_FAILED, path);
    fclose(file);
    if (!status && bytes->failed)
        status = jm_fail(&app->err, JM_INVALID, path, JM_SAY_SHEETS_DAMAGED,
                         path, NULL);
    return status;
}

int jm_run_import(struct jm_app *app)
{
    struct jm_text bytes = JM_TEXT_INIT;
    int code = JM_EXIT_FINE;
    if (!app->args.count)
        return jm_app_usage(app, JM_SAY_IMPORT_USAGE, NULL);
    if (app->args.count > 1)
        return jm_app_usage(app, JM_SAY_WORD_TOO_MANY, app->args.words[1],
                            NULL);
    const char *path = app->args.words[0];
    enum jm_status status = read_file(app, path, &bytes);
    if (!status)
        status = jm_import_sheet(app, path, jm_text_get(&bytes), bytes.length,
                                 &code);
    jm_text_clear(&bytes);
    return status ? jm_app_fail(app) : code;
}
