/* The year on one sheet: a column per week, a row per event, grouped by host.
 * What clashes is framed in red and says "!". */
#include "list.h"
#include "season.h"

#include "measure.h"
#include <jumelage/rule.h>
#include <jumelage/sentence.h>
#include <jumelage/words.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 0, STARTS, ENDS, WEEKS };
#define MOST_WEEKS 54 /* a leap year that begins on a Sunday */

static const double left_widths[WEEKS] = {44, 11, 11};
#define WEEK_WIDTH 2.4

/* What a bar says by its colour; the legend says it in words. */
static const struct bar {
    enum jm_message word;
    int ink;
} bars[] = {{JM_SAY_BAR_STAY, 0x2F6EB5},  {JM_SAY_BAR_FORUM, JM_INK_NAVY},
            {JM_SAY_BAR_VISIT, 0x4F8A3C}, {JM_SAY_BAR_FLAGSHIP, 0x7A3E8E},
            {JM_SAY_BAR_OPEN, 0xE0A030},  {JM_SAY_BAR_CLOSED, 0x8A93A0}};
enum { BAR_STAY = 0, BAR_FORUM, BAR_VISIT, BAR_FLAGSHIP, BAR_OPEN, BAR_CLOSED };

struct grid {
    struct jm_book *book;
    struct jm_sheet sheet;
    jm_day monday; /* of the first week */
    unsigned weeks;
    double widths[JM_SHEET_MOST];
};

static const struct jm_box cell_box = {.align = JM_ALIGN_CENTRE,
                                       .rule = JM_RULE_HAIR,
                                       .fill = JM_INK_NONE,
                                       .edge = JM_INK_NONE,
                                       .grid = true};

static void find_weeks(struct grid *grid)
{
    int year = grid->book->how->year;
    jm_day first = jm_day_from_date(year, 1, 1);
    jm_day last = jm_day_from_date(year, 12, 31);
    grid->monday = first - jm_day_weekday(first);
    grid->weeks = (unsigned)(last - grid->monday) / 7 + 1;
    if (grid->weeks < 53)
        grid->weeks = 53;
    for (unsigned i = 0; i < WEEKS + grid->weeks; i++)
        grid->widths[i] = i < WEEKS ? left_widths[i] : WEEK_WIDTH;
}

/* The month of a week is that of its Thursday, within the year. */
static int month_of(const struct grid *grid, unsigned week)
{
    struct jm_civil date = jm_day_date(grid->monday + 7 * (jm_day)week + 3);
    if (date.year < grid->book->how->year)
        return 1;
    return date.year > grid->book->how->year ? 12 : date.month;
}

static void put(struct grid *grid, unsigned column, const char *text,
                const struct jm_pen *pen, const struct jm_box *box)
{
    lxw_format *format = jm_book_format(grid->book, pen, box);
    lxw_col_t at = (lxw_col_t)column;
    lxw_error error =
        *text ? worksheet_write_string(grid->sheet.at, grid->sheet.row, at,
                                       jm_book_clean(grid->book, text, 200),
                                       format)
              : worksheet_write_blank(grid->sheet.at, grid->sheet.row, at,
                                      format);
    grid->book->failed |= error != LXW_NO_ERROR;
}

static void put_merged(struct grid *grid, unsigned from, unsigned to,
                       const char *text, const struct jm_pen *pen,
                       const struct jm_box *box)
{
    if (from == to) {
        put(grid, from, text, pen, box);
        return;
    }
    grid->book->failed |=
        worksheet_merge_range(
            grid->sheet.at, grid->sheet.row, (lxw_col_t)from, grid->sheet.row,
            (lxw_col_t)to, jm_book_clean(grid->book, text, 400),
            jm_book_format(grid->book, pen, box)) != LXW_NO_ERROR;
}

static void end_row(struct grid *grid, double height)
{
    worksheet_set_row(grid->sheet.at, grid->sheet.row, height, NULL);
    grid->sheet.used += height;
    grid->sheet.row++;
}

static void write_months(struct grid *grid)
{
    static const struct jm_pen pen = {9, JM_INK_WHITE, .bold = true};
    static const struct jm_box navy = {.fill = JM_INK_NAVY,
                                       .edge = JM_INK_NONE,
                                       .align = JM_ALIGN_CENTRE,
                                       .grid = true};
    struct jm_box left = navy;
    left.align = JM_ALIGN_LEFT;
    left.indent = true;
    put(grid, NAME, jm_book_label(grid->book, JM_SAY_COLUMN_EVENT), &pen,
        &left);
    put(grid, STARTS, jm_book_label(grid->book, JM_SAY_COLUMN_START), &pen,
        &navy);
    put(grid, ENDS, jm_book_label(grid->book, JM_SAY_COLUMN_END), &pen, &navy);
    for (unsigned i = 0, end; i < grid->weeks; i = end) {
        int month = month_of(grid, i);
        for (end = i + 1; end < grid->weeks && month_of(grid, end) == month;)
            end++;
        put_merged(grid, WEEKS + i, WEEKS + end - 1,
                   jm_words_month(grid->book->how->first, month), &pen, &navy);
    }
    end_row(grid, 20);
}

static void write_weeks(struct grid *grid)
{
    static const struct jm_pen pen = {7, JM_INK_GREY, .bold = false};
    struct jm_box box = cell_box;
    struct jm_text number = JM_TEXT_INIT;
    box.grid = false;
    box.fill = JM_INK_HEAD;
    for (unsigned i = 0; i < WEEKS; i++)
        put(grid, i, i ? "" : jm_book_label(grid->book, JM_SAY_WEEK_NUMBERS),
            &pen, &box);
    for (unsigned i = 0; i < grid->weeks; i++) {
        int year = 0;
        jm_text_reset(&number);
        jm_text_add_int(&number,
                        jm_day_week(grid->monday + 7 * (jm_day)i, &year));
        put(grid, WEEKS + i, jm_text_get(&number), &pen, &box);
    }
    jm_text_clear(&number);
    end_row(grid, 13);
}

/* One language over the other. */
static const char *over(struct jm_book *book, enum jm_message message)
{
    struct jm_twin twin = jm_book_say_twin(book, message, NULL, NULL);
    struct jm_text text = JM_TEXT_INIT;
    jm_text_addf(&text, "%s\n%s", twin.first, twin.second);
    return jm_book_keep(book, &text);
}

/* Swatches in their very colours, each with its word. */
static void write_legend(struct grid *grid)
{
    static const struct jm_pen word = {8.5, JM_INK_TEXT, .bold = false};
    static const struct jm_pen mark = {9, JM_INK_RED, .bold = true};
    struct jm_box paper = {.fill = JM_INK_NONE, .edge = JM_INK_NONE};
    size_t count = sizeof bars / sizeof *bars;
    unsigned each = grid->weeks / (unsigned)(count + 1), at = WEEKS;
    put(grid, NAME, jm_book_label(grid->book, JM_SAY_LEGEND), &jm_pen_small,
        &paper);
    for (size_t i = 0; i <= count; i++, at += each) {
        struct jm_box swatch = {.align = JM_ALIGN_CENTRE,
                                .fill = i < count ? bars[i].ink : JM_INK_NONE,
                                .edge = JM_INK_NONE,
                                .framed = i == count};
        put(grid, at, i < count ? "" : "!", &mark, &swatch);
        put_merged(
            grid, at + 1, at + each - 1,
            over(grid->book, i < count ? bars[i].word : JM_SAY_BAR_CLASH),
            &word, &paper);
    }
    end_row(grid, 27);
    end_row(grid, 6);
}

static int bar_of(const struct jm_event *event)
{
    if (event->to_confirm || event->status != JM_CONFIRMED)
        return BAR_OPEN;
    switch (event->kind) {
    case JM_FORUM:
        return BAR_FORUM;
    case JM_FLAGSHIP:
        return BAR_FLAGSHIP;
    case JM_STAY:
        return BAR_STAY;
    default:
        return BAR_VISIT;
    }
}

static bool holds(const struct jm_finding *finding, uint32_t event)
{
    for (uint32_t i = 0; i < finding->n_events; i++)
        if (finding->events[i] == event)
            return true;
    return false;
}

/* Warnings and worse that the event is in, in those days. */
static bool clashes(const struct grid *grid, uint32_t event, jm_day first,
                    jm_day last)
{
    const struct jm_findings *findings = grid->book->how->findings;
    const struct jm_plan *plan = grid->book->plan;
    for (size_t i = 0; findings && i < findings->count; i++) {
        const struct jm_finding *finding = &findings->all[i];
        if (finding->severity < JM_WARNING || !holds(finding, event))
            continue;
        struct jm_days days =
            jm_zone_days(&plan->zones[plan->events[event].zone], finding->span);
        if (days.first <= last && days.last >= first)
            return true;
    }
    return false;
}

static void put_day(struct grid *grid, unsigned column, jm_day day)
{
    static const char *const formats[JM_LANGS] = {"dd/mm", "dd/mm",
                                                  "m\\.\\ d\\."};
    struct jm_box box = cell_box;
    box.grid = false;
    box.number = formats[grid->book->how->first];
    worksheet_write_number(grid->sheet.at, grid->sheet.row, (lxw_col_t)column,
                           jm_serial((jm_wall)day * JM_DAY_SECONDS),
                           jm_book_format(grid->book, &jm_pen_small, &box));
}

static double bar_height(const char *name)
{
    double height = jm_measure_height(name, left_widths[NAME] - 1.7,
                                      jm_pen_plain.size, false) +
                    6;
    return height < 21 ? 21 : height;
}

/* A row: what it is, its days, its bar; `event` JM_NONE for closed days. */
static void write_bar(struct grid *grid, const char *name, struct jm_days days,
                      int bar, uint32_t event)
{
    static const struct jm_pen white = {9, JM_INK_WHITE, .bold = true};
    struct jm_box left = jm_box_plain;
    double height = bar_height(name);
    put(grid, NAME, name, &jm_pen_plain, &left);
    put_day(grid, STARTS, days.first);
    put_day(grid, ENDS, days.last);
    for (unsigned i = 0; i < grid->weeks; i++) {
        jm_day monday = grid->monday + 7 * (jm_day)i;
        bool on = days.first <= monday + 6 && days.last >= monday;
        struct jm_box box = cell_box;
        box.fill = on ? bars[bar].ink : JM_INK_NONE;
        box.framed =
            on && event != JM_NONE && clashes(grid, event, monday, monday + 6);
        put(grid, WEEKS + i, box.framed ? "!" : "", &white, &box);
    }
    end_row(grid, height);
}

static size_t count_clashes(const struct grid *grid, uint32_t host)
{
    const struct jm_findings *findings = grid->book->how->findings;
    size_t count = 0;
    for (size_t i = 0; findings && i < findings->count; i++)
        count += findings->all[i].host == host &&
                 findings->all[i].severity >= JM_WARNING &&
                 jm_alerts_hold(grid->book, &findings->all[i]);
    return count;
}

/* The host's name, and how many clashes it has: a page begins here rather than
 * after it. */
static void write_host(struct grid *grid, uint32_t host, uint32_t rows)
{
    static const struct jm_pen pen = {11, JM_INK_NAVY, .bold = true};
    static const struct jm_pen red = {9.5, JM_INK_RED, .bold = true};
    struct jm_box band = {
        .fill = JM_INK_BAND, .edge = JM_INK_NONE, .indent = true};
    struct jm_text count = JM_TEXT_INIT;
    size_t found = count_clashes(grid, host);
    double needed = 22 + 21 * (rows < 3 ? rows : 3);
    if (!jm_sheet_fits(&grid->sheet, needed))
        jm_sheet_break(&grid->sheet);
    jm_text_add_int(&count, (int64_t)found);
    struct jm_twin number = {jm_book_keep(grid->book, &count), ""};
    struct jm_twin name =
        host == JM_NONE
            ? jm_book_say_twin(grid->book, JM_SAY_HOST_NONE, NULL, NULL)
            : jm_book_host(grid->book, host);
    put_merged(grid, NAME, ENDS, jm_book_both(grid->book, name), &pen, &band);
    put_merged(
        grid, WEEKS, WEEKS + grid->weeks - 1,
        found ? jm_book_both(grid->book,
                             jm_book_say_twin(grid->book, JM_SAY_CLASH_COUNT,
                                              &number, NULL))
              : "",
        &red, &band);
    end_row(grid, 22);
}

/* Days on which the host has said that it takes nobody. */
static void write_closed(struct grid *grid, uint32_t host)
{
    const struct jm_plan *plan = grid->book->plan;
    int year = grid->book->how->year;
    jm_day first = jm_day_from_date(year, 1, 1);
    jm_day last = jm_day_from_date(year, 12, 31);
    for (uint32_t i = 0; i < plan->n_marked_days && host != JM_NONE; i++) {
        const struct jm_marked_days *mark = &plan->marked_days[i];
        if (mark->collectivity != host || mark->last < first ||
            mark->first > last)
            continue;
        struct jm_days days = {mark->first, mark->last};
        write_bar(grid, jm_book_twin(grid->book, mark->name).first, days,
                  BAR_CLOSED, JM_NONE);
    }
}

static bool has_bar(const struct jm_plan *plan, uint32_t event)
{
    return jm_season_is_block(&plan->events[event]) &&
           plan->events[event].status != JM_CANCELLED;
}

static void write_hosts(struct grid *grid)
{
    struct jm_book *book = grid->book;
    const struct jm_plan *plan = book->plan;
    uint32_t count = 0, *events = jm_season_events(book, &count);
    for (uint32_t i = 0, end; i < count; i = end) {
        uint32_t host = plan->events[events[i]].host, rows = 0;
        for (end = i; end < count && plan->events[events[end]].host == host;
             end++)
            rows += has_bar(plan, events[end]);
        if (!rows)
            continue;
        write_host(grid, host, rows);
        for (uint32_t j = i; j < end; j++) {
            struct jm_days days = {0, 0};
            if (!has_bar(plan, events[j]))
                continue;
            const char *name =
                jm_event_title(plan, events[j], book->how->first);
            if (!jm_sheet_fits(&grid->sheet, bar_height(name)))
                jm_sheet_break(&grid->sheet);
            jm_season_days(book, &plan->events[events[j]], &days);
            write_bar(grid, name, days, bar_of(&plan->events[events[j]]),
                      events[j]);
        }
        write_closed(grid, host);
    }
    free(events);
}

void jm_year_write(struct jm_book *book)
{
    struct grid grid = {.book = book};
    struct jm_text year = JM_TEXT_INIT;
    find_weeks(&grid);
    jm_text_add_int(&year, book->how->year);
    const char *tab = jm_book_say(book, book->how->first, JM_SAY_SHEET_YEAR,
                                  jm_book_keep(book, &year), NULL);
    jm_sheet_open(&grid.sheet, book, tab, grid.widths, WEEKS + grid.weeks);
    if (!grid.sheet.at)
        return;
    jm_title_write(&grid.sheet, WEEKS, 18);
    write_legend(&grid);
    uint32_t first = grid.sheet.row;
    write_months(&grid);
    write_weeks(&grid);
    worksheet_repeat_rows(grid.sheet.at, first, first + 1);
    grid.sheet.header = 33;
    write_hosts(&grid);
    jm_sheet_close(&grid.sheet);
}
