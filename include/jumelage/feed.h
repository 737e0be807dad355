/* iCalendar feeds that every client accepts (RFC 5545, RFC 7986; the reasons
 * for each choice stand in calendars/README.md). */
#ifndef JUMELAGE_FEED_H
#define JUMELAGE_FEED_H

#include <jumelage/error.h>
#include <jumelage/plan.h>
#include <jumelage/text.h>

/* Whose calendar it is: decides what it holds. Of an event a feed says what
 * nouns.def marks as visible, and no more: no person, no contact, no
 * logistics. */
enum jm_feed_kind {
    /* Events for the public that are more than an idea. */
    JM_FEED_PUBLIC = 0,
    /* What takes place at the collectivity or its parts, and what engages it:
     * events it takes part in, transfers that end there, what happens elsewhere
     * during a stay or forum that it hosts, what its own delegations do, and
     * its deadlines. Nothing that is for protocol only. */
    JM_FEED_HOST,
    /* Its programme, with what happens during its stays. No deadlines, and
     * nothing that is for protocol only. */
    JM_FEED_DELEGATION,
    /* What the person takes part in by name, whoever else may see it, and the
     * programme of their delegations on their days and tracks. */
    JM_FEED_PERSON,
    /* Events on a theme, more than ideas, for members: nothing for protocol
     * only, no deadlines. */
    JM_FEED_THEME,
    /* What a partner collectivity may know of what concerns it: events for the
     * public or for partners, no deadlines. */
    JM_FEED_PARTNER,
    /* What is to be posted, with its text and length: for who communicates. */
    JM_FEED_COMMUNICATION,
    /* The findings that are handed in: for planners. */
    JM_FEED_CONFLICTS,
    /* When a host is taken, and nothing else: no title, place, name, zone or
     * UID of the plan. Its UIDs are made by `alias`. */
    JM_FEED_BUSY,
    /* Marked days: those of a country, those that count at a place, or all. */
    JM_FEED_DAYS,
    JM_FEED_KINDS
};

/* What row a feed is about. */
enum jm_feed_row {
    JM_FEED_OF_NOTHING = 0,
    JM_FEED_OF_COLLECTIVITY,
    JM_FEED_OF_DELEGATION,
    JM_FEED_OF_PERSON,
    JM_FEED_OF_THEME
};

/* How a kind of feed is named: "host" for "host:fr-tours". */
struct jm_feed_audience {
    const char *word;
    enum jm_feed_row row;
    bool row_is_optional;
};
extern const struct jm_feed_audience jm_feed_audiences[JM_FEED_KINDS];

struct jm_findings;

struct jm_feed {
    enum jm_feed_kind kind;
    uint32_t row; /* of what its audience says, or JM_NONE */
    enum jm_lang lang;
    /* Events that end after `from` and start before `until` are in it. */
    struct jm_span window;
    /* Cancelled events stay until the later of their end and 30 days after
     * their cancellation, judged at this instant. */
    jm_utc now;
    /* What clients take: 0 stands for 1,000 events and 900 KB. */
    uint32_t most_events;
    size_t most_bytes;
    /* Conflicts: what to tell, in the order of findings; lent. */
    const struct jm_findings *findings;
    /* Busy: gives the UID by which an event goes; the same one for ever, from
     * which the event's own cannot be found. */
    void (*alias)(void *data, const char *uid, char out[37]);
    void *alias_data;
    /* Days: "FR", "KR", or NULL for all where there is no row. */
    const char *country;
};

/* The window from 90 days before to 24 months after a day. */
struct jm_span jm_feed_window(jm_day today);

/* Adds what subscribers call the feed, in its language: "Tours". */
void jm_feed_name(struct jm_text *out, const struct jm_plan *plan,
                  const struct jm_feed *feed);

/* True when a feed of events shows that one. */
bool jm_feed_holds(const struct jm_plan *plan, const struct jm_feed *feed,
                   uint32_t event);

/* Takes the next bytes of a calendar; anything but JM_OK ends the writing. */
typedef enum jm_status jm_feed_sink(void *data, const char *bytes,
                                    size_t length, struct jm_error *err);

/* Writes the whole calendar to the sink, in pieces of some 64 KB: the same
 * bytes as jm_feed_write(), which see. Where most_bytes is SIZE_MAX nothing is
 * kept in memory but a few numbers per event. */
enum jm_status jm_feed_send(const struct jm_plan *plan,
                            const struct jm_feed *feed, jm_feed_sink *sink,
                            void *data, int *events, struct jm_error *err);

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
