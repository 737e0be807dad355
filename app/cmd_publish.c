/* publish: a numbered version of the plan that feeds show from then on. */
#include "changes.h"
#include "commands.h"
#include "json.h"
#include "progress.h"
#include "published.h"
#include "told.h"
#include <jumelage/sentence.h>
#include <stdlib.h>
#include <string.h>

const struct jm_option jm_publish_options[] = {
    {"note", 0, "TEXT", JM_SAY_OPTION_PUBLISH_NOTE},
    {"force", 0, NULL, JM_SAY_OPTION_PUBLISH_FORCE},
    {"reason", 0, "TEXT", JM_SAY_OPTION_PUBLISH_REASON},
    {"dry-run", 0, NULL, JM_SAY_OPTION_PUBLISH_DRY_RUN},
    {NULL, 0, NULL, JM_SAY_NOTHING}};

/* More than these nobody reads. */
#define OBSTACLES_TOLD 10

struct publishing {
    struct jm_app *app;
    const char *note, *reason; /* NULL: none; a reason forces */
    bool dry_run;
    int64_t last_change, last_release;
    struct jm_tale tale;    /* of the working plan */
    struct jm_plan *before; /* the last release, or an empty plan */
    struct jm_diff diff;
    bool anew;      /* the zone data has changed since the last release */
    uint64_t zones; /* hash of that of now */
    size_t obstacles;
    jm_utc at;      /* when it is published */
    int64_t number; /* of the release, 0: nothing differs */
    int64_t change; /* of the change that made it */
};

static enum jm_status read_options(struct publishing *p)
{
    struct jm_app *app = p->app;
    const char *note = jm_app_option(app, "note");
    const char *reason = jm_app_option(app, "reason");
    bool is_forced = jm_app_option(app, "force") != NULL;
    p->note = note && *note ? note : NULL;
    p->dry_run = jm_app_option(app, "dry-run") != NULL;
    if (is_forced && (!reason || !*reason))
        return jm_fail(&app->err, JM_INVALID, "reason",
                       JM_SAY_PUBLISH_NO_REASON, NULL);
    if (reason && !is_forced)
        return jm_fail(&app->err, JM_INVALID, "force", JM_SAY_PUBLISH_NO_FORCE,
                       NULL);
    p->reason = reason;
    return JM_OK;
}

/* ---- what is in the way ---- */

static bool is_over(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    return e->span.until <=
           jm_zone_day_start(&plan->zones[e->zone], plan->today);
}

/* What is past cannot be helped any more. */
static bool is_past(const struct jm_plan *plan,
                    const struct jm_finding *finding)
{
    for (uint32_t i = 0; i < finding->n_events; i++)
        if (!is_over(plan, finding->events[i]))
            return false;
    return finding->n_events > 0;
}

/* A blocking conflict, or an event of the next weeks of which attendees do not
 * know enough, that nobody accepted. */
static bool is_obstacle(const struct jm_plan *plan, const struct jm_told *told)
{
    const struct jm_finding *finding = told->finding;
    bool counts = finding->severity == JM_BLOCKING ||
                  strcmp(finding->rule->id, "information-missing") == 0;
    return counts && told->state != JM_WAIVER_ACCEPTED &&
           !is_past(plan, finding);
}

static void count_obstacles(struct publishing *p)
{
    for (size_t i = 0; i < p->tale.count; i++)
        p->obstacles += is_obstacle(p->tale.plan, &p->tale.all[i]);
}

/* One line each, on err while they are in the way and on out once forced. */
static void tell_obstacles(const struct publishing *p, FILE *to)
{
    const struct jm_app *app = p->app;
    size_t told = 0;
    struct jm_text line = JM_TEXT_INIT;
    for (size_t i = 0; i < p->tale.count && told < OBSTACLES_TOLD; i++) {
        const struct jm_finding *finding = p->tale.all[i].finding;
        char fingerprint[JM_FINGERPRINT];
        if (!is_obstacle(p->tale.plan, &p->tale.all[i]))
            continue;
        jm_text_reset(&line);
        jm_sentence(&line, app->lang, p->tale.plan, finding);
        jm_fingerprint_write(fingerprint, finding->fingerprint);
        fprintf(to, "  %s  %s\n      %s\n", fingerprint, finding->rule->id,
                jm_text_get(&line));
        told++;
    }
    jm_text_reset(&line);
    if (p->obstacles > told) {
        struct jm_text left = JM_TEXT_INIT;
        jm_text_add_int(&left, (int64_t)(p->obstacles - told));
        jm_say(&line, app->lang, JM_SAY_PUBLISH_MORE, jm_text_get(&left), NULL);
        fprintf(to, "  %s\n", jm_text_get(&line));
        jm_text_clear(&left);
    }
    jm_text_clear(&line);
}

static enum jm_status check_obstacles(struct publishing *p)
{
    struct jm_app *app = p->app;
    struct jm_text count = JM_TEXT_INIT;
    count_obstacles(p);
    if (!p->obstacles || p->reason)
        return JM_OK;
    jm_text_add_int(&count, (int64_t)p->obstacles);
    jm_fail(&app->err, JM_REFUSED, "conflicts", JM_SAY_PUBLISH_BLOCKED,
            jm_text_get(&count), NULL);
    jm_text_clear(&count);
    return JM_REFUSED;
}

/* ---- publishing ---- */

static enum jm_status load(struct publishing *p)
{
    struct jm_app *app = p->app;
    enum jm_status status = jm_app_open(app, JM_STORE_WRITE);
    if (!status)
        status = jm_store_last_change(app->store, &p->last_change, &app->err);
    if (!status)
        status =
            jm_store_latest_release(app->store, &p->last_release, &app->err);
    if (!status)
        status = jm_app_load(app, &p->tale.plan);
    if (!status)
        status = jm_app_zones_of(app, p->tale.plan, &p->zones);
    if (!status)
        status = p->last_release ? jm_app_load_release(app, p->last_release,
                                                       &p->before, &p->anew)
                                 : jm_app_empty_plan(app, &p->before);
    return status;
}

/* Whoever holds a calendar is told that an event is cancelled when its row is
 * gone. */
static void call_removed_cancelled(struct jm_diff *diff)
{
    for (size_t i = 0; i < diff->count; i++)
        if (diff->all[i].what == JM_DIFF_REMOVED)
            diff->all[i].what = JM_DIFF_CANCELLED;
    diff->counts[JM_DIFF_CANCELLED] += diff->counts[JM_DIFF_REMOVED];
    diff->counts[JM_DIFF_REMOVED] = 0;
}

/* Feeds date what changed by the release: never before the last one, wherever
 * the clock stands. */
static jm_utc moment_of(const struct publishing *p)
{
    jm_utc last = p->before->released_at;
    return p->app->world->now > last ? p->app->world->now : last + 1;
}

static enum jm_status freeze(struct publishing *p, const struct jm_mark *marks,
                             size_t count)
{
    struct jm_app *app = p->app;
    struct jm_author author = jm_app_author(app);
    struct jm_change *change = NULL;
    struct jm_text withdrawn = JM_TEXT_INIT;
    author.why = p->note;
    author.at = p->at;
    jm_say(&withdrawn, app->lang, JM_SAY_WITHDRAWN, NULL);
    const struct jm_publication publication = {
        .note = p->note,
        .forced = p->obstacles ? p->reason : NULL,
        .withdrawn = jm_text_get(&withdrawn),
        .last_change = p->last_change,
        .last_release = p->last_release,
        .zones = p->zones,
        .anew = p->anew,
        .marks = marks,
        .count = count};
    enum jm_status status =
        jm_change_begin(&change, app->store, &author, &app->err);
    if (!status)
        status = jm_change_publish(change, &publication, &p->number, &app->err);
    if (!status && p->number && !p->dry_run) {
        status = jm_change_commit(change, &p->change, &app->err);
        change = NULL;
    }
    jm_change_free(change);
    jm_text_clear(&withdrawn);
    return status;
}

static enum jm_status publish(struct publishing *p)
{
    struct jm_app *app = p->app;
    struct jm_mark *marks = NULL;
    size_t count = 0;
    const struct jm_plan *last = p->last_release ? p->before : NULL;
    p->at = moment_of(p);
    enum jm_status status =
        jm_plan_diff(&p->diff, p->before, p->tale.plan, &app->err);
    if (!status)
        status = jm_release_marks(&marks, &count, p->tale.plan, last, p->at,
                                  &app->err);
    if (!status) {
        call_removed_cancelled(&p->diff);
        jm_progress_begin(app, JM_SAY_DOING_PUBLISH);
        status = freeze(p, marks, count);
        jm_progress_end(app);
    }
    free(marks);
    return status;
}

/* ---- what is told of it ---- */

static enum jm_status print_json(const struct publishing *p)
{
    struct jm_app *app = p->app;
    json_t *object = json_object(), *forced = json_array();
    for (size_t i = 0; i < p->tale.count; i++)
        if (is_obstacle(p->tale.plan, &p->tale.all[i]))
            json_array_append_new(
                forced, jm_told_json(app, p->tale.plan, &p->tale.all[i]));
    jm_json_set(object, "release",
                p->number ? json_integer(p->number) : json_null());
    jm_json_set(object, "dry_run", json_boolean(p->dry_run));
    jm_json_set(object, "change",
                p->change ? json_integer(p->change) : json_null());
    jm_json_set(object, "published_at",
                p->number ? jm_json_utc(p->at) : json_null());
    jm_json_set(object, "note", jm_json_text(p->note));
    jm_json_set(object, "reason", jm_json_text(p->obstacles ? p->reason : ""));
    jm_json_set(object, "forced", forced);
    enum jm_status status = jm_changes_json(app, object, &p->diff);
    if (!status)
        jm_json_print(app, json_incref(object));
    json_decref(object);
    return status;
}

static void print_forced(const struct publishing *p)
{
    const struct jm_app *app = p->app;
    struct jm_text count = JM_TEXT_INIT;
    if (!p->reason)
        return;
    jm_text_add_int(&count, (int64_t)p->obstacles);
    if (p->obstacles) {
        jm_app_say(app, JM_SAY_PUBLISH_FORCED, jm_text_get(&count), p->reason,
                   NULL);
        tell_obstacles(p, app->world->out);
    } else {
        jm_app_remark(app, JM_SAY_PUBLISH_NOT_FORCED, NULL);
    }
    jm_text_clear(&count);
}

static void print_head(const struct publishing *p)
{
    const struct jm_app *app = p->app;
    struct jm_text number = JM_TEXT_INIT, sums = JM_TEXT_INIT,
                   change = JM_TEXT_INIT;
    jm_text_add_int(&number, p->number);
    jm_text_add_int(&change, p->change);
    jm_changes_sums(&sums, app, &p->diff);
    if (!sums.length)
        jm_say(&sums, app->lang, JM_SAY_PUBLISH_UNSEEN, NULL);
    jm_app_say(app, p->dry_run ? JM_SAY_PUBLISH_WOULD : JM_SAY_PUBLISHED,
               jm_text_get(&number), jm_text_get(&sums), jm_text_get(&change),
               NULL);
    jm_text_clear(&number);
    jm_text_clear(&sums);
    jm_text_clear(&change);
}

/* In the first release everything is new to everybody. */
static enum jm_status tell(const struct publishing *p)
{
    if (p->app->json)
        return print_json(p);
    if (!p->number) {
        jm_app_remark(p->app, JM_SAY_PUBLISH_NOTHING, NULL);
        return JM_OK;
    }
    print_head(p);
    print_forced(p);
    return p->last_release ? jm_changes_print(p->app, &p->diff) : JM_OK;
}

static int refuse(const struct publishing *p)
{
    struct jm_app *app = p->app;
    bool is_blocked = app->err.message == JM_SAY_PUBLISH_BLOCKED;
    int code = jm_app_fail(app);
    if (is_blocked) {
        tell_obstacles(p, app->world->err);
        jm_app_remark(app, JM_SAY_PUBLISH_HOW, NULL);
    }
    return code;
}

int jm_run_publish(struct jm_app *app)
{
    struct publishing p = {
        .app = app, .tale = JM_TALE_INIT, .diff = JM_DIFF_INIT};
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    if (app->args.count)
        return jm_app_usage(app, JM_SAY_WORD_TOO_MANY, app->args.words[0],
                            NULL);
    enum jm_status status = read_options(&p);
    if (!status)
        status = load(&p);
    if (!status)
        status = jm_tale_run(app, &p.tale, &scope);
    if (!status)
        status = check_obstacles(&p);
    if (!status)
        status = publish(&p);
    if (!status)
        status = tell(&p);
    int code = status ? refuse(&p) : JM_EXIT_FINE;
    jm_diff_clear(&p.diff);
    jm_plan_free(p.before);
    jm_tale_clear(&p.tale);
    return code;
}
