/* What a feed is made of: events, posts, findings or marked days. */
#include "grow.h"
#include "writer.h"
#include <jumelage/finding.h>
#include <string.h>

/* ---- events ---- */

static uint32_t count_events(const struct jm_feed_writer *writer)
{
    return writer->plan->n_events;
}

static bool holds_event(const struct jm_feed_writer *writer, uint32_t event)
{
    return jm_feed_holds(writer->plan, writer->feed, event);
}

static struct jm_span span_of_event(const struct jm_feed_writer *writer,
                                    uint32_t event)
{
    return writer->plan->events[event].span;
}

/* ---- posts ---- */

static uint32_t count_posts(const struct jm_feed_writer *writer)
{
    return writer->plan->n_posts;
}

static struct jm_span span_of_post(const struct jm_feed_writer *writer,
                                   uint32_t post)
{
    return span_of_event(writer, writer->plan->posts[post].event);
}

/* ---- findings ---- */

static uint32_t count_findings(const struct jm_feed_writer *writer)
{
    return writer->feed->findings ? (uint32_t)writer->feed->findings->count : 0;
}

static struct jm_span span_of_finding(const struct jm_feed_writer *writer,
                                      uint32_t finding)
{
    return writer->feed->findings->all[finding].span;
}

/* ---- marked days ---- */

static uint32_t count_marks(const struct jm_feed_writer *writer)
{
    return writer->plan->n_marked_days;
}

static struct jm_span span_of_mark(const struct jm_feed_writer *writer,
                                   uint32_t mark)
{
    const struct jm_marked_days *days = &writer->plan->marked_days[mark];
    return (struct jm_span){days->first * JM_DAY_SECONDS,
                            (days->last + 1) * JM_DAY_SECONDS};
}

static bool is_in_window(const struct jm_feed *feed, struct jm_span span)
{
    return span.until > feed->window.from && span.from < feed->window.until;
}

static bool holds_post(const struct jm_feed_writer *writer, uint32_t post)
{
    return is_in_window(writer->feed, span_of_post(writer, post));
}

static bool holds_finding(const struct jm_feed_writer *writer, uint32_t finding)
{
    return is_in_window(writer->feed, span_of_finding(writer, finding));
}

static bool holds_mark(const struct jm_feed_writer *writer, uint32_t mark)
{
    const struct jm_feed *feed = writer->feed;
    const struct jm_marked_days *days = &writer->plan->marked_days[mark];
    if (!is_in_window(feed, span_of_mark(writer, mark)))
        return false;
    if (feed->row != JM_NONE)
        return jm_plan_mark_counts(writer->plan, days, feed->row);
    return !feed->country || strcmp(days->country, feed->country) == 0;
}

/* ---- by kind of feed ---- */

static const struct source {
    uint32_t (*count)(const struct jm_feed_writer *writer);
    bool (*holds)(const struct jm_feed_writer *writer, uint32_t index);
    struct jm_span (*span)(const struct jm_feed_writer *writer, uint32_t index);
    void (*write)(struct jm_feed_writer *writer, uint32_t index);
} events = {count_events, holds_event, span_of_event, jm_vevent_write},
  busy = {count_events, holds_event, span_of_event, jm_vevent_write_busy},
  posts = {count_posts, holds_post, span_of_post, jm_vevent_write_post},
  findings = {count_findings, holds_finding, span_of_finding,
              jm_vevent_write_finding},
  marks = {count_marks, holds_mark, span_of_mark, jm_vevent_write_days};

static const struct source *const sources[JM_FEED_KINDS] = {
    [JM_FEED_PUBLIC] = &events,       [JM_FEED_HOST] = &events,
    [JM_FEED_DELEGATION] = &events,   [JM_FEED_PERSON] = &events,
    [JM_FEED_THEME] = &events,        [JM_FEED_PARTNER] = &events,
    [JM_FEED_COMMUNICATION] = &posts, [JM_FEED_CONFLICTS] = &findings,
    [JM_FEED_BUSY] = &busy,           [JM_FEED_DAYS] = &marks};

static const struct source *source_of(const struct jm_feed_writer *writer)
{
    return sources[writer->feed->kind];
}

bool jm_feed_is_zoned(const struct jm_feed *feed)
{
    return sources[feed->kind] == &events;
}

struct jm_span jm_entry_span(const struct jm_feed_writer *writer,
                             uint32_t index)
{
    return source_of(writer)->span(writer, index);
}

void jm_entry_write(struct jm_feed_writer *writer, uint32_t index)
{
    source_of(writer)->write(writer, index);
}

/* ---- gathering ---- */

static bool add(struct jm_entries *entries, struct jm_entry entry)
{
    struct jm_entry *all =
        jm_grown(entries->all, entries->count, &entries->room, sizeof *all);
    if (!all)
        return false;
    entries->all = all;
    entries->all[entries->count++] = entry;
    return true;
}

/* By start; events that start together by UID, so that the order in which they
 * came into the plan does not show. */
static int compare(const struct jm_feed_writer *writer,
                   const struct jm_entry *a, const struct jm_entry *b)
{
    if (a->from != b->from)
        return a->from > b->from ? 1 : -1;
    bool are_events = source_of(writer)->count == count_events;
    const struct jm_event_text *texts = writer->plan->texts;
    return are_events ? strcmp(texts[a->index].uid, texts[b->index].uid)
                      : (a->index > b->index) - (a->index < b->index);
}

/* Merges two sorted halves of `from` into `to`. */
static void merge(const struct jm_feed_writer *writer,
                  const struct jm_entry *from, size_t middle, size_t count,
                  struct jm_entry *to)
{
    size_t left = 0, right = middle;
    for (size_t i = 0; i < count; i++) {
        bool take_left =
            right == count ||
            (left < middle && compare(writer, &from[left], &from[right]) <= 0);
        to[i] = take_left ? from[left++] : from[right++];
    }
}

/* Bottom-up merge sort: qsort() hands no context to its comparison. */
static bool sort(const struct jm_feed_writer *writer,
                 struct jm_entries *entries)
{
    size_t count = entries->count;
    struct jm_entry *from = entries->all;
    struct jm_entry *to = malloc((count + 1) * sizeof *to);
    if (!to)
        return false;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            size_t length =
                count - start < 2 * width ? count - start : 2 * width;
            merge(writer, from + start, width < length ? width : length, length,
                  to + start);
        }
        struct jm_entry *swapped = from;
        from = to;
        to = swapped;
    }
    struct jm_entry *spare = from == entries->all ? to : from;
    if (spare == from)
        memcpy(entries->all, from, count * sizeof *from);
    free(spare);
    return true;
}

static bool is_sorted(const struct jm_feed_writer *writer,
                      const struct jm_entries *entries)
{
    for (size_t i = 1; i < entries->count; i++)
        if (compare(writer, &entries->all[i - 1], &entries->all[i]) > 0)
            return false;
    return true;
}

bool jm_entries_gather(struct jm_entries *entries,
                       const struct jm_feed_writer *writer)
{
    const struct source *source = source_of(writer);
    uint32_t count = source->count(writer);
    for (uint32_t i = 0; i < count; i++) {
        if (!source->holds(writer, i))
            continue;
        struct jm_entry entry = {source->span(writer, i).from, i, 0};
        if (!add(entries, entry))
            return false;
    }
    return is_sorted(writer, entries) || sort(writer, entries);
}
