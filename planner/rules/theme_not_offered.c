#include "rules.h"

static void check(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    bool is_for_guests = e->delegation != JM_NONE || e->parent != JM_NONE;
    if (e->theme == JM_NONE || !is_for_guests ||
        jm_rules_offer(plan, event) != JM_OFFER_OTHER ||
        jm_rules_is_over(plan, event) || jm_rules_is_own_guest(run, event))
        return;
    uint32_t host = jm_rules_host(plan, event);
    struct jm_finding finding = {.span = e->span,
                                 .host = host,
                                 .resource_kind = JM_RESOURCE_HOST,
                                 .resource = host,
                                 .facts = {{JM_FACT_THEME, e->theme}},
                                 .n_facts = 1};
    jm_emit(run, &finding, &event, 1);
}

const struct jm_rule jm_rule_theme_not_offered = {
    .id = "theme-not-offered",
    .severity = JM_WARNING,
    .summary = JM_SAY_THEME_NOT_OFFERED_SUMMARY,
    .sentence = JM_SAY_THEME_NOT_OFFERED,
    .event_kinds = JM_KIND(JM_VISIT),
    .event = check,
};
