#include "cases.h"
#include <jumelage/span.h>

static void overlaps(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct jm_span a, b;
        bool wanted;
    } cases[] = {
        {"touching", {0, 10}, {10, 20}, false},
        {"one second", {0, 11}, {10, 20}, true},
        {"apart", {0, 5}, {10, 20}, false},
        {"same", {3, 7}, {3, 7}, true},
        {"same start", {3, 7}, {3, 5}, true},
        {"same end", {3, 7}, {5, 7}, true},
        {"inside", {0, 100}, {10, 20}, true},
        {"instant inside", {0, 10}, {5, 5}, true},
        {"instant at start", {5, 10}, {5, 5}, true},
        {"instant at end", {0, 5}, {5, 5}, false},
        {"two instants", {5, 5}, {5, 5}, true},
        {"two other instants", {5, 5}, {6, 6}, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        CHECK(cases[i].name,
              jm_span_overlaps(cases[i].a, cases[i].b) == cases[i].wanted);
        CHECK(cases[i].name,
              jm_span_overlaps(cases[i].b, cases[i].a) == cases[i].wanted);
    }
}

static void contains(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct jm_span outer, inner;
        bool wanted;
    } cases[] = {
        {"same", {0, 10}, {0, 10}, true},
        {"inside", {0, 10}, {2, 8}, true},
        {"sticks out before", {2, 10}, {1, 8}, false},
        {"sticks out after", {2, 10}, {3, 11}, false},
        {"instant at end", {2, 10}, {10, 10}, true},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK(cases[i].name, jm_span_contains(cases[i].outer, cases[i].inner) ==
                                 cases[i].wanted);
}

static void shared_and_cover(void **state)
{
    (void)state;
    struct jm_span a = {0, 10}, b = {4, 20};
    assert_int_equal(jm_span_shared(a, b).from, 4);
    assert_int_equal(jm_span_shared(a, b).until, 10);
    assert_int_equal(jm_span_cover(a, b).from, 0);
    assert_int_equal(jm_span_cover(a, b).until, 20);
    assert_true(jm_span_holds(a, 0));
    assert_false(jm_span_holds(a, 10));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(overlaps),
        cmocka_unit_test(contains),
        cmocka_unit_test(shared_and_cover),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
