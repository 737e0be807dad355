/* The plan as a release froze it: what feeds and workbooks show. */
#ifndef JM_APP_PUBLISHED_H
#define JM_APP_PUBLISHED_H

#include "app.h"

/* Opens the plan if need be, and loads that release; end it with
 * jm_plan_free(). *renewed, which may be NULL, says whether the zone data has
 * changed since, and instants were derived again. JM_NOT_FOUND when there is no
 * release of that number. */
enum jm_status jm_app_load_release(struct jm_app *app, int64_t number,
                                   struct jm_plan **plan, bool *renewed);

/* A hash of the zone data that a plan's instants follow: of its zones alone,
 * whatever others were asked for. */
enum jm_status jm_app_zones_of(struct jm_app *app, const struct jm_plan *plan,
                               uint64_t *hash);

/* The same of the latest release, whose number is put in *number. Before the
 * first one it is 0, and *plan is the working plan: whoever shows it says so,
 * with NOT_PUBLISHED. */
enum jm_status jm_app_load_published(struct jm_app *app, struct jm_plan **plan,
                                     int64_t *number);

/* A plan that holds nothing: what stood before the first release. */
enum jm_status jm_app_empty_plan(struct jm_app *app, struct jm_plan **plan);

#endif
