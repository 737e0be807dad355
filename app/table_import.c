#include "table_import.h"
#include "door.h"
#include "table_work.h"
#include <jumelage/typed.h>
#include <stdlib.h>
#include <string.h>

/* ---- what the sheets are ---- */

static enum jm_status read_wish(struct jm_table_import *import,
                                struct jm_mapping_wish *wish)
{
    const char *as = jm_app_option(import->app, "as");
    *wish = (struct jm_mapping_wish){
        .is_member = jm_app_option(import->app, "delegation"),
        .words = import->words,
        .count = import->n_words};
    return as ? jm_door_noun(import->app, as, &wish->noun) : JM_OK;
}

/* A sheet without a header is passed over where there are others. */
static enum jm_status map_all(struct jm_table_import *import)
{
    struct jm_mapping_wish wish;
    struct jm_error why = JM_ERROR_INIT;
    size_t mapped = 0;
    enum jm_status status = read_wish(import, &wish);
    for (size_t i = 0; i < import->count && !status; i++) {
        struct jm_table_import_sheet *sheet = &import->sheets[i];
        if (sheet->passed || (!sheet->page.count && import->count > 1))
            continue;
        status = jm_mapping_guess(&sheet->mapping, &sheet->page, &wish,
                                  &import->app->err);
        mapped += !status;
        if (status != JM_INVALID ||
            import->app->err.message != JM_SAY_MAPPING_NO_HEADER)
            continue;
        if (!why.status)
            why = import->app->err;
        jm_error_clear(&import->app->err);
        sheet->passed = JM_SAY_TABLE_NO_HEADER;
        status = JM_OK;
    }
    if (!status && !mapped && why.status) {
        import->app->err = why;
        status = why.status;
    }
    if (!status && !mapped)
        status = jm_fail(&import->app->err, JM_INVALID, import->path,
                         JM_SAY_TABLE_NOTHING, import->path, NULL);
    return status;
}

/* ---- the conflicts before and after ---- */

static enum jm_status run_rules(struct jm_table_import *import,
                                struct jm_tale *tale)
{
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    enum jm_status status = jm_app_load(import->app, &tale->plan);
    return status ? status : jm_tale_run(import->app, tale, &scope);
}

/* ---- rows ---- */

static bool is_of_cell(enum jm_status status)
{
    return status == JM_INVALID || status == JM_NOT_FOUND;
}

/* Where a row as a whole is refused: "Feuille1!7". */
static enum jm_status refuse_row(struct jm_table_import *import,
                                 struct jm_table_import_sheet *sheet,
                                 uint32_t line, struct jm_error *error)
{
    struct jm_text place = JM_TEXT_INIT;
    jm_text_addf(&place, "%s!%lu", sheet->page.name, (unsigned long)line + 1);
    jm_error_at(error, jm_text_get(&place), 0);
    jm_text_clear(&place);
    sheet->counts.refused++;
    return jm_records_refuse(&import->refusals, error, &import->app->err);
}

static enum jm_status write_records(struct jm_table_import *import,
                                    struct jm_table_import_sheet *sheet,
                                    const struct jm_records *records)
{
    enum jm_status status = JM_OK;
    for (size_t i = 0; i < records->count && !status; i++) {
        struct jm_error error = JM_ERROR_INIT;
        if (records->all[i].is_bad) {
            sheet->counts.refused++;
            continue;
        }
        status =
            jm_table_import_record(import->app, import->change, &import->names,
                                   &records->all[i], &sheet->counts, &error);
        if (is_of_cell(status))
            status = refuse_row(import, sheet, records->all[i].line, &error);
        else if (status)
            import->app->err = error;
    }
    return status;
}

static enum jm_status take_refusals(struct jm_table_import *import,
                                    const struct jm_records *records)
{
    enum jm_status status = JM_OK;
    size_t kept = records->n_refused < JM_REFUSED_KEPT ? records->n_refused
                                                       : JM_REFUSED_KEPT;
    for (size_t i = 0; i < kept && !status; i++)
        status = jm_records_refuse(&import->refusals, &records->refused[i],
                                   &import->app->err);
    import->refusals.n_refused += records->n_refused - kept;
    return status;
}

/* A list of members says whose they are in a column, or --delegation does. */
static enum jm_status
check_delegation(struct jm_table_import *import,
                 const struct jm_table_import_sheet *sheet)
{
    const struct jm_mapping *mapping = &sheet->mapping;
    bool is_said = mapping->noun->id != JM_NOUN_MEMBER ||
                   jm_app_option(import->app, "delegation");
    for (size_t i = 0; i < mapping->count; i++)
        is_said |= mapping->columns[i].use == JM_member_delegation;
    return is_said
               ? JM_OK
               : jm_fail(&import->app->err, JM_INVALID, sheet->page.name,
                         JM_SAY_TABLE_WHOSE_MEMBERS, sheet->page.name, NULL);
}

static enum jm_status write_sheet(struct jm_table_import *import,
                                  struct jm_table_import_sheet *sheet)
{
    struct jm_records records = JM_RECORDS_INIT;
    struct jm_reading reading = {.find = jm_names_find,
                                 .data = &import->names,
                                 .host = jm_app_option(import->app, "host"),
                                 .delegation =
                                     jm_app_option(import->app, "delegation"),
                                 .keep_extra = import->keeps_extra,
                                 .places_as_notes = import->keeps_extra};
    enum jm_status status = check_delegation(import, sheet);
    if (!status)
        status = jm_records_read(&records, &sheet->page, &sheet->mapping,
                                 &reading, &import->app->err);
    if (!status && import->names.status)
        status = import->names.status;
    if (!status)
        status = take_refusals(import, &records);
    if (!status)
        status = write_records(import, sheet, &records);
    if (!status)
        status = jm_table_import_remember(import, sheet);
    import->flights += records.passed;
    jm_records_clear(&records);
    return status;
}

/* Sheets in the order in which their rows may refer to each other. */
static enum jm_status write_all(struct jm_table_import *import)
{
    enum jm_status status = JM_OK;
    for (int noun = 0; noun < JM_NOUNS; noun++)
        for (size_t i = 0; i < import->count && !status; i++)
            if (import->sheets[i].mapping.noun &&
                (int)import->sheets[i].mapping.noun->id == noun)
                status = write_sheet(import, &import->sheets[i]);
    return status;
}

/* ---- the change ---- */

static enum jm_status check_row(struct jm_app *app, const char *option,
                                enum jm_noun_id noun)
{
    struct jm_row row = JM_ROW_INIT;
    const char *id = jm_app_option(app, option);
    enum jm_status status =
        id ? jm_door_row(app, jm_noun(noun), id, &row) : JM_OK;
    jm_row_clear(&row);
    return status;
}

static enum jm_status begin(struct jm_table_import *import)
{
    struct jm_app *app = import->app;
    struct jm_author author = jm_app_author(app);
    enum jm_status status = run_rules(import, &import->before);
    if (!status)
        status = jm_app_open(app, JM_STORE_WRITE);
    if (!status)
        status = check_row(app, "host", JM_NOUN_COLLECTIVITY);
    if (!status)
        status = check_row(app, "delegation", JM_NOUN_DELEGATION);
    if (!status)
        status = jm_table_import_words(import);
    if (!status)
        status = map_all(import);
    if (!status)
        status =
            jm_change_begin(&import->change, app->store, &author, &app->err);
    return status;
}

static enum jm_status finish(struct jm_table_import *import, bool *is_written)
{
    *is_written =
        !import->is_dry && (import->skips_bad || !import->refusals.n_refused);
    if (!*is_written)
        return JM_OK;
    struct jm_change *change = import->change;
    import->change = NULL;
    return jm_change_commit(change, &import->number, &import->app->err);
}

enum jm_status jm_table_import_run(struct jm_app *app, const char *path,
                                   const char *bytes, size_t length, int *code)
{
    struct jm_table_import import = {
        .app = app,
        .path = path,
        .arena = JM_ARENA_INIT,
        .refusals = JM_RECORDS_INIT,
        .before = JM_TALE_INIT,
        .after = JM_TALE_INIT,
        .is_dry = jm_app_option(app, "dry-run"),
        .skips_bad = jm_app_option(app, "skip-bad-rows"),
        .keeps_extra = jm_app_option(app, "keep-extra")};
    bool is_written = false;
    jm_names_begin(&import.names, app);
    enum jm_status status = jm_table_import_open(&import, bytes, length);
    if (!status)
        status = begin(&import);
    if (!status)
        status = write_all(&import);
    if (!status)
        status = run_rules(&import, &import.after);
    if (!status)
        status = finish(&import, &is_written);
    if (!status)
        jm_table_import_tell(&import, is_written);
    *code = !status && !is_written && import.refusals.n_refused
                ? JM_EXIT_INVALID
                : JM_EXIT_FINE;
    jm_table_import_close(&import);
    return status;
}
