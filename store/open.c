#include "open.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const struct jm_opening jm_opening_now = {&jm_schema_now, 5000};

int jm_store_version(void)
{
    return jm_schema_now.version;
}

static enum jm_status store_new(struct jm_store **out, const char *path,
                                enum jm_store_mode mode,
                                const struct jm_opening *how,
                                struct jm_error *err)
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

/* What can be said of a path before SQLite sees it. A pipe would make it wait.
 */
static enum jm_status look_at(const char *path, struct jm_error *err)
{
    struct stat file;
    if (!stat(path, &file)) {
        if (!S_ISREG(file.st_mode) || !file.st_size)
            return jm_fail(err, JM_INVALID, "empty, or not a regular file",
                           JM_SAY_PLAN_IS_NONE, path, NULL);
        if (access(path, R_OK))
            return jm_fail(err, JM_REFUSED, strerror(errno), JM_SAY_PLAN_CLOSED,
                           path, NULL);
        return JM_OK;
    }
    if (errno == EACCES)
        return jm_fail(err, JM_REFUSED, strerror(errno),
                       JM_SAY_PLAN_FOLDER_CLOSED, path, NULL);
    return jm_fail(err, JM_NOT_FOUND, strerror(errno), JM_SAY_PLAN_MISSING,
                   path, NULL);
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
    return store->mode == JM_STORE_WRITE ? jm_migrate(store, false, err)
                                         : migrate_to_read(store, how, err);
}

enum jm_status jm_open(struct jm_store **out, const char *path,
                       enum jm_store_mode mode, const struct jm_opening *how,
                       struct jm_error *err)
{
    *out = NULL;
    struct jm_store *store = NULL;
    enum jm_status status = look_at(path, err);
    if (!status)
        status = store_new(&store, path, mode, how, err);
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

static void folder_of(struct jm_text *folder, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash)
        jm_text_add_bytes(folder, path, (size_t)(slash - path) + 1);
    else
        jm_text_add(folder, ".");
}

static enum jm_status check_folder(const char *path, struct jm_error *err)
{
    struct jm_text name = JM_TEXT_INIT;
    folder_of(&name, path);
    struct stat folder;
    enum jm_message message = JM_SAY_NOTHING;
    if (stat(jm_text_get(&name), &folder))
        message = errno == EACCES ? JM_SAY_PLAN_FOLDER_CLOSED
                                  : JM_SAY_PLAN_FOLDER_MISSING;
    else if (!S_ISDIR(folder.st_mode))
        message = JM_SAY_PLAN_FOLDER_MISSING;
    else if (access(jm_text_get(&name), W_OK | X_OK))
        message = JM_SAY_PLAN_FOLDER_READ_ONLY;
    enum jm_status status = JM_OK;
    if (message)
        status = jm_fail(err, JM_REFUSED, strerror(errno), message, path,
                         jm_text_get(&name), NULL);
    jm_text_clear(&name);
    return status;
}

static bool is_taken(const char *path, const char *end)
{
    struct jm_text name = JM_TEXT_INIT;
    jm_text_addf(&name, "%s%s", path, end);
    struct stat there;
    bool is = !lstat(jm_text_get(&name), &there);
    jm_text_clear(&name);
    return is;
}

/* A journal that some other plan of this name left would be played back into a
 * new one. That of a plan which is there, or is just being made, is its own. */
static enum jm_status check_free(const char *path, struct jm_error *err)
{
    bool journal = is_taken(path, "-journal"), log = is_taken(path, "-wal");
    if (is_taken(path, ""))
        return jm_fail(err, JM_REFUSED, "file exists", JM_SAY_PLAN_EXISTS, path,
                       NULL);
    if (!journal && !log)
        return JM_OK;
    struct jm_text name = JM_TEXT_INIT;
    jm_text_addf(&name, "%s%s", path, log ? "-wal" : "-journal");
    jm_fail(err, JM_REFUSED, "file exists", JM_SAY_PLAN_LEFTOVER,
            jm_text_get(&name), NULL);
    jm_text_clear(&name);
    return JM_REFUSED;
}

/* The folder's entry for the new file is made to last, too. */
static void sync_folder(const char *path)
{
    struct jm_text folder = JM_TEXT_INIT;
    folder_of(&folder, path);
    int file = open(jm_text_get(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file >= 0) {
        fsync(file);
        close(file);
    }
    jm_text_clear(&folder);
}

/* Gives the draft its name unless somebody has taken it: link() never replaces.
 * Where the file system has no links, the name is claimed first. */
static int publish(const char *draft, const char *path)
{
    if (!link(draft, path))
        return unlink(draft);
    if (errno == EEXIST)
        return -1;
    int claim = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
    if (claim < 0)
        return -1;
    close(claim);
    return rename(draft, path);
}

/* A file beside the plan that nobody else has: random names alone are not
 * enough, children of one program draw the same ones. */
static enum jm_status claim_draft(struct jm_text *draft, const char *path,
                                  struct jm_error *err)
{
    int file = -1;
    for (int tries = 0; file < 0 && tries < 100; tries++) {
        uint64_t random = 0;
        sqlite3_randomness(sizeof random, &random);
        jm_text_reset(draft);
        jm_text_addf(draft, "%s.new-%016llx", path, (unsigned long long)random);
        file = open(jm_text_get(draft), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC,
                    0666);
        if (file < 0 && errno != EEXIST)
            break;
    }
    if (file >= 0) {
        close(file);
        return JM_OK;
    }
    jm_text_clear(draft);
    return jm_fail(err, JM_REFUSED, strerror(errno),
                   errno == ENOSPC || errno == EDQUOT
                       ? JM_SAY_PLAN_DISK_FULL
                       : JM_SAY_PLAN_FOLDER_READ_ONLY,
                   path, NULL);
}

/* Messages name the plan, not the draft. */
static enum jm_status write_draft(const char *draft, const char *path,
                                  const struct jm_opening *how,
                                  struct jm_error *err)
{
    struct jm_store *store = NULL;
    enum jm_status status = store_new(&store, path, JM_STORE_WRITE, how, err);
    if (!status) {
        int code = sqlite3_open_v2(
            draft, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE,
            NULL);
        if (code)
            status = jm_db_fail(store, code, err);
    }
    if (!status)
        status = jm_migrate(store, true, err);
    jm_store_free(store);
    return status;
}

enum jm_status jm_open_new(struct jm_store **out, const char *path,
                           const struct jm_opening *how, struct jm_error *err)
{
    *out = NULL;
    struct jm_text draft = JM_TEXT_INIT;
    enum jm_status status = check_folder(path, err);
    if (!status)
        status = check_free(path, err);
    if (!status)
        status = claim_draft(&draft, path, err);
    if (!status)
        status = write_draft(jm_text_get(&draft), path, how, err);
    if (!status && publish(jm_text_get(&draft), path))
        status = jm_fail(err, JM_REFUSED, strerror(errno), JM_SAY_PLAN_EXISTS,
                         path, NULL);
    if (status && draft.length)
        unlink(jm_text_get(&draft));
    jm_text_clear(&draft);
    if (status)
        return status;
    sync_folder(path);
    return jm_open(out, path, JM_STORE_WRITE, how, err);
}

enum jm_status jm_store_create(struct jm_store **out, const char *path,
                               struct jm_error *err)
{
    return jm_open_new(out, path, &jm_opening_now, err);
}
