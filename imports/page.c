#include <jumelage/csv.h>
#include <jumelage/page.h>
#include <stdlib.h>
#include <string.h>

#define MOST_CELLS 500000

static enum jm_status add(struct jm_page *page, uint32_t row,
                          const struct jm_grid_cell *cell, struct jm_error *err)
{
    struct jm_text shown = JM_TEXT_INIT;
    if (page->count == MOST_CELLS)
        return jm_fail(err, JM_INVALID, page->name, JM_SAY_PAGE_LARGE,
                       page->name, "500000", NULL);
    if (page->count == page->room) {
        size_t room = page->room ? page->room * 2 : 256;
        struct jm_page_cell *cells = realloc(page->cells, room * sizeof *cells);
        if (!cells)
            return jm_fail_memory(err);
        page->cells = cells;
        page->room = room;
    }
    struct jm_page_cell *kept = &page->cells[page->count++];
    *kept = (struct jm_page_cell){.row = row, .is = *cell};
    jm_grid_add_text(&shown, cell);
    kept->shown = jm_arena_copy(&page->arena, jm_text_get(&shown));
    kept->is.text = cell->text ? kept->shown : NULL;
    jm_text_clear(&shown);
    return kept->shown ? JM_OK : jm_fail_memory(err);
}

enum jm_status jm_page_of_sheet(struct jm_page *page, struct jm_sheets *sheets,
                                size_t sheet, struct jm_error *err)
{
    struct jm_grid *grid = NULL;
    const struct jm_grid_row *row = NULL;
    page->name = jm_arena_copy(&page->arena, jm_sheets_name(sheets, sheet));
    page->is_hidden = jm_sheets_is_hidden(sheets, sheet);
    enum jm_status status = page->name ? jm_grid_open(&grid, sheets, sheet, err)
                                       : jm_fail_memory(err);
    while (!status && !(status = jm_grid_next(grid, &row, err)))
        for (size_t i = 0; i < row->count && !status; i++)
            status = add(page, row->row, &row->cells[i], err);
    jm_grid_free(grid);
    return status == JM_END ? JM_OK : status;
}

enum jm_status jm_page_of_csv(struct jm_page *page, const char *name,
                              const char *bytes, size_t length,
                              struct jm_error *err)
{
    struct jm_csv *csv = NULL;
    const char *const *cells = NULL;
    const char *slash = strrchr(name, '/');
    size_t count = 0;
    unsigned long line = 0;
    page->name = jm_arena_copy(&page->arena, slash ? slash + 1 : name);
    enum jm_status status = page->name
                                ? jm_csv_open(&csv, name, bytes, length, err)
                                : jm_fail_memory(err);
    while (!status && !(status = jm_csv_next(csv, &cells, &count, &line, err)))
        for (size_t i = 0; i < count && !status; i++) {
            struct jm_grid_cell cell = {.column = (uint32_t)i,
                                        .text = cells[i]};
            if (*cells[i])
                status = add(page, (uint32_t)line - 1, &cell, err);
        }
    jm_csv_free(csv);
    return status == JM_END ? JM_OK : status;
}

void jm_page_clear(struct jm_page *page)
{
    free(page->cells);
    jm_arena_clear(&page->arena);
    *page = (struct jm_page)JM_PAGE_INIT;
}

const struct jm_page_cell *jm_page_next(const struct jm_page *page, size_t *at,
                                        size_t *count)
{
    size_t first = *at, end = first;
    while (end < page->count && page->cells[end].row == page->cells[first].row)
        end++;
    *at = end;
    *count = end - first;
    return *count ? &page->cells[first] : NULL;
}
