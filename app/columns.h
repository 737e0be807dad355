/* What lists show of each noun, and rows in one line. */
#ifndef JM_APP_COLUMNS_H
#define JM_APP_COLUMNS_H

#include "app.h"

/* The fields that a list of the noun shows, after the id: at most `room`
 * indexes, as they are in the language of the run ("name" is name_ko in
 * Korean). Returns how many. */
int jm_columns_of(const struct jm_app *app, const struct jm_noun *noun,
                  int *fields, int room);

/* The field's value for a list: choices and yes or no in words, times without
 * their T, people by name, and a per-language text that is empty in the
 * language of the run in the first one that is there. */
void jm_columns_add(struct jm_text *out, struct jm_app *app,
                    const struct jm_row *row, int field);

/* The id as lists show it: the first 8 characters of an event's. */
void jm_columns_add_id(struct jm_text *out, const struct jm_row *row);

/* The name of a row that others refer to: its name_.., title_.. or family name
 * in the language of the run; nothing when it has none. */
void jm_columns_add_name(struct jm_text *out, struct jm_app *app,
                         const struct jm_row *row);

#endif
