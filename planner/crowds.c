/* More at a place than may be, counted in one sweep. */
#include "engine.h"
#include <stdlib.h>

/* Who is there now: a delegation at a host, an event in a venue. */
struct jm_claim {
    uint32_t who;
    jm_utc until;
};

struct sweep {
    struct jm_check *check;
    enum jm_resource_kind kind;
    uint32_t row, capacity;
    const struct jm_engagement *all;
    jm_utc since;   /* the run over capacity began here, if most > 0 */
    uint32_t most;  /* most at once in that run */
    uint32_t first; /* engagements from here may be in the run */
};

static jm_utc end_of(struct jm_span span)
{
    return span.until > span.from ? span.until : span.from + 1;
}

static uint32_t capacity_of(const struct jm_check *check,
                            enum jm_resource_kind kind, uint32_t row)
{
    int32_t capacity = kind == JM_RESOURCE_HOST
                           ? check->plan->collectivities[row].capacity
                           : check->plan->venues[row].rooms;
    return capacity < 0 ? 0 : (uint32_t)capacity;
}

/* Whether an engagement claims anything, and for whom. An event does not claim
 * a room that an event it lies in holds already, and flagship events are open
 * to all. */
static bool claims(const struct jm_check *check, enum jm_resource_kind kind,
                   const struct jm_engagement *engagement, uint32_t *who)
{
    const struct jm_plan *plan = check->plan;
    if (kind == JM_RESOURCE_HOST) {
        *who = engagement->via;
        return *who != JM_NONE;
    }
    const struct jm_event *e = &plan->events[engagement->event];
    *who = engagement->event;
    for (uint32_t at = e->parent; at != JM_NONE; at = plan->events[at].parent) {
        const struct jm_event *outer = &plan->events[at];
        if (outer->venue == e->venue && outer->status != JM_CANCELLED &&
            jm_kind_traits[outer->kind].takes_room &&
            jm_span_contains(outer->span, e->span))
            return false;
    }
    return true;
}

/* A delegation's stay speaks for the visits inside it. */
static bool is_spoken_for(const struct jm_plan *plan, const uint32_t *events,
                          uint32_t count, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    if (e->kind == JM_STAY)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const struct jm_event *other = &plan->events[events[i]];
        if (other->kind == JM_STAY && other->delegation == e->delegation)
            return true;
    }
    return false;
}

static uint32_t drop_spoken_for(const struct jm_plan *plan, uint32_t *events,
                                uint32_t count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (!is_spoken_for(plan, events, count, events[i]))
            events[kept++] = events[i];
    return kept;
}

static void tell(struct sweep *s, const struct jm_crowd *crowd)
{
    for (const struct jm_ride **ride = s->check->crowd[s->kind].all; *ride;
         ride++) {
        s->check->riding = *ride;
        (*ride)->rule->crowd(s->check, crowd);
    }
}

/* The events of the run that ends at `until`: those that claim and overlap. */
static void close_run(struct sweep *s, uint32_t upto, jm_utc until)
{
    struct jm_crowd crowd = {.kind = s->kind,
                             .row = s->row,
                             .span = {s->since, until},
                             .count = s->most,
                             .capacity = s->capacity};
    struct jm_events_room *events = &s->check->walked;
    uint32_t who;
    events->count = 0;
    for (uint32_t i = s->first; i < upto; i++)
        if (claims(s->check, s->kind, &s->all[i], &who) &&
            jm_span_overlaps(jm_engagement_span(&s->all[i]), crowd.span))
            s->check->failed |= !jm_events_push(events, s->all[i].event);
    if (s->kind == JM_RESOURCE_HOST)
        events->count =
            drop_spoken_for(s->check->plan, events->all, events->count);
    jm_engine_sort_events(s->check->plan, events->all, events->count);
    crowd.events = events->all;
    crowd.n_events = events->count;
    tell(s, &crowd);
    s->most = 0;
}

/* Lets go those that have left by `now`, earliest first. A run ends when the
 * count falls back to the capacity; at `now` itself others may still come. */
static void let_go(struct sweep *s, jm_utc now, uint32_t upto)
{
    struct jm_claims_room *in = &s->check->claimed;
    for (;;) {
        uint32_t earliest = in->count;
        for (uint32_t i = 0; i < in->count; i++)
            if (in->all[i].until <= now &&
                (earliest == in->count ||
                 in->all[i].until < in->all[earliest].until))
                earliest = i;
        if (earliest == in->count)
            return;
        jm_utc left = in->all[earliest].until;
        in->all[earliest] = in->all[--in->count];
        if (s->most && in->count == s->capacity && left < now)
            close_run(s, upto, left);
    }
}

static bool push(struct jm_claims_room *in, struct jm_claim claim)
{
    if (in->count == in->room) {
        uint32_t room = in->room ? in->room * 2 : 16;
        struct jm_claim *all = realloc(in->all, room * sizeof *all);
        if (!all)
            return false;
        in->all = all;
        in->room = room;
    }
    in->all[in->count++] = claim;
    return true;
}

static void let_in(struct sweep *s, uint32_t who, struct jm_span span)
{
    struct jm_claims_room *in = &s->check->claimed;
    for (uint32_t i = 0; i < in->count; i++)
        if (in->all[i].who == who) {
            if (in->all[i].until < end_of(span))
                in->all[i].until = end_of(span);
            return;
        }
    if (!push(in, (struct jm_claim){who, end_of(span)})) {
        s->check->failed = true;
        return;
    }
    if (in->count <= s->capacity)
        return;
    if (!s->most)
        s->since = span.from;
    if (in->count > s->most)
        s->most = in->count;
}

static void sweep(struct sweep *s, uint32_t first, uint32_t end)
{
    struct jm_claims_room *in = &s->check->claimed;
    s->first = first;
    in->count = 0;
    for (uint32_t i = first; i < end; i++) {
        uint32_t who;
        jm_utc now = s->all[i].from;
        let_go(s, now, i);
        if (in->count == 0 && !s->most)
            s->first = i;
        if (claims(s->check, s->kind, &s->all[i], &who))
            let_in(s, who, jm_engagement_span(&s->all[i]));
        bool all_are_in = i + 1 == end || s->all[i + 1].from > now;
        if (all_are_in && s->most && in->count <= s->capacity)
            close_run(s, i + 1, now);
    }
    let_go(s, INT64_MAX, end);
}

/* Where a run of engagements that follow on each other without a gap is no
 * longer than the capacity there is nothing to count. */
void jm_engine_walk_crowds(struct jm_check *check, enum jm_resource_kind kind,
                           uint32_t row, struct jm_run run)
{
    struct sweep s = {.check = check,
                      .kind = kind,
                      .row = row,
                      .capacity = capacity_of(check, kind, row),
                      .all = run.all};
    for (uint32_t first = 0, end; first < run.count; first = end) {
        jm_utc until = end_of(jm_engagement_span(&run.all[first]));
        for (end = first + 1; end < run.count && run.all[end].from <= until;
             end++) {
            jm_utc its = end_of(jm_engagement_span(&run.all[end]));
            until = its > until ? its : until;
        }
        if (end - first > s.capacity)
            sweep(&s, first, end);
    }
}
