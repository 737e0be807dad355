/* Properties and their values: RFC 5545 §3.1 to §3.3, RFC 6868. */
#ifndef JUMELAGE_CALENDARS_INTAKE_VALUE_H
#define JUMELAGE_CALENDARS_INTAKE_VALUE_H

#include <jumelage/civil.h>
#include <jumelage/error.h>
#include <jumelage/text.h>

/* A piece of a line: not ended by NUL. */
struct jm_piece {
    const char *at;
    size_t count;
};

/* A word of a fixed table, ASCII letters compared without case. */
bool jm_piece_is(struct jm_piece piece, const char *word);
bool jm_piece_starts(struct jm_piece piece, const char *word);

/* What stands before the first `mark`, which is taken off `rest` with it; all
 * of it when there is no mark. False when rest->at is NULL: it was the last. */
bool jm_piece_split(struct jm_piece *rest, char mark, struct jm_piece *first);

/* "1234" or "+12" or "-3", no more than `most` away from 0, and nothing else.
 */
bool jm_piece_number(struct jm_piece piece, long most, long *number);

/* A line in its parts: "GROUP.NAME;PARAMETERS:VALUE". */
struct jm_property {
    struct jm_piece name, parameters, value;
};

/* False when the line has no colon. */
bool jm_property_read(struct jm_property *property, const char *line,
                      size_t count);

/* A parameter's value without its quotes; false when it is not there. */
bool jm_property_parameter(const struct jm_property *property, const char *name,
                           struct jm_piece *value);

/* ---- times ---- */

enum jm_form { JM_FORM_DATE = 0, JM_FORM_LOCAL, JM_FORM_UTC };

/* "20260317", "20260317T093000", "20260317T083000Z", of the years 1 to 9999.
 * Seconds may be missing; a leap second is the one before it. */
bool jm_value_time(struct jm_piece piece, enum jm_form *form, jm_wall *wall);

/* "P1DT2H30M", "-PT15M", "P2W": days are those of the calendar. */
struct jm_duration {
    int32_t days;
    int32_t seconds;
};
bool jm_value_duration(struct jm_piece piece, struct jm_duration *duration);

/* "+0100", "-033000", "+01:00". */
bool jm_value_offset(struct jm_piece piece, int32_t *seconds);

/* ---- texts ---- */

/* Adds a TEXT value as clean text (text.h) in NFC, at most `most` bytes of it:
 * escapes are read, control characters dropped. What is not UTF-8 is read as
 * Windows-1252, and *foreign set. Blanks around it are dropped; on one line,
 * newlines are blanks. */
struct jm_text_want {
    size_t most;
    bool one_line;
};
enum jm_status jm_value_text(struct jm_text *out, struct jm_piece piece,
                             struct jm_text_want want, bool *foreign,
                             struct jm_error *err);

/* Adds a parameter's value the same way, its escapes being ^n ^' ^^. */
enum jm_status jm_value_parameter(struct jm_text *out, struct jm_piece piece,
                                  size_t most, struct jm_error *err);

#endif
