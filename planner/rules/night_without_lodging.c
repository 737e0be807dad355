#include "programme.h"

/* Who has a bed has it at 2:00, the hour at which a night is judged; a lodging
 * without hours is for the nights that follow its days. */
enum { NIGHT = 26 * 60, NOON = 12 * 60 };

static bool is_lodged(const struct jm_event *e, jm_utc noon, jm_utc night)
{
    if (e->kind == JM_LODGING)
        return jm_span_holds(e->span, night) ||
               (e->all_day && jm_span_holds(e->span, noon));
    return e->kind == JM_TRANSFER && !e->all_day &&
           jm_span_holds(e->span, night);
}

/* In the air, not yet there, or gone. */
static bool is_away(struct jm_rules_flights flights, struct jm_span stay,
                    jm_utc night)
{
    for (uint32_t i = 0; i < flights.count; i++) {
        const struct jm_flight *f = &flights.all[i];
        bool is_in = f->direction == JM_FLIGHT_IN;
        if (jm_span_holds(f->span, night) ||
            (is_in && jm_span_holds(stay, f->span.until) &&
             night < f->span.until) ||
            (!is_in && jm_span_holds(stay, f->span.from) &&
             night >= f->span.from))
            return true;
    }
    return false;
}

/* The nights of a stay, one after the other. */
struct nights {
    const struct jm_content *content;
    struct jm_rules_flights flights;
    jm_day first;   /* of a run of nights without a bed */
    uint32_t count; /* how many there are in it so far */
    uint32_t after; /* the lodging before it, or JM_NONE */
};

static bool is_covered(struct nights *n, const struct jm_plan *plan, jm_day day)
{
    const struct jm_event *stay = &plan->events[n->content->stay];
    const struct jm_zone *zone = &plan->zones[stay->zone];
    jm_utc noon = jm_rules_clock(zone, day, NOON);
    jm_utc night = jm_rules_clock(zone, day, NIGHT);
    for (uint32_t i = 0; i < n->content->n_events; i++) {
        uint32_t event = n->content->events[i];
        if (is_lodged(&plan->events[event], noon, night)) {
            n->after = event;
            return true;
        }
    }
    return is_away(n->flights, stay->span, night);
}

static void tell(struct jm_check *run, struct nights *n, jm_day end,
                 uint32_t after)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *stay = &plan->events[n->content->stay];
    const struct jm_zone *zone = &plan->zones[stay->zone];
    struct jm_finding finding = {.span = {jm_zone_day_start(zone, n->first),
                                          jm_zone_day_start(zone, end)},
                                 .host = stay->host,
                                 .resource_kind = JM_RESOURCE_DELEGATION,
                                 .resource = stay->delegation,
                                 .facts = {{JM_FACT_COUNT, n->count}},
                                 .n_facts = 1};
    uint32_t events[2] = {n->content->stay, after};
    jm_emit(run, &finding, events, after == JM_NONE ? 1 : 2);
    n->count = 0;
}

static bool has_lodging(const struct jm_plan *plan,
                        const struct jm_content *content)
{
    for (uint32_t i = 0; i < content->n_events; i++)
        if (plan->events[content->events[i]].kind == JM_LODGING)
            return true;
    return false;
}

static void check(struct jm_check *run, const struct jm_content *content)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *stay = &plan->events[content->stay];
    const struct jm_zone *zone = &plan->zones[stay->zone];
    if (!has_lodging(plan, content))
        return;
    struct nights n = {content, jm_rules_flights(plan, stay->delegation), 0, 0,
                       JM_NONE};
    jm_day day = jm_zone_day(zone, stay->span.from);
    for (; jm_rules_clock(zone, day, NIGHT) < stay->span.until; day++) {
        uint32_t after = n.after;
        bool covered = is_covered(&n, plan, day);
        if (covered && n.count)
            tell(run, &n, day, after);
        if (!covered && n.count++ == 0)
            n.first = day;
    }
    if (n.count)
        tell(run, &n, day, n.after);
}

const struct jm_rule jm_rule_night_without_lodging = {
    .id = "night-without-lodging",
    .severity = JM_WARNING,
    .summary = JM_SAY_NIGHT_WITHOUT_LODGING_SUMMARY,
    .sentence = JM_SAY_NIGHT_WITHOUT_LODGING,
    .content = check,
};
