/* The rules, one file each, and what several of them ask. */
#ifndef JM_RULES_H
#define JM_RULES_H

#include <jumelage/rule.h>

extern const struct jm_rule jm_rule_delegation_double_booked;
extern const struct jm_rule jm_rule_person_double_booked;
extern const struct jm_rule jm_rule_venue_double_booked;
extern const struct jm_rule jm_rule_host_over_capacity;
extern const struct jm_rule jm_rule_travel_impossible;
extern const struct jm_rule jm_rule_outside_stay;
extern const struct jm_rule jm_rule_forum_without_occasion;
extern const struct jm_rule jm_rule_partner_overlap;

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

/* A finding for more at a place than may be. */
void jm_rules_tell_crowd(struct jm_check *run, const struct jm_crowd *crowd,
                         uint32_t host);

#endif
