/* The walks along the way of everybody who moves: from stop to stop, and day by
 * day. */
#include "engine.h"
#include <math.h>

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

/* The square of the chord of the unit sphere under an arc of so many km; a
 * hundredth is left for rounding. Less than nothing for no way at all. */
static float square_of(double km)
{
    double arc = km / 6371 * 0.99;
    double chord = 2 * sin((arc < 3.14 ? arc : 3.14) / 2);
    return km > 0 ? (float)(chord * chord) : -1;
}

/* How far one surely gets, by what travel.c estimates at worst: 80 km/h and
 * half an hour on the ground, from 900 km on 650 km/h and four hours; 40 km/h
 * within a place. */
static float reach_between(int64_t minutes)
{
    double ground = (double)(minutes - 31) * 80 / 60;
    double air = (double)(minutes - 241) * 650 / 60;
    return square_of(ground < 899 ? ground : air < 899 ? 899 : air);
}

static float reach_within(int64_t minutes)
{
    return square_of((double)minutes * 40 / 60);
}

/* The longest margin that a ride asks for, in minutes. */
static int64_t margin_of(const struct jm_ride *ride)
{
    const struct jm_rule *rule = ride->rule;
    if (!rule->margin)
        return 0;
    return ride->varies ? rule->parameters[rule->margin - 1].most
                        : ride->values[rule->margin - 1];
}

void jm_engine_reach(struct jm_check *check)
{
    int64_t margin = 0;
    for (const struct jm_ride **ride = check->step.all; *ride; ride++)
        if (margin_of(*ride) > margin)
            margin = margin_of(*ride);
    for (int i = 0; i < JM_REACH; i++) {
        check->reach_between[i] = reach_between(i - margin);
        check->reach_within[i] = reach_within(i);
    }
}

/* Whether the time between two spots surely does. */
static bool is_near(const struct jm_check *check, uint32_t a, uint32_t b,
                    uint32_t gap)
{
    const struct jm_spots *spots = &check->index->spots;
    uint32_t minutes = gap / 60 < JM_REACH ? gap / 60 : JM_REACH - 1;
    float reach = check->reach_within[minutes];
    if (a == b)
        return true;
    if (spots->place[a] != spots->place[b]) {
        a = spots->place[a];
        b = spots->place[b];
        reach = check->reach_between[minutes];
        if (spots->is_listed[a] && spots->is_listed[b])
            return false;
    }
    const float *p = spots->xyz[a], *q = spots->xyz[b];
    float x = p[0] - q[0], y = p[1] - q[1], z = p[2] - q[2];
    float square = x * x + y * y + z * z;
    return square < reach || square == 0;
}

/* Each stop is compared with the one that ends last before it: what lies inside
 * a longer stop does not shorten the way out of it. */
static void walk_steps(const struct mover *m)
{
    const struct jm_index *index = m->check->index;
    const struct jm_engagement *last = NULL;
    for (uint32_t i = 0; i < m->run.count; i++) {
        const struct jm_engagement *now = &m->run.all[i];
        if (!(index->flags[now->event] & JM_IS_STOP) || !is_its(m, now->event))
            continue;
        if (last && now->from >= last->until &&
            (index->flags[last->event] & JM_LEADS_ON ||
             !is_near(m->check, index->spots.of_event[last->event],
                      index->spots.of_event[now->event],
                      now->from - last->until))) {
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
