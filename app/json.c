#include "json.h"

void jm_json_print(const struct jm_app *app, json_t *value)
{
    if (!value)
        return;
    json_dumpf(value, app->world->out,
               JSON_INDENT(2) | JSON_PRESERVE_ORDER | JSON_ENCODE_ANY);
    fputc('\n', app->world->out);
    json_decref(value);
}

void jm_json_set(json_t *object, const char *key, json_t *value)
{
    if (value)
        json_object_set_new(object, key, value);
}

json_t *jm_json_text(const char *text)
{
    return text && *text ? json_string(text) : json_null();
}

json_t *jm_json_utc(jm_utc utc)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add_utc(&text, utc);
    json_t *value = json_string(jm_text_get(&text));
    jm_text_clear(&text);
    return value;
}

json_t *jm_json_value(const struct jm_field *field,
                      const struct jm_value *value)
{
    switch (value->type) {
    case JM_NULL:
        return json_null();
    case JM_REAL:
        return json_real(value->real);
    case JM_STRING:
        return json_string(value->string);
    case JM_INTEGER:
        if (field->type == JM_TYPE_BOOL)
            return json_boolean(value->integer);
        if (field->type == JM_TYPE_INSTANT)
            return jm_json_utc(value->integer);
        return json_integer(value->integer);
    }
    return NULL;
}

json_t *jm_json_row(const struct jm_row *row, bool masked)
{
    json_t *object = json_object();
    jm_json_set(object, "id", json_string(row->id));
    jm_json_set(object, "version", json_integer(row->version));
    for (int i = 0; i < row->noun->count; i++) {
        const struct jm_field *field = &row->noun->fields[i];
        bool hide = masked && (field->flags & JM_FIELD_PERSONAL) &&
                    !jm_row_is_null(row, i);
        jm_json_set(object, field->name,
                    hide ? json_string("***")
                         : jm_json_value(field, &row->values[i]));
    }
    return object;
}
