/* What the rules about programmes ask. */
#ifndef JM_RULES_PROGRAMME_H
#define JM_RULES_PROGRAMME_H

#include "rules.h"

/* A finding names at most so many events; its count tells how many there are.
 */
#define JM_RULES_NAMED 24

/* Kinds that are work: one prepares for them and is tired after them. */
#define JM_RULES_WORK                                                          \
    (JM_KIND(JM_FORUM) | JM_KIND(JM_VISIT) | JM_KIND(JM_MEETING) |             \
     JM_KIND(JM_CEREMONY))

/* The value of an event's `rite`. */
#define JM_RITE(rite) (1 + (rite))

/* A member's track and days are those of an event of their delegation. */
bool jm_rules_goes(const struct jm_event *event,
                   const struct jm_member *member);

/* The flights of a delegation, by their start. */
struct jm_rules_flights {
    const struct jm_flight *all;
    uint32_t count;
};
struct jm_rules_flights jm_rules_flights(const struct jm_plan *plan,
                                         uint32_t delegation);

/* The instant at which the clocks show so many minutes after midnight. */
jm_utc jm_rules_clock(const struct jm_zone *zone, jm_day day, int minutes);

/* From the first of some events to the last; there is at least one. */
struct jm_span jm_rules_first_to_last(const struct jm_plan *plan,
                                      const uint32_t *events, uint32_t count);

#endif
