/* VEVENT (RFC 5545 §3.6.1). */
#include "vtimezone.h"
#include "writer.h"
#include <jumelage/nouns.h>
#include <jumelage/sentence.h>
#include <string.h>

static const struct jm_event *event_of(const struct jm_feed_writer *writer,
                                       uint32_t event)
{
    return &writer->plan->events[event];
}

bool jm_vevent_is_zoned(const struct jm_feed_writer *writer, uint32_t event)
{
    const struct jm_event *e = event_of(writer, event);
    const struct jm_zone_use *use = &writer->zones[e->zone];
    const struct jm_zone *zone = &writer->plan->zones[e->zone];
    return use->has_rule &&
           jm_zone_rule_tells(&use->rule, zone, e->span.from) &&
           jm_zone_rule_tells(&use->rule, zone, e->span.until);
}

/* The days of an event, the second one not in it (§3.6.1). */
struct days {
    jm_day first, end;
};

static struct days days_of(const struct jm_plan *plan, const struct jm_event *e)
{
    const struct jm_zone *zone = &plan->zones[e->zone];
    struct jm_days days = jm_zone_days(zone, e->span);
    return (struct days){days.first, days.last + 1};
}

/* "DTSTART;TZID=Europe/Paris". */
static void add_zoned(struct jm_feed_writer *writer, const char *name,
                      const struct jm_zone *zone, jm_utc utc)
{
    jm_text_reset(&writer->part);
    jm_text_add(&writer->part, name);
    jm_text_add(&writer->part, ";TZID=");
    jm_text_add(&writer->part, zone->name);
    jm_ics_wall(&writer->ics, jm_text_get(&writer->part),
                jm_zone_wall(zone, utc));
}

void jm_vevent_days(struct jm_feed_writer *writer, jm_day first, jm_day last)
{
    jm_ics_day(&writer->ics, "DTSTART;VALUE=DATE", first);
    jm_ics_day(&writer->ics, "DTEND;VALUE=DATE", last + 1);
}

/* An event of no length has no end: a DTEND must be later (§3.8.2.2). */
void jm_vevent_utc(struct jm_feed_writer *writer, struct jm_span span)
{
    jm_ics_utc(&writer->ics, "DTSTART", span.from);
    if (span.until > span.from)
        jm_ics_utc(&writer->ics, "DTEND", span.until);
}

static void add_times(struct jm_feed_writer *writer, uint32_t event)
{
    const struct jm_event *e = event_of(writer, event);
    if (e->all_day) {
        struct days days = days_of(writer->plan, e);
        jm_vevent_days(writer, days.first, days.end - 1);
    } else if (jm_vevent_is_zoned(writer, event)) {
        const struct jm_zone *zone = &writer->plan->zones[e->zone];
        add_zoned(writer, "DTSTART", zone, e->span.from);
        if (e->span.until > e->span.from)
            add_zoned(writer, "DTEND", zone, e->span.until);
    } else {
        jm_vevent_utc(writer, e->span);
    }
}

/* What stands over days, or is done beside the day's work, takes nobody's
 * time. */
enum jm_event_busy jm_event_busy(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    struct days days = days_of(plan, e);
    bool is_long = e->all_day ? days.end - days.first > 1
                              : e->span.until - e->span.from > JM_DAY_SECONDS;
    bool is_marker = e->kind == JM_STAY || e->kind == JM_FLAGSHIP ||
                     e->kind == JM_LODGING || e->kind == JM_DEADLINE ||
                     e->kind == JM_POST;
    if (is_long || is_marker || e->status == JM_IDEA ||
        e->status == JM_CANCELLED)
        return JM_EVENT_FREE;
    return e->status == JM_OPTION ? JM_EVENT_TENTATIVE : JM_EVENT_BUSY;
}

void jm_vevent_busy(struct jm_feed_writer *writer, enum jm_event_busy busy,
                    bool all_day)
{
    static const char *const words[] = {"FREE", "TENTATIVE", "BUSY"};
    struct jm_ics *ics = &writer->ics;
    jm_ics_line(ics,
                busy == JM_EVENT_FREE ? "TRANSP:TRANSPARENT" : "TRANSP:OPAQUE");
    jm_ics_property(ics, "X-MICROSOFT-CDO-BUSYSTATUS", words[busy]);
    if (all_day)
        jm_ics_line(ics, "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE");
}

static const char *const statuses[] = {[JM_IDEA] = "TENTATIVE",
                                       [JM_OPTION] = "TENTATIVE",
                                       [JM_CONFIRMED] = "CONFIRMED",
                                       [JM_CANCELLED] = "CANCELLED"};

/* CSS names (RFC 7986 §5.9). */
static const char *const colours[] = {
    [JM_FORUM] = "royalblue",    [JM_STAY] = "teal",
    [JM_VISIT] = "seagreen",     [JM_MEETING] = "steelblue",
    [JM_CEREMONY] = "crimson",   [JM_MEAL] = "darkorange",
    [JM_TRANSFER] = "slategray", [JM_LODGING] = "mediumpurple",
    [JM_FLAGSHIP] = "goldenrod", [JM_DEADLINE] = "firebrick",
    [JM_POST] = "hotpink"};

void jm_vevent_title(struct jm_feed_writer *writer, const char *title,
                     bool is_cancelled)
{
    if (!is_cancelled) {
        jm_ics_text(&writer->ics, "SUMMARY", title);
        return;
    }
    jm_text_reset(&writer->text);
    jm_say(&writer->text, writer->feed->lang, JM_SAY_FEED_CANCELLED, title,
           NULL);
    jm_ics_text(&writer->ics, "SUMMARY", jm_text_get(&writer->text));
}

static void add_summary(struct jm_feed_writer *writer, uint32_t event)
{
    const struct jm_event *e = event_of(writer, event);
    enum jm_lang lang = writer->feed->lang;
    const char *title = jm_event_title(writer->plan, event, lang);
    if (!*title)
        title = jm_choice_name(JM_SET_event_kind, e->kind, lang);
    jm_vevent_title(writer, title, e->status == JM_CANCELLED);
}

static const struct jm_project *project_of(const struct jm_plan *plan,
                                           uint32_t event)
{
    uint32_t number = plan->texts[event].project;
    return number ? &plan->projects[number - 1] : NULL;
}

bool jm_event_is_labelled(const struct jm_feed_writer *writer, uint32_t event)
{
    const struct jm_project *project = project_of(writer->plan, event);
    jm_day today = jm_wall_day(writer->feed->now);
    return project && jm_project_is_labelled(project, today);
}

/* What it is, about what, and whether its project has the label. */
static void add_categories(struct jm_feed_writer *writer, uint32_t event)
{
    const struct jm_event *e = event_of(writer, event);
    enum jm_lang lang = writer->feed->lang;
    struct jm_ics *ics = &writer->ics;
    jm_ics_begin(ics, "CATEGORIES");
    jm_ics_add_text(ics, jm_choice_name(JM_SET_event_kind, e->kind, lang));
    if (e->theme != JM_NONE) {
        jm_ics_add(ics, ",");
        jm_ics_add_text(
            ics, jm_lang_pick(writer->plan->themes[e->theme].name, lang));
    }
    if (jm_event_is_labelled(writer, event)) {
        jm_ics_add(ics, ",");
        jm_ics_add_text(ics, jm_message_template(JM_SAY_FEED_LABEL, lang));
    }
    jm_ics_end(ics);
}

/* Millionths of a degree; the locale has no say in the decimal point. */
static void add_degrees(struct jm_text *out, double degrees)
{
    int64_t millionths = (int64_t)(degrees * 1e6 + (degrees < 0 ? -0.5 : 0.5));
    if (millionths < 0)
        jm_text_add_char(out, '-');
    uint64_t size = (uint64_t)(millionths < 0 ? -millionths : millionths);
    jm_text_add_int(out, (int64_t)(size / 1000000));
    jm_text_add_char(out, '.');
    jm_text_add_padded(out, (int64_t)(size % 1000000), 6);
}

/* A venue whose place is not known is found by its address: the middle of the
 * town would only mislead. */
static void add_geo(struct jm_feed_writer *writer, const struct jm_event *e)
{
    const struct jm_plan *plan = writer->plan;
    const struct jm_venue *venue =
        e->venue == JM_NONE ? NULL : &plan->venues[e->venue];
    if (venue ? !venue->placed : e->host == JM_NONE)
        return;
    const struct jm_collectivity *host =
        venue ? NULL : &plan->collectivities[e->host];
    jm_text_reset(&writer->part);
    add_degrees(&writer->part, venue ? venue->latitude : host->latitude);
    jm_text_add_char(&writer->part, ';');
    add_degrees(&writer->part, venue ? venue->longitude : host->longitude);
    jm_ics_property(&writer->ics, "GEO", jm_text_get(&writer->part));
}

static void add_location(struct jm_feed_writer *writer,
                         const struct jm_event *e)
{
    jm_text_reset(&writer->text);
    jm_place_add(&writer->text, writer, e->host, e->venue);
    if (writer->text.length)
        jm_ics_text(&writer->ics, "LOCATION", jm_text_get(&writer->text));
}

/* A URI as it may stand in a URL property (RFC 3986): people also type
 * "www.tours.fr", which the description repeats. */
static bool is_uri(const char *url)
{
    if (strncmp(url, "https://", 8) != 0 && strncmp(url, "http://", 7) != 0)
        return false;
    for (; *url; url++)
        if (*url <= ' ' || *url > '~' || strchr("\"<>\\^`{|}", *url))
            return false;
    return true;
}

static void add_description(struct jm_feed_writer *writer, uint32_t event)
{
    jm_text_reset(&writer->text);
    jm_description_add(&writer->text, writer, event);
    jm_ics_text(&writer->ics, "DESCRIPTION", jm_text_get(&writer->text));
}

void jm_vevent_sequence(struct jm_feed_writer *writer, int32_t sequence)
{
    jm_text_reset(&writer->part);
    jm_text_add_int(&writer->part, sequence);
    jm_ics_property(&writer->ics, "SEQUENCE", jm_text_get(&writer->part));
}

void jm_vevent_stamps(struct jm_feed_writer *writer, jm_utc created,
                      jm_utc changed)
{
    jm_ics_utc(&writer->ics, "DTSTAMP", changed);
    jm_ics_utc(&writer->ics, "LAST-MODIFIED", changed);
    jm_ics_utc(&writer->ics, "CREATED", created);
}

void jm_vevent_write(struct jm_feed_writer *writer, uint32_t event)
{
    const struct jm_event *e = event_of(writer, event);
    const struct jm_event_text *text = &writer->plan->texts[event];
    struct jm_ics *ics = &writer->ics;
    jm_ics_line(ics, "BEGIN:VEVENT");
    jm_ics_property(ics, "UID", text->uid);
    jm_vevent_sequence(writer, text->sequence);
    jm_vevent_stamps(writer, text->created_at, text->changed_at);
    add_times(writer, event);
    add_summary(writer, event);
    jm_ics_property(ics, "STATUS", statuses[e->status]);
    jm_vevent_busy(writer, jm_event_busy(writer->plan, event), e->all_day);
    add_categories(writer, event);
    add_location(writer, e);
    add_geo(writer, e);
    jm_ics_property(ics, "COLOR",
                    e->status == JM_CANCELLED ? "gray" : colours[e->kind]);
    if (text->url && is_uri(text->url))
        jm_ics_property(ics, "URL", text->url);
    add_description(writer, event);
    jm_ics_line(ics, "END:VEVENT");
}

/* The day of the entry that an empty feed holds: no agenda opens there, and it
 * never changes. */
#define EMPTY_DAY 10957 /* 2000-01-01 */

void jm_vevent_made_uid(struct jm_feed_writer *writer, uint64_t hash)
{
    uint64_t hashes[2] = {hash, jm_text_hash(hash, "empty", 5)};
    unsigned char bytes[16];
    char uid[37];
    for (int i = 0; i < 16; i++)
        bytes[i] = (unsigned char)(hashes[i / 8] >> (8 * (i % 8)));
    jm_uuid_write(uid, bytes);
    jm_ics_property(&writer->ics, "UID", uid);
}

/* The id of what the feed is about; of a busy one nothing is told. */
static const char *row_id(const struct jm_feed_writer *writer)
{
    const struct jm_feed *feed = writer->feed;
    const struct jm_plan *plan = writer->plan;
    if (feed->row == JM_NONE)
        return feed->country ? feed->country : "";
    switch (jm_feed_audiences[feed->kind].row) {
    case JM_FEED_OF_COLLECTIVITY:
        return plan->collectivities[feed->row].id;
    case JM_FEED_OF_DELEGATION:
        return plan->delegations[feed->row].id;
    case JM_FEED_OF_PERSON:
        return plan->people[feed->row].id;
    case JM_FEED_OF_THEME:
        return plan->themes[feed->row].id;
    case JM_FEED_OF_NOTHING:
        break;
    }
    return "";
}

/* Made of what the feed is about, and the same for ever. */
static void add_empty_uid(struct jm_feed_writer *writer)
{
    const char *word = jm_feed_audiences[writer->feed->kind].word;
    const char *id = row_id(writer);
    uint64_t hash = jm_text_hash(JM_TEXT_HASH, word, strlen(word) + 1);
    jm_vevent_made_uid(writer, jm_text_hash(hash, id, strlen(id) + 1));
}

void jm_vevent_write_empty(struct jm_feed_writer *writer)
{
    const jm_utc midnight = EMPTY_DAY * JM_DAY_SECONDS;
    struct jm_ics *ics = &writer->ics;
    enum jm_lang lang = writer->feed->lang;
    jm_ics_line(ics, "BEGIN:VEVENT");
    add_empty_uid(writer);
    jm_vevent_sequence(writer, 0);
    jm_vevent_stamps(writer, midnight, midnight);
    jm_vevent_days(writer, EMPTY_DAY, EMPTY_DAY);
    jm_ics_text(ics, "SUMMARY", jm_message_template(JM_SAY_FEED_EMPTY, lang));
    jm_ics_property(ics, "STATUS", "CONFIRMED");
    jm_vevent_busy(writer, JM_EVENT_FREE, true);
    jm_ics_text(ics, "DESCRIPTION",
                jm_message_template(JM_SAY_FEED_EMPTY_ABOUT, lang));
    jm_ics_line(ics, "END:VEVENT");
}
