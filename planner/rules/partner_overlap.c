#include "engine.h"
#include "rules.h"

static void check(struct jm_check *run, const struct jm_pair *pair)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *a = &plan->events[pair->a->event];
    const struct jm_event *b = &plan->events[pair->b->event];
    if (a->delegation == b->delegation ||
        jm_rules_are_near(plan, a->host, b->host))
        return;
    uint32_t events[2] = {pair->a->event, pair->b->event};
    jm_engine_sort_events(plan, events, 2);
    struct jm_finding finding = {
        .span = jm_span_cover(a->span, b->span),
        .host = plan->events[events[1]].host,
        .resource_kind = JM_RESOURCE_PARTNER,
        .resource = plan->delegations[b->delegation].origin,
        .facts = {{JM_FACT_OTHER_HOST, plan->events[events[0]].host}},
        .n_facts = 1};
    jm_emit(run, &finding, events, 2);
}

const struct jm_rule jm_rule_partner_overlap = {
    .id = "partner-overlap",
    .severity = JM_WARNING,
    .summary = JM_SAY_PARTNER_OVERLAP_SUMMARY,
    .sentence = JM_SAY_PARTNER_OVERLAP,
    .pair_kind = JM_RESOURCE_PARTNER,
    .pair = check,
};
