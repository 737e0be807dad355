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
extern const struct jm_rule jm_rule_host_not_volunteer;
extern const struct jm_rule jm_rule_theme_missing;
extern const struct jm_rule jm_rule_forum_without_occasion;
extern const struct jm_rule jm_rule_capacity_exceeded;
extern const struct jm_rule jm_rule_host_busy;
extern const struct jm_rule jm_rule_travel_tight;
extern const struct jm_rule jm_rule_rest_too_short;
extern const struct jm_rule jm_rule_partner_overlap;
extern const struct jm_rule jm_rule_forum_competes;
extern const struct jm_rule jm_rule_forum_host_repeated;
extern const struct jm_rule jm_rule_forum_count;
extern const struct jm_rule jm_rule_public_holiday;
extern const struct jm_rule jm_rule_election_period;
extern const struct jm_rule jm_rule_theme_not_offered;
extern const struct jm_rule jm_rule_theme_repeated;
extern const struct jm_rule jm_rule_theme_clash;
extern const struct jm_rule jm_rule_order_broken;
extern const struct jm_rule jm_rule_day_overloaded;
extern const struct jm_rule jm_rule_meal_missing;
extern const struct jm_rule jm_rule_night_without_lodging;
extern const struct jm_rule jm_rule_interpreter_missing;
extern const struct jm_rule jm_rule_outside_hours;
extern const struct jm_rule jm_rule_notice_too_short;
extern const struct jm_rule jm_rule_option_expired;
extern const struct jm_rule jm_rule_deadline_missed;
extern const struct jm_rule jm_rule_school_holiday;
extern const struct jm_rule jm_rule_bridge_day;
extern const struct jm_rule jm_rule_information_missing;
extern const struct jm_rule jm_rule_changed_after_release;
extern const struct jm_rule jm_rule_indirect;
extern const struct jm_rule jm_rule_post_too_long;

/* What fills a delegation's days: all that takes its time but the stay. */
#define JM_RULES_PROGRAMME                                                     \
    (JM_KIND(JM_FORUM) | JM_KIND(JM_VISIT) | JM_KIND(JM_MEETING) |             \
     JM_KIND(JM_CEREMONY) | JM_KIND(JM_MEAL) | JM_KIND(JM_TRANSFER))

/* Two events are meant to hold at once: one lies in the other; or one is a stay
 * and the other is not (outside-stay judges those); or both are at one place
 * and one of them has no hours. */
bool jm_rules_go_together(const struct jm_plan *plan, uint32_t a, uint32_t b);

/* The stays that two events lie in differ and overlap themselves: that clash
 * is told once, for the stays. */
bool jm_rules_stays_clash(const struct jm_plan *plan, uint32_t a, uint32_t b);

/* Where an event is: the collectivity of its venue, else its host. */
uint32_t jm_rules_place(const struct jm_plan *plan, uint32_t event);

/* Whose event it is: its host, else the collectivity of its venue. */
uint32_t jm_rules_host(const struct jm_plan *plan, uint32_t event);

/* One collectivity is the other or lies in it; never where one is JM_NONE. */
bool jm_rules_are_near(const struct jm_plan *plan, uint32_t a, uint32_t b);

/* Both are at one place, or one's place lies in the other's. */
bool jm_rules_at_one_place(const struct jm_plan *plan, uint32_t a, uint32_t b);

/* Somebody takes part in both: one of them is for everybody, or both are on one
 * track. */
bool jm_rules_share_a_track(const struct jm_plan *plan, uint32_t a, uint32_t b);

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

/* ---- the season: volunteers, themes, forums (season.c) ---- */

bool jm_rules_in_one_country(const struct jm_plan *plan, uint32_t a,
                             uint32_t b);

/* The last day of an event, by its own clocks, is before today. */
bool jm_rules_is_over(const struct jm_plan *plan, uint32_t event);

/* The year in which an event begins, by its own clocks. */
int jm_rules_year(const struct jm_plan *plan, uint32_t event);

/* What the host of a visit, the place of its venue, or a territory around them
 * offers: field visits on its theme (or on any), on others only, none. UNASKED
 * where nobody in the country was asked, or the host is no authority. */
enum jm_offer {
    JM_OFFER_UNASKED,
    JM_OFFER_NONE,
    JM_OFFER_OTHER,
    JM_OFFER_MADE
};
enum jm_offer jm_rules_offer(const struct jm_plan *plan, uint32_t event);

/* The host of a visit receives those who come anyway: a stay, forum or flagship
 * event around it is there, or a stay of its delegation at that time. */
bool jm_rules_is_own_guest(struct jm_check *run, uint32_t event);

/* Two forums or flagship events on one theme overlap, apart from each other;
 * two flagship events only within one country. One that is the other's parent
 * is part of it. */
bool jm_rules_themes_clash(const struct jm_plan *plan, uint32_t a, uint32_t b);

/* What is told once: jm_rules_is_told() asks of each event around another one
 * whether it tells `what` already. */
typedef bool jm_rules_tells(const struct jm_plan *plan, uint32_t outer,
                            const void *what);

/* Some event around this one tells: one that it lies in, or a stay of its own
 * delegation at the same time. Cancelled ones tell nothing. */
bool jm_rules_is_told(struct jm_check *run, uint32_t event,
                      jm_rules_tells *tells, const void *what);

/* Which events tell of marked days: of some kinds, at hosts of some kinds (sets
 * of enum jm_event_kind and jm_collectivity_kind), and not longer than some
 * days: who stays for a month meets holidays anyway. */
struct jm_rules_tellers {
    uint32_t kinds, hosts;
    int64_t most_days;
};
#define JM_RULES_ANY UINT32_MAX
/* Municipalities, regions and the like: who has voters, schools, a council. */
extern const uint32_t jm_rules_authorities;

/* An event tells of marked days of its host, or of where it comes from. */
bool jm_rules_may_tell(const struct jm_plan *plan, uint32_t event,
                       const struct jm_rules_tellers *tellers);

/* Another one around it tells already: it is on these days too, and they count
 * for it as well. */
bool jm_rules_is_dated_told(struct jm_check *run, const struct jm_dated *dated,
                            const struct jm_rules_tellers *tellers);

/* The first and last day of an event by its own clocks. */
struct jm_days jm_rules_days(const struct jm_plan *plan, uint32_t event);

/* A finding for the host of an event on marked days: mark, days, their count,
 * and the event's time on them. */
struct jm_finding jm_rules_dated(const struct jm_plan *plan,
                                 const struct jm_dated *dated);

/* The event is one to tell of marked days of its host, and nothing around it
 * does; the second gives the finding then. */
bool jm_rules_tells_dated(struct jm_check *run, const struct jm_dated *dated,
                          const struct jm_rules_tellers *tellers);
void jm_rules_tell_dated(struct jm_check *run, const struct jm_dated *dated,
                         const struct jm_rules_tellers *tellers);

#endif
