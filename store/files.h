/* Files that come to be: written under a name of their own, and given the right
 * one when they are whole. Nothing is ever replaced. */
#ifndef JUMELAGE_STORE_FILES_H
#define JUMELAGE_STORE_FILES_H

#include <jumelage/error.h>

/* What can be said of a plan's path before SQLite sees it: JM_NOT_FOUND,
 * JM_INVALID where it cannot be a plan, JM_REFUSED where it may not be read. */
enum jm_status jm_file_look_at(const char *path, struct jm_error *err);

/* Makes an empty file beside `path` and puts its name in *draft. JM_REFUSED
 * when something is at `path` or in its way, or the folder cannot be written.
 */
enum jm_status jm_file_begin(struct jm_text *draft, const char *path,
                             struct jm_error *err);

/* Gives the draft its name where all went well, `status`; else removes it.
 * *draft is cleared. Returns status, or JM_REFUSED when somebody else has taken
 * the name. */
enum jm_status jm_file_end(struct jm_text *draft, const char *path,
                           enum jm_status status, struct jm_error *err);

#endif
