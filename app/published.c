#include "published.h"
#include "progress.h"

/* A release keeps its instants; when the zone data has changed since, they are
 * derived again in the copy that is read. */
static enum jm_status follow_zones(struct jm_app *app, struct jm_store *store)
{
    uint64_t stored = 0, now = jm_zones_hash(app->zones);
    int64_t moved = 0;
    enum jm_status status = jm_store_zone_hash(store, &stored, &app->err);
    if (status || stored == now)
        return status;
    return jm_store_derive_again(store, jm_zones_lookup, app->zones, now,
                                 &moved, &app->err);
}

enum jm_status jm_app_load_release(struct jm_app *app, int64_t number,
                                   struct jm_plan **plan)
{
    struct jm_store *store = NULL;
    *plan = NULL;
    jm_progress_begin(app, JM_SAY_DOING_LOAD);
    enum jm_status status =
        app->store ? JM_OK : jm_app_open(app, JM_STORE_READ);
    if (!status)
        status = jm_store_open_release(&store, app->store, number, &app->err);
    if (!status)
        jm_store_watch(store, jm_progress_go_on, app);
    if (!status)
        status = follow_zones(app, store);
    if (!status)
        status = jm_app_plan_of(app, store, plan);
    jm_progress_end(app);
    jm_store_free(store);
    return status;
}

enum jm_status jm_app_load_published(struct jm_app *app, struct jm_plan **plan,
                                     int64_t *number)
{
    *plan = NULL;
    enum jm_status status =
        app->store ? JM_OK : jm_app_open(app, JM_STORE_READ);
    if (!status)
        status = jm_store_latest_release(app->store, number, &app->err);
    if (status)
        return status;
    if (*number)
        return jm_app_load_release(app, *number, plan);
    status = jm_app_load(app, plan);
    if (!status)
        jm_app_remark(app, JM_SAY_NOT_PUBLISHED, NULL);
    return status;
}

enum jm_status jm_app_empty_plan(struct jm_app *app, struct jm_plan **plan)
{
    struct jm_plan_maker *maker = NULL;
    *plan = NULL;
    enum jm_status status = jm_plan_maker_new(&maker, &app->err);
    return status ? status
                  : jm_plan_seal(plan, maker, app->today, &app->err);
}
