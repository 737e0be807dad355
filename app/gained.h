/* The conflicts that an open change brings: those of the plan as the change has
 * it that were not there before. */
#ifndef JM_APP_GAINED_H
#define JM_APP_GAINED_H

#include "told.h"

struct jm_gained {
    struct jm_check_scope scope;
    uint64_t *before; /* fingerprints, in order */
    size_t n_before;
    struct jm_tale tale; /* of after */
    size_t count;        /* of those that nobody accepted */
};
#define JM_GAINED_INIT                                                         \
    {                                                                          \
        .scope = JM_CHECK_EVERYTHING, .tale = JM_TALE_INIT                     \
    }

/* Checks the plan as it is before, within gained->scope. */
enum jm_status jm_gained_before(struct jm_app *app, struct jm_gained *gained,
                                const struct jm_plan *plan);
/* Loads the plan as the open change has it and checks it. */
enum jm_status jm_gained_after(struct jm_app *app, struct jm_gained *gained);

/* Ten of them on out, and how many more there are. */
void jm_gained_tell(const struct jm_app *app, const struct jm_gained *gained);
json_t *jm_gained_json(const struct jm_app *app,
                       const struct jm_gained *gained);
void jm_gained_clear(struct jm_gained *gained);

#endif
