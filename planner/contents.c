/* Stays and what lies in them. */
#include "engine.h"

/* An event in a stay, by the stay's place among those of its delegation. */
static bool put(struct jm_check *check, uint32_t place, uint32_t event)
{
    return jm_events_push(&check->walked, place) &&
           jm_events_push(&check->gathered, event);
}

static bool put_event(struct jm_check *check, struct jm_events stays,
                      uint32_t event)
{
    const struct jm_event *events = check->plan->events;
    uint32_t around = jm_plan_stay_of(check->plan, event);
    bool whole = true;
    if (events[event].status == JM_CANCELLED)
        return true;
    for (uint32_t i = 0; i < stays.count && whole; i++) {
        uint32_t stay = stays.all[i];
        bool is_in = around == stay ||
                     (around == JM_NONE && events[event].kind != JM_STAY &&
                      jm_span_overlaps(events[event].span, events[stay].span));
        if (around == JM_NONE &&
            events[stay].span.from > events[event].span.until)
            break;
        if (is_in && event != stay)
            whole = put(check, i, event);
    }
    return whole;
}

/* Sorts what was put by stay: after it, start[i] is where stay i begins. */
static bool part(struct jm_check *check, uint32_t stays,
                 struct jm_events_room *parted, struct jm_events_room *start)
{
    uint32_t count = check->gathered.count, sum = 0;
    bool whole = true;
    parted->count = start->count = 0;
    for (uint32_t i = 0; i <= stays && whole; i++)
        whole = jm_events_push(start, 0);
    for (uint32_t i = 0; i < count && whole; i++)
        whole = jm_events_push(parted, JM_NONE);
    for (uint32_t i = 0; i < count && whole; i++)
        start->all[check->walked.all[i]]++;
    for (uint32_t i = 0; i <= stays && whole; i++) {
        uint32_t here = start->all[i];
        start->all[i] = sum;
        sum += here;
    }
    for (uint32_t i = 0; i < count && whole; i++)
        parted->all[start->all[check->walked.all[i]]++] =
            check->gathered.all[i];
    for (uint32_t i = stays; i > 0 && whole; i--)
        start->all[i] = start->all[i - 1];
    if (whole)
        start->all[0] = 0;
    return whole;
}

static void tell(struct jm_check *check, const struct jm_content *content)
{
    for (const struct jm_ride **ride = check->content.all; *ride; ride++) {
        check->riding = *ride;
        (*ride)->rule->content(check, content);
    }
}

void jm_engine_walk_contents(struct jm_check *check, uint32_t delegation)
{
    if (!check->content.all[0])
        return;
    struct jm_events programme = jm_check_programme(check, delegation);
    struct jm_events stays = jm_check_stays(check, delegation);
    bool whole = true;
    if (!stays.count)
        return;
    check->walked.count = check->gathered.count = 0;
    for (uint32_t i = 0; i < programme.count && whole; i++)
        whole = put_event(check, stays, programme.all[i]);
    if (!whole || !part(check, stays.count, &check->parted, &check->starts)) {
        check->failed = true;
        return;
    }
    for (uint32_t i = 0; i < stays.count; i++) {
        uint32_t first = check->starts.all[i];
        tell(check,
             &(struct jm_content){stays.all[i], check->parted.all + first,
                                  check->starts.all[i + 1] - first});
    }
}
