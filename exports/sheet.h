/* A printed sheet, row by row: each row is made, measured, placed on a page and
 * only then written. A4 landscape, header row repeated on each page. */
#ifndef JM_EXPORTS_SHEET_H
#define JM_EXPORTS_SHEET_H

#include "book.h"

#define JM_SHEET_COLUMNS 16 /* of a row made here */
#define JM_SHEET_MOST 60    /* of a sheet */
#define JM_CELL_LINES 6

/* One paragraph of a cell, which may wrap. */
struct jm_line {
    const char *text;
    struct jm_pen pen;
};

struct jm_cell {
    struct jm_line lines[JM_CELL_LINES];
    unsigned n_lines;
    bool has_number;
    double number;
    struct jm_pen pen; /* of the number */
    struct jm_box box;
    /* Followed when clicked, and what is said of it; NULL for none; lent. For
     * numbers and short words: LibreOffice wraps no text that is a link. */
    const char *link, *tip;
    unsigned columns; /* cells merged into it, this one included; 0 is 1 */
};

struct jm_sheet_row {
    struct jm_cell cells[JM_SHEET_COLUMNS];
    double least;   /* height in points */
    double padding; /* points above and below the text together */
};

struct jm_sheet {
    struct jm_book *book;
    lxw_worksheet *at;
    const char *tab;      /* its name */
    const double *widths; /* of columns, in digits */
    unsigned columns;
    uint32_t row;    /* the next one */
    double capacity; /* points of rows that a page takes */
    double used;     /* of it, on the page begun */
    double header;   /* height of the repeated row */
    uint32_t breaks[LXW_BREAKS_MAX + 1];
    size_t n_breaks;
    bool flows; /* pages end where they are full, wherever that is */
};

/* Begins a sheet. widths, lent, has `columns` items, at most
 * JM_SHEET_MOST: beyond JM_SHEET_COLUMNS only merged cells reach. */
void jm_sheet_open(struct jm_sheet *sheet, struct jm_book *book,
                   const char *name, const double *widths, unsigned columns);
void jm_sheet_close(struct jm_sheet *sheet);

/* A row with nothing in it, each cell of the box. */
struct jm_sheet_row jm_sheet_row_new(struct jm_box box);
/* Adds a paragraph; an empty text adds nothing. */
void jm_cell_add(struct jm_book *book, struct jm_cell *cell, const char *text,
                 struct jm_pen pen);
/* Both languages, one below the other. */
void jm_cell_add_twin(struct jm_book *book, struct jm_cell *cell,
                      struct jm_twin twin, struct jm_pen first,
                      struct jm_pen second);
void jm_cell_set_number(struct jm_cell *cell, double number, const char *format,
                        struct jm_pen pen);

double jm_sheet_height(const struct jm_sheet *sheet,
                       const struct jm_sheet_row *row);
bool jm_sheet_fits(const struct jm_sheet *sheet, double height);
/* The next row begins a page. */
void jm_sheet_break(struct jm_sheet *sheet);
void jm_sheet_write(struct jm_sheet *sheet, const struct jm_sheet_row *row);
/* The same, for the row that is repeated on each page. */
void jm_sheet_write_header(struct jm_sheet *sheet,
                           const struct jm_sheet_row *row);

#endif
