/* Content lines of iCalendar (RFC 5545 §3.1), written to the letter: CRLF,
 * folded at 75 octets, no character and no escape pair cut in two. */
#ifndef JUMELAGE_CALENDARS_ICS_H
#define JUMELAGE_CALENDARS_ICS_H

#include <jumelage/civil.h>
#include <jumelage/text.h>

/* Lines being written. INIT with the text they go to; there is nothing to
 * clear. */
struct jm_ics {
    struct jm_text *out;
    size_t column; /* octets on the line so far */
};

/* A whole line, or a property with its value, as they stand: the caller vouches
 * that nothing in them needs escaping. */
void jm_ics_line(struct jm_ics *ics, const char *line);
void jm_ics_property(struct jm_ics *ics, const char *name, const char *value);

/* A property of type TEXT (§3.3.11): backslash, semicolon, comma and newline in
 * the value are escaped. `text` is clean (text.h). */
void jm_ics_text(struct jm_ics *ics, const char *name, const char *text);

/* The pieces of a line, for values that are made of several. `name` ends where
 * the value begins: "CATEGORIES", "DTSTART;TZID=Europe/Paris". */
void jm_ics_begin(struct jm_ics *ics, const char *name);
void jm_ics_add(struct jm_ics *ics, const char *raw);
void jm_ics_add_text(struct jm_ics *ics, const char *text);
void jm_ics_end(struct jm_ics *ics);

/* "20260317", "20260317T093000", "20260317T083000Z". */
void jm_ics_day(struct jm_ics *ics, const char *name, jm_day day);
void jm_ics_wall(struct jm_ics *ics, const char *name, jm_wall wall);
void jm_ics_utc(struct jm_ics *ics, const char *name, jm_utc utc);

#endif
