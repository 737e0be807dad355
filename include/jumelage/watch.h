/* Edits tried on a plan: what they would break and what they would repair.
 *
 * A watch follows one plan through edits of its events and re-checks only what
 * an edit touches: the event, what lies in it, who and what it takes before and
 * after, its delegation's programme if it is a stay, the stays, forums and
 * flagship events it meets if it is one of them. What it tells is what two full
 * checks (rule.h), before and after, would differ by. */
#ifndef JUMELAGE_WATCH_H
#define JUMELAGE_WATCH_H

#include <jumelage/engagement.h>
#include <jumelage/error.h>
#include <jumelage/finding.h>
#include <jumelage/plan.h>

struct jm_watch;

/* The plan is lent and stays as it is; it must outlive the watch. On JM_OK the
 * caller ends it with jm_watch_free(). */
enum jm_status jm_watch_new(struct jm_watch **out, const struct jm_plan *plan,
                            struct jm_error *err);
/* The same with one delegation more, the last: somebody who might come. It has
 * no members. */
enum jm_status jm_watch_new_with_guest(struct jm_watch **out,
                                       const struct jm_plan *plan,
                                       const struct jm_delegation *guest,
                                       struct jm_error *err);
void jm_watch_free(struct jm_watch *watch);

/* The plan as edited so far, for jm_sentence(). Lent; what it points at changes
 * with the next edit. */
const struct jm_plan *jm_watch_plan(const struct jm_watch *watch);

/* A further event, cancelled until it is edited: so it breaks nothing yet. It
 * has no participants and keeps a copy of `text`. *event is its index. */
enum jm_status jm_watch_add(struct jm_watch *watch, uint32_t *event,
                            const struct jm_event_text *text,
                            struct jm_error *err);

/* What an event is to be. first_participant and participants are kept as they
 * are; other indexes must be of rows of the plan, and parents must make no
 * circle. */
struct jm_alter {
    uint32_t event;
    struct jm_event as;
};

/* Edits that can grow. */
struct jm_alters {
    struct jm_alter *all;
    size_t count, room;
};
#define JM_ALTERS_INIT                                                         \
    {                                                                          \
        NULL, 0, 0                                                             \
    }
enum jm_status jm_alters_add(struct jm_alters *edits,
                             const struct jm_alter *edit, struct jm_error *err);
void jm_alters_clear(struct jm_alters *edits);

/* Adds edits that move an event and all that lies in it by whole days: each
 * keeps its hours on its own clocks. Where the clocks skip an hour it begins at
 * the end of the gap. */
enum jm_status jm_watch_shift(const struct jm_watch *watch,
                              struct jm_alters *edits, uint32_t event, int days,
                              struct jm_error *err);

/* What edits do to the findings; each in the fixed order of findings. Ended by
 * jm_outcome_clear(). */
struct jm_outcome {
    struct jm_findings lost;    /* were there; events as they were */
    struct jm_findings gained;  /* are there now */
    struct jm_findings changed; /* still there, by fingerprint; as they are */
    struct jm_findings kept;    /* of those looked at, the same as before */
};
#define JM_OUTCOME_INIT                                                        \
    {                                                                          \
        JM_FINDINGS_INIT, JM_FINDINGS_INIT, JM_FINDINGS_INIT, JM_FINDINGS_INIT \
    }
void jm_outcome_clear(struct jm_outcome *outcome);

/* Edits several events as one. `out` may be NULL: then nothing is checked. To
 * take edits back, edit once more with the rows of before. An event stands in
 * `edits` once. On an error the watch can only be freed. */
enum jm_status jm_watch_edit(struct jm_watch *watch,
                             const struct jm_alter *edits, size_t count,
                             struct jm_outcome *out, struct jm_error *err);

/* Calls each(data, engagement) for every engagement of a resource that shares
 * an instant with the span, by (from, event). Cost: a binary search and those
 * that begin within the longest engagement of the resource before it. */
typedef void jm_meeting(void *data, const struct jm_engagement *engagement);
void jm_watch_meetings(const struct jm_watch *watch, enum jm_resource_kind kind,
                       uint32_t row, struct jm_span span, jm_meeting *each,
                       void *data);

#endif
