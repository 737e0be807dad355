/* Making a plan snapshot: rows are gathered in growing arrays, their texts in
 * the arena that the plan will keep. */
#include "maker.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum jm_status jm_plan_maker_new(struct jm_plan_maker **out,
                                 struct jm_error *err)
{
    static const size_t sizes[ROWS] = {
        [ZONES] = sizeof(struct jm_zone),
        [TRACKS] = sizeof(char *),
        [THEMES] = sizeof(struct jm_theme),
        [PROJECTS] = sizeof(struct jm_project),
        [COLLECTIVITIES] = sizeof(struct jm_collectivity),
        [VOLUNTEERS] = sizeof(struct jm_volunteer),
        [PARTNERSHIPS] = sizeof(struct jm_partnership),
        [TIES] = sizeof(struct jm_tie),
        [VENUES] = sizeof(struct jm_venue),
        [VEHICLES] = sizeof(struct jm_vehicle),
        [PEOPLE] = sizeof(struct jm_person),
        [DELEGATIONS] = sizeof(struct jm_delegation),
        [FLIGHTS] = sizeof(struct jm_flight),
        [MEMBERS] = sizeof(struct jm_member),
        [EVENTS] = sizeof(struct jm_event),
        [TEXTS] = sizeof(struct jm_event_text),
        [PARTICIPANTS] = sizeof(struct jm_participant),
        [TRAVELS] = sizeof(struct jm_travel),
        [SETTINGS] = sizeof(struct jm_setting),
        [UIDS] = sizeof(struct jm_uid),
        [MARKED_DAYS] = sizeof(struct jm_marked_days),
        [BUSY_SPANS] = sizeof(struct jm_busy_span),
        [POSTS] = sizeof(struct jm_post_text),
        [WAIVERS] = sizeof(struct jm_waiver)};
    *out = calloc(1, sizeof **out);
    if (!*out)
        return jm_fail_memory(err);
    for (int i = 0; i < ROWS; i++)
        (*out)->rows[i].size = sizes[i];
    return JM_OK;
}

void jm_plan_maker_free(struct jm_plan_maker *maker)
{
    if (!maker)
        return;
    for (int i = 0; i < ROWS; i++)
        free(maker->rows[i].all);
    jm_arena_clear(&maker->arena);
    free(maker);
}

static uint32_t add(struct jm_plan_maker *maker, int which, const void *row)
{
    struct rows *rows = &maker->rows[which];
    if (rows->count == rows->room) {
        uint32_t room = rows->room ? rows->room * 2 : 16;
        void *all = realloc(rows->all, room * rows->size);
        if (!all) {
            maker->failed = true;
            return 0;
        }
        rows->all = all;
        rows->room = room;
    }
    memcpy((char *)rows->all + rows->count * rows->size, row, rows->size);
    return rows->count++;
}

/* Makes room for `count` more rows, and counts them in: their place is lent to
 * be filled. NULL when memory runs out. */
static void *extend(struct jm_plan_maker *maker, int which, uint32_t count)
{
    struct rows *rows = &maker->rows[which];
    if (count > rows->room - rows->count) {
        size_t room = rows->room + rows->room / 2 + (size_t)count;
        void *all =
            room < JM_NONE ? realloc(rows->all, room * rows->size) : NULL;
        if (!all) {
            maker->failed = true;
            return NULL;
        }
        rows->all = all;
        rows->room = (uint32_t)room;
    }
    rows->count += count;
    return (char *)rows->all + (rows->count - count) * rows->size;
}

/* The rows added so far, to be written in. */
static void *all_of(struct jm_plan_maker *maker, int which)
{
    return maker->rows[which].all;
}

static void keep(struct jm_plan_maker *maker, const char **string)
{
    if (!*string)
        return;
    *string = jm_arena_copy(&maker->arena, *string);
    maker->failed |= !*string;
}

static void keep_all(struct jm_plan_maker *maker, const char *strings[JM_LANGS])
{
    for (int i = 0; i < JM_LANGS; i++)
        keep(maker, &strings[i]);
}

/* A point of the unit sphere: distances become chords, without trigonometry
 * where it counts. */
static void place(float xyz[3], double latitude, double longitude)
{
    const double degree = 3.14159265358979323846 / 180;
    double around = cos(latitude * degree);
    xyz[0] = (float)(around * cos(longitude * degree));
    xyz[1] = (float)(around * sin(longitude * degree));
    xyz[2] = (float)sin(latitude * degree);
}

uint32_t jm_plan_add_theme(struct jm_plan_maker *maker,
                           const struct jm_theme *theme)
{
    struct jm_theme row = *theme;
    keep(maker, &row.id);
    keep_all(maker, row.name);
    return add(maker, THEMES, &row);
}

uint32_t jm_plan_add_project(struct jm_plan_maker *maker,
                             const struct jm_project *project)
{
    struct jm_project row = *project;
    keep(maker, &row.id);
    keep_all(maker, row.title);
    return add(maker, PROJECTS, &row);
}

void jm_plan_set_label(struct jm_plan_maker *maker, uint32_t project,
                       jm_day decided, bool is_granted, jm_day until)
{
    struct jm_project *all = all_of(maker, PROJECTS);
    if (maker->failed || decided < all[project].decided)
        return;
    all[project].decided = decided;
    all[project].is_granted = is_granted;
    all[project].label_until = until;
}

uint32_t jm_plan_add_collectivity(struct jm_plan_maker *maker,
                                  const struct jm_collectivity *collectivity)
{
    struct jm_collectivity row = *collectivity;
    keep(maker, &row.id);
    keep_all(maker, row.name);
    keep(maker, &row.department);
    place(row.xyz, row.latitude, row.longitude);
    return add(maker, COLLECTIVITIES, &row);
}

uint32_t jm_plan_add_volunteer(struct jm_plan_maker *maker,
                               const struct jm_volunteer *volunteer)
{
    struct jm_volunteer row = *volunteer;
    const struct jm_collectivity *all = all_of(maker, COLLECTIVITIES);
    assert(row.collectivity < maker->rows[COLLECTIVITIES].count);
    memcpy(row.country, all[row.collectivity].country, sizeof row.country);
    return add(maker, VOLUNTEERS, &row);
}

uint32_t jm_plan_add_partnership(struct jm_plan_maker *maker,
                                 const struct jm_partnership *partnership)
{
    uint32_t index = add(maker, PARTNERSHIPS, partnership);
    struct jm_tie tie = {partnership->collectivity, partnership->partner,
                         index};
    if (tie.partner != JM_NONE) {
        add(maker, TIES, &tie);
        tie.collectivity = partnership->partner;
        tie.partner = partnership->collectivity;
        add(maker, TIES, &tie);
    }
    return index;
}

uint32_t jm_plan_add_venue(struct jm_plan_maker *maker,
                           const struct jm_venue *venue)
{
    struct jm_venue row = *venue;
    keep(maker, &row.id);
    keep_all(maker, row.name);
    keep(maker, &row.address);
    assert(row.collectivity < maker->rows[COLLECTIVITIES].count);
    if (row.placed) {
        place(row.xyz, row.latitude, row.longitude);
    } else {
        const struct jm_collectivity *at = all_of(maker, COLLECTIVITIES);
        memcpy(row.xyz, at[row.collectivity].xyz, sizeof row.xyz);
    }
    return add(maker, VENUES, &row);
}

uint32_t jm_plan_add_vehicle(struct jm_plan_maker *maker,
                             const struct jm_vehicle *vehicle)
{
    struct jm_vehicle row = *vehicle;
    keep(maker, &row.id);
    keep_all(maker, row.name);
    return add(maker, VEHICLES, &row);
}

uint32_t jm_plan_add_person(struct jm_plan_maker *maker,
                            const struct jm_person *person)
{
    struct jm_person row = *person;
    keep(maker, &row.id);
    keep(maker, &row.family_name);
    keep(maker, &row.given_name);
    keep(maker, &row.name_ko);
    keep_all(maker, row.function);
    keep_all(maker, row.equivalent);
    keep(maker, &row.languages);
    return add(maker, PEOPLE, &row);
}

uint32_t jm_plan_add_delegation(struct jm_plan_maker *maker,
                                const struct jm_delegation *delegation)
{
    struct jm_delegation row = *delegation;
    keep(maker, &row.id);
    keep_all(maker, row.name);
    keep_all(maker, row.purpose);
    return add(maker, DELEGATIONS, &row);
}

uint32_t jm_plan_add_flight(struct jm_plan_maker *maker,
                            const struct jm_flight *flight)
{
    struct jm_flight row = *flight;
    keep(maker, &row.number);
    return add(maker, FLIGHTS, &row);
}

uint32_t jm_plan_add_member(struct jm_plan_maker *maker,
                            const struct jm_member *member)
{
    return add(maker, MEMBERS, member);
}

uint32_t jm_plan_add_event(struct jm_plan_maker *maker,
                           const struct jm_event *event,
                           const struct jm_event_text *text)
{
    struct jm_event_text row = {0};
    struct jm_uid uid =
        jm_uid_of(text ? text->uid : "", maker->rows[EVENTS].count);
    add(maker, UIDS, &uid);
    if (maker->without_texts)
        return add(maker, EVENTS, event);
    if (text) {
        row = *text;
        keep_all(maker, row.title);
        keep_all(maker, row.contacts);
        keep_all(maker, row.logistics);
        keep_all(maker, row.description);
        keep(maker, &row.url);
        keep(maker, &row.cancel_reason);
    }
    add(maker, TEXTS, &row);
    return add(maker, EVENTS, event);
}

uint32_t jm_plan_add_participant(struct jm_plan_maker *maker,
                                 const struct jm_participant *participant)
{
    return add(maker, PARTICIPANTS, participant);
}

uint32_t jm_plan_more_events(struct jm_plan_maker *maker, uint32_t count,
                             struct jm_event **events, struct jm_uid **uids)
{
    assert(maker->without_texts);
    uint32_t first = maker->rows[EVENTS].count;
    *events = extend(maker, EVENTS, count);
    *uids = extend(maker, UIDS, count);
    return *events && *uids ? first : JM_NONE;
}

uint32_t jm_plan_more_participants(struct jm_plan_maker *maker, uint32_t count,
                                   struct jm_participant **participants)
{
    uint32_t first = maker->rows[PARTICIPANTS].count;
    *participants = extend(maker, PARTICIPANTS, count);
    return *participants ? first : JM_NONE;
}

uint32_t jm_plan_add_travel(struct jm_plan_maker *maker,
                            const struct jm_travel *travel)
{
    return add(maker, TRAVELS, travel);
}

uint32_t jm_plan_add_setting(struct jm_plan_maker *maker,
                             const struct jm_setting *setting)
{
    struct jm_setting row = *setting;
    keep(maker, &row.rule);
    keep(maker, &row.parameter);
    keep(maker, &row.value);
    return add(maker, SETTINGS, &row);
}

uint32_t jm_plan_add_marked_days(struct jm_plan_maker *maker,
                                 const struct jm_marked_days *days)
{
    struct jm_marked_days row = *days;
    keep(maker, &row.department);
    keep_all(maker, row.name);
    keep(maker, &row.source);
    return add(maker, MARKED_DAYS, &row);
}

uint32_t jm_plan_add_busy_span(struct jm_plan_maker *maker,
                               const struct jm_busy_span *span)
{
    struct jm_busy_span row = *span;
    keep(maker, &row.title);
    return add(maker, BUSY_SPANS, &row);
}

uint32_t jm_plan_add_post(struct jm_plan_maker *maker,
                          const struct jm_post_text *post)
{
    struct jm_post_text row = *post;
    keep(maker, &row.language);
    keep(maker, &row.text);
    return add(maker, POSTS, &row);
}

uint32_t jm_plan_add_waiver(struct jm_plan_maker *maker,
                            const struct jm_waiver *waiver)
{
    struct jm_waiver row = *waiver;
    keep(maker, &row.reason);
    keep(maker, &row.author);
    return add(maker, WAIVERS, &row);
}

void jm_plan_set_released(struct jm_plan_maker *maker, jm_utc at)
{
    maker->released_at = at;
}

void jm_plan_without_texts(struct jm_plan_maker *maker)
{
    maker->without_texts = true;
    free(maker->rows[TEXTS].all);
    maker->rows[TEXTS].all = NULL;
    maker->rows[TEXTS].count = maker->rows[TEXTS].room = 0;
}

uint16_t jm_plan_zone(struct jm_plan_maker *maker, const char *name)
{
    struct jm_zone *zones = all_of(maker, ZONES);
    for (uint32_t i = 0; i < maker->rows[ZONES].count; i++)
        if (strcmp(zones[i].name, name) == 0)
            return (uint16_t)i;
    struct jm_zone zone = jm_zone_utc;
    zone.name = name;
    keep(maker, &zone.name);
    return (uint16_t)add(maker, ZONES, &zone);
}

uint16_t jm_plan_track(struct jm_plan_maker *maker, const char *name)
{
    const char **tracks = all_of(maker, TRACKS);
    for (uint32_t i = 0; i < maker->rows[TRACKS].count; i++)
        if (strcmp(tracks[i], name) == 0)
            return (uint16_t)i;
    keep(maker, &name);
    return (uint16_t)add(maker, TRACKS, &name);
}

void jm_plan_set_event_parent(struct jm_plan_maker *maker, uint32_t event,
                              uint32_t parent)
{
    struct jm_event *events = all_of(maker, EVENTS);
    events[event].parent = parent;
}

void jm_plan_set_collectivity_parent(struct jm_plan_maker *maker,
                                     uint32_t collectivity, uint32_t parent)
{
    struct jm_collectivity *rows = all_of(maker, COLLECTIVITIES);
    rows[collectivity].parent = parent;
}

uint32_t jm_plan_zone_count(const struct jm_plan_maker *maker)
{
    return maker->rows[ZONES].count;
}

const char *jm_plan_zone_name(const struct jm_plan_maker *maker, uint32_t zone)
{
    const struct jm_zone *zones = maker->rows[ZONES].all;
    return zones[zone].name;
}

/* Where to begin looking, for each hint's first second. */
static uint16_t *make_hints(struct jm_arena *arena, const struct jm_zone *zone)
{
    uint16_t *hints = jm_arena_take(arena, JM_ZONE_HINTS, sizeof *hints);
    size_t at = 0;
    for (int i = 0; hints && i < JM_ZONE_HINTS; i++) {
        jm_utc utc = (jm_utc)i << JM_ZONE_HINT_BITS;
        while (at + 1 < zone->count && zone->shifts[at + 1].at <= utc)
            at++;
        hints[i] = (uint16_t)at;
    }
    return hints;
}

void jm_plan_set_zone(struct jm_plan_maker *maker, uint32_t zone,
                      const struct jm_zone *table)
{
    struct jm_zone *zones = all_of(maker, ZONES);
    struct jm_shift *shifts =
        jm_arena_take(&maker->arena, table->count, sizeof *shifts);
    uint16_t *hints = make_hints(&maker->arena, table);
    if (!shifts || !hints) {
        maker->failed = true;
        return;
    }
    memcpy(shifts, table->shifts, table->count * sizeof *shifts);
    zones[zone].shifts = shifts;
    zones[zone].count = table->count;
    zones[zone].hints = hints;
}
