/* Events of a programme: bands, hours, places, titles. */
#include "headers.h"
#include "reader.h"
#include <jumelage/typed.h>
#include <string.h>

static const int titles[JM_LANGS] = {JM_event_title_fr, JM_event_title_en,
                                     JM_event_title_ko};

/* ---- bands ---- */

/* The first line of a cell, without "(suite)", as a day. */
static bool read_band(const struct jm_reader *reader,
                      const struct jm_page_cell *cell, jm_day *day)
{
    struct jm_grid_moment moment;
    struct jm_text line = JM_TEXT_INIT;
    if (cell->is.type == JM_GRID_DATE) {
        if (!jm_grid_moment(&cell->is, &moment) || moment.has_clock)
            return false;
        *day = moment.day;
        return true;
    }
    jm_text_add_bytes(&line, cell->shown, strcspn(cell->shown, "\n("));
    bool is_day = !jm_typed_day(jm_text_get(&line), reader->year, day);
    jm_text_clear(&line);
    return is_day;
}

bool jm_reader_is_band(struct jm_reader *reader, jm_day *day)
{
    bool is_event = reader->mapping->noun->id == JM_NOUN_EVENT;
    const int starts = is_event ? JM_event_starts : JM_busy_starts;
    const int ends = is_event ? JM_event_ends : JM_busy_ends;
    const int title = is_event ? JM_event_title_fr : JM_busy_title;
    const int uses[] = {starts,
                        JM_USE_DAY,
                        JM_USE_HOURS,
                        title,
                        is_event ? JM_event_title_en : title,
                        is_event ? JM_event_title_ko : title};
    bool is_band = false;
    if (jm_reader_cell(reader, ends) ||
        (!is_event && jm_reader_cell(reader, JM_busy_collectivity)))
        return false;
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        const struct jm_page_cell *cell = jm_reader_cell(reader, uses[i]);
        jm_day own = JM_DAY_NONE;
        if (!cell)
            continue;
        if (!read_band(reader, cell, &own))
            return false;
        if (!is_band)
            *day = own;
        is_band = true;
    }
    if (is_band)
        reader->year = jm_day_date(*day).year;
    return is_band;
}

/* ---- flights ---- */

/* The text is the template with something in the place of {1}. */
static bool is_made_of(const char *text, const char *pattern)
{
    const char *hole = strstr(pattern, "{1}");
    size_t length = strcspn(text, "\n");
    size_t head = hole ? (size_t)(hole - pattern) : 0;
    size_t tail = hole ? strlen(hole + 3) : 0;
    return hole && length > head + tail && strncmp(text, pattern, head) == 0 &&
           memcmp(text + length - tail, hole + 3, tail) == 0;
}

bool jm_reader_is_flight(const struct jm_reader *reader)
{
    for (int i = 0; i < JM_LANGS; i++) {
        const struct jm_page_cell *cell = jm_reader_cell(reader, titles[i]);
        for (int lang = 0; cell && lang < JM_LANGS; lang++)
            if (is_made_of(cell->shown,
                           jm_message_template(JM_SAY_FLIGHT_DEPARTS,
                                               (enum jm_lang)lang)) ||
                is_made_of(cell->shown,
                           jm_message_template(JM_SAY_FLIGHT_ARRIVES,
                                               (enum jm_lang)lang)))
                return true;
    }
    return false;
}

/* ---- hours ---- */

struct times {
    jm_day day, last;    /* JM_DAY_NONE: not said */
    int32_t from, until; /* seconds, -1: not said */
};

static bool is_clock(const struct jm_page_cell *cell)
{
    return cell->is.type == JM_GRID_DATE;
}

/* The cell of hours: one, or two in it. */
static bool read_hours(struct jm_reader *reader,
                       const struct jm_page_cell *cell, struct times *times)
{
    enum jm_typed typed =
        is_clock(cell)
            ? JM_TYPED_FORM
            : jm_typed_hours(cell->shown, &times->from, &times->until);
    if (!typed)
        return true;
    if (typed == JM_TYPED_UNREAL) {
        jm_reader_refuse(reader, cell, JM_SAY_CELL_NO_SUCH_CLOCK, NULL);
        return false;
    }
    return jm_reader_moment(reader, cell, times->day, &times->day,
                            &times->from);
}

static bool read_start(struct jm_reader *reader, int starts,
                       struct times *times)
{
    const struct jm_page_cell *day = jm_reader_cell(reader, JM_USE_DAY);
    const struct jm_page_cell *hours = jm_reader_cell(reader, JM_USE_HOURS);
    const struct jm_page_cell *start = jm_reader_cell(reader, starts);
    times->day = reader->near;
    if (day &&
        !jm_reader_moment(reader, day, JM_DAY_NONE, &times->day, &times->from))
        return false;
    if (day)
        reader->near = times->day;
    if (hours && !read_hours(reader, hours, times))
        return false;
    return !start || read_hours(reader, start, times);
}

static bool read_end(struct jm_reader *reader, int ends, struct times *times)
{
    const struct jm_page_cell *end = jm_reader_cell(reader, ends);
    const struct jm_page_cell *length = jm_reader_cell(reader, JM_USE_LENGTH);
    struct jm_grid_moment moment;
    int32_t least = 0, most = 0;
    times->last = times->day;
    if (end) {
        bool is_read = jm_reader_moment(reader, end, times->day, &times->last,
                                        &times->until);
        bool is_alone = times->last == times->day;
        if (is_read && is_alone && times->until >= 0 &&
            times->until < times->from)
            times->last++; /* past midnight */
        return is_read;
    }
    if (times->until >= 0) {
        times->last += times->until < times->from;
        return true;
    }
    if (!length || times->from < 0 || jm_reader_is_told(length))
        return true;
    if (is_clock(length) && jm_grid_moment(&length->is, &moment))
        most = moment.seconds / 60;
    else if (jm_typed_minutes(length->shown, &least, &most)) {
        jm_reader_refuse(reader, length, JM_SAY_CELL_NOT_LENGTH, NULL);
        return false;
    }
    int64_t until = times->from + (int64_t)most * 60;
    times->last += (jm_day)(until / JM_DAY_SECONDS);
    times->until = (int32_t)(until % JM_DAY_SECONDS);
    return true;
}

static void set_time(struct jm_reader *reader, struct jm_row *row, int field,
                     jm_day day, int32_t seconds)
{
    struct jm_text text = JM_TEXT_INIT;
    if (seconds < 0)
        jm_text_add_day(&text, day);
    else
        jm_text_add_wall(&text, (jm_wall)day * JM_DAY_SECONDS + seconds);
    jm_reader_set(reader, row, field, reader->cells, jm_text_get(&text));
    jm_text_clear(&text);
}

/* Without an end an event is an instant, a day without hours the whole day. */
void jm_reader_times(struct jm_reader *reader, struct jm_row *row, int starts,
                     int ends)
{
    struct times times = {JM_DAY_NONE, JM_DAY_NONE, -1, -1};
    if (!read_start(reader, starts, &times))
        return;
    if (times.day == JM_DAY_NONE) {
        jm_reader_refuse(reader, reader->cells, JM_SAY_CELL_NO_DAY, NULL);
        return;
    }
    if (!read_end(reader, ends, &times))
        return;
    if (times.from >= 0 && times.until < 0)
        times.until = times.from;
    set_time(reader, row, starts, times.day, times.from);
    set_time(reader, row, ends, times.last, times.from < 0 ? -1 : times.until);
}

/* ---- places ---- */

/* A venue, else a collectivity; "Maison MINATEC, Grenoble" says where it is. */
static bool set_place(struct jm_reader *reader, struct jm_row *row,
                      const struct jm_page_cell *cell, const char *name,
                      int venue, int host)
{
    const char *comma = strrchr(name, ',');
    struct jm_text head = JM_TEXT_INIT;
    bool is_set = jm_reader_refer(reader, row, venue, cell, name) ||
                  jm_reader_refer(reader, row, host, cell, name);
    if (!is_set && comma) {
        jm_text_add_bytes(&head, name, (size_t)(comma - name));
        is_set = jm_reader_refer(reader, row, venue, cell, jm_text_get(&head));
    }
    jm_text_clear(&head);
    return is_set;
}

/* "A – B": from one place to another. */
static bool set_way(struct jm_reader *reader, struct jm_row *row,
                    const struct jm_page_cell *cell, const char *name)
{
    static const char *const marks[] = {" – ", " → ", " - ", "→"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *mark = strstr(name, marks[i]);
        struct jm_text from = JM_TEXT_INIT;
        if (!mark)
            continue;
        jm_text_add_bytes(&from, name, (size_t)(mark - name));
        bool is_set = set_place(reader, row, cell, jm_text_get(&from),
                                JM_event_venue, JM_event_host) &&
                      set_place(reader, row, cell, mark + strlen(marks[i]),
                                JM_event_to_venue, JM_event_to_host);
        jm_text_clear(&from);
        if (is_set)
            return true;
    }
    return false;
}

static void read_place(struct jm_reader *reader, struct jm_row *row)
{
    const struct jm_page_cell *cell = jm_reader_cell(reader, JM_USE_PLACE);
    struct jm_text line = JM_TEXT_INIT;
    bool is_set = false;
    if (!cell || jm_reader_is_told(cell))
        return;
    for (const char *at = cell->shown; *at && !is_set;) {
        size_t length = strcspn(at, "\n");
        jm_text_reset(&line);
        jm_text_add_bytes(&line, at, length);
        is_set = set_place(reader, row, cell, jm_text_get(&line),
                           JM_event_venue, JM_event_host) ||
                 set_way(reader, row, cell, jm_text_get(&line));
        at += length;
        at += *at != '\0';
    }
    jm_text_clear(&line);
    if (!is_set && reader->how->places_as_notes)
        jm_reader_keep(reader,
                       jm_mapping_use_name(row->noun, JM_USE_PLACE, JM_FR),
                       cell->shown);
    else if (!is_set)
        jm_reader_refuse(reader, cell, JM_SAY_CELL_UNKNOWN_PLACE, NULL);
}

/* ---- titles ---- */

/* What our own sheets say of an event above its title; false for the title. */
static bool take_remark(struct jm_reader *reader, struct jm_row *row,
                        const struct jm_page_cell *cell, const char *line)
{
    const char *track = reader->how->find(reader->how->data, JM_NOUN_EVENT,
                                          JM_event_track, line);
    if (jm_is_labels(line, JM_SAY_TO_CONFIRM))
        return true; /* an idea is to be confirmed, too */
    if (jm_is_labels(line, JM_SAY_CANCELLED_ROW))
        jm_reader_set(reader, row, JM_event_status, cell,
                      jm_choice_word(JM_SET_event_status, JM_CANCELLED));
    else if (track)
        jm_reader_set(reader, row, JM_event_track, cell, track);
    else
        return false;
    return true;
}

static void read_title(struct jm_reader *reader, struct jm_row *row, int field)
{
    const struct jm_page_cell *cell = jm_reader_cell(reader, field);
    struct jm_text title = JM_TEXT_INIT, korean = JM_TEXT_INIT;
    struct jm_text line = JM_TEXT_INIT;
    if (!cell || jm_reader_is_told(cell))
        return;
    bool is_many = strchr(cell->shown, '\n');
    bool splits = is_many && field != JM_event_title_ko &&
                  !jm_reader_cell(reader, JM_event_title_ko);
    for (const char *at = cell->shown; *at;) {
        size_t length = strcspn(at, "\n");
        struct jm_text *out =
            splits && jm_has_hangul(at, length) ? &korean : &title;
        jm_text_reset(&line);
        jm_text_add_bytes(&line, at, length);
        if (length &&
            !(is_many && take_remark(reader, row, cell, jm_text_get(&line)))) {
            if (out->length)
                jm_text_add_char(out, ' ');
            jm_text_add(out, jm_text_get(&line));
        }
        at += length;
        at += *at != '\0';
    }
    if (title.length)
        jm_reader_set(reader, row, field, cell, jm_text_get(&title));
    if (korean.length)
        jm_reader_set(reader, row, JM_event_title_ko, cell,
                      jm_text_get(&korean));
    jm_text_clear(&title);
    jm_text_clear(&korean);
    jm_text_clear(&line);
}

void jm_reader_event(struct jm_reader *reader, struct jm_row *row)
{
    jm_reader_times(reader, row, JM_event_starts, JM_event_ends);
    read_place(reader, row);
    for (int i = 0; i < JM_LANGS && !reader->status; i++)
        read_title(reader, row, titles[i]);
}
