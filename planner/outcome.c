/* Two lists of findings compared. */
#include "engine.h"
#include <stdlib.h>

static int compare(const void *a, const void *b)
{
    const struct jm_finding *const *x = a, *const *y = b;
    if ((*x)->fingerprint != (*y)->fingerprint)
        return (*x)->fingerprint < (*y)->fingerprint ? -1 : 1;
    return ((*x)->digest > (*y)->digest) - ((*x)->digest < (*y)->digest);
}

static const struct jm_finding **list(const struct jm_findings *findings)
{
    const struct jm_finding **all = calloc(findings->count + 1, sizeof(void *));
    for (size_t i = 0; all && i < findings->count; i++)
        all[i] = &findings->all[i];
    if (all)
        qsort(all, findings->count, sizeof(void *), compare);
    return all;
}

/* The run of one fingerprint from `at` on. */
static size_t run_of(const struct jm_finding **all, size_t at, size_t count)
{
    size_t end = at + 1;
    while (end < count && all[end]->fingerprint == all[at]->fingerprint)
        end++;
    return end - at;
}

/* Findings of one fingerprint: those alike are kept, then as many as there are
 * on both sides have changed, the rest is lost or gained. */
static bool settle_run(struct jm_outcome *out, const struct jm_finding **was,
                       size_t n_was, const struct jm_finding **is, size_t n_is)
{
    bool whole = true;
    size_t i = 0, j = 0, left_was = 0, left_is = 0;
    while (i < n_was || j < n_is) {
        int order = i == n_was ? 1 : j == n_is ? -1 : compare(&was[i], &is[j]);
        if (order == 0) {
            whole &= jm_findings_add(&out->kept, is[j]);
            i++;
            j++;
        } else if (order < 0) {
            was[left_was++] = was[i++];
        } else {
            is[left_is++] = is[j++];
        }
    }
    for (size_t k = 0; k < left_is; k++)
        whole &=
            jm_findings_add(k < left_was ? &out->changed : &out->gained, is[k]);
    for (size_t k = left_is; k < left_was; k++)
        whole &= jm_findings_add(&out->lost, was[k]);
    return whole;
}

static bool compare_all(struct jm_outcome *out, const struct jm_finding **was,
                        size_t n_was, const struct jm_finding **is, size_t n_is)
{
    bool whole = true;
    size_t i = 0, j = 0;
    while (whole && (i < n_was || j < n_is)) {
        uint64_t next = UINT64_MAX;
        if (i < n_was)
            next = was[i]->fingerprint;
        if (j < n_is && is[j]->fingerprint < next)
            next = is[j]->fingerprint;
        size_t a = i < n_was && was[i]->fingerprint == next
                       ? run_of(was, i, n_was)
                       : 0;
        size_t b =
            j < n_is && is[j]->fingerprint == next ? run_of(is, j, n_is) : 0;
        whole = settle_run(out, was + i, a, is + j, b);
        i += a;
        j += b;
    }
    return whole;
}

enum jm_status jm_outcome_compare(struct jm_outcome *out,
                                  const struct jm_findings *before,
                                  const struct jm_findings *after,
                                  const struct jm_plan *plan,
                                  struct jm_error *err)
{
    const struct jm_finding **was = list(before), **is = list(after);
    enum jm_status status =
        was && is && compare_all(out, was, before->count, is, after->count)
            ? JM_OK
            : jm_fail_memory(err);
    struct jm_findings *lists[4] = {&out->lost, &out->gained, &out->changed,
                                    &out->kept};
    for (int i = 0; i < 4 && !status; i++)
        status = jm_engine_settle(lists[i], plan, err);
    free(was);
    free(is);
    return status;
}

void jm_outcome_clear(struct jm_outcome *outcome)
{
    jm_findings_clear(&outcome->lost);
    jm_findings_clear(&outcome->gained);
    jm_findings_clear(&outcome->changed);
    jm_findings_clear(&outcome->kept);
}
