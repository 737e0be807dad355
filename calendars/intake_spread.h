/* The starts of one event: intake_starts.c makes them, intake_spread.c sorts
 * them out and gives them. */
#ifndef JUMELAGE_CALENDARS_INTAKE_SPREAD_H
#define JUMELAGE_CALENDARS_INTAKE_SPREAD_H

#include "intake_taking.h"

/* A start. Its key is what a RECURRENCE-ID names: its first instant, or for
 * days the midnight of its day. */
struct jm_start {
    int64_t key;
    struct jm_when when;
    struct jm_duration lasts;
    const struct jm_taken *event; /* what it is like: the master, or an event
                                     for this and all future starts */
    bool is_own_length;           /* RDATE;VALUE=PERIOD */
};

/* Starts that are left out: keys, and days of the master's zone. */
struct jm_keys {
    int64_t *all;
    size_t count, room;
};

struct jm_spread {
    struct jm_taking *taking;
    const struct jm_taken *master;
    struct jm_span reach; /* of walls: starts outside touch no window */
    size_t most;
    struct jm_start *starts;
    size_t count, room;
    struct jm_keys not_keys, not_days;
    bool failed, is_over; /* out of memory; more than `most` */
};

/* Fills in starts, in order, each once; those left out are not among them. */
void jm_spread_starts(struct jm_spread *spread);
void jm_spread_clear(struct jm_spread *spread);

/* The key that a RECURRENCE-ID or the like stands for with that master. True
 * in *is_day: it names a day of an event with hours. */
int64_t jm_spread_key(const struct jm_spread *spread,
                      const struct jm_when *when, bool *is_day);

#endif
