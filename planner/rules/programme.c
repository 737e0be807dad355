#include "programme.h"

bool jm_rules_goes(const struct jm_event *event, const struct jm_member *member)
{
    return (event->track == JM_TRACK_ALL || event->track == member->track) &&
           jm_span_overlaps(event->span, member->span);
}

/* The first flight of this delegation or of a later one. */
static uint32_t first_flight(const struct jm_plan *plan, uint32_t delegation)
{
    uint32_t low = 0, high = plan->n_flights;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (plan->flights[middle].delegation < delegation)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct jm_rules_flights jm_rules_flights(const struct jm_plan *plan,
                                         uint32_t delegation)
{
    uint32_t first = first_flight(plan, delegation), last = first;
    while (last < plan->n_flights &&
           plan->flights[last].delegation == delegation)
        last++;
    return (struct jm_rules_flights){plan->flights + first, last - first};
}

jm_utc jm_rules_clock(const struct jm_zone *zone, jm_day day, int minutes)
{
    jm_utc utc = 0;
    jm_zone_utc_of(zone, day * JM_DAY_SECONDS + minutes * 60, &utc);
    return utc;
}

struct jm_span jm_rules_first_to_last(const struct jm_plan *plan,
                                      const uint32_t *events, uint32_t count)
{
    const uint32_t *last = events + count - 1;
    return jm_span_cover(plan->events[*events].span, plan->events[*last].span);
}
