/* The parts that make an itinerary. */
#ifndef JM_EXPORTS_PARTS_H
#define JM_EXPORTS_PARTS_H

#include "agenda.h"
#include "sheet.h"

/* The sheet of what happens, a day per page. */
void jm_programme_write(struct jm_book *book, const struct jm_agenda *agenda);

/* The sheet of who comes. */
void jm_members_write(struct jm_book *book, const struct jm_agenda *agenda);

/* The name of the delegation over the first `left` columns, the version over
 * the others; size of its letters in points. */
void jm_title_write(struct jm_sheet *sheet, unsigned left, double size);

/* The block on top of the programme: who, when, where, how many, why. */
void jm_heading_write(struct jm_sheet *sheet, const struct jm_agenda *agenda);

/* Adds the cells that say what a row of the agenda is: activity, place, people,
 * logistics. `places` is the number of collectivities on its day: where there
 * are several, a venue is followed by its own. */
#define JM_PROGRAMME_COLUMNS 8
enum jm_programme_column {
    JM_COLUMN_START = 0,
    JM_COLUMN_END,
    JM_COLUMN_LENGTH,
    JM_COLUMN_ACTIVITY,
    JM_COLUMN_SECOND,
    JM_COLUMN_PLACE,
    JM_COLUMN_CONTACTS,
    JM_COLUMN_LOGISTICS
};
void jm_entry_fill(struct jm_book *book, struct jm_row *row,
                   const struct jm_agenda *agenda,
                   const struct jm_agenda_row *entry, size_t places);

/* A header row of white on navy: each cell in both languages, or in the one
 * that its column is in. */
enum jm_header_kind { JM_HEADER_BOTH = 0, JM_HEADER_FIRST, JM_HEADER_SECOND };
struct jm_header {
    enum jm_message message;
    enum jm_header_kind kind;
};
void jm_header_write(struct jm_sheet *sheet, const struct jm_header *headers,
                     unsigned count);

extern const struct jm_box jm_box_plain;

#endif
