/* Reading a release: its rows in a plan of their own, in memory. */
#include "frozen.h"
#include "care.h"
#include "open.h"
#include "rows.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool jm_noun_is_frozen(enum jm_noun_id noun)
{
    switch (noun) {
    case JM_NOUN_ANSWER:
    case JM_NOUN_DAY:
    case JM_NOUN_CALENDAR:
    case JM_NOUN_BUSY:
    case JM_NOUN_SETTING:
    case JM_NOUN_WAIVER:
    case JM_NOUN_RELEASE:
    case JM_NOUN_REVEAL:
        return false;
    default:
        return true;
    }
}

bool jm_field_is_frozen(const struct jm_field *field)
{
    return !(field->flags & JM_FIELD_PERSONAL);
}

void jm_frozen_add_field(struct jm_text *sql, const struct jm_field *field)
{
    if (field->type == JM_TYPE_REF)
        jm_text_addf(sql, "(SELECT x.id FROM %s x WHERE x.n = t.%s)",
                     jm_noun(field->refers)->name, field->name);
    else
        jm_text_addf(sql, "t.%s", field->name);
}

enum jm_status jm_frozen_prepare(struct jm_store *store, struct jm_text *sql,
                                 sqlite3_stmt **out, struct jm_error *err)
{
    int code = sql->failed ? SQLITE_NOMEM
                           : sqlite3_prepare_v2(store->db, jm_text_get(sql),
                                                -1, out, NULL);
    jm_text_clear(sql);
    return code ? jm_db_fail(store, code, err) : JM_OK;
}

/* Each value with its length before it, -1 for none. */
uint64_t jm_frozen_sum(uint64_t sum, sqlite3_stmt *row, int first)
{
    for (int column = first; column < first + 5; column++) {
        const unsigned char *text = sqlite3_column_text(row, column);
        int length = text ? sqlite3_column_bytes(row, column) : -1;
        unsigned char size[4];
        for (int i = 0; i < 4; i++)
            size[i] = (unsigned char)((uint32_t)length >> (8 * i));
        sum = jm_text_hash(sum, size, sizeof size);
        if (length > 0)
            sum = jm_text_hash(sum, text, (size_t)length);
    }
    return sum;
}

/* ---- what the plan knows of releases ---- */

static enum jm_status ask(struct jm_store *store, int which, int64_t *number,
                          struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, which, &statement, err);
    return status ? status : jm_db_number(store, statement, 0, number, err);
}

enum jm_status jm_store_latest_release(struct jm_store *store, int64_t *number,
                                       struct jm_error *err)
{
    return ask(store, SQL_FROZEN_LAST, number, err);
}

enum jm_status jm_store_last_change(struct jm_store *store, int64_t *number,
                                    struct jm_error *err)
{
    return ask(store, SQL_CHANGE_NEWEST, number, err);
}

/* ---- copying ---- */

/* The last row that a reference led to: runs of rows share them. */
struct lead {
    char id[208];
    int64_t n;
};

/* A row that lies in another one, which may come later. */
struct inner {
    int64_t n;
    char *outer; /* its id */
};

struct copying {
    struct jm_store *from, *to;
    int64_t release;
    const struct jm_noun *noun; /* at work on */
    struct lead leads[128];     /* per field */
    int64_t next;               /* number of the next row */
    struct inner *inner;
    size_t n_inner, room;
    int inner_field;
};

static enum jm_status find(struct copying *c, int field, const char *id,
                           int64_t *n, struct jm_error *err)
{
    struct lead *lead = &c->leads[field];
    *n = lead->n;
    if (lead->n && strcmp(lead->id, id) == 0)
        return JM_OK;
    enum jm_status status =
        jm_rows_find(c->to, c->noun->fields[field].refers, id, n, err);
    if (!status && strlen(id) < sizeof lead->id) {
        jm_text_copy(lead->id, sizeof lead->id, id);
        lead->n = *n;
    }
    return status;
}

static enum jm_status remember_inner(struct copying *c, int field,
                                     const char *outer, struct jm_error *err)
{
    if (c->n_inner == c->room) {
        size_t room = c->room ? c->room * 2 : 64;
        struct inner *inner = realloc(c->inner, room * sizeof *inner);
        if (!inner)
            return jm_fail_memory(err);
        c->inner = inner;
        c->room = room;
    }
    char *id = strdup(outer);
    if (!id)
        return jm_fail_memory(err);
    c->inner[c->n_inner++] = (struct inner){c->next, id};
    c->inner_field = field;
    return JM_OK;
}

/* An event may lose what it refers to: it was withdrawn, and the row is gone
 * since. Other rows are left out then; JM_NOT_FOUND says so. */
static enum jm_status bind_reference(struct copying *c, sqlite3_stmt *insert,
                                     int field, const char *id,
                                     struct jm_error *err)
{
    int64_t n = 0;
    enum jm_status status = find(c, field, id, &n, err);
    sqlite3_bind_null(insert, 4 + field);
    if (!status)
        sqlite3_bind_int64(insert, 4 + field, n);
    if (status != JM_NOT_FOUND)
        return status;
    if (c->noun->fields[field].refers == c->noun->id)
        return remember_inner(c, field, id, err);
    return c->noun->id == JM_NOUN_EVENT ? JM_OK : JM_NOT_FOUND;
}

/* `row` is version, id, fields. */
static enum jm_status copy_row(struct copying *c, sqlite3_stmt *row,
                               sqlite3_stmt *insert, struct jm_error *err)
{
    enum jm_status status = JM_OK;
    sqlite3_bind_int64(insert, 1, c->next);
    sqlite3_bind_value(insert, 2, sqlite3_column_value(row, 0));
    sqlite3_bind_value(insert, 3, sqlite3_column_value(row, 1));
    for (int i = 0; !status && i < c->noun->count; i++) {
        if (c->noun->fields[i].type == JM_TYPE_REF &&
            sqlite3_column_type(row, 2 + i) != SQLITE_NULL)
            status =
                bind_reference(c, insert, i, jm_db_text(row, 2 + i), err);
        else
            sqlite3_bind_value(insert, 4 + i,
                               sqlite3_column_value(row, 2 + i));
    }
    if (status)
        return status == JM_NOT_FOUND ? JM_OK : status;
    c->next++;
    return jm_db_finish(c->to, insert, err);
}

/* What was inside a row that came later; one that never came is no loss. */
static enum jm_status put_inside(struct copying *c, struct jm_error *err)
{
    struct jm_text sql = JM_TEXT_INIT;
    sqlite3_stmt *statement = NULL;
    const char *table = c->noun->name;
    if (!c->n_inner)
        return JM_OK;
    jm_text_addf(&sql,
                 "UPDATE %s SET %s = (SELECT o.n FROM %s o WHERE o.id = ?2)"
                 " WHERE n = ?1",
                 table, c->noun->fields[c->inner_field].name, table);
    enum jm_status status = jm_frozen_prepare(c->to, &sql, &statement, err);
    for (size_t i = 0; i < c->n_inner; i++) {
        if (!status) {
            sqlite3_bind_int64(statement, 1, c->inner[i].n);
            jm_db_bind_text(statement, 2, c->inner[i].outer);
            status = jm_db_finish(c->to, statement, err);
        }
        free(c->inner[i].outer);
    }
    c->n_inner = 0;
    sqlite3_finalize(statement);
    return status;
}

/* A frozen row by its number; what is not kept in releases has no value. */
static void add_frozen(struct jm_text *sql, const struct jm_noun *noun)
{
    jm_text_add(sql, "SELECT version, id");
    for (int i = 0; i < noun->count; i++) {
        if (jm_field_is_frozen(&noun->fields[i]))
            jm_text_addf(sql, ", json_extract(fields, '$.%s')",
                         noun->fields[i].name);
        else
            jm_text_add(sql, ", NULL");
    }
    jm_text_add(sql, " FROM released WHERE n = ?1");
}

static enum jm_status copy_frozen(struct copying *c, sqlite3_stmt *insert,
                                  struct jm_error *err)
{
    struct jm_text sql = JM_TEXT_INIT;
    sqlite3_stmt *pick, *row = NULL;
    add_frozen(&sql, c->noun);
    enum jm_status status = jm_frozen_prepare(c->from, &sql, &row, err);
    if (!status)
        status = jm_db_take(c->from, SQL_RELEASED_PICK, &pick, err);
    if (!status) {
        jm_db_bind_text(pick, 1, c->noun->name);
        sqlite3_bind_int64(pick, 2, c->release);
        while (!(status = jm_db_step(c->from, pick, err))) {
            sqlite3_bind_int64(row, 1, sqlite3_column_int64(pick, 0));
            status = jm_db_step(c->from, row, err);
            if (!status)
                status = copy_row(c, row, insert, err);
            sqlite3_reset(row);
            if (status)
                break;
        }
        sqlite3_reset(pick);
    }
    sqlite3_finalize(row);
    return status == JM_END ? JM_OK : status;
}

/* Of releases only those up to this one. */
static void add_live(struct jm_text *sql, const struct jm_noun *noun)
{
    jm_text_add(sql, "SELECT t.version, t.id");
    for (int i = 0; i < noun->count; i++) {
        jm_text_add(sql, ", ");
        jm_frozen_add_field(sql, &noun->fields[i]);
    }
    jm_text_addf(sql, " FROM %s t%s ORDER BY t.n", noun->name,
                 noun->id == JM_NOUN_RELEASE ? " WHERE t.number <= ?1" : "");
}

static enum jm_status copy_live(struct copying *c, sqlite3_stmt *insert,
                                struct jm_error *err)
{
    struct jm_text sql = JM_TEXT_INIT;
    sqlite3_stmt *row = NULL;
    add_live(&sql, c->noun);
    enum jm_status status = jm_frozen_prepare(c->from, &sql, &row, err);
    if (!status && sqlite3_bind_parameter_count(row))
        sqlite3_bind_int64(row, 1, c->release);
    while (!status && !(status = jm_db_step(c->from, row, err)))
        status = copy_row(c, row, insert, err);
    sqlite3_finalize(row);
    return status == JM_END ? JM_OK : status;
}

static enum jm_status copy_noun(struct copying *c, enum jm_noun_id noun,
                                struct jm_error *err)
{
    sqlite3_stmt *insert;
    c->noun = jm_noun(noun);
    c->next = 1;
    for (int i = 0; i < c->noun->count; i++)
        c->leads[i].n = 0;
    enum jm_status status =
        jm_db_take(c->to, jm_sql_noun(noun, NOUN_ADD), &insert, err);
    if (!status)
        status = jm_noun_is_frozen(noun) ? copy_frozen(c, insert, err)
                                         : copy_live(c, insert, err);
    return status ? status : put_inside(c, err);
}

/* What the file remembers of itself, but for the zone data. */
static enum jm_status copy_meta(struct copying *c, struct jm_error *err)
{
    sqlite3_stmt *row, *set, *zones;
    int64_t hash = 0;
    enum jm_status status = jm_db_take(c->from, SQL_META_ALL, &row, err);
    if (!status)
        status = jm_db_take(c->to, SQL_META_SET, &set, err);
    while (!status && !(status = jm_db_step(c->from, row, err))) {
        sqlite3_bind_value(set, 1, sqlite3_column_value(row, 0));
        sqlite3_bind_value(set, 2, sqlite3_column_value(row, 1));
        status = jm_db_finish(c->to, set, err);
    }
    if (status == JM_END)
        status = jm_db_take(c->from, SQL_FROZEN_ZONES, &zones, err);
    if (status)
        return status;
    sqlite3_bind_int64(zones, 1, c->release);
    status = jm_db_number(c->from, zones, 0, &hash, err);
    return status ? status : jm_meta_set(c->to, JM_META_ZONE_HASH, hash, err);
}

static enum jm_status copy_all(struct copying *c, struct jm_error *err)
{
    enum jm_status status = jm_db_run(c->to, SQL_FOREIGN_KEYS_OFF, err);
    if (!status)
        status = jm_db_run(c->to, SQL_BEGIN_WRITE, err);
    for (int i = 0; !status && i < JM_NOUNS; i++)
        status = copy_noun(c, (enum jm_noun_id)i, err);
    if (!status)
        status = copy_meta(c, err);
    if (!status)
        status = jm_db_run(c->to, SQL_COMMIT, err);
    return status;
}

/* ---- opening ---- */

static enum jm_status check_known(struct jm_store *plan, int64_t number,
                                  struct jm_error *err)
{
    sqlite3_stmt *statement;
    int64_t there = 0;
    char text[24];
    enum jm_status status =
        jm_db_take(plan, SQL_FROZEN_HAS, &statement, err);
    if (status)
        return status;
    sqlite3_bind_int64(statement, 1, number);
    status = jm_db_number(plan, statement, 0, &there, err);
    if (status || there)
        return status;
    snprintf(text, sizeof text, "%lld", (long long)number);
    return jm_fail(err, JM_NOT_FOUND, "release", JM_SAY_RELEASE_UNKNOWN, text,
                   NULL);
}

static enum jm_status open_in_memory(struct jm_store **out,
                                     const struct jm_store *plan,
                                     struct jm_error *err)
{
    const struct jm_opening how = {plan->schema, plan->patience};
    enum jm_status status =
        jm_open_blank(out, plan->path, JM_STORE_READ, &how, err);
    if (status)
        return status;
    int code = sqlite3_open_v2(":memory:", &(*out)->db,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                                   SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                               NULL);
    return code ? jm_db_fail(*out, code, err) : jm_migrate_alone(*out, 0, err);
}

enum jm_status jm_store_open_release(struct jm_store **out,
                                     struct jm_store *plan, int64_t number,
                                     struct jm_error *err)
{
    struct jm_store *store = NULL;
    bool inside = !sqlite3_get_autocommit(plan->db); /* of a change */
    *out = NULL;
    enum jm_status status = jm_db_check_place(plan, err);
    if (!status && !inside)
        status = jm_db_run(plan, SQL_BEGIN_READ, err);
    if (!status)
        status = check_known(plan, number, err);
    if (!status)
        status = open_in_memory(&store, plan, err);
    if (!status) {
        struct copying *c = calloc(1, sizeof *c);
        if (c) {
            *c = (struct copying){
                .from = plan, .to = store, .release = number};
            status = copy_all(c, err);
            free(c->inner);
            free(c);
        } else {
            status = jm_fail_memory(err);
        }
    }
    if (!inside)
        jm_db_rollback(plan);
    if (status)
        jm_store_free(store);
    else
        *out = store;
    return status;
}
