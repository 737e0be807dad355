/* Opening a plan, and what every command asks of it. */
#include "app.h"
#include "progress.h"
#include <string.h>

struct jm_author jm_app_author(const struct jm_app *app)
{
    const char *why = jm_app_option(app, "why");
    return (struct jm_author){.who = *app->who ? app->who : "?",
                              .why = why && *why ? why : NULL,
                              .at = app->world->now};
}

enum jm_status jm_app_day(struct jm_app *app, const char *option, jm_day *day)
{
    const char *text = jm_app_option(app, option);
    if (!text)
        return JM_OK;
    enum jm_civil_read read = jm_day_parse(text, day);
    if (!read)
        return JM_OK;
    char name[32] = "--";
    jm_text_copy(name + 2, sizeof name - 2, option);
    return jm_fail(&app->err, JM_INVALID, option,
                   read == JM_CIVIL_UNREAL ? JM_SAY_DATE_UNREAL
                                           : JM_SAY_NOT_DATE,
                   name, text, NULL);
}

enum jm_status jm_app_open(struct jm_app *app, enum jm_store_mode mode)
{
    jm_store_free(app->store);
    app->store = NULL;
    enum jm_status status =
        jm_store_open(&app->store, app->plan_path, mode, &app->err);
    if (!status)
        jm_store_watch(app->store, jm_progress_go_on, app);
    return status;
}

typedef enum jm_status jm_load(struct jm_store *store,
                               struct jm_plan_maker *maker,
                               struct jm_error *err);

/* The rows of a store in a maker, its zones filled. */
static enum jm_status read_rows(struct jm_app *app, struct jm_store *store,
                                jm_load *load, struct jm_plan_maker **maker)
{
    enum jm_status status = jm_plan_maker_new(maker, &app->err);
    if (!status)
        status = load(store, *maker, &app->err);
    for (uint32_t i = 0; !status && i < jm_plan_zone_count(*maker); i++) {
        const char *name = jm_plan_zone_name(*maker, i);
        const struct jm_zone *zone = jm_zones_get(app->zones, name);
        if (!zone)
            status = jm_fail(&app->err, JM_INVALID, name, JM_SAY_ZONE_GONE,
                             name, NULL);
        else
            jm_plan_set_zone(*maker, i, zone);
    }
    return status;
}

/* When the system's zone data has changed since the instants were derived, they
 * are derived again: the wall times are what people agreed on. A plan that
 * cannot be written is read with the old ones, and the person is told. */
static enum jm_status follow_zones(struct jm_app *app, bool *again)
{
    uint64_t stored = 0, now = jm_zones_hash(app->zones);
    int64_t moved = 0;
    enum jm_status status = jm_store_zone_hash(app->store, &stored, &app->err);
    *again = false;
    if (status || stored == now)
        return status;
    status = jm_app_open(app, JM_STORE_WRITE);
    if (!status)
        status = jm_store_derive_again(app->store, jm_zones_lookup, app->zones,
                                       now, &moved, &app->err);
    *again = moved > 0;
    if (status != JM_REFUSED)
        return status;
    jm_error_clear(&app->err);
    if (stored)
        jm_app_remark(app, JM_SAY_ZONES_STALE, NULL);
    return jm_app_open(app, JM_STORE_READ);
}

/* Seals what was read, or gives it up. */
static enum jm_status finish_plan(struct jm_app *app,
                                  struct jm_plan_maker *maker,
                                  enum jm_status status, struct jm_plan **plan)
{
    if (!status)
        status = jm_plan_seal(plan, maker, app->today, &app->err);
    else
        jm_plan_maker_free(maker);
    jm_progress_end(app);
    return status;
}

static enum jm_status make_plan(struct jm_app *app, jm_load *load,
                                struct jm_plan **plan)
{
    struct jm_plan_maker *maker = NULL;
    bool again = false;
    *plan = NULL;
    jm_progress_begin(app, JM_SAY_DOING_LOAD);
    enum jm_status status =
        app->store ? JM_OK : jm_app_open(app, JM_STORE_READ);
    if (!status)
        status = read_rows(app, app->store, load, &maker);
    if (!status)
        status = follow_zones(app, &again);
    if (!status && again) {
        jm_plan_maker_free(maker);
        maker = NULL;
        status = read_rows(app, app->store, load, &maker);
    }
    return finish_plan(app, maker, status, plan);
}

enum jm_status jm_app_load_changed(struct jm_app *app, struct jm_plan **plan)
{
    struct jm_plan_maker *maker = NULL;
    *plan = NULL;
    jm_progress_begin(app, JM_SAY_DOING_LOAD);
    enum jm_status status = read_rows(app, app->store, jm_store_load, &maker);
    return finish_plan(app, maker, status, plan);
}

enum jm_status jm_app_load(struct jm_app *app, struct jm_plan **plan)
{
    return make_plan(app, jm_store_load, plan);
}

enum jm_status jm_app_load_walks(struct jm_app *app, struct jm_plan **plan)
{
    return make_plan(app, jm_store_load_walks, plan);
}

enum jm_status jm_app_plan_of(struct jm_app *app, struct jm_store *store,
                              struct jm_plan **plan)
{
    struct jm_plan_maker *maker = NULL;
    *plan = NULL;
    enum jm_status status = read_rows(app, store, jm_store_load, &maker);
    if (!status)
        return jm_plan_seal(plan, maker, app->today, &app->err);
    jm_plan_maker_free(maker);
    return status;
}
