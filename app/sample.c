#include "sample.h"
#include "door.h"
#include <jumelage/csv.h>
#include <stdlib.h>
#include <string.h>

/* The rows of one noun, gathered from its files before they are added: an event
 * may lie in one that comes later. */
struct gathered {
    struct jm_row *rows;
    struct place {
        const char *file;
        unsigned long line;
        bool added;
    } * places;
    size_t count, room;
};

static bool make_room(struct gathered *g)
{
    if (g->count < g->room)
        return true;
    size_t room = g->room ? g->room * 2 : 64;
    struct jm_row *rows = realloc(g->rows, room * sizeof *rows);
    if (!rows)
        return false;
    g->rows = rows;
    struct place *places = realloc(g->places, room * sizeof *places);
    if (!places)
        return false;
    g->places = places;
    g->room = room;
    return true;
}

static void clear(struct gathered *g)
{
    for (size_t i = 0; i < g->count; i++)
        jm_row_clear(&g->rows[i]);
    free(g->rows);
    free(g->places);
    *g = (struct gathered){0};
}

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

static enum jm_status gather_row(struct jm_app *app, struct gathered *g,
                                 const struct jm_noun *noun,
                                 const struct header *header,
                                 const char *const *cells, size_t count,
                                 struct place place)
{
    if (!make_room(g))
        return jm_fail_memory(&app->err);
    struct jm_row *row = &g->rows[g->count];
    *row = (struct jm_row)JM_ROW_INIT;
    g->places[g->count++] = place;
    enum jm_status status = jm_row_init(row, noun, &app->err);
    for (size_t i = 0; !status && i < count && i < header->count; i++)
        if (*cells[i])
            status = jm_door_set(app, row, header->names[i], cells[i]);
    return status;
}

static enum jm_status gather_file(struct jm_app *app, struct gathered *g,
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
           !(status = jm_csv_next(csv, &cells, &count, &line, &app->err))) {
        struct place place = {file->name, line, false};
        status = gather_row(app, g, noun, &header, cells, count, place);
    }
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

/* The field by which rows of a noun lie in each other, or -1. */
static int self_reference(const struct jm_noun *noun)
{
    for (int i = 0; i < noun->count; i++)
        if (noun->fields[i].type == JM_TYPE_REF &&
            noun->fields[i].refers == noun->id)
            return i;
    return -1;
}

static enum jm_status add_row(struct jm_app *app, struct jm_change *change,
                              struct gathered *g, size_t i)
{
    enum jm_status status = jm_door_settle(app, &g->rows[i]);
    if (!status)
        status = jm_change_add(change, &g->rows[i], &app->err);
    if (status)
        jm_error_at(&app->err, g->places[i].file, g->places[i].line);
    g->places[i].added = true;
    return status;
}

/* Adds those whose parent is there, until all are: a parent that never comes is
 * told by the door. */
static enum jm_status add_all(struct jm_app *app, struct jm_change *change,
                              struct gathered *g, const struct jm_noun *noun)
{
    int parent = self_reference(noun);
    enum jm_status status = JM_OK;
    size_t left = g->count, before = g->count + 1;
    while (!status && left > 0) {
        bool stuck = left == before;
        before = left;
        for (size_t i = 0; !status && i < g->count; i++) {
            const char *above =
                parent < 0 ? NULL : jm_row_string(&g->rows[i], parent);
            if (g->places[i].added ||
                (above && !stuck && !jm_store_has(app->store, noun, above)))
                continue;
            status = add_row(app, change, g, i);
            left--;
        }
    }
    return status;
}

static enum jm_status load_noun(struct jm_app *app, struct jm_change *change,
                                const struct jm_noun *noun, int64_t *rows)
{
    struct gathered g = {0};
    enum jm_status status = JM_OK;
    for (const struct jm_sample_file *f = jm_sample_files; !status && f->name;
         f++)
        if (is_of(f, noun))
            status = gather_file(app, &g, noun, f);
    if (!status)
        status = add_all(app, change, &g, noun);
    *rows += (int64_t)g.count;
    clear(&g);
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
