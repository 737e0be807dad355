/* Rows as the files of this folder read them. */
#ifndef JUMELAGE_STORE_ROWS_H
#define JUMELAGE_STORE_ROWS_H

#include "db.h"

/* The number of the row of that id; JM_NOT_FOUND, and err untouched, when there
 * is none. */
enum jm_status jm_rows_find(struct jm_store *store, enum jm_noun_id noun,
                            const char *id, int64_t *n, struct jm_error *err);

/* JM_NOT_FOUND with UNKNOWN_ID, which names the nearest id where there is one.
 */
enum jm_status jm_rows_fail_unknown(struct jm_store *store,
                                    const struct jm_noun *noun, const char *id,
                                    struct jm_error *err);

/* The row of that number; JM_NOT_FOUND, and err untouched, when there is none.
 */
enum jm_status jm_rows_read(struct jm_store *store, const struct jm_noun *noun,
                            int64_t n, struct jm_row *row,
                            struct jm_error *err);

/* A column as the value that a field of that type has. */
enum jm_status jm_rows_value(sqlite3_stmt *statement, int column,
                             struct jm_row *row, int field,
                             struct jm_error *err);

#endif
