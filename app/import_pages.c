/* Files of sheets, opened. */
#include "import_sheet.h"
#include "import_work.h"
#include <jumelage/typed.h>
#include <jumelage/unicode.h>
#include <stdlib.h>
#include <string.h>

static bool ends_in(const char *path, const char *end)
{
    size_t length = strlen(path), tail = strlen(end);
    return length >= tail && jm_text_same_word(path + length - tail, end);
}

bool jm_import_is_sheet(const char *path, const char *bytes, size_t length)
{
    if (jm_sheets_sniff(bytes, length) != JM_SHEETS_TEXT)
        return true;
    return ends_in(path, ".csv") || ends_in(path, ".tsv") ||
           ends_in(path, ".xlsx") || ends_in(path, ".xls") ||
           ends_in(path, ".ods");
}

/* Text comes from anywhere: it is put in order once, here. */
static enum jm_status compose(struct jm_import *import, struct jm_page *page)
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

static enum jm_status make_room(struct jm_import *import, size_t count)
{
    import->sheets = calloc(count, sizeof *import->sheets);
    return import->sheets ? JM_OK : jm_fail_memory(&import->app->err);
}

static enum jm_status fail_no_sheet(struct jm_import *import, const char *name)
{
    return jm_fail(&import->app->err, JM_NOT_FOUND, name,
                   JM_SAY_IMPORT_NO_SHEET, import->path, name, NULL);
}

/* All sheets, or the one of --sheet. Hidden ones are named only. */
static enum jm_status open_book(struct jm_import *import, const char *bytes,
                                size_t length)
{
    struct jm_error *err = &import->app->err;
    const char *only = jm_app_option(import->app, "sheet");
    struct jm_sheets *sheets = NULL;
    enum jm_status status =
        jm_sheets_open(&sheets, import->path, bytes, length, err);
    if (!status)
        status = make_room(import, jm_sheets_count(sheets));
    for (size_t i = 0; !status && i < jm_sheets_count(sheets); i++) {
        if (only && !jm_typed_same(only, jm_sheets_name(sheets, i)))
            continue;
        struct jm_import_sheet *sheet = &import->sheets[import->count++];
        sheet->page = (struct jm_page)JM_PAGE_INIT;
        status = jm_page_of_sheet(&sheet->page, sheets, i, err);
        if (!status)
            status = compose(import, &sheet->page);
        if (sheet->page.is_hidden && !only)
            sheet->passed = JM_SAY_IMPORT_HIDDEN;
    }
    if (!status && only && !import->count)
        status = fail_no_sheet(import, only);
    jm_sheets_free(sheets);
    return status;
}

static enum jm_status open_csv(struct jm_import *import, const char *bytes,
                               size_t length)
{
    enum jm_status status = make_room(import, 1);
    if (status)
        return status;
    import->count = 1;
    import->sheets->page = (struct jm_page)JM_PAGE_INIT;
    status = jm_page_of_csv(&import->sheets->page, import->path, bytes, length,
                            &import->app->err);
    return status ? status : compose(import, &import->sheets->page);
}

enum jm_status jm_import_open(struct jm_import *import, const char *bytes,
                              size_t length)
{
    return jm_sheets_sniff(bytes, length) == JM_SHEETS_TEXT
               ? open_csv(import, bytes, length)
               : open_book(import, bytes, length);
}

void jm_import_close(struct jm_import *import)
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
