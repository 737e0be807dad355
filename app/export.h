/* The formats of export. */
#ifndef JM_APP_EXPORT_H
#define JM_APP_EXPORT_H

#include "app.h"

/* One feed to --output, or with --dir all of them as a static site. */
enum jm_status jm_export_ics(struct jm_app *app, const struct jm_plan *plan);

/* Every feed and an index page, in the folder --dir, as any web server can
 * serve them; tells on out where each feed is. */
enum jm_status jm_export_site(struct jm_app *app, const struct jm_plan *plan);

#endif
