/* Sealing a plan snapshot: rows are sorted and grouped, and become the plan's.
 */
#include "maker.h"
#include <stdlib.h>
#include <string.h>

/* The rows added so far, to be written in. */
static void *all_of(struct jm_plan_maker *maker, int which)
{
    return maker->rows[which].all;
}

static int compare(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_volunteers(const void *a, const void *b)
{
    const struct jm_volunteer *x = a, *y = b;
    int order = strcmp(x->country, y->country);
    if (!order)
        order = compare(x->collectivity, y->collectivity);
    return order ? order : compare(x->theme, y->theme);
}

static int compare_ties(const void *a, const void *b)
{
    const struct jm_tie *x = a, *y = b;
    int order = compare(x->collectivity, y->collectivity);
    if (!order)
        order = compare(x->partner, y->partner);
    return order ? order : compare(x->partnership, y->partnership);
}

/* By position (0, none said, comes last), then as added:
 * `person` grows as people were added. */
static int compare_members(const void *a, const void *b)
{
    const struct jm_member *x = a, *y = b;
    uint32_t at_x = x->position ? (uint32_t)x->position : JM_NONE;
    uint32_t at_y = y->position ? (uint32_t)y->position : JM_NONE;
    int order = compare(x->delegation, y->delegation);
    if (!order)
        order = compare(at_x, at_y);
    return order ? order : compare(x->person, y->person);
}

static int compare_flights(const void *a, const void *b)
{
    const struct jm_flight *x = a, *y = b;
    int order = compare(x->delegation, y->delegation);
    if (!order)
        order = (x->span.from > y->span.from) - (x->span.from < y->span.from);
    if (!order)
        order =
            (x->span.until > y->span.until) - (x->span.until < y->span.until);
    return order ? order
                 : compare((uint32_t)x->direction, (uint32_t)y->direction);
}

/* Of one event. */
static int compare_participants(const void *a, const void *b)
{
    const struct jm_participant *x = a, *y = b;
    int order = compare(x->person, y->person);
    if (!order)
        order = compare(x->delegation, y->delegation);
    if (!order)
        order = compare(x->vehicle, y->vehicle);
    return order ? order : compare(x->collectivity, y->collectivity);
}

static int compare_travels(const void *a, const void *b)
{
    const struct jm_travel *x = a, *y = b;
    int order = compare(x->origin, y->origin);
    if (!order)
        order = compare(x->destination, y->destination);
    return order ? order : compare(x->mode, y->mode);
}

static int compare_marked_days(const void *a, const void *b)
{
    const struct jm_marked_days *x = a, *y = b;
    int order = (x->first > y->first) - (x->first < y->first);
    if (!order)
        order = (x->last > y->last) - (x->last < y->last);
    if (!order)
        order = compare((uint32_t)x->kind, (uint32_t)y->kind);
    if (!order)
        order = strcmp(x->country, y->country);
    return order ? order : compare(x->collectivity, y->collectivity);
}

static int compare_busy_spans(const void *a, const void *b)
{
    const struct jm_busy_span *x = a, *y = b;
    int order = compare(x->collectivity, y->collectivity);
    if (!order)
        order = (x->span.from > y->span.from) - (x->span.from < y->span.from);
    return order ? order
                 : (x->span.until > y->span.until) -
                       (x->span.until < y->span.until);
}

static int compare_posts(const void *a, const void *b)
{
    const struct jm_post_text *x = a, *y = b;
    int order = compare(x->event, y->event);
    if (!order)
        order = compare((uint32_t)x->channel, (uint32_t)y->channel);
    return order ? order : strcmp(x->language, y->language);
}

static void sort(struct jm_plan_maker *maker, int which,
                 int (*by)(const void *, const void *))
{
    struct rows *rows = &maker->rows[which];
    if (rows->count > 1)
        qsort(rows->all, rows->count, rows->size, by);
}

/* Runs of members, once they are sorted. */
static void group_members(struct jm_plan_maker *maker)
{
    struct jm_delegation *delegations = all_of(maker, DELEGATIONS);
    const struct jm_member *members = all_of(maker, MEMBERS);
    for (uint32_t i = maker->rows[MEMBERS].count; i-- > 0;) {
        delegations[members[i].delegation].first_member = i;
        delegations[members[i].delegation].members++;
    }
}

static void group_volunteers(struct jm_plan_maker *maker)
{
    struct jm_collectivity *collectivities = all_of(maker, COLLECTIVITIES);
    const struct jm_volunteer *volunteers = all_of(maker, VOLUNTEERS);
    for (uint32_t i = maker->rows[VOLUNTEERS].count; i-- > 0;) {
        collectivities[volunteers[i].collectivity].first_volunteer = i;
        collectivities[volunteers[i].collectivity].volunteers++;
    }
}

/* Counts the participants of every event; true when they are in the order of
 * events already. */
static bool count_participants(struct jm_plan_maker *maker)
{
    struct jm_event *events = all_of(maker, EVENTS);
    const struct jm_participant *parts = all_of(maker, PARTICIPANTS);
    bool sorted = true;
    uint32_t last = 0, first = 0;
    for (uint32_t i = 0; i < maker->rows[PARTICIPANTS].count; i++) {
        sorted &= parts[i].event >= last;
        last = parts[i].event;
        events[last].participants++;
    }
    for (uint32_t i = 0; i < maker->rows[EVENTS].count; i++) {
        events[i].first_participant = first;
        first += events[i].participants;
    }
    return sorted;
}

/* One pass: every event knows where its own go. */
static void spread_participants(struct jm_plan_maker *maker)
{
    struct rows *rows = &maker->rows[PARTICIPANTS];
    struct jm_event *events = all_of(maker, EVENTS);
    const struct jm_participant *from = rows->all;
    struct jm_participant *to = malloc(rows->count * sizeof *to);
    if (!to) {
        maker->failed = true;
        return;
    }
    for (uint32_t i = 0; i < rows->count; i++)
        to[events[from[i].event].first_participant++] = from[i];
    for (uint32_t i = 0; i < maker->rows[EVENTS].count; i++)
        events[i].first_participant -= events[i].participants;
    free(rows->all);
    rows->all = to;
    rows->room = rows->count;
}

/* Within an event there are few as a rule, and mostly in order. */
static void sort_run(struct jm_participant *run, uint32_t count)
{
    if (count > 64) {
        qsort(run, count, sizeof *run, compare_participants);
        return;
    }
    for (uint32_t i = 1; i < count; i++) {
        struct jm_participant row = run[i];
        uint32_t at = i;
        for (; at > 0 && compare_participants(&run[at - 1], &row) > 0; at--)
            run[at] = run[at - 1];
        run[at] = row;
    }
}

static void group_participants(struct jm_plan_maker *maker)
{
    if (!count_participants(maker))
        spread_participants(maker);
    const struct jm_event *events = all_of(maker, EVENTS);
    struct jm_participant *parts = all_of(maker, PARTICIPANTS);
    for (uint32_t i = 0; !maker->failed && i < maker->rows[EVENTS].count; i++)
        if (events[i].participants > 1)
            sort_run(parts + events[i].first_participant,
                     events[i].participants);
}

/* Runs of busy spans, once they are sorted, and how far they reach. */
static void group_busy_spans(struct jm_plan_maker *maker)
{
    struct jm_collectivity *hosts = all_of(maker, COLLECTIVITIES);
    struct jm_busy_span *spans = all_of(maker, BUSY_SPANS);
    for (uint32_t i = 0; i < maker->rows[BUSY_SPANS].count; i++) {
        struct jm_collectivity *host = &hosts[spans[i].collectivity];
        spans[i].reach = spans[i].span.until;
        if (!host->busy)
            host->first_busy = i;
        else if (spans[i - 1].reach > spans[i].reach)
            spans[i].reach = spans[i - 1].reach;
        host->busy++;
    }
}

/* Following parents longer than there are rows means going round. */
static bool has_circle(const struct jm_plan_maker *maker, uint32_t *where)
{
    const struct jm_event *events = maker->rows[EVENTS].all;
    for (uint32_t i = 0; i < maker->rows[EVENTS].count; i++) {
        uint32_t steps = 0;
        for (uint32_t at = events[i].parent; at != JM_NONE && steps <= 64;
             at = events[at].parent)
            steps++;
        if (steps > 64) {
            *where = i;
            return true;
        }
    }
    return false;
}

static bool has_territory_circle(const struct jm_plan_maker *maker,
                                 uint32_t *where)
{
    const struct jm_collectivity *rows = maker->rows[COLLECTIVITIES].all;
    for (uint32_t i = 0; i < maker->rows[COLLECTIVITIES].count; i++) {
        uint32_t steps = 0;
        for (uint32_t at = rows[i].parent; at != JM_NONE && steps <= 64;
             at = rows[at].parent)
            steps++;
        if (steps > 64) {
            *where = i;
            return true;
        }
    }
    return false;
}

static enum jm_status check_parents(const struct jm_plan_maker *maker,
                                    struct jm_error *err)
{
    uint32_t where = 0;
    if (has_circle(maker, &where)) {
        const struct jm_event_text *texts = maker->rows[TEXTS].all;
        return jm_fail(err, JM_INVALID, "event.parent", JM_SAY_PARENT_CIRCLE,
                       "@event", texts ? texts[where].uid : "", NULL);
    }
    if (has_territory_circle(maker, &where)) {
        const struct jm_collectivity *rows = maker->rows[COLLECTIVITIES].all;
        return jm_fail(err, JM_INVALID, "collectivity.parent",
                       JM_SAY_PARENT_CIRCLE, "@collectivity", rows[where].id,
                       NULL);
    }
    return JM_OK;
}

#define LARGE ((size_t)1 << 20)

/* What is large is taken over as it is. */
static const void *adopt(struct jm_plan_maker *maker, struct rows *rows)
{
    size_t size = rows->count * rows->size;
    void *kept = realloc(rows->all, size); /* what it had room for */
    if (kept)
        rows->all = kept;
    if (!jm_arena_adopt(&maker->arena, rows->all, size)) {
        maker->failed = true;
        return NULL;
    }
    kept = rows->all;
    rows->all = NULL;
    return kept;
}

/* Moves an array into the arena, where the plan keeps it. */
static const void *settle(struct jm_plan_maker *maker, int which,
                          uint32_t *count)
{
    struct rows *rows = &maker->rows[which];
    *count = rows->count;
    if (rows->count * rows->size >= LARGE)
        return adopt(maker, rows);
    void *kept = jm_arena_take(&maker->arena, rows->count, rows->size);
    if (!kept) {
        maker->failed = true;
        return NULL;
    }
    if (rows->count)
        memcpy(kept, rows->all, rows->count * rows->size);
    free(rows->all);
    rows->all = NULL;
    return kept;
}

static void settle_all(struct jm_plan_maker *maker, struct jm_plan *plan)
{
    uint32_t same = 0;
    plan->zones = settle(maker, ZONES, &plan->n_zones);
    plan->tracks = settle(maker, TRACKS, &plan->n_tracks);
    plan->themes = settle(maker, THEMES, &plan->n_themes);
    plan->projects = settle(maker, PROJECTS, &plan->n_projects);
    plan->collectivities =
        settle(maker, COLLECTIVITIES, &plan->n_collectivities);
    plan->volunteers = settle(maker, VOLUNTEERS, &plan->n_volunteers);
    plan->partnerships = settle(maker, PARTNERSHIPS, &plan->n_partnerships);
    plan->ties = settle(maker, TIES, &plan->n_ties);
    plan->venues = settle(maker, VENUES, &plan->n_venues);
    plan->vehicles = settle(maker, VEHICLES, &plan->n_vehicles);
    plan->people = settle(maker, PEOPLE, &plan->n_people);
    plan->delegations = settle(maker, DELEGATIONS, &plan->n_delegations);
    plan->flights = settle(maker, FLIGHTS, &plan->n_flights);
    plan->members = settle(maker, MEMBERS, &plan->n_members);
    plan->events = settle(maker, EVENTS, &plan->n_events);
    plan->uids = settle(maker, UIDS, &same);
    if (!maker->without_texts)
        plan->texts = settle(maker, TEXTS, &same);
    plan->participants = settle(maker, PARTICIPANTS, &plan->n_participants);
    plan->travels = settle(maker, TRAVELS, &plan->n_travels);
    plan->settings = settle(maker, SETTINGS, &plan->n_settings);
    plan->marked_days = settle(maker, MARKED_DAYS, &plan->n_marked_days);
    plan->busy_spans = settle(maker, BUSY_SPANS, &plan->n_busy_spans);
    plan->posts = settle(maker, POSTS, &plan->n_posts);
    plan->waivers = settle(maker, WAIVERS, &plan->n_waivers);
}

enum jm_status jm_plan_seal(struct jm_plan **out, struct jm_plan_maker *maker,
                            jm_day today, struct jm_error *err)
{
    *out = NULL;
    struct jm_plan *plan = NULL;
    enum jm_status status =
        maker->failed ? jm_fail_memory(err) : check_parents(maker, err);
    if (!status) {
        sort(maker, FLIGHTS, compare_flights);
        sort(maker, VOLUNTEERS, compare_volunteers);
        sort(maker, TIES, compare_ties);
        sort(maker, MEMBERS, compare_members);
        sort(maker, TRAVELS, compare_travels);
        sort(maker, MARKED_DAYS, compare_marked_days);
        sort(maker, BUSY_SPANS, compare_busy_spans);
        sort(maker, POSTS, compare_posts);
        group_busy_spans(maker);
        group_members(maker);
        group_volunteers(maker);
        group_participants(maker);
        plan = jm_arena_take(&maker->arena, 1, sizeof *plan);
        if (plan)
            settle_all(maker, plan);
        if (!plan || maker->failed)
            status = jm_fail_memory(err);
    }
    if (!status && plan) {
        plan->today = today;
        plan->released_at = maker->released_at;
        plan->arena = maker->arena;
        maker->arena = (struct jm_arena)JM_ARENA_INIT;
        *out = plan;
    }
    jm_plan_maker_free(maker);
    return status;
}
