#include "grow.h"
#include "intake_spread.h"
#include <string.h>

static bool is_days(const struct jm_spread *spread)
{
    return spread->master->start.form == JM_FORM_DATE;
}

static jm_wall midnight_of(jm_wall wall)
{
    return (jm_wall)jm_wall_day(wall) * JM_DAY_SECONDS;
}

/* A time without a zone beside a master with one is of that one. */
static struct jm_when settled(const struct jm_spread *spread,
                              const struct jm_when *when)
{
    struct jm_when is = *when;
    if (is.form == JM_FORM_LOCAL && is.ref->is_floating &&
        spread->master->start.form == JM_FORM_LOCAL)
        is.ref = spread->master->start.ref;
    return is;
}

int64_t jm_spread_key(const struct jm_spread *spread,
                      const struct jm_when *when, bool *is_day)
{
    struct jm_when is = settled(spread, when);
    *is_day = false;
    if (is_days(spread)) {
        jm_wall wall =
            is.form == JM_FORM_UTC
                ? jm_zone_wall(spread->master->start.ref->zone, is.wall)
                : is.wall;
        return midnight_of(wall);
    }
    *is_day = is.form == JM_FORM_DATE;
    return *is_day ? is.wall : jm_when_utc(&is);
}

/* ---- adding ---- */

static bool add_start(struct jm_spread *spread, const struct jm_start *start)
{
    struct jm_start *starts =
        jm_grown(spread->starts, spread->count, &spread->room, sizeof *starts);
    if (!starts) {
        spread->failed = true;
        return false;
    }
    spread->starts = starts;
    spread->starts[spread->count++] = *start;
    spread->is_over |= spread->count > spread->most;
    return !spread->is_over;
}

static void add_key(struct jm_spread *spread, struct jm_keys *keys, int64_t key)
{
    int64_t *all = jm_grown(keys->all, keys->count, &keys->room, sizeof *all);
    if (!all) {
        spread->failed = true;
        return;
    }
    keys->all = all;
    keys->all[keys->count++] = key;
}

static bool is_in_reach(const struct jm_spread *spread, jm_wall wall)
{
    return wall >= spread->reach.from && wall <= spread->reach.until;
}

/* A start of the master's kind at that wall time of its zone. */
static bool add_like_master(struct jm_spread *spread, jm_wall wall)
{
    const struct jm_taken *master = spread->master;
    struct jm_start start = {
        .when = master->start, .lasts = master->lasts.lasts, .event = master};
    if (!is_in_reach(spread, wall))
        return true;
    start.when.wall = wall;
    start.key = is_days(spread) ? wall : jm_when_utc(&start.when);
    return add_start(spread, &start);
}

/* ---- rules ---- */

struct expanding {
    struct jm_spread *spread;
    const struct jm_repeat *rule;
    bool is_excluding;
};

/* UNTIL is the last start there may be; a day lets all of it pass. */
static bool is_past(const struct expanding *expanding, const jm_wall wall)
{
    const struct jm_repeat *rule = expanding->rule;
    struct jm_when when = expanding->spread->master->start;
    if (!rule->has_until)
        return false;
    if (rule->until_form == JM_FORM_DATE)
        return jm_wall_day(wall) > jm_wall_day(rule->until);
    if (when.form == JM_FORM_DATE) {
        jm_wall until = rule->until_form == JM_FORM_UTC
                            ? jm_zone_wall(when.ref->zone, rule->until)
                            : rule->until;
        return jm_wall_day(wall) > jm_wall_day(until);
    }
    if (rule->until_form == JM_FORM_LOCAL)
        return wall > rule->until;
    when.wall = wall;
    return jm_when_utc(&when) > rule->until;
}

static bool take_start(void *data, jm_wall wall)
{
    struct expanding *expanding = data;
    struct jm_spread *spread = expanding->spread;
    struct jm_when when = spread->master->start;
    if (is_past(expanding, wall))
        return false;
    if (!expanding->is_excluding)
        return add_like_master(spread, wall);
    when.wall = wall;
    add_key(spread, &spread->not_keys,
            is_days(spread) ? wall : jm_when_utc(&when));
    return !spread->failed && spread->not_keys.count <= spread->most;
}

static void expand(struct jm_spread *spread, const struct jm_rule_text *rules,
                   bool is_excluding)
{
    for (; rules; rules = rules->next) {
        struct jm_repeat rule;
        struct jm_piece bad, text = {rules->text, strlen(rules->text)};
        struct expanding expanding = {spread, &rule, is_excluding};
        if (!jm_repeat_read(&rule, text, &bad))
            continue;
        struct jm_repeat_walk walk = {.rule = &rule,
                                      .start = spread->master->start.wall,
                                      .is_day = is_days(spread),
                                      .from = spread->reach.from,
                                      .until = spread->reach.until,
                                      .budget = &spread->taking->budget};
        jm_repeat_walk(&walk, take_start, &expanding);
    }
}

/* ---- dates ---- */

/* An RDATE: a day is of the hour that the master begins at. */
static void add_date(struct jm_spread *spread, const struct jm_when *date)
{
    const struct jm_when *of = &spread->master->start;
    bool is_day = false;
    int64_t key = jm_spread_key(spread, date, &is_day);
    if (is_days(spread))
        add_like_master(spread, key);
    else if (is_day)
        add_like_master(spread, key + (of->wall - midnight_of(of->wall)));
    else
        add_like_master(spread, jm_zone_wall(of->ref->zone, key));
}

static void add_dates(struct jm_spread *spread, const struct jm_whens *dates)
{
    for (; dates; dates = dates->next)
        for (size_t i = 0; i < dates->count; i++)
            add_date(spread, &dates->all[i]);
}

static void add_periods(struct jm_spread *spread,
                        const struct jm_period *period)
{
    for (; period; period = period->next) {
        bool is_day = false;
        struct jm_start start = {.when = settled(spread, &period->start),
                                 .lasts = period->lasts.lasts,
                                 .event = spread->master,
                                 .is_own_length = true};
        start.key = jm_spread_key(spread, &period->start, &is_day);
        if (!is_day && !add_start(spread, &start))
            return;
    }
}

static void leave_out(struct jm_spread *spread, const struct jm_whens *dates)
{
    for (; dates; dates = dates->next)
        for (size_t i = 0; i < dates->count; i++) {
            bool is_day = false;
            int64_t key = jm_spread_key(spread, &dates->all[i], &is_day);
            add_key(spread, is_day ? &spread->not_days : &spread->not_keys,
                    key);
        }
}

/* ---- sorting ---- */

static int compare_keys(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Of two at one time that with its own length comes first. */
static int compare_starts(const void *a, const void *b)
{
    const struct jm_start *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->is_own_length != y->is_own_length)
        return x->is_own_length ? -1 : 1;
    return (x->lasts.seconds > y->lasts.seconds) -
           (x->lasts.seconds < y->lasts.seconds);
}

static bool holds(const struct jm_keys *keys, int64_t key)
{
    return keys->count && bsearch(&key, keys->all, keys->count,
                                  sizeof *keys->all, compare_keys);
}

static bool is_left_out(const struct jm_spread *spread,
                        const struct jm_start *start)
{
    if (holds(&spread->not_keys, start->key))
        return true;
    if (!spread->not_days.count)
        return false;
    jm_wall wall = jm_zone_wall(spread->master->start.ref->zone, start->key);
    return holds(&spread->not_days, midnight_of(wall));
}

static void sort_keys(struct jm_keys *keys)
{
    if (keys->count)
        qsort(keys->all, keys->count, sizeof *keys->all, compare_keys);
}

static void sort_out(struct jm_spread *spread)
{
    size_t kept = 0;
    if (!spread->count)
        return;
    qsort(spread->starts, spread->count, sizeof *spread->starts,
          compare_starts);
    sort_keys(&spread->not_keys);
    sort_keys(&spread->not_days);
    for (size_t i = 0; i < spread->count; i++) {
        const struct jm_start *start = &spread->starts[i];
        bool is_again = kept && spread->starts[kept - 1].key == start->key;
        if (!is_again && !is_left_out(spread, start))
            spread->starts[kept++] = *start;
    }
    spread->count = kept;
}

void jm_spread_starts(struct jm_spread *spread)
{
    const struct jm_taken_more *more = spread->master->more;
    add_like_master(spread, spread->master->start.wall);
    if (more) {
        expand(spread, more->rules, false);
        add_dates(spread, more->dates);
        add_periods(spread, more->periods);
        leave_out(spread, more->not_dates);
        if (spread->count)
            expand(spread, more->not_rules, true);
    }
    sort_out(spread);
}

void jm_spread_clear(struct jm_spread *spread)
{
    free(spread->starts);
    free(spread->not_keys.all);
    free(spread->not_days.all);
}
