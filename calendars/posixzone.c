/* The rule that a zone file ends with: a POSIX TZ string. */
#include "tzif.h"

#define LONGEST_HOURS 167

static bool read_char(const char **cursor, char wanted)
{
    if (**cursor != wanted)
        return false;
    ++*cursor;
    return true;
}

static bool read_number(const char **cursor, int most, int *number)
{
    const char *start = *cursor;
    for (*number = 0; **cursor >= '0' && **cursor <= '9'; ++*cursor) {
        *number = *number * 10 + (**cursor - '0');
        if (*number > most)
            return false;
    }
    return *cursor > start;
}

/* "CET" or "<+0330>": the planner has no use for the name. */
static bool skip_name(const char **cursor)
{
    const char *start = *cursor;
    if (read_char(cursor, '<')) {
        while (**cursor && **cursor != '>')
            ++*cursor;
        return read_char(cursor, '>');
    }
    while ((**cursor >= 'A' && **cursor <= 'Z') ||
           (**cursor >= 'a' && **cursor <= 'z'))
        ++*cursor;
    return *cursor - start >= 3;
}

/* "-3:30", "167", "+2:00:00": hours, minutes, seconds. */
static bool read_clock(const char **cursor, int32_t *seconds)
{
    bool negative = read_char(cursor, '-');
    if (!negative)
        read_char(cursor, '+');
    int hours = 0, minutes = 0, rest = 0;
    if (!read_number(cursor, LONGEST_HOURS, &hours))
        return false;
    if (read_char(cursor, ':') && !read_number(cursor, 59, &minutes))
        return false;
    if (read_char(cursor, ':') && !read_number(cursor, 59, &rest))
        return false;
    *seconds = hours * 3600 + minutes * 60 + rest;
    if (negative)
        *seconds = -*seconds;
    return true;
}

static bool read_weekday_form(const char **cursor, struct jm_yearly *yearly)
{
    int from_sunday = 0;
    yearly->form = JM_YEARLY_WEEKDAY;
    if (!read_number(cursor, 12, &yearly->month) || !read_char(cursor, '.') ||
        !read_number(cursor, 5, &yearly->week) || !read_char(cursor, '.') ||
        !read_number(cursor, 6, &from_sunday))
        return false;
    yearly->weekday = (from_sunday + 6) % 7;
    return yearly->month >= 1 && yearly->week >= 1;
}

/* ",M3.5.0/2": the clock is 02:00 where none is said. */
static bool read_yearly(const char **cursor, struct jm_yearly *yearly)
{
    *yearly = (struct jm_yearly){.seconds = 2 * 3600};
    if (!read_char(cursor, ','))
        return false;
    if (read_char(cursor, 'M')) {
        if (!read_weekday_form(cursor, yearly))
            return false;
    } else {
        bool julian = read_char(cursor, 'J');
        yearly->form = julian ? JM_YEARLY_JULIAN : JM_YEARLY_DAY;
        if (!read_number(cursor, 365, &yearly->day) ||
            (julian && yearly->day == 0))
            return false;
    }
    return !read_char(cursor, '/') || read_clock(cursor, &yearly->seconds);
}

bool jm_posix_zone_parse(struct jm_posix_zone *zone, const char *text)
{
    *zone = (struct jm_posix_zone){0};
    if (!skip_name(&text) || !read_clock(&text, &zone->standard))
        return false;
    zone->standard = -zone->standard; /* POSIX counts west of Greenwich */
    if (!*text)
        return true;
    zone->has_summer = true;
    zone->summer = zone->standard + 3600;
    if (!skip_name(&text))
        return false;
    if (*text != ',') {
        if (!read_clock(&text, &zone->summer))
            return false;
        zone->summer = -zone->summer;
    }
    return read_yearly(&text, &zone->begins) &&
           read_yearly(&text, &zone->ends) && !*text;
}

jm_day jm_nth_weekday(int year, int month, int week, int weekday)
{
    jm_day first = jm_day_from_date(year, month, 1);
    jm_day day = first + (weekday - jm_day_weekday(first) + 7) % 7;
    jm_day next = month == 12 ? jm_day_from_date(year + 1, 1, 1)
                              : jm_day_from_date(year, month + 1, 1);
    day += 7 * (week - 1);
    return day < next ? day : day - 7;
}

static jm_day day_in(const struct jm_yearly *yearly, int year)
{
    jm_day january = jm_day_from_date(year, 1, 1);
    switch (yearly->form) {
    case JM_YEARLY_WEEKDAY:
        return jm_nth_weekday(year, yearly->month, yearly->week,
                              yearly->weekday);
    case JM_YEARLY_JULIAN: {
        bool leap = jm_day_from_date(year, 3, 1) - january == 60;
        return january + yearly->day - 1 + (leap && yearly->day >= 60);
    }
    case JM_YEARLY_DAY:
        break;
    }
    return january + yearly->day;
}

jm_wall jm_yearly_wall(const struct jm_yearly *yearly, int year)
{
    return (jm_wall)day_in(yearly, year) * JM_DAY_SECONDS + yearly->seconds;
}
