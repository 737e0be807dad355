/* Moving events with all that lies in them. */
#include "watch.h"
#include <stdlib.h>

void jm_alters_clear(struct jm_alters *edits)
{
    free(edits->all);
    edits->all = NULL;
    edits->count = edits->room = 0;
}

enum jm_status jm_alters_add(struct jm_alters *edits,
                             const struct jm_alter *edit, struct jm_error *err)
{
    if (edits->count == edits->room) {
        size_t room = edits->room ? edits->room * 2 : 16;
        struct jm_alter *all = realloc(edits->all, room * sizeof *all);
        if (!all)
            return jm_fail_memory(err);
        edits->all = all;
        edits->room = room;
    }
    edits->all[edits->count++] = *edit;
    return JM_OK;
}

jm_utc jm_shift_instant(const struct jm_zone *zone, jm_utc utc, int days)
{
    jm_utc moved = utc;
    jm_zone_utc_of(zone, jm_zone_wall(zone, utc) + days * JM_DAY_SECONDS,
                   &moved);
    return moved;
}

struct jm_span jm_shift_span(const struct jm_plan *plan,
                             const struct jm_event *e, int days)
{
    const struct jm_zone *zone = &plan->zones[e->zone];
    struct jm_span span = {jm_shift_instant(zone, e->span.from, days),
                           jm_shift_instant(zone, e->span.until, days)};
    if (span.until < span.from) /* both in a gap */
        span.until = span.from;
    return span;
}

enum jm_status jm_watch_shift(const struct jm_watch *watch,
                              struct jm_alters *edits, uint32_t event, int days,
                              struct jm_error *err)
{
    const struct jm_plan *plan = jm_watch_plan(watch);
    struct jm_alter edit = {event, plan->events[event]};
    edit.as.span = jm_shift_span(plan, &edit.as, days);
    enum jm_status status = jm_alters_add(edits, &edit, err);
    for (uint32_t at = jm_watch_child(watch, event); at != JM_NONE && !status;
         at = jm_watch_sibling(watch, at))
        status = jm_watch_shift(watch, edits, at, days, err);
    return status;
}
