/* Inside the watch: what shift.c and why.c ask of it. */
#ifndef JM_WATCH_H
#define JM_WATCH_H

#include <jumelage/watch.h>

/* The first event that lies in one, and the next one beside it; JM_NONE ends
 * them. */
uint32_t jm_watch_child(const struct jm_watch *watch, uint32_t event);
uint32_t jm_watch_sibling(const struct jm_watch *watch, uint32_t event);

/* An instant the same time of day later on the clocks of a zone, and both ends
 * of an event so on its own. */
jm_utc jm_shift_instant(const struct jm_zone *zone, jm_utc utc, int days);
struct jm_span jm_shift_span(const struct jm_plan *plan,
                             const struct jm_event *e, int days);

#endif
