#include "rules.h"

#define KINDS                                                                  \
    (JM_KIND(JM_STAY) | JM_KIND(JM_FORUM) | JM_KIND(JM_CEREMONY) |             \
     JM_KIND(JM_FLAGSHIP))

/* The restraint before a vote is that of local authorities. */
static void check(struct jm_check *run, const struct jm_dated *dated)
{
    struct jm_rules_tellers tellers = {KINDS, jm_rules_authorities, INT64_MAX};
    jm_rules_tell_dated(run, dated, &tellers);
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
