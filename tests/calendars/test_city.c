#include "city.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void cities_are_named_in_the_reader_s_language(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *names[JM_LANGS];
    } cases[] = {
        {"Europe/Paris", {"Paris", "Paris", "파리"}},
        {"Asia/Seoul", {"Séoul", "Seoul", "서울"}},
        {"ROK", {"Séoul", "Seoul", "서울"}},
        {"America/New_York", {"New York", "New York", "뉴욕"}},
        {"Etc/GMT+5", {"GMT+5", "GMT+5", "GMT+5"}},
        {"UTC", {"UTC", "UTC", "UTC"}},
        {"Europe/No_Such_Place",
         {"No Such Place", "No Such Place", "No Such Place"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int lang = 0; lang < JM_LANGS; lang++) {
            struct jm_text city = JM_TEXT_INIT;
            jm_city_add(&city, (enum jm_lang)lang, cases[i].zone);
            assert_string_equal(jm_text_get(&city), cases[i].names[lang]);
            jm_text_clear(&city);
        }
}

/* More than ICU's buffers take. */
static void long_names_are_cut_nowhere(void **state)
{
    (void)state;
    char zone[400];
    struct jm_text city = JM_TEXT_INIT;
    memset(zone, 'x', sizeof zone - 1);
    zone[sizeof zone - 1] = '\0';
    jm_city_add(&city, JM_FR, zone);
    assert_string_equal(jm_text_get(&city), zone);
    jm_text_clear(&city);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cities_are_named_in_the_reader_s_language),
        cmocka_unit_test(long_names_are_cut_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
