/* What became of a finding that somebody accepted. */
#include "cases.h"
#include <jumelage/waiver.h>

enum { TODAY = 19500, FOREVER = JM_DAY_NONE };

static struct jm_plan plan_of(const struct jm_waiver *waivers, uint32_t count)
{
    return (struct jm_plan){
        .waivers = waivers, .n_waivers = count, .today = TODAY};
}

static void states(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct jm_waiver waivers[3];
        uint32_t count;
        enum jm_waiver_state wanted;
        int by; /* which waiver says so, -1 for none */
    } cases[] = {
        {"no waivers", {{0}}, 0, JM_WAIVER_NONE, -1},
        {"one of another finding",
         {{6, 7, FOREVER, "", ""}},
         1,
         JM_WAIVER_NONE,
         -1},
        {"accepted for ever",
         {{5, 7, FOREVER, "", ""}},
         1,
         JM_WAIVER_ACCEPTED,
         0},
        {"on its last day", {{5, 7, TODAY, "", ""}}, 1, JM_WAIVER_ACCEPTED, 0},
        {"the day after", {{5, 7, TODAY - 1, "", ""}}, 1, JM_WAIVER_EXPIRED, 0},
        {"other facts", {{5, 8, FOREVER, "", ""}}, 1, JM_WAIVER_CHANGED, 0},
        {"other facts, and expired",
         {{5, 8, TODAY - 1, "", ""}},
         1,
         JM_WAIVER_CHANGED,
         0},
        {"the one that holds among three",
         {{5, 8, FOREVER, "", ""},
          {5, 7, TODAY - 1, "", ""},
          {5, 7, FOREVER, "", ""}},
         3,
         JM_WAIVER_ACCEPTED,
         2},
        {"expired tells more than changed",
         {{5, 8, FOREVER, "", ""}, {5, 7, TODAY - 1, "", ""}},
         2,
         JM_WAIVER_EXPIRED,
         1},
        {"the first of two alike",
         {{5, 7, TODAY, "", ""}, {5, 7, FOREVER, "", ""}},
         2,
         JM_WAIVER_ACCEPTED,
         0},
        {"between lower and higher ones, unsorted",
         {{UINT64_MAX, 7, FOREVER, "", ""},
          {5, 7, FOREVER, "", ""},
          {0, 7, FOREVER, "", ""}},
         3,
         JM_WAIVER_ACCEPTED,
         1},
    };
    const struct jm_finding finding = {.fingerprint = 5, .digest = 7};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jm_plan plan = plan_of(cases[i].waivers, cases[i].count);
        struct jm_waivers waivers = JM_WAIVERS_INIT;
        const struct jm_waiver *by = NULL;
        CHECK(cases[i].name, jm_waivers_sort(&waivers, &plan, NULL) == JM_OK);
        CHECK(cases[i].name,
              jm_waivers_state(&waivers, &finding, &by) == cases[i].wanted);
        CHECK(cases[i].name,
              jm_waivers_state(&waivers, &finding, NULL) == cases[i].wanted);
        CHECK(cases[i].name,
              by == (cases[i].by < 0 ? NULL : &cases[i].waivers[cases[i].by]));
        jm_waivers_clear(&waivers);
    }
}

/* The obvious way: look at them all. */
static enum jm_waiver_state slow(const struct jm_plan *plan,
                                 const struct jm_finding *finding)
{
    bool changed = false, expired = false;
    for (uint32_t i = 0; i < plan->n_waivers; i++) {
        const struct jm_waiver *w = &plan->waivers[i];
        bool past = w->expires_on != JM_DAY_NONE && w->expires_on < TODAY;
        if (w->fingerprint != finding->fingerprint)
            continue;
        if (w->facts == finding->digest && !past)
            return JM_WAIVER_ACCEPTED;
        expired |= w->facts == finding->digest;
        changed = true;
    }
    return expired   ? JM_WAIVER_EXPIRED
           : changed ? JM_WAIVER_CHANGED
                     : JM_WAIVER_NONE;
}

static void as_the_slow_way(void **state)
{
    (void)state;
    uint64_t seed = test_seed(20261123);
    for (int round = 0; round < 2000; round++) {
        struct jm_waiver rows[12];
        uint32_t count = test_below(&seed, 13);
        for (uint32_t i = 0; i < count; i++)
            rows[i] = (struct jm_waiver){
                .fingerprint = test_below(&seed, 6),
                .facts = test_below(&seed, 2),
                .expires_on = test_below(&seed, 2)
                                  ? JM_DAY_NONE
                                  : TODAY - 1 + (jm_day)test_below(&seed, 3)};
        struct jm_plan plan = plan_of(rows, count);
        struct jm_waivers waivers = JM_WAIVERS_INIT;
        assert_int_equal(jm_waivers_sort(&waivers, &plan, NULL), JM_OK);
        for (uint64_t f = 0; f < 7; f++) {
            struct jm_finding finding = {.fingerprint = f, .digest = f & 1};
            assert_int_equal(jm_waivers_state(&waivers, &finding, NULL),
                             slow(&plan, &finding));
        }
        jm_waivers_clear(&waivers);
    }
}

static void words(void **state)
{
    (void)state;
    assert_string_equal(jm_waiver_word(JM_WAIVER_NONE), "none");
    assert_string_equal(jm_waiver_word(JM_WAIVER_ACCEPTED), "accepted");
    assert_string_equal(jm_waiver_word(JM_WAIVER_CHANGED), "changed");
    assert_string_equal(jm_waiver_word(JM_WAIVER_EXPIRED), "expired");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(states),
        cmocka_unit_test(as_the_slow_way),
        cmocka_unit_test(words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
