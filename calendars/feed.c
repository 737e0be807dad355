/* Which events a feed holds. */
#include "writer.h"
#include <assert.h>

#define DAYS_BACK 90
#define YEARS_AHEAD 2
#define CANCELLED_DAYS 30

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
    for (uint32_t i = 0; i < e->participants; i++)
        if (plan->participants[e->first_participant + i].delegation ==
            delegation)
            return true;
    while (e->delegation == JM_NONE && e->parent != JM_NONE)
        e = &plan->events[e->parent];
    return e->delegation == delegation;
}

static bool concerns(const struct jm_plan *plan, const struct jm_feed *feed,
                     uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    if (e->kind == JM_POST)
        return false;
    switch (feed->kind) {
    case JM_FEED_PUBLIC:
        return e->audience == JM_AUDIENCE_PUBLIC && e->status != JM_IDEA;
    case JM_FEED_HOST:
        return e->audience != JM_AUDIENCE_PROTOCOL &&
               concerns_host(plan, event, feed->row);
    case JM_FEED_DELEGATION:
        return e->audience != JM_AUDIENCE_PROTOCOL && e->kind != JM_DEADLINE &&
               concerns_delegation(plan, event, feed->row);
    }
    assert(!"unknown kind of feed");
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
