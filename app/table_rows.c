#include "table_rows.h"
#include "door.h"
#include <jumelage/typed.h>
#include <stdlib.h>
#include <string.h>

/* ---- ids of new rows ---- */

static void add_slug(struct jm_text *out, const char *text)
{
    struct jm_text folded = JM_TEXT_INIT;
    const char *end = text ? text + strlen(text) : text;
    bool is_word = false;
    while (text && text < end) {
        const char *from = text;
        jm_text_next(&text, end);
        struct jm_text one = JM_TEXT_INIT;
        jm_text_add_bytes(&one, from, (size_t)(text - from));
        jm_text_reset(&folded);
        jm_typed_fold(&folded, jm_text_get(&one));
        jm_text_clear(&one);
        bool is_plain = folded.length && (unsigned char)folded.bytes[0] < 0x80;
        if (is_plain && !is_word && out->length)
            jm_text_add_char(out, '-');
        if (is_plain)
            jm_text_add(out, jm_text_get(&folded));
        is_word = is_plain;
    }
    jm_text_clear(&folded);
}

/* "pe-han-dong-uk": what it is made of; "pe" alone where nothing is Latin. */
static void make_slug(struct jm_text *out, const struct jm_row *row)
{
    switch (row->noun->id) {
    case JM_NOUN_PERSON:
        jm_text_add(out, "pe");
        add_slug(out, jm_row_string(row, JM_person_family_name));
        add_slug(out, jm_row_string(row, JM_person_given_name));
        break;
    case JM_NOUN_VENUE:
        jm_text_add(out, "vn");
        add_slug(out, jm_row_string(row, JM_venue_name_fr));
        break;
    case JM_NOUN_DELEGATION:
        jm_text_add(out, "dl");
        add_slug(out, jm_row_string(row, JM_delegation_name_fr));
        break;
    case JM_NOUN_COLLECTIVITY:
        add_slug(out, jm_row_string(row, JM_collectivity_country));
        add_slug(out, jm_row_string(row, JM_collectivity_name_fr));
        break;
    default:
        jm_text_add(out, "bz");
        add_slug(out, jm_row_string(row, JM_busy_collectivity));
        add_slug(out, jm_row_string(row, JM_busy_starts));
    }
}

/* The first of "slug", "slug-2", "slug-3"... that is free. */
static enum jm_status give_id(struct jm_app *app, struct jm_row *row,
                              struct jm_error *error)
{
    struct jm_text slug = JM_TEXT_INIT;
    if (row->id || jm_noun_has_made_id(row->noun) ||
        row->noun->id == JM_NOUN_EVENT)
        return JM_OK;
    make_slug(&slug, row);
    size_t length = slug.length < 60 ? slug.length : 60;
    if (slug.bytes)
        slug.bytes[length] = '\0';
    for (int i = 2; jm_store_has(app->store, row->noun, jm_text_get(&slug));
         i++) {
        slug.length = length;
        jm_text_addf(&slug, "-%d", i);
    }
    enum jm_status status = jm_row_set_id(row, jm_text_get(&slug), error);
    jm_text_clear(&slug);
    return status;
}

/* ---- one row ---- */

/* Our own programme names the means of a transfer where nothing else is said of
 * its logistics. */
static bool is_means(const struct jm_row *row, int field,
                     const struct jm_row *given)
{
    const char *text = jm_row_string(given, field);
    return row->noun->id == JM_NOUN_EVENT &&
           (field == JM_event_logistics_fr || field == JM_event_logistics_en ||
            field == JM_event_logistics_ko) &&
           jm_row_is_null(row, field) && text &&
           jm_typed_choice(JM_SET_travel_mode, text) >= 0;
}

/* Values that the sheet gives, over those that were there. */
static enum jm_status merge(struct jm_row *row, const struct jm_row *given,
                            struct jm_error *error)
{
    enum jm_status status = JM_OK;
    for (int i = 0; i < row->noun->count && !status; i++)
        if (!jm_row_is_null(given, i) && !is_means(row, i, given))
            status = jm_row_set_value(row, i, &given->values[i], error);
    return status;
}

/* What is kept stands below what was noted, once. */
static enum jm_status keep_note(struct jm_row *row, const char *extra,
                                struct jm_error *error)
{
    int field = jm_noun_field(row->noun, "note");
    const char *had = field < 0 ? NULL : jm_row_string(row, field);
    struct jm_text note = JM_TEXT_INIT;
    if (!extra || field < 0 || (had && strstr(had, extra)))
        return JM_OK;
    if (had)
        jm_text_addf(&note, "%s\n", had);
    jm_text_add(&note, extra);
    enum jm_status status = jm_row_parse(row, field, jm_text_get(&note), error);
    jm_text_clear(&note);
    return status;
}

/* jm_door_settle() writes into app->err: it goes to *error. */
static enum jm_status settle(struct jm_app *app, struct jm_row *row,
                             struct jm_error *error)
{
    enum jm_status status = jm_door_settle(app, row);
    if (status && !error->status)
        *error = app->err;
    jm_error_clear(&app->err);
    return status;
}

/* What one record is written with. */
struct writing {
    struct jm_app *app;
    struct jm_change *change;
    struct jm_names *names;
    const char *extra; /* kept as a note; or NULL */
    struct jm_error *error;
};

static enum jm_status update(const struct writing *w,
                             const struct jm_row *given, const char *id,
                             struct jm_row *row,
                             enum jm_table_import_outcome *outcome)
{
    int changed = 0;
    enum jm_status status =
        jm_store_get(w->app->store, given->noun, id, row, w->error);
    if (!status)
        status = merge(row, given, w->error);
    if (!status)
        status = keep_note(row, w->extra, w->error);
    if (!status)
        status = settle(w->app, row, w->error);
    if (!status)
        status = jm_change_put(w->change, row, &changed, w->error);
    *outcome = changed ? JM_TABLE_UPDATED : JM_TABLE_UNCHANGED;
    return status;
}

/* An event at a venue is hosted where the venue is. */
static enum jm_status take_host(struct jm_app *app, struct jm_row *row,
                                int venue, int host, struct jm_error *error)
{
    const char *id = jm_row_string(row, venue);
    struct jm_row at = JM_ROW_INIT;
    if (!id || !jm_row_is_null(row, host))
        return JM_OK;
    enum jm_status status =
        jm_store_get(app->store, jm_noun(JM_NOUN_VENUE), id, &at, error);
    if (!status)
        status = jm_row_set_string(
            row, host, jm_row_string(&at, JM_venue_collectivity), error);
    jm_row_clear(&at);
    return status;
}

static enum jm_status take_hosts(struct jm_app *app, struct jm_row *row,
                                 struct jm_error *error)
{
    if (row->noun->id != JM_NOUN_EVENT)
        return JM_OK;
    enum jm_status status =
        take_host(app, row, JM_event_venue, JM_event_host, error);
    return status ? status
                  : take_host(app, row, JM_event_to_venue, JM_event_to_host,
                              error);
}

static enum jm_status add(const struct writing *w, struct jm_row *row)
{
    enum jm_status status = jm_record_complete(row, w->error);
    if (!status)
        status = keep_note(row, w->extra, w->error);
    if (!status)
        status = take_hosts(w->app, row, w->error);
    if (!status)
        status = give_id(w->app, row, w->error);
    if (!status)
        status = settle(w->app, row, w->error);
    return status ? status : jm_change_add(w->change, row, w->error);
}

/* The id that is made of the row's keys, when all of them are there. */
static bool has_made_row(const struct jm_app *app, struct jm_row *row)
{
    struct jm_text id = JM_TEXT_INIT;
    int key = 0;
    if (!jm_noun_has_made_id(row->noun))
        return false;
    for (int i = 0; (key = jm_noun_key(row->noun, i)) >= 0; i++) {
        if (jm_row_is_null(row, key))
            continue;
        if (id.length)
            jm_text_add_char(&id, '/');
        jm_row_add_text(&id, row, key);
    }
    bool is_there = jm_store_has(app->store, row->noun, jm_text_get(&id)) &&
                    !jm_row_set_id(row, jm_text_get(&id), NULL);
    jm_text_clear(&id);
    return is_there;
}

/* *row is what was written. */
static enum jm_status write_row(const struct writing *w,
                                const struct jm_row *given, struct jm_row *row,
                                enum jm_table_import_outcome *outcome)
{
    enum jm_status status = jm_row_copy(row, given, w->error);
    const char *id = NULL;
    *outcome = JM_TABLE_ADDED;
    if (!status)
        id =
            has_made_row(w->app, row) ? row->id : jm_names_match(w->names, row);
    if (!status && w->names->status) {
        *w->error = w->app->err;
        return w->names->status;
    }
    char *kept = id ? strdup(id) : NULL;
    if (id && !kept)
        status = jm_fail_memory(w->error);
    if (!status)
        status = kept ? update(w, given, kept, row, outcome) : add(w, row);
    free(kept);
    if (!status)
        jm_names_add(w->names, row);
    return status;
}

/* ---- one record ---- */

static enum jm_status write_member(const struct writing *w,
                                   const struct jm_row *given,
                                   const char *person,
                                   enum jm_table_import_outcome *outcome)
{
    struct jm_row member = JM_ROW_INIT, row = JM_ROW_INIT;
    enum jm_status status = jm_row_copy(&member, given, w->error);
    if (!status)
        status = jm_row_set_string(&member, JM_member_person, person, w->error);
    if (!status)
        status = write_row(w, &member, &row, outcome);
    jm_row_clear(&member);
    jm_row_clear(&row);
    return status;
}

static void count(struct jm_table_import_counts *counts,
                  enum jm_table_import_outcome outcome)
{
    size_t *sums[] = {[JM_TABLE_ADDED] = &counts->added,
                      [JM_TABLE_UPDATED] = &counts->updated,
                      [JM_TABLE_UNCHANGED] = &counts->unchanged};
    ++*sums[outcome];
}

enum jm_status jm_table_import_record(struct jm_app *app,
                                      struct jm_change *change,
                                      struct jm_names *names,
                                      const struct jm_record *record,
                                      struct jm_table_import_counts *counts,
                                      struct jm_error *error)
{
    struct jm_row row = JM_ROW_INIT;
    struct writing writing = {app, change, names, record->extra, error};
    enum jm_table_import_outcome outcome = JM_TABLE_ADDED,
                                 of_member = JM_TABLE_UNCHANGED;
    enum jm_status status = write_row(&writing, &record->row, &row, &outcome);
    writing.extra = NULL;
    if (!status && record->member.noun) {
        status = write_member(&writing, &record->member, row.id, &of_member);
        if (status && outcome == JM_TABLE_ADDED) /* nobody's member */
            jm_change_remove(change, row.noun, row.id, NULL);
    }
    if (!status && outcome == JM_TABLE_UNCHANGED &&
        of_member != JM_TABLE_UNCHANGED)
        outcome = JM_TABLE_UPDATED;
    if (!status)
        count(counts, outcome);
    jm_row_clear(&row);
    return status;
}
