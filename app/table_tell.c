/* What an import of sheets tells. */
#include "json.h"
#include "print.h"
#include "table_work.h"
#include <stdlib.h>
#include <string.h>

/* More conflicts than these nobody reads before an import. */
#define CONFLICTS_TOLD 50

/* ---- new conflicts ---- */

static int compare_numbers(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Those of after that were not there before and that nobody accepted, as
 * indexes; NULL when memory runs out. */
static size_t *find_new(const struct jm_table_import *import, size_t *count)
{
    const struct jm_tale *before = &import->before, *after = &import->after;
    uint64_t *old = calloc(before->count + 1, sizeof *old);
    size_t *found = calloc(after->count + 1, sizeof *found);
    *count = 0;
    for (size_t i = 0; old && i < before->count; i++)
        old[i] = before->all[i].finding->fingerprint;
    if (old)
        qsort(old, before->count, sizeof *old, compare_numbers);
    for (size_t i = 0; old && found && i < after->count; i++) {
        const struct jm_told *told = &after->all[i];
        if (told->state != JM_WAIVER_ACCEPTED &&
            !bsearch(&told->finding->fingerprint, old, before->count,
                     sizeof *old, compare_numbers))
            found[(*count)++] = i;
    }
    free(old);
    return found;
}

/* ---- for people ---- */

static void say_number(const struct jm_app *app, enum jm_message message,
                       size_t number, const char *second)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%zu", number);
    jm_app_say(app, message, digits, second, NULL);
}

static void tell_conflicts(const struct jm_table_import *import,
                           bool is_written)
{
    size_t count = 0, *found = find_new(import, &count);
    say_number(import->app,
               is_written ? JM_SAY_TABLE_BROUGHT : JM_SAY_TABLE_BRINGS, count,
               NULL);
    for (size_t i = 0; found && i < count && i < CONFLICTS_TOLD; i++)
        jm_told_print(import->app, import->after.plan,
                      &import->after.all[found[i]]);
    if (count > CONFLICTS_TOLD)
        say_number(import->app, JM_SAY_TABLE_MORE, count - CONFLICTS_TOLD,
                   NULL);
    free(found);
}

/* The letter of a column: its address in the first row without the number. */
static void column_letters(char out[JM_GRID_ADDRESS], uint32_t column)
{
    jm_grid_address(out, 0, column);
    out[strlen(out) - 1] = '\0';
}

/* A header of two lines in one. */
static void add_header(struct jm_text *out, const char *header)
{
    for (; *header; header++)
        if (*header == '\n')
            jm_text_add(out, " · ");
        else
            jm_text_add_char(out, *header);
}

static const char *kind_name(const struct jm_table_import_sheet *sheet,
                             enum jm_lang lang)
{
    return sheet->mapping.noun->label[lang];
}

static void tell_columns(const struct jm_table_import *import,
                         const struct jm_table_import_sheet *sheet)
{
    const struct jm_mapping *mapping = &sheet->mapping;
    const struct jm_app *app = import->app;
    struct jm_table table;
    struct jm_text text = JM_TEXT_INIT;
    jm_table_begin(&table, 3);
    jm_say(&text, app->lang, JM_SAY_TABLE_COLUMN, NULL);
    jm_table_add(&table, jm_text_get(&text));
    jm_text_reset(&text);
    jm_say(&text, app->lang, JM_SAY_TABLE_HEADER, NULL);
    jm_table_add(&table, jm_text_get(&text));
    jm_text_reset(&text);
    jm_say(&text, app->lang, JM_SAY_TABLE_FIELD, NULL);
    jm_table_add(&table, jm_text_get(&text));
    for (size_t i = 0; i < mapping->count; i++) {
        const struct jm_mapping_column *column = &mapping->columns[i];
        char letters[JM_GRID_ADDRESS];
        column_letters(letters, column->column);
        jm_table_add(&table, letters);
        jm_text_reset(&text);
        add_header(&text, column->header);
        jm_table_add(&table, jm_text_get(&text));
        jm_text_reset(&text);
        if (column->use != JM_USE_UNKNOWN)
            jm_text_add(&text, jm_mapping_use_name(mapping->noun, column->use,
                                                   app->lang));
        else
            jm_say(&text, app->lang,
                   import->keeps_extra ? JM_SAY_TABLE_KEPT
                                       : JM_SAY_TABLE_IGNORED,
                   NULL);
        jm_table_add(&table, jm_text_get(&text));
    }
    jm_table_print(app, &table, 2);
    jm_table_clear(&table);
    jm_text_clear(&text);
}

static void tell_counts(const struct jm_table_import *import,
                        const struct jm_table_import_counts *counts)
{
    char numbers[4][24];
    const size_t sums[] = {counts->added, counts->updated, counts->unchanged,
                           counts->refused};
    for (int i = 0; i < 4; i++)
        snprintf(numbers[i], sizeof numbers[i], "%zu", sums[i]);
    jm_app_say(import->app, JM_SAY_TABLE_COUNTS, numbers[0], numbers[1],
               numbers[2], numbers[3], NULL);
}

static void tell_sheet(const struct jm_table_import *import,
                       const struct jm_table_import_sheet *sheet)
{
    const struct jm_app *app = import->app;
    char row[24];
    if (sheet->passed)
        jm_app_say(app, sheet->passed, sheet->page.name, NULL);
    if (!sheet->mapping.noun)
        return;
    snprintf(row, sizeof row, "%lu",
             (unsigned long)sheet->mapping.header_row + 1);
    jm_app_say(app, JM_SAY_TABLE_SHEET, sheet->page.name,
               kind_name(sheet, app->lang), row, NULL);
    if (import->is_dry)
        tell_columns(import, sheet);
    tell_counts(import, &sheet->counts);
}

static void tell_refusals(const struct jm_table_import *import)
{
    const struct jm_records *refusals = &import->refusals;
    size_t kept = refusals->n_refused < JM_REFUSED_KEPT ? refusals->n_refused
                                                        : JM_REFUSED_KEPT;
    struct jm_text text = JM_TEXT_INIT;
    for (size_t i = 0; i < kept; i++) {
        jm_text_reset(&text);
        jm_error_say(&refusals->refused[i], import->app->lang, &text);
        fprintf(import->app->world->err, "%s\n", jm_text_get(&text));
    }
    jm_text_clear(&text);
}

static void tell_end(const struct jm_table_import *import, bool is_written)
{
    const struct jm_app *app = import->app;
    if (is_written && import->number)
        say_number(app, JM_SAY_TABLE_DONE, (size_t)import->number, NULL);
    else if (is_written)
        jm_app_say(app, JM_SAY_TABLE_SAME, NULL);
    else if (import->is_dry)
        jm_app_say(app, JM_SAY_TABLE_DRY, NULL);
    else
        say_number(app, JM_SAY_TABLE_REFUSED, import->refusals.n_refused, NULL);
}

/* ---- as data ---- */

static json_t *make_columns(const struct jm_mapping *mapping)
{
    json_t *columns = json_array();
    for (size_t i = 0; i < mapping->count; i++) {
        const struct jm_mapping_column *column = &mapping->columns[i];
        char letters[JM_GRID_ADDRESS], word[64];
        json_t *object = json_object();
        column_letters(letters, column->column);
        jm_json_set(object, "column", json_string(letters));
        jm_json_set(object, "header", json_string(column->header));
        jm_json_set(object, "field",
                    jm_json_text(jm_mapping_use_word(mapping->noun, column->use,
                                                     word, sizeof word)));
        json_array_append_new(columns, object);
    }
    return columns;
}

static json_t *make_sheet(const struct jm_table_import_sheet *sheet)
{
    json_t *object = json_object();
    jm_json_set(object, "sheet", json_string(sheet->page.name));
    jm_json_set(object, "noun", json_string(sheet->mapping.noun->name));
    jm_json_set(object, "header_row",
                json_integer((json_int_t)sheet->mapping.header_row + 1));
    jm_json_set(object, "columns", make_columns(&sheet->mapping));
    jm_json_set(object, "added", json_integer((json_int_t)sheet->counts.added));
    jm_json_set(object, "updated",
                json_integer((json_int_t)sheet->counts.updated));
    jm_json_set(object, "unchanged",
                json_integer((json_int_t)sheet->counts.unchanged));
    jm_json_set(object, "refused",
                json_integer((json_int_t)sheet->counts.refused));
    return object;
}

static json_t *make_refusals(const struct jm_table_import *import)
{
    const struct jm_records *refusals = &import->refusals;
    json_t *array = json_array();
    struct jm_text text = JM_TEXT_INIT;
    for (size_t i = 0; i < refusals->n_refused && i < JM_REFUSED_KEPT; i++) {
        const struct jm_error *error = &refusals->refused[i];
        json_t *object = json_object();
        jm_text_reset(&text);
        jm_error_say(error, import->app->lang, &text);
        jm_json_set(object, "place", json_string(error->place));
        jm_json_set(object, "reason",
                    json_string(jm_message_name(error->message)));
        jm_json_set(object, "message", json_string(jm_text_get(&text)));
        json_array_append_new(array, object);
    }
    jm_text_clear(&text);
    return array;
}

static void print_json(const struct jm_table_import *import)
{
    json_t *object = json_object(), *sheets = json_array();
    json_t *conflicts = json_array();
    size_t count = 0, *found = find_new(import, &count);
    for (size_t i = 0; found && i < count; i++)
        json_array_append_new(conflicts,
                              jm_told_json(import->app, import->after.plan,
                                           &import->after.all[found[i]]));
    for (size_t i = 0; i < import->count; i++)
        if (import->sheets[i].mapping.noun)
            json_array_append_new(sheets, make_sheet(&import->sheets[i]));
    jm_json_set(object, "conflicts", conflicts);
    jm_json_set(object, "sheets", sheets);
    jm_json_set(object, "refusals", make_refusals(import));
    jm_json_set(object, "change",
                import->number ? json_integer(import->number) : json_null());
    jm_json_print(import->app, object);
    free(found);
}

void jm_table_import_tell(struct jm_table_import *import, bool is_written)
{
    if (import->app->json) {
        print_json(import);
        return;
    }
    tell_conflicts(import, is_written);
    for (size_t i = 0; i < import->count; i++)
        tell_sheet(import, &import->sheets[i]);
    if (import->flights)
        say_number(import->app, JM_SAY_TABLE_FLIGHTS, import->flights, NULL);
    fflush(import->app->world->out);
    tell_refusals(import);
    tell_end(import, is_written);
}
