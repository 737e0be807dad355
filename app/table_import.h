/* Spreadsheets that become rows of the plan: .xlsx, .csv, .tsv. */
#ifndef JM_APP_TABLE_IMPORT_H
#define JM_APP_TABLE_IMPORT_H

#include "app.h"

/* The options of a command that imports sheets, in its table:
 *     --dry-run --sheet NAME --as NOUN --host ID --delegation ID
 *     --skip-bad-rows --keep-extra --map "COLUMN=FIELD" (again and again)
 *     --why TEXT */

/* Whether a file is for jm_table_import_run(): by its name, else by its first
 * bytes. False where it cannot be read. */
bool jm_table_import_takes(const char *path);

/* Takes the file in as one change, or not at all: nothing is written where a
 * cell is refused, unless --skip-bad-rows is given, nor with --dry-run. Tells
 * the conflicts that the rows would bring, how columns were read, how many rows
 * are new, updated, unchanged and refused, and each refused cell. *code is the
 * exit code: JM_EXIT_INVALID where cells were refused and nothing was
 * written. */
enum jm_status jm_table_import_run(struct jm_app *app, const char *path,
                                   const char *bytes, size_t length, int *code);

#endif
