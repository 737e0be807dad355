/* The days of two countries on which planning is harder, from 2022 to 2032:
 * public holidays, school holidays, bridge days, votes and the restraint before
 * them. Each says its source; what is computed and not announced yet is
 * estimated.
 *
 * France: code du travail L. 3133-1 and L. 3134-13 (departments 57, 67, 68),
 * school calendars as published. Korea: the Act on Public Holidays and its
 * decree, lunar days by RSCALE=DANGI (RFC 7529), temporary holidays and votes
 * as announced. */
#ifndef JUMELAGE_DAYS_H
#define JUMELAGE_DAYS_H

#include <jumelage/choices.h>
#include <jumelage/civil.h>
#include <jumelage/error.h>
#include <jumelage/lang.h>

#define JM_DAYS_FIRST_YEAR 2022
#define JM_DAYS_LAST_YEAR 2032

/* One day or run of days; what it is made of is lent while it is given. */
struct jm_known_days {
    enum jm_day_kind kind;
    jm_day first, last;     /* both included */
    const char *country;    /* ISO 3166-1 alpha-2 */
    const char *department; /* "67", or NULL */
    int school_zone;        /* enum jm_school_zone, -1: none */
    const char *code;       /* "chuseok": with the rest, which one it is */
    const char *name[JM_LANGS];
    const char *source;
    bool estimated;
};

typedef enum jm_status jm_known_days_each(void *data,
                                          const struct jm_known_days *days,
                                          struct jm_error *err);

/* Calls each() for all of them, country by country and year by year; anything
 * but JM_OK ends it with that status. No process that asks for these days may
 * have asked ICU for a Chinese date before: its cache is shared and Korean days
 * come out wrong (unicode-org/icu, ICU-2932); nothing in this library does. */
enum jm_status jm_days_known(jm_known_days_each *each, void *data,
                             struct jm_error *err);

/* The day of Korea's lunar calendar (no leap month) in a Gregorian year, 1900
 * to 2099; JM_DAY_NONE when there is none. */
jm_day jm_lunar_day(int year, int month, int day);

#endif
