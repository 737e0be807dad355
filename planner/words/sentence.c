/* Findings in words. Each {name} that a template may use is a row of the table
 * below. */
#include "telling.h"
#include <assert.h>
#include <jumelage/message.h>
#include <jumelage/rule.h>
#include <jumelage/sentence.h>
#include <jumelage/words.h>
#include <string.h>

/* The nth event of the finding, or JM_NONE. */
static uint32_t event_of(const struct jm_telling *t, int which)
{
    return (uint32_t)which < t->finding->n_events ? t->finding->events[which]
                                                  : JM_NONE;
}

static void say_title(struct jm_text *out, const struct jm_telling *t,
                      int which)
{
    uint32_t event = event_of(t, which);
    if (event != JM_NONE)
        jm_text_add(out, jm_event_title(t->plan, event, t->lang));
}

static void say_when(struct jm_text *out, const struct jm_telling *t, int which)
{
    uint32_t event = event_of(t, which);
    if (event != JM_NONE)
        jm_sentence_when(out, t->lang, t->plan, event);
}

static uint32_t place_of(const struct jm_plan *plan, uint32_t host,
                         uint32_t venue)
{
    return host == JM_NONE && venue != JM_NONE
               ? plan->venues[venue].collectivity
               : host;
}

static void say_host_of(struct jm_text *out, const struct jm_telling *t,
                        int which)
{
    uint32_t event = event_of(t, which);
    if (event == JM_NONE)
        return;
    const struct jm_event *e = &t->plan->events[event];
    uint32_t place = place_of(t->plan, e->host, e->venue);
    jm_text_add(out, jm_host_name(t->plan, place, t->lang));
}

/* Where one is when it is over: for a transfer, where it leads. */
static void say_end_of(struct jm_text *out, const struct jm_telling *t,
                       int which)
{
    uint32_t event = event_of(t, which);
    if (event == JM_NONE)
        return;
    const struct jm_event *e = &t->plan->events[event];
    uint32_t place = place_of(t->plan, e->to_host, e->to_venue);
    if (place == JM_NONE)
        place = place_of(t->plan, e->host, e->venue);
    jm_text_add(out, jm_host_name(t->plan, place, t->lang));
}

static void say_resource(struct jm_text *out, const struct jm_telling *t,
                         int which)
{
    (void)which;
    const struct jm_plan *plan = t->plan;
    uint32_t row = t->finding->resource;
    if (row == JM_NONE)
        return;
    switch (t->finding->resource_kind) {
    case JM_RESOURCE_HOST:
    case JM_RESOURCE_PARTNER:
        jm_text_add(out, jm_host_name(plan, row, t->lang));
        break;
    case JM_RESOURCE_DELEGATION:
        jm_text_add(out, jm_lang_pick(plan->delegations[row].name, t->lang));
        break;
    case JM_RESOURCE_PERSON:
        jm_person_name(out, t->lang, &plan->people[row]);
        break;
    case JM_RESOURCE_VENUE:
        jm_text_add(out, jm_lang_pick(plan->venues[row].name, t->lang));
        break;
    case JM_RESOURCE_VEHICLE:
        jm_text_add(out, jm_lang_pick(plan->vehicles[row].name, t->lang));
        break;
    case JM_RESOURCES:
        break;
    }
}

static void say_host(struct jm_text *out, const struct jm_telling *t, int which)
{
    (void)which;
    jm_text_add(out, jm_host_name(t->plan, t->finding->host, t->lang));
}

static void say_other(struct jm_text *out, const struct jm_telling *t,
                      int which)
{
    (void)which;
    int64_t other = jm_finding_fact(t->finding, JM_FACT_OTHER_HOST, JM_NONE);
    jm_text_add(out, jm_host_name(t->plan, (uint32_t)other, t->lang));
}

static void say_all(struct jm_text *out, const struct jm_telling *t, int which)
{
    (void)which;
    for (uint32_t i = 0; i < t->finding->n_events; i++) {
        struct jm_text title = JM_TEXT_INIT, when = JM_TEXT_INIT;
        if (i)
            jm_say(out, t->lang, JM_SAY_LIST_JOIN, NULL);
        say_title(&title, t, (int)i);
        say_when(&when, t, (int)i);
        jm_say(out, t->lang, JM_SAY_LIST_ITEM, jm_text_get(&title),
               jm_text_get(&when), NULL);
        jm_text_clear(&title);
        jm_text_clear(&when);
    }
}

/* The instants in conflict, as the clocks of the host show them. */
static void say_span(struct jm_text *out, const struct jm_telling *t, int which)
{
    (void)which;
    uint32_t host = t->finding->host;
    const struct jm_zone *zone =
        host == JM_NONE ? &jm_zone_utc
                        : &t->plan->zones[t->plan->collectivities[host].zone];
    jm_words_span(out, t->lang, zone, t->finding->span);
}

static void say_length(struct jm_text *out, const struct jm_telling *t,
                       int which)
{
    int64_t minutes = jm_finding_fact(t->finding, (enum jm_fact_key)which, -1);
    bool is_zero_excess = minutes == 0 && (which == JM_FACT_EARLY_MINUTES ||
                                           which == JM_FACT_LATE_MINUTES);
    if (minutes >= 0 && !is_zero_excess)
        jm_words_length(out, t->lang, minutes * 60);
}

static void say_number(struct jm_text *out, const struct jm_telling *t,
                       int which)
{
    int64_t number = jm_finding_fact(t->finding, (enum jm_fact_key)which, -1);
    bool is_no_distance = number == 0 && which == JM_FACT_KILOMETRES;
    if (number >= 0 && !is_no_distance)
        jm_text_add_int(out, number);
}

static void say_theme_of(struct jm_text *out, const struct jm_telling *t,
                         int which)
{
    uint32_t event = event_of(t, which);
    uint32_t theme = event == JM_NONE ? JM_NONE : t->plan->events[event].theme;
    if (theme != JM_NONE)
        jm_text_add(out, jm_lang_pick(t->plan->themes[theme].name, t->lang));
}

static void say_vehicles_of(struct jm_text *out, const struct jm_telling *t,
                            int which)
{
    uint32_t event = event_of(t, which);
    if (event == JM_NONE)
        return;
    const struct jm_event *e = &t->plan->events[event];
    const struct jm_participant *p =
        &t->plan->participants[e->first_participant];
    bool listed = false;
    for (uint32_t i = 0; i < e->participants; i++) {
        if (p[i].vehicle == JM_NONE)
            continue;
        if (listed)
            jm_say(out, t->lang, JM_SAY_LIST_JOIN, NULL);
        listed = true;
        jm_text_add(
            out, jm_lang_pick(t->plan->vehicles[p[i].vehicle].name, t->lang));
    }
}

static const struct name {
    const char *name;
    jm_say_name *say;
    int which;
} names[] = {
    {"who", say_resource, 0},
    {"host", say_host, 0},
    {"other", say_other, 0},
    {"a", say_title, 0},
    {"b", say_title, 1},
    {"a.when", say_when, 0},
    {"b.when", say_when, 1},
    {"a.host", say_host_of, 0},
    {"b.host", say_host_of, 1},
    {"a.end", say_end_of, 0},
    {"all", say_all, 0},
    {"when", say_span, 0},
    {"shared", say_length, JM_FACT_SHARED_MINUTES},
    {"gap", say_length, JM_FACT_GAP_MINUTES},
    {"needed", say_length, JM_FACT_NEEDED_MINUTES},
    {"short", say_length, JM_FACT_SHORT_MINUTES},
    {"early", say_length, JM_FACT_EARLY_MINUTES},
    {"late", say_length, JM_FACT_LATE_MINUTES},
    {"count", say_number, JM_FACT_COUNT},
    {"capacity", say_number, JM_FACT_CAPACITY},
    {"km", say_number, JM_FACT_KILOMETRES},
    {"mark", jm_say_mark, 0},
    {"mark.days", jm_say_mark_days, 0},
    {"mark.where", jm_say_mark_where, 0},
    {"mark.source", jm_say_mark_source, 0},
    {"mark.guessed", jm_say_mark_guessed, 0},
    {"marks", jm_say_marks, 0},
    {"day", jm_say_day, 0},
    {"days", say_number, JM_FACT_DAYS},
    {"needed.days", say_number, JM_FACT_NEEDED_DAYS},
    {"busy", jm_say_busy, 0},
    {"busy.maybe", jm_say_busy_maybe, 0},
    {"busy.when", jm_say_busy_when, 0},
    {"more", jm_say_more, JM_FACT_COUNT},
    {"opens", jm_say_clock, JM_FACT_OPENS_MINUTES},
    {"closes", jm_say_clock, JM_FACT_CLOSES_MINUTES},
    {"released", jm_say_released, 0},
    {"minutes", say_length, JM_FACT_MINUTES},
    {"limit", say_length, JM_FACT_LIMIT_MINUTES},
    {"a.theme", say_theme_of, 0},
    {"vehicles", say_vehicles_of, 0},
    {"theme", jm_say_theme, 0},
    {"offered", jm_say_offered, 0},
    {"year", say_number, JM_FACT_YEAR},
    {"years", say_number, JM_FACT_YEARS},
    {"missing", jm_say_missing, 0},
    {"channel", jm_say_channel, 0},
    {"language", jm_say_language, 0},
    {"over", jm_say_over, 0},
};

#define NAMES (sizeof names / sizeof *names)

/* What was said for a name is kept while the template is expanded. */
struct said {
    struct jm_telling telling;
    struct jm_text text[NAMES];
};

static const char *look_up(void *data, const char *name, size_t length)
{
    struct said *said = data;
    for (size_t i = 0; i < NAMES; i++) {
        if (strlen(names[i].name) != length ||
            memcmp(names[i].name, name, length) != 0)
            continue;
        jm_text_reset(&said->text[i]);
        names[i].say(&said->text[i], &said->telling, names[i].which);
        return jm_text_get(&said->text[i]);
    }
    assert(!"unknown name in a sentence");
    return "";
}

void jm_sentence(struct jm_text *out, enum jm_lang lang,
                 const struct jm_plan *plan, const struct jm_finding *finding)
{
    struct said said = {.telling = {plan, finding, lang}};
    enum jm_message sentence =
        finding->sentence ? finding->sentence : finding->rule->sentence;
    jm_say_with(out, lang, jm_message_template(sentence, lang), look_up, &said);
    for (size_t i = 0; i < NAMES; i++)
        jm_text_clear(&said.text[i]);
}
