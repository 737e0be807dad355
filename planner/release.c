/* What a release makes of events: see release.h. */
#include <assert.h>
#include <jumelage/release.h>
#include <stdlib.h>
#include <string.h>

/* ---- the events of two plans ---- */

struct named {
    struct jm_uid uid;
    uint32_t event;
};

static int by_uid(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    return memcmp(x->uid.bytes, y->uid.bytes, sizeof x->uid.bytes);
}

/* NULL when memory runs out. */
static struct named *sort_events(const struct jm_plan *plan)
{
    struct named *all = malloc((plan->n_events + 1) * sizeof *all);
    if (!all)
        return NULL;
    for (uint32_t i = 0; i < plan->n_events; i++)
        all[i] = (struct named){plan->uids[i], i};
    qsort(all, plan->n_events, sizeof *all, by_uid);
    return all;
}

static size_t merge(struct jm_event_pair *pairs, const struct named *a,
                    size_t n_a, const struct named *b, size_t n_b)
{
    size_t i = 0, j = 0, count = 0;
    while (i < n_a || j < n_b) {
        int order = i == n_a ? 1 : j == n_b ? -1 : by_uid(&a[i], &b[j]);
        pairs[count++] =
            (struct jm_event_pair){order <= 0 ? a[i].event : JM_NONE,
                                   order >= 0 ? b[j].event : JM_NONE};
        i += order <= 0;
        j += order >= 0;
    }
    return count;
}

enum jm_status jm_event_pairs(struct jm_event_pair **pairs, size_t *count,
                              const struct jm_plan *before,
                              const struct jm_plan *after, struct jm_error *err)
{
    size_t most = (size_t)before->n_events + after->n_events;
    struct named *a = sort_events(before), *b = sort_events(after);
    *pairs = a && b ? malloc((most + 1) * sizeof **pairs) : NULL;
    *count =
        *pairs ? merge(*pairs, a, before->n_events, b, after->n_events) : 0;
    free(a);
    free(b);
    return *pairs ? JM_OK : jm_fail_memory(err);
}

/* ---- marks ---- */

static bool is_off(const struct jm_plan *plan, uint32_t event)
{
    return plan->events[event].status == JM_CANCELLED;
}

static struct jm_mark own_books(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event_text *text = &plan->texts[event];
    return (struct jm_mark){.uid = text->uid,
                            .sequence = text->sequence,
                            .changed_at = text->changed_at,
                            .cancelled_at = text->cancelled_at,
                            .audience =
                                (enum jm_audience)plan->events[event].audience};
}

/* Whoever reads the public feed was never shown an idea: they are not told of
 * its end, neither now nor in later releases. */
static bool is_hidden(const struct jm_plan *now, uint32_t event,
                      const struct jm_plan *before, uint32_t old)
{
    const struct jm_event *was = &before->events[old];
    return is_off(now, event) &&
           now->events[event].audience == JM_AUDIENCE_PUBLIC &&
           (was->status == JM_IDEA || (was->status == JM_CANCELLED &&
                                       was->audience != JM_AUDIENCE_PUBLIC));
}

/* An event that was in the last release, `old`, and still is in the plan. */
static struct jm_mark go_on(const struct jm_plan *now, uint32_t event,
                            const struct jm_plan *before, uint32_t old,
                            jm_utc at)
{
    const struct jm_shown is = jm_event_shown(now, event),
                          was = jm_event_shown(before, old);
    const struct jm_event_text *text = &before->texts[old];
    struct jm_mark mark = {.uid = text->uid,
                           .shows = jm_shown_differs(&is, &was) != 0,
                           .sequence = text->sequence,
                           .changed_at = text->changed_at,
                           .audience =
                               (enum jm_audience)now->events[event].audience};
    if (is_hidden(now, event, before, old))
        mark.audience = JM_AUDIENCE_HOST;
    if (mark.shows) {
        mark.sequence++;
        mark.changed_at = at;
    }
    if (is_off(now, event))
        mark.cancelled_at = is_off(before, old) ? text->cancelled_at : at;
    return mark;
}

static bool is_told(const struct jm_plan *before, uint32_t old, jm_utc at)
{
    jm_utc until = before->texts[old].cancelled_at +
                   (jm_utc)JM_CANCELLED_DAYS * JM_DAY_SECONDS;
    return at >= before->events[old].span.until && at >= until;
}

/* An event of the last release whose row is gone; false where it stays as the
 * last release has it. */
static bool withdraw(struct jm_mark *mark, const struct jm_plan *before,
                     uint32_t old, jm_utc at)
{
    bool was_off = is_off(before, old);
    *mark = own_books(before, old);
    if (was_off) {
        mark->how = JM_MARK_DROP;
        return is_told(before, old, at);
    }
    mark->how = JM_MARK_WITHDRAW;
    mark->shows = true;
    mark->sequence++;
    mark->changed_at = mark->cancelled_at = at;
    if (before->events[old].status == JM_IDEA &&
        mark->audience == JM_AUDIENCE_PUBLIC)
        mark->audience = JM_AUDIENCE_HOST;
    return true;
}

static bool begin(struct jm_mark *mark, const struct jm_plan *now,
                  uint32_t event)
{
    *mark = own_books(now, event);
    mark->shows = true;
    mark->sequence = 0;
    return !is_off(now, event);
}

static enum jm_status mark_first(struct jm_mark **marks, size_t *count,
                                 const struct jm_plan *now,
                                 struct jm_error *err)
{
    struct named *all = sort_events(now);
    *marks = all ? malloc((now->n_events + 1) * sizeof **marks) : NULL;
    for (*count = 0; *marks && *count < now->n_events; ++*count) {
        (*marks)[*count] = own_books(now, all[*count].event);
        (*marks)[*count].shows = true;
    }
    free(all);
    return *marks ? JM_OK : jm_fail_memory(err);
}

static size_t mark_pairs(struct jm_mark *marks,
                         const struct jm_event_pair *pairs, size_t n_pairs,
                         const struct jm_plan *now,
                         const struct jm_plan *before, jm_utc at)
{
    size_t count = 0;
    for (size_t i = 0; i < n_pairs; i++) {
        const struct jm_event_pair *pair = &pairs[i];
        bool is_marked = true;
        if (pair->before == JM_NONE)
            is_marked = begin(&marks[count], now, pair->after);
        else if (pair->after == JM_NONE)
            is_marked = withdraw(&marks[count], before, pair->before, at);
        else
            marks[count] = go_on(now, pair->after, before, pair->before, at);
        count += is_marked;
    }
    return count;
}

enum jm_status jm_release_marks(struct jm_mark **marks, size_t *count,
                                const struct jm_plan *now,
                                const struct jm_plan *before, jm_utc at,
                                struct jm_error *err)
{
    *marks = NULL;
    *count = 0;
    if (!before)
        return mark_first(marks, count, now, err);
    struct jm_event_pair *pairs = NULL;
    size_t n_pairs = 0;
    enum jm_status status = jm_event_pairs(&pairs, &n_pairs, before, now, err);
    if (status)
        return status;
    *marks = malloc((n_pairs + 1) * sizeof **marks);
    if (*marks)
        *count = mark_pairs(*marks, pairs, n_pairs, now, before, at);
    free(pairs);
    return *marks ? JM_OK : jm_fail_memory(err);
}
