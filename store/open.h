/* Opening with a schema and a patience of one's own: what tests of migrations
 * and locks need. */
#ifndef JUMELAGE_STORE_OPEN_H
#define JUMELAGE_STORE_OPEN_H

#include "db.h"
#include "schema.h"

struct jm_opening {
    const struct jm_schema *schema;
    int patience; /* how long to wait for another program, in milliseconds */
};

extern const struct jm_opening jm_opening_now;

/* As jm_store_create() and jm_store_open(). */
enum jm_status jm_open_new(struct jm_store **out, const char *path,
                           const struct jm_opening *how, struct jm_error *err);
enum jm_status jm_open(struct jm_store **out, const char *path,
                       enum jm_store_mode mode, const struct jm_opening *how,
                       struct jm_error *err);

/* A store without a file yet; ended by jm_store_free(), also after a failure.
 */
enum jm_status jm_open_blank(struct jm_store **out, const char *path,
                             enum jm_store_mode mode,
                             const struct jm_opening *how,
                             struct jm_error *err);

/* The plan's version: JM_INVALID when the file is no plan, JM_REFUSED when it
 * is newer than the schema. */
enum jm_status jm_open_check_version(struct jm_store *store, int *version,
                                     struct jm_error *err);

/* Brings the plan from whatever version it has to that of the schema, after a
 * copy beside it, unless another program has done so meanwhile. */
enum jm_status jm_migrate(struct jm_store *store, struct jm_error *err);

/* The same for a file that nobody else sees, of that version (0: empty). */
enum jm_status jm_migrate_alone(struct jm_store *store, int version,
                                struct jm_error *err);

/* Copies the plan that `source` has open to a new file; `store` is for what may
 * go wrong. JM_REFUSED when something is there already. */
enum jm_status jm_copy_out(const struct jm_store *store, sqlite3 *source,
                           const char *path, struct jm_error *err);

#endif
