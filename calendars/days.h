/* The days of jumelage/days.h being given: what the files of one country and
 * the other share. */
#ifndef JUMELAGE_CALENDARS_DAYS_H
#define JUMELAGE_CALENDARS_DAYS_H

#include <jumelage/days.h>

struct jm_days_giving {
    jm_known_days_each *each;
    void *data;
    struct jm_error *err;
};

enum jm_status jm_days_give(const struct jm_days_giving *giving,
                            const struct jm_known_days *days);

enum jm_status jm_days_france(const struct jm_days_giving *giving, int year);
enum jm_status jm_days_korea(const struct jm_days_giving *giving, int year);
/* Of both countries, all years. */
enum jm_status jm_days_school(const struct jm_days_giving *giving);
enum jm_status jm_days_votes(const struct jm_days_giving *giving);

/* Gives the working day, if there is one, that a holiday cuts off from the
 * weekend: the Friday after a Thursday, the Monday before a Tuesday.
 * is_holiday tells what is off anyway. */
enum jm_status jm_days_bridge(const struct jm_days_giving *giving,
                              const char *country, jm_day holiday,
                              bool (*is_holiday)(const void *year, jm_day day),
                              const void *year, bool estimated);

#endif
