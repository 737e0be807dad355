#include "rules.h"

/* One ride: an event and what lies in it, or what one delegation may do at once
 * anyway. Another delegation's stay does not lend its coach. */
static bool ride_together(const struct jm_plan *plan, uint32_t a, uint32_t b)
{
    return jm_plan_is_ancestor(plan, a, b) || jm_plan_is_ancestor(plan, b, a) ||
           (plan->events[a].delegation == plan->events[b].delegation &&
            jm_rules_go_together(plan, a, b));
}

static void check(struct jm_check *run, const struct jm_pair *pair)
{
    if (!ride_together(jm_check_plan(run), pair->a->event, pair->b->event))
        jm_rules_emit_pair(run, pair);
}

const struct jm_rule jm_rule_vehicle_double_booked = {
    .id = "vehicle-double-booked",
    .severity = JM_BLOCKING,
    .summary = JM_SAY_VEHICLE_DOUBLE_BOOKED_SUMMARY,
    .sentence = JM_SAY_VEHICLE_DOUBLE_BOOKED,
    .pair_kind = JM_RESOURCE_VEHICLE,
    .pair = check,
};
