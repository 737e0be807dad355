/* VEVENTs of what is no event of the plan, or must not look like it. */
#include "writer.h"
#include <assert.h>
#include <jumelage/finding.h>
#include <jumelage/rule.h>
#include <jumelage/sentence.h>
#include <jumelage/weigh.h>
#include <string.h>

/* What has no history of its own is dated by a day long past, which never
 * changes. */
#define MARKED_AT (10957 * JM_DAY_SECONDS) /* 2000-01-01 */

static uint64_t hash_word(uint64_t hash, const char *word)
{
    return jm_text_hash(hash, word, strlen(word) + 1);
}

static const char *say(struct jm_feed_writer *writer, enum jm_message message)
{
    return jm_message_template(message, writer->feed->lang);
}

/* ---- when a host is taken ---- */

/* Hours in UTC: a zone would tell where. */
static void add_busy_times(struct jm_feed_writer *writer,
                           const struct jm_event *e)
{
    if (!e->all_day) {
        jm_vevent_utc(writer, e->span);
        return;
    }
    struct jm_days days = jm_zone_days(&writer->plan->zones[e->zone], e->span);
    jm_vevent_days(writer, days.first, days.last);
}

/* To the day only, and not when it was made: by the second, stamps would tell
 * which event of another feed this is. */
static void add_busy_stamps(struct jm_feed_writer *writer, jm_utc changed)
{
    jm_utc day = jm_wall_day(changed) * JM_DAY_SECONDS;
    jm_ics_utc(&writer->ics, "DTSTAMP", day);
    jm_ics_utc(&writer->ics, "LAST-MODIFIED", day);
}

void jm_vevent_write_busy(struct jm_feed_writer *writer, uint32_t event)
{
    const struct jm_event *e = &writer->plan->events[event];
    const struct jm_event_text *text = &writer->plan->texts[event];
    struct jm_ics *ics = &writer->ics;
    char uid[37] = "";
    assert(writer->feed->alias);
    writer->feed->alias(writer->feed->alias_data, text->uid, uid);
    jm_ics_line(ics, "BEGIN:VEVENT");
    jm_ics_property(ics, "UID", uid);
    jm_vevent_sequence(writer, text->sequence);
    add_busy_stamps(writer, text->changed_at);
    add_busy_times(writer, e);
    jm_ics_text(ics, "SUMMARY", say(writer, JM_SAY_FEED_BUSY));
    jm_ics_property(ics, "STATUS",
                    e->status == JM_OPTION ? "TENTATIVE" : "CONFIRMED");
    jm_vevent_busy(writer, jm_event_busy(writer->plan, event), e->all_day);
    jm_ics_line(ics, "END:VEVENT");
}

/* ---- posts ---- */

static void add_post_title(struct jm_feed_writer *writer,
                           const struct jm_post_text *post)
{
    enum jm_lang lang = writer->feed->lang;
    const struct jm_event *e = &writer->plan->events[post->event];
    uint32_t about =
        e->kind == JM_POST && e->parent != JM_NONE ? e->parent : post->event;
    struct jm_text *title = &writer->part;
    jm_text_reset(title);
    jm_text_addf(title, "%s (%s)",
                 jm_choice_name(JM_SET_channel, (int)post->channel, lang),
                 post->language);
    jm_text_add(title, " · ");
    jm_text_add(title, jm_event_title(writer->plan, about, lang));
    jm_vevent_title(writer, jm_text_get(title), e->status == JM_CANCELLED);
}

/* The text as it is to be posted, and how much of the room it takes. */
static void add_post_text(struct jm_feed_writer *writer,
                          const struct jm_post_text *post)
{
    enum { X = 280, LINKEDIN = 3000 };
    struct jm_text *text = &writer->text;
    char weight[24], most[24];
    snprintf(weight, sizeof weight, "%u",
             jm_post_weight(post->channel, post->text));
    snprintf(most, sizeof most, "%d",
             post->channel == JM_CHANNEL_X ? X : LINKEDIN);
    jm_text_reset(text);
    jm_text_add(text, post->text);
    jm_text_add(text, "\n\n");
    jm_say(text, writer->feed->lang, JM_SAY_FEED_POST_LENGTH, weight, most,
           NULL);
    const char *url = writer->plan->texts[post->event].url;
    if (url && *url) {
        jm_text_add(text, "\n\n");
        jm_text_add(text, url);
    }
    jm_ics_text(&writer->ics, "DESCRIPTION", jm_text_get(text));
}

void jm_vevent_write_post(struct jm_feed_writer *writer, uint32_t index)
{
    const struct jm_plan *plan = writer->plan;
    const struct jm_post_text *post = &plan->posts[index];
    const struct jm_event *e = &plan->events[post->event];
    const struct jm_event_text *text = &plan->texts[post->event];
    struct jm_ics *ics = &writer->ics;
    uint64_t hash = hash_word(JM_TEXT_HASH, text->uid);
    hash = hash_word(hash, jm_choice_word(JM_SET_channel, (int)post->channel));
    jm_ics_line(ics, "BEGIN:VEVENT");
    jm_vevent_made_uid(writer, hash_word(hash, post->language));
    jm_vevent_sequence(writer, text->sequence);
    jm_vevent_stamps(writer, text->created_at, text->changed_at);
    if (e->all_day) {
        struct jm_days days = jm_zone_days(&plan->zones[e->zone], e->span);
        jm_vevent_days(writer, days.first, days.last);
    } else {
        jm_vevent_utc(writer, e->span);
    }
    add_post_title(writer, post);
    jm_ics_property(ics, "STATUS",
                    e->status == JM_CANCELLED   ? "CANCELLED"
                    : e->status == JM_CONFIRMED ? "CONFIRMED"
                                                : "TENTATIVE");
    jm_vevent_busy(writer, JM_EVENT_FREE, e->all_day);
    jm_ics_text(
        ics, "CATEGORIES",
        jm_choice_name(JM_SET_channel, (int)post->channel, writer->feed->lang));
    add_post_text(writer, post);
    jm_ics_line(ics, "END:VEVENT");
}

/* ---- findings ---- */

/* The latest change of what clashes: the same until something changes. */
static jm_utc changed_at(const struct jm_plan *plan,
                         const struct jm_finding *finding)
{
    jm_utc latest = MARKED_AT;
    for (uint32_t i = 0; i < finding->n_events; i++) {
        jm_utc at = plan->texts[finding->events[i]].changed_at;
        latest = at > latest ? at : latest;
    }
    return latest;
}

static void add_finding_times(struct jm_feed_writer *writer,
                              const struct jm_finding *finding)
{
    const struct jm_plan *plan = writer->plan;
    const struct jm_zone *zone =
        finding->n_events ? &plan->zones[plan->events[finding->events[0]].zone]
                          : &jm_zone_utc;
    if (finding->span.until - finding->span.from < JM_DAY_SECONDS) {
        jm_vevent_utc(writer, finding->span);
        return;
    }
    struct jm_days days = jm_zone_days(zone, finding->span);
    jm_vevent_days(writer, days.first, days.last);
}

void jm_vevent_write_finding(struct jm_feed_writer *writer, uint32_t index)
{
    const struct jm_finding *finding = &writer->feed->findings->all[index];
    enum jm_lang lang = writer->feed->lang;
    struct jm_ics *ics = &writer->ics;
    struct jm_text *text = &writer->text;
    jm_utc at = changed_at(writer->plan, finding);
    const char *severity =
        jm_choice_name(JM_SET_severity, (int)finding->severity, lang);
    bool by_days = finding->span.until - finding->span.from >= JM_DAY_SECONDS;
    jm_ics_line(ics, "BEGIN:VEVENT");
    jm_vevent_made_uid(writer, jm_text_hash(JM_TEXT_HASH, &finding->fingerprint,
                                            sizeof finding->fingerprint));
    jm_vevent_sequence(writer, 0);
    jm_vevent_stamps(writer, at, at);
    add_finding_times(writer, finding);
    jm_text_reset(text);
    jm_say(text, lang, JM_SAY_FEED_CONFLICT, severity,
           jm_message_template(finding->rule->summary, lang), NULL);
    jm_ics_text(ics, "SUMMARY", jm_text_get(text));
    jm_ics_property(ics, "STATUS", "CONFIRMED");
    jm_vevent_busy(writer, JM_EVENT_FREE, by_days);
    jm_ics_text(ics, "CATEGORIES", severity);
    if (finding->host != JM_NONE)
        jm_ics_text(ics, "LOCATION",
                    jm_host_name(writer->plan, finding->host, lang));
    jm_text_reset(text);
    jm_sentence(text, lang, writer->plan, finding);
    jm_text_addf(text, "\n\n%s %016llx", finding->rule->id,
                 (unsigned long long)finding->fingerprint);
    jm_ics_text(ics, "DESCRIPTION", jm_text_get(text));
    jm_ics_line(ics, "END:VEVENT");
}

/* ---- marked days ---- */

static uint64_t hash_mark(const struct jm_marked_days *mark,
                          const struct jm_plan *plan)
{
    struct jm_text day = JM_TEXT_INIT;
    jm_text_add_day(&day, mark->first);
    uint64_t hash = hash_word(JM_TEXT_HASH, jm_text_get(&day));
    jm_text_clear(&day);
    hash = hash_word(hash, jm_choice_word(JM_SET_day_kind, (int)mark->kind));
    hash = hash_word(hash, mark->country);
    hash = hash_word(hash, mark->department ? mark->department : "");
    hash = hash_word(
        hash, mark->school_zone < 0
                  ? ""
                  : jm_choice_word(JM_SET_school_zone, mark->school_zone));
    hash = hash_word(hash, mark->collectivity == JM_NONE
                               ? ""
                               : plan->collectivities[mark->collectivity].id);
    return hash_word(hash, mark->name[JM_FR] ? mark->name[JM_FR] : "");
}

static void add_part(struct jm_text *out, const char *part)
{
    if (!*part)
        return;
    if (out->length)
        jm_text_add(out, ", ");
    jm_text_add(out, part);
}

/* "France, 67" or "Tours": whom the days concern. */
static void add_whose(struct jm_text *out, struct jm_feed_writer *writer,
                      const struct jm_marked_days *mark)
{
    enum jm_lang lang = writer->feed->lang;
    if (mark->collectivity != JM_NONE)
        add_part(out, jm_host_name(writer->plan, mark->collectivity, lang));
    else if (strcmp(mark->country, "FR") == 0)
        add_part(out, say(writer, JM_SAY_FRANCE));
    else if (strcmp(mark->country, "KR") == 0)
        add_part(out, say(writer, JM_SAY_KOREA));
    else
        add_part(out, mark->country);
    if (mark->department)
        add_part(out, mark->department);
    if (mark->school_zone >= 0)
        add_part(out,
                 jm_choice_name(JM_SET_school_zone, mark->school_zone, lang));
}

static void add_mark_title(struct jm_feed_writer *writer,
                           const struct jm_marked_days *mark)
{
    enum jm_lang lang = writer->feed->lang;
    const char *name = jm_lang_pick(mark->name, lang);
    jm_text_reset(&writer->part);
    jm_text_add(&writer->part, name);
    jm_text_add(&writer->part, " (");
    jm_text_reset(&writer->text);
    add_whose(&writer->text, writer, mark);
    jm_text_add(&writer->part, jm_text_get(&writer->text));
    jm_text_add(&writer->part, ")");
    jm_text_reset(&writer->text);
    if (mark->estimated)
        jm_say(&writer->text, lang, JM_SAY_FEED_DAY_ESTIMATED,
               jm_text_get(&writer->part), NULL);
    else
        jm_text_add(&writer->text, jm_text_get(&writer->part));
    jm_ics_text(&writer->ics, "SUMMARY", jm_text_get(&writer->text));
}

void jm_vevent_write_days(struct jm_feed_writer *writer, uint32_t index)
{
    const struct jm_marked_days *mark = &writer->plan->marked_days[index];
    enum jm_lang lang = writer->feed->lang;
    struct jm_ics *ics = &writer->ics;
    jm_ics_line(ics, "BEGIN:VEVENT");
    jm_vevent_made_uid(writer, hash_mark(mark, writer->plan));
    jm_vevent_sequence(writer, 0);
    jm_vevent_stamps(writer, MARKED_AT, MARKED_AT);
    jm_vevent_days(writer, mark->first, mark->last);
    add_mark_title(writer, mark);
    jm_ics_property(ics, "STATUS", mark->estimated ? "TENTATIVE" : "CONFIRMED");
    jm_vevent_busy(writer, JM_EVENT_FREE, true);
    jm_ics_text(ics, "CATEGORIES",
                jm_choice_name(JM_SET_day_kind, (int)mark->kind, lang));
    jm_text_reset(&writer->text);
    jm_say(&writer->text, lang, JM_SAY_FEED_DAY_SOURCE,
           mark->source ? mark->source : "", NULL);
    jm_ics_text(ics, "DESCRIPTION", jm_text_get(&writer->text));
    jm_ics_line(ics, "END:VEVENT");
}
