/* A rule read and judged. */
#include "intake_repeat.h"
#include <string.h>

/* Starts a day that hours, minutes and seconds may make: one each 5 minutes. */
#define MOST_TIMES 288

/* ---- parts ---- */

typedef bool read_part(struct jm_repeat *rule, struct jm_piece value);

static bool read_frequency(struct jm_repeat *rule, struct jm_piece value)
{
    static const char *const names[] = {[JM_YEARLY_RULE] = "YEARLY",
                                        [JM_MONTHLY_RULE] = "MONTHLY",
                                        [JM_WEEKLY_RULE] = "WEEKLY",
                                        [JM_DAILY_RULE] = "DAILY",
                                        [JM_HOURLY_RULE] = "HOURLY"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!jm_piece_is(value, names[i]))
            continue;
        rule->frequency = (enum jm_frequency)i;
        return true;
    }
    return false;
}

static bool read_interval(struct jm_repeat *rule, struct jm_piece value)
{
    long number = 0;
    bool good = jm_piece_number(value, 100000, &number) && number > 0;
    rule->interval = (int)number;
    return good;
}

static bool read_count(struct jm_repeat *rule, struct jm_piece value)
{
    long number = 0;
    bool good = jm_piece_number(value, JM_MOST_COUNT, &number) && number > 0;
    rule->count = (int)number;
    return good;
}

static bool read_until(struct jm_repeat *rule, struct jm_piece value)
{
    rule->has_until = true;
    return jm_value_time(value, &rule->until_form, &rule->until);
}

static bool read_weekday(struct jm_piece value, int *weekday)
{
    static const char *const names[] = {"MO", "TU", "WE", "TH",
                                        "FR", "SA", "SU"};
    for (*weekday = 0; *weekday < 7; ++*weekday)
        if (jm_piece_is(value, names[*weekday]))
            return true;
    return false;
}

static bool read_week_start(struct jm_repeat *rule, struct jm_piece value)
{
    return read_weekday(value, &rule->week_start);
}

static bool read_scale(struct jm_repeat *rule, struct jm_piece value)
{
    rule->dangi = jm_piece_is(value, "DANGI");
    return rule->dangi || jm_piece_is(value, "GREGORIAN");
}

static bool read_skip(struct jm_repeat *rule, struct jm_piece value)
{
    (void)rule;
    return jm_piece_is(value, "OMIT");
}

/* "1,15,-1" into the bits of two sets. A set that counts from 0 has no
 * negative numbers. */
static bool read_set(struct jm_piece value, long least, long most,
                     uint64_t *set, uint64_t *last)
{
    struct jm_piece one;
    while (jm_piece_split(&value, ',', &one)) {
        long number = 0;
        if (!jm_piece_number(one, most, &number))
            return false;
        uint64_t *bits = number < 0 ? last : set;
        long bit = number < 0 ? -number : number;
        if (!bits || bit < least)
            return false;
        bits[bit / 64] |= UINT64_C(1) << bit % 64;
    }
    return true;
}

static bool read_months(struct jm_repeat *rule, struct jm_piece value)
{
    return read_set(value, 1, 12, &rule->months, NULL);
}

static bool read_month_days(struct jm_repeat *rule, struct jm_piece value)
{
    return read_set(value, 1, 31, &rule->month_days, &rule->last_month_days);
}

static bool read_hours(struct jm_repeat *rule, struct jm_piece value)
{
    return read_set(value, 0, 23, &rule->hours, NULL);
}

static bool read_minutes(struct jm_repeat *rule, struct jm_piece value)
{
    return read_set(value, 0, 59, &rule->minutes, NULL);
}

static bool read_seconds(struct jm_repeat *rule, struct jm_piece value)
{
    return read_set(value, 0, 59, &rule->seconds, NULL);
}

static bool read_weeks(struct jm_repeat *rule, struct jm_piece value)
{
    return read_set(value, 1, 53, &rule->weeks, &rule->last_weeks);
}

static bool read_year_days(struct jm_repeat *rule, struct jm_piece value)
{
    rule->has_year_days = true;
    return read_set(value, 1, 366, rule->year_days, rule->last_year_days);
}

static bool read_places(struct jm_repeat *rule, struct jm_piece value)
{
    rule->has_places = true;
    return read_set(value, 1, 366, rule->places, rule->last_places);
}

/* "MO" or "2TU" or "-1FR". */
static bool read_one_day(struct jm_repeat *rule, struct jm_piece one)
{
    int weekday = 0;
    long number = 0;
    if (one.count < 2)
        return false;
    struct jm_piece name = {one.at + one.count - 2, 2};
    struct jm_piece digits = {one.at, one.count - 2};
    if (!read_weekday(name, &weekday))
        return false;
    if (!digits.count) {
        rule->weekdays |= (uint8_t)(1u << weekday);
        return true;
    }
    if (!jm_piece_number(digits, 53, &number) || !number)
        return false;
    rule->has_nth = true;
    if (number > 0)
        rule->nth[weekday] |= UINT64_C(1) << number;
    else
        rule->last_nth[weekday] |= UINT64_C(1) << -number;
    return true;
}

static bool read_days(struct jm_repeat *rule, struct jm_piece value)
{
    struct jm_piece one;
    while (jm_piece_split(&value, ',', &one))
        if (!read_one_day(rule, one))
            return false;
    return true;
}

static const struct {
    const char *name;
    read_part *read;
} parts[] = {
    {"FREQ", read_frequency},
    {"INTERVAL", read_interval},
    {"COUNT", read_count},
    {"UNTIL", read_until},
    {"WKST", read_week_start},
    {"RSCALE", read_scale},
    {"SKIP", read_skip},
    {"BYMONTH", read_months},
    {"BYMONTHDAY", read_month_days},
    {"BYDAY", read_days},
    {"BYHOUR", read_hours},
    {"BYMINUTE", read_minutes},
    {"BYSECOND", read_seconds},
    {"BYWEEKNO", read_weeks},
    {"BYYEARDAY", read_year_days},
    {"BYSETPOS", read_places},
};
#define PARTS (sizeof parts / sizeof *parts)

/* ---- judging ---- */

static int bits_of(uint64_t set)
{
    int count = 0;
    for (; set; set &= set - 1)
        count++;
    return count;
}

static int at_least_one(int count)
{
    return count ? count : 1;
}

/* Of the lunar calendar only what feasts and birthdays need: every year, one
 * month, one day. Whatever is rarer keeps libical looking for a minute. */
static bool is_plain_dangi(const struct jm_repeat *rule)
{
    bool rest = rule->hours || rule->minutes || rule->seconds || rule->weeks ||
                rule->last_weeks || rule->has_year_days || rule->has_places ||
                rule->weekdays || rule->has_nth || rule->last_month_days;
    return rule->frequency == JM_YEARLY_RULE && rule->interval == 1 &&
           !rule->count && !rest && bits_of(rule->months) == 1 &&
           bits_of(rule->month_days) == 1 &&
           !(rule->month_days & UINT64_C(1) << 31);
}

/* Which part of a well-formed rule is not expanded: its name, or NULL. */
static const char *refused_part(const struct jm_repeat *rule)
{
    if (rule->dangi && !is_plain_dangi(rule))
        return "RSCALE";
    if (rule->frequency == JM_HOURLY_RULE) {
        if (rule->months)
            return "BYMONTH";
        if (rule->month_days || rule->last_month_days)
            return "BYMONTHDAY";
        if (rule->has_year_days)
            return "BYYEARDAY";
        if (rule->weeks || rule->last_weeks)
            return "BYWEEKNO";
    }
    int times = at_least_one(bits_of(rule->hours)) *
                at_least_one(bits_of(rule->minutes)) *
                at_least_one(bits_of(rule->seconds));
    return times <= MOST_TIMES          ? NULL
           : bits_of(rule->seconds) > 1 ? "BYSECOND"
                                        : "BYMINUTE";
}

/* The part of that name as it stands in the rule; all of it if need be. */
static struct jm_piece find_part(struct jm_piece value, const char *name)
{
    struct jm_piece rest = value, part;
    while (jm_piece_split(&rest, ';', &part)) {
        struct jm_piece after = part, key;
        if (jm_piece_split(&after, '=', &key) && jm_piece_is(key, name))
            return part;
    }
    return value;
}

/* X- parts and unknown ones are refused too: they may change what is meant. */
static bool read_one(struct jm_repeat *rule, struct jm_piece part,
                     unsigned *seen)
{
    struct jm_piece name;
    if (!jm_piece_split(&part, '=', &name) || !part.at || !part.count)
        return false;
    for (size_t i = 0; i < PARTS; i++) {
        if (!jm_piece_is(name, parts[i].name))
            continue;
        bool is_again = (*seen & 1u << i) != 0;
        *seen |= 1u << i;
        return !is_again && parts[i].read(rule, part);
    }
    return false;
}

bool jm_repeat_read(struct jm_repeat *rule, struct jm_piece value,
                    struct jm_piece *bad)
{
    memset(rule, 0, sizeof *rule);
    rule->interval = 1;
    unsigned seen = 0;
    struct jm_piece rest = value, part;
    *bad = value;
    while (jm_piece_split(&rest, ';', &part)) {
        if (!part.count)
            continue;
        *bad = part;
        if (!read_one(rule, part, &seen))
            return false;
    }
    *bad = value;
    if (!(seen & 1u)) /* FREQ */
        return false;
    const char *refused = refused_part(rule);
    if (refused)
        *bad = find_part(value, refused);
    return !refused;
}
