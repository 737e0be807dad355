#include "rules.h"

static void check(struct jm_check *run, const struct jm_rule *rule,
                  const struct jm_crowd *crowd)
{
    uint32_t host =
        jm_engagements_row(jm_check_engagements(run), crowd->resource);
    struct jm_finding finding = {
        .span = crowd->span,
        .host = host,
        .resource_kind = JM_RESOURCE_HOST,
        .resource = host,
        .facts = {{JM_FACT_COUNT, crowd->count},
                  {JM_FACT_CAPACITY, crowd->capacity},
                  {JM_FACT_SHARED_MINUTES, jm_rules_minutes(crowd->span)}},
        .n_facts = 3};
    jm_emit(run, rule, &finding, crowd->events, crowd->n_events);
}

const struct jm_rule jm_rule_host_over_capacity = {
    .id = "host-over-capacity",
    .severity = JM_BLOCKING,
    .summary = JM_SAY_HOST_OVER_CAPACITY_SUMMARY,
    .sentence = JM_SAY_HOST_OVER_CAPACITY,
    .crowd_kind = JM_RESOURCE_HOST,
    .crowd = check,
};
