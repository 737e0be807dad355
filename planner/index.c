#include "index.h"
#include <stdlib.h>
#include <string.h>

bool jm_events_push(struct jm_events_room *events, uint32_t event)
{
    if (events->count == events->room) {
        uint32_t room = events->room ? events->room * 2 : 16;
        uint32_t *all = realloc(events->all, room * sizeof *all);
        if (!all)
            return false;
        events->all = all;
        events->room = room;
    }
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

static uint8_t flags_of(const struct jm_event *e)
{
    const struct jm_kind_traits *traits = &jm_kind_traits[e->kind];
    bool placed = e->host != JM_NONE || e->venue != JM_NONE;
    uint8_t flags = 0;
    if (traits->is_stop && !e->all_day && placed)
        flags |= JM_IS_STOP;
    if (e->track != JM_TRACK_ALL)
        flags |= JM_IS_TRACKED;
    if (traits->occupies && !e->all_day)
        flags |= JM_IS_TIMED;
    return flags;
}

/* ---- sorted lists of events ---- */

static void merge_sort(const struct jm_plan *plan, uint32_t *all,
                       uint32_t count, uint32_t *spare)
{
    if (count < 2)
        return;
    uint32_t half = count / 2, i = 0, j = half, to = 0;
    merge_sort(plan, all, half, spare);
    merge_sort(plan, all + half, count - half, spare);
    if (!jm_index_is_before(plan, all[half], all[half - 1]))
        return;
    memcpy(spare, all, half * sizeof *spare);
    while (i < half)
        all[to++] = j < count && jm_index_is_before(plan, all[j], spare[i])
                        ? all[j++]
                        : spare[i++];
}

static enum jm_status sort_events(const struct jm_plan *plan,
                                  struct jm_events_room *events,
                                  struct jm_error *err)
{
    uint32_t *spare = malloc((events->count / 2 + 1) * sizeof *spare);
    if (!spare)
        return jm_fail_memory(err);
    merge_sort(plan, events->all, events->count, spare);
    free(spare);
    return JM_OK;
}

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

static void take_out(const struct jm_plan *plan, struct jm_events_room *events,
                     uint32_t event)
{
    uint32_t at = place_in(plan, events, event);
    memmove(events->all + at, events->all + at + 1,
            (events->count - at - 1) * sizeof *events->all);
    events->count--;
}

static bool put_in(const struct jm_plan *plan, struct jm_events_room *events,
                   uint32_t event)
{
    uint32_t at = place_in(plan, events, event);
    if (!jm_events_push(events, event))
        return false;
    memmove(events->all + at + 1, events->all + at,
            (events->count - at - 1) * sizeof *events->all);
    events->all[at] = event;
    return true;
}

/* ---- frames and programmes ---- */

static bool is_frame(const struct jm_event *e)
{
    return jm_kind_traits[e->kind].contains && e->status != JM_CANCELLED;
}

static void note_length(struct jm_index *index, const struct jm_event *e)
{
    jm_utc length = e->span.until - e->span.from;
    if (length > index->longest_frame)
        index->longest_frame = length;
}

static enum jm_status list_frames(struct jm_index *index, struct jm_error *err)
{
    const struct jm_plan *plan = index->plan;
    for (uint32_t i = 0; i < plan->n_events; i++) {
        if (!is_frame(&plan->events[i]))
            continue;
        note_length(index, &plan->events[i]);
        if (!jm_events_push(&index->frames, i))
            return jm_fail_memory(err);
        if (plan->events[i].kind == JM_FORUM &&
            !jm_events_push(&index->forums, i))
            return jm_fail_memory(err);
    }
    enum jm_status status = sort_events(plan, &index->frames, err);
    return status ? status : sort_events(plan, &index->forums, err);
}

static enum jm_status list_programmes(struct jm_index *index,
                                      struct jm_error *err)
{
    const struct jm_plan *plan = index->plan;
    enum jm_status status = JM_OK;
    index->programmes =
        calloc((size_t)plan->n_delegations + 1, sizeof *index->programmes);
    if (!index->programmes)
        return jm_fail_memory(err);
    for (uint32_t i = 0; i < plan->n_events; i++) {
        uint32_t delegation = plan->events[i].delegation;
        if (delegation != JM_NONE &&
            !jm_events_push(&index->programmes[delegation], i))
            return jm_fail_memory(err);
    }
    for (uint32_t d = 0; d < plan->n_delegations && !status; d++)
        status = sort_events(plan, &index->programmes[d], err);
    return status;
}

/* ---- marked days ---- */

static enum jm_status tabulate_marks(struct jm_index *index,
                                     struct jm_error *err)
{
    const struct jm_plan *plan = index->plan;
    struct jm_mark_table *table = &index->marks;
    jm_day last = 0;
    if (!plan->n_marked_days)
        return JM_OK;
    table->first = plan->marked_days[0].first; /* sorted by it */
    for (uint32_t i = 0; i < plan->n_marked_days; i++)
        last =
            plan->marked_days[i].last > last ? plan->marked_days[i].last : last;
    table->days = (uint32_t)(last - table->first) + 1;
    table->start = calloc((size_t)table->days + 2, sizeof *table->start);
    if (!table->start)
        return jm_fail_memory(err);
    /* counted two further on, so that placing leaves each start in its place */
    for (uint32_t i = 0; i < plan->n_marked_days; i++)
        for (jm_day d = plan->marked_days[i].first;
             d <= plan->marked_days[i].last; d++)
            table->start[d - table->first + 2]++;
    for (uint32_t d = 2; d < table->days + 2; d++)
        table->start[d] += table->start[d - 1];
    table->mark =
        calloc((size_t)table->start[table->days + 1] + 1, sizeof *table->mark);
    if (!table->mark)
        return jm_fail_memory(err);
    for (uint32_t i = 0; i < plan->n_marked_days; i++)
        for (jm_day d = plan->marked_days[i].first;
             d <= plan->marked_days[i].last; d++)
            table->mark[table->start[d - table->first + 1]++] = i;
    return JM_OK;
}

/* ---- the whole ---- */

/* No journey of the plan takes longer than this: half way round the world by
 * the estimate of travel.c, or the longest of the table. */
static int64_t longest_journey(const struct jm_plan *plan)
{
    int64_t minutes = 240 + 20100 * 60 / 650;
    for (uint32_t i = 0; i < plan->n_travels; i++)
        if (plan->travels[i].minutes_max > minutes)
            minutes = plan->travels[i].minutes_max;
    return minutes * 60;
}

enum jm_status jm_index_make(struct jm_index *out, const struct jm_plan *plan,
                             struct jm_error *err)
{
    memset(out, 0, sizeof *out);
    out->plan = plan;
    out->longest_journey = longest_journey(plan);
    out->flags = malloc((size_t)plan->n_events + 1);
    enum jm_status status = out->flags ? JM_OK : jm_fail_memory(err);
    for (uint32_t i = 0; i < plan->n_events && !status; i++)
        out->flags[i] = flags_of(&plan->events[i]);
    if (!status)
        status = jm_engagements_derive(&out->engagements, plan, err);
    if (!status)
        status = list_frames(out, err);
    if (!status)
        status = list_programmes(out, err);
    if (!status)
        status = tabulate_marks(out, err);
    if (status)
        jm_index_clear(out);
    return status;
}

void jm_index_clear(struct jm_index *index)
{
    uint32_t resources = index->engagements.first[JM_RESOURCES];
    for (uint32_t r = 0; index->runs && r < resources; r++)
        if (index->runs[r].room)
            free(index->runs[r].all);
    for (uint32_t d = 0; index->programmes && d < index->plan->n_delegations;
         d++)
        free(index->programmes[d].all);
    jm_engagements_clear(&index->engagements);
    free(index->runs);
    free(index->flags);
    free(index->frames.all);
    free(index->forums.all);
    free(index->programmes);
    free(index->marks.start);
    free(index->marks.mark);
    memset(index, 0, sizeof *index);
}

struct jm_run jm_index_run(const struct jm_index *index, uint32_t resource)
{
    if (!index->runs)
        return jm_engagements_run(&index->engagements, resource);
    return (struct jm_run){index->runs[resource].all,
                           index->runs[resource].count};
}

/* ---- edits ---- */

enum jm_status jm_index_begin_edit(struct jm_index *index, struct jm_error *err)
{
    uint32_t resources = index->engagements.first[JM_RESOURCES];
    if (index->runs)
        return JM_OK;
    index->runs = calloc((size_t)resources + 1, sizeof *index->runs);
    if (!index->runs)
        return jm_fail_memory(err);
    for (uint32_t r = 0; r < resources; r++) {
        uint32_t start = index->engagements.start[r];
        index->runs[r] =
            (struct jm_run_room){index->engagements.all + start,
                                 index->engagements.start[r + 1] - start, 0};
    }
    return JM_OK;
}

/* The first engagement of a run that begins at `from` or later, and that is of
 * `event` or a later one. */
static uint32_t place_in_run(const struct jm_run_room *run, uint32_t from,
                             uint32_t event)
{
    uint32_t low = 0, high = run->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct jm_engagement *e = &run->all[middle];
        if (e->from < from || (e->from == from && e->event < event))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct editing {
    struct jm_index *index;
    bool failed;
};

/* An event may engage a resource more than once, through two delegations: all
 * its engagements stand there one after the other. */
static void take_engagement(void *data, uint32_t resource,
                            struct jm_engagement engagement)
{
    struct editing *editing = data;
    struct jm_run_room *run = &editing->index->runs[resource];
    uint32_t at = place_in_run(run, engagement.from, engagement.event);
    memmove(run->all + at, run->all + at + 1,
            (run->count - at - 1) * sizeof *run->all);
    run->count--;
}

static bool make_room(struct jm_run_room *run)
{
    if (run->count < run->room)
        return true;
    uint32_t room = run->count + run->count / 2 + 8;
    struct jm_engagement *all = malloc(room * sizeof *all);
    if (!all)
        return false;
    memcpy(all, run->all, run->count * sizeof *all);
    if (run->room)
        free(run->all);
    run->all = all;
    run->room = room;
    return true;
}

static void put_engagement(void *data, uint32_t resource,
                           struct jm_engagement engagement)
{
    struct editing *editing = data;
    struct jm_run_room *run = &editing->index->runs[resource];
    if (!make_room(run)) {
        editing->failed = true;
        return;
    }
    uint32_t at = place_in_run(run, engagement.from, engagement.event + 1);
    memmove(run->all + at + 1, run->all + at,
            (run->count - at) * sizeof *run->all);
    run->all[at] = engagement;
    run->count++;
}

void jm_index_take(struct jm_index *index, uint32_t event)
{
    const struct jm_event *e = &index->plan->events[event];
    struct editing editing = {index, false};
    jm_engagements_of(&index->engagements, index->plan, event, take_engagement,
                      &editing);
    if (is_frame(e))
        take_out(index->plan, &index->frames, event);
    if (is_frame(e) && e->kind == JM_FORUM)
        take_out(index->plan, &index->forums, event);
    if (e->delegation != JM_NONE)
        take_out(index->plan, &index->programmes[e->delegation], event);
}

enum jm_status jm_index_put(struct jm_index *index, uint32_t event,
                            struct jm_error *err)
{
    const struct jm_event *e = &index->plan->events[event];
    struct editing editing = {index, false};
    jm_engagements_of(&index->engagements, index->plan, event, put_engagement,
                      &editing);
    index->flags[event] = flags_of(e);
    if (is_frame(e)) {
        note_length(index, e);
        editing.failed |= !put_in(index->plan, &index->frames, event);
    }
    if (is_frame(e) && e->kind == JM_FORUM)
        editing.failed |= !put_in(index->plan, &index->forums, event);
    if (e->delegation != JM_NONE)
        editing.failed |=
            !put_in(index->plan, &index->programmes[e->delegation], event);
    return editing.failed ? jm_fail_memory(err) : JM_OK;
}
