#include "rules.h"

static void check(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    if (e->parent == JM_NONE || plan->events[e->parent].status >= JM_CONFIRMED)
        return;
    jm_day due = jm_rules_days(plan, event).last;
    if (due >= plan->today || jm_rules_days(plan, e->parent).last < plan->today)
        return;
    uint32_t host = jm_rules_host(plan, e->parent);
    struct jm_finding finding = {
        .span = e->span,
        .host = host,
        .resource_kind = JM_RESOURCE_HOST,
        .resource = host,
        .facts = {{JM_FACT_DAY, due}, {JM_FACT_DAYS, plan->today - due}},
        .n_facts = 2};
    uint32_t events[2] = {event, e->parent};
    jm_emit(run, &finding, events, 2);
}

const struct jm_rule jm_rule_deadline_missed = {
    .id = "deadline-missed",
    .severity = JM_WARNING,
    .summary = JM_SAY_DEADLINE_MISSED_SUMMARY,
    .sentence = JM_SAY_DEADLINE_MISSED,
    .plain = true,
    .event_kinds = JM_KIND(JM_DEADLINE),
    .event = check,
};
