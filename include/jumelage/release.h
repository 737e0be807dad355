/* What a release makes of events: what subscribers can see of them, and how
 * SEQUENCE and LAST-MODIFIED (RFC 5545 §3.8.7.4, §3.8.7.3) go on from the
 * release before.
 *
 * The working plan counts every edit of a visible field. A release counts what
 * subscribers saw: two edits that cancel each other out between releases are
 * none, a venue that is renamed is one for every event there, and a typo in a
 * note is none. */
#ifndef JUMELAGE_RELEASE_H
#define JUMELAGE_RELEASE_H

#include <jumelage/error.h>
#include <jumelage/plan.h>

/* The parts of what feeds show of an event, in words: "status", "times"... */
enum jm_shown_part {
    JM_SHOWN_STATUS = 0,
    JM_SHOWN_TIMES,   /* instants, whole days or hours, the clocks' zone */
    JM_SHOWN_PLACE,   /* names, address and position of host and venue */
    JM_SHOWN_TOWARDS, /* the same of where a transfer ends */
    JM_SHOWN_TITLE,
    JM_SHOWN_KIND,
    JM_SHOWN_THEME,      /* its names */
    JM_SHOWN_DELEGATION, /* its names, and the clocks it lives by */
    JM_SHOWN_TRACK,
    JM_SHOWN_RITE,
    JM_SHOWN_REASON,   /* of the cancellation */
    JM_SHOWN_AUDIENCE, /* of an event that is not cancelled */
    JM_SHOWN_DESCRIPTION,
    JM_SHOWN_URL,
    JM_SHOWN_PROJECT, /* its titles, and its label with its days */
    JM_SHOWN_PARTS
};
const char *jm_shown_word(enum jm_shown_part part);

/* A digest of each part, over names rather than ids: two plans show the same of
 * an event where the digests are the same. The plan has texts. */
struct jm_shown {
    uint64_t parts[JM_SHOWN_PARTS];
};
struct jm_shown jm_event_shown(const struct jm_plan *plan, uint32_t event);

/* Which parts differ: bit n for part n. */
uint32_t jm_shown_differs(const struct jm_shown *a, const struct jm_shown *b);

/* An event of two plans, JM_NONE where it is not in one of them. */
struct jm_event_pair {
    uint32_t before, after;
};

/* All events of both plans, paired by UID and in its order. On JM_OK the caller
 * frees *pairs. */
enum jm_status jm_event_pairs(struct jm_event_pair **pairs, size_t *count,
                              const struct jm_plan *before,
                              const struct jm_plan *after,
                              struct jm_error *err);

/* What becomes of an event in a new release. */
enum jm_mark_how {
    JM_MARK_FREEZE = 0, /* the working plan's row, with these books */
    JM_MARK_WITHDRAW,   /* its row is gone: the last one, cancelled */
    JM_MARK_DROP        /* gone, and its cancellation was told long enough */
};

struct jm_mark {
    const char *uid; /* lent by one of the plans */
    enum jm_mark_how how;
    bool shows; /* subscribers see a difference */
    int32_t sequence;
    jm_utc changed_at, cancelled_at; /* cancelled_at 0: is not */
    enum jm_audience audience;
};

/* Days that a cancelled event stays in feeds after its cancellation. */
#define JM_CANCELLED_DAYS 30

/* Marks for a release at `at` of the working plan `now`, after the release
 * `before`, NULL for the first one; in the order of UIDs.
 *
 * In the first release events keep their own books: what stood in feeds before
 * was the working plan. From then on an event that is new begins with sequence
 * 0, one that shows a difference goes on from the last release's sequence and
 * is changed and, where it is that, cancelled at `at`. An event that was
 * cancelled before it was ever published is in no release; one that is
 * cancelled and was an idea in the last one is no longer for the public, who
 * never saw it. An event that was withdrawn stays, as long as a cancelled one
 * stays in feeds. On JM_OK the caller frees *marks. */
enum jm_status jm_release_marks(struct jm_mark **marks, size_t *count,
                                const struct jm_plan *now,
                                const struct jm_plan *before, jm_utc at,
                                struct jm_error *err);

#endif
