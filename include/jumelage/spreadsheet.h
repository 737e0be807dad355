/* Spreadsheets that people hand in: .xlsx (ECMA-376, the transitional and the
 * strict form), read as a stream. Nothing is calculated: a formula is what was
 * kept of it when the file was saved.
 *
 * Files come from anybody. What swells when it is unpacked, lies about its
 * sizes, holds a DOCTYPE, names a part twice or nests without end is refused;
 * parts outside the file are not looked for. Memory is bounded by the shared
 * strings (at most 32 MiB) and one row, not by the number of rows. */
#ifndef JUMELAGE_SPREADSHEET_H
#define JUMELAGE_SPREADSHEET_H

#include <jumelage/civil.h>
#include <jumelage/error.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One open workbook. Its grids are walked one at a time. */
struct jm_sheets;

/* What the first bytes and the names of parts say that a file is. */
enum jm_sheets_kind {
    JM_SHEETS_TEXT = 0,  /* neither: perhaps .csv */
    JM_SHEETS_XLSX,      /* a ZIP archive: it may still be no workbook */
    JM_SHEETS_OLD,       /* an OLE container: .xls and all that is encrypted */
    JM_SHEETS_ENCRYPTED, /* one that holds a stream EncryptedPackage */
    JM_SHEETS_OTHER      /* PDF, picture, gzip... */
};
enum jm_sheets_kind jm_sheets_sniff(const char *bytes, size_t length);

/* Opens a workbook; `name` is what errors call it. The bytes are lent until
 * jm_sheets_free(). JM_INVALID, with a message that says what would do, for
 *   .xls, an encrypted file, .ods, .xlsb, a ZIP archive without a workbook
 *   an archive that is cut short, inconsistent, too large or holds a name twice
 *   parts that are no XML, hold a DOCTYPE or unpack to too much
 *   more than 1,000 sheets
 * On JM_OK the caller owns *out. */
enum jm_status jm_sheets_open(struct jm_sheets **out, const char *name,
                              const char *bytes, size_t length,
                              struct jm_error *err);
void jm_sheets_free(struct jm_sheets *sheets);

/* The sheets of cells in the order of their tabs; charts are left out. */
size_t jm_sheets_count(const struct jm_sheets *sheets);
const char *jm_sheets_name(const struct jm_sheets *sheets, size_t sheet);
bool jm_sheets_is_hidden(const struct jm_sheets *sheets, size_t sheet);

/* ---- cells ---- */

enum jm_grid_type {
    JM_GRID_TEXT = 0,
    JM_GRID_NUMBER,
    JM_GRID_DATE,    /* a number whose format shows a date, hours or a length */
    JM_GRID_BOOLEAN, /* number is 0 or 1 */
    JM_GRID_ERROR,   /* text is "#DIV/0!" */
    JM_GRID_FORMULA  /* one that was never calculated: it has no value */
};

struct jm_grid_cell {
    uint32_t column; /* from 0 */
    enum jm_grid_type type;
    /* TEXT, ERROR: NFC or not as the file has it, control characters other than
     * newline and tab left out, _x000D_ and its like read. Lent; NULL for the
     * other types. */
    const char *text;
    double number; /* NUMBER, BOOLEAN; DATE: days since 1899-12-30 */
};

/* Rows without cells, and cells without content, are passed over. */
struct jm_grid_row {
    uint32_t row; /* from 0 */
    const struct jm_grid_cell *cells;
    size_t count;
};

/* Cells that are shown as one; only the first of them has content. */
struct jm_grid_area {
    uint32_t row, column, last_row, last_column; /* from 0, all included */
};

/* A walk over one sheet, from top to bottom. */
struct jm_grid;
enum jm_status jm_grid_open(struct jm_grid **out, struct jm_sheets *sheets,
                            size_t sheet, struct jm_error *err);

/* JM_OK with the next row, lent until the next call, or JM_END once the sheet
 * is read to its last byte. JM_INVALID for what jm_sheets_open() refuses in a
 * part, a row past 1,048,576, a column past 16,384 (XFD), rows or cells that
 * go backwards, and a text longer than 32,767 characters; err then has the
 * cell. The walk is over after a failure. */
enum jm_status jm_grid_next(struct jm_grid *grid,
                            const struct jm_grid_row **row,
                            struct jm_error *err);
void jm_grid_free(struct jm_grid *grid);

/* The merged areas, known after JM_END; at most 65,536 of them. Lent. */
const struct jm_grid_area *jm_grid_merged(const struct jm_grid *grid,
                                          size_t *count);

/* "C7" */
#define JM_GRID_ADDRESS 24
void jm_grid_address(char out[JM_GRID_ADDRESS], uint32_t row, uint32_t column);

/* What a DATE is. A length or a time without a day has `day` JM_DAY_NONE;
 * seconds are rounded. False when it lies outside 1900 to 2099. */
struct jm_grid_moment {
    jm_day day;
    int32_t seconds; /* after midnight, 0 to 86,399; of a length, all of it */
    bool has_clock;  /* seconds are not 0, or there is no day */
};
bool jm_grid_moment(const struct jm_grid_cell *cell,
                    struct jm_grid_moment *moment);

/* Adds what the cell holds as text: "2026-03-17", "2026-03-17 09:30", "09:30",
 * "12.5", "1" for true. */
void jm_grid_add_text(struct jm_text *out, const struct jm_grid_cell *cell);

/* True for a number format (ECMA-376 part 1, 18.8.31) whose first section shows
 * a date, hours or a length of time: "dd/mm/yyyy", "[h]:mm"; false for
 * "General", "0.00E+00", "#,##0 \"days\"", "[Red]0". */
bool jm_grid_format_is_date(const char *code);

#endif
