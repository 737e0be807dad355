#include "rules.h"

static void check(struct jm_check *run, const struct jm_pair *pair)
{
    const struct jm_plan *plan = jm_check_plan(run);
    uint32_t a = pair->a->event, b = pair->b->event;
    if (!jm_rules_share_a_track(plan, a, b) ||
        jm_rules_go_together(plan, a, b) || jm_rules_stays_clash(plan, a, b))
        return;
    jm_rules_emit_pair(run, pair);
}

const struct jm_rule jm_rule_delegation_double_booked = {
    .id = "delegation-double-booked",
    .severity = JM_BLOCKING,
    .summary = JM_SAY_DELEGATION_DOUBLE_BOOKED_SUMMARY,
    .sentence = JM_SAY_DELEGATION_DOUBLE_BOOKED,
    .pair_kind = JM_RESOURCE_DELEGATION,
    .pair = check,
};
