/* check: what clashes, grouped by host and day. */
#include "commands.h"
#include "json.h"
#include "print.h"
#include "progress.h"
#include "told.h"
#include "trial.h"
#include "tune.h"
#include <jumelage/sentence.h>
#include <jumelage/words.h>
#include <stdlib.h>

const struct jm_option jm_check_options[] = {
    {"from", 0, "DAY", JM_SAY_OPTION_CHECK_FROM},
    {"until", 0, "DAY", JM_SAY_OPTION_CHECK_UNTIL},
    {"host", 0, "ID", JM_SAY_OPTION_CHECK_HOST},
    {"rule", 0, "ID", JM_SAY_OPTION_CHECK_RULE},
    {"waived", 0, NULL, JM_SAY_OPTION_CHECK_WAIVED},
    {"what-if", 0, "EDIT...", JM_SAY_OPTION_CHECK_WHAT_IF},
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
    return id ? jm_door_in_plan(app, plan, JM_NOUN_COLLECTIVITY, id,
                                &scope->host)
              : JM_OK;
}

static bool is_waived(const struct jm_told *told)
{
    return told->state == JM_WAIVER_ACCEPTED;
}

/* How many there are of each severity, and how many were accepted. */
struct sums {
    int of[JM_BLOCKING + 1];
    int all, waived, past;
};

static const struct jm_zone *zone_of(const struct jm_plan *plan,
                                     const struct jm_finding *finding)
{
    return finding->host == JM_NONE
               ? &jm_zone_utc
               : &plan->zones[plan->collectivities[finding->host].zone];
}

static bool is_past(const struct jm_plan *plan,
                    const struct jm_finding *finding)
{
    return finding->span.until <=
           jm_zone_day_start(zone_of(plan, finding), plan->today);
}

static struct sums count(const struct jm_tale *tale)
{
    struct sums sums = {.all = 0};
    for (size_t i = 0; i < tale->count; i++) {
        if (is_waived(&tale->all[i])) {
            sums.waived++;
            continue;
        }
        sums.of[tale->all[i].finding->severity]++;
        sums.past += is_past(tale->plan, tale->all[i].finding);
        sums.all++;
    }
    return sums;
}

/* ---- as data ---- */

static json_t *make_all(const struct jm_app *app, const struct jm_tale *tale,
                        bool waived)
{
    json_t *all = json_array();
    for (size_t i = 0; i < tale->count; i++)
        if (is_waived(&tale->all[i]) == waived)
            json_array_append_new(all,
                                  jm_told_json(app, tale->plan, &tale->all[i]));
    return all;
}

static void print_json(const struct jm_app *app, const struct jm_tale *tale,
                       const struct sums *sums)
{
    json_t *object = json_object(), *counts = json_object();
    jm_json_set(object, "findings", make_all(app, tale, false));
    if (jm_app_option(app, "waived"))
        jm_json_set(object, "waived", make_all(app, tale, true));
    for (int s = JM_BLOCKING; s > JM_IGNORE; s--)
        jm_json_set(counts, jm_severity_word((enum jm_severity)s),
                    json_integer(sums->of[s]));
    jm_json_set(counts, "past", json_integer(sums->past));
    jm_json_set(counts, "waived", json_integer(sums->waived));
    jm_json_set(object, "counts", counts);
    jm_json_print(app, object);
}

/* ---- for people ---- */

/* What is told of one host hangs together in a chain, in the findings' order;
 * chains are told in the order of their first. */
struct link {
    size_t next; /* 1 + index, 0 at the end */
    bool is_first;
};

/* NULL when memory runs out; the caller frees it. */
static struct link *chain_hosts(const struct jm_tale *tale, bool waived)
{
    size_t n_hosts = tale->plan->n_collectivities;
    struct link *links = calloc(tale->count + 1, sizeof *links);
    size_t *last = calloc(n_hosts + 1, sizeof *last);
    for (size_t i = 0; links && last && i < tale->count; i++) {
        uint32_t host = tale->all[i].finding->host;
        size_t *end = &last[host == JM_NONE ? n_hosts : host];
        if (is_waived(&tale->all[i]) != waived)
            continue;
        if (*end)
            links[*end - 1].next = i + 1;
        links[i].is_first = *end == 0;
        *end = i + 1;
    }
    if (!last) {
        free(links);
        links = NULL;
    }
    free(last);
    return links;
}

static jm_day day_of(const struct jm_plan *plan,
                     const struct jm_finding *finding)
{
    return jm_zone_day(zone_of(plan, finding), finding->span.from);
}

static void print_name(const struct jm_app *app, const struct jm_plan *plan,
                       uint32_t host)
{
    const char *name = jm_host_name(plan, host, app->lang);
    struct jm_text line = JM_TEXT_INIT;
    if (*name)
        jm_text_add(&line, name);
    else
        jm_say(&line, app->lang, JM_SAY_NO_HOST, NULL);
    jm_print_tint(app, JM_BOLD, jm_text_get(&line));
    fputc('\n', app->world->out);
    jm_text_clear(&line);
}

/* The findings of one host, day by day; they come sorted by time. */
static void print_host(const struct jm_app *app, const struct jm_tale *tale,
                       const struct link *links, size_t first)
{
    jm_day day = JM_DAY_NONE;
    struct jm_text line = JM_TEXT_INIT;
    print_name(app, tale->plan, tale->all[first].finding->host);
    for (size_t at = first + 1; at; at = links[at - 1].next) {
        const struct jm_told *told = &tale->all[at - 1];
        if (day_of(tale->plan, told->finding) != day) {
            day = day_of(tale->plan, told->finding);
            jm_text_reset(&line);
            jm_words_day(&line, app->lang, day);
            fprintf(app->world->out, "  %s\n", jm_text_get(&line));
        }
        jm_told_print(app, tale->plan, told);
    }
    fputc('\n', app->world->out);
    jm_text_clear(&line);
}

static enum jm_status print_hosts(struct jm_app *app,
                                  const struct jm_tale *tale, bool waived)
{
    struct link *links = chain_hosts(tale, waived);
    if (!links)
        return jm_fail_memory(&app->err);
    enum jm_status status = JM_OK;
    for (size_t i = 0; !status && i < tale->count; i++)
        if (links[i].is_first && !(status = jm_progress_ask(app)))
            print_host(app, tale, links, i);
    free(links);
    return status;
}

static void print_title(const struct jm_app *app)
{
    struct jm_text title = JM_TEXT_INIT;
    jm_say(&title, app->lang, JM_SAY_CHECK_WAIVED_TITLE, NULL);
    fprintf(app->world->out, "── %s ──\n\n", jm_text_get(&title));
    jm_text_clear(&title);
}

/* Who asks for no days in particular is told how to leave out the past. */
static void print_past(const struct jm_app *app, const struct sums *sums)
{
    char past[16];
    struct jm_text today = JM_TEXT_INIT;
    if (!sums->past || jm_app_option(app, "from") ||
        jm_app_option(app, "until"))
        return;
    snprintf(past, sizeof past, "%d", sums->past);
    jm_text_add_day(&today, app->today);
    jm_app_say(app, JM_SAY_CHECK_PAST, past, jm_text_get(&today), NULL);
    jm_text_clear(&today);
}

static void print_sums(const struct jm_app *app, const struct sums *sums,
                       bool is_listed)
{
    char numbers[JM_BLOCKING + 1][16], all[16], waived[16];
    for (int s = JM_NOTICE; s <= JM_BLOCKING; s++)
        snprintf(numbers[s], sizeof numbers[s], "%d", sums->of[s]);
    snprintf(all, sizeof all, "%d", sums->all);
    snprintf(waived, sizeof waived, "%d", sums->waived);
    if (sums->all)
        jm_app_say(app, JM_SAY_CHECK_SUMS, all, numbers[JM_BLOCKING],
                   numbers[JM_WARNING], numbers[JM_NOTICE], NULL);
    else
        jm_app_say(app, JM_SAY_CHECK_CLEAR, NULL);
    print_past(app, sums);
    if (sums->waived)
        jm_app_say(app, JM_SAY_CHECK_WAIVED, waived, is_listed ? "" : "?",
                   NULL);
}

static enum jm_status print_text(struct jm_app *app, const struct jm_tale *tale,
                                 const struct sums *sums)
{
    bool is_listed = jm_app_option(app, "waived") != NULL;
    enum jm_status status = print_hosts(app, tale, false);
    if (!status && is_listed && sums->waived) {
        print_title(app);
        status = print_hosts(app, tale, true);
    }
    if (!status)
        print_sums(app, sums, is_listed);
    return status;
}

static enum jm_status tell_trial(struct jm_app *app, const struct jm_tale *tale,
                                 const struct jm_check_scope *scope, int *code)
{
    struct jm_trial trial = JM_TRIAL_INIT;
    enum jm_status status =
        jm_trial_read(app, &trial, tale->plan, jm_app_option(app, "what-if"));
    if (!status)
        status = jm_trial_tell(app, &trial, tale, scope, code);
    jm_trial_clear(&trial);
    return status;
}

static enum jm_status tell(struct jm_app *app, const struct jm_tale *tale,
                           int *code)
{
    struct sums sums = count(tale);
    *code = sums.of[JM_BLOCKING] || sums.of[JM_WARNING] ? JM_EXIT_CONFLICTS
                                                        : JM_EXIT_FINE;
    if (!app->json)
        return print_text(app, tale, &sums);
    print_json(app, tale, &sums);
    return JM_OK;
}

int jm_run_check(struct jm_app *app)
{
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_tale tale = JM_TALE_INIT;
    int code = JM_EXIT_FINE;
    if (app->args.count)
        return jm_app_usage(app, JM_SAY_WORD_TOO_MANY, app->args.words[0],
                            NULL);
    enum jm_status status = read_rule(app, &scope);
    if (!status)
        status = read_days(app, &scope);
    if (!status)
        status = jm_app_load(app, &tale.plan);
    if (!status)
        status = read_host(app, tale.plan, &scope);
    if (!status)
        status = jm_tale_run(app, &tale, &scope);
    if (!status)
        status = jm_app_option(app, "what-if")
                     ? tell_trial(app, &tale, &scope, &code)
                     : tell(app, &tale, &code);
    jm_tale_clear(&tale);
    return status ? jm_app_fail(app) : code;
}
