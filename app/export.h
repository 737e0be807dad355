/* The formats of export. */
#ifndef JM_APP_EXPORT_H
#define JM_APP_EXPORT_H

#include "app.h"

/* One feed to --output, or with --dir all of them as a static site. */
enum jm_status jm_export_ics(struct jm_app *app, const struct jm_plan *plan,
                             int64_t release);

/* Every feed and an index page, in www/ in the folder --dir, as any web server
 * can serve them; above it etags.txt and what nginx needs. Tells on out where
 * each feed is: the addresses of those that are not public stand in no file
 * that is served. */
enum jm_status jm_export_site(struct jm_app *app, const struct jm_plan *plan);

/* A workbook of the plan, which is that of a release or (0) the draft. */
enum jm_status jm_export_xlsx(struct jm_app *app, const struct jm_plan *plan,
                              int64_t release);

/* Guests, hotels and hosts get what was published; staff, who also want to know
 * what has changed since, the draft. */
bool jm_export_xlsx_of_release(const struct jm_app *app);

#endif
