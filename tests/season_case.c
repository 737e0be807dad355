#include "season_case.h"
#include "cases.h"
#include "season.h"
#include <jumelage/rule.h>
#include <jumelage/sentence.h>

static void add_finding(struct jm_text *out, const struct jm_finding *f)
{
    jm_text_addf(out, "%s%s", out->length ? ", " : "",
                 jm_severity_word(f->severity));
    for (uint32_t i = 0; i < f->n_events; i++)
        jm_text_addf(out, " %u", f->events[i] + 1);
    int64_t bits = jm_finding_fact(f, JM_FACT_MISSING, 0);
    if (bits)
        jm_text_addf(out, " missing %lld", (long long)bits);
}

void season_run_one(const char *rule, const struct season_case *c,
                    struct jm_plan *plan)
{
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings findings = JM_FINDINGS_INIT;
    struct jm_text got = JM_TEXT_INIT, said = JM_TEXT_INIT;
    scope.only = jm_rule_find(rule);
    CHECK(rule, scope.only);
    CHECK(c->name, jm_check_run(&findings, plan, &scope, NULL) == JM_OK);
    for (size_t i = 0; i < findings.count; i++) {
        add_finding(&got, &findings.all[i]);
        for (int lang = 0; plan->texts && lang < JM_LANGS; lang++)
            jm_sentence(&said, (enum jm_lang)lang, plan, &findings.all[i]);
    }
    CHECK_TEXT(c->name, jm_text_get(&got), c->wanted);
    jm_text_clear(&got);
    jm_text_clear(&said);
    jm_findings_clear(&findings);
    jm_plan_free(plan);
}

void season_run(const char *rule, const struct season_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        season_run_one(rule, &cases[i], season(cases[i].lines));
}
