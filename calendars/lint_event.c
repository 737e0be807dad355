/* VEVENT (RFC 5545 §3.6.1), once all its lines were read. */
#include "lint_parts.h"
#include <stdlib.h>
#include <string.h>

static const struct jm_lint_slice none = {NULL, 0};

/* Places on Earth whose clocks are furthest apart. */
#define WIDEST_ZONES (INT64_C(26) * 3600)

static struct jm_lint_slice value_of(const struct jm_lint_component *event,
                                     enum jm_lint_name name)
{
    const struct jm_lint_line *line = jm_lint_seen(event, name);
    return line ? line->value : none;
}

/* ---- when ---- */

static bool is_early(const struct jm_lint_time *start,
                     const struct jm_lint_time *end)
{
    bool is_same_clock =
        start->is_utc == end->is_utc && jm_lint_equal(start->zone, end->zone);
    int64_t slack = is_same_clock ? 0 : WIDEST_ZONES;
    return end->wall + slack <= start->wall;
}

static void check_end(struct linting *l, const struct jm_lint_line *line,
                      const struct jm_lint_time *start)
{
    struct jm_lint_time end = jm_lint_time_of(line);
    if (!end.is_there)
        return;
    if (end.is_date != start->is_date)
        jm_lint_tell(l, JM_LINT_END_OTHER_TYPE, line->number, line->value,
                     none);
    else if (is_early(start, &end))
        jm_lint_tell(l, JM_LINT_END_EARLY, line->number, line->value, none);
}

static void check_length(struct linting *l,
                         const struct jm_lint_component *event)
{
    const struct jm_lint_line *end = jm_lint_seen(event, LINT_DTEND);
    const struct jm_lint_line *duration = jm_lint_seen(event, LINT_DURATION);
    struct jm_lint_time start =
        jm_lint_time_of(jm_lint_seen(event, LINT_DTSTART));
    int64_t seconds;
    if (end && duration)
        jm_lint_tell(l, JM_LINT_END_TWICE, duration->number, none, none);
    if (duration && !jm_lint_read_duration(duration->value, &seconds))
        jm_lint_tell(l, JM_LINT_DURATION_UNREAL, duration->number,
                     duration->value, duration->name);
    if (!start.is_there)
        return;
    if (end)
        check_end(l, end, &start);
    else if (!duration && start.is_date)
        jm_lint_tell(l, JM_LINT_END_MISSING,
                     jm_lint_seen(event, LINT_DTSTART)->number, none, none);
    if (start.is_date && !jm_lint_is(value_of(event, LINT_ALL_DAY), "TRUE"))
        jm_lint_tell(l, JM_LINT_ALL_DAY_UNMARKED,
                     jm_lint_seen(event, LINT_DTSTART)->number, none, none);
}

/* ---- how much it holds people ---- */

static bool is_long(const struct jm_lint_component *event)
{
    struct jm_lint_time start =
        jm_lint_time_of(jm_lint_seen(event, LINT_DTSTART));
    struct jm_lint_time end = jm_lint_time_of(jm_lint_seen(event, LINT_DTEND));
    const struct jm_lint_line *duration = jm_lint_seen(event, LINT_DURATION);
    int64_t seconds = 0;
    if (start.is_there && end.is_there)
        seconds = end.wall - start.wall;
    else if (duration)
        jm_lint_read_duration(duration->value, &seconds);
    return seconds > JM_DAY_SECONDS;
}

static void check_busy(struct linting *l, const struct jm_lint_component *event)
{
    static const char *const words[] = {"FREE", "BUSY", "TENTATIVE", "OOF",
                                        "WORKINGELSEWHERE"};
    const struct jm_lint_line *busy = jm_lint_seen(event, LINT_BUSY);
    bool is_free = jm_lint_is(value_of(event, LINT_TRANSP), "TRANSPARENT");
    bool is_known = false;
    for (size_t i = 0; busy && i < sizeof words / sizeof *words; i++)
        is_known = is_known || jm_lint_is(busy->value, words[i]);
    if (busy && !is_known)
        jm_lint_tell(l, JM_LINT_BUSY_OTHER, busy->number, busy->value, none);
    else if (busy && jm_lint_is(busy->value, "FREE") != is_free)
        jm_lint_tell(l, JM_LINT_BUSY_CONTRADICTED, busy->number, busy->value,
                     is_free ? jm_lint_seen(event, LINT_TRANSP)->value
                             : (struct jm_lint_slice){"OPAQUE", 6});
    else if (!is_free && is_long(event) &&
             !jm_lint_is(value_of(event, LINT_STATUS), "CANCELLED"))
        jm_lint_tell(l, JM_LINT_BUSY_LONG, event->number, none, none);
    const struct jm_lint_line *transp = jm_lint_seen(event, LINT_TRANSP);
    if (transp && !is_free && !jm_lint_is(transp->value, "OPAQUE"))
        jm_lint_tell(l, JM_LINT_TRANSP_OTHER, transp->number, transp->value,
                     none);
}

/* True where a title says, in one of many ways, that it is cancelled. */
static bool says_cancelled(struct jm_lint_slice summary)
{
    static const char *const marks[] = {"annul", "cancel", "abgesagt",
                                        "취소",  "取消",   "中止"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t length = strlen(marks[i]);
        for (size_t at = 0; at + length <= summary.length; at++)
            if (jm_lint_is((struct jm_lint_slice){summary.at + at, length},
                           marks[i]))
                return true;
    }
    return false;
}

static void check_status(struct linting *l,
                         const struct jm_lint_component *event)
{
    const struct jm_lint_line *status = jm_lint_seen(event, LINT_STATUS);
    if (!status || jm_lint_is(status->value, "TENTATIVE") ||
        jm_lint_is(status->value, "CONFIRMED"))
        return;
    if (!jm_lint_is(status->value, "CANCELLED")) {
        jm_lint_tell(l, JM_LINT_STATUS_OTHER, status->number, status->value,
                     none);
        return;
    }
    if (!says_cancelled(value_of(event, LINT_SUMMARY)))
        jm_lint_tell(l, JM_LINT_CANCELLED_UNMARKED, status->number, none, none);
    if (!jm_lint_is(value_of(event, LINT_TRANSP), "TRANSPARENT"))
        jm_lint_tell(l, JM_LINT_CANCELLED_BUSY, status->number, none, none);
}

/* ---- what else it says ---- */

static bool read_degrees(struct jm_lint_slice text, double most)
{
    char copy[24], *end;
    if (!text.length || text.length >= sizeof copy ||
        !strchr("+-0123456789", *text.at))
        return false;
    memcpy(copy, text.at, text.length);
    copy[text.length] = '\0';
    double degrees = strtod(copy, &end);
    return !*end && degrees >= -most && degrees <= most;
}

static void check_place(struct linting *l,
                        const struct jm_lint_component *event)
{
    const struct jm_lint_line *geo = jm_lint_seen(event, LINT_GEO);
    struct jm_lint_slice latitude, longitude = value_of(event, LINT_GEO);
    if (geo && (!jm_lint_cut(&longitude, ';', &latitude) ||
                !read_degrees(latitude, 90) || !read_degrees(longitude, 180)))
        jm_lint_tell(l, JM_LINT_GEO_UNREAL, geo->number, geo->value, none);
}

static void check_sequence(struct linting *l,
                           const struct jm_lint_component *event)
{
    const struct jm_lint_line *sequence = jm_lint_seen(event, LINT_SEQUENCE);
    if (!sequence)
        jm_lint_tell(l, JM_LINT_SEQUENCE_MISSING, event->number, none, none);
    else if (jm_lint_number(sequence->value) < 0)
        jm_lint_tell(l, JM_LINT_SEQUENCE_OTHER, sequence->number,
                     sequence->value, none);
}

static void check_missing(struct linting *l,
                          const struct jm_lint_component *event)
{
    static const struct {
        enum jm_lint_name name;
        enum jm_lint_id missing;
    } wanted[] = {
        {LINT_UID, JM_LINT_UID_MISSING},
        {LINT_DTSTAMP, JM_LINT_STAMP_MISSING},
        {LINT_DTSTART, JM_LINT_START_MISSING},
        {LINT_SUMMARY, JM_LINT_SUMMARY_MISSING},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!value_of(event, wanted[i].name).length)
            jm_lint_tell(l, wanted[i].missing, event->number, event->name,
                         none);
}

void jm_lint_event(struct linting *l, const struct jm_lint_component *event)
{
    const struct jm_lint_line *override =
        jm_lint_seen(event, LINT_RECURRENCE_ID);
    const struct jm_lint_line *class = jm_lint_seen(event, LINT_CLASS_OF);
    l->lint->events++;
    check_missing(l, event);
    check_length(l, event);
    check_busy(l, event);
    check_status(l, event);
    check_place(l, event);
    check_sequence(l, event);
    if (class && !jm_lint_is(class->value, "PUBLIC"))
        jm_lint_tell(l, JM_LINT_CLASS, class->number, class->value, none);
    if (value_of(event, LINT_UID).length)
        jm_lint_mark(l, &l->events,
                     (struct jm_lint_mark){
                         .key = value_of(event, LINT_UID),
                         .second = value_of(event, LINT_RECURRENCE_ID),
                         .number = jm_lint_seen(event, LINT_UID)->number,
                         .override = override ? override->number : 0});
}

/* ---- events beside each other ---- */

/* The event itself stands before those that change one of its dates. */
static int by_uid(const void *a, const void *b)
{
    const struct jm_lint_mark *one = a, *two = b;
    int order = jm_lint_compare(one->key, two->key);
    if (!order)
        order = jm_lint_compare(one->second, two->second);
    return order ? order
                 : (one->number > two->number) - (one->number < two->number);
}

void jm_lint_compare_events(struct linting *l)
{
    const struct jm_lint_mark *first = NULL, *all = l->events.all;
    if (l->events.count)
        qsort(l->events.all, l->events.count, sizeof *all, by_uid);
    for (size_t i = 0; i < l->events.count; i++) {
        bool is_new = !i || !jm_lint_equal(all[i - 1].key, all[i].key);
        if (is_new)
            first = &all[i];
        else if (jm_lint_equal(all[i - 1].second, all[i].second))
            jm_lint_tell(l, JM_LINT_UID_TWICE, all[i].number, all[i].key, none);
        if (all[i].override)
            jm_lint_tell(
                l, first->override ? JM_LINT_OVERRIDE_ALONE : JM_LINT_OVERRIDE,
                all[i].override, all[i].key, none);
    }
}
