/* Keys of claims, in order: what jm_claims_order() and jm_claims_overlaps()
 * have in common.
 *
 * A key is 64 bits: from the top, the low bits of the resource, the start, the
 * claim's number and the length. Times are counted from the earliest start in
 * units of five minutes, or in more where the bits do not suffice (millions of
 * claims over many years). Times that are no multiples are rounded outwards;
 * then keys only choose candidates, and each is looked at again with its true
 * instants. A length that does not fit is looked up.
 *
 * Keys are put into groups of 512 resources first: a group fits the cache.
 * Within it three passes sort by the resource and the 20 highest bits of the
 * start; mostly there are no more. What is left is found together with what
 * overlaps: a knot is a run of keys that is cut off from the next by an instant
 * that none of them holds. Most knots are one key; only the others need to be
 * sorted further, by insertion, and to be scanned. */
#ifndef JM_CLAIM_KEYS_H
#define JM_CLAIM_KEYS_H

#include <jumelage/overlap.h>
#include <stdbool.h>

#define JM_KEYS_GROUP_BITS 9 /* resources of one group */
#define JM_KEYS_MEMBERS (1 << JM_KEYS_GROUP_BITS)
/* The resource stands at the top, below one bit for what reaches beyond the
 * last start. */
#define JM_KEYS_RESOURCE_AT (63 - JM_KEYS_GROUP_BITS)

/* For plain loops over columns: a compiler makes vectors of them, twice as wide
 * where the processor has them. */
#if defined(__x86_64__) && defined(__gnu_linux__)
#define JM_KEYS_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define JM_KEYS_WIDE
#endif

/* Where the rest lies in a key. */
struct jm_key_layout {
    uint32_t base; /* the earliest start */
    int doublings; /* of the unit of five minutes */
    int number_at, start_at;
    uint64_t lengths; /* their bits; all set: a length that does not fit */
    uint64_t sorted;  /* the bits of starts by which passes sort */
};

struct jm_keys {
    const struct jm_claims *claims;
    struct jm_key_layout layout;
    uint64_t *all;
    uint64_t *spare; /* as many as the greatest group has */
    uint32_t *group; /* group[g]: where group g begins */
    uint32_t groups;
    bool exact; /* keys say all there is to say */
};

/* Makes the keys, in groups. On JM_OK the caller ends them with
 * jm_keys_clear(). */
enum jm_status jm_keys_make(struct jm_keys *out, const struct jm_claims *claims,
                            uint32_t resources, struct jm_error *err);
void jm_keys_clear(struct jm_keys *keys);

/* A group's keys in the order of resources and of the highest bits of starts,
 * with UINT64_MAX behind them; they lie in `spare`, and their former room is
 * spare now. ends[m] becomes where the group's member m ends. */
uint64_t *jm_keys_sort_group(const struct jm_keys *k, uint32_t group,
                             uint32_t ends[JM_KEYS_MEMBERS]);

struct jm_knot {
    uint32_t first, end;
};

/* Finds the first knot of several keys from place i on. Behind the last of
 * `count` keys stands UINT64_MAX, which nothing reaches. */
bool jm_keys_find_knot(const struct jm_keys *k, const uint64_t *keys,
                       uint32_t count, uint32_t i, struct jm_knot *knot);

/* Sorts any numbers: by insertion if they are nearly in order. */
void jm_keys_sort(uint64_t *keys, uint64_t *spare, uint32_t count);

/* Claims on the same resource behind this one that begin before it ends have
 * lower keys. */
uint64_t jm_keys_reach(const struct jm_keys *k, uint64_t key);

static inline uint32_t jm_keys_number(const struct jm_keys *k, uint64_t key)
{
    const struct jm_key_layout *l = &k->layout;
    uint64_t numbers = (UINT64_C(1) << (l->start_at - l->number_at)) - 1;
    return (uint32_t)(key >> l->number_at & numbers);
}

#endif
