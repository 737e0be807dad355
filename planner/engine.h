/* Inside the engine: one run, and the walks that rules ride. */
#ifndef JM_ENGINE_H
#define JM_ENGINE_H

#include <jumelage/rule.h>

struct jm_check {
    const struct jm_plan *plan;
    const struct jm_check_scope *scope;
    struct jm_engagements engagements;
    struct jm_findings *findings;
    uint32_t *scratch; /* event indexes, for the walk at hand */
    size_t scratch_room;
    bool failed; /* out of memory */
};

/* True when the run includes that rule. */
bool jm_engine_rides(const struct jm_check *check, const struct jm_rule *rule);

/* Each calls the rules that ride it, in the order of the table. */
void jm_engine_walk_events(struct jm_check *check);
void jm_engine_walk_pairs(struct jm_check *check);
void jm_engine_walk_crowds(struct jm_check *check);
void jm_engine_walk_steps(struct jm_check *check);

/* A run of `count` event indexes to write in; NULL, with check->failed set,
 * when memory runs out. */
uint32_t *jm_engine_scratch(struct jm_check *check, size_t count);

/* By start, then UID: the order in which a finding tells events that have no
 * parts of their own in it. */
void jm_engine_sort_events(const struct jm_plan *plan, uint32_t *events,
                           uint32_t count);

#endif
