#include "rules.h"

static void check(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    bool is_for_guests = e->delegation != JM_NONE || e->parent != JM_NONE;
    if (!is_for_guests || jm_rules_offer(plan, event) != JM_OFFER_NONE ||
        jm_rules_is_over(plan, event) || jm_rules_is_own_guest(run, event))
        return;
    uint32_t host = jm_rules_host(plan, event);
    struct jm_finding finding = {.span = e->span,
                                 .host = host,
                                 .resource_kind = JM_RESOURCE_HOST,
                                 .resource = host};
    jm_emit(run, &finding, &event, 1);
}

const struct jm_rule jm_rule_host_not_volunteer = {
    .id = "host-not-volunteer",
    .severity = JM_BLOCKING,
    .summary = JM_SAY_HOST_NOT_VOLUNTEER_SUMMARY,
    .sentence = JM_SAY_HOST_NOT_VOLUNTEER,
    .event_kinds = JM_KIND(JM_VISIT),
    .event = check,
};
