/* Tells what a spreadsheet holds, for check.py:
 *
 *     dump FILE           a line per cell: sheet, address, type, text, with
 *                         tabs between; areas that are merged as
 *                         "sheet TAB A1:C1 TAB merged TAB"
 *     dump --count FILE   the number of cells
 *
 * Exit code 3, and the message on stderr, for what is refused. */
#include <jumelage/spreadsheet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const types[] = {
    [JM_GRID_TEXT] = "text",   [JM_GRID_NUMBER] = "number",
    [JM_GRID_DATE] = "date",   [JM_GRID_BOOLEAN] = "boolean",
    [JM_GRID_ERROR] = "error", [JM_GRID_FORMULA] = "formula"};

static unsigned long long cells;

static void print_escaped(const char *text)
{
    for (; *text; text++)
        if (*text == '\n')
            fputs("\\n", stdout);
        else if (*text == '\t')
            fputs("\\t", stdout);
        else if (*text == '\\')
            fputs("\\\\", stdout);
        else
            putchar(*text);
}

static void print_cell(const char *sheet, uint32_t row,
                       const struct jm_grid_cell *cell)
{
    char address[JM_GRID_ADDRESS];
    struct jm_text text = JM_TEXT_INIT;
    jm_grid_address(address, row, cell->column);
    jm_grid_add_text(&text, cell);
    print_escaped(sheet);
    printf("\t%s\t%s\t", address, types[cell->type]);
    if (cell->type == JM_GRID_DATE)
        printf("%.9f\t", cell->number);
    print_escaped(jm_text_get(&text));
    putchar('\n');
    jm_text_clear(&text);
}

static void print_merged(const char *sheet, const struct jm_grid *grid)
{
    size_t count = 0;
    const struct jm_grid_area *areas = jm_grid_merged(grid, &count);
    for (size_t i = 0; i < count; i++) {
        char first[JM_GRID_ADDRESS], last[JM_GRID_ADDRESS];
        jm_grid_address(first, areas[i].row, areas[i].column);
        jm_grid_address(last, areas[i].last_row, areas[i].last_column);
        print_escaped(sheet);
        printf("\t%s:%s\tmerged\t\n", first, last);
    }
}

static enum jm_status dump_sheet(struct jm_sheets *sheets, size_t sheet,
                                 bool is_told, struct jm_error *err)
{
    struct jm_grid *grid = NULL;
    const struct jm_grid_row *row = NULL;
    const char *name = jm_sheets_name(sheets, sheet);
    enum jm_status status = jm_grid_open(&grid, sheets, sheet, err);
    while (!status && !(status = jm_grid_next(grid, &row, err))) {
        cells += row->count;
        for (size_t i = 0; is_told && i < row->count; i++)
            print_cell(name, row->row, &row->cells[i]);
    }
    if (status == JM_END && is_told)
        print_merged(name, grid);
    jm_grid_free(grid);
    return status == JM_END ? JM_OK : status;
}

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    long size = -1;
    if (file && fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    if (size >= 0)
        bytes = malloc((size_t)size + 1);
    if (bytes) {
        rewind(file);
        *length = fread(bytes, 1, (size_t)size, file);
    }
    if (file)
        fclose(file);
    return bytes;
}

int main(int argc, char **argv)
{
    struct jm_error err = JM_ERROR_INIT;
    struct jm_sheets *sheets = NULL;
    bool is_told = argc == 2;
    size_t length = 0;
    char *bytes = argc > 1 ? read_file(argv[argc - 1], &length) : NULL;
    if (!bytes)
        return 2;
    enum jm_status status =
        jm_sheets_open(&sheets, "classeur.xlsx", bytes, length, &err);
    for (size_t i = 0; !status && i < jm_sheets_count(sheets); i++)
        status = dump_sheet(sheets, i, is_told, &err);
    if (status) {
        struct jm_text said = JM_TEXT_INIT;
        jm_error_say(&err, JM_FR, &said);
        fprintf(stderr, "%s\n%s\n", jm_text_get(&said), err.cause);
        jm_text_clear(&said);
    } else if (!is_told) {
        printf("%llu\n", cells);
    }
    jm_sheets_free(sheets);
    free(bytes);
    return status ? 3 : 0;
}
