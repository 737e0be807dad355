#include "programme.h"

enum { VISITS, HOURS };

/* Dinners, shows and receptions may be late; what one works at may not. */
static bool is_work(const struct jm_event *e)
{
    return e->kind == JM_VISIT || e->kind == JM_MEETING ||
           e->kind == JM_FORUM || e->rite == JM_RITE(JM_RITE_SIGNING);
}

/* A visit that is a stage of another one is not one more, nor is a visite de
 * courtoisie. */
static bool is_one_more(const struct jm_plan *plan, uint32_t event)
{
    if (plan->events[event].kind != JM_VISIT || plan->events[event].rite)
        return false;
    for (uint32_t at = plan->events[event].parent; at != JM_NONE;
         at = plan->events[at].parent)
        if (plan->events[at].kind == JM_VISIT &&
            plan->events[at].status != JM_CANCELLED)
            return false;
    return true;
}

/* Visits of the day, the first of them in `named`. */
static uint32_t count_visits(const struct jm_plan *plan,
                             const struct jm_mover_day *day,
                             uint32_t named[JM_RULES_NAMED])
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < day->n_events; i++) {
        uint32_t event = day->events[i];
        if (!is_one_more(plan, event))
            continue;
        if (count < JM_RULES_NAMED)
            named[count] = event;
        count++;
    }
    return count;
}

static void check_visits(struct jm_check *run, const struct jm_mover_day *day)
{
    const struct jm_plan *plan = jm_check_plan(run);
    uint32_t named[JM_RULES_NAMED];
    uint32_t count = count_visits(plan, day, named);
    if (count < 2)
        return;
    uint32_t host = jm_rules_host(plan, named[0]);
    int64_t most = jm_check_parameter(run, VISITS, host);
    if (count <= most)
        return;
    uint32_t n = count < JM_RULES_NAMED ? count : JM_RULES_NAMED;
    struct jm_finding finding = {
        .span = jm_rules_first_to_last(plan, named, n),
        .host = host,
        .resource_kind = JM_RESOURCE_DELEGATION,
        .resource = day->delegation,
        .facts = {{JM_FACT_COUNT, count}, {JM_FACT_CAPACITY, most}},
        .n_facts = 2};
    jm_emit(run, &finding, named, n);
}

/* The work that begins first and the work that ends last. */
static bool find_ends(const struct jm_plan *plan,
                      const struct jm_mover_day *day, uint32_t ends[2])
{
    ends[0] = ends[1] = JM_NONE;
    for (uint32_t i = 0; i < day->n_events; i++) {
        uint32_t event = day->events[i];
        const struct jm_event *e = &plan->events[event];
        if (!is_work(e))
            continue;
        if (ends[0] == JM_NONE)
            ends[0] = event;
        if (ends[1] == JM_NONE ||
            e->span.until > plan->events[ends[1]].span.until)
            ends[1] = event;
    }
    return ends[0] != JM_NONE;
}

static void check_hours(struct jm_check *run, const struct jm_mover_day *day)
{
    const struct jm_plan *plan = jm_check_plan(run);
    uint32_t ends[2];
    if (!find_ends(plan, day, ends))
        return;
    struct jm_span span = {plan->events[ends[0]].span.from,
                           plan->events[ends[1]].span.until};
    uint32_t host = jm_rules_host(plan, ends[0]);
    int64_t most = jm_check_parameter(run, HOURS, host) * 60;
    if (span.until - span.from <= most * 60)
        return;
    struct jm_finding finding = {
        .span = span,
        .host = host,
        .resource_kind = JM_RESOURCE_DELEGATION,
        .resource = day->delegation,
        .sentence = JM_SAY_DAY_TOO_LONG,
        .facts = {{JM_FACT_MINUTES, (span.until - span.from) / 60},
                  {JM_FACT_LIMIT_MINUTES, most}},
        .n_facts = 2};
    jm_emit(run, &finding, ends, ends[0] == ends[1] ? 1 : 2);
}

static void check(struct jm_check *run, const struct jm_mover_day *day)
{
    check_visits(run, day);
    check_hours(run, day);
}

const struct jm_rule jm_rule_day_overloaded = {
    .id = "day-overloaded",
    .severity = JM_WARNING,
    .summary = JM_SAY_DAY_OVERLOADED_SUMMARY,
    .sentence = JM_SAY_TOO_MANY_VISITS,
    .parameters = {{"visits", 3, 1, 20}, {"hours", 12, 1, 24}},
    .day = check,
};
