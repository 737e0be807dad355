/* One UID: its master and what stands for single starts of it, given as
 * occurrences. */
#include "intake_spread.h"
#include "grow.h"
#include <stdio.h>
#include <string.h>

#define MOST_TEXT_BYTES ((size_t)128 << 20)

/* An event that stands for one start. */
struct stand_in {
    int64_t key;
    const struct jm_taken *event;
};

struct stand_ins {
    struct stand_in *all;
    size_t count, room;
};

/* A later version: by SEQUENCE, then by when it was changed. The list has later
 * ones of the stream first. */
static bool is_later(const struct jm_taken *a, const struct jm_taken *b)
{
    if (a->sequence != b->sequence)
        return a->sequence > b->sequence;
    return a->stamp > b->stamp;
}

static bool stands_in(const struct jm_taken *event)
{
    return event->more && event->more->has_recurrence;
}

static const struct jm_taken *find_master(const struct jm_taken_group *group)
{
    const struct jm_taken *master = NULL;
    for (const struct jm_taken *event = group->events; event;
         event = event->next)
        if (!stands_in(event) && (!master || is_later(event, master)))
            master = event;
    return master;
}

/* ---- giving ---- */

/* Times that a plan does not keep are brought to its first or last day. */
#define FIRST_WALL JM_DAY_SECONDS
#define LAST_WALL (JM_UTC_MAX - 2 * JM_DAY_SECONDS)

static jm_wall within(jm_wall wall)
{
    return wall < FIRST_WALL ? FIRST_WALL : wall > LAST_WALL ? LAST_WALL : wall;
}

static void set_days(struct jm_occurrence *occurrence,
                     const struct jm_start *start)
{
    const struct jm_zone *zone = start->when.ref->zone;
    occurrence->all_day = true;
    occurrence->zone = zone->name;
    occurrence->starts = within(start->when.wall);
    occurrence->ends =
        within(start->when.wall + start->lasts.days * JM_DAY_SECONDS);
    occurrence->span.from =
        jm_zone_day_start(zone, jm_wall_day(occurrence->starts));
    occurrence->span.until =
        jm_zone_day_start(zone, jm_wall_day(occurrence->ends));
}

static void set_hours(struct jm_occurrence *occurrence,
                      const struct jm_start *start)
{
    const struct jm_zone_ref *ref = start->when.ref;
    const struct jm_zone *shown = ref->is_named ? ref->zone : &jm_zone_utc;
    jm_utc from = jm_when_utc(&start->when), until = from;
    if (start->lasts.days) {
        jm_wall wall =
            jm_zone_wall(ref->zone, from) + start->lasts.days * JM_DAY_SECONDS;
        until = jm_zone_ref_utc(ref, wall);
    }
    until += start->lasts.seconds;
    occurrence->zone = shown->name;
    occurrence->span.from = within(from);
    occurrence->span.until = within(until);
    occurrence->starts = jm_zone_wall(shown, occurrence->span.from);
    occurrence->ends = jm_zone_wall(shown, occurrence->span.until);
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static void set_texts(struct jm_occurrence *occurrence,
                      const struct jm_taken *event)
{
    const struct jm_taken_texts *texts = event->texts;
    occurrence->uid = event->uid;
    occurrence->title = event->title;
    occurrence->location = or_empty(texts ? texts->location : NULL);
    occurrence->description = or_empty(texts ? texts->description : NULL);
    occurrence->url = or_empty(texts ? texts->url : NULL);
    occurrence->sequence = event->sequence;
    occurrence->status = (enum jm_event_status)event->status;
    occurrence->busy = (enum jm_intake_busy)event->busy;
}

/* "20260317T083000Z" or "20260317". */
static void write_recurrence(char out[32], int64_t key, bool is_day)
{
    struct jm_civil civil = jm_wall_civil(key);
    if (is_day)
        snprintf(out, 32, "%04d%02d%02d", civil.year, civil.month, civil.day);
    else
        snprintf(out, 32, "%04d%02d%02dT%02d%02d%02dZ", civil.year, civil.month,
                 civil.day, civil.hour, civil.minute, civil.second);
}

static enum jm_status refuse_number(size_t most, struct jm_error *err)
{
    struct jm_text number = JM_TEXT_INIT;
    jm_text_add_int(&number, (int64_t)most);
    jm_fail(err, JM_INVALID, "over most_occurrences", JM_SAY_INTAKE_OCCURRENCES,
            jm_text_get(&number), NULL);
    jm_text_clear(&number);
    return JM_INVALID;
}

static size_t most_of(const struct jm_taking *taking)
{
    size_t most = taking->intake->most_occurrences;
    return most ? most : 200000;
}

/* What a start is given as: how it stands among those of its UID. */
struct naming {
    bool is_named;     /* it has a RECURRENCE-ID */
    bool is_day;       /* that is a day */
    bool is_cancelled; /* the master is */
};

static enum jm_status give(struct jm_giving *giving,
                           const struct jm_start *start, struct naming naming,
                           struct jm_error *err)
{
    struct jm_intake_report *report = giving->taking->report;
    struct jm_occurrence occurrence = {0};
    char recurrence[32] = "";
    if (start->when.form == JM_FORM_DATE)
        set_days(&occurrence, start);
    else
        set_hours(&occurrence, start);
    if (!jm_span_overlaps(giving->taking->intake->window, occurrence.span))
        return JM_OK;
    if (naming.is_named)
        write_recurrence(recurrence, start->key, naming.is_day);
    set_texts(&occurrence, start->event);
    occurrence.recurrence = recurrence;
    if (naming.is_cancelled) {
        occurrence.status = JM_CANCELLED;
        occurrence.busy = JM_INTAKE_FREE;
    }
    size_t most = most_of(giving->taking);
    if (report->occurrences == most)
        return refuse_number(most, err);
    giving->text_bytes += strlen(occurrence.title) +
                          strlen(occurrence.location) +
                          strlen(occurrence.description);
    if (giving->text_bytes > MOST_TEXT_BYTES)
        return jm_fail(err, JM_INVALID, "too many bytes of text",
                       JM_SAY_INTAKE_WORK, NULL);
    report->occurrences++;
    return giving->each(giving->data, &occurrence, err);
}

/* ---- stand-ins ---- */

static int compare_stand_ins(const void *a, const void *b)
{
    const struct stand_in *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    bool x_day = x->event->more->recurrence.form == JM_FORM_DATE;
    bool y_day = y->event->more->recurrence.form == JM_FORM_DATE;
    if (x_day != y_day)
        return x_day ? -1 : 1;
    if (x->event->sequence != y->event->sequence)
        return x->event->sequence > y->event->sequence ? -1 : 1;
    if (x->event->stamp != y->event->stamp)
        return x->event->stamp > y->event->stamp ? -1 : 1;
    return (x->event->line < y->event->line) -
           (x->event->line > y->event->line);
}

/* A day of an event with hours stands for the start on it. */
static int64_t key_on_day(const struct jm_spread *spread, jm_wall midnight)
{
    const struct jm_zone_ref *ref = spread->master->start.ref;
    jm_utc from = jm_zone_day_start(ref->zone, jm_wall_day(midnight));
    jm_utc until = jm_zone_day_start(ref->zone, jm_wall_day(midnight) + 1);
    size_t low = 0, high = spread->count; /* the first not before `from` */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (spread->starts[middle].key < from)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < spread->count && spread->starts[low].key < until)
        return spread->starts[low].key;
    return from;
}

static int64_t key_of(const struct jm_spread *spread,
                      const struct jm_taken *event)
{
    const struct jm_when *when = &event->more->recurrence;
    if (!spread->master)
        return when->form == JM_FORM_DATE ? when->wall : jm_when_utc(when);
    bool is_day = false;
    int64_t key = jm_spread_key(spread, when, &is_day);
    return is_day ? key_on_day(spread, key) : key;
}

static bool is_same_name(const struct stand_in *a, const struct stand_in *b,
                         bool has_master)
{
    bool a_day = a->event->more->recurrence.form == JM_FORM_DATE;
    bool b_day = b->event->more->recurrence.form == JM_FORM_DATE;
    return a->key == b->key && (has_master || a_day == b_day);
}

/* In order, the latest version of each. */
static bool find_stand_ins(struct stand_ins *stand_ins,
                           const struct jm_spread *spread,
                           const struct jm_taken_group *group)
{
    size_t kept = 0;
    for (const struct jm_taken *event = group->events; event;
         event = event->next) {
        if (!stands_in(event))
            continue;
        struct stand_in *all = jm_grown(stand_ins->all, stand_ins->count,
                                        &stand_ins->room, sizeof *all);
        if (!all)
            return false;
        stand_ins->all = all;
        all[stand_ins->count++] =
            (struct stand_in){key_of(spread, event), event};
    }
    if (!stand_ins->count)
        return true;
    qsort(stand_ins->all, stand_ins->count, sizeof *stand_ins->all,
          compare_stand_ins);
    for (size_t i = 0; i < stand_ins->count; i++)
        if (!kept || !is_same_name(&stand_ins->all[kept - 1],
                                   &stand_ins->all[i], spread->master))
            stand_ins->all[kept++] = stand_ins->all[i];
    stand_ins->count = kept;
    return true;
}

/* ---- this and all future ones ---- */

/* What comes after a start that RANGE=THISANDFUTURE moved is moved the same
 * way, by the wall clock. */
static void follow(struct jm_start *start, const struct stand_in *range,
                   const struct jm_spread *spread)
{
    const struct jm_when *of = &spread->master->start;
    const struct jm_taken *event = range->event;
    bool is_days = of->form == JM_FORM_DATE;
    jm_wall here =
        is_days ? start->key : jm_zone_wall(of->ref->zone, start->key);
    jm_wall there =
        is_days ? range->key : jm_zone_wall(of->ref->zone, range->key);
    start->when = event->start;
    start->when.wall += here - there;
    start->lasts = event->lasts.lasts;
    start->event = event;
}

static void apply_ranges(struct jm_spread *spread,
                         const struct stand_ins *stand_ins)
{
    const struct stand_in *range = NULL;
    for (size_t i = 0, at = 0; i < spread->count; i++) {
        struct jm_start *start = &spread->starts[i];
        for (; at < stand_ins->count && stand_ins->all[at].key <= start->key;
             at++)
            if (stand_ins->all[at].event->more->is_range)
                range = &stand_ins->all[at];
        if (range)
            follow(start, range, spread);
    }
}

/* How far a range moves starts, or makes them longer. */
static int64_t farthest_move(const struct jm_taken_group *group)
{
    int64_t farthest = 0;
    for (const struct jm_taken *event = group->events; event;
         event = event->next) {
        if (!stands_in(event) || !event->more->is_range)
            continue;
        int64_t move = event->start.wall - event->more->recurrence.wall;
        move = (move < 0 ? -move : move) +
               event->lasts.lasts.days * JM_DAY_SECONDS +
               event->lasts.lasts.seconds;
        farthest = move > farthest ? move : farthest;
    }
    return farthest;
}

/* ---- the whole group ---- */

static struct jm_span reach_of(const struct jm_giving *giving,
                               const struct jm_taken_group *group,
                               const struct jm_taken *master)
{
    struct jm_span window = giving->taking->intake->window;
    int64_t move = farthest_move(group) + 2 * JM_DAY_SECONDS;
    int64_t length =
        master->lasts.lasts.days * JM_DAY_SECONDS + master->lasts.lasts.seconds;
    return (struct jm_span){window.from - length - move, window.until + move};
}

static bool repeats(const struct jm_taken *master)
{
    const struct jm_taken_more *more = master->more;
    return more && (more->rules || more->dates || more->periods);
}

static enum jm_status give_stand_in(struct jm_giving *giving,
                                    const struct jm_spread *spread,
                                    const struct stand_in *stand_in,
                                    struct naming naming, struct jm_error *err)
{
    const struct jm_taken *event = stand_in->event;
    struct jm_start start = {.key = stand_in->key,
                             .when = event->start,
                             .lasts = event->lasts.lasts,
                             .event = event};
    naming.is_named = true;
    naming.is_day =
        (spread->master ? spread->master->start.form
                        : event->more->recurrence.form) == JM_FORM_DATE;
    return give(giving, &start, naming, err);
}

/* Both in order; a start that has a stand-in is not given itself. */
static enum jm_status give_all(struct jm_giving *giving,
                               const struct jm_spread *spread,
                               const struct stand_ins *stand_ins,
                               struct jm_error *err)
{
    const struct jm_taken *master = spread->master;
    struct naming naming = {
        .is_named = master && repeats(master),
        .is_day = master && master->start.form == JM_FORM_DATE,
        .is_cancelled = master && master->status == JM_CANCELLED};
    enum jm_status status = JM_OK;
    size_t next = 0;
    for (size_t i = 0; !status && i < spread->count; i++) {
        const struct jm_start *start = &spread->starts[i];
        while (!status && naming.is_named && next < stand_ins->count &&
               stand_ins->all[next].key < start->key)
            status = give_stand_in(giving, spread, &stand_ins->all[next++],
                                   naming, err);
        bool has_stand_in = false;
        for (size_t j = next; j < stand_ins->count && !has_stand_in &&
                              stand_ins->all[j].key <= start->key;
             j++)
            has_stand_in = stand_ins->all[j].key == start->key;
        if (!status && !has_stand_in)
            status = give(giving, start, naming, err);
    }
    while (!status && next < stand_ins->count)
        status =
            give_stand_in(giving, spread, &stand_ins->all[next++], naming, err);
    return status;
}

static enum jm_status give_group(struct jm_giving *giving,
                                 struct jm_spread *spread,
                                 const struct jm_taken_group *group,
                                 struct jm_error *err)
{
    struct stand_ins stand_ins = {NULL, 0, 0};
    enum jm_status status = JM_OK;
    if (spread->failed || !find_stand_ins(&stand_ins, spread, group))
        status = jm_fail_memory(err);
    else if (spread->is_over)
        status = refuse_number(spread->most, err);
    if (!status && spread->master)
        apply_ranges(spread, &stand_ins);
    if (!status)
        status = give_all(giving, spread, &stand_ins, err);
    free(stand_ins.all);
    return status;
}

/* Most events are single. */
static bool is_single(const struct jm_taken_group *group)
{
    return !group->events->next && !stands_in(group->events) &&
           !repeats(group->events) &&
           !(group->events->more && (group->events->more->not_dates ||
                                     group->events->more->not_rules));
}

enum jm_status jm_group_spread(struct jm_giving *giving,
                               const struct jm_taken_group *group,
                               struct jm_error *err)
{
    struct jm_spread spread = {.taking = giving->taking,
                               .master = find_master(group),
                               .most = most_of(giving->taking)};
    if (is_single(group)) {
        struct jm_start start = {.when = spread.master->start,
                                 .lasts = spread.master->lasts.lasts,
                                 .event = spread.master};
        struct naming naming = {.is_cancelled =
                                    spread.master->status == JM_CANCELLED};
        return give(giving, &start, naming, err);
    }
    if (spread.master) {
        spread.reach = reach_of(giving, group, spread.master);
        jm_spread_starts(&spread);
    }
    enum jm_status status = give_group(giving, &spread, group, err);
    if (!status && giving->taking->budget <= 0)
        status = jm_fail(err, JM_INVALID, "the rules' budget is spent",
                         JM_SAY_INTAKE_WORK, NULL);
    jm_spread_clear(&spread);
    return status;
}
