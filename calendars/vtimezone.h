/* VTIMEZONE (RFC 5545 §3.6.5): what a zone's clocks do year after year, found
 * in its table and written as a fixed text. */
#ifndef JUMELAGE_CALENDARS_VTIMEZONE_H
#define JUMELAGE_CALENDARS_VTIMEZONE_H

#include "ics.h"
#include "tzif.h"

/* The rule that the zone's clocks follow in a year and in the three years
 * before it (as many as a feed's window touches): no change, or summer time
 * from one nth or last weekday of a month to another. False when they do
 * something else (Africa/Casablanca, a new law, or a day that is neither nth
 * nor last). */
bool jm_zone_rule_derive(struct jm_posix_zone *rule, const struct jm_zone *zone,
                         int year);

/* True when a reader who knows the rule, and not the zone, finds the instant
 * from what the zone's clocks show: the offset is the same, and the clocks show
 * that time only once. */
bool jm_zone_rule_tells(const struct jm_posix_zone *rule,
                        const struct jm_zone *zone, jm_utc utc);

/* The component, from 1970 on. */
void jm_vtimezone_write(struct jm_ics *ics, const char *name,
                        const struct jm_posix_zone *rule);

#endif
