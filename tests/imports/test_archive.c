/* jm_archive_verify(): what a whole workbook is, and each way not to be one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jumelage/archive.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

static char folder[] = "/tmp/jm-archive-XXXXXX";

struct part {
    const char *name, *bytes;
};

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define TYPES(overrides)                                                       \
    {                                                                          \
        "[Content_Types].xml",                                                 \
            XML "<Types>" overrides                                            \
                "<Override PartName=\"/xl/workbook.xml\"/></Types>"            \
    }
#define RELS                                                                   \
    {                                                                          \
        "_rels/.rels", XML "<Relationships/>"                                  \
    }
#define BOOK                                                                   \
    {                                                                          \
        "xl/workbook.xml", XML "<workbook/>"                                   \
    }
#define BOOK_RELS                                                              \
    {                                                                          \
        "xl/_rels/workbook.xml.rels", XML "<Relationships/>"                   \
    }
#define SHEET                                                                  \
    {                                                                          \
        "xl/worksheets/sheet1.xml",                                            \
            XML "<worksheet><sheetData>"                                       \
                "<row r=\"1\"><c r=\"A1\"><v>45051.395833333336</v></c>"       \
                "<c r=\"B1\"><v>45051.427083333336</v></c></row>"              \
                "</sheetData></worksheet>"                                     \
    }

static const struct part whole[] = {TYPES(""), RELS,  BOOK,
                                    BOOK_RELS, SHEET, {NULL, NULL}};

static const struct {
    const char *name;
    struct part parts[8];
    const char *cause; /* part of the cause; NULL: it is whole */
} cases[] = {
    {"whole", {TYPES(""), RELS, BOOK, BOOK_RELS, SHEET}, NULL},
    {"a picture is not XML",
     {TYPES(""), RELS, BOOK, BOOK_RELS, SHEET, {"xl/media/a.png", "<not xml"}},
     NULL},
    {"no content types",
     {RELS, BOOK, BOOK_RELS, SHEET},
     "[Content_Types].xml: is not there"},
    {"no package relationships",
     {TYPES(""), BOOK, BOOK_RELS, SHEET},
     "_rels/.rels: is not there"},
    {"no workbook",
     {{"[Content_Types].xml", XML "<Types/>"}, RELS, BOOK_RELS, SHEET},
     "xl/workbook.xml: is not there"},
    {"no workbook relationships",
     {TYPES(""), RELS, BOOK, SHEET},
     "xl/_rels/workbook.xml.rels: is not there"},
    {"no sheet", {TYPES(""), RELS, BOOK, BOOK_RELS}, "has no sheet"},
    {"a declared part is missing",
     {TYPES("<Override PartName=\"/xl/styles.xml\"/>"), RELS, BOOK, BOOK_RELS,
      SHEET},
     "[Content_Types].xml: lists xl/styles.xml, which is not there"},
    {"a sheet cut short",
     {TYPES(""),
      RELS,
      BOOK,
      BOOK_RELS,
      {"xl/worksheets/sheet1.xml", XML "<worksheet><sheetData><row r=\"1\">"}},
     "xl/worksheets/sheet1.xml: "},
    {"a sheet cut inside a tag",
     {TYPES(""),
      RELS,
      BOOK,
      BOOK_RELS,
      {"xl/worksheets/sheet1.xml", XML "<worksheet><sheetD"}},
     "xl/worksheets/sheet1.xml: "},
    {"a sheet of no bytes",
     {TYPES(""), RELS, BOOK, BOOK_RELS, {"xl/worksheets/sheet1.xml", ""}},
     "xl/worksheets/sheet1.xml: "},
    {"bytes after the end of the root",
     {TYPES(""),
      RELS,
      BOOK,
      BOOK_RELS,
      {"xl/worksheets/sheet1.xml", XML "<worksheet/><worksheet/>"}},
     "xl/worksheets/sheet1.xml: "},
    {"relationships that are no XML",
     {TYPES(""), {"_rels/.rels", "<a></b>"}, BOOK, BOOK_RELS, SHEET},
     "_rels/.rels: "},
    {"not UTF-8",
     {TYPES(""),
      RELS,
      BOOK,
      BOOK_RELS,
      {"xl/worksheets/sheet1.xml", XML "<worksheet>\xff\xfe</worksheet>"}},
     "xl/worksheets/sheet1.xml: "},
    {"a DOCTYPE",
     {TYPES(""),
      RELS,
      BOOK,
      BOOK_RELS,
      {"xl/worksheets/sheet1.xml", "<!DOCTYPE a><a/>"}},
     "xl/worksheets/sheet1.xml: holds a DOCTYPE"},
    {"entities that swell",
     {TYPES(""),
      RELS,
      BOOK,
      BOOK_RELS,
      {"xl/worksheets/sheet1.xml",
       "<!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY d \"&b;&b;\">]><a>&d;</a>"}},
     "xl/worksheets/sheet1.xml: holds a DOCTYPE"},
    {"an entity that nobody declared",
     {TYPES(""),
      RELS,
      BOOK,
      BOOK_RELS,
      {"xl/worksheets/sheet1.xml", "<worksheet>&b;</worksheet>"}},
     "xl/worksheets/sheet1.xml: "},
    {"one name in two cases",
     {TYPES(""), RELS, BOOK, BOOK_RELS, SHEET, {"XL/Workbook.xml", "<a/>"}},
     "is there twice"},
    {"a way out of the folder",
     {TYPES(""), RELS, BOOK, BOOK_RELS, SHEET, {"../a.xml", "<a/>"}},
     "../a.xml: is no name for a part"},
    {"a way out in the middle",
     {TYPES(""), RELS, BOOK, BOOK_RELS, SHEET, {"xl/../../a.xml", "<a/>"}},
     "is no name for a part"},
    {"an absolute name",
     {TYPES(""), RELS, BOOK, BOOK_RELS, SHEET, {"/a.xml", "<a/>"}},
     "is no name for a part"},
    {"a backslash",
     {TYPES(""), RELS, BOOK, BOOK_RELS, SHEET, {"xl\\a.xml", "<a/>"}},
     "is no name for a part"},
};

static const char *path_of(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* zip_source_buffer() does not copy: `parts` are literals. */
static void make(const char *path, const struct part *parts)
{
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
    assert_non_null(zip);
    for (; parts->name; parts++) {
        zip_source_t *source =
            zip_source_buffer(zip, parts->bytes, strlen(parts->bytes), 0);
        zip_int64_t index = zip_file_add(zip, parts->name, source, 0);
        assert_true(index >= 0);
        zip_file_set_mtime(zip, (zip_uint64_t)index, 315532800, 0);
    }
    assert_int_equal(zip_close(zip), 0);
}

static void put(const char *path, const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static size_t get(const char *path, char **bytes)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long length = ftell(file);
    rewind(file);
    *bytes = malloc((size_t)length + 1);
    assert_non_null(*bytes);
    assert_int_equal(fread(*bytes, 1, (size_t)length, file), length);
    fclose(file);
    return (size_t)length;
}

/* The cause must hold `cause`; the message names the file. */
static void assert_damaged(const char *path, const char *cause)
{
    struct jm_error err = JM_ERROR_INIT;
    assert_int_equal(jm_archive_verify(path, &err), JM_FAILED);
    assert_int_equal(err.message, JM_SAY_ARCHIVE_DAMAGED);
    assert_string_equal(err.args[0], path);
    if (!strstr(err.cause, cause))
        fail_msg("\"%s\" does not hold \"%s\"", err.cause, cause);
}

static void each_case(void **state)
{
    (void)state;
    const char *path = path_of("case.xlsx");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_error err = JM_ERROR_INIT;
        print_message("  %s\n", cases[i].name);
        make(path, cases[i].parts);
        if (cases[i].cause)
            assert_damaged(path, cases[i].cause);
        else
            assert_int_equal(jm_archive_verify(path, &err), JM_OK);
    }
}

/* libzip adds no name twice: two of one length are made the same. */
static void same_name_twice(void **state)
{
    (void)state;
    static const struct part parts[] = {
        TYPES(""),   RELS,  BOOK,
        BOOK_RELS,   SHEET, {"xl/worksheets/sheet2.xml", "<worksheet/>"},
        {NULL, NULL}};
    const char *path = path_of("twice.xlsx");
    char *bytes = NULL;
    make(path, parts);
    size_t length = get(path, &bytes);
    int changed = 0;
    for (size_t i = 0; i + 6 < length; i++)
        if (memcmp(bytes + i, "sheet2", 6) == 0) {
            bytes[i + 5] = '1';
            changed++;
        }
    assert_int_equal(changed, 2);
    put(path, bytes, length);
    free(bytes);
    assert_damaged(path, "");
}

static void every_truncation(void **state)
{
    (void)state;
    const char *path = path_of("cut.xlsx");
    char *bytes = NULL;
    make(path, whole);
    size_t length = get(path, &bytes);
    for (size_t cut = 0; cut < length; cut++) {
        put(path, bytes, cut);
        assert_damaged(path, "");
    }
    print_message("  %zu lengths\n", length);
    free(bytes);
}

/* The slow obvious reference: both archives hold the same names and bytes. */
static bool holds_the_same(const char *path)
{
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
    bool same = zip && zip_get_num_entries(zip, 0) == 5;
    for (int i = 0; i < 5 && same; i++) {
        char bytes[1024];
        size_t length = strlen(whole[i].bytes);
        zip_file_t *file = zip_fopen(zip, whole[i].name, 0);
        zip_int64_t got = file ? zip_fread(file, bytes, sizeof bytes) : -1;
        same = got == (zip_int64_t)length &&
               memcmp(bytes, whole[i].bytes, length) == 0;
        if (file)
            zip_fclose(file);
    }
    if (zip)
        zip_discard(zip);
    return same;
}

/* Any changed byte is found, or is one that changes no part (a date, a flag
 * that nobody reads). */
static void every_changed_byte(void **state)
{
    (void)state;
    static const unsigned char masks[] = {0x01, 0x80, 0xFF};
    const char *path = path_of("flip.xlsx");
    char *bytes = NULL;
    size_t found = 0, harmless = 0;
    make(path, whole);
    size_t length = get(path, &bytes);
    for (size_t i = 0; i < 3 * length; i++) {
        bytes[i / 3] = (char)(bytes[i / 3] ^ masks[i % 3]);
        put(path, bytes, length);
        bytes[i / 3] = (char)(bytes[i / 3] ^ masks[i % 3]);
        if (jm_archive_verify(path, NULL)) {
            found++;
            continue;
        }
        harmless++;
        if (!holds_the_same(path))
            fail_msg("byte %zu changed by %02x was not found", i / 3,
                     masks[i % 3]);
    }
    print_message("  %zu found, %zu harmless\n", found, harmless);
    assert_true(found > 2 * length);
    free(bytes);
}

static void bytes_around(void **state)
{
    (void)state;
    const char *path = path_of("around.xlsx");
    char *bytes = NULL;
    make(path, whole);
    size_t length = get(path, &bytes);
    char *more = malloc(length + 8);
    assert_non_null(more);
    memcpy(more, bytes, length);
    memset(more + length, 'x', 8);
    put(path, more, length + 8);
    assert_damaged(path, "");
    memset(more, 'x', 8);
    memcpy(more + 8, bytes, length);
    put(path, more, length + 8);
    assert_damaged(path, "");
    free(more);
    free(bytes);
}

static void no_archive(void **state)
{
    (void)state;
    char *path = strdup(path_of("none.xlsx"));
    assert_damaged(path_of("absent.xlsx"), "absent.xlsx");
    assert_damaged(folder, folder);
    put(path, "", 0);
    assert_damaged(path, "");
    put(path, "Rang;Nom\n1;Suwon\n", 17);
    assert_damaged(path, "");
    put(path, "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);
    assert_damaged(path, "[Content_Types].xml: is not there");
    free(path);
}

/* 300 MB of zeros in 300 kB: given up at 256. */
static void swells(void **state)
{
    (void)state;
    const char *path = path_of("bomb.xlsx");
    size_t length = (size_t)300 << 20;
    char *zeros = calloc(1, length);
    int code = 0;
    assert_non_null(zeros);
    make(path, whole);
    zip_t *zip = zip_open(path, 0, &code);
    assert_non_null(zip);
    zip_source_t *source = zip_source_buffer(zip, zeros, length, 0);
    zip_int64_t index = zip_file_add(zip, "xl/media/a.bin", source, 0);
    assert_true(index >= 0);
    zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, 1);
    assert_int_equal(zip_close(zip), 0);
    free(zeros);
    assert_damaged(path, "xl/media/a.bin: unpacks to too much");
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"case.xlsx",  "twice.xlsx", "cut.xlsx",
                                        "flip.xlsx",  "none.xlsx",  "bomb.xlsx",
                                        "around.xlsx"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(path_of(names[i]));
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case),
        cmocka_unit_test(same_name_twice),
        cmocka_unit_test(every_truncation),
        cmocka_unit_test(every_changed_byte),
        cmocka_unit_test(bytes_around),
        cmocka_unit_test(no_archive),
        cmocka_unit_test(swells),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
