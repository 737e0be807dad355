#include "rules.h"

#define KINDS (JM_KIND(JM_STAY) | JM_KIND(JM_FORUM) | JM_KIND(JM_VISIT))

static void check(struct jm_check *run, const struct jm_dated *dated)
{
    const struct jm_plan *plan = jm_check_plan(run);
    struct jm_rules_tellers tellers = {
        KINDS, jm_rules_authorities,
        jm_check_parameter(run, 0, jm_rules_host(plan, dated->event))};
    jm_rules_tell_dated(run, dated, &tellers);
}

const struct jm_rule jm_rule_school_holiday = {
    .id = "school-holiday",
    .severity = JM_NOTICE,
    .summary = JM_SAY_SCHOOL_HOLIDAY_SUMMARY,
    .sentence = JM_SAY_SCHOOL_HOLIDAY,
    .parameters = {{"longest_days", 14, 1, 400}},
    .dated_kinds = KINDS,
    .mark_kinds = JM_KIND(JM_DAY_SCHOOL),
    .dated = check,
};
