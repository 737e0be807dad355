/* Why not on that date, and the least change that frees it. */
#include "cases.h"
#include "plans.h"
#include "sketch.h"
#include <jumelage/rule.h>
#include <jumelage/sentence.h>
#include <jumelage/why.h>

struct why_case {
    const char *name, *lines;
    unsigned line; /* the event that is moved */
    int days;
    const char *wanted; /* "rule: relief; ..." and the nearest free days */
};

static void say_reasons(struct jm_text *out, const struct jm_plan *plan,
                        const struct jm_reasons *reasons)
{
    for (size_t i = 0; i < reasons->findings.count; i++) {
        jm_text_addf(out, "%s%s: ", i ? "; " : "",
                     reasons->findings.all[i].rule->id);
        jm_relief_say(out, JM_EN, plan, &reasons->reliefs[i]);
    }
    if (reasons->earlier || reasons->later)
        jm_text_addf(out, " [-%d +%d]", reasons->earlier, reasons->later);
}

static bool same_rows(const struct jm_plan *a, const struct jm_plan *b)
{
    for (uint32_t i = 0; i < a->n_events; i++)
        if (a->events[i].span.from != b->events[i].span.from ||
            a->events[i].span.until != b->events[i].span.until ||
            a->events[i].status != b->events[i].status)
            return false;
    return true;
}

static void run(const struct why_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct jm_plan *plan = sketch(cases[i].lines);
        struct jm_watch *watch = NULL;
        struct jm_alters edits = JM_ALTERS_INIT;
        struct jm_reasons reasons = JM_REASONS_INIT;
        struct jm_text got = JM_TEXT_INIT;
        CHECK(cases[i].name, !jm_watch_new(&watch, plan, NULL));
        CHECK(cases[i].name, !jm_watch_shift(watch, &edits, cases[i].line - 1,
                                             cases[i].days, NULL));
        CHECK(cases[i].name,
              !jm_why(&reasons, watch, edits.all, edits.count, NULL));
        say_reasons(&got, plan, &reasons);
        CHECK_TEXT(cases[i].name, jm_text_get(&got), cases[i].wanted);
        CHECK(cases[i].name, same_rows(plan, jm_watch_plan(watch)));
        jm_text_clear(&got);
        jm_reasons_clear(&reasons);
        jm_alters_clear(&edits);
        jm_watch_free(watch);
        jm_plan_free(plan);
    }
}

static void finds_the_least_change(void **state)
{
    (void)state;
    static const struct why_case cases[] = {
        {"nothing stands against it",
         "stay suwon fr-tours 2023-05-05 2023-05-06", 1, 3, ""},
        {"another delegation leaves a day earlier",
         "stay guro fr-tours 2023-05-05 2023-05-08\n"
         "stay suwon fr-tours 2023-05-12 2023-05-14",
         2, -4,
         "host-over-capacity: free if guro leaves 1 day earlier (“stay 1”, "
         "tours) "
         "[-6 +1]"},
        {"it is enough to begin later",
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00\n"
         "meeting suwon fr-tours 2023-05-06T10:40 2023-05-06T12:00",
         2, -1,
         "delegation-double-booked: free if “meeting 1” (tours) begins "
         "20\u00a0min earlier [-1 +1]"},
        {"a block that is there already is told again",
         "stay suwon fr-tours 2023-05-05 2023-05-06\n"
         "stay suwon fr-grenoble 2023-05-06 2023-05-08",
         2, 0,
         "delegation-double-booked: free if suwon leaves 1 day earlier "
         "(“stay 1”, tours) [-4 +1]"},
    };
    run(cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_least_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
