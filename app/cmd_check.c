/* check: what clashes, grouped by host and day. */
#include "commands.h"
#include "json.h"
#include "print.h"
#include "tune.h"
#include <jumelage/rule.h>
#include <jumelage/sentence.h>
#include <jumelage/words.h>
#include <string.h>

const struct jm_option jm_check_options[] = {
    {"from", 0, "DAY", JM_SAY_OPTION_CHECK_FROM},
    {"until", 0, "DAY", JM_SAY_OPTION_CHECK_UNTIL},
    {"host", 0, "ID", JM_SAY_OPTION_CHECK_HOST},
    {"rule", 0, "ID", JM_SAY_OPTION_CHECK_RULE},
    {NULL, 0, NULL, JM_SAY_NOTHING}};

static enum jm_status read_rule(struct jm_app *app,
                                struct jm_check_scope *scope)
{
    const char *id = jm_app_option(app, "rule");
    if (!id)
        return JM_OK;
    return jm_tune_rule(id, &scope->only, &app->err);
}

/* Days are those of Paris: the edge of a season is no place to be subtle. */
static enum jm_status read_days(struct jm_app *app,
                                struct jm_check_scope *scope)
{
    const struct jm_zone *paris = jm_zones_get(app->zones, "Europe/Paris");
    jm_day from = JM_DAY_NONE, until = JM_DAY_NONE;
    enum jm_status status = jm_app_day(app, "from", &from);
    if (!status)
        status = jm_app_day(app, "until", &until);
    if (status)
        return status;
    if (!paris)
        paris = &jm_zone_utc;
    if (from != JM_DAY_NONE)
        scope->span.from = jm_zone_day_start(paris, from);
    if (until != JM_DAY_NONE)
        scope->span.until = jm_zone_day_start(paris, until + 1);
    if (scope->span.from < scope->span.until)
        return JM_OK;
    return jm_fail(&app->err, JM_INVALID, "--until", JM_SAY_END_BEFORE_START,
                   "--until", jm_app_option(app, "until"), "--from",
                   jm_app_option(app, "from"), NULL);
}

static enum jm_status read_host(struct jm_app *app, const struct jm_plan *plan,
                                struct jm_check_scope *scope)
{
    const char *id = jm_app_option(app, "host");
    struct jm_row row = JM_ROW_INIT;
    if (!id)
        return JM_OK;
    scope->host = jm_plan_find_collectivity(plan, id);
    enum jm_status status = JM_OK;
    if (scope->host == JM_NONE)
        status = jm_door_row(app, jm_noun(JM_NOUN_COLLECTIVITY), id, &row);
    jm_row_clear(&row);
    return status;
}

/* ---- as data ---- */

static json_t *make_facts(const struct jm_plan *plan,
                          const struct jm_finding *finding)
{
    json_t *facts = json_object();
    for (uint32_t i = 0; i < finding->n_facts; i++) {
        const char *key = jm_fact_word(finding->facts[i].key);
        int64_t value = finding->facts[i].value;
        jm_json_set(facts, key,
                    finding->facts[i].key == JM_FACT_OTHER_HOST
                        ? json_string(plan->collectivities[value].id)
                        : json_integer(value));
    }
    return facts;
}

json_t *jm_check_json(const struct jm_app *app, const struct jm_plan *plan,
                      const struct jm_finding *finding)
{
    struct jm_text text = JM_TEXT_INIT;
    json_t *object = json_object(), *events = json_array();
    jm_json_set(object, "rule", json_string(finding->rule->id));
    jm_json_set(object, "severity",
                json_string(jm_severity_word(finding->severity)));
    jm_text_addf(&text, "%016llx", (unsigned long long)finding->fingerprint);
    jm_json_set(object, "fingerprint", json_string(jm_text_get(&text)));
    jm_json_set(object, "host",
                finding->host == JM_NONE
                    ? json_null()
                    : json_string(plan->collectivities[finding->host].id));
    jm_json_set(object, "from", jm_json_utc(finding->span.from));
    jm_json_set(object, "until", jm_json_utc(finding->span.until));
    for (uint32_t i = 0; i < finding->n_events; i++)
        json_array_append_new(events,
                              json_string(plan->texts[finding->events[i]].uid));
    jm_json_set(object, "events", events);
    jm_json_set(object, "resource",
                jm_json_text(jm_finding_resource_id(plan, finding)));
    jm_json_set(object, "facts", make_facts(plan, finding));
    jm_text_reset(&text);
    jm_sentence(&text, app->lang, plan, finding);
    jm_json_set(object, "message", json_string(jm_text_get(&text)));
    jm_text_clear(&text);
    return object;
}

static void print_json(const struct jm_app *app, const struct jm_plan *plan,
                       const struct jm_findings *findings, const int counts[])
{
    json_t *object = json_object(), *all = json_array();
    json_t *sums = json_object();
    for (size_t i = 0; i < findings->count; i++)
        json_array_append_new(all, jm_check_json(app, plan, &findings->all[i]));
    jm_json_set(object, "findings", all);
    for (int s = JM_BLOCKING; s > JM_IGNORE; s--)
        jm_json_set(sums, jm_severity_word((enum jm_severity)s),
                    json_integer(counts[s]));
    jm_json_set(object, "counts", sums);
    jm_json_print(app, object);
}

/* ---- for people ---- */

static const enum jm_tint tints[] = {[JM_IGNORE] = JM_PLAIN,
                                     [JM_NOTICE] = JM_BLUE,
                                     [JM_WARNING] = JM_AMBER,
                                     [JM_BLOCKING] = JM_RED};
static const char *const marks[] = {[JM_IGNORE] = " ",
                                    [JM_NOTICE] = "·",
                                    [JM_WARNING] = "!",
                                    [JM_BLOCKING] = "✗"};
/* "3f0c2a4e  « Déjeuner », Tours — option": the sentence says when. */
static void print_event(const struct jm_app *app, const struct jm_plan *plan,
                        uint32_t event)
{
    struct jm_text line = JM_TEXT_INIT;
    char id[9];
    const struct jm_event *e = &plan->events[event];
    const char *status =
        e->status == JM_CONFIRMED
            ? ""
            : jm_choice_name(JM_SET_event_status, e->status, app->lang);
    jm_text_copy(id, sizeof id, plan->texts[event].uid);
    jm_say(&line, app->lang, JM_SAY_CHECK_EVENT,
           jm_event_title(plan, event, app->lang),
           jm_host_name(plan, e->host, app->lang), status, id, NULL);
    jm_print_paragraph(app, 8, jm_text_get(&line));
    jm_text_clear(&line);
}

void jm_check_print(const struct jm_app *app, const struct jm_plan *plan,
                    const struct jm_finding *finding)
{
    FILE *out = app->world->out;
    struct jm_text text = JM_TEXT_INIT;
    jm_text_addf(
        &text, "%s %s", marks[finding->severity],
        jm_choice_name(JM_SET_severity, (int)finding->severity, app->lang));
    fputs("    ", out);
    jm_print_tint(app, tints[finding->severity], jm_text_get(&text));
    fprintf(out, "  %s  %016llx\n", finding->rule->id,
            (unsigned long long)finding->fingerprint);
    jm_text_reset(&text);
    jm_sentence(&text, app->lang, plan, finding);
    jm_print_paragraph(app, 6, jm_text_get(&text));
    for (uint32_t i = 0; i < finding->n_events; i++)
        print_event(app, plan, finding->events[i]);
    jm_text_clear(&text);
}

void jm_check_event(struct jm_app *app, const char *uid, enum jm_severity least,
                    void (*each)(const struct jm_app *app,
                                 const struct jm_plan *plan,
                                 const struct jm_finding *finding))
{
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings findings = JM_FINDINGS_INIT;
    struct jm_plan *plan = NULL;
    if (jm_app_load(app, &plan) ||
        jm_check_run(&findings, plan, &scope, &app->err))
        goto out;
    uint32_t event = jm_plan_find_event(plan, uid);
    for (size_t i = 0; i < findings.count; i++) {
        const struct jm_finding *f = &findings.all[i];
        bool is_in_it = false;
        for (uint32_t k = 0; k < f->n_events; k++)
            is_in_it |= f->events[k] == event;
        if (is_in_it && f->severity >= least)
            each(app, plan, f);
    }
out:
    jm_error_clear(&app->err);
    jm_findings_clear(&findings);
    jm_plan_free(plan);
}

static jm_day day_of(const struct jm_plan *plan,
                     const struct jm_finding *finding)
{
    const struct jm_zone *zone =
        finding->host == JM_NONE
            ? &jm_zone_utc
            : &plan->zones[plan->collectivities[finding->host].zone];
    return jm_zone_day(zone, finding->span.from);
}

/* The findings of one host, day by day; they come sorted by time. */
static void print_host(const struct jm_app *app, const struct jm_plan *plan,
                       const struct jm_findings *findings, uint32_t host)
{
    jm_day day = JM_DAY_NONE;
    const char *name = jm_host_name(plan, host, app->lang);
    struct jm_text line = JM_TEXT_INIT;
    if (*name)
        jm_text_add(&line, name);
    else
        jm_say(&line, app->lang, JM_SAY_NO_HOST, NULL);
    jm_print_tint(app, JM_BOLD, jm_text_get(&line));
    fputc('\n', app->world->out);
    for (size_t i = 0; i < findings->count; i++) {
        const struct jm_finding *finding = &findings->all[i];
        if (finding->host != host)
            continue;
        if (day_of(plan, finding) != day) {
            day = day_of(plan, finding);
            jm_text_reset(&line);
            jm_words_day(&line, app->lang, day);
            fprintf(app->world->out, "  %s\n", jm_text_get(&line));
        }
        jm_check_print(app, plan, finding);
    }
    fputc('\n', app->world->out);
    jm_text_clear(&line);
}

static void print_text(const struct jm_app *app, const struct jm_plan *plan,
                       const struct jm_findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        uint32_t host = findings->all[i].host;
        bool is_first = true;
        for (size_t j = 0; j < i && is_first; j++)
            is_first = findings->all[j].host != host;
        if (is_first)
            print_host(app, plan, findings, host);
    }
}

static void print_sums(const struct jm_app *app, const int counts[])
{
    char numbers[4][16];
    int total = 0;
    for (int s = JM_NOTICE; s <= JM_BLOCKING; s++) {
        snprintf(numbers[s], sizeof numbers[s], "%d", counts[s]);
        total += counts[s];
    }
    snprintf(numbers[JM_IGNORE], sizeof numbers[0], "%d", total);
    if (total)
        jm_app_say(app, JM_SAY_CHECK_SUMS, numbers[JM_IGNORE],
                   numbers[JM_BLOCKING], numbers[JM_WARNING],
                   numbers[JM_NOTICE], NULL);
    else
        jm_app_say(app, JM_SAY_CHECK_CLEAR, NULL);
}

static int tell(const struct jm_app *app, const struct jm_plan *plan,
                const struct jm_findings *findings)
{
    int counts[JM_BLOCKING + 1] = {0};
    for (size_t i = 0; i < findings->count; i++)
        counts[findings->all[i].severity]++;
    if (app->json) {
        print_json(app, plan, findings, counts);
    } else {
        print_text(app, plan, findings);
        print_sums(app, counts);
    }
    return counts[JM_BLOCKING] || counts[JM_WARNING] ? JM_EXIT_CONFLICTS
                                                     : JM_EXIT_FINE;
}

int jm_run_check(struct jm_app *app)
{
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings findings = JM_FINDINGS_INIT;
    struct jm_plan *plan = NULL;
    int code = 0;
    if (app->args.count)
        return jm_app_usage(app, JM_SAY_WORD_TOO_MANY, app->args.words[0],
                            NULL);
    enum jm_status status = read_rule(app, &scope);
    if (!status)
        status = read_days(app, &scope);
    if (!status)
        status = jm_app_load(app, &plan);
    if (!status)
        status = read_host(app, plan, &scope);
    if (!status)
        status = jm_check_run(&findings, plan, &scope, &app->err);
    code = status ? jm_app_fail(app) : tell(app, plan, &findings);
    jm_findings_clear(&findings);
    jm_plan_free(plan);
    return code;
}
