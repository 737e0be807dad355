/* The rules about days once more, slow and obvious: every day, mark and event
 * is looked at, nothing is sorted, searched or shared with the engine. */
#ifndef JM_TESTS_REFERENCE_DAYS_H
#define JM_TESTS_REFERENCE_DAYS_H

#include "reference.h"

/* Findings as lines "rule resource from until severity variant key=value ...
 * uid ...", in no order. The variant is the name of the sentence where it is
 * not the rule's own, else "-". Only what no setting changes is known. */
void reference_check_days(struct lines *out, const struct jm_plan *plan);

#endif
