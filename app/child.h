/* Work on what strangers wrote, done in a child process with limits: whatever
 * it does to memory or time, the program goes on. */
#ifndef JM_APP_CHILD_H
#define JM_APP_CHILD_H

#include "app.h"

/* What the child does: reads what it was given through `data`, adds its answer
 * to `out`. It must leave the plan and the streams of the program alone. */
typedef enum jm_status jm_child_work(void *data, struct jm_text *out,
                                     struct jm_error *err);

/* 0 stands for the standard that is said. */
struct jm_child_limits {
    unsigned cpu_seconds;  /* 5 */
    unsigned wall_seconds; /* 30 */
    size_t memory;         /* bytes of address space, 512 MB; not looked at
                              under AddressSanitizer, which needs terabytes */
    size_t answer;         /* bytes, 128 MB */
    int keep;              /* a descriptor that the child keeps, 0: none */
};

/* Runs the work in a child and adds its answer to `answer`. In the child no
 * descriptor is open but the pipe and `keep`, no file can be written, no core
 * is left.
 *   what the work gave  its own error, as it said it
 *   JM_INVALID          CHILD_TIME, CHILD_MEMORY, CHILD_CRASH, CHILD_ANSWER: a
 *                       limit was reached; `name` is what was being read
 *   JM_FAILED           no child could be made
 *   JM_STOPPED          somebody wished to stop; the child is gone
 * After a failure `answer` is as it was. */
enum jm_status jm_child_run(struct jm_app *app, const char *name,
                            const struct jm_child_limits *limits,
                            jm_child_work *work, void *data,
                            struct jm_text *answer);

#endif
