/* Taking a change back, as a new change. */
#include "care.h"
#include "edit.h"
#include "rows.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One edit of the change that is taken back. */
struct step {
    int64_t n; /* in the log */
    enum jm_edit edit;
    struct jm_row row; /* its id; the fields that the log has */
    bool has[JM_FIELDS_MOST];
};

struct undo {
    struct jm_change *change;
    int64_t number; /* what is taken back */
    struct step *steps;
    size_t count, room;
};

static enum jm_status fail_damaged(const struct jm_store *store,
                                   struct jm_error *err)
{
    return jm_fail(err, JM_FAILED, "the log does not go with the rows",
                   JM_SAY_PLAN_DAMAGED, store->path, NULL);
}

static enum jm_status fail_number(struct jm_error *err, enum jm_status status,
                                  enum jm_message message, int64_t number,
                                  int64_t other)
{
    char first[24], second[24];
    snprintf(first, sizeof first, "%lld", (long long)number);
    snprintf(second, sizeof second, "%lld", (long long)other);
    return jm_fail(err, status, "change", message, first, second, NULL);
}

/* ---- which change ---- */

static enum jm_status pick_last(struct jm_store *store, int64_t *number,
                                struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, SQL_CHANGE_LAST, &statement, err);
    if (!status)
        status = jm_db_number(store, statement, 0, number, err);
    if (!status && !*number)
        status = jm_fail(err, JM_NOT_FOUND, "no change stands",
                         JM_SAY_UNDO_NOTHING, NULL);
    return status;
}

/* What a change itself undid, and what undid it; 0 for none. */
static enum jm_status read_change(struct jm_store *store, int64_t number,
                                  int64_t *undoes, int64_t *undone_by,
                                  struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, SQL_CHANGE_GET, &statement, err);
    if (status)
        return status;
    sqlite3_bind_int64(statement, 1, number);
    status = jm_db_step(store, statement, err);
    if (status == JM_END)
        return fail_number(err, JM_NOT_FOUND, JM_SAY_CHANGE_UNKNOWN, number, 0);
    if (status)
        return status;
    *undoes = sqlite3_column_int64(statement, 0);
    *undone_by = sqlite3_column_int64(statement, 1);
    sqlite3_reset(statement);
    return JM_OK;
}

static enum jm_status check_change(struct jm_store *store, int64_t number,
                                   struct jm_error *err)
{
    int64_t undoes = 0, undone_by = 0;
    enum jm_status status =
        read_change(store, number, &undoes, &undone_by, err);
    if (!status && undone_by)
        status =
            fail_number(err, JM_REFUSED, JM_SAY_UNDO_DONE, number, undone_by);
    return status;
}

/* ---- what it did ---- */

static enum jm_status read_fields(struct jm_store *store, struct step *step,
                                  struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status =
        jm_db_take(store, SQL_CHANGE_FIELDS, &statement, err);
    if (status)
        return status;
    sqlite3_bind_int64(statement, 1, step->n * JM_FIELDS_MOST);
    sqlite3_bind_int64(statement, 2,
                       step->n * JM_FIELDS_MOST + JM_FIELDS_MOST - 1);
    while (!(status = jm_db_step(store, statement, err))) {
        int field = jm_noun_field(step->row.noun, jm_db_text(statement, 0));
        if (field < 0)
            status = fail_damaged(store, err);
        else
            status = jm_rows_value(statement, 1, &step->row, field, err);
        if (status)
            break;
        step->has[field] = true;
    }
    sqlite3_reset(statement);
    return status == JM_END ? JM_OK : status;
}

static enum jm_status read_step(struct jm_store *store, sqlite3_stmt *statement,
                                struct step *step, struct jm_error *err)
{
    const struct jm_noun *noun = jm_noun_find(jm_db_text(statement, 2));
    step->n = sqlite3_column_int64(statement, 0);
    if (!noun || !jm_edit_parse(jm_db_text(statement, 1), &step->edit))
        return fail_damaged(store, err);
    enum jm_status status = jm_row_init(&step->row, noun, err);
    if (!status)
        status = jm_row_set_id(&step->row, jm_db_text(statement, 3), err);
    step->row.version = sqlite3_column_int64(statement, 4);
    return status ? status : read_fields(store, step, err);
}

static struct step *add_step(struct undo *undo)
{
    if (undo->count == undo->room) {
        size_t room = undo->room ? undo->room * 2 : 16;
        struct step *steps = realloc(undo->steps, room * sizeof *steps);
        if (!steps)
            return NULL;
        undo->steps = steps;
        undo->room = room;
    }
    memset(&undo->steps[undo->count], 0, sizeof *undo->steps);
    return &undo->steps[undo->count++];
}

/* All of it, last edit first, before anything is written. */
static enum jm_status read_steps(struct undo *undo, struct jm_error *err)
{
    struct jm_store *store = undo->change->store;
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, SQL_CHANGE_ROWS, &statement, err);
    if (status)
        return status;
    sqlite3_bind_int64(statement, 1, undo->number);
    while (!(status = jm_db_step(store, statement, err))) {
        struct step *step = add_step(undo);
        status =
            step ? read_step(store, statement, step, err) : jm_fail_memory(err);
        if (status)
            break;
    }
    sqlite3_reset(statement);
    return status == JM_END ? JM_OK : status;
}

/* ---- whether it can be taken back ---- */

/* Fields that only make sense together: a wall time and its zone. */
static bool is_bound(const struct jm_noun *noun, int a, int b)
{
    return a == b || noun->fields[a].zone == b || noun->fields[b].zone == a;
}

static bool is_touched(const struct step *step, int field)
{
    if (jm_field_is_derived(step->row.noun, field))
        return false;
    for (int i = 0; i < step->row.noun->count; i++)
        if (step->has[i] && is_bound(step->row.noun, i, field))
            return true;
    return false;
}

/* One later edit of the same row, as the statement gives it. */
static enum jm_status check_later(const struct undo *undo,
                                  const struct step *step,
                                  sqlite3_stmt *statement, struct jm_error *err)
{
    enum jm_edit later = JM_EDIT_CHANGED;
    const char *name = jm_db_text(statement, 2);
    int field = jm_noun_field(step->row.noun, name);
    if (field < 0 || !jm_edit_parse(jm_db_text(statement, 1), &later))
        return fail_damaged(undo->change->store, err);
    bool whole = later != JM_EDIT_CHANGED; /* it is gone, or there again */
    if (!whole && step->edit == JM_EDIT_CHANGED && !is_touched(step, field))
        return JM_OK;
    char number[24];
    snprintf(number, sizeof number, "%lld",
             (long long)sqlite3_column_int64(statement, 0));
    return jm_fail(err, JM_REFUSED, name, JM_SAY_UNDO_OVERTAKEN,
                   step->row.noun->spoken, step->row.id, whole ? "" : name,
                   number, NULL);
}

static enum jm_status check_overtaken(const struct undo *undo,
                                      const struct step *step,
                                      struct jm_error *err)
{
    struct jm_store *store = undo->change->store;
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, SQL_OVERTAKING, &statement, err);
    if (status)
        return status;
    jm_db_bind_text(statement, 1, step->row.noun->name);
    jm_db_bind_text(statement, 2, step->row.id);
    sqlite3_bind_int64(statement, 3, undo->number);
    while (!(status = jm_db_step(store, statement, err)))
        if ((status = check_later(undo, step, statement, err)))
            break;
    sqlite3_reset(statement);
    return status == JM_END ? JM_OK : status;
}

static enum jm_status check_step(const struct undo *undo,
                                 const struct step *step, struct jm_error *err)
{
    char number[24];
    if (step->row.noun->id != JM_NOUN_RELEASE)
        return check_overtaken(undo, step, err);
    snprintf(number, sizeof number, "%lld", (long long)undo->number);
    return jm_fail(err, JM_REFUSED, "release", JM_SAY_UNDO_RELEASE, number,
                   step->row.id, NULL);
}

static enum jm_status check_steps(const struct undo *undo, struct jm_error *err)
{
    enum jm_status status = JM_OK;
    for (size_t i = 0; !status && i < undo->count; i++)
        status = check_step(undo, &undo->steps[i], err);
    return status;
}

/* ---- taking it back ---- */

static enum jm_status bring_back(const struct undo *undo,
                                 const struct step *step, struct jm_error *err)
{
    struct jm_draft draft;
    jm_draft_from_row(&draft, &step->row);
    if (draft.noun->id == JM_NOUN_EVENT)
        draft.values[JM_event_changed_at] =
            (struct jm_value){.type = JM_INTEGER, .integer = undo->change->at};
    return jm_edit_add(undo->change, &draft, err);
}

static enum jm_status put_back(const struct undo *undo, const struct step *step,
                               int64_t n, const struct jm_row *now,
                               struct jm_error *err)
{
    struct jm_draft draft;
    jm_draft_from_row(&draft, now);
    for (int i = 0; i < draft.noun->count; i++)
        if (step->has[i])
            draft.values[i] = step->row.values[i];
    return jm_edit_put(undo->change, n, now, &draft, NULL, err);
}

static enum jm_status take_back(const struct undo *undo,
                                const struct step *step, struct jm_error *err)
{
    struct jm_store *store = undo->change->store;
    if (step->edit == JM_EDIT_REMOVED)
        return bring_back(undo, step, err);
    int64_t n = 0;
    struct jm_row now = JM_ROW_INIT;
    enum jm_status status =
        jm_rows_find(store, step->row.noun->id, step->row.id, &n, err);
    if (!status)
        status = jm_rows_read(store, step->row.noun, n, &now, err);
    if (!status && step->edit == JM_EDIT_ADDED)
        status = jm_edit_remove(undo->change, n, &now, err);
    else if (!status)
        status = put_back(undo, step, n, &now, err);
    else if (status == JM_NOT_FOUND)
        status = fail_damaged(store, err);
    jm_row_clear(&now);
    return status;
}

/* What a row refers to may be gone, or its fields no longer go together: the
 * undo is refused, nobody has given anything wrong. */
static enum jm_status refuse(enum jm_status status, struct jm_error *err)
{
    if (status != JM_NOT_FOUND && status != JM_INVALID)
        return status;
    if (err && err->status == status)
        err->status = JM_REFUSED;
    return JM_REFUSED;
}

static enum jm_status take_all_back(const struct undo *undo,
                                    struct jm_error *err)
{
    enum jm_status status = JM_OK;
    for (size_t i = 0; !status && i < undo->count; i++)
        status = take_back(undo, &undo->steps[i], err);
    return refuse(status, err);
}

static enum jm_status set_undone(struct jm_store *store, int64_t number,
                                 int64_t by, struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status =
        jm_db_take(store, SQL_CHANGE_SET_UNDONE, &statement, err);
    if (status)
        return status;
    sqlite3_bind_int64(statement, 1, number);
    if (by)
        sqlite3_bind_int64(statement, 2, by);
    else
        sqlite3_bind_null(statement, 2);
    return jm_db_finish(store, statement, err);
}

/* The change is undone by the new one. What it had undone stands again; what
 * that one had undone does not, and so on. */
static enum jm_status mark(struct jm_store *store, int64_t number, int64_t by,
                           struct jm_error *err)
{
    int64_t undoes = 0, undone_by = 0;
    enum jm_status status = set_undone(store, number, by, err);
    bool stands = false;
    while (!status) {
        status = read_change(store, number, &undoes, &undone_by, err);
        if (status || !undoes)
            break;
        status = set_undone(store, undoes, stands ? number : 0, err);
        number = undoes;
        stands = !stands;
    }
    return status;
}

/* Instants that come back from the log were derived with the zone data of their
 * time: if it was renewed since, all of them are to be derived again. */
static enum jm_status doubt_instants(struct jm_store *store, int64_t number,
                                     struct jm_error *err)
{
    int64_t last = 0;
    enum jm_status status = jm_meta_get(store, JM_META_ZONE_CHANGE, &last, err);
    if (!status && number <= last)
        status = jm_meta_set(store, JM_META_ZONE_HASH, 0, err);
    return status;
}

static enum jm_status undo_change(struct undo *undo, struct jm_error *err)
{
    struct jm_change *change = undo->change;
    struct jm_store *store = change->store;
    assert(!change->number);
    enum jm_status status =
        undo->number ? JM_OK : pick_last(store, &undo->number, err);
    if (!status)
        status = check_change(store, undo->number, err);
    if (!status)
        status = read_steps(undo, err);
    if (!status)
        status = check_steps(undo, err);
    change->undoes = undo->number;
    if (!status)
        status = jm_record_change(change, err);
    if (!status)
        status = take_all_back(undo, err);
    if (!status)
        status = mark(store, undo->number, change->number, err);
    return status ? status : doubt_instants(store, undo->number, err);
}

enum jm_status jm_store_undo(struct jm_store *store, int64_t number,
                             const struct jm_author *author, int64_t *undone,
                             int64_t *made, struct jm_error *err)
{
    struct undo undo = {.number = number};
    enum jm_status status = jm_change_begin(&undo.change, store, author, err);
    if (!status)
        status = undo_change(&undo, err);
    if (!status)
        status = jm_change_commit(undo.change, made, err);
    else
        jm_change_free(undo.change);
    *undone = undo.number;
    for (size_t i = 0; i < undo.count; i++)
        jm_row_clear(&undo.steps[i].row);
    free(undo.steps);
    return status;
}
