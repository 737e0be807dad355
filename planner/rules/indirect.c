#include "rules.h"

/* An agreement that is alive: contacts, networks and projects do not make one
 * a partner. */
static bool is_agreement(const struct jm_partnership *p)
{
    return p->status == JM_TIE_ACTIVE &&
           (p->kind == JM_TIE_TWINNING || p->kind == JM_TIE_FRIENDSHIP ||
            p->kind == JM_TIE_COOPERATION || p->kind == JM_TIE_LETTER);
}

static uint32_t first_tie(const struct jm_plan *plan, uint32_t collectivity,
                          uint32_t partner)
{
    uint32_t low = 0, high = plan->n_ties;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct jm_tie *tie = &plan->ties[middle];
        if (tie->collectivity < collectivity ||
            (tie->collectivity == collectivity && tie->partner < partner))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool are_partners(const struct jm_plan *plan, uint32_t a, uint32_t b)
{
    for (uint32_t i = first_tie(plan, a, b);
         i < plan->n_ties && plan->ties[i].collectivity == a &&
         plan->ties[i].partner == b;
         i++)
        if (is_agreement(&plan->partnerships[plan->ties[i].partnership]))
            return true;
    return false;
}

/* The delegation has something of its own there at that time. */
static bool goes_there(struct jm_check *run, uint32_t delegation,
                       const struct jm_event *there)
{
    const struct jm_plan *plan = jm_check_plan(run);
    struct jm_events all = jm_check_programme(run, delegation);
    for (uint32_t i = 0; i < all.count; i++) {
        const struct jm_event *e = &plan->events[all.all[i]];
        if (e->span.from > there->span.until)
            return false;
        if (e->status != JM_CANCELLED &&
            jm_span_overlaps(e->span, there->span) &&
            jm_rules_are_near(plan, jm_rules_host(plan, all.all[i]),
                              there->host))
            return true;
    }
    return false;
}

static void tell(struct jm_check *run, uint32_t stay, uint32_t there)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *s = &plan->events[stay], *t = &plan->events[there];
    struct jm_finding finding = {.span = jm_span_shared(s->span, t->span),
                                 .host = s->host,
                                 .resource_kind = JM_RESOURCE_PARTNER,
                                 .resource =
                                     plan->delegations[s->delegation].origin,
                                 .facts = {{JM_FACT_OTHER_HOST, t->host}},
                                 .n_facts = 1};
    uint32_t events[2] = {stay, there};
    jm_emit(run, &finding, events, 2);
}

static void check(struct jm_check *run, const struct jm_content *content)
{
    const struct jm_plan *plan = jm_check_plan(run);
    uint32_t stay = content->stay;
    const struct jm_event *s = &plan->events[stay];
    if (!plan->n_ties || s->delegation == JM_NONE || s->host == JM_NONE)
        return;
    uint32_t origin = plan->delegations[s->delegation].origin;
    uint32_t tie = first_tie(plan, origin, 0);
    if (tie == plan->n_ties || plan->ties[tie].collectivity != origin)
        return;
    struct jm_frames frames =
        jm_check_frames(run, s->span, JM_KIND(JM_FORUM) | JM_KIND(JM_FLAGSHIP));
    for (uint32_t f; (f = jm_frames_next(&frames)) != JM_NONE;) {
        const struct jm_event *e = &plan->events[f];
        if (e->host != JM_NONE && are_partners(plan, origin, e->host) &&
            !jm_rules_are_near(plan, e->host, s->host) &&
            !goes_there(run, s->delegation, e))
            tell(run, stay, f);
    }
}

const struct jm_rule jm_rule_indirect = {
    .id = "indirect",
    .severity = JM_NOTICE,
    .summary = JM_SAY_INDIRECT_SUMMARY,
    .sentence = JM_SAY_INDIRECT,
    .content = check,
};
