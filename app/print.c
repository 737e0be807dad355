#include "print.h"
#include <stdlib.h>
#include <string.h>

static const char *const starts[] = {
    [JM_PLAIN] = "",         [JM_BOLD] = "\033[1m",   [JM_DIM] = "\033[2m",
    [JM_RED] = "\033[1;31m", [JM_AMBER] = "\033[33m", [JM_BLUE] = "\033[34m"};

void jm_print_tint(const struct jm_app *app, enum jm_tint tint,
                   const char *text)
{
    if (app->colour && tint != JM_PLAIN)
        fprintf(app->world->out, "%s%s\033[0m", starts[tint], text);
    else
        fputs(text, app->world->out);
}

void jm_print_fill(struct jm_text *out, const char *text, size_t columns)
{
    size_t wide = jm_text_columns(text);
    jm_text_add(out, text);
    if (wide < columns)
        jm_text_add_repeat(out, ' ', columns - wide);
}

/* The bytes of `text` that fit in `columns`, up to a blank; at least a word. */
static size_t fit_words(const char *text, size_t columns)
{
    const char *at = text, *end = text + strlen(text);
    size_t wide = 0, fit = 0;
    while (at < end) {
        const char *here = at;
        uint32_t code = jm_text_next(&at, end);
        if (code == ' ' || code == '\n') {
            fit = (size_t)(here - text);
            if (code == '\n')
                return fit;
        }
        wide += (size_t)jm_text_code_columns(code);
        if (wide > columns && fit)
            return fit;
    }
    return (size_t)(end - text);
}

void jm_print_hanging(const struct jm_app *app, size_t indent, size_t widest,
                      const char *text)
{
    size_t width = app->world->out_is_terminal && app->world->columns > 0
                       ? (size_t)app->world->columns
                       : 0;
    if (width > widest)
        width = widest;
    size_t room = width > indent + 20 ? width - indent : 10000;
    for (bool is_first = true; is_first || *text; is_first = false) {
        size_t fit = fit_words(text, room);
        fprintf(app->world->out, "%*s%.*s\n", is_first ? 0 : (int)indent, "",
                (int)fit, text);
        text += fit;
        text += *text == ' ' || *text == '\n';
    }
}

void jm_print_paragraph(const struct jm_app *app, size_t indent,
                        const char *text)
{
    fprintf(app->world->out, "%*s", (int)indent, "");
    jm_print_hanging(app, indent, 100, text);
}

void jm_table_begin(struct jm_table *table, size_t columns)
{
    *table = (struct jm_table){.columns = columns};
}

void jm_table_add(struct jm_table *table, const char *cell)
{
    if (table->count == table->room) {
        size_t room = table->room ? table->room * 2 : 64;
        char **cells = realloc(table->cells, room * sizeof *cells);
        if (!cells) {
            table->failed = true;
            return;
        }
        table->cells = cells;
        table->room = room;
    }
    char *copy = strdup(cell ? cell : "");
    if (copy)
        table->cells[table->count++] = copy;
    else
        table->failed = true;
}

/* 0 for a column that has nothing but its header. */
static size_t width_of(const struct jm_table *table, size_t column)
{
    size_t width = 0;
    bool has_content = false;
    for (size_t i = column; i < table->count; i += table->columns) {
        size_t columns = jm_text_columns(table->cells[i]);
        if (columns > width)
            width = columns;
        has_content |= columns > 0 && i != column;
    }
    return has_content ? width : 0;
}

void jm_table_print(const struct jm_app *app, const struct jm_table *table,
                    size_t indent)
{
    size_t *widths = calloc(table->columns, sizeof *widths);
    if (!widths || table->failed) {
        free(widths);
        return;
    }
    for (size_t c = 0; c < table->columns; c++)
        widths[c] = width_of(table, c);
    for (size_t i = 0; i + table->columns <= table->count;
         i += table->columns) {
        struct jm_text line = JM_TEXT_INIT;
        jm_text_add_repeat(&line, ' ', indent);
        for (size_t c = 0; c < table->columns; c++) {
            if (!widths[c])
                continue;
            jm_print_fill(&line, table->cells[i + c], widths[c]);
            jm_text_add(&line, "  ");
        }
        while (line.length && line.bytes[line.length - 1] == ' ')
            line.bytes[--line.length] = '\0';
        jm_print_tint(app, i == 0 ? JM_BOLD : JM_PLAIN, jm_text_get(&line));
        fputc('\n', app->world->out);
        jm_text_clear(&line);
    }
    free(widths);
}

void jm_table_clear(struct jm_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        free(table->cells[i]);
    free(table->cells);
    *table = (struct jm_table){0};
}
