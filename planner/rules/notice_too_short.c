#include "rules.h"

#define KINDS (JM_KIND(JM_STAY) | JM_KIND(JM_FORUM))

/* Who asks for the longest notice; nobody: it is the usual one. */
struct notice {
    int64_t days;
    enum jm_resource_kind kind;
    uint32_t who;
};

static struct notice notice_of(const struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    uint32_t host = jm_rules_host(plan, event);
    struct notice notice = {0, JM_RESOURCE_HOST, JM_NONE};
    if (host != JM_NONE && plan->collectivities[host].notice_days >= 0)
        notice = (struct notice){plan->collectivities[host].notice_days,
                                 JM_RESOURCE_HOST, host};
    else
        notice.days = jm_check_parameter(run, 0, host);
    if (e->delegation == JM_NONE)
        return notice;
    uint32_t origin = plan->delegations[e->delegation].origin;
    if (plan->collectivities[origin].notice_days > notice.days)
        notice = (struct notice){plan->collectivities[origin].notice_days,
                                 JM_RESOURCE_PARTNER, origin};
    return notice;
}

/* Days left until an event that is not confirmed, where they are too few; -1
 * where they are not. */
static int64_t days_left(const struct jm_check *run, uint32_t event,
                         struct notice *notice)
{
    const struct jm_plan *plan = jm_check_plan(run);
    int64_t left =
        (int64_t)jm_rules_days(plan, event).first - (int64_t)plan->today;
    if (!(KINDS & JM_KIND(plan->events[event].kind)) ||
        plan->events[event].status == JM_CONFIRMED || left < 0)
        return -1;
    *notice = notice_of(run, event);
    return left < notice->days ? left : -1;
}

static bool tells_notice(const struct jm_plan *plan, uint32_t outer,
                         const void *what)
{
    (void)plan;
    struct notice notice;
    return days_left(what, outer, &notice) >= 0;
}

/* A forum in a stay that is told is settled with it. */
static void check(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    struct notice notice;
    int64_t left = days_left(run, event, &notice);
    if (left < 0 || jm_rules_is_told(run, event, tells_notice, run))
        return;
    struct jm_finding finding = {
        .span = plan->events[event].span,
        .host = jm_rules_host(plan, event),
        .resource_kind = notice.kind,
        .resource = notice.who,
        .facts = {{JM_FACT_DAYS, left}, {JM_FACT_NEEDED_DAYS, notice.days}},
        .n_facts = 2};
    if (notice.who == JM_NONE)
        finding.sentence = JM_SAY_NOTICE_UNUSUAL;
    jm_emit(run, &finding, &event, 1);
}

const struct jm_rule jm_rule_notice_too_short = {
    .id = "notice-too-short",
    .severity = JM_WARNING,
    .summary = JM_SAY_NOTICE_TOO_SHORT_SUMMARY,
    .sentence = JM_SAY_NOTICE_TOO_SHORT,
    .plain = true,
    .parameters = {{"days", 30, 0, 365}},
    .event_kinds = KINDS,
    .event = check,
};
