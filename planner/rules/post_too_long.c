#include "rules.h"
#include <jumelage/weigh.h>

/* A parameter per channel: by enum jm_channel. */
enum { X_CHARACTERS, LINKEDIN_CHARACTERS };

static uint32_t first_post(const struct jm_plan *plan, uint32_t event)
{
    uint32_t low = 0, high = plan->n_posts;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (plan->posts[middle].event < event)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void check_post(struct jm_check *run, uint32_t post)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_post_text *p = &plan->posts[post];
    uint32_t host = jm_rules_host(plan, p->event);
    int64_t most = jm_check_parameter(
        run, p->channel == JM_CHANNEL_X ? X_CHARACTERS : LINKEDIN_CHARACTERS,
        host);
    int64_t weight = jm_post_weight(p->channel, p->text);
    if (weight <= most)
        return;
    struct jm_finding finding = {.span = plan->events[p->event].span,
                                 .host = host,
                                 .resource = JM_NONE,
                                 .facts = {{JM_FACT_POST, post},
                                           {JM_FACT_COUNT, weight},
                                           {JM_FACT_CAPACITY, most}},
                                 .n_facts = 3};
    jm_emit(run, &finding, &p->event, 1);
}

static void check(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    if (!plan->n_posts)
        return;
    uint32_t post = first_post(plan, event);
    if (post == plan->n_posts || plan->posts[post].event != event ||
        jm_rules_is_over(plan, event))
        return;
    for (; post < plan->n_posts && plan->posts[post].event == event; post++)
        check_post(run, post);
}

const struct jm_rule jm_rule_post_too_long = {
    .id = "post-too-long",
    .severity = JM_NOTICE,
    .summary = JM_SAY_POST_TOO_LONG_SUMMARY,
    .sentence = JM_SAY_POST_TOO_LONG,
    .parameters = {[X_CHARACTERS] = {"x_characters", 280, 1, 25000},
                   [LINKEDIN_CHARACTERS] = {"linkedin_characters", 3000, 1,
                                            25000}},
    .event_kinds = UINT32_MAX,
    .event = check,
};
