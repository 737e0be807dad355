/* A rule expanded, period by period: the days of a period that fit it, times
 * the hours that it says (RFC 5545 §3.3.10, the table of BYxxx parts). Every
 * step moves on by a day at least, so that no rule can hold the walk up. */
#include "intake_repeat.h"
#include <string.h>

#define MOST_DAYS 366
#define MOST_TIMES 288

/* A period of the rule, and its place among them. */
struct period {
    jm_day first;
    int days;
    int hour; /* of HOURLY, else -1 */
};

struct walk {
    const struct jm_repeat_walk *how;
    const struct jm_repeat *rule;
    jm_day start_day;
    struct jm_civil start;
    int32_t times[MOST_TIMES]; /* seconds after midnight, in order */
    size_t n_times;
    jm_day days[MOST_DAYS]; /* that fit, of the period looked at */
    size_t n_days;
    int counted; /* starts made so far */
    bool over;
};

/* A day as the parts see it. */
struct seen_day {
    jm_day day;
    int month, of_month, month_days;
    int of_year, year_days; /* of_year from 1 */
    int weekday;
};

static bool holds(const uint64_t *set, int bit)
{
    return bit > 0 && set[bit / 64] >> bit % 64 & 1;
}

static struct seen_day see(jm_day day)
{
    struct jm_civil date = jm_day_date(day);
    jm_day january = jm_day_from_date(date.year, 1, 1);
    jm_day first = day - (date.day - 1);
    jm_day next = date.month == 12
                      ? jm_day_from_date(date.year + 1, 1, 1)
                      : jm_day_from_date(date.year, date.month + 1, 1);
    struct seen_day seen = {.day = day, .month = date.month};
    seen.of_month = date.day;
    seen.month_days = (int)(next - first);
    seen.of_year = (int)(day - january) + 1;
    seen.year_days = (int)(jm_day_from_date(date.year + 1, 1, 1) - january);
    seen.weekday = jm_day_weekday(day);
    return seen;
}

/* The first day of week 1 of a year: that with four days or more in it. */
static jm_day first_week(int year, int week_start)
{
    jm_day fourth = jm_day_from_date(year, 1, 4);
    return fourth - (jm_day_weekday(fourth) - week_start + 7) % 7;
}

static bool fits_week(const struct jm_repeat *rule, jm_day day)
{
    int year = jm_day_date(day).year;
    jm_day first = first_week(year, rule->week_start);
    jm_day next = first_week(year + 1, rule->week_start);
    if (day < first) {
        next = first;
        first = first_week(year - 1, rule->week_start);
    } else if (day >= next) {
        first = next;
        next = first_week(year + 2, rule->week_start);
    }
    int week = (int)(day - first) / 7 + 1, weeks = (int)(next - first) / 7;
    return holds(&rule->weeks, week) ||
           holds(&rule->last_weeks, weeks - week + 1);
}

/* BYDAY's numbers count in the month, or in the year of a yearly rule without
 * BYMONTH; they mean nothing in other rules, or beside BYWEEKNO. */
static bool fits_weekday(const struct jm_repeat *rule,
                         const struct seen_day *day)
{
    int w = day->weekday, at = day->of_month, all = day->month_days;
    if (rule->weekdays >> w & 1)
        return true;
    bool is_any =
        rule->frequency > JM_MONTHLY_RULE || rule->weeks || rule->last_weeks;
    if (is_any)
        return rule->nth[w] || rule->last_nth[w];
    if (rule->frequency == JM_YEARLY_RULE && !rule->months) {
        at = day->of_year;
        all = day->year_days;
    }
    return holds(&rule->nth[w], (at - 1) / 7 + 1) ||
           holds(&rule->last_nth[w], (all - at) / 7 + 1);
}

/* The day after it: seen anew only where a month begins. */
static void see_next(struct seen_day *seen)
{
    if (seen->of_month == seen->month_days) {
        *seen = see(seen->day + 1);
        return;
    }
    seen->day++;
    seen->of_month++;
    seen->of_year++;
    seen->weekday = seen->weekday == 6 ? 0 : seen->weekday + 1;
}

/* BYMONTH is looked at before. */
static bool fits(const struct jm_repeat *rule, const struct seen_day *seen)
{
    if ((rule->month_days || rule->last_month_days) &&
        !(rule->month_days >> seen->of_month & 1) &&
        !(rule->last_month_days >> (seen->month_days - seen->of_month + 1) & 1))
        return false;
    if (rule->has_year_days && !holds(rule->year_days, seen->of_year) &&
        !holds(rule->last_year_days, seen->year_days - seen->of_year + 1))
        return false;
    if ((rule->weeks || rule->last_weeks) && !fits_week(rule, seen->day))
        return false;
    return !(rule->weekdays || rule->has_nth) || fits_weekday(rule, seen);
}

/* ---- what DTSTART says where the rule does not ---- */

static void complete_days(struct jm_repeat *rule, const struct walk *walk)
{
    bool days = rule->month_days || rule->last_month_days ||
                rule->has_year_days || rule->weekdays || rule->has_nth;
    bool weeks = rule->weeks || rule->last_weeks;
    if (days)
        return;
    switch (rule->frequency) {
    case JM_YEARLY_RULE:
        if (!weeks && !rule->months)
            rule->months = UINT64_C(1) << walk->start.month;
        if (!weeks) {
            rule->month_days = UINT64_C(1) << walk->start.day;
            break;
        }
        rule->weekdays = (uint8_t)(1u << jm_day_weekday(walk->start_day));
        break;
    case JM_MONTHLY_RULE:
        rule->month_days = UINT64_C(1) << walk->start.day;
        break;
    case JM_WEEKLY_RULE:
        rule->weekdays = (uint8_t)(1u << jm_day_weekday(walk->start_day));
        break;
    case JM_DAILY_RULE:
    case JM_HOURLY_RULE:
        break;
    }
}

static void complete_times(struct walk *walk, const struct jm_repeat *rule)
{
    uint64_t hours = rule->hours, minutes = rule->minutes,
             seconds = rule->seconds;
    bool is_hourly = rule->frequency == JM_HOURLY_RULE;
    if (walk->how->is_day) {
        walk->times[0] = 0;
        walk->n_times = 1;
        return;
    }
    if (!hours || is_hourly)
        hours = UINT64_C(1) << (is_hourly ? 0 : walk->start.hour);
    if (!minutes)
        minutes = UINT64_C(1) << walk->start.minute;
    if (!seconds)
        seconds = UINT64_C(1) << walk->start.second;
    for (int32_t i = 0; i < 24 * 60; i++) {
        if (!(hours >> i / 60 & 1) || !(minutes >> i % 60 & 1))
            continue;
        for (int32_t s = 0; s < 60 && walk->n_times < MOST_TIMES; s++)
            if (seconds >> s & 1)
                walk->times[walk->n_times++] = i * 60 + s;
    }
}

/* ---- periods ---- */

/* Months since the year 0. */
static int month_number(const struct jm_civil *date)
{
    return date->year * 12 + date->month - 1;
}

static jm_day month_start(int64_t number)
{
    return jm_day_from_date((int)(number / 12), (int)(number % 12) + 1, 1);
}

/* The period of that number, counted in intervals from DTSTART's. */
static struct period period_of(const struct walk *walk, int64_t number)
{
    const struct jm_repeat *rule = walk->rule;
    int64_t step = number * rule->interval;
    struct period period = {.days = 1, .hour = -1};
    jm_day next = 0;
    switch (rule->frequency) {
    case JM_YEARLY_RULE:
        period.first = month_start((walk->start.year + step) * 12);
        next = month_start((walk->start.year + step + 1) * 12);
        period.days = (int)(next - period.first);
        break;
    case JM_MONTHLY_RULE:
        period.first = month_start(month_number(&walk->start) + step);
        next = month_start(month_number(&walk->start) + step + 1);
        period.days = (int)(next - period.first);
        break;
    case JM_WEEKLY_RULE:
        period.first =
            walk->start_day + (jm_day)(7 * step) -
            (jm_day_weekday(walk->start_day) - rule->week_start + 7) % 7;
        period.days = 7;
        break;
    case JM_DAILY_RULE:
        period.first = walk->start_day + (jm_day)step;
        break;
    case JM_HOURLY_RULE:
        step += walk->start.hour;
        period.first = walk->start_day + (jm_day)(step / 24);
        period.hour = (int)(step % 24);
        break;
    }
    return period;
}

/* A period that starts at least one interval before `from`, to begin with. */
static int64_t first_period(const struct walk *walk)
{
    static const int lengths[] = {[JM_YEARLY_RULE] = 366 * 24,
                                  [JM_MONTHLY_RULE] = 31 * 24,
                                  [JM_WEEKLY_RULE] = 7 * 24,
                                  [JM_DAILY_RULE] = 24,
                                  [JM_HOURLY_RULE] = 1};
    int64_t hours = (walk->how->from - walk->how->start) / 3600;
    int64_t each =
        (int64_t)lengths[walk->rule->frequency] * walk->rule->interval;
    int64_t number = hours / each - 2;
    return walk->rule->count || number < 0 ? 0 : number;
}

/* ---- starts ---- */

static jm_wall start_at(const struct walk *walk, const struct period *period,
                        size_t place)
{
    jm_wall wall = (jm_wall)walk->days[place / walk->n_times] * JM_DAY_SECONDS +
                   walk->times[place % walk->n_times];
    return period->hour < 0 ? wall : wall + period->hour * 3600;
}

/* BYSETPOS counts among all that the period makes, also before DTSTART. */
static bool is_placed(const struct walk *walk, size_t place)
{
    size_t all = walk->n_days * walk->n_times, after = all - place;
    if (!walk->rule->has_places)
        return true;
    return (place < MOST_DAYS && holds(walk->rule->places, (int)place + 1)) ||
           (after <= MOST_DAYS && holds(walk->rule->last_places, (int)after));
}

static void give(struct walk *walk, jm_wall start, jm_repeat_each *each,
                 void *data)
{
    const struct jm_repeat_walk *how = walk->how;
    if (start < how->start)
        return;
    if (start > how->until) {
        walk->over = true;
        return;
    }
    if (!walk->counted && start > how->start)
        walk->counted++; /* DTSTART is the first one all the same */
    if (walk->rule->count && walk->counted >= walk->rule->count) {
        walk->over = true;
        return;
    }
    walk->counted++;
    if (start >= how->from && !each(data, start))
        walk->over = true;
}

/* Months that the rule does not name are jumped over. */
static void find_days(struct walk *walk, const struct period *period)
{
    const struct jm_repeat *rule = walk->rule;
    jm_day end = period->first + period->days;
    walk->n_days = 0;
    if (period->hour >= 0 && rule->hours && !(rule->hours >> period->hour & 1))
        return;
    for (struct seen_day seen = see(period->first); seen.day < end;) {
        --*walk->how->budget;
        if (rule->months && !(rule->months >> seen.month & 1)) {
            seen = see(seen.day + seen.month_days - seen.of_month + 1);
            continue;
        }
        if (fits(rule, &seen))
            walk->days[walk->n_days++] = seen.day;
        see_next(&seen);
    }
}

static void walk_periods(struct walk *walk, jm_repeat_each *each, void *data)
{
    jm_day last = jm_wall_day(walk->how->until);
    int64_t number = first_period(walk);
    for (; !walk->over; number++) {
        struct period period = period_of(walk, number);
        if (period.first > last || *walk->how->budget <= 0)
            return;
        find_days(walk, &period);
        size_t all = walk->n_days * walk->n_times;
        *walk->how->budget -= (int64_t)all + 1;
        for (size_t i = 0; i < all && !walk->over; i++)
            if (is_placed(walk, i))
                give(walk, start_at(walk, &period, i), each, data);
    }
}

void jm_repeat_walk(const struct jm_repeat_walk *how, jm_repeat_each *each,
                    void *data)
{
    if (how->rule->dangi) {
        jm_repeat_walk_dangi(how, each, data);
        return;
    }
    struct jm_repeat rule = *how->rule;
    struct walk walk = {.how = how, .rule = &rule};
    walk.start_day = jm_wall_day(how->start);
    walk.start = jm_wall_civil(how->start);
    complete_days(&rule, &walk);
    complete_times(&walk, &rule);
    walk_periods(&walk, each, data);
}
