#include "rules.h"

static void check(struct jm_check *run, const struct jm_crowd *crowd)
{
    jm_rules_tell_crowd(run, crowd, crowd->row);
}

const struct jm_rule jm_rule_host_over_capacity = {
    .id = "host-over-capacity",
    .severity = JM_BLOCKING,
    .summary = JM_SAY_HOST_OVER_CAPACITY_SUMMARY,
    .sentence = JM_SAY_HOST_OVER_CAPACITY,
    .crowd_kind = JM_RESOURCE_HOST,
    .crowd = check,
};
