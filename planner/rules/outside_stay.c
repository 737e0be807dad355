#include "rules.h"

/* By how much a journey may begin or end outside all stays. */
enum { JOURNEY_HOURS = 0 };

static int64_t sum_outside(struct jm_span stay, struct jm_span span)
{
    int64_t early = stay.from - span.from, late = span.until - stay.until;
    return (early > 0 ? early : 0) + (late > 0 ? late : 0);
}

/* The stay of the delegation that the event leaves by least; JM_NONE when it
 * has none. *cover is from the first to the last of its stays. */
static uint32_t nearest_stay(const struct jm_check *run, uint32_t event,
                             struct jm_span *cover)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    struct jm_events stays = jm_check_stays(run, e->delegation);
    uint32_t nearest = JM_NONE;
    for (uint32_t i = 0; i < stays.count; i++) {
        uint32_t stay = stays.all[i];
        struct jm_span span = plan->events[stay].span;
        *cover = nearest == JM_NONE ? span : jm_span_cover(*cover, span);
        if (nearest == JM_NONE ||
            sum_outside(span, e->span) <
                sum_outside(plan->events[nearest].span, e->span))
            nearest = stay;
    }
    return nearest;
}

/* stay is JM_NONE where a person's own days are left. */
static void tell(struct jm_check *run, struct jm_finding *finding,
                 struct jm_span inside, uint32_t stay, uint32_t event)
{
    const struct jm_event *e = &jm_check_plan(run)->events[event];
    int64_t early = (inside.from - e->span.from + 59) / 60;
    int64_t late = (e->span.until - inside.until + 59) / 60;
    finding->span = e->span;
    finding->host = jm_rules_host(jm_check_plan(run), event);
    finding->facts[0].key = JM_FACT_EARLY_MINUTES;
    finding->facts[0].value = early > 0 ? early : 0;
    finding->facts[1].key = JM_FACT_LATE_MINUTES;
    finding->facts[1].value = late > 0 ? late : 0;
    finding->n_facts = 2;
    uint32_t events[2] = {event, stay};
    jm_emit(run, finding, events, stay == JM_NONE ? 1 : 2);
}

/* An all-day event is compared by days. */
static struct jm_span whole_days(const struct jm_plan *plan, uint32_t event,
                                 struct jm_span inside)
{
    const struct jm_event *e = &plan->events[event];
    const struct jm_zone *zone = &plan->zones[e->zone];
    if (!e->all_day)
        return inside;
    jm_day first = jm_zone_day(zone, inside.from);
    jm_day last = jm_zone_day(zone, inside.until - 1);
    return (struct jm_span){jm_zone_day_start(zone, first),
                            jm_zone_day_start(zone, last + 1)};
}

/* A member named in an event before they join or after they leave. */
static void check_member(struct jm_check *run, uint32_t event, uint32_t person)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    const struct jm_delegation *of = &plan->delegations[e->delegation];
    for (uint32_t i = 0; i < of->members; i++) {
        const struct jm_member *m = &plan->members[of->first_member + i];
        struct jm_span inside = m->span;
        if (m->person != person || jm_span_contains(inside, e->span))
            continue;
        struct jm_finding finding = {.resource_kind = JM_RESOURCE_PERSON,
                                     .resource = person,
                                     .sentence = JM_SAY_MEMBER_AWAY};
        tell(run, &finding, inside, JM_NONE, event);
    }
}

static void check_participants(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    for (uint32_t i = 0; i < e->participants; i++) {
        uint32_t person = plan->participants[e->first_participant + i].person;
        if (person != JM_NONE)
            check_member(run, event, person);
    }
}

static void check(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    if (e->delegation == JM_NONE)
        return;
    check_participants(run, event);
    struct jm_span cover = {0, 0};
    uint32_t stay = jm_plan_stay_of(plan, event);
    if (stay == JM_NONE || plan->events[stay].status == JM_CANCELLED ||
        e->kind == JM_TRANSFER)
        stay = nearest_stay(run, event, &cover);
    if (stay == JM_NONE)
        return;
    struct jm_span inside = plan->events[stay].span;
    if (e->kind == JM_TRANSFER) {
        int64_t margin = 3600 * jm_check_parameter(run, JOURNEY_HOURS,
                                                   jm_rules_host(plan, event));
        inside = (struct jm_span){cover.from - margin, cover.until + margin};
    }
    inside = whole_days(plan, event, inside);
    if (jm_span_contains(inside, e->span))
        return;
    struct jm_finding finding = {.resource_kind = JM_RESOURCE_DELEGATION,
                                 .resource = e->delegation};
    tell(run, &finding, inside, stay, event);
}

const struct jm_rule jm_rule_outside_stay = {
    .id = "outside-stay",
    .severity = JM_BLOCKING,
    .summary = JM_SAY_OUTSIDE_STAY_SUMMARY,
    .sentence = JM_SAY_OUTSIDE_STAY,
    .event_kinds = JM_RULES_PROGRAMME,
    .parameters = {{"journey_hours", 24, 0, 96}},
    .event = check,
};
