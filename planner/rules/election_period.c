#include "rules.h"

#define KINDS                                                                  \
    (JM_KIND(JM_STAY) | JM_KIND(JM_FORUM) | JM_KIND(JM_CEREMONY) |             \
     JM_KIND(JM_FLAGSHIP))

/* The restraint before a vote is that of local authorities. */
static void check(struct jm_check *run, const struct jm_dated *dated)
{
    const struct jm_plan *plan = jm_check_plan(run);
    struct jm_rules_tellers tellers = {KINDS, jm_rules_authorities, INT64_MAX};
    if (dated->at_origin || !jm_rules_may_tell(plan, dated->event, &tellers) ||
        jm_rules_is_dated_told(run, dated, &tellers))
        return;
    struct jm_finding finding = jm_rules_dated(plan, dated);
    jm_emit(run, &finding, &dated->event, 1);
}

const struct jm_rule jm_rule_election_period = {
    .id = "election-period",
    .severity = JM_WARNING,
    .summary = JM_SAY_ELECTION_PERIOD_SUMMARY,
    .sentence = JM_SAY_ELECTION_PERIOD,
    .dated_kinds = KINDS,
    .mark_kinds = JM_KIND(JM_DAY_ELECTION),
    .dated = check,
};
