/* A calendar that has been read: zones settled, ends turned into lengths,
 * events sorted by UID. */
#include "intake_taking.h"
#include <stdlib.h>
#include <string.h>

jm_utc jm_when_utc(const struct jm_when *when)
{
    return when->form == JM_FORM_UTC ? when->wall
                                     : jm_zone_ref_utc(when->ref, when->wall);
}

/* ---- lengths ---- */

static int32_t narrow(int64_t seconds)
{
    return seconds > INT32_MAX ? INT32_MAX : (int32_t)seconds;
}

/* The wall time of a time in the zone of days. */
static jm_wall wall_of(const struct jm_taking *taking,
                       const struct jm_when *when)
{
    return when->form == JM_FORM_UTC
               ? jm_zone_wall(taking->zones.floating->zone, when->wall)
               : when->wall;
}

static int32_t days_until(jm_wall from, jm_wall until)
{
    jm_wall last = until + JM_DAY_SECONDS - 1; /* a day that is begun counts */
    return jm_wall_day(last) - jm_wall_day(from);
}

/* Days: without an end, or with its own start for an end, it is one. */
static bool judge_days(const struct jm_taking *taking,
                       const struct jm_when *start, struct jm_lasts *lasts)
{
    int32_t days =
        lasts->lasts.days + days_until(0, (jm_wall)lasts->lasts.seconds);
    if (lasts->has_end)
        days = days_until(start->wall, wall_of(taking, &lasts->end));
    *lasts = (struct jm_lasts){.lasts = {days ? days : 1, 0}};
    return days >= 0;
}

/* Hours: an end says how many seconds pass, a duration how many days of the
 * calendar and then how many seconds (RFC 5545 §3.8.5.3). */
static bool judge_hours(const struct jm_when *start, struct jm_lasts *lasts)
{
    struct jm_duration is = lasts->lasts;
    if (lasts->has_end) {
        struct jm_when end = lasts->end;
        if (end.form != JM_FORM_UTC && end.ref->is_floating) {
            /* a date, or a time without its zone: that of the start's */
            end.form = start->form == JM_FORM_UTC ? JM_FORM_LOCAL : start->form;
            end.ref = start->form == JM_FORM_UTC ? end.ref : start->ref;
        }
        int64_t seconds = jm_when_utc(&end) - jm_when_utc(start);
        is = (struct jm_duration){0, narrow(seconds < 0 ? -1 : seconds)};
    }
    *lasts = (struct jm_lasts){.lasts = is};
    return is.days >= 0 && is.seconds >= 0;
}

static bool judge_lasts(const struct jm_taking *taking,
                        const struct jm_when *start, struct jm_lasts *lasts)
{
    return start->form == JM_FORM_DATE ? judge_days(taking, start, lasts)
                                       : judge_hours(start, lasts);
}

/* ---- events ---- */

static bool is_midnight(jm_wall wall)
{
    return (jm_wall)jm_wall_day(wall) * JM_DAY_SECONDS == wall;
}

/* Outlook's days from midnight to midnight, in UTC or in a zone. */
static void make_all_day(const struct jm_taking *taking, struct jm_taken *event)
{
    jm_wall starts = wall_of(taking, &event->start);
    jm_wall ends =
        event->lasts.has_end ? wall_of(taking, &event->lasts.end) : starts;
    if (!is_midnight(starts) || !is_midnight(ends))
        return;
    event->start =
        (struct jm_when){starts, taking->zones.floating, JM_FORM_DATE};
    if (event->lasts.has_end)
        event->lasts.end =
            (struct jm_when){ends, taking->zones.floating, JM_FORM_DATE};
}

/* A rule by the hour has no sense for days. */
static bool has_hourly_rule(const struct jm_rule_text *rules)
{
    struct jm_repeat rule;
    struct jm_piece bad;
    for (; rules; rules = rules->next) {
        struct jm_piece text = {rules->text, strlen(rules->text)};
        if (jm_repeat_read(&rule, text, &bad) &&
            rule.frequency == JM_HOURLY_RULE)
            return true;
    }
    return false;
}

/* Periods that end before they begin are dropped. */
static void judge_periods(const struct jm_taking *taking,
                          struct jm_taken_more *more)
{
    struct jm_period **link = &more->periods;
    while (*link) {
        struct jm_period *period = *link;
        if (judge_lasts(taking, &period->start, &period->lasts))
            link = &period->next;
        else
            *link = period->next;
    }
}

static bool judge(struct jm_taking *taking, struct jm_taken *event)
{
    struct jm_taken_more *more = event->more;
    if (event->is_marked_all_day)
        make_all_day(taking, event);
    if (more)
        judge_periods(taking, more);
    if (more && event->start.form == JM_FORM_DATE &&
        (has_hourly_rule(more->rules) || has_hourly_rule(more->not_rules))) {
        jm_taking_tell(taking, JM_SAY_INTAKE_SKIP_RULE, event->line, "RRULE",
                       "FREQ=HOURLY");
        return false;
    }
    if (judge_lasts(taking, &event->start, &event->lasts))
        return true;
    jm_taking_tell(taking, JM_SAY_INTAKE_SKIP_ENDS, event->line, event->uid,
                   event->title);
    return false;
}

/* ---- groups ---- */

#define FIRST_PLACES 1024

static bool make_room(struct jm_taken_groups *groups)
{
    if (groups->count * 4 < groups->places * 3)
        return true;
    size_t places = groups->places ? groups->places * 2 : FIRST_PLACES;
    struct jm_taken_group **table = calloc(places, sizeof(void *));
    if (!table)
        return false;
    for (size_t i = 0; i < groups->places; i++) {
        for (struct jm_taken_group *group = groups->table[i]; group;) {
            struct jm_taken_group *next = group->next;
            struct jm_taken_group **place = &table[group->hash & (places - 1)];
            group->next = *place;
            *place = group;
            group = next;
        }
    }
    free(groups->table);
    groups->table = table;
    groups->places = places;
    return true;
}

static struct jm_taken_group *group_of(struct jm_taking *taking,
                                       const char *uid)
{
    struct jm_taken_groups *groups = &taking->groups;
    uint64_t hash = jm_text_hash(JM_TEXT_HASH, uid, strlen(uid));
    if (!make_room(groups))
        return NULL;
    struct jm_taken_group **place = &groups->table[hash & (groups->places - 1)];
    for (struct jm_taken_group *group = *place; group; group = group->next)
        if (group->hash == hash && strcmp(group->events->uid, uid) == 0)
            return group;
    struct jm_taken_group *group =
        jm_arena_take(&taking->arena, 1, sizeof *group);
    if (!group)
        return NULL;
    group->hash = hash;
    group->next = *place;
    *place = group;
    groups->count++;
    return group;
}

static enum jm_status file(struct jm_taking *taking, struct jm_taken *event,
                           struct jm_error *err)
{
    struct jm_taken_group *group = group_of(taking, event->uid);
    if (!group)
        return jm_fail_memory(err);
    if (group->events)
        event->uid = group->events->uid;
    event->next = group->events;
    group->events = event;
    return JM_OK;
}

static void tell_zone(void *data, enum jm_message message, unsigned long line,
                      const char *name, const char *as)
{
    jm_taking_tell(data, message, line, name, as);
}

/* The calendar's list has its last event first. */
static struct jm_taken *reversed(struct jm_taken *events)
{
    struct jm_taken *first = NULL;
    while (events) {
        struct jm_taken *next = events->next;
        events->next = first;
        first = events;
        events = next;
    }
    return first;
}

enum jm_status jm_calendar_settle(struct jm_taking *taking,
                                  struct jm_error *err)
{
    enum jm_status status =
        jm_calendar_zones_settle(&taking->zones, tell_zone, taking, err);
    struct jm_taken *event = reversed(taking->calendar);
    taking->calendar = NULL;
    while (!status && event) {
        struct jm_taken *next = event->next;
        if (judge(taking, event))
            status = file(taking, event, err);
        else
            taking->report->skipped++;
        event = next;
    }
    return status;
}
