/* Frozen rows as JSON, there and back. SQLite's own functions would look for
 * every field from the start of the object. */
#include "frozen.h"
#include <string.h>

/* ---- writing ---- */

static bool is_number(const struct jm_field *field)
{
    return field->type == JM_TYPE_INT || field->type == JM_TYPE_REAL ||
           field->type == JM_TYPE_BOOL || field->type == JM_TYPE_INSTANT;
}

static void add_string(struct jm_text *out, const struct jm_cell *cell)
{
    const char *at = cell->text, *end = at + cell->length;
    jm_text_add_char(out, '"');
    while (at < end) {
        const char *from = at;
        while (at < end && (unsigned char)*at >= ' ' && *at != '"' &&
               *at != '\\')
            at++;
        jm_text_add_bytes(out, from, (size_t)(at - from));
        if (at == end)
            break;
        if (*at == '"' || *at == '\\') {
            jm_text_add_char(out, '\\');
            jm_text_add_char(out, *at++);
        } else {
            jm_text_addf(out, "\\u%04x", (unsigned)*at++);
        }
    }
    jm_text_add_char(out, '"');
}

void jm_frozen_write(struct jm_text *out, const struct jm_noun *noun,
                     const struct jm_cell *cells)
{
    char before = '{';
    for (int i = 0; i < noun->count; i++) {
        const struct jm_field *field = &noun->fields[i];
        if (!cells[i].text || !jm_field_is_frozen(field))
            continue;
        jm_text_add_char(out, before);
        jm_text_add_char(out, '"');
        jm_text_add(out, field->name);
        jm_text_add(out, "\":");
        if (is_number(field))
            jm_text_add_bytes(out, cells[i].text, (size_t)cells[i].length);
        else
            add_string(out, &cells[i]);
        before = ',';
    }
    if (before == '{')
        jm_text_add_char(out, '{');
    jm_text_add_char(out, '}');
}

/* ---- reading ---- */

void jm_frozen_cells(sqlite3_stmt *row, int first, const struct jm_noun *noun,
                     struct jm_cell *cells)
{
    for (int i = 0; i < noun->count; i++) {
        cells[i].text = (const char *)sqlite3_column_text(row, first + i);
        cells[i].length = sqlite3_column_bytes(row, first + i);
    }
}

static char *skip(char *at)
{
    return at + strspn(at, " \t\r\n");
}

static int digit_of(char c)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? (int)(found - digits) % 16 : -1;
}

/* Four digits; -1 for anything else. */
static int32_t read_code(const char *at)
{
    int32_t code = 0;
    for (int i = 0; i < 4; i++) {
        int digit = digit_of(at[i]);
        if (digit < 0)
            return -1;
        code = code * 16 + digit;
    }
    return code;
}

static char *put_code(char *to, uint32_t code)
{
    if (code < 0x80) {
        *to++ = (char)code;
        return to;
    }
    if (code < 0x800) {
        *to++ = (char)(0xC0 | code >> 6);
    } else {
        if (code < 0x10000) {
            *to++ = (char)(0xE0 | code >> 12);
        } else {
            *to++ = (char)(0xF0 | code >> 18);
            *to++ = (char)(0x80 | (code >> 12 & 0x3F));
        }
        *to++ = (char)(0x80 | (code >> 6 & 0x3F));
    }
    *to++ = (char)(0x80 | (code & 0x3F));
    return to;
}

/* After "\u": one code unit, or two that are one character. NULL for what is no
 * character. */
static char *read_unit(char *at, char **to)
{
    int32_t high = read_code(at), low = 0;
    at += 4;
    if (high < 0xD800 || high > 0xDFFF) {
        if (high <= 0)
            return NULL;
        *to = put_code(*to, (uint32_t)high);
        return at;
    }
    if (high > 0xDBFF || at[0] != '\\' || at[1] != 'u')
        return NULL;
    low = read_code(at + 2);
    if (low < 0xDC00 || low > 0xDFFF)
        return NULL;
    *to = put_code(*to, 0x10000 + ((uint32_t)(high - 0xD800) << 10) +
                            (uint32_t)(low - 0xDC00));
    return at + 6;
}

static char *read_escape(char *at, char **to)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    if (*at == 'u')
        return read_unit(at + 1, to);
    const char *found = *at ? strchr(names, *at) : NULL;
    if (!found)
        return NULL;
    *(*to)++ = values[found - names];
    return at + 1;
}

/* After its opening quote; gives what follows the closing one. */
static char *read_text(char *at, struct jm_cell *cell)
{
    char *to = at;
    cell->text = at;
    for (;;) {
        size_t plain = strcspn(at, "\"\\");
        if (to != at)
            memmove(to, at, plain);
        to += plain;
        at += plain;
        if (*at != '\\')
            break;
        at = read_escape(at + 1, &to);
        if (!at)
            return NULL;
    }
    if (!*at)
        return NULL;
    *to = '\0';
    cell->length = (int)(to - cell->text);
    return at + 1;
}

static char *read_value(char *at, struct jm_cell *cell)
{
    *cell = (struct jm_cell){NULL, 0};
    if (*at == '"')
        return read_text(at + 1, cell);
    if (strncmp(at, "null", 4) == 0)
        return at + 4;
    size_t length = strspn(at, "+-.0123456789eE");
    *cell = (struct jm_cell){at, (int)length};
    return length ? at + length : NULL;
}

/* Members come in the order of the fields: the next one is looked at first. */
static int find_field(const struct jm_noun *noun, const char *name, int next)
{
    for (int i = 0; i < noun->count; i++) {
        int field = (next + i) % noun->count;
        if (strcmp(noun->fields[field].name, name) == 0)
            return field;
    }
    return -1;
}

static char *read_member(char *at, const struct jm_noun *noun, int *next,
                         struct jm_cell *cells)
{
    struct jm_cell name, value;
    at = *at == '"' ? read_text(at + 1, &name) : NULL;
    if (!at)
        return NULL;
    at = skip(at);
    at = *at == ':' ? read_value(skip(at + 1), &value) : NULL;
    if (!at)
        return NULL;
    int field = find_field(noun, name.text, *next);
    if (field >= 0) {
        cells[field] = value;
        *next = field + 1;
    }
    return skip(at);
}

bool jm_frozen_read(char *json, const struct jm_noun *noun,
                    struct jm_cell *cells)
{
    int next = 0;
    for (int i = 0; i < noun->count; i++)
        cells[i] = (struct jm_cell){NULL, 0};
    char *at = skip(json);
    if (*at != '{')
        return false;
    at = skip(at + 1);
    if (*at == '}')
        return !*skip(at + 1);
    for (;;) {
        at = read_member(at, noun, &next, cells);
        if (!at || (*at != ',' && *at != '}'))
            return false;
        if (*at == '}')
            return !*skip(at + 1);
        at = skip(at + 1);
    }
}
