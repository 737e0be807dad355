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

/* Whose time an event takes. */
enum jm_event_busy { JM_EVENT_FREE = 0, JM_EVENT_TENTATIVE, JM_EVENT_BUSY };
enum jm_event_busy jm_event_busy(const struct jm_plan *plan, uint32_t event);

/* Its project has the label on the feed's day. */
bool jm_event_is_labelled(const struct jm_feed_writer *writer, uint32_t event);

/* True when the event's hours are written in its zone, false when in UTC. */
bool jm_vevent_is_zoned(const struct jm_feed_writer *writer, uint32_t event);

/* One event of the plan; the one that an empty feed holds. */
void jm_vevent_write(struct jm_feed_writer *writer, uint32_t event);
void jm_vevent_write_empty(struct jm_feed_writer *writer);

/* When a host is taken; a post; a finding of the feed; marked days: by their
 * place there. */
void jm_vevent_write_busy(struct jm_feed_writer *writer, uint32_t event);
void jm_vevent_write_post(struct jm_feed_writer *writer, uint32_t post);
void jm_vevent_write_finding(struct jm_feed_writer *writer, uint32_t finding);
void jm_vevent_write_days(struct jm_feed_writer *writer, uint32_t mark);

/* Parts of a VEVENT. */
void jm_vevent_sequence(struct jm_feed_writer *writer, int32_t sequence);
void jm_vevent_stamps(struct jm_feed_writer *writer, jm_utc created,
                      jm_utc changed);
void jm_vevent_utc(struct jm_feed_writer *writer, struct jm_span span);
void jm_vevent_days(struct jm_feed_writer *writer, jm_day first, jm_day last);
void jm_vevent_busy(struct jm_feed_writer *writer, enum jm_event_busy busy,
                    bool all_day);
void jm_vevent_title(struct jm_feed_writer *writer, const char *title,
                     bool is_cancelled);
/* A UID made of what is hashed: JM_TEXT_HASH continued. */
void jm_vevent_made_uid(struct jm_feed_writer *writer, uint64_t hash);

/* ---- entries.c: what the feed is made of ---- */

/* An event, post, finding or mark in the feed. */
struct jm_entry {
    jm_utc from;
    uint32_t index;
    uint32_t bytes; /* as written */
};

struct jm_entries {
    struct jm_entry *all;
    size_t count, room, left_out;
};

/* Gathers what the feed holds, in order. False when memory runs out. */
bool jm_entries_gather(struct jm_entries *entries,
                       const struct jm_feed_writer *writer);
struct jm_span jm_entry_span(const struct jm_feed_writer *writer,
                             uint32_t index);
void jm_entry_write(struct jm_feed_writer *writer, uint32_t index);
/* True where entries are events of the plan, written with their zones. */
bool jm_feed_is_zoned(const struct jm_feed *feed);

/* Adds where an event is, on one line: venue, address, collectivity. */
void jm_place_add(struct jm_text *out, const struct jm_feed_writer *writer,
                  uint32_t collectivity, uint32_t venue);

/* Adds what is to be known of an event, in plain text. */
void jm_description_add(struct jm_text *out, struct jm_feed_writer *writer,
                        uint32_t event);

#endif
