#include "columns.h"
#include <string.h>

/* "name" stands for the field in the language of the run. */
static const struct shown {
    enum jm_noun_id noun;
    const char *fields;
} shown[] = {
    {JM_NOUN_THEME, "name"},
    {JM_NOUN_COLLECTIVITY, "name kind country parent capacity"},
    {JM_NOUN_VOLUNTEER, "collectivity theme"},
    {JM_NOUN_PARTNERSHIP, "collectivity partner kind status since"},
    {JM_NOUN_VENUE, "name collectivity seats rooms"},
    {JM_NOUN_VEHICLE, "name seats operator"},
    {JM_NOUN_PERSON, "family_name given_name name_ko function role"},
    {JM_NOUN_DELEGATION, "name origin size"},
    {JM_NOUN_FLIGHT, "number origin departs destination arrives"},
    {JM_NOUN_MEMBER, "position person delegation track joins leaves"},
    {JM_NOUN_PROJECT, "title collectivity partner status"},
    {JM_NOUN_CRITERION, "code kind text scale"},
    {JM_NOUN_LABEL, "decision score decided_on expires_on"},
    {JM_NOUN_ANSWER, "collectivity year theme partner"},
    {JM_NOUN_EVENT, "starts ends host kind status title"},
    {JM_NOUN_PARTICIPANT, "role person delegation vehicle collectivity event"},
    {JM_NOUN_POST, "channel language text"},
    {JM_NOUN_TRAVEL, "origin destination mode minutes_min minutes_max"},
    {JM_NOUN_DAY, "starts ends kind name estimated"},
    {JM_NOUN_CALENDAR, "collectivity fetched_at failed_at failure"},
    {JM_NOUN_BUSY, "starts ends collectivity title"},
    {JM_NOUN_SETTING, "rule collectivity parameter value"},
    {JM_NOUN_WAIVER, "rule author expires_on reason"},
    {JM_NOUN_REVEAL, "noun row revealed_at"},
    {JM_NOUN_RELEASE, "published_at author note"},
    {JM_NOUN_LAYOUT, "header field headers"},
};

/* "name" or "name_ko": the field, in the language where it has languages. */
static int field_named(const struct jm_noun *noun, const char *name,
                       size_t length, enum jm_lang lang)
{
    char full[48];
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add_bytes(&text, name, length);
    jm_text_copy(full, sizeof full, jm_text_get(&text));
    int field = jm_noun_field(noun, full);
    if (field < 0) {
        jm_text_addf(&text, "_%s", jm_lang_tag(lang));
        field = jm_noun_field(noun, jm_text_get(&text));
    }
    jm_text_clear(&text);
    return field;
}

int jm_columns_of(const struct jm_app *app, const struct jm_noun *noun,
                  int *fields, int room)
{
    int count = 0;
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        if (shown[i].noun != noun->id)
            continue;
        const char *at = shown[i].fields;
        while (*at && count < room) {
            size_t length = strcspn(at, " ");
            fields[count++] = field_named(noun, at, length, app->lang);
            at += length + (at[length] == ' ');
        }
    }
    return count;
}

/* The same text in another language, where this one's is empty. */
static int first_language(const struct jm_row *row, int field)
{
    const char *name = row->noun->fields[field].name;
    size_t length = strlen(name);
    if (!jm_row_is_null(row, field) || length < 4 || name[length - 3] != '_')
        return field;
    for (int lang = 0; lang < JM_LANGS; lang++) {
        int other =
            field_named(row->noun, name, length - 3, (enum jm_lang)lang);
        if (other >= 0 && !jm_row_is_null(row, other))
            return other;
    }
    return field;
}

static void add_person(struct jm_text *out, struct jm_app *app, const char *id)
{
    struct jm_row person = JM_ROW_INIT;
    struct jm_error ignored = JM_ERROR_INIT;
    if (jm_store_get(app->store, jm_noun(JM_NOUN_PERSON), id, &person,
                     &ignored))
        jm_text_add(out, id);
    else
        jm_columns_add_name(out, app, &person);
    jm_row_clear(&person);
}

void jm_columns_add(struct jm_text *out, struct jm_app *app,
                    const struct jm_row *row, int field)
{
    field = first_language(row, field);
    const struct jm_field *of = &row->noun->fields[field];
    const char *text = jm_row_string(row, field);
    if (of->type == JM_TYPE_REF && of->refers == JM_NOUN_PERSON && text) {
        add_person(out, app, text);
        return;
    }
    const char *t =
        text && (of->type == JM_TYPE_LOCAL || of->type == JM_TYPE_UNTIL)
            ? strchr(text, 'T')
            : NULL;
    if (t) {
        jm_text_add_bytes(out, text, (size_t)(t - text));
        jm_text_add_char(out, ' ');
        jm_text_add(out, t + 1);
    } else if (of->flags & JM_FIELD_PERSONAL && text) {
        jm_text_add(out, "***");
    } else {
        jm_value_add_words(out, of, &row->values[field], app->lang);
    }
}

void jm_columns_add_id(struct jm_text *out, const struct jm_row *row)
{
    if (row->noun->id == JM_NOUN_EVENT)
        jm_text_add_bytes(out, row->id, 8);
    else
        jm_text_add(out, row->id);
}

void jm_columns_add_name(struct jm_text *out, struct jm_app *app,
                         const struct jm_row *row)
{
    static const char *const names[] = {"name", "title"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int field =
            field_named(row->noun, names[i], strlen(names[i]), app->lang);
        if (field >= 0 && row->noun->id != JM_NOUN_PERSON) {
            jm_columns_add(out, app, row, field);
            return;
        }
    }
    if (row->noun->id != JM_NOUN_PERSON)
        return;
    const char *hangul = jm_row_string(row, JM_person_name_ko);
    if (app->lang == JM_KO && hangul) {
        jm_text_add(out, hangul);
        return;
    }
    jm_columns_add(out, app, row, JM_person_family_name);
    if (!jm_row_is_null(row, JM_person_given_name)) {
        jm_text_add_char(out, ' ');
        jm_columns_add(out, app, row, JM_person_given_name);
    }
}
