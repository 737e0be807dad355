/* An event in plain text: what it is, when by both clocks, where, how sure. */
#include "city.h"
#include "writer.h"
#include <jumelage/sentence.h>
#include <jumelage/words.h>
#include <string.h>
#include <unicode/uchar.h>

static enum jm_lang lang_of(const struct jm_feed_writer *writer)
{
    return writer->feed->lang;
}

/* Paragraphs are set apart, lines are not. */
static void new_line(struct jm_text *out)
{
    if (out->length && out->bytes[out->length - 1] != '\n')
        jm_text_add_char(out, '\n');
}

static void new_paragraph(struct jm_text *out)
{
    if (!out->length)
        return;
    new_line(out);
    jm_text_add_char(out, '\n');
}

/* "Collectivité hôte : Tours"; nothing when there is nothing to say. */
static void add_line(struct jm_text *out, const struct jm_feed_writer *writer,
                     enum jm_message message, const char *value)
{
    if (!*value)
        return;
    new_line(out);
    jm_say(out, lang_of(writer), message, value, NULL);
}

static void add_capitalised(struct jm_text *out, const char *name)
{
    const char *rest = name;
    uint32_t first = jm_text_next(&rest, name + strlen(name));
    jm_text_add_code(out, (uint32_t)u_toupper((UChar32)first));
    jm_text_add(out, rest);
}

static void add_kind(struct jm_text *out, const struct jm_feed_writer *writer,
                     const struct jm_event *e)
{
    enum jm_lang lang = lang_of(writer);
    add_capitalised(out, jm_choice_name(JM_SET_event_kind, e->kind, lang));
    if (e->theme == JM_NONE)
        return;
    jm_text_add(out, " · ");
    jm_text_add(out, jm_lang_pick(writer->plan->themes[e->theme].name, lang));
}

/* French elides: "heure de Paris", "heure d’Athènes". */
static const char *article_of(const char *city)
{
    static const char *const vowels[] = {"A", "E", "I", "O", "U", "É",
                                         "È", "Î", "Â", "Å", "Œ"};
    for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
        if (strncmp(city, vowels[i], strlen(vowels[i])) == 0)
            return "d’";
    return "de ";
}

/* Whose clock it is, as the message says it. */
static const char *clock_of(struct jm_feed_writer *writer, uint32_t zone)
{
    struct jm_text *clock = &writer->zones[zone].clock;
    if (clock->length)
        return jm_text_get(clock);
    struct jm_text city = JM_TEXT_INIT;
    jm_city_add(&city, lang_of(writer), writer->plan->zones[zone].name);
    if (lang_of(writer) == JM_FR)
        jm_text_add(clock, article_of(jm_text_get(&city)));
    jm_text_add(clock, jm_text_get(&city));
    jm_text_clear(&city);
    return jm_text_get(clock);
}

static void add_clock(struct jm_text *out, struct jm_feed_writer *writer,
                      struct jm_span span, uint32_t zone)
{
    enum jm_lang lang = lang_of(writer);
    struct jm_text *when = &writer->part;
    jm_text_reset(when);
    jm_words_span(when, lang, &writer->plan->zones[zone], span);
    new_line(out);
    jm_say(out, lang, JM_SAY_FEED_CLOCK, clock_of(writer, zone),
           jm_text_get(when), NULL);
}

/* The zone of the other side: the one that this event concerns, else the one
 * that most of the others live by. */
static uint32_t other_zone(const struct jm_feed_writer *writer, uint32_t event)
{
    const struct jm_event *e = &writer->plan->events[event];
    uint32_t place = JM_NONE;
    uint32_t zone = jm_sentence_other_zone(writer->plan, event, &place);
    if (zone == JM_NONE)
        zone = e->zone == writer->home ? writer->away : writer->home;
    if (zone == JM_NONE)
        return JM_NONE;
    const struct jm_zone *here = &writer->plan->zones[e->zone];
    const struct jm_zone *there = &writer->plan->zones[zone];
    bool same = jm_zone_offset(here, e->span.from) ==
                    jm_zone_offset(there, e->span.from) &&
                jm_zone_offset(here, e->span.until) ==
                    jm_zone_offset(there, e->span.until);
    return same ? JM_NONE : zone;
}

static void add_when(struct jm_text *out, struct jm_feed_writer *writer,
                     uint32_t event)
{
    const struct jm_event *e = &writer->plan->events[event];
    if (e->all_day) {
        jm_text_reset(&writer->part);
        jm_sentence_when(&writer->part, lang_of(writer), writer->plan, event);
        add_line(out, writer, JM_SAY_FEED_WHEN, jm_text_get(&writer->part));
        return;
    }
    add_clock(out, writer, e->span, e->zone);
    uint32_t other = other_zone(writer, event);
    if (other != JM_NONE)
        add_clock(out, writer, e->span, other);
}

static bool has_name_of(const char *address, const struct jm_collectivity *at)
{
    for (int lang = 0; lang < JM_LANGS; lang++)
        if (at->name[lang] && *at->name[lang] &&
            strstr(address, at->name[lang]))
            return true;
    return false;
}

static void add_part(struct jm_text *out, size_t start, const char *part)
{
    if (!part || !*part)
        return;
    if (out->length > start)
        jm_text_add(out, ", ");
    jm_text_add(out, part);
}

void jm_place_add(struct jm_text *out, const struct jm_feed_writer *writer,
                  uint32_t collectivity, uint32_t venue)
{
    const struct jm_plan *plan = writer->plan;
    size_t start = out->length;
    const char *address = NULL;
    if (venue != JM_NONE) {
        const struct jm_venue *at = &plan->venues[venue];
        address = at->address;
        add_part(out, start, jm_lang_pick(at->name, lang_of(writer)));
        add_part(out, start, address);
        if (collectivity == JM_NONE)
            collectivity = at->collectivity;
    }
    if (collectivity == JM_NONE ||
        (address && has_name_of(address, &plan->collectivities[collectivity])))
        return;
    add_part(out, start, jm_host_name(plan, collectivity, lang_of(writer)));
}

static void add_towards(struct jm_text *out, struct jm_feed_writer *writer,
                        const struct jm_event *e)
{
    jm_text_reset(&writer->part);
    jm_place_add(&writer->part, writer, e->to_host, e->to_venue);
    add_line(out, writer, JM_SAY_FEED_TOWARDS, jm_text_get(&writer->part));
}

/* A reason may touch on someone: the public is not told. */
static void add_status(struct jm_text *out, const struct jm_feed_writer *writer,
                       uint32_t event)
{
    static const enum jm_message messages[] = {
        [JM_IDEA] = JM_SAY_FEED_IS_IDEA,
        [JM_OPTION] = JM_SAY_FEED_IS_OPTION,
        [JM_CONFIRMED] = JM_SAY_FEED_IS_CONFIRMED,
        [JM_CANCELLED] = JM_SAY_FEED_IS_CANCELLED};
    enum jm_lang lang = lang_of(writer);
    uint8_t status = writer->plan->events[event].status;
    const char *reason = NULL;
    if (status == JM_CANCELLED && writer->feed->kind != JM_FEED_PUBLIC)
        reason = writer->plan->texts[event].cancel_reason;
    new_line(out);
    jm_say(out, lang, JM_SAY_FEED_STATUS,
           jm_message_template(messages[status], lang), reason ? reason : "",
           NULL);
}

void jm_description_add(struct jm_text *out, struct jm_feed_writer *writer,
                        uint32_t event)
{
    const struct jm_plan *plan = writer->plan;
    const struct jm_event *e = &plan->events[event];
    const struct jm_event_text *text = &plan->texts[event];
    enum jm_lang lang = lang_of(writer);
    add_kind(out, writer, e);
    const char *about = jm_lang_pick(text->description, lang);
    if (*about) {
        new_paragraph(out);
        jm_text_add(out, about);
    }
    new_paragraph(out);
    add_when(out, writer, event);
    add_line(out, writer, JM_SAY_FEED_HOST,
             jm_host_name(plan, jm_event_place(plan, event), lang));
    add_towards(out, writer, e);
    if (e->delegation != JM_NONE)
        add_line(out, writer, JM_SAY_FEED_DELEGATION,
                 jm_lang_pick(plan->delegations[e->delegation].name, lang));
    if (e->track != JM_TRACK_ALL)
        add_line(out, writer, JM_SAY_FEED_TRACK, plan->tracks[e->track]);
    if (text->project) {
        new_line(out);
        jm_say(out, lang, JM_SAY_FEED_PROJECT,
               jm_lang_pick(plan->projects[text->project - 1].title, lang),
               jm_event_is_labelled(writer, event)
                   ? jm_message_template(JM_SAY_FEED_LABEL, lang)
                   : "",
               NULL);
    }
    add_status(out, writer, event);
    if (text->url && *text->url) {
        new_paragraph(out);
        jm_text_add(out, text->url);
    }
}
