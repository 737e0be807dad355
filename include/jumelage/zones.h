/* Time zones, from the system's zone data. One thread at a time: libical keeps
 * state of its own. */
#ifndef JUMELAGE_ZONES_H
#define JUMELAGE_ZONES_H

#include <jumelage/civil.h>
#include <jumelage/error.h>

/* All zones that were asked for, kept until cleared. */
struct jm_zones;

enum jm_status jm_zones_new(struct jm_zones **out, struct jm_error *err);
void jm_zones_free(struct jm_zones *zones);

/* The zone's table from 1970 to the end of 2099, lent by `zones`. NULL when
 * there is no zone of that name: names are matched against the system's list
 * before anything is opened ("../../etc/passwd" is a name like any other that
 * is not there). Aliases are kept as given ("Asia/Seoul", "ROK"). */
const struct jm_zone *jm_zones_get(struct jm_zones *zones, const char *name);

/* The same as a jm_zone_lookup; data is the struct jm_zones. */
const struct jm_zone *jm_zones_lookup(void *data, const char *name);

/* The name of the zone nearest to a misspelt one; "" when none is near. Lent.
 */
const char *jm_zones_nearest(struct jm_zones *zones, const char *name);

/* A hash of the tables of all zones that were asked for so far, independent of
 * the order: it changes when the system's zone data changes one of them. */
uint64_t jm_zones_hash(const struct jm_zones *zones);

#endif
