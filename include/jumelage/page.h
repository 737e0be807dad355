/* A sheet held whole, whatever file it came from: its cells as a person sees
 * them. */
#ifndef JUMELAGE_PAGE_H
#define JUMELAGE_PAGE_H

#include <jumelage/arena.h>
#include <jumelage/spreadsheet.h>

struct jm_page_cell {
    uint32_t row;           /* from 0 */
    struct jm_grid_cell is; /* a CSV file has only text */
    const char *shown;      /* its text, never NULL */
};

struct jm_page {
    const char *name; /* the sheet's, or the CSV file's without its folder */
    bool is_hidden;
    struct jm_page_cell *cells; /* by row, column */
    size_t count;
    struct jm_arena arena;
    size_t room;
};

#define JM_PAGE_INIT                                                           \
    {                                                                          \
        NULL, false, NULL, 0, JM_ARENA_INIT, 0                                 \
    }

/* Reads a sheet. JM_INVALID as jm_grid_next() says, and for more than 500,000
 * cells. Ended by jm_page_clear(), also after a failure. */
enum jm_status jm_page_of_sheet(struct jm_page *page, struct jm_sheets *sheets,
                                size_t sheet, struct jm_error *err);

/* The same of a CSV file (csv.h): a row is the line that it starts on. */
enum jm_status jm_page_of_csv(struct jm_page *page, const char *name,
                              const char *bytes, size_t length,
                              struct jm_error *err);
void jm_page_clear(struct jm_page *page);

/* Adds the page as bytes, for another process of the same program, and reads
 * one from *cursor on, moving it; what comes from outside is believed of
 * nothing: JM_FAILED for bytes that are no page. */
void jm_page_pack(struct jm_text *out, const struct jm_page *page);
enum jm_status jm_page_unpack(struct jm_page *page, const char **cursor,
                              const char *end, struct jm_error *err);

/* The cells of the row at *at, which is moved past them; NULL at the end. */
const struct jm_page_cell *jm_page_next(const struct jm_page *page, size_t *at,
                                        size_t *count);

#endif
