/* The days of both countries as rows of the plan. */
#ifndef JM_APP_DAYS_H
#define JM_APP_DAYS_H

#include "app.h"

/* Who writes them, in the log. */
#define JM_DAYS_AUTHOR "Jumelage"

/* Brings the plan's days up to what the program knows (jumelage/days.h), as one
 * change of JM_DAYS_AUTHOR's: adds those that are not there and corrects those
 * that it wrote itself. What a person added, edited or removed stays as it is,
 * and no day is ever removed. The plan is open for writing. */
enum jm_status jm_days_refresh(struct jm_app *app, int64_t *added,
                               int64_t *corrected);

#endif
