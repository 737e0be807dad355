/* Comma-separated values (RFC 4180), as spreadsheets write them: UTF-8 with or
 * without a byte order mark, or Windows-1252; comma, semicolon or tab, guessed
 * from the first row that has one; quoted fields may hold newlines. */
#ifndef JUMELAGE_CSV_H
#define JUMELAGE_CSV_H

#include <jumelage/error.h>
#include <stddef.h>

struct jm_csv;

/* `name` is what errors call the file. The bytes are copied. JM_INVALID for
 * bytes that are no text (NUL), bytes of another encoding (a Korean one is
 * told by its byte pairs and refused by name, rather than read as a row of
 * accented capitals) and an empty file. */
enum jm_status jm_csv_open(struct jm_csv **out, const char *name,
                           const char *bytes, size_t length,
                           struct jm_error *err);
void jm_csv_free(struct jm_csv *csv);

/* The next row that is not empty (a row of separators alone is): *cells are
 * *count strings, lent until the next call, and *line is the line it starts on,
 * from 1. A row ends with CRLF, LF or CR; inside quotes each of them reads as
 * one newline. A quote inside a field that does not begin with one stands for
 * itself. JM_END after the last. JM_INVALID for a quote that never closes or
 * characters after a closing one; err then has file and line, and the file is
 * not read on. A row has at most 1,000 cells of 1 MiB. */
enum jm_status jm_csv_next(struct jm_csv *csv, const char *const **cells,
                           size_t *count, unsigned long *line,
                           struct jm_error *err);

#endif
