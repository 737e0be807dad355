/* A plan followed through edits. */
#include "watch.h"
#include "engine.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* What an edit touches, each once. */
struct touched {
    struct jm_events_room events, resources, delegations;
    bool forums;
};

struct jm_watch {
    struct jm_plan plan; /* with events, uids and texts of its own */
    struct jm_event *events;
    struct jm_uid *uids;
    struct jm_event_text *texts;       /* NULL until one is added */
    struct jm_delegation *delegations; /* NULL without a guest */
    struct jm_arena arena;             /* what added events say */
    uint32_t room;                     /* of those arrays */
    uint32_t *child, *sibling;         /* the first child, the next one */
    struct jm_index index;
    uint32_t *longest; /* seconds, of each resource's engagements */
    struct jm_check check;
    struct touched touched;
    uint8_t *seen_event, *seen_resource, *seen_delegation;
    bool failed; /* out of memory */
};

static const struct jm_check_scope everything = JM_CHECK_EVERYTHING;

/* ---- making ---- */

static bool grow(struct jm_watch *w, uint32_t room)
{
    struct jm_event *events = realloc(w->events, room * sizeof *events);
    if (events)
        w->plan.events = w->events = events;
    struct jm_uid *uids = realloc(w->uids, room * sizeof *uids);
    if (uids)
        w->plan.uids = w->uids = uids;
    uint32_t *child = realloc(w->child, room * sizeof *child);
    if (child)
        w->child = child;
    uint32_t *sibling = realloc(w->sibling, room * sizeof *sibling);
    if (sibling)
        w->sibling = sibling;
    uint8_t *seen = realloc(w->seen_event, room);
    if (seen)
        w->seen_event = seen;
    if (!events || !uids || !child || !sibling || !seen ||
        (w->index.plan && !jm_index_grow(&w->index, room)))
        return false;
    memset(seen + w->room, 0, room - w->room);
    w->room = room;
    return true;
}

static void link_child(struct jm_watch *w, uint32_t event)
{
    uint32_t parent = w->events[event].parent;
    if (parent == JM_NONE)
        return;
    w->sibling[event] = w->child[parent];
    w->child[parent] = event;
}

static void unlink_child(struct jm_watch *w, uint32_t event)
{
    uint32_t parent = w->events[event].parent;
    if (parent == JM_NONE)
        return;
    uint32_t *at = &w->child[parent];
    while (*at != event)
        at = &w->sibling[*at];
    *at = w->sibling[event];
}

static void note_longest(void *data, uint32_t resource,
                         struct jm_engagement engagement)
{
    struct jm_watch *w = data;
    uint32_t length = engagement.until - engagement.from;
    if (length > w->longest[resource])
        w->longest[resource] = length;
}

static enum jm_status add_guest(struct jm_watch *w,
                                const struct jm_delegation *guest,
                                struct jm_error *err)
{
    uint32_t count = w->plan.n_delegations;
    w->delegations = calloc((size_t)count + 1, sizeof *w->delegations);
    if (!w->delegations)
        return jm_fail_memory(err);
    if (count)
        memcpy(w->delegations, w->plan.delegations,
               count * sizeof *w->delegations);
    w->delegations[count] = *guest;
    w->delegations[count].first_member = w->delegations[count].members = 0;
    w->plan.delegations = w->delegations;
    w->plan.n_delegations++;
    return JM_OK;
}

static enum jm_status copy_plan(struct jm_watch *w, const struct jm_plan *plan,
                                struct jm_error *err)
{
    w->plan = *plan;
    if (!grow(w, plan->n_events + 8))
        return jm_fail_memory(err);
    if (plan->n_events) {
        memcpy(w->events, plan->events, plan->n_events * sizeof *w->events);
        memcpy(w->uids, plan->uids, plan->n_events * sizeof *w->uids);
    }
    for (uint32_t i = 0; i < plan->n_events; i++)
        w->child[i] = JM_NONE;
    for (uint32_t i = plan->n_events; i-- > 0;)
        link_child(w, i);
    return JM_OK;
}

static enum jm_status make_index(struct jm_watch *w, struct jm_error *err)
{
    enum jm_status status = jm_index_make(&w->index, &w->plan, err);
    if (!status)
        status = jm_index_begin_edit(&w->index, err);
    if (!status && !jm_index_grow(&w->index, w->room))
        status = jm_fail_memory(err);
    size_t resources = w->index.engagements.first[JM_RESOURCES];
    w->longest = calloc(resources + 1, sizeof *w->longest);
    w->seen_resource = calloc(resources + 1, 1);
    w->seen_delegation = calloc((size_t)w->plan.n_delegations + 1, 1);
    if (!status && (!w->longest || !w->seen_resource || !w->seen_delegation))
        status = jm_fail_memory(err);
    for (uint32_t i = 0; i < w->plan.n_events && !status; i++)
        jm_engagements_of(&w->index.engagements, &w->plan, i, note_longest, w);
    return status;
}

enum jm_status jm_watch_new(struct jm_watch **out, const struct jm_plan *plan,
                            struct jm_error *err)
{
    return jm_watch_new_with_guest(out, plan, NULL, err);
}

enum jm_status jm_watch_new_with_guest(struct jm_watch **out,
                                       const struct jm_plan *plan,
                                       const struct jm_delegation *guest,
                                       struct jm_error *err)
{
    struct jm_watch *w = calloc(1, sizeof *w);
    if (!w)
        return jm_fail_memory(err);
    enum jm_status status = copy_plan(w, plan, err);
    if (!status && guest)
        status = add_guest(w, guest, err);
    if (!status)
        status = make_index(w, err);
    if (status) {
        jm_watch_free(w);
        return status;
    }
    w->check = (struct jm_check){
        .plan = &w->plan, .scope = &everything, .index = &w->index};
    jm_engine_mount(&w->check);
    *out = w;
    return JM_OK;
}

void jm_watch_free(struct jm_watch *w)
{
    if (!w)
        return;
    jm_engine_unmount(&w->check);
    jm_index_clear(&w->index);
    jm_arena_clear(&w->arena);
    free(w->events);
    free(w->uids);
    free(w->texts);
    free(w->delegations);
    free(w->child);
    free(w->sibling);
    free(w->longest);
    free(w->touched.events.all);
    free(w->touched.resources.all);
    free(w->touched.delegations.all);
    free(w->seen_event);
    free(w->seen_resource);
    free(w->seen_delegation);
    free(w);
}

const struct jm_plan *jm_watch_plan(const struct jm_watch *w)
{
    return &w->plan;
}

uint32_t jm_watch_child(const struct jm_watch *w, uint32_t event)
{
    return w->child[event];
}

uint32_t jm_watch_sibling(const struct jm_watch *w, uint32_t event)
{
    return w->sibling[event];
}

static bool add_text(struct jm_watch *w, const struct jm_event_text *text)
{
    struct jm_event_text *texts = realloc(w->texts, w->room * sizeof *texts);
    if (!texts)
        return false;
    if (!w->texts && w->plan.n_events)
        memcpy(texts, w->plan.texts, w->plan.n_events * sizeof *texts);
    w->plan.texts = w->texts = texts;
    struct jm_event_text *own = &texts[w->plan.n_events];
    *own = *text;
    own->cancel_reason = NULL;
    own->url = NULL;
    for (int lang = 0; lang < JM_LANGS; lang++) {
        own->title[lang] = jm_arena_copy(&w->arena, text->title[lang]);
        if (text->title[lang] && !own->title[lang])
            return false;
        own->contacts[lang] = own->logistics[lang] = NULL;
        own->description[lang] = NULL;
    }
    return true;
}

enum jm_status jm_watch_add(struct jm_watch *w, uint32_t *event,
                            const struct jm_event_text *text,
                            struct jm_error *err)
{
    uint32_t at = w->plan.n_events;
    if (at == w->room && !grow(w, at + at / 8 + 8))
        return jm_fail_memory(err);
    if (w->plan.texts && !add_text(w, text))
        return jm_fail_memory(err);
    w->events[at] = (struct jm_event){.host = JM_NONE,
                                      .venue = JM_NONE,
                                      .to_host = JM_NONE,
                                      .to_venue = JM_NONE,
                                      .delegation = JM_NONE,
                                      .parent = JM_NONE,
                                      .theme = JM_NONE,
                                      .option_until = JM_DAY_NONE,
                                      .track = JM_TRACK_ALL,
                                      .kind = JM_DEADLINE,
                                      .status = JM_CANCELLED};
    w->uids[at] = jm_uid_of(text->uid, at);
    w->child[at] = w->sibling[at] = JM_NONE;
    w->seen_event[at] = 0;
    w->index.flags[at] = 0;
    w->index.spots.of_event[at] = JM_NONE;
    w->plan.n_events++;
    *event = at;
    return JM_OK;
}

/* ---- what an edit touches ---- */

static void touch(struct jm_watch *w, struct jm_events_room *list,
                  uint8_t *seen, uint32_t which)
{
    if (seen[which])
        return;
    seen[which] = 1;
    w->failed |= !jm_events_push(list, which);
}

static void touch_event(struct jm_watch *w, uint32_t event)
{
    touch(w, &w->touched.events, w->seen_event, event);
}

static void touch_delegation(struct jm_watch *w, uint32_t delegation)
{
    if (delegation != JM_NONE)
        touch(w, &w->touched.delegations, w->seen_delegation, delegation);
}

static void touch_resource(void *data, uint32_t resource,
                           struct jm_engagement engagement)
{
    (void)engagement;
    struct jm_watch *w = data;
    touch(w, &w->touched.resources, w->seen_resource, resource);
}

static void touch_with_resources(struct jm_watch *w, uint32_t event)
{
    touch_event(w, event);
    jm_engagements_of(&w->index.engagements, &w->plan, event, touch_resource,
                      w);
    touch_delegation(w, w->events[event].delegation);
}

/* What lies in an event asks for the stay and the room around it. */
static void touch_inside(struct jm_watch *w, uint32_t event)
{
    for (uint32_t at = w->child[event]; at != JM_NONE; at = w->sibling[at]) {
        touch_with_resources(w, at);
        touch_inside(w, at);
    }
}

/* Stays, forums and flagship events ask for each other, but for stays among
 * themselves; a delegation's programme asks for its stays. */
static void touch_around(struct jm_watch *w, const struct jm_event *e)
{
    if (e->status == JM_CANCELLED ||
        jm_index_frame((enum jm_event_kind)e->kind) < 0)
        return;
    uint32_t kinds = JM_KIND(JM_FORUM) | JM_KIND(JM_FLAGSHIP);
    if (e->kind != JM_STAY)
        kinds |= JM_KIND(JM_STAY);
    struct jm_frames frames = jm_check_frames(&w->check, e->span, kinds);
    for (uint32_t f; (f = jm_frames_next(&frames)) != JM_NONE;) {
        touch_event(w, f);
        touch_delegation(w, w->events[f].delegation);
    }
    if (e->kind == JM_STAY && e->delegation != JM_NONE) {
        struct jm_events programme =
            jm_check_programme(&w->check, e->delegation);
        for (uint32_t i = 0; i < programme.count; i++)
            touch_event(w, programme.all[i]);
    }
    w->touched.forums = true;
}

/* With the rows of before; what is around them is asked of the index, which
 * knows those rows. */
static void touch_all(struct jm_watch *w, const struct jm_alter *edits,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t event = edits[i].event;
        touch_with_resources(w, event);
        touch_inside(w, event);
        touch_around(w, &w->events[event]);
        touch_around(w, &edits[i].as);
    }
}

static void untouch(struct jm_watch *w)
{
    struct touched *t = &w->touched;
    for (uint32_t i = 0; i < t->events.count; i++)
        w->seen_event[t->events.all[i]] = 0;
    for (uint32_t i = 0; i < t->resources.count; i++)
        w->seen_resource[t->resources.all[i]] = 0;
    for (uint32_t i = 0; i < t->delegations.count; i++)
        w->seen_delegation[t->delegations.all[i]] = 0;
    t->events.count = t->resources.count = t->delegations.count = 0;
    t->forums = false;
}

/* ---- checking it ---- */

static enum jm_status check_touched(struct jm_watch *w, struct jm_findings *out,
                                    struct jm_error *err)
{
    struct jm_check *check = &w->check;
    const struct touched *t = &w->touched;
    check->findings = out;
    for (uint32_t i = 0; i < t->events.count; i++)
        jm_engine_walk_event(check, t->events.all[i]);
    for (uint32_t i = 0; i < t->resources.count; i++)
        jm_engine_walk_resource(check, t->resources.all[i]);
    for (uint32_t i = 0; i < t->delegations.count; i++)
        jm_engine_walk_contents(check, t->delegations.all[i]);
    if (t->forums)
        jm_engine_walk_forums(check);
    check->findings = NULL;
    return check->failed ? jm_fail_memory(err)
                         : jm_engine_settle(out, &w->plan, err);
}

/* ---- editing ---- */

static void swap_rows(struct jm_watch *w, struct jm_alter *edits, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct jm_event row = w->events[edits[i].event];
        w->events[edits[i].event] = edits[i].as;
        edits[i].as = row;
    }
}

/* The resources that events will take. */
static void touch_new(struct jm_watch *w, struct jm_alter *edits, size_t count)
{
    swap_rows(w, edits, count);
    for (size_t i = 0; i < count; i++)
        touch_with_resources(w, edits[i].event);
    swap_rows(w, edits, count);
}

static enum jm_status apply(struct jm_watch *w, struct jm_alter *edits,
                            size_t count, struct jm_error *err)
{
    enum jm_status status = JM_OK;
    for (size_t i = 0; i < count; i++) {
        jm_index_take(&w->index, edits[i].event);
        unlink_child(w, edits[i].event);
    }
    swap_rows(w, edits, count);
    for (size_t i = 0; i < count && !status; i++) {
        link_child(w, edits[i].event);
        jm_engagements_of(&w->index.engagements, &w->plan, edits[i].event,
                          note_longest, w);
        status = jm_index_put(&w->index, edits[i].event, err);
    }
    return status;
}

static struct jm_alter *own_edits(const struct jm_watch *w,
                                  const struct jm_alter *edits, size_t count)
{
    struct jm_alter *own = calloc(count + 1, sizeof *own);
    for (size_t i = 0; own && i < count; i++) {
        const struct jm_event *was = &w->events[edits[i].event];
        assert(edits[i].event < w->plan.n_events);
        own[i] = edits[i];
        own[i].as.first_participant = was->first_participant;
        own[i].as.participants = was->participants;
    }
    return own;
}

enum jm_status jm_watch_edit(struct jm_watch *w, const struct jm_alter *edits,
                             size_t count, struct jm_outcome *out,
                             struct jm_error *err)
{
    struct jm_findings before = JM_FINDINGS_INIT, after = JM_FINDINGS_INIT;
    struct jm_alter *own = own_edits(w, edits, count);
    enum jm_status status = JM_OK;
    if (!own)
        return jm_fail_memory(err);
    if (out) {
        touch_all(w, own, count);
        touch_new(w, own, count);
        status =
            w->failed ? jm_fail_memory(err) : check_touched(w, &before, err);
    }
    if (!status)
        status = apply(w, own, count, err);
    if (!status && out)
        status = check_touched(w, &after, err);
    if (!status && out)
        status = jm_outcome_compare(out, &before, &after, &w->plan, err);
    untouch(w);
    jm_findings_clear(&before);
    jm_findings_clear(&after);
    free(own);
    return status;
}

void jm_watch_meetings(const struct jm_watch *w, enum jm_resource_kind kind,
                       uint32_t row, struct jm_span span, jm_meeting *each,
                       void *data)
{
    uint32_t resource = w->index.engagements.first[kind] + row;
    struct jm_run run = jm_index_run(&w->index, resource);
    int64_t first = span.from - w->longest[resource] - 1;
    uint32_t at = jm_index_place(run, first > 0 ? (uint32_t)first : 0, 0);
    for (; at < run.count && run.all[at].from <= span.until; at++)
        if (jm_span_overlaps(jm_engagement_span(&run.all[at]), span))
            each(data, &run.all[at]);
}
