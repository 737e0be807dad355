/* Weights as twitter-text 3.1.0 gives them, but for the last table. */
#include "cases.h"
#include <jumelage/weigh.h>

struct weight_case {
    const char *text;
    uint32_t weight;
};

static void run(enum jm_channel channel, const struct weight_case *cases,
                size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t weight = jm_post_weight(channel, cases[i].text);
        if (weight != cases[i].weight)
            print_error("weighs %u, not %u\n", weight, cases[i].weight);
        CHECK(cases[i].text, weight == cases[i].weight);
    }
}

static void weighs_as_x_does(void **state)
{
    (void)state;
    static const struct weight_case cases[] = {
        {"", 0},
        {"Bonjour", 7},
        {"é", 1},
        {"수원", 4},
        {"#KoreaFranceLocalCooperation", 28},
        {"#KoreaFranceLocalCooperation 🇫🇷🇰🇷", 33},
        {"투르와 수원이 자매도시가 되었습니다! #KoreaFranceLocalCooperation "
         "🇫🇷🇰🇷",
         70},
        {"J-7 : 6 mai\nTours", 17},
        {"’", 1},
        {"…", 2},
        {"€", 2},
        {"«\u00a0a\u00a0»", 5},
        {"9\u202fh", 4},
        {"👨‍👩‍👧‍👦", 2},
        {"1️⃣", 2},
        {"❤️", 2},
        {"©", 1},
        {"©️", 2},
        {"👍🏽", 2},
        {"🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2},
        {"🎉🎉", 4},
        {"日本", 4},
        {"https://www.tours.fr/", 23},
        {"Voir "
         "https://www.tours.fr/actualites/2023/jumelage-suwon?lang=fr#haut.",
         29},
        {"tours.fr", 23},
        {"Sur tours.fr, tout.", 34},
        {"www.tours.fr/foire", 23},
        {"(https://www.tours.fr/a_(b))", 25},
        {"accueil@tours.fr", 16},
        {"fin mai.Puis", 12},
        {"https://www.수원.kr/", 23},
        {"https://ko.wikipedia.org/wiki/수원", 27},
        {"suwon.go.kr", 23},
        {"@tours.fr", 9},
        {"#tours.fr", 9},
        {"-tours.fr", 9},
        {"https://tours.fr:8080/x", 23},
        {"tours.fr?x=1", 27},
        {"https://tours.fr?x=1", 23},
        {"https://tours.fr/.", 24},
        {"jumelage.paris", 23},
        {"수원.kr", 7},
        {"투르https://tours.fr", 27},
        {"https://tours.fr투르", 27},
        {"12.5", 4},
        {"U.S.A", 5},
        {"HTTP://TOURS.FR", 23},
        {"tours.fr/a tours.fr/b", 47},
        {"https://tours.fr/a;", 24},
        {"http://a", 8},
    };
    run(JM_CHANNEL_X, cases, COUNT(cases));
}

/* What follows is no text: it is weighed all the same, and nothing is read past
 * its end. */
static void takes_texts_that_break_off(void **state)
{
    (void)state;
    static const struct weight_case cases[] = {
        {"https://", 8},
        {"https://tours.", 14},
        {"https://tours.fr/(", 24},
        {"tours.fr/((a", 26},
        {"1\uFE0F", 3},
        {"👩\u200D", 3},
        {".", 1},
        {"..fr", 4},
    };
    run(JM_CHANNEL_X, cases, COUNT(cases));
}

static void counts_units_for_linkedin(void **state)
{
    (void)state;
    static const struct weight_case cases[] = {
        {"", 0},   {"Bonjour", 7}, {"수원", 2},
        {"🇫🇷", 4}, {"🎉", 2},       {"https://www.tours.fr/", 21},
    };
    run(JM_CHANNEL_LINKEDIN, cases, COUNT(cases));
}

/* Top-level domains that twitter-text 3.1.0 does not list, and emoji newer than
 * its list. */
static void knows_what_came_later(void **state)
{
    (void)state;
    static const struct weight_case cases[] = {
        {"https://x.zzzz/abc", 23},
        {"👩🏽‍🤝‍👨🏻", 2},
    };
    run(JM_CHANNEL_X, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weighs_as_x_does),
        cmocka_unit_test(takes_texts_that_break_off),
        cmocka_unit_test(counts_units_for_linkedin),
        cmocka_unit_test(knows_what_came_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
