#include "days.h"

enum jm_status jm_days_give(const struct jm_days_giving *giving,
                            const struct jm_known_days *days)
{
    return giving->each(giving->data, days, giving->err);
}

static jm_day bridge_of(jm_day holiday)
{
    enum { TUESDAY = 1, THURSDAY = 3 };
    int weekday = jm_day_weekday(holiday);
    return weekday == THURSDAY  ? holiday + 1
           : weekday == TUESDAY ? holiday - 1
                                : JM_DAY_NONE;
}

enum jm_status jm_days_bridge(const struct jm_days_giving *giving,
                              const char *country, jm_day holiday,
                              bool (*is_holiday)(const void *year, jm_day day),
                              const void *year, bool estimated)
{
    jm_day bridge = bridge_of(holiday);
    if (bridge == JM_DAY_NONE || is_holiday(year, bridge))
        return JM_OK;
    struct jm_known_days days = {
        .kind = JM_DAY_BRIDGE,
        .first = bridge,
        .last = bridge,
        .country = country,
        .school_zone = -1,
        .code = "bridge",
        .name = {[JM_FR] = "Pont",
                 [JM_EN] = "Bridge day",
                 [JM_KO] = "징검다리 휴일"},
        .source = "entre un jour férié et une fin de semaine",
        .estimated = estimated};
    return jm_days_give(giving, &days);
}

enum jm_status jm_days_known(jm_known_days_each *each, void *data,
                             struct jm_error *err)
{
    struct jm_days_giving giving = {each, data, err};
    enum jm_status status = JM_OK;
    for (int y = JM_DAYS_FIRST_YEAR; !status && y <= JM_DAYS_LAST_YEAR; y++)
        status = jm_days_france(&giving, y);
    for (int y = JM_DAYS_FIRST_YEAR; !status && y <= JM_DAYS_LAST_YEAR; y++)
        status = jm_days_korea(&giving, y);
    if (!status)
        status = jm_days_school(&giving);
    return status ? status : jm_days_votes(&giving);
}
