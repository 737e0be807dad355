/* Time zones, from the system's zone data (/usr/share/zoneinfo, kept current by
 * the package tzdata). */
#ifndef JUMELAGE_ZONES_H
#define JUMELAGE_ZONES_H

#include <jumelage/civil.h>
#include <jumelage/error.h>

/* The system's zones; those that were asked for are kept. Not shared between
 * threads. */
struct jm_zones;

/* Reads the list of names. JM_FAILED when the system has no zone data. On JM_OK
 * the caller ends it with jm_zones_free(). */
enum jm_status jm_zones_new(struct jm_zones **out, struct jm_error *err);
void jm_zones_free(struct jm_zones *zones);

/* The zone's table from 1970 to the end of 2099, exact to the second, lent by
 * `zones`. NULL when there is no zone of that name, or its file is broken:
 * names are matched against the system's list before anything is opened
 * ("../../etc/passwd" is a name like any other that is not there). Aliases are
 * kept as given ("Asia/Seoul", "ROK"). */
const struct jm_zone *jm_zones_get(struct jm_zones *zones, const char *name);

/* The same as a jm_zone_lookup; data is the struct jm_zones. */
const struct jm_zone *jm_zones_lookup(void *data, const char *name);

/* The name of the zone nearest to a misspelt one ("Europe/Pari", "Asia/Soul",
 * "paris"); "" when none is near. Lent. */
const char *jm_zones_nearest(struct jm_zones *zones, const char *name);

/* A hash of the tables of all zones that were asked for so far, independent of
 * the order: it changes when the system's zone data changes one of them. */
uint64_t jm_zones_hash(const struct jm_zones *zones);

#endif
