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

/* The rules that reference.c knows. */
static bool is_known(const char *rule)
{
    static const char *const known[] = {
        "delegation-double-booked", "person-double-booked",
        "venue-double-booked",      "host-over-capacity",
        "travel-impossible",        "outside-stay",
        "forum-without-occasion",   "partner-overlap"};
    for (size_t i = 0; i < COUNT(known); i++)
        if (strcmp(known[i], rule) == 0)
            return true;
    return false;
}

static void engine_lines(struct lines *out, const struct jm_plan *plan)
{
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings findings = JM_FINDINGS_INIT;
    assert_int_equal(jm_check_run(&findings, plan, &scope, NULL), JM_OK);
    for (size_t i = 0; i < findings.count; i++) {
        const struct jm_finding *f = &findings.all[i];
        if (!is_known(f->rule->id))
            continue;
        const char *id = jm_finding_resource_id(plan, f), *uids[64];
        struct jm_text line = JM_TEXT_INIT;
        for (uint32_t k = 0; k < f->n_events; k++)
            uids[k] = plan->texts[f->events[k]].uid;
        if (!has_order(f->rule->id))
            qsort(uids, f->n_events, sizeof *uids, compare_uids);
        jm_text_addf(&line, "%s %s %lld %lld %s", f->rule->id, id ? id : "-",
                     (long long)f->span.from, (long long)f->span.until,
                     jm_severity_word(f->severity));
        for (uint32_t k = 0; k < f->n_events; k++)
            jm_text_addf(&line, " %s", uids[k]);
        lines_add(out, jm_text_get(&line));
        jm_text_clear(&line);
    }
    size_t told = out->count;
    lines_settle(out);
    assert_int_equal(out->count, told); /* each is told once */
    jm_findings_clear(&findings);
}

/* Says where two lists of lines part. */
static void compare(const struct lines *got, const struct lines *wanted,
                    const char *drawn)
{
    size_t i = 0;
    while (i < got->count && i < wanted->count &&
           strcmp(got->all[i], wanted->all[i]) == 0)
        i++;
    if (i == got->count && i == wanted->count)
        return;
    fprintf(stderr, "plan:\n%s", drawn);
    fprintf(stderr, "engine:    %s\n",
            i < got->count ? got->all[i] : "(no more)");
    fprintf(stderr, "reference: %s\n",
            i < wanted->count ? wanted->all[i] : "(no more)");
    fail();
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
        compare(&got, &wanted, jm_text_get(&drawn));
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
    compare(&first, &again, lines);
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
