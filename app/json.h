/* --json: keys are stable and in one order; text is UTF-8 as it is. */
#ifndef JM_APP_JSON_H
#define JM_APP_JSON_H

#include "app.h"
#include <jansson.h>

/* Writes the value, indented, with a newline, to out, and lets it go. NULL
 * (out of memory while it was made) ends the run as an internal error would:
 * nothing is written. */
void jm_json_print(const struct jm_app *app, json_t *value);

/* Sets a key to a value that is let go; NULL values are left out. */
void jm_json_set(json_t *object, const char *key, json_t *value);

/* The text, or null for NULL and "". */
json_t *jm_json_text(const char *text);

/* RFC 3339 UTC. */
json_t *jm_json_utc(jm_utc utc);

/* A field's value: references are ids, yes and no booleans, instants RFC 3339
 * UTC. */
json_t *jm_json_value(const struct jm_field *field,
                      const struct jm_value *value);

/* A row: "id", "version", then its fields in the noun's order; references are
 * ids, yes and no booleans. Personal fields that are masked are "***". */
json_t *jm_json_row(const struct jm_row *row, bool masked);

#endif
