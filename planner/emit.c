/* Findings: given by rules, kept, named, put in order. */
#include "engine.h"
#include <jumelage/text.h>
#include <stdlib.h>
#include <string.h>

/* The busy span that a finding names is one its host is not sure of. */
static bool is_tentative(const struct jm_plan *plan,
                         const struct jm_finding *finding)
{
    int64_t busy = jm_finding_fact(finding, JM_FACT_BUSY, -1);
    return busy >= 0 && plan->busy_spans[busy].tentative;
}

/* A clash with an option, an idea or a tentative busy span is one step milder,
 * but never silent. */
static enum jm_severity severity_of(const struct jm_check *check,
                                    const struct jm_finding *finding,
                                    const uint32_t *events, uint32_t count)
{
    enum jm_severity severity = jm_engine_severity(check, finding->host);
    if (check->riding->rule->plain)
        return severity;
    bool milder = is_tentative(check->plan, finding);
    for (uint32_t i = 0; i < count; i++)
        milder |= check->plan->events[events[i]].status < JM_CONFIRMED;
    return milder && severity > JM_NOTICE ? severity - 1 : severity;
}

bool jm_check_scope_holds(const struct jm_check_scope *scope,
                          const struct jm_plan *plan,
                          const struct jm_finding *finding)
{
    if ((scope->only && scope->only != finding->rule) ||
        !jm_span_overlaps(scope->span, finding->span))
        return false;
    if (scope->host == JM_NONE ||
        jm_plan_is_inside(plan, finding->host, scope->host))
        return true;
    for (uint32_t i = 0; i < finding->n_events; i++)
        if (jm_plan_is_inside(plan, plan->events[finding->events[i]].host,
                              scope->host))
            return true;
    return false;
}

/* ---- fingerprint and digest ---- */

static uint64_t hash_string(uint64_t hash, const char *string)
{
    return string ? jm_text_hash(hash, string, strlen(string) + 1) : hash;
}

static uint64_t hash_number(uint64_t hash, int64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
    return jm_text_hash(hash, bytes, sizeof bytes);
}

/* As it is written, its end included. */
static uint64_t hash_uid(uint64_t hash, const struct jm_uid *uid)
{
    static const char digits[] = "0123456789abcdef";
    char text[37];
    size_t at = 0;
    for (size_t i = 0; i < sizeof uid->bytes; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text[at++] = '-';
        text[at++] = digits[uid->bytes[i] >> 4];
        text[at++] = digits[uid->bytes[i] & 15];
    }
    text[at] = '\0';
    return jm_text_hash(hash, text, sizeof text);
}

static const char *host_id(const struct jm_plan *plan, uint32_t host)
{
    return host == JM_NONE ? "" : plan->collectivities[host].id;
}

static uint64_t hash_mark(uint64_t hash, const struct jm_marked_days *mark)
{
    hash = hash_number(hash, mark->kind);
    hash = hash_number(hash, mark->first);
    hash = hash_string(hash, mark->country);
    return hash_string(hash, mark->name[JM_FR]);
}

/* What a fact points at, by what stays the same when rows are numbered anew.
 * Facts that are plain numbers leave the hash as it is. */
static uint64_t hash_reference(uint64_t hash, const struct jm_plan *plan,
                               enum jm_fact_key key, int64_t value)
{
    size_t row = (size_t)value;
    switch (key) {
    case JM_FACT_MARK:
        return hash_mark(hash, &plan->marked_days[row]);
    case JM_FACT_BUSY:
        hash = hash_number(hash, plan->busy_spans[row].span.from);
        return hash_number(hash, plan->busy_spans[row].span.until);
    case JM_FACT_POST:
        hash = hash_number(hash, plan->posts[row].channel);
        return hash_string(hash, plan->posts[row].language);
    case JM_FACT_THEME:
        return hash_string(hash, plan->themes[row].id);
    case JM_FACT_PERSON:
        return hash_string(hash, plan->people[row].id);
    case JM_FACT_DAY:
    case JM_FACT_YEAR:
        return hash_number(hash, value);
    default:
        return hash;
    }
}

static bool is_reference(enum jm_fact_key key)
{
    return key == JM_FACT_OTHER_HOST || key == JM_FACT_MARK ||
           key == JM_FACT_BUSY || key == JM_FACT_POST || key == JM_FACT_THEME ||
           key == JM_FACT_PERSON;
}

static uint64_t fingerprint_of(const struct jm_plan *plan,
                               const struct jm_finding *finding)
{
    const char *id = jm_finding_resource_id(plan, finding);
    uint64_t hash = hash_string(JM_TEXT_HASH, finding->rule->id);
    hash = hash_string(hash, id ? id : "");
    for (uint32_t i = 0; i < finding->n_events; i++)
        hash = hash_uid(hash, &plan->uids[finding->events[i]]);
    for (uint32_t i = 0; i < finding->n_facts; i++)
        hash = hash_reference(hash, plan, finding->facts[i].key,
                              finding->facts[i].value);
    return hash;
}

static uint64_t digest_of(const struct jm_plan *plan,
                          const struct jm_finding *finding)
{
    uint64_t hash = hash_number(finding->fingerprint, finding->span.from);
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
        if (!is_reference(finding->facts[i].key))
            hash = hash_number(hash, finding->facts[i].value);
    return is_tentative(plan, finding) ? hash_number(hash, 1) : hash;
}

/* ---- keeping ---- */

void jm_emit(struct jm_check *run, const struct jm_finding *finding,
             const uint32_t *events, uint32_t count)
{
    struct jm_finding made = *finding;
    made.rule = run->riding->rule;
    made.severity = severity_of(run, &made, events, count);
    made.events = events;
    made.n_events = count;
    if (made.severity == JM_IGNORE ||
        !jm_check_scope_holds(run->scope, run->plan, &made))
        return;
    made.fingerprint = fingerprint_of(run->plan, &made);
    made.digest = digest_of(run->plan, &made);
    run->failed |= !jm_findings_add(run->findings, &made);
}

/* ---- order ---- */

/* What sorting needs at hand; qsort hands no context over. */
struct sortable {
    const struct jm_finding *finding;
    const struct jm_plan *plan;
    size_t rule;
};

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_strings(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static int compare_events(const struct jm_plan *plan,
                          const struct jm_finding *a,
                          const struct jm_finding *b)
{
    int order = 0;
    for (uint32_t i = 0; !order && i < a->n_events && i < b->n_events; i++)
        order = memcmp(&plan->uids[a->events[i]], &plan->uids[b->events[i]],
                       sizeof *plan->uids);
    return order ? order : compare_numbers(a->n_events, b->n_events);
}

static int compare_facts(const struct jm_finding *a, const struct jm_finding *b)
{
    int order = compare_numbers(a->n_facts, b->n_facts);
    for (uint32_t i = 0; !order && i < a->n_facts; i++) {
        order = compare_numbers(a->facts[i].key, b->facts[i].key);
        if (!order)
            order = compare_numbers(a->facts[i].value, b->facts[i].value);
    }
    return order;
}

static int compare(const void *left, const void *right)
{
    const struct sortable *x = left, *y = right;
    const struct jm_finding *a = x->finding, *b = y->finding;
    int order = compare_numbers(a->span.from, b->span.from);
    if (!order)
        order = strcmp(host_id(x->plan, a->host), host_id(x->plan, b->host));
    if (!order)
        order = compare_numbers((int64_t)x->rule, (int64_t)y->rule);
    if (!order)
        order = compare_strings(jm_finding_resource_id(x->plan, a),
                                jm_finding_resource_id(x->plan, b));
    if (!order)
        order = compare_events(x->plan, a, b);
    if (!order)
        order = compare_numbers(a->span.until, b->span.until);
    return order ? order : compare_facts(a, b);
}

static size_t place_of(const struct jm_rule *rule)
{
    size_t place = 0;
    while (jm_rules[place] && jm_rules[place] != rule)
        place++;
    return place;
}

/* Brings the findings into the order of the rows, in place: of a million events
 * they are too many to stand twice. Each circle of moves is gone round once. */
static void arrange(struct jm_findings *findings, struct sortable *rows)
{
    for (size_t i = 0; i < findings->count; i++) {
        struct jm_finding first = findings->all[i];
        size_t at = i;
        for (;;) {
            size_t from = (size_t)(rows[at].finding - findings->all);
            rows[at].finding = &findings->all[at];
            if (from == i)
                break;
            findings->all[at] = findings->all[from];
            at = from;
        }
        findings->all[at] = first;
    }
}

/* Two tracks of a delegation may walk over the same two stops: one of those
 * that tell the same is kept. */
enum jm_status jm_engine_settle(struct jm_findings *findings,
                                const struct jm_plan *plan,
                                struct jm_error *err)
{
    struct sortable *rows = calloc(findings->count + 1, sizeof *rows);
    if (!rows)
        return jm_fail_memory(err);
    for (size_t i = 0; i < findings->count; i++)
        rows[i] = (struct sortable){&findings->all[i], plan,
                                    place_of(findings->all[i].rule)};
    qsort(rows, findings->count, sizeof *rows, compare);
    arrange(findings, rows);
    size_t kept = 0;
    for (size_t i = 0; i < findings->count; i++)
        if (i == 0 || compare(&rows[i - 1], &rows[i]) != 0)
            findings->all[kept++] = findings->all[i];
    findings->count = kept;
    free(rows);
    return JM_OK;
}
