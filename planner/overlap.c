#include "claim_keys.h"
#include <stdlib.h>
#include <string.h>

#define BLOCK 512

/* Nothing to sort: no claim stands before one that it must stand behind. */
JM_KEYS_WIDE static bool is_sorted(const struct jm_claims *c)
{
    uint32_t wrong = 0;
    for (size_t first = 1; first < c->count && !wrong; first += BLOCK) {
        size_t count = c->count - first < BLOCK ? c->count - first : BLOCK;
        const uint32_t *resource = c->resource + first, *from = c->from + first;
        const uint32_t *resource0 = resource - 1, *from0 = from - 1;
        for (size_t i = 0; i < count; i++)
            wrong |= (uint32_t)(resource[i] < resource0[i]) |
                     ((uint32_t)(resource[i] == resource0[i]) &
                      (uint32_t)(from[i] < from0[i]));
    }
    return !wrong;
}

/* ---- the order ---- */

static void write_sorted(struct jm_order *out, const struct jm_claims *c,
                         uint32_t resources)
{
    uint32_t resource = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        out->claims[i] = i;
        while (resource <= c->resource[i])
            out->start[resource++] = i;
    }
    while (resource <= resources)
        out->start[resource++] = (uint32_t)c->count;
}

/* Claims that begin in one unit are put in the order of their seconds. Spoils
 * their keys. */
static void settle_units(const struct jm_keys *k, uint64_t *keys,
                         uint64_t *spare, uint32_t *claims, uint32_t count)
{
    const int at = k->layout.start_at;
    for (uint32_t i = 0, end; i < count; i = end) {
        uint64_t unit = keys[i] >> at;
        for (end = i + 1; end < count && keys[end] >> at == unit;)
            end++;
        if (end == i + 1)
            continue;
        for (uint32_t j = i; j < end; j++)
            keys[j] = (uint64_t)k->claims->from[claims[j]] << 32 | claims[j];
        jm_keys_sort(keys + i, spare, end - i);
        for (uint32_t j = i; j < end; j++)
            claims[j] = (uint32_t)keys[j];
    }
}

static void order_group(const struct jm_keys *k, uint32_t group,
                        uint32_t resources, struct jm_order *out)
{
    uint32_t first = k->group[group], count = k->group[group + 1] - first;
    uint32_t ends[JM_KEYS_MEMBERS], *claims = out->claims + first;
    uint64_t *keys = jm_keys_sort_group(k, group, ends),
             *spare = k->all + first;
    for (struct jm_knot at = {0, 0};
         jm_keys_find_knot(k, keys, count, at.end, &at);)
        jm_keys_sort(keys + at.first, spare, at.end - at.first);
    for (uint32_t i = 0; i < count; i++)
        claims[i] = jm_keys_number(k, keys[i]);
    if (!k->exact)
        settle_units(k, keys, spare, claims, count);
    for (uint32_t m = 0, r = group << JM_KEYS_GROUP_BITS; m < JM_KEYS_MEMBERS;
         m++, r++)
        if (r < resources)
            out->start[r + 1] = first + ends[m];
}

enum jm_status jm_claims_order(struct jm_order *out,
                               const struct jm_claims *claims,
                               uint32_t resources, struct jm_error *err)
{
    struct jm_keys k = {0};
    enum jm_status status = JM_OK;
    out->claims = malloc((claims->count + 1) * sizeof *out->claims);
    out->start = calloc((size_t)resources + 1, sizeof *out->start);
    if (!out->claims || !out->start) {
        status = jm_fail_memory(err);
        goto out;
    }
    if (is_sorted(claims)) {
        write_sorted(out, claims, resources);
        goto out;
    }
    status = jm_keys_make(&k, claims, resources, err);
    if (status)
        goto out;
    for (uint32_t g = 0; g < k.groups; g++)
        order_group(&k, g, resources, out);
    jm_keys_clear(&k);
out:
    if (status)
        jm_order_clear(out);
    return status;
}

void jm_order_clear(struct jm_order *order)
{
    free(order->claims);
    free(order->start);
    memset(order, 0, sizeof *order);
}

/* ---- the scan ---- */

struct scan {
    const struct jm_claims *claims;
    jm_overlap *each;
    void *data;
    uint64_t pairs;
};

static void tell(struct scan *scan, uint32_t a, uint32_t b)
{
    scan->pairs++;
    if (scan->each)
        scan->each(scan->data, a, b);
}

/* Two candidates by their true instants. */
static void look_closer(struct scan *scan, uint32_t a, uint32_t b)
{
    const uint32_t *from = scan->claims->from, *until = scan->claims->until;
    if (from[b] < from[a] || (b < a && from[b] == from[a])) {
        uint32_t other = a;
        a = b;
        b = other;
    }
    if (from[b] < until[a] || from[b] == from[a])
        tell(scan, a, b);
}

static void scan_knot(struct scan *scan, const struct jm_keys *k,
                      const uint64_t *keys, uint32_t count)
{
    for (uint32_t i = 0; i + 1 < count; i++) {
        uint64_t reach = jm_keys_reach(k, keys[i]);
        uint64_t resource = keys[i] >> JM_KEYS_RESOURCE_AT;
        for (uint32_t j = i + 1; j < count && keys[j] < reach &&
                                 keys[j] >> JM_KEYS_RESOURCE_AT == resource;
             j++) {
            uint32_t a = jm_keys_number(k, keys[i]),
                     b = jm_keys_number(k, keys[j]);
            if (k->exact)
                tell(scan, a, b);
            else
                look_closer(scan, a, b);
        }
    }
}

static void scan_group(struct scan *scan, const struct jm_keys *k, uint32_t g)
{
    uint32_t first = k->group[g], count = k->group[g + 1] - first;
    uint32_t ends[JM_KEYS_MEMBERS];
    uint64_t *keys = jm_keys_sort_group(k, g, ends), *spare = k->all + first;
    for (struct jm_knot at = {0, 0};
         jm_keys_find_knot(k, keys, count, at.end, &at);) {
        jm_keys_sort(keys + at.first, spare, at.end - at.first);
        scan_knot(scan, k, keys + at.first, at.end - at.first);
    }
}

static void scan_sorted(struct scan *scan)
{
    const struct jm_claims *c = scan->claims;
    const uint32_t *resource = c->resource, *from = c->from;
    for (uint32_t i = 0; i + 1 < c->count; i++) {
        /* a claim of no length holds its instant */
        uint32_t until = c->until[i] + (c->until[i] == from[i]);
        for (uint32_t j = i + 1;
             j < c->count && from[j] < until && resource[j] == resource[i]; j++)
            tell(scan, i, j);
    }
}

enum jm_status jm_claims_overlaps(const struct jm_claims *claims,
                                  uint32_t resources, jm_overlap *each,
                                  void *data, uint64_t *pairs,
                                  struct jm_error *err)
{
    struct scan scan = {.claims = claims, .each = each, .data = data};
    if (is_sorted(claims)) {
        scan_sorted(&scan);
    } else {
        struct jm_keys k;
        enum jm_status status = jm_keys_make(&k, claims, resources, err);
        if (status)
            return status;
        for (uint32_t g = 0; g < k.groups; g++)
            scan_group(&scan, &k, g);
        jm_keys_clear(&k);
    }
    *pairs = scan.pairs;
    return JM_OK;
}
