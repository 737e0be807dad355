/* Where the system keeps its zone data. */
#ifndef JUMELAGE_CALENDARS_ZONEINFO_H
#define JUMELAGE_CALENDARS_ZONEINFO_H

#include <jumelage/zones.h>

/* jm_zones_new() with the folder said, for tests. */
enum jm_status jm_zones_open(struct jm_zones **out, const char *folder,
                             struct jm_error *err);

#endif
