/* Which rows a delegation's programme has, and in which order. */
#include "agenda.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct gathering {
    struct jm_agenda *agenda;
    const struct jm_plan *plan;
    uint32_t delegation;
    bool failed; /* out of memory */
};

void jm_agenda_days(const struct jm_zone *zone, struct jm_span span,
                    jm_day *first, jm_day *last)
{
    struct jm_days days = jm_zone_days(zone, span);
    *first = days.first;
    *last = days.last;
}

static bool names_any(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    if (e->delegation != JM_NONE)
        return true;
    for (uint32_t i = 0; i < e->participants; i++)
        if (plan->participants[e->first_participant + i].delegation != JM_NONE)
            return true;
    return false;
}

/* A session that names nobody is for those whom the event around it names. */
static bool belongs(const struct jm_plan *plan, uint32_t event,
                    uint32_t delegation)
{
    uint32_t at = event;
    while (at != JM_NONE && !names_any(plan, at))
        at = plan->events[at].parent;
    return at != JM_NONE && jm_plan_names_delegation(plan, at, delegation);
}

static bool is_shown(const struct jm_event *event, bool internal)
{
    return (internal || event->audience != JM_AUDIENCE_PROTOCOL) &&
           event->kind != JM_DEADLINE && event->kind != JM_POST;
}

static bool has_children(const struct jm_plan *plan, uint32_t event)
{
    for (uint32_t i = 0; i < plan->n_events; i++)
        if (plan->events[i].parent == event)
            return true;
    return false;
}

static bool is_frame(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    return e->kind == JM_STAY &&
           (e->all_day || e->span.until - e->span.from > JM_DAY_SECONDS ||
            has_children(plan, event));
}

/* Room for one more of `size` bytes in an array of `count`. */
static bool grow(struct gathering *g, void **all, size_t count, size_t size)
{
    if (count & (count - 1)) /* doubled at each power of two */
        return true;
    void *more = realloc(*all, (count ? 2 * count : 1) * size);
    if (!more) {
        g->failed = true;
        return false;
    }
    *all = more;
    return true;
}

static void add_row(struct gathering *g, struct jm_agenda_row row)
{
    struct jm_agenda *agenda = g->agenda;
    void *rows = agenda->rows;
    if (!grow(g, &rows, agenda->count, sizeof row))
        return;
    agenda->rows = rows;
    agenda->rows[agenda->count++] = row;
}

static void add_index(struct gathering *g, uint32_t **all, size_t *count,
                      uint32_t index)
{
    void *grown = *all;
    if (!grow(g, &grown, *count, sizeof index))
        return;
    *all = grown;
    (*all)[(*count)++] = index;
}

/* The days that a row is repeated on: all of an event without hours, those
 * after the first of one that lasts for more than a day. A night's lodging is
 * over on its last day. */
static void add_days(struct gathering *g, struct jm_agenda_row row,
                     const struct jm_event *event)
{
    jm_day first = 0, last = 0;
    bool is_night = event->kind == JM_LODGING;
    jm_agenda_days(&g->plan->zones[event->zone], event->span, &first, &last);
    row.slot = is_night ? JM_AGENDA_NIGHT : JM_AGENDA_WHOLE_DAY;
    row.background = first != last && (is_night || event->kind == JM_FORUM ||
                                       event->kind == JM_FLAGSHIP);
    row.goes_on = !event->all_day;
    for (row.day = event->all_day ? first : first + 1;
         row.day <= (event->all_day || !is_night ? last : last - 1); row.day++)
        add_row(g, row);
}

static void add_event(struct gathering *g, uint32_t index)
{
    const struct jm_event *event = &g->plan->events[index];
    struct jm_agenda_row row = {.kind = JM_AGENDA_EVENT,
                                .slot = JM_AGENDA_HOURS,
                                .index = index,
                                .span = event->span,
                                .place = event->host,
                                .zone = event->zone,
                                .track = event->track,
                                .cancelled = event->status == JM_CANCELLED};
    if (event->host != JM_NONE)
        row.is_remote =
            g->plan->collectivities[event->host].zone != event->zone;
    if (is_frame(g->plan, index)) {
        add_index(g, &g->agenda->stays, &g->agenda->n_stays, index);
        return;
    }
    if (!event->all_day) {
        row.day = jm_zone_day(&g->plan->zones[event->zone], event->span.from);
        g->agenda->has_hours = true;
        add_row(g, row);
    }
    if (event->all_day || event->span.until - event->span.from > JM_DAY_SECONDS)
        add_days(g, row, event);
}

static void add_flight(struct gathering *g, uint32_t index)
{
    const struct jm_flight *flight = &g->plan->flights[index];
    const struct jm_collectivity *places = g->plan->collectivities;
    struct jm_agenda_row row = {.kind = JM_AGENDA_DEPARTS,
                                .slot = JM_AGENDA_HOURS,
                                .index = index,
                                .span = {flight->span.from, flight->span.from},
                                .place = flight->origin,
                                .zone = places[flight->origin].zone,
                                .track = JM_TRACK_ALL};
    row.day = jm_zone_day(&g->plan->zones[row.zone], row.span.from);
    add_row(g, row);
    row.kind = JM_AGENDA_ARRIVES;
    row.span = (struct jm_span){flight->span.until, flight->span.until};
    row.place = flight->destination;
    row.zone = places[flight->destination].zone;
    row.day = jm_zone_day(&g->plan->zones[row.zone], row.span.from);
    add_row(g, row);
}

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Simultaneous rows stand together, what is for everybody first. */
static int compare_rows(const void *a, const void *b)
{
    const struct jm_agenda_row *x = a, *y = b;
    int by = order(x->day, y->day);
    if (!by)
        by = order((int)x->slot, (int)y->slot);
    if (!by)
        by = order(x->span.from, y->span.from);
    if (!by)
        by = order((uint16_t)(x->track + 1), (uint16_t)(y->track + 1));
    if (!by)
        by = order(x->span.until, y->span.until);
    if (!by)
        by = order((int)x->kind, (int)y->kind);
    return by ? by : order(x->index, y->index);
}

/* The delegation is there, and not on its way. */
static bool is_stop(const struct jm_plan *plan, const struct jm_agenda_row *row)
{
    return row->kind == JM_AGENDA_EVENT && !row->cancelled && !row->is_remote &&
           plan->events[row->index].kind != JM_TRANSFER;
}

/* A night counts wherever the day has something; a fair of ten days counts when
 * the delegation stops at its place. */
static bool has_reason(const struct gathering *g,
                       const struct jm_agenda_row *row,
                       const struct jm_agenda_row *day, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!day[i].background &&
            (row->slot == JM_AGENDA_NIGHT ||
             (is_stop(g->plan, &day[i]) && day[i].place == row->place)))
            return true;
    }
    return false;
}

/* Drops the background of days that have no reason for it. */
static void drop_background(struct gathering *g)
{
    struct jm_agenda *agenda = g->agenda;
    size_t kept = 0;
    for (size_t i = 0, end; i < agenda->count; i = end) {
        end = i + 1;
        while (end < agenda->count &&
               agenda->rows[end].day == agenda->rows[i].day)
            end++;
        for (size_t j = i; j < end; j++)
            agenda->rows[j].dropped =
                agenda->rows[j].background &&
                !has_reason(g, &agenda->rows[j], agenda->rows + i, end - i);
    }
    for (size_t i = 0; i < agenda->count; i++)
        if (!agenda->rows[i].dropped)
            agenda->rows[kept++] = agenda->rows[i];
    agenda->count = kept;
}

static void add_host(struct gathering *g, uint32_t host)
{
    struct jm_agenda *agenda = g->agenda;
    if (host == JM_NONE || jm_plan_is_inside(g->plan, host, agenda->home) ||
        g->plan->collectivities[host].kind == JM_KIND_GATEWAY)
        return;
    for (size_t i = 0; i < agenda->n_hosts; i++)
        if (agenda->hosts[i] == host)
            return;
    add_index(g, &agenda->hosts, &agenda->n_hosts, host);
}

/* The collectivities that stays name, then those that rows are at. */
static void find_hosts(struct gathering *g)
{
    struct jm_agenda *agenda = g->agenda;
    for (size_t i = 0; i < agenda->n_stays; i++)
        if (g->plan->events[agenda->stays[i]].status != JM_CANCELLED)
            add_host(g, g->plan->events[agenda->stays[i]].host);
    for (size_t i = 0; i < agenda->count; i++)
        if (is_stop(g->plan, &agenda->rows[i]))
            add_host(g, agenda->rows[i].place);
    for (size_t i = 0; i < agenda->n_hosts && agenda->away == JM_NONE; i++)
        if (agenda->home != JM_NONE &&
            g->plan->collectivities[agenda->hosts[i]].zone !=
                g->plan->collectivities[agenda->home].zone)
            agenda->away = agenda->hosts[i];
}

static void widen(struct jm_agenda *agenda, jm_day first, jm_day last)
{
    bool none = agenda->first_day == JM_DAY_NONE;
    if (none || first < agenda->first_day)
        agenda->first_day = first;
    if (none || last > agenda->last_day)
        agenda->last_day = last;
}

static void find_days(struct jm_agenda *agenda, const struct jm_plan *plan)
{
    for (size_t i = 0; i < agenda->count; i++)
        if (!agenda->rows[i].cancelled)
            widen(agenda, agenda->rows[i].day, agenda->rows[i].day);
    for (size_t i = 0; i < agenda->n_stays; i++) {
        const struct jm_event *stay = &plan->events[agenda->stays[i]];
        jm_day first = 0, last = 0;
        jm_agenda_days(&plan->zones[stay->zone], stay->span, &first, &last);
        if (stay->status != JM_CANCELLED)
            widen(agenda, first, last);
    }
    if (agenda->first_day == JM_DAY_NONE && agenda->count)
        widen(agenda, agenda->rows[0].day, agenda->rows[agenda->count - 1].day);
}

bool jm_agenda_is_stay(const struct jm_agenda *agenda,
                       const struct jm_plan *plan, jm_day day)
{
    for (size_t i = 0; i < agenda->n_stays; i++) {
        const struct jm_event *stay = &plan->events[agenda->stays[i]];
        jm_day first = 0, last = 0;
        jm_agenda_days(&plan->zones[stay->zone], stay->span, &first, &last);
        if (stay->status != JM_CANCELLED && day >= first && day <= last)
            return true;
    }
    return false;
}

enum jm_status jm_agenda_gather(struct jm_agenda *out,
                                const struct jm_plan *plan, uint32_t delegation,
                                bool internal, struct jm_error *err)
{
    struct gathering g = {out, plan, delegation, false};
    *out = (struct jm_agenda){.first_day = JM_DAY_NONE,
                              .home = plan->delegations[delegation].origin,
                              .away = JM_NONE};
    for (uint32_t i = 0; i < plan->n_events; i++)
        if (is_shown(&plan->events[i], internal) &&
            belongs(plan, i, delegation))
            add_event(&g, i);
    for (uint32_t i = 0; i < plan->n_flights; i++)
        if (plan->flights[i].delegation == delegation)
            add_flight(&g, i);
    if (out->count)
        qsort(out->rows, out->count, sizeof *out->rows, compare_rows);
    drop_background(&g);
    find_hosts(&g);
    find_days(out, plan);
    if (!g.failed)
        return JM_OK;
    jm_agenda_clear(out);
    return jm_fail_memory(err);
}

void jm_agenda_clear(struct jm_agenda *agenda)
{
    free(agenda->rows);
    free(agenda->hosts);
    free(agenda->stays);
    memset(agenda, 0, sizeof *agenda);
}
