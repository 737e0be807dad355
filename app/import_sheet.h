/* Spreadsheets that become rows of the plan: .xlsx, .csv, .tsv. */
#ifndef JM_APP_IMPORT_SHEET_H
#define JM_APP_IMPORT_SHEET_H

#include "app.h"

/* The options of a command that imports sheets, in its table:
 *     --dry-run --sheet NAME --as NOUN --host ID --delegation ID
 *     --skip-bad-rows --keep-extra --map "COLUMN=FIELD" (again and again)
 *     --why TEXT */

/* Whether a file is for jm_import_sheet(): by its first bytes, then, for what
 * is text, by its name. */
bool jm_import_is_sheet(const char *path, const char *bytes, size_t length);

/* Takes the file in as one change, or not at all: nothing is written where a
 * cell is refused, unless --skip-bad-rows is given, nor with --dry-run. Tells
 * the conflicts that the rows would bring, how columns were read, how many rows
 * are new, updated, unchanged and refused, and each refused cell. *code is the
 * exit code: JM_EXIT_INVALID where cells were refused and nothing was
 * written. */
enum jm_status jm_import_sheet(struct jm_app *app, const char *path,
                               const char *bytes, size_t length, int *code);

#endif
