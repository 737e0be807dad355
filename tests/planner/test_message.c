#include "cases.h"
#include <jumelage/error.h>
#include <jumelage/message.h>

/* Arguments {1}, {2}, {3} for a template of the test's own. */
static const char *args[3];

static const char *look_up(void *data, const char *name, size_t length)
{
    (void)data;
    return length == 1 ? args[*name - '1'] : NULL;
}

static void templates(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum jm_lang lang;
        const char *pattern, *one, *two, *wanted;
    } cases[] = {
        {"argument", JM_FR, "à {1}, {2}", "Tours", "Issy", "à Tours, Issy"},
        {"braces", JM_EN, "{{{1}}}", "x", "", "{x}"},
        {"one day, French", JM_FR, "{1} {1|jour|jours}", "1", "", "1 jour"},
        {"no day, French", JM_FR, "{1} {1|jour|jours}", "0", "", "0 jour"},
        {"no day, English", JM_EN, "{1} {1|day|days}", "0", "", "0 days"},
        {"two days", JM_FR, "{1} {1|jour|jours}", "2", "", "2 jours"},
        {"optional, given", JM_FR, "a{2?, dit {2}}", "", "b", "a, dit b"},
        {"optional, empty", JM_FR, "a{2?, dit {2}}", "", "", "a"},
        {"after a consonant", JM_KO, "{1}{1~은}", "수원", "", "수원은"},
        {"after a vowel", JM_KO, "{1}{1~은}", "구로구", "", "구로구는"},
        {"이 after a vowel", JM_KO, "{1}{1~이}", "구미시", "", "구미시가"},
        {"을 after a consonant", JM_KO, "{1}{1~을}", "서울", "", "서울을"},
        {"로 after a final ㄹ", JM_KO, "{1}{1~으로}", "서울", "", "서울로"},
        {"로 after a vowel", JM_KO, "{1}{1~으로}", "파리", "", "파리로"},
        {"으로 after a consonant", JM_KO, "{1}{1~으로}", "수원", "",
         "수원으로"},
        {"a digit", JM_KO, "{1}{1~이}", "2023", "", "2023이"},
        {"what is in brackets is silent", JM_KO, "{1}{1~과}", "도청(전주)", "",
         "도청(전주)과"},
        {"brackets and quotes", JM_KO, "{1}{1~과}", "‘리셉션(공식 행사)’", "",
         "‘리셉션(공식 행사)’과"},
        {"nothing but brackets", JM_KO, "{1}{1~은}", "(안)", "", "(안)은"},
        {"at a place", JM_FR, "{1~à}", "Tours", "", "à Tours"},
        {"at a place with an article", JM_FR, "{1~à}", "Le Havre", "",
         "au Havre"},
        {"at places with an article", JM_FR, "{1~à}", "Les Sables-d’Olonne", "",
         "aux Sables-d’Olonne"},
        {"Latin letters", JM_KO, "{1}{1~은}", "Tours", "", "Tours은(는)"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jm_text out = JM_TEXT_INIT;
        args[0] = cases[i].one;
        args[1] = cases[i].two;
        jm_say_with(&out, cases[i].lang, cases[i].pattern, look_up, NULL);
        CHECK_TEXT(cases[i].name, jm_text_get(&out), cases[i].wanted);
        jm_text_clear(&out);
    }
}

/* Counts how often {n occurs in a template, for n = 1 .. 8. */
static void count_args(const char *pattern, int used[JM_SAY_ARGS])
{
    memset(used, 0, sizeof(int) * JM_SAY_ARGS);
    for (const char *at = pattern; *at; at++)
        if (at[0] == '{' && at[1] >= '1' && at[1] <= '8')
            used[at[1] - '1'] = 1;
}

static bool has_french_space_before(const char *at, const char *start)
{
    return at - start >= 2 &&
           (memcmp(at - 2, "\u00a0", 2) == 0 ||
            (at - start >= 3 && memcmp(at - 3, "\u202f", 3) == 0));
}

/* The ? of {name?...}. */
static bool is_operator(const char *at, const char *start)
{
    while (at > start &&
           (strchr(".~", at[-1]) || (at[-1] >= '0' && at[-1] <= '9') ||
            (at[-1] >= 'a' && at[-1] <= 'z')))
        at--;
    return at > start && at[-1] == '{';
}

/* French sets a no-break space before : ; ? ! and inside « ». Braces, times
 * (09:30) and addresses are not prose. */
static void check_french(const char *name, const char *text)
{
    for (const char *at = text; *at; at++) {
        bool closes = at[1] == ' ' || at[1] == '\0' || at[1] == '\n' ||
                      (at[1] == '}' && *at != '?');
        if (strchr(";?!:", *at) && closes && !is_operator(at, text))
            CHECK(name, has_french_space_before(at, text));
        if (strncmp(at, "«", strlen("«")) == 0)
            CHECK(name, strncmp(at + 2, "\u00a0", 2) == 0);
        if (strncmp(at, "»", strlen("»")) == 0)
            CHECK(name, has_french_space_before(at, text));
        CHECK(name, *at != '\'');
    }
}

static void table_is_whole(void **state)
{
    (void)state;
    for (int m = JM_SAY_NOTHING + 1; m < JM_MESSAGES; m++) {
        enum jm_message message = (enum jm_message)m;
        const char *name = jm_message_name(message);
        int french[JM_SAY_ARGS], other[JM_SAY_ARGS];
        count_args(jm_message_template(message, JM_FR), french);
        for (int lang = JM_FR; lang < JM_LANGS; lang++) {
            const char *text = jm_message_template(message, (enum jm_lang)lang);
            CHECK(name, jm_text_is_clean(text, strlen(text)));
            CHECK(name, *text);
            count_args(text, other);
            CHECK(name, memcmp(french, other, sizeof french) == 0);
        }
        check_french(name, jm_message_template(message, JM_FR));
    }
}

static void errors_keep_the_first_message(void **state)
{
    (void)state;
    struct jm_error err = JM_ERROR_INIT;
    struct jm_text text = JM_TEXT_INIT;
    assert_int_equal(jm_fail(&err, JM_INVALID, "a", JM_SAY_NOT_DATE, "starts",
                             "demain", NULL),
                     JM_INVALID);
    assert_int_equal(jm_fail(&err, JM_FAILED, "b", JM_SAY_NO_MEMORY, NULL),
                     JM_FAILED);
    jm_error_at(&err, "events.csv", 12);
    jm_error_at(&err, "other.csv", 0);
    jm_error_say(&err, JM_EN, &text);
    assert_string_equal(jm_text_get(&text),
                        "events.csv:12: starts: “demain” is not a date; write "
                        "2026-03-17");
    jm_text_reset(&text);
    jm_error_say(&err, JM_FR, &text);
    assert_string_equal(
        jm_text_get(&text),
        "events.csv:12\u00a0: starts\u00a0: «\u00a0demain\u00a0» n’est pas "
        "une date\u00a0; écrivez 2026-03-17");
    jm_text_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(templates),
        cmocka_unit_test(table_is_whole),
        cmocka_unit_test(errors_keep_the_first_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
