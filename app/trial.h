/* What if: edits that a person would try, tried on a plan that stays as it is.
 *
 *     move UID to 2026-05-12 | move UID to 2026-05-12T14:00
 *     cancel UID | option UID | confirm UID
 *     host UID COLLECTIVITY
 *     add KIND DELEGATION COLLECTIVITY STARTS ENDS    ("-" where there is none)
 * several with ";" between them. What lies in an event moves with it. */
#ifndef JM_APP_TRIAL_H
#define JM_APP_TRIAL_H

#include "app.h"
#include "told.h"
#include <jumelage/watch.h>

struct jm_trial {
    struct jm_watch *watch;
    struct jm_alters edits; /* each event once, as it would be */
    uint32_t *roots;        /* the events that were named, in order */
    size_t n_roots, room;
};
#define JM_TRIAL_INIT                                                          \
    {                                                                          \
        NULL, JM_ALTERS_INIT, NULL, 0, 0                                       \
    }

/* Reads the edits; the plan is lent and the watch is as the plan is. Ended by
 * jm_trial_clear(), also after a failure. */
enum jm_status jm_trial_read(struct jm_app *app, struct jm_trial *trial,
                             const struct jm_plan *plan, const char *text);
void jm_trial_clear(struct jm_trial *trial);

/* Runs the trial and tells what it would bring, end and change among the
 * findings of the scope. tale->all are the findings of now. *code is the exit
 * code. */
enum jm_status jm_trial_tell(struct jm_app *app, struct jm_trial *trial,
                             const struct jm_tale *tale,
                             const struct jm_check_scope *scope, int *code);

/* The event of a UID or of its first characters. */
enum jm_status jm_trial_event(struct jm_app *app, const struct jm_plan *plan,
                              const char *id, uint32_t *event);

#endif
