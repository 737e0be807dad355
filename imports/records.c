/* Rows of a sheet, one by one. */
#include "headers.h"
#include "reader.h"
#include "tokens.h"
#include <jumelage/typed.h>
#include <stdlib.h>
#include <string.h>

const struct jm_page_cell *jm_reader_cell(const struct jm_reader *reader,
                                          int use)
{
    const struct jm_mapping *mapping = reader->mapping;
    for (size_t i = 0; i < mapping->count; i++) {
        if (mapping->columns[i].use != use)
            continue;
        for (size_t j = 0; j < reader->count; j++)
            if (reader->cells[j].is.column == mapping->columns[i].column &&
                (reader->cells[j].is.type == JM_GRID_FORMULA ||
                 reader->cells[j].shown[strspn(reader->cells[j].shown, " \n")]))
                return &reader->cells[j];
    }
    return NULL;
}

struct jm_record *jm_reader_record(struct jm_reader *reader)
{
    return &reader->records->all[reader->record];
}

/* ---- refusals ---- */

enum jm_status jm_records_refuse(struct jm_records *records,
                                 const struct jm_error *error,
                                 struct jm_error *err)
{
    if (records->n_refused++ >= JM_REFUSED_KEPT)
        return JM_OK;
    size_t room = records->n_refused;
    if ((room & (room - 1)) == 0) { /* grows at each power of two */
        struct jm_error *more =
            realloc(records->refused, 2 * room * sizeof *more);
        if (!more) {
            records->n_refused--;
            return jm_fail_memory(err);
        }
        records->refused = more;
    }
    records->refused[room - 1] = *error;
    return JM_OK;
}

void jm_reader_refuse_error(struct jm_reader *reader,
                            const struct jm_page_cell *cell,
                            struct jm_error *error)
{
    char address[JM_GRID_ADDRESS];
    struct jm_text place = JM_TEXT_INIT;
    jm_grid_address(address, cell->row, cell->is.column);
    jm_text_addf(&place, "%s!%s", reader->page->name, address);
    jm_error_at(error, jm_text_get(&place), 0);
    jm_text_clear(&place);
    if (reader->record < reader->records->count)
        jm_reader_record(reader)->is_bad = true;
    if (!reader->status)
        reader->status = jm_records_refuse(reader->records, error, reader->err);
}

void jm_reader_refuse(struct jm_reader *reader, const struct jm_page_cell *cell,
                      enum jm_message message, const char *arg)
{
    struct jm_error error = JM_ERROR_INIT;
    jm_fail(&error, JM_INVALID, "cell", message, cell->shown, arg ? arg : "",
            NULL);
    jm_reader_refuse_error(reader, cell, &error);
}

bool jm_reader_is_told(const struct jm_page_cell *cell)
{
    return cell->is.type == JM_GRID_FORMULA || cell->is.type == JM_GRID_ERROR;
}

bool jm_reader_is_value(struct jm_reader *reader,
                        const struct jm_page_cell *cell)
{
    if (cell->is.type == JM_GRID_FORMULA)
        jm_reader_refuse(reader, cell, JM_SAY_CELL_FORMULA, NULL);
    else if (cell->is.type == JM_GRID_ERROR)
        jm_reader_refuse(reader, cell, JM_SAY_CELL_ERROR, NULL);
    else
        return true;
    return false;
}

/* ---- lines ---- */

enum jm_status jm_records_grow(struct jm_records *records, struct jm_error *err)
{
    size_t room = records->room ? records->room * 2 : 64;
    struct jm_record *all = realloc(records->all, room * sizeof *all);
    if (!all)
        return jm_fail_memory(err);
    records->all = all;
    records->room = room;
    return JM_OK;
}

static struct jm_record *add_record(struct jm_reader *reader)
{
    struct jm_records *records = reader->records;
    bool is_member = reader->mapping->noun->id == JM_NOUN_MEMBER;
    if (records->count == records->room)
        reader->status = jm_records_grow(records, reader->err);
    if (reader->status)
        return NULL;
    struct jm_record *record = &records->all[records->count];
    *record = (struct jm_record){.line = reader->cells->row};
    reader->status =
        jm_row_init(&record->row,
                    is_member ? jm_noun(JM_NOUN_PERSON) : reader->mapping->noun,
                    reader->err);
    if (!reader->status && is_member)
        reader->status =
            jm_row_init(&record->member, jm_noun(JM_NOUN_MEMBER), reader->err);
    if (reader->status) {
        jm_row_clear(&record->row);
        return NULL;
    }
    reader->record = records->count++;
    return record;
}

/* The header again, on another page of the printed sheet. */
static bool is_header_again(const struct jm_reader *reader)
{
    const struct jm_mapping *mapping = reader->mapping;
    size_t same = 0;
    for (size_t i = 0; i < reader->count; i++)
        for (size_t j = 0; j < mapping->count; j++)
            same +=
                mapping->columns[j].column == reader->cells[i].is.column &&
                strcmp(mapping->columns[j].header, reader->cells[i].shown) == 0;
    return same > 1 && same == reader->count;
}

static bool is_blank(const struct jm_reader *reader)
{
    for (size_t i = 0; i < reader->mapping->count; i++) {
        int use = reader->mapping->columns[i].use;
        if (use != JM_USE_PASSED && use != JM_USE_UNKNOWN &&
            jm_reader_cell(reader, use))
            return false;
    }
    return true;
}

void jm_reader_keep(struct jm_reader *reader, const char *what,
                    const char *text)
{
    struct jm_record *record = jm_reader_record(reader);
    struct jm_text note = JM_TEXT_INIT;
    if (jm_noun_field(record->row.noun, "note") < 0)
        return;
    if (record->extra)
        jm_text_addf(&note, "%s\n", record->extra);
    jm_text_addf(&note, "%s\u00A0: %s", what, text);
    free(record->extra);
    record->extra = jm_text_take(&note);
    if (!record->extra)
        reader->status = jm_fail_memory(reader->err);
}

/* "Colonne : valeur" of columns that nothing is known of. */
static void keep_extra(struct jm_reader *reader)
{
    for (size_t i = 0; i < reader->mapping->count && !reader->status; i++) {
        const struct jm_mapping_column *column = &reader->mapping->columns[i];
        for (size_t j = 0; j < reader->count && !reader->status; j++)
            if (column->use == JM_USE_UNKNOWN &&
                reader->cells[j].is.column == column->column &&
                *reader->cells[j].shown)
                jm_reader_keep(reader, column->header, reader->cells[j].shown);
    }
}

/* What --host and --delegation say of every row. */
static void set_given(struct jm_reader *reader, struct jm_row *row)
{
    static const struct {
        enum jm_noun_id noun;
        int host, delegation;
    } fields[] = {{JM_NOUN_EVENT, JM_event_host, JM_event_delegation},
                  {JM_NOUN_VENUE, JM_venue_collectivity, -1},
                  {JM_NOUN_BUSY, JM_busy_collectivity, -1},
                  {JM_NOUN_PERSON, JM_person_organisation, -1},
                  {JM_NOUN_ANSWER, JM_answer_collectivity, -1},
                  {JM_NOUN_DELEGATION, JM_delegation_origin, -1},
                  {JM_NOUN_MEMBER, -1, JM_member_delegation}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (fields[i].noun != row->noun->id)
            continue;
        if (reader->how->host && fields[i].host >= 0 &&
            jm_row_is_null(row, fields[i].host))
            jm_reader_set(reader, row, fields[i].host, reader->cells,
                          reader->how->host);
        if (reader->how->delegation && fields[i].delegation >= 0 &&
            jm_row_is_null(row, fields[i].delegation))
            jm_reader_set(reader, row, fields[i].delegation, reader->cells,
                          reader->how->delegation);
    }
}

/* Columns that are a field each. */
static void read_fields(struct jm_reader *reader)
{
    for (size_t i = 0; i < reader->mapping->count && !reader->status; i++) {
        int use = reader->mapping->columns[i].use;
        const struct jm_page_cell *cell =
            use == JM_USE_UNKNOWN || use == JM_USE_PASSED
                ? NULL
                : jm_reader_cell(reader, use);
        struct jm_record *record = jm_reader_record(reader);
        bool is_member = record->member.noun;
        if (!cell || !jm_reader_is_value(reader, cell))
            continue;
        if (use >= JM_USE_PERSON)
            jm_reader_read(reader, &record->row, use - JM_USE_PERSON, cell);
        else if (use >= 0)
            jm_reader_read(reader, is_member ? &record->member : &record->row,
                           use, cell);
        else if (use == JM_USE_ID && !is_member &&
                 !jm_noun_has_made_id(record->row.noun))
            reader->status =
                jm_row_set_id(&record->row, cell->shown, reader->err);
    }
}

static void read_minutes(struct jm_reader *reader, struct jm_row *row)
{
    const struct jm_page_cell *cell = jm_reader_cell(reader, JM_USE_MINUTES);
    int32_t least = 0, most = 0;
    struct jm_grid_moment moment;
    if (!cell || jm_reader_is_told(cell))
        return;
    if (cell->is.type == JM_GRID_DATE && jm_grid_moment(&cell->is, &moment) &&
        moment.day == JM_DAY_NONE)
        least = most = moment.seconds / 60;
    else if (jm_typed_minutes(cell->shown, &least, &most)) {
        jm_reader_refuse(reader, cell, JM_SAY_CELL_NOT_LENGTH, NULL);
        return;
    }
    if (jm_row_is_null(row, JM_travel_minutes_min))
        jm_row_set_integer(row, JM_travel_minutes_min, least);
    if (jm_row_is_null(row, JM_travel_minutes_max))
        jm_row_set_integer(row, JM_travel_minutes_max, most);
}

static void read_line(struct jm_reader *reader)
{
    struct jm_record *record = add_record(reader);
    if (!record)
        return;
    read_fields(reader);
    record = jm_reader_record(reader);
    switch (reader->mapping->noun->id) {
    case JM_NOUN_EVENT:
        jm_reader_event(reader, &record->row);
        break;
    case JM_NOUN_BUSY:
        jm_reader_times(reader, &record->row, JM_busy_starts, JM_busy_ends);
        break;
    case JM_NOUN_TRAVEL:
        read_minutes(reader, &record->row);
        break;
    default:
        break;
    }
    if (!reader->status)
        set_given(reader, &record->row);
    if (!reader->status && record->member.noun)
        set_given(reader, &record->member);
    if (!reader->status && reader->how->keep_extra)
        keep_extra(reader);
    if (!reader->status && record->row.noun->id == JM_NOUN_PERSON)
        jm_reader_people(reader);
}

/* ---- the sheet ---- */

/* The one year that is named above the header; 0 for none or two. */
static int year_above(const struct jm_page *page, uint32_t header_row)
{
    int year = 0;
    struct jm_tokens tokens;
    for (size_t i = 0; i < page->count && page->cells[i].row < header_row;
         i++) {
        jm_tokens_read(&tokens, page->cells[i].shown);
        for (int j = 0; j < tokens.count; j++) {
            const struct jm_token *token = &tokens.all[j];
            if (token->digits != 4 || token->number < 1970 ||
                token->number > 2099)
                continue;
            if (year && year != token->number)
                return 0;
            year = token->number;
        }
    }
    return year;
}

static void read_row(struct jm_reader *reader)
{
    jm_day day = JM_DAY_NONE;
    bool has_bands = reader->mapping->noun->id == JM_NOUN_EVENT ||
                     reader->mapping->noun->id == JM_NOUN_BUSY;
    reader->record = SIZE_MAX;
    if (is_blank(reader) || is_header_again(reader))
        return;
    if (has_bands && jm_reader_is_band(reader, &day))
        reader->near = day;
    else if (has_bands && jm_reader_is_flight(reader))
        reader->records->passed++;
    else
        read_line(reader);
}

enum jm_status jm_records_read(struct jm_records *records,
                               const struct jm_page *page,
                               const struct jm_mapping *mapping,
                               const struct jm_reading *reading,
                               struct jm_error *err)
{
    struct jm_reader reader = {.records = records,
                               .page = page,
                               .mapping = mapping,
                               .how = reading,
                               .err = err,
                               .near = JM_DAY_NONE};
    size_t at = 0;
    reader.year =
        reading->year ? reading->year : year_above(page, mapping->header_row);
    while (!reader.status &&
           (reader.cells = jm_page_next(page, &at, &reader.count)))
        if (reader.cells->row > mapping->header_row)
            read_row(&reader);
    return reader.status;
}

void jm_records_clear(struct jm_records *records)
{
    for (size_t i = 0; i < records->count; i++) {
        jm_row_clear(&records->all[i].row);
        jm_row_clear(&records->all[i].member);
        free(records->all[i].extra);
    }
    free(records->all);
    free(records->refused);
    *records = (struct jm_records)JM_RECORDS_INIT;
}
