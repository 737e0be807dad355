#include "rules.h"

static bool is_new(const struct jm_plan *plan, uint32_t event)
{
    return plan->texts[event].created_at > plan->released_at;
}

static bool is_published(const struct jm_event *e)
{
    return e->kind != JM_POST && e->audience != JM_AUDIENCE_PROTOCOL;
}

/* What is new as a whole is told once, with all its parts. */
static bool tells_new(const struct jm_plan *plan, uint32_t outer,
                      const void *what)
{
    (void)what;
    return is_new(plan, outer) && is_published(&plan->events[outer]) &&
           jm_rules_days(plan, outer).first >= plan->today;
}

static void check(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    if (plan->released_at <= 0 || !plan->texts || !is_published(e))
        return;
    const struct jm_event_text *text = &plan->texts[event];
    bool changed = text->changed_at > plan->released_at;
    if ((!changed && !is_new(plan, event)) ||
        jm_rules_days(plan, event).first < plan->today ||
        (is_new(plan, event) && jm_rules_is_told(run, event, tells_new, NULL)))
        return;
    uint32_t host = jm_rules_host(plan, event);
    struct jm_finding finding = {.span = e->span,
                                 .host = host,
                                 .resource_kind = JM_RESOURCE_HOST,
                                 .resource = host};
    if (is_new(plan, event))
        finding.sentence = JM_SAY_NEW_SINCE_RELEASE;
    jm_emit(run, &finding, &event, 1);
}

const struct jm_rule jm_rule_changed_after_release = {
    .id = "changed-after-release",
    .severity = JM_NOTICE,
    .summary = JM_SAY_CHANGED_AFTER_RELEASE_SUMMARY,
    .sentence = JM_SAY_CHANGED_AFTER_RELEASE,
    .plain = true,
    .event_kinds = ~JM_KIND(JM_POST),
    .event = check,
};
