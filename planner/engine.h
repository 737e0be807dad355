/* Inside the engine: one run, and the walks that rules ride. */
#ifndef JM_ENGINE_H
#define JM_ENGINE_H

#include "index.h"
#include <jumelage/rule.h>
#include <jumelage/watch.h>

/* A rule in a run, with what the plan's settings say of it for all hosts. */
struct jm_ride {
    const struct jm_rule *rule;
    enum jm_severity severity;
    int64_t values[JM_RULE_PARAMETERS];
    bool varies; /* some host has settings of its own */
};

#define JM_RULES_MOST 64
#define JM_REACH 2880 /* minutes between two stops: two days */
#define JM_EVENT_KINDS 16

/* The rides of one walk, in the order of the table; NULL ends them. */
struct jm_rides {
    const struct jm_ride *all[JM_RULES_MOST + 1];
};

struct jm_check {
    const struct jm_plan *plan;
    const struct jm_check_scope *scope;
    struct jm_index *index;
    struct jm_findings *findings;
    const struct jm_ride *riding; /* whose callback runs */
    struct jm_ride rides[JM_RULES_MOST];
    struct jm_rides event[JM_EVENT_KINDS], dated[JM_EVENT_KINDS];
    struct jm_rides pair[JM_RESOURCES], crowd[JM_RESOURCES];
    struct jm_rides step, day, person, content, forums;
    struct jm_events_room walked, gathered, parted, starts; /* of walks */
    float reach_between[JM_REACH], reach_within[JM_REACH];  /* see moves.c */
    struct jm_claims_room claimed;                          /* see crowds.c */
    bool failed;                                            /* out of memory */
};

/* Readies the rides of a run by the plan's settings and the scope. */
void jm_engine_mount(struct jm_check *check);
void jm_engine_unmount(struct jm_check *check);

/* How far one surely gets in each gap with the margins that the riding rules
 * ask for. */
void jm_engine_reach(struct jm_check *check);

/* How severe the riding rule is at a host (JM_NONE: everywhere). */
enum jm_severity jm_engine_severity(const struct jm_check *check,
                                    uint32_t host);

/* Calls those that ride each walk. The full check calls them for all; an
 * incremental one for what an edit touches. */
void jm_engine_walk_event(struct jm_check *check, uint32_t event);
void jm_engine_walk_resource(struct jm_check *check, uint32_t resource);
void jm_engine_walk_contents(struct jm_check *check, uint32_t delegation);
void jm_engine_walk_forums(struct jm_check *check);

/* Parts of jm_engine_walk_event() and jm_engine_walk_resource(). */
void jm_engine_walk_dates(struct jm_check *check, uint32_t event);
void jm_engine_walk_crowds(struct jm_check *check, enum jm_resource_kind kind,
                           uint32_t row, struct jm_run run);
void jm_engine_walk_moves(struct jm_check *check, enum jm_resource_kind kind,
                          uint32_t row, struct jm_run run);

/* The findings in their fixed order, each once. */
enum jm_status jm_engine_settle(struct jm_findings *findings,
                                const struct jm_plan *plan,
                                struct jm_error *err);

/* What became of the findings; `out` was empty. The plan is that of after. */
enum jm_status jm_outcome_compare(struct jm_outcome *out,
                                  const struct jm_findings *before,
                                  const struct jm_findings *after,
                                  const struct jm_plan *plan,
                                  struct jm_error *err);

/* By start, then UID: the order in which a finding tells events that have no
 * parts of their own in it. */
void jm_engine_sort_events(const struct jm_plan *plan, uint32_t *events,
                           uint32_t count);

#endif
