#include "programme.h"

enum { GAP };

/* Lunch is had between these minutes after midnight, in both countries. */
enum { LUNCH_FROM = 11 * 60 + 30, LUNCH_UNTIL = 14 * 60 + 30 };

/* What takes lunch time: on a journey of an hour one eats on board. */
static bool is_busy(const struct jm_event *e, int64_t gap)
{
    return JM_KIND(e->kind) & JM_RULES_WORK ||
           (e->kind == JM_TRANSFER && e->span.until - e->span.from < gap);
}

struct noon {
    struct jm_span lunch;
    bool before, after; /* they work */
    bool fed;           /* at a meal, or in a day out that has its own */
    jm_utc busy_until;
    int64_t free; /* the longest time off within lunch time, in seconds */
    uint32_t named[JM_RULES_NAMED];
    uint32_t n_named;
};

static void take(struct noon *noon, const struct jm_event *e, uint32_t event,
                 int64_t gap)
{
    bool works = JM_KIND(e->kind) & JM_RULES_WORK;
    noon->before |= works && e->span.from < noon->lunch.from;
    noon->after |= works && e->span.until > noon->lunch.until;
    if (!jm_span_overlaps(e->span, noon->lunch))
        return;
    noon->fed |= e->kind == JM_MEAL;
    if (!is_busy(e, gap))
        return;
    noon->fed |= jm_span_contains(e->span, noon->lunch);
    if (e->span.from - noon->busy_until > noon->free)
        noon->free = e->span.from - noon->busy_until;
    if (e->span.until > noon->busy_until)
        noon->busy_until = e->span.until;
    if (noon->n_named < JM_RULES_NAMED)
        noon->named[noon->n_named++] = event;
}

static void tell(struct jm_check *run, const struct jm_mover_day *day,
                 const struct noon *noon, uint32_t host, int64_t gap)
{
    struct jm_finding finding = {
        .span = noon->lunch,
        .host = host,
        .resource_kind = JM_RESOURCE_DELEGATION,
        .resource = day->delegation,
        .facts = {{JM_FACT_GAP_MINUTES, noon->free / 60},
                  {JM_FACT_NEEDED_MINUTES, gap / 60}},
        .n_facts = 2};
    jm_emit(run, &finding, noon->named, noon->n_named);
}

/* The first work that falls in lunch time, or JM_NONE. */
static uint32_t find_work(const struct jm_plan *plan,
                          const struct jm_mover_day *day, struct jm_span lunch)
{
    for (uint32_t i = 0; i < day->n_events; i++) {
        const struct jm_event *e = &plan->events[day->events[i]];
        if (JM_KIND(e->kind) & JM_RULES_WORK &&
            jm_span_overlaps(e->span, lunch))
            return day->events[i];
    }
    return JM_NONE;
}

static void check(struct jm_check *run, const struct jm_mover_day *day)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_zone *zone =
        &plan->zones[plan->events[day->events[0]].zone];
    struct noon noon = {.lunch = {jm_rules_clock(zone, day->day, LUNCH_FROM),
                                  jm_rules_clock(zone, day->day, LUNCH_UNTIL)}};
    uint32_t work = find_work(plan, day, noon.lunch);
    if (work == JM_NONE)
        return;
    uint32_t host = jm_rules_host(plan, work);
    int64_t gap = jm_check_parameter(run, GAP, host) * 60;
    noon.busy_until = noon.lunch.from;
    for (uint32_t i = 0; i < day->n_events && !noon.fed; i++)
        take(&noon, &plan->events[day->events[i]], day->events[i], gap);
    if (noon.lunch.until - noon.busy_until > noon.free)
        noon.free = noon.lunch.until - noon.busy_until;
    if (noon.before && noon.after && !noon.fed && noon.free < gap)
        tell(run, day, &noon, host, gap);
}

const struct jm_rule jm_rule_meal_missing = {
    .id = "meal-missing",
    .severity = JM_WARNING,
    .summary = JM_SAY_MEAL_MISSING_SUMMARY,
    .sentence = JM_SAY_MEAL_MISSING,
    .parameters = {{"gap_minutes", 60, 15, 180}},
    .day = check,
};
