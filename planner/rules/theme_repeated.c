#include "programme.h"

enum { VISITS };

/* A visit that somebody who goes to `first` may see as one more of its kind. */
static bool repeats(const struct jm_plan *plan, uint32_t first, uint32_t event)
{
    return plan->events[event].kind == JM_VISIT &&
           plan->events[event].theme == plan->events[first].theme &&
           jm_rules_share_a_track(plan, first, event);
}

/* Those of one track: its own visits and everybody's. */
static uint32_t gather(const struct jm_plan *plan,
                       const struct jm_content *content, uint32_t theme,
                       uint16_t track, uint32_t named[JM_RULES_NAMED])
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < content->n_events; i++) {
        const struct jm_event *e = &plan->events[content->events[i]];
        if (e->kind != JM_VISIT || e->theme != theme ||
            (e->track != JM_TRACK_ALL && e->track != track))
            continue;
        if (count < JM_RULES_NAMED)
            named[count] = content->events[i];
        count++;
    }
    return count;
}
