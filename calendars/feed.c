/* Which events a feed holds. */
#include "writer.h"

#define DAYS_BACK 90
#define YEARS_AHEAD 2
#define CANCELLED_DAYS 30

const struct jm_feed_audience jm_feed_audiences[JM_FEED_KINDS] = {
    [JM_FEED_PUBLIC] = {"public", JM_FEED_OF_NOTHING, false},
    [JM_FEED_HOST] = {"host", JM_FEED_OF_COLLECTIVITY, false},
    [JM_FEED_DELEGATION] = {"delegation", JM_FEED_OF_DELEGATION, false},
    [JM_FEED_PERSON] = {"person", JM_FEED_OF_PERSON, false},
    [JM_FEED_THEME] = {"theme", JM_FEED_OF_THEME, false},
    [JM_FEED_PARTNER] = {"partner", JM_FEED_OF_COLLECTIVITY, false},
    [JM_FEED_COMMUNICATION] = {"communication", JM_FEED_OF_NOTHING, false},
    [JM_FEED_CONFLICTS] = {"conflicts", JM_FEED_OF_NOTHING, false},
    [JM_FEED_BUSY] = {"busy", JM_FEED_OF_COLLECTIVITY, false},
    [JM_FEED_DAYS] = {"days", JM_FEED_OF_COLLECTIVITY, true}};

struct jm_span jm_feed_window(jm_day today)
{
    struct jm_civil date = jm_day_date(today);
    int year = date.year + YEARS_AHEAD;
    bool leap_day = date.month == 2 && date.day == 29;
    jm_day last = jm_day_from_date(year, date.month, leap_day ? 28 : date.day);
    return (struct jm_span){(today - DAYS_BACK) * JM_DAY_SECONDS,
                            last * JM_DAY_SECONDS};
}

static uint32_t place_of(const struct jm_plan *plan, uint32_t host,
                         uint32_t venue)
{
    if (host == JM_NONE && venue != JM_NONE)
        return plan->venues[venue].collectivity;
    return host;
}

uint32_t jm_event_place(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    return place_of(plan, e->host, e->venue);
}

/* Its own place, else that of the nearest event around it. */
static uint32_t settled_place(const struct jm_plan *plan, uint32_t event)
{
    uint32_t place = JM_NONE;
    for (; event != JM_NONE && place == JM_NONE;
         event = plan->events[event].parent)
        place = jm_event_place(plan, event);
    return place;
}

/* The event or one around it takes place there. */
static bool happens_at(const struct jm_plan *plan, uint32_t event,
                       uint32_t place)
{
    for (; event != JM_NONE; event = plan->events[event].parent)
        if (jm_plan_is_inside(plan, jm_event_place(plan, event), place))
            return true;
    return false;
}

static bool comes_from(const struct jm_plan *plan, uint32_t delegation,
                       uint32_t place)
{
    return delegation != JM_NONE &&
           jm_plan_is_inside(plan, plan->delegations[delegation].origin, place);
}

static bool takes_part(const struct jm_plan *plan, const struct jm_event *e,
                       uint32_t place)
{
    for (uint32_t i = 0; i < e->participants; i++) {
        const struct jm_participant *p =
            &plan->participants[e->first_participant + i];
        if (jm_plan_is_inside(plan, p->collectivity, place) ||
            comes_from(plan, p->delegation, place))
            return true;
    }
    return false;
}

static bool concerns_host(const struct jm_plan *plan, uint32_t event,
                          uint32_t host)
{
    const struct jm_event *e = &plan->events[event];
    if (takes_part(plan, e, host))
        return true;
    if (e->kind == JM_DEADLINE)
        return jm_plan_is_inside(plan, settled_place(plan, event), host);
    uint32_t to = place_of(plan, e->to_host, e->to_venue);
    return happens_at(plan, event, host) || jm_plan_is_inside(plan, to, host) ||
           comes_from(plan, e->delegation, host);
}

/* An event that names no delegation is part of the stay around it. */
static bool concerns_delegation(const struct jm_plan *plan, uint32_t event,
                                uint32_t delegation)
{
    const struct jm_event *e = &plan->events[event];
    if (jm_plan_names_delegation(plan, event, delegation))
        return true;
    while (e->delegation == JM_NONE && e->parent != JM_NONE)
        e = &plan->events[e->parent];
    return e->delegation == delegation;
}

static bool takes_part_by_name(const struct jm_plan *plan, uint32_t event,
                               uint32_t person)
{
    const struct jm_event *e = &plan->events[event];
    for (uint32_t i = 0; i < e->participants; i++)
        if (plan->participants[e->first_participant + i].person == person)
            return true;
    return false;
}

/* A member who is there then and goes along with that track; a head who is not
 * among the members goes along with all of it. */
static bool goes_along(const struct jm_plan *plan, const struct jm_event *e,
                       uint32_t delegation, uint32_t person)
{
    const struct jm_delegation *d = &plan->delegations[delegation];
    bool is_member = false;
    for (uint32_t i = 0; i < d->members; i++) {
        const struct jm_member *m = &plan->members[d->first_member + i];
        bool same_track = e->track == JM_TRACK_ALL ||
                          m->track == JM_TRACK_ALL || e->track == m->track;
        if (m->person == person && same_track &&
            jm_span_overlaps(m->span, e->span))
            return true;
        is_member |= m->person == person;
    }
    return !is_member && d->head == person;
}

static bool concerns_person(const struct jm_plan *plan, uint32_t event,
                            uint32_t person)
{
    const struct jm_event *e = &plan->events[event];
    if (takes_part_by_name(plan, event, person))
        return true;
    if (e->audience == JM_AUDIENCE_PROTOCOL || e->kind == JM_DEADLINE)
        return false;
    for (uint32_t d = 0; d < plan->n_delegations; d++)
        if (goes_along(plan, e, d, person) &&
            concerns_delegation(plan, event, d))
            return true;
    return false;
}

/* It takes the host's time there. */
static bool takes_host(const struct jm_plan *plan, uint32_t event,
                       uint32_t host)
{
    return jm_plan_is_inside(plan, settled_place(plan, event), host) &&
           jm_event_busy(plan, event) != JM_EVENT_FREE;
}

static bool concerns(const struct jm_plan *plan, const struct jm_feed *feed,
                     uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    bool for_all = e->audience == JM_AUDIENCE_PUBLIC;
    bool for_members = e->audience != JM_AUDIENCE_PROTOCOL;
    bool is_deadline = e->kind == JM_DEADLINE;
    if (e->kind == JM_POST)
        return false;
    switch (feed->kind) {
    case JM_FEED_PUBLIC:
        return for_all && e->status != JM_IDEA;
    case JM_FEED_HOST:
        return for_members && concerns_host(plan, event, feed->row);
    case JM_FEED_DELEGATION:
        return for_members && !is_deadline &&
               concerns_delegation(plan, event, feed->row);
    case JM_FEED_PERSON:
        return concerns_person(plan, event, feed->row);
    case JM_FEED_THEME:
        return for_members && !is_deadline && e->status != JM_IDEA &&
               e->theme == feed->row;
    case JM_FEED_PARTNER:
        return (for_all || e->audience == JM_AUDIENCE_PARTNER) &&
               !is_deadline && concerns_host(plan, event, feed->row);
    case JM_FEED_BUSY:
        return takes_host(plan, event, feed->row);
    case JM_FEED_COMMUNICATION:
    case JM_FEED_CONFLICTS:
    case JM_FEED_DAYS:
    case JM_FEED_KINDS:
        break;
    }
    return false;
}

/* A cancellation must have reached subscribers before it goes. */
static bool is_gone(const struct jm_plan *plan, const struct jm_feed *feed,
                    uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    jm_utc told =
        plan->texts[event].cancelled_at + CANCELLED_DAYS * JM_DAY_SECONDS;
    return e->status == JM_CANCELLED && feed->now >= e->span.until &&
           feed->now >= told;
}

bool jm_feed_holds(const struct jm_plan *plan, const struct jm_feed *feed,
                   uint32_t event)
{
    struct jm_span span = plan->events[event].span;
    return span.until > feed->window.from && span.from < feed->window.until &&
           !is_gone(plan, feed, event) && concerns(plan, feed, event);
}
