#include "commands.h"
#include "dump.h"
#include "file.h"
#include "json.h"
#include "progress.h"
#include <inttypes.h>
#include <limits.h>
#include <string.h>

/* One writing of the plan. */
struct dumping {
    struct jm_app *app;
    struct jm_text out;
    bool reveal;
    int64_t rows;
};

/* Releases cannot be made again from outside, and who looked at what is of this
 * plan only. A calendar without its address is none. */
static bool is_dumped(const struct dumping *d, const struct jm_noun *noun)
{
    return noun->id != JM_NOUN_RELEASE && noun->id != JM_NOUN_REVEAL &&
           (d->reveal || noun->id != JM_NOUN_CALENDAR);
}

static bool is_derived(const struct jm_noun *noun, int field)
{
    for (int i = 0; i < noun->count; i++)
        if (noun->fields[i].derived == field)
            return true;
    return false;
}

static bool has_field(const struct dumping *d, const struct jm_row *row,
                      int field)
{
    bool is_personal = row->noun->fields[field].flags & JM_FIELD_PERSONAL;
    return !jm_row_is_null(row, field) && (d->reveal || !is_personal) &&
           !is_derived(row->noun, field);
}

static int add_bytes(const char *bytes, size_t length, void *data)
{
    jm_text_add_bytes(data, bytes, length);
    return 0;
}

static enum jm_status add_row(struct dumping *d, const struct jm_row *row)
{
    json_t *object = json_object();
    jm_json_set(object, "id", json_string(row->id));
    for (int i = 0; i < row->noun->count; i++)
        if (has_field(d, row, i))
            jm_json_set(object, row->noun->fields[i].name,
                        jm_json_value(&row->noun->fields[i], &row->values[i]));
    int failed =
        json_dump_callback(object, add_bytes, &d->out, JSON_PRESERVE_ORDER);
    json_decref(object);
    d->rows++;
    return failed ? jm_fail_memory(&d->app->err) : JM_OK;
}

/* What a registered calendar brought comes again with it. */
static bool is_left_out(const struct dumping *d, const struct jm_row *row)
{
    return row->noun->id == JM_NOUN_BUSY && !d->reveal &&
           !jm_row_is_null(row, JM_busy_calendar);
}

static void add_id(void *data, const char *id)
{
    jm_text_add_bytes(data, id, strlen(id) + 1);
}

/* The rows of those ids, each ended by NUL. */
static enum jm_status add_rows(struct dumping *d, const struct jm_noun *noun,
                               const struct jm_text *ids)
{
    struct jm_app *app = d->app;
    struct jm_row row = JM_ROW_INIT;
    bool any = false;
    enum jm_status status = JM_OK;
    for (size_t at = 0; !status && at < ids->length;
         at += strlen(ids->bytes + at) + 1) {
        status =
            jm_store_get(app->store, noun, ids->bytes + at, &row, &app->err);
        if (status || is_left_out(d, &row))
            continue;
        if (any)
            jm_text_add(&d->out, ",\n    ");
        else
            jm_text_addf(&d->out, ",\n  \"%s\": [\n    ", noun->plural);
        any = true;
        status = add_row(d, &row);
    }
    if (any)
        jm_text_add(&d->out, "\n  ]");
    jm_row_clear(&row);
    return status;
}

/* In the order of ids: the one that does not depend on how rows came in. */
static enum jm_status add_noun(struct dumping *d, const struct jm_noun *noun)
{
    struct jm_app *app = d->app;
    struct jm_text ids = JM_TEXT_INIT;
    enum jm_status status =
        jm_store_ids(app->store, noun, "", INT_MAX, add_id, &ids, &app->err);
    if (!status && ids.failed)
        status = jm_fail_memory(&app->err);
    if (!status)
        status = add_rows(d, noun, &ids);
    jm_text_clear(&ids);
    return status;
}

static enum jm_status add_plan(struct dumping *d)
{
    enum jm_status status = JM_OK;
    jm_text_add(&d->out, "{\n  \"jumelage\": 1");
    for (int i = 0; !status && i < JM_NOUNS; i++) {
        const struct jm_noun *noun = jm_noun((enum jm_noun_id)i);
        if (is_dumped(d, noun))
            status = add_noun(d, noun);
        if (!status)
            status = jm_progress_ask(d->app);
    }
    jm_text_add(&d->out, "\n}\n");
    return !status && d->out.failed ? jm_fail_memory(&d->app->err) : status;
}

static void tell_done(const struct dumping *d, const char *path)
{
    char count[24];
    snprintf(count, sizeof count, "%" PRId64, d->rows);
    if (path && strcmp(path, "-") != 0)
        jm_app_remark(d->app, JM_SAY_DUMPED, path, count, NULL);
    if (!d->reveal)
        jm_app_remark(d->app, JM_SAY_DUMP_MASKED, NULL);
}

enum jm_status jm_export_json(struct jm_app *app)
{
    struct dumping d = {.app = app,
                        .out = JM_TEXT_INIT,
                        .reveal = jm_app_option(app, "reveal") != NULL};
    const char *path = jm_app_option(app, "output");
    enum jm_status status =
        jm_app_open(app, d.reveal ? JM_STORE_WRITE : JM_STORE_READ);
    if (!status && d.reveal)
        status = jm_door_reveal_all(app, "plan");
    jm_progress_begin(app, JM_SAY_DOING_EXPORT);
    if (!status)
        status = add_plan(&d);
    jm_progress_end(app);
    if (!status)
        status = jm_file_write(app, path, jm_text_get(&d.out), d.out.length);
    if (!status)
        tell_done(&d, path);
    jm_text_clear(&d.out);
    return status;
}
