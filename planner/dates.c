/* Events on marked days. */
#include "engine.h"

/* A collectivity's own days count for it alone, not for who travels from it. */
static bool counts(const struct jm_plan *plan, const struct jm_event *e,
                   struct jm_dated *dated)
{
    const struct jm_marked_days *mark = &plan->marked_days[dated->mark];
    uint32_t place = e->host;
    if (place == JM_NONE && e->venue != JM_NONE)
        place = plan->venues[e->venue].collectivity;
    dated->at_origin = false;
    if (jm_plan_mark_counts(plan, mark, place))
        return true;
    dated->at_origin = true;
    return e->delegation != JM_NONE && mark->collectivity == JM_NONE &&
           jm_plan_mark_counts(plan, mark,
                               plan->delegations[e->delegation].origin);
}

static void tell(struct jm_check *check, const struct jm_dated *dated)
{
    const struct jm_marked_days *mark = &check->plan->marked_days[dated->mark];
    uint8_t kind = check->plan->events[dated->event].kind;
    for (const struct jm_ride **ride = check->dated[kind].all; *ride; ride++) {
        if (!((*ride)->rule->mark_kinds & JM_KIND(mark->kind)))
            continue;
        check->riding = *ride;
        (*ride)->rule->dated(check, dated);
    }
}

void jm_engine_walk_dates(struct jm_check *check, uint32_t event)
{
    const struct jm_mark_table *table = &check->index->marks;
    const struct jm_event *e = &check->plan->events[event];
    const struct jm_zone *zone = &check->plan->zones[e->zone];
    if (!table->days)
        return;
    jm_day end = table->first + (jm_day)table->days - 1;
    struct jm_days days = jm_zone_days(zone, e->span);
    jm_day from = days.first > table->first ? days.first : table->first;
    for (jm_day d = from; d <= days.last && d <= end; d++) {
        uint32_t at = (uint32_t)(d - table->first);
        for (uint32_t i = table->start[at]; i < table->start[at + 1]; i++) {
            const struct jm_marked_days *mark =
                &check->plan->marked_days[table->mark[i]];
            struct jm_dated dated = {
                .event = event,
                .mark = table->mark[i],
                .first = d,
                .last = mark->last < days.last ? mark->last : days.last};
            /* each mark once, on the first day that both have */
            if ((mark->first == d || d == days.first) &&
                counts(check->plan, e, &dated))
                tell(check, &dated);
        }
    }
}
