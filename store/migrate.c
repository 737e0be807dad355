/* From an older version of the schema to a newer one. */
#include "open.h"
#include "pack.h"
#include <assert.h>
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

/* Through a connection of its own: the one that holds the write lock may not be
 * copied from. */
static enum jm_status back_up(const struct jm_store *store, const char *name,
                              struct jm_error *err)
{
    struct jm_store other = {.path = store->path};
    int code =
        sqlite3_open_v2(store->path, &other.db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    enum jm_status status = code ? jm_db_fail(&other, code, err)
                                 : jm_copy_out(&other, other.db, name, err);
    sqlite3_close(other.db);
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
    assert(version >= 0 && version < schema->version);
    enum jm_status status = backup ? back_up(store, backup, err) : JM_OK;
    for (int v = version; !status && v < schema->version; v++)
        status = apply(store, &schema->migrations[v], err);
    if (!status)
        status = check_references(store, err);
    if (!status)
        status = jm_pack_all(store, err);
    if (!status)
        status = jm_db_run(store, SQL_COMMIT, err);
    if (status && backup)
        unlink(backup);
    return status;
}

static enum jm_status migrate_alone(struct jm_store *store, int version,
                                    struct jm_error *err)
{
    return migrate_locked(store, NULL, version, err);
}

/* Another program may have migrated meanwhile: the version is read again. */
static enum jm_status migrate_older(struct jm_store *store, int version,
                                    struct jm_error *err)
{
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

/* Runs `work` under the write lock, without references being checked. */
static enum jm_status run_locked(struct jm_store *store, int version,
                                 enum jm_status (*work)(struct jm_store *store,
                                                        int version,
                                                        struct jm_error *err),
                                 struct jm_error *err)
{
    enum jm_status status = jm_db_run(store, SQL_FOREIGN_KEYS_OFF, err);
    if (!status)
        status = jm_db_run(store, SQL_BEGIN_WRITE, err);
    if (!status)
        status = work(store, version, err);
    jm_db_rollback(store);
    return status ? status : jm_db_run(store, SQL_FOREIGN_KEYS_ON, err);
}

enum jm_status jm_migrate(struct jm_store *store, struct jm_error *err)
{
    return run_locked(store, 0, migrate_older, err);
}

enum jm_status jm_migrate_alone(struct jm_store *store, int version,
                                struct jm_error *err)
{
    return run_locked(store, version, migrate_alone, err);
}
