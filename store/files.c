#include "files.h"
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A pipe would make SQLite wait. */
enum jm_status jm_file_look_at(const char *path, struct jm_error *err)
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

/* A file that nobody else has: random names alone are not enough, children of
 * one program draw the same ones. */
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

enum jm_status jm_file_begin(struct jm_text *draft, const char *path,
                             struct jm_error *err)
{
    enum jm_status status = check_folder(path, err);
    if (!status)
        status = check_free(path, err);
    return status ? status : claim_draft(draft, path, err);
}

enum jm_status jm_file_end(struct jm_text *draft, const char *path,
                           enum jm_status status, struct jm_error *err)
{
    if (!status && publish(jm_text_get(draft), path))
        status = jm_fail(err, JM_REFUSED, strerror(errno), JM_SAY_PLAN_EXISTS,
                         path, NULL);
    if (status && draft->length)
        unlink(jm_text_get(draft));
    if (!status)
        sync_folder(path);
    jm_text_clear(draft);
    return status;
}
