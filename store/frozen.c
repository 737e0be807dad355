/* Reading a release: its rows in a plan of their own, in memory. */
#include "frozen.h"
#include "care.h"
#include "edit.h"
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

/* Notes are for the staff, and may say anything of anybody. */
bool jm_field_is_frozen(const struct jm_field *field)
{
    return !(field->flags & JM_FIELD_PERSONAL) &&
           strcmp(field->name, "note") != 0;
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
                           : sqlite3_prepare_v2(store->db, jm_text_get(sql), -1,
                                                out, NULL);
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
    struct lead leads[JM_FIELDS_MOST];
    struct jm_cell cells[JM_FIELDS_MOST]; /* of the row at hand */
    struct jm_text json;                  /* that they lie in */
    int64_t next;                         /* number of the next row */
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
        struct inner *grown = realloc(c->inner, room * sizeof *grown);
        if (!grown)
            return jm_fail_memory(err);
        c->inner = grown;
        c->room = room;
    }
    struct inner *inner = &c->inner[c->n_inner];
    inner->n = c->next;
    inner->outer = strdup(outer);
    if (!inner->outer)
        return jm_fail_memory(err);
    c->n_inner++;
    c->inner_field = field;
    return JM_OK;
}

static void forget_inner(struct copying *c, size_t kept)
{
    while (c->n_inner > kept)
        free(c->inner[--c->n_inner].outer);
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

/* `row` begins with version and id; c->cells are its fields. */
static enum jm_status copy_row(struct copying *c, sqlite3_stmt *row,
                               sqlite3_stmt *insert, struct jm_error *err)
{
    enum jm_status status = JM_OK;
    size_t inner = c->n_inner;
    sqlite3_bind_int64(insert, 1, c->next);
    sqlite3_bind_value(insert, 2, sqlite3_column_value(row, 0));
    sqlite3_bind_value(insert, 3, sqlite3_column_value(row, 1));
    for (int i = 0; !status && i < c->noun->count; i++) {
        const struct jm_cell *cell = &c->cells[i];
        if (c->noun->fields[i].type == JM_TYPE_REF && cell->text)
            status = bind_reference(c, insert, i, cell->text, err);
        else
            sqlite3_bind_text(insert, 4 + i, cell->text, cell->length,
                              SQLITE_STATIC);
    }
    if (status == JM_NOT_FOUND)
        forget_inner(c, inner);
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
    for (size_t i = 0; !status && i < c->n_inner; i++) {
        sqlite3_bind_int64(statement, 1, c->inner[i].n);
        jm_db_bind_text(statement, 2, c->inner[i].outer);
        status = jm_db_finish(c->to, statement, err);
    }
    sqlite3_finalize(statement);
    forget_inner(c, 0);
    return status;
}

static enum jm_status read_frozen(struct copying *c, sqlite3_stmt *row,
                                  struct jm_error *err)
{
    jm_text_reset(&c->json);
    jm_text_add(&c->json, jm_db_text(row, 2));
    if (c->json.failed)
        return jm_fail_memory(err);
    if (jm_frozen_read(c->json.bytes, c->noun, c->cells))
        return JM_OK;
    return jm_fail(err, JM_INVALID, "a frozen row is no JSON object",
                   JM_SAY_PLAN_DAMAGED, c->from->path, NULL);
}

static enum jm_status copy_picked(struct copying *c, int64_t n,
                                  sqlite3_stmt *insert, struct jm_error *err)
{
    sqlite3_stmt *row;
    enum jm_status status = jm_db_take(c->from, SQL_RELEASED_GET, &row, err);
    if (status)
        return status;
    sqlite3_bind_int64(row, 1, n);
    status = jm_db_step(c->from, row, err);
    if (!status)
        status = read_frozen(c, row, err);
    if (!status)
        status = copy_row(c, row, insert, err);
    sqlite3_reset(row);
    return status;
}

static enum jm_status copy_frozen(struct copying *c, sqlite3_stmt *insert,
                                  struct jm_error *err)
{
    sqlite3_stmt *pick;
    enum jm_status status = jm_db_take(c->from, SQL_RELEASED_PICK, &pick, err);
    if (status)
        return status;
    jm_db_bind_text(pick, 1, c->noun->name);
    sqlite3_bind_int64(pick, 2, c->release);
    while (!(status = jm_db_step(c->from, pick, err)))
        if ((status =
                 copy_picked(c, sqlite3_column_int64(pick, 0), insert, err)))
            break;
    sqlite3_reset(pick);
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
    while (!status && !(status = jm_db_step(c->from, row, err))) {
        jm_frozen_cells(row, 2, c->noun, c->cells);
        status = copy_row(c, row, insert, err);
    }
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
    enum jm_status status = jm_db_take(plan, SQL_FROZEN_HAS, &statement, err);
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

/* Indexes are for those who change rows, and would only cost here. */
static enum jm_status drop_indexes(struct jm_store *store, struct jm_error *err)
{
    sqlite3_stmt *index = NULL;
    struct jm_text drop = JM_TEXT_INIT;
    enum jm_status status = jm_db_prepare(store, SQL_INDEXES, &index, err);
    while (!status && !(status = jm_db_step(store, index, err)))
        jm_text_addf(&drop, "DROP INDEX %s;", jm_db_text(index, 0));
    sqlite3_finalize(index);
    if (status == JM_END)
        status = JM_OK;
    if (!status) {
        int code = drop.failed ? SQLITE_NOMEM
                               : sqlite3_exec(store->db, jm_text_get(&drop),
                                              NULL, NULL, NULL);
        status = code ? jm_db_fail(store, code, err) : JM_OK;
    }
    jm_text_clear(&drop);
    return status;
}

static enum jm_status fill(struct jm_store *store, struct jm_store *plan,
                           int64_t number, struct jm_error *err)
{
    struct copying *c = calloc(1, sizeof *c);
    if (!c)
        return jm_fail_memory(err);
    *c = (struct copying){
        .from = plan, .to = store, .release = number, .json = JM_TEXT_INIT};
    enum jm_status status = drop_indexes(store, err);
    if (!status)
        status = copy_all(c, err);
    forget_inner(c, 0);
    jm_text_clear(&c->json);
    free(c->inner);
    free(c);
    return status;
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
    if (!status)
        status = fill(store, plan, number, err);
    if (!inside)
        jm_db_rollback(plan);
    if (status)
        jm_store_free(store);
    else
        *out = store;
    return status;
}
