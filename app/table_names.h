/* Rows of the plan by what people call them. */
#ifndef JM_APP_TABLE_NAMES_H
#define JM_APP_TABLE_NAMES_H

#include "app.h"

/* Ids by keys; a key that two rows have names none of them. */
struct jm_names_entry {
    uint64_t hash; /* 0: free */
    const char *id;
    bool is_double;
};

struct jm_names {
    struct jm_app *app;
    struct jm_arena arena;
    struct jm_names_entry *entries;
    size_t count, room;
    bool is_read[JM_NOUNS];
    enum jm_status status; /* of what could not be read */
};

void jm_names_begin(struct jm_names *names, struct jm_app *app);
void jm_names_clear(struct jm_names *names);

/* The hook of jm_reading: an id, or a name in any language. */
const char *jm_names_find(void *names, enum jm_noun_id noun, int field,
                          const char *text);

/* The id of the stored row that a row from a sheet is: by its own id, else by
 * email, name and organisation, place and name, or delegation, start and title.
 * NULL for a new one. */
const char *jm_names_match(struct jm_names *names, const struct jm_row *row);

/* Notes a row that was written. */
void jm_names_add(struct jm_names *names, const struct jm_row *row);

#endif
