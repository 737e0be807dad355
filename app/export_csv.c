#include "columns.h"
#include "commands.h"
#include "dump.h"
#include "file.h"
#include <inttypes.h>
#include <string.h>

struct csv {
    struct jm_app *app;
    struct jm_text out, cell;
    const struct jm_noun *noun;
    char separator;
    bool reveal;
    int64_t rows;
};

static bool is_text(const struct jm_field *field)
{
    return field->type == JM_TYPE_TEXT || field->type == JM_TYPE_PROSE ||
           field->type == JM_TYPE_REF;
}

static bool has_column(const struct csv *csv, int field)
{
    unsigned flags = csv->noun->fields[field].flags;
    return csv->noun->fields[field].type != JM_TYPE_INSTANT &&
           (csv->reveal || !(flags & JM_FIELD_PERSONAL));
}

/* A cell as RFC 4180 has it; text that begins as a formula does is told from
 * one by an apostrophe. */
static void add_cell(struct csv *csv, const char *text, bool may_be_formula)
{
    char special[] = {csv->separator, '"', '\n', '\r', '\0'};
    bool is_quoted = strpbrk(text, special) != NULL;
    if (is_quoted)
        jm_text_add_char(&csv->out, '"');
    if (may_be_formula && *text && strchr("=+-@\t\r", *text))
        jm_text_add_char(&csv->out, '\'');
    for (; *text; text++) {
        if (*text == '"')
            jm_text_add_char(&csv->out, '"');
        jm_text_add_char(&csv->out, *text);
    }
    if (is_quoted)
        jm_text_add_char(&csv->out, '"');
}

static void add_header(struct csv *csv)
{
    add_cell(csv, "id", false);
    for (int i = 0; i < csv->noun->count; i++) {
        if (!has_column(csv, i))
            continue;
        jm_text_add_char(&csv->out, csv->separator);
        add_cell(csv, csv->noun->fields[i].label[csv->app->lang], false);
    }
    jm_text_add(&csv->out, "\r\n");
}

static void add_row(struct csv *csv, const struct jm_row *row)
{
    add_cell(csv, row->id, true);
    for (int i = 0; i < csv->noun->count; i++) {
        const struct jm_field *field = &csv->noun->fields[i];
        if (!has_column(csv, i))
            continue;
        jm_text_reset(&csv->cell);
        jm_value_add_words(&csv->cell, field, &row->values[i], csv->app->lang);
        jm_text_add_char(&csv->out, csv->separator);
        add_cell(csv, jm_text_get(&csv->cell), is_text(field));
    }
    jm_text_add(&csv->out, "\r\n");
    csv->rows++;
}

static enum jm_status add_rows(struct csv *csv)
{
    struct jm_app *app = csv->app;
    struct jm_rows *rows = NULL;
    struct jm_row row = JM_ROW_INIT;
    enum jm_status status =
        jm_rows_open(&rows, app->store, csv->noun, -1, NULL, &app->err);
    while (!status && !(status = jm_rows_next(rows, &row, &app->err)))
        add_row(csv, &row);
    jm_rows_free(rows);
    jm_row_clear(&row);
    if (csv->out.failed || csv->cell.failed)
        return jm_fail_memory(&app->err);
    return status == JM_END ? JM_OK : status;
}

static enum jm_status open_plan(struct csv *csv)
{
    struct jm_app *app = csv->app;
    const char *kind = jm_app_option(app, "kind");
    if (!kind)
        return jm_fail(&app->err, JM_INVALID, "kind", JM_SAY_DUMP_CSV_KIND, "",
                       NULL);
    enum jm_status status = jm_door_noun(app, kind, &csv->noun);
    if (!status)
        status = jm_app_open(app, csv->reveal ? JM_STORE_WRITE : JM_STORE_READ);
    if (!status && csv->reveal)
        status = jm_door_reveal_all(app, csv->noun->name);
    return status;
}

static void tell_done(const struct csv *csv, const char *path)
{
    char count[24];
    snprintf(count, sizeof count, "%" PRId64, csv->rows);
    if (path && strcmp(path, "-") != 0)
        jm_app_remark(csv->app, JM_SAY_DUMPED, path, count, NULL);
}

enum jm_status jm_export_csv(struct jm_app *app)
{
    struct csv csv = {.app = app,
                      .out = JM_TEXT_INIT,
                      .cell = JM_TEXT_INIT,
                      .separator = app->lang == JM_FR ? ';' : ',',
                      .reveal = jm_app_option(app, "reveal") != NULL};
    const char *path = jm_app_option(app, "output");
    enum jm_status status = open_plan(&csv);
    if (!status && jm_app_option(app, "bom"))
        jm_text_add(&csv.out, "\xEF\xBB\xBF");
    if (!status) {
        add_header(&csv);
        status = add_rows(&csv);
    }
    if (!status)
        status =
            jm_file_write(app, path, jm_text_get(&csv.out), csv.out.length);
    if (!status)
        tell_done(&csv, path);
    jm_text_clear(&csv.out);
    jm_text_clear(&csv.cell);
    return status;
}
