/* The sheet of places: where each is, and what happens there. */
#include "list.h"

#include <assert.h>
#include <string.h>

enum { PLACE = 0, HOST, ADDRESS, MAP, FIRST, EVENTS, COLUMNS };

static const struct jm_column columns[COLUMNS] = {
    {JM_SAY_COLUMN_PLACE, JM_HEADER_BOTH, 38, JM_FOR_ALL, false},
    {JM_SAY_COLUMN_HOST, JM_HEADER_BOTH, 22, JM_FOR_ALL, false},
    {JM_SAY_COLUMN_ADDRESS, JM_HEADER_BOTH, 36, JM_FOR_ALL, false},
    {JM_SAY_COLUMN_MAP, JM_HEADER_BOTH, 16, JM_FOR_ALL, false},
    {JM_SAY_COLUMN_FIRST, JM_HEADER_BOTH, 17, JM_FOR_ALL, true},
    {JM_SAY_COLUMN_PROGRAMME, JM_HEADER_BOTH, 48, JM_FOR_ALL, false}};

/* Rows above the first place: what it is, its name, the header. */
#define ABOVE 3

static void find_one(struct jm_book *book, uint32_t venue, uint32_t *next)
{
    if (venue != JM_NONE && !book->spots[venue])
        book->spots[venue] = (*next)++;
}

void jm_places_find(struct jm_book *book, const struct jm_agenda *agenda)
{
    uint32_t next = ABOVE;
    for (size_t i = 0; i < agenda->count; i++) {
        if (agenda->rows[i].kind != JM_AGENDA_EVENT)
            continue;
        const struct jm_event *event =
            &book->plan->events[agenda->rows[i].index];
        find_one(book, event->venue, &next);
        find_one(book, event->to_venue, &next);
    }
    book->places = jm_message_template(JM_SAY_SHEET_PLACES, book->how->first);
}

/* "ven. 5 mai, 09:30 – Visite de courtoisie": what happens at a venue, five
 * lines at most; gives the first one. */
static const struct jm_agenda_row *fill_events(struct jm_book *book,
                                               const struct jm_agenda *agenda,
                                               uint32_t venue,
                                               struct jm_cell *cell)
{
    const struct jm_agenda_row *first = NULL;
    for (size_t i = 0; i < agenda->count && cell->n_lines < 5; i++) {
        const struct jm_agenda_row *row = &agenda->rows[i];
        if (row->kind != JM_AGENDA_EVENT || row->slot != JM_AGENDA_HOURS ||
            row->cancelled)
            continue;
        const struct jm_event *event = &book->plan->events[row->index];
        if (event->venue != venue && event->to_venue != venue)
            continue;
        struct jm_text text = JM_TEXT_INIT;
        jm_text_addf(&text, "%s – %s",
                     jm_book_moment(book, &book->plan->zones[row->zone],
                                    row->span.from, book->how->first),
                     jm_entry_words(book, agenda, row).title.first);
        jm_cell_add(book, cell, jm_book_keep(book, &text), jm_pen_small);
        if (!first)
            first = row;
    }
    return first;
}

static void fill_map(struct jm_list *list, const struct jm_venue *venue)
{
    struct jm_text url = JM_TEXT_INIT;
    struct jm_book *book = list->sheet.book;
    struct jm_cell *cell = jm_list_cell(list, MAP);
    static const struct jm_pen pen = {9, JM_INK_NAVY, .bold = false};
    if (!venue->placed)
        return;
    jm_text_addf(&url, "https://www.openstreetmap.org/?mlat=%.5f&mlon=%.5f",
                 venue->latitude, venue->longitude);
    jm_cell_add(book, cell, "OpenStreetMap", pen);
    cell->link = jm_book_link(book, jm_book_keep(book, &url));
}

static void write_place(struct jm_list *list, const struct jm_agenda *agenda,
                        uint32_t index)
{
    struct jm_book *book = list->sheet.book;
    const struct jm_venue *venue = &book->plan->venues[index];
    jm_list_begin(list);
    jm_list_twin(list, PLACE, jm_book_twin(book, venue->name), true);
    jm_list_twin(list, HOST, jm_book_host(book, venue->collectivity), false);
    jm_cell_add(book, jm_list_cell(list, ADDRESS),
                venue->address ? venue->address : "", jm_pen_plain);
    fill_map(list, venue);
    const struct jm_agenda_row *first =
        fill_events(book, agenda, index, jm_list_cell(list, EVENTS));
    if (first) {
        jm_list_moment(
            list, FIRST,
            jm_zone_wall(&book->plan->zones[first->zone], first->span.from),
            jm_format_moment(book->how->first));
        jm_list_cell(list, FIRST)->link =
            jm_book_target(book, book->programme, book->lines[first->index]);
    }
    uint32_t row = jm_list_end(list);
    assert(row == book->spots[index]);
    (void)row;
}

void jm_places_write(struct jm_book *book, const struct jm_agenda *agenda)
{
    struct jm_list list;
    jm_list_open(&list, book, JM_SAY_SHEET_PLACES, columns, COLUMNS);
    assert(list.sheet.row == ABOVE);
    for (uint32_t row = ABOVE, found = 1; found; row++) {
        found = 0;
        for (uint32_t i = 0; i < book->plan->n_venues && !found; i++)
            if (book->spots[i] == row) {
                write_place(&list, agenda, i);
                found = 1;
            }
    }
    jm_list_close(&list, JM_SAY_PLACES_NONE);
}
