/* Rows from sheets, written into a change. */
#ifndef JM_APP_TABLE_ROWS_H
#define JM_APP_TABLE_ROWS_H

#include "table_names.h"
#include <jumelage/mapping.h>

enum jm_table_import_outcome {
    JM_TABLE_ADDED = 0,
    JM_TABLE_UPDATED,
    JM_TABLE_UNCHANGED
};

struct jm_table_import_counts {
    size_t added, updated, unchanged, refused; /* rows */
};

/* Writes one record: the row that it is in the plan, with the values that the
 * sheet gives, or a new one. What is wrong is in *error, and the change is as
 * it was before (JM_INVALID); another status ends the import. */
enum jm_status jm_table_import_record(struct jm_app *app,
                                      struct jm_change *change,
                                      struct jm_names *names,
                                      const struct jm_record *record,
                                      struct jm_table_import_counts *counts,
                                      struct jm_error *error);

#endif
