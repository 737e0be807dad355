#include "published.h"
#include "progress.h"

enum jm_status jm_app_zones_of(struct jm_app *app, const struct jm_plan *plan,
                               uint64_t *hash)
{
    struct jm_zones *zones = NULL;
    enum jm_status status = jm_zones_new(&zones, &app->err);
    for (uint32_t i = 0; !status && i < plan->n_zones; i++)
        jm_zones_get(zones, plan->zones[i].name);
    *hash = status ? 0 : jm_zones_hash(zones);
    jm_zones_free(zones);
    return status;
}

/* A release keeps its instants; when the zone data has changed since, they are
 * derived again in the copy that is read. */
static enum jm_status renew(struct jm_app *app, struct jm_store *store,
                            struct jm_plan **plan, bool *renewed)
{
    uint64_t stored = 0, now = 0;
    int64_t moved = 0;
    enum jm_status status = jm_store_zone_hash(store, &stored, &app->err);
    if (!status)
        status = jm_app_zones_of(app, *plan, &now);
    *renewed = !status && stored != now;
    if (!*renewed)
        return status;
    status = jm_store_derive_again(store, jm_zones_lookup, app->zones, now,
                                   &moved, &app->err);
    if (status || !moved)
        return status;
    jm_plan_free(*plan);
    return jm_app_plan_of(app, store, plan);
}

enum jm_status jm_app_load_release(struct jm_app *app, int64_t number,
                                   struct jm_plan **plan, bool *renewed)
{
    struct jm_store *store = NULL;
    bool ignored = false;
    *plan = NULL;
    jm_progress_begin(app, JM_SAY_DOING_LOAD);
    enum jm_status status =
        app->store ? JM_OK : jm_app_open(app, JM_STORE_READ);
    if (!status)
        status = jm_store_open_release(&store, app->store, number, &app->err);
    if (!status) {
        jm_store_watch(store, jm_progress_go_on, app);
        status = jm_app_plan_of(app, store, plan);
    }
    if (!status)
        status = renew(app, store, plan, renewed ? renewed : &ignored);
    if (status) {
        jm_plan_free(*plan);
        *plan = NULL;
    }
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
    return *number ? jm_app_load_release(app, *number, plan, NULL)
                   : jm_app_load(app, plan);
}

enum jm_status jm_app_empty_plan(struct jm_app *app, struct jm_plan **plan)
{
    struct jm_plan_maker *maker = NULL;
    *plan = NULL;
    enum jm_status status = jm_plan_maker_new(&maker, &app->err);
    return status ? status : jm_plan_seal(plan, maker, app->today, &app->err);
}
