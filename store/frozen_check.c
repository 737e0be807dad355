/* Whether releases are still what they were when they were made. */
#include "frozen.h"

struct checking {
    struct jm_store *store;
    void (*each)(void *data, int64_t release);
    void *data;
    int64_t release; /* whose rows are walked over, 0: none yet */
    int64_t records;
    uint64_t sum;
};

/* The rows of a release were all walked over: they stand one after another, as
 * releases do. */
static enum jm_status end_release(struct checking *c, struct jm_error *err)
{
    sqlite3_stmt *frozen;
    if (!c->release)
        return JM_OK;
    enum jm_status status = jm_db_take(c->store, SQL_FROZEN_GET, &frozen, err);
    if (status)
        return status;
    sqlite3_bind_int64(frozen, 1, c->release);
    status = jm_db_step(c->store, frozen, err);
    bool fits = !status && sqlite3_column_int64(frozen, 0) == c->records &&
                (uint64_t)sqlite3_column_int64(frozen, 1) == c->sum;
    sqlite3_reset(frozen);
    if (status && status != JM_END)
        return status;
    if (!fits)
        c->each(c->data, c->release);
    return JM_OK;
}

static enum jm_status walk(struct checking *c, sqlite3_stmt *row,
                           struct jm_error *err)
{
    enum jm_status status;
    while (!(status = jm_db_step(c->store, row, err))) {
        int64_t release = sqlite3_column_int64(row, 5);
        if (release != c->release) {
            status = end_release(c, err);
            c->release = release;
            c->records = 0;
            c->sum = JM_TEXT_HASH;
        }
        if (status)
            return status;
        c->records++;
        c->sum = jm_frozen_sum(c->sum, row, 0);
    }
    return status == JM_END ? end_release(c, err) : status;
}

/* Releases that brought rows, of which none are left; and those that the list
 * of releases has and nobody made, or the other way round. */
static enum jm_status find_lost(struct checking *c, struct jm_error *err)
{
    sqlite3_stmt *row;
    enum jm_status status = jm_db_take(c->store, SQL_FROZEN_LOST, &row, err);
    while (!status && !(status = jm_db_step(c->store, row, err)))
        c->each(c->data, sqlite3_column_int64(row, 0));
    return status == JM_END ? JM_OK : status;
}

enum jm_status jm_frozen_check(struct jm_store *store,
                               void (*each)(void *data, int64_t release),
                               void *data, struct jm_error *err)
{
    struct checking c = {.store = store, .each = each, .data = data};
    sqlite3_stmt *row = NULL;
    enum jm_status status = jm_db_prepare(store, SQL_RELEASED_AFTER, &row, err);
    if (!status) {
        sqlite3_bind_int64(row, 1, 0);
        status = walk(&c, row, err);
    }
    sqlite3_finalize(row);
    return status ? status : find_lost(&c, err);
}
