/* What is wrong with an iCalendar feed, ours or a stranger's (RFC 5545, RFC
 * 7986, and what clients are known to break on).
 *
 * Faults are data: a check, a line and arguments. Sentences are messages
 * (messages/lint.def), in the reader's language. The bytes are read by a reader
 * of its own, which accepts anything: no library sees a feed that is not known
 * to be well. Checks are listed and explained in calendars/README.md. */
#ifndef JUMELAGE_LINT_H
#define JUMELAGE_LINT_H

#include <jumelage/error.h>
#include <jumelage/message.h>
#include <stddef.h>

/* Error: a client loses the calendar or an event. Warning: a client shows
 * something else than what is meant. Remark: it could be better. */
enum jm_lint_severity { JM_LINT_REMARK = 0, JM_LINT_WARNING, JM_LINT_ERROR };
#define JM_LINT_SEVERITIES 3

enum jm_lint_id {
#define LINT(name, id, severity) JM_LINT_##name,
#include <jumelage/lint.def>
#undef LINT
    JM_LINT_CHECKS
};

struct jm_lint_check {
    const char *id; /* "zone-missing": stable, for --json and for people */
    enum jm_lint_severity severity;
    enum jm_message message; /* of {1} and {2} */
};

const struct jm_lint_check *jm_lint_check(enum jm_lint_id id);

#define JM_LINT_ARGS 2
#define JM_LINT_KEPT 5 /* faults kept of each check */

struct jm_lint_fault {
    enum jm_lint_id id;
    size_t line; /* of the file, from 1 on; 0: the whole of it */
    char args[JM_LINT_ARGS][96];
};

/* INIT with JM_LINT_INIT, end with jm_lint_clear(). */
struct jm_lint {
    /* The first faults of each check, sorted by line. */
    struct jm_lint_fault *faults;
    size_t count, room;
    size_t found[JM_LINT_CHECKS]; /* all of each check */
    size_t events;                /* VEVENTs that were read */
};
#define JM_LINT_INIT                                                           \
    {                                                                          \
        NULL, 0, 0, {0}, 0                                                     \
    }

/* Examines the bytes of a feed; what it finds is added to `lint`. Fails only
 * when memory runs out. The work grows with the length as sorting does. */
enum jm_status jm_lint_read(struct jm_lint *lint, const char *bytes,
                            size_t length, struct jm_error *err);

/* Adds a fault that was found elsewhere (in a server's answer). `one` and `two`
 * may be NULL. */
enum jm_status jm_lint_add(struct jm_lint *lint, enum jm_lint_id id,
                           size_t line, const char *one, const char *two,
                           struct jm_error *err);

/* Faults of that severity, those that were not kept too. */
size_t jm_lint_count(const struct jm_lint *lint,
                     enum jm_lint_severity severity);

void jm_lint_clear(struct jm_lint *lint);

#endif
