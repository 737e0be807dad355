#include "reference_programme.h"
#include "cases.h"
#include "reference_stay.h"

/* ---- vehicles and seats ---- */

static bool rides(const struct jm_plan *p, uint32_t i, uint32_t vehicle)
{
    for (uint32_t k = 0; k < p->n_participants; k++)
        if (p->participants[k].event == i &&
            p->participants[k].vehicle == vehicle)
            return true;
    return false;
}

static bool go_together(const struct jm_plan *p, uint32_t i, uint32_t j)
{
    const struct jm_event *a = &p->events[i], *b = &p->events[j];
    if (ref_lies_in(p, i, j) || ref_lies_in(p, j, i))
        return true;
    if (a->delegation != b->delegation)
        return false;
    if (a->kind == JM_STAY || b->kind == JM_STAY)
        return a->kind != b->kind;
    return (a->all_day || b->all_day) && ref_same_place(p, i, j);
}

static void vehicles(struct lines *out, const struct jm_plan *p)
{
    for (uint32_t v = 0; v < p->n_vehicles; v++)
        for (uint32_t i = 0; i < p->n_events; i++)
            for (uint32_t j = 0; j < p->n_events; j++) {
                const struct jm_event *a = &p->events[i], *b = &p->events[j];
                uint32_t two[2] = {i, j};
                struct jm_span both = {b->span.from,
                                       a->span.until < b->span.until
                                           ? a->span.until
                                           : b->span.until};
                bool first = a->span.from < b->span.from ||
                             (a->span.from == b->span.from && i < j);
                if (first && ref_occupies(p, i) && ref_occupies(p, j) &&
                    rides(p, i, v) && rides(p, j, v) &&
                    b->span.from < a->span.until && !go_together(p, i, j))
                    ref_tell(out, p, "vehicle-double-booked", JM_BLOCKING,
                             p->vehicles[v].id, both, two, 2);
            }
}

static bool is_in_delegation(const struct jm_plan *p, uint32_t d,
                             uint32_t person)
{
    for (uint32_t m = 0; m < p->n_members; m++)
        if (p->members[m].delegation == d && p->members[m].person == person)
            return true;
    return p->delegations[d].head == person;
}

static int64_t delegates(const struct jm_plan *p, uint32_t i)
{
    int64_t sum = 0;
    for (uint32_t d = 0; d < p->n_delegations; d++) {
        int64_t members = 0;
        if (!ref_takes_part(p, i, d))
            continue;
        for (uint32_t m = 0; m < p->n_members; m++)
            members += ref_goes(p, i, d, m);
        bool known =
            p->delegations[d].size > 0 && p->events[i].track == JM_TRACK_ALL;
        sum += known ? p->delegations[d].size : members;
    }
    return sum;
}

static int64_t others(const struct jm_plan *p, uint32_t i)
{
    int64_t sum = 0;
    for (uint32_t k = 0; k < p->n_participants; k++) {
        const struct jm_participant *part = &p->participants[k];
        bool counted = part->event == i && part->person != JM_NONE &&
                       part->role != JM_PART_DRIVES;
        for (uint32_t d = 0; d < p->n_delegations && counted; d++)
            counted = !(ref_takes_part(p, i, d) &&
                        is_in_delegation(p, d, part->person));
        sum += counted;
    }
    return sum;
}

static void rooms(struct lines *out, const struct jm_plan *p, uint32_t i)
{
    const struct jm_event *e = &p->events[i];
    bool takes_room =
        ref_occupies(p, i) && e->kind != JM_STAY && e->kind != JM_TRANSFER;
    if (!takes_room || e->venue == JM_NONE || p->venues[e->venue].seats <= 0)
        return;
    int64_t heads = e->expected;
    if (!heads && e->kind != JM_FORUM)
        heads = delegates(p, i) + others(p, i);
    if (heads > p->venues[e->venue].seats)
        ref_tell(out, p, "capacity-exceeded", JM_BLOCKING,
                 p->venues[e->venue].id, e->span, &i, 1);
}

static void coaches(struct lines *out, const struct jm_plan *p, uint32_t i)
{
    const struct jm_event *e = &p->events[i];
    const char *first = NULL;
    int64_t seats = 0, heads = delegates(p, i);
    bool known = true;
    for (uint32_t v = 0; v < p->n_vehicles; v++)
        if (rides(p, i, v)) {
            first = first ? first : p->vehicles[v].id;
            known &= p->vehicles[v].seats > 0;
            seats += p->vehicles[v].seats;
        }
    if (!first || !known || !ref_occupies(p, i))
        return;
    if (e->kind == JM_TRANSFER)
        heads = e->expected ? e->expected : heads + others(p, i);
    else if (e->expected && e->expected < heads)
        heads = e->expected;
    if (heads > seats)
        ref_tell(out, p, "capacity-exceeded", JM_BLOCKING, first, e->span, &i,
                 1);
}

/* ---- travel with little time ---- */

static bool is_stop(const struct jm_plan *p, uint32_t i)
{
    return ref_occupies(p, i) && p->events[i].kind != JM_STAY &&
           !p->events[i].all_day && ref_place(p, i) != JM_NONE;
}

static bool is_way(struct jm_journey way)
{
    return way.minutes_max > 0 && (way.from_table || way.kilometres >= 10);
}

static void step(struct lines *out, const struct jm_plan *p, const char *id,
                 struct presence a, struct presence b)
{
    const struct jm_event *from = &p->events[a.event],
                          *to = &p->events[b.event];
    uint32_t two[2] = {a.event, b.event};
    bool rides_there = from->kind == JM_TRANSFER && from->to_host != JM_NONE;
    struct jm_journey way =
        jm_plan_journey(p, rides_there ? from->to_host : ref_place(p, a.event),
                        ref_place(p, b.event));
    int64_t gap = b.span.from - a.span.until;
    if (is_way(way)) {
        if (gap >= way.minutes_min * 60 && gap < (way.minutes_max + 15) * 60)
            ref_tell(out, p, "travel-tight", JM_WARNING, id,
                     (struct jm_span){a.span.until, b.span.from}, two, 2);
        return;
    }
    if (!rides_there || !ref_works(p, b.event))
        return;
    way = jm_plan_journey(p, from->host, from->to_host);
    if (is_way(way) &&
        from->span.until - from->span.from >= way.minutes_min * 60 &&
        to->span.from - from->span.from < way.minutes_max * 60)
        ref_tell(out, p, "travel-tight", JM_WARNING, id,
                 (struct jm_span){from->span.from, to->span.from}, two, 2);
}

static bool is_before(struct presence a, struct presence b)
{
    return a.span.from < b.span.from ||
           (a.span.from == b.span.from && a.event < b.event);
}

/* Each stop after the one that ends last of those that begin before it. */
static void steps(struct lines *out, const struct jm_plan *p, const char *id,
                  const struct presence *stops, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        const struct presence *last = NULL;
        for (size_t i = 0; i < n; i++)
            if (is_before(stops[i], stops[j]) &&
                (!last || stops[i].span.until > last->span.until ||
                 (stops[i].span.until == last->span.until &&
                  is_before(*last, stops[i]))))
                last = &stops[i];
        if (last && last->span.until <= stops[j].span.from &&
            (last->via == JM_NONE || last->via != stops[j].via))
            step(out, p, id, *last, stops[j]);
    }
}

static void tight(struct lines *out, const struct jm_plan *p)
{
    struct presence all[512], stops[512];
    for (uint32_t d = 0; d < p->n_delegations; d++)
        for (uint32_t t = 0; t <= p->n_tracks; t++) {
            uint16_t track = t == p->n_tracks ? JM_TRACK_ALL : (uint16_t)t;
            size_t n = 0;
            if (!ref_has_track(p, d, track))
                continue;
            for (uint32_t i = 0; i < p->n_events; i++)
                if (is_stop(p, i) && ref_takes_part(p, i, d) &&
                    (p->events[i].track == JM_TRACK_ALL ||
                     p->events[i].track == track))
                    stops[n++] =
                        (struct presence){i, JM_NONE, p->events[i].span};
            steps(out, p, p->delegations[d].id, stops, n);
        }
    for (uint32_t who = 0; who < p->n_people; who++) {
        size_t n = presences(p, who, all), kept = 0;
        for (size_t i = 0; i < n; i++)
            if (is_stop(p, all[i].event))
                stops[kept++] = all[i];
        steps(out, p, p->people[who].id, stops, kept);
    }
}

void reference_programme(struct lines *out, const struct jm_plan *p)
{
    vehicles(out, p);
    for (uint32_t i = 0; i < p->n_events; i++) {
        rooms(out, p, i);
        coaches(out, p, i);
    }
    tight(out, p);
    ref_stays(out, p);
    ref_days(out, p);
    lines_settle(out);
}
