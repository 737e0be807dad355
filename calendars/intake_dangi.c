/* Rules of Korea's lunar calendar, by libical and ICU.
 *
 * Only yearly ones of one month and one day come here (intake_repeat.c), and
 * never one of the Chinese calendar: ICU's cache is shared by both, and a
 * Chinese date asked for first moves Korean ones by a day. */
#include "intake_repeat.h"
#include "lunar.h"

/* What a year of it costs, in days of the budget: ICU takes half a millisecond
 * to find it. */
#define COST_OF_A_YEAR 30000

static int only_bit(uint64_t set)
{
    int bit = 0;
    while (!(set >> bit & 1))
        bit++;
    return bit;
}

static struct icaltimetype time_of(jm_wall wall, bool is_day)
{
    struct jm_civil civil = jm_wall_civil(wall);
    struct icaltimetype time = icaltime_null_time();
    time.year = civil.year;
    time.month = civil.month;
    time.day = civil.day;
    time.hour = civil.hour;
    time.minute = civil.minute;
    time.second = civil.second;
    time.is_date = is_day;
    return time;
}

static jm_wall wall_of(struct icaltimetype time)
{
    struct jm_civil civil = {.year = time.year,
                             .month = time.month,
                             .day = time.day,
                             .hour = time.hour,
                             .minute = time.minute,
                             .second = time.second};
    return jm_civil_wall(civil);
}

/* Where to begin looking: every year has the day, so that the years before
 * `from` need not be walked. The clock is that of DTSTART. */
static jm_wall first_look(const struct jm_repeat_walk *walk)
{
    jm_wall skipped = walk->from - walk->start - 400 * JM_DAY_SECONDS;
    return skipped <= 0
               ? walk->start
               : walk->start + skipped / JM_DAY_SECONDS * JM_DAY_SECONDS;
}

void jm_repeat_walk_dangi(const struct jm_repeat_walk *walk,
                          jm_repeat_each *each, void *data)
{
    icalrecur_iterator *rows = jm_lunar_open(
        only_bit(walk->rule->months), only_bit(walk->rule->month_days),
        time_of(first_look(walk), walk->is_day));
    while (rows && *walk->budget > 0) {
        struct icaltimetype time = icalrecur_iterator_next(rows);
        *walk->budget -= COST_OF_A_YEAR;
        if (icaltime_is_null_time(time))
            break;
        jm_wall start = wall_of(time);
        if (start > walk->until ||
            (start >= walk->from && start >= walk->start && !each(data, start)))
            break;
    }
    if (rows)
        icalrecur_iterator_free(rows);
}
