/* The plan out and in: all of it as JSON, one kind of row as CSV. */
#ifndef JM_APP_DUMP_H
#define JM_APP_DUMP_H

#include "app.h"

/* export json: every row but releases and what was looked at, to --output. Read
 * again by jm_import_json() into an empty plan it gives the same bytes.
 * Personal data, and the calendars whose addresses are such, only with
 * --reveal, which the log notes. Versions of rows are left out, the bookkeeping
 * of events is kept: subscribers know their SEQUENCE. Opens the plan. */
enum jm_status jm_export_json(struct jm_app *app);

/* export csv: the rows of the noun that --kind names, with headers and choices
 * in the language of the run, references by id. Text that a spreadsheet would
 * take for a formula gets an apostrophe before it. The separator is what Excel
 * expects: a semicolon in French, else a comma; --bom begins with a byte order
 * mark. Opens the plan. */
enum jm_status jm_export_csv(struct jm_app *app);

/* What an import of rows came to. */
struct jm_import_counts {
    int64_t added, changed, unchanged;
};

/* Adds and replaces the rows that the JSON holds, inside `change`; others stay.
 * JM_INVALID says the line. */
enum jm_status jm_import_json(struct jm_app *app, struct jm_change *change,
                              const char *name, const char *bytes,
                              size_t length, struct jm_import_counts *counts);

/* import FILE.json: the same with the file, as one change; with --dry-run
 * nothing is written. Opens the plan. */
enum jm_status jm_import_json_file(struct jm_app *app, const char *path);

#endif
