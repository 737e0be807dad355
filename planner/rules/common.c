#include "engine.h"
#include "rules.h"

uint32_t jm_rules_place(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    return e->venue == JM_NONE ? e->host : plan->venues[e->venue].collectivity;
}

uint32_t jm_rules_host(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    return e->host == JM_NONE ? jm_rules_place(plan, event) : e->host;
}

bool jm_rules_are_near(const struct jm_plan *plan, uint32_t a, uint32_t b)
{
    return jm_plan_is_inside(plan, a, b) || jm_plan_is_inside(plan, b, a);
}

bool jm_rules_at_one_place(const struct jm_plan *plan, uint32_t a, uint32_t b)
{
    uint32_t at_a = jm_rules_place(plan, a), at_b = jm_rules_place(plan, b);
    return at_a == at_b || jm_rules_are_near(plan, at_a, at_b);
}

bool jm_rules_go_together(const struct jm_plan *plan, uint32_t a, uint32_t b)
{
    const struct jm_event *x = &plan->events[a], *y = &plan->events[b];
    bool x_stays = x->kind == JM_STAY, y_stays = y->kind == JM_STAY;
    if (jm_plan_is_ancestor(plan, a, b) || jm_plan_is_ancestor(plan, b, a))
        return true;
    if (x_stays || y_stays)
        return !(x_stays && y_stays);
    return (x->all_day || y->all_day) && jm_rules_at_one_place(plan, a, b);
}

bool jm_rules_stays_clash(const struct jm_plan *plan, uint32_t a, uint32_t b)
{
    uint32_t stay_a = jm_plan_stay_of(plan, a);
    uint32_t stay_b = jm_plan_stay_of(plan, b);
    if (stay_a == JM_NONE || stay_b == JM_NONE || stay_a == stay_b)
        return false;
    const struct jm_event *x = &plan->events[stay_a];
    const struct jm_event *y = &plan->events[stay_b];
    return x->delegation == y->delegation && x->status != JM_CANCELLED &&
           y->status != JM_CANCELLED && jm_span_overlaps(x->span, y->span) &&
           !jm_rules_go_together(plan, stay_a, stay_b);
}

bool jm_rules_share_a_track(const struct jm_plan *plan, uint32_t a, uint32_t b)
{
    uint16_t x = plan->events[a].track, y = plan->events[b].track;
    return x == JM_TRACK_ALL || y == JM_TRACK_ALL || x == y;
}

int64_t jm_rules_minutes(struct jm_span span)
{
    return (span.until - span.from + 59) / 60;
}

void jm_rules_emit_pair(struct jm_check *run, const struct jm_pair *pair)
{
    const struct jm_plan *plan = jm_check_plan(run);
    uint32_t events[2] = {pair->a->event, pair->b->event};
    struct jm_finding finding = {
        .span = jm_span_shared(jm_engagement_span(pair->a),
                               jm_engagement_span(pair->b)),
        .host = jm_rules_host(plan, pair->b->event),
        .resource_kind = pair->kind,
        .resource = pair->row};
    jm_engine_sort_events(plan, events, 2);
    finding.facts[0].key = JM_FACT_SHARED_MINUTES;
    finding.facts[0].value = jm_rules_minutes(finding.span);
    finding.n_facts = 1;
    jm_emit(run, &finding, events, 2);
}

bool jm_rules_goes_along(const struct jm_step *step)
{
    return step->from->via != JM_NONE && step->from->via == step->to->via;
}

static void add_fact(struct jm_finding *finding, enum jm_fact_key key,
                     int64_t value)
{
    finding->facts[finding->n_facts].key = key;
    finding->facts[finding->n_facts++].value = value;
}

void jm_rules_emit_journey(struct jm_check *run, struct jm_finding *finding,
                           int64_t gap, int64_t needed,
                           struct jm_journey journey, const uint32_t *events,
                           uint32_t count)
{
    add_fact(finding, JM_FACT_GAP_MINUTES, gap);
    add_fact(finding, JM_FACT_NEEDED_MINUTES, needed);
    add_fact(finding, JM_FACT_SHORT_MINUTES, needed - gap);
    add_fact(finding, JM_FACT_KILOMETRES, (int64_t)(journey.kilometres + 0.5));
    jm_emit(run, finding, events, count);
}

void jm_rules_tell_crowd(struct jm_check *run, const struct jm_crowd *crowd,
                         uint32_t host)
{
    struct jm_finding finding = {
        .span = crowd->span,
        .host = host,
        .resource_kind = crowd->kind,
        .resource = crowd->row,
        .facts = {{JM_FACT_COUNT, crowd->count},
                  {JM_FACT_CAPACITY, crowd->capacity},
                  {JM_FACT_SHARED_MINUTES, jm_rules_minutes(crowd->span)}},
        .n_facts = 3};
    jm_emit(run, &finding, crowd->events, crowd->n_events);
}
