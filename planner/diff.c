#include <jumelage/diff.h>
#include <stdlib.h>
#include <string.h>

const char *jm_difference_word(enum jm_difference difference)
{
    static const char *const words[JM_DIFFERENCES] = {
        [JM_DIFF_ADDED] = "added",         [JM_DIFF_MOVED] = "moved",
        [JM_DIFF_RELOCATED] = "relocated", [JM_DIFF_CANCELLED] = "cancelled",
        [JM_DIFF_RESTORED] = "restored",   [JM_DIFF_REMOVED] = "removed",
        [JM_DIFF_CHANGED] = "changed"};
    return words[difference];
}

/* ---- one event ---- */

static const char *host_id(const struct jm_plan *plan, uint32_t row)
{
    return row == JM_NONE ? "" : plan->collectivities[row].id;
}

static const char *venue_id(const struct jm_plan *plan, uint32_t row)
{
    return row == JM_NONE ? "" : plan->venues[row].id;
}

/* Another row, not the same one by another name. */
static bool is_elsewhere(const struct jm_plan *before, const struct jm_event *a,
                         const struct jm_plan *after, const struct jm_event *b)
{
    const char *const pairs[][2] = {
        {host_id(before, a->host), host_id(after, b->host)},
        {venue_id(before, a->venue), venue_id(after, b->venue)},
        {host_id(before, a->to_host), host_id(after, b->to_host)},
        {venue_id(before, a->to_venue), venue_id(after, b->to_venue)}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(pairs[i][0], pairs[i][1]) != 0)
            return true;
    return false;
}

static void compare(const struct jm_diff *diff, struct jm_diff_item *item)
{
    const struct jm_event *a = &diff->before->events[item->before],
                          *b = &diff->after->events[item->after];
    const struct jm_shown was = jm_event_shown(diff->before, item->before),
                          is = jm_event_shown(diff->after, item->after);
    const uint32_t time = UINT32_C(1) << JM_SHOWN_TIMES;
    const uint32_t places =
        UINT32_C(1) << JM_SHOWN_PLACE | UINT32_C(1) << JM_SHOWN_TOWARDS;
    item->parts = jm_shown_differs(&was, &is);
    if (a->status == JM_CANCELLED || b->status == JM_CANCELLED)
        item->parts &= ~(UINT32_C(1) << JM_SHOWN_AUDIENCE); /* it has none */
    item->relocated =
        (item->parts & places) && is_elsewhere(diff->before, a, diff->after, b);
    if (a->status != JM_CANCELLED && b->status == JM_CANCELLED)
        item->what = JM_DIFF_CANCELLED;
    else if (a->status == JM_CANCELLED && b->status != JM_CANCELLED)
        item->what = JM_DIFF_RESTORED;
    else if (item->parts & time)
        item->what = JM_DIFF_MOVED;
    else
        item->what = item->relocated ? JM_DIFF_RELOCATED : JM_DIFF_CHANGED;
}

/* False where there is nothing to tell. */
static bool judge(const struct jm_diff *diff, struct jm_diff_item *item)
{
    if (item->before == JM_NONE) {
        item->what = JM_DIFF_ADDED;
        return diff->after->events[item->after].status != JM_CANCELLED;
    }
    if (item->after == JM_NONE) {
        item->what = JM_DIFF_REMOVED;
        return diff->before->events[item->before].status != JM_CANCELLED;
    }
    compare(diff, item);
    return item->parts != 0;
}

/* ---- all of them ---- */

/* Where an item stands: its start, then its place in the order of UIDs. */
struct ranked {
    jm_utc from;
    size_t rank;
    struct jm_diff_item item;
};

static int by_time(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

static size_t judge_pairs(const struct jm_diff *diff, struct ranked *ranked,
                          const struct jm_event_pair *pairs, size_t n_pairs)
{
    size_t count = 0;
    for (size_t i = 0; i < n_pairs; i++) {
        struct jm_diff_item item = {.before = pairs[i].before,
                                    .after = pairs[i].after};
        if (!judge(diff, &item))
            continue;
        const struct jm_event *e = item.after == JM_NONE
                                       ? &diff->before->events[item.before]
                                       : &diff->after->events[item.after];
        ranked[count] = (struct ranked){e->span.from, count, item};
        count++;
    }
    return count;
}

/* False when memory runs out. */
static bool fill(struct jm_diff *diff, const struct jm_event_pair *pairs,
                 size_t n_pairs)
{
    struct ranked *ranked = malloc((n_pairs + 1) * sizeof *ranked);
    diff->all = malloc((n_pairs + 1) * sizeof *diff->all);
    bool filled = ranked && diff->all;
    if (filled) {
        size_t count = judge_pairs(diff, ranked, pairs, n_pairs);
        qsort(ranked, count, sizeof *ranked, by_time);
        for (; diff->count < count; diff->count++) {
            diff->all[diff->count] = ranked[diff->count].item;
            diff->counts[diff->all[diff->count].what]++;
        }
    }
    free(ranked);
    return filled;
}

enum jm_status jm_plan_diff(struct jm_diff *diff, const struct jm_plan *before,
                            const struct jm_plan *after, struct jm_error *err)
{
    struct jm_event_pair *pairs = NULL;
    size_t n_pairs = 0;
    *diff = (struct jm_diff){.before = before, .after = after};
    enum jm_status status =
        jm_event_pairs(&pairs, &n_pairs, before, after, err);
    if (!status && !fill(diff, pairs, n_pairs))
        status = jm_fail_memory(err);
    free(pairs);
    return status;
}

void jm_diff_clear(struct jm_diff *diff)
{
    free(diff->all);
    *diff = (struct jm_diff)JM_DIFF_INIT;
}
