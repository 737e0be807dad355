/* The sentences of rules about programmes, in three languages. */
#include "cases.h"
#include "golden.h"
#include "sketch.h"
#include <jumelage/rule.h>
#include <jumelage/sentence.h>

/* Each finding of a rule and each of its sentences, at least once. */
static const struct told {
    const char *rule;
    const char *lines;
} told[] = {
    {"vehicle-double-booked",
     "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 car=coach\n"
     "visit guro fr-tours 2023-05-05T10:30 2023-05-05T11:30 car=coach"},
    {"capacity-exceeded",
     "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 venue=room "
     "expect=21\n"
     "transfer naju fr-tours 2023-05-05T11:00 2023-05-05T11:30 car=coach\n"
     "transfer naju fr-tours 2023-05-05T12:00 2023-05-05T12:30 car=coach "
     "car=van expect=15"},
    {"travel-tight",
     "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T10:00\n"
     "visit suwon fr-tours 2023-05-05T11:05 2023-05-05T12:00\n"
     "transfer guro fr-paris 2023-05-05T09:00 2023-05-05T10:05 to=fr-tours\n"
     "meeting guro fr-tours 2023-05-05T10:10 2023-05-05T12:00"},
    {"rest-too-short",
     "flight suwon in 2023-05-04T03:00 2023-05-04T16:30\n"
     "stay suwon fr-tours 2023-05-04 2023-05-07\n"
     "visit suwon fr-tours 2023-05-04T16:00 2023-05-04T16:45 in=1\n"
     "meal suwon fr-tours 2023-05-04T17:00 2023-05-04T18:00 in=1\n"
     "visit suwon fr-tours 2023-05-04T18:15 2023-05-04T19:00 in=1\n"
     "ceremony suwon fr-tours 2023-05-04T20:30 2023-05-04T21:00 in=1 "
     "rite=signing"},
    {"theme-repeated",
     "stay suwon fr-tours 2023-05-04 2023-05-07\n"
     "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 theme=parks\n"
     "visit suwon fr-tours 2023-05-05T11:00 2023-05-05T12:00 theme=parks\n"
     "visit suwon fr-tours 2023-05-06T09:00 2023-05-06T10:00 theme=parks"},
    {"order-broken",
     "stay suwon fr-tours 2023-05-04 2023-05-07\n"
     "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00\n"
     "meeting suwon fr-tours 2023-05-05T11:00 2023-05-05T12:00 rite=courtesy\n"
     "ceremony suwon fr-tours 2023-05-05T15:00 2023-05-05T16:00 rite=signing\n"
     "meeting suwon fr-tours 2023-05-06T09:00 2023-05-06T10:00"},
    {"day-overloaded",
     "visit suwon fr-tours 2023-05-05T08:00 2023-05-05T10:00\n"
     "visit suwon fr-tours 2023-05-05T11:00 2023-05-05T12:00\n"
     "visit suwon fr-tours 2023-05-05T14:00 2023-05-05T15:00\n"
     "visit suwon fr-tours 2023-05-05T16:00 2023-05-05T17:00\n"
     "meeting suwon fr-tours 2023-05-05T19:30 2023-05-05T21:00\n"
     "visit guro fr-tours 2023-05-06T08:00 2023-05-06T21:00"},
    {"meal-missing",
     "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T12:30\n"
     "meeting suwon fr-tours 2023-05-05T12:45 2023-05-05T15:00\n"
     "visit guro fr-tours 2023-05-05T09:00 2023-05-05T13:00\n"
     "meeting guro fr-tours 2023-05-05T13:00 2023-05-05T15:00"},
    {"night-without-lodging",
     "stay suwon fr-tours 2023-05-04 2023-05-07\n"
     "lodging suwon fr-tours 2023-05-06T22:00 2023-05-07T08:00\n"
     "stay guro fr-issy 2023-05-04 2023-05-06\n"
     "lodging guro fr-issy 2023-05-04T22:00 2023-05-05T08:00"},
    {"interpreter-missing",
     "stay naju fr-tours 2023-05-04 2023-05-07\n"
     "meeting naju fr-tours 2023-05-05T10:00 2023-05-05T11:00 track=B\n"
     "ceremony naju fr-tours 2023-05-05T10:00 2023-05-05T13:00 track=A\n"
     "visit naju fr-tours 2023-05-05T14:00 2023-05-05T17:30 track=A"},
};

static void tell(struct jm_text *out, const struct jm_plan *plan,
                 const struct jm_finding *finding)
{
    jm_text_addf(out, "%s %s\n", finding->rule->id,
                 jm_severity_word(finding->severity));
    for (int lang = 0; lang < JM_LANGS; lang++) {
        jm_text_addf(out, "  ");
        jm_sentence(out, (enum jm_lang)lang, plan, finding);
        jm_text_add_char(out, '\n');
    }
}

static void tells_in_three_languages(void **state)
{
    (void)state;
    struct jm_text out = JM_TEXT_INIT;
    for (size_t i = 0; i < COUNT(told); i++) {
        struct jm_plan *plan = sketch(told[i].lines);
        struct jm_check_scope scope = JM_CHECK_EVERYTHING;
        struct jm_findings findings = JM_FINDINGS_INIT;
        scope.only = jm_rule_find(told[i].rule);
        assert_non_null(scope.only);
        assert_int_equal(jm_check_run(&findings, plan, &scope, NULL), JM_OK);
        CHECK(told[i].rule, findings.count > 0);
        for (size_t f = 0; f < findings.count; f++)
            tell(&out, plan, &findings.all[f]);
        jm_findings_clear(&findings);
        jm_plan_free(plan);
    }
    golden_check("sentences-programme.txt", jm_text_get(&out), out.length);
    jm_text_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_in_three_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
