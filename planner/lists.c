/* Lists of events by (from, UID): frames, and programmes of delegations. */
#include "lists.h"
#include "keys.h"
#include <stdlib.h>
#include <string.h>

/* False, with nothing changed, when memory runs out. What is lent is copied. */
static bool make_room(struct jm_events_room *events)
{
    if (events->count < events->room)
        return true;
    uint32_t room = events->count + events->count / 2 + 8;
    uint32_t *all = malloc(room * sizeof *all);
    if (!all)
        return false;
    if (events->count)
        memcpy(all, events->all, events->count * sizeof *all);
    if (events->room)
        free(events->all);
    events->all = all;
    events->room = room;
    return true;
}

bool jm_events_push(struct jm_events_room *events, uint32_t event)
{
    if (!make_room(events))
        return false;
    events->all[events->count++] = event;
    return true;
}

bool jm_index_is_before(const struct jm_plan *plan, uint32_t a, uint32_t b)
{
    jm_utc x = plan->events[a].span.from, y = plan->events[b].span.from;
    if (x != y)
        return x < y;
    return memcmp(&plan->uids[a], &plan->uids[b], sizeof plan->uids[a]) < 0;
}

/* ---- lists of one delegation ---- */

/* The place of an event in a list, or where it belongs. */
static uint32_t place_in(const struct jm_plan *plan,
                         const struct jm_events_room *events, uint32_t event)
{
    uint32_t low = 0, high = events->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (jm_index_is_before(plan, events->all[middle], event))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void jm_events_take(struct jm_events_room *events, const struct jm_plan *plan,
                    uint32_t event)
{
    uint32_t at = place_in(plan, events, event);
    memmove(events->all + at, events->all + at + 1,
            (events->count - at - 1) * sizeof *events->all);
    events->count--;
}

bool jm_events_put(struct jm_events_room *events, const struct jm_plan *plan,
                   uint32_t event)
{
    uint32_t at = place_in(plan, events, event);
    if (!make_room(events))
        return false;
    memmove(events->all + at + 1, events->all + at,
            (events->count - at) * sizeof *events->all);
    events->all[at] = event;
    events->count++;
    return true;
}

/* ---- frames ---- */

int jm_index_frame(enum jm_event_kind kind)
{
    return kind == JM_STAY       ? 0
           : kind == JM_FORUM    ? 1
           : kind == JM_FLAGSHIP ? 2
                                 : -1;
}

static uint32_t place_of_frame(const struct jm_plan *plan,
                               const struct jm_frame_list *frames,
                               uint32_t event)
{
    uint32_t low = 0, high = frames->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (jm_index_is_before(plan, frames->all[middle].event, event))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct jm_frame frame_of(const struct jm_plan *plan, uint32_t event)
{
    struct jm_span span = plan->events[event].span;
    return (struct jm_frame){(uint32_t)span.from, (uint32_t)span.until, event};
}

bool jm_frames_push(struct jm_frame_list *frames, const struct jm_plan *plan,
                    uint32_t event)
{
    struct jm_frame frame = frame_of(plan, event);
    if (frames->count == frames->room) {
        uint32_t room = frames->room ? frames->room * 2 : 16;
        struct jm_frame *all = realloc(frames->all, room * sizeof *all);
        if (!all)
            return false;
        frames->all = all;
        frames->room = room;
    }
    frames->all[frames->count++] = frame;
    if (frame.until - frame.from > frames->longest)
        frames->longest = frame.until - frame.from;
    return true;
}

void jm_frames_take(struct jm_frame_list *frames, const struct jm_plan *plan,
                    uint32_t event)
{
    uint32_t at = place_of_frame(plan, frames, event);
    memmove(frames->all + at, frames->all + at + 1,
            (frames->count - at - 1) * sizeof *frames->all);
    frames->count--;
}

bool jm_frames_put(struct jm_frame_list *frames, const struct jm_plan *plan,
                   uint32_t event)
{
    uint32_t at = place_of_frame(plan, frames, event);
    if (!jm_frames_push(frames, plan, event))
        return false;
    struct jm_frame frame = frames->all[frames->count - 1];
    memmove(frames->all + at + 1, frames->all + at,
            (frames->count - at - 1) * sizeof *frames->all);
    frames->all[at] = frame;
    return true;
}

/* Events that begin together are put in the order of their UIDs. */
static void settle_ties(const struct jm_plan *plan, uint64_t *keys,
                        uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint64_t key = keys[i];
        uint32_t j = i;
        for (; j > 0 && keys[j - 1] >> 32 == key >> 32 &&
               jm_index_is_before(plan, (uint32_t)key, (uint32_t)keys[j - 1]);
             j--)
            keys[j] = keys[j - 1];
        keys[j] = key;
    }
}

enum jm_status jm_frames_sort(struct jm_frame_list *frames,
                              const struct jm_plan *plan, struct jm_error *err)
{
    uint64_t *keys = malloc(((size_t)frames->count + 1) * sizeof *keys);
    uint64_t *spare = malloc(((size_t)frames->count / 2 + 1) * sizeof *spare);
    bool whole = keys && spare;
    for (uint32_t i = 0; i < frames->count && whole; i++)
        keys[i] = (uint64_t)frames->all[i].from << 32 | frames->all[i].event;
    if (whole) {
        jm_sort_keys(keys, frames->count, spare);
        settle_ties(plan, keys, frames->count);
    }
    for (uint32_t i = 0; i < frames->count && whole; i++)
        frames->all[i] = frame_of(plan, (uint32_t)keys[i]);
    free(keys);
    free(spare);
    return whole ? JM_OK : jm_fail_memory(err);
}

/* ---- programmes ---- */

/* The keys of each delegation's events, one delegation after the other:
 * start[d] to start[d + 1]. */
struct keyed {
    uint64_t *keys, *spare;
    uint32_t *start;
};

static bool key_events(const struct jm_plan *plan, struct keyed *out)
{
    uint32_t longest = 0;
    out->start = calloc((size_t)plan->n_delegations + 2, sizeof *out->start);
    if (!out->start)
        return false;
    /* counted two further on, so that placing leaves each start in its place */
    for (uint32_t i = 0; i < plan->n_events; i++)
        if (plan->events[i].delegation != JM_NONE)
            out->start[plan->events[i].delegation + 2]++;
    for (uint32_t d = 2; d < plan->n_delegations + 2; d++) {
        longest = out->start[d] > longest ? out->start[d] : longest;
        out->start[d] += out->start[d - 1];
    }
    size_t count = out->start[plan->n_delegations + 1];
    out->keys = malloc((count + 1) * sizeof *out->keys);
    out->spare = malloc(((size_t)longest + 1) * sizeof *out->spare);
    if (!out->keys || !out->spare)
        return false;
    for (uint32_t i = 0; i < plan->n_events; i++)
        if (plan->events[i].delegation != JM_NONE)
            out->keys[out->start[plan->events[i].delegation + 1]++] =
                (uint64_t)plan->events[i].span.from << 32 | i;
    return true;
}

static uint32_t list_one(struct jm_index *index, const struct keyed *keyed,
                         uint32_t delegation, uint32_t *to)
{
    const struct jm_plan *plan = index->plan;
    uint32_t first = keyed->start[delegation];
    uint32_t count = keyed->start[delegation + 1] - first;
    jm_sort_keys(keyed->keys + first, count, keyed->spare);
    settle_ties(plan, keyed->keys + first, count);
    for (uint32_t i = 0; i < count; i++)
        to[i] = (uint32_t)keyed->keys[first + i];
    index->programmes[delegation] = (struct jm_events_room){to, count, 0};
    uint32_t *stays = to + count, n_stays = 0;
    for (uint32_t i = 0; i < count; i++)
        if (index->flags[to[i]] & JM_IS_STAY &&
            plan->events[to[i]].status != JM_CANCELLED)
            stays[n_stays++] = to[i];
    index->stays[delegation] = (struct jm_events_room){stays, n_stays, 0};
    return count + n_stays;
}

static bool list_programmes(struct jm_index *index)
{
    const struct jm_plan *plan = index->plan;
    struct keyed keyed = {NULL, NULL, NULL};
    size_t delegations = (size_t)plan->n_delegations + 1, at = 0;
    size_t stays = index->frames[jm_index_frame(JM_STAY)].count;
    index->programmes = calloc(delegations, sizeof *index->programmes);
    index->stays = calloc(delegations, sizeof *index->stays);
    index->lent = malloc((plan->n_events + stays + 1) * sizeof *index->lent);
    bool whole = index->programmes && index->stays && index->lent &&
                 key_events(plan, &keyed);
    for (uint32_t d = 0; d < plan->n_delegations && whole; d++)
        at += list_one(index, &keyed, d, index->lent + at);
    free(keyed.keys);
    free(keyed.spare);
    free(keyed.start);
    return whole;
}

static void clear_lists(struct jm_events_room *lists, uint32_t count)
{
    for (uint32_t i = 0; lists && i < count; i++)
        if (lists[i].room)
            free(lists[i].all);
    free(lists);
}

void jm_index_clear_programmes(struct jm_index *index)
{
    clear_lists(index->programmes, index->plan->n_delegations);
    clear_lists(index->stays, index->plan->n_delegations);
    free(index->lent);
    index->programmes = index->stays = NULL;
    index->lent = NULL;
}

bool jm_index_want_programmes(struct jm_index *index)
{
    if (index->programmes || index->failed)
        return !index->failed;
    if (list_programmes(index))
        return true;
    jm_index_clear_programmes(index);
    index->failed = true;
    return false;
}
