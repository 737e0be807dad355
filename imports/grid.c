/* Rows and cells of a sheet, as they pass. */
#include "sheets.h"
#include <stdlib.h>
#include <string.h>

#define MOST_ROWS 1048576
#define MOST_COLUMNS 16384
#define MOST_AREAS 65536

/* The value of `t` in <c>. */
enum kind { NUMBER, SHARED, INLINE, FORMULA_TEXT, BOOLEAN, ERROR, ISO_DATE };

/* A cell of the row at hand; its text lies in grid->text. */
struct piece {
    uint32_t column;
    enum jm_grid_type type;
    bool is_shared;
    size_t at; /* of its text, or among the shared strings */
    double number;
};

struct jm_grid {
    struct jm_sheets *sheets;
    struct jm_xml xml;
    /* the row at hand */
    struct piece *pieces;
    struct jm_grid_cell *cells;
    size_t count, room;
    struct jm_text text;
    struct jm_grid_row row;
    uint32_t next_row, next_column;
    bool is_data, is_row; /* inside <sheetData>, inside <row> */
    /* the cell at hand */
    enum kind kind;
    uint32_t column;
    bool is_date, has_formula, has_value;
    bool is_caught;   /* inside <v>, or <t> of <is> */
    bool is_phonetic; /* inside <rPh> */
    struct jm_text value;
    struct jm_grid_area *areas;
    size_t n_areas, room_areas;
};

void jm_grid_address(char out[JM_GRID_ADDRESS], uint32_t row, uint32_t column)
{
    char letters[8];
    size_t count = 0;
    for (uint64_t n = (uint64_t)column + 1; n; n = (n - 1) / 26)
        letters[count++] = (char)('A' + (n - 1) % 26);
    for (size_t i = 0; i < count / 2; i++) {
        char swapped = letters[i];
        letters[i] = letters[count - 1 - i];
        letters[count - 1 - i] = swapped;
    }
    letters[count] = '\0';
    snprintf(out, JM_GRID_ADDRESS, "%s%lu", letters, (unsigned long)row + 1);
}

/* Fails with the cell at hand as the place: "Feuille1!C7". */
static void fail_here(struct jm_xml *xml, enum jm_message message)
{
    struct jm_grid *grid = xml->data;
    char address[JM_GRID_ADDRESS];
    struct jm_text place = JM_TEXT_INIT;
    jm_grid_address(address, grid->row.row, grid->column);
    for (size_t i = 0; i < grid->sheets->n_tabs; i++)
        if (grid->sheets->tabs[i].part == xml->unpacking.name)
            jm_text_addf(&place, "%s!", grid->sheets->tabs[i].name);
    jm_text_add(&place, address);
    jm_xml_stop(
        xml, jm_fail(xml->err, JM_INVALID, xml->unpacking.name, message, NULL));
    if (xml->err)
        jm_error_at(xml->err, jm_text_get(&place), 0);
    jm_text_clear(&place);
}

/* ---- addresses ---- */

/* "C7": 2 and 6. False for anything else; "$" is allowed before both. */
static bool read_address(const char *text, uint32_t *row, uint32_t *column,
                         const char **end)
{
    uint32_t letters = 0, digits = 0;
    text += *text == '$';
    for (; (*text >= 'A' && *text <= 'Z') || (*text >= 'a' && *text <= 'z');
         text++) {
        letters = letters * 26 + (uint32_t)((*text | 0x20) - 'a') + 1;
        if (letters > MOST_COLUMNS)
            return false;
    }
    text += *text == '$';
    for (; *text >= '0' && *text <= '9'; text++) {
        digits = digits * 10 + (uint32_t)(*text - '0');
        if (digits > MOST_ROWS)
            return false;
    }
    *end = text;
    *row = digits - 1;
    *column = letters - 1;
    return letters && digits;
}

static bool read_area(const char *text, struct jm_grid_area *area)
{
    const char *end = NULL;
    if (!read_address(text, &area->row, &area->column, &end))
        return false;
    area->last_row = area->row;
    area->last_column = area->column;
    if (*end == ':' &&
        !read_address(end + 1, &area->last_row, &area->last_column, &end))
        return false;
    return !*end && area->last_row >= area->row &&
           area->last_column >= area->column;
}

static void add_area(struct jm_xml *xml, struct jm_grid *grid,
                     const XML_Char **attributes)
{
    const char *text = jm_xml_attribute(attributes, "ref");
    struct jm_grid_area area;
    if (!text || !read_area(text, &area) || grid->n_areas == MOST_AREAS)
        return;
    if (grid->n_areas == grid->room_areas) {
        size_t room = grid->room_areas ? grid->room_areas * 2 : 32;
        struct jm_grid_area *areas = realloc(grid->areas, room * sizeof *areas);
        if (!areas) {
            jm_xml_stop(xml, jm_fail_memory(xml->err));
            return;
        }
        grid->areas = areas;
        grid->room_areas = room;
    }
    grid->areas[grid->n_areas++] = area;
}

/* ---- starts ---- */

static void start_row(struct jm_xml *xml, struct jm_grid *grid,
                      const XML_Char **attributes)
{
    const char *text = jm_xml_attribute(attributes, "r");
    unsigned long number =
        text ? strtoul(text, NULL, 10) : (unsigned long)grid->next_row + 1;
    grid->column = 0;
    grid->row.row = grid->next_row;
    if (number > MOST_ROWS) {
        fail_here(xml, JM_SAY_GRID_TOO_LARGE);
        return;
    }
    if (number < (unsigned long)grid->next_row + 1) {
        jm_xml_fail(xml, "has rows that go backwards");
        return;
    }
    grid->row.row = (uint32_t)number - 1;
    grid->next_row = (uint32_t)number;
    grid->next_column = 0;
    grid->count = 0;
    jm_text_reset(&grid->text);
    grid->is_row = true;
}

static enum kind read_kind(const char *type)
{
    static const struct {
        const char *type;
        enum kind kind;
    } kinds[] = {{"s", SHARED},         {"n", NUMBER},  {"str", FORMULA_TEXT},
                 {"inlineStr", INLINE}, {"b", BOOLEAN}, {"e", ERROR},
                 {"d", ISO_DATE}};
    for (size_t i = 0; type && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].type, type) == 0)
            return kinds[i].kind;
    return NUMBER;
}

/* Where the cell lies: as it says, or after the one before. */
static bool place_cell(struct jm_xml *xml, struct jm_grid *grid,
                       const char *address)
{
    uint32_t row = grid->row.row, column = grid->next_column;
    const char *end = "";
    if (address && !read_address(address, &row, &column, &end)) {
        fail_here(xml, JM_SAY_GRID_TOO_LARGE);
        return false;
    }
    grid->column = column;
    if (column >= MOST_COLUMNS) {
        fail_here(xml, JM_SAY_GRID_TOO_LARGE);
        return false;
    }
    if (*end || row != grid->row.row || column < grid->next_column) {
        jm_xml_fail(xml, "has cells that go backwards");
        return false;
    }
    grid->next_column = column + 1;
    return true;
}

static void start_cell(struct jm_xml *xml, struct jm_grid *grid,
                       const XML_Char **attributes)
{
    const char *address = NULL, *type = NULL, *style = NULL;
    for (; attributes[0]; attributes += 2) {
        if (attributes[0][0] == '\0' || attributes[0][1] != '\0')
            continue;
        if (attributes[0][0] == 'r')
            address = attributes[1];
        else if (attributes[0][0] == 't')
            type = attributes[1];
        else if (attributes[0][0] == 's')
            style = attributes[1];
    }
    size_t format = style ? strtoul(style, NULL, 10) : 0;
    if (!place_cell(xml, grid, address))
        return;
    grid->kind = read_kind(type);
    grid->is_date = format < grid->sheets->formats.count &&
                    grid->sheets->formats.is_date[format];
    grid->has_formula = grid->has_value = false;
    grid->is_phonetic = false;
    jm_text_reset(&grid->value);
}

static void on_start(struct jm_xml *xml, const char *name,
                     const XML_Char **attributes)
{
    struct jm_grid *grid = xml->data;
    if (!grid->is_data) {
        if (strcmp(name, "sheetData") == 0)
            grid->is_data = true;
        else if (strcmp(name, "mergeCell") == 0)
            add_area(xml, grid, attributes);
    } else if (strcmp(name, "row") == 0) {
        start_row(xml, grid, attributes);
    } else if (!grid->is_row) {
        return;
    } else if (strcmp(name, "c") == 0) {
        start_cell(xml, grid, attributes);
    } else if (strcmp(name, "v") == 0) {
        grid->is_caught = grid->has_value = grid->kind != INLINE;
    } else if (strcmp(name, "f") == 0) {
        grid->has_formula = true;
    } else if (strcmp(name, "rPh") == 0) {
        grid->is_phonetic = true;
    } else if (strcmp(name, "t") == 0) {
        grid->is_caught = grid->kind == INLINE && !grid->is_phonetic;
        grid->has_value |= grid->is_caught;
    }
}

/* ---- ends ---- */

static bool make_room(struct jm_grid *grid)
{
    size_t room = grid->room ? grid->room * 2 : 32;
    struct piece *pieces = realloc(grid->pieces, room * sizeof *pieces);
    if (!pieces)
        return false;
    grid->pieces = pieces;
    struct jm_grid_cell *cells = realloc(grid->cells, room * sizeof *cells);
    if (!cells)
        return false;
    grid->cells = cells;
    grid->room = room;
    return true;
}

static struct piece *add_piece(struct jm_xml *xml, struct jm_grid *grid,
                               enum jm_grid_type type)
{
    if (grid->count == grid->room && !make_room(grid)) {
        jm_xml_stop(xml, jm_fail_memory(xml->err));
        return NULL;
    }
    struct piece *piece = &grid->pieces[grid->count++];
    *piece = (struct piece){.column = grid->column, .type = type};
    return piece;
}

static void add_text(struct jm_xml *xml, struct jm_grid *grid,
                     enum jm_grid_type type)
{
    jm_strings_unescape(&grid->value, 0);
    if (!grid->value.length)
        return;
    if (jm_strings_is_long(grid->value.bytes, grid->value.length)) {
        fail_here(xml, JM_SAY_GRID_LONG);
        return;
    }
    struct piece *piece = add_piece(xml, grid, type);
    if (!piece)
        return;
    piece->at = grid->text.length;
    jm_text_add_bytes(&grid->text, grid->value.bytes, grid->value.length + 1);
    if (grid->text.failed || grid->value.failed)
        jm_xml_stop(xml, jm_fail_memory(xml->err));
}

static void add_shared(struct jm_xml *xml, struct jm_grid *grid)
{
    char *end = NULL;
    unsigned long index = strtoul(jm_text_get(&grid->value), &end, 10);
    const char *text = jm_strings_get(&grid->sheets->strings, index);
    if (!text || end == jm_text_get(&grid->value)) {
        jm_xml_fail(xml, "refers to a shared string that is not there");
        return;
    }
    if (!*text)
        return;
    struct piece *piece = add_piece(xml, grid, JM_GRID_TEXT);
    if (!piece)
        return;
    piece->is_shared = true;
    piece->at = index;
}

/* "2026-03-17", "2026-03-17T09:30:00", "2026-03-17T09:30:00.000Z". */
static bool read_iso_date(const char *text, double *number)
{
    char cut[24];
    jm_day day = 0;
    jm_wall wall = 0;
    jm_text_copy(cut, sizeof cut, text);
    cut[strcspn(cut, ".Z")] = '\0';
    if (!jm_day_parse(cut, &day))
        wall = (jm_wall)day * JM_DAY_SECONDS;
    else if (jm_wall_parse(cut, &wall))
        return false;
    *number = (double)wall / (double)JM_DAY_SECONDS + 25569;
    return true;
}

/* The bogus 29 February 1900 of Excel is not counted; 1904 files begin later
 * (ECMA-376 part 1, 18.17.4.1). */
static double from_serial(const struct jm_grid *grid, double serial)
{
    if (grid->sheets->is_1904)
        return serial < 0 || serial >= 1 ? serial + 1462 : serial;
    return serial >= 1 && serial < 60 ? serial + 1 : serial;
}

static void add_number(struct jm_xml *xml, struct jm_grid *grid)
{
    const char *text = jm_text_get(&grid->value);
    char *end = NULL;
    double number = strtod(text, &end);
    bool is_read = end != text && !end[strspn(end, " \t\r\n")] &&
                   number - number == 0 && !strpbrk(text, "xXnN");
    bool is_date = grid->is_date && grid->kind == NUMBER;
    if (grid->kind == ISO_DATE)
        is_date = is_read = read_iso_date(text, &number);
    else if (is_date)
        number = from_serial(grid, number);
    if (!*text)
        return;
    if (!is_read) {
        jm_xml_fail(xml, "holds a number that is none");
        return;
    }
    struct piece *piece = add_piece(xml, grid,
                                    grid->kind == BOOLEAN ? JM_GRID_BOOLEAN
                                    : is_date             ? JM_GRID_DATE
                                                          : JM_GRID_NUMBER);
    if (piece)
        piece->number = number;
}

static void end_cell(struct jm_xml *xml, struct jm_grid *grid)
{
    bool is_number = grid->kind == NUMBER || grid->kind == ISO_DATE;
    if (!grid->has_value || (is_number && !grid->value.length)) {
        if (grid->has_formula)
            add_piece(xml, grid, JM_GRID_FORMULA);
        return;
    }
    switch (grid->kind) {
    case SHARED:
        add_shared(xml, grid);
        break;
    case INLINE:
    case FORMULA_TEXT:
        add_text(xml, grid, JM_GRID_TEXT);
        break;
    case ERROR:
        add_text(xml, grid, JM_GRID_ERROR);
        break;
    default:
        add_number(xml, grid);
    }
}

static void end_row(struct jm_xml *xml, struct jm_grid *grid)
{
    grid->is_row = false;
    if (!grid->count)
        return;
    for (size_t i = 0; i < grid->count; i++) {
        const struct piece *piece = &grid->pieces[i];
        struct jm_grid_cell *cell = &grid->cells[i];
        *cell = (struct jm_grid_cell){.column = piece->column,
                                      .type = piece->type,
                                      .number = piece->number};
        if (piece->is_shared)
            cell->text = jm_strings_get(&grid->sheets->strings, piece->at);
        else if (piece->type == JM_GRID_TEXT || piece->type == JM_GRID_ERROR)
            cell->text = grid->text.bytes + piece->at;
    }
    grid->row.cells = grid->cells;
    grid->row.count = grid->count;
    jm_xml_pause(xml);
}

static void on_end(struct jm_xml *xml, const char *name)
{
    struct jm_grid *grid = xml->data;
    if (!grid->is_data)
        return;
    if (grid->is_row && strcmp(name, "c") == 0)
        end_cell(xml, grid);
    else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
        grid->is_caught = false;
    else if (strcmp(name, "rPh") == 0)
        grid->is_phonetic = false;
    else if (strcmp(name, "row") == 0)
        end_row(xml, grid);
    else if (strcmp(name, "sheetData") == 0)
        grid->is_data = false;
}

static void on_text(struct jm_xml *xml, const char *bytes, size_t length)
{
    struct jm_grid *grid = xml->data;
    if (!grid->is_caught)
        return;
    jm_text_add_bytes(&grid->value, bytes, length);
    if (grid->value.length > 8 * JM_LONGEST_CELL)
        fail_here(xml, JM_SAY_GRID_LONG);
}

/* ---- the walk ---- */

static enum jm_status read_strings(struct jm_sheets *sheets,
                                   struct jm_error *err)
{
    if (sheets->has_strings || !sheets->strings_part ||
        !jm_package_has(&sheets->package, sheets->strings_part))
        return JM_OK;
    sheets->has_strings = true;
    return jm_strings_read(&sheets->strings, &sheets->package,
                           sheets->strings_part, err);
}

enum jm_status jm_grid_open(struct jm_grid **out, struct jm_sheets *sheets,
                            size_t sheet, struct jm_error *err)
{
    static const struct jm_xml_hooks hooks = {on_start, on_end, on_text};
    struct jm_grid *grid = calloc(1, sizeof *grid);
    *out = NULL;
    if (!grid)
        return jm_fail_memory(err);
    grid->sheets = sheets;
    enum jm_status status = read_strings(sheets, err);
    if (!status)
        status = jm_xml_open(&grid->xml, &sheets->package,
                             sheets->tabs[sheet].part, &hooks, grid, err);
    if (!status)
        *out = grid;
    else
        jm_grid_free(grid);
    return status;
}

enum jm_status jm_grid_next(struct jm_grid *grid,
                            const struct jm_grid_row **row,
                            struct jm_error *err)
{
    *row = &grid->row;
    return jm_xml_step(&grid->xml, err);
}

void jm_grid_free(struct jm_grid *grid)
{
    if (!grid)
        return;
    jm_xml_close(&grid->xml);
    jm_text_clear(&grid->text);
    jm_text_clear(&grid->value);
    free(grid->pieces);
    free(grid->cells);
    free(grid->areas);
    free(grid);
}

const struct jm_grid_area *jm_grid_merged(const struct jm_grid *grid,
                                          size_t *count)
{
    *count = grid->n_areas;
    return grid->areas;
}
