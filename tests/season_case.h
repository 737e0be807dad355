/* Tables of seasons and what one rule finds in them. */
#ifndef JM_TESTS_SEASON_CASE_H
#define JM_TESTS_SEASON_CASE_H

#include <jumelage/plan.h>

struct season_case {
    const char *name;
    const char *lines;
    /* "severity event event[, ...]" of the findings, events by their line;
     * with the bits of what is missing, where the rule gives them */
    const char *wanted;
};

/* Checks each with that rule only; sentences are made too. */
void season_run(const char *rule, const struct season_case *cases,
                size_t count);
/* The same on a plan that is freed. */
void season_run_one(const char *rule, const struct season_case *c,
                    struct jm_plan *plan);

#endif
