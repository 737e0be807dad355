#include "index.h"
#include "lists.h"
#include <stdlib.h>
#include <string.h>

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
    if (e->kind == JM_TRANSFER &&
        (e->to_host != JM_NONE || e->to_venue != JM_NONE))
        flags |= JM_LEADS_ON;
    if (e->kind == JM_STAY)
        flags |= JM_IS_STAY;
    return flags;
}

/* ---- frames ---- */

static struct jm_frame_list *frames_of(struct jm_index *index,
                                       const struct jm_event *e)
{
    int list = e->status == JM_CANCELLED
                   ? -1
                   : jm_index_frame((enum jm_event_kind)e->kind);
    return list < 0 ? NULL : &index->frames[list];
}

/* ---- spots ---- */

static uint32_t spot_of(const struct jm_plan *plan, const struct jm_event *e)
{
    return e->venue != JM_NONE ? plan->n_collectivities + e->venue : e->host;
}

static bool is_listed(const struct jm_plan *plan, const bool *listed,
                      uint32_t collectivity)
{
    for (; collectivity != JM_NONE;
         collectivity = plan->collectivities[collectivity].parent)
        if (listed[collectivity])
            return true;
    return false;
}

/* What the travel table says of a territory holds for its parts. */
static bool mark_listed(const struct jm_plan *plan, struct jm_spots *spots)
{
    bool *listed = calloc((size_t)plan->n_collectivities + 1, sizeof *listed);
    if (!listed)
        return false;
    for (uint32_t i = 0; i < plan->n_travels; i++)
        listed[plan->travels[i].origin] = listed[plan->travels[i].destination] =
            true;
    for (uint32_t c = 0; c < plan->n_collectivities; c++)
        spots->is_listed[c] = is_listed(plan, listed, c);
    free(listed);
    return true;
}

static enum jm_status place_spots(struct jm_index *index, struct jm_error *err)
{
    const struct jm_plan *plan = index->plan;
    struct jm_spots *spots = &index->spots;
    size_t hosts = plan->n_collectivities, count = hosts + plan->n_venues + 1;
    spots->xyz = calloc(count, sizeof *spots->xyz);
    spots->place = calloc(count, sizeof *spots->place);
    spots->is_listed = calloc(count, sizeof *spots->is_listed);
    spots->of_event =
        malloc(((size_t)plan->n_events + 1) * sizeof *spots->of_event);
    if (!spots->xyz || !spots->place || !spots->is_listed || !spots->of_event ||
        !mark_listed(plan, spots))
        return jm_fail_memory(err);
    for (uint32_t c = 0; c < hosts; c++) {
        memcpy(spots->xyz[c], plan->collectivities[c].xyz, sizeof *spots->xyz);
        spots->place[c] = c;
    }
    for (uint32_t v = 0; v < plan->n_venues; v++) {
        memcpy(spots->xyz[hosts + v], plan->venues[v].xyz, sizeof *spots->xyz);
        spots->place[hosts + v] = plan->venues[v].collectivity;
    }
    return JM_OK;
}

/* Once over the events: what is noted of each. */
static enum jm_status note_events(struct jm_index *index, struct jm_error *err)
{
    const struct jm_plan *plan = index->plan;
    enum jm_status status = JM_OK;
    index->flags = malloc((size_t)plan->n_events + 1);
    if (!index->flags)
        return jm_fail_memory(err);
    for (uint32_t i = 0; i < plan->n_events; i++) {
        const struct jm_event *e = &plan->events[i];
        struct jm_frame_list *frames = frames_of(index, e);
        index->flags[i] = flags_of(e);
        index->spots.of_event[i] = spot_of(plan, e);
        if (frames && !jm_frames_push(frames, plan, i))
            return jm_fail_memory(err);
    }
    for (int k = 0; k < JM_FRAME_KINDS && !status; k++)
        status = jm_frames_sort(&index->frames[k], plan, err);
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

enum jm_status jm_index_make(struct jm_index *out, const struct jm_plan *plan,
                             struct jm_error *err)
{
    memset(out, 0, sizeof *out);
    out->plan = plan;
    enum jm_status status = place_spots(out, err);
    if (!status)
        status = note_events(out, err);
    if (!status)
        status = jm_engagements_derive(&out->engagements, plan, err);
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
    if (index->plan)
        jm_index_clear_programmes(index);
    for (int k = 0; k < JM_FRAME_KINDS; k++)
        free(index->frames[k].all);
    jm_engagements_clear(&index->engagements);
    free(index->runs);
    free(index->flags);
    free(index->spots.xyz);
    free(index->spots.place);
    free(index->spots.is_listed);
    free(index->spots.of_event);
    free(index->marks.start);
    free(index->marks.mark);
    memset(index, 0, sizeof *index);
}

bool jm_index_grow(struct jm_index *index, uint32_t events)
{
    uint8_t *flags = realloc(index->flags, events);
    if (flags)
        index->flags = flags;
    uint32_t *spots = realloc(index->spots.of_event, events * sizeof *spots);
    if (spots)
        index->spots.of_event = spots;
    return flags && spots;
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
    if (!jm_index_want_programmes(index))
        return jm_fail_memory(err);
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

uint32_t jm_index_place(struct jm_run run, uint32_t from, uint32_t event)
{
    uint32_t low = 0, high = run.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct jm_engagement *e = &run.all[middle];
        if (e->from < from || (e->from == from && e->event < event))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t place_in_run(const struct jm_run_room *run, uint32_t from,
                             uint32_t event)
{
    return jm_index_place((struct jm_run){run->all, run->count}, from, event);
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
    struct jm_frame_list *frames = frames_of(index, e);
    if (frames)
        jm_frames_take(frames, index->plan, event);
    if (e->delegation == JM_NONE)
        return;
    jm_events_take(&index->programmes[e->delegation], index->plan, event);
    if (frames && e->kind == JM_STAY)
        jm_events_take(&index->stays[e->delegation], index->plan, event);
}

enum jm_status jm_index_put(struct jm_index *index, uint32_t event,
                            struct jm_error *err)
{
    const struct jm_event *e = &index->plan->events[event];
    struct editing editing = {index, false};
    jm_engagements_of(&index->engagements, index->plan, event, put_engagement,
                      &editing);
    index->flags[event] = flags_of(e);
    index->spots.of_event[event] = spot_of(index->plan, e);
    struct jm_frame_list *frames = frames_of(index, e);
    bool whole = !editing.failed &&
                 (!frames || jm_frames_put(frames, index->plan, event));
    if (whole && e->delegation != JM_NONE)
        whole = jm_events_put(&index->programmes[e->delegation], index->plan,
                              event);
    if (whole && e->delegation != JM_NONE && frames && e->kind == JM_STAY)
        whole = jm_events_put(&index->stays[e->delegation], index->plan, event);
    return whole ? JM_OK : jm_fail_memory(err);
}
