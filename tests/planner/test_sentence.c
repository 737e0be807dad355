#include "cases.h"
#include "golden.h"
#include "sketch.h"
#include <jumelage/rule.h>
#include <jumelage/sentence.h>

/* A season with every rule in it, told in three languages. */
static const char season[] =
    "stay suwon fr-tours 2023-05-05 2023-05-06\n"
    "stay suwon fr-grenoble 2023-05-06 2023-05-08 is=option\n"
    "stay suwon2 fr-paris 2023-05-02 2023-05-04\n"
    "stay guro fr-issy 2023-06-19 2023-06-24\n"
    "meeting guro fr-issy 2023-06-21T17:30 2023-06-21T19:00 in=4\n"
    "ceremony guro fr-issy 2023-06-21T18:30 2023-06-21T20:15 in=4\n"
    "meeting - fr-tours 2023-09-05T10:00 2023-09-05T11:00 venue=hall "
    "who=guest\n"
    "visit - fr-tours 2023-09-05T10:30 2023-09-05T11:30 venue=hall who=guest\n"
    "visit guro fr-tours 2023-06-22T20:30 2023-06-22T21:30 in=4\n"
    "visit guro fr-paris 2023-06-22T22:00 2023-06-22T23:30 in=4\n"
    "transfer guro fr-paris 2023-06-23T09:00 2023-06-23T09:30 to=fr-tours\n"
    "visit guro fr-issy 2023-06-24T22:00 2023-06-25T01:30 in=4\n"
    "visit guro fr-issy 2023-06-21T11:00 2023-06-21T13:00 in=4 who=late\n"
    "forum - fr-grenoble 2023-11-14 2023-11-15\n"
    "stay suwon fr-paris15 2026-10-24 2026-10-26\n"
    "stay guro fr-paris15 2026-10-25T01:30 2026-10-25T03:30\n";

static void tells_in_three_languages(void **state)
{
    (void)state;
    struct jm_plan *plan = sketch(season);
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings findings = JM_FINDINGS_INIT;
    struct jm_text told = JM_TEXT_INIT;
    assert_int_equal(jm_check_run(&findings, plan, &scope, NULL), JM_OK);
    for (size_t i = 0; i < findings.count; i++) {
        const struct jm_finding *f = &findings.all[i];
        jm_text_addf(&told, "%s %s\n", f->rule->id,
                     jm_severity_word(f->severity));
        for (int lang = 0; lang < JM_LANGS; lang++) {
            jm_text_addf(&told, "  ");
            jm_sentence(&told, (enum jm_lang)lang, plan, f);
            jm_text_add_char(&told, '\n');
        }
    }
    golden_check("sentences.txt", jm_text_get(&told), told.length);
    jm_text_clear(&told);
    jm_findings_clear(&findings);
    jm_plan_free(plan);
}

static void names_people_as_protocol_does(void **state)
{
    (void)state;
    const struct jm_person person = {.family_name = "KIM",
                                     .given_name = "Min-su",
                                     .name_ko = "김민수",
                                     .civility = JM_CIVILITY_M};
    static const char *const wanted[JM_LANGS] = {
        "M.\u00a0KIM Min-su", "Mr\u00a0KIM Min-su", "김민수"};
    for (int lang = 0; lang < JM_LANGS; lang++) {
        struct jm_text name = JM_TEXT_INIT;
        jm_person_name(&name, (enum jm_lang)lang, &person);
        CHECK_TEXT(jm_lang_tag((enum jm_lang)lang), jm_text_get(&name),
                   wanted[lang]);
        jm_text_clear(&name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_in_three_languages),
        cmocka_unit_test(names_people_as_protocol_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
