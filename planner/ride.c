/* Readying the rules of a run: what the settings say, and who rides what. */
#include "engine.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The setting that counts most for a host: its own, its territory's, the
 * general one. */
static const char *setting(const struct jm_plan *plan, const char *rule,
                           const char *parameter, uint32_t host)
{
    for (uint32_t at = host;; at = plan->collectivities[at].parent) {
        for (uint32_t i = 0; i < plan->n_settings; i++) {
            const struct jm_setting *s = &plan->settings[i];
            if (s->collectivity == at && strcmp(s->rule, rule) == 0 &&
                strcmp(s->parameter, parameter) == 0)
                return s->value;
        }
        if (at == JM_NONE)
            return NULL;
    }
}

static int64_t value_for(const struct jm_plan *plan, const struct jm_rule *rule,
                         int parameter, uint32_t host)
{
    const struct jm_parameter *p = &rule->parameters[parameter];
    const char *value = setting(plan, rule->id, p->name, host);
    int64_t number = value ? strtoll(value, NULL, 10) : p->standard;
    return number < p->least ? p->least : number > p->most ? p->most : number;
}

static enum jm_severity severity_for(const struct jm_plan *plan,
                                     const struct jm_rule *rule, uint32_t host)
{
    const char *word = setting(plan, rule->id, "severity", host);
    int value = word ? jm_severity_value(word) : -1;
    return value >= 0 ? (enum jm_severity)value : rule->severity;
}

int64_t jm_check_parameter(const struct jm_check *run, int parameter,
                           uint32_t host)
{
    const struct jm_ride *ride = run->riding;
    return ride->varies && host != JM_NONE
               ? value_for(run->plan, ride->rule, parameter, host)
               : ride->values[parameter];
}

enum jm_severity jm_engine_severity(const struct jm_check *check, uint32_t host)
{
    const struct jm_ride *ride = check->riding;
    return ride->varies && host != JM_NONE
               ? severity_for(check->plan, ride->rule, host)
               : ride->severity;
}

static void read_settings(const struct jm_plan *plan, struct jm_ride *ride)
{
    const struct jm_rule *rule = ride->rule;
    ride->severity = severity_for(plan, rule, JM_NONE);
    for (int i = 0; i < JM_RULE_PARAMETERS && rule->parameters[i].name; i++)
        ride->values[i] = value_for(plan, rule, i, JM_NONE);
    for (uint32_t i = 0; i < plan->n_settings; i++)
        ride->varies |= plan->settings[i].collectivity != JM_NONE &&
                        strcmp(plan->settings[i].rule, rule->id) == 0;
}

static void add_ride(struct jm_rides *rides, const struct jm_ride *ride)
{
    size_t count = 0;
    while (rides->all[count])
        count++;
    rides->all[count] = ride;
}

static void add_rides(struct jm_check *check, const struct jm_ride *ride)
{
    const struct jm_rule *rule = ride->rule;
    for (int kind = 0; kind < JM_EVENT_KINDS; kind++) {
        if (rule->event && rule->event_kinds & JM_KIND(kind))
            add_ride(&check->event[kind], ride);
        if (rule->dated && rule->dated_kinds & JM_KIND(kind))
            add_ride(&check->dated[kind], ride);
    }
    if (rule->pair)
        add_ride(&check->pair[rule->pair_kind], ride);
    if (rule->crowd)
        add_ride(&check->crowd[rule->crowd_kind], ride);
    if (rule->step)
        add_ride(&check->step, ride);
    if (rule->day)
        add_ride(&check->day, ride);
    if (rule->person)
        add_ride(&check->person, ride);
    if (rule->content)
        add_ride(&check->content, ride);
    if (rule->forums)
        add_ride(&check->forums, ride);
}

/* A rule that is ignored everywhere rides nothing. */
static bool rides_at_all(const struct jm_check *check,
                         const struct jm_ride *ride)
{
    const struct jm_rule *only = check->scope->only;
    return (!only || only == ride->rule) &&
           (ride->severity != JM_IGNORE || ride->varies);
}

void jm_engine_mount(struct jm_check *check)
{
    for (size_t i = 0; jm_rules[i]; i++) {
        assert(i < JM_RULES_MOST);
        struct jm_ride *ride = &check->rides[i];
        *ride = (struct jm_ride){.rule = jm_rules[i]};
        read_settings(check->plan, ride);
        if (rides_at_all(check, ride))
            add_rides(check, ride);
    }
    jm_engine_reach(check);
}
