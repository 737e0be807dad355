#include "rules.h"

enum { LONGEST_DAYS };

/* The delegation comes to the forum. */
static bool comes(const struct jm_plan *plan, uint32_t forum,
                  uint32_t delegation)
{
    uint32_t stay = jm_plan_stay_of(plan, forum);
    if (delegation == JM_NONE)
        return false;
    return jm_plan_names_delegation(plan, forum, delegation) ||
           (stay != JM_NONE && plan->events[stay].delegation == delegation);
}

/* States, parliaments and airports are no members of the group. */
static bool is_member(const struct jm_collectivity *c)
{
    return c->kind != JM_KIND_STATE && c->kind != JM_KIND_PARLIAMENT &&
           c->kind != JM_KIND_GATEWAY;
}

static bool competes(struct jm_check *run, uint32_t forum, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *f = &plan->events[forum];
    const struct jm_event *e = &plan->events[event];
    if (e->host == JM_NONE || comes(plan, forum, e->delegation) ||
        !is_member(&plan->collectivities[e->host]) ||
        !jm_rules_in_one_country(plan, f->host, e->host) ||
        jm_rules_are_near(plan, f->host, e->host) || e->parent == forum ||
        jm_plan_is_ancestor(plan, event, forum) ||
        jm_rules_themes_clash(plan, forum, event))
        return false;
    int64_t longest = jm_check_parameter(run, LONGEST_DAYS, f->host);
    /* an hour more where the clocks go back */
    return e->kind == JM_FORUM ||
           e->span.until - e->span.from <= longest * JM_DAY_SECONDS + 3600;
}

static void check(struct jm_check *run, uint32_t forum)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *f = &plan->events[forum];
    if (f->host == JM_NONE)
        return;
    struct jm_frames frames = jm_check_frames(run, f->span, UINT32_MAX);
    bool is_behind = false;
    for (uint32_t other; (other = jm_frames_next(&frames)) != JM_NONE;) {
        const struct jm_event *e = &plan->events[other];
        bool is_told = e->kind == JM_FORUM && !is_behind;
        is_behind |= other == forum;
        if (other == forum || is_told || !competes(run, forum, other))
            continue;
        struct jm_finding finding = {.span = jm_span_shared(f->span, e->span),
                                     .host = f->host,
                                     .resource_kind = JM_RESOURCE_HOST,
                                     .resource = f->host,
                                     .facts = {{JM_FACT_OTHER_HOST, e->host}},
                                     .n_facts = 1};
        uint32_t events[2] = {forum, other};
        jm_emit(run, &finding, events, 2);
    }
}

const struct jm_rule jm_rule_forum_competes = {
    .id = "forum-competes",
    .severity = JM_WARNING,
    .summary = JM_SAY_FORUM_COMPETES_SUMMARY,
    .sentence = JM_SAY_FORUM_COMPETES,
    .parameters = {[LONGEST_DAYS] = {"longest_days", 7, 1, 366}},
    .event_kinds = JM_KIND(JM_FORUM),
    .event = check,
};
