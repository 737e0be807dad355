/* Making a release: every row that differs from what the last one holds of it
 * is written once more, as JSON. */
#include "edit.h"
#include "frozen.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

struct freezing {
    struct jm_change *change;
    const struct jm_publication *what;
    int64_t number;
    int64_t last_row; /* of `released`, before */
    int64_t zones;    /* hash of the zone data */
    bool anew;        /* instants are no longer those of the last release */
};

/* ---- statements, made of nouns.def ---- */

/* The version that the last release has of the row `t`. */
#define LAST_VERSION                                                           \
    "(SELECT r.version FROM released r WHERE r.noun = ?2 AND r.id = t.id"      \
    " ORDER BY r.release DESC LIMIT 1)"

static void add_object(struct jm_text *sql, const struct jm_noun *noun)
{
    const char *comma = "";
    jm_text_add(sql, "json_object(");
    for (int i = 0; i < noun->count; i++) {
        const struct jm_field *field = &noun->fields[i];
        if (!jm_field_is_frozen(field))
            continue;
        jm_text_addf(sql, "%s'%s', ", comma, field->name);
        jm_frozen_add_field(sql, field);
        comma = ", ";
    }
    jm_text_add(sql, ")");
}

/* ?1 release, ?2 noun, ?3 true: all rows. */
static void add_freeze(struct jm_text *sql, const struct jm_noun *noun)
{
    jm_text_add(sql, "INSERT INTO released(release, noun, id, version, place,"
                     " fields) SELECT ?1, ?2, t.id, t.version, t.n,"
                     " json_patch('{}', ");
    add_object(sql, noun);
    jm_text_addf(sql,
                 ") FROM %s t WHERE ?3 OR t.version IS NOT " LAST_VERSION
                 " ORDER BY t.n",
                 noun->name);
}

#define BOOKS                                                                  \
    "'$.sequence', ?5, '$.changed_at', ?6, '$.cancelled_at', ?7,"              \
    " '$.audience', ?8"

/* The same for one event: ?4 UID, ?5... its books. */
static void add_freeze_event(struct jm_text *sql)
{
    jm_text_add(sql, "INSERT INTO released(release, noun, id, version, place,"
                     " fields) SELECT ?1, ?2, t.id, t.version, t.n,"
                     " json_patch('{}', json_set(");
    add_object(sql, jm_noun(JM_NOUN_EVENT));
    jm_text_add(sql, ", " BOOKS ")) FROM event t WHERE t.id = ?4"
                     " AND (?3 OR t.version IS NOT " LAST_VERSION ")");
}

/* The same for one whose row is gone: ?9 status, ?10 reason. */
#define WITHDRAW                                                               \
    "INSERT INTO released(release, noun, id, version, place, fields)"          \
    " SELECT ?1, ?2, r.id, r.version, r.place, json_patch('{}',"               \
    "  json_set(r.fields, " BOOKS ", '$.status', ?9, '$.cancel_reason', ?10))" \
    " FROM released r WHERE ?3 AND r.noun = ?2 AND r.id = ?4"                  \
    " ORDER BY r.release DESC LIMIT 1"

#define DROP                                                                   \
    "INSERT INTO released(release, noun, id, version, place, fields)"          \
    " SELECT ?1, ?2, r.id, NULL, r.place, NULL"                                \
    " FROM released r WHERE r.noun = ?2 AND r.id = ?4"                         \
    " ORDER BY r.release DESC LIMIT 1"

/* Rows of a noun as the last release that has them does. */
#define LAST_ROWS(noun)                                                        \
    "(SELECT id, version, place, fields, max(release) FROM released"           \
    " WHERE noun = " noun " GROUP BY id)"

/* ?1 release, ?2 noun: rows that are gone. Those of an event that was withdrawn
 * stay as long as it does. */
static void add_lose(struct jm_text *sql, const struct jm_noun *noun)
{
    jm_text_addf(sql,
                 "INSERT INTO released(release, noun, id, version, place,"
                 " fields) SELECT ?1, ?2, l.id, NULL, l.place, NULL FROM"
                 " " LAST_ROWS("?2") " l WHERE l.version IS NOT NULL"
                 " AND NOT EXISTS (SELECT 1 FROM %s t WHERE t.id = l.id)",
                 noun->name);
    if (jm_noun_field(noun, "event") >= 0)
        jm_text_add(sql, " AND json_extract(l.fields, '$.event') NOT IN"
                         " (SELECT e.id FROM " LAST_ROWS("'event'") " e"
                         "  WHERE e.version IS NOT NULL AND NOT EXISTS"
                         "  (SELECT 1 FROM event x WHERE x.id = e.id))");
}

/* ---- freezing ---- */

static enum jm_status run_on_noun(struct freezing *f,
                                  const struct jm_noun *noun,
                                  void (*add)(struct jm_text *sql,
                                              const struct jm_noun *noun),
                                  struct jm_error *err)
{
    struct jm_store *store = f->change->store;
    struct jm_text sql = JM_TEXT_INIT;
    sqlite3_stmt *statement = NULL;
    add(&sql, noun);
    enum jm_status status = jm_frozen_prepare(store, &sql, &statement, err);
    if (status)
        return status;
    sqlite3_bind_int64(statement, 1, f->number);
    jm_db_bind_text(statement, 2, noun->name);
    if (sqlite3_bind_parameter_count(statement) > 2)
        sqlite3_bind_int(statement, 3, f->anew);
    status = jm_db_finish(store, statement, err);
    sqlite3_finalize(statement);
    return status;
}

/* The statements of enum jm_mark_how. */
#define HOWS 3

static enum jm_status prepare_marks(struct jm_store *store,
                                    sqlite3_stmt *statements[HOWS],
                                    struct jm_error *err)
{
    enum jm_status status = JM_OK;
    for (int how = 0; !status && how < HOWS; how++) {
        struct jm_text sql = JM_TEXT_INIT;
        if (how == JM_MARK_FREEZE)
            add_freeze_event(&sql);
        else
            jm_text_add(&sql, how == JM_MARK_WITHDRAW ? WITHDRAW : DROP);
        status = jm_frozen_prepare(store, &sql, &statements[how], err);
    }
    return status;
}

static void bind_mark(sqlite3_stmt *statement, const struct freezing *f,
                      const struct jm_mark *mark)
{
    sqlite3_bind_int64(statement, 1, f->number);
    jm_db_bind_text(statement, 2, jm_noun(JM_NOUN_EVENT)->name);
    sqlite3_bind_int(statement, 3, mark->shows || f->anew);
    jm_db_bind_text(statement, 4, mark->uid);
    if (mark->how == JM_MARK_DROP)
        return;
    sqlite3_bind_int(statement, 5, mark->sequence);
    sqlite3_bind_int64(statement, 6, mark->changed_at);
    if (mark->cancelled_at)
        sqlite3_bind_int64(statement, 7, mark->cancelled_at);
    else
        sqlite3_bind_null(statement, 7);
    jm_db_bind_text(statement, 8,
                    jm_choice_word(JM_SET_audience, (int)mark->audience));
    if (mark->how != JM_MARK_WITHDRAW)
        return;
    jm_db_bind_text(statement, 9,
                    jm_choice_word(JM_SET_event_status, JM_CANCELLED));
    jm_db_bind_text(statement, 10, f->what->withdrawn);
}

static enum jm_status freeze_events(struct freezing *f, struct jm_error *err)
{
    struct jm_store *store = f->change->store;
    sqlite3_stmt *statements[HOWS] = {NULL};
    enum jm_status status = prepare_marks(store, statements, err);
    for (size_t i = 0; !status && i < f->what->count; i++) {
        const struct jm_mark *mark = &f->what->marks[i];
        bind_mark(statements[mark->how], f, mark);
        status = jm_db_finish(store, statements[mark->how], err);
    }
    for (int how = 0; how < HOWS; how++)
        sqlite3_finalize(statements[how]);
    return status;
}

static enum jm_status freeze_rows(struct freezing *f, struct jm_error *err)
{
    enum jm_status status = JM_OK;
    for (int i = 0; !status && i < JM_NOUNS; i++) {
        const struct jm_noun *noun = jm_noun((enum jm_noun_id)i);
        if (!jm_noun_is_frozen(noun->id))
            continue;
        if (noun->id == JM_NOUN_EVENT) {
            status = freeze_events(f, err);
            continue;
        }
        status = run_on_noun(f, noun, add_freeze, err);
        if (!status)
            status = run_on_noun(f, noun, add_lose, err);
    }
    return status;
}

/* ---- the release itself ---- */

/* How many rows were frozen, and their sum. */
static enum jm_status sum_up(struct freezing *f, int64_t *records,
                             uint64_t *sum, struct jm_error *err)
{
    struct jm_store *store = f->change->store;
    sqlite3_stmt *row = NULL;
    enum jm_status status =
        jm_db_prepare(store, SQL_RELEASED_AFTER, &row, err);
    if (!status)
        sqlite3_bind_int64(row, 1, f->last_row);
    *sum = JM_TEXT_HASH;
    for (*records = 0; !status; ++*records) {
        status = jm_db_step(store, row, err);
        if (status)
            break;
        *sum = jm_frozen_sum(*sum, row, 0);
    }
    sqlite3_finalize(row);
    return status == JM_END ? JM_OK : status;
}

static enum jm_status write_frozen(const struct freezing *f, int64_t records,
                                   uint64_t sum, struct jm_error *err)
{
    struct jm_store *store = f->change->store;
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, SQL_FROZEN_ADD, &statement, err);
    if (status)
        return status;
    sqlite3_bind_int64(statement, 1, f->number);
    sqlite3_bind_int64(statement, 2, f->zones);
    sqlite3_bind_int64(statement, 3, records);
    sqlite3_bind_int64(statement, 4, (int64_t)sum);
    return jm_db_finish(store, statement, err);
}

static enum jm_status set_text(struct jm_row *row, int field, const char *text,
                               struct jm_error *err)
{
    return text && *text ? jm_row_set_string(row, field, text, err) : JM_OK;
}

static enum jm_status write_release(const struct freezing *f,
                                    struct jm_error *err)
{
    struct jm_row row = JM_ROW_INIT;
    char id[24];
    snprintf(id, sizeof id, "%lld", (long long)f->number);
    enum jm_status status = jm_row_init(&row, jm_noun(JM_NOUN_RELEASE), err);
    if (!status)
        status = jm_row_set_id(&row, id, err);
    if (!status)
        status = set_text(&row, JM_release_author, f->change->who, err);
    if (!status)
        status = set_text(&row, JM_release_note, f->what->note, err);
    if (!status)
        status = set_text(&row, JM_release_forced, f->what->forced, err);
    if (!status) {
        jm_row_set_integer(&row, JM_release_number, f->number);
        jm_row_set_integer(&row, JM_release_published_at, f->change->at);
        jm_row_set_integer(&row, JM_release_last_change, f->what->last_change);
        status = jm_change_add(f->change, &row, err);
    }
    jm_row_clear(&row);
    return status;
}

/* The plan must be what the publisher looked at. */
static enum jm_status check_seen(const struct freezing *f, struct jm_error *err)
{
    struct jm_store *store = f->change->store;
    int64_t change = 0, release = 0;
    enum jm_status status = jm_store_last_change(store, &change, err);
    if (!status)
        status = jm_store_latest_release(store, &release, err);
    if (!status && (change != f->what->last_change ||
                    release != f->what->last_release))
        status = jm_fail(err, JM_REFUSED, "last change", JM_SAY_RELEASE_STALE,
                         NULL);
    return status;
}

static enum jm_status ask_number(struct jm_store *store, int which,
                                 int64_t argument, int64_t *number,
                                 struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, which, &statement, err);
    if (status)
        return status;
    if (sqlite3_bind_parameter_count(statement))
        sqlite3_bind_int64(statement, 1, argument);
    return jm_db_number(store, statement, 0, number, err);
}

static enum jm_status prepare(struct freezing *f, struct jm_error *err)
{
    struct jm_store *store = f->change->store;
    uint64_t zones = 0;
    int64_t last = 0, highest = 0;
    enum jm_status status = check_seen(f, err);
    if (!status)
        status = jm_store_zone_hash(store, &zones, err);
    if (!status)
        status = ask_number(store, SQL_RELEASED_LAST, 0, &f->last_row, err);
    if (!status)
        status = ask_number(store, SQL_FROZEN_ZONES, f->what->last_release,
                            &last, err);
    if (!status)
        status = ask_number(store, SQL_RELEASE_HIGHEST, 0, &highest, err);
    f->zones = (int64_t)zones;
    f->anew = f->zones != last;
    f->number = highest + 1;
    return status;
}

enum jm_status jm_change_publish(struct jm_change *change,
                                 const struct jm_publication *publication,
                                 int64_t *number, struct jm_error *err)
{
    assert(change->store->change == change);
    struct freezing f = {.change = change, .what = publication};
    int64_t records = 0;
    uint64_t sum = 0;
    *number = 0;
    enum jm_status status = jm_edit_check(change, err);
    if (!status)
        status = prepare(&f, err);
    if (!status)
        status = freeze_rows(&f, err);
    if (!status)
        status = sum_up(&f, &records, &sum, err);
    if (status || (!records && publication->last_release))
        return status;
    status = write_frozen(&f, records, sum, err);
    if (!status)
        status = write_release(&f, err);
    if (!status)
        *number = f.number;
    return status;
}
