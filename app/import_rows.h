/* Rows from sheets, written into a change. */
#ifndef JM_APP_IMPORT_ROWS_H
#define JM_APP_IMPORT_ROWS_H

#include "import_names.h"
#include <jumelage/mapping.h>

enum jm_import_outcome {
    JM_IMPORT_ADDED = 0,
    JM_IMPORT_UPDATED,
    JM_IMPORT_UNCHANGED
};

struct jm_import_counts {
    size_t added, updated, unchanged, refused; /* rows */
};

/* Writes one record: the row that it is in the plan, with the values that the
 * sheet gives, or a new one. What is wrong is in *error, and the change is as
 * it was before (JM_INVALID); another status ends the import. */
enum jm_status jm_import_record(struct jm_app *app, struct jm_change *change,
                                struct jm_names *names,
                                const struct jm_record *record,
                                struct jm_import_counts *counts,
                                struct jm_error *error);

#endif
