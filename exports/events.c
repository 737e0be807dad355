/* The table of events, of a year or of a host. A year may have a hundred
 * thousand: its formats are made once, its texts are lent by the plan and
 * looked at, not copied. */
#include "list.h"
#include "season.h"

#include "measure.h"
#include <jumelage/sentence.h>
#include <stdlib.h>
#include <string.h>

enum {
    STARTS = 0,
    ENDS,
    KIND,
    TITLE,
    SECOND,
    HOST,
    PLACE,
    DELEGATION,
    STATUS,
    AUDIENCE,
    COLUMNS
};

#define TOLD (JM_FOR_PLANNERS | JM_FOR_HOST)

static const struct jm_column columns[COLUMNS] = {
    [STARTS] = {JM_SAY_COLUMN_START, JM_HEADER_BOTH, 17, TOLD, true},
    [ENDS] = {JM_SAY_COLUMN_END, JM_HEADER_BOTH, 17, TOLD, true},
    [KIND] = {JM_SAY_COLUMN_KIND, JM_HEADER_BOTH, 14, TOLD, false},
    [TITLE] = {JM_SAY_COLUMN_EVENT, JM_HEADER_FIRST, 36, TOLD, false},
    [SECOND] = {JM_SAY_COLUMN_EVENT, JM_HEADER_SECOND, 32, TOLD, false},
    [HOST] = {JM_SAY_COLUMN_HOST, JM_HEADER_BOTH, 21, TOLD, false},
    [PLACE] = {JM_SAY_COLUMN_PLACE, JM_HEADER_BOTH, 27, TOLD, false},
    [DELEGATION] = {JM_SAY_COLUMN_DELEGATION, JM_HEADER_BOTH, 27, TOLD, false},
    [STATUS] = {JM_SAY_COLUMN_STATUS, JM_HEADER_BOTH, 14, TOLD, false},
    [AUDIENCE] = {JM_SAY_COLUMN_AUDIENCE, JM_HEADER_BOTH, 16, TOLD, false}};

enum look { PLAIN = 0, OPEN, CANCELLED, LOOKS };

/* What rows are written with. */
struct table {
    struct jm_list *list;
    lxw_format *formats[LOOKS][COLUMNS], *hours[LOOKS];
};

static struct jm_pen pen_of(unsigned column, enum look look)
{
    struct jm_pen pen = column == TITLE ? jm_pen_bold : jm_pen_plain;
    if (column == STARTS)
        pen = jm_pen_time;
    if (column == KIND || column == SECOND || column == ENDS ||
        column == AUDIENCE)
        pen = jm_pen_small;
    if (look == CANCELLED) {
        pen.ink = JM_INK_RED;
        pen.struck = column != STATUS;
    }
    if (look == OPEN && column == STATUS)
        pen = jm_pen_amber;
    return pen;
}

static void make_formats(struct table *table)
{
    struct jm_book *book = table->list->sheet.book;
    enum jm_lang first = book->how->first;
    for (int look = 0; look < LOOKS; look++)
        for (unsigned i = 0; i < COLUMNS; i++) {
            struct jm_pen pen = pen_of(i, (enum look)look);
            struct jm_box box = jm_box_plain;
            bool is_time = i == STARTS || i == ENDS;
            box.align = is_time ? JM_ALIGN_CENTRE : JM_ALIGN_LEFT;
            box.indent = !is_time;
            box.number = is_time ? jm_format_day(first) : NULL;
            if (look == OPEN && i == STATUS)
                box.fill = JM_INK_AMBER_FILL;
            table->formats[look][i] = jm_book_format(book, &pen, &box);
            box.number = jm_format_moment(first);
            if (i == STARTS)
                table->hours[look] = jm_book_format(book, &pen, &box);
        }
}

/* Plain ASCII with no underscore, which might be an escape, needs no look. */
static bool is_plain(const char *text, size_t *length, bool *tall)
{
    const unsigned char *at = (const unsigned char *)text;
    unsigned char all = 0;
    bool odd = false;
    for (; *at; at++) {
        all |= *at;
        odd |= *at < ' ' || *at == '_' || *at == 0x7F;
        *tall |= *at > 0xE0;
    }
    *length = (size_t)(at - (const unsigned char *)text);
    return !odd && (all < 0x80 || jm_text_is_clean(text, *length));
}

/* Writes a text and gives the height that it needs. */
static double put(struct table *table, unsigned column, const char *text,
                  enum look look)
{
    struct jm_list *list = table->list;
    size_t length = 0;
    bool tall = false;
    if (list->place[column] < 0)
        return 0;
    if (!is_plain(text, &length, &tall) || length > JM_CELL_UNITS)
        text = jm_book_clean(list->sheet.book, text, JM_CELL_UNITS);
    lxw_col_t at = (lxw_col_t)list->place[column];
    list->sheet.book->failed |=
        worksheet_write_string(list->sheet.at, list->sheet.row, at, text,
                               table->formats[look][column]) != LXW_NO_ERROR;
    double size = pen_of(column, look).size;
    double width = columns[column].width - 1.7;
    if ((double)length * 1.25 * size <= width * 11)
        return size * (tall ? 1.48 : 1.25);
    return jm_measure_height(text, width, size, column == TITLE);
}

/* Days where it has no hours; its end is then its last day. */
static void put_times(struct table *table, const struct jm_event *event,
                      enum look look)
{
    struct jm_list *list = table->list;
    const struct jm_zone *zone = &list->sheet.book->plan->zones[event->zone];
    jm_wall from = jm_zone_wall(zone, event->span.from);
    jm_wall until = jm_zone_wall(zone, event->span.until);
    lxw_format *format = table->formats[look][STARTS];
    if (event->all_day)
        until = (jm_wall)jm_zone_days(zone, event->span).last * JM_DAY_SECONDS;
    else
        format = table->hours[look];
    worksheet_write_number(list->sheet.at, list->sheet.row, 0, jm_serial(from),
                           format);
    worksheet_write_number(list->sheet.at, list->sheet.row, 1, jm_serial(until),
                           format);
}

static enum look look_of(const struct jm_event *event)
{
    if (event->status == JM_CANCELLED)
        return CANCELLED;
    return event->to_confirm || event->status != JM_CONFIRMED ? OPEN : PLAIN;
}

static double taller(double a, double b)
{
    return a > b ? a : b;
}

static void write_event(struct table *table, uint32_t index,
                        const char *const statuses[LOOKS])
{
    struct jm_sheet *sheet = &table->list->sheet;
    const struct jm_plan *plan = sheet->book->plan;
    const struct jm_event *event = &plan->events[index];
    enum jm_lang first = sheet->book->how->first;
    const char *second = plan->texts[index].title[sheet->book->how->second];
    enum look look = look_of(event);
    double height = 0;
    put_times(table, event, look);
    put(table, KIND, jm_choice_name(JM_SET_event_kind, event->kind, first),
        look);
    height = put(table, TITLE, jm_event_title(plan, index, first), look);
    height = taller(height, put(table, SECOND, second ? second : "", look));
    height = taller(
        height, put(table, HOST, jm_host_name(plan, event->host, first), look));
    const char *place =
        event->venue == JM_NONE
            ? ""
            : jm_lang_pick(plan->venues[event->venue].name, first);
    height = taller(height, put(table, PLACE, place, look));
    const char *delegation =
        event->delegation == JM_NONE
            ? ""
            : jm_lang_pick(plan->delegations[event->delegation].name, first);
    height = taller(height, put(table, DELEGATION, delegation, look));
    put(table, STATUS, statuses[look], look);
    put(table, AUDIENCE,
        jm_choice_name(JM_SET_audience, event->audience, first), look);
    height = height + 8 < 409 ? height + 8 : 409;
    worksheet_set_row(sheet->at, sheet->row, taller(height, 22), NULL);
    sheet->row++;
    table->list->rows++;
}

static void write_events(struct jm_book *book, enum jm_message tab,
                         bool visits_only)
{
    struct jm_list list;
    struct table table = {.list = &list};
    const char *const statuses[LOOKS] = {
        [PLAIN] = jm_message_template(JM_SAY_CONFIRMED_ROW, book->how->first),
        [OPEN] = jm_message_template(JM_SAY_TO_CONFIRM, book->how->first),
        [CANCELLED] =
            jm_message_template(JM_SAY_CANCELLED_ROW, book->how->first)};
    uint32_t count = 0, *events = jm_season_events(book, &count);
    jm_list_open(&list, book, tab, columns, COLUMNS);
    list.sheet.flows = true;
    make_formats(&table);
    for (uint32_t i = 0; list.sheet.at && i < count; i++)
        if (!visits_only || book->plan->events[events[i]].kind == JM_VISIT)
            write_event(&table, events[i], statuses);
    jm_list_close(&list, JM_SAY_EVENTS_NONE);
    free(events);
}

void jm_events_write(struct jm_book *book)
{
    write_events(book,
                 book->how->kind == JM_BOOK_HOST ? JM_SAY_SHEET_HOSTED
                                                 : JM_SAY_SHEET_EVENTS,
                 false);
}

void jm_visits_write(struct jm_book *book)
{
    write_events(book, JM_SAY_SHEET_VISITS, true);
}
