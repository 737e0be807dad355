/* One run of the engine: walks, and the findings they give. */
#include "engine.h"
#include <jumelage/text.h>
#include <stdlib.h>
#include <string.h>

const struct jm_plan *jm_check_plan(const struct jm_check *check)
{
    return check->plan;
}

const struct jm_engagements *jm_check_engagements(const struct jm_check *check)
{
    return &check->engagements;
}

bool jm_engine_rides(const struct jm_check *check, const struct jm_rule *rule)
{
    return !check->scope->only || check->scope->only == rule;
}

uint32_t *jm_engine_scratch(struct jm_check *check, size_t count)
{
    if (count <= check->scratch_room)
        return check->scratch;
    uint32_t *scratch = realloc(check->scratch, count * sizeof *scratch);
    if (!scratch) {
        check->failed = true;
        return NULL;
    }
    check->scratch = scratch;
    check->scratch_room = count;
    return scratch;
}

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

int64_t jm_check_parameter(const struct jm_check *check,
                           const struct jm_rule *rule, int parameter,
                           uint32_t host)
{
    const struct jm_parameter *p = &rule->parameters[parameter];
    const char *value = setting(check->plan, rule->id, p->name, host);
    int64_t number = value ? strtoll(value, NULL, 10) : p->standard;
    return number < p->least ? p->least : number > p->most ? p->most : number;
}

/* A clash with an option or an idea is one step milder, but never silent. */
static enum jm_severity severity_of(const struct jm_check *check,
                                    const struct jm_rule *rule, uint32_t host,
                                    const uint32_t *events, uint32_t count)
{
    const char *word = setting(check->plan, rule->id, "severity", host);
    int value = word ? jm_severity_value(word) : -1;
    enum jm_severity severity =
        value >= 0 ? (enum jm_severity)value : rule->severity;
    for (uint32_t i = 0; i < count && severity > JM_NOTICE; i++)
        if (check->plan->events[events[i]].status < JM_CONFIRMED)
            return severity - 1;
    return severity;
}

static bool is_in_scope(const struct jm_check *check,
                        const struct jm_finding *finding)
{
    const struct jm_check_scope *scope = check->scope;
    if (!jm_span_overlaps(scope->span, finding->span))
        return false;
    if (scope->host == JM_NONE ||
        jm_plan_is_inside(check->plan, finding->host, scope->host))
        return true;
    for (uint32_t i = 0; i < finding->n_events; i++)
        if (jm_plan_is_inside(check->plan,
                              check->plan->events[finding->events[i]].host,
                              scope->host))
            return true;
    return false;
}

static uint64_t hash_string(uint64_t hash, const char *string)
{
    return jm_text_hash(hash, string, strlen(string) + 1);
}

static uint64_t hash_number(uint64_t hash, int64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
    return jm_text_hash(hash, bytes, sizeof bytes);
}

static uint64_t fingerprint_of(const struct jm_plan *plan,
                               const struct jm_finding *finding)
{
    const char *id = jm_finding_resource_id(plan, finding);
    uint64_t hash = hash_string(JM_TEXT_HASH, finding->rule->id);
    hash = hash_string(hash, id ? id : "");
    for (uint32_t i = 0; i < finding->n_events; i++)
        hash = hash_string(hash, plan->texts[finding->events[i]].uid);
    return hash;
}

static const char *host_id(const struct jm_plan *plan, uint32_t host)
{
    return host == JM_NONE ? "" : plan->collectivities[host].id;
}

static uint64_t digest_of(const struct jm_plan *plan,
                          const struct jm_finding *finding)
{
    uint64_t hash = hash_number(finding->fingerprint, finding->severity);
    hash = hash_number(hash, finding->span.from);
    hash = hash_number(hash, finding->span.until);
    hash = hash_string(hash, host_id(plan, finding->host));
    for (uint32_t i = 0; i < finding->n_events; i++) {
        const struct jm_event *e = &plan->events[finding->events[i]];
        hash = hash_number(hash, e->span.from);
        hash = hash_number(hash, e->span.until);
        hash = hash_number(hash, e->status);
        hash = hash_string(hash, host_id(plan, e->host));
    }
    for (uint32_t i = 0; i < finding->n_facts; i++)
        if (finding->facts[i].key != JM_FACT_OTHER_HOST)
            hash = hash_number(hash, finding->facts[i].value);
    return hash;
}

static struct jm_finding *add_finding(struct jm_check *check)
{
    struct jm_findings *f = check->findings;
    if (f->count == f->room) {
        size_t room = f->room ? f->room * 2 : 64;
        struct jm_finding *all = realloc(f->all, room * sizeof *all);
        if (!all) {
            check->failed = true;
            return NULL;
        }
        f->all = all;
        f->room = room;
    }
    return &f->all[f->count++];
}

void jm_emit(struct jm_check *check, const struct jm_rule *rule,
             const struct jm_finding *finding, const uint32_t *events,
             uint32_t count)
{
    struct jm_finding made = *finding;
    made.rule = rule;
    made.severity = severity_of(check, rule, made.host, events, count);
    made.events = events;
    made.n_events = count;
    if (made.severity == JM_IGNORE || !is_in_scope(check, &made))
        return;
    uint32_t *own = jm_arena_take(&check->findings->arena, count, sizeof *own);
    struct jm_finding *kept = own ? add_finding(check) : NULL;
    if (!kept) {
        check->failed = true;
        return;
    }
    memcpy(own, events, count * sizeof *own);
    made.events = own;
    made.fingerprint = fingerprint_of(check->plan, &made);
    made.digest = digest_of(check->plan, &made);
    *kept = made;
}

static size_t place_of(const struct jm_rule *rule)
{
    size_t place = 0;
    while (jm_rules[place] && jm_rules[place] != rule)
        place++;
    return place;
}

/* What sorting needs at hand; qsort hands no context over. */
struct sortable {
    struct jm_finding finding;
    const char *host;
    const char *resource;
    size_t rule;
    const struct jm_plan *plan;
};

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare(const void *a, const void *b)
{
    const struct sortable *x = a, *y = b;
    int order = compare_numbers(x->finding.span.from, y->finding.span.from);
    if (!order)
        order = strcmp(x->host, y->host);
    if (!order)
        order = compare_numbers((int64_t)x->rule, (int64_t)y->rule);
    if (!order)
        order = strcmp(x->resource, y->resource);
    for (uint32_t i = 0;
         !order && i < x->finding.n_events && i < y->finding.n_events; i++)
        order = strcmp(x->plan->texts[x->finding.events[i]].uid,
                       y->plan->texts[y->finding.events[i]].uid);
    if (!order)
        order = compare_numbers(x->finding.n_events, y->finding.n_events);
    if (!order)
        order = compare_numbers(x->finding.span.until, y->finding.span.until);
    return order;
}

/* Sorts, and keeps one of those that tell the same: two tracks of a delegation
 * may walk over the same two stops. */
static enum jm_status sort_findings(struct jm_findings *findings,
                                    const struct jm_plan *plan,
                                    struct jm_error *err)
{
    struct sortable *rows = calloc(findings->count + 1, sizeof *rows);
    if (!rows)
        return jm_fail_memory(err);
    for (size_t i = 0; i < findings->count; i++) {
        const struct jm_finding *f = &findings->all[i];
        const char *resource = jm_finding_resource_id(plan, f);
        rows[i] = (struct sortable){*f, host_id(plan, f->host),
                                    resource ? resource : "", place_of(f->rule),
                                    plan};
    }
    qsort(rows, findings->count, sizeof *rows, compare);
    size_t kept = 0;
    for (size_t i = 0; i < findings->count; i++)
        if (i == 0 || compare(&rows[i - 1], &rows[i]) != 0)
            findings->all[kept++] = rows[i].finding;
    findings->count = kept;
    free(rows);
    return JM_OK;
}

enum jm_status jm_check_run(struct jm_findings *out, const struct jm_plan *plan,
                            const struct jm_check_scope *scope,
                            struct jm_error *err)
{
    struct jm_check check = {.plan = plan, .scope = scope, .findings = out};
    enum jm_status status =
        jm_engagements_derive(&check.engagements, plan, err);
    if (status)
        return status;
    jm_engine_walk_events(&check);
    jm_engine_walk_pairs(&check);
    jm_engine_walk_crowds(&check);
    jm_engine_walk_steps(&check);
    status = check.failed ? jm_fail_memory(err) : sort_findings(out, plan, err);
    jm_engagements_clear(&check.engagements);
    free(check.scratch);
    return status;
}
