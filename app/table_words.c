/* Which column is which field, as people said it. */
#include "door.h"
#include "table_work.h"
#include <jumelage/typed.h>
#include <stdlib.h>
#include <string.h>

static enum jm_status add(struct jm_table_import *import, uint64_t layout,
                          const char *header, const char *field)
{
    struct jm_mapping_word *words =
        realloc(import->words, (import->n_words + 1) * sizeof *words);
    if (!words)
        return jm_fail_memory(&import->app->err);
    import->words = words;
    words[import->n_words++] =
        (struct jm_mapping_word){jm_arena_copy(&import->arena, header),
                                 jm_arena_copy(&import->arena, field), layout};
    return words[import->n_words - 1].header && words[import->n_words - 1].field
               ? JM_OK
               : jm_fail_memory(&import->app->err);
}

static enum jm_status read_remembered(struct jm_table_import *import)
{
    struct jm_error *err = &import->app->err;
    struct jm_rows *rows = NULL;
    struct jm_row row = JM_ROW_INIT;
    enum jm_status status = jm_rows_open(
        &rows, import->app->store, jm_noun(JM_NOUN_LAYOUT), -1, NULL, err);
    while (!status && !(status = jm_rows_next(rows, &row, err))) {
        const char *header = jm_row_string(&row, JM_layout_header);
        uint64_t layout = 0;
        if (jm_fingerprint_parse(jm_row_string(&row, JM_layout_headers),
                                 &layout))
            status = add(import, layout, header ? header : "",
                         jm_row_string(&row, JM_layout_field));
    }
    jm_row_clear(&row);
    jm_rows_free(rows);
    return status == JM_END ? JM_OK : status;
}

/* "Colonne=champ", the last "=" counting: headers may hold one. */
static enum jm_status add_given(struct jm_table_import *import, char *word)
{
    char *equals = strrchr(word, '=');
    if (!equals || equals == word || !equals[1])
        return jm_fail(&import->app->err, JM_INVALID, word, JM_SAY_TABLE_MAP,
                       word, NULL);
    *equals = '\0';
    return add(import, 0, word, equals + 1);
}

enum jm_status jm_table_import_words(struct jm_table_import *import)
{
    static const char mark[] = "; ";
    const char *given = jm_app_option(import->app, "map");
    enum jm_status status = read_remembered(import);
    char *words = status || !given ? NULL : strdup(given);
    import->n_remembered = import->n_words;
    if (given && !status && !words)
        status = jm_fail_memory(&import->app->err);
    for (char *next = words; next && !status;) {
        char *word = next;
        next = strstr(word, mark);
        if (next) {
            *next = '\0';
            next += strlen(mark);
        }
        status = add_given(import, word);
    }
    free(words);
    return status;
}

/* ---- remembering ---- */

static enum jm_status put(struct jm_table_import *import, struct jm_row *row)
{
    struct jm_app *app = import->app;
    enum jm_status status = jm_door_settle(app, row);
    if (!status && jm_store_has(app->store, row->noun, row->id))
        return jm_change_put(import->change, row, NULL, &app->err);
    return status ? status : jm_change_add(import->change, row, &app->err);
}

static enum jm_status remember(struct jm_table_import *import, uint64_t layout,
                               const char *header, const char *field)
{
    struct jm_error *err = &import->app->err;
    struct jm_row row = JM_ROW_INIT;
    struct jm_text folded = JM_TEXT_INIT;
    char headers[JM_FINGERPRINT], mark[JM_FINGERPRINT];
    jm_typed_fold(&folded, header);
    jm_fingerprint_write(headers, layout);
    jm_fingerprint_write(
        mark, jm_text_hash(JM_TEXT_HASH, jm_text_get(&folded), folded.length));
    enum jm_status status = jm_row_init(&row, jm_noun(JM_NOUN_LAYOUT), err);
    if (!status)
        status = jm_row_set_string(&row, JM_layout_headers, headers, err);
    if (!status)
        status = jm_row_set_string(&row, JM_layout_mark, mark, err);
    if (!status && *header)
        status = jm_row_parse(&row, JM_layout_header, header, err);
    if (!status)
        status = jm_row_set_string(&row, JM_layout_field, field, err);
    if (!status)
        status = put(import, &row);
    jm_row_clear(&row);
    jm_text_clear(&folded);
    return status;
}

/* The words that were given, by the stable names of what they came to. */
enum jm_status
jm_table_import_remember(struct jm_table_import *import,
                         const struct jm_table_import_sheet *sheet)
{
    const struct jm_mapping *mapping = &sheet->mapping;
    enum jm_status status = JM_OK;
    char word[64];
    if (jm_app_option(import->app, "as"))
        status = remember(import, mapping->layout, "", mapping->noun->name);
    for (size_t i = import->n_remembered; i < import->n_words; i++)
        for (size_t j = 0; j < mapping->count && !status; j++)
            if (jm_typed_same(mapping->columns[j].header,
                              import->words[i].header))
                status = remember(
                    import, mapping->layout, import->words[i].header,
                    jm_mapping_use_word(mapping->noun, mapping->columns[j].use,
                                        word, sizeof word));
    return status;
}
