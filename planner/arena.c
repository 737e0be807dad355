#include <jumelage/arena.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Blocks grow with the arena: many small ones for a small plan, few large ones
 * for a large plan. */
#define FIRST_BLOCK ((size_t)16 << 10)
#define LARGEST_BLOCK ((size_t)8 << 20)

struct jm_arena_block {
    struct jm_arena_block *older;
    size_t room, used;
    void *adopted; /* freed with the block, or NULL */
    alignas(max_align_t) unsigned char bytes[];
};

static size_t round_up(size_t size)
{
    size_t unit = alignof(max_align_t);
    return (size + unit - 1) / unit * unit;
}

static struct jm_arena_block *add_block(struct jm_arena *arena, size_t size)
{
    size_t room = arena->block ? arena->block->room * 2 : FIRST_BLOCK;
    if (room < FIRST_BLOCK)
        room = FIRST_BLOCK;
    if (room > LARGEST_BLOCK)
        room = LARGEST_BLOCK;
    if (room < size)
        room = size;
    struct jm_arena_block *block = malloc(sizeof *block + room);
    if (!block)
        return NULL;
    block->older = arena->block;
    block->room = room;
    block->used = 0;
    block->adopted = NULL;
    arena->block = block;
    return block;
}

void *jm_arena_take(struct jm_arena *arena, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX / 2) / size)
        return NULL;
    size_t bytes = round_up(count * size);
    struct jm_arena_block *block = arena->block;
    if (!block || block->room - block->used < bytes)
        block = add_block(arena, bytes);
    if (!block)
        return NULL;
    void *taken = block->bytes + block->used;
    block->used += bytes;
    arena->used += bytes;
    return memset(taken, 0, bytes);
}

char *jm_arena_copy(struct jm_arena *arena, const char *string)
{
    if (!string)
        return NULL;
    size_t size = strlen(string) + 1;
    char *copy = jm_arena_take(arena, size, 1);
    return copy ? memcpy(copy, string, size) : NULL;
}

/* An empty block behind the newest, which goes on being filled. */
bool jm_arena_adopt(struct jm_arena *arena, void *memory, size_t size)
{
    struct jm_arena_block *newest = arena->block;
    struct jm_arena_block *block = malloc(sizeof *block);
    if (!block)
        return false;
    *block = (struct jm_arena_block){.adopted = memory};
    if (newest) {
        block->older = newest->older;
        newest->older = block;
    } else {
        arena->block = block;
    }
    arena->used += size;
    return true;
}

void jm_arena_clear(struct jm_arena *arena)
{
    while (arena->block) {
        struct jm_arena_block *older = arena->block->older;
        free(arena->block->adopted);
        free(arena->block);
        arena->block = older;
    }
    arena->used = 0;
}
