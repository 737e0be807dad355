/* A maker from the inside: adding fills it (maker.c), sealing empties it
 * (seal.c). */
#ifndef JUMELAGE_PLANNER_MAKER_H
#define JUMELAGE_PLANNER_MAKER_H

#include <jumelage/plan.h>

/* A growing array of rows of one size. */
struct rows {
    void *all;
    size_t size;
    uint32_t count, room;
};

enum {
    ZONES,
    TRACKS,
    THEMES,
    PROJECTS,
    COLLECTIVITIES,
    VOLUNTEERS,
    PARTNERSHIPS,
    TIES,
    VENUES,
    VEHICLES,
    PEOPLE,
    DELEGATIONS,
    FLIGHTS,
    MEMBERS,
    EVENTS,
    TEXTS,
    PARTICIPANTS,
    TRAVELS,
    SETTINGS,
    UIDS,
    MARKED_DAYS,
    BUSY_SPANS,
    POSTS,
    WAIVERS,
    ROWS
};

struct jm_plan_maker {
    struct rows rows[ROWS];
    struct jm_arena arena;
    jm_utc released_at;
    bool without_texts;
    bool failed; /* out of memory */
};

#endif
