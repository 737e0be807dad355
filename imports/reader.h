/* A sheet's rows becoming rows of the plan. */
#ifndef JM_IMPORTS_READER_H
#define JM_IMPORTS_READER_H

#include <jumelage/mapping.h>

struct jm_reader {
    struct jm_records *records;
    const struct jm_page *page;
    const struct jm_mapping *mapping;
    const struct jm_reading *how;
    struct jm_error *err;
    enum jm_status status; /* memory ran out */
    jm_day near;           /* the day of the band above, JM_DAY_NONE */
    int year;              /* of the last date that had one, 0 */
    /* the line at hand */
    const struct jm_page_cell *cells;
    size_t count;
    size_t record; /* its index among the records */
};

/* The cell of a use in the line at hand, or NULL. */
const struct jm_page_cell *jm_reader_cell(const struct jm_reader *reader,
                                          int use);
struct jm_record *jm_reader_record(struct jm_reader *reader);

/* Refuses a cell: {1} is what it shows, {2} an argument. */
void jm_reader_refuse(struct jm_reader *reader, const struct jm_page_cell *cell,
                      enum jm_message message, const char *arg);
/* The same as the value of jm_row_parse() and its like. */
void jm_reader_refuse_error(struct jm_reader *reader,
                            const struct jm_page_cell *cell,
                            struct jm_error *error);

/* Sets a field by its text; the cell is told where it is refused. */
void jm_reader_set(struct jm_reader *reader, struct jm_row *row, int field,
                   const struct jm_page_cell *cell, const char *text);
/* Reads the cell as the type of the field wants it. */
void jm_reader_read(struct jm_reader *reader, struct jm_row *row, int field,
                    const struct jm_page_cell *cell);
/* Sets a reference to what the text names; false, nothing told, for none. */
bool jm_reader_refer(struct jm_reader *reader, struct jm_row *row, int field,
                     const struct jm_page_cell *cell, const char *text);
/* A value that is a formula without result, or an error, is refused: false. */
bool jm_reader_is_value(struct jm_reader *reader,
                        const struct jm_page_cell *cell);

/* Such a cell: it is refused before anything is made of it. */
bool jm_reader_is_told(const struct jm_page_cell *cell);

/* What typed days and hours are, and cells that are dates. Refusals are told
 * when the status is not JM_TYPED_OK. */
bool jm_reader_moment(struct jm_reader *reader, const struct jm_page_cell *cell,
                      jm_day near, jm_day *day, int32_t *seconds);

/* A band: the day of the rows below it. */
bool jm_reader_is_band(struct jm_reader *reader, jm_day *day);

/* The times, place and title of an event, the times of a busy span. */
void jm_reader_event(struct jm_reader *reader, struct jm_row *row);
void jm_reader_times(struct jm_reader *reader, struct jm_row *row, int starts,
                     int ends);
/* The people of a line: more records where a cell holds several. */
void jm_reader_people(struct jm_reader *reader);

/* Keeps a text as a note: "what : text". */
void jm_reader_keep(struct jm_reader *reader, const char *what,
                    const char *text);

/* Makes room for one record more. */
enum jm_status jm_records_grow(struct jm_records *records,
                               struct jm_error *err);

/* A row of our own programme that is a flight. */
bool jm_reader_is_flight(const struct jm_reader *reader);

/* The line is a label of our own sheets, in one language or in several with
 * " · " between them. */
bool jm_is_labels(const char *line, enum jm_message label);

bool jm_has_hangul(const char *text, size_t length);

#endif
