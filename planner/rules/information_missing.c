#include "rules.h"
#include <string.h>

enum { DAYS };

#define TIMED                                                                  \
    (JM_KIND(JM_VISIT) | JM_KIND(JM_MEETING) | JM_KIND(JM_CEREMONY) |          \
     JM_KIND(JM_MEAL))
#define PLACED (TIMED | JM_KIND(JM_FORUM))
#define RECEIVED (JM_KIND(JM_VISIT) | JM_KIND(JM_MEETING))
#define SHOWN (PLACED | JM_KIND(JM_STAY) | JM_KIND(JM_TRANSFER))

/* A stay says nothing of what is in it, a forum does: its sessions are in its
 * hall, and whom to ask is known with it. */
static uint32_t around(const struct jm_plan *plan, uint32_t event)
{
    uint32_t parent = plan->events[event].parent;
    return parent == JM_NONE || plan->events[parent].kind == JM_STAY ? JM_NONE
                                                                     : parent;
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

static int64_t find_missing(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    uint32_t kind = JM_KIND(e->kind);
    int64_t missing = 0;
    if (e->all_day && (kind & TIMED))
        missing |= JM_MISSING_HOURS;
    if (kind & PLACED)
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

/* Days until a confirmed event; 0 where it is not the time to ask. */
static int64_t days_left(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    jm_utc now = plan->today * JM_DAY_SECONDS;
    if (e->status != JM_CONFIRMED || e->span.from < now)
        return 0;
    int64_t days = jm_check_parameter(run, DAYS, jm_rules_host(plan, event));
    if (e->span.from > now + (days + 2) * JM_DAY_SECONDS)
        return 0;
    int64_t left =
        jm_zone_day(&plan->zones[e->zone], e->span.from) - plan->today;
    return left <= days ? left : 0;
}

static void tell(struct jm_check *run, uint32_t event, int64_t missing,
                 int64_t left)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    struct jm_finding finding = {
        .span = e->span,
        .host = jm_rules_host(plan, event),
        .resource_kind = JM_RESOURCE_DELEGATION,
        .resource = e->delegation,
        .facts = {{JM_FACT_MISSING, missing}, {JM_FACT_DAYS, left}},
        .n_facts = 2};
    jm_emit(run, &finding, &event, 1);
}

static void check(struct jm_check *run, uint32_t event)
{
    int64_t left = days_left(run, event);
    int64_t missing = left ? find_missing(jm_check_plan(run), event) : 0;
    if (missing)
        tell(run, event, missing, left);
}

static bool is_night(const struct jm_event *e)
{
    return e->kind == JM_LODGING && e->status == JM_CONFIRMED &&
           e->venue == JM_NONE;
}

/* The nights of a stay at one host are in one hotel: the first of them tells
 * for all. */
static void check_nights(struct jm_check *run, const struct jm_content *content)
{
    const struct jm_event *events = jm_check_plan(run)->events;
    for (uint32_t i = 0; i < content->n_events; i++) {
        const struct jm_event *night = &events[content->events[i]];
        bool is_told = false;
        if (!is_night(night))
            continue;
        for (uint32_t j = 0; j < i; j++)
            is_told |= is_night(&events[content->events[j]]) &&
                       events[content->events[j]].host == night->host;
        int64_t left = is_told ? 0 : days_left(run, content->events[i]);
        if (left)
            tell(run, content->events[i], JM_MISSING_VENUE, left);
    }
}

const struct jm_rule jm_rule_information_missing = {
    .id = "information-missing",
    .severity = JM_NOTICE,
    .summary = JM_SAY_INFORMATION_MISSING_SUMMARY,
    .sentence = JM_SAY_INFORMATION_MISSING,
    .parameters = {[DAYS] = {"days", 30, 1, 365}},
    .event_kinds = SHOWN,
    .event = check,
    .content = check_nights,
};
