/* A feed being written: what its parts share. */
#ifndef JUMELAGE_CALENDARS_WRITER_H
#define JUMELAGE_CALENDARS_WRITER_H

#include "ics.h"
#include "tzif.h"
#include <jumelage/feed.h>

/* What the feed makes of a zone of the plan. */
struct jm_zone_use {
    bool is_judged; /* has_rule and rule are set */
    bool has_rule;  /* its clocks can be told in a VTIMEZONE */
    bool is_named;  /* some event needs that VTIMEZONE */
    struct jm_posix_zone rule;
    struct jm_text clock; /* whose clock: "de Paris", once it was asked for */
};

struct jm_feed_writer {
    const struct jm_plan *plan;
    const struct jm_feed *feed;
    struct jm_ics ics;
    struct jm_zone_use *zones; /* as many as the plan has */
    /* The zones that most and second most collectivities live by: JM_NONE where
     * there is none. Both local times are said of every event. */
    uint32_t home, away;
    struct jm_text text, part; /* scratch */
};

/* The collectivity that an event takes place at: its host's, else its venue's,
 * or JM_NONE. */
uint32_t jm_event_place(const struct jm_plan *plan, uint32_t event);

/* True when the event's hours are written in its zone, false when in UTC. */
bool jm_vevent_is_zoned(const struct jm_feed_writer *writer, uint32_t event);

/* One event of the plan; the one that an empty feed holds. */
void jm_vevent_write(struct jm_feed_writer *writer, uint32_t event);
void jm_vevent_write_empty(struct jm_feed_writer *writer);

/* Adds where an event is, on one line: venue, address, collectivity. */
void jm_place_add(struct jm_text *out, const struct jm_feed_writer *writer,
                  uint32_t collectivity, uint32_t venue);

/* Adds what is to be known of an event, in plain text. */
void jm_description_add(struct jm_text *out, struct jm_feed_writer *writer,
                        uint32_t event);

#endif
