/* What differs between two plans, as the command line tells it. */
#ifndef JM_APP_CHANGES_H
#define JM_APP_CHANGES_H

#include "app.h"
#include <jansson.h>
#include <jumelage/diff.h>

/* "2 nouveaux, 1 déplacé": what there is of each; "" for nothing. */
void jm_changes_sums(struct jm_text *out, const struct jm_app *app,
                     const struct jm_diff *diff);

/* Every difference, by collectivity and then by person: one line each. On a
 * terminal long lists are cut, with how many are left. */
enum jm_status jm_changes_print(struct jm_app *app, const struct jm_diff *diff);

/* "counts" and "differences" of an object. */
enum jm_status jm_changes_json(struct jm_app *app, json_t *object,
                               const struct jm_diff *diff);

#endif
