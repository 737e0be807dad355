/* Memory that is given back all at once: a plan snapshot and what is made
 * while it is read live in one arena. */
#ifndef JUMELAGE_ARENA_H
#define JUMELAGE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct jm_arena_block;

struct jm_arena {
    struct jm_arena_block *block; /* the newest, linked to the older ones */
    size_t used;                  /* bytes handed out, for `doctor` */
};

#define JM_ARENA_INIT                                                          \
    {                                                                          \
        NULL, 0                                                                \
    }

/* Zeroed memory for `count` items of `size` bytes, aligned for any type. It
 * lives until the arena is cleared. NULL when memory runs out or the product
 * overflows; for no items, a pointer that must not be read. */
void *jm_arena_take(struct jm_arena *arena, size_t count, size_t size);

/* A copy of the string in the arena; NULL for NULL, or when memory runs out. */
char *jm_arena_copy(struct jm_arena *arena, const char *string);

/* Takes over memory of malloc(), to be freed with the arena: what has grown
 * large need not be copied. False, and it stays the caller's, when memory runs
 * out.
 */
bool jm_arena_adopt(struct jm_arena *arena, void *memory, size_t size);

/* Gives everything back; the arena can be used again. */
void jm_arena_clear(struct jm_arena *arena);

#endif
