/* What a delegation does, in the order in which it is printed: plain data, made
 * from the plan before anything is written. */
#ifndef JM_EXPORTS_AGENDA_H
#define JM_EXPORTS_AGENDA_H

#include <jumelage/error.h>
#include <jumelage/plan.h>

enum jm_agenda_kind {
    JM_AGENDA_EVENT = 0,
    JM_AGENDA_DEPARTS,
    JM_AGENDA_ARRIVES
};

/* Where in the day a row stands. */
enum jm_agenda_slot {
    JM_AGENDA_WHOLE_DAY = 0,
    JM_AGENDA_HOURS,
    JM_AGENDA_NIGHT
};

struct jm_agenda_row {
    enum jm_agenda_kind kind;
    enum jm_agenda_slot slot;
    uint32_t index;      /* of the event or flight */
    jm_day day;          /* on the clocks of the place */
    struct jm_span span; /* one instant for an end of a flight */
    uint32_t place;      /* collectivity, or JM_NONE */
    uint16_t zone;
    uint16_t track;
    bool cancelled;
    bool goes_on;    /* it began on an earlier day */
    bool is_remote;  /* by other clocks than those of its place: a call */
    bool background; /* makes no page of its own */
    bool dropped;    /* while gathering: to be left out */
};

struct jm_agenda {
    struct jm_agenda_row *rows; /* by day, slot, start, track */
    size_t count;
    bool has_hours;             /* some event has */
    jm_day first_day, last_day; /* of what is not cancelled, if anything is */
    uint32_t home;              /* where the delegation comes from */
    uint32_t away;   /* its first host with another clock, or JM_NONE */
    uint32_t *hosts; /* that receive it, in the order in which they do */
    size_t n_hosts;
    uint32_t *stays; /* frames: events that hold others and are no rows */
    size_t n_stays;
};

/* Gathers the rows of a delegation: its events, those it takes part in, those
 * inside them that name no delegation, and its flights. Deadlines and posts are
 * left out, and so is what is for protocol staff only unless `internal`. On
 * JM_OK the caller ends it with jm_agenda_clear(). */
enum jm_status jm_agenda_gather(struct jm_agenda *out,
                                const struct jm_plan *plan, uint32_t delegation,
                                bool internal, struct jm_error *err);
void jm_agenda_clear(struct jm_agenda *agenda);

/* A stay that is not cancelled holds that day. */
bool jm_agenda_is_stay(const struct jm_agenda *agenda,
                       const struct jm_plan *plan, jm_day day);

/* The days that a span touches on the clocks of a zone. */
void jm_agenda_days(const struct jm_zone *zone, struct jm_span span,
                    jm_day *first, jm_day *last);

#endif
