/* measure.h: how many lines text takes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "measure.h"
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *text;
    double width;
    unsigned lines;
} cases[] = {
    {"nothing", "", 10, 1},
    {"ten digits do not fill ten", "123456789", 10, 1},
    {"eleven do", "12345678901", 10, 2},
    {"words go below whole", "1234567 1234567", 10, 2},
    {"short words share a line", "12 34 56", 10, 1},
    {"a space at the end of a line takes none", "1234567 1234567 ", 10, 2},
    {"newlines count", "a\nb\n\nc", 10, 4},
    {"a newline at the end counts", "a\n", 10, 2},
    {"a line ends after a hyphen", "123456-123456", 10, 2},
    {"a no-break space is no place to break", "1234\u00a01234 12", 10, 2},
    {"a long word is broken", "111111111111111111111111111111", 10, 4},
    {"Hangul takes two digits", "가나다라", 10, 1},
    {"and then another line", "가나다라마바", 10, 2},
    {"jamo that combine take one place", "\u1112\u1161\u11ab\u1100\u1173\u11af",
     5, 1},
    {"capitals are wide", "MMMMMM", 10, 2},
    {"i and l are narrow", "iiiiilllllii", 10, 1},
    {"a cell narrower than a letter", "WW", 0.5, 2},
};

static void each_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned lines =
            jm_measure_lines(cases[i].text, cases[i].width, 11, false);
        if (lines != cases[i].lines)
            fail_msg("%s: %u lines, not %u", cases[i].name, lines,
                     cases[i].lines);
    }
}

/* xorshift64 */
static uint64_t next_of(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    return *seed ^= *seed << 17;
}

static void random_text(char *out, size_t words, uint64_t *seed)
{
    static const char *const pool[] = {"Visite", "de",  "la",   "mairie",
                                       "수원",   "et",  "시청", "방문",
                                       "—",      "A-B", "\n",   "préfecture"};
    *out = '\0';
    for (size_t i = 0; i < words; i++) {
        strcat(out, pool[next_of(seed) % (sizeof pool / sizeof *pool)]);
        strcat(out, next_of(seed) % 5 ? " " : "");
    }
}

/* More room, smaller letters or a lighter weight never take more lines, and
 * what is added never takes fewer. */
static void more_never_takes_less(void **state)
{
    (void)state;
    uint64_t seed = 20230505;
    print_message("  seed %llu\n", (unsigned long long)seed);
    for (int i = 0; i < 2000; i++) {
        char text[1024], longer[1100];
        random_text(text, 1 + next_of(&seed) % 30, &seed);
        snprintf(longer, sizeof longer, "%s fin", text);
        double width = 5 + (double)(next_of(&seed) % 40);
        unsigned lines = jm_measure_lines(text, width, 11, true);
        assert_true(jm_measure_lines(text, width + 1, 11, true) <= lines);
        assert_true(jm_measure_lines(text, width, 9, true) <= lines);
        assert_true(jm_measure_lines(text, width, 11, false) <= lines);
        assert_true(jm_measure_lines(longer, width, 11, true) >= lines);
    }
}

static void heights(void **state)
{
    (void)state;
    assert_float_equal(jm_measure_height("Tours", 20, 10, false), 12.5, 0.01);
    assert_float_equal(jm_measure_height("Tours\nParis", 20, 10, false), 25,
                       0.01);
    assert_float_equal(jm_measure_height("투르", 20, 10, false), 14.8, 0.01);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case),
        cmocka_unit_test(more_never_takes_less),
        cmocka_unit_test(heights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
