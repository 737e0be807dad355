/* Walking over the log. */
#include "edit.h"
#include "rows.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct jm_log {
    struct jm_store *store;
    sqlite3_stmt *statement;
    struct jm_text before, after; /* texts of the entry that was given last */
    bool ended;
};

enum { NUMBER, AT, WHO, WHY, UNDOES, UNDONE_BY, EDIT, NOUN, ID, FIELD, BEFORE };
enum { AFTER = BEFORE + 1 };

static void bind_filter(sqlite3_stmt *statement,
                        const struct jm_log_filter *filter)
{
    int limit = filter->limit > 0 ? filter->limit : -1;
    sqlite3_bind_int64(statement, 1, filter->change);
    jm_db_bind_text(statement, 2, filter->noun ? filter->noun->name : NULL);
    if (filter->id) {
        sqlite3_bind_text(statement, 3, filter->id, -1, SQLITE_TRANSIENT);
        sqlite3_bind_int(statement, 4, limit);
    } else {
        sqlite3_bind_int(statement, 3, limit);
    }
}

enum jm_status jm_log_open(struct jm_log **out, struct jm_store *store,
                           const struct jm_log_filter *filter,
                           struct jm_error *err)
{
    assert(!filter->id || filter->noun);
    *out = NULL;
    struct jm_log *log = calloc(1, sizeof *log);
    if (!log)
        return jm_fail_memory(err);
    log->store = store;
    enum jm_status status = jm_db_prepare(
        store, filter->id ? SQL_LOG_OF_ROW : SQL_LOG, &log->statement, err);
    if (!status)
        bind_filter(log->statement, filter);
    if (status)
        jm_log_free(log);
    else
        *out = log;
    return status;
}

static enum jm_status read_value(sqlite3_stmt *statement, int column,
                                 struct jm_value *value, struct jm_text *text,
                                 struct jm_error *err)
{
    *value = (struct jm_value){.type = JM_NULL};
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
        return JM_OK;
    case SQLITE_INTEGER:
        value->type = JM_INTEGER;
        value->integer = sqlite3_column_int64(statement, column);
        return JM_OK;
    case SQLITE_FLOAT:
        value->type = JM_REAL;
        value->real = sqlite3_column_double(statement, column);
        return JM_OK;
    default:
        jm_text_reset(text);
        jm_text_add(text, jm_db_text(statement, column));
        value->type = JM_STRING;
        value->string = text->bytes;
        return text->failed ? jm_fail_memory(err) : JM_OK;
    }
}

static void read_entry(sqlite3_stmt *statement, struct jm_log_entry *entry)
{
    entry->change = sqlite3_column_int64(statement, NUMBER);
    entry->at = sqlite3_column_int64(statement, AT);
    entry->who = jm_db_text(statement, WHO);
    entry->why = jm_db_text(statement, WHY);
    entry->undoes = sqlite3_column_int64(statement, UNDOES);
    entry->undone_by = sqlite3_column_int64(statement, UNDONE_BY);
    entry->noun = jm_noun_find(jm_db_text(statement, NOUN));
    entry->id = jm_db_text(statement, ID);
    entry->field =
        entry->noun ? jm_noun_field(entry->noun, jm_db_text(statement, FIELD))
                    : -1;
}

enum jm_status jm_log_next(struct jm_log *log, struct jm_log_entry *entry,
                           struct jm_error *err)
{
    enum jm_status status = log->ended ? JM_END : JM_OK;
    do {
        if (!status)
            status = jm_db_step(log->store, log->statement, err);
        if (!status)
            read_entry(log->statement, entry);
    } while (!status &&
             (entry->field < 0 || /* examine tells of those */
              !jm_edit_parse(jm_db_text(log->statement, EDIT), &entry->edit)));
    log->ended = status != JM_OK;
    if (!status)
        status = read_value(log->statement, BEFORE, &entry->before,
                            &log->before, err);
    if (!status)
        status =
            read_value(log->statement, AFTER, &entry->after, &log->after, err);
    return status;
}

void jm_log_free(struct jm_log *log)
{
    if (!log)
        return;
    sqlite3_finalize(log->statement);
    jm_text_clear(&log->before);
    jm_text_clear(&log->after);
    free(log);
}
