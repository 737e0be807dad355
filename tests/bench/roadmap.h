/* The season that the full catalogue of rules is measured on: as large as the
 * workload, and with all that rules look at.
 *
 * 1,000,000 events over five years: 25,000 delegations go on one or two tours
 * to the other country; a tour is two stays, of two to four days each, at hosts
 * that are near each other; a stay has its programme in it, lodging and
 * transfer included, a dozen events in all. Besides them 10 forums and 333
 * flagship events; marked days of both countries, busy spans, options, flights,
 * interpreters, tracks, volunteers, partnerships, a travel table. Planners look
 * at their calendars: few stays are on holidays; about one event in sixty is
 * put on another. Smaller ones have fewer of everything. */
#ifndef JM_BENCH_ROADMAP_H
#define JM_BENCH_ROADMAP_H

#include <jumelage/plan.h>
#include <stdbool.h>
#include <stdint.h>

/* NULL when it cannot be made. Zones are those of the system. */
struct jm_plan *roadmap_plan(uint32_t n_events, bool with_texts);

/* ---- of its makers ---- */

enum {
    ROADMAP_FIRST_DAY = 19358, /* 2023-01-01 */
    ROADMAP_DAYS = 1826,
    ROADMAP_TODAY = ROADMAP_FIRST_DAY + 365,
    ROADMAP_CLUSTER = 20, /* hosts near each other */
    ROADMAP_HALLS = 8,    /* of them have a venue, and volunteer */
    ROADMAP_THEMES = 12,
    ROADMAP_LOCALS = 3, /* people who receive, in a cluster */
    ROADMAP_COUNTRIES = 2
};

struct roadmap_tour {
    uint32_t delegation;
    jm_day day;
    uint32_t host[2];
    int days[2];
};

struct roadmap {
    struct jm_plan_maker *maker;
    uint64_t random;
    const struct jm_zone *zones[ROADMAP_COUNTRIES]; /* France, Korea */
    uint32_t n_events, n_hosts, n_delegations, n_interpreters, n_vehicles;
    uint32_t events; /* so far */
    struct roadmap_tour *tours;
    uint32_t n_tours;
    /* days on which no stay is planned: of France by school zone, of Korea */
    bool closed[4][ROADMAP_DAYS];
};

static inline int roadmap_country(const struct roadmap *r, uint32_t host)
{
    return host >= r->n_hosts / 5 * 3;
}
/* Its venue, or JM_NONE. */
static inline uint32_t roadmap_hall(uint32_t host)
{
    uint32_t place = host % ROADMAP_CLUSTER;
    return place < ROADMAP_HALLS
               ? host / ROADMAP_CLUSTER * ROADMAP_HALLS + place
               : JM_NONE;
}
/* The one theme that a volunteer offers; JM_NONE: any. */
static inline uint32_t roadmap_offer(uint32_t host)
{
    return host % 4 ? JM_NONE : host % ROADMAP_THEMES;
}
static inline bool roadmap_is_french(uint32_t delegation)
{
    return delegation % 5 < 2;
}
static inline bool roadmap_has_tracks(uint32_t delegation)
{
    return delegation % 20 == 7;
}
static inline bool roadmap_has_interpreter(uint32_t delegation)
{
    return delegation % 2 == 0;
}

void roadmap_mark_days(struct roadmap *roadmap);
void roadmap_plan_tours(struct roadmap *roadmap);
void roadmap_add_flights(struct roadmap *roadmap);
void roadmap_add_events(struct roadmap *roadmap);

#endif
