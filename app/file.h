/* Files that the program reads and writes: whole, or not at all. */
#ifndef JM_APP_FILE_H
#define JM_APP_FILE_H

#include "app.h"

/* Fails with what errno says of `path`: not there, not allowed, disk full, or
 * `message` for everything else. */
enum jm_status jm_file_fail(struct jm_error *err, enum jm_message message,
                            const char *path);

struct jm_file_reading {
    const char *name; /* its path, or what an open one is called */
    size_t most;      /* bytes that it may have */
    /* {1} the name; of one that is too big {2} is `most` in MB. */
    enum jm_message unreadable, too_big;
};

/* Adds the file's bytes to `out`. Fails as jm_file_fail() does, and with
 * JM_INVALID where there are too many. */
enum jm_status jm_file_read(struct jm_text *out,
                            const struct jm_file_reading *how,
                            struct jm_error *err);
/* The same of a file that is open, and stays so. */
enum jm_status jm_file_read_open(struct jm_text *out, int file,
                                 const struct jm_file_reading *how,
                                 struct jm_error *err);

/* Writes the bytes to `path`: "-" or NULL is out; else to a file beside it that
 * is renamed into place once it is whole on disk. Devices (/dev/stdout) and
 * pipes are written as they are. */
enum jm_status jm_file_write(struct jm_app *app, const char *path,
                             const char *bytes, size_t length);

/* The name to write a file under before it is renamed: PATH.part. Free it. */
char *jm_file_part(const char *path, struct jm_error *err);

/* Ends PATH.part, and frees its name: where `status` is JM_OK and nobody wishes
 * to stop, it is synced to disk and renamed to PATH; else it is removed and
 * what was at PATH is still there. */
enum jm_status jm_file_settle(struct jm_app *app, char *part, const char *path,
                              enum jm_status status);

#endif
