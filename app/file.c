#include "file.h"
#include "progress.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum jm_status jm_file_fail(struct jm_error *err, enum jm_message message,
                            const char *path)
{
    int why = errno;
    const char *cause = strerror(why);
    if (why == ENOENT || why == ENOTDIR)
        return jm_fail(err, JM_NOT_FOUND, cause, JM_SAY_FILE_MISSING, path,
                       NULL);
    if (why == EACCES || why == EPERM || why == EROFS)
        return jm_fail(err, JM_REFUSED, cause, JM_SAY_FILE_DENIED, path, NULL);
    if (why == ENOSPC || why == EDQUOT || why == EFBIG)
        return jm_fail(err, JM_REFUSED, cause, JM_SAY_FILE_FULL, path, NULL);
    return jm_fail(err, JM_FAILED, cause, message, path, NULL);
}

enum jm_status jm_file_read_open(struct jm_text *out, int file,
                                 const struct jm_file_reading *how,
                                 struct jm_error *err)
{
    char bytes[65536], megabytes[24];
    for (;;) {
        ssize_t got = read(file, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return jm_file_fail(err, how->unreadable, how->name);
        if (got == 0)
            return JM_OK;
        if ((size_t)got > how->most - out->length)
            break;
        jm_text_add_bytes(out, bytes, (size_t)got);
        if (out->failed)
            return jm_fail_memory(err);
    }
    snprintf(megabytes, sizeof megabytes, "%zu", how->most >> 20);
    return jm_fail(err, JM_INVALID, "size", how->too_big, how->name, megabytes,
                   NULL);
}

enum jm_status jm_file_read(struct jm_text *out,
                            const struct jm_file_reading *how,
                            struct jm_error *err)
{
    int file = open(how->name, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return jm_file_fail(err, how->unreadable, how->name);
    enum jm_status status = jm_file_read_open(out, file, how, err);
    close(file);
    return status;
}

/* Something to write into that is not replaced: a pipe, a terminal. */
static bool is_special(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && !S_ISREG(info.st_mode) &&
           !S_ISDIR(info.st_mode);
}

static bool write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static enum jm_status write_file(const char *path, int flags, const char *bytes,
                                 size_t length, const char *named,
                                 struct jm_error *err)
{
    int file = open(path, O_WRONLY | O_CLOEXEC | flags, 0666);
    if (file < 0)
        return jm_file_fail(err, JM_SAY_FILE_FAILED, named);
    bool written = write_all(file, bytes, length);
    int why = errno;
    if (close(file) != 0 && written) {
        written = false;
        why = errno;
    }
    errno = why;
    return written ? JM_OK : jm_file_fail(err, JM_SAY_FILE_FAILED, named);
}

char *jm_file_part(const char *path, struct jm_error *err)
{
    struct jm_text part = JM_TEXT_INIT;
    jm_text_add(&part, path);
    jm_text_add(&part, ".part");
    char *taken = jm_text_take(&part);
    if (!taken)
        jm_fail_memory(err);
    return taken;
}

static bool sync_file(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool synced = file >= 0 && fsync(file) == 0;
    int why = errno;
    if (file >= 0)
        close(file);
    errno = why;
    return synced;
}

enum jm_status jm_file_settle(struct jm_app *app, char *part, const char *path,
                              enum jm_status status)
{
    if (!status)
        status = jm_progress_ask(app);
    if (!status && (!sync_file(part) || rename(part, path) != 0))
        status = jm_file_fail(&app->err, JM_SAY_FILE_FAILED, path);
    if (status)
        unlink(part);
    free(part);
    return status;
}

enum jm_status jm_file_write(struct jm_app *app, const char *path,
                             const char *bytes, size_t length)
{
    if (!path || strcmp(path, "-") == 0) {
        fwrite(bytes, 1, length, app->world->out);
        return JM_OK; /* whether it got out is asked at the end of the run */
    }
    if (is_special(path))
        return write_file(path, 0, bytes, length, path, &app->err);
    char *part = jm_file_part(path, &app->err);
    if (!part)
        return JM_FAILED;
    enum jm_status status =
        write_file(part, O_CREAT | O_TRUNC, bytes, length, path, &app->err);
    return jm_file_settle(app, part, path, status);
}
