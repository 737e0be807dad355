/* The table of rules. The engine knows none of them by name. */
#include "rules.h"
#include <stddef.h>
#include <string.h>

const struct jm_rule *const jm_rules[] = {
    &jm_rule_delegation_double_booked,
    &jm_rule_person_double_booked,
    &jm_rule_venue_double_booked,
    &jm_rule_vehicle_double_booked,
    &jm_rule_host_over_capacity,
    &jm_rule_travel_impossible,
    &jm_rule_outside_stay,
    &jm_rule_host_not_volunteer,
    &jm_rule_theme_missing,
    &jm_rule_forum_without_occasion,
    &jm_rule_capacity_exceeded,
    &jm_rule_host_busy,
    &jm_rule_travel_tight,
    &jm_rule_rest_too_short,
    &jm_rule_partner_overlap,
    &jm_rule_forum_competes,
    &jm_rule_forum_host_repeated,
    &jm_rule_forum_count,
    &jm_rule_public_holiday,
    &jm_rule_election_period,
    &jm_rule_theme_not_offered,
    &jm_rule_theme_repeated,
    &jm_rule_theme_clash,
    &jm_rule_order_broken,
    &jm_rule_day_overloaded,
    &jm_rule_meal_missing,
    &jm_rule_night_without_lodging,
    &jm_rule_interpreter_missing,
    &jm_rule_outside_hours,
    &jm_rule_notice_too_short,
    &jm_rule_option_expired,
    &jm_rule_deadline_missed,
    &jm_rule_school_holiday,
    &jm_rule_bridge_day,
    &jm_rule_information_missing,
    &jm_rule_changed_after_release,
    &jm_rule_indirect,
    &jm_rule_post_too_long,
    NULL,
};

const struct jm_rule *jm_rule_find(const char *id)
{
    for (const struct jm_rule *const *rule = jm_rules; *rule; rule++)
        if (strcmp((*rule)->id, id) == 0)
            return *rule;
    return NULL;
}
