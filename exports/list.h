/* A sheet that is a table: its columns are a list of what may be in it, and who
 * may see each. What a reader may not see is left out while it is written: a
 * sheet's code fills every column and need not ask. */
#ifndef JM_EXPORTS_LIST_H
#define JM_EXPORTS_LIST_H

#include "parts.h"

#define JM_FOR_ALL 0xFFu

struct jm_column {
    enum jm_message label;
    enum jm_header_kind kind;
    double width;     /* digits */
    unsigned readers; /* a set of enum jm_reader */
    bool centred;
};

struct jm_list {
    struct jm_sheet sheet;
    const struct jm_column *columns;
    unsigned count;
    double widths[JM_SHEET_COLUMNS];
    int place[JM_SHEET_COLUMNS]; /* on the sheet, of each column; -1: none */
    struct jm_sheet_row row;
    struct jm_cell unseen; /* what is written to a column that is not there */
    uint32_t rows;
};

/* Begins the sheet: title block and header row. columns has `count` items. */
void jm_list_open(struct jm_list *list, struct jm_book *book,
                  enum jm_message tab, const struct jm_column *columns,
                  unsigned count);
/* The same with a name that is no message. */
void jm_list_open_as(struct jm_list *list, struct jm_book *book,
                     const char *tab, const struct jm_column *columns,
                     unsigned count);
/* Ends it; one without rows says `none`. */
void jm_list_close(struct jm_list *list, enum jm_message none);

/* Begins a row. */
void jm_list_begin(struct jm_list *list);
/* The cell of a column in it; lent until it is written. */
struct jm_cell *jm_list_cell(struct jm_list *list, unsigned column);
/* Writes it, on the next page where it does not fit. Gives its row. */
uint32_t jm_list_end(struct jm_list *list);

/* A pale band across: a heading on the left, words on the right. It stays with
 * the row below it. */
void jm_list_band(struct jm_list *list, struct jm_twin left, const char *right);
/* A line across in small grey letters. */
void jm_list_note(struct jm_list *list, struct jm_twin note);

/* Fills a cell: both languages; a time; a length of time; a number. */
void jm_list_twin(struct jm_list *list, unsigned column, struct jm_twin twin,
                  bool bold);
void jm_list_moment(struct jm_list *list, unsigned column, jm_wall wall,
                    const char *format);
void jm_list_length(struct jm_list *list, unsigned column, int64_t seconds);
void jm_list_number(struct jm_list *list, unsigned column, double number);
/* What is open is amber, what is cancelled red, both in words. */
void jm_list_status(struct jm_list *list, unsigned column,
                    const struct jm_event *event);

/* Strikes out, in red, all that the row says. */
void jm_list_strike(struct jm_list *list);

extern const struct jm_pen jm_pen_bold, jm_pen_plain, jm_pen_small, jm_pen_time,
    jm_pen_amber, jm_pen_red;

#endif
