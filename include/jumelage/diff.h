/* What differs between two plans, for people: event by event, and for whom. */
#ifndef JUMELAGE_DIFF_H
#define JUMELAGE_DIFF_H

#include <jumelage/error.h>
#include <jumelage/plan.h>
#include <jumelage/release.h>

/* What became of an event, in the order of what matters most. An event that was
 * cancelled and is gone, or came already cancelled, is no difference. */
enum jm_difference {
    JM_DIFF_ADDED = 0,
    JM_DIFF_MOVED,     /* other instants, or another zone's clocks */
    JM_DIFF_RELOCATED, /* another host or venue, or another end of a transfer */
    JM_DIFF_CANCELLED,
    JM_DIFF_RESTORED, /* no longer cancelled */
    JM_DIFF_REMOVED,
    JM_DIFF_CHANGED, /* something else that is shown */
    JM_DIFFERENCES
};
/* "added", "moved"... */
const char *jm_difference_word(enum jm_difference difference);

struct jm_diff_item {
    enum jm_difference what;
    uint32_t before, after; /* indexes in the two plans, or JM_NONE */
    uint32_t parts;         /* what differs: bit n for enum jm_shown_part n */
    bool relocated;         /* also where it moved */
};

struct jm_diff {
    const struct jm_plan *before, *after; /* lent, they must stay */
    struct jm_diff_item *all;             /* by (start, UID) as it is now */
    size_t count;
    size_t counts[JM_DIFFERENCES];
};
#define JM_DIFF_INIT                                                           \
    {                                                                          \
        NULL, NULL, NULL, 0,                                                   \
        {                                                                      \
            0                                                                  \
        }                                                                      \
    }

/* Both plans have texts; *diff is ended by jm_diff_clear(), also after a
 * failure. */
enum jm_status jm_plan_diff(struct jm_diff *diff, const struct jm_plan *before,
                            const struct jm_plan *after, struct jm_error *err);
void jm_diff_clear(struct jm_diff *diff);

/* Whom an event concerns, each once, by index: the collectivities it takes
 * place in or leads to, those its delegations come from, those that take part
 * or whose people do; and the people who take part by name or go with a
 * delegation: members whose track and days it is, and its head. A cancelled
 * event concerns them too. */
struct jm_concerned {
    uint32_t *collectivities, *people;
    size_t n_collectivities, n_people;
    size_t room_collectivities, room_people;
    bool failed; /* out of memory */
};
#define JM_CONCERNED_INIT                                                      \
    {                                                                          \
        NULL, NULL, 0, 0, 0, 0, false                                          \
    }
/* What was in *out before is forgotten, its room is used again. */
void jm_event_concerns(struct jm_concerned *out, const struct jm_plan *plan,
                       uint32_t event);
void jm_concerned_clear(struct jm_concerned *concerned);

#endif
