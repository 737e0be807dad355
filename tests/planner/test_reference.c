/* The engine against the slow obvious reference, on random plans. */
#include "cases.h"
#include "reference.h"
#include "scatter.h"
#include "sketch.h"
#include <jumelage/rule.h>

enum { PLANS = 1000, LINES = 18 };

/* Rules that tell events without parts of their own: compared as sets. */
static bool has_order(const char *rule)
{
    return strcmp(rule, "travel-impossible") == 0 ||
           strcmp(rule, "outside-stay") == 0;
}

static int compare_uids(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *const rules[] = {
    "delegation-double-booked", "person-double-booked", "venue-double-booked",
    "host-over-capacity",       "travel-impossible",    "outside-stay",
    "forum-without-occasion",   "partner-overlap"};

static void say(struct jm_text *line, const struct jm_plan *plan,
                const struct jm_finding *f)
{
    const char *id = jm_finding_resource_id(plan, f), *uids[64];
    for (uint32_t k = 0; k < f->n_events; k++)
        uids[k] = plan->texts[f->events[k]].uid;
    if (!has_order(f->rule->id))
        qsort(uids, f->n_events, sizeof *uids, compare_uids);
    jm_text_addf(line, "%s %s %lld %lld %s", f->rule->id, id ? id : "-",
                 (long long)f->span.from, (long long)f->span.until,
                 jm_severity_word(f->severity));
    for (uint32_t k = 0; k < f->n_events; k++)
        jm_text_addf(line, " %s", uids[k]);
}

static void engine_lines(struct lines *out, const struct jm_plan *plan)
{
    size_t told[COUNT(rules)] = {0};
    lines_of_rules(out, plan, rules, COUNT(rules), say, told);
}

static void same_as_reference(void **state)
{
    (void)state;
    uint64_t r = test_seed(20230505);
    size_t told = 0;
    for (int plan = 0; plan < PLANS; plan++) {
        struct jm_text drawn = JM_TEXT_INIT;
        struct lines got = {0}, wanted = {0};
        scatter(&drawn, &r, 2 + test_below(&r, LINES));
        struct jm_plan *p = sketch(jm_text_get(&drawn));
        engine_lines(&got, p);
        reference_check(&wanted, p);
        lines_compare(&got, &wanted, jm_text_get(&drawn));
        told += got.count;
        lines_free(&got);
        lines_free(&wanted);
        jm_plan_free(p);
        jm_text_clear(&drawn);
    }
    print_message("%d plans, %zu findings\n", PLANS, told);
    assert_true(told > PLANS);
}

/* The order of rows in a plan is no fact: findings come in one order. */
static void same_bytes_for_the_same_plan(void **state)
{
    (void)state;
    static const char *const lines =
        "stay suwon fr-tours 2023-05-05 2023-05-07\n"
        "stay guro fr-tours 2023-05-07 2023-05-09\n"
        "stay suwon2 fr-paris 2023-05-04 "
        "2023-05-08\n"
        "forum - fr-issy 2023-05-05 2023-05-05\n";
    struct lines first = {0}, again = {0};
    struct jm_plan *a = sketch(lines), *b = sketch(lines);
    engine_lines(&first, a);
    engine_lines(&again, b);
    lines_compare(&first, &again, lines);
    lines_free(&first);
    lines_free(&again);
    jm_plan_free(a);
    jm_plan_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_as_reference),
        cmocka_unit_test(same_bytes_for_the_same_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
