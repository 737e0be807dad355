/* What goes without saying in a new row. */
#include "headers.h"
#include <jumelage/mapping.h>
#include <string.h>

/* "name_fr" and the like, by language. */
static int field_in(const struct jm_noun *noun, const char *stem,
                    enum jm_lang lang)
{
    char name[64];
    snprintf(name, sizeof name, "%s_%s", stem, jm_lang_tag(lang));
    return jm_noun_field(noun, name);
}

/* The required ones take the text of another language. */
static enum jm_status spread(struct jm_row *row, const char *stem,
                             struct jm_error *err)
{
    const char *texts[JM_LANGS] = {NULL};
    enum jm_status status = JM_OK;
    if (field_in(row->noun, stem, JM_FR) < 0)
        return JM_OK;
    for (int lang = 0; lang < JM_LANGS; lang++)
        texts[lang] =
            jm_row_string(row, field_in(row->noun, stem, (enum jm_lang)lang));
    const char *text = jm_lang_pick(texts, JM_FR);
    for (int lang = 0; lang < JM_LANGS && *text && !status; lang++) {
        int field = field_in(row->noun, stem, (enum jm_lang)lang);
        if (!texts[lang] && row->noun->fields[field].flags & JM_FIELD_REQUIRED)
            status = jm_row_set_string(row, field, text, err);
    }
    return status;
}

static enum jm_status set_zone(struct jm_row *row, struct jm_error *err)
{
    const char *country = jm_row_string(row, JM_collectivity_country);
    if (!jm_row_is_null(row, JM_collectivity_zone) || !country)
        return JM_OK;
    if (strcmp(country, "FR") == 0)
        return jm_row_set_string(row, JM_collectivity_zone, "Europe/Paris",
                                 err);
    if (strcmp(country, "KR") == 0)
        return jm_row_set_string(row, JM_collectivity_zone, "Asia/Seoul", err);
    return JM_OK;
}

static enum jm_status set_kind(struct jm_row *row, struct jm_error *err)
{
    const char *title = jm_row_string(row, JM_event_title_fr);
    const char *korean = jm_row_string(row, JM_event_title_ko);
    if (!jm_row_is_null(row, JM_event_kind))
        return JM_OK;
    int kind = title ? jm_header_kind(title) : -1;
    if (kind < 0 && korean)
        kind = jm_header_kind(korean);
    return jm_row_set_string(
        row, JM_event_kind,
        jm_choice_word(JM_SET_event_kind, kind < 0 ? JM_MEETING : kind), err);
}

/* A name in Hangul alone is a family name of one syllable and a given name. */
static enum jm_status set_family(struct jm_row *row, struct jm_error *err)
{
    const char *korean = jm_row_string(row, JM_person_name_ko);
    return jm_row_is_null(row, JM_person_family_name) && korean
               ? jm_row_set_string(row, JM_person_family_name, korean, err)
               : JM_OK;
}

enum jm_status jm_record_complete(struct jm_row *row, struct jm_error *err)
{
    enum jm_status status = spread(row, "name", err);
    if (!status)
        status = spread(row, "title", err);
    if (!status && row->noun->id == JM_NOUN_COLLECTIVITY)
        status = set_zone(row, err);
    if (!status && row->noun->id == JM_NOUN_EVENT)
        status = set_kind(row, err);
    if (!status && row->noun->id == JM_NOUN_PERSON)
        status = set_family(row, err);
    return status;
}
