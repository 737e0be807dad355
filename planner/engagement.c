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
    struct jm_engagements *out;
    size_t room;
    bool failed;
};

static void engage(struct deriving *d, enum jm_resource_kind kind, uint32_t row,
                   struct jm_span span, uint32_t event, uint32_t via)
{
    struct jm_engagements *out = d->out;
    if (out->count == d->room) {
        size_t room = d->room ? d->room * 2 : 1024;
        void *all = realloc(out->all, room * sizeof *out->all);
        if (!all) {
            d->failed = true;
            return;
        }
        out->all = all;
        d->room = room;
    }
    out->all[out->count++] = (struct jm_engagement){
        span, out->first[kind] + row, event, via,
        kind == JM_RESOURCE_DELEGATION ? d->plan->events[event].track
                                       : JM_TRACK_ALL};
}

/* The host and the territories around it: Paris 15e counts in Paris. */
static void engage_hosts(struct deriving *d, uint32_t event)
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

static void engage_member(struct deriving *d, uint32_t event, uint32_t person,
                          struct jm_span with_it, uint32_t delegation)
{
    struct jm_span span = d->plan->events[event].span;
    if (span.from < span.until)
        span = jm_span_shared(span, with_it);
    engage(d, JM_RESOURCE_PERSON, person, span, event, delegation);
}

static void engage_members(struct deriving *d, uint32_t event,
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

static void engage_delegation(struct deriving *d, uint32_t event,
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

static void engage_participants(struct deriving *d, uint32_t event)
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
    return (struct jm_span){jm_zone_day_start(zone, first),
                            jm_zone_day_start(zone, last)};
}

static void engage_event(struct deriving *d, uint32_t event)
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

struct keyed {
    uint64_t key;
    uint32_t index;
};

/* Least significant digit first, a byte at a time; a byte that is the same
 * everywhere costs no pass. Stable, so equal keys keep the order of events. */
static void radix_sort(struct keyed **rows, struct keyed **spare, size_t count)
{
    for (int shift = 0; shift < 64; shift += 8) {
        size_t starts[257] = {0};
        for (size_t i = 0; i < count; i++)
            starts[((*rows)[i].key >> shift & 255) + 1]++;
        if (starts[((*rows)[0].key >> shift & 255) + 1] == count)
            continue;
        for (int i = 0; i < 256; i++)
            starts[i + 1] += starts[i];
        for (size_t i = 0; i < count; i++)
            (*spare)[starts[(*rows)[i].key >> shift & 255]++] = (*rows)[i];
        struct keyed *swapped = *rows;
        *rows = *spare;
        *spare = swapped;
    }
}

static enum jm_status sort(struct jm_engagements *out, struct jm_error *err)
{
    enum jm_status status = JM_OK;
    struct keyed *rows = calloc(out->count + 1, sizeof *rows);
    struct keyed *spare = calloc(out->count + 1, sizeof *spare);
    struct jm_engagement *all = calloc(out->count + 1, sizeof *all);
    if (!rows || !spare || !all) {
        free(all);
        status = jm_fail_memory(err);
        goto out;
    }
    for (size_t i = 0; i < out->count; i++) {
        assert(out->all[i].span.from >= JM_UTC_MIN &&
               out->all[i].span.from < INT64_C(1) << 32);
        rows[i].key = (uint64_t)out->all[i].resource << 32 |
                      (uint64_t)out->all[i].span.from;
        rows[i].index = (uint32_t)i;
    }
    if (out->count)
        radix_sort(&rows, &spare, out->count);
    for (size_t i = 0; i < out->count; i++)
        all[i] = out->all[rows[i].index];
    free(out->all);
    out->all = all;
out:
    free(rows);
    free(spare);
    return status;
}

static enum jm_status index_resources(struct jm_engagements *out,
                                      struct jm_error *err)
{
    uint32_t resources = out->first[JM_RESOURCES];
    out->start = calloc((size_t)resources + 1, sizeof *out->start);
    if (!out->start)
        return jm_fail_memory(err);
    for (size_t i = 0; i < out->count; i++)
        out->start[out->all[i].resource + 1]++;
    for (uint32_t r = 0; r < resources; r++)
        out->start[r + 1] += out->start[r];
    return JM_OK;
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
    struct deriving d = {plan, out, 0, false};
    for (uint32_t i = 0; i < plan->n_events; i++)
        if (plan->events[i].status != JM_CANCELLED)
            engage_event(&d, i);
    enum jm_status status = d.failed ? jm_fail_memory(err) : JM_OK;
    if (!status)
        status = sort(out, err);
    if (!status)
        status = index_resources(out, err);
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

void jm_engagements_pairs(const struct jm_engagements *engagements,
                          uint32_t from, uint32_t until, jm_pair_walk *each,
                          void *data)
{
    const struct jm_engagement *all = engagements->all;
    for (uint32_t r = from; r < until; r++) {
        size_t end = engagements->start[r + 1];
        for (size_t i = engagements->start[r]; i < end; i++)
            for (size_t j = i + 1;
                 j < end && jm_span_overlaps(all[i].span, all[j].span); j++)
                each(data, (struct jm_pair){&all[i], &all[j]});
    }
}
