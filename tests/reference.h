/* The rules once more, slow and obvious: every pair of events is looked at,
 * nothing is sorted, indexed or shared with the engine. */
#ifndef JM_TESTS_REFERENCE_H
#define JM_TESTS_REFERENCE_H

#include <jumelage/plan.h>
#include <stddef.h>

/* Findings as lines "rule resource from until severity uid uid ...", sorted by
 * strcmp, each once. Free with free_lines(). */
struct lines {
    char **all;
    size_t count, room;
};

void reference_check(struct lines *out, const struct jm_plan *plan);

void lines_add(struct lines *lines, const char *line);
/* Sorts, and drops lines that stand twice. */
void lines_settle(struct lines *lines);
void lines_free(struct lines *lines);

#endif
