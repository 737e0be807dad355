/* Opening and closing the file itself.
 *
 * At rest a plan is one file with a rollback journal, which anybody can read
 * from anywhere; while it is being written it has a write-ahead log beside it.
 * The journal mode is switched by whoever opens it for writing first and closes
 * it last. */
#include "db.h"
#include "schema.h"
#include <assert.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a name in a "file:" URI needs to have escaped. */
static void add_uri(struct jm_text *uri, const char *path)
{
    static const char hexadecimal[] = "0123456789ABCDEF";
    jm_text_add(uri, "file:");
    for (const unsigned char *c = (const unsigned char *)path; *c; c++) {
        if (*c <= ' ' || strchr("%?#", *c) || *c >= 0x7F) {
            jm_text_add_char(uri, '%');
            jm_text_add_char(uri, hexadecimal[*c >> 4]);
            jm_text_add_char(uri, hexadecimal[*c & 15]);
        } else {
            jm_text_add_char(uri, (char)*c);
        }
    }
    jm_text_add(uri, "?immutable=1");
}

static int open_file(struct jm_store *store, const char *name, int flags)
{
    sqlite3_close(store->db);
    store->db = NULL;
    return sqlite3_open_v2(name, &store->db,
                           flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                           NULL);
}

/* A file that nobody can change: no lock, no journal, nothing beside it. */
static int open_still(struct jm_store *store)
{
    struct jm_text uri = JM_TEXT_INIT;
    add_uri(&uri, store->path);
    int code = uri.failed ? SQLITE_NOMEM
                          : open_file(store, jm_text_get(&uri),
                                      SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    jm_text_clear(&uri);
    return code;
}

/* The header is read through SQLite's own handle: closing another one on the
 * same file would drop the locks that this process holds. */
static bool is_in_wal_mode(const struct jm_store *store)
{
    sqlite3_file *file = NULL;
    unsigned char header[20] = {0};
    sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    return file && file->pMethods &&
           !file->pMethods->xRead(file, header, sizeof header, 0) &&
           header[18] == 2;
}

static bool has_log(const struct jm_store *store)
{
    const char *name = sqlite3_db_filename(store->db, "main");
    struct stat log;
    return name && *name && !stat(sqlite3_filename_wal(name), &log) &&
           log.st_size > 0;
}

static bool can_write(const struct jm_store *store)
{
    const char *name = sqlite3_db_filename(store->db, "main");
    const char *slash = name ? strrchr(name, '/') : NULL;
    if (!slash || access(name, W_OK))
        return false;
    struct jm_text folder = JM_TEXT_INIT;
    jm_text_add_bytes(&folder, name, (size_t)(slash - name) + 1);
    bool can = !access(jm_text_get(&folder), W_OK);
    jm_text_clear(&folder);
    return can;
}

/* The first look at the content: locks, reads the header and, where a writer
 * was killed, its journal. */
static int probe(struct jm_store *store)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(store->db, "PRAGMA schema_version", -1,
                                  &statement, NULL);
    if (!code)
        code = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return code == SQLITE_ROW ? SQLITE_OK : code;
}

/* A plan that was copied over one which a killed program had left: the log of
 * the old one would be played into the new one, and ruin it. A plan's own log
 * is only there while its header says so: the header is written before the log
 * is begun, and after it was removed. */
static enum jm_status check_log(const struct jm_store *store,
                                struct jm_error *err)
{
    for (int tries = 0; tries < 3; tries++) {
        if (!has_log(store) || is_in_wal_mode(store))
            return JM_OK;
        sqlite3_sleep(10); /* somebody may be opening or closing it */
    }
    const char *name = sqlite3_db_filename(store->db, "main");
    return jm_fail(err, JM_REFUSED, "a log beside a plan without one",
                   JM_SAY_PLAN_LEFTOVER, sqlite3_filename_wal(name), NULL);
}

/* Opens for reading with the right to repair: what a killed writer left is
 * settled, and a log's index that is made for reading goes away at the end. */
static int open_to_look(struct jm_store *store)
{
    int code = open_file(store, store->path, SQLITE_OPEN_READWRITE);
    if (!code)
        code = sqlite3_busy_timeout(store->db, store->patience);
    if (!code)
        code = probe(store);
    return code ? code
                : sqlite3_exec(store->db, "PRAGMA query_only = ON", NULL, NULL,
                               NULL);
}

static enum jm_status fail_unfinished(const struct jm_store *store,
                                      struct jm_error *err)
{
    return jm_fail(err, JM_REFUSED, sqlite3_errmsg(store->db),
                   JM_SAY_PLAN_UNFINISHED, store->path, NULL);
}

static enum jm_status connect_to_read(struct jm_store *store,
                                      struct jm_error *err)
{
    int code = open_file(store, store->path, SQLITE_OPEN_READONLY);
    if (code)
        return jm_db_fail(store, code, err);
    sqlite3_busy_timeout(store->db, store->patience);
    enum jm_status status = check_log(store, err);
    if (status)
        return status;
    if (is_in_wal_mode(store) && !has_log(store)) {
        code = can_write(store) ? open_to_look(store) : open_still(store);
        return code ? jm_db_fail(store, code, err) : JM_OK;
    }
    code = probe(store);
    if ((code & 0xFF) != SQLITE_READONLY && (code & 0xFF) != SQLITE_CANTOPEN)
        return code ? jm_db_fail(store, code, err) : JM_OK;
    if (!can_write(store))
        return fail_unfinished(store, err);
    code = open_to_look(store);
    return code ? jm_db_fail(store, code, err) : JM_OK;
}

static enum jm_status connect_to_write(struct jm_store *store,
                                       struct jm_error *err)
{
    int code = open_file(store, store->path, SQLITE_OPEN_READWRITE);
    if (!code && sqlite3_db_readonly(store->db, "main") == 1)
        return jm_fail(err, JM_REFUSED, "opened read-only",
                       JM_SAY_PLAN_READ_ONLY, store->path, NULL);
    if (!code)
        code = sqlite3_busy_timeout(store->db, store->patience);
    if (code)
        return jm_db_fail(store, code, err);
    enum jm_status status = check_log(store, err);
    if (status)
        return status;
    code = probe(store);
    return code ? jm_db_fail(store, code, err) : JM_OK;
}

/* A plan may come by mail: nothing in its schema is run or trusted. */
static enum jm_status set_up(struct jm_store *store, struct jm_error *err)
{
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    int code = sqlite3_exec(store->db,
                            "PRAGMA cell_size_check = ON;"
                            "PRAGMA synchronous = FULL;"
                            "PRAGMA temp_store = MEMORY;" JM_CACHE_SIZE
                            "PRAGMA journal_size_limit = 16777216;",
                            NULL, NULL, NULL);
    return code ? jm_db_fail(store, code, err) : JM_OK;
}

enum jm_status jm_db_connect(struct jm_store *store, struct jm_error *err)
{
    enum jm_status status = store->mode == JM_STORE_WRITE
                                ? connect_to_write(store, err)
                                : connect_to_read(store, err);
    return status ? status : set_up(store, err);
}

/* Two programs that switch at the same moment: SQLite tells one of them at once
 * that the file is busy, without waiting. */
static enum jm_status ask_for_log(struct jm_store *store,
                                  sqlite3_stmt *statement, struct jm_error *err)
{
    int code = sqlite3_step(statement);
    for (int waited = 0; (code & 0xFF) == SQLITE_BUSY; waited += 10) {
        sqlite3_reset(statement);
        if (waited >= store->patience)
            break;
        sqlite3_sleep(10);
        code = sqlite3_step(statement);
    }
    if (code != SQLITE_ROW)
        return jm_db_fail(store, code, err);
    store->logs = strcmp(jm_db_text(statement, 0), "wal") == 0;
    return jm_db_finish(store, statement, err);
}

enum jm_status jm_db_start_log(struct jm_store *store, struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, SQL_JOURNAL_WAL, &statement, err);
    return status ? status : ask_for_log(store, statement, err);
}

/* Not when somebody else has the file open: the last one does it. */
static void end_log(struct jm_store *store)
{
    sqlite3_busy_timeout(store->db, 0);
    sqlite3_exec(store->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
}

void jm_db_close(struct jm_store *store)
{
    for (int i = 0; i < SQL_COUNT; i++) {
        sqlite3_finalize(store->statements[i]);
        store->statements[i] = NULL;
    }
    if (store->logs)
        end_log(store);
    store->logs = false;
    int code = sqlite3_close(store->db);
    assert(code == SQLITE_OK); /* every walk has ended */
    (void)code;
    store->db = NULL;
}
