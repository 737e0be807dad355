/* Rows of one noun, gathered from files before they are added: a row may lie in
 * one that comes later. */
#ifndef JM_APP_GATHER_H
#define JM_APP_GATHER_H

#include "app.h"

struct jm_gathered {
    struct jm_row *rows;
    struct jm_place {
        const char *file; /* lent */
        unsigned long line;
        bool added;
    } * places;
    size_t count, room;
};
#define JM_GATHERED_INIT                                                       \
    {                                                                          \
        NULL, NULL, 0, 0                                                       \
    }

/* An empty row more, lent until the next one; NULL when memory runs out. */
struct jm_row *jm_gathered_more(struct jm_app *app,
                                struct jm_gathered *gathered,
                                const struct jm_noun *noun, const char *file,
                                unsigned long line);

/* Calls add(data, row) for each, a row after the one that it lies in; a row
 * whose parent never comes is added last, for add to find out. Where it fails,
 * the error says the row's place. */
typedef enum jm_status jm_gathered_add(void *data, struct jm_row *row);
enum jm_status jm_gathered_add_all(struct jm_app *app,
                                   struct jm_gathered *gathered,
                                   jm_gathered_add *add, void *data);

void jm_gathered_clear(struct jm_gathered *gathered);

#endif
