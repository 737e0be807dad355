#include "rules.h"

#define KINDS (JM_KIND(JM_STAY) | JM_KIND(JM_FORUM) | JM_KIND(JM_VISIT))

static void check(struct jm_check *run, const struct jm_dated *dated)
{
    if (dated->at_origin ||
        jm_rules_is_dated_told(run, dated, KINDS, JM_RULES_ALL_HOSTS))
        return;
    struct jm_finding finding = jm_rules_dated(jm_check_plan(run), dated);
    jm_emit(run, &finding, &dated->event, 1);
}

const struct jm_rule jm_rule_school_holiday = {
    .id = "school-holiday",
    .severity = JM_NOTICE,
    .summary = JM_SAY_SCHOOL_HOLIDAY_SUMMARY,
    .sentence = JM_SAY_SCHOOL_HOLIDAY,
    .dated_kinds = KINDS,
    .mark_kinds = JM_KIND(JM_DAY_SCHOOL),
    .dated = check,
};
