/* Random plans as the lines of sketch.h. */
#ifndef JM_TESTS_SCATTER_H
#define JM_TESTS_SCATTER_H

#include <jumelage/text.h>
#include <stdint.h>

/* Few days, few places and round hours, so that things meet. `r` is the state
 * of test_random(). */
void scatter(struct jm_text *out, uint64_t *r, uint32_t lines);

#endif
