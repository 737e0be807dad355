/* The sheet of whom the delegation meets: names and functions, and when. */
#include "list.h"

#include <stdlib.h>
#include <string.h>

enum {
    NAME = 0,
    FUNCTION,
    SECOND_FUNCTION,
    BODY,
    PART,
    FIRST,
    MEETINGS,
    COLUMNS
};

static const struct jm_column columns[COLUMNS] = {
    {JM_SAY_COLUMN_PERSON, JM_HEADER_BOTH, 28, JM_FOR_ALL, false},
    {JM_SAY_COLUMN_FUNCTION, JM_HEADER_FIRST, 27, JM_FOR_ALL, false},
    {JM_SAY_COLUMN_FUNCTION, JM_HEADER_SECOND, 24, JM_FOR_ALL, false},
    {JM_SAY_COLUMN_BODY, JM_HEADER_BOTH, 20, JM_FOR_ALL, false},
    {JM_SAY_COLUMN_PART, JM_HEADER_BOTH, 17, JM_FOR_ALL, false},
    {JM_SAY_COLUMN_FIRST, JM_HEADER_BOTH, 17, JM_FOR_ALL, true},
    {JM_SAY_COLUMN_MEETINGS, JM_HEADER_BOTH, 40, JM_FOR_ALL, false}};

#define MOST_MEETINGS 5 /* that are told of one */

/* A person of the plan, or what was typed as a contact. */
struct contact {
    uint32_t person; /* JM_NONE: typed */
    struct jm_twin typed;
    const struct jm_participant *part;
    const char *meetings[MOST_MEETINGS];
    unsigned n_meetings;
    jm_wall at;    /* when the first one is */
    uint32_t line; /* of the first one in the programme, 0: none */
};

struct contacts {
    struct jm_book *book;
    struct contact *all;
    size_t count, room;
};

static struct contact *find(struct contacts *contacts, uint32_t person,
                            struct jm_twin typed)
{
    for (size_t i = 0; i < contacts->count; i++) {
        struct contact *contact = &contacts->all[i];
        if (contact->person == person &&
            (person != JM_NONE ||
             strcmp(contact->typed.first, typed.first) == 0))
            return contact;
    }
    if (contacts->count == contacts->room) {
        size_t room = contacts->room ? 2 * contacts->room : 16;
        struct contact *all =
            realloc(contacts->all, room * sizeof *contacts->all);
        if (!all) {
            contacts->book->failed = true;
            return NULL;
        }
        contacts->all = all;
        contacts->room = room;
    }
    struct contact *contact = &contacts->all[contacts->count++];
    *contact = (struct contact){.person = person, .typed = typed};
    return contact;
}

/* "ven. 5 mai, 09:30 – Visite de courtoisie" */
static void add_meeting(struct contacts *contacts, struct contact *contact,
                        const struct jm_agenda_row *row, const char *title)
{
    struct jm_book *book = contacts->book;
    struct jm_text text = JM_TEXT_INIT;
    if (!contact || contact->n_meetings == MOST_MEETINGS)
        return;
    jm_text_addf(&text, "%s – %s",
                 jm_book_moment(book, &book->plan->zones[row->zone],
                                row->span.from, book->how->first),
                 title);
    contact->meetings[contact->n_meetings++] = jm_book_keep(book, &text);
    if (contact->n_meetings > 1)
        return;
    contact->line = book->lines[row->index];
    contact->at = jm_zone_wall(&book->plan->zones[row->zone], row->span.from);
}

/* One line of a text of several, or "". */
static const char *line_of(struct jm_book *book, const char *text, size_t line)
{
    struct jm_text out = JM_TEXT_INIT;
    for (; line; line--) {
        text += strcspn(text, "\n");
        text += *text == '\n';
    }
    jm_text_add_bytes(&out, text, strcspn(text, "\n"));
    return jm_book_keep(book, &out);
}

static size_t lines_in(const char *text)
{
    size_t lines = *text != '\0';
    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

static void gather_typed(struct contacts *contacts,
                         const struct jm_agenda_row *row, const char *title)
{
    struct jm_book *book = contacts->book;
    struct jm_twin typed =
        jm_book_twin(book, book->plan->texts[row->index].contacts);
    size_t lines = lines_in(typed.first);
    bool pairs = lines_in(typed.second) == lines;
    for (size_t i = 0; i < lines; i++) {
        struct jm_twin one = {line_of(book, typed.first, i),
                              pairs ? line_of(book, typed.second, i) : ""};
        if (*one.first)
            add_meeting(contacts, find(contacts, JM_NONE, one), row, title);
    }
}

static void gather(struct contacts *contacts, const struct jm_agenda *agenda)
{
    struct jm_book *book = contacts->book;
    const struct jm_plan *plan = book->plan;
    for (size_t i = 0; i < agenda->count; i++) {
        const struct jm_agenda_row *row = &agenda->rows[i];
        if (row->kind != JM_AGENDA_EVENT || row->cancelled ||
            row->slot != JM_AGENDA_HOURS)
            continue;
        const struct jm_event *event = &plan->events[row->index];
        const char *title = jm_entry_words(book, agenda, row).title.first;
        for (uint32_t j = 0; j < event->participants; j++) {
            const struct jm_participant *part =
                &plan->participants[event->first_participant + j];
            if (part->person == JM_NONE || jm_members_hold(book, part->person))
                continue;
            struct jm_twin none = {"", ""};
            struct contact *contact = find(contacts, part->person, none);
            if (contact && !contact->part)
                contact->part = part;
            add_meeting(contacts, contact, row, title);
        }
        gather_typed(contacts, row, title);
    }
}

static void fill_person(struct jm_list *list, const struct contact *contact)
{
    struct jm_book *book = list->sheet.book;
    const struct jm_person *person = &book->plan->people[contact->person];
    struct jm_twin function = jm_book_twin(book, person->function);
    enum jm_participant_role role = contact->part->role;
    jm_list_twin(list, NAME, jm_book_person_twin(book, person), true);
    jm_cell_add(book, jm_list_cell(list, FUNCTION), function.first,
                jm_pen_plain);
    jm_cell_add(book, jm_list_cell(list, SECOND_FUNCTION), function.second,
                jm_pen_plain);
    jm_list_twin(list, BODY, jm_book_host(book, person->organisation), false);
    jm_list_twin(list, PART,
                 jm_twin_of(jm_choice_name(JM_SET_participant_role, (int)role,
                                           book->how->first),
                            jm_choice_name(JM_SET_participant_role, (int)role,
                                           book->how->second)),
                 false);
}

static void write_contact(struct jm_list *list, const struct contact *contact)
{
    struct jm_book *book = list->sheet.book;
    jm_list_begin(list);
    if (contact->person == JM_NONE)
        jm_list_twin(list, NAME, contact->typed, true);
    else
        fill_person(list, contact);
    struct jm_cell *meetings = jm_list_cell(list, MEETINGS);
    for (unsigned i = 0; i < contact->n_meetings; i++)
        jm_cell_add(book, meetings, contact->meetings[i], jm_pen_small);
    jm_list_moment(list, FIRST, contact->at,
                   jm_format_moment(book->how->first));
    if (contact->line && book->programme)
        jm_list_cell(list, FIRST)->link =
            jm_book_target(book, book->programme, contact->line);
    jm_list_end(list);
}

void jm_contacts_write(struct jm_book *book, const struct jm_agenda *agenda)
{
    struct contacts contacts = {.book = book};
    struct jm_list list;
    gather(&contacts, agenda);
    jm_list_open(&list, book, JM_SAY_SHEET_CONTACTS, columns, COLUMNS);
    for (int typed = 0; typed < 2; typed++) /* those known by name first */
        for (size_t i = 0; i < contacts.count; i++)
            if ((contacts.all[i].person == JM_NONE) == typed)
                write_contact(&list, &contacts.all[i]);
    jm_list_close(&list, JM_SAY_CONTACTS_NONE);
    free(contacts.all);
}
