#include "rules.h"

#define KINDS                                                                  \
    (JM_KIND(JM_STAY) | JM_KIND(JM_FORUM) | JM_KIND(JM_VISIT) |                \
     JM_KIND(JM_MEETING) | JM_KIND(JM_CEREMONY))

static void check(struct jm_check *run, const struct jm_dated *dated)
{
    if (dated->at_origin ||
        jm_rules_is_dated_told(run, dated, KINDS, JM_RULES_ALL_HOSTS))
        return;
    struct jm_finding finding = jm_rules_dated(jm_check_plan(run), dated);
    jm_emit(run, &finding, &dated->event, 1);
}

const struct jm_rule jm_rule_bridge_day = {
    .id = "bridge-day",
    .severity = JM_NOTICE,
    .summary = JM_SAY_BRIDGE_DAY_SUMMARY,
    .sentence = JM_SAY_BRIDGE_DAY,
    .dated_kinds = KINDS,
    .mark_kinds = JM_KIND(JM_DAY_BRIDGE),
    .dated = check,
};
