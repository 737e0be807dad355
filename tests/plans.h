/* Plans built by hand, for tests. */
#ifndef JM_TESTS_PLANS_H
#define JM_TESTS_PLANS_H

#include <jumelage/plan.h>

/* The zones are Europe/Paris and Asia/Seoul as they are from 1996 on. */
struct draft {
    struct jm_plan_maker *maker;
    uint16_t paris, seoul;
    unsigned uids;
    jm_day today;     /* 0: 2023-01-01 */
    jm_utc published; /* 0: never */
};

void draft_begin(struct draft *draft);
/* Never NULL: a plan that cannot be made fails the test. */
struct jm_plan *draft_seal(struct draft *draft);

/* "2026-03-17T09:30" in that zone, or a day: its start. */
jm_utc draft_utc(const struct draft *draft, uint16_t zone, const char *text);

/* Collectivities by what tests vary; French ones have ids "fr-...". */
uint32_t draft_host(struct draft *draft, const char *id, double latitude,
                    double longitude, int32_t capacity, uint32_t parent);
/* The same with all that a collectivity may say of its days. */
struct draft_habits {
    const char *department;
    int school_zone; /* enum jm_school_zone, -1: none */
    int32_t notice_days;
    int32_t office_from, office_until; /* seconds after midnight, -1: none */
    enum jm_collectivity_kind kind;
};
uint32_t draft_host_with(struct draft *draft, const char *id, double latitude,
                         double longitude, int32_t capacity, uint32_t parent,
                         struct draft_habits habits);
uint32_t draft_venue(struct draft *draft, const char *id, uint32_t host,
                     int32_t rooms);
uint32_t draft_person(struct draft *draft, const char *id);
uint32_t draft_delegation(struct draft *draft, const char *id, uint32_t origin);
void draft_member(struct draft *draft, uint32_t delegation, uint32_t person,
                  const char *track, const char *joins, const char *leaves);
void draft_travel(struct draft *draft, uint32_t from, uint32_t to,
                  int32_t minutes);

/* An event; what is left out is none. starts and ends are wall times in Paris;
 * two dates make it all-day, the last one included. UIDs count up:
 * 00000000-0000-4000-8000-000000000001. */
struct draft_event {
    enum jm_event_kind kind;
    enum jm_event_status status; /* JM_CONFIRMED unless sketchy */
    const char *starts, *ends;
    const uint32_t *host, *venue, *to_host, *delegation, *parent;
    const char *track;
    const char *title;
    bool sketchy;           /* status counts */
    const uint32_t *person; /* a participant */
    const char *option_until;
    const char *created, *changed; /* wall times in Paris */
    int audience;                  /* enum jm_audience */
    bool seoul;                    /* times are Seoul's */
};
uint32_t draft_add(struct draft *draft, struct draft_event event);

/* The UID of that number. */
const char *draft_uid(char out[37], unsigned number);

#endif
