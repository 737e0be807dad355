#include "programme.h"

enum { VISITS };

/* Visits on the stay's own theme are what it is for. */
static bool counts(const struct jm_plan *plan, const struct jm_content *content,
                   const struct jm_event *e)
{
    return e->kind == JM_VISIT && e->theme != JM_NONE &&
           e->theme != plan->events[content->stay].theme;
}

/* Most stays repeat nothing: no heap of themes is higher than that. */
static bool may_repeat(const struct jm_plan *plan,
                       const struct jm_content *content, int64_t most)
{
    uint32_t heaps[64] = {0};
    for (uint32_t i = 0; i < content->n_events; i++) {
        const struct jm_event *e = &plan->events[content->events[i]];
        if (counts(plan, content, e) && ++heaps[e->theme % 64] > most)
            return true;
    }
    return false;
}

/* The visits of a theme that one sees on a track. */
struct seen {
    uint32_t count;
    uint32_t named[JM_RULES_NAMED];
    bool is_first;   /* the visit asked for is the first of its track */
    bool has_tracks; /* some are not for everybody */
};

static struct seen look(const struct jm_plan *plan,
                        const struct jm_content *content, uint32_t visit)
{
    const struct jm_event *of = &plan->events[visit];
    struct seen seen = {.is_first = true};
    bool met = false;
    for (uint32_t i = 0; i < content->n_events; i++) {
        const struct jm_event *e = &plan->events[content->events[i]];
        if (!counts(plan, content, e) || e->theme != of->theme)
            continue;
        met |= content->events[i] == visit;
        seen.is_first &= met || e->track != of->track;
        seen.has_tracks |= e->track != JM_TRACK_ALL;
        if (e->track != JM_TRACK_ALL && e->track != of->track)
            continue;
        if (seen.count < JM_RULES_NAMED)
            seen.named[seen.count] = content->events[i];
        seen.count++;
    }
    return seen;
}

static void tell(struct jm_check *run, const struct jm_content *content,
                 const struct seen *seen, int64_t most)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *stay = &plan->events[content->stay];
    uint32_t n = seen->count < JM_RULES_NAMED ? seen->count : JM_RULES_NAMED;
    const struct jm_event *first = &plan->events[seen->named[0]];
    struct jm_finding finding = {
        .span = jm_rules_first_to_last(plan, seen->named, n),
        .host = stay->host,
        .resource_kind = JM_RESOURCE_DELEGATION,
        .resource = stay->delegation,
        .facts = {{JM_FACT_COUNT, seen->count},
                  {JM_FACT_CAPACITY, most},
                  {JM_FACT_THEME, first->theme}},
        .n_facts = 3};
    jm_emit(run, &finding, seen->named, n);
}

/* What everybody sees is told with a track where there is one. */
static void check(struct jm_check *run, const struct jm_content *content)
{
    const struct jm_plan *plan = jm_check_plan(run);
    uint32_t host = plan->events[content->stay].host;
    int64_t most = jm_check_parameter(run, VISITS, host);
    if (!may_repeat(plan, content, most))
        return;
    for (uint32_t i = 0; i < content->n_events; i++) {
        const struct jm_event *e = &plan->events[content->events[i]];
        if (!counts(plan, content, e))
            continue;
        struct seen seen = look(plan, content, content->events[i]);
        if (seen.is_first && seen.count > most &&
            !(e->track == JM_TRACK_ALL && seen.has_tracks))
            tell(run, content, &seen, most);
    }
}

const struct jm_rule jm_rule_theme_repeated = {
    .id = "theme-repeated",
    .severity = JM_WARNING,
    .summary = JM_SAY_THEME_REPEATED_SUMMARY,
    .sentence = JM_SAY_THEME_REPEATED,
    .parameters = {{"visits", 2, 1, 20}},
    .content = check,
};
