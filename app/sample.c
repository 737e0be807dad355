#include "sample.h"
#include "door.h"
#include "gather.h"
#include <jumelage/csv.h>
#include <stdlib.h>
#include <string.h>

/* The fields that the columns of a file are: its header, copied. */
struct header {
    char **names;
    size_t count;
};

static void clear_header(struct header *header)
{
    for (size_t i = 0; i < header->count; i++)
        free(header->names[i]);
    free(header->names);
}

static enum jm_status read_header(struct jm_app *app, struct jm_csv *csv,
                                  struct header *header)
{
    const char *const *cells = NULL;
    size_t count = 0;
    unsigned long line = 0;
    enum jm_status status = jm_csv_next(csv, &cells, &count, &line, &app->err);
    if (status)
        return status;
    header->names = calloc(count, sizeof *header->names);
    while (header->names && header->count < count) {
        char *name = strdup(cells[header->count]);
        if (!name)
            break;
        header->names[header->count++] = name;
    }
    return header->count == count ? JM_OK : jm_fail_memory(&app->err);
}

static enum jm_status gather_row(struct jm_app *app, struct jm_row *row,
                                 const struct header *header,
                                 const char *const *cells, size_t count)
{
    enum jm_status status = row ? JM_OK : app->err.status;
    for (size_t i = 0; !status && i < count && i < header->count; i++)
        if (*cells[i])
            status = jm_door_set(app, row, header->names[i], cells[i]);
    return status;
}

static enum jm_status gather_file(struct jm_app *app, struct jm_gathered *g,
                                  const struct jm_noun *noun,
                                  const struct jm_sample_file *file)
{
    struct jm_csv *csv = NULL;
    struct header header = {0};
    const char *const *cells = NULL;
    size_t count = 0;
    unsigned long line = 1;
    enum jm_status status =
        jm_csv_open(&csv, file->name, file->bytes, file->length, &app->err);
    if (!status)
        status = read_header(app, csv, &header);
    while (!status &&
           !(status = jm_csv_next(csv, &cells, &count, &line, &app->err)))
        status =
            gather_row(app, jm_gathered_more(app, g, noun, file->name, line),
                       &header, cells, count);
    if (status != JM_END)
        jm_error_at(&app->err, file->name, line);
    clear_header(&header);
    jm_csv_free(csv);
    return status == JM_END ? JM_OK : status;
}

/* "event.suwon-tours-2023.csv" is of the noun "event". */
static bool is_of(const struct jm_sample_file *file, const struct jm_noun *noun)
{
    size_t length = strlen(noun->name);
    return strncmp(file->name, noun->name, length) == 0 &&
           file->name[length] == '.';
}

struct adding {
    struct jm_app *app;
    struct jm_change *change;
};

static enum jm_status add_row(void *data, struct jm_row *row)
{
    struct adding *adding = data;
    enum jm_status status = jm_door_settle(adding->app, row);
    return status ? status
                  : jm_change_add(adding->change, row, &adding->app->err);
}

static enum jm_status load_noun(struct jm_app *app, struct jm_change *change,
                                const struct jm_noun *noun, int64_t *rows)
{
    struct jm_gathered g = JM_GATHERED_INIT;
    struct adding adding = {app, change};
    enum jm_status status = JM_OK;
    for (const struct jm_sample_file *f = jm_sample_files; !status && f->name;
         f++)
        if (is_of(f, noun))
            status = gather_file(app, &g, noun, f);
    if (!status)
        status = jm_gathered_add_all(app, &g, add_row, &adding);
    *rows += (int64_t)g.count;
    jm_gathered_clear(&g);
    return status;
}

enum jm_status jm_sample_load(struct jm_app *app, int64_t *rows)
{
    struct jm_change *change = NULL;
    int64_t number = 0;
    struct jm_text why = JM_TEXT_INIT;
    jm_say(&why, app->lang, JM_SAY_SAMPLE_WHY, NULL);
    struct jm_author author = jm_app_author(app);
    author.why = jm_text_get(&why);
    enum jm_status status =
        jm_change_begin(&change, app->store, &author, &app->err);
    for (int n = 0; !status && n < JM_NOUNS; n++)
        status = load_noun(app, change, jm_noun((enum jm_noun_id)n), rows);
    if (!status) {
        status = jm_change_commit(change, &number, &app->err);
        change = NULL;
    }
    jm_change_free(change);
    jm_text_clear(&why);
    return status;
}
