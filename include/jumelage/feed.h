/* iCalendar feeds that every client accepts (RFC 5545, RFC 7986; the reasons
 * for each choice stand in calendars/README.md). */
#ifndef JUMELAGE_FEED_H
#define JUMELAGE_FEED_H

#include <jumelage/error.h>
#include <jumelage/plan.h>
#include <jumelage/text.h>

/* Whose calendar it is: decides what it holds.
 * Public: events for the public that are more than an idea.
 * Host: what takes place at the collectivity or its parts, and what engages it:
 *     events it takes part in, transfers that end there, what happens elsewhere
 *     during a stay or forum that it hosts, what its own delegations do, and
 *     its deadlines. Nothing that is for protocol only.
 * Delegation: its programme, with what happens during its stays. No deadlines,
 *     and nothing that is for protocol only.
 * Posts are in none. Of an event a feed says what nouns.def marks as visible,
 * and no more: no person, no contact, no logistics. */
enum jm_feed_kind { JM_FEED_PUBLIC = 0, JM_FEED_HOST, JM_FEED_DELEGATION };

struct jm_feed {
    enum jm_feed_kind kind;
    uint32_t row; /* collectivity or delegation; JM_NONE for the public feed */
    enum jm_lang lang;
    /* Events that end after `from` and start before `until` are in it. */
    struct jm_span window;
    /* Cancelled events stay until the later of their end and 30 days after
     * their cancellation, judged at this instant. */
    jm_utc now;
    /* What clients take: 0 stands for 1,000 events and 900 KB. */
    uint32_t most_events;
    size_t most_bytes;
};

/* The window from 90 days before to 24 months after a day. */
struct jm_span jm_feed_window(jm_day today);

/* True when the feed shows that event. */
bool jm_feed_holds(const struct jm_plan *plan, const struct jm_feed *feed,
                   uint32_t event);

/* Adds the whole VCALENDAR to `out`: the same bytes for the same plan and feed.
 * Events need their texts. Always at least one VEVENT: a feed without events
 * holds one, long past, that says so (some clients refuse an empty calendar).
 * A feed over its limits leaves out events, those longest past first, then
 * those furthest ahead, and says in its description how many. *events, which
 * may be NULL, counts the plan's events in it. */
enum jm_status jm_feed_write(struct jm_text *out, const struct jm_plan *plan,
                             const struct jm_feed *feed, int *events,
                             struct jm_error *err);

#endif
