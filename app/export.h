/* The formats of export. */
#ifndef JM_APP_EXPORT_H
#define JM_APP_EXPORT_H

#include "app.h"

/* One feed to --output, or with --dir all of them as a static site. */
enum jm_status jm_export_ics(struct jm_app *app, const struct jm_plan *plan);

/* Every feed and an index page, in www/ in the folder --dir, as any web server
 * can serve them; above it etags.txt and what nginx needs. Tells on out where
 * each feed is: the addresses of those that are not public stand in no file
 * that is served. */
enum jm_status jm_export_site(struct jm_app *app, const struct jm_plan *plan);

#endif
