#include "rules.h"

#define KINDS                                                                  \
    (JM_KIND(JM_STAY) | JM_KIND(JM_FORUM) | JM_KIND(JM_CEREMONY) |             \
     JM_KIND(JM_FLAGSHIP))

/* The restraint before a vote is that of local authorities. */
#define RESTRAINED                                                             \
    (JM_KIND(JM_KIND_COMMUNE) | JM_KIND(JM_KIND_METROPOLE) |                   \
     JM_KIND(JM_KIND_ARRONDISSEMENT) | JM_KIND(JM_KIND_DEPARTMENT) |           \
     JM_KIND(JM_KIND_REGION) | JM_KIND(JM_KIND_SPECIAL_CITY) |                 \
     JM_KIND(JM_KIND_METROPOLITAN_CITY) | JM_KIND(JM_KIND_PROVINCE) |          \
     JM_KIND(JM_KIND_CITY) | JM_KIND(JM_KIND_COUNTY) |                         \
     JM_KIND(JM_KIND_DISTRICT))

static void check(struct jm_check *run, const struct jm_dated *dated)
{
    const struct jm_plan *plan = jm_check_plan(run);
    uint32_t host = jm_rules_host(plan, dated->event);
    if (dated->at_origin ||
        !(RESTRAINED & JM_KIND(plan->collectivities[host].kind)) ||
        jm_rules_is_dated_told(run, dated, KINDS, RESTRAINED))
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
