/* The rules of the season once more, slow and obvious. */
#ifndef JM_TESTS_REFERENCE_SEASON_H
#define JM_TESTS_REFERENCE_SEASON_H

#include "reference.h"

/* Findings as lines "rule host resource from until severity uid ... key=value
 * ...", sorted. */
void reference_season(struct lines *out, const struct jm_plan *plan);

#endif
