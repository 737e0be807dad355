/* Random programmes as the lines of sketch.h: two stays in June 2023, full
 * days, flights, nights, seats, interpreters. */
#ifndef JM_TESTS_SCATTER_PROGRAMME_H
#define JM_TESTS_SCATTER_PROGRAMME_H

#include <jumelage/text.h>
#include <stdint.h>

/* `r` is the state of test_random(). */
void scatter_programme(struct jm_text *out, uint64_t *r);

#endif
