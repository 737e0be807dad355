#include "rules.h"

enum { EARLIEST, LATEST, MARGIN };

/* Minutes after midnight. */
struct hours {
    int64_t from, until;
};

static struct hours hours_of(const struct jm_check *run, uint32_t host)
{
    const struct jm_collectivity *c = &jm_check_plan(run)->collectivities[host];
    return (struct hours){
        c->office_from >= 0 ? c->office_from / 60
                            : jm_check_parameter(run, EARLIEST, host) * 60,
        c->office_until >= 0 ? c->office_until / 60
                             : jm_check_parameter(run, LATEST, host) * 60};
}

static void tell(struct jm_check *run, uint32_t event, struct hours hours,
                 int64_t early, int64_t late)
{
    const struct jm_plan *plan = jm_check_plan(run);
    uint32_t host = jm_rules_host(plan, event);
    struct jm_finding finding = {
        .span = plan->events[event].span,
        .host = host,
        .resource_kind = JM_RESOURCE_HOST,
        .resource = host,
        .facts = {{JM_FACT_EARLY_MINUTES, early > 0 ? early : 0},
                  {JM_FACT_LATE_MINUTES, late > 0 ? late : 0},
                  {JM_FACT_OPENS_MINUTES, hours.from},
                  {JM_FACT_CLOSES_MINUTES, hours.until}},
        .n_facts = 4};
    jm_emit(run, &finding, &event, 1);
}

static void tell_weekend(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    uint32_t host = jm_rules_host(plan, event);
    struct jm_finding finding = {.span = plan->events[event].span,
                                 .host = host,
                                 .resource_kind = JM_RESOURCE_HOST,
                                 .resource = host,
                                 .sentence = JM_SAY_OUTSIDE_HOURS_WEEKEND};
    jm_emit(run, &finding, &event, 1);
}

/* What is visited may be open when the host's offices are not: on a weekend it
 * is, and where the host says no hours nothing is known. */
static void check(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    uint32_t host = e->all_day ? JM_NONE : jm_rules_host(plan, event);
    if (host == JM_NONE)
        return;
    const struct jm_collectivity *c = &plan->collectivities[host];
    bool is_visit = e->kind == JM_VISIT;
    if (is_visit && c->office_from < 0 && c->office_until < 0)
        return;
    const struct jm_zone *zone = &plan->zones[c->zone];
    jm_wall from = jm_zone_wall(zone, e->span.from);
    jm_wall until = jm_zone_wall(zone, e->span.until);
    jm_day day = jm_wall_day(from);
    if (jm_day_weekday(day) >= JM_SATURDAY) {
        if (!is_visit)
            tell_weekend(run, event);
        return;
    }
    struct hours hours = hours_of(run, host);
    jm_wall midnight = (jm_wall)day * JM_DAY_SECONDS;
    int64_t margin = jm_check_parameter(run, MARGIN, host);
    int64_t early = hours.from - (from - midnight) / 60;
    int64_t late = (until - midnight) / 60 - hours.until;
    if (early > margin || late > margin)
        tell(run, event, hours, early, late);
}

const struct jm_rule jm_rule_outside_hours = {
    .id = "outside-hours",
    .severity = JM_WARNING,
    .summary = JM_SAY_OUTSIDE_HOURS_SUMMARY,
    .sentence = JM_SAY_OUTSIDE_HOURS,
    .parameters = {{"earliest_hours", 8, 0, 24},
                   {"latest_hours", 19, 0, 24},
                   {"margin_minutes", 15, 0, 240}},
    .event_kinds = JM_KIND(JM_MEETING) | JM_KIND(JM_VISIT),
    .event = check,
};
