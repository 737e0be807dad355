#include "rules.h"

static void check(struct jm_check *run, const struct jm_rule *rule,
                  const struct jm_crowd *crowd)
{
    const struct jm_plan *plan = jm_check_plan(run);
    uint32_t venue =
        jm_engagements_row(jm_check_engagements(run), crowd->resource);
    struct jm_finding finding = {
        .span = crowd->span,
        .host = plan->venues[venue].collectivity,
        .resource_kind = JM_RESOURCE_VENUE,
        .resource = venue,
        .facts = {{JM_FACT_COUNT, crowd->count},
                  {JM_FACT_CAPACITY, crowd->capacity},
                  {JM_FACT_SHARED_MINUTES, jm_rules_minutes(crowd->span)}},
        .n_facts = 3};
    jm_emit(run, rule, &finding, crowd->events, crowd->n_events);
}

const struct jm_rule jm_rule_venue_double_booked = {
    .id = "venue-double-booked",
    .severity = JM_BLOCKING,
    .summary = JM_SAY_VENUE_DOUBLE_BOOKED_SUMMARY,
    .sentence = JM_SAY_VENUE_DOUBLE_BOOKED,
    .crowd_kind = JM_RESOURCE_VENUE,
    .crowd = check,
};
