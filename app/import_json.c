/* A plan as JSON, taken in. The document is read value by value, so that only
 * the rows are ever in memory. */
#include "door.h"
#include "dump.h"
#include "gather.h"
#include <jansson.h>
#include <jumelage/unicode.h>
#include <stdlib.h>
#include <string.h>

#define FORMAT 1

struct reader {
    struct jm_app *app;
    const char *name, *bytes;
    size_t length, at;
    size_t counted;     /* up to where lines have been counted ... */
    unsigned long line; /* ... and how many there were */
    struct jm_gathered rows[JM_NOUNS];
};

/* ---- the document ---- */

/* The line that the reader is at. */
static unsigned long line_of(struct reader *r)
{
    for (; r->counted < r->at; r->counted++)
        r->line += r->bytes[r->counted] == '\n';
    return r->line;
}

static enum jm_status fail_form(struct reader *r, const char *why)
{
    jm_fail(&r->app->err, JM_INVALID, why, JM_SAY_DUMP_FORM, why, NULL);
    return jm_error_at(&r->app->err, r->name, line_of(r));
}

static char peek(struct reader *r)
{
    while (r->at < r->length && strchr(" \t\r\n", r->bytes[r->at]) &&
           r->bytes[r->at])
        r->at++;
    return r->at < r->length ? r->bytes[r->at] : '\0';
}

static bool take(struct reader *r, char c)
{
    if (peek(r) != c)
        return false;
    r->at++;
    return true;
}

/* The next value, whatever it is; NULL with an error. */
static json_t *read_value(struct reader *r)
{
    json_error_t why;
    peek(r);
    json_t *value = json_loadb(r->bytes + r->at, r->length - r->at,
                               JSON_DISABLE_EOF_CHECK | JSON_DECODE_ANY |
                                   JSON_REJECT_DUPLICATES,
                               &why);
    if (!value)
        fail_form(r, why.text);
    else
        r->at += (size_t)why.position;
    return value;
}

/* A key and its colon. */
static char *read_key(struct reader *r)
{
    json_t *key = read_value(r);
    char *copy = NULL;
    if (!key)
        return NULL;
    if (!json_is_string(key))
        fail_form(r, "a key is missing");
    else if (!take(r, ':'))
        fail_form(r, "':' is missing");
    else if (!(copy = strdup(json_string_value(key))))
        jm_fail_memory(&r->app->err);
    json_decref(key);
    return copy;
}

/* ---- rows ---- */

/* What a value is as a person would type it; false for lists and objects. */
static bool add_typed(struct jm_text *out, const json_t *value)
{
    char number[40];
    if (json_is_string(value)) {
        jm_text_add(out, json_string_value(value));
    } else if (json_is_boolean(value)) {
        jm_text_add(out, json_is_true(value) ? "yes" : "no");
    } else if (json_is_integer(value)) {
        jm_text_add_int(out, json_integer_value(value));
    } else if (json_is_real(value)) {
        snprintf(number, sizeof number, "%.17g", json_real_value(value));
        jm_text_add(out, number);
    } else {
        return json_is_null(value);
    }
    return true;
}

/* Reads "2026-03-17T08:30:00Z". */
static bool read_utc(const char *text, jm_utc *utc)
{
    char wall[32];
    size_t length = strlen(text);
    if (length < 2 || length >= sizeof wall || text[length - 1] != 'Z')
        return false;
    jm_text_copy(wall, sizeof wall, text);
    wall[length - 1] = '\0';
    return jm_wall_parse(wall, utc) == JM_CIVIL_OK;
}

/* A field that the program keeps: typed by nobody, but told by our own file. */
static enum jm_status set_kept(struct reader *r, struct jm_row *row, int field,
                               const char *typed)
{
    struct jm_error *err = &r->app->err;
    const struct jm_field *of = &row->noun->fields[field];
    struct jm_text composed = JM_TEXT_INIT;
    jm_utc utc = 0;
    char *end = NULL;
    long long number = strtoll(typed, &end, 10);
    enum jm_status status = JM_OK;
    if (of->type == JM_TYPE_INSTANT && read_utc(typed, &utc)) {
        jm_row_set_integer(row, field, utc);
    } else if (of->type == JM_TYPE_INT && end != typed && !*end) {
        jm_row_set_integer(row, field, number);
    } else if (of->type == JM_TYPE_TEXT || of->type == JM_TYPE_PROSE) {
        status = jm_text_compose(&composed, typed, err);
        if (!status)
            status = jm_row_set_string(row, field, jm_text_get(&composed), err);
    } else {
        status = jm_fail(err, JM_INVALID, of->name, JM_SAY_DUMP_VALUE, of->name,
                         NULL);
    }
    jm_text_clear(&composed);
    return status;
}

static enum jm_status set_field(struct reader *r, struct jm_row *row,
                                const char *name, const json_t *value)
{
    struct jm_text typed = JM_TEXT_INIT;
    int field = jm_noun_field(row->noun, name);
    bool is_kept =
        field >= 0 && (row->noun->fields[field].flags & JM_FIELD_SYSTEM);
    enum jm_status status = JM_OK;
    if (!add_typed(&typed, value))
        status = jm_fail(&r->app->err, JM_INVALID, name, JM_SAY_DUMP_VALUE,
                         name, NULL);
    else if (typed.length && is_kept)
        status = set_kept(r, row, field, jm_text_get(&typed));
    else if (typed.length)
        status = jm_door_set(r->app, row, name, jm_text_get(&typed));
    jm_text_clear(&typed);
    return status;
}

static enum jm_status read_row(struct reader *r, const struct jm_noun *noun)
{
    unsigned long line = (peek(r), line_of(r));
    json_t *object = read_value(r), *value = NULL;
    const char *name = NULL;
    if (!object)
        return JM_INVALID;
    struct jm_row *row =
        jm_gathered_more(r->app, &r->rows[noun->id], noun, r->name, line);
    enum jm_status status = row ? JM_OK : r->app->err.status;
    if (!status && !json_is_object(object))
        status = fail_form(r, "a row is no object");
    json_object_foreach(object, name, value)
    {
        if (!status)
            status = set_field(r, row, name, value);
    }
    if (status)
        jm_error_at(&r->app->err, r->name, line);
    json_decref(object);
    return status;
}

static enum jm_status read_rows(struct reader *r, const struct jm_noun *noun)
{
    enum jm_status status = JM_OK;
    if (!take(r, '['))
        return fail_form(r, "'[' is missing");
    if (take(r, ']'))
        return JM_OK;
    do {
        status = read_row(r, noun);
    } while (!status && take(r, ','));
    if (!status && !take(r, ']'))
        status = fail_form(r, "',' or ']' is missing");
    return status;
}

/* The first key says what the document is. */
static enum jm_status read_format(struct reader *r)
{
    char *key = peek(r) == '"' ? read_key(r) : NULL;
    json_t *format = key && strcmp(key, "jumelage") == 0 ? read_value(r) : NULL;
    json_int_t number = json_integer_value(format);
    char told[24];
    free(key);
    json_decref(format);
    if (r->app->err.status)
        return r->app->err.status;
    snprintf(told, sizeof told, "%lld", (long long)number);
    if (number > FORMAT)
        jm_fail(&r->app->err, JM_REFUSED, told, JM_SAY_DUMP_NEWER, told, NULL);
    else if (number < 1)
        jm_fail(&r->app->err, JM_INVALID, "no format", JM_SAY_DUMP_NOT_OURS,
                NULL);
    return r->app->err.status ? jm_error_at(&r->app->err, r->name, 0) : JM_OK;
}

static enum jm_status read_nouns(struct reader *r)
{
    enum jm_status status = JM_OK;
    while (!status && take(r, ',')) {
        const struct jm_noun *noun = NULL;
        unsigned long line = line_of(r);
        char *key = read_key(r);
        if (!key)
            return r->app->err.status;
        status = jm_door_noun(r->app, key, &noun);
        if (status)
            jm_error_at(&r->app->err, r->name, line);
        else
            status = read_rows(r, noun);
        free(key);
    }
    return status;
}

static enum jm_status read_document(struct reader *r)
{
    if (!take(r, '{')) {
        jm_fail(&r->app->err, JM_INVALID, "no object", JM_SAY_DUMP_NOT_OURS,
                NULL);
        return jm_error_at(&r->app->err, r->name, 0);
    }
    enum jm_status status = read_format(r);
    if (!status)
        status = read_nouns(r);
    if (!status && (!take(r, '}') || peek(r) || r->at < r->length))
        status = fail_form(r, "'}' is missing, or something comes after it");
    return status;
}

/* ---- writing ---- */

struct writing {
    struct jm_app *app;
    struct jm_change *change;
    struct jm_import_counts *counts;
};

static enum jm_status write_row(void *data, struct jm_row *row)
{
    struct writing *w = data;
    int changed = 0;
    bool is_there = row->id && jm_store_has(w->app->store, row->noun, row->id);
    enum jm_status status = jm_door_settle(w->app, row);
    if (!status && !is_there)
        is_there = jm_store_has(w->app->store, row->noun, row->id);
    if (!status && is_there)
        status = jm_change_put(w->change, row, &changed, &w->app->err);
    else if (!status)
        status = jm_change_add_kept(w->change, row, &w->app->err);
    w->counts->added += !is_there;
    w->counts->changed += is_there && changed;
    w->counts->unchanged += is_there && !changed;
    return status;
}

enum jm_status jm_import_json(struct jm_app *app, struct jm_change *change,
                              const char *name, const char *bytes,
                              size_t length, struct jm_import_counts *counts)
{
    struct reader r = {
        .app = app, .name = name, .bytes = bytes, .length = length, .line = 1};
    struct writing w = {app, change, counts};
    *counts = (struct jm_import_counts){0, 0, 0};
    enum jm_status status = read_document(&r);
    for (int i = 0; !status && i < JM_NOUNS; i++)
        status = jm_gathered_add_all(app, &r.rows[i], write_row, &w);
    for (int i = 0; i < JM_NOUNS; i++)
        jm_gathered_clear(&r.rows[i]);
    return status;
}
