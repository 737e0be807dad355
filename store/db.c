#include "db.h"
#include "watch.h"
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What the system said to the last operation on the plan or its journal that
 * failed; 0 for nothing. */
static int last_errno(const struct jm_store *store, int which)
{
    sqlite3_file *file = NULL;
    int number = 0;
    sqlite3_file_control(store->db, "main", which, &file);
    if (file && file->pMethods)
        file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &number);
    return number;
}

static bool is_full(int number)
{
    return number == ENOSPC || number == EDQUOT || number == EFBIG;
}

/* SQLite could not open, read or write. */
static enum jm_message say_system(const struct jm_store *store, int code)
{
    int number = sqlite3_system_errno(store->db);
    if (is_full(number) ||
        is_full(last_errno(store, SQLITE_FCNTL_FILE_POINTER)) ||
        is_full(last_errno(store, SQLITE_FCNTL_JOURNAL_POINTER)))
        return JM_SAY_PLAN_DISK_FULL;
    if (number == EACCES || number == EPERM || number == EROFS)
        return JM_SAY_PLAN_FOLDER_READ_ONLY;
    if (number == ENOENT)
        return JM_SAY_PLAN_VANISHED;
    return code == SQLITE_CANTOPEN ? JM_SAY_PLAN_CANNOT_OPEN : JM_SAY_PLAN_IO;
}

static enum jm_status fail_system(const struct jm_store *store, int code,
                                  const char *cause, struct jm_error *err)
{
    enum jm_message message = say_system(store, code);
    bool broken =
        message == JM_SAY_PLAN_CANNOT_OPEN || message == JM_SAY_PLAN_IO;
    return jm_fail(err, broken ? JM_FAILED : JM_REFUSED, cause, message,
                   store->path, NULL);
}

static enum jm_message say_read_only(int code)
{
    switch (code) {
    case SQLITE_READONLY_DBMOVED:
        return JM_SAY_PLAN_VANISHED;
    case SQLITE_READONLY_DIRECTORY:
        return JM_SAY_PLAN_FOLDER_READ_ONLY;
    default:
        return JM_SAY_PLAN_READ_ONLY;
    }
}

enum jm_status jm_db_fail(const struct jm_store *store, int code,
                          struct jm_error *err)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_text_addf(&text, "sqlite: %s (%d)", sqlite3_errmsg(store->db), code);
    char cause[256];
    jm_text_copy(cause, sizeof cause, jm_text_get(&text));
    jm_text_clear(&text);
    if (store->watch.stopped)
        return jm_watch_fail(err);
    switch (code & 0xFF) {
    case SQLITE_NOMEM:
        return jm_fail_memory(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return jm_fail(err, JM_REFUSED, cause, JM_SAY_PLAN_LOCKED, store->path,
                       NULL);
    case SQLITE_FULL:
        return jm_fail(err, JM_REFUSED, cause, JM_SAY_PLAN_DISK_FULL,
                       store->path, NULL);
    case SQLITE_READONLY:
        return jm_fail(err, JM_REFUSED, cause, say_read_only(code), store->path,
                       NULL);
    case SQLITE_NOTADB:
        return jm_fail(err, JM_INVALID, cause, JM_SAY_PLAN_IS_NONE, store->path,
                       NULL);
    case SQLITE_CORRUPT:
    case SQLITE_ERROR: /* a table or a column is not there */
        return jm_fail(err, JM_INVALID, cause, JM_SAY_PLAN_DAMAGED, store->path,
                       NULL);
    default:
        return fail_system(store, code & 0xFF, cause, err);
    }
}

enum jm_status jm_db_prepare(struct jm_store *store, int which,
                             sqlite3_stmt **out, struct jm_error *err)
{
    struct jm_sql_text parts = jm_sql_text(which);
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add(&text, parts.head);
    jm_text_add(&text, parts.tail);
    enum jm_status status = JM_OK;
    if (text.failed)
        status = jm_fail_memory(err);
    if (!status) {
        int code = sqlite3_prepare_v3(store->db, jm_text_get(&text),
                                      (int)text.length + 1,
                                      SQLITE_PREPARE_PERSISTENT, out, NULL);
        if (code)
            status = jm_db_fail(store, code, err);
    }
    jm_text_clear(&text);
    return status;
}

enum jm_status jm_db_take(struct jm_store *store, int which, sqlite3_stmt **out,
                          struct jm_error *err)
{
    sqlite3_stmt **place = &store->statements[which];
    enum jm_status status =
        *place ? JM_OK : jm_db_prepare(store, which, place, err);
    assert(status || !sqlite3_stmt_busy(*place));
    *out = *place;
    return status;
}

enum jm_status jm_db_step(struct jm_store *store, sqlite3_stmt *statement,
                          struct jm_error *err)
{
    assert(sqlite3_db_handle(statement) == store->db);
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return JM_OK;
    enum jm_status status =
        code == SQLITE_DONE ? JM_END : jm_db_fail(store, code, err);
    sqlite3_reset(statement);
    return status;
}

enum jm_status jm_db_finish(struct jm_store *store, sqlite3_stmt *statement,
                            struct jm_error *err)
{
    enum jm_status status;
    while (!(status = jm_db_step(store, statement, err)))
        ;
    return status == JM_END ? JM_OK : status;
}

enum jm_status jm_db_run(struct jm_store *store, int which,
                         struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, which, &statement, err);
    return status ? status : jm_db_finish(store, statement, err);
}

enum jm_status jm_db_number(struct jm_store *store, sqlite3_stmt *statement,
                            int64_t none, int64_t *number, struct jm_error *err)
{
    *number = none;
    enum jm_status status = jm_db_step(store, statement, err);
    if (!status && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        *number = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    return status == JM_END ? JM_OK : status;
}

void jm_db_bind_text(sqlite3_stmt *statement, int index, const char *text)
{
    sqlite3_bind_text(statement, index, text, -1, SQLITE_STATIC);
}

void jm_db_bind_value(sqlite3_stmt *statement, int index,
                      const struct jm_value *value)
{
    switch (value->type) {
    case JM_NULL:
        sqlite3_bind_null(statement, index);
        break;
    case JM_INTEGER:
        sqlite3_bind_int64(statement, index, value->integer);
        break;
    case JM_REAL:
        sqlite3_bind_double(statement, index, value->real);
        break;
    case JM_STRING:
        jm_db_bind_text(statement, index, value->string);
        break;
    }
}

const char *jm_db_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? text : "";
}

void jm_db_rollback(struct jm_store *store)
{
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

enum jm_status jm_db_check_place(const struct jm_store *store,
                                 struct jm_error *err)
{
    int moved = 0;
    sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    if (!moved)
        return JM_OK;
    return jm_fail(err, JM_REFUSED, "the file is not where it was opened",
                   JM_SAY_PLAN_VANISHED, store->path, NULL);
}
