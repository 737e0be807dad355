#include <jumelage/waiver.h>
#include <stdlib.h>

const char *jm_waiver_word(enum jm_waiver_state state)
{
    static const char *const words[] = {[JM_WAIVER_NONE] = "none",
                                        [JM_WAIVER_ACCEPTED] = "accepted",
                                        [JM_WAIVER_CHANGED] = "changed",
                                        [JM_WAIVER_EXPIRED] = "expired"};
    return words[state];
}

/* Equal fingerprints keep the plan's order: sorting gives the same each time.
 */
static int compare(const void *a, const void *b)
{
    const struct jm_waiver *x = *(const struct jm_waiver *const *)a;
    const struct jm_waiver *y = *(const struct jm_waiver *const *)b;
    if (x->fingerprint != y->fingerprint)
        return x->fingerprint < y->fingerprint ? -1 : 1;
    return (x > y) - (x < y);
}

enum jm_status jm_waivers_sort(struct jm_waivers *out,
                               const struct jm_plan *plan, struct jm_error *err)
{
    *out = (struct jm_waivers){.today = plan->today};
    if (!plan->n_waivers)
        return JM_OK;
    out->all = calloc(plan->n_waivers, sizeof(void *));
    if (!out->all)
        return jm_fail_memory(err);
    while (out->count < plan->n_waivers) {
        out->all[out->count] = &plan->waivers[out->count];
        out->count++;
    }
    qsort(out->all, out->count, sizeof(void *), compare);
    return JM_OK;
}

void jm_waivers_clear(struct jm_waivers *waivers)
{
    free(waivers->all);
    *waivers = (struct jm_waivers)JM_WAIVERS_INIT;
}

/* The first waiver of that fingerprint, or where it would be. */
static size_t find_first(const struct jm_waivers *waivers, uint64_t fingerprint)
{
    size_t from = 0, until = waivers->count;
    while (from < until) {
        size_t middle = from + (until - from) / 2;
        if (waivers->all[middle]->fingerprint < fingerprint)
            from = middle + 1;
        else
            until = middle;
    }
    return from;
}

static enum jm_waiver_state judge(const struct jm_waiver *waiver,
                                  const struct jm_finding *finding,
                                  jm_day today)
{
    if (waiver->facts != finding->digest)
        return JM_WAIVER_CHANGED;
    if (waiver->expires_on != JM_DAY_NONE && waiver->expires_on < today)
        return JM_WAIVER_EXPIRED;
    return JM_WAIVER_ACCEPTED;
}

enum jm_waiver_state jm_waivers_state(const struct jm_waivers *waivers,
                                      const struct jm_finding *finding,
                                      const struct jm_waiver **waiver)
{
    static const int weights[] = {[JM_WAIVER_NONE] = 0,
                                  [JM_WAIVER_CHANGED] = 1,
                                  [JM_WAIVER_EXPIRED] = 2,
                                  [JM_WAIVER_ACCEPTED] = 3};
    enum jm_waiver_state best = JM_WAIVER_NONE;
    if (waiver)
        *waiver = NULL;
    for (size_t i = find_first(waivers, finding->fingerprint);
         i < waivers->count &&
         waivers->all[i]->fingerprint == finding->fingerprint;
         i++) {
        enum jm_waiver_state state =
            judge(waivers->all[i], finding, waivers->today);
        if (weights[state] <= weights[best])
            continue;
        best = state;
        if (waiver)
            *waiver = waivers->all[i];
    }
    return best;
}
