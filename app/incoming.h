/* Occurrences of a guest's programme as events of the plan. */
#ifndef JM_APP_INCOMING_H
#define JM_APP_INCOMING_H

#include "taken.h"
#include "tally.h"

struct jm_incoming {
    const struct jm_plan *plan; /* as it is before, with texts; lent */
    const char *host, *delegation;
    const char *kind; /* a word of event_kind */
};

/* Brings the events in, inside an open change. An event's id is the UID where
 * that is a UUID that nothing else has, else one made of (UID, recurrence): who
 * imports twice updates. Its `source` says where it came from, and only events
 * of the same source are touched. A new one gets host, delegation, kind, title,
 * times, status (option unless it is confirmed over there), description, place,
 * URL, and the delegation's stay around it as its parent. Later only times and
 * title follow; what is cancelled over there is cancelled here. What the plan
 * itself has published is recognised. */
enum jm_status jm_incoming_merge(struct jm_app *app, struct jm_change *change,
                                 const struct jm_incoming *incoming,
                                 const struct jm_taken *taken,
                                 struct jm_tally *tally);

#endif
