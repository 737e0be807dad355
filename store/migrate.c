/* From an older version of the schema to a newer one. */
#include "open.h"
#include <stdio.h>
#include <unistd.h>

/* The first name PATH.bak-VERSION, PATH.bak-VERSION.2... that is free. */
static void name_backup(struct jm_text *name, const char *path, int version)
{
    jm_text_addf(name, "%s.bak-%d", path, version);
    for (int i = 2; !name->failed && !access(jm_text_get(name), F_OK); i++) {
        jm_text_reset(name);
        jm_text_addf(name, "%s.bak-%d.%d", path, version, i);
    }
}

/* Copies with SQLite's online backup, through a connection of its own: the one
 * that holds the write lock may not be read from meanwhile. */
static int copy(const struct jm_store *from, sqlite3 **to, const char *name)
{
    sqlite3 *source = NULL;
    int code =
        sqlite3_open_v2(from->path, &source,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    if (!code)
        code = sqlite3_open_v2(name, to,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                                   SQLITE_OPEN_EXRESCODE,
                               NULL);
    sqlite3_backup *backup =
        code ? NULL : sqlite3_backup_init(*to, "main", source, "main");
    if (backup) {
        sqlite3_backup_step(backup, -1);
        code = sqlite3_backup_finish(backup);
    } else if (!code) {
        code = sqlite3_extended_errcode(*to);
    }
    if (!code)
        code =
            sqlite3_exec(*to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    sqlite3_close(source);
    return code;
}

/* The copy is made under another name first: what is called .bak is whole. */
static enum jm_status back_up(const struct jm_store *store, const char *name,
                              struct jm_error *err)
{
    struct jm_text part = JM_TEXT_INIT;
    jm_text_addf(&part, "%s.part", name);
    struct jm_store copied = {.path = store->path};
    enum jm_status status = JM_OK;
    int code = copy(store, &copied.db, jm_text_get(&part));
    if (code)
        status = jm_db_fail(&copied, code, err);
    sqlite3_close(copied.db);
    if (!status && rename(jm_text_get(&part), name))
        status = jm_fail(err, JM_FAILED, "rename", JM_SAY_PLAN_IO, name, NULL);
    if (status)
        unlink(jm_text_get(&part));
    jm_text_clear(&part);
    return status;
}

static enum jm_status apply(struct jm_store *store,
                            const struct jm_migration *migration,
                            struct jm_error *err)
{
    int code = SQLITE_OK;
    for (const char *const *const *list = migration->lists; !code && *list;
         list++)
        for (const char *const *sql = *list; !code && *sql; sql++)
            code = sqlite3_exec(store->db, *sql, NULL, NULL, NULL);
    return code ? jm_db_fail(store, code, err) : JM_OK;
}

/* What a migration did to references shows only now: they are not checked
 * while it runs. */
static enum jm_status check_references(struct jm_store *store,
                                       struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status =
        jm_db_take(store, SQL_FOREIGN_KEYS_CHECK, &statement, err);
    if (!status)
        status = jm_db_step(store, statement, err);
    if (!status) {
        sqlite3_reset(statement);
        return jm_fail(err, JM_INVALID, "foreign_key_check after migrating",
                       JM_SAY_PLAN_DAMAGED, store->path, NULL);
    }
    return status == JM_END ? JM_OK : status;
}

static enum jm_status migrate_locked(struct jm_store *store, const char *backup,
                                     int version, struct jm_error *err)
{
    const struct jm_schema *schema = store->schema;
    enum jm_status status = backup ? back_up(store, backup, err) : JM_OK;
    for (int v = version; !status && v < schema->version; v++)
        status = apply(store, &schema->migrations[v], err);
    if (!status)
        status = check_references(store, err);
    if (!status)
        status = jm_db_run(store, SQL_COMMIT, err);
    if (status && backup)
        unlink(backup);
    return status;
}

/* Under the write lock: another program may have migrated meanwhile. */
static enum jm_status migrate_older(struct jm_store *store,
                                    struct jm_error *err)
{
    int version = 0;
    enum jm_status status = jm_open_check_version(store, &version, err);
    if (status || version == store->schema->version)
        return status;
    struct jm_text backup = JM_TEXT_INIT;
    name_backup(&backup, store->path, version);
    status = backup.failed
                 ? jm_fail_memory(err)
                 : migrate_locked(store, jm_text_get(&backup), version, err);
    jm_text_clear(&backup);
    return status;
}

enum jm_status jm_migrate(struct jm_store *store, bool fresh,
                          struct jm_error *err)
{
    enum jm_status status = jm_db_run(store, SQL_FOREIGN_KEYS_OFF, err);
    if (!status)
        status = jm_db_run(store, SQL_BEGIN_WRITE, err);
    if (!status)
        status = fresh ? migrate_locked(store, NULL, 0, err)
                       : migrate_older(store, err);
    jm_db_rollback(store);
    return status ? status : jm_db_run(store, SQL_FOREIGN_KEYS_ON, err);
}
