/* A VTIMEZONE's rules as a table (RFC 5545 §3.6.5). */
#include "grow.h"
#include "intake_zone.h"
#include <stdlib.h>
#include <string.h>

/* 1969-01-01 and 2100-12-31: rules are expanded in between. */
#define FIRST_WALL (-365 * JM_DAY_SECONDS)
#define LAST_WALL INT64_C(4133894400)
#define MOST_CHANGES 5000

struct change {
    jm_utc at;
    int32_t from, to;
};

struct changes {
    struct change *all;
    size_t count, room;
    bool failed;
};

/* Whose starts are being added. */
struct adding {
    struct changes *changes;
    const struct jm_observance *part;
    const struct jm_repeat *rule;
};

static bool add_change(struct changes *changes,
                       const struct jm_observance *part, jm_wall wall)
{
    struct change *all =
        jm_grown(changes->all, changes->count, &changes->room, sizeof *all);
    if (!all || changes->count >= MOST_CHANGES) {
        changes->failed |= !all;
        changes->all = all ? all : changes->all;
        return false;
    }
    int32_t from = part->has_from ? part->from : part->to;
    changes->all = all;
    all[changes->count++] = (struct change){wall - from, from, part->to};
    return true;
}

static bool is_past(const struct adding *adding, jm_wall wall)
{
    const struct jm_repeat *rule = adding->rule;
    const struct jm_observance *part = adding->part;
    if (!rule->has_until)
        return false;
    if (rule->until_form == JM_FORM_UTC)
        wall -= part->has_from ? part->from : part->to;
    if (rule->until_form == JM_FORM_DATE)
        return jm_wall_day(wall) > jm_wall_day(rule->until);
    return wall > rule->until;
}

static bool add_start(void *data, jm_wall wall)
{
    const struct adding *adding = data;
    return !is_past(adding, wall) &&
           add_change(adding->changes, adding->part, wall);
}

static void add_part(struct changes *changes, const struct jm_observance *part,
                     int64_t *budget)
{
    struct jm_repeat rule;
    struct jm_piece bad;
    add_change(changes, part, part->start);
    for (const struct jm_onset *date = part->dates; date; date = date->next)
        add_change(changes, part, date->wall);
    if (!part->rule)
        return;
    struct jm_piece text = {part->rule, strlen(part->rule)};
    if (!jm_repeat_read(&rule, text, &bad))
        return;
    struct jm_repeat_walk walk = {&rule,      part->start, false,
                                  FIRST_WALL, LAST_WALL,   budget};
    struct adding adding = {changes, part, &rule};
    jm_repeat_walk(&walk, add_start, &adding);
}

static int compare_changes(const void *a, const void *b)
{
    const struct change *x = a, *y = b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

/* The changes in order as a zone of the arena. */
static const struct jm_zone *make_zone(struct changes *changes,
                                       struct jm_arena *arena)
{
    struct jm_shifts shifts = JM_SHIFTS_INIT;
    qsort(changes->all, changes->count, sizeof *changes->all, compare_changes);
    jm_shifts_add(&shifts, INT64_MIN, changes->all[0].from);
    for (size_t i = 0; i < changes->count; i++)
        jm_shifts_add(&shifts, changes->all[i].at, changes->all[i].to);
    struct jm_zone *zone = jm_arena_take(arena, 1, sizeof *zone);
    changes->failed |=
        !zone || shifts.failed ||
        !jm_arena_adopt(arena, shifts.all, shifts.room * sizeof *shifts.all);
    if (changes->failed) {
        jm_shifts_clear(&shifts);
        return NULL;
    }
    *zone = (struct jm_zone){"UTC", shifts.all, shifts.count, NULL};
    return zone;
}

const struct jm_zone *jm_own_zone_table(const struct jm_own_zone *own,
                                        const struct jm_calendar_zones *zones,
                                        bool *failed)
{
    struct changes changes = {0};
    const struct jm_zone *zone = NULL;
    for (const struct jm_observance *part = own->parts; part; part = part->next)
        if (part->has_start && part->has_to)
            add_part(&changes, part, zones->budget);
    if (changes.count && !changes.failed)
        zone = make_zone(&changes, zones->arena);
    *failed |= changes.failed;
    free(changes.all);
    return zone;
}
