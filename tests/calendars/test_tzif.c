/* Zone files: whole, cut, damaged and made by hand; the rules they end with. */
#include "tzif.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define IN_2026 INT64_C(1782777600)
#define IN_2099 INT64_C(4086892800)

static size_t read_zone_file(const char *name, unsigned char *bytes,
                             size_t room)
{
    char path[256];
    snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t length = fread(bytes, 1, room, file);
    fclose(file);
    return length;
}

/* Copies of just the length, so that reading past the end is caught. */
static bool reads(const unsigned char *bytes, size_t length)
{
    struct jm_shifts shifts = JM_SHIFTS_INIT;
    unsigned char *copy = malloc(length ? length : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, length);
    bool read = jm_tzif_read(&shifts, copy, length);
    for (size_t i = 1; read && i < shifts.count; i++)
        assert_true(shifts.all[i].at > shifts.all[i - 1].at);
    jm_shifts_clear(&shifts);
    free(copy);
    return read;
}

static void cut_and_damaged_files_are_survived(void **state)
{
    (void)state;
    unsigned char bytes[8192];
    size_t length = read_zone_file("Europe/Dublin", bytes, sizeof bytes);
    assert_true(reads(bytes, length));
    for (size_t cut = 0; cut < length; cut++)
        assert_false(reads(bytes, cut));
    unsigned seed = 20260317;
    print_message("seed %u\n", seed);
    for (int round = 0; round < 20000; round++) {
        unsigned char damaged[8192];
        memcpy(damaged, bytes, length);
        for (int i = 0; i < 1 + round % 3; i++) {
            seed = seed * 1103515245u + 12345;
            size_t at = (seed >> 8) % length;
            /* headers and footer more often than the long tables */
            if (round % 2)
                at = at % 2 ? at % 44 : length - 1 - at % 40;
            damaged[at] ^= (unsigned char)(1u << (seed >> 4) % 8);
        }
        reads(damaged, length);
    }
}

/* A file made by hand, of one change from the first offset to the second. */
static size_t make_file(unsigned char *bytes, int64_t at, int32_t first,
                        int32_t second, const char *footer)
{
    unsigned char *out = bytes;
    for (int block = 1; block <= 2; block++) {
        bool wide = block == 2;
        const unsigned char counts[6] = {0, 0, 0, wide, wide ? 2 : 1, 1};
        memset(out, 0, 44);
        memcpy(out, "TZif2", 5);
        for (int i = 0; i < 6; i++)
            out[23 + 4 * i] = counts[i];
        out += 44;
        for (int i = 0; wide && i < 8; i++)
            *out++ = (unsigned char)((uint64_t)at >> (56 - 8 * i));
        if (wide)
            *out++ = 1;
        for (int type = 0; type < counts[4]; type++) {
            int32_t offset = type ? second : first;
            for (int i = 0; i < 4; i++)
                *out++ = (unsigned char)((uint32_t)offset >> (24 - 8 * i));
            *out++ = 0;
            *out++ = 0;
        }
        *out++ = '\0';
    }
    out += snprintf((char *)out, 100, "\n%s\n", footer);
    return (size_t)(out - bytes);
}

static void files_made_by_hand(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t at;
        int32_t first, second;
        const char *footer;
        size_t count;       /* 0: refused */
        int32_t now, later; /* offsets in 2026 and in 2099 */
    } cases[] = {
        {"one change", 1000000000, 3600, 7200, "", 2, 7200, 7200},
        {"before our years", -5000000000, 3600, 7200, "", 1, 7200, 7200},
        {"after them", 5000000000, 3600, 7200, "", 1, 3600, 3600},
        {"for ever after nothing", INT64_MAX, 3600, 7200,
         "CET-1CEST,M3.5.0,M10.5.0/3", 1, 3600, 3600},
        {"the footer goes on", 4000000000, 3600, 3600, "AAA-1BBB-2,0/0,J365/23",
         2, 3600, 7200},
        {"summer all year", 1000000000, 3600, 7200, "AAA-1BBB-2,0/0,J365/25", 2,
         7200, 7200},
        {"years that reach into each other", 1000000000, 3600, 7200,
         "AAA-1BBB-2,J1/-100,J365/100", 2, 3600, 7200},
        {"more than a day", 1000000000, 3600, 26 * 3600, "", 0, 0, 0},
        {"less than a day", 1000000000, -25 * 3600, 0, "", 0, 0, 0},
        {"a footer of more than a day", 1000000000, 0, 3600, "AAA-27", 0, 0, 0},
        {"a footer that is none", 1000000000, 0, 3600, "CET", 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned char bytes[512];
        struct jm_shifts shifts = JM_SHIFTS_INIT;
        size_t length = make_file(bytes, cases[i].at, cases[i].first,
                                  cases[i].second, cases[i].footer);
        bool read = jm_tzif_read(&shifts, bytes, length);
        struct jm_zone zone = {"x", shifts.all, shifts.count, NULL};
        for (size_t j = 1; j < zone.count; j++)
            assert_true(zone.shifts[j].at > zone.shifts[j - 1].at);
        if (read != (cases[i].count > 0) ||
            (read && (zone.count < cases[i].count ||
                      jm_zone_offset(&zone, IN_2026) != cases[i].now ||
                      jm_zone_offset(&zone, IN_2099) != cases[i].later)))
            fail_msg("%s: %zu changes", cases[i].name, shifts.count);
        jm_shifts_clear(&shifts);
    }
}

static void leap_second_files_are_refused(void **state)
{
    (void)state;
    unsigned char bytes[8192];
    size_t length = read_zone_file("right/Europe/Paris", bytes, sizeof bytes);
    assert_false(reads(bytes, length));
}

static void footers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
        int32_t standard, summer;
        const char *begins, *ends; /* in 2026 and by the clocks of before */
    } cases[] = {
        {"CET-1CEST,M3.5.0,M10.5.0/3", true, 3600, 7200, "2026-03-29T02:00",
         "2026-10-25T03:00"},
        {"KST-9", true, 32400, 0, NULL, NULL},
        {"<+0330>-3:30", true, 12600, 0, NULL, NULL},
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", true, -7200, -3600,
         "2026-03-28T23:00", "2026-10-25T00:00"},
        {"IST-2IDT,M3.4.4/26,M10.5.0", true, 7200, 10800, "2026-03-27T02:00",
         "2026-10-25T02:00"},
        {"<+00>0<+02>-2,M3.5.0/1,M10.5.0/3", true, 0, 7200, "2026-03-29T01:00",
         "2026-10-25T03:00"},
        {"AAA5BBB,J60/0,J365/25", true, -18000, -14400, "2026-03-01T00:00",
         "2027-01-01T01:00"},
        {"AAA5BBB,59/0:30:15,0", true, -18000, -14400, "2026-03-01T00:30:15",
         "2026-01-01T02:00"},
        {"", false, 0, 0, NULL, NULL},
        {"CET", false, 0, 0, NULL, NULL},
        {"C-1", false, 0, 0, NULL, NULL},
        {"<CET-1", false, 0, 0, NULL, NULL},
        {"CET-1x", false, 0, 0, NULL, NULL},
        {"CET-1CEST", false, 0, 0, NULL, NULL},
        {"CET-1CEST,M3.5.0", false, 0, 0, NULL, NULL},
        {"CET-1CEST,M0.5.0,M10.5.0", false, 0, 0, NULL, NULL},
        {"CET-1CEST,M3.0.0,M10.5.0", false, 0, 0, NULL, NULL},
        {"CET-1CEST,M3.6.0,M10.5.0", false, 0, 0, NULL, NULL},
        {"CET-1CEST,M13.5.0,M10.5.0", false, 0, 0, NULL, NULL},
        {"CET-1CEST,M3.5.7,M10.5.0", false, 0, 0, NULL, NULL},
        {"CET-1CEST,M3.5.0,M10.5.0/168", false, 0, 0, NULL, NULL},
        {"CET-1CEST,M3.5.0,M10.5.0/3:60", false, 0, 0, NULL, NULL},
        {"CET-1CEST,J0,J365", false, 0, 0, NULL, NULL},
        {"CET-1CEST,366,0", false, 0, 0, NULL, NULL},
        {"CET-99999999999", false, 0, 0, NULL, NULL},
        {"CET-1CEST,M3.5.0,M10.5.0/3,", false, 0, 0, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_posix_zone zone;
        bool good = jm_posix_zone_parse(&zone, cases[i].text);
        if (good != cases[i].good)
            fail_msg("%s is %s", cases[i].text, good ? "read" : "refused");
        if (!good)
            continue;
        assert_int_equal(zone.standard, cases[i].standard);
        assert_int_equal(zone.summer, cases[i].summer);
        assert_int_equal(zone.has_summer, cases[i].begins != NULL);
        if (!cases[i].begins)
            continue;
        jm_wall begins = 0, ends = 0;
        assert_int_equal(jm_wall_parse(cases[i].begins, &begins), JM_CIVIL_OK);
        assert_int_equal(jm_wall_parse(cases[i].ends, &ends), JM_CIVIL_OK);
        assert_true(jm_yearly_wall(&zone.begins, 2026) == begins);
        assert_true(jm_yearly_wall(&zone.ends, 2026) == ends);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_and_damaged_files_are_survived),
        cmocka_unit_test(files_made_by_hand),
        cmocka_unit_test(leap_second_files_are_refused),
        cmocka_unit_test(footers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
