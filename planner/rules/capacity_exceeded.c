#include "programme.h"

/* Who comes, as far as the plan knows: at least so many. */
struct heads {
    int64_t delegates; /* of all delegations */
    int64_t others;    /* named, and of none of them */
};

static int64_t count_delegates(const struct jm_plan *plan,
                               const struct jm_event *e, uint32_t delegation)
{
    const struct jm_delegation *of = &plan->delegations[delegation];
    if (e->track == JM_TRACK_ALL && of->size > 0)
        return of->size;
    int64_t count = 0;
    for (uint32_t i = 0; i < of->members; i++)
        count += jm_rules_goes(e, &plan->members[of->first_member + i]);
    return count;
}

static bool is_of(const struct jm_plan *plan, uint32_t delegation,
                  uint32_t person)
{
    const struct jm_delegation *of = &plan->delegations[delegation];
    for (uint32_t i = 0; i < of->members; i++)
        if (plan->members[of->first_member + i].person == person)
            return true;
    return of->head == person;
}

static bool is_delegate(const struct jm_plan *plan, const struct jm_event *e,
                        uint32_t person)
{
    bool is = e->delegation != JM_NONE && is_of(plan, e->delegation, person);
    const struct jm_participant *p = &plan->participants[e->first_participant];
    for (uint32_t i = 0; i < e->participants && !is; i++)
        is = p[i].delegation != JM_NONE && is_of(plan, p[i].delegation, person);
    return is;
}

/* Drivers wait outside, and have a seat of their own. */
static struct heads count_heads(const struct jm_plan *plan,
                                const struct jm_event *e)
{
    struct heads heads = {0, 0};
    if (e->delegation != JM_NONE)
        heads.delegates = count_delegates(plan, e, e->delegation);
    const struct jm_participant *p = &plan->participants[e->first_participant];
    for (uint32_t i = 0; i < e->participants; i++) {
        if (p[i].delegation != JM_NONE && p[i].delegation != e->delegation)
            heads.delegates += count_delegates(plan, e, p[i].delegation);
        else if (p[i].person != JM_NONE && p[i].role != JM_PART_DRIVES)
            heads.others += !is_delegate(plan, e, p[i].person);
    }
    return heads;
}

static void tell(struct jm_check *run, uint32_t event,
                 struct jm_finding *finding, int64_t heads, int64_t seats)
{
    if (heads <= seats)
        return;
    finding->span = jm_check_plan(run)->events[event].span;
    finding->facts[0].key = JM_FACT_COUNT;
    finding->facts[0].value = heads;
    finding->facts[1].key = JM_FACT_CAPACITY;
    finding->facts[1].value = seats;
    finding->n_facts = 2;
    jm_emit(run, finding, &event, 1);
}

/* To a forum come more than those who are named. */
static void check_room(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    if (e->venue == JM_NONE || !jm_kind_traits[e->kind].takes_room ||
        plan->venues[e->venue].seats <= 0 ||
        (e->kind == JM_FORUM && e->expected <= 0))
        return;
    int64_t heads = e->expected;
    if (heads <= 0) {
        struct heads known = count_heads(plan, e);
        heads = known.delegates + known.others;
    }
    struct jm_finding finding = {.host = plan->venues[e->venue].collectivity,
                                 .resource_kind = JM_RESOURCE_VENUE,
                                 .resource = e->venue};
    tell(run, event, &finding, heads, plan->venues[e->venue].seats);
}

/* All seats of the event's vehicles, and the first of them; 0 where those of
 * one are not known. */
static int64_t count_seats(const struct jm_plan *plan, const struct jm_event *e,
                           uint32_t *first)
{
    int64_t seats = 0;
    *first = JM_NONE;
    for (uint32_t i = 0; i < e->participants; i++) {
        uint32_t vehicle = plan->participants[e->first_participant + i].vehicle;
        if (vehicle == JM_NONE)
            continue;
        if (plan->vehicles[vehicle].seats <= 0)
            return 0;
        if (*first == JM_NONE)
            *first = vehicle;
        seats += plan->vehicles[vehicle].seats;
    }
    return seats;
}

/* Who is expected on a ride rides; elsewhere those of the delegation do, the
 * others come by themselves. */
static int64_t count_riders(const struct jm_plan *plan,
                            const struct jm_event *e)
{
    struct heads known = count_heads(plan, e);
    if (e->kind == JM_TRANSFER)
        return e->expected > 0 ? e->expected : known.delegates + known.others;
    return e->expected > 0 && e->expected < known.delegates ? e->expected
                                                            : known.delegates;
}

static void check(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    uint32_t vehicle;
    check_room(run, event);
    int64_t seats = count_seats(plan, e, &vehicle);
    if (seats == 0)
        return;
    struct jm_finding finding = {.host = jm_rules_host(plan, event),
                                 .resource_kind = JM_RESOURCE_VEHICLE,
                                 .resource = vehicle,
                                 .sentence = JM_SAY_COACH_TOO_SMALL};
    tell(run, event, &finding, count_riders(plan, e), seats);
}

const struct jm_rule jm_rule_capacity_exceeded = {
    .id = "capacity-exceeded",
    .severity = JM_BLOCKING,
    .summary = JM_SAY_CAPACITY_EXCEEDED_SUMMARY,
    .sentence = JM_SAY_ROOM_TOO_SMALL,
    .event_kinds = JM_KIND(JM_FORUM) | JM_KIND(JM_STAY) | JM_KIND(JM_VISIT) |
                   JM_KIND(JM_MEETING) | JM_KIND(JM_CEREMONY) |
                   JM_KIND(JM_MEAL) | JM_KIND(JM_TRANSFER),
    .event = check,
};
