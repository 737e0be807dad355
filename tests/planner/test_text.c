#include "cases.h"
#include <jumelage/text.h>

static void grows_to_its_ceiling(void **state)
{
    (void)state;
    struct jm_text text = JM_TEXT_INIT;
    text.ceiling = 10;
    jm_text_add(&text, "12345");
    jm_text_add(&text, "678");
    assert_string_equal(jm_text_get(&text), "12345678");
    assert_false(text.failed);
    jm_text_add(&text, "90");
    assert_true(text.failed);
    assert_string_equal(jm_text_get(&text), "12345678");
    assert_null(jm_text_take(&text));
}

static void numbers(void **state)
{
    (void)state;
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add_int(&text, INT64_MIN);
    jm_text_add_char(&text, ' ');
    jm_text_add_padded(&text, 7, 2);
    jm_text_add_char(&text, ' ');
    jm_text_add_padded(&text, 2026, 2);
    jm_text_addf(&text, " %s", "가");
    assert_string_equal(jm_text_get(&text), "-9223372036854775808 07 2026 가");
    jm_text_clear(&text);
}

static void encodings(void **state)
{
    (void)state;
    assert_true(jm_text_is_utf8("", 0));
    assert_true(jm_text_is_utf8("é 수원 😀", strlen("é 수원 😀")));
    assert_false(jm_text_is_utf8("caf\xe9", 4));
    assert_false(jm_text_is_utf8("\xc3", 1));
    assert_int_equal(jm_text_of_windows('A'), 'A');
    assert_int_equal(jm_text_of_windows(0x80), 0x20AC);
    assert_int_equal(jm_text_of_windows(0x81), 0);
    assert_int_equal(jm_text_of_windows(0x9C), 0x0153);
    assert_int_equal(jm_text_of_windows(0x9F), 0x0178);
    assert_int_equal(jm_text_of_windows(0xA0), 0xA0);
    assert_int_equal(jm_text_of_windows(0xE9), 0xE9);
}

static void clean(void **state)
{
    (void)state;
    static const struct {
        const char *name, *bytes;
        size_t length;
        bool wanted;
    } cases[] = {
        {"ASCII", "Tours", 5, true},
        {"Hangul", "수원", 6, true},
        {"newline and tab", "a\n\tb", 4, true},
        {"NUL", "a\0b", 3, false},
        {"bell", "\a", 1, false},
        {"delete", "\x7F", 1, false},
        {"C1 control", "\xC2\x85", 2, false},
        {"Latin-1", "\xE9t\xE9", 3, false},
        {"cut in half", "\xEC\x88", 2, false},
        {"overlong slash", "\xC0\xAF", 2, false},
        {"surrogate", "\xED\xA0\x80", 3, false},
        {"over U+10FFFF", "\xF4\x90\x80\x80", 4, false},
        {"emoji", "🇫🇷", 8, true},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK(cases[i].name,
              jm_text_is_clean(cases[i].bytes, cases[i].length) ==
                  cases[i].wanted);
}

static void cuts_between_characters(void **state)
{
    (void)state;
    const char *text = "aé수🇰";
    static const size_t wanted[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (size_t limit = 0; limit < COUNT(wanted); limit++)
        assert_int_equal(jm_text_fit(text, strlen(text), limit), wanted[limit]);
    char small[6];
    jm_text_copy(small, sizeof small, text);
    assert_string_equal(small, "aé");
}

static void columns(void **state)
{
    (void)state;
    assert_int_equal(jm_text_columns("Tours"), 5);
    assert_int_equal(jm_text_columns("수원시"), 6);
    assert_int_equal(jm_text_columns("e\u0301"), 1);
    assert_int_equal(jm_text_columns("« é »"), 5);
}

static void distances(void **state)
{
    (void)state;
    static const struct {
        const char *name, *a, *b;
        unsigned wanted;
    } cases[] = {
        {"same", "fr-tours", "fr-tours", 0},
        {"case", "FR-Tours", "fr-tours", 0},
        {"one letter missing", "fr-tour", "fr-tours", 1},
        {"swapped", "fr-toursu", "fr-tourus", 1},
        {"another", "check", "chekc", 1},
        {"empty", "", "abc", 3},
        {"far", "suwon", "lyon", 3},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK(cases[i].name,
              jm_text_distance(cases[i].a, cases[i].b) == cases[i].wanted);
}

/* The published test vectors of FNV-1a, 64 bits. */
static void hashes(void **state)
{
    (void)state;
    assert_true(jm_text_hash(JM_TEXT_HASH, "", 0) ==
                UINT64_C(0xcbf29ce484222325));
    assert_true(jm_text_hash(JM_TEXT_HASH, "a", 1) ==
                UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(jm_text_hash(JM_TEXT_HASH, "foobar", 6) ==
                UINT64_C(0x85944171f73967e8));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grows_to_its_ceiling),
        cmocka_unit_test(numbers),
        cmocka_unit_test(encodings),
        cmocka_unit_test(clean),
        cmocka_unit_test(cuts_between_characters),
        cmocka_unit_test(columns),
        cmocka_unit_test(distances),
        cmocka_unit_test(hashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
