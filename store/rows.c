/* Reading rows as people read them. */
#include "rows.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum jm_status jm_rows_find(struct jm_store *store, enum jm_noun_id noun,
                            const char *id, int64_t *n, struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status =
        jm_db_take(store, jm_sql_noun(noun, NOUN_FIND), &statement, err);
    if (status)
        return status;
    jm_db_bind_text(statement, 1, id);
    status = jm_db_number(store, statement, 0, n, err);
    return status ? status : *n ? JM_OK : JM_NOT_FOUND;
}

/* The id that is most like the one that is not there. */
struct nearest {
    const char *to;
    unsigned distance;
    char id[256];
};

static void compare(void *data, const char *id)
{
    struct nearest *nearest = data;
    unsigned distance = jm_text_distance(nearest->to, id);
    if (distance < nearest->distance) {
        nearest->distance = distance;
        jm_text_copy(nearest->id, sizeof nearest->id, id);
    }
}

#define IDS_COMPARED 50000

enum jm_status jm_rows_fail_unknown(struct jm_store *store,
                                    const struct jm_noun *noun, const char *id,
                                    struct jm_error *err)
{
    /* One edit in three characters, and UUIDs are not typed by hand. */
    unsigned most = (unsigned)strlen(id) / 3 + 1;
    struct nearest nearest = {.to = id, .distance = most > 4 ? 4 : most};
    if (noun->id != JM_NOUN_EVENT)
        jm_store_ids(store, noun, "", IDS_COMPARED, compare, &nearest, NULL);
    return jm_fail(err, JM_NOT_FOUND, "no row of that id", JM_SAY_UNKNOWN_ID,
                   noun->spoken, id, nearest.id, NULL);
}

enum jm_status jm_rows_value(sqlite3_stmt *statement, int column,
                             struct jm_row *row, int field,
                             struct jm_error *err)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        jm_row_set_integer(row, field, sqlite3_column_int64(statement, column));
        return JM_OK;
    case SQLITE_FLOAT:
        jm_row_set_real(row, field, sqlite3_column_double(statement, column));
        return JM_OK;
    case SQLITE_NULL:
        jm_row_set_null(row, field);
        return JM_OK;
    default:
        return jm_row_set_string(row, field, jm_db_text(statement, column),
                                 err);
    }
}

static enum jm_status copy_row(sqlite3_stmt *statement,
                               const struct jm_noun *noun, struct jm_row *row,
                               struct jm_error *err)
{
    enum jm_status status = jm_row_init(row, noun, err);
    if (!status)
        status = jm_row_set_id(row, jm_db_text(statement, 0), err);
    row->version = sqlite3_column_int64(statement, 1);
    for (int i = 0; !status && i < noun->count; i++)
        status = jm_rows_value(statement, 2 + i, row, i, err);
    return status;
}

enum jm_status jm_rows_read(struct jm_store *store, const struct jm_noun *noun,
                            int64_t n, struct jm_row *row, struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status =
        jm_db_take(store, jm_sql_noun(noun->id, NOUN_ROW), &statement, err);
    if (status)
        return status;
    sqlite3_bind_int64(statement, 1, n);
    status = jm_db_step(store, statement, err);
    if (!status)
        status = copy_row(statement, noun, row, err);
    sqlite3_reset(statement);
    return status == JM_END ? JM_NOT_FOUND : status;
}

enum jm_status jm_store_get(struct jm_store *store, const struct jm_noun *noun,
                            const char *id, struct jm_row *row,
                            struct jm_error *err)
{
    int64_t n = 0;
    enum jm_status status = jm_rows_find(store, noun->id, id, &n, err);
    if (!status)
        status = jm_rows_read(store, noun, n, row, err);
    return status == JM_NOT_FOUND ? jm_rows_fail_unknown(store, noun, id, err)
                                  : status;
}

bool jm_store_has(struct jm_store *store, const struct jm_noun *noun,
                  const char *id)
{
    int64_t n = 0;
    return !jm_rows_find(store, noun->id, id, &n, NULL);
}

int64_t jm_store_count(struct jm_store *store, const struct jm_noun *noun)
{
    sqlite3_stmt *statement;
    int64_t count = -1;
    if (!jm_db_take(store, jm_sql_noun(noun->id, NOUN_COUNT), &statement, NULL))
        jm_db_number(store, statement, -1, &count, NULL);
    return count;
}

enum jm_status jm_store_ids(struct jm_store *store, const struct jm_noun *noun,
                            const char *prefix, int limit,
                            void (*each)(void *data, const char *id),
                            void *data, struct jm_error *err)
{
    sqlite3_stmt *statement = NULL; /* its own: `each` may ask for ids too */
    enum jm_status status =
        jm_db_prepare(store, jm_sql_noun(noun->id, NOUN_IDS), &statement, err);
    if (status)
        return status;
    jm_db_bind_text(statement, 1, prefix);
    sqlite3_bind_int(statement, 2, limit);
    while (!(status = jm_db_step(store, statement, err)))
        each(data, jm_db_text(statement, 0));
    sqlite3_finalize(statement);
    return status == JM_END ? JM_OK : status;
}

/* The walk gives the numbers of rows in order; each is read by itself. A walk
 * inside a walk over the same noun has statements of its own. */
struct jm_rows {
    struct jm_store *store;
    const struct jm_noun *noun;
    sqlite3_stmt *statement;
    bool ended;
};

static enum jm_status prepare_walk(struct jm_rows *rows, int field,
                                   const char *ref, struct jm_error *err)
{
    enum jm_sql_of_noun kind = field < 0 ? NOUN_WALK : NOUN_WALK_REF;
    enum jm_status status = jm_db_prepare(
        rows->store, jm_sql_noun(rows->noun->id, kind), &rows->statement, err);
    if (status || field < 0)
        return status;
    const struct jm_field *by = &rows->noun->fields[field];
    assert(by->type == JM_TYPE_REF);
    int64_t n = 0;
    status = jm_rows_find(rows->store, by->refers, ref, &n, err);
    if (status == JM_NOT_FOUND)
        return jm_rows_fail_unknown(rows->store, jm_noun(by->refers), ref, err);
    jm_db_bind_text(rows->statement, 1, by->name);
    sqlite3_bind_int64(rows->statement, 2, n);
    return status;
}

enum jm_status jm_rows_open(struct jm_rows **out, struct jm_store *store,
                            const struct jm_noun *noun, int field,
                            const char *ref, struct jm_error *err)
{
    assert(field < noun->count && (field < 0 || ref));
    *out = NULL;
    struct jm_rows *rows = calloc(1, sizeof *rows);
    if (!rows)
        return jm_fail_memory(err);
    rows->store = store;
    rows->noun = noun;
    enum jm_status status = prepare_walk(rows, field, ref, err);
    if (status)
        jm_rows_free(rows);
    else
        *out = rows;
    return status;
}

enum jm_status jm_rows_next(struct jm_rows *rows, struct jm_row *row,
                            struct jm_error *err)
{
    int last = sqlite3_column_count(rows->statement) - 1;
    enum jm_status status = rows->ended ? JM_END : JM_NOT_FOUND;
    while (status == JM_NOT_FOUND) { /* also: removed while it is walked over */
        status = jm_db_step(rows->store, rows->statement, err);
        if (!status)
            status = jm_rows_read(rows->store, rows->noun,
                                  sqlite3_column_int64(rows->statement, last),
                                  row, err);
    }
    rows->ended = status != JM_OK;
    return status;
}

void jm_rows_free(struct jm_rows *rows)
{
    if (!rows)
        return;
    sqlite3_finalize(rows->statement);
    free(rows);
}
