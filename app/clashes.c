/* What one event is in, found without checking the rest of the plan. */
#include "told.h"
#include <jumelage/watch.h>
#include <string.h>

static bool is_in(const struct jm_finding *finding, uint32_t event)
{
    for (uint32_t i = 0; i < finding->n_events; i++)
        if (finding->events[i] == event)
            return true;
    return false;
}

/* Keeps, of the findings that an edit of the event looks at, those that it is
 * in: an edit that changes nothing. */
static enum jm_status find(struct jm_findings *found,
                           const struct jm_plan *plan, uint32_t event,
                           enum jm_severity least, struct jm_error *err)
{
    struct jm_watch *watch = NULL;
    struct jm_outcome out = JM_OUTCOME_INIT;
    const struct jm_alter same = {event, plan->events[event]};
    enum jm_status status = jm_watch_new(&watch, plan, err);
    if (!status)
        status = jm_watch_edit(watch, &same, 1, &out, err);
    for (size_t i = 0; !status && i < out.kept.count; i++) {
        const struct jm_finding *finding = &out.kept.all[i];
        if (finding->severity >= least && is_in(finding, event) &&
            !jm_findings_add(found, finding))
            status = jm_fail_memory(err);
    }
    jm_outcome_clear(&out);
    jm_watch_free(watch);
    return status;
}

size_t jm_told_in_plan(struct jm_app *app, const struct jm_plan *plan,
                       const char *uid, enum jm_severity least, size_t most,
                       jm_told_each *each)
{
    size_t told_so_far = 0, left = 0;
    struct jm_findings found = JM_FINDINGS_INIT;
    struct jm_waivers waivers = JM_WAIVERS_INIT;
    struct jm_error err = JM_ERROR_INIT;
    uint32_t event = jm_plan_find_event(plan, uid);
    if (event != JM_NONE && !find(&found, plan, event, least, &err) &&
        !jm_waivers_sort(&waivers, plan, &err))
        for (size_t i = 0; i < found.count; i++) {
            struct jm_told told = {.finding = &found.all[i]};
            told.state = jm_waivers_state(&waivers, told.finding, &told.waiver);
            bool counts = told.state != JM_WAIVER_ACCEPTED;
            if (told_so_far < most)
                each(app, plan, &told);
            else
                left += counts;
            told_so_far += counts;
        }
    jm_waivers_clear(&waivers);
    jm_findings_clear(&found);
    return left;
}

/* Rules that read texts are notices, unless somebody made them more. */
static bool is_raised(const struct jm_setting *setting, enum jm_severity least)
{
    const struct jm_rule *rule = jm_rule_find(setting->rule);
    return rule && rule->severity < least &&
           strcmp(setting->parameter, "severity") == 0 &&
           jm_severity_value(setting->value) >= (int)least;
}

/* Whether what is found in a plan without texts is all that there is. */
static bool is_enough(const struct jm_plan *walks, enum jm_severity least)
{
    for (uint32_t i = 0; i < walks->n_settings; i++)
        if (is_raised(&walks->settings[i], least))
            return false;
    return true;
}

/* True when it is certain, without texts, that there is nothing to tell. */
static bool is_clear(struct jm_app *app, const char *uid,
                     enum jm_severity least)
{
    struct jm_plan *walks = NULL;
    struct jm_findings found = JM_FINDINGS_INIT;
    if (least <= JM_NOTICE || jm_app_load_walks(app, &walks))
        return false;
    uint32_t event = jm_plan_find_event(walks, uid);
    bool is_found = event == JM_NONE || !is_enough(walks, least) ||
                    find(&found, walks, event, least, &app->err) || found.count;
    jm_findings_clear(&found);
    jm_plan_free(walks);
    return !is_found;
}

size_t jm_told_of_event(struct jm_app *app, const char *uid,
                        enum jm_severity least, size_t most, jm_told_each *each)
{
    struct jm_plan *plan = NULL;
    size_t left = 0;
    if (!is_clear(app, uid, least) && !jm_app_load(app, &plan))
        left = jm_told_in_plan(app, plan, uid, least, most, each);
    jm_error_clear(&app->err);
    jm_plan_free(plan);
    return left;
}
