#include "programme.h"

enum { MARGIN };

/* Places so near that the table need not have them are one town: there people
 * know their way. */
#define ONE_TOWN_KM 10

static bool is_a_journey(struct jm_journey journey)
{
    return journey.minutes_max > 0 &&
           (journey.from_table || journey.kilometres >= ONE_TOWN_KM);
}

/* It can be done, but not at worst with the margin. */
static void check_gap(struct jm_check *run, const struct jm_step *step,
                      struct jm_journey journey)
{
    int64_t margin = jm_check_parameter(run, MARGIN, step->to_place);
    int64_t needed = journey.minutes_max + margin;
    if (step->gap < journey.minutes_min * INT64_C(60) ||
        step->gap >= needed * 60)
        return;
    struct jm_finding finding = {.span = {step->from->until, step->to->from},
                                 .host = step->to_place,
                                 .resource_kind = step->kind,
                                 .resource = step->row,
                                 .facts = {{JM_FACT_MINUTES, margin}},
                                 .n_facts = 1};
    uint32_t events[2] = {step->from->event, step->to->event};
    jm_rules_emit_journey(run, &finding, step->gap / 60, needed, journey,
                          events, 2);
}

/* A transfer is itself the journey: at worst it lasts into what follows and
 * would have to wait for them. */
static void check_ride(struct jm_check *run, const struct jm_step *step)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *ride = &plan->events[step->from->event];
    const struct jm_event *next = &plan->events[step->to->event];
    if (ride->kind != JM_TRANSFER || ride->to_host == JM_NONE ||
        !(JM_KIND(next->kind) & JM_RULES_WORK))
        return;
    struct jm_journey journey =
        jm_plan_journey(plan, ride->host, ride->to_host);
    int64_t lasts = ride->span.until - ride->span.from;
    int64_t time = next->span.from - ride->span.from;
    if (!is_a_journey(journey) || lasts < journey.minutes_min * INT64_C(60) ||
        time >= journey.minutes_max * INT64_C(60))
        return;
    struct jm_finding finding = {.span = {ride->span.from, next->span.from},
                                 .host = step->to_place,
                                 .resource_kind = step->kind,
                                 .resource = step->row,
                                 .sentence = JM_SAY_TRANSFER_TIGHT};
    uint32_t events[2] = {step->from->event, step->to->event};
    jm_rules_emit_journey(run, &finding, time / 60, journey.minutes_max,
                          journey, events, 2);
}

/* Once there, one is there: a ride counts where no further way is to go. */
static void check(struct jm_check *run, const struct jm_step *step)
{
    if (jm_rules_goes_along(step))
        return;
    struct jm_journey journey = {0};
    if (step->from_place != step->to_place)
        journey = jm_plan_journey(jm_check_plan(run), step->from_place,
                                  step->to_place);
    if (is_a_journey(journey))
        check_gap(run, step, journey);
    else
        check_ride(run, step);
}

const struct jm_rule jm_rule_travel_tight = {
    .id = "travel-tight",
    .severity = JM_WARNING,
    .summary = JM_SAY_TRAVEL_TIGHT_SUMMARY,
    .sentence = JM_SAY_TRAVEL_TIGHT,
    .parameters = {{"margin_minutes", 15, 0, 240}},
    .margin = 1 + MARGIN,
    .step = check,
};
