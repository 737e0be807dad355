/* Stays and what lies in them. */
#include "engine.h"

/* The stay around an event by its parents, or JM_NONE. */
static uint32_t stay_around(const struct jm_plan *plan, uint32_t event)
{
    uint32_t at = plan->events[event].parent;
    while (at != JM_NONE && plan->events[at].kind != JM_STAY)
        at = plan->events[at].parent;
    return at;
}

static bool lies_in(const struct jm_plan *plan, uint32_t event, uint32_t stay)
{
    const struct jm_event *e = &plan->events[event];
    if (event == stay || e->status == JM_CANCELLED)
        return false;
    uint32_t around = stay_around(plan, event);
    if (around != JM_NONE)
        return around == stay;
    return e->kind != JM_STAY &&
           jm_span_overlaps(e->span, plan->events[stay].span);
}

static void tell(struct jm_check *check, uint32_t stay,
                 struct jm_events programme)
{
    struct jm_events_room *inside = &check->gathered;
    inside->count = 0;
    for (uint32_t i = 0; i < programme.count; i++)
        if (lies_in(check->plan, programme.all[i], stay))
            check->failed |= !jm_events_push(inside, programme.all[i]);
    struct jm_content content = {stay, inside->all, inside->count};
    for (const struct jm_ride **ride = check->content.all; *ride; ride++) {
        check->riding = *ride;
        (*ride)->rule->content(check, &content);
    }
}

void jm_engine_walk_contents(struct jm_check *check, uint32_t delegation)
{
    struct jm_events programme = jm_check_programme(check, delegation);
    for (uint32_t i = 0; i < programme.count && check->content.all[0]; i++) {
        const struct jm_event *e = &check->plan->events[programme.all[i]];
        if (e->kind == JM_STAY && e->status != JM_CANCELLED)
            tell(check, programme.all[i], programme);
    }
}
