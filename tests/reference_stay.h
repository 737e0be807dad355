/* Parts of reference_programme.h. */
#ifndef JM_TESTS_REFERENCE_STAY_H
#define JM_TESTS_REFERENCE_STAY_H

#include "reference.h"
#include <jumelage/finding.h>

/* Rules about stays, and about days. */
void ref_stays(struct lines *out, const struct jm_plan *plan);
void ref_days(struct lines *out, const struct jm_plan *plan);

void ref_tell(struct lines *out, const struct jm_plan *plan, const char *rule,
              enum jm_severity severity, const char *resource,
              struct jm_span span, const uint32_t *events, size_t count);

/* `inner` is `outer`, or lies in it. */
bool ref_lies_in(const struct jm_plan *plan, uint32_t inner, uint32_t outer);
bool ref_same_place(const struct jm_plan *plan, uint32_t i, uint32_t j);
uint32_t ref_place(const struct jm_plan *plan, uint32_t i);
/* Not cancelled, and of a kind that takes time; of a kind that is work. */
bool ref_occupies(const struct jm_plan *plan, uint32_t i);
bool ref_works(const struct jm_plan *plan, uint32_t i);
bool ref_takes_part(const struct jm_plan *plan, uint32_t i,
                    uint32_t delegation);
/* Member m is of that delegation and goes to event i. */
bool ref_goes(const struct jm_plan *plan, uint32_t i, uint32_t delegation,
              uint32_t m);
/* The delegation goes that way: JM_TRACK_ALL when it has no tracks. */
bool ref_has_track(const struct jm_plan *plan, uint32_t delegation,
                   uint16_t track);

/* One interprets alone there for too long: told for itself. */
bool ref_is_alone(const struct jm_plan *plan, uint32_t i);

#endif
