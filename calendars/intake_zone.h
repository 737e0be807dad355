/* The zones of a calendar taken in: what its TZIDs mean. */
#ifndef JUMELAGE_CALENDARS_INTAKE_ZONE_H
#define JUMELAGE_CALENDARS_INTAKE_ZONE_H

#include "intake_repeat.h"
#include "tzif.h"
#include <jumelage/arena.h>
#include <jumelage/intake.h>

/* What a TZID means. Times point to it while they are read; `zone` is there
 * once the calendar has been read, as a VTIMEZONE may come last. */
struct jm_zone_ref {
    struct jm_zone_ref *next;
    const char *tzid; /* clean text */
    unsigned long line;
    const struct jm_zone *zone;
    bool is_named;    /* zone->name is IANA's: else it is of our making */
    bool is_floating; /* of times without a zone */
};

/* A STANDARD or DAYLIGHT part of a VTIMEZONE. */
struct jm_observance {
    struct jm_observance *next;
    bool has_start, has_to, has_from;
    jm_wall start;
    int32_t from, to;
    const char *rule; /* RRULE, judged already, or NULL */
    struct jm_onset {
        struct jm_onset *next;
        jm_wall wall;
    } * dates; /* RDATE */
};

struct jm_own_zone {
    struct jm_own_zone *next;
    const char *tzid, *location; /* X-LIC-LOCATION, or NULL */
    struct jm_observance *parts;
    bool is_bad; /* some rule of it is not read: as if it were not there */
};

/* Those of one VCALENDAR. */
struct jm_calendar_zones {
    const struct jm_intake *intake;
    struct jm_arena *arena;
    int64_t *budget;
    struct jm_zone_ref *refs;
    size_t count;
    struct jm_own_zone *own;
    struct jm_zone_ref *floating, *utc;
    const char *standard; /* X-WR-TIMEZONE, or NULL */
    unsigned long standard_line;
};

/* Where remarks go. */
typedef void jm_zone_told(void *data, enum jm_message message,
                          unsigned long line, const char *name, const char *as);

/* For the next VCALENDAR. JM_FAILED: out of memory. */
enum jm_status jm_calendar_zones_begin(struct jm_calendar_zones *zones,
                                       struct jm_error *err);

/* What a TZID will mean; NULL when memory runs out. A calendar of hundreds of
 * them is not of this world: the further ones are not told from `floating`. */
struct jm_zone_ref *jm_zone_ref(struct jm_calendar_zones *zones,
                                const char *tzid, unsigned long line);

/* Says what each means, once the calendar is read: in this order
 * - an IANA name, also behind a prefix ("/mozilla.org/20050126_1/");
 * - a name of Windows' ("Romance Standard Time"), by ICU's table;
 * - the X-LIC-LOCATION of its VTIMEZONE;
 * - that VTIMEZONE's rules: the likely zone that does the same in the window
 *   asked for, else a zone without a name;
 * - the offset in a name of Outlook's ("(UTC+01:00) Bruxelles, Paris");
 * - the zone of floating times. The last two are told. */
enum jm_status jm_calendar_zones_settle(struct jm_calendar_zones *zones,
                                        jm_zone_told *told, void *data,
                                        struct jm_error *err);

/* The instant of a wall time: of one that comes twice the first, of one that
 * is skipped what the offset before the gap makes of it (RFC 5545 §3.3.5). */
jm_utc jm_zone_ref_utc(const struct jm_zone_ref *ref, jm_wall wall);

/* The zone that a VTIMEZONE's rules make, from 1969 on, in the arena; NULL
 * when it has none that can be used. *failed: out of memory. */
const struct jm_zone *jm_own_zone_table(const struct jm_own_zone *own,
                                        const struct jm_calendar_zones *zones,
                                        bool *failed);

#endif
