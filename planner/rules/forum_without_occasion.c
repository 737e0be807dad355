#include "rules.h"

/* A stay or a flagship event, at the forum's host, in a part of it or in the
 * territory around it, at the same time. */
static bool is_occasion(const struct jm_plan *plan, uint32_t forum,
                        uint32_t event)
{
    const struct jm_event *f = &plan->events[forum];
    const struct jm_event *e = &plan->events[event];
    return (e->kind == JM_STAY || e->kind == JM_FLAGSHIP) &&
           jm_span_overlaps(e->span, f->span) &&
           jm_rules_are_near(plan, e->host, f->host);
}

static bool has_occasion(const struct jm_check *run, uint32_t forum)
{
    const struct jm_plan *plan = jm_check_plan(run);
    for (uint32_t at = plan->events[forum].host; at != JM_NONE;
         at = plan->collectivities[at].parent) {
        struct jm_run at_host = jm_check_engagements(run, JM_RESOURCE_HOST, at);
        for (uint32_t i = 0; i < at_host.count; i++)
            if (is_occasion(plan, forum, at_host.all[i].event))
                return true;
    }
    return false;
}

static void check(struct jm_check *run, uint32_t event)
{
    const struct jm_event *e = &jm_check_plan(run)->events[event];
    if (e->kind != JM_FORUM || has_occasion(run, event))
        return;
    struct jm_finding finding = {.span = e->span,
                                 .host = e->host,
                                 .resource_kind = JM_RESOURCE_HOST,
                                 .resource = e->host};
    jm_emit(run, &finding, &event, 1);
}

const struct jm_rule jm_rule_forum_without_occasion = {
    .id = "forum-without-occasion",
    .severity = JM_BLOCKING,
    .summary = JM_SAY_FORUM_WITHOUT_OCCASION_SUMMARY,
    .sentence = JM_SAY_FORUM_WITHOUT_OCCASION,
    .event_kinds = JM_KIND(JM_FORUM),
    .event = check,
};
