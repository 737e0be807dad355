/* What we write of a zone, read by libical, is what the zone's clocks do. */
#include "vtimezone.h"
#include <jumelage/zones.h>
#include <libical/ical.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Windows of feeds: 90 days back and 24 months ahead of these days. */
static const int window_years[] = {2024, 2026, 2029, 2034};

static jm_utc midnight(int year, int month, int day)
{
    return (jm_utc)jm_day_from_date(year, month, day) * JM_DAY_SECONDS;
}

static icaltimezone *read_zone(const char *name,
                               const struct jm_posix_zone *rule)
{
    struct jm_text text = JM_TEXT_INIT;
    struct jm_ics ics = {.out = &text};
    jm_vtimezone_write(&ics, name, rule);
    assert_true(text.length < 400);
    icalcomponent *component = icalparser_parse_string(jm_text_get(&text));
    assert_non_null(component);
    assert_int_equal(icalcomponent_count_errors(component), 0);
    icaltimezone *zone = icaltimezone_new();
    assert_true(icaltimezone_set_component(zone, component));
    assert_string_equal(icaltimezone_get_tzid(zone), name);
    jm_text_clear(&text);
    return zone;
}

static void compare_at(const struct jm_zone *zone, icaltimezone *read,
                       jm_utc utc)
{
    int is_daylight;
    struct icaltimetype time = icaltime_from_timet_with_zone(
        (time_t)utc, 0, icaltimezone_get_utc_timezone());
    int got =
        icaltimezone_get_utc_offset_of_utc_time(read, &time, &is_daylight);
    if (got != jm_zone_offset(zone, utc))
        fail_msg("%s at %lld: libical reads %d, not %d", zone->name,
                 (long long)utc, got, jm_zone_offset(zone, utc));
}

/* True when the zone has a rule for that window; it is then compared. */
static bool compare_window(const struct jm_zone *zone, int year)
{
    struct jm_posix_zone rule;
    jm_utc from = midnight(year - 1, 12, 1), until = midnight(year + 2, 7, 1);
    if (!jm_zone_rule_derive(&rule, zone, year + 2))
        return false;
    icaltimezone *read = read_zone(zone->name, &rule);
    for (size_t i = 1; i < zone->count; i++) {
        jm_utc at = zone->shifts[i].at;
        if (at < from || at >= until)
            continue;
        compare_at(zone, read, at - 1);
        compare_at(zone, read, at);
    }
    for (jm_utc utc = from; utc < until; utc += 10 * JM_DAY_SECONDS) {
        compare_at(zone, read, utc);
        assert_true(jm_zone_rule_tells(&rule, zone, utc + 43200));
    }
    icaltimezone_free(read, 1);
    return true;
}

static const char *name_in(char *line)
{
    char *rest = line;
    const char *letter = strtok_r(line, " \n", &rest);
    if (!letter || (strcmp(letter, "Z") != 0 && strcmp(letter, "L") != 0))
        return NULL;
    const char *first = strtok_r(NULL, " \n", &rest);
    return *letter == 'Z' ? first : strtok_r(NULL, " \n", &rest);
}

static void every_zone_is_told_or_refused(void **state)
{
    (void)state;
    struct jm_zones *zones = NULL;
    assert_int_equal(jm_zones_new(&zones, NULL), JM_OK);
    for (size_t i = 0; i < sizeof window_years / sizeof *window_years; i++) {
        char line[4096];
        int told = 0, refused = 0;
        FILE *list = fopen("/usr/share/zoneinfo/tzdata.zi", "r");
        assert_non_null(list);
        while (fgets(line, sizeof line, list)) {
            const char *name = name_in(line);
            if (!name)
                continue;
            bool is_told =
                compare_window(jm_zones_get(zones, name), window_years[i]);
            told += is_told;
            refused += !is_told;
        }
        fclose(list);
        print_message("%d: %d told, %d refused\n", window_years[i], told,
                      refused);
        assert_true(told > 550 && refused < 25);
    }
    jm_zones_free(zones);
}

static void rules_as_written(void **state)
{
    (void)state;
#define DAYLIGHT(from, to, start, rule)                                        \
    "BEGIN:DAYLIGHT\r\nTZOFFSETFROM:" from "\r\nTZOFFSETTO:" to                \
    "\r\nDTSTART:" start "\r\nRRULE:FREQ=YEARLY;" rule "\r\nEND:DAYLIGHT\r\n"
#define STANDARD(from, to, start, rule)                                        \
    "BEGIN:STANDARD\r\nTZOFFSETFROM:" from "\r\nTZOFFSETTO:" to                \
    "\r\nDTSTART:" start "\r\nRRULE:FREQ=YEARLY;" rule "\r\nEND:STANDARD\r\n"
#define ALWAYS(offset)                                                         \
    "BEGIN:STANDARD\r\nTZOFFSETFROM:" offset "\r\nTZOFFSETTO:" offset          \
    "\r\nDTSTART:19700101T000000\r\nEND:STANDARD\r\n"
    static const struct {
        const char *zone;
        int year;
        const char *wanted; /* NULL: refused */
    } cases[] = {
        {"Europe/Paris", 2026,
         DAYLIGHT("+0100", "+0200", "19700329T020000", "BYMONTH=3;BYDAY=-1SU")
             STANDARD("+0200", "+0100", "19701025T030000",
                      "BYMONTH=10;BYDAY=-1SU")},
        {"Asia/Seoul", 2026, ALWAYS("+0900")},
        {"America/New_York", 2026,
         DAYLIGHT("-0500", "-0400", "19700308T020000", "BYMONTH=3;BYDAY=2SU")
             STANDARD("-0400", "-0500", "19701101T020000",
                      "BYMONTH=11;BYDAY=1SU")},
        {"Australia/Sydney", 2026,
         DAYLIGHT("+1000", "+1100", "19701004T020000", "BYMONTH=10;BYDAY=1SU")
             STANDARD("+1100", "+1000", "19700405T030000",
                      "BYMONTH=4;BYDAY=1SU")},
        {"Europe/Dublin", 2026,
         DAYLIGHT("+0000", "+0100", "19700329T010000", "BYMONTH=3;BYDAY=-1SU")
             STANDARD("+0100", "+0000", "19701025T020000",
                      "BYMONTH=10;BYDAY=-1SU")},
        {"Asia/Kathmandu", 2026, ALWAYS("+0545")},
        {"America/St_Johns", 2026,
         DAYLIGHT("-0330", "-0230", "19700308T020000", "BYMONTH=3;BYDAY=2SU")
             STANDARD("-0230", "-0330", "19701101T020000",
                      "BYMONTH=11;BYDAY=1SU")},
        {"America/Sao_Paulo", 2026, ALWAYS("-0300")},
        {"Africa/Casablanca", 2026, NULL},
        {"Asia/Jerusalem", 2030, NULL},
        {"Asia/Seoul", 1988, NULL},
        {"America/New_York", 2009, NULL},
        {"Asia/Pyongyang", 2018, NULL},
        {"Asia/Pyongyang", 2020, NULL},
        {"Asia/Pyongyang", 2022, ALWAYS("+0900")},
        {"Europe/Paris", 1970, ALWAYS("+0100")},
        {"Europe/Paris", 2099,
         DAYLIGHT("+0100", "+0200", "19700329T020000", "BYMONTH=3;BYDAY=-1SU")
             STANDARD("+0200", "+0100", "19701025T030000",
                      "BYMONTH=10;BYDAY=-1SU")},
    };
    struct jm_zones *zones = NULL;
    assert_int_equal(jm_zones_new(&zones, NULL), JM_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_posix_zone rule;
        const struct jm_zone *zone = jm_zones_get(zones, cases[i].zone);
        bool found = jm_zone_rule_derive(&rule, zone, cases[i].year);
        if (found != (cases[i].wanted != NULL))
            fail_msg("%s in %d is %s", cases[i].zone, cases[i].year,
                     found ? "told" : "refused");
        if (!found)
            continue;
        struct jm_text text = JM_TEXT_INIT, wanted = JM_TEXT_INIT;
        struct jm_ics ics = {.out = &text};
        jm_vtimezone_write(&ics, zone->name, &rule);
        jm_text_addf(&wanted,
                     "BEGIN:VTIMEZONE\r\nTZID:%s\r\n%sEND:VTIMEZONE\r\n",
                     zone->name, cases[i].wanted);
        assert_string_equal(jm_text_get(&text), jm_text_get(&wanted));
        jm_text_clear(&text);
        jm_text_clear(&wanted);
    }
    jm_zones_free(zones);
}

/* Of the clocks' two 02:30 neither is told; of the years before the law, none
 * that differs. */
static void what_a_rule_does_not_tell(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        int year;
        const char *utc;
        bool tells;
    } cases[] = {
        {"Europe/Paris", 2026, "2026-10-24T23:59:59", true},
        {"Europe/Paris", 2026, "2026-10-25T00:00", false},
        {"Europe/Paris", 2026, "2026-10-25T00:30", false},
        {"Europe/Paris", 2026, "2026-10-25T01:30", false},
        {"Europe/Paris", 2026, "2026-10-25T01:59:59", false},
        {"Europe/Paris", 2026, "2026-10-25T02:00", true},
        {"Europe/Paris", 2026, "2026-03-29T00:59:59", true},
        {"Europe/Paris", 2026, "2026-03-29T01:00", true},
        {"Europe/Paris", 2026, "1995-10-10T12:00", false},
        {"Europe/Paris", 2026, "1995-07-10T12:00", true},
        {"Asia/Seoul", 2026, "1988-07-01T00:00", false},
        {"Asia/Seoul", 2026, "1988-12-01T00:00", true},
    };
    struct jm_zones *zones = NULL;
    assert_int_equal(jm_zones_new(&zones, NULL), JM_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_posix_zone rule;
        jm_wall utc = 0;
        const struct jm_zone *zone = jm_zones_get(zones, cases[i].zone);
        assert_true(jm_zone_rule_derive(&rule, zone, cases[i].year));
        assert_int_equal(jm_wall_parse(cases[i].utc, &utc), JM_CIVIL_OK);
        if (jm_zone_rule_tells(&rule, zone, utc) != cases[i].tells)
            fail_msg("%s at %s", cases[i].zone, cases[i].utc);
    }
    jm_zones_free(zones);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_zone_is_told_or_refused),
        cmocka_unit_test(rules_as_written),
        cmocka_unit_test(what_a_rule_does_not_tell),
    };
    icalerror_set_errors_are_fatal(0);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    icalmemory_free_ring();
    return failed;
}
