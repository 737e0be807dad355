/* Copies of the whole plan, there and back. */
#include "files.h"
#include "open.h"
#include <assert.h>

/* With SQLite's online backup: others may read and write meanwhile. */
static int copy_pages(sqlite3 *to, sqlite3 *from)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (!backup)
        return sqlite3_extended_errcode(to);
    sqlite3_backup_step(backup, -1);
    return sqlite3_backup_finish(backup);
}

enum jm_status jm_copy_out(const struct jm_store *store, sqlite3 *source,
                           const char *path, struct jm_error *err)
{
    struct jm_text draft = JM_TEXT_INIT;
    struct jm_store copy = {.path = store->path};
    enum jm_status status = jm_file_begin(&draft, path, err);
    if (status)
        return status;
    int code =
        sqlite3_open_v2(jm_text_get(&draft), &copy.db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    if (!code)
        code = copy_pages(copy.db, source);
    if (!code)
        code = sqlite3_exec(copy.db, "PRAGMA journal_mode = DELETE", NULL, NULL,
                            NULL);
    if (code)
        status = jm_db_fail(&copy, code, err);
    sqlite3_close(copy.db);
    return jm_file_end(&draft, path, status, err);
}

enum jm_status jm_store_back_up(struct jm_store *store, const char *path,
                                struct jm_error *err)
{
    assert(!store->change);
    enum jm_status status = jm_db_check_place(store, err);
    return status ? status : jm_copy_out(store, store->db, path, err);
}

static enum jm_status replace(struct jm_store *to, const struct jm_store *from,
                              struct jm_error *err)
{
    int code = copy_pages(to->db, from->db);
    return code ? jm_db_fail(to, code, err) : JM_OK;
}

/* An older plan is migrated in a temporary file first: neither the backup nor
 * the plan is ever seen halfway. */
static enum jm_status replace_by_older(struct jm_store *to,
                                       const struct jm_store *from,
                                       const struct jm_opening *how,
                                       int version, struct jm_error *err)
{
    struct jm_store *between = NULL;
    enum jm_status status =
        jm_open_blank(&between, from->path, JM_STORE_WRITE, how, err);
    if (!status) {
        int code = sqlite3_open_v2("", &between->db,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                                       SQLITE_OPEN_EXRESCODE,
                                   NULL);
        status =
            code ? jm_db_fail(between, code, err) : replace(between, from, err);
    }
    if (!status)
        status = jm_migrate_alone(between, version, err);
    if (!status)
        status = replace(to, between, err);
    jm_store_free(between);
    return status;
}

enum jm_status jm_store_restore(struct jm_store *store, const char *path,
                                struct jm_error *err)
{
    assert(store->mode == JM_STORE_WRITE && !store->change);
    int version = 0;
    struct jm_store *from = NULL;
    const struct jm_opening how = {store->schema, store->patience};
    enum jm_status status = jm_file_look_at(path, err);
    if (!status)
        status = jm_open_blank(&from, path, JM_STORE_READ, &how, err);
    if (!status)
        status = jm_db_connect(from, err);
    if (!status)
        status = jm_open_check_version(from, &version, err);
    if (!status)
        status = jm_db_check_place(store, err);
    if (!status)
        status = version < store->schema->version
                     ? replace_by_older(store, from, &how, version, err)
                     : replace(store, from, err);
    jm_store_free(from);
    return status;
}
