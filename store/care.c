/* Looking after the file: zone data, and what `doctor` tells. */
#include "care.h"
#include "edit.h"
#include "pack.h"
#include "rows.h"
#include <assert.h>
#include <string.h>

enum jm_status jm_meta_get(struct jm_store *store, const char *key,
                           int64_t *value, struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, SQL_META_GET, &statement, err);
    if (status)
        return status;
    jm_db_bind_text(statement, 1, key);
    return jm_db_number(store, statement, 0, value, err);
}

enum jm_status jm_meta_set(struct jm_store *store, const char *key,
                           int64_t value, struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, SQL_META_SET, &statement, err);
    if (status)
        return status;
    jm_db_bind_text(statement, 1, key);
    sqlite3_bind_int64(statement, 2, value);
    return jm_db_finish(store, statement, err);
}

enum jm_status jm_store_zone_hash(struct jm_store *store, uint64_t *hash,
                                  struct jm_error *err)
{
    int64_t value = 0;
    enum jm_status status = jm_meta_get(store, JM_META_ZONE_HASH, &value, err);
    *hash = (uint64_t)value;
    return status;
}

/* The instant that a wall time means now. Where the clocks have come to skip
 * it, the instant of the change: nobody is there to choose another. */
static jm_utc derive(const struct jm_zone *zone, const char *text,
                     enum jm_field_type type, jm_utc old)
{
    jm_day day = 0;
    jm_wall wall = 0;
    jm_utc utc = old;
    if (!jm_day_parse(text, &day))
        utc = jm_zone_day_start(zone, day + (type == JM_TYPE_UNTIL));
    else if (!jm_wall_parse(text, &wall))
        jm_zone_utc_of(zone, wall, &utc);
    return utc;
}

/* True when some instant of the row came out different. */
static bool derive_row(struct jm_row *row, jm_zone_lookup *zones, void *data)
{
    bool moved = false;
    for (int i = 0; i < row->noun->count; i++) {
        const struct jm_field *field = &row->noun->fields[i];
        const char *text = field->derived < 0 ? NULL : jm_row_string(row, i);
        const char *name = text ? jm_row_string(row, field->zone) : NULL;
        const struct jm_zone *zone = name ? zones(data, name) : NULL;
        if (!zone)
            continue;
        jm_utc old = jm_row_integer(row, field->derived);
        jm_utc utc = derive(zone, text, field->type, old);
        if (utc != old || jm_row_is_null(row, field->derived)) {
            jm_row_set_integer(row, field->derived, utc);
            moved = true;
        }
    }
    return moved;
}

static bool has_instants(const struct jm_noun *noun)
{
    for (int i = 0; i < noun->count; i++)
        if (noun->fields[i].derived >= 0)
            return true;
    return false;
}

/* A row that the new instants would turn upside down keeps the ones it has. */
static enum jm_status rewrite(struct jm_store *store, const struct jm_row *row,
                              int64_t *moved, struct jm_error *err)
{
    struct jm_error why = JM_ERROR_INIT;
    enum jm_status status = jm_edit_rewrite(store, row, &why);
    if (status == JM_INVALID && why.message == JM_SAY_ROW_UNFIT)
        return JM_OK;
    if (status && err && !err->status)
        *err = why;
    *moved += !status;
    return status;
}

static enum jm_status derive_noun(struct jm_store *store,
                                  const struct jm_noun *noun,
                                  jm_zone_lookup *zones, void *data,
                                  int64_t *moved, struct jm_error *err)
{
    struct jm_rows *rows = NULL;
    struct jm_row row = JM_ROW_INIT;
    enum jm_status status = jm_rows_open(&rows, store, noun, -1, NULL, err);
    while (!status && !(status = jm_rows_next(rows, &row, err))) {
        if (derive_row(&row, zones, data))
            status = rewrite(store, &row, moved, err);
    }
    jm_row_clear(&row);
    jm_rows_free(rows);
    return status == JM_END ? JM_OK : status;
}

static enum jm_status remember_zones(struct jm_store *store, uint64_t hash,
                                     struct jm_error *err)
{
    sqlite3_stmt *statement;
    int64_t newest = 0;
    enum jm_status status =
        jm_db_take(store, SQL_CHANGE_NEWEST, &statement, err);
    if (!status)
        status = jm_db_number(store, statement, 0, &newest, err);
    if (!status)
        status = jm_meta_set(store, JM_META_ZONE_CHANGE, newest, err);
    if (!status)
        status = jm_meta_set(store, JM_META_ZONE_HASH, (int64_t)hash, err);
    return status;
}

enum jm_status jm_store_derive_again(struct jm_store *store,
                                     jm_zone_lookup *zones, void *data,
                                     uint64_t hash, int64_t *moved,
                                     struct jm_error *err)
{
    assert(!store->change);
    *moved = 0;
    enum jm_status status = jm_db_run(store, SQL_BEGIN_WRITE, err);
    if (!status)
        status = jm_db_check_place(store, err);
    for (int i = 0; !status && i < JM_NOUNS; i++)
        if (has_instants(jm_noun((enum jm_noun_id)i)))
            status = derive_noun(store, jm_noun((enum jm_noun_id)i), zones,
                                 data, moved, err);
    if (!status)
        status = remember_zones(store, hash, err);
    if (!status)
        status = jm_pack_settle(store, err);
    if (!status)
        status = jm_db_run(store, SQL_COMMIT, err);
    jm_db_rollback(store);
    jm_pack_forget(store);
    return status;
}

enum jm_status jm_store_pack(struct jm_store *store, struct jm_error *err)
{
    assert(store->mode == JM_STORE_WRITE && !store->change);
    enum jm_status status = jm_db_run(store, SQL_BEGIN_WRITE, err);
    if (!status)
        status = jm_db_check_place(store, err);
    if (!status)
        status = jm_pack_all(store, err);
    if (!status)
        status = jm_db_run(store, SQL_COMMIT, err);
    jm_db_rollback(store);
    return status;
}

enum jm_status jm_store_describe(struct jm_store *store,
                                 struct jm_store_facts *facts,
                                 struct jm_error *err)
{
    int64_t version = 0;
    const struct {
        enum jm_sql which;
        int64_t *number;
    } wanted[] = {{SQL_VERSION, &version},
                  {SQL_CHANGE_COUNT, &facts->changes},
                  {SQL_FILE_SIZE, &facts->bytes}};
    enum jm_status status = JM_OK;
    for (size_t i = 0; !status && i < sizeof wanted / sizeof *wanted; i++) {
        sqlite3_stmt *statement;
        status = jm_db_take(store, (int)wanted[i].which, &statement, err);
        if (!status)
            status = jm_db_number(store, statement, 0, wanted[i].number, err);
    }
    facts->version = (int)version;
    jm_text_copy(facts->sqlite, sizeof facts->sqlite, sqlite3_libversion());
    return status;
}

static enum jm_status note_fetch(struct jm_store *store, const char *id,
                                 const struct jm_fetch_note *note,
                                 struct jm_error *err)
{
    sqlite3_stmt *statement;
    const bool failed = note->failure != NULL;
    const char *const texts[] = {failed ? note->failure : note->etag,
                                 failed ? NULL : note->last_modified};
    enum jm_status status =
        jm_db_take(store, failed ? SQL_CALENDAR_FAILED : SQL_CALENDAR_READ,
                   &statement, err);
    if (status)
        return status;
    jm_db_bind_text(statement, 1, id);
    sqlite3_bind_int64(statement, 2, note->at);
    for (int i = 0; i < 2 - failed; i++)
        jm_db_bind_text(statement, 3 + i,
                        texts[i] && *texts[i] ? texts[i] : NULL);
    status = jm_db_finish(store, statement, err);
    if (!status && sqlite3_changes(store->db) == 0)
        status = jm_fail(err, JM_NOT_FOUND, id, JM_SAY_UNKNOWN_ID,
                         jm_noun(JM_NOUN_CALENDAR)->spoken, id, NULL);
    return status;
}

enum jm_status jm_store_note_fetch(struct jm_store *store, const char *id,
                                   const struct jm_fetch_note *note,
                                   struct jm_error *err)
{
    assert(store->mode == JM_STORE_WRITE && !store->change);
    enum jm_status status = jm_db_run(store, SQL_BEGIN_WRITE, err);
    if (!status)
        status = jm_db_check_place(store, err);
    if (!status)
        status = note_fetch(store, id, note, err);
    if (!status)
        status = jm_db_run(store, SQL_COMMIT, err);
    jm_db_rollback(store);
    return status;
}
