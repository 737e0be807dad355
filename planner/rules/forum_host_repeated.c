#include "engine.h"
#include "rules.h"

enum { YEARS };

/* The territory around all that a collectivity lies in. */
static uint32_t territory_of(const struct jm_plan *plan, uint32_t event)
{
    uint32_t at = plan->events[event].host;
    while (at != JM_NONE && plan->collectivities[at].parent != JM_NONE)
        at = plan->collectivities[at].parent;
    return at;
}

/* Forums by territory: a hash table of each territory's latest forum, and
 * behind it the forum before each in its territory; both by place in `events`,
 * JM_NONE for none. Few plans have many forums, but one may have thousands. */
struct chains {
    uint32_t *latest, *before;
    uint32_t slots; /* a power of two, at least twice the forums */
};

static bool make_chains(struct jm_check *run, struct chains *out,
                        uint32_t count)
{
    struct jm_events_room *room = &run->gathered;
    out->slots = 2;
    while (out->slots < 2 * count)
        out->slots *= 2;
    room->count = 0;
    for (uint32_t i = 0; i < out->slots + count; i++)
        if (!jm_events_push(room, JM_NONE)) {
            run->failed = true;
            return false;
        }
    out->latest = room->all;
    out->before = room->all + out->slots;
    return true;
}

/* Puts a forum in front of its territory's chain. */
static void link_forum(const struct chains *chains, const struct jm_plan *plan,
                       const uint32_t *events, uint32_t place)
{
    uint32_t territory = territory_of(plan, events[place]);
    uint32_t slot = territory * UINT32_C(2654435769) & (chains->slots - 1);
    while (chains->latest[slot] != JM_NONE &&
           territory_of(plan, events[chains->latest[slot]]) != territory)
        slot = (slot + 1) & (chains->slots - 1);
    chains->before[place] = chains->latest[slot];
    chains->latest[slot] = place;
}

static void tell(struct jm_check *run, uint32_t earlier, uint32_t forum,
                 int64_t years)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *f = &plan->events[forum];
    struct jm_finding finding = {
        .span = f->span,
        .host = f->host,
        .resource_kind = JM_RESOURCE_HOST,
        .resource = f->host,
        .facts = {{JM_FACT_YEAR, jm_rules_year(plan, earlier)},
                  {JM_FACT_YEARS, years},
                  {JM_FACT_OTHER_HOST, plan->events[earlier].host}},
        .n_facts = 3};
    uint32_t events[2] = {forum, earlier};
    jm_emit(run, &finding, events, 2);
}

static void check(struct jm_check *run, const uint32_t *events, uint32_t count)
{
    const struct jm_plan *plan = jm_check_plan(run);
    struct chains chains;
    if (count < 2 || !make_chains(run, &chains, count))
        return;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t host = plan->events[events[i]].host;
        if (host == JM_NONE)
            continue;
        link_forum(&chains, plan, events, i);
        int year = jm_rules_year(plan, events[i]);
        int64_t years = jm_check_parameter(run, YEARS, host);
        for (uint32_t j = chains.before[i]; j != JM_NONE;
             j = chains.before[j]) {
            int since = year - jm_rules_year(plan, events[j]);
            if (since >= years)
                break;
            if (since > 0 &&
                jm_rules_are_near(plan, host, plan->events[events[j]].host)) {
                tell(run, events[j], events[i], years);
                break;
            }
        }
    }
}

const struct jm_rule jm_rule_forum_host_repeated = {
    .id = "forum-host-repeated",
    .severity = JM_WARNING,
    .summary = JM_SAY_FORUM_HOST_REPEATED_SUMMARY,
    .sentence = JM_SAY_FORUM_HOST_REPEATED,
    .parameters = {[YEARS] = {"years", 3, 1, 50}},
    .forums = check,
};
