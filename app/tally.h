/* What an import comes to: how many rows became what, and the first of them. */
#ifndef JM_APP_TALLY_H
#define JM_APP_TALLY_H

#include "app.h"
#include <jansson.h>

enum jm_tally_kind {
    JM_TALLY_NEW = 0,
    JM_TALLY_UPDATED,
    JM_TALLY_CANCELLED, /* cancelled, free now, or gone from the calendar */
    JM_TALLY_UNCHANGED,
    JM_TALLY_RECOGNISED, /* events of the plan that came back */
    JM_TALLY_OLDER,      /* a higher SEQUENCE is stored */
    JM_TALLIES
};
#define JM_TALLY_LINES 10

struct jm_tally {
    size_t count[JM_TALLIES];
    /* of those that change something */
    struct jm_tally_line {
        char title[128], starts[24], id[64];
    } lines[JM_TALLY_CANCELLED + 1][JM_TALLY_LINES];
};

void jm_tally_note(struct jm_tally *tally, enum jm_tally_kind kind,
                   const char *id, const char *title, const char *starts);

/* Whether anything is to be written. */
bool jm_tally_changes(const struct jm_tally *tally);

/* On out; counts of nothing are left out. */
void jm_tally_tell(const struct jm_app *app, const struct jm_tally *tally);
/* {"new": {"count": 1, "first": [{"id", "title", "starts"}]}, ...} */
void jm_tally_json(json_t *object, const struct jm_tally *tally);

#endif
