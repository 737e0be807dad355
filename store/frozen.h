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

/* The text of one field; NULL: no value. STRICT columns make numbers of it. */
struct jm_cell {
    const char *text;
    int length;
};

/* The columns of a row from `first` on, lent until its next step. */
void jm_frozen_cells(sqlite3_stmt *row, int first, const struct jm_noun *noun,
                     struct jm_cell *cells);

/* Adds the fields of a row that releases keep, as JSON: those that have a
 * value, in their order. */
void jm_frozen_write(struct jm_text *out, const struct jm_noun *noun,
                     const struct jm_cell *cells);

/* Reads the fields of a frozen row: a JSON object (RFC 8259) of texts, numbers
 * and nulls. Texts are unescaped where they stand, and lent. Members that are
 * no field are left out; false for anything but such an object. */
bool jm_frozen_read(char *json, const struct jm_noun *noun,
                    struct jm_cell *cells);

/* Calls each(data, release) for every release whose rows are not those that it
 * was made of, and for every number that rows bear and no release has. */
enum jm_status jm_frozen_check(struct jm_store *store,
                               void (*each)(void *data, int64_t release),
                               void *data, struct jm_error *err);

#endif
