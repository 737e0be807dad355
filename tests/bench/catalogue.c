/* The full catalogue of rules, on a season that has all they look at. */
#include "bench.h"
#include "roadmap.h"
#include <jumelage/rule.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPEATS = 4 };

struct checking {
    const struct jm_plan *plan;
    const struct jm_rule *only;
    struct jm_findings findings;
};

static void check(const struct bench *b, void *data)
{
    struct checking *checking = data;
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    (void)b;
    scope.only = checking->only;
    jm_findings_clear(&checking->findings);
    checking->findings = (struct jm_findings)JM_FINDINGS_INIT;
    need(!jm_check_run(&checking->findings, checking->plan, &scope, NULL),
         "jm_check_run()");
}

static void derive(const struct bench *b, void *data)
{
    const struct checking *checking = data;
    struct jm_engagements made;
    (void)b;
    need(!jm_engagements_derive(&made, checking->plan, NULL),
         "jm_engagements_derive()");
    jm_engagements_clear(&made);
}

static void describe(const struct jm_plan *plan)
{
    struct jm_engagements made;
    need(!jm_engagements_derive(&made, plan, NULL), "jm_engagements_derive()");
    uint32_t partners =
        made.first[JM_RESOURCES] - made.first[JM_RESOURCE_PARTNER];
    printf("  The season: %u events, %zu engagements of %u resources and %u "
           "partners\n",
           (unsigned)plan->n_events, made.count,
           (unsigned)(made.first[JM_RESOURCES] - partners), (unsigned)partners);
    jm_engagements_clear(&made);
}

/* All that fired on one line. */
static void tell_findings(const struct checking *checking)
{
    const struct jm_findings *all = &checking->findings;
    printf("  %zu findings (%.1f%% of events):", all->count,
           100.0 * (double)all->count / checking->plan->n_events);
    for (const struct jm_rule *const *rule = jm_rules; *rule; rule++) {
        size_t count = 0;
        for (size_t i = 0; i < all->count; i++)
            count += all->all[i].rule == *rule;
        if (count)
            printf(" %s %zu", (*rule)->id, count);
    }
    printf("\n");
}

static void measure_rules(const struct bench *b, struct checking *checking)
{
    static const char *const some[] = {
        "forum-count",       "outside-stay",       "delegation-double-booked",
        "travel-impossible", "host-over-capacity", "day-overloaded",
        "order-broken",      "public-holiday",     "indirect"};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        char what[80];
        snprintf(what, sizeof what, "   only %s", some[i]);
        checking->only = jm_rule_find(some[i]);
        need(checking->only, some[i]);
        row(b, what, least(b, check, checking, 2));
    }
    checking->only = NULL;
}

/* A number of /proc/self/status, in bytes. */
static double status_of_process(const char *key)
{
    char line[128];
    double kilobytes = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        if (strncmp(line, key, strlen(key)) == 0)
            kilobytes = strtod(line + strlen(key), NULL);
    if (status)
        fclose(status);
    return kilobytes * 1024;
}

/* From here on the peak is counted anew. */
static bool forget_peak(void)
{
    FILE *file = fopen("/proc/self/clear_refs", "w");
    bool good = file && fputs("5", file) >= 0;
    return file && fclose(file) == 0 && good;
}

void tell_memory(uint32_t n_events)
{
    size_t before = bytes_in_use();
    struct jm_plan *plan = roadmap_plan(n_events, false);
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings findings = JM_FINDINGS_INIT;
    need(plan, "the plan without texts");
    tell_number("the plan in memory, without texts",
                (double)(bytes_in_use() - before) / n_events,
                "bytes per event");
    malloc_trim(0);
    double resident = status_of_process("VmRSS:");
    bool good = forget_peak();
    need(!jm_check_run(&findings, plan, &scope, NULL), "jm_check_run()");
    if (good)
        tell_number("what checking takes besides it, at the most",
                    (status_of_process("VmHWM:") - resident) / n_events,
                    "bytes per event");
    jm_findings_clear(&findings);
    jm_plan_free(plan);
}

void measure_catalogue(const struct bench *b, uint32_t n_events)
{
    struct jm_plan *plan = roadmap_plan(n_events, true);
    need(plan, "the season");
    struct checking checking = {plan, NULL, JM_FINDINGS_INIT};
    describe(plan);
    row(b, "jm_engagements_derive()", least(b, derive, &checking, REPEATS));
    row(b, "jm_check_run(), every rule", least(b, check, &checking, REPEATS));
    tell_findings(&checking);
    measure_rules(b, &checking);
    jm_findings_clear(&checking.findings);
    measure_moves(plan);
    if (b->files)
        measure_file(b, plan);
    jm_plan_free(plan);
}
