/* What the walks look up in a plan: engagements, frames, programmes, marked
 * days. It can follow edits of events, one at a time. */
#ifndef JM_INDEX_H
#define JM_INDEX_H

#include <jumelage/engagement.h>
#include <jumelage/plan.h>
#include <jumelage/rule.h>

/* Event indexes that can grow. */
struct jm_events_room {
    uint32_t *all;
    uint32_t count;
    uint32_t room; /* 0: `all` is lent */
};

/* What crowds.c keeps of who is there. */
struct jm_claims_room {
    struct jm_claim *all;
    uint32_t count, room;
};

/* False, with nothing changed, when memory runs out. */
bool jm_events_push(struct jm_events_room *events, uint32_t event);

enum jm_index_flag {
    JM_IS_STOP = 1,    /* somewhere to be at, with hours */
    JM_IS_TRACKED = 2, /* not for everybody */
    JM_IS_TIMED = 4,   /* occupies, with hours */
    JM_LEADS_ON = 8,   /* a transfer: it ends elsewhere */
    JM_IS_STAY = 16
};

/* Stays, forums or flagship events, by (from, UID). Spans stand beside them, so
 * that asking who overlaps reads one array. */
struct jm_frame {
    uint32_t from, until, event;
};
struct jm_frame_list {
    struct jm_frame *all;
    uint32_t count, room;
    uint32_t longest; /* seconds */
};

/* Where things take place, by number: collectivities first, then venues. */
struct jm_spots {
    float (*xyz)[3];
    uint32_t *place;    /* its collectivity */
    bool *is_listed;    /* of collectivities: the travel table may have it */
    uint32_t *of_event; /* each event's, JM_NONE for nowhere */
};

/* Marks by day: those of day d are mark[start[d - first]] to
 * mark[start[d - first + 1]]. */
struct jm_mark_table {
    jm_day first;
    uint32_t days;
    uint32_t *start, *mark;
};

struct jm_index {
    const struct jm_plan *plan;
    struct jm_engagements engagements;
    /* Runs that are not as derived any more; NULL: all are. Those with room
     * are their own memory. */
    struct jm_run_room {
        struct jm_engagement *all;
        uint32_t count, room;
    } * runs;
    uint8_t *flags;                              /* per event */
    struct jm_frame_list frames[JM_FRAME_KINDS]; /* see jm_index_frame() */
    /* Per delegation, by (from, UID); NULL until they are wanted. */
    struct jm_events_room *programmes;
    struct jm_events_room *stays; /* of them, those not cancelled */
    uint32_t *lent;               /* what those two are made of */
    struct jm_spots spots;
    struct jm_mark_table marks;
    bool failed; /* out of memory, for what was wanted later */
};

/* On JM_OK the caller ends it with jm_index_clear(). The plan is lent. */
enum jm_status jm_index_make(struct jm_index *out, const struct jm_plan *plan,
                             struct jm_error *err);
void jm_index_clear(struct jm_index *index);

/* Lists programmes and stays, the first time. False, with index->failed set,
 * when memory runs out. */
bool jm_index_want_programmes(struct jm_index *index);

/* Makes room for that many events, of which the plan may gain some. */
bool jm_index_grow(struct jm_index *index, uint32_t events);

/* The first engagement of a run that begins at `from` with `event` or one
 * behind it, or that begins later; run.count when there is none. */
uint32_t jm_index_place(struct jm_run run, uint32_t from, uint32_t event);

struct jm_run jm_index_run(const struct jm_index *index, uint32_t resource);

/* Takes an event out, as the plan has it now, and puts it in again as the plan
 * has it then. Between the two its row in the plan is changed. Putting may fail
 * when memory runs out: the index is then no longer whole. */
enum jm_status jm_index_begin_edit(struct jm_index *index,
                                   struct jm_error *err);
void jm_index_take(struct jm_index *index, uint32_t event);
enum jm_status jm_index_put(struct jm_index *index, uint32_t event,
                            struct jm_error *err);

/* The list of frames that events of a kind stand in, -1 for none. */
int jm_index_frame(enum jm_event_kind kind);

/* By (from, UID). */
bool jm_index_is_before(const struct jm_plan *plan, uint32_t a, uint32_t b);

#endif
