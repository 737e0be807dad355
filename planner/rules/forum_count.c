#include "rules.h"

static void tell(struct jm_check *run, const uint32_t *events, uint32_t count,
                 int year)
{
    const struct jm_plan *plan = jm_check_plan(run);
    for (uint32_t i = 1; i < count; i++) {
        const struct jm_event *e = &plan->events[events[i]];
        struct jm_finding finding = {
            .span = e->span,
            .host = e->host,
            .resource = JM_NONE,
            .facts = {{JM_FACT_YEAR, year}, {JM_FACT_COUNT, count}},
            .n_facts = 2};
        uint32_t both[2] = {events[0], events[i]};
        jm_emit(run, &finding, both, 2);
    }
}

static jm_utc start_of_year(int year)
{
    return jm_day_from_date(year, 1, 1) * JM_DAY_SECONDS;
}

/* A year without a forum is told while a delegation's stay may still be the
 * occasion for one: an empty year ahead is no fault. */
static void tell_none(struct jm_check *run, int year)
{
    const struct jm_plan *plan = jm_check_plan(run);
    struct jm_span span = {start_of_year(year), start_of_year(year + 1)};
    struct jm_frames stays = jm_check_frames(run, span, JM_KIND(JM_STAY));
    uint32_t stay = jm_frames_next(&stays);
    while (stay != JM_NONE && jm_rules_is_over(plan, stay))
        stay = jm_frames_next(&stays);
    if (stay == JM_NONE)
        return;
    struct jm_finding finding = {
        .span = span,
        .host = JM_NONE,
        .resource = JM_NONE,
        .sentence = JM_SAY_FORUM_COUNT_NONE,
        .facts = {{JM_FACT_YEAR, year}, {JM_FACT_COUNT, 0}},
        .n_facts = 2};
    jm_emit(run, &finding, NULL, 0);
}

static void check(struct jm_check *run, const uint32_t *events, uint32_t count)
{
    const struct jm_plan *plan = jm_check_plan(run);
    int first = jm_day_date(plan->today).year, last = 2099;
    uint32_t i = 0;
    while (i < count) {
        int year = jm_rules_year(plan, events[i]);
        uint32_t from = i;
        while (i < count && jm_rules_year(plan, events[i]) == year)
            i++;
        for (; first < year; first++)
            tell_none(run, first);
        first = first == year ? year + 1 : first;
        tell(run, events + from, i - from, year);
    }
    for (; first <= last; first++)
        tell_none(run, first);
}

const struct jm_rule jm_rule_forum_count = {
    .id = "forum-count",
    .severity = JM_WARNING,
    .summary = JM_SAY_FORUM_COUNT_SUMMARY,
    .sentence = JM_SAY_FORUM_COUNT,
    .forums = check,
};
