#include <jumelage/csv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* A row as text: "3[a][b]" is a row on line 3 with two cells. */
static void add_row(struct jm_text *out, const char *const *cells, size_t count,
                    unsigned long line)
{
    jm_text_addf(out, "%lu", line);
    for (size_t i = 0; i < count; i++)
        jm_text_addf(out, "[%s]", cells[i]);
    jm_text_add(out, " ");
}

static enum jm_status read_all(struct jm_text *out, const char *bytes,
                               size_t length, struct jm_error *err)
{
    struct jm_csv *csv = NULL;
    const char *const *cells = NULL;
    size_t count = 0;
    unsigned long line = 0;
    enum jm_status status = jm_csv_open(&csv, "a.csv", bytes, length, err);
    while (!status && !(status = jm_csv_next(csv, &cells, &count, &line, err)))
        add_row(out, cells, count, line);
    jm_csv_free(csv);
    return status;
}

static const struct {
    const char *name, *bytes, *rows;
} read_cases[] = {
    {"one cell", "a", "1[a] "},
    {"comma", "a,b\nc,d\n", "1[a][b] 2[c][d] "},
    {"semicolon", "a;b\nc,c;d\n", "1[a][b] 2[c,c][d] "},
    {"tab", "a\tb\nc,c\td;d\n", "1[a][b] 2[c,c][d;d] "},
    {"separators in the header's quotes", "\"a,b,c\";d\ne;f\n",
     "1[a,b,c][d] 2[e][f] "},
    {"a newline in the header's quotes", "\"a\n,,,\";d\ne;f\n",
     "1[a\n,,,][d] 3[e][f] "},
    {"most frequent wins", "a,b;c;d\n", "1[a,b][c][d] "},
    {"no newline at the end", "a,b\nc,d", "1[a][b] 2[c][d] "},
    {"CRLF", "a,b\r\nc,d\r\n", "1[a][b] 2[c][d] "},
    {"CR", "a,b\rc,d\r", "1[a][b] 2[c][d] "},
    {"mixed line ends", "a\rb\nc\r\nd", "1[a] 2[b] 3[c] 4[d] "},
    {"empty cells", "a,,b,\n,,,d\n", "1[a][][b][] 2[][][][d] "},
    {"separator at the very end", "a,b\nc,", "1[a][b] 2[c][] "},
    {"blank lines", "\n\r\na,b\n\n\nc,d\n\n", "3[a][b] 6[c][d] "},
    {"rows of separators", "a,b\n,\n,,,\nc,d\n", "1[a][b] 4[c][d] "},
    {"rows of empty quotes", "a,b\n\"\",\"\"\nc,d\n", "1[a][b] 3[c][d] "},
    {"spaces are kept", " a , b \n", "1[ a ][ b ] "},
    {"a row of spaces is a row", "a\n  \n", "1[a] 2[  ] "},
    {"rows of different lengths", "a,b\nc\nd,e,f\n",
     "1[a][b] 2[c] 3[d][e][f] "},
    {"quotes", "\"a\",\"b\"\n", "1[a][b] "},
    {"doubled quotes", "\"a \"\"b\"\" c\",\"\"\"\"\n", "1[a \"b\" c][\"] "},
    {"quoted separator", "a,\"b,c\"\n", "1[a][b,c] "},
    {"quoted newline", "a,\"b\nc\"\nd,e\n", "1[a][b\nc] 3[d][e] "},
    {"quoted CRLF is one newline", "a,\"b\r\n\r\nc\"\r\nd,e\r\n",
     "1[a][b\n\nc] 4[d][e] "},
    {"quoted CR is one newline", "a,\"b\rc\"\n", "1[a][b\nc] "},
    {"quoted empty cell", "a,\"\",b\n", "1[a][][b] "},
    {"a quote inside a cell", "a\"b,5\" x 7\"\n", "1[a\"b][5\" x 7\"] "},
    {"quoted at the very end", "a,\"b\"", "1[a][b] "},
    {"UTF-8", "é,한글\n", "1[é][한글] "},
    {"byte order mark",
     "\xEF\xBB\xBF"
     "é,b\n",
     "1[é][b] "},
    {"byte order mark before a quote", "\xEF\xBB\xBF\"a,b\";c\n", "1[a,b][c] "},
    {"Windows-1252", "Fran\xE7ois;\x80;\x85;\x92;\x9C;\x9F;\xA0;\xFF\n",
     "1[François][€][…][’][œ][Ÿ][\u00a0][ÿ] "},
    {"Windows-1252 accents in pairs",
     "cr\xE9\xE9"
     "e;\xAB\xA0No\xEBl\xA0\xBB;n\xB0\n",
     "1[créée][«\u00a0Noël\u00a0»][n°] "},
};

static void test_reads(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof read_cases / sizeof *read_cases; i++) {
        struct jm_text rows = JM_TEXT_INIT;
        struct jm_error err = JM_ERROR_INIT;
        print_message("  %s\n", read_cases[i].name);
        enum jm_status status = read_all(&rows, read_cases[i].bytes,
                                         strlen(read_cases[i].bytes), &err);
        assert_int_equal(status, JM_END);
        assert_int_equal(err.status, JM_OK);
        assert_string_equal(jm_text_get(&rows), read_cases[i].rows);
        jm_text_clear(&rows);
    }
}

#define BYTES(literal) literal, sizeof literal - 1

static const struct {
    const char *name, *bytes;
    size_t length;
    const char *rows; /* read before the failure */
    enum jm_message message;
    const char *place, *arg;
} bad_cases[] = {
    {"nothing", BYTES(""), "", JM_SAY_CSV_EMPTY, "a.csv", ""},
    {"a mark alone", BYTES("\xEF\xBB\xBF"), "", JM_SAY_CSV_EMPTY, "a.csv", ""},
    {"blank lines alone", BYTES("\r\n\n \t\n"), "", JM_SAY_CSV_EMPTY, "a.csv",
     ""},
    {"NUL", BYTES("a,b\nc,\0d\n"), "", JM_SAY_CSV_NO_TEXT, "a.csv", ""},
    {"UTF-16",
     BYTES("\xFF\xFE"
           "a\0,\0b\0\n\0"),
     "", JM_SAY_CSV_NO_TEXT, "a.csv", ""},
    {"a zip", BYTES("PK\x03\x04\x14\0\x06\0"), "", JM_SAY_CSV_NO_TEXT, "a.csv",
     ""},
    {"marked, yet not UTF-8",
     BYTES("\xEF\xBB\xBF"
           "caf\xE9\n"),
     "", JM_SAY_CSV_ENCODING, "a.csv", ""},
    {"no character of Windows-1252", BYTES("a,b\nc,\x81\n"), "",
     JM_SAY_CSV_ENCODING, "a.csv:2", ""},
    {"Korean code page", BYTES("\xC0\xCC\xB8\xA7,\xBC\xF6\xBF\xF8\xBD\xC3\n"),
     "", JM_SAY_CSV_KOREAN, "a.csv", ""},
    {"quote that never closes", BYTES("a,b\nc,\"d\ne\nf,g\n"), "1[a][b] ",
     JM_SAY_CSV_QUOTE_OPEN, "a.csv:2", ""},
    {"it opens below the start of its row", BYTES("a,b\n\"c\nc\",\"d\n"),
     "1[a][b] ", JM_SAY_CSV_QUOTE_OPEN, "a.csv:3", ""},
    {"quote at the very end", BYTES("a,\""), "", JM_SAY_CSV_QUOTE_OPEN,
     "a.csv:1", ""},
    {"text after a quote", BYTES("a,b\n\"c\"d,e\n"), "1[a][b] ",
     JM_SAY_CSV_AFTER_QUOTE, "a.csv:2", "d"},
    {"Hangul after a quote", BYTES("\"a\"\uD55C,b\n"), "",
     JM_SAY_CSV_AFTER_QUOTE, "a.csv:1", "\uD55C"},
    {"space after a quote", BYTES("\"a\" ,b\n"), "", JM_SAY_CSV_AFTER_QUOTE,
     "a.csv:1", " "},
    {"it follows a quoted newline", BYTES("a,\"b\r\nc\"x\r\n"), "",
     JM_SAY_CSV_AFTER_QUOTE, "a.csv:2", "x"},
};

static void test_refuses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_cases / sizeof *bad_cases; i++) {
        struct jm_text rows = JM_TEXT_INIT;
        struct jm_error err = JM_ERROR_INIT;
        print_message("  %s\n", bad_cases[i].name);
        assert_int_equal(
            read_all(&rows, bad_cases[i].bytes, bad_cases[i].length, &err),
            JM_INVALID);
        assert_string_equal(jm_text_get(&rows), bad_cases[i].rows);
        assert_int_equal(err.status, JM_INVALID);
        assert_string_equal(jm_message_name(err.message),
                            jm_message_name(bad_cases[i].message));
        assert_string_equal(err.place, bad_cases[i].place);
        assert_string_equal(err.args[0], bad_cases[i].arg);
        assert_int_equal(
            read_all(&rows, bad_cases[i].bytes, bad_cases[i].length, NULL),
            JM_INVALID);
        jm_text_clear(&rows);
    }
}

static void add_cells(struct jm_text *out, size_t cells, size_t length)
{
    for (size_t i = 0; i < cells; i++) {
        jm_text_add(out, i ? "," : "\n");
        jm_text_add_repeat(out, 'x', length);
    }
}

static const struct {
    const char *name;
    size_t cells, length;
    enum jm_status status;
    enum jm_message message;
    const char *arg;
} limit_cases[] = {
    {"1,000 cells", 1000, 1, JM_END, JM_SAY_NOTHING, ""},
    {"1,001 cells", 1001, 1, JM_INVALID, JM_SAY_CSV_CELLS, "1000"},
    {"1 MiB", 2, (size_t)1 << 20, JM_END, JM_SAY_NOTHING, ""},
    {"1 MiB and a byte", 2, ((size_t)1 << 20) + 1, JM_INVALID, JM_SAY_CSV_LONG,
     "1"},
};

static void test_limits(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof limit_cases / sizeof *limit_cases; i++) {
        struct jm_text bytes = JM_TEXT_INIT, rows = JM_TEXT_INIT;
        struct jm_error err = JM_ERROR_INIT;
        print_message("  %s\n", limit_cases[i].name);
        jm_text_add(&bytes, "a,b");
        add_cells(&bytes, limit_cases[i].cells, limit_cases[i].length);
        enum jm_status status =
            read_all(&rows, jm_text_get(&bytes), bytes.length, &err);
        assert_int_equal(status, limit_cases[i].status);
        assert_int_equal(err.message, limit_cases[i].message);
        assert_string_equal(err.args[0], limit_cases[i].arg);
        assert_string_equal(err.place, status == JM_INVALID ? "a.csv:2" : "");
        jm_text_clear(&bytes);
        jm_text_clear(&rows);
    }
}

static void test_says_where(void **state)
{
    (void)state;
    static const char *const said[JM_LANGS] = {
        "a.csv:2\u00a0: «\u00a0d\u00a0» suit un guillemet fermant "
        "(\")\u00a0; doublez les guillemets qui font partie du texte",
        "a.csv:2: “d” follows a closing quote (\"); double the quotes that are "
        "part of the text",
        "a.csv:2: 닫는 따옴표(\") 뒤에 ‘d’이(가) 있습니다. 텍스트에 속하는 "
        "따옴표는 두 번 쓰십시오"};
    struct jm_text rows = JM_TEXT_INIT;
    struct jm_error err = JM_ERROR_INIT;
    read_all(&rows, BYTES("a,b\n\"c\"d\n"), &err);
    for (int lang = JM_FR; lang < JM_LANGS; lang++) {
        jm_text_reset(&rows);
        jm_error_say(&err, (enum jm_lang)lang, &rows);
        assert_string_equal(jm_text_get(&rows), said[lang]);
    }
    jm_text_clear(&rows);
}

/* What is written is read back: random cells, by a tiny writer. */
static uint64_t dice;

static uint32_t roll(uint32_t sides)
{
    dice ^= dice << 13;
    dice ^= dice >> 7;
    dice ^= dice << 17;
    return (uint32_t)(dice >> 32) % sides;
}

#define MOST_ROWS 8
#define MOST_COLUMNS 5

struct style {
    char separator;
    const char *line_end;
    bool marked, ended;
};

static void add_random_cell(struct jm_text *out)
{
    static const char *const pieces[] = {"a",  "bc", "\"", ",",  ";", "\t",
                                         "\n", " ",  "é",  "한", "€", "🇰🇷"};
    for (uint32_t n = roll(6); n > 0; n--)
        jm_text_add(out, pieces[roll(sizeof pieces / sizeof *pieces)]);
}

/* Newlines inside cells are written as the style's, which read back as one. */
static void write_cell(struct jm_text *out, const char *cell, bool quoted,
                       const struct style *style)
{
    const char special[] = {style->separator, '\n', '\0'};
    if (!quoted && *cell != '"' && !strpbrk(cell, special)) {
        jm_text_add(out, cell);
        return;
    }
    jm_text_add_char(out, '"');
    for (; *cell; cell++) {
        if (*cell == '\n')
            jm_text_add(out, style->line_end);
        else
            jm_text_add_repeat(out, *cell, *cell == '"' ? 2 : 1);
    }
    jm_text_add_char(out, '"');
}

static unsigned long count_newlines(const char *text)
{
    unsigned long count = 0;
    for (; *text; text++)
        count += *text == '\n';
    return count;
}

/* The header is quoted, so that its separators alone decide; a row of empty
 * cells would be passed over, so no row is one. */
static void write_random(struct jm_text *file, struct jm_text *rows,
                         const struct style *style)
{
    uint32_t columns = 2 + roll(MOST_COLUMNS - 1), count = 1 + roll(MOST_ROWS);
    unsigned long line = 1;
    jm_text_add(file, style->marked ? "\xEF\xBB\xBF" : "");
    for (uint32_t row = 0; row < count; row++) {
        jm_text_addf(rows, "%lu", line);
        for (uint32_t column = 0; column < columns; column++) {
            struct jm_text cell = JM_TEXT_INIT;
            jm_text_add(&cell, column ? "" : "x");
            add_random_cell(&cell);
            if (column)
                jm_text_add_char(file, style->separator);
            write_cell(file, jm_text_get(&cell), row == 0 || roll(2), style);
            jm_text_addf(rows, "[%s]", jm_text_get(&cell));
            line += count_newlines(jm_text_get(&cell));
            jm_text_clear(&cell);
        }
        jm_text_add(rows, " ");
        if (row + 1 < count || style->ended)
            jm_text_add(file, style->line_end);
        line++;
    }
}

static void test_round_trip(void **state)
{
    (void)state;
    static const char *const line_ends[] = {"\n", "\r\n", "\r"};
    const char *seed = getenv("JM_SEED");
    dice = seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
    dice |= 1;
    print_message("  JM_SEED=%llu\n", (unsigned long long)dice);
    for (int i = 0; i < 5000; i++) {
        struct style style = {",;\t"[roll(3)], line_ends[roll(3)], roll(2),
                              roll(2)};
        struct jm_text file = JM_TEXT_INIT, rows = JM_TEXT_INIT;
        struct jm_text read = JM_TEXT_INIT;
        write_random(&file, &rows, &style);
        assert_int_equal(read_all(&read, jm_text_get(&file), file.length, NULL),
                         JM_END);
        assert_string_equal(jm_text_get(&read), jm_text_get(&rows));
        jm_text_clear(&file);
        jm_text_clear(&rows);
        jm_text_clear(&read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads),      cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_limits),     cmocka_unit_test(test_says_where),
        cmocka_unit_test(test_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
