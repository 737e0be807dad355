/* People: one or several in a cell. */
#include "headers.h"
#include "reader.h"
#include <jumelage/typed.h>
#include <stdlib.h>
#include <string.h>

static void set_if_none(struct jm_reader *reader, struct jm_row *row, int field,
                        const struct jm_page_cell *cell,
                        const struct jm_text *text)
{
    if (text->length && jm_row_is_null(row, field))
        jm_reader_set(reader, row, field, cell, jm_text_get(text));
}

/* A person's id, which stands for the name (our own CSV). */
static bool set_person_id(struct jm_reader *reader, struct jm_row *row,
                          const char *person)
{
    const char *id =
        reader->how->find(reader->how->data, JM_NOUN_PERSON, -1, person);
    if (!id || strcmp(id, person) != 0)
        return false;
    reader->status = jm_row_set_id(row, id, reader->err);
    return true;
}

static void set_name(struct jm_reader *reader, struct jm_row *row,
                     const struct jm_page_cell *cell, const char *person)
{
    struct jm_typed_name name;
    if (set_person_id(reader, row, person))
        return;
    jm_typed_name(&name, person);
    if (name.civility >= 0 && jm_row_is_null(row, JM_person_civility))
        jm_reader_set(reader, row, JM_person_civility, cell,
                      jm_choice_word(JM_SET_civility, name.civility));
    set_if_none(reader, row, JM_person_family_name, cell, &name.family);
    set_if_none(reader, row, JM_person_given_name, cell, &name.given);
    set_if_none(reader, row, JM_person_name_ko, cell, &name.korean);
    jm_typed_name_clear(&name);
}

/* Another person of the same line: what is said of all of them, not how to
 * reach the first. */
static void add_person(struct jm_reader *reader,
                       const struct jm_page_cell *cell, const char *person)
{
    static const int own[] = {JM_person_email,       JM_person_phone,
                              JM_person_family_name, JM_person_given_name,
                              JM_person_name_ko,     JM_person_civility,
                              JM_person_rank};
    struct jm_records *records = reader->records;
    struct jm_record copy = {.line = reader->cells->row};
    const struct jm_record *first = jm_reader_record(reader);
    copy.is_bad = first->is_bad;
    reader->status = jm_row_copy(&copy.row, &first->row, reader->err);
    if (!reader->status && first->member.noun)
        reader->status = jm_row_copy(&copy.member, &first->member, reader->err);
    if (!reader->status && first->extra) {
        copy.extra = strdup(first->extra);
        if (!copy.extra)
            reader->status = jm_fail_memory(reader->err);
    }
    if (!reader->status && records->count == records->room)
        reader->status = jm_records_grow(records, reader->err);
    if (reader->status) {
        jm_row_clear(&copy.row);
        jm_row_clear(&copy.member);
        free(copy.extra);
        return;
    }
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        jm_row_set_null(&copy.row, own[i]);
    free(copy.row.id);
    copy.row.id = NULL;
    records->all[records->count] = copy;
    reader->record = records->count++;
    set_name(reader, &jm_reader_record(reader)->row, cell, person);
}

void jm_reader_people(struct jm_reader *reader)
{
    const struct jm_page_cell *cell = jm_reader_cell(reader, JM_USE_NAMES);
    struct jm_text person = JM_TEXT_INIT;
    const char *cursor = cell ? cell->shown : "";
    bool is_first = true;
    while (!reader->status && jm_typed_next_person(&cursor, &person)) {
        if (is_first)
            set_name(reader, &jm_reader_record(reader)->row, cell,
                     jm_text_get(&person));
        else
            add_person(reader, cell, jm_text_get(&person));
        is_first = false;
    }
    jm_text_clear(&person);
}
