/* Any bytes as a workbook, as the parts of one, or as a CSV file, down to the
 * rows that come of it: no crash, no endless work, and what is given holds to
 * spreadsheet.h. Run by libFuzzer (./run fuzz spreadsheet), and over the corpus
 * in every test run (replay.c).
 *
 * Bytes that begin with "<" are parts, with a line "---" between them: the
 * sheet, then the shared strings, the styles and the workbook. */
#include "fuzz.h"
#include <jumelage/mapping.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define CHECK(good)                                                            \
    do {                                                                       \
        if (!(good)) {                                                         \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #good);         \
            abort();                                                           \
        }                                                                      \
    } while (0)

#define RELATION(id, type, target)                                             \
    "<Relationship Id=\"" id "\" Type=\"/" type "\" Target=\"" target "\"/>"

static const char root[] =
    "<R>" RELATION("a", "officeDocument", "xl/workbook.xml") "</R>";
static const char rels[] = "<R>" RELATION("s", "worksheet", "sheet.xml")
    RELATION("t", "sharedStrings", "strings.xml")
        RELATION("y", "styles", "styles.xml") "</R>";
static const char book[] = "<workbook xmlns:r=\"r\"><sheets><sheet "
                           "name=\"A\" r:id=\"s\"/></sheets></workbook>";
static const char strings[] = "<sst><si><t>Date</t></si></sst>";
static const char styles[] =
    "<s><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></s>";

/* ---- rows ---- */

static const char *find(void *data, enum jm_noun_id noun, int field,
                        const char *text)
{
    (void)data, (void)noun, (void)field;
    return *text ? "fr-tours" : NULL;
}

static void check_rows(const struct jm_page *page)
{
    struct jm_mapping mapping;
    const struct jm_mapping_wish wish = {.noun = NULL};
    const struct jm_reading reading = {.find = find, .keep_extra = true};
    struct jm_records records = JM_RECORDS_INIT;
    struct jm_error err = JM_ERROR_INIT;
    if (!jm_mapping_guess(&mapping, page, &wish, &err)) {
        CHECK(!jm_records_read(&records, page, &mapping, &reading, &err));
        for (size_t i = 0; i < records.count; i++)
            CHECK(records.all[i].line > mapping.header_row);
    } else {
        CHECK(err.status == JM_INVALID);
    }
    jm_records_clear(&records);
    jm_mapping_clear(&mapping);
}

static void check_page(struct jm_page *page)
{
    struct jm_text packed = JM_TEXT_INIT;
    struct jm_page again = JM_PAGE_INIT;
    jm_page_pack(&packed, page);
    const char *cursor = packed.bytes;
    CHECK(!jm_page_unpack(&again, &cursor, cursor + packed.length, NULL));
    CHECK(again.count == page->count);
    check_rows(&again);
    jm_page_clear(&again);
    jm_text_clear(&packed);
}

/* ---- workbooks ---- */

static void check_order(struct jm_sheets *sheets, size_t sheet)
{
    struct jm_grid *grid = NULL;
    const struct jm_grid_row *row = NULL;
    struct jm_error err = JM_ERROR_INIT;
    int64_t last = -1;
    enum jm_status status = jm_grid_open(&grid, sheets, sheet, &err);
    while (!status && !(status = jm_grid_next(grid, &row, &err))) {
        CHECK((int64_t)row->row > last && row->row < 1048576 && row->count);
        last = row->row;
        for (size_t i = 0; i < row->count; i++) {
            CHECK(row->cells[i].column < 16384);
            CHECK(!i || row->cells[i].column > row->cells[i - 1].column);
            CHECK(!row->cells[i].text ||
                  jm_text_is_clean(row->cells[i].text,
                                   strlen(row->cells[i].text)));
        }
    }
    CHECK(status == JM_END || (status == JM_INVALID && err.status == status));
    jm_grid_free(grid);
}

static void check_book(const char *bytes, size_t size)
{
    struct jm_sheets *sheets = NULL;
    struct jm_error err = JM_ERROR_INIT;
    enum jm_status status = jm_sheets_open(&sheets, "a", bytes, size, &err);
    CHECK(status == JM_OK || status == JM_INVALID);
    for (size_t i = 0; !status && i < jm_sheets_count(sheets) && i < 4; i++) {
        struct jm_page page = JM_PAGE_INIT;
        check_order(sheets, i);
        if (!jm_page_of_sheet(&page, sheets, i, &err))
            check_page(&page);
        jm_page_clear(&page);
    }
    jm_sheets_free(sheets);
}

static void add_part(zip_t *zip, const char *name, const char *bytes,
                     size_t length)
{
    zip_source_t *source = zip_source_buffer(zip, bytes, length, 0);
    zip_int64_t index = zip_file_add(zip, name, source, 0);
    CHECK(index >= 0);
    zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
}

/* The part at *at, which is moved past it; NULL when there is none. */
static const char *next_part(const char **at, const char *end, size_t *length)
{
    static const char mark[] = "\n---\n";
    const char *from = *at, *to = from;
    if (from >= end)
        return NULL;
    while (to < end && ((size_t)(end - to) < strlen(mark) ||
                        memcmp(to, mark, strlen(mark)) != 0))
        to++;
    *length = (size_t)(to - from);
    *at = to + strlen(mark);
    return from;
}

static void check_parts(const char *bytes, size_t size)
{
    static const struct {
        const char *name, *standard;
    } parts[] = {{"xl/sheet.xml", ""},
                 {"xl/strings.xml", strings},
                 {"xl/styles.xml", styles},
                 {"xl/workbook.xml", book}};
    const char *at = bytes;
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    CHECK(source);
    zip_source_keep(source);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    CHECK(zip);
    add_part(zip, "_rels/.rels", root, strlen(root));
    add_part(zip, "xl/_rels/workbook.xml.rels", rels, strlen(rels));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t length = 0;
        const char *part = next_part(&at, bytes + size, &length);
        add_part(zip, parts[i].name, part ? part : parts[i].standard,
                 part ? length : strlen(parts[i].standard));
    }
    CHECK(zip_close(zip) == 0 && zip_source_open(source) == 0);
    static char made[1 << 20];
    zip_int64_t count = zip_source_read(source, made, sizeof made);
    CHECK(count > 0);
    zip_source_close(source);
    zip_source_free(source);
    zip_error_fini(&error);
    check_book(made, (size_t)count);
}

static void check_csv(const char *bytes, size_t size)
{
    struct jm_page page = JM_PAGE_INIT;
    struct jm_error err = JM_ERROR_INIT;
    if (!jm_page_of_csv(&page, "a", bytes, size, &err))
        check_page(&page);
    jm_page_clear(&page);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    if (size > 1 << 18)
        return 0;
    if (size && bytes[0] == '<')
        check_parts(bytes, size);
    else if (size && bytes[0] == 'P')
        check_book(bytes, size);
    else
        check_csv(bytes, size);
    return 0;
}
