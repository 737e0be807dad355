/* book.h: texts as Excel takes them, in two languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "book.h"
#include <string.h>

static const struct {
    const char *name, *text;
    size_t most;
    const char *clean;
} cases[] = {
    {"as typed", "Café · 수원 🇰🇷", 100, "Café · 수원 🇰🇷"},
    {"nothing", "", 100, ""},
    {"a formula stays text", "=cmd|' /C calc'!A0", 100, "=cmd|' /C calc'!A0"},
    {"newlines stay", "a\nb", 100, "a\nb"},
    {"CRLF becomes a newline", "a\r\nb\r\n", 100, "a\nb\n"},
    {"a tab becomes a space", "a\tb", 100, "a b"},
    {"control characters go", "a\001b\033[1mc\177d\302\205e", 100, "ab[1mcde"},
    {"so do those that are none", "a\uFFFEb\uFFFFc", 100, "abc"},
    {"bytes that are not UTF-8 go",
     "a\xff"
     "b\xc3(c",
     100, "ab(c"},
    {"half a character at the end goes", "a\xed\x95", 100, "a"},
    {"jamo are left alone", "\u1112\u1161\u11ab", 100, "\u1112\u1161\u11ab"},
    {"what Excel would decode", "_x0041__x000D_", 100,
     "_x005F_x0041__x005F_x000D_"},
    {"what it would not", "_x004_ _X0041_ x0041_", 100,
     "_x004_ _X0041_ x0041_"},
    {"just as long as it may be", "abcde", 5, "abcde"},
    {"one too long", "abcdef", 5, "abcd…"},
    {"a pair of surrogates counts twice", "🇰🇷", 4, "🇰🇷"},
    {"and is not cut in two", "ab🇰🇷", 5, "ab🇰…"},
    {"nor is a syllable", "수원시", 2, "수…"},
};

static void each_case(void **state)
{
    (void)state;
    struct jm_book book = {.failed = false};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        print_message("  %s\n", cases[i].name);
        assert_string_equal(jm_book_clean(&book, cases[i].text, cases[i].most),
                            cases[i].clean);
    }
    assert_false(book.failed);
    jm_arena_clear(&book.arena);
}

static void longest_cell(void **state)
{
    (void)state;
    struct jm_book book = {.failed = false};
    char text[40000];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    const char *clean = jm_book_clean(&book, text, JM_CELL_UNITS);
    assert_int_equal(strlen(clean), JM_CELL_UNITS - 1 + strlen("…"));
    assert_string_equal(clean + JM_CELL_UNITS - 1, "…");
    jm_arena_clear(&book.arena);
}

static const struct {
    const char *name;
    enum jm_lang first, second;
    const char *texts[JM_LANGS];
    const char *one, *two;
} twins[] = {
    {"both are there", JM_FR, JM_KO, {"Tours", NULL, "투르"}, "Tours", "투르"},
    {"the second is missing",
     JM_FR,
     JM_KO,
     {"Tours", "Tours", NULL},
     "Tours",
     ""},
    {"the second is empty", JM_FR, JM_KO, {"Tours", NULL, ""}, "Tours", ""},
    {"French stands in for the first",
     JM_EN,
     JM_KO,
     {"Tours", NULL, "투르"},
     "Tours",
     "투르"},
    {"and is not repeated", JM_EN, JM_FR, {"Tours", NULL, "투르"}, "Tours", ""},
    {"both are the same", JM_FR, JM_EN, {"Tours", "Tours", NULL}, "Tours", ""},
    {"none is there", JM_FR, JM_KO, {NULL, NULL, NULL}, "", ""},
};

static void each_twin(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        struct jm_workbook how = {.first = twins[i].first,
                                  .second = twins[i].second};
        struct jm_book book = {.how = &how};
        struct jm_twin twin = jm_book_twin(&book, twins[i].texts);
        print_message("  %s\n", twins[i].name);
        assert_string_equal(twin.first, twins[i].one);
        assert_string_equal(twin.second, twins[i].two);
    }
}

/* What Excel demands of a sheet's name, whatever is asked for. */
static const struct {
    const char *name, *tab;
} tabs[] = {{"Programme", "Programme"},
            {"programme", "programme 2"}, /* case does not count */
            {"PROGRAMME", "PROGRAMME 3"},
            {"2026", "(2026)"}, /* would be left without quotes */
            {"A1", "(A1)"},
            {"R1C1", "(R1C1)"},
            {"Année 2026", "Année 2026"},
            {"l'été [a]:*?/\\b", "l été  a      b"},
            {"''", "–"},
            {"", "– 2"},
            {"\001\n \t", "– 3"},
            {"Une collectivité au nom vraiment très long",
             "Une collectivité au nom vr…"},
            {"수원특례시", "수원특례시"},
            {"\xff\xfe", "– 4"}};

static void each_tab(void **state)
{
    (void)state;
    struct jm_book book = {.failed = false};
    for (size_t i = 0; i < sizeof tabs / sizeof *tabs; i++) {
        const char *tab = jm_book_tab(&book, tabs[i].name);
        size_t units = 0;
        for (const char *at = tab, *end = tab + strlen(tab); at < end; units++)
            assert_int_not_equal(jm_text_next(&at, end), JM_TEXT_BAD);
        print_message("  %s\n", tab);
        assert_string_equal(tab, tabs[i].tab);
        assert_true(units > 0 && units <= 31);
        assert_int_equal(strcspn(tab, "[]:*?/\\'"), strlen(tab));
        for (unsigned j = 0; j + 1 < book.n_tabs; j++)
            assert_string_not_equal(book.tabs[j], tab);
    }
    assert_false(book.failed);
    jm_arena_clear(&book.arena);
}

static const struct {
    const char *link;
    bool followed;
} links[] = {{"https://example.org/a?b=c#d", true},
             {"http://example.org", true},
             {"mailto:a@example.org", true},
             {"HTTPS://example.org", false},
             {"file:///etc/passwd", false},
             {"javascript:alert(1)", false},
             {"internal:'Lieux'!A1", false},
             {"external:c:\\a.xlsx", false},
             {"https://", false},
             {"https://a b", false},
             {"https://a\nb", false},
             {"https://a\xff", false},
             {"", false},
             {NULL, false}};

static void each_link(void **state)
{
    (void)state;
    struct jm_book book = {.failed = false};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        assert_int_equal(jm_book_link(&book, links[i].link) != NULL,
                         links[i].followed);
    jm_arena_clear(&book.arena);
}

/* Who comes from Korea has the family name first. */
static void each_person(void **state)
{
    (void)state;
    struct jm_collectivity places[] = {{.country = "FR"}, {.country = "KR"}};
    struct jm_plan plan = {.collectivities = places, .n_collectivities = 2};
    struct jm_book book = {.plan = &plan};
    struct jm_person french = {.family_name = "CARPENTIER",
                               .given_name = "Hugo",
                               .name_ko = "위고 카르팡티에",
                               .civility = JM_CIVILITY_M,
                               .organisation = 0};
    struct jm_person korean = {.family_name = "KIM",
                               .given_name = "Min-su",
                               .name_ko = "김민수",
                               .civility = JM_CIVILITY_MME,
                               .organisation = 1};
    assert_string_equal(jm_book_person(&book, JM_FR, &french),
                        "M.\u00a0Hugo CARPENTIER");
    assert_string_equal(jm_book_person(&book, JM_EN, &french),
                        "Mr\u00a0Hugo CARPENTIER");
    assert_string_equal(jm_book_person(&book, JM_KO, &french),
                        "위고 카르팡티에");
    assert_string_equal(jm_book_person(&book, JM_FR, &korean),
                        "Mme\u00a0KIM Min-su");
    korean.organisation = JM_NONE; /* then the Hangul name tells */
    assert_string_equal(jm_book_person(&book, JM_EN, &korean),
                        "Ms\u00a0KIM Min-su");
    jm_arena_clear(&book.arena);
}

static void capitals(void **state)
{
    (void)state;
    struct jm_book book = {.failed = false};
    assert_string_equal(jm_book_capital(&book, "événement"), "Événement");
    assert_string_equal(jm_book_capital(&book, "mardi"), "Mardi");
    assert_string_equal(jm_book_capital(&book, "화요일"), "화요일");
    assert_string_equal(jm_book_capital(&book, ""), "");
    jm_arena_clear(&book.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case), cmocka_unit_test(longest_cell),
        cmocka_unit_test(each_twin), cmocka_unit_test(each_tab),
        cmocka_unit_test(each_link), cmocka_unit_test(each_person),
        cmocka_unit_test(capitals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
