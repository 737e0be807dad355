/* Which events a year, or a host, has. */
#include "season.h"

#include <stdlib.h>
#include <string.h>

bool jm_season_days(const struct jm_book *book, const struct jm_event *event,
                    struct jm_days *days)
{
    *days = jm_zone_days(&book->plan->zones[event->zone], event->span);
    if (book->how->kind != JM_BOOK_YEAR)
        return true;
    jm_day first = jm_day_from_date(book->how->year, 1, 1);
    jm_day last = jm_day_from_date(book->how->year, 12, 31);
    if (days->last < first || days->first > last)
        return false;
    days->first = days->first < first ? first : days->first;
    days->last = days->last > last ? last : days->last;
    return true;
}

static bool is_at_host(const struct jm_book *book, const struct jm_event *event)
{
    uint32_t host = book->how->row;
    return (event->host != JM_NONE &&
            jm_plan_is_inside(book->plan, event->host, host)) ||
           (event->to_host != JM_NONE &&
            jm_plan_is_inside(book->plan, event->to_host, host));
}

bool jm_season_shows(const struct jm_book *book, uint32_t index)
{
    const struct jm_event *event = &book->plan->events[index];
    struct jm_days days;
    if (event->kind == JM_POST || event->kind == JM_DEADLINE)
        return false;
    if (book->how->kind == JM_BOOK_HOST)
        return event->audience != JM_AUDIENCE_PROTOCOL &&
               is_at_host(book, event);
    return jm_season_days(book, event, &days);
}

bool jm_season_is_block(const struct jm_event *event)
{
    return event->kind == JM_STAY || event->kind == JM_FORUM ||
           event->kind == JM_FLAGSHIP ||
           (event->kind == JM_VISIT && event->parent == JM_NONE);
}

/* What the order is made of, side by side. */
struct place {
    uint32_t host;
    uint32_t event;
    jm_utc from;
    struct jm_uid uid;
};

static int compare(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->host != y->host)
        return x->host < y->host ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return memcmp(&x->uid, &y->uid, sizeof x->uid);
}

uint32_t *jm_season_events(struct jm_book *book, uint32_t *count)
{
    const struct jm_plan *plan = book->plan;
    struct place *places = calloc(plan->n_events + (size_t)1, sizeof *places);
    uint32_t *events = calloc(plan->n_events + (size_t)1, sizeof *events);
    *count = 0;
    for (uint32_t i = 0; places && events && i < plan->n_events; i++)
        if (jm_season_shows(book, i))
            places[(*count)++] =
                (struct place){plan->events[i].host, i,
                               plan->events[i].span.from, plan->uids[i]};
    if (*count)
        qsort(places, *count, sizeof *places, compare);
    for (uint32_t i = 0; i < *count; i++)
        events[i] = places[i].event;
    book->failed |= !places || !events;
    if (!places) {
        free(events);
        events = NULL;
    }
    free(places);
    return events;
}
