#include <jumelage/unicode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void texts_are_composed(void **state)
{
    (void)state;
    static const struct {
        const char *name, *given, *wanted;
    } cases[] = {
        {"nothing", "", ""},
        {"ASCII", "Suwon, Tours; 5 May", "Suwon, Tours; 5 May"},
        {"composed already", "Angoulême 수원", "Angoulême 수원"},
        {"accents apart", "Angoule\u0302me", "Angoulême"},
        {"jamo", "\u1109\u116E\u110B\u116F\u11AB", "수원"},
        {"syllable and final jamo", "\uC6CC\u11AB", "원"},
        {"marks out of order", "a\u0301\u0323", "\u1EA1\u0301"},
        {"Angstrom sign", "\u212B", "\u00C5"},
        {"excluded from composition", "\u0958", "\u0915\u093C"},
        {"grows threefold", "\u0390\u1FD3", "\u0390\u0390"},
        {"a letter that NFC spells out", "\U0001D160",
         "\U0001D158\U0001D165\U0001D16E"},
        {"flags", "🇫🇷🇰🇷", "🇫🇷🇰🇷"},
        {"compatibility letters stay", "ﬁ ㎞ ①", "ﬁ ㎞ ①"},
        {"tab and newline", "a\tb\nc", "a\tb\nc"},
        {"CRLF", "a\r\nb\r\n", "a\nb\n"},
        {"CR", "a\rb\r", "a\nb\n"},
        {"CR CR LF", "é\r\r\ne\u0301", "é\n\né"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_text out = JM_TEXT_INIT;
        jm_text_add(&out, "=");
        assert_int_equal(jm_text_compose(&out, cases[i].given, NULL), JM_OK);
        if (strcmp(jm_text_get(&out) + 1, cases[i].wanted) != 0)
            fail_msg("%s: \"%s\"", cases[i].name, jm_text_get(&out));
        assert_true(jm_text_is_clean(out.bytes, out.length));
        jm_text_clear(&out);
    }
}

static void unclean_texts_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name, *given;
        enum jm_message message;
        const char *byte, *code;
    } cases[] = {
        {"bell", "\a", JM_SAY_TEXT_CONTROL, "1", "U+0007"},
        {"after two syllables", "수원\x1B[31m", JM_SAY_TEXT_CONTROL, "7",
         "U+001B"},
        {"vertical tab", "a\vb", JM_SAY_TEXT_CONTROL, "2", "U+000B"},
        {"delete", "ab\x7F", JM_SAY_TEXT_CONTROL, "3", "U+007F"},
        {"next line", "a\xC2\x85", JM_SAY_TEXT_CONTROL, "2", "U+0085"},
        {"no character", "a\uFFFF", JM_SAY_TEXT_CONTROL, "2", "U+FFFF"},
        {"after CRLF", "a\r\n\b", JM_SAY_TEXT_CONTROL, "4", "U+0008"},
        {"Latin-1", "Angoul\xEAme", JM_SAY_TEXT_NOT_UTF8, "7", ""},
        {"cut", "수\xEC\x9B", JM_SAY_TEXT_NOT_UTF8, "4", ""},
        {"overlong", "\xC0\xAF", JM_SAY_TEXT_NOT_UTF8, "1", ""},
        {"surrogate", "a\xED\xA0\x80", JM_SAY_TEXT_NOT_UTF8, "2", ""},
        {"past the last", "\xF4\x90\x80\x80", JM_SAY_TEXT_NOT_UTF8, "1", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_text out = JM_TEXT_INIT;
        struct jm_error err = JM_ERROR_INIT;
        jm_text_add(&out, "kept");
        assert_int_equal(jm_text_compose(&out, cases[i].given, &err),
                         JM_INVALID);
        if (err.message != cases[i].message ||
            strcmp(err.args[0], cases[i].byte) != 0 ||
            strcmp(err.args[1], cases[i].code) != 0)
            fail_msg("%s: %s %s %s", cases[i].name,
                     jm_message_name(err.message), err.args[0], err.args[1]);
        assert_string_equal(jm_text_get(&out), "kept");
        jm_text_clear(&out);
    }
}

/* Any text of letters, jamo and marks: composing again changes nothing. */
static void composing_twice_is_composing_once(void **state)
{
    (void)state;
    static const uint32_t alphabet[] = {
        'a',    'e',    'o',    ' ',    '\n',   0xE9,    0x300,
        0x301,  0x302,  0x323,  0x327,  0x1100, 0x1109,  0x1161,
        0x116E, 0x11A8, 0x11AB, 0xAC00, 0xC218, 0x1D15E, 0x1F1F0};
    uint32_t seed = 20260317;
    print_message("seed %u\n", seed);
    for (int round = 0; round < 3000; round++) {
        struct jm_text given = JM_TEXT_INIT, once = JM_TEXT_INIT,
                       twice = JM_TEXT_INIT;
        for (int i = 0; i < round % 40; i++) {
            seed = seed * 1664525 + 1013904223;
            size_t letters = sizeof alphabet / sizeof *alphabet;
            jm_text_add_code(&given, alphabet[(seed >> 8) % letters]);
        }
        assert_int_equal(jm_text_compose(&once, jm_text_get(&given), NULL),
                         JM_OK);
        assert_int_equal(jm_text_compose(&twice, jm_text_get(&once), NULL),
                         JM_OK);
        assert_string_equal(jm_text_get(&once), jm_text_get(&twice));
        jm_text_clear(&given);
        jm_text_clear(&once);
        jm_text_clear(&twice);
    }
}

static void what_does_not_fit_fails(void **state)
{
    (void)state;
    struct jm_text out = JM_TEXT_INIT;
    struct jm_error err = JM_ERROR_INIT;
    out.ceiling = 8;
    assert_int_equal(jm_text_compose(&out, "a\u0302 long text", &err),
                     JM_FAILED);
    jm_text_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_composed),
        cmocka_unit_test(unclean_texts_are_refused),
        cmocka_unit_test(composing_twice_is_composing_once),
        cmocka_unit_test(what_does_not_fit_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
