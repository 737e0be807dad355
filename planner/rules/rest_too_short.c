#include "programme.h"

enum { LONG_HAUL, BORDER, REST, SIGNING };

/* A flight in; or a transfer that stands for it, where no flight is known. */
struct arrival {
    struct jm_span span;
    uint32_t ride; /* that transfer, or JM_NONE */
    uint32_t delegation;
};

/* How long after landing an event may begin, in minutes, and what is said when
 * it begins before. */
static int64_t limit_for(struct jm_check *run, uint32_t event,
                         enum jm_message *sentence)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    uint32_t host = jm_rules_host(plan, event);
    int64_t limit = jm_check_parameter(run, BORDER, host);
    *sentence = JM_SAY_BORDER_TOO_SHORT;
    if (JM_KIND(e->kind) & JM_RULES_WORK) {
        int64_t rest = jm_check_parameter(run, REST, host);
        *sentence = rest > limit ? JM_SAY_REST_TOO_SHORT : *sentence;
        limit = rest > limit ? rest : limit;
    }
    if (e->rite == JM_RITE(JM_RITE_SIGNING)) {
        int64_t rest = jm_check_parameter(run, SIGNING, host) * 60;
        *sentence = rest > limit ? JM_SAY_SIGNING_TOO_SOON : *sentence;
        limit = rest > limit ? rest : limit;
    }
    return limit;
}

static void tell(struct jm_check *run, const struct arrival *arrival,
                 uint32_t event, enum jm_message sentence, int64_t limit)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    int64_t gap = (e->span.from - arrival->span.until) / 60;
    struct jm_finding finding = {
        .span = {arrival->span.until < e->span.from ? arrival->span.until
                                                    : e->span.from,
                 e->span.until},
        .host = jm_rules_host(plan, event),
        .resource_kind = JM_RESOURCE_DELEGATION,
        .resource = arrival->delegation,
        .sentence = sentence,
        .facts = {{JM_FACT_MINUTES,
                   (arrival->span.until - arrival->span.from) / 60},
                  {JM_FACT_GAP_MINUTES, gap > 0 ? gap : 0},
                  {JM_FACT_LIMIT_MINUTES, limit}},
        .n_facts = 3};
    uint32_t events[2] = {event, arrival->ride};
    jm_emit(run, &finding, events, arrival->ride == JM_NONE ? 1 : 2);
}

/* Those who came before the others are on a track; what everybody does cannot
 * be while they fly. */
static void check_event(struct jm_check *run, const struct arrival *arrival,
                        uint32_t event)
{
    const struct jm_event *e = &jm_check_plan(run)->events[event];
    enum jm_message sentence;
    if (!(JM_KIND(e->kind) & (JM_RULES_WORK | JM_KIND(JM_MEAL))) ||
        e->all_day || e->rite == JM_RITE(JM_RITE_WELCOME))
        return;
    if (jm_span_overlaps(e->span, arrival->span)) {
        if (e->track == JM_TRACK_ALL)
            tell(run, arrival, event, JM_SAY_STILL_IN_THE_AIR, 0);
        return;
    }
    int64_t gap = e->span.from - arrival->span.until;
    if (gap < 0 || gap >= 48 * 3600)
        return;
    int64_t limit = limit_for(run, event, &sentence);
    if (gap < limit * 60)
        tell(run, arrival, event, sentence, limit);
}

static void check_arrival(struct jm_check *run,
                          const struct jm_content *content,
                          const struct arrival *arrival)
{
    const struct jm_plan *plan = jm_check_plan(run);
    uint32_t host = plan->events[content->stay].host;
    if (arrival->span.until - arrival->span.from <
        jm_check_parameter(run, LONG_HAUL, host) * 3600)
        return;
    for (uint32_t i = 0; i < content->n_events; i++)
        if (content->events[i] != arrival->ride)
            check_event(run, arrival, content->events[i]);
}

/* So far one flies. */
#define BY_AIR_KM 2500

static void check_rides(struct jm_check *run, const struct jm_content *content)
{
    const struct jm_plan *plan = jm_check_plan(run);
    for (uint32_t i = 0; i < content->n_events; i++) {
        const struct jm_event *e = &plan->events[content->events[i]];
        struct arrival arrival = {e->span, content->events[i],
                                  plan->events[content->stay].delegation};
        if (e->kind == JM_TRANSFER && !e->all_day && e->to_host != JM_NONE &&
            jm_plan_journey(plan, e->host, e->to_host).kilometres >= BY_AIR_KM)
            check_arrival(run, content, &arrival);
    }
}

static void check(struct jm_check *run, const struct jm_content *content)
{
    const struct jm_plan *plan = jm_check_plan(run);
    uint32_t delegation = plan->events[content->stay].delegation;
    struct jm_rules_flights flights = jm_rules_flights(plan, delegation);
    bool has_flight_in = false;
    for (uint32_t i = 0; i < flights.count; i++) {
        struct arrival arrival = {flights.all[i].span, JM_NONE, delegation};
        if (flights.all[i].direction != JM_FLIGHT_IN)
            continue;
        has_flight_in = true;
        check_arrival(run, content, &arrival);
    }
    if (!has_flight_in)
        check_rides(run, content);
}

const struct jm_rule jm_rule_rest_too_short = {
    .id = "rest-too-short",
    .severity = JM_WARNING,
    .summary = JM_SAY_REST_TOO_SHORT_SUMMARY,
    .sentence = JM_SAY_REST_TOO_SHORT,
    .parameters = {{"long_haul_hours", 6, 1, 24},
                   {"border_minutes", 90, 0, 600},
                   {"rest_minutes", 180, 0, 2880},
                   {"signing_hours", 12, 0, 48}},
    .content = check,
};
