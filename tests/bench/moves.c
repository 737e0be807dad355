/* One event moves by a day: what it meets then. */
#include "bench.h"
#include "random.h"
#include <jumelage/watch.h>

enum { MOVES = 20000, WARM = 500 };

static double now_us(void)
{
    return cpu_ms() * 1e3;
}

struct meeting_count {
    const struct jm_watch *watch;
    struct jm_span span;
    uint32_t event;
    uint64_t met;
};

static void count_meeting(void *data, const struct jm_engagement *engagement)
{
    struct meeting_count *count = data;
    count->met += engagement->event != count->event;
}

static void meet(struct meeting_count *count,
                 const struct jm_engagements *engagements, uint32_t resource)
{
    enum jm_resource_kind kind = jm_engagements_kind(engagements, resource);
    uint32_t row = jm_engagements_row(engagements, resource);
    jm_watch_meetings(count->watch, kind, row, count->span, count_meeting,
                      count);
}

struct meeting_all {
    struct meeting_count count;
    const struct jm_engagements *engagements;
};

static void meet_one(void *data, uint32_t resource, struct jm_engagement taken)
{
    struct meeting_all *all = data;
    (void)taken;
    meet(&all->count, all->engagements, resource);
}

/* The overlaps that events would have a day later. */
static void measure_meetings(const struct jm_watch *watch,
                             const struct jm_plan *plan,
                             const struct jm_engagements *engagements)
{
    struct meeting_all all = {{.watch = watch}, engagements};
    uint64_t random = 7;
    double begun = 0;
    for (int i = -WARM; i < MOVES; i++) {
        if (i == 0)
            begun = now_us();
        uint32_t event = below(&random, plan->n_events);
        struct jm_span span = plan->events[event].span;
        all.count.event = event;
        all.count.span = (struct jm_span){span.from + JM_DAY_SECONDS,
                                          span.until + JM_DAY_SECONDS};
        jm_engagements_of(engagements, plan, event, meet_one, &all);
    }
    tell_number("one event a day later: its overlaps, on all it engages",
                (now_us() - begun) / MOVES, "us on average");
    need(all.count.met > 0, "meeting anything");
}

static void measure_edits(struct jm_watch *watch, const struct jm_plan *plan)
{
    uint64_t random = 11, told = 0;
    double sum = 0, worst = 0;
    for (int i = -WARM; i < MOVES; i++) {
        struct jm_alter edit = {.event = below(&random, plan->n_events)};
        struct jm_outcome outcome = JM_OUTCOME_INIT;
        int days = below(&random, 2) ? 1 : -1;
        edit.as = jm_watch_plan(watch)->events[edit.event];
        edit.as.span.from += days * JM_DAY_SECONDS;
        edit.as.span.until += days * JM_DAY_SECONDS;
        double begun = now_us();
        need(!jm_watch_edit(watch, &edit, 1, &outcome, NULL),
             "jm_watch_edit()");
        double took = now_us() - begun;
        told += outcome.gained.count + outcome.lost.count;
        jm_outcome_clear(&outcome);
        if (i < 0)
            continue;
        sum += took;
        worst = took > worst ? took : worst;
    }
    tell_number("one event moved by a day, every rule", sum / MOVES,
                "us on average");
    tell_number("   the longest of 20,000", worst, "us");
    tell_number("   findings gained and lost", (double)told / (MOVES + WARM),
                "each");
}

void measure_moves(const struct jm_plan *plan)
{
    struct jm_watch *watch;
    struct jm_engagements engagements;
    double begun = cpu_ms();
    need(!jm_watch_new(&watch, plan, NULL), "jm_watch_new()");
    tell_number("jm_watch_new()", cpu_ms() - begun, "ms");
    need(!jm_engagements_derive(&engagements, plan, NULL),
         "jm_engagements_derive()");
    measure_meetings(watch, plan, &engagements);
    measure_edits(watch, plan);
    jm_engagements_clear(&engagements);
    jm_watch_free(watch);
}
