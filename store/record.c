/* Writing the log of a change. */
#include "edit.h"
#include <assert.h>
#include <string.h>

const struct jm_value jm_no_value = {.type = JM_NULL};

static const char *const words[] = {[JM_EDIT_ADDED] = "added",
                                    [JM_EDIT_CHANGED] = "changed",
                                    [JM_EDIT_REMOVED] = "removed"};

const char *jm_edit_word(enum jm_edit edit)
{
    return words[edit];
}

bool jm_edit_parse(const char *word, enum jm_edit *edit)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i], word) != 0)
            continue;
        *edit = (enum jm_edit)i;
        return true;
    }
    return false;
}

bool jm_field_is_bookkeeping(const struct jm_noun *noun, int field)
{
    return noun->id == JM_NOUN_EVENT &&
           (field == JM_event_sequence || field == JM_event_created_at ||
            field == JM_event_changed_at || field == JM_event_cancelled_at);
}

bool jm_field_is_derived(const struct jm_noun *noun, int field)
{
    bool is = false;
    if (noun->fields[field].type == JM_TYPE_INSTANT)
        for (int i = 0; i < noun->count; i++)
            is |= noun->fields[i].derived == field;
    return is;
}

enum jm_status jm_record_change(struct jm_change *change, struct jm_error *err)
{
    if (change->number)
        return JM_OK;
    sqlite3_stmt *statement;
    enum jm_status status =
        jm_db_take(change->store, SQL_CHANGE_ADD, &statement, err);
    if (status)
        return status;
    sqlite3_bind_int64(statement, 1, change->at);
    jm_db_bind_text(statement, 2, change->who);
    jm_db_bind_text(statement, 3, change->why);
    if (change->undoes)
        sqlite3_bind_int64(statement, 4, change->undoes);
    else
        sqlite3_bind_null(statement, 4);
    status = jm_db_finish(change->store, statement, err);
    if (!status)
        change->number = sqlite3_last_insert_rowid(change->store->db);
    return status;
}

/* The fields of one row as they are logged. */
struct record {
    struct jm_change *change;
    int64_t next, end; /* numbers of the next field, and past the last one */
};

static enum jm_status record_row(struct record *record,
                                 struct jm_change *change, enum jm_edit edit,
                                 const struct jm_noun *noun, const char *id,
                                 int64_t version, struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status = jm_record_change(change, err);
    if (!status)
        status = jm_db_take(change->store, SQL_CHANGE_ROW_ADD, &statement, err);
    if (status)
        return status;
    sqlite3_bind_int64(statement, 1, change->number);
    jm_db_bind_text(statement, 2, jm_edit_word(edit));
    jm_db_bind_text(statement, 3, noun->name);
    jm_db_bind_text(statement, 4, id);
    sqlite3_bind_int64(statement, 5, version);
    status = jm_db_finish(change->store, statement, err);
    record->change = change;
    record->next =
        sqlite3_last_insert_rowid(change->store->db) * JM_FIELDS_MOST;
    record->end = record->next + JM_FIELDS_MOST;
    return status;
}

static enum jm_status record_field(struct record *record,
                                   const struct jm_field *field,
                                   const struct jm_value *before,
                                   const struct jm_value *after,
                                   struct jm_error *err)
{
    sqlite3_stmt *statement;
    struct jm_store *store = record->change->store;
    enum jm_status status =
        jm_db_take(store, SQL_CHANGE_FIELD_ADD, &statement, err);
    if (status)
        return status;
    assert(record->next < record->end);
    sqlite3_bind_int64(statement, 1, record->next++);
    jm_db_bind_text(statement, 2, field->name);
    jm_db_bind_value(statement, 3, before);
    jm_db_bind_value(statement, 4, after);
    return jm_db_finish(store, statement, err);
}

static bool is_logged_when_added(const struct jm_draft *draft, int field)
{
    return draft->values[field].type != JM_NULL &&
           !jm_field_is_bookkeeping(draft->noun, field) &&
           !jm_field_is_derived(draft->noun, field);
}

enum jm_status jm_record_added(struct jm_change *change,
                               const struct jm_draft *draft,
                               struct jm_error *err)
{
    struct record record;
    enum jm_status status =
        record_row(&record, change, JM_EDIT_ADDED, draft->noun, draft->id,
                   draft->version, err);
    for (int i = 0; !status && i < draft->noun->count; i++)
        if (is_logged_when_added(draft, i))
            status = record_field(&record, &draft->noun->fields[i],
                                  &jm_no_value, &draft->values[i], err);
    return status;
}

enum jm_status jm_record_changed(struct jm_change *change,
                                 const struct jm_row *old,
                                 const struct jm_draft *draft,
                                 const bool differs[], struct jm_error *err)
{
    struct record record;
    enum jm_status status =
        record_row(&record, change, JM_EDIT_CHANGED, draft->noun, draft->id,
                   draft->version, err);
    for (int i = 0; !status && i < draft->noun->count; i++)
        if (differs[i])
            status = record_field(&record, &draft->noun->fields[i],
                                  &old->values[i], &draft->values[i], err);
    return status;
}

enum jm_status jm_record_removed(struct jm_change *change,
                                 const struct jm_row *old, struct jm_error *err)
{
    struct record record;
    enum jm_status status = record_row(&record, change, JM_EDIT_REMOVED,
                                       old->noun, old->id, old->version, err);
    for (int i = 0; !status && i < old->noun->count; i++)
        if (!jm_row_is_null(old, i))
            status = record_field(&record, &old->noun->fields[i],
                                  &old->values[i], &jm_no_value, err);
    return status;
}
