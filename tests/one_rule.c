#include "one_rule.h"
#include "cases.h"
#include "sketch.h"
#include <jumelage/rule.h>

static void add_finding(struct jm_text *out, const struct jm_finding *finding)
{
    jm_text_addf(out, "%s%s:", out->length ? " " : "",
                 jm_severity_word(finding->severity));
    for (uint32_t i = 0; i < finding->n_events; i++)
        jm_text_addf(out, "%s%u", i ? "," : "", finding->events[i] + 1);
}

void one_rule(const char *rule, const struct rule_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct jm_plan *plan = sketch(cases[i].lines);
        struct jm_check_scope scope = JM_CHECK_EVERYTHING;
        struct jm_findings findings = JM_FINDINGS_INIT;
        struct jm_text got = JM_TEXT_INIT;
        scope.only = jm_rule_find(rule);
        CHECK(rule, scope.only != NULL);
        CHECK(cases[i].name,
              jm_check_run(&findings, plan, &scope, NULL) == JM_OK);
        for (size_t f = 0; f < findings.count; f++)
            add_finding(&got, &findings.all[f]);
        CHECK_TEXT(cases[i].name, jm_text_get(&got), cases[i].wanted);
        jm_text_clear(&got);
        jm_findings_clear(&findings);
        jm_plan_free(plan);
    }
}
