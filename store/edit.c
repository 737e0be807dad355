#include "edit.h"
#include "pack.h"
#include "rows.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

#define NOUN(id, table, ...)
#define FIELD(...)
#define END_NOUN(table)                                                        \
    _Static_assert(JM_##table##_FIELDS <= JM_FIELDS_MOST, #table);
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN

#define LONGEST_CHAIN                                                          \
    64 /* rows inside each other; the snapshot's limit too                     \
        */

void jm_draft_from_row(struct jm_draft *draft, const struct jm_row *row)
{
    *draft = (struct jm_draft){
        .noun = row->noun, .id = row->id, .version = row->version};
    for (int i = 0; i < row->noun->count; i++)
        draft->values[i] = row->values[i];
}

static void set_integer(struct jm_draft *draft, int field, int64_t integer)
{
    draft->values[field] =
        (struct jm_value){.type = JM_INTEGER, .integer = integer};
}

static bool is_cancelled(const struct jm_value *status)
{
    return status->type == JM_STRING &&
           strcmp(status->string,
                  jm_choice_word(JM_SET_event_status, JM_CANCELLED)) == 0;
}

void jm_draft_open_books(struct jm_draft *draft, jm_utc at)
{
    set_integer(draft, JM_event_sequence, 0);
    set_integer(draft, JM_event_created_at, at);
    set_integer(draft, JM_event_changed_at, at);
    draft->values[JM_event_cancelled_at] = jm_no_value;
    if (is_cancelled(&draft->values[JM_event_status]))
        set_integer(draft, JM_event_cancelled_at, at);
}

enum jm_status jm_edit_check(const struct jm_change *change,
                             struct jm_error *err)
{
    bool open = !sqlite3_get_autocommit(change->store->db);
    if (open && !change->broken)
        return JM_OK;
    if (!change->broken) /* SQLite gave the transaction up */
        return jm_fail(err, JM_FAILED, "the transaction is gone",
                       JM_SAY_PLAN_IO, change->store->path, NULL);
    if (err && !err->status)
        *err = change->reason;
    return change->reason.status;
}

/* From here on the row and its log may differ: the change cannot go on. */
static enum jm_status broken(struct jm_change *change, enum jm_status status,
                             struct jm_error *err)
{
    change->broken = true;
    if (err)
        change->reason = *err;
    else
        jm_fail(&change->reason, status, "not said", JM_SAY_PLAN_IO,
                change->store->path, NULL);
    return status;
}

/* ---- what is checked before anything is written ---- */

static enum jm_status resolve(struct jm_store *store, struct jm_draft *draft,
                              struct jm_error *err)
{
    enum jm_status status = JM_OK;
    for (int i = 0; !status && i < draft->noun->count; i++) {
        const struct jm_field *field = &draft->noun->fields[i];
        draft->refs[i] = 0;
        if (field->type != JM_TYPE_REF || draft->values[i].type == JM_NULL)
            continue;
        const char *id = draft->values[i].string;
        status = jm_rows_find(store, field->refers, id, &draft->refs[i], err);
        if (status == JM_NOT_FOUND)
            jm_rows_fail_unknown(store, jm_noun(field->refers), id, err);
    }
    return status;
}

static int reference_of(const struct jm_noun *noun, int field)
{
    int i = 0;
    while (jm_references[i].noun != noun->id || jm_references[i].field != field)
        i++;
    assert(i < REFERENCES);
    return i;
}

/* `n` (0: not there yet) put below `above`: no circle, and no chain that is
 * longer than what the snapshot takes. */
static enum jm_status check_chain(struct jm_store *store,
                                  const struct jm_draft *draft, int field,
                                  int64_t n, struct jm_error *err)
{
    sqlite3_stmt *statement;
    int which = jm_sql_ref(reference_of(draft->noun, field), REF_CHAIN);
    enum jm_status status = jm_db_take(store, which, &statement, err);
    if (status)
        return status;
    sqlite3_bind_int64(statement, 1, draft->refs[field]);
    sqlite3_bind_int64(statement, 2, n);
    status = jm_db_step(store, statement, err);
    if (status)
        return status;
    bool fits = sqlite3_column_int(statement, 0) <= LONGEST_CHAIN &&
                !sqlite3_column_int(statement, 1);
    sqlite3_reset(statement);
    if (fits)
        return JM_OK;
    return jm_fail(err, JM_INVALID, draft->noun->fields[field].name,
                   JM_SAY_PARENT_CIRCLE, draft->noun->spoken, draft->id, NULL);
}

static enum jm_status check_chains(struct jm_store *store,
                                   const struct jm_draft *draft,
                                   const struct jm_row *old, int64_t n,
                                   struct jm_error *err)
{
    enum jm_status status = JM_OK;
    for (int i = 0; !status && i < draft->noun->count; i++)
        if (draft->refs[i] && draft->noun->fields[i].refers == draft->noun->id)
            if (!old || !jm_value_equals(&old->values[i], &draft->values[i]))
                status = check_chain(store, draft, i, n, err);
    return status;
}

/* Subscribers have seen a release: it stays as it is. */
static enum jm_status check_stays(const struct jm_row *old,
                                  struct jm_error *err)
{
    if (old->noun->id != JM_NOUN_RELEASE)
        return JM_OK;
    return jm_fail(err, JM_REFUSED, "release", JM_SAY_RELEASE_STAYS, old->id,
                   NULL);
}

/* ---- the edits ---- */

static void bind_draft(sqlite3_stmt *statement, int64_t n,
                       const struct jm_draft *draft)
{
    if (n)
        sqlite3_bind_int64(statement, 1, n);
    else
        sqlite3_bind_null(statement, 1);
    sqlite3_bind_int64(statement, 2, draft->version);
    jm_db_bind_text(statement, 3, draft->id);
    for (int i = 0; i < draft->noun->count; i++) {
        if (draft->refs[i])
            sqlite3_bind_int64(statement, 4 + i, draft->refs[i]);
        else
            jm_db_bind_value(statement, 4 + i, &draft->values[i]);
    }
}

/* What the table itself refuses is JM_INVALID: settled rows are refused for an
 * id that is taken, and by an undo after which fields do not go together. */
static enum jm_status write_draft(struct jm_store *store,
                                  enum jm_sql_of_noun kind, int64_t n,
                                  const struct jm_draft *draft,
                                  struct jm_error *err)
{
    sqlite3_stmt *statement;
    int which = jm_sql_noun(draft->noun->id, kind);
    enum jm_status status = jm_db_take(store, which, &statement, err);
    if (status)
        return status;
    if (!jm_pack_expect(store, draft->noun->id))
        return jm_fail_memory(err);
    bind_draft(statement, n, draft);
    int code = sqlite3_step(statement);
    if ((code & 0xFF) == SQLITE_CONSTRAINT)
        status = jm_fail(err, JM_INVALID, sqlite3_errmsg(store->db),
                         code == SQLITE_CONSTRAINT_UNIQUE ? JM_SAY_ID_TAKEN
                                                          : JM_SAY_ROW_UNFIT,
                         draft->noun->spoken, draft->id, NULL);
    else if (code != SQLITE_DONE)
        status = jm_db_fail(store, code, err);
    sqlite3_reset(statement);
    if (!status && !n)
        n = sqlite3_last_insert_rowid(store->db);
    if (!status)
        jm_pack_touch(store, draft->noun->id, n);
    return status;
}

/* Writes the row itself: n is 0 where it is new. */
static enum jm_status write_row(struct jm_change *change, int64_t n,
                                const struct jm_row *old,
                                struct jm_draft *draft, struct jm_error *err)
{
    struct jm_store *store = change->store;
    enum jm_status status = resolve(store, draft, err);
    if (!status)
        status = check_chains(store, draft, old, n, err);
    if (!status)
        status = write_draft(store, n ? NOUN_PUT : NOUN_ADD, n, draft, err);
    return status;
}

/* An id that was there before goes on counting: nobody may take the old row for
 * the new one, neither a writer by its version nor a subscriber by its
 * sequence. */
static enum jm_status go_on_counting(struct jm_store *store,
                                     struct jm_draft *draft,
                                     struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, SQL_LAST_OF_ROW, &statement, err);
    if (status)
        return status;
    jm_db_bind_text(statement, 1, draft->noun->name);
    jm_db_bind_text(statement, 2, draft->id);
    status = jm_db_step(store, statement, err);
    if (status)
        return status;
    draft->version = sqlite3_column_int64(statement, 0) + 1;
    if (draft->noun->id == JM_NOUN_EVENT &&
        sqlite3_column_type(statement, 1) == SQLITE_INTEGER)
        set_integer(draft, JM_event_sequence,
                    sqlite3_column_int64(statement, 1) + 1);
    sqlite3_reset(statement);
    return JM_OK;
}

enum jm_status jm_edit_add(struct jm_change *change, struct jm_draft *draft,
                           struct jm_error *err)
{
    assert(draft->noun->count <= JM_FIELDS_MOST);
    enum jm_status status = jm_edit_check(change, err);
    if (!status)
        status = go_on_counting(change->store, draft, err);
    if (!status)
        status = write_row(change, 0, NULL, draft, err);
    if (status)
        return status;
    status = jm_record_added(change, draft, err);
    return status ? broken(change, status, err) : JM_OK;
}

/* Which fields differ, `differs`, and how many a person would count: not the
 * instants that follow a wall time or zone that differs too. */
static int compare(const struct jm_row *old, const struct jm_draft *draft,
                   bool differs[], bool *visibly)
{
    const struct jm_noun *noun = draft->noun;
    int count = 0;
    *visibly = false;
    for (int i = 0; i < noun->count; i++) {
        differs[i] = !jm_value_equals(&old->values[i], &draft->values[i]);
        count += differs[i];
        *visibly |= differs[i] && (noun->fields[i].flags & JM_FIELD_VISIBLE);
    }
    for (int i = 0; i < noun->count; i++) {
        const struct jm_field *field = &noun->fields[i];
        if (field->derived >= 0 && differs[field->derived] &&
            (differs[i] || differs[field->zone]))
            count--;
    }
    return count;
}

/* Events count and date what subscribers can see. */
static void keep_books(const struct jm_change *change, const struct jm_row *old,
                       struct jm_draft *draft, bool visibly)
{
    if (visibly) {
        set_integer(draft, JM_event_sequence,
                    jm_row_integer(old, JM_event_sequence) + 1);
        set_integer(draft, JM_event_changed_at, change->at);
    }
    bool was = is_cancelled(&old->values[JM_event_status]);
    bool is = is_cancelled(&draft->values[JM_event_status]);
    if (is && !was)
        set_integer(draft, JM_event_cancelled_at, change->at);
    else if (!is)
        draft->values[JM_event_cancelled_at] = jm_no_value;
}

enum jm_status jm_edit_put(struct jm_change *change, int64_t n,
                           const struct jm_row *old, struct jm_draft *draft,
                           int *changed, struct jm_error *err)
{
    assert(n && old->noun == draft->noun && !strcmp(old->id, draft->id));
    bool differs[JM_FIELDS_MOST], visibly = false;
    for (int i = 0; i < draft->noun->count; i++)
        if (jm_field_is_bookkeeping(draft->noun, i))
            draft->values[i] = old->values[i];
    int count = compare(old, draft, differs, &visibly);
    if (changed)
        *changed = count;
    enum jm_status status = jm_edit_check(change, err);
    if (status || !count)
        return status;
    status = check_stays(old, err);
    if (status)
        return status;
    if (draft->noun->id == JM_NOUN_EVENT)
        keep_books(change, old, draft, visibly);
    draft->version = old->version + 1;
    status = write_row(change, n, old, draft, err);
    if (status)
        return status;
    status = jm_record_changed(change, old, draft, differs, err);
    return status ? broken(change, status, err) : JM_OK;
}

enum jm_status jm_edit_rewrite(struct jm_store *store, const struct jm_row *row,
                               struct jm_error *err)
{
    int64_t n = 0;
    struct jm_draft draft;
    jm_draft_from_row(&draft, row);
    enum jm_status status =
        jm_rows_find(store, row->noun->id, row->id, &n, err);
    if (status == JM_NOT_FOUND) /* though it was just read */
        return jm_fail(err, JM_INVALID, "an index lacks a row",
                       JM_SAY_PLAN_DAMAGED, store->path, NULL);
    if (!status)
        status = resolve(store, &draft, err);
    return status ? status : write_draft(store, NOUN_PUT, n, &draft, err);
}

/* JM_REFUSED when some row refers to this one. */
static enum jm_status check_unused(struct jm_store *store, int64_t n,
                                   const struct jm_row *row,
                                   struct jm_error *err)
{
    enum jm_status status = JM_OK;
    for (int i = 0; !status && i < REFERENCES; i++) {
        const struct jm_noun *user = jm_noun(jm_references[i].noun);
        if (user->fields[jm_references[i].field].refers != row->noun->id)
            continue;
        sqlite3_stmt *statement;
        status = jm_db_take(store, jm_sql_ref(i, REF_USER), &statement, err);
        if (status)
            break;
        sqlite3_bind_int64(statement, 1, n);
        status = jm_db_step(store, statement, err);
        if (!status)
            status = jm_fail(err, JM_REFUSED, user->spoken, JM_SAY_ROW_IN_USE,
                             row->noun->spoken, row->id, user->spoken,
                             jm_db_text(statement, 0), NULL);
        else if (status == JM_END)
            status = JM_OK;
        sqlite3_reset(statement);
    }
    return status;
}

enum jm_status jm_edit_remove(struct jm_change *change, int64_t n,
                              const struct jm_row *old, struct jm_error *err)
{
    assert(n && old->id);
    struct jm_store *store = change->store;
    sqlite3_stmt *statement = NULL;
    enum jm_status status = jm_edit_check(change, err);
    if (!status)
        status = check_stays(old, err);
    if (!status)
        status = check_unused(store, n, old, err);
    if (!status && !jm_pack_expect(store, old->noun->id))
        status = jm_fail_memory(err);
    if (!status)
        status = jm_db_take(store, jm_sql_noun(old->noun->id, NOUN_REMOVE),
                            &statement, err);
    if (status)
        return status;
    sqlite3_bind_int64(statement, 1, n);
    status = jm_db_finish(store, statement, err);
    if (!status) {
        jm_pack_touch(store, old->noun->id, n);
        status = jm_record_removed(change, old, err);
    }
    return status ? broken(change, status, err) : JM_OK;
}
