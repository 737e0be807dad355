#include "table_names.h"
#include <jumelage/arena.h>
#include <jumelage/typed.h>
#include <stdlib.h>
#include <string.h>

#define JOINT '\x1F'

void jm_names_begin(struct jm_names *names, struct jm_app *app)
{
    *names = (struct jm_names){.app = app, .arena = JM_ARENA_INIT};
}

void jm_names_clear(struct jm_names *names)
{
    free(names->entries);
    jm_arena_clear(&names->arena);
}

/* ---- the table ---- */

static struct jm_names_entry *slot(const struct jm_names *names, uint64_t hash)
{
    size_t at = (size_t)hash & (names->room - 1);
    while (names->entries[at].hash && names->entries[at].hash != hash)
        at = (at + 1) & (names->room - 1);
    return &names->entries[at];
}

static bool grow(struct jm_names *names)
{
    struct jm_names old = *names;
    names->room = old.room ? old.room * 2 : 1024;
    names->entries = calloc(names->room, sizeof *names->entries);
    if (!names->entries) {
        *names = old;
        return false;
    }
    for (size_t i = 0; i < old.room; i++)
        if (old.entries[i].hash)
            *slot(names, old.entries[i].hash) = old.entries[i];
    free(old.entries);
    return true;
}

static uint64_t hash_of(const struct jm_text *key)
{
    uint64_t hash = jm_text_hash(JM_TEXT_HASH, jm_text_get(key), key->length);
    return hash ? hash : 1;
}

static void put(struct jm_names *names, const struct jm_text *key,
                const char *id)
{
    if (2 * names->count >= names->room && !grow(names)) {
        names->status = jm_fail_memory(&names->app->err);
        return;
    }
    struct jm_names_entry *entry = slot(names, hash_of(key));
    if (entry->hash) {
        entry->is_double |= strcmp(entry->id, id) != 0;
        return;
    }
    *entry = (struct jm_names_entry){hash_of(key),
                                     jm_arena_copy(&names->arena, id), false};
    names->count++;
    if (!entry->id) {
        entry->id = "";
        names->status = jm_fail_memory(&names->app->err);
    }
}

static const char *get(const struct jm_names *names, const struct jm_text *key,
                       bool is_only)
{
    if (!names->room)
        return NULL;
    const struct jm_names_entry *entry = slot(names, hash_of(key));
    return entry->hash && !(entry->is_double && is_only) ? entry->id : NULL;
}

/* ---- keys ---- */

/* Calls each key of a row. "name" keys are what cells may call it by. */
typedef void each_key(struct jm_names *names, const struct jm_text *key,
                      const char *id);

static void begin_key(struct jm_text *key, enum jm_noun_id noun,
                      const char *kind)
{
    jm_text_reset(key);
    jm_text_add_int(key, noun);
    jm_text_add(key, kind);
}

/* False for a field that has no value. */
static bool add_part(struct jm_text *key, const struct jm_row *row, int field)
{
    const char *text = jm_row_string(row, field);
    jm_text_add_char(key, JOINT);
    if (text)
        jm_typed_fold(key, text);
    return text;
}

/* The value as it is: times and ids. */
static bool add_exactly(struct jm_text *key, const struct jm_row *row,
                        int field)
{
    const char *text = jm_row_string(row, field);
    jm_text_add_char(key, JOINT);
    if (text)
        jm_text_add(key, text);
    return text;
}

/* What a match is looked for by: the values of one key, those that have to be
 * there, told first. */
struct match {
    enum jm_noun_id noun;
    const char *kind;
    int exact[2]; /* fields compared as they are; -1: none; may be missing */
    int folded[3];
    bool is_strict; /* exact ones must be there */
};

static const struct match matches[] = {
    {JM_NOUN_PERSON, "mail", {-1, -1}, {JM_person_email, -1, -1}, false},
    {JM_NOUN_PERSON,
     "name",
     {JM_person_organisation, -1},
     {JM_person_family_name, JM_person_given_name, -1},
     false},
    {JM_NOUN_PERSON,
     "hangul",
     {JM_person_organisation, -1},
     {JM_person_name_ko, -1, -1},
     false},
    {JM_NOUN_PERSON,
     "any name",
     {-1, -1},
     {JM_person_family_name, JM_person_given_name, -1},
     false},
    {JM_NOUN_PERSON,
     "any hangul",
     {-1, -1},
     {JM_person_name_ko, -1, -1},
     false},
    {JM_NOUN_COLLECTIVITY,
     "fr",
     {JM_collectivity_country, -1},
     {JM_collectivity_name_fr, -1, -1},
     true},
    {JM_NOUN_COLLECTIVITY,
     "en",
     {JM_collectivity_country, -1},
     {JM_collectivity_name_en, -1, -1},
     true},
    {JM_NOUN_COLLECTIVITY,
     "ko",
     {JM_collectivity_country, -1},
     {JM_collectivity_name_ko, -1, -1},
     true},
    {JM_NOUN_VENUE,
     "fr",
     {JM_venue_collectivity, -1},
     {JM_venue_name_fr, -1, -1},
     true},
    {JM_NOUN_VENUE,
     "en",
     {JM_venue_collectivity, -1},
     {JM_venue_name_en, -1, -1},
     true},
    {JM_NOUN_VENUE,
     "ko",
     {JM_venue_collectivity, -1},
     {JM_venue_name_ko, -1, -1},
     true},
    {JM_NOUN_DELEGATION,
     "fr",
     {JM_delegation_origin, -1},
     {JM_delegation_name_fr, -1, -1},
     true},
    {JM_NOUN_DELEGATION,
     "en",
     {JM_delegation_origin, -1},
     {JM_delegation_name_en, -1, -1},
     true},
    {JM_NOUN_DELEGATION,
     "ko",
     {JM_delegation_origin, -1},
     {JM_delegation_name_ko, -1, -1},
     true},
    {JM_NOUN_EVENT,
     "fr",
     {JM_event_delegation, JM_event_starts},
     {JM_event_title_fr, -1, -1},
     false},
    {JM_NOUN_EVENT,
     "en",
     {JM_event_delegation, JM_event_starts},
     {JM_event_title_en, -1, -1},
     false},
    {JM_NOUN_EVENT,
     "ko",
     {JM_event_delegation, JM_event_starts},
     {JM_event_title_ko, -1, -1},
     false},
    {JM_NOUN_EVENT,
     "any fr",
     {JM_event_starts, -1},
     {JM_event_title_fr, -1, -1},
     true},
    {JM_NOUN_EVENT,
     "any en",
     {JM_event_starts, -1},
     {JM_event_title_en, -1, -1},
     true},
    {JM_NOUN_EVENT,
     "any ko",
     {JM_event_starts, -1},
     {JM_event_title_ko, -1, -1},
     true},
    {JM_NOUN_BUSY,
     "uid",
     {JM_busy_collectivity, JM_busy_recurrence},
     {JM_busy_uid, -1, -1},
     false},
    {JM_NOUN_BUSY,
     "when",
     {JM_busy_collectivity, JM_busy_starts},
     {JM_busy_title, -1, -1},
     false}};

/* Fields that alone can name no row. */
static bool make_key(struct jm_text *key, const struct match *match,
                     const struct jm_row *row)
{
    bool has_text = false, is_whole = true;
    begin_key(key, match->noun, match->kind);
    for (int i = 0; i < 2 && match->exact[i] >= 0; i++)
        is_whole &= add_exactly(key, row, match->exact[i]) || !match->is_strict;
    for (int i = 0; i < 3 && match->folded[i] >= 0; i++)
        has_text |= add_part(key, row, match->folded[i]);
    return is_whole && (has_text || (match->noun == JM_NOUN_BUSY &&
                                     strcmp(match->kind, "when") == 0));
}

static void each_match(struct jm_names *names, const struct jm_row *row,
                       each_key *each)
{
    struct jm_text key = JM_TEXT_INIT;
    for (size_t i = 0; i < sizeof matches / sizeof *matches; i++)
        if (matches[i].noun == row->noun->id &&
            make_key(&key, &matches[i], row))
            each(names, &key, row->id);
    jm_text_clear(&key);
}

static void name_key(struct jm_text *key, enum jm_noun_id noun,
                     const char *text)
{
    begin_key(key, noun, "called");
    jm_text_add_char(key, JOINT);
    jm_typed_fold(key, text);
}

/* People are called by both orders of their names. */
static void put_person(struct jm_names *names, const struct jm_row *row,
                       struct jm_text *key)
{
    const char *family = jm_row_string(row, JM_person_family_name);
    const char *given = jm_row_string(row, JM_person_given_name);
    for (int order = 0; order < 2; order++) {
        begin_key(key, JM_NOUN_PERSON, "called");
        jm_text_add_char(key, JOINT);
        jm_typed_fold(key,
                      order ? (family ? family : "") : (given ? given : ""));
        jm_typed_fold(key,
                      order ? (given ? given : "") : (family ? family : ""));
        put(names, key, row->id);
    }
}

static void put_names(struct jm_names *names, const struct jm_row *row)
{
    static const char *const stems[] = {"name", "title"};
    struct jm_text key = JM_TEXT_INIT;
    char field[16];
    for (size_t i = 0; i < 2; i++)
        for (int lang = 0; lang < JM_LANGS; lang++) {
            snprintf(field, sizeof field, "%s_%s", stems[i],
                     jm_lang_tag((enum jm_lang)lang));
            int index = jm_noun_field(row->noun, field);
            const char *text = index < 0 ? NULL : jm_row_string(row, index);
            if (!text)
                continue;
            name_key(&key, row->noun->id, text);
            put(names, &key, row->id);
        }
    name_key(&key, row->noun->id, row->id);
    put(names, &key, row->id);
    if (row->noun->id == JM_NOUN_PERSON)
        put_person(names, row, &key);
    jm_text_clear(&key);
}

/* Tracks are texts: the key gives the text itself. */
static void put_track(struct jm_names *names, const struct jm_row *row)
{
    int field = row->noun->id == JM_NOUN_EVENT    ? JM_event_track
                : row->noun->id == JM_NOUN_MEMBER ? JM_member_track
                                                  : -1;
    const char *track = field < 0 ? NULL : jm_row_string(row, field);
    struct jm_text key = JM_TEXT_INIT;
    if (track) {
        begin_key(&key, JM_NOUN_EVENT, "track");
        jm_typed_fold(&key, track);
        put(names, &key, track);
    }
    jm_text_clear(&key);
}

void jm_names_add(struct jm_names *names, const struct jm_row *row)
{
    put_names(names, row);
    put_track(names, row);
    each_match(names, row, put);
}

/* All rows of a noun, once. */
static void read_all(struct jm_names *names, enum jm_noun_id noun)
{
    struct jm_rows *rows = NULL;
    struct jm_row row = JM_ROW_INIT;
    if (names->is_read[noun] || names->status)
        return;
    names->is_read[noun] = true;
    enum jm_status status = jm_rows_open(
        &rows, names->app->store, jm_noun(noun), -1, NULL, &names->app->err);
    while (!status && !(status = jm_rows_next(rows, &row, &names->app->err)))
        jm_names_add(names, &row);
    jm_row_clear(&row);
    jm_rows_free(rows);
    if (status != JM_END && !names->status)
        names->status = status;
}

/* ---- asking ---- */

const char *jm_names_find(void *data, enum jm_noun_id noun, int field,
                          const char *text)
{
    struct jm_names *names = data;
    struct jm_text key = JM_TEXT_INIT;
    const char *found = NULL;
    read_all(names, noun);
    if (field >= 0) {
        read_all(names, JM_NOUN_MEMBER);
        begin_key(&key, JM_NOUN_EVENT, "track");
        jm_typed_fold(&key, text);
        found = get(names, &key, false);
    } else if (jm_store_has(names->app->store, jm_noun(noun), text)) {
        found = jm_arena_copy(&names->arena, text);
    } else {
        name_key(&key, noun, text);
        found = get(names, &key, true);
    }
    jm_text_clear(&key);
    return found;
}

/* What tells apart rows of one name: where it is not said, a name that is there
 * once will do. */
static bool has_owner(const struct jm_row *row)
{
    switch (row->noun->id) {
    case JM_NOUN_PERSON:
        return jm_row_string(row, JM_person_organisation);
    case JM_NOUN_EVENT:
        return jm_row_string(row, JM_event_delegation);
    default:
        return true;
    }
}

const char *jm_names_match(struct jm_names *names, const struct jm_row *row)
{
    struct jm_text key = JM_TEXT_INIT;
    const char *found = NULL;
    bool has_own = has_owner(row);
    read_all(names, row->noun->id);
    if (row->id && jm_store_has(names->app->store, row->noun, row->id))
        return row->id;
    for (size_t i = 0;
         !row->id && i < sizeof matches / sizeof *matches && !found; i++) {
        bool is_any = strncmp(matches[i].kind, "any", 3) == 0;
        if (matches[i].noun == row->noun->id && !(is_any && has_own) &&
            make_key(&key, &matches[i], row))
            found = get(names, &key, is_any);
    }
    jm_text_clear(&key);
    /* one that was added and refused after all is gone */
    return found && jm_store_has(names->app->store, row->noun, found) ? found
                                                                      : NULL;
}
