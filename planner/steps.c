/* The walk from stop to stop of everybody who moves. */
#include "engine.h"
#include <stdlib.h>

/* Where an event is, at its start or at its end: they differ for transfers. */
struct place {
    uint32_t collectivity;
    const float *xyz;
};

static struct place place_at(const struct jm_plan *plan, uint32_t host,
                             uint32_t venue)
{
    if (venue != JM_NONE) {
        const struct jm_venue *v = &plan->venues[venue];
        return (struct place){v->collectivity, v->xyz};
    }
    if (host != JM_NONE)
        return (struct place){host, plan->collectivities[host].xyz};
    return (struct place){JM_NONE, NULL};
}

static struct place start_of(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    return place_at(plan, e->host, e->venue);
}

static struct place end_of(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    if (e->kind == JM_TRANSFER &&
        (e->to_host != JM_NONE || e->to_venue != JM_NONE))
        return place_at(plan, e->to_host, e->to_venue);
    return start_of(plan, event);
}

/* An all-day event is a frame: nobody knows at what hour one is there. */
static bool is_stop(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    return jm_kind_traits[e->kind].is_stop && !e->all_day &&
           start_of(plan, event).collectivity != JM_NONE;
}

static void tell_step(struct jm_check *check, const struct jm_engagement *from,
                      const struct jm_engagement *to)
{
    struct place left = end_of(check->plan, from->event);
    struct place reached = start_of(check->plan, to->event);
    struct jm_step step = {from,
                           to,
                           left.collectivity,
                           reached.collectivity,
                           left.xyz,
                           reached.xyz,
                           to->span.from - from->span.until};
    for (const struct jm_rule *const *rule = jm_rules; *rule; rule++)
        if ((*rule)->step && jm_engine_rides(check, *rule))
            (*rule)->step(check, *rule, &step);
}

/* The stops of one mover that are on a track (JM_TRACK_ALL: all of them),
 * compared with the one that ends last before them: what lies inside a longer
 * stop does not shorten the way out of it. */
static void walk_track(struct jm_check *check, uint32_t resource,
                       uint16_t track)
{
    const struct jm_engagements *e = &check->engagements;
    const struct jm_engagement *last = NULL;
    for (size_t i = e->start[resource]; i < e->start[resource + 1]; i++) {
        const struct jm_engagement *now = &e->all[i];
        if (track != JM_TRACK_ALL && now->track != JM_TRACK_ALL &&
            now->track != track)
            continue;
        if (!is_stop(check->plan, now->event))
            continue;
        if (last && now->span.from >= last->span.until)
            tell_step(check, last, now);
        if (!last || now->span.until >= last->span.until)
            last = now;
    }
}

/* Each track of a delegation is a mover of its own; without tracks there is
 * one. */
static void walk_mover(struct jm_check *check, uint32_t resource)
{
    const struct jm_engagements *e = &check->engagements;
    bool has_track = false;
    for (size_t i = e->start[resource]; i < e->start[resource + 1]; i++) {
        uint16_t track = e->all[i].track;
        bool is_first = track != JM_TRACK_ALL;
        for (size_t j = e->start[resource]; j < i && is_first; j++)
            is_first = e->all[j].track != track;
        if (is_first)
            walk_track(check, resource, track);
        has_track |= track != JM_TRACK_ALL;
    }
    if (!has_track)
        walk_track(check, resource, JM_TRACK_ALL);
}

void jm_engine_walk_steps(struct jm_check *check)
{
    const uint32_t *first = check->engagements.first;
    for (uint32_t r = first[JM_RESOURCE_DELEGATION];
         r < first[JM_RESOURCE_PERSON + 1]; r++)
        walk_mover(check, r);
}
