/* Waivers: findings that somebody accepted, and whether they still are. */
#ifndef JUMELAGE_WAIVER_H
#define JUMELAGE_WAIVER_H

#include <jumelage/error.h>
#include <jumelage/finding.h>
#include <jumelage/plan.h>
#include <stddef.h>

enum jm_waiver_state {
    JM_WAIVER_NONE = 0, /* nobody accepted it */
    JM_WAIVER_ACCEPTED, /* it need not be told */
    JM_WAIVER_CHANGED,  /* it was accepted, with other facts: told again */
    JM_WAIVER_EXPIRED   /* it was accepted until a day that is past */
};

/* "none", "accepted", "changed", "expired": stable words. */
const char *jm_waiver_word(enum jm_waiver_state state);

/* A plan's waivers by fingerprint. Lives no longer than the plan. */
struct jm_waivers {
    const struct jm_waiver **all;
    size_t count;
    jm_day today;
};

#define JM_WAIVERS_INIT                                                        \
    {                                                                          \
        NULL, 0, JM_DAY_NONE                                                   \
    }

/* The plan's own order does not matter; what is past is judged by plan->today.
 * On JM_OK the caller ends it with jm_waivers_clear(). */
enum jm_status jm_waivers_sort(struct jm_waivers *out,
                               const struct jm_plan *plan,
                               struct jm_error *err);
void jm_waivers_clear(struct jm_waivers *waivers);

/* What became of a finding. *waiver (which may be NULL) is the one that says
 * so, NULL for none. A waiver holds through its last day. Where several are for
 * one finding, one that holds is enough, and one that expired tells more than
 * one for other facts. */
enum jm_waiver_state jm_waivers_state(const struct jm_waivers *waivers,
                                      const struct jm_finding *finding,
                                      const struct jm_waiver **waiver);

#endif
