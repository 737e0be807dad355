/* What releases hold: freeze.c writes it, frozen.c reads it. */
#ifndef JUMELAGE_STORE_FROZEN_H
#define JUMELAGE_STORE_FROZEN_H

#include "db.h"

/* Releases hold rows of this noun; of others they read those of now. */
bool jm_noun_is_frozen(enum jm_noun_id noun);

/* True where a field is kept in a release. */
bool jm_field_is_frozen(const struct jm_field *field);

/* Adds a field of the row `t` as SQL reads it: references by id. */
void jm_frozen_add_field(struct jm_text *sql, const struct jm_field *field);

/* Prepares a statement made for the occasion; *sql is cleared. The caller ends
 * it with sqlite3_finalize(). */
enum jm_status jm_frozen_prepare(struct jm_store *store, struct jm_text *sql,
                                 sqlite3_stmt **out, struct jm_error *err);

/* Sums rows up: each is the columns noun, id, version, place, fields from
 * `first` on. Begin with JM_TEXT_HASH. */
uint64_t jm_frozen_sum(uint64_t sum, sqlite3_stmt *row, int first);

/* Calls each(data, release) for every release whose rows are not those that it
 * was made of, and for every number that rows bear and no release has. */
enum jm_status jm_frozen_check(struct jm_store *store,
                               void (*each)(void *data, int64_t release),
                               void *data, struct jm_error *err);

#endif
