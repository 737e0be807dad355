#include "rules.h"

#define KINDS                                                                  \
    (JM_KIND(JM_STAY) | JM_KIND(JM_FORUM) | JM_KIND(JM_VISIT) |                \
     JM_KIND(JM_MEETING) | JM_KIND(JM_CEREMONY))

static void check(struct jm_check *run, const struct jm_dated *dated)
{
    const struct jm_plan *plan = jm_check_plan(run);
    struct jm_rules_tellers tellers = {
        KINDS, JM_RULES_ANY,
        jm_check_parameter(run, 0, jm_rules_host(plan, dated->event))};
    jm_rules_tell_dated(run, dated, &tellers);
}

const struct jm_rule jm_rule_bridge_day = {
    .id = "bridge-day",
    .severity = JM_NOTICE,
    .summary = JM_SAY_BRIDGE_DAY_SUMMARY,
    .sentence = JM_SAY_BRIDGE_DAY,
    .parameters = {{"longest_days", 14, 1, 400}},
    .dated_kinds = KINDS,
    .mark_kinds = JM_KIND(JM_DAY_BRIDGE),
    .dated = check,
};
