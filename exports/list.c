/* Tables with columns for some readers only. */
#include "list.h"

#include <assert.h>

const struct jm_pen jm_pen_bold = {10.5, JM_INK_TEXT, .bold = true};
const struct jm_pen jm_pen_plain = {10, JM_INK_TEXT, .bold = false};
const struct jm_pen jm_pen_small = {9, JM_INK_GREY, .bold = false};
const struct jm_pen jm_pen_time = {10.5, JM_INK_NAVY, .bold = true};
const struct jm_pen jm_pen_amber = {9, JM_INK_AMBER, .bold = true};
const struct jm_pen jm_pen_red = {9, JM_INK_RED, .bold = true};

static const struct jm_box band_box = {
    .fill = JM_INK_BAND, .edge = JM_INK_NONE, .indent = true};

void jm_list_open(struct jm_list *list, struct jm_book *book,
                  enum jm_message tab, const struct jm_column *columns,
                  unsigned count)
{
    jm_list_open_as(list, book, jm_message_template(tab, book->how->first),
                    columns, count);
}

void jm_list_open_as(struct jm_list *list, struct jm_book *book,
                     const char *tab, const struct jm_column *columns,
                     unsigned count)
{
    struct jm_header headers[JM_SHEET_COLUMNS];
    unsigned seen = 0;
    assert(count <= JM_SHEET_COLUMNS);
    list->columns = columns;
    list->count = count;
    list->rows = 0;
    for (unsigned i = 0; i < count; i++) {
        bool is_seen = columns[i].readers & (unsigned)book->reader;
        list->place[i] = is_seen ? (int)seen : -1;
        if (!is_seen)
            continue;
        headers[seen] = (struct jm_header){columns[i].label, columns[i].kind};
        list->widths[seen++] = columns[i].width;
    }
    assert(seen > 1);
    jm_sheet_open(&list->sheet, book, tab, list->widths, seen);
    jm_title_write(&list->sheet, seen - seen / 3, 16);
    jm_header_write(&list->sheet, headers, seen);
}

void jm_list_close(struct jm_list *list, enum jm_message none)
{
    if (!list->rows)
        jm_list_note(list,
                     jm_book_say_twin(list->sheet.book, none, NULL, NULL));
    jm_sheet_close(&list->sheet);
}

void jm_list_begin(struct jm_list *list)
{
    list->row = jm_sheet_row_new(jm_box_plain);
    list->row.least = 24;
    for (unsigned i = 0; i < list->count; i++) {
        if (list->place[i] < 0 || !list->columns[i].centred)
            continue;
        list->row.cells[list->place[i]].box.align = JM_ALIGN_CENTRE;
        list->row.cells[list->place[i]].box.indent = false;
    }
}

struct jm_cell *jm_list_cell(struct jm_list *list, unsigned column)
{
    assert(column < list->count);
    if (list->place[column] >= 0)
        return &list->row.cells[list->place[column]];
    list->unseen = (struct jm_cell){.n_lines = 0};
    return &list->unseen;
}

uint32_t jm_list_end(struct jm_list *list)
{
    struct jm_sheet *sheet = &list->sheet;
    if (!jm_sheet_fits(sheet, jm_sheet_height(sheet, &list->row)))
        jm_sheet_break(sheet);
    uint32_t row = sheet->row;
    jm_sheet_write(sheet, &list->row);
    list->rows++;
    return row;
}

void jm_list_band(struct jm_list *list, struct jm_twin left, const char *right)
{
    static const struct jm_pen first = {12, JM_INK_NAVY, .bold = true};
    static const struct jm_pen second = {9.5, JM_INK_NAVY, .bold = false};
    static const struct jm_pen place = {10, JM_INK_NAVY, .italic = true};
    struct jm_sheet *sheet = &list->sheet;
    unsigned half = sheet->columns - sheet->columns / 3;
    struct jm_sheet_row row = jm_sheet_row_new(band_box);
    row.least = 26;
    row.cells[0].columns = half;
    row.cells[half].columns = sheet->columns - half;
    row.cells[half].box.align = JM_ALIGN_RIGHT;
    jm_cell_add_twin(sheet->book, &row.cells[0], left, first, second);
    jm_cell_add(sheet->book, &row.cells[half], right, place);
    if (!jm_sheet_fits(sheet, jm_sheet_height(sheet, &row) + 40))
        jm_sheet_break(sheet);
    jm_sheet_write(sheet, &row);
    list->rows++;
}

void jm_list_note(struct jm_list *list, struct jm_twin note)
{
    static const struct jm_pen pen = {9.5, JM_INK_GREY, .italic = true};
    struct jm_sheet_row row = jm_sheet_row_new(
        (struct jm_box){.fill = JM_INK_NONE, .edge = JM_INK_NONE});
    row.cells[0].columns = list->sheet.columns;
    row.cells[0].box.indent = true;
    jm_cell_add_twin(list->sheet.book, &row.cells[0], note, pen, pen);
    jm_sheet_write(&list->sheet, &row);
}

void jm_list_twin(struct jm_list *list, unsigned column, struct jm_twin twin,
                  bool bold)
{
    jm_cell_add_twin(list->sheet.book, jm_list_cell(list, column), twin,
                     bold ? jm_pen_bold : jm_pen_plain, jm_pen_small);
}

void jm_list_moment(struct jm_list *list, unsigned column, jm_wall wall,
                    const char *format)
{
    jm_cell_set_number(jm_list_cell(list, column), jm_serial(wall), format,
                       jm_pen_time);
}

void jm_list_length(struct jm_list *list, unsigned column, int64_t seconds)
{
    if (seconds > 0)
        jm_cell_set_number(
            jm_list_cell(list, column),
            (double)seconds / (double)JM_DAY_SECONDS,
            jm_format_length(list->sheet.book->how->first, seconds),
            jm_pen_small);
}

void jm_list_number(struct jm_list *list, unsigned column, double number)
{
    jm_cell_set_number(jm_list_cell(list, column), number, NULL, jm_pen_plain);
}

void jm_list_status(struct jm_list *list, unsigned column,
                    const struct jm_event *event)
{
    struct jm_book *book = list->sheet.book;
    struct jm_cell *cell = jm_list_cell(list, column);
    bool open = event->to_confirm || event->status == JM_IDEA ||
                event->status == JM_OPTION;
    if (event->status == JM_CANCELLED) {
        jm_cell_add(book, cell, jm_book_label(book, JM_SAY_CANCELLED_ROW),
                    jm_pen_red);
        return;
    }
    if (open)
        cell->box.fill = JM_INK_AMBER_FILL;
    jm_cell_add(
        book, cell,
        jm_book_label(book, open ? JM_SAY_TO_CONFIRM : JM_SAY_CONFIRMED_ROW),
        open ? jm_pen_amber : jm_pen_small);
}

void jm_list_strike(struct jm_list *list)
{
    for (unsigned i = 0; i < list->sheet.columns; i++) {
        struct jm_cell *cell = &list->row.cells[i];
        cell->pen.ink = JM_INK_RED;
        cell->pen.struck = true;
        for (unsigned j = 0; j < cell->n_lines; j++) {
            cell->lines[j].pen.ink = JM_INK_RED;
            cell->lines[j].pen.struck = true;
        }
    }
}
