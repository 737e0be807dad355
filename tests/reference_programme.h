/* The rules about programmes once more, slow and obvious, with their standard
 * parameters, in Paris's summer time. Nothing is shared with the engine. */
#ifndef JM_TESTS_REFERENCE_PROGRAMME_H
#define JM_TESTS_REFERENCE_PROGRAMME_H

#include "reference.h"

/* Findings as lines: see reference.h; events in the order they are told. */
void reference_programme(struct lines *out, const struct jm_plan *plan);

#endif
