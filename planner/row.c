/* Rows as people type and read them. */
#include <assert.h>
#include <jumelage/nouns.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum jm_status jm_row_init(struct jm_row *row, const struct jm_noun *noun,
                           struct jm_error *err)
{
    jm_row_clear(row);
    row->values = calloc((size_t)noun->count, sizeof *row->values);
    if (!row->values) {
        jm_fail_memory(err);
        return JM_FAILED;
    }
    row->noun = noun;
    return JM_OK;
}

void jm_row_clear(struct jm_row *row)
{
    for (int i = 0; row->noun && i < row->noun->count; i++)
        free(row->values[i].string);
    free(row->values);
    free(row->id);
    row->noun = NULL;
    row->id = NULL;
    row->version = 0;
    row->values = NULL;
}

enum jm_status jm_row_copy(struct jm_row *to, const struct jm_row *from,
                           struct jm_error *err)
{
    enum jm_status status = jm_row_init(to, from->noun, err);
    if (!status && from->id)
        status = jm_row_set_id(to, from->id, err);
    for (int i = 0; !status && i < from->noun->count; i++)
        status = jm_row_set_value(to, i, &from->values[i], err);
    to->version = from->version;
    return status;
}

static enum jm_status replace_string(char **place, const char *string,
                                     struct jm_error *err)
{
    char *copy = strdup(string);
    if (!copy)
        return jm_fail_memory(err);
    free(*place);
    *place = copy;
    return JM_OK;
}

enum jm_status jm_row_set_id(struct jm_row *row, const char *id,
                             struct jm_error *err)
{
    return replace_string(&row->id, id, err);
}

enum jm_status jm_row_set_string(struct jm_row *row, int field,
                                 const char *string, struct jm_error *err)
{
    struct jm_value *value = &row->values[field];
    enum jm_status status = replace_string(&value->string, string, err);
    if (!status)
        value->type = JM_STRING;
    return status;
}

void jm_row_set_null(struct jm_row *row, int field)
{
    free(row->values[field].string);
    row->values[field] = (struct jm_value){.type = JM_NULL};
}

void jm_row_set_integer(struct jm_row *row, int field, int64_t integer)
{
    jm_row_set_null(row, field);
    row->values[field].type = JM_INTEGER;
    row->values[field].integer = integer;
}

void jm_row_set_real(struct jm_row *row, int field, double real)
{
    jm_row_set_null(row, field);
    row->values[field].type = JM_REAL;
    row->values[field].real = real;
}

enum jm_status jm_row_set_value(struct jm_row *row, int field,
                                const struct jm_value *value,
                                struct jm_error *err)
{
    if (value->type == JM_STRING)
        return jm_row_set_string(row, field, value->string, err);
    jm_row_set_null(row, field);
    row->values[field].type = value->type;
    row->values[field].integer = value->integer;
    row->values[field].real = value->real;
    return JM_OK;
}

const char *jm_row_string(const struct jm_row *row, int field)
{
    const struct jm_value *value = &row->values[field];
    return value->type == JM_STRING ? value->string : NULL;
}

int64_t jm_row_integer(const struct jm_row *row, int field)
{
    const struct jm_value *value = &row->values[field];
    return value->type == JM_INTEGER ? value->integer : 0;
}

bool jm_row_is_null(const struct jm_row *row, int field)
{
    return row->values[field].type == JM_NULL;
}

bool jm_value_equals(const struct jm_value *a, const struct jm_value *b)
{
    if (a->type != b->type)
        return false;
    switch (a->type) {
    case JM_NULL:
        return true;
    case JM_INTEGER:
        return a->integer == b->integer;
    case JM_REAL:
        return a->real >= b->real && a->real <= b->real;
    case JM_STRING:
        return strcmp(a->string, b->string) == 0;
    }
    return false;
}

/* A double in the fewest digits that read back as the same. */
static void add_real(struct jm_text *out, double real)
{
    char digits[40];
    for (int precision = 6; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, real);
        double again = strtod(digits, NULL);
        if (again >= real && again <= real)
            break;
    }
    jm_text_add(out, digits);
}

void jm_value_add_text(struct jm_text *out, const struct jm_field *field,
                       const struct jm_value *value)
{
    switch (value->type) {
    case JM_NULL:
        break;
    case JM_STRING:
        jm_text_add(out, value->string);
        break;
    case JM_REAL:
        add_real(out, value->real);
        break;
    case JM_INTEGER:
        if (field->type == JM_TYPE_BOOL)
            jm_text_add(out, value->integer ? "yes" : "no");
        else if (field->type == JM_TYPE_INSTANT)
            jm_text_add_utc(out, value->integer);
        else
            jm_text_add_int(out, value->integer);
        break;
    }
}

void jm_value_add_words(struct jm_text *out, const struct jm_field *field,
                        const struct jm_value *value, enum jm_lang lang)
{
    if (field->type == JM_TYPE_BOOL && value->type == JM_INTEGER) {
        jm_say(out, lang, value->integer ? JM_SAY_YES : JM_SAY_NO, NULL);
        return;
    }
    if (field->type == JM_TYPE_CHOICE && value->type == JM_STRING) {
        int choice = jm_choice_value(field->set, value->string);
        if (choice >= 0) {
            jm_text_add(out, jm_choice_name(field->set, choice, lang));
            return;
        }
    }
    jm_value_add_text(out, field, value);
}

void jm_row_add_text(struct jm_text *out, const struct jm_row *row, int field)
{
    jm_value_add_text(out, &row->noun->fields[field], &row->values[field]);
}
