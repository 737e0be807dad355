/* What rules about days ask. */
#include "rules.h"

bool jm_rules_is_told(struct jm_check *run, uint32_t event,
                      jm_rules_tells *tells, const void *what)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    for (uint32_t at = e->parent; at != JM_NONE; at = plan->events[at].parent)
        if (plan->events[at].status != JM_CANCELLED && tells(plan, at, what))
            return true;
    if (e->delegation == JM_NONE || e->kind == JM_STAY)
        return false;
    struct jm_events stays = jm_check_stays(run, e->delegation);
    for (uint32_t i = 0; i < stays.count; i++) {
        const struct jm_event *stay = &plan->events[stays.all[i]];
        if (stay->span.from > e->span.from && stay->span.from >= e->span.until)
            break;
        if (jm_span_overlaps(stay->span, e->span) &&
            tells(plan, stays.all[i], what))
            return true;
    }
    return false;
}

struct jm_days jm_rules_days(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    return jm_zone_days(&plan->zones[e->zone], e->span);
}

const uint32_t jm_rules_authorities =
    ~(JM_KIND(JM_KIND_ASSOCIATION) | JM_KIND(JM_KIND_EMBASSY) |
      JM_KIND(JM_KIND_PARLIAMENT) | JM_KIND(JM_KIND_STATE) |
      JM_KIND(JM_KIND_GATEWAY));

bool jm_rules_may_tell(const struct jm_plan *plan, uint32_t event,
                       const struct jm_rules_tellers *tellers)
{
    struct jm_days days = jm_rules_days(plan, event);
    uint32_t host = jm_rules_host(plan, event);
    if (!(tellers->kinds & JM_KIND(plan->events[event].kind)) ||
        days.last - days.first + 1 > tellers->most_days)
        return false;
    return tellers->hosts == JM_RULES_ANY ||
           (host != JM_NONE &&
            (tellers->hosts & JM_KIND(plan->collectivities[host].kind)));
}

struct telling {
    const struct jm_dated *dated;
    const struct jm_rules_tellers *tellers;
    uint32_t delegation;
};

static bool tells_mark(const struct jm_plan *plan, uint32_t outer,
                       const void *what)
{
    const struct telling *telling = what;
    const struct jm_dated *dated = telling->dated;
    struct jm_days days = jm_rules_days(plan, outer);
    if (!jm_rules_may_tell(plan, outer, telling->tellers) ||
        days.first > dated->last || days.last < dated->first)
        return false;
    if (dated->at_origin)
        return plan->events[outer].delegation == telling->delegation;
    return jm_plan_mark_counts(plan, &plan->marked_days[dated->mark],
                               jm_rules_host(plan, outer));
}

bool jm_rules_is_dated_told(struct jm_check *run, const struct jm_dated *dated,
                            const struct jm_rules_tellers *tellers)
{
    const struct jm_event *e = &jm_check_plan(run)->events[dated->event];
    struct telling telling = {dated, tellers, e->delegation};
    return jm_rules_is_told(run, dated->event, tells_mark, &telling);
}

bool jm_rules_tells_dated(struct jm_check *run, const struct jm_dated *dated,
                          const struct jm_rules_tellers *tellers)
{
    return !dated->at_origin &&
           jm_rules_may_tell(jm_check_plan(run), dated->event, tellers) &&
           !jm_rules_is_dated_told(run, dated, tellers);
}

void jm_rules_tell_dated(struct jm_check *run, const struct jm_dated *dated,
                         const struct jm_rules_tellers *tellers)
{
    if (!jm_rules_tells_dated(run, dated, tellers))
        return;
    struct jm_finding finding = jm_rules_dated(jm_check_plan(run), dated);
    jm_emit(run, &finding, &dated->event, 1);
}

struct jm_finding jm_rules_dated(const struct jm_plan *plan,
                                 const struct jm_dated *dated)
{
    const struct jm_event *e = &plan->events[dated->event];
    const struct jm_zone *zone = &plan->zones[e->zone];
    struct jm_span days = {jm_zone_day_start(zone, dated->first),
                           jm_zone_day_start(zone, dated->last + 1)};
    uint32_t host = jm_rules_host(plan, dated->event);
    return (struct jm_finding){
        .span = jm_span_shared(e->span, days),
        .host = host,
        .resource_kind = JM_RESOURCE_HOST,
        .resource = host,
        .facts = {{JM_FACT_MARK, dated->mark},
                  {JM_FACT_DAY, dated->first},
                  {JM_FACT_LAST_DAY, dated->last},
                  {JM_FACT_DAYS, dated->last - dated->first + 1}},
        .n_facts = 4};
}
