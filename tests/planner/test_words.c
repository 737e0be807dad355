#include "cases.h"
#include <jumelage/words.h>

#define S "\u00a0"

static void days(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int from[3], until[3];
        const char *wanted[JM_LANGS];
    } cases[] = {
        {"one day",
         {2026, 3, 17},
         {2026, 3, 17},
         {"mardi 17" S "mars 2026", "Tuesday 17 March 2026",
          "2026년 3월 17일 화요일"}},
        {"the first",
         {2026, 5, 1},
         {2026, 5, 1},
         {"vendredi 1er" S "mai 2026", "Friday 1 May 2026",
          "2026년 5월 1일 금요일"}},
        {"one month",
         {2023, 5, 5},
         {2023, 5, 6},
         {"du 5 au 6" S "mai 2023", "5 to 6 May 2023", "2023년 5월 5일~6일"}},
        {"two months",
         {2024, 10, 26},
         {2024, 11, 4},
         {"du 26" S "octobre au 4" S "novembre 2024",
          "26 October to 4 November 2024", "2024년 10월 26일~11월 4일"}},
        {"two years",
         {2026, 12, 31},
         {2027, 1, 2},
         {"du 31" S "décembre 2026 au 2" S "janvier 2027",
          "31 December 2026 to 2 January 2027",
          "2026년 12월 31일~2027년 1월 2일"}},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        for (int lang = 0; lang < JM_LANGS; lang++) {
            struct jm_text out = JM_TEXT_INIT;
            const int *a = cases[i].from, *b = cases[i].until;
            jm_words_days(&out, (enum jm_lang)lang,
                          jm_day_from_date(a[0], a[1], a[2]),
                          jm_day_from_date(b[0], b[1], b[2]));
            CHECK_TEXT(cases[i].name, jm_text_get(&out), cases[i].wanted[lang]);
            jm_text_clear(&out);
        }
}

static void lengths(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t seconds;
        const char *wanted[JM_LANGS];
    } cases[] = {
        {"minutes", 2700, {"45" S "min", "45" S "min", "45분"}},
        {"nothing", 0, {"0" S "min", "0" S "min", "0분"}},
        {"a second counts", 1, {"1" S "min", "1" S "min", "1분"}},
        {"an hour", 3600, {"1" S "h", "1" S "h", "1시간"}},
        {"an hour and a half",
         5400,
         {"1" S "h" S "30", "1" S "h" S "30" S "min", "1시간 30분"}},
        {"five minutes past",
         3900,
         {"1" S "h" S "05", "1" S "h" S "5" S "min", "1시간 5분"}},
        {"a day", 86400, {"24" S "h", "24" S "h", "24시간"}},
        {"two days", 2 * 86400, {"2" S "jours", "2" S "days", "2일"}},
        {"two days, the clocks go forward",
         2 * 86400 - 3600,
         {"2" S "jours", "2" S "days", "2일"}},
        {"two days and six hours",
         2 * 86400 + 6 * 3600,
         {"2" S "jours 6" S "h", "2" S "days 6" S "h", "2일 6시간"}},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        for (int lang = 0; lang < JM_LANGS; lang++) {
            struct jm_text out = JM_TEXT_INIT;
            jm_words_length(&out, (enum jm_lang)lang, cases[i].seconds);
            CHECK_TEXT(cases[i].name, jm_text_get(&out), cases[i].wanted[lang]);
            jm_text_clear(&out);
        }
}

static void spans(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct jm_span span;
        const char *wanted;
    } cases[] = {
        {"a whole day", {0, 86400}, "jeudi 1er" S "janvier 1970"},
        {"two whole days", {0, 2 * 86400}, "du 1er au 2" S "janvier 1970"},
        {"hours",
         {9 * 3600, 10 * 3600 + 1800},
         "jeudi 1er" S "janvier 1970, 9" S "h" S "–" S "10" S "h" S "30"},
        {"over midnight",
         {22 * 3600, 26 * 3600},
         "du jeudi 1er" S "janvier 1970, 22" S "h au vendredi 2" S
         "janvier 1970, 2" S "h"},
        {"an instant",
         {9 * 3600, 9 * 3600},
         "jeudi 1er" S "janvier 1970, 9" S "h"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jm_text out = JM_TEXT_INIT;
        jm_words_span(&out, JM_FR, &jm_zone_utc, cases[i].span);
        CHECK_TEXT(cases[i].name, jm_text_get(&out), cases[i].wanted);
        jm_text_clear(&out);
    }
}

static void numbers(void **state)
{
    (void)state;
    struct jm_text out = JM_TEXT_INIT;
    jm_words_number(&out, JM_EN, 1234567);
    jm_text_add_char(&out, ' ');
    jm_words_number(&out, JM_FR, -1234);
    jm_text_add_char(&out, ' ');
    jm_words_number(&out, JM_KO, 999);
    assert_string_equal(jm_text_get(&out), "1,234,567 -1\u202f234 999");
    jm_text_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days),
        cmocka_unit_test(lengths),
        cmocka_unit_test(spans),
        cmocka_unit_test(numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
