#include "gained.h"
#include "progress.h"
#include <stdlib.h>

#define TOLD 10

static int compare(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

enum jm_status jm_gained_before(struct jm_app *app, struct jm_gained *gained,
                                const struct jm_plan *plan)
{
    struct jm_findings found = JM_FINDINGS_INIT;
    gained->scope.progress = jm_progress_step;
    gained->scope.data = app;
    jm_progress_begin(app, JM_SAY_DOING_CHECK);
    enum jm_status status =
        jm_check_run(&found, plan, &gained->scope, &app->err);
    jm_progress_end(app);
    gained->before = calloc(found.count + 1, sizeof *gained->before);
    if (!status && !gained->before)
        status = jm_fail_memory(&app->err);
    for (size_t i = 0; !status && i < found.count; i++)
        gained->before[gained->n_before++] = found.all[i].fingerprint;
    if (!status)
        qsort(gained->before, gained->n_before, sizeof *gained->before,
              compare);
    jm_findings_clear(&found);
    return status;
}

static bool is_gained(const struct jm_gained *gained,
                      const struct jm_told *told)
{
    return told->state != JM_WAIVER_ACCEPTED &&
           !bsearch(&told->finding->fingerprint, gained->before,
                    gained->n_before, sizeof *gained->before, compare);
}

enum jm_status jm_gained_after(struct jm_app *app, struct jm_gained *gained)
{
    enum jm_status status = jm_app_load_changed(app, &gained->tale.plan);
    if (!status)
        status = jm_tale_run(app, &gained->tale, &gained->scope);
    for (size_t i = 0; !status && i < gained->tale.count; i++)
        gained->count += is_gained(gained, &gained->tale.all[i]);
    return status;
}

void jm_gained_tell(const struct jm_app *app, const struct jm_gained *gained)
{
    char number[24];
    size_t told = 0;
    snprintf(number, sizeof number, "%zu", gained->count);
    if (!gained->count)
        return;
    jm_app_say(app, JM_SAY_GAINED, number, NULL);
    for (size_t i = 0; i < gained->tale.count && told < TOLD; i++)
        if (is_gained(gained, &gained->tale.all[i])) {
            jm_told_print(app, gained->tale.plan, &gained->tale.all[i]);
            told++;
        }
    if (told == gained->count)
        return;
    snprintf(number, sizeof number, "%zu", gained->count - told);
    jm_app_say(app, JM_SAY_TALLY_MORE, number, NULL);
}

json_t *jm_gained_json(const struct jm_app *app, const struct jm_gained *gained)
{
    json_t *list = json_array();
    for (size_t i = 0; i < gained->tale.count; i++)
        if (is_gained(gained, &gained->tale.all[i]))
            json_array_append_new(list, jm_told_json(app, gained->tale.plan,
                                                     &gained->tale.all[i]));
    return list;
}

void jm_gained_clear(struct jm_gained *gained)
{
    free(gained->before);
    jm_tale_clear(&gained->tale);
    *gained = (struct jm_gained)JM_GAINED_INIT;
}
