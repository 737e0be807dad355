/* One row of the programme: what its cells say. */
#include "parts.h"

#include <jumelage/sentence.h>
#include <jumelage/words.h>
#include <string.h>

static const struct jm_pen start_pen = {11, JM_INK_NAVY, .bold = true};
static const struct jm_pen end_pen = {10, JM_INK_GREY, .bold = false};
static const struct jm_pen title_pen = {11, JM_INK_TEXT, .bold = true};
static const struct jm_pen second_pen = {10.5, JM_INK_TEXT, .bold = false};
static const struct jm_pen plain_pen = {10, JM_INK_TEXT, .bold = false};
static const struct jm_pen small_pen = {9, JM_INK_GREY, .bold = false};
static const struct jm_pen amber_pen = {9, JM_INK_AMBER, .bold = true};
static const struct jm_pen red_pen = {9, JM_INK_RED, .bold = true};

/* Parallel tracks, told apart by a rule on the left and their name: teal, plum,
 * blue, olive, brick; white letters could stand on each. */
static const int track_inks[] = {0x0B7A75, 0x7A3E8E, 0x2563A8, 0x5F6B12,
                                 0xA2432A};

/* What is needed to fill one row. */
struct entry {
    struct jm_book *book;
    const struct jm_agenda *agenda;
    const struct jm_agenda_row *row;
    const struct jm_event *event;     /* NULL for a flight */
    const struct jm_event_text *text; /* NULL for a flight */
    size_t places;
};

static const struct jm_plan *plan_of(const struct entry *entry)
{
    return entry->book->plan;
}

/* What is cancelled is struck out in red. */
static struct jm_pen pen_for(const struct entry *entry, struct jm_pen pen)
{
    if (entry->row->cancelled) {
        pen.ink = JM_INK_RED;
        pen.struck = true;
    }
    return pen;
}

static bool is_open(const struct entry *entry)
{
    return entry->event && !entry->row->cancelled &&
           (entry->event->to_confirm || entry->event->status == JM_IDEA ||
            entry->event->status == JM_OPTION);
}

static const char *end_format(struct jm_book *book, jm_day days_later)
{
    struct jm_text format = JM_TEXT_INIT;
    if (days_later <= 0)
        return "hh:mm";
    if (days_later == 1)
        return "hh:mm\" +1\"";
    jm_text_addf(&format, "hh:mm\" +%d\"", (int)days_later);
    return jm_book_keep(book, &format);
}

static void set_length(const struct entry *entry, struct jm_sheet_row *row,
                       struct jm_span span)
{
    int64_t seconds = span.until - span.from;
    if (seconds > 0)
        jm_cell_set_number(&row->cells[JM_COLUMN_LENGTH],
                           (double)seconds / (double)JM_DAY_SECONDS,
                           jm_format_length(entry->book->how->first, seconds),
                           pen_for(entry, small_pen));
}

static void fill_hours(const struct entry *entry, struct jm_sheet_row *row)
{
    const struct jm_span span = entry->row->span;
    const struct jm_zone *zone = &plan_of(entry)->zones[entry->row->zone];
    jm_wall from = jm_zone_wall(zone, span.from);
    jm_wall until = jm_zone_wall(zone, span.until);
    jm_cell_set_number(&row->cells[JM_COLUMN_START], jm_serial(from), "hh:mm",
                       pen_for(entry, start_pen));
    if (span.until > span.from)
        jm_cell_set_number(
            &row->cells[JM_COLUMN_END], jm_serial(until),
            end_format(entry->book, jm_wall_day(until) - jm_wall_day(from)),
            pen_for(entry, end_pen));
    set_length(entry, row,
               entry->row->kind == JM_AGENDA_DEPARTS
                   ? plan_of(entry)->flights[entry->row->index].span
                   : span);
}

/* Without hours: a word across the three columns of time. */
static void fill_word(const struct entry *entry, struct jm_sheet_row *row)
{
    struct jm_cell *cell = &row->cells[JM_COLUMN_START];
    enum jm_message word =
        entry->row->slot == JM_AGENDA_NIGHT
            ? JM_SAY_LODGING_ROW
            : (entry->row->goes_on ? JM_SAY_STILL_RUNNING : JM_SAY_WHOLE_DAY);
    struct jm_pen pen = start_pen;
    pen.size = 10;
    cell->columns = 3;
    jm_cell_add_twin(entry->book, cell,
                     jm_book_say_twin(entry->book, word, NULL, NULL),
                     pen_for(entry, pen), pen_for(entry, small_pen));
}

/* "20:05 (ven. 5 mai)" on the clocks of `zone`. */
static const char *time_in(const struct entry *entry, uint16_t zone,
                           enum jm_lang lang)
{
    struct jm_text text = JM_TEXT_INIT, day = JM_TEXT_INIT;
    jm_wall wall =
        jm_zone_wall(&plan_of(entry)->zones[zone], entry->row->span.from);
    jm_day of = jm_wall_day(wall);
    jm_text_add_clock(&text, (int32_t)(wall - (jm_wall)of * JM_DAY_SECONDS));
    if (of == entry->row->day)
        return jm_book_keep(entry->book, &text);
    jm_words_day_short(&day, lang, of);
    const char *dated = jm_book_say(entry->book, lang, JM_SAY_SHEET_WITH_DAY,
                                    jm_text_get(&text), jm_text_get(&day));
    jm_text_clear(&text);
    jm_text_clear(&day);
    return dated;
}

/* The clocks of the other side matter for flights and for what is planned by
 * the clocks of another place than its own, as calls are. */
static struct jm_twin other_time(const struct entry *entry)
{
    struct jm_twin nothing = {"", ""};
    const struct jm_collectivity *places = plan_of(entry)->collectivities;
    const struct jm_agenda *agenda = entry->agenda;
    if (agenda->home == JM_NONE || agenda->away == JM_NONE ||
        entry->row->slot != JM_AGENDA_HOURS)
        return nothing;
    if (entry->event && !entry->row->is_remote)
        return nothing;
    uint32_t other = entry->row->zone == places[agenda->home].zone
                         ? agenda->away
                         : agenda->home;
    uint16_t zone = places[other].zone;
    enum jm_lang first = entry->book->how->first;
    enum jm_lang second = entry->book->how->second;
    struct jm_twin name = jm_twin_filled(jm_book_host(entry->book, other));
    return (struct jm_twin){
        jm_book_say(entry->book, first, JM_SAY_TIME_THERE, name.first,
                    time_in(entry, zone, first)),
        jm_book_say(entry->book, second, JM_SAY_TIME_THERE, name.second,
                    time_in(entry, zone, second))};
}

static struct jm_twin title_of(const struct entry *entry)
{
    if (entry->event)
        return jm_book_twin(entry->book, entry->text->title);
    const char *number = plan_of(entry)->flights[entry->row->index].number;
    struct jm_twin flight = {number, ""};
    return jm_book_say_twin(entry->book,
                            entry->row->kind == JM_AGENDA_DEPARTS
                                ? JM_SAY_FLIGHT_DEPARTS
                                : JM_SAY_FLIGHT_ARRIVES,
                            &flight, NULL);
}

static void fill_activity(const struct entry *entry, struct jm_sheet_row *row)
{
    struct jm_cell *first = &row->cells[JM_COLUMN_ACTIVITY];
    struct jm_cell *second = &row->cells[JM_COLUMN_SECOND];
    struct jm_twin title = title_of(entry), time = other_time(entry);
    if (entry->row->track != JM_TRACK_ALL) {
        int ink = track_inks[entry->row->track %
                             (sizeof track_inks / sizeof *track_inks)];
        struct jm_pen tag = {9, ink, .bold = true};
        const char *name = plan_of(entry)->tracks[entry->row->track];
        jm_cell_add(entry->book, first, name, pen_for(entry, tag));
        row->cells[JM_COLUMN_START].box.edge = ink;
    }
    jm_cell_add(entry->book, first, title.first, pen_for(entry, title_pen));
    jm_cell_add(entry->book, second, title.second, pen_for(entry, second_pen));
    jm_cell_add(entry->book, first, time.first, pen_for(entry, small_pen));
    jm_cell_add(entry->book, second, time.second, pen_for(entry, small_pen));
}

/* A venue, with its collectivity where the day has several. */
static struct jm_twin venue_of(const struct entry *entry, uint32_t venue,
                               uint32_t host)
{
    struct jm_twin at = jm_book_host(entry->book, host);
    if (venue == JM_NONE)
        return at;
    struct jm_twin name =
        jm_book_twin(entry->book, plan_of(entry)->venues[venue].name);
    if (entry->places < 2 || host == JM_NONE)
        return name;
    struct jm_twin full =
        jm_book_say_twin(entry->book, JM_SAY_PLACE_IN, &name, &at);
    at = jm_twin_filled(at);
    if (strstr(name.first, at.first))
        full.first = name.first;
    if (!*name.second || strstr(name.second, at.second))
        full.second = name.second;
    return full;
}

static struct jm_twin place_of(const struct entry *entry)
{
    const struct jm_event *event = entry->event;
    if (!event)
        return jm_book_host(entry->book, entry->row->place);
    struct jm_twin from = venue_of(entry, event->venue, event->host);
    if (event->to_host == JM_NONE && event->to_venue == JM_NONE)
        return from;
    uint32_t to_host = event->to_host == JM_NONE ? event->host : event->to_host;
    struct jm_twin to = venue_of(entry, event->to_venue, to_host);
    return jm_book_say_twin(entry->book, JM_SAY_FROM_TO, &from, &to);
}

/* Those who receive, speak and sign, by name and function. */
static const char *hosts_by_name(const struct entry *entry, enum jm_lang lang)
{
    struct jm_text text = JM_TEXT_INIT;
    for (uint32_t i = 0; i < entry->event->participants; i++) {
        const struct jm_participant *part =
            &plan_of(entry)->participants[entry->event->first_participant + i];
        bool named =
            part->person != JM_NONE &&
            (part->role == JM_PART_RECEIVES || part->role == JM_PART_SPEAKS ||
             part->role == JM_PART_SIGNS);
        /* one of the delegation needs no introduction to it */
        if (!named || jm_members_hold(entry->book, part->person))
            continue;
        const struct jm_person *person = &plan_of(entry)->people[part->person];
        const char *name = jm_book_person(entry->book, lang, person);
        jm_text_add(&text, text.length ? "\n" : "");
        const char *function = jm_lang_pick(person->function, lang);
        if (*function)
            jm_say(&text, lang, JM_SAY_NAME_FUNCTION, name, function, NULL);
        else
            jm_text_add(&text, name);
    }
    return jm_book_keep(entry->book, &text);
}

static struct jm_twin contacts_of(const struct entry *entry)
{
    struct jm_twin typed = jm_book_twin(entry->book, entry->text->contacts);
    if (*typed.first)
        return typed;
    return jm_twin_of(hosts_by_name(entry, entry->book->how->first),
                      hosts_by_name(entry, entry->book->how->second));
}

/* How one travels from a collectivity to another, when there is one way only;
 * -1 otherwise. */
static int travel_mode(const struct jm_plan *plan, uint32_t from, uint32_t to)
{
    int mode = -1;
    for (uint32_t i = 0; i < plan->n_travels; i++) {
        const struct jm_travel *travel = &plan->travels[i];
        bool there = travel->origin == from && travel->destination == to;
        bool back = travel->origin == to && travel->destination == from;
        if (!there && !back)
            continue;
        if (mode >= 0 && mode != (int)travel->mode)
            return -1;
        mode = (int)travel->mode;
    }
    return mode;
}

/* What one rides in, then what was typed; the usual way to travel where nothing
 * says it. */
static const char *logistics_in(const struct entry *entry, enum jm_lang lang,
                                const char *typed, bool is_typed)
{
    const struct jm_plan *plan = plan_of(entry);
    const struct jm_event *event = entry->event;
    struct jm_text text = JM_TEXT_INIT;
    for (uint32_t i = 0; i < event->participants; i++) {
        uint32_t vehicle =
            plan->participants[event->first_participant + i].vehicle;
        if (vehicle != JM_NONE)
            jm_text_addf(&text, "%s%s", text.length ? " · " : "",
                         jm_lang_pick(plan->vehicles[vehicle].name, lang));
    }
    if (*typed)
        jm_text_addf(&text, "%s%s", text.length ? " · " : "", typed);
    int mode = text.length || is_typed || event->to_host == JM_NONE
                   ? -1
                   : travel_mode(plan, event->host, event->to_host);
    if (mode >= 0)
        return jm_book_capital(entry->book,
                               jm_choice_name(JM_SET_travel_mode, mode, lang));
    return jm_book_keep(entry->book, &text);
}

static struct jm_twin logistics_of(const struct entry *entry)
{
    const struct jm_workbook *how = entry->book->how;
    struct jm_twin typed = jm_book_twin(entry->book, entry->text->logistics);
    bool is_typed = *typed.first;
    return jm_twin_of(logistics_in(entry, how->first, typed.first, is_typed),
                      logistics_in(entry, how->second, typed.second, is_typed));
}

/* The status comes first: it is what one looks for. */
static void fill_logistics(const struct entry *entry, struct jm_sheet_row *row)
{
    struct jm_cell *cell = &row->cells[JM_COLUMN_LOGISTICS];
    struct jm_book *book = entry->book;
    if (!entry->event)
        return;
    if (entry->row->cancelled) {
        struct jm_pen plain = {9, JM_INK_RED, .bold = false};
        const char *reason = entry->text->cancel_reason;
        jm_cell_add(book, cell, jm_book_label(book, JM_SAY_CANCELLED_ROW),
                    red_pen);
        jm_cell_add(book, cell, reason ? reason : "", plain);
    } else if (is_open(entry)) {
        cell->box.fill = JM_INK_AMBER_FILL;
        jm_cell_add(book, cell, jm_book_label(book, JM_SAY_TO_CONFIRM),
                    amber_pen);
    }
    jm_cell_add_twin(book, cell, logistics_of(entry), pen_for(entry, small_pen),
                     pen_for(entry, small_pen));
}

static struct entry entry_of(struct jm_book *book,
                             const struct jm_agenda *agenda,
                             const struct jm_agenda_row *row, size_t places)
{
    struct entry entry = {book, agenda, row, NULL, NULL, places};
    if (row->kind == JM_AGENDA_EVENT) {
        entry.event = &book->plan->events[row->index];
        entry.text = &book->plan->texts[row->index];
    }
    return entry;
}

struct jm_entry_words jm_entry_words(struct jm_book *book,
                                     const struct jm_agenda *agenda,
                                     const struct jm_agenda_row *row)
{
    struct entry entry = entry_of(book, agenda, row, 2);
    struct jm_entry_words words = {
        title_of(&entry), place_of(&entry), {"", ""}, {"", ""}};
    if (entry.event) {
        words.contacts = contacts_of(&entry);
        words.logistics = logistics_of(&entry);
    }
    return words;
}

/* The hour leads to the place's row of the sheet of places. */
static void link_place(const struct entry *entry, struct jm_cell *cell)
{
    struct jm_book *book = entry->book;
    if (!entry->event || entry->event->venue == JM_NONE || !book->places ||
        !book->spots[entry->event->venue])
        return;
    cell->link =
        jm_book_target(book, book->places, book->spots[entry->event->venue]);
    cell->tip = jm_book_clean(
        book,
        jm_book_twin(book, plan_of(entry)->venues[entry->event->venue].name)
            .first,
        200);
}

void jm_entry_fill(struct jm_book *book, struct jm_sheet_row *row,
                   const struct jm_agenda *agenda,
                   const struct jm_agenda_row *from, size_t places)
{
    struct entry entry = entry_of(book, agenda, from, places);
    for (int i = JM_COLUMN_START; i <= JM_COLUMN_LENGTH; i++) {
        row->cells[i].box.align = JM_ALIGN_CENTRE;
        row->cells[i].box.indent = false;
    }
    if (from->slot == JM_AGENDA_HOURS)
        fill_hours(&entry, row);
    else
        fill_word(&entry, row);
    fill_activity(&entry, row);
    jm_cell_add_twin(book, &row->cells[JM_COLUMN_PLACE], place_of(&entry),
                     pen_for(&entry, plain_pen), pen_for(&entry, small_pen));
    if (from->slot == JM_AGENDA_HOURS)
        link_place(&entry, &row->cells[JM_COLUMN_START]);
    if (entry.event)
        jm_cell_add_twin(book, &row->cells[JM_COLUMN_CONTACTS],
                         contacts_of(&entry), pen_for(&entry, plain_pen),
                         pen_for(&entry, small_pen));
    fill_logistics(&entry, row);
}
