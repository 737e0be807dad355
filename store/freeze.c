/* Making a release: every row that differs from what the last one holds of it
 * is written once more, as JSON. */
#include "edit.h"
#include "frozen.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct freezing {
    struct jm_change *change;
    const struct jm_publication *what;
    int64_t number;
    int64_t last_row;                     /* of `released`, before */
    struct jm_cell cells[JM_FIELDS_MOST]; /* of the row at hand */
    struct jm_text json;                  /* the same, written */
    struct jm_text last;                  /* fields as the last release has
                                             them, where cells lie in them */
};

/* ---- writing ---- */

/* Writes one row; json NULL: it is gone. */
static enum jm_status write_row(struct freezing *f, const struct jm_noun *noun,
                                const char *id, int64_t version, int64_t place,
                                const char *json, struct jm_error *err)
{
    sqlite3_stmt *add;
    enum jm_status status =
        jm_db_take(f->change->store, SQL_RELEASED_ADD, &add, err);
    if (status)
        return status;
    sqlite3_bind_int64(add, 1, f->number);
    jm_db_bind_text(add, 2, noun->name);
    jm_db_bind_text(add, 3, id);
    if (json)
        sqlite3_bind_int64(add, 4, version);
    else
        sqlite3_bind_null(add, 4);
    sqlite3_bind_int64(add, 5, place);
    jm_db_bind_text(add, 6, json);
    return jm_db_finish(f->change->store, add, err);
}

/* What the last release has of a row: version, place, fields. JM_END where it
 * never had it. */
static enum jm_status find_last(struct freezing *f, const struct jm_noun *noun,
                                const char *id, sqlite3_stmt **row,
                                struct jm_error *err)
{
    enum jm_status status =
        jm_db_take(f->change->store, SQL_RELEASED_LATEST, row, err);
    if (status)
        return status;
    jm_db_bind_text(*row, 1, noun->name);
    jm_db_bind_text(*row, 2, id);
    return jm_db_step(f->change->store, *row, err);
}

static enum jm_status write_json(struct freezing *f, const struct jm_noun *noun,
                                 struct jm_error *err)
{
    jm_text_reset(&f->json);
    jm_frozen_write(&f->json, noun, f->cells);
    return f->json.failed ? jm_fail_memory(err) : JM_OK;
}

/* Writes the row of f->cells where it differs from what the last release has
 * of it. */
static enum jm_status freeze_row(struct freezing *f, const struct jm_noun *noun,
                                 sqlite3_stmt *row, struct jm_error *err)
{
    sqlite3_stmt *last = NULL;
    bool is_same = false;
    const char *id = jm_db_text(row, 0);
    enum jm_status status = write_json(f, noun, err);
    if (!status)
        status = find_last(f, noun, id, &last, err);
    if (!status) {
        is_same = strcmp(jm_db_text(last, 2), jm_text_get(&f->json)) == 0;
        sqlite3_reset(last);
    }
    if (status && status != JM_END)
        return status;
    return is_same ? JM_OK
                   : write_row(f, noun, id, sqlite3_column_int64(row, 1),
                               sqlite3_column_int64(row, 2),
                               jm_text_get(&f->json), err);
}

/* ---- rows of a noun ---- */

/* A row is looked at when its version is another one, or ?2 says so: instants
 * may differ where the zone data has changed, though the version is the same.
 */
static void add_rows(struct jm_text *sql, const struct jm_noun *noun)
{
    jm_text_add(sql, "SELECT t.id, t.version, t.n");
    for (int i = 0; i < noun->count; i++) {
        jm_text_add(sql, ", ");
        jm_frozen_add_field(sql, &noun->fields[i]);
    }
    jm_text_addf(sql,
                 " FROM %s t WHERE (?2 OR t.version IS NOT (SELECT r.version"
                 " FROM released r WHERE r.noun = ?1 AND r.id = t.id"
                 " ORDER BY r.release DESC LIMIT 1))",
                 noun->name);
}

#define FIRST_FIELD 3

static enum jm_status freeze_noun(struct freezing *f,
                                  const struct jm_noun *noun,
                                  struct jm_error *err)
{
    struct jm_store *store = f->change->store;
    struct jm_text sql = JM_TEXT_INIT;
    sqlite3_stmt *row = NULL;
    add_rows(&sql, noun);
    jm_text_add(&sql, " ORDER BY t.n");
    enum jm_status status = jm_frozen_prepare(store, &sql, &row, err);
    if (!status) {
        jm_db_bind_text(row, 1, noun->name);
        sqlite3_bind_int(row, 2, f->what->anew);
    }
    while (!status && !(status = jm_db_step(store, row, err))) {
        jm_frozen_cells(row, FIRST_FIELD, noun, f->cells);
        status = freeze_row(f, noun, row, err);
    }
    sqlite3_finalize(row);
    return status == JM_END ? JM_OK : status;
}

/* Rows of a noun as the last release that has them does. */
#define LAST_ROWS(noun)                                                        \
    "(SELECT id, version, place, max(release) FROM released"                   \
    " WHERE noun = " noun " GROUP BY id)"

/* ?1 noun: rows that are gone. Those of an event that was withdrawn stay as
 * long as it does. They are read before any is written. */
static void add_gone(struct jm_text *sql, const struct jm_noun *noun)
{
    jm_text_addf(
        sql,
        "SELECT l.id, l.place FROM " LAST_ROWS(
            "?1") " l WHERE l.version IS NOT NULL"
                  " AND NOT EXISTS (SELECT 1 FROM %s t WHERE t.id = l.id)",
        noun->name);
    if (jm_noun_field(noun, "event") >= 0)
        jm_text_add(
            sql,
            " AND NOT EXISTS (SELECT 1 FROM " LAST_ROWS(
                "'event'") " e"
                           "  WHERE e.version IS NOT NULL"
                           "  AND l.id >= e.id || '/' AND l.id < e.id || '0'"
                           "  AND NOT EXISTS (SELECT 1 FROM event x"
                           "   WHERE x.id = e.id))");
    jm_text_add(sql, " ORDER BY l.place, l.id");
}

static enum jm_status lose_rows(struct freezing *f, const struct jm_noun *noun,
                                struct jm_error *err)
{
    struct jm_store *store = f->change->store;
    struct jm_text sql = JM_TEXT_INIT;
    sqlite3_stmt *row = NULL;
    add_gone(&sql, noun);
    enum jm_status status = jm_frozen_prepare(store, &sql, &row, err);
    if (!status)
        jm_db_bind_text(row, 1, noun->name);
    while (!status && !(status = jm_db_step(store, row, err)))
        status = write_row(f, noun, jm_db_text(row, 0), 0,
                           sqlite3_column_int64(row, 1), NULL, err);
    sqlite3_finalize(row);
    return status == JM_END ? JM_OK : status;
}

/* ---- events, as they are marked ---- */

/* Numbers as texts, for cells to lie in. */
struct books {
    char sequence[24], changed_at[24], cancelled_at[24];
};

static struct jm_cell write_number(char *out, size_t room, int64_t number)
{
    return (struct jm_cell){out,
                            snprintf(out, room, "%lld", (long long)number)};
}

static struct jm_cell write_word(const char *word)
{
    return (struct jm_cell){word, word ? (int)strlen(word) : 0};
}

static void keep_books(struct freezing *f, const struct jm_mark *mark,
                       struct books *books)
{
    const struct jm_cell none = {NULL, 0};
    f->cells[JM_event_sequence] =
        write_number(books->sequence, sizeof books->sequence, mark->sequence);
    f->cells[JM_event_changed_at] = write_number(
        books->changed_at, sizeof books->changed_at, mark->changed_at);
    f->cells[JM_event_cancelled_at] =
        mark->cancelled_at
            ? write_number(books->cancelled_at, sizeof books->cancelled_at,
                           mark->cancelled_at)
            : none;
    f->cells[JM_event_audience] =
        write_word(jm_choice_word(JM_SET_audience, (int)mark->audience));
}

static enum jm_status freeze_event(struct freezing *f,
                                   const struct jm_mark *mark,
                                   sqlite3_stmt *row, struct jm_error *err)
{
    const struct jm_noun *noun = jm_noun(JM_NOUN_EVENT);
    struct books books;
    jm_db_bind_text(row, 1, noun->name);
    sqlite3_bind_int(row, 2, mark->shows || f->what->anew);
    jm_db_bind_text(row, 3, mark->uid);
    enum jm_status status = jm_db_step(f->change->store, row, err);
    if (!status) {
        jm_frozen_cells(row, FIRST_FIELD, noun, f->cells);
        keep_books(f, mark, &books);
        status = freeze_row(f, noun, row, err);
    }
    sqlite3_reset(row);
    return status == JM_END ? JM_OK : status;
}

/* The row is gone from the plan: the last release's, as its mark has it. */
static enum jm_status withdraw(struct freezing *f, const struct jm_mark *mark,
                               struct jm_error *err)
{
    const struct jm_noun *noun = jm_noun(JM_NOUN_EVENT);
    struct books books;
    sqlite3_stmt *last;
    enum jm_status status = find_last(f, noun, mark->uid, &last, err);
    if (status)
        return status == JM_END ? JM_OK : status;
    int64_t version = sqlite3_column_int64(last, 0),
            place = sqlite3_column_int64(last, 1);
    jm_text_reset(&f->last);
    jm_text_add(&f->last, jm_db_text(last, 2));
    sqlite3_reset(last);
    if (f->last.failed)
        return jm_fail_memory(err);
    if (mark->how == JM_MARK_DROP)
        return write_row(f, noun, mark->uid, 0, place, NULL, err);
    if (!jm_frozen_read(f->last.bytes, noun, f->cells))
        return jm_fail(err, JM_INVALID, "a frozen row is no JSON object",
                       JM_SAY_PLAN_DAMAGED, f->change->store->path, NULL);
    keep_books(f, mark, &books);
    f->cells[JM_event_status] =
        write_word(jm_choice_word(JM_SET_event_status, JM_CANCELLED));
    f->cells[JM_event_cancel_reason] = write_word(f->what->withdrawn);
    status = write_json(f, noun, err);
    return status ? status
                  : write_row(f, noun, mark->uid, version, place,
                              jm_text_get(&f->json), err);
}

static enum jm_status freeze_events(struct freezing *f, struct jm_error *err)
{
    struct jm_text sql = JM_TEXT_INIT;
    sqlite3_stmt *row = NULL;
    add_rows(&sql, jm_noun(JM_NOUN_EVENT));
    jm_text_add(&sql, " AND t.id = ?3");
    enum jm_status status =
        jm_frozen_prepare(f->change->store, &sql, &row, err);
    for (size_t i = 0; !status && i < f->what->count; i++) {
        const struct jm_mark *mark = &f->what->marks[i];
        status = mark->how == JM_MARK_FREEZE ? freeze_event(f, mark, row, err)
                                             : withdraw(f, mark, err);
    }
    sqlite3_finalize(row);
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
        status = freeze_noun(f, noun, err);
        if (!status)
            status = lose_rows(f, noun, err);
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
    enum jm_status status = jm_db_prepare(store, SQL_RELEASED_AFTER, &row, err);
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
    sqlite3_bind_int64(statement, 2, (int64_t)f->what->zones);
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
    if (!status &&
        (change != f->what->last_change || release != f->what->last_release))
        status =
            jm_fail(err, JM_REFUSED, "last change", JM_SAY_RELEASE_STALE, NULL);
    return status;
}

static enum jm_status ask_number(struct jm_store *store, int which,
                                 int64_t *number, struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, which, &statement, err);
    return status ? status : jm_db_number(store, statement, 0, number, err);
}

static enum jm_status prepare(struct freezing *f, struct jm_error *err)
{
    struct jm_store *store = f->change->store;
    int64_t highest = 0;
    enum jm_status status = check_seen(f, err);
    if (!status)
        status = ask_number(store, SQL_RELEASED_LAST, &f->last_row, err);
    if (!status)
        status = ask_number(store, SQL_RELEASE_HIGHEST, &highest, err);
    f->number = highest + 1;
    return status;
}

/* Half a release may have been written: the change cannot go on. */
static enum jm_status spoil(struct freezing *f, enum jm_status status,
                            struct jm_error *err)
{
    if (!status)
        return JM_OK;
    f->change->broken = true;
    if (err)
        f->change->reason = *err;
    else
        jm_fail(&f->change->reason, status, "not said", JM_SAY_PLAN_IO,
                f->change->store->path, NULL);
    return status;
}

static enum jm_status write_all(struct freezing *f, int64_t *number,
                                struct jm_error *err)
{
    int64_t records = 0;
    uint64_t sum = 0;
    enum jm_status status = freeze_rows(f, err);
    if (!status)
        status = sum_up(f, &records, &sum, err);
    if (status || (!records && f->what->last_release))
        return status;
    status = write_frozen(f, records, sum, err);
    if (!status)
        status = write_release(f, err);
    if (!status)
        *number = f->number;
    return status;
}

enum jm_status jm_change_publish(struct jm_change *change,
                                 const struct jm_publication *publication,
                                 int64_t *number, struct jm_error *err)
{
    assert(change->store->change == change);
    *number = 0;
    enum jm_status status = jm_edit_check(change, err);
    struct freezing *f = status ? NULL : calloc(1, sizeof *f);
    if (!f)
        return status ? status : jm_fail_memory(err);
    *f = (struct freezing){.change = change,
                           .what = publication,
                           .json = JM_TEXT_INIT,
                           .last = JM_TEXT_INIT};
    status = prepare(f, err);
    if (!status)
        status = spoil(f, write_all(f, number, err), err);
    jm_text_clear(&f->json);
    jm_text_clear(&f->last);
    free(f);
    return status;
}
