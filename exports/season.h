/* Which events a year, or a host, has: for the sheets that are of no single
 * delegation. */
#ifndef JM_EXPORTS_SEASON_H
#define JM_EXPORTS_SEASON_H

#include "book.h"

/* Days of an event by the clocks of its own zone, cut to the book's year where
 * it has one; false where they do not touch it. */
bool jm_season_days(const struct jm_book *book, const struct jm_event *event,
                    struct jm_days *days);

/* The event is shown in this workbook: it touches the year, is at the host or
 * leads to it, and is for its readers. */
bool jm_season_shows(const struct jm_book *book, uint32_t event);

/* It takes a place of the season: a stay, a forum, a flagship event, a visit
 * that lies in nothing else. */
bool jm_season_is_block(const struct jm_event *event);

/* Indexes of shown events, by host (in the order of the plan), start, UID; the
 * caller frees them. NULL when memory ran out. */
uint32_t *jm_season_events(struct jm_book *book, uint32_t *count);

#endif
