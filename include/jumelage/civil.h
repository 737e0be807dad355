/* Dates and wall clocks, and the way from them to instants.
 *
 * The calendar is the proleptic Gregorian one. What a zone does is handed in as
 * a table (struct jm_zone) that calendars/ fills from the system's zone data
 * (zones.h): the planner itself knows no zone. */
#ifndef JUMELAGE_CIVIL_H
#define JUMELAGE_CIVIL_H

#include <jumelage/span.h>
#include <jumelage/text.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Days since 1970-01-01. */
typedef int32_t jm_day;

/* Seconds since 1970-01-01T00:00:00 on some wall clock: the zone is said
 * elsewhere. */
typedef int64_t jm_wall;

#define JM_DAY_NONE INT32_MIN
#define JM_DAY_SECONDS INT64_C(86400)

struct jm_civil {
    int year;
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
    int hour, minute, second;
};

enum jm_weekday { JM_MONDAY = 0, JM_SATURDAY = 5, JM_SUNDAY = 6 };

/* The date must exist: see jm_civil_exists(). */
jm_day jm_day_from_date(int year, int month, int day);
struct jm_civil jm_day_date(jm_day day);
/* 0 is Monday, 6 is Sunday (ISO 8601). */
int jm_day_weekday(jm_day day);
/* ISO 8601 week number, 1 to 53, and the year that the week belongs to. */
int jm_day_week(jm_day day, int *year);
/* The day that holds the wall time: rounds down, also before 1970. */
jm_day jm_wall_day(jm_wall wall);
struct jm_civil jm_wall_civil(jm_wall wall);
jm_wall jm_civil_wall(struct jm_civil civil);

bool jm_civil_exists(int year, int month, int day);

/* Reads "2026-03-17" (RFC 3339 full-date), nothing before or after it.
 * JM_CIVIL_FORM: not of that form. JM_CIVIL_UNREAL: of that form, but there is
 * no such day (2026-02-30) or it lies outside 1970 to 2099. */
enum jm_civil_read { JM_CIVIL_OK = 0, JM_CIVIL_FORM, JM_CIVIL_UNREAL };
enum jm_civil_read jm_day_parse(const char *text, jm_day *day);
/* Reads "2026-03-17T09:30", seconds optional, a space allowed for the T. */
enum jm_civil_read jm_wall_parse(const char *text, jm_wall *wall);
/* Reads "09:30" or "9:30", to seconds after midnight; "24:00" is 86400. */
enum jm_civil_read jm_clock_parse(const char *text, int32_t *seconds);

/* Writes the forms above. Seconds are written only where they are not 0. */
void jm_text_add_day(struct jm_text *text, jm_day day);
void jm_text_add_wall(struct jm_text *text, jm_wall wall);
void jm_text_add_clock(struct jm_text *text, int32_t seconds);
/* "2026-03-17T08:30:00Z" (RFC 3339). */
void jm_text_add_utc(struct jm_text *text, jm_utc utc);

/* A zone's offset changes, oldest first. shifts[0].at is INT64_MIN. */
struct jm_shift {
    jm_utc at;      /* from this instant on ... */
    int32_t offset; /* ... wall = utc + offset, in seconds */
};
struct jm_zone {
    const char *name; /* IANA name, "Europe/Paris" */
    const struct jm_shift *shifts;
    size_t count; /* at least 1 */
    /* The last shift not after each 2^24 seconds from 1970 on, to look from
     * there: JM_ZONE_HINTS numbers, or NULL. */
    const uint16_t *hints;
};
#define JM_ZONE_HINTS 256
#define JM_ZONE_HINT_BITS 24

/* Coordinated Universal Time as a zone. */
extern const struct jm_zone jm_zone_utc;

int32_t jm_zone_offset(const struct jm_zone *zone, jm_utc utc);
jm_wall jm_zone_wall(const struct jm_zone *zone, jm_utc utc);
jm_day jm_zone_day(const struct jm_zone *zone, jm_utc utc);

/* A run of days, both included. */
struct jm_days {
    jm_day first, last;
};
/* The days that a span touches; a span of no length touches one. */
struct jm_days jm_zone_days(const struct jm_zone *zone, struct jm_span span);

/* The instant at which the clocks of the zone show `wall`.
 * JM_WALL_ONCE: the only one. JM_WALL_TWICE: the clocks go back over it, *utc
 * is the first of the two. JM_WALL_NEVER: the clocks skip it; *utc is the
 * instant of the change (RFC 5545 §3.3.5 reads such a time with the offset
 * before the gap; a plan refuses it and a person decides). */
enum jm_wall_kind { JM_WALL_ONCE = 0, JM_WALL_TWICE, JM_WALL_NEVER };
enum jm_wall_kind jm_zone_utc_of(const struct jm_zone *zone, jm_wall wall,
                                 jm_utc *utc);

/* The first instant of a day: midnight, or the end of the gap where the clocks
 * skip midnight. */
jm_utc jm_zone_day_start(const struct jm_zone *zone, jm_day day);

#endif
