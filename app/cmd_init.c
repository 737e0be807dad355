/* init: a new plan, empty or with the sample season in it. */
#include "commands.h"
#include "days.h"
#include "json.h"
#include "progress.h"
#include "sample.h"
#include <stdio.h>
#include <unistd.h>

const struct jm_option jm_init_options[] = {
    {"sample", 0, NULL, JM_SAY_OPTION_SAMPLE}, {NULL, 0, NULL, JM_SAY_NOTHING}};

static void tell_done(const struct jm_app *app, int64_t rows, int64_t days)
{
    char count[24], day_count[24];
    snprintf(count, sizeof count, "%lld", (long long)rows);
    snprintf(day_count, sizeof day_count, "%lld", (long long)days);
    if (app->json)
        jm_json_print(app,
                      json_pack("{s:s,s:I,s:I}", "plan", app->plan_path, "rows",
                                (json_int_t)rows, "days", (json_int_t)days));
    else if (rows)
        jm_app_say(app, JM_SAY_INIT_SAMPLE, app->plan_path, count, day_count,
                   NULL);
    else
        jm_app_say(app, JM_SAY_INIT_EMPTY, app->plan_path, day_count, NULL);
}

/* What a failed load leaves is no plan: it goes, its companions too. */
static void remove_plan(struct jm_app *app)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    jm_store_free(app->store);
    app->store = NULL;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct jm_text path = JM_TEXT_INIT;
        jm_text_addf(&path, "%s%s", app->plan_path, ends[i]);
        unlink(jm_text_get(&path));
        jm_text_clear(&path);
    }
}

int jm_run_init(struct jm_app *app)
{
    int64_t rows = 0, days = 0, corrected = 0;
    if (app->args.count)
        return jm_app_usage(app, JM_SAY_WORD_TOO_MANY, app->args.words[0],
                            NULL);
    enum jm_status status =
        jm_store_create(&app->store, app->plan_path, &app->err);
    if (!status) {
        jm_store_watch(app->store, jm_progress_go_on, app);
        jm_progress_begin(app, JM_SAY_DOING_SAMPLE);
        status = jm_days_refresh(app, &days, &corrected);
        if (!status && jm_app_option(app, "sample"))
            status = jm_sample_load(app, &rows);
        jm_progress_end(app);
        if (status)
            remove_plan(app);
    }
    if (status)
        return jm_app_fail(app);
    tell_done(app, rows, days);
    return JM_EXIT_FINE;
}
