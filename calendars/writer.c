/* A whole feed: which events, in which order, and the calendar around them. */
#include "writer.h"
#include "grow.h"
#include "vtimezone.h"
#include <assert.h>
#include <jumelage/sentence.h>
#include <stdlib.h>
#include <string.h>

/* What clients take: Google's limit is about 1 MB (calendars/README.md). */
#define MOST_EVENTS 1000
#define MOST_BYTES ((size_t)900 * 1000)
#define BYTES_TO_SAY_SO 512

/* An event that was picked for the feed. */
struct pick {
    struct jm_span span;
    const char *uid;
    uint32_t event;
    size_t bytes; /* as written */
};

struct picks {
    struct pick *all;
    size_t count, room, left_out;
};

static int compare_picks(const void *a, const void *b)
{
    const struct pick *x = a, *y = b;
    int order = (x->span.from > y->span.from) - (x->span.from < y->span.from);
    return order ? order : strcmp(x->uid, y->uid);
}

static bool add_pick(struct picks *picks, struct pick pick)
{
    struct pick *all =
        jm_grown(picks->all, picks->count, &picks->room, sizeof *all);
    if (!all)
        return false;
    picks->all = all;
    picks->all[picks->count++] = pick;
    return true;
}

static bool pick_events(struct picks *picks, const struct jm_plan *plan,
                        const struct jm_feed *feed)
{
    for (uint32_t i = 0; i < plan->n_events; i++) {
        struct pick pick = {plan->events[i].span, plan->texts[i].uid, i, 0};
        if (jm_feed_holds(plan, feed, i) && !add_pick(picks, pick))
            return false;
    }
    if (picks->count)
        qsort(picks->all, picks->count, sizeof *picks->all, compare_picks);
    return true;
}

/* What is over the limits. */
struct excess {
    size_t events, bytes;
};

static size_t less(size_t amount, size_t by)
{
    return amount > by ? amount - by : 0;
}

static void leave_out(struct picks *picks, size_t i, struct excess *excess)
{
    excess->events = less(excess->events, 1);
    excess->bytes = less(excess->bytes, picks->all[i].bytes);
    picks->all[i].event = JM_NONE;
    picks->left_out++;
}

/* Leaves out events until nothing is over: past ones, oldest first, then those
 * furthest ahead. One always stays. */
static void narrow(struct picks *picks, jm_utc now, struct excess excess)
{
    size_t left = picks->count;
    for (size_t i = 0; i < picks->count; i++)
        if ((excess.events || excess.bytes) && left > 1 &&
            picks->all[i].span.until <= now)
            leave_out(picks, i, &excess), left--;
    for (size_t i = picks->count; i-- > 0;)
        if ((excess.events || excess.bytes) && left > 1 &&
            picks->all[i].event != JM_NONE)
            leave_out(picks, i, &excess), left--;
    size_t kept = 0;
    for (size_t i = 0; i < picks->count; i++)
        if (picks->all[i].event != JM_NONE)
            picks->all[kept++] = picks->all[i];
    picks->count = kept;
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
static void find_rules(struct jm_feed_writer *writer, const struct picks *picks)
{
    const struct jm_plan *plan = writer->plan;
    for (uint32_t i = 0; i < plan->n_zones; i++)
        writer->zones[i].is_judged = writer->zones[i].is_named = false;
    for (size_t i = picks->count; i-- > 0;) {
        uint32_t event = picks->all[i].event;
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

static const char *name_of(const struct jm_feed_writer *writer)
{
    const struct jm_feed *feed = writer->feed;
    switch (feed->kind) {
    case JM_FEED_PUBLIC:
        break;
    case JM_FEED_HOST:
        return jm_host_name(writer->plan, feed->row, feed->lang);
    case JM_FEED_DELEGATION:
        return jm_lang_pick(writer->plan->delegations[feed->row].name,
                            feed->lang);
    }
    return jm_message_template(JM_SAY_FEED_PUBLIC, feed->lang);
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
    static const enum jm_message about[] = {
        [JM_FEED_PUBLIC] = JM_SAY_FEED_ABOUT_PUBLIC,
        [JM_FEED_HOST] = JM_SAY_FEED_ABOUT_HOST,
        [JM_FEED_DELEGATION] = JM_SAY_FEED_ABOUT_DELEGATION};
    enum jm_lang lang = writer->feed->lang;
    struct jm_text *text = &writer->text;
    jm_text_reset(text);
    jm_say(text, lang, JM_SAY_FEED_NAME, name_of(writer), NULL);
    add_twice(&writer->ics, "NAME", "X-WR-CALNAME", jm_text_get(text));
    jm_text_reset(text);
    jm_say(text, lang, about[writer->feed->kind], name_of(writer), NULL);
    if (left_out) {
        jm_text_reset(&writer->part);
        jm_text_add_int(&writer->part, (int64_t)left_out);
        jm_text_add_char(text, ' ');
        jm_say(text, lang, JM_SAY_FEED_LEFT_OUT, jm_text_get(&writer->part),
               NULL);
    }
    add_twice(&writer->ics, "DESCRIPTION", "X-WR-CALDESC", jm_text_get(text));
}

static const char *zone_name(const struct jm_feed_writer *writer)
{
    const struct jm_plan *plan = writer->plan;
    uint32_t zone = writer->home;
    if (writer->feed->kind == JM_FEED_HOST)
        zone = plan->collectivities[writer->feed->row].zone;
    return zone == JM_NONE ? jm_zone_utc.name : plan->zones[zone].name;
}

static void add_calendar(struct jm_feed_writer *writer, size_t left_out)
{
    static const struct {
        const char *css, *hex;
    } colours[] = {[JM_FEED_PUBLIC] = {"royalblue", "#4169E1"},
                   [JM_FEED_HOST] = {"seagreen", "#2E8B57"},
                   [JM_FEED_DELEGATION] = {"mediumvioletred", "#C71585"}};
    struct jm_ics *ics = &writer->ics;
    jm_ics_line(ics, "BEGIN:VCALENDAR");
    jm_ics_line(ics, "VERSION:2.0");
    jm_ics_line(ics, "PRODID:-//Jumelage//Jumelage//FR");
    jm_ics_line(ics, "CALSCALE:GREGORIAN");
    jm_ics_line(ics, "METHOD:PUBLISH");
    add_names(writer, left_out);
    jm_ics_property(ics, "X-WR-TIMEZONE", zone_name(writer));
    jm_ics_property(ics, "COLOR", colours[writer->feed->kind].css);
    jm_ics_property(ics, "X-APPLE-CALENDAR-COLOR",
                    colours[writer->feed->kind].hex);
    jm_ics_line(ics, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    jm_ics_line(ics, "X-PUBLISHED-TTL:PT1H");
}

static void write_all(struct jm_feed_writer *writer, struct picks *picks)
{
    const struct jm_plan *plan = writer->plan;
    struct jm_ics *ics = &writer->ics;
    find_rules(writer, picks);
    add_calendar(writer, picks->left_out);
    for (uint32_t i = 0; i < plan->n_zones; i++)
        if (writer->zones[i].is_named)
            jm_vtimezone_write(ics, plan->zones[i].name,
                               &writer->zones[i].rule);
    for (size_t i = 0; i < picks->count; i++) {
        size_t start = ics->out->length;
        jm_vevent_write(writer, picks->all[i].event);
        picks->all[i].bytes = ics->out->length - start;
    }
    if (!picks->count)
        jm_vevent_write_empty(writer);
    jm_ics_line(ics, "END:VCALENDAR");
}

/* Writes what the limits allow; only a feed over the bytes is written twice. */
static void write_within(struct jm_feed_writer *writer, struct picks *picks)
{
    const struct jm_feed *feed = writer->feed;
    struct jm_text *out = writer->ics.out;
    size_t start = out->length;
    size_t most = feed->most_bytes ? feed->most_bytes : MOST_BYTES;
    size_t events = feed->most_events ? feed->most_events : MOST_EVENTS;
    struct excess excess = {less(picks->count, events), 0};
    narrow(picks, feed->now, excess);
    write_all(writer, picks);
    size_t bytes = out->length - start;
    if (bytes <= most || out->failed)
        return;
    excess = (struct excess){0, bytes + BYTES_TO_SAY_SO - most};
    narrow(picks, feed->now, excess);
    out->length = start;
    write_all(writer, picks);
}

static void clear_writer(struct jm_feed_writer *writer)
{
    for (uint32_t i = 0; writer->zones && i < writer->plan->n_zones; i++)
        jm_text_clear(&writer->zones[i].clock);
    free(writer->zones);
    jm_text_clear(&writer->text);
    jm_text_clear(&writer->part);
}

enum jm_status jm_feed_write(struct jm_text *out, const struct jm_plan *plan,
                             const struct jm_feed *feed, int *events,
                             struct jm_error *err)
{
    struct jm_feed_writer writer = {
        .plan = plan, .feed = feed, .ics = {.out = out}};
    struct picks picks = {NULL, 0, 0, 0};
    enum jm_status status = JM_OK;
    assert(feed->kind == JM_FEED_PUBLIC || feed->row != JM_NONE);
    writer.zones = calloc(plan->n_zones + 1, sizeof *writer.zones);
    if (!writer.zones || !find_homes(&writer) ||
        !pick_events(&picks, plan, feed)) {
        status = jm_fail_memory(err);
        goto out;
    }
    write_within(&writer, &picks);
    if (out->failed || writer.text.failed || writer.part.failed)
        status = jm_fail_memory(err);
    else if (events)
        *events = (int)picks.count;
out:
    free(picks.all);
    clear_writer(&writer);
    return status;
}
