/* Korea's lunar days, by libical and ICU (RFC 7529, RSCALE=DANGI). */
#include "lunar.h"
#include <jumelage/days.h>
#include <stdlib.h>

icalrecur_iterator *jm_lunar_open(int month, int day, struct icaltimetype start)
{
    struct jm_text text = JM_TEXT_INIT;
    icalrecur_iterator *days = NULL;
    jm_text_addf(&text,
                 "RSCALE=DANGI;FREQ=YEARLY;SKIP=OMIT;BYMONTH=%d;BYMONTHDAY=%d",
                 month, day);
    struct icalrecurrencetype rule =
        icalrecurrencetype_from_string(jm_text_get(&text));
    if (!text.failed && rule.freq == ICAL_YEARLY_RECURRENCE)
        days = icalrecur_iterator_new(rule, start);
    free(rule.rscale);
    jm_text_clear(&text);
    return days;
}

jm_day jm_lunar_day(int year, int month, int day)
{
    jm_day found = JM_DAY_NONE;
    struct icaltimetype start = icaltime_null_date();
    start.year = year;
    start.month = 1;
    start.day = 1;
    icalrecur_iterator *days = jm_lunar_open(month, day, start);
    while (days) {
        struct icaltimetype next = icalrecur_iterator_next(days);
        if (icaltime_is_null_time(next) || next.year > year)
            break;
        found = jm_day_from_date(next.year, next.month, next.day);
        /* the rule's first day need not be of it: 1 January is no lunar one */
        if (next.month != 1 || next.day != 1)
            break;
    }
    if (days)
        icalrecur_iterator_free(days);
    return found;
}
