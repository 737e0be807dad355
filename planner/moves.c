/* The walks along the way of everybody who moves: from stop to stop, and day by
 * day. */
#include "engine.h"

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

static void tell_step(struct jm_check *check, struct jm_step *step)
{
    const struct jm_plan *plan = check->plan;
    struct place left = end_of(plan, step->from->event);
    struct place reached = start_of(plan, step->to->event);
    step->from_place = left.collectivity;
    step->from_xyz = left.xyz;
    step->to_place = reached.collectivity;
    step->to_xyz = reached.xyz;
    for (const struct jm_ride **ride = check->step.all; *ride; ride++) {
        check->riding = *ride;
        (*ride)->rule->step(check, step);
    }
}

/* One mover: a person, a delegation, or one of its tracks. */
struct mover {
    struct jm_check *check;
    enum jm_resource_kind kind;
    uint32_t row;
    struct jm_run run;
    uint16_t track; /* JM_TRACK_ALL: everything is its */
};

static bool is_its(const struct mover *m, uint32_t event)
{
    if (m->track == JM_TRACK_ALL ||
        !(m->check->index->flags[event] & JM_IS_TRACKED))
        return true;
    return m->check->plan->events[event].track == m->track;
}

/* Each stop is compared with the one that ends last before it: what lies inside
 * a longer stop does not shorten the way out of it. */
static void walk_steps(const struct mover *m)
{
    const uint8_t *flags = m->check->index->flags;
    int64_t longest =
        m->check->index->longest_journey + (int64_t)JM_DAY_SECONDS;
    const struct jm_engagement *last = NULL;
    for (uint32_t i = 0; i < m->run.count; i++) {
        const struct jm_engagement *now = &m->run.all[i];
        if (!(flags[now->event] & JM_IS_STOP) || !is_its(m, now->event))
            continue;
        if (last && now->from >= last->until &&
            now->from - last->until < longest) {
            struct jm_step step = {.kind = m->kind,
                                   .row = m->row,
                                   .from = last,
                                   .to = now,
                                   .gap = (int64_t)now->from - last->until};
            tell_step(m->check, &step);
        }
        if (!last || now->until >= last->until)
            last = now;
    }
}

static void tell_day(struct jm_check *check, struct jm_mover_day *day)
{
    day->events = check->gathered.all;
    day->n_events = check->gathered.count;
    for (const struct jm_ride **ride = check->day.all; *ride && day->n_events;
         ride++) {
        check->riding = *ride;
        (*ride)->rule->day(check, day);
    }
    check->gathered.count = 0;
}

static void walk_days(const struct mover *m)
{
    struct jm_check *check = m->check;
    struct jm_mover_day day = {.delegation = m->row, .track = m->track};
    check->gathered.count = 0;
    for (uint32_t i = 0; i < m->run.count; i++) {
        const struct jm_engagement *now = &m->run.all[i];
        if (!(check->index->flags[now->event] & JM_IS_TIMED) ||
            !is_its(m, now->event))
            continue;
        const struct jm_event *e = &check->plan->events[now->event];
        jm_day on = jm_zone_day(&check->plan->zones[e->zone], now->from);
        if (check->gathered.count && on != day.day)
            tell_day(check, &day);
        if (!check->gathered.count)
            day.span = jm_engagement_span(now);
        day.day = on;
        day.span = jm_span_cover(day.span, jm_engagement_span(now));
        check->failed |= !jm_events_push(&check->gathered, now->event);
    }
    tell_day(check, &day);
}

static void walk_track(const struct mover *m)
{
    if (m->check->step.all[0])
        walk_steps(m);
    if (m->kind == JM_RESOURCE_DELEGATION && m->check->day.all[0])
        walk_days(m);
}

/* Whether one of the first `count` engagements is on that track. */
static bool was_walked(const struct mover *m, uint32_t count, uint16_t track)
{
    for (uint32_t i = 0; i < count; i++)
        if (m->check->plan->events[m->run.all[i].event].track == track)
            return true;
    return false;
}

/* Each track of a delegation is a mover of its own; without tracks there is
 * one. */
void jm_engine_walk_moves(struct jm_check *check, enum jm_resource_kind kind,
                          uint32_t row, struct jm_run run)
{
    struct mover m = {check, kind, row, run, JM_TRACK_ALL};
    bool has_track = false;
    for (uint32_t i = 0; i < run.count && kind == JM_RESOURCE_DELEGATION; i++) {
        uint32_t event = run.all[i].event;
        if (!(check->index->flags[event] & JM_IS_TRACKED))
            continue;
        has_track = true;
        m.track = check->plan->events[event].track;
        if (!was_walked(&m, i, m.track))
            walk_track(&m);
    }
    if (!has_track)
        walk_track(&m);
}
