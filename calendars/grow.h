/* Arrays that grow. */
#ifndef JUMELAGE_CALENDARS_GROW_H
#define JUMELAGE_CALENDARS_GROW_H

#include <stddef.h>
#include <stdlib.h>

/* `all` with room for one more item of `size` bytes after the `count` it holds,
 * moved where it had to be; NULL when memory runs out, and `all` is then as it
 * was. */
static inline void *jm_grown(void *all, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return all;
    size_t more = *room ? *room * 2 : 64;
    void *moved = realloc(all, more * size);
    if (moved)
        *room = more;
    return moved;
}

#endif
