#include "rules.h"

/* Both through one delegation: delegation-double-booked tells it for all. A
 * member named in one event and led into the other by the delegation is told
 * there too, unless the two are on different tracks. */
static bool is_told_for_all(const struct jm_plan *plan,
                            const struct jm_pair *pair)
{
    const struct jm_event *a = &plan->events[pair->a->event];
    const struct jm_event *b = &plan->events[pair->b->event];
    if (pair->a->via == JM_NONE && pair->b->via == JM_NONE)
        return false;
    if (pair->a->via == pair->b->via)
        return true;
    return a->delegation == b->delegation &&
           jm_rules_share_a_track(plan, pair->a->event, pair->b->event);
}

/* A member of two delegations that stay at one place is with both. */
static bool stays_at_one_place(const struct jm_plan *plan,
                               const struct jm_pair *pair)
{
    return plan->events[pair->a->event].kind == JM_STAY &&
           plan->events[pair->b->event].kind == JM_STAY &&
           jm_rules_at_one_place(plan, pair->a->event, pair->b->event);
}

static void check(struct jm_check *run, const struct jm_pair *pair)
{
    const struct jm_plan *plan = jm_check_plan(run);
    if (pair->a->event == pair->b->event ||
        jm_rules_go_together(plan, pair->a->event, pair->b->event) ||
        stays_at_one_place(plan, pair) || is_told_for_all(plan, pair))
        return;
    jm_rules_emit_pair(run, pair);
}

const struct jm_rule jm_rule_person_double_booked = {
    .id = "person-double-booked",
    .severity = JM_BLOCKING,
    .summary = JM_SAY_PERSON_DOUBLE_BOOKED_SUMMARY,
    .sentence = JM_SAY_PERSON_DOUBLE_BOOKED,
    .pair_kind = JM_RESOURCE_PERSON,
    .pair = check,
};
