/* The load of hosts: days on which each receives, by month, and charts of
 * them. */
#include "list.h"
#include "season.h"

#include <jumelage/words.h>
#include <stdlib.h>
#include <string.h>

#define MONTHS 12
enum { HOST = 0, FIRST_MONTH, TOTAL = FIRST_MONTH + MONTHS, CLASHES, COLUMNS };

/* Days of each month on which a host receives: counted once however much
 * happens. */
struct load {
    uint32_t host;
    bool days[MONTHS][31];
    uint32_t of[MONTHS], total, clashes;
};

static void add_days(struct load *load, struct jm_days days)
{
    for (jm_day day = days.first; day <= days.last; day++) {
        struct jm_civil date = jm_day_date(day);
        load->days[date.month - 1][date.day - 1] = true;
    }
}

static void count_days(struct load *load)
{
    for (int month = 0; month < MONTHS; month++) {
        for (int day = 0; day < 31; day++)
            load->of[month] += load->days[month][day];
        load->total += load->of[month];
    }
}

static bool counts(const struct jm_event *event)
{
    return jm_season_is_block(event) && event->status != JM_CANCELLED &&
           event->host != JM_NONE;
}

/* The heaviest first; the order of the plan between equals. */
static int compare(const void *a, const void *b)
{
    const struct load *x = a, *y = b;
    if (x->total != y->total)
        return x->total > y->total ? -1 : 1;
    return (x->host > y->host) - (x->host < y->host);
}

static struct load *gather(struct jm_book *book, size_t *count)
{
    const struct jm_plan *plan = book->plan;
    struct load *all = calloc(plan->n_collectivities + (size_t)1, sizeof *all);
    *count = 0;
    if (!all) {
        book->failed = true;
        return NULL;
    }
    for (uint32_t i = 0; i < plan->n_collectivities; i++)
        all[i].host = i;
    for (uint32_t i = 0; i < plan->n_events; i++) {
        struct jm_days days = {0, 0};
        if (counts(&plan->events[i]) &&
            jm_season_days(book, &plan->events[i], &days))
            add_days(&all[plan->events[i].host], days);
    }
    const struct jm_findings *findings = book->how->findings;
    for (size_t i = 0; findings && i < findings->count; i++)
        if (findings->all[i].host != JM_NONE &&
            findings->all[i].severity >= JM_WARNING &&
            jm_alerts_hold(book, &findings->all[i]))
            all[findings->all[i].host].clashes++;
    for (uint32_t i = 0; i < plan->n_collectivities; i++)
        count_days(&all[i]);
    qsort(all, plan->n_collectivities, sizeof *all, compare);
    while (*count < plan->n_collectivities && all[*count].total)
        ++*count;
    return all;
}

/* The header is not made of messages: months are words. */
static void write_header(struct jm_sheet *sheet)
{
    static const struct jm_pen pen = {9, JM_INK_WHITE, .bold = true};
    struct jm_book *book = sheet->book;
    struct jm_sheet_row row = jm_sheet_row_new(
        (struct jm_box){.fill = JM_INK_NAVY, .edge = JM_INK_NONE});
    for (unsigned i = 0; i < COLUMNS; i++)
        row.cells[i].box.align = i ? JM_ALIGN_CENTRE : JM_ALIGN_LEFT;
    row.cells[HOST].box.indent = true;
    jm_cell_add(book, &row.cells[HOST], jm_book_label(book, JM_SAY_COLUMN_HOST),
                pen);
    for (int i = 0; i < MONTHS; i++)
        jm_cell_add(book, &row.cells[FIRST_MONTH + i],
                    jm_words_month(book->how->first, i + 1), pen);
    jm_cell_add(book, &row.cells[TOTAL],
                jm_book_label(book, JM_SAY_COLUMN_TOTAL), pen);
    jm_cell_add(book, &row.cells[CLASHES],
                jm_book_label(book, JM_SAY_SHEET_CONFLICTS), pen);
    jm_sheet_write_header(sheet, &row);
}

/* A sum that is right before anything computes it. */
static void put_sum(struct jm_sheet *sheet, unsigned column, uint32_t from_row,
                    unsigned from, uint32_t to_row, unsigned to, uint32_t value)
{
    static const struct jm_pen pen = {10, JM_INK_NAVY, .bold = true};
    struct jm_box box = jm_box_plain;
    char formula[64], first[LXW_MAX_CELL_NAME_LENGTH],
        last[LXW_MAX_CELL_NAME_LENGTH];
    box.align = JM_ALIGN_CENTRE;
    box.indent = false;
    if (from_row < sheet->row) /* a sum of rows above */
        box.fill = JM_INK_BAND;
    lxw_rowcol_to_cell(first, from_row, (lxw_col_t)from);
    lxw_rowcol_to_cell(last, to_row, (lxw_col_t)to);
    snprintf(formula, sizeof formula, "=SUM(%s:%s)", first, last);
    sheet->book->failed |=
        worksheet_write_formula_num(
            sheet->at, sheet->row, (lxw_col_t)column, formula,
            jm_book_format(sheet->book, &pen, &box), value) != LXW_NO_ERROR;
}

static void write_load(struct jm_sheet *sheet, const struct load *load)
{
    struct jm_book *book = sheet->book;
    struct jm_sheet_row row = jm_sheet_row_new(jm_box_plain);
    row.least = 22;
    row.padding = 5;
    for (unsigned i = 1; i < COLUMNS; i++) {
        row.cells[i].box.align = JM_ALIGN_CENTRE;
        row.cells[i].box.indent = false;
    }
    jm_cell_add(book, &row.cells[HOST],
                jm_book_both(book, jm_book_host(book, load->host)),
                jm_pen_bold);
    for (unsigned i = 0; i < MONTHS; i++) {
        struct jm_cell *cell = &row.cells[FIRST_MONTH + i];
        if (!load->of[i])
            continue;
        jm_cell_set_number(cell, load->of[i], NULL, jm_pen_plain);
        cell->box.fill = load->of[i] >= 8 ? JM_INK_AMBER_FILL : JM_INK_HEAD;
    }
    if (load->clashes)
        jm_cell_set_number(&row.cells[CLASHES], load->clashes, NULL,
                           jm_pen_red);
    uint32_t at = sheet->row;
    jm_sheet_write(sheet, &row);
    sheet->row = at;
    put_sum(sheet, TOTAL, at, FIRST_MONTH, at, TOTAL - 1, load->total);
    sheet->row = at + 1;
}

static void write_sums(struct jm_sheet *sheet, const struct load *all,
                       size_t count, uint32_t first)
{
    struct jm_book *book = sheet->book;
    struct jm_sheet_row row = jm_sheet_row_new((struct jm_box){
        .fill = JM_INK_BAND, .edge = JM_INK_NONE, .indent = true});
    uint32_t at = sheet->row, total = 0;
    row.padding = 6;
    jm_cell_add(book, &row.cells[HOST],
                jm_book_label(book, JM_SAY_COLUMN_TOTAL), jm_pen_bold);
    jm_sheet_write(sheet, &row);
    sheet->row = at;
    for (unsigned month = 0; month < MONTHS; month++) {
        uint32_t sum = 0;
        for (size_t i = 0; i < count; i++)
            sum += all[i].of[month];
        put_sum(sheet, FIRST_MONTH + month, first, FIRST_MONTH + month, at - 1,
                FIRST_MONTH + month, sum);
        total += sum;
    }
    put_sum(sheet, TOTAL, first, TOTAL, at - 1, TOTAL, total);
    sheet->row = at + 1;
}

/* The whole table's cells as a chart wants them: 'Charge'!$B$4:$M$4 */
static const char *range(struct jm_sheet *sheet, uint32_t row, unsigned column,
                         uint32_t last_row, unsigned last_column)
{
    struct jm_text text = JM_TEXT_INIT;
    char a[LXW_MAX_CELL_NAME_LENGTH], b[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(a, row, (lxw_col_t)column, LXW_TRUE, LXW_TRUE);
    lxw_rowcol_to_cell_abs(b, last_row, (lxw_col_t)last_column, LXW_TRUE,
                           LXW_TRUE);
    jm_text_addf(&text, "='%s'!%s:%s", sheet->tab, a, b);
    return jm_book_keep(sheet->book, &text);
}

struct drawing {
    enum jm_message title;
    uint8_t type;
    const char *names, *values;
    int ink;
    unsigned column; /* where it stands */
    double width;    /* pixels */
};

static void draw(struct jm_sheet *sheet, const struct drawing *drawing)
{
    struct jm_book *book = sheet->book;
    lxw_chart *chart = workbook_add_chart(book->file, drawing->type);
    lxw_chart_options options = {.object_position = LXW_OBJECT_MOVE_DONT_SIZE};
    lxw_chart_font font = {.size = 9, .color = JM_INK_TEXT};
    lxw_chart_font title = {.size = 11, .bold = LXW_TRUE, .color = JM_INK_NAVY};
    lxw_chart_fill fill = {.color = (lxw_color_t)drawing->ink};
    lxw_chart_line no_line = {.none = LXW_TRUE};
    if (!chart) {
        book->failed = true;
        return;
    }
    lxw_chart_series *series =
        chart_add_series(chart, drawing->names, drawing->values);
    chart_series_set_fill(series, &fill);
    chart_series_set_labels(series);
    chart_title_set_name(chart, jm_book_label(book, drawing->title));
    chart_title_set_name_font(chart, &title);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    /* numbers stand on the bars: the axis of values would say them twice */
    bool is_lying = drawing->type == LXW_CHART_BAR;
    lxw_chart_axis *names = is_lying ? chart->y_axis : chart->x_axis;
    lxw_chart_axis *values = is_lying ? chart->x_axis : chart->y_axis;
    chart_axis_set_num_font(names, &font);
    chart_axis_major_gridlines_set_visible(values, LXW_FALSE);
    chart_axis_set_min(values, 0);
    chart_axis_off(values);
    chart_chartarea_set_line(chart, &no_line);
    if (is_lying)
        chart_axis_set_reverse(names);
    options.x_scale = drawing->width / 480;
    options.y_scale = 1.38;
    book->failed |= worksheet_insert_chart_opt(sheet->at, sheet->row,
                                               (lxw_col_t)drawing->column,
                                               chart, &options) != LXW_NO_ERROR;
}

#define CHART_ROWS 16 /* of 20 points: 397 pixels and some air */
#define CHART_HOSTS 14

static void draw_both(struct jm_sheet *sheet, uint32_t first, size_t count)
{
    uint32_t shown = (uint32_t)(count < CHART_HOSTS ? count : CHART_HOSTS);
    uint32_t sums = first + (uint32_t)count;
    struct drawing hosts = {
        JM_SAY_CHART_HOSTS,
        LXW_CHART_BAR,
        range(sheet, first, HOST, first + shown - 1, HOST),
        range(sheet, first, TOTAL, first + shown - 1, TOTAL),
        0x2F6EB5,
        HOST,
        560};
    struct drawing months = {
        JM_SAY_CHART_MONTHS,
        LXW_CHART_COLUMN,
        range(sheet, first - 1, FIRST_MONTH, first - 1, TOTAL - 1),
        range(sheet, sums, FIRST_MONTH, sums, TOTAL - 1),
        JM_INK_NAVY,
        FIRST_MONTH + 4,
        560};
    if (!jm_sheet_fits(sheet, 20.0 * CHART_ROWS + 10))
        jm_sheet_break(sheet);
    worksheet_set_row(sheet->at, sheet->row, 10, NULL);
    sheet->row++;
    draw(sheet, &hosts);
    draw(sheet, &months);
    for (int i = 0; i < CHART_ROWS; i++)
        worksheet_set_row(sheet->at, sheet->row++, 20, NULL);
}

void jm_load_write(struct jm_book *book)
{
    static const double widths[COLUMNS] = {40,  9.5,  9.5,  9.5, 9.5,
                                           9.5, 9.5,  9.5,  9.5, 11,
                                           9.5, 10.5, 10.5, 12,  12};
    size_t count = 0;
    struct load *all = gather(book, &count);
    struct jm_sheet sheet;
    jm_sheet_open(&sheet, book,
                  jm_message_template(JM_SAY_SHEET_LOAD, book->how->first),
                  widths, COLUMNS);
    if (sheet.at && all) {
        jm_title_write(&sheet, TOTAL - 4, 16);
        write_header(&sheet);
        uint32_t first = sheet.row;
        for (size_t i = 0; i < count; i++) {
            if (!jm_sheet_fits(&sheet, 24))
                jm_sheet_break(&sheet);
            write_load(&sheet, &all[i]);
        }
        if (count) {
            write_sums(&sheet, all, count, first);
            draw_both(&sheet, first, count);
        }
        jm_sheet_close(&sheet);
    }
    free(all);
}
