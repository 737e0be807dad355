/* An import of sheets while it goes on. */
#ifndef JM_APP_TABLE_WORK_H
#define JM_APP_TABLE_WORK_H

#include "table_rows.h"
#include "told.h"

struct jm_table_import_sheet {
    struct jm_page page;
    struct jm_mapping mapping; /* its noun is NULL for a sheet passed over */
    struct jm_table_import_counts counts;
    enum jm_message passed; /* why: hidden, or without a header */
};

struct jm_table_import {
    struct jm_app *app;
    const char *path;
    struct jm_table_import_sheet *sheets;
    size_t count;
    struct jm_mapping_word *words; /* remembered, then given */
    size_t n_words, n_remembered;
    struct jm_arena arena;      /* of the words */
    struct jm_records refusals; /* only what was refused, of all sheets */
    size_t flights;             /* rows of our own sheets that are none */
    struct jm_change *change;
    struct jm_names names;
    struct jm_tale before, after;
    int64_t number; /* of the change, 0 while none was made */
    bool is_dry, skips_bad, keeps_extra;
};

/* The file's sheets as pages, their texts composed. */
enum jm_status jm_table_import_open(struct jm_table_import *import,
                                    const char *bytes, size_t length);
void jm_table_import_close(struct jm_table_import *import);

/* The words for columns: those of the plan, then those of --map. */
enum jm_status jm_table_import_words(struct jm_table_import *import);
/* Notes what --map and --as said of a sheet, for files of the same layout. */
enum jm_status
jm_table_import_remember(struct jm_table_import *import,
                         const struct jm_table_import_sheet *sheet);

/* What was found, and what would come or has come of it. */
void jm_table_import_tell(struct jm_table_import *import, bool is_written);

#endif
