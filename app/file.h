/* Files that the program writes: whole, or not at all. */
#ifndef JM_APP_FILE_H
#define JM_APP_FILE_H

#include "app.h"

/* Fails with what errno says of `path`: not there, not allowed, disk full, or
 * `message` for everything else. */
enum jm_status jm_file_fail(struct jm_error *err, enum jm_message message,
                            const char *path);

/* Writes the bytes to `path`: "-" or NULL is out; else to a file beside it that
 * is renamed into place once it is whole on disk. Devices (/dev/stdout) and
 * pipes are written as they are. */
enum jm_status jm_file_write(struct jm_app *app, const char *path,
                             const char *bytes, size_t length);

/* The name to write a file under before it is renamed: PATH.part. Free it. */
char *jm_file_part(const char *path, struct jm_error *err);

/* Renames PATH.part, synced to disk, to PATH; on failure the part is removed
 * and what was at PATH is still there. */
enum jm_status jm_file_settle(const char *part, const char *path,
                              struct jm_error *err);

#endif
