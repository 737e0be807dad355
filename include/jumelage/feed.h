/* iCalendar feeds that every client accepts (RFC 5545, RFC 7986; the reasons
 * for each choice stand in calendars/README.md). */
#ifndef JUMELAGE_FEED_H
#define JUMELAGE_FEED_H

#include <jumelage/error.h>
#include <jumelage/plan.h>
#include <jumelage/text.h>

/* Whose calendar it is: decides what it holds, and what it says of it. */
enum jm_feed_kind {
    JM_FEED_PUBLIC = 0, /* events for the public */
    JM_FEED_HOST,       /* what concerns a collectivity, its parts included */
    JM_FEED_DELEGATION  /* a delegation's programme */
};

struct jm_feed {
    enum jm_feed_kind kind;
    uint32_t row; /* collectivity or delegation; JM_NONE for the public feed */
    enum jm_lang lang;
    /* Events that end after `from` and start before `until` are in it. */
    struct jm_span window;
    /* Cancelled events stay until the later of their end and 30 days after
     * their cancellation, judged at this instant. */
    jm_utc now;
};

/* The window from 90 days before to 24 months after a day. */
struct jm_span jm_feed_window(jm_day today);

/* True when the feed shows that event. */
bool jm_feed_holds(const struct jm_plan *plan, const struct jm_feed *feed,
                   uint32_t event);

/* Adds the whole VCALENDAR to `out`: the same bytes for the same plan and feed.
 * Always at least one VEVENT: a feed without events holds one that says so
 * (some clients refuse an empty calendar). *events, which may be NULL, counts
 * the plan's events in it. */
enum jm_status jm_feed_write(struct jm_text *out, const struct jm_plan *plan,
                             const struct jm_feed *feed, int *events,
                             struct jm_error *err);

#endif
