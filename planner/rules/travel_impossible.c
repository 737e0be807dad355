#include "rules.h"

static void tell(struct jm_check *run, struct jm_finding *finding, int64_t gap,
                 int64_t needed, struct jm_journey journey,
                 const uint32_t *events, uint32_t count)
{
    finding->facts[0].key = JM_FACT_GAP_MINUTES;
    finding->facts[0].value = gap;
    finding->facts[1].key = JM_FACT_NEEDED_MINUTES;
    finding->facts[1].value = needed;
    finding->facts[2].key = JM_FACT_SHORT_MINUTES;
    finding->facts[2].value = needed - gap;
    finding->facts[3].key = JM_FACT_KILOMETRES;
    finding->facts[3].value = (int64_t)(journey.kilometres + 0.5);
    finding->n_facts = 4;
    jm_emit(run, finding, events, count);
}

/* A person who goes with a delegation is told with it. */
static bool goes_along(const struct jm_step *step)
{
    return step->from->via != JM_NONE && step->from->via == step->to->via;
}

static void check_step(struct jm_check *run, const struct jm_step *step)
{
    const struct jm_plan *plan = jm_check_plan(run);
    struct jm_journey journey =
        jm_plan_journey(plan, step->from_place, step->to_place);
    int32_t needed = journey.minutes_min;
    if (step->from_place == step->to_place)
        needed = jm_plan_minutes_within(step->from_xyz, step->to_xyz);
    if (step->gap >= needed * 60 || goes_along(step))
        return;
    struct jm_finding finding = {.span = {step->from->until, step->to->from},
                                 .host = step->to_place,
                                 .resource_kind = step->kind,
                                 .resource = step->row};
    uint32_t events[2] = {step->from->event, step->to->event};
    tell(run, &finding, step->gap / 60, needed, journey, events, 2);
}

/* A transfer is itself a journey. */
static void check_event(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    if (e->kind != JM_TRANSFER || e->all_day || e->to_host == JM_NONE)
        return;
    struct jm_journey journey = jm_plan_journey(plan, e->host, e->to_host);
    int64_t lasts = (e->span.until - e->span.from) / 60;
    if (lasts >= journey.minutes_min)
        return;
    struct jm_finding finding = {.span = e->span,
                                 .host = e->to_host,
                                 .resource_kind = JM_RESOURCE_DELEGATION,
                                 .resource = e->delegation,
                                 .sentence = JM_SAY_TRANSFER_TOO_SHORT};
    tell(run, &finding, lasts, journey.minutes_min, journey, &event, 1);
}

const struct jm_rule jm_rule_travel_impossible = {
    .id = "travel-impossible",
    .severity = JM_BLOCKING,
    .summary = JM_SAY_TRAVEL_IMPOSSIBLE_SUMMARY,
    .sentence = JM_SAY_TRAVEL_IMPOSSIBLE,
    .event_kinds = JM_KIND(JM_TRANSFER),
    .event = check_event,
    .step = check_step,
};
