/* A calendar as it was taken in: its occurrences, read in a child. */
#ifndef JM_APP_TAKEN_H
#define JM_APP_TAKEN_H

#include "app.h"
#include <jumelage/intake.h>

struct jm_taken {
    struct jm_occurrence *all; /* by (uid, recurrence); texts lent from bytes */
    size_t count;
    struct jm_intake_report report;
    struct jm_text bytes;
};
#define JM_TAKEN_INIT                                                          \
    {                                                                          \
        .bytes = JM_TEXT_INIT                                                  \
    }

/* Reads a calendar's bytes in a child with limits (child.h). `name` stands for
 * it in errors: a file's name, or an address's host. Times without a zone are
 * of `home`, an IANA name. Ended by jm_taken_clear(), also after a failure. */
enum jm_status jm_taken_read(struct jm_app *app, const char *name,
                             const char *home, bool texts,
                             const struct jm_text *stream,
                             struct jm_taken *taken);
void jm_taken_clear(struct jm_taken *taken);

/* What the reader remarked, on err. */
void jm_taken_tell(const struct jm_app *app, const char *name,
                   const struct jm_taken *taken);

/* Order of (uid, recurrence) pairs. */
int jm_taken_order(const char *uid, const char *recurrence,
                   const char *other_uid, const char *other_recurrence);

/* Writes an occurrence's zone and its first and last instant as a row's LOCAL
 * and UNTIL fields have them: dates where it lasts whole days. Where wall times
 * do not name the instants (clocks that go back), they are those of UTC. */
enum jm_status jm_taken_set_span(struct jm_app *app, struct jm_row *row,
                                 const struct jm_occurrence *occurrence,
                                 int starts, int ends, int zone);

/* What an import is told by. */
struct jm_import {
    const char *name;     /* of the file, or the address's host */
    const char *host;     /* id of the collectivity */
    const char *calendar; /* id where it is a registered one, else NULL */
    const char *why;      /* what the log says; never an address */
};

#endif
