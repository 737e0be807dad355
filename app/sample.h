/* The sample season: the CSV files of app/sample, kept in the program. */
#ifndef JM_APP_SAMPLE_H
#define JM_APP_SAMPLE_H

#include "app.h"

struct jm_sample_file {
    const char *name; /* "event.suwon-tours-2023.csv" */
    const char *bytes;
    size_t length;
};

/* Made at build time; name NULL ends the table. Sorted by name. */
extern const struct jm_sample_file jm_sample_files[];

/* Loads all of it into the open plan as one change, through the same door as
 * everything else. *rows counts what was added. An error names file and line.
 */
enum jm_status jm_sample_load(struct jm_app *app, int64_t *rows);

#endif
