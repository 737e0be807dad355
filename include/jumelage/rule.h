/* Rules: small predicates that ride the engine's walks.
 *
 * A rule is one const struct in a file of its own in planner/rules/; the table
 * jm_rules lists them. It reads a const snapshot, and gives findings as data
 * with jm_emit(); it never prints, asks the time or allocates. Of the callbacks
 * it sets those of the walks it rides. */
#ifndef JUMELAGE_RULE_H
#define JUMELAGE_RULE_H

#include <jumelage/engagement.h>
#include <jumelage/finding.h>
#include <jumelage/message.h>
#include <jumelage/plan.h>
#include <stdbool.h>
#include <stdint.h>

struct jm_check; /* one run of the engine */

/* Two engagements of one resource that overlap; a starts first. A stay is a
 * frame for its delegation and people: they are told no pair of a stay and
 * something else. */
struct jm_pair {
    enum jm_resource_kind kind;
    uint32_t row; /* the resource */
    const struct jm_engagement *a, *b;
};

/* Two stops of one mover, one after the other in time, not overlapping. Told
 * only where the time between them may not do for the journey at worst and the
 * rules' margins (see `margin`). */
struct jm_step {
    enum jm_resource_kind kind; /* delegation or person */
    uint32_t row;
    const struct jm_engagement *from, *to;
    uint32_t from_place, to_place; /* collectivities left and reached */
    const float *from_xyz, *to_xyz;
    int64_t gap; /* seconds between them */
};

/* A run of time during which more is at a place than may be. */
struct jm_crowd {
    enum jm_resource_kind kind; /* host or venue */
    uint32_t row;
    struct jm_span span;
    uint32_t count; /* the most at once */
    uint32_t capacity;
    const uint32_t *events; /* by start, then UID */
    uint32_t n_events;
};

/* A day of a delegation: its events with hours that occupy it and begin on that
 * day of their own zone's clocks, by (from, event). Where the delegation has
 * tracks there is one such day per track, with what everybody does in it. */
struct jm_mover_day {
    uint32_t delegation;
    uint16_t track; /* JM_TRACK_ALL: there are none */
    jm_day day;
    struct jm_span span; /* from its first start to its last end */
    const uint32_t *events;
    uint32_t n_events;
};

/* A stay and all its delegation's events that lie in it by their parents, or
 * that have no stay among their parents and overlap it; by (from, event), with
 * lodging, all-day events and both tracks, without cancelled ones. */
struct jm_content {
    uint32_t stay;
    const uint32_t *events;
    uint32_t n_events;
};

/* An event on marked days that count where it takes place, or (at_origin) where
 * its delegation comes from; days are those of the event's own clocks. Days
 * that count at both are told for the place only. */
struct jm_dated {
    uint32_t event;
    uint32_t mark;      /* index in plan->marked_days */
    jm_day first, last; /* the shared days */
    bool at_origin;
};

struct jm_parameter {
    const char *name; /* stable; its end is its unit: "margin_minutes" */
    int64_t standard;
    int64_t least, most;
};

#define JM_RULE_PARAMETERS 4

/* Sets of kinds: JM_KIND(JM_STAY) | JM_KIND(JM_FORUM). */
#define JM_KIND(kind) (UINT32_C(1) << (kind))

/* Callbacks are told nothing of the rule: the run knows which one rides. */
struct jm_rule {
    const char *id; /* stable: store, URLs, docs */
    enum jm_severity severity;
    enum jm_message summary;  /* one line, in messages/rules.def */
    enum jm_message sentence; /* for placeholders see sentence.h */
    bool plain; /* not milder for options and ideas: it is about them */
    struct jm_parameter parameters[JM_RULE_PARAMETERS]; /* name NULL ends */

    /* every event of these kinds that is not cancelled */
    uint32_t event_kinds;
    void (*event)(struct jm_check *run, uint32_t event);
    /* every event of dated_kinds, not cancelled, on days marked with one of
     * mark_kinds (a set of enum jm_day_kind) */
    uint32_t dated_kinds, mark_kinds;
    void (*dated)(struct jm_check *run, const struct jm_dated *dated);
    /* every overlapping pair of engagements of a resource of pair_kind */
    enum jm_resource_kind pair_kind;
    void (*pair)(struct jm_check *run, const struct jm_pair *pair);
    /* every two consecutive stops of a delegation, track of one, or person;
     * `margin` is 1 + the place of the parameter that says how many minutes are
     * to be left besides the journey, 0 for none */
    int margin;
    void (*step)(struct jm_check *run, const struct jm_step *step);
    /* every run of time over capacity of a host or venue (crowd_kind) */
    enum jm_resource_kind crowd_kind;
    void (*crowd)(struct jm_check *run, const struct jm_crowd *crowd);
    /* every day of a delegation */
    void (*day)(struct jm_check *run, const struct jm_mover_day *day);
    /* every person who is engaged at all */
    void (*person)(struct jm_check *run, uint32_t person, struct jm_run with);
    /* every stay that is not cancelled */
    void (*content)(struct jm_check *run, const struct jm_content *content);
    /* all forums of the plan that are not cancelled, by (from, UID), once */
    void (*forums)(struct jm_check *run, const uint32_t *events,
                   uint32_t count);
};

/* All rules, in the order of DESIGN §3; NULL ends the table. */
extern const struct jm_rule *const jm_rules[];

/* By id; NULL when there is none. */
const struct jm_rule *jm_rule_find(const char *id);

/* What a rule may ask of the run. */
const struct jm_plan *jm_check_plan(const struct jm_check *run);
/* The engagements of a resource: "row" of that kind. */
struct jm_run jm_check_engagements(const struct jm_check *run,
                                   enum jm_resource_kind kind, uint32_t row);
/* The riding rule's parameter, by its place in the table, for a host (JM_NONE:
 * for all). */
int64_t jm_check_parameter(const struct jm_check *run, int parameter,
                           uint32_t host);

/* Stays, forums and flagship events (a set of JM_KIND()) that are not cancelled
 * and overlap a span, one by one by (from, UID):
 *     struct jm_frames frames = jm_check_frames(run, span, kinds);
 *     for (uint32_t f; (f = jm_frames_next(&frames)) != JM_NONE;)
 */
#define JM_FRAME_KINDS 3
struct jm_frames {
    const struct jm_check *run;
    struct jm_span span;
    uint32_t at[JM_FRAME_KINDS]; /* where each list has got to */
};
struct jm_frames jm_check_frames(const struct jm_check *run,
                                 struct jm_span span, uint32_t kinds);
uint32_t jm_frames_next(struct jm_frames *frames);

struct jm_events {
    const uint32_t *all;
    uint32_t count;
};

/* All events of a delegation, by (from, UID), cancelled ones too; and its stays
 * that are not cancelled. */
struct jm_events jm_check_programme(const struct jm_check *run,
                                    uint32_t delegation);
struct jm_events jm_check_stays(const struct jm_check *run,
                                uint32_t delegation);

/* Gives a finding of the riding rule: the caller fills span, host, resource,
 * facts; the engine sets rule, severity (settings, one step milder when an
 * event is an option or an idea, or the busy span it names is tentative), fingerprint and digest, and copies the events
 * in the order given. A finding whose severity comes out as ignore is dropped.
 */
void jm_emit(struct jm_check *run, const struct jm_finding *finding,
             const uint32_t *events, uint32_t count);

/* Runs rules over a plan and gathers what they find in `out`, sorted. */
struct jm_check_scope {
    const struct jm_rule *only; /* NULL: all rules */
    uint32_t host;              /* JM_NONE: all hosts; with its parts */
    struct jm_span span;        /* findings that overlap it */
    /* Told now and then, every few thousand units of work, how much is done of
     * how much; false stops the run, which is then JM_STOPPED. May be NULL. */
    bool (*progress)(void *data, uint32_t done, uint32_t of);
    void *data;
};
#define JM_CHECK_EVERYTHING                                                    \
    {                                                                          \
        .host = JM_NONE, .span = { JM_UTC_MIN, JM_UTC_MAX }                    \
    }
/* Whether a run of that scope would give the finding. */
bool jm_check_scope_holds(const struct jm_check_scope *scope,
                          const struct jm_plan *plan,
                          const struct jm_finding *finding);
enum jm_status jm_check_run(struct jm_findings *out, const struct jm_plan *plan,
                            const struct jm_check_scope *scope,
                            struct jm_error *err);

#endif
