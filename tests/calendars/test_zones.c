#define _DEFAULT_SOURCE /* tm_gmtoff */
#include <jumelage/zones.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "zoneinfo.h"

static struct jm_zones *zones;

static int open_zones(void **state)
{
    (void)state;
    return jm_zones_new(&zones, NULL) != JM_OK;
}

static int close_zones(void **state)
{
    (void)state;
    jm_zones_free(zones);
    return 0;
}

static const struct jm_zone *get(const char *name)
{
    const struct jm_zone *zone = jm_zones_get(zones, name);
    if (!zone)
        fail_msg("there is no zone %s", name);
    return zone;
}

/* ---- the oracle: what the C library says of the same files ---- */

static void ask_for(const char *name)
{
    setenv("TZ", name, 1);
    tzset();
}

static long offset_of(jm_utc utc)
{
    time_t time = (time_t)utc;
    struct tm tm;
    assert_non_null(localtime_r(&time, &tm));
    return tm.tm_gmtoff;
}

static void compare_at(const struct jm_zone *zone, jm_utc utc)
{
    long wanted = offset_of(utc), got = jm_zone_offset(zone, utc);
    if (got != wanted)
        fail_msg("%s at %lld: offset %ld, not %ld", zone->name, (long long)utc,
                 got, wanted);
}

#define END_OF_2037 INT64_C(2145916800)
#define END_OF_2099 INT64_C(4102444800)

/* Every change to the second, and no change that we do not list. From 2038 on
 * the files list none: a rule makes them. */
static void compare_zone(const char *name, jm_utc step)
{
    const struct jm_zone *zone = get(name);
    assert_string_equal(zone->name, name);
    assert_true(zone->shifts[0].at == INT64_MIN);
    ask_for(name);
    for (size_t i = 1; i < zone->count; i++) {
        assert_true(zone->shifts[i].at > zone->shifts[i - 1].at);
        assert_true(zone->shifts[i].offset != zone->shifts[i - 1].offset);
        compare_at(zone, zone->shifts[i].at - 1);
        compare_at(zone, zone->shifts[i].at);
    }
    for (jm_utc utc = 0; utc < END_OF_2037; utc += step)
        compare_at(zone, utc);
    for (jm_utc utc = END_OF_2037; utc < END_OF_2099; utc += 9 * 86400)
        compare_at(zone, utc);
    compare_at(zone, END_OF_2099 - 1);
}

/* The word of a line that is a zone's name; NULL in other lines. */
typedef char *name_in(char *line);

static char *word(char *line, int number)
{
    char *rest = line, *found = NULL;
    for (int i = 0; i <= number; i++)
        found = strtok_r(i ? NULL : rest, " \t\n", &rest);
    return found;
}

static char *in_table(char *line)
{
    return *line == '#' ? NULL : word(line, 2);
}

static char *in_zone_line(char *line)
{
    return *line == 'Z' ? word(line, 1) : NULL;
}

static char *in_link_line(char *line)
{
    return *line == 'L' ? word(line, 2) : NULL;
}

static int each_name(const char *path, name_in *name_of, jm_utc step)
{
    char line[4096];
    FILE *list = fopen(path, "r");
    assert_non_null(list);
    int count = 0;
    while (fgets(line, sizeof line, list)) {
        const char *name = name_of(line);
        if (!name)
            continue;
        compare_zone(name, step);
        count++;
    }
    fclose(list);
    return count;
}

#define TABLE "/usr/share/zoneinfo/zone1970.tab"
#define LIST "/usr/share/zoneinfo/tzdata.zi"

static void every_zone_of_the_table_is_exact(void **state)
{
    (void)state;
    assert_true(each_name(TABLE, in_table, 86400) > 300);
}

static void every_name_and_alias_is_exact(void **state)
{
    (void)state;
    assert_true(each_name(LIST, in_zone_line, 86400 * 9) > 300);
    assert_true(each_name(LIST, in_link_line, 86400 * 9) > 100);
}

/* ---- days on which clocks do odd things ---- */

static void clocks_that_jump(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *wall;
        enum jm_wall_kind kind;
        const char *utc;
    } cases[] = {
        {"Europe/Paris", "2026-03-29T01:59", JM_WALL_ONCE, "2026-03-29T00:59"},
        {"Europe/Paris", "2026-03-29T02:30", JM_WALL_NEVER, "2026-03-29T01:00"},
        {"Europe/Paris", "2026-03-29T03:00", JM_WALL_ONCE, "2026-03-29T01:00"},
        {"Europe/Paris", "2026-10-25T01:59", JM_WALL_ONCE, "2026-10-24T23:59"},
        {"Europe/Paris", "2026-10-25T02:30", JM_WALL_TWICE, "2026-10-25T00:30"},
        {"Europe/Paris", "2026-10-25T03:00", JM_WALL_ONCE, "2026-10-25T02:00"},
        {"Europe/Paris", "1970-01-01T00:00", JM_WALL_ONCE, "1969-12-31T23:00"},
        {"Europe/Paris", "1975-07-01T12:00", JM_WALL_ONCE, "1975-07-01T11:00"},
        {"Europe/Paris", "2099-07-14T12:00", JM_WALL_ONCE, "2099-07-14T10:00"},
        {"Asia/Seoul", "1987-05-10T02:30", JM_WALL_NEVER, "1987-05-09T17:00"},
        {"Asia/Seoul", "1987-07-01T12:00", JM_WALL_ONCE, "1987-07-01T02:00"},
        {"Asia/Seoul", "1988-10-09T02:30", JM_WALL_TWICE, "1988-10-08T16:30"},
        {"Asia/Seoul", "2026-07-01T12:00", JM_WALL_ONCE, "2026-07-01T03:00"},
        {"ROK", "2026-07-01T12:00", JM_WALL_ONCE, "2026-07-01T03:00"},
        {"America/Sao_Paulo", "2017-10-15T00:30", JM_WALL_NEVER,
         "2017-10-15T03:00"},
        {"Asia/Beirut", "2022-03-27T00:00", JM_WALL_NEVER, "2022-03-26T22:00"},
        {"Africa/Casablanca", "2026-03-01T12:00", JM_WALL_ONCE,
         "2026-03-01T12:00"},
        {"Africa/Casablanca", "2026-07-01T12:00", JM_WALL_ONCE,
         "2026-07-01T11:00"},
        {"Europe/Dublin", "2026-01-01T12:00", JM_WALL_ONCE, "2026-01-01T12:00"},
        {"Europe/Dublin", "2026-07-01T12:00", JM_WALL_ONCE, "2026-07-01T11:00"},
        {"Antarctica/Troll", "2026-01-01T12:00", JM_WALL_ONCE,
         "2026-01-01T12:00"},
        {"Antarctica/Troll", "2026-03-29T02:30", JM_WALL_NEVER,
         "2026-03-29T01:00"},
        {"Pacific/Apia", "2011-12-30T12:00", JM_WALL_NEVER, "2011-12-30T10:00"},
        {"Pacific/Apia", "2011-12-31T00:00", JM_WALL_ONCE, "2011-12-30T10:00"},
        {"Asia/Pyongyang", "2015-08-15T00:00", JM_WALL_ONCE,
         "2015-08-14T15:30"},
        {"Asia/Pyongyang", "2018-05-04T23:45", JM_WALL_NEVER,
         "2018-05-04T15:00"},
        {"Australia/Lord_Howe", "2026-01-01T12:00", JM_WALL_ONCE,
         "2026-01-01T01:00"},
        {"Asia/Gaza", "2099-01-01T12:00", JM_WALL_ONCE, "2099-01-01T10:00"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jm_wall wall = 0, wanted = 0;
        jm_utc utc = 0;
        assert_int_equal(jm_wall_parse(cases[i].wall, &wall), JM_CIVIL_OK);
        if (strcmp(cases[i].utc, "1969-12-31T23:00") == 0)
            wanted = -3600;
        else
            assert_int_equal(jm_wall_parse(cases[i].utc, &wanted), JM_CIVIL_OK);
        enum jm_wall_kind kind = jm_zone_utc_of(get(cases[i].zone), wall, &utc);
        if (kind != cases[i].kind || utc != wanted)
            fail_msg("%s %s: kind %d at %lld, not %d at %lld", cases[i].zone,
                     cases[i].wall, (int)kind, (long long)utc,
                     (int)cases[i].kind, (long long)wanted);
    }
}

static void days_that_start_late(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *day, *starts;
    } cases[] = {
        {"America/Sao_Paulo", "2017-10-15", "2017-10-15T01:00"},
        {"Asia/Beirut", "2022-03-27", "2022-03-27T01:00"},
        {"Pacific/Apia", "2011-12-30", "2011-12-31T00:00"},
        {"Europe/Paris", "2026-03-29", "2026-03-29T00:00"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct jm_zone *zone = get(cases[i].zone);
        jm_day day = 0;
        struct jm_text starts = JM_TEXT_INIT;
        assert_int_equal(jm_day_parse(cases[i].day, &day), JM_CIVIL_OK);
        jm_text_add_wall(&starts,
                         jm_zone_wall(zone, jm_zone_day_start(zone, day)));
        assert_string_equal(jm_text_get(&starts), cases[i].starts);
        jm_text_clear(&starts);
    }
}

/* ---- names ---- */

static void unknown_names_open_nothing(void **state)
{
    (void)state;
    char lengthy[100001];
    memset(lengthy, 'A', sizeof lengthy - 1);
    lengthy[sizeof lengthy - 1] = '\0';
    const char *const names[] = {"",
                                 " ",
                                 "/",
                                 ".",
                                 "..",
                                 "Europe",
                                 "Europe/",
                                 "Europe/Paris/",
                                 "Europe/paris",
                                 "../../etc/passwd",
                                 "../zoneinfo/Europe/Paris",
                                 "Europe/../Europe/Paris",
                                 "/usr/share/zoneinfo/Europe/Paris",
                                 "/etc/localtime",
                                 "posix/Europe/Paris",
                                 "right/Europe/Paris",
                                 "posixrules",
                                 "tzdata.zi",
                                 "zone.tab",
                                 "Europe/Paris\n",
                                 "CET-1CEST",
                                 ":Europe/Paris",
                                 "%s%n",
                                 lengthy};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (jm_zones_get(zones, names[i]))
            fail_msg("\"%.40s\" is a zone", names[i]);
}

static void misspelt_names_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *name, *nearest;
    } cases[] = {
        {"Europe/Pari", "Europe/Paris"},
        {"europe/paris", "Europe/Paris"},
        {"Europe/Prais", "Europe/Paris"},
        {"paris", "Europe/Paris"},
        {"Asia/Paris", "Europe/Paris"},
        {"Asia/Soul", "Asia/Seoul"},
        {"seoul", "Asia/Seoul"},
        {"Corea/Seoul", "Asia/Seoul"},
        {"Pyong yang", "Asia/Pyongyang"},
        {"Pyongyang", "Asia/Pyongyang"},
        {"New York", "America/New_York"},
        {"America/New-York", "America/New_York"},
        {"Asia/Toyko", "Asia/Tokyo"},
        {"istanbul", "Europe/Istanbul"},
        {"Asia/Istanbu", "Asia/Istanbul"},
        {"KST", ""},
        {"", ""},
        {"Marseille", ""},
        {"../../etc/passwd", ""},
        {"서울", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *nearest = jm_zones_nearest(zones, cases[i].name);
        if (strcmp(nearest, cases[i].nearest) != 0)
            fail_msg("%s: \"%s\", not \"%s\"", cases[i].name, nearest,
                     cases[i].nearest);
    }
}

static void the_hash_does_not_know_the_order(void **state)
{
    (void)state;
    struct jm_zones *a = NULL, *b = NULL;
    assert_int_equal(jm_zones_new(&a, NULL), JM_OK);
    assert_int_equal(jm_zones_new(&b, NULL), JM_OK);
    assert_true(jm_zones_hash(a) == jm_zones_hash(b));
    jm_zones_get(a, "Europe/Paris");
    uint64_t paris = jm_zones_hash(a);
    jm_zones_get(a, "Asia/Seoul");
    jm_zones_get(b, "Asia/Seoul");
    assert_true(paris != jm_zones_hash(b));
    assert_true(jm_zones_hash(a) != jm_zones_hash(b));
    jm_zones_get(b, "Europe/Paris");
    jm_zones_get(b, "Europe/Paris");
    jm_zones_get(b, "Europe/Atlantis");
    assert_true(jm_zones_hash(a) == jm_zones_hash(b));
    jm_zones_free(a);
    jm_zones_free(b);
}

static void tables_are_lent_again(void **state)
{
    (void)state;
    assert_ptr_equal(get("Europe/Paris"), get("Europe/Paris"));
    assert_ptr_equal(jm_zones_lookup(zones, "Asia/Seoul"), get("Asia/Seoul"));
    assert_null(jm_zones_lookup(zones, "Asia/Soul"));
}

/* ---- folders and files that are not as they should be ---- */

static void no_zone_data_is_said(void **state)
{
    (void)state;
    struct jm_zones *none = NULL;
    struct jm_error err = JM_ERROR_INIT;
    assert_int_equal(jm_zones_open(&none, "/nowhere", &err), JM_FAILED);
    assert_null(none);
    assert_int_equal(err.message, JM_SAY_ZONES_MISSING);
    assert_string_equal(err.args[0], "/nowhere");
}

static void write_file(const char *folder, const char *name, const void *bytes,
                       size_t length)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void remove_file(const char *folder, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(unlink(path), 0);
}

static void a_listed_zone_may_be_missing_or_broken(void **state)
{
    (void)state;
    static const char list[] = "# version x\nR d 1916 o - Jun 14 23s 1 S\n"
                               "Z Gone 0 - UTC\nZ Broken 1 - CET\nL Gone Link";
    char folder[] = "/tmp/jumelage-zones-XXXXXX";
    assert_non_null(mkdtemp(folder));
    write_file(folder, "tzdata.zi", list, sizeof list - 1);
    write_file(folder, "Broken", "TZif2", 5);
    struct jm_zones *few = NULL;
    assert_int_equal(jm_zones_open(&few, folder, NULL), JM_OK);
    assert_null(jm_zones_get(few, "Gone"));
    assert_null(jm_zones_get(few, "Link"));
    assert_null(jm_zones_get(few, "Broken"));
    assert_string_equal(jm_zones_nearest(few, "Borken"), "Broken");
    jm_zones_free(few);
    write_file(folder, "tzdata.zi", "# nothing\n", 10);
    assert_int_equal(jm_zones_open(&few, folder, NULL), JM_FAILED);
    assert_null(few);
    remove_file(folder, "tzdata.zi");
    remove_file(folder, "Broken");
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_zone_of_the_table_is_exact),
        cmocka_unit_test(every_name_and_alias_is_exact),
        cmocka_unit_test(clocks_that_jump),
        cmocka_unit_test(days_that_start_late),
        cmocka_unit_test(unknown_names_open_nothing),
        cmocka_unit_test(misspelt_names_are_found),
        cmocka_unit_test(the_hash_does_not_know_the_order),
        cmocka_unit_test(tables_are_lent_again),
        cmocka_unit_test(no_zone_data_is_said),
        cmocka_unit_test(a_listed_zone_may_be_missing_or_broken),
    };
    return cmocka_run_group_tests(tests, open_zones, close_zones);
}
