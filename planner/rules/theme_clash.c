#include "rules.h"

static void tell(struct jm_check *run, uint32_t first, uint32_t second)
{
    const struct jm_event *a = &jm_check_plan(run)->events[first];
    const struct jm_event *b = &jm_check_plan(run)->events[second];
    struct jm_finding finding = {
        .span = jm_span_shared(a->span, b->span),
        .host = b->host,
        .resource_kind = JM_RESOURCE_HOST,
        .resource = b->host,
        .facts = {{JM_FACT_THEME, a->theme}, {JM_FACT_OTHER_HOST, a->host}},
        .n_facts = 2};
    uint32_t events[2] = {first, second};
    jm_emit(run, &finding, events, 2);
}

/* Each pair is met twice and told from its first event. */
static void check(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    if (e->theme == JM_NONE || e->host == JM_NONE)
        return;
    struct jm_frames frames =
        jm_check_frames(run, e->span, JM_KIND(JM_FORUM) | JM_KIND(JM_FLAGSHIP));
    bool is_behind = false;
    for (uint32_t other; (other = jm_frames_next(&frames)) != JM_NONE;) {
        if (is_behind && jm_rules_themes_clash(plan, event, other))
            tell(run, event, other);
        is_behind |= other == event;
    }
}

const struct jm_rule jm_rule_theme_clash = {
    .id = "theme-clash",
    .severity = JM_WARNING,
    .summary = JM_SAY_THEME_CLASH_SUMMARY,
    .sentence = JM_SAY_THEME_CLASH,
    .event_kinds = JM_KIND(JM_FORUM) | JM_KIND(JM_FLAGSHIP),
    .event = check,
};
