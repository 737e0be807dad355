/* What protocol staff book: transport, interpreters, meals. */
#include "list.h"

#include <jumelage/words.h>
#include <stdlib.h>
#include <string.h>

#define STAFF JM_FOR_PROTOCOL

static const char *digits(struct jm_book *book, int64_t number)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add_int(&text, number);
    return jm_book_keep(book, &text);
}

static struct jm_twin number_twin(struct jm_book *book, int64_t number)
{
    return (struct jm_twin){digits(book, number), ""};
}

static uint32_t count_present(struct jm_book *book,
                              const struct jm_event *event)
{
    uint32_t *present = NULL;
    uint32_t count = jm_members_present(book, event, &present);
    free(present);
    return count;
}

/* Who is on board or at table: as said, else the members who are there, else
 * the delegation's size. */
static int64_t heads(struct jm_book *book, const struct jm_event *event)
{
    if (event && event->expected > 0)
        return event->expected;
    if (event && book->plan->delegations[book->delegation].members)
        return count_present(book, event);
    return book->plan->delegations[book->delegation].size;
}

/* ---- transport ---- */

enum {
    DEPARTS = 0,
    ARRIVES,
    RIDE,
    ROUTE,
    VEHICLE,
    SEATS,
    ABOARD,
    DRIVER,
    USUAL,
    STATE,
    RIDES
};

static const struct jm_column ride_columns[RIDES] = {
    {JM_SAY_COLUMN_DEPARTS, JM_HEADER_BOTH, 17, STAFF, true},
    {JM_SAY_COLUMN_ARRIVES, JM_HEADER_BOTH, 17, STAFF, true},
    {JM_SAY_COLUMN_LENGTH, JM_HEADER_BOTH, 9, STAFF, true},
    {JM_SAY_COLUMN_ROUTE, JM_HEADER_BOTH, 36, STAFF, false},
    {JM_SAY_COLUMN_VEHICLE, JM_HEADER_BOTH, 25, STAFF, false},
    {JM_SAY_COLUMN_SEATS, JM_HEADER_BOTH, 9, STAFF, true},
    {JM_SAY_COLUMN_ABOARD, JM_HEADER_BOTH, 9, STAFF, true},
    {JM_SAY_COLUMN_DRIVER, JM_HEADER_BOTH, 20, STAFF, false},
    {JM_SAY_COLUMN_USUAL, JM_HEADER_BOTH, 18, STAFF, false},
    {JM_SAY_COLUMN_STATUS, JM_HEADER_BOTH, 15, STAFF, false}};

static int64_t seats_of(const struct jm_plan *plan,
                        const struct jm_event *event)
{
    int64_t seats = 0;
    for (uint32_t i = 0; i < event->participants; i++) {
        uint32_t vehicle =
            plan->participants[event->first_participant + i].vehicle;
        if (vehicle != JM_NONE)
            seats += plan->vehicles[vehicle].seats;
    }
    return seats;
}

/* Names of those who take part in that role, or are of that trade. */
static struct jm_twin people_of(struct jm_book *book,
                                const struct jm_event *event,
                                enum jm_participant_role role,
                                enum jm_person_role trade)
{
    struct jm_twin all = {"", ""};
    for (uint32_t i = 0; i < event->participants; i++) {
        const struct jm_participant *part =
            &book->plan->participants[event->first_participant + i];
        if (part->person == JM_NONE)
            continue;
        const struct jm_person *person = &book->plan->people[part->person];
        if (part->role != role && person->role != trade)
            continue;
        struct jm_twin name = jm_book_person_twin(book, person);
        all = *all.first ? jm_book_say_twin(book, JM_SAY_AND_ALSO, &all, &name)
                         : name;
    }
    return all;
}

/* What the journey takes by the travel table, and whether the time given is
 * less. */
static void fill_usual(struct jm_list *list, const struct jm_event *event)
{
    struct jm_book *book = list->sheet.book;
    if (event->to_host == JM_NONE || event->host == JM_NONE ||
        event->to_host == event->host)
        return;
    struct jm_journey usual =
        jm_plan_journey(book->plan, event->host, event->to_host);
    struct jm_twin least = number_twin(book, usual.minutes_min);
    struct jm_twin most = number_twin(book, usual.minutes_max);
    struct jm_cell *cell = jm_list_cell(list, USUAL);
    bool tight =
        event->span.until - event->span.from < (int64_t)usual.minutes_min * 60;
    jm_cell_add_twin(
        book, cell,
        jm_book_say_twin(book, JM_SAY_MINUTES_FROM_TO, &least, &most),
        tight ? jm_pen_amber : jm_pen_small, jm_pen_small);
    if (!tight)
        return;
    cell->box.fill = JM_INK_AMBER_FILL;
    jm_cell_add(book, cell, jm_book_label(book, JM_SAY_TOO_SHORT),
                jm_pen_amber);
}

static void fill_seats(struct jm_list *list, const struct jm_event *event)
{
    struct jm_book *book = list->sheet.book;
    int64_t seats = seats_of(book->plan, event), aboard = heads(book, event);
    if (seats)
        jm_list_number(list, SEATS, (double)seats);
    if (aboard)
        jm_list_number(list, ABOARD, (double)aboard);
    if (seats && aboard > seats) {
        struct jm_cell *cell = jm_list_cell(list, USUAL);
        cell->box.fill = JM_INK_AMBER_FILL;
        jm_cell_add(book, cell, jm_book_label(book, JM_SAY_TOO_FEW_SEATS),
                    jm_pen_amber);
    }
}

static void write_ride(struct jm_list *list, const struct jm_agenda *agenda,
                       const struct jm_agenda_row *row)
{
    struct jm_book *book = list->sheet.book;
    const struct jm_plan *plan = book->plan;
    const struct jm_event *event = &plan->events[row->index];
    const struct jm_zone *zone = &plan->zones[row->zone];
    const char *format = jm_format_moment(book->how->first);
    struct jm_entry_words words = jm_entry_words(book, agenda, row);
    jm_list_begin(list);
    jm_list_moment(list, DEPARTS, jm_zone_wall(zone, event->span.from), format);
    jm_list_moment(list, ARRIVES, jm_zone_wall(zone, event->span.until),
                   format);
    jm_list_length(list, RIDE, event->span.until - event->span.from);
    jm_list_twin(list, ROUTE, words.place, true);
    jm_cell_add_twin(book, jm_list_cell(list, VEHICLE), words.logistics,
                     jm_pen_plain, jm_pen_small);
    jm_list_twin(list, DRIVER,
                 people_of(book, event, JM_PART_DRIVES, JM_ROLE_DRIVER), false);
    fill_seats(list, event);
    fill_usual(list, event);
    if (row->cancelled)
        jm_list_strike(list);
    jm_list_status(list, STATE, event);
    jm_list_end(list);
}

/* A flight: each end by its own clocks. */
static void write_flight(struct jm_list *list, uint32_t index)
{
    struct jm_book *book = list->sheet.book;
    const struct jm_plan *plan = book->plan;
    const struct jm_flight *flight = &plan->flights[index];
    const struct jm_collectivity *places = plan->collectivities;
    const char *format = jm_format_moment(book->how->first);
    uint32_t ends[] = {flight->origin, flight->destination};
    struct jm_twin number = {flight->number, ""};
    jm_list_begin(list);
    jm_list_moment(
        list, DEPARTS,
        jm_zone_wall(&plan->zones[places[ends[0]].zone], flight->span.from),
        format);
    jm_list_moment(
        list, ARRIVES,
        jm_zone_wall(&plan->zones[places[ends[1]].zone], flight->span.until),
        format);
    jm_list_length(list, RIDE, flight->span.until - flight->span.from);
    jm_list_twin(list, ROUTE, jm_book_hosts(book, ends, 2), true);
    jm_list_twin(list, VEHICLE,
                 jm_book_say_twin(book, JM_SAY_FLIGHT_NUMBER, &number, NULL),
                 false);
    int64_t aboard = heads(book, NULL);
    if (!aboard)
        aboard = plan->delegations[book->delegation].members;
    if (aboard)
        jm_list_number(list, ABOARD, (double)aboard);
    jm_cell_add(book, jm_list_cell(list, USUAL),
                jm_book_label(book, JM_SAY_LOCAL_CLOCKS), jm_pen_small);
    jm_list_end(list);
}

void jm_transport_write(struct jm_book *book, const struct jm_agenda *agenda)
{
    struct jm_list list;
    jm_list_open(&list, book, JM_SAY_SHEET_TRANSPORT, ride_columns, RIDES);
    for (size_t i = 0; i < agenda->count; i++) {
        const struct jm_agenda_row *row = &agenda->rows[i];
        if (row->kind == JM_AGENDA_DEPARTS)
            write_flight(&list, row->index);
        if (row->kind == JM_AGENDA_EVENT && row->slot == JM_AGENDA_HOURS &&
            book->plan->events[row->index].kind == JM_TRANSFER)
            write_ride(&list, agenda, row);
    }
    jm_list_close(&list, JM_SAY_TRANSPORT_NONE);
}

/* ---- interpreters ---- */

enum { FROM = 0, LASTS, WHAT, WHERE, WHO, OWN, SURE, SESSIONS };

static const struct jm_column session_columns[SESSIONS] = {
    {JM_SAY_COLUMN_START, JM_HEADER_BOTH, 17, STAFF, true},
    {JM_SAY_COLUMN_LENGTH, JM_HEADER_BOTH, 9, STAFF, true},
    {JM_SAY_COLUMN_ACTIVITY, JM_HEADER_BOTH, 38, STAFF, false},
    {JM_SAY_COLUMN_PLACE, JM_HEADER_BOTH, 30, STAFF, false},
    {JM_SAY_COLUMN_INTERPRETERS, JM_HEADER_BOTH, 28, STAFF, false},
    {JM_SAY_COLUMN_OWN_INTERPRETERS, JM_HEADER_BOTH, 26, STAFF, false},
    {JM_SAY_COLUMN_STATUS, JM_HEADER_BOTH, 15, STAFF, false}};

static bool is_spoken(const struct jm_plan *plan,
                      const struct jm_agenda_row *row)
{
    if (row->kind != JM_AGENDA_EVENT || row->slot != JM_AGENDA_HOURS ||
        row->cancelled)
        return false;
    uint8_t kind = plan->events[row->index].kind;
    return kind == JM_MEETING || kind == JM_CEREMONY || kind == JM_VISIT ||
           kind == JM_FORUM || kind == JM_MEAL;
}

/* Interpreters among the members who are there. */
static struct jm_twin own_interpreters(struct jm_book *book,
                                       const struct jm_event *event)
{
    uint32_t *present = NULL;
    uint32_t count = jm_members_present(book, event, &present);
    struct jm_twin all = {"", ""};
    for (uint32_t i = 0; i < count; i++) {
        const struct jm_person *person =
            &book->plan->people[book->plan->members[present[i]].person];
        if (person->role != JM_ROLE_INTERPRETER)
            continue;
        struct jm_twin name = jm_book_person_twin(book, person);
        all = *all.first ? jm_book_say_twin(book, JM_SAY_AND_ALSO, &all, &name)
                         : name;
    }
    free(present);
    return all;
}

static void write_session(struct jm_list *list, const struct jm_agenda *agenda,
                          const struct jm_agenda_row *row)
{
    struct jm_book *book = list->sheet.book;
    const struct jm_event *event = &book->plan->events[row->index];
    struct jm_entry_words words = jm_entry_words(book, agenda, row);
    struct jm_twin hired =
        people_of(book, event, JM_PART_INTERPRETS, JM_ROLE_INTERPRETER);
    struct jm_twin own = own_interpreters(book, event);
    jm_list_begin(list);
    jm_list_moment(list, FROM,
                   jm_zone_wall(&book->plan->zones[row->zone], row->span.from),
                   jm_format_moment(book->how->first));
    jm_list_length(list, LASTS, row->span.until - row->span.from);
    jm_list_twin(list, WHAT, words.title, true);
    jm_list_twin(list, WHERE, words.place, false);
    jm_list_twin(list, WHO, hired, false);
    jm_list_twin(list, OWN, own, false);
    if (!*hired.first && !*own.first) {
        struct jm_cell *cell = jm_list_cell(list, WHO);
        cell->box.fill = JM_INK_AMBER_FILL;
        jm_cell_add_twin(
            book, cell,
            jm_book_say_twin(book, JM_SAY_INTERPRETER_NONE, NULL, NULL),
            jm_pen_amber, jm_pen_amber);
    }
    jm_list_status(list, SURE, event);
    jm_list_end(list);
}

void jm_interpreters_write(struct jm_book *book, const struct jm_agenda *agenda)
{
    struct jm_list list;
    jm_list_open(&list, book, JM_SAY_SHEET_INTERPRETERS, session_columns,
                 SESSIONS);
    for (size_t i = 0; i < agenda->count; i++)
        if (is_spoken(book->plan, &agenda->rows[i]))
            write_session(&list, agenda, &agenda->rows[i]);
    jm_list_close(&list, JM_SAY_INTERPRETERS_NONE);
}

/* ---- meals ---- */

enum {
    MEAL_AT = 0,
    MEAL_LASTS,
    MEAL,
    MEAL_PLACE,
    COVERS,
    MEAL_NOTE,
    MEAL_SURE,
    MEALS
};

static const struct jm_column meal_columns[MEALS] = {
    {JM_SAY_COLUMN_START, JM_HEADER_BOTH, 17, STAFF, true},
    {JM_SAY_COLUMN_LENGTH, JM_HEADER_BOTH, 9, STAFF, true},
    {JM_SAY_COLUMN_MEAL, JM_HEADER_BOTH, 40, STAFF, false},
    {JM_SAY_COLUMN_PLACE, JM_HEADER_BOTH, 34, STAFF, false},
    {JM_SAY_COLUMN_COVERS, JM_HEADER_BOTH, 10, STAFF, true},
    {JM_SAY_COLUMN_LOGISTICS, JM_HEADER_BOTH, 34, STAFF, false},
    {JM_SAY_COLUMN_STATUS, JM_HEADER_BOTH, 16, STAFF, false}};

/* "8 végétarien · 2 sans porc · 2 non précisé": counts, whoever they are. */
static void write_choices(struct jm_list *list)
{
    struct jm_book *book = list->sheet.book;
    const struct jm_workbook *how = book->how;
    struct jm_text text = JM_TEXT_INIT;
    for (size_t i = 0; i < how->n_meals; i++)
        jm_text_addf(&text, "%s%u × %s", i ? " · " : "", how->meals[i].count,
                     how->meals[i].choice);
    struct jm_twin choices = {jm_book_keep(book, &text), ""};
    if (how->n_meals)
        jm_list_note(
            list, jm_book_say_twin(book, JM_SAY_MEAL_CHOICES, &choices, NULL));
}

static void write_meal(struct jm_list *list, const struct jm_agenda *agenda,
                       const struct jm_agenda_row *row)
{
    struct jm_book *book = list->sheet.book;
    const struct jm_event *event = &book->plan->events[row->index];
    struct jm_entry_words words = jm_entry_words(book, agenda, row);
    int64_t covers = heads(book, event);
    jm_list_begin(list);
    jm_list_moment(list, MEAL_AT,
                   jm_zone_wall(&book->plan->zones[row->zone], row->span.from),
                   jm_format_moment(book->how->first));
    jm_list_length(list, MEAL_LASTS, row->span.until - row->span.from);
    jm_list_twin(list, MEAL, words.title, true);
    jm_list_twin(list, MEAL_PLACE, words.place, false);
    if (covers)
        jm_list_number(list, COVERS, (double)covers);
    jm_cell_add_twin(book, jm_list_cell(list, MEAL_NOTE), words.logistics,
                     jm_pen_small, jm_pen_small);
    if (row->cancelled)
        jm_list_strike(list);
    jm_list_status(list, MEAL_SURE, event);
    jm_list_end(list);
}

void jm_meals_write(struct jm_book *book, const struct jm_agenda *agenda)
{
    struct jm_list list;
    jm_list_open(&list, book, JM_SAY_SHEET_MEALS, meal_columns, MEALS);
    write_choices(&list);
    for (size_t i = 0; i < agenda->count; i++) {
        const struct jm_agenda_row *row = &agenda->rows[i];
        if (row->kind == JM_AGENDA_EVENT && row->slot == JM_AGENDA_HOURS &&
            book->plan->events[row->index].kind == JM_MEAL)
            write_meal(&list, agenda, row);
    }
    jm_list_close(&list, JM_SAY_MEALS_NONE);
}
