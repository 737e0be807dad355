/* Zone files of the system (TZif, RFC 9636), read into tables of offset
 * changes. */
#ifndef JUMELAGE_CALENDARS_TZIF_H
#define JUMELAGE_CALENDARS_TZIF_H

#include <jumelage/civil.h>

/* A zone's changes, growing; the first one is at INT64_MIN. */
struct jm_shifts {
    struct jm_shift *all;
    size_t count, room;
    bool failed; /* out of memory */
};

#define JM_SHIFTS_INIT                                                         \
    {                                                                          \
        NULL, 0, 0, false                                                      \
    }

void jm_shifts_clear(struct jm_shifts *shifts);

/* From `at` on the offset is another one. Instants come in order; a change to
 * the offset that holds already is dropped, and of two at the same instant the
 * later one counts. */
void jm_shifts_add(struct jm_shifts *shifts, jm_utc at, int32_t offset);

/* Reads the bytes of a zone file of version 2 or later into `out`, which is
 * empty: the changes that wall clocks of 1970 to 2099 see, those after the last
 * one listed made by the rule in the file's footer. False when the bytes are no
 * such file, count leap seconds, or memory ran out. */
bool jm_tzif_read(struct jm_shifts *out, const unsigned char *bytes,
                  size_t length);

/* ---- the footer's rule ---- */

/* A day that comes every year, and the clock of it. */
struct jm_yearly {
    enum {
        JM_YEARLY_WEEKDAY = 0, /* Mm.w.d: the wth or last weekday of a month */
        JM_YEARLY_JULIAN,      /* Jn: 1 to 365, 29 February is not counted */
        JM_YEARLY_DAY          /* n: 0 to 365 */
    } form;
    int month;   /* 1 to 12 */
    int week;    /* 1 to 4, 5 is the last */
    int weekday; /* 0 is Monday */
    int day;
    int32_t seconds; /* after midnight; -167 to 167 hours */
};

/* What the clocks do for ever after: POSIX.1-2017 §8.3 with the hours of
 * RFC 9636 §3.3.2. Offsets are those of struct jm_shift (east is positive). */
struct jm_posix_zone {
    int32_t standard, summer;
    bool has_summer;
    struct jm_yearly begins; /* of summer time, by standard time */
    struct jm_yearly ends;   /* by summer time */
};

/* Reads "CET-1CEST,M3.5.0,M10.5.0/3". False when it is not of that form. */
bool jm_posix_zone_parse(struct jm_posix_zone *zone, const char *text);

/* The day in a year, as a wall time: midnight plus its seconds. */
jm_wall jm_yearly_wall(const struct jm_yearly *yearly, int year);

/* The nth weekday of a month, 5 for the last one. */
jm_day jm_nth_weekday(int year, int month, int week, int weekday);

#endif
