#include "rules.h"

/* What is part of a forum or a flagship event, or of a longer visit, is on its
 * theme; a stay has visits on several. */
static bool has_theme(const struct jm_plan *plan, uint32_t event)
{
    for (uint32_t at = event; at != JM_NONE; at = plan->events[at].parent) {
        const struct jm_event *e = &plan->events[at];
        if (e->theme != JM_NONE && e->kind != JM_STAY &&
            e->status != JM_CANCELLED)
            return true;
    }
    return false;
}

static void check(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    bool is_forum = e->kind == JM_FORUM;
    if ((!is_forum && e->delegation == JM_NONE) || has_theme(plan, event) ||
        jm_rules_is_over(plan, event))
        return;
    struct jm_finding finding = {
        .span = e->span,
        .host = jm_rules_host(plan, event),
        .resource_kind = JM_RESOURCE_DELEGATION,
        .resource = e->delegation,
        .sentence = is_forum ? JM_SAY_FORUM_THEME_MISSING : JM_SAY_NOTHING};
    jm_emit(run, &finding, &event, 1);
}

const struct jm_rule jm_rule_theme_missing = {
    .id = "theme-missing",
    .severity = JM_BLOCKING,
    .summary = JM_SAY_THEME_MISSING_SUMMARY,
    .sentence = JM_SAY_THEME_MISSING,
    .event_kinds = JM_KIND(JM_VISIT) | JM_KIND(JM_FORUM),
    .event = check,
};
