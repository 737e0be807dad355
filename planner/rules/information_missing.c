#include "rules.h"
#include <string.h>

enum { DAYS };

#define TIMED                                                                  \
    (JM_KIND(JM_VISIT) | JM_KIND(JM_MEETING) | JM_KIND(JM_CEREMONY) |          \
     JM_KIND(JM_MEAL))
#define PLACED (TIMED | JM_KIND(JM_FORUM) | JM_KIND(JM_LODGING))
#define RECEIVED                                                               \
    (JM_KIND(JM_VISIT) | JM_KIND(JM_MEETING) | JM_KIND(JM_CEREMONY))
#define SHOWN (PLACED | JM_KIND(JM_STAY) | JM_KIND(JM_TRANSFER))

/* A stay says nothing of what is in it, a forum does: its sessions are in its
 * hall, and whom to ask is known with it. */
static uint32_t around(const struct jm_plan *plan, uint32_t event)
{
    uint32_t parent = plan->events[event].parent;
    return parent == JM_NONE || plan->events[parent].kind == JM_STAY ? JM_NONE
                                                                     : parent;
}

/* The nights that a delegation spends at one host are in one hotel: the first
 * of them without one tells it for all. */
static bool is_told_before(struct jm_check *run, uint32_t night)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *n = &plan->events[night];
    if (n->kind != JM_LODGING || n->delegation == JM_NONE)
        return false;
    struct jm_events all = jm_check_programme(run, n->delegation);
    for (uint32_t i = 0; i < all.count && all.all[i] != night; i++) {
        const struct jm_event *e = &plan->events[all.all[i]];
        if (e->kind == JM_LODGING && e->status == JM_CONFIRMED &&
            e->host == n->host && e->venue == JM_NONE)
            return true;
    }
    return false;
}

static int64_t find_place(const struct jm_plan *plan, uint32_t event)
{
    for (uint32_t at = event; at != JM_NONE; at = around(plan, at)) {
        uint32_t venue = plan->events[at].venue;
        if (venue == JM_NONE)
            continue;
        const struct jm_venue *v = &plan->venues[venue];
        bool is_found = v->placed || (v->address && *v->address);
        return is_found ? 0 : JM_MISSING_ADDRESS;
    }
    return JM_MISSING_VENUE;
}

/* Named in words, or as who receives. */
static bool has_contact(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    for (uint32_t i = 0; i < e->participants; i++) {
        const struct jm_participant *p =
            &plan->participants[e->first_participant + i];
        if (p->person != JM_NONE && p->role == JM_PART_RECEIVES)
            return true;
    }
    return *jm_lang_pick(plan->texts[event].contacts, JM_FR) != '\0';
}

static int64_t find_contact(const struct jm_plan *plan, uint32_t event)
{
    for (uint32_t at = event; at != JM_NONE; at = around(plan, at))
        if (has_contact(plan, at))
            return 0;
    return JM_MISSING_CONTACT;
}

static int64_t find_title(const struct jm_plan *plan, uint32_t event,
                          uint32_t collectivity)
{
    if (collectivity == JM_NONE)
        return 0;
    const char *country = plan->collectivities[collectivity].country;
    enum jm_lang lang = strcmp(country, "FR") == 0   ? JM_FR
                        : strcmp(country, "KR") == 0 ? JM_KO
                                                     : JM_EN;
    const char *title = plan->texts[event].title[lang];
    return title && *title ? 0 : JM_MISSING_TITLE_FR << lang;
}

/* One or two travellers have no head. */
static int64_t find_people(const struct jm_delegation *d)
{
    bool is_known = d->size || d->members;
    int64_t size = d->size ? d->size : (int64_t)d->members;
    return (d->head == JM_NONE && (!is_known || size > 2) ? JM_MISSING_HEAD
                                                          : 0) |
           (is_known ? 0 : JM_MISSING_SIZE);
}

static int64_t find_missing(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    uint32_t kind = JM_KIND(e->kind);
    int64_t missing = 0;
    if (e->all_day && (kind & TIMED))
        missing |= JM_MISSING_HOURS;
    if ((kind & PLACED) && !is_told_before(run, event))
        missing |= find_place(plan, event);
    if (e->kind == JM_STAY && e->delegation != JM_NONE)
        missing |= find_people(&plan->delegations[e->delegation]);
    if (!plan->texts)
        return missing;
    if (kind & RECEIVED)
        missing |= find_contact(plan, event);
    missing |= find_title(plan, event, jm_rules_host(plan, event));
    if (e->delegation != JM_NONE)
        missing |=
            find_title(plan, event, plan->delegations[e->delegation].origin);
    return missing;
}

static void check(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    jm_utc now = plan->today * JM_DAY_SECONDS;
    if (e->status != JM_CONFIRMED || e->span.from < now)
        return;
    uint32_t host = jm_rules_host(plan, event);
    int64_t days = jm_check_parameter(run, DAYS, host);
    if (e->span.from > now + (days + 2) * JM_DAY_SECONDS)
        return;
    int64_t left =
        jm_zone_day(&plan->zones[e->zone], e->span.from) - plan->today;
    int64_t missing = left > 0 && left <= days ? find_missing(run, event) : 0;
    if (!missing)
        return;
    struct jm_finding finding = {
        .span = e->span,
        .host = host,
        .resource_kind = JM_RESOURCE_DELEGATION,
        .resource = e->delegation,
        .facts = {{JM_FACT_MISSING, missing}, {JM_FACT_DAYS, left}},
        .n_facts = 2};
    jm_emit(run, &finding, &event, 1);
}

const struct jm_rule jm_rule_information_missing = {
    .id = "information-missing",
    .severity = JM_NOTICE,
    .summary = JM_SAY_INFORMATION_MISSING_SUMMARY,
    .sentence = JM_SAY_INFORMATION_MISSING,
    .parameters = {[DAYS] = {"days", 30, 1, 365}},
    .event_kinds = SHOWN,
    .event = check,
};
