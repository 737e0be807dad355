/* Files of sheets, opened. */
#include "child.h"
#include "table_import.h"
#include "table_work.h"
#include <jumelage/typed.h>
#include <jumelage/unicode.h>
#include <stdlib.h>
#include <string.h>

static bool ends_in(const char *path, const char *end)
{
    size_t length = strlen(path), tail = strlen(end);
    return length >= tail && jm_text_same_word(path + length - tail, end);
}

bool jm_table_import_takes(const char *path)
{
    static const char *const ends[] = {".csv", ".tsv", ".xlsx", ".xlsm",
                                       ".xls", ".ods", ".xlsb"};
    char bytes[8];
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_in(path, ends[i]))
            return true;
    FILE *file = fopen(path, "rb");
    size_t length = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file)
        fclose(file);
    return jm_sheets_sniff(bytes, length) != JM_SHEETS_TEXT;
}

/* Text comes from anywhere: it is put in order once, here. */
static enum jm_status compose(struct jm_table_import *import,
                              struct jm_page *page)
{
    struct jm_text text = JM_TEXT_INIT;
    enum jm_status status = JM_OK;
    for (size_t i = 0; i < page->count && !status; i++) {
        struct jm_page_cell *cell = &page->cells[i];
        char address[JM_GRID_ADDRESS];
        if (cell->is.type != JM_GRID_TEXT)
            continue;
        jm_text_reset(&text);
        status = jm_text_compose(&text, cell->shown, &import->app->err);
        if (status) {
            struct jm_text place = JM_TEXT_INIT;
            jm_grid_address(address, cell->row, cell->is.column);
            jm_text_addf(&place, "%s!%s", page->name, address);
            jm_error_at(&import->app->err, jm_text_get(&place), 0);
            jm_text_clear(&place);
        } else if (strcmp(jm_text_get(&text), cell->shown) != 0) {
            cell->shown = jm_arena_copy(&page->arena, jm_text_get(&text));
            cell->is.text = cell->shown;
            if (!cell->shown)
                status = jm_fail_memory(&import->app->err);
        }
    }
    jm_text_clear(&text);
    return status;
}

/* ---- in the child ---- */

struct job {
    const char *path, *bytes;
    size_t length;
    const char *only; /* --sheet, or NULL */
};

static enum jm_status pack_book(const struct job *job, struct jm_text *out,
                                struct jm_error *err)
{
    struct jm_sheets *sheets = NULL;
    enum jm_status status =
        jm_sheets_open(&sheets, job->path, job->bytes, job->length, err);
    for (size_t i = 0; !status && i < jm_sheets_count(sheets); i++) {
        struct jm_page page = JM_PAGE_INIT;
        if (job->only && !jm_typed_same(job->only, jm_sheets_name(sheets, i)))
            continue;
        status = jm_page_of_sheet(&page, sheets, i, err);
        if (!status)
            jm_page_pack(out, &page);
        jm_page_clear(&page);
    }
    jm_sheets_free(sheets);
    return status;
}

static enum jm_status pack_csv(const struct job *job, struct jm_text *out,
                               struct jm_error *err)
{
    struct jm_page page = JM_PAGE_INIT;
    enum jm_status status =
        jm_page_of_csv(&page, job->path, job->bytes, job->length, err);
    if (!status)
        jm_page_pack(out, &page);
    jm_page_clear(&page);
    return status;
}

/* What ends in .csv is one whatever it holds: its reader says what is wrong. */
static enum jm_status pack(void *data, struct jm_text *out,
                           struct jm_error *err)
{
    const struct job *job = data;
    bool is_text = jm_sheets_sniff(job->bytes, job->length) == JM_SHEETS_TEXT;
    return is_text && !ends_in(job->path, ".xlsx") &&
                   !ends_in(job->path, ".xlsm")
               ? pack_csv(job, out, err)
               : pack_book(job, out, err);
}

/* ---- the pages ---- */

static enum jm_status add_page(struct jm_table_import *import,
                               const char **cursor, const char *end)
{
    struct jm_table_import_sheet *sheets =
        realloc(import->sheets, (import->count + 1) * sizeof *sheets);
    if (!sheets)
        return jm_fail_memory(&import->app->err);
    import->sheets = sheets;
    struct jm_table_import_sheet *sheet = &sheets[import->count++];
    *sheet = (struct jm_table_import_sheet){.page = JM_PAGE_INIT};
    enum jm_status status =
        jm_page_unpack(&sheet->page, cursor, end, &import->app->err);
    if (!status && sheet->page.is_hidden &&
        !jm_app_option(import->app, "sheet"))
        sheet->passed = JM_SAY_TABLE_HIDDEN;
    return status ? status : compose(import, &sheet->page);
}

/* All sheets, or the one of --sheet. */
enum jm_status jm_table_import_open(struct jm_table_import *import,
                                    const char *bytes, size_t length)
{
    const char *only = jm_app_option(import->app, "sheet");
    struct job job = {import->path, bytes, length, only};
    static const struct jm_child_limits standard = {.cpu_seconds = 0};
    struct jm_text answer = JM_TEXT_INIT;
    enum jm_status status =
        jm_child_run(import->app, import->path, &standard, pack, &job, &answer);
    const char *cursor = jm_text_get(&answer);
    const char *end = cursor + answer.length;
    while (!status && cursor < end)
        status = add_page(import, &cursor, end);
    if (!status && only && !import->count)
        status = jm_fail(&import->app->err, JM_NOT_FOUND, only,
                         JM_SAY_TABLE_NO_SHEET, import->path, only, NULL);
    jm_text_clear(&answer);
    return status;
}

void jm_table_import_close(struct jm_table_import *import)
{
    for (size_t i = 0; i < import->count; i++) {
        jm_page_clear(&import->sheets[i].page);
        jm_mapping_clear(&import->sheets[i].mapping);
    }
    free(import->sheets);
    free(import->words);
    jm_arena_clear(&import->arena);
    jm_records_clear(&import->refusals);
    jm_change_free(import->change);
    jm_names_clear(&import->names);
    jm_tale_clear(&import->before);
    jm_tale_clear(&import->after);
}
