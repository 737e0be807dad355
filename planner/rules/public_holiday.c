#include "rules.h"

#define FRAMES (JM_KIND(JM_STAY) | JM_KIND(JM_FORUM))
#define PARTS                                                                  \
    (JM_KIND(JM_VISIT) | JM_KIND(JM_MEETING) | JM_KIND(JM_CEREMONY) |          \
     JM_KIND(JM_MEAL))

/* Rows of public holidays are not longer, in days. */
#define LONGEST 31

enum { FEAST_AWAY, LONGEST_STAY };

static bool is_holiday(const struct jm_plan *plan, const struct jm_dated *dated,
                       uint32_t mark)
{
    const struct jm_marked_days *m = &plan->marked_days[mark];
    uint32_t host = jm_rules_host(plan, dated->event);
    if (m->kind != JM_DAY_PUBLIC)
        return false;
    if (!dated->at_origin)
        return jm_plan_mark_counts(plan, m, host);
    uint32_t delegation = plan->events[dated->event].delegation;
    return m->collectivity == JM_NONE &&
           jm_plan_mark_counts(plan, m, plan->delegations[delegation].origin) &&
           !jm_plan_mark_counts(plan, m, host);
}

/* The holidays without a working day between them that the mark belongs to.
 * False when an earlier one of them is in the event too: that one tells. */
static bool gather(const struct jm_plan *plan, const struct jm_dated *dated,
                   struct jm_days inside, struct jm_days *feast)
{
    const struct jm_marked_days *marks = plan->marked_days;
    *feast =
        (struct jm_days){marks[dated->mark].first, marks[dated->mark].last};
    for (uint32_t i = dated->mark; i-- > 0;) {
        if (marks[i].first + LONGEST < feast->first)
            break;
        if (marks[i].last + 1 < feast->first || !is_holiday(plan, dated, i))
            continue;
        if (marks[i].last >= inside.first && marks[i].first <= inside.last)
            return false;
        feast->first = marks[i].first;
        feast->last = marks[i].last > feast->last ? marks[i].last : feast->last;
    }
    for (uint32_t i = dated->mark + 1;
         i < plan->n_marked_days && marks[i].first <= feast->last + 1; i++)
        if (marks[i].last > feast->last && is_holiday(plan, dated, i))
            feast->last = marks[i].last;
    return true;
}

static void check(struct jm_check *run, const struct jm_dated *dated)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[dated->event];
    uint32_t host = jm_rules_host(plan, dated->event);
    struct jm_rules_tellers tellers = {
        FRAMES, JM_RULES_ANY, jm_check_parameter(run, LONGEST_STAY, host)};
    struct jm_days inside = jm_rules_days(plan, dated->event), feast;
    bool is_part = PARTS & JM_KIND(e->kind);
    if (is_part ? dated->at_origin
                : !jm_rules_may_tell(plan, dated->event, &tellers))
        return;
    if (!gather(plan, dated, inside, &feast) ||
        (dated->at_origin && feast.last - feast.first + 1 <
                                 jm_check_parameter(run, FEAST_AWAY, host)))
        return;
    struct jm_dated shared = *dated;
    shared.last = feast.last < inside.last ? feast.last : inside.last;
    if (jm_rules_is_dated_told(run, &shared, &tellers))
        return;
    struct jm_finding finding = jm_rules_dated(plan, &shared);
    if (dated->at_origin) {
        finding.resource_kind = JM_RESOURCE_PARTNER;
        finding.resource = plan->delegations[e->delegation].origin;
        finding.sentence = JM_SAY_PUBLIC_HOLIDAY_AWAY;
    }
    jm_emit(run, &finding, &dated->event, 1);
}

const struct jm_rule jm_rule_public_holiday = {
    .id = "public-holiday",
    .severity = JM_WARNING,
    .summary = JM_SAY_PUBLIC_HOLIDAY_SUMMARY,
    .sentence = JM_SAY_PUBLIC_HOLIDAY,
    .parameters = {{"origin_days", 3, 1, 10}, {"longest_days", 14, 1, 400}},
    .dated_kinds = FRAMES | PARTS,
    .mark_kinds = JM_KIND(JM_DAY_PUBLIC),
    .dated = check,
};
