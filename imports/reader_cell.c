/* One cell as the value of one field. */
#include "headers.h"
#include "reader.h"
#include <jumelage/typed.h>
#include <stdlib.h>
#include <string.h>

bool jm_has_hangul(const char *text, size_t length)
{
    const char *end = text + length;
    while (text < end) {
        uint32_t code = jm_text_next(&text, end);
        if ((code >= 0xAC00 && code < 0xD7B0) ||
            (code >= 0x1100 && code < 0x1200))
            return true;
    }
    return false;
}

void jm_reader_set(struct jm_reader *reader, struct jm_row *row, int field,
                   const struct jm_page_cell *cell, const char *text)
{
    struct jm_error error = JM_ERROR_INIT;
    if (!reader->status && jm_row_parse(row, field, text, &error))
        jm_reader_refuse_error(reader, cell, &error);
}

bool jm_reader_refer(struct jm_reader *reader, struct jm_row *row, int field,
                     const struct jm_page_cell *cell, const char *text)
{
    const char *id = reader->how->find(
        reader->how->data, row->noun->fields[field].refers, -1, text);
    if (id)
        jm_reader_set(reader, row, field, cell, id);
    return id;
}

bool jm_is_labels(const char *line, enum jm_message label)
{
    static const char mark[] = " · ";
    struct jm_text part = JM_TEXT_INIT;
    bool are_labels = *line;
    while (*line && are_labels) {
        const char *end = strstr(line, mark);
        size_t length = end ? (size_t)(end - line) : strlen(line);
        jm_text_reset(&part);
        jm_text_add_bytes(&part, line, length);
        are_labels = false;
        for (int lang = 0; lang < JM_LANGS; lang++)
            are_labels |=
                jm_typed_same(jm_text_get(&part),
                              jm_message_template(label, (enum jm_lang)lang));
        line += length + (end ? strlen(mark) : 0);
    }
    jm_text_clear(&part);
    return are_labels;
}

/* ---- text ---- */

/* The header of a field's column, "" for none. */
static const char *header_of(const struct jm_reader *reader, int use)
{
    for (size_t i = 0; i < reader->mapping->count; i++)
        if (reader->mapping->columns[i].use == use)
            return reader->mapping->columns[i].header;
    return "";
}

/* The other language that a header in two of them names, after the first. */
static int second_of(const struct jm_reader *reader, int use)
{
    const char *header = header_of(reader, use);
    const char *line = strrchr(header, '\n');
    const char *dot = strstr(header, "·");
    const char *second = line ? line + 1 : dot ? dot + 2 : "";
    return jm_header_use(reader->mapping->noun, second);
}

static int sibling(const struct jm_noun *noun, int field, const char *tag)
{
    char name[64];
    size_t length = strlen(noun->fields[field].name);
    if (length < 4 || length >= sizeof name)
        return -1;
    memcpy(name, noun->fields[field].name, length + 1);
    memcpy(name + length - 2, tag, 2);
    return jm_noun_field(noun, name);
}

static bool ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* The field of the same text in the other language of the sheet, -1 where it
 * has a column of its own or there is none. */
static int twin_of(const struct jm_reader *reader, const struct jm_row *row,
                   int field)
{
    const char *name = row->noun->fields[field].name;
    int shift = reader->mapping->noun->id == JM_NOUN_MEMBER ? JM_USE_PERSON : 0;
    const char *const tags[] = {"fr", "en", "ko"};
    int second = second_of(reader, field + shift), twin = -1;
    for (size_t i = 0; i < 3; i++)
        if (sibling(row->noun, field, tags[i]) >= 0 &&
            second == sibling(row->noun, field, tags[i]) + shift)
            twin = sibling(row->noun, field, tags[i]);
    if (twin < 0 || twin == field)
        twin = sibling(row->noun, field, ends_in(name, "_ko") ? "fr" : "ko");
    return twin >= 0 && jm_reader_cell(reader, twin + shift) ? -1 : twin;
}

/* Lines that the sheet says of a person besides what is asked for. */
static bool is_passed(const char *line)
{
    return jm_is_labels(line, JM_SAY_LABEL_HEAD) ||
           jm_is_labels(line, JM_SAY_LABEL_HEAD_HER);
}

/* A vehicle that our own sheets name beside the logistics: " · " sets it
 * apart. */
static void add_parts(struct jm_reader *reader, struct jm_text *out,
                      const char *line)
{
    static const char mark[] = " · ";
    struct jm_text part = JM_TEXT_INIT;
    bool is_first = out->length > 0;
    if (is_first)
        jm_text_add_char(out, ' ');
    for (bool is_next = false; *line; is_next = true) {
        const char *end = strstr(line, mark);
        size_t length = end ? (size_t)(end - line) : strlen(line);
        jm_text_reset(&part);
        jm_text_add_bytes(&part, line, length);
        if (!reader->how->find(reader->how->data, JM_NOUN_VEHICLE, -1,
                               jm_text_get(&part))) {
            if (is_next && out->length && out->bytes[out->length - 1] != ' ')
                jm_text_add(out, mark);
            jm_text_add(out, jm_text_get(&part));
        }
        line += length + (end ? strlen(mark) : 0);
    }
    jm_text_clear(&part);
}

static bool is_logistics(const struct jm_row *row, int field)
{
    return row->noun->id == JM_NOUN_EVENT &&
           (field == JM_event_logistics_fr || field == JM_event_logistics_en ||
            field == JM_event_logistics_ko);
}

static void add_line(struct jm_reader *reader, struct jm_text *out,
                     const struct jm_row *row, int field, const char *line)
{
    if ((row->noun->id == JM_NOUN_PERSON && is_passed(line)) ||
        (row->noun->id == JM_NOUN_EVENT &&
         jm_is_labels(line, JM_SAY_TO_CONFIRM)))
        return;
    if (is_logistics(row, field)) {
        add_parts(reader, out, line);
        return;
    }
    if (out->length)
        jm_text_add_char(out, ' ');
    jm_text_add(out, line);
}

/* How many lines with something to say there are before `at`. */
static size_t count_lines(const char *text, const char *at)
{
    struct jm_text line = JM_TEXT_INIT;
    size_t lines = 0;
    while (*text && text < at) {
        size_t length = strcspn(text, "\n");
        jm_text_reset(&line);
        jm_text_add_bytes(&line, text, length);
        lines += length && !jm_is_labels(jm_text_get(&line), JM_SAY_TO_CONFIRM);
        text += length;
        text += *text != '\0';
    }
    jm_text_clear(&line);
    return lines;
}

/* Which lines are in the other language: Korean ones, or, of two that are
 * written alike, the second half. */
static bool is_other_line(const struct jm_row *row, int field, int twin,
                          const struct jm_page_cell *cell, const char *at,
                          size_t length)
{
    bool is_korean = ends_in(row->noun->fields[field].name, "_ko");
    if (twin < 0)
        return false;
    if (is_korean || ends_in(row->noun->fields[twin].name, "_ko"))
        return jm_has_hangul(at, length) != is_korean;
    size_t all = count_lines(cell->shown, cell->shown + strlen(cell->shown));
    return all % 2 == 0 && count_lines(cell->shown, at) >= all / 2;
}

/* A text of one line: the lines of a cell are joined; where they are in two
 * languages, each go to their field. */
static void read_text(struct jm_reader *reader, struct jm_row *row, int field,
                      const struct jm_page_cell *cell)
{
    struct jm_text own = JM_TEXT_INIT, other = JM_TEXT_INIT;
    struct jm_text line = JM_TEXT_INIT;
    int twin = strchr(cell->shown, '\n') ? twin_of(reader, row, field) : -1;
    for (const char *at = cell->shown; *at;) {
        size_t length = strcspn(at, "\n");
        bool is_other = is_other_line(row, field, twin, cell, at, length);
        jm_text_reset(&line);
        jm_text_add_bytes(&line, at, length);
        if (length)
            add_line(reader, is_other ? &other : &own, row, field,
                     jm_text_get(&line));
        at += length;
        at += *at != '\0';
    }
    if (own.length)
        jm_reader_set(reader, row, field, cell, jm_text_get(&own));
    if (other.length)
        jm_reader_set(reader, row, twin, cell, jm_text_get(&other));
    jm_text_clear(&own);
    jm_text_clear(&other);
    jm_text_clear(&line);
}

/* ---- other types ---- */

/* "24 personnes", "24명": what is counted may stand behind. */
static void read_number(struct jm_reader *reader, struct jm_row *row, int field,
                        const struct jm_page_cell *cell, bool is_whole)
{
    char plain[40];
    double number = cell->is.number;
    struct jm_text text = JM_TEXT_INIT;
    bool is_read = cell->is.type == JM_GRID_NUMBER;
    if (!is_read) {
        size_t tail = is_whole ? strcspn(cell->shown, "0123456789") : 1;
        size_t digits = strspn(cell->shown, "0123456789");
        is_read = jm_typed_number(cell->shown, &number);
        if (!is_read && tail == 0 && digits &&
            !strpbrk(cell->shown + digits, "0123456789.,-")) {
            number = (double)strtoul(cell->shown, NULL, 10);
            is_read = true;
        }
    }
    if (!is_read) {
        jm_reader_refuse(reader, cell, JM_SAY_CELL_NOT_NUMBER, NULL);
        return;
    }
    snprintf(plain, sizeof plain, "%.15g", number);
    jm_text_add(&text, plain);
    jm_reader_set(reader, row, field, cell, jm_text_get(&text));
    jm_text_clear(&text);
}

/* A cell of ours says a thing in two languages, one below the other: the lines
 * of it, until one is understood. */
typedef bool read_line(struct jm_reader *reader, struct jm_row *row, int field,
                       const struct jm_page_cell *cell, const char *line);

static bool read_lines(struct jm_reader *reader, struct jm_row *row, int field,
                       const struct jm_page_cell *cell, read_line *read)
{
    struct jm_text line = JM_TEXT_INIT;
    bool is_read = read(reader, row, field, cell, cell->shown);
    for (const char *at = cell->shown;
         !is_read && strchr(cell->shown, '\n') && *at;) {
        size_t length = strcspn(at, "\n");
        jm_text_reset(&line);
        jm_text_add_bytes(&line, at, length);
        is_read = read(reader, row, field, cell, jm_text_get(&line));
        at += length + (at[length] == '\n');
    }
    jm_text_clear(&line);
    return is_read;
}

static int choice_of(enum jm_set set, const struct jm_page_cell *cell)
{
    struct jm_text line = JM_TEXT_INIT;
    int value = jm_typed_choice(set, cell->shown);
    size_t first = strcspn(cell->shown, "\n");
    if (value < 0 && value != JM_TYPED_EITHER && cell->shown[first]) {
        jm_text_add_bytes(&line, cell->shown, first);
        value = jm_typed_choice(set, jm_text_get(&line));
        jm_text_clear(&line);
    }
    return value;
}

static void read_choice(struct jm_reader *reader, struct jm_row *row, int field,
                        const struct jm_page_cell *cell)
{
    enum jm_set set = row->noun->fields[field].set;
    int value = choice_of(set, cell);
    struct jm_text all = JM_TEXT_INIT;
    if (value == JM_TYPED_EITHER)
        return; /* 님: it does not say which */
    if (value >= 0) {
        jm_reader_set(reader, row, field, cell, jm_choice_word(set, value));
        return;
    }
    for (int i = 0; i < jm_choice_count(set); i++) {
        if (i)
            jm_text_add(&all, ", ");
        jm_text_add(&all, jm_choice_word(set, i));
    }
    jm_reader_refuse(reader, cell, JM_SAY_CELL_NOT_CHOICE, jm_text_get(&all));
    jm_text_clear(&all);
}

static void read_bool(struct jm_reader *reader, struct jm_row *row, int field,
                      const struct jm_page_cell *cell)
{
    int value = jm_typed_bool(cell->shown);
    if (value < 0)
        jm_reader_refuse(reader, cell, JM_SAY_CELL_NOT_BOOL, NULL);
    else
        jm_row_set_integer(row, field, value);
}

bool jm_reader_moment(struct jm_reader *reader, const struct jm_page_cell *cell,
                      jm_day near, jm_day *day, int32_t *seconds)
{
    static const enum jm_message messages[] = {
        [JM_TYPED_FORM] = JM_SAY_CELL_NOT_DATE,
        [JM_TYPED_UNREAL] = JM_SAY_CELL_NO_SUCH_DATE,
        [JM_TYPED_NO_YEAR] = JM_SAY_CELL_NO_YEAR,
        [JM_TYPED_NO_DAY] = JM_SAY_CELL_NO_DAY};
    struct jm_grid_moment moment;
    enum jm_typed typed = JM_TYPED_OK;
    if (jm_reader_is_told(cell))
        return false;
    if (cell->is.type == JM_GRID_DATE && jm_grid_moment(&cell->is, &moment)) {
        *day = moment.day == JM_DAY_NONE ? near : moment.day;
        *seconds = moment.has_clock ? moment.seconds : -1;
        typed = *day == JM_DAY_NONE ? JM_TYPED_NO_DAY : JM_TYPED_OK;
    } else {
        typed = jm_typed_moment(cell->shown, reader->year, near, day, seconds);
    }
    if (!typed && *day >= 0 && *day < JM_UTC_MAX / JM_DAY_SECONDS) {
        reader->year = jm_day_date(*day).year;
        return true;
    }
    jm_reader_refuse(reader, cell,
                     typed ? messages[typed] : JM_SAY_CELL_NO_SUCH_DATE, NULL);
    return false;
}

static void read_moment(struct jm_reader *reader, struct jm_row *row, int field,
                        const struct jm_page_cell *cell, bool with_clock)
{
    jm_day day = JM_DAY_NONE;
    int32_t seconds = -1;
    struct jm_text text = JM_TEXT_INIT;
    if (!jm_reader_moment(reader, cell, JM_DAY_NONE, &day, &seconds))
        return;
    if (seconds >= 0 && with_clock)
        jm_text_add_wall(&text, (jm_wall)day * JM_DAY_SECONDS + seconds);
    else
        jm_text_add_day(&text, day);
    jm_reader_set(reader, row, field, cell, jm_text_get(&text));
    jm_text_clear(&text);
}

static void read_clock(struct jm_reader *reader, struct jm_row *row, int field,
                       const struct jm_page_cell *cell)
{
    struct jm_grid_moment moment;
    struct jm_text text = JM_TEXT_INIT;
    int32_t seconds = 0;
    enum jm_typed typed = JM_TYPED_OK;
    if (cell->is.type == JM_GRID_DATE && jm_grid_moment(&cell->is, &moment))
        seconds = moment.seconds;
    else
        typed = jm_typed_clock(cell->shown, &seconds);
    if (typed) {
        jm_reader_refuse(reader, cell,
                         typed == JM_TYPED_UNREAL ? JM_SAY_CELL_NO_SUCH_CLOCK
                                                  : JM_SAY_CELL_NOT_CLOCK,
                         NULL);
        return;
    }
    jm_text_add_clock(&text, seconds);
    jm_reader_set(reader, row, field, cell, jm_text_get(&text));
    jm_text_clear(&text);
}

static void read_ref(struct jm_reader *reader, struct jm_row *row, int field,
                     const struct jm_page_cell *cell)
{
    if (!read_lines(reader, row, field, cell, jm_reader_refer))
        jm_reader_refuse(reader, cell, JM_SAY_CELL_UNKNOWN,
                         jm_noun(row->noun->fields[field].refers)->spoken);
}

static void read_languages(struct jm_reader *reader, struct jm_row *row,
                           const struct jm_page_cell *cell)
{
    struct jm_text tags = JM_TEXT_INIT;
    if (jm_typed_languages(&tags, cell->shown))
        jm_reader_set(reader, row, JM_person_languages, cell,
                      jm_text_get(&tags));
    else
        jm_reader_refuse(reader, cell, JM_SAY_CELL_NOT_LANGUAGES, NULL);
    jm_text_clear(&tags);
}

/* Fields that jm_reader_event() and jm_reader_times() read by themselves. */
static bool is_read_later(const struct jm_row *row, int field)
{
    if (row->noun->id == JM_NOUN_EVENT)
        return field == JM_event_starts || field == JM_event_ends ||
               field == JM_event_title_fr || field == JM_event_title_en ||
               field == JM_event_title_ko || field == JM_event_venue;
    return row->noun->id == JM_NOUN_BUSY &&
           (field == JM_busy_starts || field == JM_busy_ends);
}

/* What our own sheets say in the column of the track: it is the first line, and
 * only where it is one. */
static void read_track(struct jm_reader *reader, struct jm_row *row, int field,
                       const struct jm_page_cell *cell)
{
    struct jm_text line = JM_TEXT_INIT;
    jm_text_add_bytes(&line, cell->shown, strcspn(cell->shown, "\n"));
    bool is_alone = !strchr(cell->shown, '\n');
    const char *known = reader->how->find(reader->how->data, JM_NOUN_EVENT,
                                          JM_event_track, jm_text_get(&line));
    if (known || (is_alone && !strpbrk(cell->shown, "0123456789")))
        jm_reader_set(reader, row, field, cell, jm_text_get(&line));
    jm_text_clear(&line);
}

void jm_reader_read(struct jm_reader *reader, struct jm_row *row, int field,
                    const struct jm_page_cell *cell)
{
    const struct jm_field *what = &row->noun->fields[field];
    if (is_read_later(row, field))
        return;
    if (row->noun->id == JM_NOUN_PERSON && field == JM_person_languages) {
        read_languages(reader, row, cell);
        return;
    }
    if (row->noun->id == JM_NOUN_MEMBER && field == JM_member_track) {
        read_track(reader, row, field, cell);
        return;
    }
    switch (what->type) {
    case JM_TYPE_TEXT:
        read_text(reader, row, field, cell);
        break;
    case JM_TYPE_INT:
    case JM_TYPE_REAL:
        read_number(reader, row, field, cell, what->type == JM_TYPE_INT);
        break;
    case JM_TYPE_BOOL:
        read_bool(reader, row, field, cell);
        break;
    case JM_TYPE_CHOICE:
        read_choice(reader, row, field, cell);
        break;
    case JM_TYPE_DATE:
    case JM_TYPE_LOCAL:
    case JM_TYPE_UNTIL:
        read_moment(reader, row, field, cell, what->type != JM_TYPE_DATE);
        break;
    case JM_TYPE_CLOCK:
        read_clock(reader, row, field, cell);
        break;
    case JM_TYPE_REF:
        read_ref(reader, row, field, cell);
        break;
    default:
        jm_reader_set(reader, row, field, cell, cell->shown);
    }
}
