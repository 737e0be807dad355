/* Rows, pages, headers and footers. */
#include "sheet.h"

#include "measure.h"
#include <assert.h>
#include <jumelage/words.h>
#include <string.h>

/* A4 landscape, in points, and its margins in inches. */
#define PAPER_WIDTH 841.89
#define PAPER_HEIGHT 595.28
#define SIDE 0.45
#define TOP 0.78
#define BOTTOM 0.62
#define INCH 72.0

/* Excel's columns are wider on paper than on the screen. */
#define PAPER_SLACK 0.92
#define INDENT 1.7    /* digits that a cell's indent takes */
#define TALLEST 409.0 /* points: Excel's limit */

static double width_in_points(const struct jm_sheet *sheet)
{
    double pixels = 0;
    for (unsigned i = 0; i < sheet->columns; i++)
        pixels += sheet->widths[i] * 7 + 5;
    return pixels * 0.75;
}

static void set_paper(struct jm_sheet *sheet)
{
    double room = PAPER_WIDTH - 2 * SIDE * INCH;
    int scale = (int)(100 * PAPER_SLACK * room / width_in_points(sheet));
    if (scale > 100)
        scale = 100;
    if (scale < 40) /* what is that wide is for the screen */
        scale = 40;
    double height = PAPER_HEIGHT - (TOP + BOTTOM) * INCH;
    sheet->capacity = 0.95 * height * 100 / scale;
    worksheet_set_landscape(sheet->at);
    worksheet_set_paper(sheet->at, 9);
    worksheet_set_margins(sheet->at, SIDE, SIDE, TOP, BOTTOM);
    worksheet_center_horizontally(sheet->at);
    worksheet_set_print_scale(sheet->at, (uint16_t)scale);
    worksheet_gridlines(sheet->at, LXW_HIDE_ALL_GRIDLINES);
}

/* What of a header or footer comes from people: one line, at most `most`
 * UTF-16 units, ampersands doubled. */
static void add_piece(struct jm_book *book, struct jm_text *out,
                      const char *text, size_t most)
{
    const char *at = jm_book_clean(book, text, most);
    for (; *at; at++) {
        if (*at == '&')
            jm_text_add_char(out, '&');
        jm_text_add_char(out, *at == '\n' ? ' ' : *at);
    }
}

/* Excel takes 255 characters, codes included: a section's text is cut so that
 * three of them fit even if each character is an ampersand. The font's name
 * stands last: digits that follow a size would be read as part of it. */
static void add_section(struct jm_book *book, struct jm_text *out,
                        const char *side, bool bold, const char *text,
                        size_t most)
{
    jm_text_addf(out, "%s&8&K%s&\"Calibri,%s\"", side,
                 bold ? "1F3864" : "66707E", bold ? "Bold" : "Regular");
    add_piece(book, out, text, most);
}

static size_t ampersands(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += *text == '&';
    return count;
}

/* The most units of `text` for which it takes `room` with `&` doubled. */
static size_t fit_doubled(const char *text, size_t room)
{
    size_t more = ampersands(text);
    return more < room / 2 ? room - more : room / 2;
}

static const char *name_and_dates(struct jm_book *book)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add(&text, book->name.first);
    if (book->first_day != JM_DAY_NONE) {
        jm_text_add(&text, text.length ? " · " : "");
        jm_words_days(&text, book->how->first, book->first_day, book->last_day);
    }
    return jm_book_keep(book, &text);
}

static void set_header(struct jm_sheet *sheet)
{
    struct jm_book *book = sheet->book;
    struct jm_text text = JM_TEXT_INIT;
    const char *title = jm_book_both(book, book->title);
    const char *who = name_and_dates(book);
    add_section(book, &text, "&L", true, title, 60);
    add_section(book, &text, "&R", false, who, fit_doubled(who, 120));
    const char *header = jm_book_keep(book, &text);
    book->failed |= worksheet_set_header(sheet->at, header) != LXW_NO_ERROR;
}

static void set_footer(struct jm_sheet *sheet)
{
    struct jm_book *book = sheet->book;
    struct jm_text text = JM_TEXT_INIT;
    const char *marking = book->how->marking ? book->how->marking : "";
    const char *version = jm_book_version(book);
    add_section(book, &text, "&L", false, version, fit_doubled(version, 60));
    add_section(book, &text, "&C", false, "", 0);
    jm_text_add(&text, jm_book_say(book, book->how->first, JM_SAY_FOOTER_PAGE,
                                   "&P", "&N"));
    add_section(book, &text, "&R", true, marking, fit_doubled(marking, 60));
    const char *footer = jm_book_keep(book, &text);
    book->failed |= worksheet_set_footer(sheet->at, footer) != LXW_NO_ERROR;
}

void jm_sheet_open(struct jm_sheet *sheet, struct jm_book *book,
                   const char *name, const double *widths, unsigned columns)
{
    assert(columns <= JM_SHEET_MOST);
    *sheet =
        (struct jm_sheet){.book = book, .widths = widths, .columns = columns};
    sheet->tab = jm_book_tab(book, name);
    sheet->at = workbook_add_worksheet(book->file, sheet->tab);
    if (!sheet->at) {
        book->failed = true;
        return;
    }
    for (unsigned i = 0; i < columns; i++)
        worksheet_set_column(sheet->at, (lxw_col_t)i, (lxw_col_t)i, widths[i],
                             NULL);
    set_paper(sheet);
    set_header(sheet);
    set_footer(sheet);
}

void jm_sheet_close(struct jm_sheet *sheet)
{
    if (!sheet->at || !sheet->row)
        return;
    worksheet_print_area(sheet->at, 0, 0, sheet->row - 1,
                         (lxw_col_t)(sheet->columns - 1));
    if (sheet->n_breaks)
        worksheet_set_h_pagebreaks(sheet->at, sheet->breaks);
}

struct jm_sheet_row jm_sheet_row_new(struct jm_box box)
{
    struct jm_sheet_row row = {.padding = 9};
    for (unsigned i = 0; i < JM_SHEET_COLUMNS; i++)
        row.cells[i].box = box;
    return row;
}

static size_t units_of(const char *text)
{
    const char *end = text + strlen(text);
    size_t units = 0;
    while (text < end)
        units += jm_text_next(&text, end) > 0xFFFF ? 2 : 1;
    return units;
}

void jm_cell_add(struct jm_book *book, struct jm_cell *cell, const char *text,
                 struct jm_pen pen)
{
    size_t taken = cell->n_lines; /* the newlines between the paragraphs */
    for (unsigned i = 0; i < cell->n_lines; i++)
        taken += units_of(cell->lines[i].text);
    if (!*text || taken >= JM_CELL_UNITS)
        return;
    assert(cell->n_lines < JM_CELL_LINES);
    text = jm_book_clean(book, text, JM_CELL_UNITS - taken);
    if (*text)
        cell->lines[cell->n_lines++] = (struct jm_line){text, pen};
}

void jm_cell_add_twin(struct jm_book *book, struct jm_cell *cell,
                      struct jm_twin twin, struct jm_pen first,
                      struct jm_pen second)
{
    jm_cell_add(book, cell, twin.first, first);
    jm_cell_add(book, cell, twin.second, second);
}

void jm_cell_set_number(struct jm_cell *cell, double number, const char *format,
                        struct jm_pen pen)
{
    cell->has_number = true;
    cell->number = number;
    cell->pen = pen;
    cell->box.number = format;
}

static unsigned span_of(const struct jm_cell *cell)
{
    return cell->columns ? cell->columns : 1;
}

static double cell_height(const struct jm_sheet *sheet,
                          const struct jm_cell *cell, unsigned column)
{
    double width = cell->box.indent ? -5.0 / 7 - INDENT : -5.0 / 7;
    double height = 0;
    for (unsigned i = 0; i < span_of(cell); i++)
        width += sheet->widths[column + i] + 5.0 / 7;
    for (unsigned i = 0; i < cell->n_lines; i++) {
        const struct jm_line *line = &cell->lines[i];
        height += jm_measure_height(line->text, width, line->pen.size,
                                    line->pen.bold);
    }
    return height;
}

double jm_sheet_height(const struct jm_sheet *sheet,
                       const struct jm_sheet_row *row)
{
    double height = 0;
    for (unsigned i = 0; i < sheet->columns; i += span_of(&row->cells[i])) {
        double needed = cell_height(sheet, &row->cells[i], i);
        height = needed > height ? needed : height;
    }
    height += row->padding;
    height = height > row->least ? height : row->least;
    return height < TALLEST ? height : TALLEST;
}

bool jm_sheet_fits(const struct jm_sheet *sheet, double height)
{
    return sheet->flows || sheet->used + height <= sheet->capacity;
}

void jm_sheet_break(struct jm_sheet *sheet)
{
    sheet->used = sheet->header;
    if (sheet->n_breaks < LXW_BREAKS_MAX)
        sheet->breaks[sheet->n_breaks++] = sheet->row;
    else
        sheet->book->failed = true;
}

/* Paragraphs with pens of their own: at least two. */
static lxw_error write_rich(struct jm_sheet *sheet, lxw_col_t column,
                            const struct jm_cell *cell, lxw_format *format)
{
    static const struct jm_box none = {.fill = JM_INK_NONE,
                                       .edge = JM_INK_NONE};
    lxw_rich_string_tuple tuples[JM_CELL_LINES], *all[JM_CELL_LINES + 1];
    for (unsigned i = 0; i < cell->n_lines; i++) {
        struct jm_text text = JM_TEXT_INIT;
        jm_text_addf(&text, "%s%s", i ? "\n" : "", cell->lines[i].text);
        tuples[i].string =
            jm_arena_copy(&sheet->book->arena, jm_text_get(&text));
        tuples[i].format =
            jm_book_format(sheet->book, &cell->lines[i].pen, &none);
        all[i] = &tuples[i];
        jm_text_clear(&text);
        if (!tuples[i].string)
            return LXW_ERROR_MEMORY_MALLOC_FAILED;
    }
    all[cell->n_lines] = NULL;
    return worksheet_write_rich_string(sheet->at, sheet->row, column, all,
                                       format);
}

static lxw_error write_cell(struct jm_sheet *sheet, unsigned at,
                            const struct jm_cell *cell, bool top)
{
    lxw_col_t column = (lxw_col_t)at;
    struct jm_box box = cell->box;
    struct jm_pen pen = cell->n_lines ? cell->lines[0].pen : cell->pen;
    pen.size = pen.size > 0 ? pen.size : 11;
    box.top |= top;
    lxw_format *format = jm_book_format(sheet->book, &pen, &box);
    if (span_of(cell) > 1) {
        lxw_error error = worksheet_merge_range(
            sheet->at, sheet->row, column, sheet->row,
            (lxw_col_t)(at + span_of(cell) - 1), "", format);
        if (error)
            return error;
    }
    if (cell->link && sheet->book->n_links++ < JM_LINKS)
        worksheet_write_url_opt(sheet->at, sheet->row, column, cell->link,
                                format, NULL, cell->tip); /* written over */
    if (cell->has_number)
        return worksheet_write_number(sheet->at, sheet->row, column,
                                      cell->number, format);
    if (cell->n_lines > 1)
        return write_rich(sheet, column, cell, format);
    if (cell->n_lines == 1)
        return worksheet_write_string(sheet->at, sheet->row, column,
                                      cell->lines[0].text, format);
    return worksheet_write_blank(sheet->at, sheet->row, column, format);
}

void jm_sheet_write(struct jm_sheet *sheet, const struct jm_sheet_row *row)
{
    if (!sheet->at)
        return;
    double height = jm_sheet_height(sheet, row);
    worksheet_set_row(sheet->at, sheet->row, height, NULL);
    for (unsigned i = 0; i < sheet->columns; i += span_of(&row->cells[i]))
        sheet->book->failed |= write_cell(sheet, i, &row->cells[i],
                                          height >= TALLEST) != LXW_NO_ERROR;
    sheet->used += height;
    sheet->row++;
}

void jm_sheet_write_header(struct jm_sheet *sheet,
                           const struct jm_sheet_row *row)
{
    sheet->header = jm_sheet_height(sheet, row);
    if (sheet->at)
        worksheet_repeat_rows(sheet->at, sheet->row, sheet->row);
    jm_sheet_write(sheet, row);
}
