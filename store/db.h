/* An open plan as the files of this folder see it: SQLite's handle, the
 * statements prepared so far, and how SQLite's failures become errors. */
#ifndef JUMELAGE_STORE_DB_H
#define JUMELAGE_STORE_DB_H

#include "sql.h"
#include <jumelage/store.h>
#include <sqlite3.h>

struct jm_schema;

/* In KiB where it is negative. */
#define JM_CACHE_SIZE "PRAGMA cache_size = -65536;"

/* Somebody who may wish to stop. */
struct jm_patience {
    bool (*go_on)(void *data); /* NULL: nobody */
    void *data;
    bool stopped;  /* the wish was heard */
    bool deciding; /* what is under way now is too late to stop */
};

#define JM_PACKED_NOUNS 2 /* see pack.h */

/* Numbers of rows that were written in the transaction that is open. */
struct jm_touched {
    int64_t *rows;
    size_t count, room;
};

struct jm_store {
    sqlite3 *db;
    char *path;                     /* as it was given */
    const struct jm_schema *schema; /* that it was opened with */
    enum jm_store_mode mode;
    int patience; /* how long to wait for another program, in milliseconds */
    bool logs;    /* writes go to a write-ahead log */
    struct jm_change *change; /* the one being made, or NULL */
    struct jm_patience watch;
    struct jm_touched touched[JM_PACKED_NOUNS];
    sqlite3_stmt *statements[SQL_COUNT];
};

/* What a SQLite result code means for the person. Returns the status. */
enum jm_status jm_db_fail(const struct jm_store *store, int code,
                          struct jm_error *err);

/* The prepared statement of that number, not being walked by anybody; lent. */
enum jm_status jm_db_take(struct jm_store *store, int which, sqlite3_stmt **out,
                          struct jm_error *err);

/* A statement of its own for a walk that may meet another one of its kind; the
 * caller ends it with sqlite3_finalize(). */
enum jm_status jm_db_prepare(struct jm_store *store, int which,
                             sqlite3_stmt **out, struct jm_error *err);

/* One step: JM_OK with a row, JM_END after the last one (the statement is then
 * reset), or a failure (it is reset too). */
enum jm_status jm_db_step(struct jm_store *store, sqlite3_stmt *statement,
                          struct jm_error *err);

/* Runs a statement that gives no rows, or whose rows do not matter. */
enum jm_status jm_db_finish(struct jm_store *store, sqlite3_stmt *statement,
                            struct jm_error *err);
enum jm_status jm_db_run(struct jm_store *store, int which,
                         struct jm_error *err);

/* The one number that a statement gives; `none` where it gives no row, or NULL.
 * What it needs is bound before. */
enum jm_status jm_db_number(struct jm_store *store, sqlite3_stmt *statement,
                            int64_t none, int64_t *number,
                            struct jm_error *err);

/* The text is only lent to the statement: it must stay until it is reset. NULL
 * binds NULL. */
void jm_db_bind_text(sqlite3_stmt *statement, int index, const char *text);
void jm_db_bind_value(sqlite3_stmt *statement, int index,
                      const struct jm_value *value);

/* A column's text, "" where it is NULL; lent until the next step. */
const char *jm_db_text(sqlite3_stmt *statement, int column);

/* Rolls an open transaction back; none open is fine. */
void jm_db_rollback(struct jm_store *store);

/* Refuses to go on when the file was deleted or replaced since it was opened:
 * what is written to it would be lost. */
enum jm_status jm_db_check_place(const struct jm_store *store,
                                 struct jm_error *err);

/* Opens the file as the mode allows and sets the connection up. The file is
 * known to be there. */
enum jm_status jm_db_connect(struct jm_store *store, struct jm_error *err);

/* Has writes go to a write-ahead log from now on, where the file system can do
 * it; where it cannot, to a rollback journal as before. */
enum jm_status jm_db_start_log(struct jm_store *store, struct jm_error *err);

/* Finalizes the statements and closes the file. A plan that was written is left
 * as one single file where nobody else has it open. */
void jm_db_close(struct jm_store *store);

#endif
