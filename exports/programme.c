/* The sheet of what happens. */
#include "parts.h"

#include <jumelage/words.h>
#include <stdlib.h>

/* In digits; in the order of enum jm_programme_column. */
static const double widths[JM_PROGRAMME_COLUMNS] = {7.5, 8,  8.5, 34,
                                                    29,  26, 24,  23};

const struct jm_box jm_box_plain = {.rule = JM_RULE_HAIR,
                                    .fill = JM_INK_NONE,
                                    .edge = JM_INK_NONE,
                                    .indent = true};

static const struct jm_box band_box = {
    .fill = JM_INK_BAND, .edge = JM_INK_NONE, .indent = true};

static const struct jm_header headers[JM_PROGRAMME_COLUMNS] = {
    {JM_SAY_COLUMN_START, JM_HEADER_BOTH},
    {JM_SAY_COLUMN_END, JM_HEADER_BOTH},
    {JM_SAY_COLUMN_LENGTH, JM_HEADER_BOTH},
    {JM_SAY_COLUMN_ACTIVITY, JM_HEADER_FIRST},
    {JM_SAY_COLUMN_ACTIVITY, JM_HEADER_SECOND},
    {JM_SAY_COLUMN_PLACE, JM_HEADER_BOTH},
    {JM_SAY_COLUMN_CONTACTS, JM_HEADER_BOTH},
    {JM_SAY_COLUMN_LOGISTICS, JM_HEADER_BOTH}};

/* One day of the agenda. */
struct day {
    const struct jm_agenda *agenda;
    jm_day day;
    size_t first, end; /* its rows */
    uint32_t *places;  /* collectivities, in the order of the day */
    size_t n_places;
};

static void add_place(struct day *day, const struct jm_plan *plan,
                      uint32_t place)
{
    if (place == JM_NONE || plan->collectivities[place].kind == JM_KIND_GATEWAY)
        return;
    for (size_t i = 0; i < day->n_places; i++)
        if (day->places[i] == place)
            return;
    day->places[day->n_places++] = place;
}

/* Where the day takes place; what is cancelled counts only on a day that is
 * cancelled as a whole. */
static bool find_places(struct day *day, const struct jm_plan *plan)
{
    day->places = calloc(2 * (day->end - day->first), sizeof *day->places);
    if (!day->places)
        return false;
    for (int cancelled = 0; cancelled < 2 && !day->n_places; cancelled++)
        for (size_t i = day->first; i < day->end; i++) {
            const struct jm_agenda_row *row = &day->agenda->rows[i];
            if ((int)row->cancelled != cancelled || row->is_remote)
                continue;
            add_place(day, plan, row->place);
            if (row->kind == JM_AGENDA_EVENT)
                add_place(day, plan, plan->events[row->index].to_host);
        }
    return true;
}

/* A date or a run of dates as a heading: with a capital. */
static const char *date_title(struct jm_book *book, enum jm_lang lang,
                              jm_day first, jm_day last)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_words_days(&text, lang, first, last);
    return jm_book_capital(book, jm_book_keep(book, &text));
}

/* The zone that most of a day is in: that of the last row that is not at
 * home. */
static uint32_t away_on(const struct day *day, const struct jm_plan *plan)
{
    const struct jm_agenda *agenda = day->agenda;
    if (agenda->home == JM_NONE)
        return JM_NONE;
    uint16_t home = plan->collectivities[agenda->home].zone;
    for (size_t i = 0; i < day->n_places; i++)
        if (plan->collectivities[day->places[i]].zone != home)
            return day->places[i];
    return agenda->away;
}

/* "Heures locales ; Suwon = Tours + 7 h", by the clocks of that day. */
static const char *times_in(struct jm_book *book, enum jm_lang lang,
                            const struct jm_agenda *agenda, uint32_t away,
                            jm_utc noon)
{
    const struct jm_collectivity *places = book->plan->collectivities;
    int32_t shift =
        jm_zone_offset(&book->plan->zones[places[agenda->home].zone], noon) -
        jm_zone_offset(&book->plan->zones[places[away].zone], noon);
    struct jm_text length = JM_TEXT_INIT, text = JM_TEXT_INIT;
    jm_words_length(&length, lang, shift < 0 ? -shift : shift);
    jm_say(&text, lang, JM_SAY_TIMES_LOCAL,
           jm_lang_pick(places[away].name, lang),
           jm_lang_pick(places[agenda->home].name, lang), shift < 0 ? "−" : "+",
           jm_text_get(&length), NULL);
    jm_text_clear(&length);
    return jm_book_keep(book, &text);
}

static struct jm_twin times_of(struct jm_book *book, const struct day *day)
{
    uint32_t away = away_on(day, book->plan);
    if (away == JM_NONE)
        return (struct jm_twin){"", ""};
    uint16_t zone = book->plan->collectivities[away].zone;
    jm_utc noon = jm_zone_day_start(&book->plan->zones[zone], day->day) +
                  JM_DAY_SECONDS / 2;
    return (struct jm_twin){
        times_in(book, book->how->first, day->agenda, away, noon),
        times_in(book, book->how->second, day->agenda, away, noon)};
}

/* The band on top of a day: its date twice, where it takes place, whose clocks
 * are meant. */
static struct jm_sheet_row band(struct jm_book *book, const struct day *day,
                                bool continued)
{
    static const struct jm_pen date = {13, JM_INK_NAVY, .bold = true};
    static const struct jm_pen second = {11.5, JM_INK_NAVY, .bold = false};
    static const struct jm_pen place = {10.5, JM_INK_NAVY, .italic = true};
    static const struct jm_pen note = {8.5, JM_INK_GREY, .bold = false};
    struct jm_sheet_row row = jm_sheet_row_new(band_box);
    struct jm_cell *left = &row.cells[JM_COLUMN_START];
    struct jm_cell *right = &row.cells[JM_COLUMN_PLACE];
    struct jm_twin title = {
        date_title(book, book->how->first, day->day, day->day),
        date_title(book, book->how->second, day->day, day->day)};
    if (continued)
        title = jm_book_say_twin(book, JM_SAY_DAY_CONTINUED, &title, &title);
    struct jm_twin times = times_of(book, day);
    row.least = 30;
    left->columns = 4;
    jm_cell_add(book, left, title.first, date);
    jm_cell_add(book, left, times.first, note);
    jm_cell_add(book, &row.cells[JM_COLUMN_SECOND], title.second, second);
    jm_cell_add(book, &row.cells[JM_COLUMN_SECOND], times.second, note);
    right->columns = 3;
    right->box.align = JM_ALIGN_RIGHT;
    jm_cell_add(
        book, right,
        jm_book_both(book, jm_book_hosts(book, day->places, day->n_places)),
        place);
    return row;
}

/* Days of the stay with no rows: said in one line, after the day before. */
static void write_open_days(struct jm_sheet *sheet, jm_day first, jm_day last)
{
    static const struct jm_pen date = {11, JM_INK_NAVY, .bold = true};
    static const struct jm_pen second = {10.5, JM_INK_NAVY, .bold = false};
    static const struct jm_pen note = {10, JM_INK_GREY, .italic = true};
    struct jm_book *book = sheet->book;
    struct jm_sheet_row row = jm_sheet_row_new(band_box);
    struct jm_cell *right = &row.cells[JM_COLUMN_PLACE];
    for (unsigned i = 0; i < JM_PROGRAMME_COLUMNS; i++)
        row.cells[i].box.fill = JM_INK_HEAD;
    row.cells[JM_COLUMN_START].columns = 4;
    jm_cell_add(book, &row.cells[JM_COLUMN_START],
                date_title(book, book->how->first, first, last), date);
    jm_cell_add(book, &row.cells[JM_COLUMN_SECOND],
                date_title(book, book->how->second, first, last), second);
    right->columns = 3;
    right->box.align = JM_ALIGN_RIGHT;
    jm_cell_add(book, right, jm_book_label(book, JM_SAY_PROGRAMME_OPEN), note);
    if (!jm_sheet_fits(sheet, jm_sheet_height(sheet, &row)))
        jm_sheet_break(sheet);
    jm_sheet_write(sheet, &row);
}

/* Runs of stay days in [first, last]. */
static void write_gap(struct jm_sheet *sheet, const struct jm_agenda *agenda,
                      jm_day first, jm_day last)
{
    for (jm_day day = first; day <= last; day++) {
        jm_day from = day;
        while (day <= last && jm_agenda_is_stay(agenda, sheet->book->plan, day))
            day++;
        if (day > from)
            write_open_days(sheet, from, day - 1);
    }
}

static void write_day(struct jm_sheet *sheet, struct day *day)
{
    struct jm_book *book = sheet->book;
    struct jm_sheet_row top = band(book, day, false);
    double height = jm_sheet_height(sheet, &top);
    bool begins = true;
    for (size_t i = day->first; i < day->end; i++) {
        struct jm_sheet_row row = jm_sheet_row_new(jm_box_plain);
        row.least = 26;
        jm_entry_fill(book, &row, day->agenda, &day->agenda->rows[i],
                      day->n_places);
        double needed = jm_sheet_height(sheet, &row) + (begins ? height : 0);
        if (!jm_sheet_fits(sheet, needed)) {
            jm_sheet_break(sheet);
            if (!begins) {
                top = band(book, day, true);
                jm_sheet_write(sheet, &top);
            }
        }
        if (begins)
            jm_sheet_write(sheet, &top);
        begins = false;
        if (day->agenda->rows[i].kind == JM_AGENDA_EVENT && book->lines &&
            !book->lines[day->agenda->rows[i].index])
            book->lines[day->agenda->rows[i].index] = sheet->row;
        jm_sheet_write(sheet, &row);
    }
}

static void write_days(struct jm_sheet *sheet, const struct jm_agenda *agenda)
{
    jm_day written = agenda->first_day - 1;
    for (size_t i = 0; i < agenda->count;) {
        struct day day = {.agenda = agenda, .first = i};
        day.day = agenda->rows[i].day;
        while (i < agenda->count && agenda->rows[i].day == day.day)
            i++;
        day.end = i;
        if (!find_places(&day, sheet->book->plan)) {
            sheet->book->failed = true;
            return;
        }
        write_gap(sheet, agenda, written + 1, day.day - 1);
        if (day.first)
            jm_sheet_break(sheet);
        write_day(sheet, &day);
        free(day.places);
        written = day.day;
    }
    write_gap(sheet, agenda, written + 1, agenda->last_day);
}

void jm_programme_write(struct jm_book *book, const struct jm_agenda *agenda)
{
    struct jm_sheet sheet;
    jm_sheet_open(&sheet, book,
                  jm_message_template(JM_SAY_SHEET_PROGRAMME, book->how->first),
                  widths, JM_PROGRAMME_COLUMNS);
    book->programme = sheet.tab;
    jm_heading_write(&sheet, agenda);
    jm_header_write(&sheet, headers, JM_PROGRAMME_COLUMNS);
    write_days(&sheet, agenda);
    jm_sheet_close(&sheet);
}
