#include "cases.h"
#include "reference_stay.h"

static const struct jm_event *ev(const struct jm_plan *p, uint32_t i)
{
    return &p->events[i];
}

/* The day of an instant in Paris in summer, and the minutes since its midnight.
 */
static jm_day day_of(jm_utc utc)
{
    return jm_wall_day(utc + 7200);
}

static int64_t minute_of(jm_day day, jm_utc utc)
{
    return (utc + 7200 - (jm_utc)day * 86400) / 60;
}

static jm_utc utc_of(jm_day day, int64_t minute)
{
    return (jm_utc)day * 86400 + minute * 60 - 7200;
}

static bool is_before(struct presence a, struct presence b)
{
    return a.span.from < b.span.from ||
           (a.span.from == b.span.from && a.event < b.event);
}

static void put(struct presence *sorted, size_t n, struct presence one)
{
    for (; n > 0 && is_before(one, sorted[n - 1]); n--)
        sorted[n] = sorted[n - 1];
    sorted[n] = one;
}

/* What a delegation does on a day on a track, by start. */
static size_t day_events(const struct jm_plan *p, uint32_t d, uint16_t track,
                         jm_day day, struct presence *on)
{
    size_t n = 0;
    for (uint32_t i = 0; i < p->n_events; i++)
        if (ref_occupies(p, i) && !ev(p, i)->all_day &&
            ref_takes_part(p, i, d) &&
            (ev(p, i)->track == JM_TRACK_ALL || ev(p, i)->track == track) &&
            day_of(ev(p, i)->span.from) == day)
            put(on, n++, (struct presence){i, JM_NONE, ev(p, i)->span});
    return n;
}

static bool is_stage(const struct jm_plan *p, uint32_t i)
{
    bool is = false;
    for (uint32_t at = ev(p, i)->parent; at != JM_NONE; at = ev(p, at)->parent)
        is |= ev(p, at)->kind == JM_VISIT && ev(p, at)->status != JM_CANCELLED;
    return is;
}

static void visits(struct lines *out, const struct jm_plan *p, const char *id,
                   const struct presence *on, size_t n)
{
    uint32_t all[64];
    size_t count = 0;
    for (size_t k = 0; k < n; k++)
        if (ev(p, on[k].event)->kind == JM_VISIT &&
            ev(p, on[k].event)->rite == 0 && !is_stage(p, on[k].event))
            all[count++] = on[k].event;
    if (count <= 3)
        return;
    struct jm_span span = ev(p, all[0])->span;
    if (ev(p, all[count - 1])->span.until > span.until)
        span.until = ev(p, all[count - 1])->span.until;
    ref_tell(out, p, "day-overloaded", JM_WARNING, id, span, all, count);
}

static void hours(struct lines *out, const struct jm_plan *p, const char *id,
                  const struct presence *on, size_t n)
{
    uint32_t two[2] = {JM_NONE, JM_NONE};
    struct jm_span span = {0, 0};
    for (size_t k = 0; k < n; k++) {
        const struct jm_event *e = ev(p, on[k].event);
        if (e->kind != JM_VISIT && e->kind != JM_MEETING &&
            e->kind != JM_FORUM && e->rite != 1 + JM_RITE_SIGNING)
            continue;
        if (two[0] == JM_NONE) {
            two[0] = on[k].event;
            span.from = e->span.from;
        }
        if (e->span.until > span.until) {
            two[1] = on[k].event;
            span.until = e->span.until;
        }
    }
    if (two[0] != JM_NONE && span.until - span.from > 12 * 3600)
        ref_tell(out, p, "day-overloaded", JM_WARNING, id, span, two,
                 two[0] == two[1] ? 1 : 2);
}

enum { FIRST = 11 * 60 + 30, LAST = 14 * 60 + 30 };

/* The longest run of free minutes. */
static int64_t longest_free(const bool *busy)
{
    int64_t longest = 0, run = 0;
    for (int m = FIRST; m < LAST; m++) {
        run = busy[m] ? 0 : run + 1;
        longest = run > longest ? run : longest;
    }
    return longest;
}

static void lunch(struct lines *out, const struct jm_plan *p, const char *id,
                  jm_day day, const struct presence *on, size_t n)
{
    bool busy[24 * 60] = {false}, before = false, after = false, fed = false;
    bool at_noon = false;
    uint32_t at[64];
    size_t count = 0;
    for (size_t k = 0; k < n; k++) {
        const struct jm_event *e = ev(p, on[k].event);
        int64_t from = minute_of(day, e->span.from);
        int64_t until = minute_of(day, e->span.until);
        bool works = ref_works(p, on[k].event);
        bool takes = works || (e->kind == JM_TRANSFER && until - from < 60);
        at_noon |= works && from < LAST && until > FIRST;
        before |= works && from < FIRST;
        after |= works && until > LAST;
        fed |= e->kind == JM_MEAL && from < LAST && until > FIRST;
        fed |= takes && from <= FIRST && until >= LAST;
        for (int64_t m = FIRST; m < LAST && takes; m++)
            busy[m] |= from <= m && m < until;
        if (takes && from < LAST && until > FIRST)
            at[count++] = on[k].event;
    }
    if (before && after && at_noon && !fed && longest_free(busy) < 60)
        ref_tell(out, p, "meal-missing", JM_WARNING, id,
                 (struct jm_span){utc_of(day, FIRST), utc_of(day, LAST)}, at,
                 count);
}

/* ---- an interpreter's day ---- */

static bool in_forum(const struct jm_plan *p, uint32_t i)
{
    bool in = false;
    for (uint32_t at = ev(p, i)->parent; at != JM_NONE; at = ev(p, at)->parent)
        in |= ev(p, at)->kind == JM_FORUM;
    return in;
}

static void shift(struct lines *out, const struct jm_plan *p, uint32_t who,
                  jm_day day)
{
    struct presence all[512], on[512];
    bool busy[2 * 24 * 60] = {false};
    uint32_t named[64];
    size_t n = presences(p, who, all), count = 0;
    int64_t sum = 0;
    jm_utc until = 0;
    for (size_t k = 0; k < n; k++) {
        const struct jm_event *e = ev(p, all[k].event);
        bool talks = e->kind == JM_VISIT || e->kind == JM_MEETING ||
                     e->kind == JM_CEREMONY;
        if (talks && !e->all_day && !in_forum(p, all[k].event) &&
            day_of(all[k].span.from) == day)
            put(on, count++, all[k]);
    }
    for (size_t k = 0; k < count; k++) {
        int64_t last = minute_of(day, on[k].span.until);
        for (int64_t m = minute_of(day, on[k].span.from); m < last; m++)
            busy[m] = true;
        until = on[k].span.until > until ? on[k].span.until : until;
        named[k] = on[k].event;
    }
    for (size_t m = 0; m < COUNT(busy); m++)
        sum += busy[m];
    if (sum > 6 * 60 && !(count == 1 && ref_is_alone(p, named[0])))
        ref_tell(out, p, "interpreter-missing", JM_WARNING, p->people[who].id,
                 (struct jm_span){ev(p, named[0])->span.from, until}, named,
                 count);
}

void ref_days(struct lines *out, const struct jm_plan *p)
{
    struct presence on[512];
    jm_day first = jm_day_from_date(2023, 6, 1);
    for (jm_day day = first; day < first + 30; day++) {
        for (uint32_t d = 0; d < p->n_delegations; d++)
            for (uint32_t t = 0; t <= p->n_tracks; t++) {
                uint16_t track = t == p->n_tracks ? JM_TRACK_ALL : (uint16_t)t;
                if (!ref_has_track(p, d, track))
                    continue;
                const char *id = p->delegations[d].id;
                size_t n = day_events(p, d, track, day, on);
                visits(out, p, id, on, n);
                hours(out, p, id, on, n);
                lunch(out, p, id, day, on, n);
            }
        for (uint32_t who = 0; who < p->n_people; who++)
            if (p->people[who].role == JM_ROLE_INTERPRETER)
                shift(out, p, who, day);
    }
}
