#include "vtimezone.h"

/* The years on either side tell a last Sunday from a fourth one. */
#define YEARS_AROUND 6
#define YEARS_FOLLOWED 4
#define FIRST_YEAR 1970
#define LAST_YEAR 2099

/* A change of offset in a year, as the clocks showed it before. */
struct change {
    jm_wall wall;
    int32_t before, after;
};

static int year_of(jm_wall wall)
{
    return jm_wall_civil(wall).year;
}

/* The changes of a year: at most `room` are kept, all are counted. */
static size_t changes_in(const struct jm_zone *zone, int year,
                         struct change *changes, size_t room)
{
    size_t count = 0;
    for (size_t i = 1; i < zone->count; i++) {
        int32_t before = zone->shifts[i - 1].offset;
        jm_wall wall = zone->shifts[i].at + before;
        if (year_of(wall) != year)
            continue;
        if (count < room)
            changes[count] =
                (struct change){wall, before, zone->shifts[i].offset};
        count++;
    }
    return count;
}

/* In how many of the years around does such a change come on that day? */
static int years_held(const struct jm_zone *zone, const struct jm_yearly *day,
                      const struct change *change, int year)
{
    int held = 0;
    for (int y = year - YEARS_AROUND; y <= year + YEARS_AROUND; y++) {
        if (y < FIRST_YEAR || y > LAST_YEAR)
            continue;
        jm_utc at = jm_yearly_wall(day, y) - change->before;
        held += jm_zone_offset(zone, at) == change->after &&
                jm_zone_offset(zone, at - 1) == change->before;
    }
    return held;
}

/* The day of a change as a rule: the nth weekday, or the last one where that
 * holds in more years. */
static struct jm_yearly day_of(const struct jm_zone *zone,
                               const struct change *change, int year)
{
    jm_day day = jm_wall_day(change->wall);
    struct jm_civil date = jm_day_date(day);
    struct jm_yearly nth = {
        .form = JM_YEARLY_WEEKDAY,
        .month = date.month,
        .week = (date.day - 1) / 7 + 1,
        .weekday = jm_day_weekday(day),
        .seconds = (int32_t)(change->wall - (jm_wall)day * JM_DAY_SECONDS)};
    struct jm_yearly last = nth;
    last.week = 5;
    bool is_last = jm_yearly_wall(&last, year) == change->wall;
    return is_last && years_held(zone, &last, change, year) >
                          years_held(zone, &nth, change, year)
               ? last
               : nth;
}

/* Reads a year's changes as a rule, whatever other years do. */
static bool read_rule(struct jm_posix_zone *rule, const struct jm_zone *zone,
                      int year)
{
    struct change changes[2];
    size_t count = changes_in(zone, year, changes, 2);
    *rule = (struct jm_posix_zone){0};
    if (count == 0) {
        jm_utc january = (jm_utc)jm_day_from_date(year, 1, 2) * JM_DAY_SECONDS;
        rule->standard = rule->summer = jm_zone_offset(zone, january);
        return true;
    }
    if (count != 2 || changes[0].before != changes[1].after)
        return false;
    const struct change *begins = &changes[0], *ends = &changes[1];
    if (begins->after < begins->before)
        begins = &changes[1], ends = &changes[0];
    rule->has_summer = true;
    rule->standard = begins->before;
    rule->summer = begins->after;
    rule->begins = day_of(zone, begins, year);
    rule->ends = day_of(zone, ends, year);
    return true;
}

static bool is_change(const struct change *change, const struct jm_yearly *day,
                      int year, int32_t before, int32_t after)
{
    return change->wall == jm_yearly_wall(day, year) &&
           change->before == before && change->after == after;
}

static bool follows(const struct jm_posix_zone *rule,
                    const struct jm_zone *zone, int year)
{
    struct change changes[2];
    size_t count = changes_in(zone, year, changes, 2);
    if (!rule->has_summer)
        return count == 0;
    if (count != 2)
        return false;
    int begins = changes[0].before == rule->standard ? 0 : 1;
    return is_change(&changes[begins], &rule->begins, year, rule->standard,
                     rule->summer) &&
           is_change(&changes[!begins], &rule->ends, year, rule->summer,
                     rule->standard);
}

bool jm_zone_rule_derive(struct jm_posix_zone *rule, const struct jm_zone *zone,
                         int year)
{
    bool found = read_rule(rule, zone, year);
    for (int i = 1; found && i < YEARS_FOLLOWED; i++)
        if (year - i >= FIRST_YEAR)
            found = follows(rule, zone, year - i);
    return found;
}

static int32_t offset_by(const struct jm_posix_zone *rule, jm_utc utc)
{
    if (!rule->has_summer)
        return rule->standard;
    int year = year_of(utc + rule->standard);
    jm_utc begins = jm_yearly_wall(&rule->begins, year) - rule->standard;
    jm_utc ends = jm_yearly_wall(&rule->ends, year) - rule->summer;
    bool summer = begins < ends ? utc >= begins && utc < ends
                                : utc >= begins || utc < ends;
    return summer ? rule->summer : rule->standard;
}

bool jm_zone_rule_tells(const struct jm_posix_zone *rule,
                        const struct jm_zone *zone, jm_utc utc)
{
    int32_t offset = jm_zone_offset(zone, utc);
    if (offset_by(rule, utc) != offset)
        return false;
    int32_t other = offset == rule->summer ? rule->standard : rule->summer;
    return other == offset || offset_by(rule, utc + offset - other) != other;
}

static void add_offset(struct jm_ics *ics, const char *name, int32_t offset)
{
    struct jm_text value = JM_TEXT_INIT;
    int32_t seconds = offset < 0 ? -offset : offset;
    jm_text_add_char(&value, offset < 0 ? '-' : '+');
    jm_text_add_padded(&value, seconds / 3600, 2);
    jm_text_add_padded(&value, seconds / 60 % 60, 2);
    if (seconds % 60)
        jm_text_add_padded(&value, seconds % 60, 2);
    jm_ics_property(ics, name, jm_text_get(&value));
    jm_text_clear(&value);
}

static void add_rrule(struct jm_ics *ics, const struct jm_yearly *day)
{
    static const char *const weekdays[] = {"MO", "TU", "WE", "TH",
                                           "FR", "SA", "SU"};
    struct jm_text value = JM_TEXT_INIT;
    jm_text_addf(&value, "FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", day->month,
                 day->week == 5 ? -1 : day->week, weekdays[day->weekday]);
    jm_ics_property(ics, "RRULE", jm_text_get(&value));
    jm_text_clear(&value);
}

/* STANDARD or DAYLIGHT; `day` is NULL where the clocks never change. */
static void add_observance(struct jm_ics *ics, bool summer, int32_t from,
                           int32_t to, const struct jm_yearly *day)
{
    jm_ics_line(ics, summer ? "BEGIN:DAYLIGHT" : "BEGIN:STANDARD");
    add_offset(ics, "TZOFFSETFROM", from);
    add_offset(ics, "TZOFFSETTO", to);
    jm_ics_wall(ics, "DTSTART", day ? jm_yearly_wall(day, 1970) : 0);
    if (day)
        add_rrule(ics, day);
    jm_ics_line(ics, summer ? "END:DAYLIGHT" : "END:STANDARD");
}

void jm_vtimezone_write(struct jm_ics *ics, const char *name,
                        const struct jm_posix_zone *rule)
{
    jm_ics_line(ics, "BEGIN:VTIMEZONE");
    jm_ics_property(ics, "TZID", name);
    if (rule->has_summer) {
        add_observance(ics, true, rule->standard, rule->summer, &rule->begins);
        add_observance(ics, false, rule->summer, rule->standard, &rule->ends);
    } else {
        add_observance(ics, false, rule->standard, rule->standard, NULL);
    }
    jm_ics_line(ics, "END:VTIMEZONE");
}
