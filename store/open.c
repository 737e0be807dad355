#include "open.h"
#include "files.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct jm_opening jm_opening_now = {&jm_schema_now, 5000};

int jm_store_version(void)
{
    return jm_schema_now.version;
}

enum jm_status jm_open_blank(struct jm_store **out, const char *path,
                             enum jm_store_mode mode,
                             const struct jm_opening *how, struct jm_error *err)
{
    struct jm_store *store = calloc(1, sizeof *store);
    *out = store;
    if (store)
        store->path = strdup(path);
    if (!store || !store->path)
        return jm_fail_memory(err);
    store->mode = mode;
    store->schema = how->schema;
    store->patience = how->patience;
    return JM_OK;
}

void jm_store_free(struct jm_store *store)
{
    if (!store)
        return;
    jm_change_free(store->change);
    jm_db_close(store);
    free(store->path);
    free(store);
}

static enum jm_status number_of(struct jm_store *store, int which,
                                int64_t *number, struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, which, &statement, err);
    return status ? status : jm_db_number(store, statement, 0, number, err);
}

static enum jm_status fail_newer(const struct jm_store *store, int version,
                                 struct jm_error *err)
{
    char theirs[16], ours[16];
    snprintf(theirs, sizeof theirs, "%d", version);
    snprintf(ours, sizeof ours, "%d", store->schema->version);
    return jm_fail(err, JM_REFUSED, "user_version", JM_SAY_PLAN_NEWER,
                   store->path, theirs, ours, NULL);
}

enum jm_status jm_open_check_version(struct jm_store *store, int *version,
                                     struct jm_error *err)
{
    int64_t application = 0, number = 0;
    enum jm_status status =
        number_of(store, SQL_APPLICATION, &application, err);
    if (!status)
        status = number_of(store, SQL_VERSION, &number, err);
    *version = (int)number;
    if (status)
        return status;
    if (application != JM_APPLICATION_ID)
        return jm_fail(err, JM_INVALID, "another application_id",
                       JM_SAY_PLAN_IS_OTHER, store->path, NULL);
    if (number > store->schema->version)
        return fail_newer(store, *version, err);
    return JM_OK;
}

/* To be read, an older plan has to be written first. */
static enum jm_status migrate_to_read(struct jm_store *store,
                                      const struct jm_opening *how,
                                      struct jm_error *err)
{
    struct jm_store *writer = NULL;
    struct jm_error why = JM_ERROR_INIT;
    jm_db_close(store);
    enum jm_status status =
        jm_open(&writer, store->path, JM_STORE_WRITE, how, &why);
    jm_store_free(writer);
    if (why.message == JM_SAY_PLAN_READ_ONLY ||
        why.message == JM_SAY_PLAN_FOLDER_READ_ONLY)
        return jm_fail(err, JM_REFUSED, why.cause, JM_SAY_PLAN_OLD_READ_ONLY,
                       store->path, NULL);
    if (status && err && !err->status)
        *err = why;
    return status ? status : jm_db_connect(store, err);
}

static enum jm_status update(struct jm_store *store,
                             const struct jm_opening *how, struct jm_error *err)
{
    int version = 0;
    enum jm_status status = jm_open_check_version(store, &version, err);
    if (status || version == how->schema->version)
        return status;
    return store->mode == JM_STORE_WRITE ? jm_migrate(store, err)
                                         : migrate_to_read(store, how, err);
}

enum jm_status jm_open(struct jm_store **out, const char *path,
                       enum jm_store_mode mode, const struct jm_opening *how,
                       struct jm_error *err)
{
    *out = NULL;
    struct jm_store *store = NULL;
    enum jm_status status = jm_file_look_at(path, err);
    if (!status)
        status = jm_open_blank(&store, path, mode, how, err);
    if (!status)
        status = jm_db_connect(store, err);
    if (!status)
        status = update(store, how, err);
    if (!status && mode == JM_STORE_WRITE)
        status = jm_db_start_log(store, err);
    if (status)
        jm_store_free(store);
    else
        *out = store;
    return status;
}

enum jm_status jm_store_open(struct jm_store **out, const char *path,
                             enum jm_store_mode mode, struct jm_error *err)
{
    return jm_open(out, path, mode, &jm_opening_now, err);
}

/* Messages name the plan, not the draft. */
static enum jm_status write_draft(const char *draft, const char *path,
                                  const struct jm_opening *how,
                                  struct jm_error *err)
{
    struct jm_store *store = NULL;
    enum jm_status status =
        jm_open_blank(&store, path, JM_STORE_WRITE, how, err);
    if (!status) {
        int code = sqlite3_open_v2(
            draft, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE,
            NULL);
        if (code)
            status = jm_db_fail(store, code, err);
    }
    if (!status)
        status = jm_migrate_alone(store, 0, err);
    jm_store_free(store);
    return status;
}

enum jm_status jm_open_new(struct jm_store **out, const char *path,
                           const struct jm_opening *how, struct jm_error *err)
{
    *out = NULL;
    struct jm_text draft = JM_TEXT_INIT;
    enum jm_status status = jm_file_begin(&draft, path, err);
    if (!status)
        status = write_draft(jm_text_get(&draft), path, how, err);
    status = jm_file_end(&draft, path, status, err);
    return status ? status : jm_open(out, path, JM_STORE_WRITE, how, err);
}

enum jm_status jm_store_create(struct jm_store **out, const char *path,
                               struct jm_error *err)
{
    return jm_open_new(out, path, &jm_opening_now, err);
}
