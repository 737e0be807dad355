#include "ics.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- an obvious reader of lines, against which the writer is held ---- */

/* Every line ends in CRLF, is at most 75 octets long and whole UTF-8. */
static void check_lines(const struct jm_text *written)
{
    const char *at = written->bytes, *end = at + written->length;
    while (at < end) {
        const char *crlf = strstr(at, "\r\n");
        assert_non_null(crlf);
        size_t length = (size_t)(crlf - at);
        if (length > 75)
            fail_msg("a line of %zu octets: %.80s", length, at);
        assert_null(memchr(at, '\n', length));
        assert_null(memchr(at, '\r', length));
        assert_true(jm_text_is_clean(at, length));
        /* a backslash at the end would be half a pair */
        size_t slashes = 0;
        while (slashes < length && crlf[-1 - (ptrdiff_t)slashes] == '\\')
            slashes++;
        assert_true(slashes % 2 == 0);
        at = crlf + 2;
    }
}

static void unfold(struct jm_text *out, const struct jm_text *folded)
{
    for (const char *at = folded->bytes; *at; at++) {
        if (strncmp(at, "\r\n ", 3) == 0)
            at += 2;
        else
            jm_text_add_char(out, *at);
    }
}

/* The value of a TEXT property, read back. */
static void read_text(struct jm_text *out, const char *line)
{
    const char *at = strchr(line, ':') + 1;
    for (; strcmp(at, "\r\n") != 0; at++) {
        assert_true(*at != ';' && *at != ',' && *at != '\n' && *at);
        if (*at != '\\') {
            jm_text_add_char(out, *at);
            continue;
        }
        at++;
        assert_non_null(strchr("\\;,n", *at));
        jm_text_add_char(out, *at == 'n' ? '\n' : *at);
    }
}

static void check_text(const char *text)
{
    struct jm_text written = JM_TEXT_INIT, line = JM_TEXT_INIT,
                   read = JM_TEXT_INIT;
    struct jm_ics ics = {.out = &written};
    jm_ics_text(&ics, "SUMMARY", text);
    check_lines(&written);
    unfold(&line, &written);
    assert_int_equal(strncmp(jm_text_get(&line), "SUMMARY:", 8), 0);
    read_text(&read, jm_text_get(&line));
    if (strcmp(jm_text_get(&read), text) != 0)
        fail_msg("\"%s\" came back as \"%s\"", text, jm_text_get(&read));
    jm_text_clear(&written);
    jm_text_clear(&line);
    jm_text_clear(&read);
}

/* ---- cases ---- */

static void lines_by_hand(void **state)
{
    (void)state;
#define TEN "0123456789"
#define SIXTY TEN TEN TEN TEN TEN TEN
    static const struct {
        const char *name, *text, *wanted;
    } cases[] = {
        {"nothing", "", "X:\r\n"},
        {"escapes", "a\\b;c,d\ne:\"f\"", "X:a\\\\b\\;c\\,d\\ne:\"f\"\r\n"},
        {"75 octets", SIXTY TEN "012", "X:" SIXTY TEN "012\r\n"},
        {"76 octets", SIXTY TEN "0123", "X:" SIXTY TEN "012\r\n 3\r\n"},
        {"é would be cut", SIXTY TEN "01é", "X:" SIXTY TEN "01\r\n é\r\n"},
        {"é fits", SIXTY TEN "0é", "X:" SIXTY TEN "0é\r\n"},
        {"수 would be cut", SIXTY TEN "0수", "X:" SIXTY TEN "0\r\n 수\r\n"},
        {"a flag's half would be cut", SIXTY TEN "🇰🇷",
         "X:" SIXTY TEN "\r\n 🇰🇷\r\n"},
        {"a pair would be cut", SIXTY TEN "01,2",
         "X:" SIXTY TEN "01\r\n \\,2\r\n"},
        {"two backslashes would be cut", SIXTY TEN "01\\",
         "X:" SIXTY TEN "01\r\n \\\\\r\n"},
        {"the second line is full at 75", SIXTY TEN "012" SIXTY TEN "01234",
         "X:" SIXTY TEN "012\r\n " SIXTY TEN "0123\r\n 4\r\n"},
        {"a blank at the fold", SIXTY TEN "012 3",
         "X:" SIXTY TEN "012\r\n  3\r\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_text out = JM_TEXT_INIT;
        struct jm_ics ics = {.out = &out};
        jm_ics_text(&ics, "X", cases[i].text);
        if (strcmp(jm_text_get(&out), cases[i].wanted) != 0)
            fail_msg("%s: %s", cases[i].name, jm_text_get(&out));
        jm_text_clear(&out);
    }
}

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

static void any_text_comes_back(void **state)
{
    (void)state;
    static const uint32_t alphabet[] = {
        'a',    'b',    ' ',   ' ',    '\n',    '\t',    ',',     ';',
        '\\',   '\\',   ':',   '"',    'n',     0xE9,    0xA0,    0x2019,
        0xC218, 0xC6D0, 0x301, 0xFEFF, 0x2028,  0x1F1F0, 0x1F1F7, 0x10FFFD,
        0x20AC, 0x7FF,  0x800, 0xFFFD, 0x10000, 'N'};
    uint32_t seed = 20260317;
    print_message("seed %u\n", seed);
    for (int round = 0; round < 20000; round++) {
        struct jm_text text = JM_TEXT_INIT;
        uint32_t length = next(&seed) % 200;
        uint32_t letters = 1 + next(&seed) % (sizeof alphabet / 4);
        for (uint32_t i = 0; i < length; i++)
            jm_text_add_code(&text, alphabet[next(&seed) % letters]);
        check_text(jm_text_get(&text));
        jm_text_clear(&text);
    }
}

static void values_of_several_pieces_fold_too(void **state)
{
    (void)state;
    struct jm_text out = JM_TEXT_INIT, line = JM_TEXT_INIT;
    struct jm_ics ics = {.out = &out};
    jm_ics_begin(&ics, "CATEGORIES");
    for (int i = 0; i < 40; i++) {
        jm_ics_add(&ics, i ? "," : "");
        jm_ics_add_text(&ics, "문화, 물");
    }
    jm_ics_end(&ics);
    check_lines(&out);
    unfold(&line, &out);
    assert_int_equal(line.length, strlen("CATEGORIES:") + 40 * 13 - 1 + 2);
    jm_text_clear(&out);
    jm_text_clear(&line);
}

static void times(void **state)
{
    (void)state;
    struct jm_text out = JM_TEXT_INIT;
    struct jm_ics ics = {.out = &out};
    jm_ics_day(&ics, "DTSTART;VALUE=DATE", jm_day_from_date(2026, 3, 7));
    jm_ics_wall(&ics, "DTSTART;TZID=Asia/Seoul", 0);
    jm_ics_utc(&ics, "DTSTAMP", JM_UTC_MAX - 1);
    assert_string_equal(jm_text_get(&out), "DTSTART;VALUE=DATE:20260307\r\n"
                                           "DTSTART;TZID=Asia/Seoul:"
                                           "19700101T000000\r\n"
                                           "DTSTAMP:20991231T235959Z\r\n");
    jm_text_clear(&out);
}

/* Texts are clean when they come here; what is not must not hold us up. */
static void bytes_that_are_no_text_end(void **state)
{
    (void)state;
    char bytes[500];
    memset(bytes, 0x80, sizeof bytes - 1);
    bytes[sizeof bytes - 1] = '\0';
    struct jm_text out = JM_TEXT_INIT;
    struct jm_ics ics = {.out = &out};
    jm_ics_text(&ics, "SUMMARY", bytes);
    assert_true(out.length > sizeof bytes);
    jm_text_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_by_hand),
        cmocka_unit_test(any_text_comes_back),
        cmocka_unit_test(values_of_several_pieces_fold_too),
        cmocka_unit_test(times),
        cmocka_unit_test(bytes_that_are_no_text_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
