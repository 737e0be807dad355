#include "keys.h"
#include <assert.h>
#include <jumelage/engagement.h>
#include <stdlib.h>
#include <string.h>

const struct jm_kind_traits jm_kind_traits[] = {
    [JM_FORUM] = {.occupies = true,
                  .contains = true,
                  .takes_room = true,
                  .is_stop = true},
    [JM_STAY] = {.receives = true, .occupies = true, .contains = true},
    [JM_VISIT] = {.receives = true,
                  .occupies = true,
                  .takes_room = true,
                  .is_stop = true},
    [JM_MEETING] = {.receives = true,
                    .occupies = true,
                    .takes_room = true,
                    .is_stop = true},
    [JM_CEREMONY] = {.receives = true,
                     .occupies = true,
                     .takes_room = true,
                     .is_stop = true},
    [JM_MEAL] = {.receives = true,
                 .occupies = true,
                 .takes_room = true,
                 .is_stop = true},
    [JM_TRANSFER] = {.occupies = true, .is_stop = true},
    [JM_LODGING] = {0},
    [JM_FLAGSHIP] = {.contains = true},
    [JM_DEADLINE] = {0},
    [JM_POST] = {0}};

const char *jm_resource_word(enum jm_resource_kind kind)
{
    static const char *const words[JM_RESOURCES] = {
        [JM_RESOURCE_HOST] = "host",
        [JM_RESOURCE_DELEGATION] = "delegation",
        [JM_RESOURCE_PERSON] = "person",
        [JM_RESOURCE_VENUE] = "venue",
        [JM_RESOURCE_VEHICLE] = "vehicle",
        [JM_RESOURCE_PARTNER] = "partner"};
    return words[kind];
}

/* ---- who goes along ---- */

/* A member as derivation needs them. */
struct one {
    uint32_t person;
    uint32_t from, until; /* with the delegation */
    uint16_t track;
};

/* What every event asks of hosts and delegations, side by side: their own rows
 * are large and lie far apart. */
struct jm_crews {
    uint32_t *around; /* the territory that a collectivity lies in */
    uint32_t *first;  /* of delegation d: all[first[d]] to all[first[d + 1]] */
    struct one *all;
};

static const struct one *find_one(const struct one *all, uint32_t count,
                                  uint32_t person)
{
    for (uint32_t i = 0; i < count; i++)
        if (all[i].person == person)
            return &all[i];
    return NULL;
}

/* A head who is on no list of members goes where all go. */
static uint32_t list_crew(const struct jm_plan *plan, uint32_t delegation,
                          struct one *to)
{
    const struct jm_delegation *of = &plan->delegations[delegation];
    uint32_t count = 0;
    for (; count < of->members; count++) {
        const struct jm_member *m = &plan->members[of->first_member + count];
        to[count] = (struct one){m->person, (uint32_t)m->span.from,
                                 (uint32_t)m->span.until, m->track};
    }
    if (of->head != JM_NONE && !find_one(to, count, of->head))
        to[count++] = (struct one){of->head, 0, UINT32_MAX, JM_TRACK_ALL};
    return count;
}

static void clear_crews(struct jm_crews *crews)
{
    if (!crews)
        return;
    free(crews->around);
    free(crews->first);
    free(crews->all);
    free(crews);
}

/* NULL when memory runs out. */
static struct jm_crews *make_crews(const struct jm_plan *plan)
{
    size_t hosts = plan->n_collectivities, delegations = plan->n_delegations;
    struct jm_crews *crews = calloc(1, sizeof *crews);
    if (!crews)
        return NULL;
    crews->around = malloc((hosts + 1) * sizeof *crews->around);
    crews->first = malloc((delegations + 1) * sizeof *crews->first);
    crews->all =
        malloc((plan->n_members + delegations + 1) * sizeof *crews->all);
    if (!crews->around || !crews->first || !crews->all) {
        clear_crews(crews);
        return NULL;
    }
    for (size_t c = 0; c < hosts; c++)
        crews->around[c] = plan->collectivities[c].parent;
    crews->first[0] = 0;
    for (uint32_t d = 0; d < delegations; d++)
        crews->first[d + 1] =
            crews->first[d] + list_crew(plan, d, crews->all + crews->first[d]);
    return crews;
}

/* ---- one event ---- */

/* What derivation works with. */
struct deriving {
    const struct jm_plan *plan;
    const uint32_t *first; /* resources of each kind */
    const struct jm_crews *crews;
    jm_engage *each;
    void *data;
};

static void engage(const struct deriving *d, enum jm_resource_kind kind,
                   uint32_t row, struct jm_span span, uint32_t event,
                   uint32_t via)
{
    assert(span.from >= JM_UTC_MIN && span.until <= UINT32_MAX);
    d->each(d->data, d->first[kind] + row,
            (struct jm_engagement){(uint32_t)span.from, (uint32_t)span.until,
                                   event, via});
}

/* The host and the territories around it: Paris 15e counts in Paris. */
static void engage_hosts(const struct deriving *d, uint32_t event)
{
    const struct jm_event *e = &d->plan->events[event];
    uint32_t received = e->kind == JM_FLAGSHIP ? JM_NONE : e->delegation;
    for (uint32_t host = e->host; host != JM_NONE;
         host = d->crews->around[host])
        engage(d, JM_RESOURCE_HOST, host, e->span, event, received);
}

static struct jm_span span_with(const struct one *one)
{
    return (struct jm_span){one->from, one->until};
}

/* Whether a member goes to an event of their delegation: it is on their track,
 * and they are there by then. */
static bool goes(const struct jm_event *e, const struct one *one)
{
    return (e->track == JM_TRACK_ALL || e->track == one->track) &&
           jm_span_overlaps(e->span, span_with(one));
}

static bool is_led(const struct deriving *d, uint32_t event, uint32_t person,
                   uint32_t delegation)
{
    const struct jm_crews *crews = d->crews;
    for (uint32_t i = crews->first[delegation];
         i < crews->first[delegation + 1]; i++)
        if (crews->all[i].person == person &&
            goes(&d->plan->events[event], &crews->all[i]))
            return true;
    return false;
}

static void engage_members(const struct deriving *d, uint32_t event,
                           uint32_t delegation)
{
    const struct jm_event *e = &d->plan->events[event];
    const struct jm_crews *crews = d->crews;
    for (uint32_t i = crews->first[delegation];
         i < crews->first[delegation + 1]; i++) {
        const struct one *one = &crews->all[i];
        struct jm_span span = e->span;
        if (!goes(e, one))
            continue;
        if (span.from < span.until)
            span = jm_span_shared(span, span_with(one));
        engage(d, JM_RESOURCE_PERSON, one->person, span, event, delegation);
    }
}

static void engage_delegation(const struct deriving *d, uint32_t event,
                              uint32_t delegation)
{
    engage(d, JM_RESOURCE_DELEGATION, delegation, d->plan->events[event].span,
           event, JM_NONE);
    engage_members(d, event, delegation);
}

/* Named, and led there by a delegation too: the delegation counts. */
static bool is_led_by_any(const struct deriving *d, uint32_t event,
                          uint32_t person)
{
    const struct jm_event *e = &d->plan->events[event];
    if (e->delegation != JM_NONE && is_led(d, event, person, e->delegation))
        return true;
    for (uint32_t i = 0; i < e->participants; i++) {
        uint32_t other =
            d->plan->participants[e->first_participant + i].delegation;
        if (other != JM_NONE && is_led(d, event, person, other))
            return true;
    }
    return false;
}

static void engage_participants(const struct deriving *d, uint32_t event)
{
    const struct jm_event *e = &d->plan->events[event];
    for (uint32_t i = 0; i < e->participants; i++) {
        const struct jm_participant *p =
            &d->plan->participants[e->first_participant + i];
        if (p->person != JM_NONE) {
            if (!is_led_by_any(d, event, p->person))
                engage(d, JM_RESOURCE_PERSON, p->person, e->span, event,
                       JM_NONE);
        } else if (p->vehicle != JM_NONE) {
            engage(d, JM_RESOURCE_VEHICLE, p->vehicle, e->span, event, JM_NONE);
        } else if (p->delegation != JM_NONE && p->delegation != e->delegation) {
            engage_delegation(d, event, p->delegation);
        }
    }
}

/* The weeks, Monday to Sunday, that a stay touches at its host. */
static struct jm_span whole_weeks(const struct jm_plan *plan,
                                  const struct jm_event *e)
{
    const struct jm_zone *zone = &plan->zones[e->zone];
    struct jm_days days = jm_zone_days(zone, e->span);
    jm_day first = days.first - jm_day_weekday(days.first);
    jm_day last = days.last + 7 - jm_day_weekday(days.last);
    struct jm_span weeks = {jm_zone_day_start(zone, first),
                            jm_zone_day_start(zone, last)};
    weeks.from = weeks.from < JM_UTC_MIN ? JM_UTC_MIN : weeks.from;
    return weeks;
}

static void engage_event(const struct deriving *d, uint32_t event)
{
    const struct jm_event *e = &d->plan->events[event];
    const struct jm_kind_traits *traits = &jm_kind_traits[e->kind];
    if (e->kind == JM_FLAGSHIP ||
        (traits->receives && e->delegation != JM_NONE))
        engage_hosts(d, event);
    if (traits->occupies) {
        if (e->delegation != JM_NONE)
            engage_delegation(d, event, e->delegation);
        engage_participants(d, event);
    }
    if (traits->takes_room && e->venue != JM_NONE)
        engage(d, JM_RESOURCE_VENUE, e->venue, e->span, event, JM_NONE);
    if (e->kind == JM_STAY && e->delegation != JM_NONE && e->host != JM_NONE)
        engage(d, JM_RESOURCE_PARTNER,
               d->plan->delegations[e->delegation].origin,
               whole_weeks(d->plan, e), event, JM_NONE);
}

void jm_engagements_of(const struct jm_engagements *engagements,
                       const struct jm_plan *plan, uint32_t event,
                       jm_engage *each, void *data)
{
    struct deriving d = {plan, engagements->first, engagements->crews, each,
                         data};
    if (plan->events[event].status != JM_CANCELLED)
        engage_event(&d, event);
}

/* ---- all of a plan ----
 *
 * Twice over the events: the first time counts what each resource has, the
 * second puts each engagement in the room left for its resource. Nothing but
 * the result is held. */

static void count_one(void *data, uint32_t resource,
                      struct jm_engagement engagement)
{
    (void)engagement;
    uint32_t *start = data;
    start[resource]++;
}

/* Where an engagement goes is far from where the last one went: a batch is
 * gathered while memory is being asked for. */
enum { BATCH = 64 };

struct placing {
    struct jm_engagements *out;
    struct jm_engagement batch[BATCH];
    uint32_t resources[BATCH];
    uint32_t count;
};

static void place_batch(struct placing *p)
{
    struct jm_engagements *out = p->out;
    for (uint32_t i = 0; i < p->count; i++)
        __builtin_prefetch(&out->all[out->start[p->resources[i]]], 1);
    for (uint32_t i = 0; i < p->count; i++)
        out->all[out->start[p->resources[i]]++] = p->batch[i];
    p->count = 0;
}

static void place_one(void *data, uint32_t resource,
                      struct jm_engagement engagement)
{
    struct placing *p = data;
    __builtin_prefetch(&p->out->start[resource]);
    p->resources[p->count] = resource;
    p->batch[p->count++] = engagement;
    if (p->count == BATCH)
        place_batch(p);
}

static void derive_all(struct jm_engagements *out, const struct jm_plan *plan,
                       jm_engage *each, void *data)
{
    for (uint32_t i = 0; i < plan->n_events; i++)
        jm_engagements_of(out, plan, i, each, data);
}

/* Room for the longest run. */
struct sorting {
    uint64_t *keys, *spare;
    struct jm_engagement *rows;
};

static bool is_sorted(const struct jm_engagement *all, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (all[i].from < all[i - 1].from)
            return false;
    return true;
}

/* By start; of one start they keep their order, which is that of events. */
static void sort_run(const struct sorting *s, struct jm_engagement *all,
                     uint32_t count)
{
    if (is_sorted(all, count))
        return;
    for (uint32_t i = 0; i < count; i++)
        s->keys[i] = (uint64_t)all[i].from << 32 | i;
    memcpy(s->rows, all, count * sizeof *all);
    jm_sort_keys(s->keys, count, s->spare);
    for (uint32_t i = 0; i < count; i++)
        all[i] = s->rows[(uint32_t)s->keys[i]];
}

static enum jm_status sort(struct jm_engagements *out, struct jm_error *err)
{
    size_t longest = 1;
    for (uint32_t r = 0; r < out->first[JM_RESOURCES]; r++)
        if (out->start[r + 1] - out->start[r] > longest)
            longest = out->start[r + 1] - out->start[r];
    struct sorting s = {malloc(longest * sizeof *s.keys),
                        malloc(longest * sizeof *s.spare),
                        malloc(longest * sizeof *s.rows)};
    bool whole = s.keys && s.spare && s.rows;
    for (uint32_t r = 0; r < out->first[JM_RESOURCES] && whole; r++)
        sort_run(&s, out->all + out->start[r],
                 out->start[r + 1] - out->start[r]);
    free(s.keys);
    free(s.spare);
    free(s.rows);
    return whole ? JM_OK : jm_fail_memory(err);
}

/* Counts become places; after placing, each stands where the next begins. */
static enum jm_status place(struct jm_engagements *out,
                            const struct jm_plan *plan, struct jm_error *err)
{
    uint32_t resources = out->first[JM_RESOURCES], sum = 0;
    for (uint32_t r = 0; r < resources; r++) {
        uint32_t count = out->start[r];
        out->start[r] = sum;
        sum += count;
    }
    out->count = sum;
    out->all = calloc((size_t)sum + 1, sizeof *out->all);
    if (!out->all)
        return jm_fail_memory(err);
    struct placing placing = {.out = out};
    derive_all(out, plan, place_one, &placing);
    place_batch(&placing);
    memmove(out->start + 1, out->start, resources * sizeof *out->start);
    out->start[0] = 0;
    return sort(out, err);
}

enum jm_status jm_engagements_derive(struct jm_engagements *out,
                                     const struct jm_plan *plan,
                                     struct jm_error *err)
{
    const uint32_t counts[JM_RESOURCES] = {
        [JM_RESOURCE_HOST] = plan->n_collectivities,
        [JM_RESOURCE_DELEGATION] = plan->n_delegations,
        [JM_RESOURCE_PERSON] = plan->n_people,
        [JM_RESOURCE_VENUE] = plan->n_venues,
        [JM_RESOURCE_VEHICLE] = plan->n_vehicles,
        [JM_RESOURCE_PARTNER] = plan->n_collectivities};
    memset(out, 0, sizeof *out);
    for (int k = 0; k < JM_RESOURCES; k++)
        out->first[k + 1] = out->first[k] + counts[k];
    out->start =
        calloc((size_t)out->first[JM_RESOURCES] + 1, sizeof *out->start);
    out->crews = make_crews(plan);
    enum jm_status status =
        out->start && out->crews ? JM_OK : jm_fail_memory(err);
    if (!status) {
        derive_all(out, plan, count_one, out->start);
        status = place(out, plan, err);
    }
    if (status)
        jm_engagements_clear(out);
    return status;
}

void jm_engagements_clear(struct jm_engagements *engagements)
{
    free(engagements->all);
    free(engagements->start);
    clear_crews(engagements->crews);
    memset(engagements, 0, sizeof *engagements);
}

enum jm_resource_kind
jm_engagements_kind(const struct jm_engagements *engagements, uint32_t resource)
{
    int kind = 0;
    while (resource >= engagements->first[kind + 1])
        kind++;
    return (enum jm_resource_kind)kind;
}

uint32_t jm_engagements_row(const struct jm_engagements *engagements,
                            uint32_t resource)
{
    return resource -
           engagements->first[jm_engagements_kind(engagements, resource)];
}

struct jm_run jm_engagements_run(const struct jm_engagements *engagements,
                                 uint32_t resource)
{
    uint32_t start = engagements->start[resource];
    return (struct jm_run){engagements->all + start,
                           engagements->start[resource + 1] - start};
}
