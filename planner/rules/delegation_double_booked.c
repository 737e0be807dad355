#include "rules.h"

static bool share_a_track(const struct jm_engagement *a,
                          const struct jm_engagement *b)
{
    return a->track == JM_TRACK_ALL || b->track == JM_TRACK_ALL ||
           a->track == b->track;
}

static void check(struct jm_check *run, const struct jm_rule *rule,
                  struct jm_pair pair)
{
    const struct jm_plan *plan = jm_check_plan(run);
    if (!share_a_track(pair.a, pair.b) ||
        jm_rules_go_together(plan, pair.a->event, pair.b->event) ||
        jm_rules_stays_clash(plan, pair.a->event, pair.b->event))
        return;
    jm_rules_emit_pair(run, rule, pair);
}

const struct jm_rule jm_rule_delegation_double_booked = {
    .id = "delegation-double-booked",
    .severity = JM_BLOCKING,
    .summary = JM_SAY_DELEGATION_DOUBLE_BOOKED_SUMMARY,
    .sentence = JM_SAY_DELEGATION_DOUBLE_BOOKED,
    .pair_kind = JM_RESOURCE_DELEGATION,
    .pair = check,
};
