/* A whole feed: which events, in which order, and the calendar around them. */
#include "writer.h"
#include "vtimezone.h"
#include <assert.h>
#include <jumelage/sentence.h>
#include <stdlib.h>
#include <string.h>

/* What clients take: Google's limit is about 1 MB (calendars/README.md). */
#define MOST_EVENTS 1000
#define MOST_BYTES ((size_t)900 * 1000)
#define BYTES_TO_SAY_SO 512
#define PIECE ((size_t)64 * 1024)

/* What is over the limits. */
struct excess {
    size_t events, bytes;
};

static size_t less(size_t amount, size_t by)
{
    return amount > by ? amount - by : 0;
}

static void leave_out(struct jm_entries *entries, size_t i,
                      struct excess *excess)
{
    excess->events = less(excess->events, 1);
    excess->bytes = less(excess->bytes, entries->all[i].bytes);
    entries->all[i].index = JM_NONE;
    entries->left_out++;
}

/* Leaves out events until nothing is over: past ones, oldest first, then those
 * furthest ahead. One always stays. */
static void narrow(const struct jm_feed_writer *writer,
                   struct jm_entries *entries, struct excess excess)
{
    size_t left = entries->count;
    if (!excess.events && !excess.bytes)
        return;
    for (size_t i = 0; i < entries->count; i++)
        if ((excess.events || excess.bytes) && left > 1 &&
            jm_entry_span(writer, entries->all[i].index).until <=
                writer->feed->now)
            leave_out(entries, i, &excess), left--;
    for (size_t i = entries->count; i-- > 0;)
        if ((excess.events || excess.bytes) && left > 1 &&
            entries->all[i].index != JM_NONE)
            leave_out(entries, i, &excess), left--;
    size_t kept = 0;
    for (size_t i = 0; i < entries->count; i++)
        if (entries->all[i].index != JM_NONE)
            entries->all[kept++] = entries->all[i];
    entries->count = kept;
}

/* The zones that most and second most collectivities live by. */
static bool find_homes(struct jm_feed_writer *writer)
{
    const struct jm_plan *plan = writer->plan;
    uint32_t *lives = calloc(plan->n_zones + 1, sizeof *lives);
    if (!lives)
        return false;
    for (uint32_t i = 0; i < plan->n_collectivities; i++)
        lives[plan->collectivities[i].zone]++;
    writer->home = writer->away = JM_NONE;
    for (uint32_t i = 0; i < plan->n_zones; i++) {
        if (!lives[i])
            continue;
        if (writer->home == JM_NONE || lives[i] > lives[writer->home]) {
            writer->away = writer->home;
            writer->home = i;
        } else if (writer->away == JM_NONE || lives[i] > lives[writer->away]) {
            writer->away = i;
        }
    }
    free(lives);
    return true;
}

/* Each zone's rule is that of the last year in which the feed uses it; events
 * that it does not tell are written in UTC. So are those of a zone that keeps
 * UTC. */
static void find_rules(struct jm_feed_writer *writer,
                       const struct jm_entries *entries)
{
    const struct jm_plan *plan = writer->plan;
    for (uint32_t i = 0; i < plan->n_zones; i++)
        writer->zones[i].is_judged = writer->zones[i].is_named = false;
    if (!jm_feed_is_zoned(writer->feed))
        return;
    for (size_t i = entries->count; i-- > 0;) {
        uint32_t event = entries->all[i].index;
        const struct jm_event *e = &plan->events[event];
        const struct jm_zone *zone = &plan->zones[e->zone];
        struct jm_zone_use *use = &writer->zones[e->zone];
        if (e->all_day)
            continue;
        if (!use->is_judged) {
            jm_wall starts = jm_zone_wall(zone, e->span.from);
            use->has_rule = jm_zone_rule_derive(&use->rule, zone,
                                                jm_wall_civil(starts).year) &&
                            (use->rule.has_summer || use->rule.standard);
            use->is_judged = true;
        }
        use->is_named |= jm_vevent_is_zoned(writer, event);
    }
}

/* ---- the calendar around them ---- */

/* How a kind of feed shows itself. A feed about a row goes by that row's name,
 * but for a busy one, which does not say whose it is. */
static const struct look {
    enum jm_message name, about;
    const char *css, *hex; /* RFC 7986 §5.9, and what Apple reads */
} looks[JM_FEED_KINDS] = {
    [JM_FEED_PUBLIC] = {JM_SAY_FEED_PUBLIC, JM_SAY_FEED_ABOUT_PUBLIC,
                        "royalblue", "#4169E1"},
    [JM_FEED_HOST] = {JM_SAY_NOTHING, JM_SAY_FEED_ABOUT_HOST, "seagreen",
                      "#2E8B57"},
    [JM_FEED_DELEGATION] = {JM_SAY_NOTHING, JM_SAY_FEED_ABOUT_DELEGATION,
                            "mediumvioletred", "#C71585"},
    [JM_FEED_PERSON] = {JM_SAY_NOTHING, JM_SAY_FEED_ABOUT_PERSON, "steelblue",
                        "#4682B4"},
    [JM_FEED_THEME] = {JM_SAY_FEED_THEME, JM_SAY_FEED_ABOUT_THEME, "darkorange",
                       "#FF8C00"},
    [JM_FEED_PARTNER] = {JM_SAY_FEED_PARTNER, JM_SAY_FEED_ABOUT_PARTNER, "teal",
                         "#008080"},
    [JM_FEED_COMMUNICATION] = {JM_SAY_FEED_COMMUNICATION,
                               JM_SAY_FEED_ABOUT_COMMUNICATION, "hotpink",
                               "#FF69B4"},
    [JM_FEED_CONFLICTS] = {JM_SAY_FEED_CONFLICTS, JM_SAY_FEED_ABOUT_CONFLICTS,
                           "crimson", "#DC143C"},
    [JM_FEED_BUSY] = {JM_SAY_FEED_BUSY_NAME, JM_SAY_FEED_ABOUT_BUSY, "gray",
                      "#808080"},
    [JM_FEED_DAYS] = {JM_SAY_FEED_DAYS, JM_SAY_FEED_ABOUT_DAYS, "goldenrod",
                      "#DAA520"}};

/* The name of what the feed is about; "" where that is nothing, or is not told.
 */
static void add_row_name(struct jm_text *out, const struct jm_feed_writer *w)
{
    const struct jm_feed *feed = w->feed;
    const struct jm_plan *plan = w->plan;
    if (feed->kind == JM_FEED_BUSY || feed->row == JM_NONE) {
        if (feed->country)
            jm_say(out, feed->lang,
                   *feed->country == 'F' ? JM_SAY_FRANCE : JM_SAY_KOREA, NULL);
        return;
    }
    switch (jm_feed_audiences[feed->kind].row) {
    case JM_FEED_OF_COLLECTIVITY:
        jm_text_add(out, jm_host_name(plan, feed->row, feed->lang));
        break;
    case JM_FEED_OF_DELEGATION:
        jm_text_add(
            out, jm_lang_pick(plan->delegations[feed->row].name, feed->lang));
        break;
    case JM_FEED_OF_PERSON:
        jm_person_name(out, feed->lang, &plan->people[feed->row]);
        break;
    case JM_FEED_OF_THEME:
        jm_text_add(out,
                    jm_lang_pick(plan->themes[feed->row].name, feed->lang));
        break;
    case JM_FEED_OF_NOTHING:
        break;
    }
}

void jm_feed_name(struct jm_text *out, const struct jm_plan *plan,
                  const struct jm_feed *feed)
{
    const struct jm_feed_writer writer = {.plan = plan, .feed = feed};
    struct jm_text row = JM_TEXT_INIT;
    enum jm_message name = looks[feed->kind].name;
    add_row_name(&row, &writer);
    if (name == JM_SAY_NOTHING)
        jm_text_add(out, jm_text_get(&row));
    else
        jm_say(out, feed->lang, name, jm_text_get(&row), NULL);
    jm_text_clear(&row);
}

/* The same text under the name of RFC 7986 and under the one that came before
 * it. */
static void add_twice(struct jm_ics *ics, const char *name, const char *older,
                      const char *text)
{
    jm_ics_text(ics, name, text);
    jm_ics_text(ics, older, text);
}

static void add_names(struct jm_feed_writer *writer, size_t left_out)
{
    const struct jm_feed *feed = writer->feed;
    struct jm_text *text = &writer->text, *part = &writer->part;
    jm_text_reset(part);
    jm_feed_name(part, writer->plan, feed);
    jm_text_reset(text);
    jm_say(text, feed->lang, JM_SAY_FEED_NAME, jm_text_get(part), NULL);
    add_twice(&writer->ics, "NAME", "X-WR-CALNAME", jm_text_get(text));
    jm_text_reset(part);
    add_row_name(part, writer);
    jm_text_reset(text);
    jm_say(text, feed->lang, looks[feed->kind].about, jm_text_get(part), NULL);
    if (left_out) {
        jm_text_reset(part);
        jm_text_add_int(part, (int64_t)left_out);
        jm_text_add_char(text, ' ');
        jm_say(text, feed->lang, JM_SAY_FEED_LEFT_OUT, jm_text_get(part), NULL);
    }
    add_twice(&writer->ics, "DESCRIPTION", "X-WR-CALDESC", jm_text_get(text));
}

static const char *zone_name(const struct jm_feed_writer *writer)
{
    const struct jm_plan *plan = writer->plan;
    const struct jm_feed *feed = writer->feed;
    uint32_t zone = writer->home;
    if (feed->kind == JM_FEED_BUSY)
        return jm_zone_utc.name;
    if (feed->row != JM_NONE &&
        jm_feed_audiences[feed->kind].row == JM_FEED_OF_COLLECTIVITY)
        zone = plan->collectivities[feed->row].zone;
    return zone == JM_NONE ? jm_zone_utc.name : plan->zones[zone].name;
}

static void add_calendar(struct jm_feed_writer *writer, size_t left_out)
{
    const struct look *look = &looks[writer->feed->kind];
    struct jm_ics *ics = &writer->ics;
    jm_ics_line(ics, "BEGIN:VCALENDAR");
    jm_ics_line(ics, "VERSION:2.0");
    jm_ics_line(ics, "PRODID:-//Jumelage//Jumelage//FR");
    jm_ics_line(ics, "CALSCALE:GREGORIAN");
    jm_ics_line(ics, "METHOD:PUBLISH");
    add_names(writer, left_out);
    jm_ics_property(ics, "X-WR-TIMEZONE", zone_name(writer));
    jm_ics_property(ics, "COLOR", look->css);
    jm_ics_property(ics, "X-APPLE-CALENDAR-COLOR", look->hex);
    jm_ics_line(ics, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    jm_ics_line(ics, "X-PUBLISHED-TTL:PT1H");
}

/* ---- writing ---- */

/* Where the bytes go once there are enough of them: NULL keeps them all. */
struct sending {
    jm_feed_sink *sink;
    void *data;
    struct jm_error *err;
};

static enum jm_status flush(struct jm_feed_writer *writer,
                            const struct sending *sending, size_t least)
{
    struct jm_text *out = writer->ics.out;
    if (!sending || out->length < least)
        return JM_OK;
    if (out->failed || writer->text.failed || writer->part.failed)
        return jm_fail_memory(sending->err);
    enum jm_status status =
        sending->sink(sending->data, out->bytes, out->length, sending->err);
    jm_text_reset(out);
    return status;
}

static enum jm_status write_all(struct jm_feed_writer *writer,
                                struct jm_entries *entries,
                                const struct sending *sending)
{
    const struct jm_plan *plan = writer->plan;
    struct jm_ics *ics = &writer->ics;
    enum jm_status status = JM_OK;
    find_rules(writer, entries);
    add_calendar(writer, entries->left_out);
    for (uint32_t i = 0; i < plan->n_zones; i++)
        if (writer->zones[i].is_named)
            jm_vtimezone_write(ics, plan->zones[i].name,
                               &writer->zones[i].rule);
    for (size_t i = 0; !status && i < entries->count; i++) {
        size_t start = ics->out->length;
        jm_entry_write(writer, entries->all[i].index);
        entries->all[i].bytes = (uint32_t)(ics->out->length - start);
        status = flush(writer, sending, PIECE);
    }
    if (!entries->count)
        jm_vevent_write_empty(writer);
    jm_ics_line(ics, "END:VCALENDAR");
    return status;
}

/* Writes what the limits allow; only a feed over the bytes is written twice. */
static void write_within(struct jm_feed_writer *writer,
                         struct jm_entries *entries, size_t most)
{
    struct jm_text *out = writer->ics.out;
    size_t start = out->length;
    write_all(writer, entries, NULL);
    size_t bytes = out->length - start;
    if (bytes <= most || out->failed)
        return;
    narrow(writer, entries, (struct excess){0, bytes + BYTES_TO_SAY_SO - most});
    out->length = start;
    write_all(writer, entries, NULL);
}

static void clear_writer(struct jm_feed_writer *writer)
{
    for (uint32_t i = 0; writer->zones && i < writer->plan->n_zones; i++)
        jm_text_clear(&writer->zones[i].clock);
    free(writer->zones);
    jm_text_clear(&writer->text);
    jm_text_clear(&writer->part);
}

static enum jm_status write_feed(struct jm_text *out,
                                 const struct jm_plan *plan,
                                 const struct jm_feed *feed,
                                 const struct sending *sending, int *events,
                                 struct jm_error *err)
{
    struct jm_feed_writer writer = {
        .plan = plan, .feed = feed, .ics = {.out = out}};
    struct jm_entries entries = {NULL, 0, 0, 0};
    size_t most_bytes = feed->most_bytes ? feed->most_bytes : MOST_BYTES;
    size_t most = feed->most_events ? feed->most_events : MOST_EVENTS;
    enum jm_status status = JM_OK;
    assert(feed->row != JM_NONE ||
           jm_feed_audiences[feed->kind].row == JM_FEED_OF_NOTHING ||
           jm_feed_audiences[feed->kind].row_is_optional);
    writer.zones = calloc(plan->n_zones + 1, sizeof *writer.zones);
    if (!writer.zones || !find_homes(&writer) ||
        !jm_entries_gather(&entries, &writer)) {
        status = jm_fail_memory(err);
        goto out;
    }
    narrow(&writer, &entries, (struct excess){less(entries.count, most), 0});
    if (sending && most_bytes == SIZE_MAX)
        status = write_all(&writer, &entries, sending);
    else
        write_within(&writer, &entries, most_bytes);
    if (!status)
        status = flush(&writer, sending, 1);
    if (!status && (out->failed || writer.text.failed || writer.part.failed))
        status = jm_fail_memory(err);
    if (!status && events)
        *events = (int)entries.count;
out:
    free(entries.all);
    clear_writer(&writer);
    return status;
}

enum jm_status jm_feed_write(struct jm_text *out, const struct jm_plan *plan,
                             const struct jm_feed *feed, int *events,
                             struct jm_error *err)
{
    return write_feed(out, plan, feed, NULL, events, err);
}

enum jm_status jm_feed_send(const struct jm_plan *plan,
                            const struct jm_feed *feed, jm_feed_sink *sink,
                            void *data, int *events, struct jm_error *err)
{
    struct jm_text out = JM_TEXT_INIT;
    const struct sending sending = {sink, data, err};
    enum jm_status status = write_feed(&out, plan, feed, &sending, events, err);
    jm_text_clear(&out);
    return status;
}
