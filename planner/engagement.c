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

/* What derivation works with. */
struct deriving {
    const struct jm_plan *plan;
    const uint32_t *first; /* resources of each kind */
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
    for (uint32_t host = e->host; host != JM_NONE;
         host = d->plan->collectivities[host].parent)
        engage(d, JM_RESOURCE_HOST, host, e->span, event, JM_NONE);
}

/* Whether a member goes to an event of their delegation: it is on their track,
 * and they are there by then. */
static bool goes(const struct jm_event *e, const struct jm_member *m)
{
    return (e->track == JM_TRACK_ALL || e->track == m->track) &&
           jm_span_overlaps(e->span, m->span);
}

static const struct jm_span always = {JM_UTC_MIN, JM_UTC_MAX};

/* A head who is on no list of members goes where all go. */
static bool is_head_alone(const struct jm_plan *plan,
                          const struct jm_delegation *of)
{
    for (uint32_t i = 0; i < of->members; i++)
        if (plan->members[of->first_member + i].person == of->head)
            return false;
    return of->head != JM_NONE;
}

static bool is_led(const struct jm_plan *plan, uint32_t event, uint32_t person,
                   uint32_t delegation)
{
    const struct jm_event *e = &plan->events[event];
    const struct jm_delegation *of = &plan->delegations[delegation];
    for (uint32_t i = 0; i < of->members; i++) {
        const struct jm_member *m = &plan->members[of->first_member + i];
        if (m->person == person && goes(e, m))
            return true;
    }
    return person == of->head && e->track == JM_TRACK_ALL &&
           is_head_alone(plan, of);
}

static void engage_member(const struct deriving *d, uint32_t event,
                          uint32_t person, struct jm_span with_it,
                          uint32_t delegation)
{
    struct jm_span span = d->plan->events[event].span;
    if (span.from < span.until)
        span = jm_span_shared(span, with_it);
    engage(d, JM_RESOURCE_PERSON, person, span, event, delegation);
}

static void engage_members(const struct deriving *d, uint32_t event,
                           uint32_t delegation)
{
    const struct jm_event *e = &d->plan->events[event];
    const struct jm_delegation *of = &d->plan->delegations[delegation];
    for (uint32_t i = 0; i < of->members; i++) {
        const struct jm_member *m = &d->plan->members[of->first_member + i];
        if (goes(e, m))
            engage_member(d, event, m->person, m->span, delegation);
    }
    if (e->track == JM_TRACK_ALL && is_head_alone(d->plan, of))
        engage_member(d, event, of->head, always, delegation);
}

static void engage_delegation(const struct deriving *d, uint32_t event,
                              uint32_t delegation)
{
    engage(d, JM_RESOURCE_DELEGATION, delegation, d->plan->events[event].span,
           event, JM_NONE);
    engage_members(d, event, delegation);
}

/* Named, and led there by a delegation too: the delegation counts. */
static bool is_led_by_any(const struct jm_plan *plan, uint32_t event,
                          uint32_t person)
{
    const struct jm_event *e = &plan->events[event];
    if (e->delegation != JM_NONE && is_led(plan, event, person, e->delegation))
        return true;
    for (uint32_t i = 0; i < e->participants; i++) {
        uint32_t other =
            plan->participants[e->first_participant + i].delegation;
        if (other != JM_NONE && is_led(plan, event, person, other))
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
            if (!is_led_by_any(d->plan, event, p->person))
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
    jm_day first = jm_zone_day(zone, e->span.from);
    jm_day last = jm_zone_day(
        zone, e->span.until > e->span.from ? e->span.until - 1 : e->span.from);
    first -= jm_day_weekday(first);
    last += 7 - jm_day_weekday(last);
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
    struct deriving d = {plan, engagements->first, each, data};
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

static void place_one(void *data, uint32_t resource,
                      struct jm_engagement engagement)
{
    struct jm_engagements *out = data;
    out->all[out->start[resource]++] = engagement;
}

static void derive_all(struct jm_engagements *out, const struct jm_plan *plan,
                       jm_engage *each, void *data)
{
    for (uint32_t i = 0; i < plan->n_events; i++)
        jm_engagements_of(out, plan, i, each, data);
}

/* Stable: events of one start keep their order. */
static void insert_all(struct jm_engagement *all, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        struct jm_engagement one = all[i];
        uint32_t j = i;
        for (; j > 0 && all[j - 1].from > one.from; j--)
            all[j] = all[j - 1];
        all[j] = one;
    }
}

static void merge_sort(struct jm_engagement *all, uint32_t count,
                       struct jm_engagement *spare)
{
    if (count <= 24) {
        insert_all(all, count);
        return;
    }
    uint32_t half = count / 2, i = 0, j = half, to = 0;
    merge_sort(all, half, spare);
    merge_sort(all + half, count - half, spare);
    if (all[half - 1].from <= all[half].from)
        return;
    memcpy(spare, all, half * sizeof *spare);
    while (i < half)
        all[to++] =
            j < count && all[j].from < spare[i].from ? all[j++] : spare[i++];
}

static enum jm_status sort(struct jm_engagements *out, struct jm_error *err)
{
    uint32_t longest = 0;
    for (uint32_t r = 0; r < out->first[JM_RESOURCES]; r++)
        if (out->start[r + 1] - out->start[r] > longest)
            longest = out->start[r + 1] - out->start[r];
    struct jm_engagement *spare = malloc(((size_t)longest + 1) * sizeof *spare);
    if (!spare)
        return jm_fail_memory(err);
    for (uint32_t r = 0; r < out->first[JM_RESOURCES]; r++)
        merge_sort(out->all + out->start[r], out->start[r + 1] - out->start[r],
                   spare);
    free(spare);
    return JM_OK;
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
    out->all = malloc(((size_t)sum + 1) * sizeof *out->all);
    if (!out->all)
        return jm_fail_memory(err);
    derive_all(out, plan, place_one, out);
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
    if (!out->start)
        return jm_fail_memory(err);
    derive_all(out, plan, count_one, out->start);
    enum jm_status status = place(out, plan, err);
    if (status)
        jm_engagements_clear(out);
    return status;
}

void jm_engagements_clear(struct jm_engagements *engagements)
{
    free(engagements->all);
    free(engagements->start);
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
