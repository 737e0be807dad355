/* What a finding gives besides its events, for --json. */
#ifndef JM_APP_FACTS_H
#define JM_APP_FACTS_H

#include "app.h"
#include <jansson.h>
#include <jumelage/finding.h>

/* An object with a key per fact (jm_fact_word()). Numbers stay numbers, their
 * unit at the key's end; what a fact points at is told by what others know of
 * it too: an id, else an object; days are "2023-05-04"; "missing" is an array
 * of stable words. Names are in the language of the run. */
json_t *jm_facts_json(const struct jm_app *app, const struct jm_plan *plan,
                      const struct jm_finding *finding);

/* "2023-05-04", or null for JM_DAY_NONE. */
json_t *jm_json_day(jm_day day);

#endif
