/* Pages on their way between two processes. */
#include <jumelage/page.h>
#include <stdlib.h>
#include <string.h>

/* What is packed of a cell, before its text and a NUL. */
struct packed {
    double number;
    uint32_t row, column;
    int32_t type;
    int32_t has_text;
};

/* The same of a page, before its name and a NUL. */
struct packed_page {
    uint64_t count;
    int32_t is_hidden;
    int32_t unused;
};

void jm_page_pack(struct jm_text *out, const struct jm_page *page)
{
    struct packed_page head = {.count = page->count,
                               .is_hidden = page->is_hidden};
    jm_text_add_bytes(out, (const char *)&head, sizeof head);
    jm_text_add_bytes(out, page->name, strlen(page->name) + 1);
    for (size_t i = 0; i < page->count; i++) {
        const struct jm_page_cell *cell = &page->cells[i];
        struct packed packed = {.number = cell->is.number,
                                .row = cell->row,
                                .column = cell->is.column,
                                .type = (int32_t)cell->is.type,
                                .has_text = cell->is.text != NULL};
        jm_text_add_bytes(out, (const char *)&packed, sizeof packed);
        jm_text_add_bytes(out, cell->shown, strlen(cell->shown) + 1);
    }
}

static bool take(const char **cursor, const char *end, void *out, size_t size)
{
    if ((size_t)(end - *cursor) < size)
        return false;
    memcpy(out, *cursor, size);
    *cursor += size;
    return true;
}

/* The string at the cursor, copied; NULL where none ends. */
static const char *take_text(struct jm_page *page, const char **cursor,
                             const char *end)
{
    const char *nul = memchr(*cursor, '\0', (size_t)(end - *cursor));
    const char *text = *cursor;
    if (!nul)
        return NULL;
    *cursor = nul + 1;
    return jm_arena_copy(&page->arena, text);
}

static bool take_cell(struct jm_page *page, const char **cursor,
                      const char *end)
{
    struct packed packed;
    if (!take(cursor, end, &packed, sizeof packed))
        return false;
    const char *text = take_text(page, cursor, end);
    if (!text || packed.type < JM_GRID_TEXT || packed.type > JM_GRID_FORMULA)
        return false;
    page->cells[page->count++] =
        (struct jm_page_cell){packed.row,
                              {packed.column, (enum jm_grid_type)packed.type,
                               packed.has_text ? text : NULL, packed.number},
                              text};
    return true;
}

enum jm_status jm_page_unpack(struct jm_page *page, const char **cursor,
                              const char *end, struct jm_error *err)
{
    struct packed_page head;
    bool is_whole = take(cursor, end, &head, sizeof head);
    if (is_whole) {
        page->name = take_text(page, cursor, end);
        page->is_hidden = head.is_hidden;
        is_whole = page->name && head.count <= (uint64_t)(end - *cursor) /
                                                   sizeof(struct packed);
    }
    if (is_whole) {
        page->room = (size_t)head.count;
        page->cells = calloc(page->room + 1, sizeof *page->cells);
        if (!page->cells)
            return jm_fail_memory(err);
    }
    for (uint64_t i = 0; is_whole && i < head.count; i++)
        is_whole = take_cell(page, cursor, end);
    return is_whole ? JM_OK
                    : jm_fail(err, JM_FAILED, "packed page",
                              JM_SAY_CHILD_ANSWER, "", NULL);
}
