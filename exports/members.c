/* The sheet of who comes. */
#include "parts.h"

#include <jumelage/sentence.h>
#include <jumelage/words.h>
#include <stdlib.h>
#include <string.h>

enum {
    RANK = 0,
    CIVILITY,
    FAMILY_NAME,
    GIVEN_NAME,
    NAME_KO,
    FUNCTION,
    EQUIVALENT,
    SECOND_FUNCTION,
    LANGUAGES,
    PRESENCE,
    COLUMNS
};

static const double widths[COLUMNS] = {6.5, 9, 15, 15, 14, 27, 24, 26, 15, 23};
/* The same for nine columns, when nobody's presence needs a word. */
static const double wide[COLUMNS] = {7, 9.5, 15, 15, 15, 32, 30, 29, 20, 0};

static const struct jm_header headers[COLUMNS] = {
    {JM_SAY_COLUMN_RANK, JM_HEADER_BOTH},
    {JM_SAY_COLUMN_CIVILITY, JM_HEADER_BOTH},
    {JM_SAY_COLUMN_FAMILY_NAME, JM_HEADER_BOTH},
    {JM_SAY_COLUMN_GIVEN_NAME, JM_HEADER_BOTH},
    {JM_SAY_COLUMN_NAME_KO, JM_HEADER_BOTH},
    {JM_SAY_COLUMN_FUNCTION, JM_HEADER_FIRST},
    {JM_SAY_COLUMN_EQUIVALENT, JM_HEADER_BOTH},
    {JM_SAY_COLUMN_FUNCTION, JM_HEADER_SECOND},
    {JM_SAY_COLUMN_LANGUAGES, JM_HEADER_BOTH},
    {JM_SAY_COLUMN_PRESENCE, JM_HEADER_BOTH}};

static const struct jm_pen name_pen = {11, JM_INK_TEXT, .bold = true};
static const struct jm_pen plain_pen = {10, JM_INK_TEXT, .bold = false};
static const struct jm_pen small_pen = {9, JM_INK_GREY, .bold = false};
static const struct jm_pen head_pen = {9, JM_INK_NAVY, .bold = true};

/* A member in the order of precedence. */
struct guest {
    const struct jm_member *member;
    const struct jm_person *person;
    bool is_head;
    uint32_t index;
};

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* 0 stands for none said, which comes last. */
static int64_t place(int32_t number)
{
    return number > 0 ? number : INT64_MAX;
}

static int compare_guests(const void *a, const void *b)
{
    const struct guest *x = a, *y = b;
    if (x->is_head != y->is_head)
        return x->is_head ? -1 : 1;
    int by = order(place(x->member->position), place(y->member->position));
    if (!by)
        by = order(place(x->person->rank), place(y->person->rank));
    return by ? by : order(x->index, y->index);
}

static struct guest *sorted_guests(const struct jm_book *book,
                                   const struct jm_delegation *delegation)
{
    struct guest *guests = calloc(delegation->members + 1, sizeof *guests);
    if (!guests)
        return NULL;
    for (uint32_t i = 0; i < delegation->members; i++) {
        guests[i].member = &book->plan->members[delegation->first_member + i];
        guests[i].person = &book->plan->people[guests[i].member->person];
        guests[i].is_head = guests[i].member->person == delegation->head;
        guests[i].index = i;
    }
    qsort(guests, delegation->members, sizeof *guests, compare_guests);
    return guests;
}

uint32_t *jm_members_order(const struct jm_book *book)
{
    const struct jm_delegation *delegation =
        &book->plan->delegations[book->delegation];
    struct guest *guests = sorted_guests(book, delegation);
    uint32_t *order = calloc(delegation->members + 1, sizeof *order);
    for (uint32_t i = 0; guests && order && i < delegation->members; i++)
        order[i] = delegation->first_member + guests[i].index;
    if (!guests) {
        free(order);
        order = NULL;
    }
    free(guests);
    return order;
}

bool jm_members_hold(const struct jm_book *book, uint32_t person)
{
    const struct jm_delegation *delegation =
        &book->plan->delegations[book->delegation];
    for (uint32_t i = 0; i < delegation->members; i++)
        if (book->plan->members[delegation->first_member + i].person == person)
            return true;
    return false;
}

uint32_t jm_members_present(struct jm_book *book, const struct jm_event *event,
                            uint32_t **present)
{
    uint32_t all = book->plan->delegations[book->delegation].members, count = 0;
    *present = jm_members_order(book);
    book->failed |= !*present;
    for (uint32_t i = 0; *present && i < all; i++) {
        const struct jm_member *member = &book->plan->members[(*present)[i]];
        bool here = member->track == event->track ||
                    member->track == JM_TRACK_ALL ||
                    event->track == JM_TRACK_ALL;
        if (here && jm_span_overlaps(member->span, event->span))
            (*present)[count++] = (*present)[i];
    }
    return count;
}

const char *jm_book_moment(struct jm_book *book, const struct jm_zone *zone,
                           jm_utc instant, enum jm_lang lang)
{
    struct jm_text day = JM_TEXT_INIT, clock = JM_TEXT_INIT;
    jm_wall wall = jm_zone_wall(zone, instant);
    jm_day of = jm_wall_day(wall);
    jm_words_day_short(&day, lang, of);
    jm_text_add_clock(&clock, (int32_t)(wall - (jm_wall)of * JM_DAY_SECONDS));
    const char *said = jm_book_say(book, lang, JM_SAY_DAY_HOURS,
                                   jm_text_get(&day), jm_text_get(&clock));
    jm_text_clear(&day);
    jm_text_clear(&clock);
    return said;
}

/* When one joins or leaves, by the clocks of where the delegation stays. */
static struct jm_twin moment_twin(struct jm_book *book,
                                  const struct jm_agenda *agenda,
                                  enum jm_message message, jm_utc instant)
{
    const struct jm_plan *plan = book->plan;
    uint32_t at = agenda->away != JM_NONE ? agenda->away : agenda->home;
    const struct jm_zone *zone =
        at == JM_NONE ? &jm_zone_utc
                      : &plan->zones[plan->collectivities[at].zone];
    struct jm_twin when = {
        jm_book_moment(book, zone, instant, book->how->first),
        jm_book_moment(book, zone, instant, book->how->second)};
    return jm_book_say_twin(book, message, &when, NULL);
}

/* The first and the last instant of the programme. */
static struct jm_span reach(const struct jm_agenda *agenda)
{
    struct jm_span span = agenda->rows[0].span;
    for (size_t i = 1; i < agenda->count; i++)
        span = jm_span_cover(span, agenda->rows[i].span);
    return span;
}

static bool joins_late(const struct jm_agenda *agenda,
                       const struct jm_member *member)
{
    return member->span.from > reach(agenda).from;
}

static bool leaves_early(const struct jm_agenda *agenda,
                         const struct jm_member *member)
{
    return member->span.until < reach(agenda).until;
}

static bool has_presence(const struct jm_agenda *agenda,
                         const struct guest *guests, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (guests[i].member->track != JM_TRACK_ALL ||
            joins_late(agenda, guests[i].member) ||
            leaves_early(agenda, guests[i].member))
            return true;
    return false;
}

static void fill_presence(struct jm_book *book, const struct jm_agenda *agenda,
                          const struct jm_member *member, struct jm_cell *cell)
{
    if (member->track != JM_TRACK_ALL)
        jm_cell_add(book, cell, book->plan->tracks[member->track], plain_pen);
    if (joins_late(agenda, member))
        jm_cell_add_twin(
            book, cell,
            moment_twin(book, agenda, JM_SAY_JOINS, member->span.from),
            plain_pen, small_pen);
    if (leaves_early(agenda, member))
        jm_cell_add_twin(
            book, cell,
            moment_twin(book, agenda, JM_SAY_LEAVES, member->span.until),
            plain_pen, small_pen);
}

/* "coréen, anglais"; a tag of no language of ours is shown as it is. */
static const char *languages_of(struct jm_book *book, enum jm_lang lang,
                                const char *tags)
{
    static const enum jm_message messages[JM_LANGS] = {
        [JM_FR] = JM_SAY_LANGUAGE_FR,
        [JM_EN] = JM_SAY_LANGUAGE_EN,
        [JM_KO] = JM_SAY_LANGUAGE_KO};
    struct jm_text text = JM_TEXT_INIT, tag = JM_TEXT_INIT;
    for (tags = tags ? tags : ""; *tags;) {
        size_t length = strcspn(tags, " ");
        enum jm_lang known = JM_FR;
        jm_text_reset(&tag);
        jm_text_add_bytes(&tag, tags, length);
        if (length)
            jm_text_add(&text, text.length ? ", " : "");
        jm_text_add(&text, jm_lang_parse(jm_text_get(&tag), &known)
                               ? jm_message_template(messages[known], lang)
                               : jm_text_get(&tag));
        tags += length + (tags[length] == ' ');
    }
    jm_text_clear(&tag);
    return jm_book_keep(book, &text);
}

/* An interpreter or driver whose function was not typed is still said to be
 * one. */
static const char *function_of(struct jm_book *book,
                               const struct jm_person *person,
                               enum jm_lang lang, const char *typed)
{
    bool plain =
        person->role == JM_ROLE_MEMBER || person->role == JM_ROLE_OFFICIAL;
    if (*typed || plain)
        return typed;
    return jm_book_capital(
        book, jm_choice_name(JM_SET_person_role, (int)person->role, lang));
}

static void fill_functions(struct jm_book *book, const struct guest *guest,
                           struct jm_sheet_row *row)
{
    const struct jm_person *person = guest->person;
    struct jm_twin function = jm_book_twin(book, person->function);
    struct jm_twin equivalent = jm_book_twin(book, person->equivalent);
    if (guest->is_head) {
        struct jm_twin head = jm_book_say_twin(
            book,
            person->civility == JM_CIVILITY_MME ? JM_SAY_LABEL_HEAD_HER
                                                : JM_SAY_LABEL_HEAD,
            NULL, NULL);
        jm_cell_add(book, &row->cells[FUNCTION], head.first, head_pen);
        jm_cell_add(book, &row->cells[SECOND_FUNCTION],
                    jm_twin_filled(head).second, head_pen);
    }
    bool none = !*function.first;
    jm_cell_add(book, &row->cells[FUNCTION],
                function_of(book, person, book->how->first, function.first),
                plain_pen);
    jm_cell_add(book, &row->cells[SECOND_FUNCTION],
                none ? function_of(book, person, book->how->second, "")
                     : function.second,
                plain_pen);
    jm_cell_add(book, &row->cells[EQUIVALENT], equivalent.first, plain_pen);
}

static void write_guest(struct jm_sheet *sheet, const struct jm_agenda *agenda,
                        const struct guest *guest, uint32_t rank)
{
    struct jm_book *book = sheet->book;
    const struct jm_person *person = guest->person;
    enum jm_lang first = book->how->first;
    struct jm_sheet_row row = jm_sheet_row_new(jm_box_plain);
    row.least = 24;
    for (int i = 0; i < COLUMNS && guest->is_head; i++)
        row.cells[i].box.fill = JM_INK_HEAD;
    for (int i = RANK; i <= CIVILITY; i++) {
        row.cells[i].box.align = JM_ALIGN_CENTRE;
        row.cells[i].box.indent = false;
    }
    jm_cell_set_number(&row.cells[RANK], rank, NULL, small_pen);
    if (person->civility >= 0)
        jm_cell_add(book, &row.cells[CIVILITY],
                    jm_choice_name(JM_SET_civility, person->civility, first),
                    plain_pen);
    jm_cell_add(book, &row.cells[FAMILY_NAME], person->family_name, name_pen);
    jm_cell_add(book, &row.cells[GIVEN_NAME],
                person->given_name ? person->given_name : "", name_pen);
    jm_cell_add(book, &row.cells[NAME_KO],
                person->name_ko ? person->name_ko : "", name_pen);
    fill_functions(book, guest, &row);
    jm_cell_add(book, &row.cells[LANGUAGES],
                languages_of(book, first, person->languages), small_pen);
    if (sheet->columns == COLUMNS)
        fill_presence(book, agenda, guest->member, &row.cells[PRESENCE]);
    if (!jm_sheet_fits(sheet, jm_sheet_height(sheet, &row)))
        jm_sheet_break(sheet);
    jm_sheet_write(sheet, &row);
}

static void write_none(struct jm_sheet *sheet)
{
    static const struct jm_pen pen = {10, JM_INK_GREY, .italic = true};
    struct jm_sheet_row row = jm_sheet_row_new(jm_box_plain);
    row.cells[0].columns = sheet->columns;
    jm_cell_add_twin(
        sheet->book, &row.cells[0],
        jm_book_say_twin(sheet->book, JM_SAY_MEMBERS_UNKNOWN, NULL, NULL), pen,
        pen);
    jm_sheet_write(sheet, &row);
}

void jm_members_write(struct jm_book *book, const struct jm_agenda *agenda)
{
    const struct jm_delegation *delegation =
        &book->plan->delegations[book->delegation];
    struct guest *guests = sorted_guests(book, delegation);
    struct jm_sheet sheet;
    if (!guests) {
        book->failed = true;
        return;
    }
    bool all = has_presence(agenda, guests, delegation->members);
    jm_sheet_open(&sheet, book,
                  jm_message_template(JM_SAY_SHEET_MEMBERS, book->how->first),
                  all ? widths : wide, all ? COLUMNS : PRESENCE);
    jm_title_write(&sheet, 7, 16);
    jm_header_write(&sheet, headers, sheet.columns);
    for (uint32_t i = 0; i < delegation->members; i++)
        write_guest(&sheet, agenda, &guests[i], i + 1);
    if (!delegation->members)
        write_none(&sheet);
    jm_sheet_close(&sheet);
    free(guests);
}
