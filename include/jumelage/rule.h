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

/* Two stops of one mover, one after the other in time, not overlapping. */
struct jm_step {
    const struct jm_engagement *from, *to;
    uint32_t from_place, to_place; /* collectivities left and reached */
    const float *from_xyz, *to_xyz;
    int64_t gap; /* seconds between them */
};

/* A run of time during which more is at a place than may be. */
struct jm_crowd {
    uint32_t resource;
    struct jm_span span;
    uint32_t count; /* the most at once */
    uint32_t capacity;
    const uint32_t *events; /* by start, then UID */
    uint32_t n_events;
};

struct jm_parameter {
    const char *name; /* stable; its end is its unit: "margin_minutes" */
    int64_t standard;
    int64_t least, most;
};

#define JM_RULE_PARAMETERS 4

struct jm_rule {
    const char *id; /* stable: store, URLs, docs */
    enum jm_severity severity;
    enum jm_message summary;  /* one line, in messages/rules.def */
    enum jm_message sentence; /* for placeholders see sentence.h */
    struct jm_parameter parameters[JM_RULE_PARAMETERS]; /* name NULL ends */

    /* every event that is not cancelled */
    void (*event)(struct jm_check *check, const struct jm_rule *rule,
                  uint32_t event);
    /* every overlapping pair of engagements of a resource of pair_kind */
    enum jm_resource_kind pair_kind;
    void (*pair)(struct jm_check *check, const struct jm_rule *rule,
                 struct jm_pair pair);
    /* every two consecutive stops of a delegation or person */
    void (*step)(struct jm_check *check, const struct jm_rule *rule,
                 const struct jm_step *step);
    /* every run of time over capacity of a host or venue (crowd_kind) */
    enum jm_resource_kind crowd_kind;
    void (*crowd)(struct jm_check *check, const struct jm_rule *rule,
                  const struct jm_crowd *crowd);
};

/* All rules, in the order of DESIGN §3; NULL ends the table. */
extern const struct jm_rule *const jm_rules[];

/* By id; NULL when there is none. */
const struct jm_rule *jm_rule_find(const char *id);

/* What a rule may ask of the run. */
const struct jm_plan *jm_check_plan(const struct jm_check *check);
const struct jm_engagements *jm_check_engagements(const struct jm_check *check);
/* The parameter's value for a host (JM_NONE: for all). */
int64_t jm_check_parameter(const struct jm_check *check,
                           const struct jm_rule *rule, int parameter,
                           uint32_t host);

/* Gives a finding: the caller fills span, host, resource, facts; the engine
 * sets rule, severity (settings, one step milder when an event is an option or
 * an idea), fingerprint and digest, and copies the events in the order given. A
 * finding whose severity comes out as ignore is dropped. */
void jm_emit(struct jm_check *check, const struct jm_rule *rule,
             const struct jm_finding *finding, const uint32_t *events,
             uint32_t count);

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
enum jm_status jm_check_run(struct jm_findings *out, const struct jm_plan *plan,
                            const struct jm_check_scope *scope,
                            struct jm_error *err);

#endif
