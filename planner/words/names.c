/* Names of rows, and when events are, in words. */
#include <jumelage/sentence.h>
#include <jumelage/words.h>

const char *jm_event_title(const struct jm_plan *plan, uint32_t event,
                           enum jm_lang lang)
{
    return jm_lang_pick(plan->texts[event].title, lang);
}

const char *jm_host_name(const struct jm_plan *plan, uint32_t collectivity,
                         enum jm_lang lang)
{
    return collectivity == JM_NONE
               ? ""
               : jm_lang_pick(plan->collectivities[collectivity].name, lang);
}

void jm_person_name(struct jm_text *out, enum jm_lang lang,
                    const struct jm_person *person)
{
    if (lang == JM_KO && person->name_ko && *person->name_ko) {
        jm_text_add(out, person->name_ko);
        return;
    }
    if (person->civility >= 0 && lang != JM_KO)
        jm_text_addf(out, "%s\u00a0",
                     jm_choice_name(JM_SET_civility, person->civility, lang));
    jm_text_add(out, person->family_name);
    if (person->given_name && *person->given_name)
        jm_text_addf(out, " %s", person->given_name);
}

uint32_t jm_sentence_other_zone(const struct jm_plan *plan, uint32_t event,
                                uint32_t *collectivity)
{
    const struct jm_event *e = &plan->events[event];
    uint32_t places[2] = {JM_NONE, e->host};
    if (e->delegation != JM_NONE)
        places[0] = plan->delegations[e->delegation].origin;
    for (int i = 0; i < 2; i++) {
        if (places[i] == JM_NONE)
            continue;
        uint32_t zone = plan->collectivities[places[i]].zone;
        if (zone == e->zone)
            continue;
        *collectivity = places[i];
        return zone;
    }
    *collectivity = JM_NONE;
    return JM_NONE;
}

/* The hours on the other side, with the day where it is another one there. */
static void add_hours_elsewhere(struct jm_text *out, enum jm_lang lang,
                                const struct jm_plan *plan, uint32_t event,
                                uint32_t zone, uint32_t place)
{
    const struct jm_event *e = &plan->events[event];
    const struct jm_zone *there = &plan->zones[zone];
    jm_day day = jm_zone_day(there, e->span.from);
    struct jm_text hours = JM_TEXT_INIT, dated = JM_TEXT_INIT;
    jm_words_hours(&hours, lang, there, e->span);
    if (day != jm_zone_day(&plan->zones[e->zone], e->span.from)) {
        struct jm_text date = JM_TEXT_INIT;
        jm_words_day_short(&date, lang, day);
        jm_say(&dated, lang, JM_SAY_HOURS_ON_DAY, jm_text_get(&hours),
               jm_text_get(&date), NULL);
        jm_text_clear(&date);
    } else {
        jm_text_add(&dated, jm_text_get(&hours));
    }
    jm_say(out, lang, JM_SAY_HOURS_IN_PLACE, jm_text_get(&dated),
           jm_host_name(plan, place, lang), NULL);
    jm_text_clear(&hours);
    jm_text_clear(&dated);
}

void jm_sentence_hours(struct jm_text *out, enum jm_lang lang,
                       const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    if (e->all_day)
        return;
    uint32_t place = JM_NONE;
    uint32_t zone = jm_sentence_other_zone(plan, event, &place);
    struct jm_text here = JM_TEXT_INIT, there = JM_TEXT_INIT;
    jm_words_hours(&here, lang, &plan->zones[e->zone], e->span);
    if (zone == JM_NONE) {
        jm_text_add(out, jm_text_get(&here));
    } else {
        add_hours_elsewhere(&there, lang, plan, event, zone, place);
        jm_say(out, lang, JM_SAY_WITH_ELSEWHERE, jm_text_get(&here),
               jm_text_get(&there), NULL);
    }
    jm_text_clear(&here);
    jm_text_clear(&there);
}

void jm_sentence_when(struct jm_text *out, enum jm_lang lang,
                      const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    const struct jm_zone *zone = &plan->zones[e->zone];
    struct jm_days days = jm_zone_days(zone, e->span);
    if (e->all_day || days.first != days.last) {
        jm_words_span(out, lang, zone, e->span);
        return;
    }
    struct jm_text day = JM_TEXT_INIT, hours = JM_TEXT_INIT;
    jm_words_day(&day, lang, days.first);
    jm_sentence_hours(&hours, lang, plan, event);
    jm_say(out, lang, JM_SAY_DAY_HOURS, jm_text_get(&day), jm_text_get(&hours),
           NULL);
    jm_text_clear(&day);
    jm_text_clear(&hours);
}
