/* What the parts of a workbook say, for who walks over its sheets. */
#ifndef JM_IMPORTS_SHEETS_H
#define JM_IMPORTS_SHEETS_H

#include "package.h"
#include <jumelage/spreadsheet.h>

struct jm_sheet_tab {
    char *name;
    char *part; /* "xl/worksheets/sheet1.xml" */
    bool is_hidden;
};

/* Strings one behind the other, each ended by NUL. */
struct jm_strings {
    struct jm_text bytes;
    uint32_t *starts;
    size_t count, room;
};

/* Formats of cells, by the index that cells give. */
struct jm_formats {
    bool *is_date;
    size_t count, room;
};

struct jm_sheets {
    struct jm_package package;
    char *name;
    char *strings_part, *styles_part; /* NULL: there is none */
    struct jm_sheet_tab *tabs;
    size_t n_tabs;
    bool is_1904;
    bool has_strings; /* they were read */
    struct jm_strings strings;
    struct jm_formats formats;
};

enum jm_status jm_strings_read(struct jm_strings *strings,
                               struct jm_package *package, const char *part,
                               struct jm_error *err);
void jm_strings_clear(struct jm_strings *strings);
/* Lent; NULL when there are fewer. */
const char *jm_strings_get(const struct jm_strings *strings, size_t index);

enum jm_status jm_formats_read(struct jm_formats *formats,
                               struct jm_package *package, const char *part,
                               struct jm_error *err);
void jm_formats_clear(struct jm_formats *formats);

/* Excel's longest text, in characters. */
#define JM_LONGEST_CELL 32767

/* Reads _x000D_ and its like (ECMA-376 part 1, 22.9.2.19) in the text from
 * `start` on, in place; control characters go, CRLF and CR become newlines. */
void jm_strings_unescape(struct jm_text *text, size_t start);

/* True for more than JM_LONGEST_CELL characters. */
bool jm_strings_is_long(const char *bytes, size_t length);

#endif
