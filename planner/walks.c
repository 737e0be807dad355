/* The walks over events and over what shares a resource. */
#include "engine.h"

void jm_engine_sort_events(const struct jm_plan *plan, uint32_t *events,
                           uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint32_t event = events[i], j = i;
        for (; j > 0 && jm_index_is_before(plan, event, events[j - 1]); j--)
            events[j] = events[j - 1];
        events[j] = event;
    }
}

void jm_engine_walk_event(struct jm_check *check, uint32_t event)
{
    const struct jm_event *e = &check->plan->events[event];
    if (e->status == JM_CANCELLED)
        return;
    for (const struct jm_ride **ride = check->event[e->kind].all; *ride;
         ride++) {
        check->riding = *ride;
        (*ride)->rule->event(check, event);
    }
    if (check->dated[e->kind].all[0])
        jm_engine_walk_dates(check, event);
}

/* Forward scan: each is compared with those behind it that begin before it
 * ends, so that a long one meets all that it covers. */
static void walk_pairs(struct jm_check *check, struct jm_pair pair,
                       struct jm_run run)
{
    for (uint32_t i = 0; i < run.count; i++) {
        const struct jm_engagement *a = &run.all[i];
        uint32_t end = a->until > a->from ? a->until : a->from + 1;
        for (uint32_t j = i + 1; j < run.count && run.all[j].from < end; j++) {
            pair.a = a;
            pair.b = &run.all[j];
            for (const struct jm_ride **ride = check->pair[pair.kind].all;
                 *ride; ride++) {
                check->riding = *ride;
                (*ride)->rule->pair(check, &pair);
            }
        }
    }
}

void jm_engine_walk_resource(struct jm_check *check, uint32_t resource)
{
    const struct jm_engagements *e = &check->index->engagements;
    enum jm_resource_kind kind = jm_engagements_kind(e, resource);
    uint32_t row = resource - e->first[kind];
    struct jm_run run = jm_index_run(check->index, resource);
    if (!run.count)
        return;
    if (check->pair[kind].all[0])
        walk_pairs(check, (struct jm_pair){.kind = kind, .row = row}, run);
    if (check->crowd[kind].all[0])
        jm_engine_walk_crowds(check, kind, row, run);
    if (kind == JM_RESOURCE_DELEGATION || kind == JM_RESOURCE_PERSON)
        jm_engine_walk_moves(check, kind, row, run);
    for (const struct jm_ride **ride = check->person.all;
         kind == JM_RESOURCE_PERSON && *ride; ride++) {
        check->riding = *ride;
        (*ride)->rule->person(check, row, run);
    }
}

void jm_engine_walk_forums(struct jm_check *check)
{
    const struct jm_events_room *forums = &check->index->forums;
    for (const struct jm_ride **ride = check->forums.all; *ride; ride++) {
        check->riding = *ride;
        (*ride)->rule->forums(check, forums->all, forums->count);
    }
}

struct jm_events jm_check_frames(struct jm_check *run, struct jm_span span)
{
    const struct jm_index *index = run->index;
    const struct jm_event *events = run->plan->events;
    jm_utc from = span.from - index->longest_frame - 1;
    uint32_t low = 0, high = index->frames.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (events[index->frames.all[middle]].span.from < from)
            low = middle + 1;
        else
            high = middle;
    }
    run->found.count = 0;
    for (; low < index->frames.count; low++) {
        uint32_t event = index->frames.all[low];
        if (events[event].span.from > span.until)
            break;
        if (jm_span_overlaps(events[event].span, span))
            run->failed |= !jm_events_push(&run->found, event);
    }
    return (struct jm_events){run->found.all, run->found.count};
}

struct jm_events jm_check_programme(struct jm_check *run, uint32_t delegation)
{
    const struct jm_events_room *all = &run->index->programmes[delegation];
    return (struct jm_events){all->all, all->count};
}

const struct jm_plan *jm_check_plan(const struct jm_check *run)
{
    return run->plan;
}

struct jm_run jm_check_engagements(const struct jm_check *run,
                                   enum jm_resource_kind kind, uint32_t row)
{
    return jm_index_run(run->index, run->index->engagements.first[kind] + row);
}
