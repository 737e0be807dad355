/* Runs one rule over small plans, case by case. */
#ifndef JM_TESTS_ONE_RULE_H
#define JM_TESTS_ONE_RULE_H

#include <stddef.h>

struct rule_case {
    const char *name;
    const char *lines;  /* see sketch.h */
    const char *wanted; /* "severity:event,event severity:event ...": events by
                         * their place among the lines */
};

void one_rule(const char *rule, const struct rule_case *cases, size_t count);

#endif
