/* Making changes: the public side of edit.h. */
#include "edit.h"
#include "open.h"
#include "pack.h"
#include "rows.h"
#include "watch.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The write lock is held: is this still the plan that was opened? */
static enum jm_status check_plan(struct jm_store *store, struct jm_error *err)
{
    int version = 0;
    enum jm_status status = jm_db_check_place(store, err);
    return status ? status : jm_open_check_version(store, &version, err);
}

enum jm_status jm_change_begin(struct jm_change **out, struct jm_store *store,
                               const struct jm_author *author,
                               struct jm_error *err)
{
    assert(store->mode == JM_STORE_WRITE && !store->change);
    assert(author->who);
    *out = NULL;
    struct jm_change *change = calloc(1, sizeof *change);
    if (!change)
        return jm_fail_memory(err);
    change->store = store;
    change->at = author->at;
    change->who = strdup(author->who);
    change->why = strdup(author->why ? author->why : "");
    enum jm_status status =
        change->who && change->why ? JM_OK : jm_fail_memory(err);
    if (!status)
        status = jm_db_run(store, SQL_BEGIN_WRITE, err);
    store->change = change;
    if (!status)
        status = check_plan(store, err);
    if (status)
        jm_change_free(change);
    else
        *out = change;
    return status;
}

void jm_change_free(struct jm_change *change)
{
    if (!change)
        return;
    assert(change->store->change == change);
    jm_db_rollback(change->store);
    jm_pack_forget(change->store);
    change->store->change = NULL;
    free(change->who);
    free(change->why);
    free(change);
}

enum jm_status jm_change_commit(struct jm_change *change, int64_t *number,
                                struct jm_error *err)
{
    *number = 0;
    struct jm_store *store = change->store;
    enum jm_status status = jm_edit_check(change, err);
    if (!status && change->number)
        status = jm_db_check_place(store, err);
    if (!status && change->number)
        status = jm_pack_settle(store, err);
    if (!status)
        status = jm_watch_ask(store, err);
    store->watch.deciding = true;
    if (!status && change->number)
        status = jm_db_run(store, SQL_COMMIT, err);
    store->watch.deciding = false;
    if (!status)
        *number = change->number;
    jm_change_free(change);
    return status;
}

/* A row that is new to the plan. */
static void begin_draft(struct jm_draft *draft, const struct jm_change *change,
                        const struct jm_row *row)
{
    assert(change->store->change == change && row->noun && row->id);
    jm_draft_from_row(draft, row);
    if (row->noun->id == JM_NOUN_EVENT)
        jm_draft_open_books(draft, change->at);
}

enum jm_status jm_change_add(struct jm_change *change, const struct jm_row *row,
                             struct jm_error *err)
{
    struct jm_draft draft;
    begin_draft(&draft, change, row);
    return jm_edit_add(change, &draft, err);
}

enum jm_status jm_change_add_kept(struct jm_change *change,
                                  const struct jm_row *row,
                                  struct jm_error *err)
{
    struct jm_draft draft;
    begin_draft(&draft, change, row);
    for (int i = 0; i < row->noun->count; i++)
        if (jm_field_is_bookkeeping(row->noun, i) && !jm_row_is_null(row, i))
            draft.values[i] = row->values[i];
    return jm_edit_add(change, &draft, err);
}

static enum jm_status check_version(const struct jm_row *old,
                                    const struct jm_row *row,
                                    struct jm_error *err)
{
    if (!row->version || row->version == old->version)
        return JM_OK;
    char stored[24], had[24];
    snprintf(stored, sizeof stored, "%lld", (long long)old->version);
    snprintf(had, sizeof had, "%lld", (long long)row->version);
    return jm_fail(err, JM_REFUSED, "version", JM_SAY_STALE_ROW,
                   row->noun->spoken, row->id, stored, had, NULL);
}

/* The row as it is stored and its number; JM_NOT_FOUND with UNKNOWN_ID. */
static enum jm_status read_old(struct jm_store *store,
                               const struct jm_noun *noun, const char *id,
                               int64_t *n, struct jm_row *old,
                               struct jm_error *err)
{
    enum jm_status status = jm_rows_find(store, noun->id, id, n, err);
    if (!status)
        status = jm_rows_read(store, noun, *n, old, err);
    return status == JM_NOT_FOUND ? jm_rows_fail_unknown(store, noun, id, err)
                                  : status;
}

enum jm_status jm_change_put(struct jm_change *change, const struct jm_row *row,
                             int *changed, struct jm_error *err)
{
    assert(change->store->change == change && row->noun && row->id);
    int64_t n = 0;
    struct jm_row old = JM_ROW_INIT;
    if (changed)
        *changed = 0;
    enum jm_status status =
        read_old(change->store, row->noun, row->id, &n, &old, err);
    if (!status)
        status = check_version(&old, row, err);
    if (!status) {
        struct jm_draft draft;
        jm_draft_from_row(&draft, row);
        status = jm_edit_put(change, n, &old, &draft, changed, err);
    }
    jm_row_clear(&old);
    return status;
}

enum jm_status jm_change_remove(struct jm_change *change,
                                const struct jm_noun *noun, const char *id,
                                struct jm_error *err)
{
    assert(change->store->change == change);
    int64_t n = 0;
    struct jm_row old = JM_ROW_INIT;
    enum jm_status status = read_old(change->store, noun, id, &n, &old, err);
    if (!status)
        status = jm_edit_remove(change, n, &old, err);
    jm_row_clear(&old);
    return status;
}
