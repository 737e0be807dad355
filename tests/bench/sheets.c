/* Workbooks taken in: 100,000 rows of 10 cells, read in a process of its own,
 * which tells what memory that took, and by openpyxl in its streaming mode. */
#include "bench.h"
#include <jumelage/spreadsheet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define ROWS 100000
#define COLUMNS 10

static void write_workbook(const char *path)
{
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Programme");
    lxw_format *dates = workbook_add_format(book);
    format_set_num_format(dates, "dd/mm/yyyy hh:mm");
    for (lxw_row_t i = 0; i < ROWS; i++) {
        char title[64];
        snprintf(title, sizeof title, "Réunion de travail no %u", (unsigned)i);
        worksheet_write_number(sheet, i, 0, 44927 + i / 288.0, dates);
        worksheet_write_number(sheet, i, 1, 44927 + (i + 18) / 288.0, dates);
        worksheet_write_string(sheet, i, 2, title, NULL);
        worksheet_write_string(sheet, i, 3, "실무회의", NULL);
        for (lxw_col_t j = 4; j < COLUMNS - 1; j++)
            worksheet_write_string(sheet, i, j, j % 2 ? "Tours" : "Confirmé",
                                   NULL);
        worksheet_write_number(sheet, i, COLUMNS - 1, i % 40, NULL);
    }
    need(workbook_close(book) == LXW_NO_ERROR, "writing a workbook");
}

static char *read_bytes(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    need(file && fseek(file, 0, SEEK_END) == 0, "opening the workbook");
    *length = (size_t)ftell(file);
    char *bytes = malloc(*length);
    rewind(file);
    need(bytes && fread(bytes, 1, *length, file) == *length,
         "reading the workbook");
    fclose(file);
    return bytes;
}

static uint64_t read_cells(const char *bytes, size_t length)
{
    struct jm_sheets *sheets = NULL;
    struct jm_grid *grid = NULL;
    const struct jm_grid_row *row = NULL;
    uint64_t cells = 0;
    enum jm_status status = JM_OK;
    need(!jm_sheets_open(&sheets, "bench", bytes, length, NULL) &&
             !jm_grid_open(&grid, sheets, 0, NULL),
         "jm_sheets_open()");
    while (!(status = jm_grid_next(grid, &row, NULL)))
        cells += row->count;
    need(status == JM_END, "jm_grid_next()");
    jm_grid_free(grid);
    jm_sheets_free(sheets);
    return cells;
}

void tell_sheets(const char *path)
{
    struct rusage usage;
    double begun = cpu_ms();
    size_t length = 0;
    char *bytes = read_bytes(path, &length);
    uint64_t cells = read_cells(bytes, length);
    double ms = cpu_ms() - begun;
    free(bytes);
    getrusage(RUSAGE_SELF, &usage);
    printf("jm_grid_next(), %.0f MB of memory\t%.1f\t%llu\n",
           (double)usage.ru_maxrss / 1024, ms, (unsigned long long)cells);
}

static void tell(void *data, const char *what, double ms, uint64_t cells)
{
    double *ours = data;
    if (*ours == 0)
        *ours = ms;
    printf("  %-58s %9.1f ms %8.2f x ours, %llu cells\n", what, ms, ms / *ours,
           (unsigned long long)cells);
    fflush(stdout);
}

void measure_sheets(const struct bench *b, bool has_peers)
{
    char path[] = "/tmp/jumelage-bench-XXXXXX", command[512];
    double ours = 0;
    int file = mkstemp(path);
    need(file >= 0, "a file");
    close(file);
    write_workbook(path);
    printf("A workbook of %d rows and %d columns read\n", ROWS, COLUMNS);
    snprintf(command, sizeof command, "'%s' --sheets %s", b->program, path);
    peer_program(command, tell, &ours);
    if (has_peers) {
        snprintf(command, sizeof command, "/usr/bin/python3 %s/sheets.py %s",
                 b->scripts, path);
        peer_program(command, tell, &ours);
    }
    unlink(path);
}
