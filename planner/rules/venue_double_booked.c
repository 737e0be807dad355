#include "rules.h"

static void check(struct jm_check *run, const struct jm_crowd *crowd)
{
    jm_rules_tell_crowd(run, crowd,
                        jm_check_plan(run)->venues[crowd->row].collectivity);
}

const struct jm_rule jm_rule_venue_double_booked = {
    .id = "venue-double-booked",
    .severity = JM_BLOCKING,
    .summary = JM_SAY_VENUE_DOUBLE_BOOKED_SUMMARY,
    .sentence = JM_SAY_VENUE_DOUBLE_BOOKED,
    .crowd_kind = JM_RESOURCE_VENUE,
    .crowd = check,
};
