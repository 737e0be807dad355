/* The walks over events and over what shares a resource. */
#include "engine.h"

void jm_engine_sort_events(const struct jm_plan *plan, uint32_t *events,
                           uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint32_t event = events[i], j = i;
        for (; j > 0 && jm_index_is_before(plan, event, events[j - 1]); j--)
            events[j] = events[j - 1];
        events[j] = event;
    }
}

void jm_engine_walk_event(struct jm_check *check, uint32_t event)
{
    const struct jm_event *e = &check->plan->events[event];
    if (e->status == JM_CANCELLED)
        return;
    for (const struct jm_ride **ride = check->event[e->kind].all; *ride;
         ride++) {
        check->riding = *ride;
        (*ride)->rule->event(check, event);
    }
    if (check->dated[e->kind].all[0])
        jm_engine_walk_dates(check, event);
}

static void tell_pair(struct jm_check *check, const struct jm_pair *pair)
{
    for (const struct jm_ride **ride = check->pair[pair->kind].all; *ride;
         ride++) {
        check->riding = *ride;
        (*ride)->rule->pair(check, pair);
    }
}

/* Forward scan: each is compared with those behind it that begin before it
 * ends, so that a long one meets all that it covers. */
static void walk_pairs(struct jm_check *check, struct jm_pair pair,
                       struct jm_run run)
{
    const uint8_t *flags = check->index->flags;
    uint8_t frame =
        pair.kind == JM_RESOURCE_DELEGATION || pair.kind == JM_RESOURCE_PERSON
            ? JM_IS_STAY
            : 0;
    for (uint32_t i = 0; i < run.count; i++) {
        const struct jm_engagement *a = &run.all[i];
        uint32_t end = a->until > a->from ? a->until : a->from + 1;
        for (uint32_t j = i + 1; j < run.count && run.all[j].from < end; j++) {
            pair.a = a;
            pair.b = &run.all[j];
            if (!((flags[a->event] ^ flags[pair.b->event]) & frame))
                tell_pair(check, &pair);
        }
    }
}

/* A person whom one delegation leads everywhere: what there is to tell of pairs
 * and ways is told of the delegation. */
static bool is_led(enum jm_resource_kind kind, struct jm_run run)
{
    if (kind != JM_RESOURCE_PERSON || run.all[0].via == JM_NONE)
        return false;
    for (uint32_t i = 1; i < run.count; i++)
        if (run.all[i].via != run.all[0].via)
            return false;
    return true;
}

static void walk_together(struct jm_check *check, enum jm_resource_kind kind,
                          uint32_t row, struct jm_run run)
{
    if (check->pair[kind].all[0])
        walk_pairs(check, (struct jm_pair){.kind = kind, .row = row}, run);
    if (check->crowd[kind].all[0])
        jm_engine_walk_crowds(check, kind, row, run);
    if (kind == JM_RESOURCE_DELEGATION || kind == JM_RESOURCE_PERSON)
        jm_engine_walk_moves(check, kind, row, run);
}

void jm_engine_walk_resource(struct jm_check *check, uint32_t resource)
{
    const struct jm_engagements *e = &check->index->engagements;
    enum jm_resource_kind kind = jm_engagements_kind(e, resource);
    uint32_t row = resource - e->first[kind];
    struct jm_run run = jm_index_run(check->index, resource);
    if (!run.count)
        return;
    if (!is_led(kind, run))
        walk_together(check, kind, row, run);
    for (const struct jm_ride **ride = check->person.all;
         kind == JM_RESOURCE_PERSON && *ride; ride++) {
        check->riding = *ride;
        (*ride)->rule->person(check, row, run);
    }
}

void jm_engine_walk_forums(struct jm_check *check)
{
    const struct jm_frame_list *forums =
        &check->index->frames[jm_index_frame(JM_FORUM)];
    check->walked.count = 0;
    for (uint32_t i = 0; i < forums->count; i++)
        check->failed |= !jm_events_push(&check->walked, forums->all[i].event);
    for (const struct jm_ride **ride = check->forums.all; *ride; ride++) {
        check->riding = *ride;
        (*ride)->rule->forums(check, check->walked.all, check->walked.count);
    }
}

/* ---- what rules ask ---- */

/* The first frame that begins late enough to overlap a span. */
static uint32_t first_frame(const struct jm_frame_list *frames,
                            struct jm_span span)
{
    int64_t from = span.from - frames->longest - 1;
    uint32_t low = 0, high = frames->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (frames->all[middle].from < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct jm_frames jm_check_frames(const struct jm_check *run,
                                 struct jm_span span, uint32_t kinds)
{
    static const enum jm_event_kind frame_kinds[] = {JM_STAY, JM_FORUM,
                                                     JM_FLAGSHIP};
    struct jm_frames frames = {.run = run, .span = span};
    for (int k = 0; k < JM_FRAME_KINDS; k++) {
        int list = jm_index_frame(frame_kinds[k]);
        frames.at[list] = kinds & JM_KIND(frame_kinds[k])
                              ? first_frame(&run->index->frames[list], span)
                              : run->index->frames[list].count;
    }
    return frames;
}

/* The frame a list has got to, NULL at its end; what does not overlap is passed
 * over. */
static const struct jm_frame *frame_at(struct jm_frames *frames, int list)
{
    const struct jm_frame_list *all = &frames->run->index->frames[list];
    for (; frames->at[list] < all->count; frames->at[list]++) {
        const struct jm_frame *frame = &all->all[frames->at[list]];
        struct jm_span span = {frame->from, frame->until};
        if (frame->from > frames->span.until)
            break;
        if (jm_span_overlaps(span, frames->span))
            return frame;
    }
    frames->at[list] = all->count;
    return NULL;
}

uint32_t jm_frames_next(struct jm_frames *frames)
{
    const struct jm_frame *next = NULL;
    int from = 0;
    for (int list = 0; list < JM_FRAME_KINDS; list++) {
        const struct jm_frame *frame = frame_at(frames, list);
        if (frame && (!next || jm_index_is_before(frames->run->plan,
                                                  frame->event, next->event))) {
            next = frame;
            from = list;
        }
    }
    if (!next)
        return JM_NONE;
    frames->at[from]++;
    return next->event;
}

static struct jm_events list_of(const struct jm_events_room *lists,
                                uint32_t delegation)
{
    if (!lists)
        return (struct jm_events){NULL, 0};
    return (struct jm_events){lists[delegation].all, lists[delegation].count};
}

struct jm_events jm_check_programme(const struct jm_check *run,
                                    uint32_t delegation)
{
    jm_index_want_programmes(run->index);
    return list_of(run->index->programmes, delegation);
}

struct jm_events jm_check_stays(const struct jm_check *run, uint32_t delegation)
{
    jm_index_want_programmes(run->index);
    return list_of(run->index->stays, delegation);
}

const struct jm_plan *jm_check_plan(const struct jm_check *run)
{
    return run->plan;
}

struct jm_run jm_check_engagements(const struct jm_check *run,
                                   enum jm_resource_kind kind, uint32_t row)
{
    return jm_index_run(run->index, run->index->engagements.first[kind] + row);
}
