/* The rules once more, slow and obvious: every pair of events is looked at,
 * nothing is sorted, indexed or shared with the engine. */
#ifndef JM_TESTS_REFERENCE_H
#define JM_TESTS_REFERENCE_H

#include <jumelage/finding.h>
#include <jumelage/plan.h>
#include <jumelage/text.h>
#include <stddef.h>

/* Findings as lines "rule resource from until severity uid uid ...", sorted by
 * strcmp, each once. Free with free_lines(). */
struct lines {
    char **all;
    size_t count, room;
};

void reference_check(struct lines *out, const struct jm_plan *plan);

/* How a person is in an event: by name (via JM_NONE) or through delegations; in
 * the order of events. At most 512 of them. */
struct presence {
    uint32_t event, via;
    struct jm_span span;
};
size_t presences(const struct jm_plan *plan, uint32_t person,
                 struct presence *all);

void lines_add(struct lines *lines, const char *line);
/* Sorts, and drops lines that stand twice. */
void lines_settle(struct lines *lines);
void lines_free(struct lines *lines);

/* Fails the test where they part, and says where. */
void lines_compare(const struct lines *got, const struct lines *wanted,
                   const char *drawn);

/* What the engine finds by each of these rules alone, settled; `say` writes a
 * finding as the slow twin does. told[i] grows by what rule i finds. Fails the
 * test when something is told twice. */
typedef void say_finding(struct jm_text *line, const struct jm_plan *plan,
                         const struct jm_finding *finding);
void lines_of_rules(struct lines *out, const struct jm_plan *plan,
                    const char *const *rules, size_t n_rules, say_finding *say,
                    size_t *told);

#endif
