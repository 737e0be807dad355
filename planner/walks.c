/* The walks over sorted engagements that rules ride. */
#include "engine.h"
#include <stdlib.h>
#include <string.h>

void jm_engine_walk_events(struct jm_check *check)
{
    for (uint32_t i = 0; i < check->plan->n_events; i++) {
        if (check->plan->events[i].status == JM_CANCELLED)
            continue;
        for (const struct jm_rule *const *rule = jm_rules; *rule; rule++)
            if ((*rule)->event && jm_engine_rides(check, *rule))
                (*rule)->event(check, *rule, i);
    }
}

struct riding {
    struct jm_check *check;
    enum jm_resource_kind kind;
};

static void ride_pair(void *data, struct jm_pair pair)
{
    struct riding *riding = data;
    for (const struct jm_rule *const *rule = jm_rules; *rule; rule++)
        if ((*rule)->pair && (*rule)->pair_kind == riding->kind &&
            jm_engine_rides(riding->check, *rule))
            (*rule)->pair(riding->check, *rule, pair);
}

static bool is_ridden(const struct jm_check *check, enum jm_resource_kind kind)
{
    for (const struct jm_rule *const *rule = jm_rules; *rule; rule++)
        if ((*rule)->pair && (*rule)->pair_kind == kind &&
            jm_engine_rides(check, *rule))
            return true;
    return false;
}

void jm_engine_walk_pairs(struct jm_check *check)
{
    const struct jm_engagements *e = &check->engagements;
    for (int kind = 0; kind < JM_RESOURCES; kind++) {
        struct riding riding = {check, (enum jm_resource_kind)kind};
        if (is_ridden(check, riding.kind))
            jm_engagements_pairs(e, e->first[kind], e->first[kind + 1],
                                 ride_pair, &riding);
    }
}

void jm_engine_sort_events(const struct jm_plan *plan, uint32_t *events,
                           uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint32_t event = events[i], j = i;
        for (; j > 0; j--) {
            uint32_t before = events[j - 1];
            jm_utc a = plan->events[before].span.from;
            jm_utc b = plan->events[event].span.from;
            if (a < b || (a == b && strcmp(plan->texts[before].uid,
                                           plan->texts[event].uid) <= 0))
                break;
            events[j] = before;
        }
        events[j] = event;
    }
}

/* ---- crowds: more at a place than may be ---- */

/* Who is there now. A claim is a delegation at a host, an event in a venue. */
struct claim {
    uint32_t who;
    jm_utc until;
};

struct sweep {
    struct jm_check *check;
    const struct jm_rule *rule;
    uint32_t resource, capacity;
    struct claim *claims;
    size_t n_claims, room;
    jm_utc since;  /* the run over capacity began here, if most > 0 */
    uint32_t most; /* most at once in that run */
    size_t first;  /* engagements from here may be in the run */
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

/* An event does not claim a room that an event it lies in holds already, and
 * flagship events are open to all. */
static bool claims(const struct jm_check *check, enum jm_resource_kind kind,
                   const struct jm_engagement *engagement, uint32_t *who)
{
    const struct jm_plan *plan = check->plan;
    const struct jm_event *e = &plan->events[engagement->event];
    if (kind == JM_RESOURCE_HOST) {
        *who = e->delegation;
        return e->kind != JM_FLAGSHIP;
    }
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

/* The events of the run that ends at `until`: those that claim and overlap. */
static void close_run(struct sweep *s, size_t upto, jm_utc until)
{
    const struct jm_engagement *all = s->check->engagements.all;
    enum jm_resource_kind kind = s->rule->crowd_kind;
    struct jm_crowd crowd = {.resource = s->resource,
                             .span = {s->since, until},
                             .count = s->most,
                             .capacity = s->capacity};
    uint32_t *events = jm_engine_scratch(s->check, upto - s->first);
    if (!events)
        return;
    uint32_t who;
    for (size_t i = s->first; i < upto; i++)
        if (claims(s->check, kind, &all[i], &who) &&
            jm_span_overlaps(all[i].span, crowd.span))
            events[crowd.n_events++] = all[i].event;
    if (kind == JM_RESOURCE_HOST)
        crowd.n_events =
            drop_spoken_for(s->check->plan, events, crowd.n_events);
    jm_engine_sort_events(s->check->plan, events, crowd.n_events);
    crowd.events = events;
    s->rule->crowd(s->check, s->rule, &crowd);
    s->most = 0;
}

/* Lets go those that have left by `now`, earliest first. A run ends when the
 * count falls back to the capacity; at `now` itself others may still come. */
static void let_go(struct sweep *s, jm_utc now, size_t upto)
{
    for (;;) {
        size_t earliest = s->n_claims;
        for (size_t i = 0; i < s->n_claims; i++)
            if (s->claims[i].until <= now &&
                (earliest == s->n_claims ||
                 s->claims[i].until < s->claims[earliest].until))
                earliest = i;
        if (earliest == s->n_claims)
            return;
        jm_utc left = s->claims[earliest].until;
        s->claims[earliest] = s->claims[--s->n_claims];
        if (s->most && s->n_claims == s->capacity && left < now)
            close_run(s, upto, left);
    }
}

static void let_in(struct sweep *s, uint32_t who, struct jm_span span)
{
    for (size_t i = 0; i < s->n_claims; i++)
        if (s->claims[i].who == who) {
            if (s->claims[i].until < end_of(span))
                s->claims[i].until = end_of(span);
            return;
        }
    if (s->n_claims == s->room) {
        size_t room = s->room ? s->room * 2 : 16;
        struct claim *claimed = realloc(s->claims, room * sizeof *claimed);
        if (!claimed) {
            s->check->failed = true;
            return;
        }
        s->claims = claimed;
        s->room = room;
    }
    s->claims[s->n_claims++] = (struct claim){who, end_of(span)};
    if (s->n_claims <= s->capacity)
        return;
    if (!s->most)
        s->since = span.from;
    if (s->n_claims > s->most)
        s->most = (uint32_t)s->n_claims;
}

static void sweep_resource(struct sweep *s)
{
    const struct jm_engagements *e = &s->check->engagements;
    size_t end = e->start[s->resource + 1];
    s->first = e->start[s->resource];
    for (size_t i = s->first; i < end; i++) {
        uint32_t who;
        jm_utc now = e->all[i].span.from;
        let_go(s, now, i);
        if (s->n_claims == 0 && !s->most)
            s->first = i;
        if (claims(s->check, s->rule->crowd_kind, &e->all[i], &who))
            let_in(s, who, e->all[i].span);
        bool all_are_in = i + 1 == end || e->all[i + 1].span.from > now;
        if (all_are_in && s->most && s->n_claims <= s->capacity)
            close_run(s, i + 1, now);
    }
    let_go(s, INT64_MAX, end);
}

void jm_engine_walk_crowds(struct jm_check *check)
{
    struct sweep s = {.check = check};
    for (const struct jm_rule *const *rule = jm_rules; *rule; rule++) {
        if (!(*rule)->crowd || !jm_engine_rides(check, *rule))
            continue;
        enum jm_resource_kind kind = (*rule)->crowd_kind;
        uint32_t first = check->engagements.first[kind];
        uint32_t last = check->engagements.first[kind + 1];
        s.rule = *rule;
        for (s.resource = first; s.resource < last; s.resource++) {
            s.capacity = capacity_of(check, kind, s.resource - first);
            sweep_resource(&s);
        }
    }
    free(s.claims);
}
