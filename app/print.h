/* Tables, colours and wrapped paragraphs on a terminal or in a pipe. */
#ifndef JM_APP_PRINT_H
#define JM_APP_PRINT_H

#include "app.h"

enum jm_tint { JM_PLAIN = 0, JM_BOLD, JM_DIM, JM_RED, JM_AMBER, JM_BLUE };

/* Text in a colour where the run has colours. */
void jm_print_tint(const struct jm_app *app, enum jm_tint tint,
                   const char *text);

/* Adds text to `out` filled with blanks to `columns` columns of a terminal:
 * Hangul takes two each. */
void jm_print_fill(struct jm_text *out, const char *text, size_t columns);

/* A paragraph indented by `indent`, wrapped to the terminal's width between
 * words; in a pipe it stays one line. No-break spaces do not break. */
void jm_print_paragraph(const struct jm_app *app, size_t indent,
                        const char *text);

/* The same where something stands before it on its first line, in `indent`
 * columns; lines end at `widest` columns at most. */
void jm_print_hanging(const struct jm_app *app, size_t indent, size_t widest,
                      const char *text);

/* A table: cells are added row by row, the header first, and printed with every
 * column as wide as its widest cell; columns that are empty in every row but
 * the header are left out. */
struct jm_table {
    char **cells;
    size_t count, room;
    size_t columns;
    bool failed;
};
void jm_table_begin(struct jm_table *table, size_t columns);
void jm_table_add(struct jm_table *table, const char *cell);
void jm_table_print(const struct jm_app *app, const struct jm_table *table,
                    size_t indent);
void jm_table_clear(struct jm_table *table);

#endif
