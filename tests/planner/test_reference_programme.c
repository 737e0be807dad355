/* The rules about programmes against their slow twins, on random plans. */
#include "cases.h"
#include "reference_programme.h"
#include "scatter_programme.h"
#include "sketch.h"
#include <jumelage/rule.h>

enum { PLANS = 1000 };

static const char *const rules[] = {
    "vehicle-double-booked", "capacity-exceeded", "travel-tight",
    "rest-too-short",        "theme-repeated",    "order-broken",
    "day-overloaded",        "meal-missing",      "night-without-lodging",
    "interpreter-missing"};

static void say(struct jm_text *line, const struct jm_plan *plan,
                const struct jm_finding *f)
{
    const char *id = jm_finding_resource_id(plan, f);
    jm_text_addf(line, "%s %s %lld %lld %s", f->rule->id, id ? id : "-",
                 (long long)f->span.from, (long long)f->span.until,
                 jm_severity_word(f->severity));
    for (uint32_t e = 0; e < f->n_events; e++)
        jm_text_addf(line, " %s", plan->texts[f->events[e]].uid);
}

/* Each rule must fire often, and must be silent often. */
static void same_as_reference(void **state)
{
    (void)state;
    uint64_t r = test_seed(20230505);
    size_t told[COUNT(rules)] = {0}, plans[COUNT(rules)] = {0};
    for (int plan = 0; plan < PLANS; plan++) {
        struct jm_text drawn = JM_TEXT_INIT;
        struct lines got = {0}, wanted = {0};
        size_t now[COUNT(rules)] = {0};
        scatter_programme(&drawn, &r);
        struct jm_plan *p = sketch(jm_text_get(&drawn));
        lines_of_rules(&got, p, rules, COUNT(rules), say, now);
        reference_programme(&wanted, p);
        lines_compare(&got, &wanted, jm_text_get(&drawn));
        for (size_t k = 0; k < COUNT(rules); k++) {
            told[k] += now[k];
            plans[k] += now[k] > 0;
        }
        lines_free(&got);
        lines_free(&wanted);
        jm_plan_free(p);
        jm_text_clear(&drawn);
    }
    for (size_t k = 0; k < COUNT(rules); k++) {
        print_message("%-22s %zu findings in %zu of %d plans\n", rules[k],
                      told[k], plans[k], PLANS);
        assert_true(plans[k] > 0 && plans[k] < PLANS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_as_reference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
