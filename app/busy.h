/* Occurrences of a host's calendar as busy spans of the plan. */
#ifndef JM_APP_BUSY_H
#define JM_APP_BUSY_H

#include "ours.h"
#include "taken.h"
#include "tally.h"

/* Brings the busy spans of one source in line with what was taken in, inside an
 * open change. The source is a registered calendar, or else all files imported
 * for a host: rows that somebody typed (without a UID) are never touched.
 * Rows and occurrences are matched by (UID, recurrence). What is free,
 * cancelled or ours is not stored, and removed where it was; an occurrence of a
 * lower SEQUENCE than the stored row is ignored; rows that are the same are
 * left alone. A row that a registered calendar no longer has is removed if it
 * overlaps the window that was read: older ones are history. A file is a part
 * of a calendar: what it does not hold stays. */
enum jm_status jm_busy_merge(struct jm_app *app, struct jm_change *change,
                             const struct jm_import *import,
                             const struct jm_taken *taken,
                             const struct jm_ours *ours,
                             struct jm_tally *tally);

#endif
