/* From a calendar that was taken in to the plan: one change, whole or not at
 * all, and what it comes to. */
#ifndef JM_APP_IMPORT_H
#define JM_APP_IMPORT_H

#include "gained.h"
#include "taken.h"
#include "tally.h"

struct jm_imported {
    struct jm_tally tally;
    struct jm_gained gained;
    size_t occurrences;
    int64_t number; /* of the change, 0: nothing was written */
    bool is_trial;
};
#define JM_IMPORTED_INIT                                                       \
    {                                                                          \
        .gained = JM_GAINED_INIT                                               \
    }

/* Reads the stream in a child and brings it into the plan, which is open for
 * writing: as busy spans, or as events of a delegation where `delegation` is
 * not NULL. With `is_trial` all is looked at and nothing is written. Remarks go
 * to err. Ended by jm_imported_clear(), also after a failure. */
struct jm_import_as {
    const char *delegation, *kind;
    bool is_trial;
};
enum jm_status jm_import_run(struct jm_app *app, const struct jm_import *import,
                             const struct jm_import_as *as,
                             const struct jm_text *stream,
                             struct jm_imported *imported);
void jm_imported_clear(struct jm_imported *imported);

/* Tells it on out; the same as data. */
void jm_imported_tell(const struct jm_app *app, const struct jm_import *import,
                      const struct jm_imported *imported);
json_t *jm_imported_json(const struct jm_app *app,
                         const struct jm_import *import,
                         const struct jm_imported *imported);

/* --max-size, in bytes; 0 where it is not given. */
enum jm_status jm_import_size(struct jm_app *app, size_t *most);

#endif
