/* The rules, one file each, and what several of them ask. */
#ifndef JM_RULES_H
#define JM_RULES_H

#include <jumelage/rule.h>

extern const struct jm_rule jm_rule_delegation_double_booked;
extern const struct jm_rule jm_rule_person_double_booked;
extern const struct jm_rule jm_rule_venue_double_booked;
extern const struct jm_rule jm_rule_vehicle_double_booked;
extern const struct jm_rule jm_rule_host_over_capacity;
extern const struct jm_rule jm_rule_travel_impossible;
extern const struct jm_rule jm_rule_outside_stay;
extern const struct jm_rule jm_rule_forum_without_occasion;
extern const struct jm_rule jm_rule_capacity_exceeded;
extern const struct jm_rule jm_rule_travel_tight;
extern const struct jm_rule jm_rule_rest_too_short;
extern const struct jm_rule jm_rule_partner_overlap;
extern const struct jm_rule jm_rule_theme_repeated;
extern const struct jm_rule jm_rule_order_broken;
extern const struct jm_rule jm_rule_day_overloaded;
extern const struct jm_rule jm_rule_meal_missing;
extern const struct jm_rule jm_rule_night_without_lodging;
extern const struct jm_rule jm_rule_interpreter_missing;

/* What fills a delegation's days: all that takes its time but the stay. */
#define JM_RULES_PROGRAMME                                                     \
    (JM_KIND(JM_FORUM) | JM_KIND(JM_VISIT) | JM_KIND(JM_MEETING) |             \
     JM_KIND(JM_CEREMONY) | JM_KIND(JM_MEAL) | JM_KIND(JM_TRANSFER))

/* Two events are meant to hold at once: one lies in the other; or one is a stay
 * and the other is not (outside-stay judges those); or both are at one place
 * and one of them has no hours. */
bool jm_rules_go_together(const struct jm_plan *plan, uint32_t a, uint32_t b);

/* The stay that an event lies in by its parents, or JM_NONE. */
uint32_t jm_rules_stay_of(const struct jm_plan *plan, uint32_t event);

/* The stays that two events lie in differ and overlap themselves: that clash
 * is told once, for the stays. */
bool jm_rules_stays_clash(const struct jm_plan *plan, uint32_t a, uint32_t b);

/* Where an event is: the collectivity of its venue, else its host. */
uint32_t jm_rules_place(const struct jm_plan *plan, uint32_t event);

/* Whose event it is: its host, else the collectivity of its venue. */
uint32_t jm_rules_host(const struct jm_plan *plan, uint32_t event);

/* Both are at one place, or one's place lies in the other's. */
bool jm_rules_at_one_place(const struct jm_plan *plan, uint32_t a, uint32_t b);

/* Minutes of a span, rounded up. */
int64_t jm_rules_minutes(struct jm_span span);

/* A finding for two events on one resource that share some time. */
void jm_rules_emit_pair(struct jm_check *run, const struct jm_pair *pair);

/* A person who goes with a delegation is told with it. */
bool jm_rules_goes_along(const struct jm_step *step);

/* Adds to a finding the minutes there are and those that a journey takes, and
 * gives it. */
void jm_rules_emit_journey(struct jm_check *run, struct jm_finding *finding,
                           int64_t gap, int64_t needed,
                           struct jm_journey journey, const uint32_t *events,
                           uint32_t count);

/* A finding for more at a place than may be. */
void jm_rules_tell_crowd(struct jm_check *run, const struct jm_crowd *crowd,
                         uint32_t host);

#endif
