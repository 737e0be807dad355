#include "cases.h"
#include <jumelage/civil.h>

static void every_day_round_trips(void **state)
{
    (void)state;
    jm_day day = jm_day_from_date(1970, 1, 1);
    assert_int_equal(day, 0);
    int weekday = 3; /* a Thursday */
    for (int year = 1970; year <= 2099; year++)
        for (int month = 1; month <= 12; month++)
            for (int of = 1; jm_civil_exists(year, month, of); of++, day++) {
                struct jm_civil civil = jm_day_date(day);
                assert_int_equal(jm_day_from_date(year, month, of), day);
                assert_int_equal(civil.year, year);
                assert_int_equal(civil.month, month);
                assert_int_equal(civil.day, of);
                assert_int_equal(jm_day_weekday(day), weekday);
                weekday = (weekday + 1) % 7;
            }
    assert_int_equal(day, 47482); /* days from 1970 to 2100 */
}

static void weeks(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int year, month, day, week, of;
    } cases[] = {
        {"first of 2026", 2026, 1, 1, 1, 2026},
        {"week 53", 2026, 12, 31, 53, 2026},
        {"still the old year's", 2027, 1, 3, 53, 2026},
        {"already the new year's", 2024, 12, 30, 1, 2025},
        {"Sunday ends the week", 2023, 5, 7, 18, 2023},
        {"Monday begins one", 2023, 5, 8, 19, 2023},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int of = 0;
        jm_day day =
            jm_day_from_date(cases[i].year, cases[i].month, cases[i].day);
        CHECK(cases[i].name, jm_day_week(day, &of) == cases[i].week);
        CHECK(cases[i].name, of == cases[i].of);
    }
}

static void reads_days(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        enum jm_civil_read wanted;
    } cases[] = {
        {"a day", "2026-03-17", JM_CIVIL_OK},
        {"leap day", "2024-02-29", JM_CIVIL_OK},
        {"no leap day", "2026-02-29", JM_CIVIL_UNREAL},
        {"February 30th", "2026-02-30", JM_CIVIL_UNREAL},
        {"month 13", "2026-13-01", JM_CIVIL_UNREAL},
        {"day 0", "2026-01-00", JM_CIVIL_UNREAL},
        {"before 1970", "1969-12-31", JM_CIVIL_UNREAL},
        {"after 2099", "2100-01-01", JM_CIVIL_UNREAL},
        {"French order", "17/03/2026", JM_CIVIL_FORM},
        {"one digit", "2026-3-17", JM_CIVIL_FORM},
        {"trailing", "2026-03-17x", JM_CIVIL_FORM},
        {"empty", "", JM_CIVIL_FORM},
        {"a time", "2026-03-17T09:30", JM_CIVIL_FORM},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        jm_day day = JM_DAY_NONE;
        CHECK(cases[i].name,
              jm_day_parse(cases[i].text, &day) == cases[i].wanted);
        CHECK(cases[i].name,
              (day != JM_DAY_NONE) == (cases[i].wanted == JM_CIVIL_OK));
    }
}

static void reads_times(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        enum jm_civil_read wanted;
        const char *again;
    } cases[] = {
        {"a time", "2026-03-17T09:30", JM_CIVIL_OK, "2026-03-17T09:30"},
        {"with a space", "2026-03-17 9:30", JM_CIVIL_OK, "2026-03-17T09:30"},
        {"seconds", "2026-03-17T09:30:05", JM_CIVIL_OK, "2026-03-17T09:30:05"},
        {"midnight after", "2026-12-31T24:00", JM_CIVIL_OK, "2027-01-01T00:00"},
        {"25 o'clock", "2026-03-17T25:00", JM_CIVIL_UNREAL, ""},
        {"60 minutes", "2026-03-17T09:60", JM_CIVIL_UNREAL, ""},
        {"no such day", "2026-02-30T09:00", JM_CIVIL_UNREAL, ""},
        {"no minutes", "2026-03-17T09", JM_CIVIL_FORM, ""},
        {"UTC mark", "2026-03-17T09:30Z", JM_CIVIL_FORM, ""},
        {"a day", "2026-03-17", JM_CIVIL_FORM, ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        jm_wall wall = 0;
        struct jm_text again = JM_TEXT_INIT;
        CHECK(cases[i].name,
              jm_wall_parse(cases[i].text, &wall) == cases[i].wanted);
        if (cases[i].wanted == JM_CIVIL_OK)
            jm_text_add_wall(&again, wall);
        CHECK_TEXT(cases[i].name, jm_text_get(&again), cases[i].again);
        jm_text_clear(&again);
    }
}

static jm_wall wall_of(const char *text)
{
    jm_wall wall = 0;
    assert_int_equal(jm_wall_parse(text, &wall), JM_CIVIL_OK);
    return wall;
}

/* Paris around the two nights of 2026 on which the clocks change. */
static const struct jm_shift shifts[] = {
    {INT64_MIN, 3600},
    {INT64_C(1774746000), 7200}, /* 2026-03-29T01:00:00Z */
    {INT64_C(1792890000), 3600}, /* 2026-10-25T01:00:00Z */
};
static const struct jm_zone paris = {"Europe/Paris", shifts, 3, NULL};

static void clocks_change(void **state)
{
    (void)state;
    static const struct {
        const char *name, *wall;
        enum jm_wall_kind kind;
        const char *utc;
    } cases[] = {
        {"winter", "2026-01-15T12:00", JM_WALL_ONCE, "2026-01-15T11:00:00Z"},
        {"summer", "2026-07-15T12:00", JM_WALL_ONCE, "2026-07-15T10:00:00Z"},
        {"last minute of winter", "2026-03-29T01:59", JM_WALL_ONCE,
         "2026-03-29T00:59:00Z"},
        {"skipped, first minute", "2026-03-29T02:00", JM_WALL_NEVER,
         "2026-03-29T01:00:00Z"},
        {"skipped", "2026-03-29T02:30", JM_WALL_NEVER, "2026-03-29T01:00:00Z"},
        {"first minute of summer", "2026-03-29T03:00", JM_WALL_ONCE,
         "2026-03-29T01:00:00Z"},
        {"before it comes twice", "2026-10-25T01:59", JM_WALL_ONCE,
         "2026-10-24T23:59:00Z"},
        {"twice, the first", "2026-10-25T02:30", JM_WALL_TWICE,
         "2026-10-25T00:30:00Z"},
        {"once again", "2026-10-25T03:00", JM_WALL_ONCE,
         "2026-10-25T02:00:00Z"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        jm_utc utc = 0;
        struct jm_text text = JM_TEXT_INIT;
        CHECK(cases[i].name, jm_zone_utc_of(&paris, wall_of(cases[i].wall),
                                            &utc) == cases[i].kind);
        jm_text_add_utc(&text, utc);
        CHECK_TEXT(cases[i].name, jm_text_get(&text), cases[i].utc);
        jm_text_clear(&text);
    }
}

static void walls_and_back(void **state)
{
    (void)state;
    for (jm_utc utc = INT64_C(1774659600); utc < INT64_C(1792980000);
         utc += 1799) {
        jm_utc again = 0;
        jm_wall wall = jm_zone_wall(&paris, utc);
        enum jm_wall_kind kind = jm_zone_utc_of(&paris, wall, &again);
        assert_true(kind == JM_WALL_TWICE || again == utc);
        assert_true(kind != JM_WALL_NEVER);
    }
    assert_int_equal(jm_zone_day(&paris, INT64_C(1774745999)),
                     jm_day_from_date(2026, 3, 29));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_round_trips),
        cmocka_unit_test(weeks),
        cmocka_unit_test(reads_days),
        cmocka_unit_test(reads_times),
        cmocka_unit_test(clocks_change),
        cmocka_unit_test(walls_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
