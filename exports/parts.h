/* The parts that make an itinerary. */
#ifndef JM_EXPORTS_PARTS_H
#define JM_EXPORTS_PARTS_H

#include "agenda.h"
#include "sheet.h"

/* The sheet of what happens, a day per page. */
void jm_programme_write(struct jm_book *book, const struct jm_agenda *agenda);

/* The sheet of who comes. */
void jm_members_write(struct jm_book *book, const struct jm_agenda *agenda);

/* The order of precedence of the delegation's members: indexes in
 * plan->members, head first; NULL when memory ran out, else the caller frees
 * it. */
uint32_t *jm_members_order(const struct jm_book *book);

/* "ven. 5 mai, 09:30" by the clocks of a zone. */
const char *jm_book_moment(struct jm_book *book, const struct jm_zone *zone,
                           jm_utc instant, enum jm_lang lang);

/* Members who are at an event, in their order: its track, its time. The caller
 * frees *present; NULL, and none, when memory ran out. */
uint32_t jm_members_present(struct jm_book *book, const struct jm_event *event,
                            uint32_t **present);
/* The person is a member of the delegation. */
bool jm_members_hold(const struct jm_book *book, uint32_t person);

/* The sheets besides. Those of an itinerary read its agenda. */
void jm_contacts_write(struct jm_book *book, const struct jm_agenda *agenda);
void jm_places_write(struct jm_book *book, const struct jm_agenda *agenda);
void jm_minutes_write(struct jm_book *book, const struct jm_agenda *agenda);
void jm_transport_write(struct jm_book *book, const struct jm_agenda *agenda);
void jm_interpreters_write(struct jm_book *book,
                           const struct jm_agenda *agenda);
void jm_nights_write(struct jm_book *book, const struct jm_agenda *agenda);
void jm_rooming_write(struct jm_book *book, const struct jm_agenda *agenda);
void jm_meals_write(struct jm_book *book, const struct jm_agenda *agenda);
void jm_alerts_write(struct jm_book *book, const struct jm_agenda *agenda);
void jm_versions_write(struct jm_book *book, const struct jm_agenda *agenda);

/* Finds the places of an agenda and the rows that they will have on their
 * sheet, before anything is written: book->spots. */
void jm_places_find(struct jm_book *book, const struct jm_agenda *agenda);

/* A finding is told in this workbook. */
bool jm_alerts_hold(const struct jm_book *book,
                    const struct jm_finding *finding);

/* The sheets of a year; of a host where book->how->kind says so. */
void jm_year_write(struct jm_book *book);
void jm_events_write(struct jm_book *book);
void jm_visits_write(struct jm_book *book);
void jm_conflicts_write(struct jm_book *book);
void jm_load_write(struct jm_book *book);

/* The sheets of templates. */
void jm_templates_write(struct jm_book *book);

/* The QR code of the live feed, its right edge on that of the sheet, from a row
 * on; size in points. */
void jm_feed_draw(struct jm_sheet *sheet, uint32_t row, double size);

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
void jm_entry_fill(struct jm_book *book, struct jm_sheet_row *row,
                   const struct jm_agenda *agenda,
                   const struct jm_agenda_row *entry, size_t places);

/* What a row says, for other sheets. */
struct jm_entry_words {
    struct jm_twin title, place, contacts, logistics;
};
struct jm_entry_words jm_entry_words(struct jm_book *book,
                                     const struct jm_agenda *agenda,
                                     const struct jm_agenda_row *row);

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
