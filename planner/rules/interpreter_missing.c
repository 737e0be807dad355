#include "programme.h"
#include <string.h>

enum { ALONE, HOURS };
enum { ALONE_LEAST = 30 };

/* The tongue of a country in this plan's two. */
static const char *language_of(const char *country)
{
    return strcmp(country, "FR") == 0   ? "fr"
           : strcmp(country, "KR") == 0 ? "ko"
                                        : NULL;
}

/* `languages` are BCP 47 tags: "ko-KR fr" speaks ko. */
static bool speaks(const char *languages, const char *language)
{
    size_t length = strlen(language);
    for (const char *at = languages; at && *at; at += strspn(at, " ")) {
        size_t tag = strcspn(at, " ");
        if (tag >= length && memcmp(at, language, length) == 0 &&
            (tag == length || at[length] == '-'))
            return true;
        at += tag;
    }
    return false;
}

static bool is_bilingual(const struct jm_person *person)
{
    return speaks(person->languages, "fr") && speaks(person->languages, "ko");
}

static bool is_interpreter(const struct jm_person *person)
{
    return person->role == JM_ROLE_INTERPRETER;
}

/* A forum has a team of its own for its sessions. */
static bool is_in_forum(const struct jm_plan *plan, uint32_t event)
{
    for (uint32_t at = plan->events[event].parent; at != JM_NONE;
         at = plan->events[at].parent)
        if (plan->events[at].kind == JM_FORUM)
            return true;
    return false;
}

/* ---- nobody who interprets ---- */

static bool is_named_one(const struct jm_plan *plan,
                         const struct jm_participant *p)
{
    return p->person != JM_NONE && (p->role == JM_PART_INTERPRETS ||
                                    is_interpreter(&plan->people[p->person]));
}

/* The plan keeps interpreters for this stay at all. */
static bool knows_any(const struct jm_plan *plan,
                      const struct jm_content *content)
{
    const struct jm_delegation *of =
        &plan->delegations[plan->events[content->stay].delegation];
    for (uint32_t i = 0; i < of->members; i++) {
        uint32_t person = plan->members[of->first_member + i].person;
        if (is_interpreter(&plan->people[person]))
            return true;
    }
    for (uint32_t i = 0; i < content->n_events; i++) {
        const struct jm_event *e = &plan->events[content->events[i]];
        for (uint32_t k = 0; k < e->participants; k++)
            if (is_named_one(plan,
                             &plan->participants[e->first_participant + k]))
                return true;
    }
    return false;
}

/* Somebody there can say it in both languages. */
static bool has_one(const struct jm_plan *plan, const struct jm_event *e,
                    uint32_t delegation)
{
    const struct jm_delegation *of = &plan->delegations[delegation];
    for (uint32_t i = 0; i < e->participants; i++) {
        const struct jm_participant *p =
            &plan->participants[e->first_participant + i];
        if (p->person != JM_NONE &&
            (is_named_one(plan, p) || is_bilingual(&plan->people[p->person])))
            return true;
    }
    for (uint32_t i = 0; i < of->members; i++) {
        const struct jm_member *m = &plan->members[of->first_member + i];
        const struct jm_person *person = &plan->people[m->person];
        if (jm_rules_goes(e, m) &&
            (is_interpreter(person) || is_bilingual(person)))
            return true;
    }
    return false;
}

/* What is said there counts, and one side does not speak the other's language.
 * An embassy speaks that of its country. */
static bool needs_one(const struct jm_plan *plan, uint32_t event,
                      uint32_t delegation)
{
    const struct jm_event *e = &plan->events[event];
    uint32_t place = jm_rules_place(plan, event);
    uint32_t origin = plan->delegations[delegation].origin;
    if (place == JM_NONE || origin == JM_NONE ||
        !(e->kind == JM_MEETING || (e->kind == JM_CEREMONY && e->rite)))
        return false;
    const struct jm_collectivity *at = &plan->collectivities[place];
    const char *there = language_of(at->country);
    const char *here = language_of(plan->collectivities[origin].country);
    return there && here && at->kind != JM_KIND_EMBASSY &&
           strcmp(there, here) != 0 && !is_in_forum(plan, event);
}

static void check_content(struct jm_check *run,
                          const struct jm_content *content)
{
    const struct jm_plan *plan = jm_check_plan(run);
    uint32_t delegation = plan->events[content->stay].delegation;
    if (delegation == JM_NONE || !knows_any(plan, content))
        return;
    for (uint32_t i = 0; i < content->n_events; i++) {
        uint32_t event = content->events[i];
        const struct jm_event *e = &plan->events[event];
        if (!needs_one(plan, event, delegation) || has_one(plan, e, delegation))
            continue;
        struct jm_finding finding = {.span = e->span,
                                     .host = jm_rules_host(plan, event),
                                     .resource_kind = JM_RESOURCE_DELEGATION,
                                     .resource = delegation};
        jm_emit(run, &finding, &event, 1);
    }
}

/* ---- one alone for long, or one for too long a day ---- */

/* Those of a delegation who interpret and go there. */
static uint32_t count_led(const struct jm_plan *plan, const struct jm_event *e,
                          uint32_t delegation, uint32_t *one)
{
    uint32_t count = 0;
    const struct jm_delegation *of = &plan->delegations[delegation];
    for (uint32_t i = 0; i < of->members; i++) {
        const struct jm_member *m = &plan->members[of->first_member + i];
        if (!is_interpreter(&plan->people[m->person]) || !jm_rules_goes(e, m))
            continue;
        count += m->person != *one;
        *one = m->person;
    }
    return count;
}

/* How many interpret at an event; `one` is the last of them. A member who is
 * named too is one. */
static uint32_t count_interpreters(const struct jm_plan *plan,
                                   const struct jm_event *e, uint32_t *one)
{
    uint32_t count = 0;
    *one = JM_NONE;
    if (e->delegation != JM_NONE)
        count += count_led(plan, e, e->delegation, one);
    const struct jm_participant *p = &plan->participants[e->first_participant];
    for (uint32_t i = 0; i < e->participants; i++) {
        if (p[i].delegation != JM_NONE && p[i].delegation != e->delegation) {
            count += count_led(plan, e, p[i].delegation, one);
        } else if (is_named_one(plan, &p[i]) && p[i].person != *one) {
            count++;
            *one = p[i].person;
        }
    }
    return count;
}

/* One interprets alone for longer than a session. Most events are short: that
 * is asked first. */
static bool is_alone(struct jm_check *run, uint32_t event, uint32_t *person)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    int64_t lasts = e->span.until - e->span.from;
    return (e->kind == JM_MEETING || e->kind == JM_CEREMONY) && !e->all_day &&
           lasts > ALONE_LEAST * 60 &&
           lasts > jm_check_parameter(run, ALONE, jm_rules_host(plan, event)) *
                       60 &&
           !is_in_forum(plan, event) &&
           count_interpreters(plan, e, person) == 1;
}

static void check_event(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    uint32_t person, host = jm_rules_host(plan, event);
    if (!is_alone(run, event, &person))
        return;
    struct jm_finding finding = {
        .span = e->span,
        .host = host,
        .resource_kind = JM_RESOURCE_PERSON,
        .resource = person,
        .sentence = JM_SAY_INTERPRETER_ALONE,
        .facts = {{JM_FACT_MINUTES, (e->span.until - e->span.from) / 60},
                  {JM_FACT_LIMIT_MINUTES,
                   jm_check_parameter(run, ALONE, host)}},
        .n_facts = 2};
    jm_emit(run, &finding, &event, 1);
}

/* A day of somebody's interpreting. */
struct shift {
    jm_day day;
    jm_utc until; /* of what has been counted */
    int64_t seconds;
    uint32_t named[JM_RULES_NAMED];
    uint32_t n_named;
};

static void close_shift(struct jm_check *run, uint32_t person,
                        const struct shift *shift)
{
    const struct jm_plan *plan = jm_check_plan(run);
    if (shift->n_named == 0)
        return;
    uint32_t host = jm_rules_host(plan, shift->named[0]);
    int64_t most = jm_check_parameter(run, HOURS, host) * 60;
    uint32_t alone;
    if (shift->seconds <= most * 60 ||
        (shift->n_named == 1 && is_alone(run, shift->named[0], &alone)))
        return; /* one event alone is told once */
    struct jm_finding finding = {
        .span = {plan->events[shift->named[0]].span.from, shift->until},
        .host = host,
        .resource_kind = JM_RESOURCE_PERSON,
        .resource = person,
        .sentence = JM_SAY_INTERPRETER_DAY,
        .facts = {{JM_FACT_MINUTES, shift->seconds / 60},
                  {JM_FACT_LIMIT_MINUTES, most}},
        .n_facts = 2};
    jm_emit(run, &finding, shift->named, shift->n_named);
}

/* Time in which two events overlap counts once. */
static void add_to_shift(struct shift *shift,
                         const struct jm_engagement *engagement)
{
    jm_utc from =
        engagement->from > shift->until ? engagement->from : shift->until;
    if (engagement->until > from)
        shift->seconds += engagement->until - from;
    if (engagement->until > shift->until)
        shift->until = engagement->until;
    if (shift->n_named < JM_RULES_NAMED)
        shift->named[shift->n_named++] = engagement->event;
}

static bool is_shift(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    return !e->all_day &&
           (e->kind == JM_VISIT || e->kind == JM_MEETING ||
            e->kind == JM_CEREMONY) &&
           !is_in_forum(plan, event);
}

static void check_person(struct jm_check *run, uint32_t person,
                         struct jm_run with)
{
    const struct jm_plan *plan = jm_check_plan(run);
    struct shift shift = {.day = JM_DAY_NONE};
    if (!is_interpreter(&plan->people[person]))
        return;
    for (uint32_t i = 0; i < with.count; i++) {
        const struct jm_event *e = &plan->events[with.all[i].event];
        if (!is_shift(plan, with.all[i].event))
            continue;
        jm_day day = jm_zone_day(&plan->zones[e->zone], with.all[i].from);
        if (day != shift.day) {
            close_shift(run, person, &shift);
            shift = (struct shift){.day = day};
        }
        add_to_shift(&shift, &with.all[i]);
    }
    close_shift(run, person, &shift);
}

const struct jm_rule jm_rule_interpreter_missing = {
    .id = "interpreter-missing",
    .severity = JM_WARNING,
    .summary = JM_SAY_INTERPRETER_MISSING_SUMMARY,
    .sentence = JM_SAY_INTERPRETER_MISSING,
    .parameters = {{"alone_minutes", 150, ALONE_LEAST, 600},
                   {"hours", 6, 1, 24}},
    .event_kinds = JM_KIND(JM_MEETING) | JM_KIND(JM_CEREMONY),
    .event = check_event,
    .person = check_person,
    .content = check_content,
};
