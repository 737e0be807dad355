/* One run of the engine over a whole plan. */
#include "engine.h"
#include <stdlib.h>

#define REPORT_EVERY 4096

/* Units of work are events, resources and delegations. */
struct progress {
    const struct jm_check_scope *scope;
    uint32_t done, of;
};

/* One more unit; false when the run is to stop. */
static bool go_on(struct progress *p)
{
    return ++p->done % REPORT_EVERY || !p->scope->progress ||
           p->scope->progress(p->scope->data, p->done, p->of);
}

static enum jm_status walk_all(struct jm_check *check, struct jm_error *err)
{
    const struct jm_plan *plan = check->plan;
    uint32_t resources = check->index->engagements.first[JM_RESOURCES];
    struct progress p = {.scope = check->scope,
                         .of =
                             plan->n_events + resources + plan->n_delegations};
    bool going = true;
    for (uint32_t i = 0; i < plan->n_events && going; i++, going = go_on(&p))
        jm_engine_walk_event(check, i);
    for (uint32_t r = 0; r < resources && going; r++, going = go_on(&p))
        jm_engine_walk_resource(check, r);
    for (uint32_t d = 0; d < plan->n_delegations && going;
         d++, going = go_on(&p))
        jm_engine_walk_contents(check, d);
    if (going)
        jm_engine_walk_forums(check);
    return going ? JM_OK
                 : jm_fail(err, JM_STOPPED, "stopped", JM_SAY_STOPPED, NULL);
}

void jm_engine_unmount(struct jm_check *check)
{
    free(check->walked.all);
    free(check->gathered.all);
    free(check->parted.all);
    free(check->starts.all);
    free(check->claimed.all);
}

enum jm_status jm_check_run(struct jm_findings *out, const struct jm_plan *plan,
                            const struct jm_check_scope *scope,
                            struct jm_error *err)
{
    struct jm_index index;
    struct jm_check check = {
        .plan = plan, .scope = scope, .index = &index, .findings = out};
    enum jm_status status = jm_index_make(&index, plan, err);
    if (status)
        return status;
    jm_engine_mount(&check);
    status = walk_all(&check, err);
    if (!status && (check.failed || index.failed))
        status = jm_fail_memory(err);
    if (!status)
        status = jm_engine_settle(out, plan, err);
    jm_engine_unmount(&check);
    jm_index_clear(&index);
    return status;
}
