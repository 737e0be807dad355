#include "gather.h"
#include <stdlib.h>

static bool make_room(struct jm_gathered *g)
{
    if (g->count < g->room)
        return true;
    size_t room = g->room ? g->room * 2 : 64;
    struct jm_row *rows = realloc(g->rows, room * sizeof *rows);
    if (!rows)
        return false;
    g->rows = rows;
    struct jm_place *places = realloc(g->places, room * sizeof *places);
    if (!places)
        return false;
    g->places = places;
    g->room = room;
    return true;
}

void jm_gathered_clear(struct jm_gathered *g)
{
    for (size_t i = 0; i < g->count; i++)
        jm_row_clear(&g->rows[i]);
    free(g->rows);
    free(g->places);
    *g = (struct jm_gathered)JM_GATHERED_INIT;
}

struct jm_row *jm_gathered_more(struct jm_app *app, struct jm_gathered *g,
                                const struct jm_noun *noun, const char *file,
                                unsigned long line)
{
    if (!make_room(g)) {
        jm_fail_memory(&app->err);
        return NULL;
    }
    struct jm_row *row = &g->rows[g->count];
    *row = (struct jm_row)JM_ROW_INIT;
    g->places[g->count++] = (struct jm_place){file, line, false};
    return jm_row_init(row, noun, &app->err) ? NULL : row;
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

static enum jm_status add_row(struct jm_app *app, struct jm_gathered *g,
                              size_t i, jm_gathered_add *add, void *data)
{
    enum jm_status status = add(data, &g->rows[i]);
    if (status)
        jm_error_at(&app->err, g->places[i].file, g->places[i].line);
    g->places[i].added = true;
    return status;
}

enum jm_status jm_gathered_add_all(struct jm_app *app, struct jm_gathered *g,
                                   jm_gathered_add *add, void *data)
{
    enum jm_status status = JM_OK;
    size_t left = g->count, before = g->count + 1;
    while (!status && left > 0) {
        bool stuck = left == before;
        before = left;
        for (size_t i = 0; !status && i < g->count; i++) {
            const struct jm_noun *noun = g->rows[i].noun;
            int parent = self_reference(noun);
            const char *above =
                parent < 0 ? NULL : jm_row_string(&g->rows[i], parent);
            if (g->places[i].added ||
                (above && !stuck && !jm_store_has(app->store, noun, above)))
                continue;
            status = add_row(app, g, i, add, data);
            left--;
        }
    }
    return status;
}
