/* What stands on top: the title block and the header row. */
#include "feed_code.h"
#include "parts.h"

#include <jumelage/sentence.h>
#include <jumelage/words.h>

#define CODE 96.0 /* points: 34 mm on screen, 24 mm on paper */
#define AIR 12.0  /* white above and below it */

static const struct jm_box paper = {.fill = JM_INK_NONE, .edge = JM_INK_NONE};

/* What the paper is, of which version and for whom: what header and footer say,
 * for those who read it on a screen. */
static void write_kind(struct jm_sheet *sheet, unsigned left)
{
    static const struct jm_pen kind = {9, JM_INK_GREY, .bold = true};
    static const struct jm_pen note = {9, JM_INK_GREY, .bold = false};
    struct jm_book *book = sheet->book;
    struct jm_sheet_row row = jm_sheet_row_new(paper);
    struct jm_twin version = {jm_book_version(book),
                              book->how->marking ? book->how->marking : ""};
    row.padding = 4;
    row.cells[0].columns = left;
    row.cells[left].columns = sheet->columns - left;
    row.cells[left].box.align = JM_ALIGN_RIGHT;
    jm_cell_add(book, &row.cells[0], jm_book_both(book, book->title), kind);
    jm_cell_add(book, &row.cells[left], jm_book_both(book, version), note);
    jm_sheet_write(sheet, &row);
}

void jm_title_write(struct jm_sheet *sheet, unsigned left, double size)
{
    struct jm_pen first = {size, JM_INK_NAVY, .bold = true};
    struct jm_pen second = {size * 0.65, JM_INK_GREY, .bold = false};
    struct jm_sheet_row row = jm_sheet_row_new(paper);
    write_kind(sheet, left);
    row.padding = 6;
    row.cells[0].columns = sheet->columns;
    row.cells[0].box.rule = JM_RULE_HEAVY;
    jm_cell_add_twin(sheet->book, &row.cells[0], sheet->book->name, first,
                     second);
    jm_sheet_write(sheet, &row);
}

/* "Dates · 기간", then both languages above the columns that they are in. */
static void write_fact(struct jm_sheet *sheet, enum jm_message label,
                       struct jm_twin value, int ink)
{
    static const struct jm_pen grey = {9, JM_INK_GREY, .bold = false};
    struct jm_pen bold = {10.5, ink, .bold = true};
    struct jm_pen plain = {10.5, ink, .bold = false};
    struct jm_sheet_row row = jm_sheet_row_new(paper);
    if (!*value.first && !*value.second)
        return;
    row.padding = 5;
    row.cells[JM_COLUMN_START].columns = 3;
    row.cells[JM_COLUMN_ACTIVITY].box.indent = true;
    row.cells[JM_COLUMN_SECOND].box.indent = true;
    jm_cell_add(sheet->book, &row.cells[JM_COLUMN_START],
                jm_book_label(sheet->book, label), grey);
    jm_cell_add(sheet->book, &row.cells[JM_COLUMN_ACTIVITY], value.first, bold);
    row.cells[JM_COLUMN_SECOND].columns = sheet->book->how->feed_url ? 3 : 4;
    jm_cell_add(sheet->book, &row.cells[JM_COLUMN_SECOND], value.second, plain);
    jm_sheet_write(sheet, &row);
}

/* The live feed's address in words, which may be followed. */
static void write_feed(struct jm_sheet *sheet)
{
    static const struct jm_pen grey = {9, JM_INK_GREY, .bold = false};
    static const struct jm_pen address = {9.5, JM_INK_NAVY, .bold = false};
    struct jm_book *book = sheet->book;
    struct jm_sheet_row row = jm_sheet_row_new(paper);
    struct jm_cell *cell = &row.cells[JM_COLUMN_ACTIVITY];
    row.padding = 5;
    row.cells[JM_COLUMN_START].columns = 3;
    jm_cell_add(book, &row.cells[JM_COLUMN_START],
                jm_book_label(book, JM_SAY_LABEL_FEED), grey);
    cell->columns = 4;
    cell->box.indent = true;
    jm_cell_add(book, cell, book->how->feed_url, address);
    cell->link = jm_book_link(book, book->how->feed_url);
    jm_sheet_write(sheet, &row);
}

/* The same as Excel draws columns, in pixels. */
static int pixels_of(double width)
{
    return (int)(width * 7 + 0.5) + 5;
}

void jm_feed_draw(struct jm_sheet *sheet, uint32_t row, double size)
{
    struct jm_text png = JM_TEXT_INIT;
    struct jm_book *book = sheet->book;
    int side = jm_feed_code(&png, book->how->feed_url);
    int left = -(int)(size * 96 / 72);
    for (unsigned i = 0; i < sheet->columns; i++)
        left += pixels_of(sheet->widths[i]);
    unsigned column = 0;
    while (column < sheet->columns && left >= pixels_of(sheet->widths[column]))
        left -= pixels_of(sheet->widths[column++]);
    lxw_image_options options = {
        .x_offset = left,
        .y_offset = (int)(AIR * 96 / 72),
        .x_scale = size * 96 / 72 / side,
        .y_scale = size * 96 / 72 / side,
        .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
        .description = jm_arena_copy(&book->arena,
                                     jm_book_label(book, JM_SAY_LABEL_FEED))};
    if (!side || !sheet->at ||
        worksheet_insert_image_buffer_opt(sheet->at, row, (lxw_col_t)column,
                                          (const unsigned char *)png.bytes,
                                          png.length, &options))
        book->failed = true;
    jm_text_clear(&png);
}

static const char *dates_in(struct jm_book *book, enum jm_lang lang)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_words_days(&text, lang, book->first_day, book->last_day);
    return jm_book_keep(book, &text);
}

static const char *head_in(struct jm_book *book, enum jm_lang lang,
                           const struct jm_person *head)
{
    const char *function = jm_lang_pick(head->function, lang);
    const char *kept = jm_book_person(book, lang, head);
    return *function
               ? jm_book_say(book, lang, JM_SAY_NAME_FUNCTION, kept, function)
               : kept;
}

static void write_head(struct jm_sheet *sheet, uint32_t person)
{
    struct jm_book *book = sheet->book;
    if (person == JM_NONE)
        return;
    const struct jm_person *head = &book->plan->people[person];
    struct jm_twin name = {head_in(book, book->how->first, head),
                           head_in(book, book->how->second, head)};
    write_fact(sheet,
               head->civility == JM_CIVILITY_MME ? JM_SAY_LABEL_HEAD_HER
                                                 : JM_SAY_LABEL_HEAD,
               name, JM_INK_TEXT);
}

static void write_size(struct jm_sheet *sheet,
                       const struct jm_delegation *delegation)
{
    struct jm_text digits = JM_TEXT_INIT;
    int64_t size = delegation->size;
    if (size <= 0)
        size = delegation->members;
    if (!size)
        return;
    jm_text_add_int(&digits, size);
    struct jm_twin number = {jm_book_keep(sheet->book, &digits), ""};
    write_fact(
        sheet, JM_SAY_LABEL_SIZE,
        jm_book_say_twin(sheet->book, JM_SAY_PEOPLE_COUNT, &number, NULL),
        JM_INK_TEXT);
}

/* Nothing while all stays are confirmed. */
static void write_status(struct jm_sheet *sheet, const struct jm_agenda *agenda)
{
    bool open = false, cancelled = agenda->n_stays > 0;
    for (size_t i = 0; i < agenda->n_stays; i++) {
        const struct jm_event *stay =
            &sheet->book->plan->events[agenda->stays[i]];
        cancelled &= stay->status == JM_CANCELLED;
        open |= stay->status == JM_IDEA || stay->status == JM_OPTION ||
                (stay->to_confirm && stay->status != JM_CANCELLED);
    }
    if (!open && !cancelled)
        return;
    write_fact(sheet, JM_SAY_LABEL_STATUS,
               jm_book_say_twin(sheet->book,
                                cancelled ? JM_SAY_STAY_CANCELLED
                                          : JM_SAY_STAY_TO_CONFIRM,
                                NULL, NULL),
               cancelled ? JM_INK_RED : JM_INK_AMBER);
}

void jm_heading_write(struct jm_sheet *sheet, const struct jm_agenda *agenda)
{
    struct jm_book *book = sheet->book;
    const struct jm_delegation *delegation =
        &book->plan->delegations[book->delegation];
    struct jm_twin dates = {dates_in(book, book->how->first),
                            dates_in(book, book->how->second)};
    jm_title_write(sheet, 5, 20);
    uint32_t first = sheet->row;
    double above = sheet->used;
    write_status(sheet, agenda);
    write_fact(sheet, JM_SAY_LABEL_DATES, dates, JM_INK_TEXT);
    write_fact(sheet, JM_SAY_LABEL_HOSTS,
               jm_book_hosts(book, agenda->hosts, agenda->n_hosts),
               JM_INK_TEXT);
    write_head(sheet, delegation->head);
    write_size(sheet, delegation);
    write_fact(sheet, JM_SAY_LABEL_PURPOSE,
               jm_book_twin(book, delegation->purpose), JM_INK_TEXT);
    struct jm_sheet_row space = jm_sheet_row_new(paper);
    space.padding = 8;
    if (book->how->feed_url) {
        write_feed(sheet);
        jm_feed_draw(sheet, first, CODE);
        space.least = CODE + 2 * AIR - (sheet->used - above);
    }
    jm_sheet_write(sheet, &space);
}

void jm_header_write(struct jm_sheet *sheet, const struct jm_header *headers,
                     unsigned count)
{
    static const struct jm_pen first = {10, JM_INK_WHITE, .bold = true};
    static const struct jm_pen second = {9, JM_INK_PALE, .bold = false};
    struct jm_sheet_row row = jm_sheet_row_new(
        (struct jm_box){.fill = JM_INK_NAVY, .edge = JM_INK_NONE});
    for (unsigned i = 0; i < count; i++) {
        struct jm_cell *cell = &row.cells[i];
        struct jm_twin label =
            jm_book_say_twin(sheet->book, headers[i].message, NULL, NULL);
        if (headers[i].kind == JM_HEADER_SECOND)
            label = (struct jm_twin){jm_twin_filled(label).second, ""};
        if (headers[i].kind == JM_HEADER_FIRST)
            label.second = "";
        jm_cell_add_twin(sheet->book, cell, label, first, second);
        cell->box.indent = sheet->widths[i] >= 10;
        cell->box.align = cell->box.indent ? JM_ALIGN_LEFT : JM_ALIGN_CENTRE;
    }
    jm_sheet_write_header(sheet, &row);
}
