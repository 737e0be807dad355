#include "programme.h"

static bool has_rite(const struct jm_event *e, enum jm_rite rite)
{
    return e->rite == JM_RITE(rite);
}

/* What the courtesy call comes before: signings too. */
static bool follows_courtesy(const struct jm_event *e)
{
    return (JM_KIND(e->kind) &
                (JM_KIND(JM_VISIT) | JM_KIND(JM_MEETING) | JM_KIND(JM_FORUM)) &&
            e->rite == 0) ||
           has_rite(e, JM_RITE_SIGNING);
}

/* What a signing comes after. */
static bool precedes_signing(const struct jm_event *e)
{
    return (e->kind == JM_VISIT || e->kind == JM_MEETING) && e->rite == 0;
}

/* Each place has its own order, and so has each track. What lies in the other
 * has its order there. */
static bool is_one_order(const struct jm_plan *plan, uint32_t a, uint32_t b)
{
    return jm_rules_share_a_track(plan, a, b) &&
           jm_rules_at_one_place(plan, a, b) &&
           !jm_plan_is_ancestor(plan, a, b) && !jm_plan_is_ancestor(plan, b, a);
}

static void tell(struct jm_check *run, const struct jm_content *content,
                 uint32_t first, uint32_t then, enum jm_message sentence)
{
    const struct jm_plan *plan = jm_check_plan(run);
    struct jm_finding finding = {
        .span =
            jm_span_cover(plan->events[first].span, plan->events[then].span),
        .host = jm_rules_host(plan, then),
        .resource_kind = JM_RESOURCE_DELEGATION,
        .resource = plan->events[content->stay].delegation,
        .sentence = sentence};
    uint32_t events[2] = {first, then};
    jm_emit(run, &finding, events, 2);
}

/* The first working event that is over when the call begins. */
static void check_courtesy(struct jm_check *run,
                           const struct jm_content *content, uint32_t call)
{
    const struct jm_plan *plan = jm_check_plan(run);
    for (uint32_t i = 0; i < content->n_events; i++) {
        uint32_t at = content->events[i];
        const struct jm_event *e = &plan->events[at];
        if (follows_courtesy(e) &&
            e->span.until <= plan->events[call].span.from && at != call &&
            is_one_order(plan, at, call)) {
            tell(run, content, at, call, JM_SAY_COURTESY_NOT_FIRST);
            return;
        }
    }
}

/* The first working event that begins when the signing is over. */
static void check_signing(struct jm_check *run,
                          const struct jm_content *content, uint32_t signing)
{
    const struct jm_plan *plan = jm_check_plan(run);
    for (uint32_t i = 0; i < content->n_events; i++) {
        uint32_t at = content->events[i];
        const struct jm_event *e = &plan->events[at];
        if (precedes_signing(e) &&
            e->span.from >= plan->events[signing].span.until && at != signing &&
            is_one_order(plan, signing, at)) {
            tell(run, content, signing, at, JM_SAY_SIGNING_NOT_LAST);
            return;
        }
    }
}

static void check(struct jm_check *run, const struct jm_content *content)
{
    const struct jm_plan *plan = jm_check_plan(run);
    for (uint32_t i = 0; i < content->n_events; i++) {
        const struct jm_event *e = &plan->events[content->events[i]];
        if (has_rite(e, JM_RITE_COURTESY))
            check_courtesy(run, content, content->events[i]);
        else if (has_rite(e, JM_RITE_SIGNING))
            check_signing(run, content, content->events[i]);
    }
}

const struct jm_rule jm_rule_order_broken = {
    .id = "order-broken",
    .severity = JM_WARNING,
    .summary = JM_SAY_ORDER_BROKEN_SUMMARY,
    .sentence = JM_SAY_COURTESY_NOT_FIRST,
    .content = check,
};
