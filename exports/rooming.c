/* Nights: counts for protocol staff, names and rooms for the hotel alone. */
#include "list.h"

#include <jumelage/words.h>
#include <stdlib.h>

/* ---- nights, in counts ---- */

enum { NIGHT = 0, HOTEL, ADDRESS, PEOPLE, ROOMS, SURE, NIGHTS };

#define STAFF JM_FOR_PROTOCOL
#define DESK JM_FOR_HOTEL

static const struct jm_column night_columns[NIGHTS] = {
    {JM_SAY_COLUMN_NIGHT, JM_HEADER_BOTH, 20, STAFF, true},
    {JM_SAY_COLUMN_HOTEL, JM_HEADER_BOTH, 40, STAFF, false},
    {JM_SAY_COLUMN_ADDRESS, JM_HEADER_BOTH, 38, STAFF, false},
    {JM_SAY_COLUMN_PEOPLE, JM_HEADER_BOTH, 11, STAFF, true},
    {JM_SAY_COLUMN_ROOMS, JM_HEADER_BOTH, 36, STAFF, false},
    {JM_SAY_COLUMN_STATUS, JM_HEADER_BOTH, 16, STAFF, false}};

#define ROOM_KINDS (JM_ROOM_FAMILY + 1)

/* How many rooms of each kind those present need; the last is for whom none is
 * said. */
struct rooms {
    uint32_t people, of[ROOM_KINDS + 1];
};

static struct rooms count_rooms(struct jm_book *book,
                                const struct jm_event *night,
                                struct jm_span span)
{
    struct rooms rooms = {.people = 0};
    struct jm_event at = *night;
    uint32_t *present = NULL;
    at.span = span;
    rooms.people = jm_members_present(book, &at, &present);
    for (uint32_t i = 0; i < rooms.people; i++) {
        int room = book->plan->members[present[i]].room;
        rooms.of[room < 0 ? ROOM_KINDS : room]++;
    }
    free(present);
    return rooms;
}

static const char *rooms_in(struct jm_book *book, enum jm_lang lang,
                            const struct rooms *rooms)
{
    struct jm_text text = JM_TEXT_INIT;
    for (int i = 0; i <= ROOM_KINDS; i++) {
        if (!rooms->of[i])
            continue;
        jm_text_addf(&text, "%s%u × %s", text.length ? " · " : "", rooms->of[i],
                     i < ROOM_KINDS
                         ? jm_choice_name(JM_SET_room, i, lang)
                         : jm_message_template(JM_SAY_ROOM_UNKNOWN, lang));
    }
    return jm_book_keep(book, &text);
}

/* The place where a night is spent: a venue, else what the event is called. */
static struct jm_twin hotel_of(struct jm_book *book, uint32_t event)
{
    uint32_t venue = book->plan->events[event].venue;
    return venue == JM_NONE
               ? jm_book_twin(book, book->plan->texts[event].title)
               : jm_book_twin(book, book->plan->venues[venue].name);
}

static const char *address_of(const struct jm_plan *plan, uint32_t event)
{
    uint32_t venue = plan->events[event].venue;
    const char *address = venue == JM_NONE ? NULL : plan->venues[venue].address;
    return address ? address : "";
}

static void write_night(struct jm_list *list, const struct jm_agenda_row *row)
{
    struct jm_book *book = list->sheet.book;
    const struct jm_event *event = &book->plan->events[row->index];
    jm_utc evening =
        jm_zone_day_start(&book->plan->zones[row->zone], row->day + 1) - 3600;
    struct rooms rooms =
        count_rooms(book, event, (struct jm_span){evening, evening + 3600});
    jm_list_begin(list);
    jm_list_moment(list, NIGHT, (jm_wall)row->day * JM_DAY_SECONDS,
                   jm_format_day(book->how->first));
    jm_list_twin(list, HOTEL, hotel_of(book, row->index), true);
    jm_cell_add(book, jm_list_cell(list, ADDRESS),
                address_of(book->plan, row->index), jm_pen_plain);
    if (rooms.people)
        jm_list_number(list, PEOPLE, (double)rooms.people);
    jm_list_twin(list, ROOMS,
                 jm_twin_of(rooms_in(book, book->how->first, &rooms),
                            rooms_in(book, book->how->second, &rooms)),
                 false);
    if (row->cancelled)
        jm_list_strike(list);
    jm_list_status(list, SURE, event);
    jm_list_end(list);
}

static bool is_night(const struct jm_book *book,
                     const struct jm_agenda_row *row)
{
    return row->kind == JM_AGENDA_EVENT &&
           book->plan->events[row->index].kind == JM_LODGING;
}

void jm_nights_write(struct jm_book *book, const struct jm_agenda *agenda)
{
    struct jm_list list;
    jm_list_open(&list, book, JM_SAY_SHEET_LODGING, night_columns, NIGHTS);
    for (size_t i = 0; i < agenda->count; i++)
        if (is_night(book, &agenda->rows[i]))
            write_night(&list, &agenda->rows[i]);
    jm_list_close(&list, JM_SAY_LODGING_NONE);
}

/* ---- rooms, for the hotel ---- */

enum { RANK = 0, CIVILITY, NAME, HANGUL, ROOM, ARRIVES, LEAVES, STAYS, GUESTS };

static const struct jm_column guest_columns[GUESTS] = {
    {JM_SAY_COLUMN_NUMBER, JM_HEADER_BOTH, 8, DESK, true},
    {JM_SAY_COLUMN_CIVILITY, JM_HEADER_BOTH, 10, DESK, true},
    {JM_SAY_COLUMN_GUEST, JM_HEADER_BOTH, 32, DESK, false},
    {JM_SAY_COLUMN_NAME_KO, JM_HEADER_BOTH, 18, DESK, false},
    {JM_SAY_COLUMN_ROOM, JM_HEADER_BOTH, 22, DESK, false},
    {JM_SAY_COLUMN_CHECK_IN, JM_HEADER_BOTH, 20, DESK, true},
    {JM_SAY_COLUMN_CHECK_OUT, JM_HEADER_BOTH, 20, DESK, true},
    {JM_SAY_COLUMN_NIGHTS, JM_HEADER_BOTH, 10, DESK, true}};

/* Nights in one hotel: its lodging events, whatever nights each is of. */
struct hotel {
    const struct jm_agenda *agenda;
    uint32_t event; /* the first of them */
};

static bool is_of_hotel(const struct jm_book *book, const struct hotel *hotel,
                        const struct jm_agenda_row *row)
{
    const struct jm_event *events = book->plan->events;
    return is_night(book, row) && !row->cancelled &&
           events[row->index].venue == events[hotel->event].venue &&
           events[row->index].host == events[hotel->event].host;
}

static bool sleeps(const struct jm_member *member, const struct jm_event *night,
                   jm_utc evening)
{
    bool here = member->track == night->track ||
                member->track == JM_TRACK_ALL || night->track == JM_TRACK_ALL;
    return here && jm_span_holds(member->span, evening);
}

/* The first night's day and the morning after the last one. */
struct nights {
    jm_day first, last;
    uint32_t count;
};

static struct nights nights_of(const struct jm_book *book,
                               const struct hotel *hotel,
                               const struct jm_member *member)
{
    const struct jm_plan *plan = book->plan;
    struct nights nights = {.count = 0};
    for (size_t i = 0; i < hotel->agenda->count; i++) {
        const struct jm_agenda_row *row = &hotel->agenda->rows[i];
        if (!is_of_hotel(book, hotel, row))
            continue;
        jm_utc evening =
            jm_zone_day_start(&plan->zones[row->zone], row->day + 1) - 3600;
        if (!sleeps(member, &plan->events[row->index], evening))
            continue;
        if (!nights.count++)
            nights.first = row->day;
        nights.last = row->day + 1;
    }
    return nights;
}

static void write_guest(struct jm_list *list, const struct jm_member *member,
                        const struct nights *nights, uint32_t rank)
{
    struct jm_book *book = list->sheet.book;
    const struct jm_person *person = &book->plan->people[member->person];
    const struct jm_workbook *how = book->how;
    const char *format = jm_format_day(how->first);
    struct jm_text name = JM_TEXT_INIT;
    jm_text_addf(&name, "%s %s", person->family_name,
                 person->given_name ? person->given_name : "");
    jm_list_begin(list);
    jm_list_number(list, RANK, rank);
    if (person->civility >= 0)
        jm_cell_add(
            book, jm_list_cell(list, CIVILITY),
            jm_choice_name(JM_SET_civility, person->civility, how->first),
            jm_pen_plain);
    jm_cell_add(book, jm_list_cell(list, NAME), jm_book_keep(book, &name),
                jm_pen_bold);
    jm_cell_add(book, jm_list_cell(list, HANGUL),
                person->name_ko ? person->name_ko : "", jm_pen_plain);
    if (member->room >= 0)
        jm_list_twin(
            list, ROOM,
            jm_twin_of(jm_choice_name(JM_SET_room, member->room, how->first),
                       jm_choice_name(JM_SET_room, member->room, how->second)),
            false);
    jm_list_moment(list, ARRIVES, (jm_wall)nights->first * JM_DAY_SECONDS,
                   format);
    jm_list_moment(list, LEAVES, (jm_wall)nights->last * JM_DAY_SECONDS,
                   format);
    jm_list_number(list, STAYS, nights->count);
    jm_list_end(list);
}

/* A hotel's band: its name, address, and the rooms that it takes. */
static void write_band(struct jm_list *list, const struct hotel *hotel,
                       const uint32_t *order, uint32_t members)
{
    struct jm_book *book = list->sheet.book;
    const struct jm_plan *plan = book->plan;
    struct rooms rooms = {.people = 0};
    struct jm_twin name = hotel_of(book, hotel->event);
    const char *address = address_of(plan, hotel->event);
    for (uint32_t i = 0; i < members; i++) {
        const struct jm_member *member = &plan->members[order[i]];
        if (nights_of(book, hotel, member).count)
            rooms.of[member->room < 0 ? ROOM_KINDS : member->room]++;
    }
    if (*address) {
        struct jm_twin where = {address, ""};
        name = jm_book_say_twin(book, JM_SAY_NAME_FUNCTION, &name, &where);
    }
    jm_list_band(list, name, rooms_in(book, book->how->first, &rooms));
}

static void write_hotel(struct jm_list *list, const struct hotel *hotel)
{
    struct jm_book *book = list->sheet.book;
    const struct jm_plan *plan = book->plan;
    uint32_t members = plan->delegations[book->delegation].members, rank = 0;
    uint32_t *order = jm_members_order(book);
    if (!order) {
        book->failed = true;
        return;
    }
    write_band(list, hotel, order, members);
    for (uint32_t i = 0; i < members; i++) {
        const struct jm_member *member = &plan->members[order[i]];
        struct nights nights = nights_of(book, hotel, member);
        if (nights.count)
            write_guest(list, member, &nights, ++rank);
    }
    if (!rank)
        jm_list_note(
            list, jm_book_say_twin(book, JM_SAY_MEMBERS_UNKNOWN, NULL, NULL));
    free(order);
}

/* No row above is a night in the same hotel. */
static bool is_first(const struct jm_book *book, const struct hotel *hotel,
                     size_t row)
{
    for (size_t i = 0; i < row; i++)
        if (is_of_hotel(book, hotel, &hotel->agenda->rows[i]))
            return false;
    return true;
}

void jm_rooming_write(struct jm_book *book, const struct jm_agenda *agenda)
{
    struct jm_list list;
    jm_list_open(&list, book, JM_SAY_SHEET_LODGING, guest_columns, GUESTS);
    for (size_t i = 0; i < agenda->count; i++) {
        struct hotel hotel = {agenda, agenda->rows[i].index};
        if (is_night(book, &agenda->rows[i]) && !agenda->rows[i].cancelled &&
            is_first(book, &hotel, i))
            write_hotel(&list, &hotel);
    }
    jm_list_close(&list, JM_SAY_LODGING_NONE);
}
