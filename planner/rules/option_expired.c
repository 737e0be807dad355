#include "rules.h"

static void check(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    if (e->status != JM_OPTION || e->option_until == JM_DAY_NONE ||
        e->option_until >= plan->today ||
        jm_rules_days(plan, event).last < plan->today)
        return;
    uint32_t host = jm_rules_host(plan, event);
    struct jm_finding finding = {
        .span = e->span,
        .host = host,
        .resource_kind = JM_RESOURCE_HOST,
        .resource = host,
        .facts = {{JM_FACT_DAY, e->option_until},
                  {JM_FACT_DAYS, plan->today - e->option_until}},
        .n_facts = 2};
    jm_emit(run, &finding, &event, 1);
}

const struct jm_rule jm_rule_option_expired = {
    .id = "option-expired",
    .severity = JM_WARNING,
    .summary = JM_SAY_OPTION_EXPIRED_SUMMARY,
    .sentence = JM_SAY_OPTION_EXPIRED,
    .plain = true,
    .event_kinds = ~UINT32_C(0),
    .event = check,
};
