/* waive: a conflict that somebody accepts, with a reason. */
#include "commands.h"
#include "json.h"
#include "told.h"
#include <jumelage/words.h>
#include <string.h>

const struct jm_option jm_waive_options[] = {
    {"reason", 0, "TEXT", JM_SAY_OPTION_WAIVE_REASON},
    {"until", 0, "DAY", JM_SAY_OPTION_WAIVE_UNTIL},
    {NULL, 0, NULL, JM_SAY_NOTHING}};

/* What one command accepts. */
struct waiving {
    struct jm_app *app;
    char start[JM_FINGERPRINT]; /* as typed, in lower case */
    const char *reason;
    jm_day until; /* JM_DAY_NONE: open */
    struct jm_tale tale;
    const struct jm_told *told;
};

/* Six digits or more of a fingerprint. */
static enum jm_status read_start(struct waiving *w, const char *typed)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    size_t length = strlen(typed);
    if (length < 6 || length >= sizeof w->start ||
        strspn(typed, digits) != length)
        return jm_fail(&w->app->err, JM_INVALID, typed, JM_SAY_FINGERPRINT_FORM,
                       typed, NULL);
    for (size_t i = 0; i <= length; i++) {
        bool is_upper = typed[i] >= 'A' && typed[i] <= 'F';
        w->start[i] = (char)(is_upper ? typed[i] - 'A' + 'a' : typed[i]);
    }
    return JM_OK;
}

static enum jm_status read_options(struct waiving *w)
{
    struct jm_app *app = w->app;
    struct jm_text day = JM_TEXT_INIT;
    w->reason = jm_app_option(app, "reason");
    if (!w->reason || !*w->reason)
        return jm_fail(&app->err, JM_INVALID, "reason", JM_SAY_WAIVE_NO_REASON,
                       NULL);
    enum jm_status status = jm_app_day(app, "until", &w->until);
    if (status || w->until == JM_DAY_NONE || w->until >= app->today)
        return status;
    jm_words_date(&day, app->lang, w->until);
    jm_fail(&app->err, JM_INVALID, "until", JM_SAY_WAIVE_PAST,
            jm_text_get(&day), NULL);
    jm_text_clear(&day);
    return JM_INVALID;
}

static enum jm_status find(struct waiving *w)
{
    for (size_t i = 0; i < w->tale.count; i++) {
        const struct jm_told *told = &w->tale.all[i];
        char fingerprint[JM_FINGERPRINT];
        jm_fingerprint_write(fingerprint, told->finding->fingerprint);
        if (strncmp(fingerprint, w->start, strlen(w->start)) != 0)
            continue;
        if (w->told &&
            w->told->finding->fingerprint != told->finding->fingerprint)
            return jm_fail(&w->app->err, JM_INVALID, w->start,
                           JM_SAY_FINGERPRINT_AMBIGUOUS, w->start, NULL);
        if (!w->told)
            w->told = told;
    }
    return w->told ? JM_OK
                   : jm_fail(&w->app->err, JM_NOT_FOUND, w->start,
                             JM_SAY_FINGERPRINT_UNKNOWN, w->start, NULL);
}

static enum jm_status fill(struct waiving *w, struct jm_row *row)
{
    struct jm_app *app = w->app;
    const struct jm_finding *finding = w->told->finding;
    char fingerprint[JM_FINGERPRINT], facts[JM_FINGERPRINT];
    struct jm_text until = JM_TEXT_INIT;
    jm_fingerprint_write(fingerprint, finding->fingerprint);
    jm_fingerprint_write(facts, finding->digest);
    if (w->until != JM_DAY_NONE)
        jm_text_add_day(&until, w->until);
    const struct {
        int field;
        const char *value;
    } kept[] = {{JM_waiver_fingerprint, fingerprint},
                {JM_waiver_rule, finding->rule->id},
                {JM_waiver_author, jm_app_author(app).who},
                {JM_waiver_facts, facts}};
    enum jm_status status = jm_row_set_id(row, fingerprint, &app->err);
    for (size_t i = 0; !status && i < sizeof kept / sizeof *kept; i++)
        status =
            jm_row_set_string(row, kept[i].field, kept[i].value, &app->err);
    if (!status)
        status = jm_door_set(app, row, "reason", w->reason);
    if (!status)
        status = jm_door_set(app, row, "expires_on", jm_text_get(&until));
    if (!status)
        status = jm_door_settle(app, row);
    jm_text_clear(&until);
    return status;
}

/* A conflict that was accepted before is accepted anew. */
static enum jm_status write_row(struct waiving *w, int64_t *number)
{
    struct jm_app *app = w->app;
    struct jm_author author = jm_app_author(app);
    struct jm_change *change = NULL;
    struct jm_row row = JM_ROW_INIT;
    author.why = w->reason;
    enum jm_status status =
        jm_row_init(&row, jm_noun(JM_NOUN_WAIVER), &app->err);
    if (!status)
        status = fill(w, &row);
    if (!status)
        status = jm_change_begin(&change, app->store, &author, &app->err);
    if (!status && jm_store_has(app->store, row.noun, row.id))
        status = jm_change_put(change, &row, NULL, &app->err);
    else if (!status)
        status = jm_change_add(change, &row, &app->err);
    if (!status) {
        status = jm_change_commit(change, number, &app->err);
        change = NULL;
    }
    jm_change_free(change);
    jm_row_clear(&row);
    return status;
}

static void tell_done(const struct waiving *w, int64_t number)
{
    const struct jm_app *app = w->app;
    char fingerprint[JM_FINGERPRINT];
    struct jm_text until = JM_TEXT_INIT, change = JM_TEXT_INIT;
    jm_fingerprint_write(fingerprint, w->told->finding->fingerprint);
    if (app->json) {
        json_t *object = json_object();
        jm_json_set(object, "change", json_integer(number));
        jm_json_set(object, "noun", json_string("waiver"));
        jm_json_set(object, "id", json_string(fingerprint));
        jm_json_print(app, object);
        return;
    }
    if (!number) {
        jm_app_remark(app, JM_SAY_NOTHING_CHANGED, NULL);
        return;
    }
    if (w->until != JM_DAY_NONE)
        jm_words_date(&until, app->lang, w->until);
    jm_text_add_int(&change, number);
    jm_app_say(app, JM_SAY_WAIVED, w->told->finding->rule->id, fingerprint,
               jm_text_get(&until), jm_text_get(&change), NULL);
    jm_told_print(app, w->tale.plan,
                  &(struct jm_told){.finding = w->told->finding});
    jm_text_clear(&until);
    jm_text_clear(&change);
}

int jm_run_waive(struct jm_app *app)
{
    struct waiving w = {.app = app, .until = JM_DAY_NONE, .tale = JM_TALE_INIT};
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    int64_t number = 0;
    if (!app->args.count)
        return jm_app_usage(app, JM_SAY_FINGERPRINT_MISSING, NULL);
    if (app->args.count > 1)
        return jm_app_usage(app, JM_SAY_WORD_TOO_MANY, app->args.words[1],
                            NULL);
    enum jm_status status = read_start(&w, app->args.words[0]);
    if (!status)
        status = read_options(&w);
    if (!status)
        status = jm_app_open(app, JM_STORE_WRITE);
    if (!status)
        status = jm_app_load(app, &w.tale.plan);
    if (!status)
        status = jm_tale_run(app, &w.tale, &scope);
    if (!status)
        status = find(&w);
    if (!status)
        status = write_row(&w, &number);
    int code = status ? jm_app_fail(app) : JM_EXIT_FINE;
    if (!status)
        tell_done(&w, number);
    jm_tale_clear(&w.tale);
    return code;
}
