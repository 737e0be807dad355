#include <jumelage/finding.h>
#include <jumelage/text.h>
#include <stdlib.h>
#include <string.h>

const char *jm_severity_word(enum jm_severity severity)
{
    return jm_choice_word(JM_SET_severity, (int)severity);
}

int jm_severity_value(const char *word)
{
    for (int i = JM_IGNORE; i <= JM_BLOCKING; i++)
        if (jm_text_same_word(jm_choice_word(JM_SET_severity, i), word))
            return i;
    return -1;
}

const char *jm_fact_word(enum jm_fact_key key)
{
    static const char *const words[JM_FACT_KEYS] = {
        [JM_FACT_SHARED_MINUTES] = "shared_minutes",
        [JM_FACT_GAP_MINUTES] = "gap_minutes",
        [JM_FACT_NEEDED_MINUTES] = "needed_minutes",
        [JM_FACT_SHORT_MINUTES] = "short_minutes",
        [JM_FACT_KILOMETRES] = "kilometres",
        [JM_FACT_COUNT] = "count",
        [JM_FACT_CAPACITY] = "capacity",
        [JM_FACT_EARLY_MINUTES] = "early_minutes",
        [JM_FACT_LATE_MINUTES] = "late_minutes",
        [JM_FACT_OTHER_HOST] = "other_host",
        [JM_FACT_MARK] = "mark",
        [JM_FACT_BUSY] = "busy",
        [JM_FACT_POST] = "post",
        [JM_FACT_THEME] = "theme",
        [JM_FACT_PERSON] = "person",
        [JM_FACT_DAY] = "day",
        [JM_FACT_LAST_DAY] = "last_day",
        [JM_FACT_DAYS] = "days",
        [JM_FACT_NEEDED_DAYS] = "needed_days",
        [JM_FACT_YEAR] = "year",
        [JM_FACT_YEARS] = "years",
        [JM_FACT_MINUTES] = "minutes",
        [JM_FACT_LIMIT_MINUTES] = "limit_minutes",
        [JM_FACT_MISSING] = "missing",
        [JM_FACT_OPENS_MINUTES] = "opens_minutes",
        [JM_FACT_CLOSES_MINUTES] = "closes_minutes"};
    return words[key];
}

void jm_findings_clear(struct jm_findings *findings)
{
    free(findings->all);
    findings->all = NULL;
    findings->count = findings->room = 0;
    jm_arena_clear(&findings->arena);
}

bool jm_findings_add(struct jm_findings *findings,
                     const struct jm_finding *finding)
{
    if (findings->count == findings->room) {
        size_t room = findings->room ? findings->room * 2 : 64;
        struct jm_finding *all = realloc(findings->all, room * sizeof *all);
        if (!all)
            return false;
        findings->all = all;
        findings->room = room;
    }
    uint32_t *events = jm_arena_take(
        &findings->arena, (size_t)finding->n_events + 1, sizeof *events);
    if (!events)
        return false;
    if (finding->n_events)
        memcpy(events, finding->events, finding->n_events * sizeof *events);
    findings->all[findings->count] = *finding;
    findings->all[findings->count++].events = events;
    return true;
}

int64_t jm_finding_fact(const struct jm_finding *finding, enum jm_fact_key key,
                        int64_t missing)
{
    for (uint32_t i = 0; i < finding->n_facts; i++)
        if (finding->facts[i].key == key)
            return finding->facts[i].value;
    return missing;
}

const char *jm_finding_resource_id(const struct jm_plan *plan,
                                   const struct jm_finding *finding)
{
    uint32_t row = finding->resource;
    if (row == JM_NONE)
        return NULL;
    switch (finding->resource_kind) {
    case JM_RESOURCE_HOST:
    case JM_RESOURCE_PARTNER:
        return plan->collectivities[row].id;
    case JM_RESOURCE_DELEGATION:
        return plan->delegations[row].id;
    case JM_RESOURCE_PERSON:
        return plan->people[row].id;
    case JM_RESOURCE_VENUE:
        return plan->venues[row].id;
    case JM_RESOURCE_VEHICLE:
        return plan->vehicles[row].id;
    case JM_RESOURCES:
        break;
    }
    return NULL;
}
