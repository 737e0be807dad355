/* The plan's own events in a host's calendar: it has subscribed to our feed, or
 * somebody has typed them. They are no other engagement of the host. */
#ifndef JM_APP_OURS_H
#define JM_APP_OURS_H

#include "app.h"
#include <jumelage/intake.h>

struct jm_ours {
    const struct jm_plan *plan;
    uint32_t host;
    uint32_t *events; /* that concern the host, by first instant */
    size_t count;
};

/* The plan is lent; a host that it does not know has no events. Ended by
 * jm_ours_clear(). */
enum jm_status jm_ours_find(struct jm_ours *ours, const struct jm_plan *plan,
                            const char *host, struct jm_error *err);
void jm_ours_clear(struct jm_ours *ours);

/* True when the occurrence is an event of the plan: by its UID, also as Outlook
 * writes those of others ([MS-OXCICAL] 2.1.3.1.1.20.26), or by its span and
 * title in any language, marked as cancelled or not. */
bool jm_ours_holds(const struct jm_ours *ours,
                   const struct jm_occurrence *occurrence);

#endif
