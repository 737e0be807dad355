/* How a function says that it failed: a status for the caller, a message for
 * the person, a cause for the log. */
#ifndef JUMELAGE_ERROR_H
#define JUMELAGE_ERROR_H

#include <jumelage/lang.h>
#include <jumelage/message.h>
#include <jumelage/text.h>

/* One per way a caller could react. JM_OK is 0, so `if (status)` reads as "if
 * it failed". */
enum jm_status {
    JM_OK = 0,
    JM_END,       /* a walk has no more rows */
    JM_NOT_FOUND, /* what was named is not there: exit code 4 */
    JM_INVALID,   /* what was given cannot be: exit code 3 */
    JM_REFUSED,   /* could be done, but not here and now: exit code 5 */
    JM_FAILED,    /* the world or the program is broken: exit code 70 */
    JM_STOPPED    /* somebody asked to stop: exit code 130 */
};

#define JM_ERROR_ARGS 4

/* Lives in the caller's frame: no allocation, no free. */
struct jm_error {
    enum jm_status status;
    enum jm_message message;
    char args[JM_ERROR_ARGS][256]; /* of the message, cut between characters */
    char place[256]; /* "events.csv:12", "Feuille1!B7"; "" when there is none */
    char cause[256]; /* for the log, in English: "sqlite: disk I/O error" */
};

#define JM_ERROR_INIT                                                          \
    {                                                                          \
        JM_OK, JM_SAY_NOTHING, {{0}}, {0},                                     \
        {                                                                      \
            0                                                                  \
        }                                                                      \
    }

/* Writes the error, where it happens, and returns its status. The arguments of
 * the message follow as C strings, ended by NULL; "@event" is said as what an
 * event is called in the language of the reader (jm_noun's `spoken`). An error
 * that is already written is kept: the first one knows most. err may be NULL.
 */
enum jm_status jm_fail(struct jm_error *err, enum jm_status status,
                       const char *cause, enum jm_message message, ...)
    __attribute__((sentinel));

/* Out of memory, as an error. */
enum jm_status jm_fail_memory(struct jm_error *err);

/* Says where, once the caller that knows it is reached; keeps a place that is
 * already said. line 0 means the whole file. Returns err->status. */
enum jm_status jm_error_at(struct jm_error *err, const char *file,
                           unsigned long line);

/* Makes it JM_OK again. */
void jm_error_clear(struct jm_error *err);

/* "events.csv:12 : la date « 2026-02-30 » n'existe pas". No newline. */
void jm_error_say(const struct jm_error *err, enum jm_lang lang,
                  struct jm_text *out);

#endif
