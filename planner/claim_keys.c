#include "claim_keys.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define DIGIT_BITS 10 /* of the start, in one pass */
#define DIGITS (1 << DIGIT_BITS)
#define HIGH_AT (JM_KEYS_RESOURCE_AT - DIGIT_BITS)
#define LOW_AT (HIGH_AT - DIGIT_BITS)
#define LENGTH_BITS 8 /* at least */
#define MOST_LENGTH_BITS 24
#define UNIT 300u
#define BLOCK 512
#define AHEAD 16 /* keys, in the stream of a group */

static int bits_for(uint64_t most)
{
    return most ? 64 - __builtin_clzll(most) : 0;
}

static void lay_out(struct jm_key_layout *l, size_t count, uint32_t earliest,
                    uint32_t latest)
{
    uint32_t range = (latest - earliest) / UNIT;
    int number_bits = bits_for(count), start_bits, left;
    for (l->doublings = 0;; l->doublings++) {
        start_bits = bits_for(range >> l->doublings);
        left = JM_KEYS_RESOURCE_AT - start_bits - number_bits;
        if (left >= LENGTH_BITS)
            break;
    }
    l->base = earliest;
    l->start_at = JM_KEYS_RESOURCE_AT - start_bits;
    l->number_at = l->start_at - number_bits;
    if (left > MOST_LENGTH_BITS)
        left = MOST_LENGTH_BITS;
    l->lengths = (UINT64_C(1) << left) - 1;
    l->sorted = UINT64_MAX << (l->start_at > LOW_AT ? l->start_at : LOW_AT);
}

/* Counts become places: each entry the sum of those before it. */
static void add_up(uint32_t *counts, uint32_t count)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t here = counts[i];
        counts[i] = sum;
        sum += here;
    }
}

/* How many claims each group has, and the range of their starts. */
JM_KEYS_WIDE static void survey(struct jm_keys *k)
{
    const struct jm_claims *c = k->claims;
    uint32_t *restrict group = k->group, earliest = UINT32_MAX, latest = 0;
    for (size_t first = 0; first < c->count; first += BLOCK) {
        size_t count = c->count - first < BLOCK ? c->count - first : BLOCK;
        const uint32_t *restrict from = c->from + first;
        const uint32_t *restrict resource = c->resource + first;
        for (size_t i = 0; i < count; i++) {
            earliest = from[i] < earliest ? from[i] : earliest;
            latest = from[i] > latest ? from[i] : latest;
        }
        for (size_t i = 0; i < count; i++)
            group[resource[i] >> JM_KEYS_GROUP_BITS]++;
    }
    add_up(group, k->groups + 1);
    lay_out(&k->layout, c->count, c->count ? earliest : 0, latest);
}

/* Keys of some claims, but for their numbers. Returns 0 if keys say all there
 * is. */
JM_KEYS_WIDE static uint32_t make_keys(uint64_t *restrict keys,
                                       uint32_t *restrict groups,
                                       const struct jm_claims *c,
                                       struct jm_key_layout l, size_t first,
                                       size_t count)
{
    const uint32_t *restrict from = c->from + first;
    const uint32_t *restrict until = c->until + first;
    const uint32_t *restrict resource = c->resource + first;
    uint32_t unit = UNIT << l.doublings, less = (1u << l.doublings) - 1;
    uint32_t longest = (uint32_t)l.lengths, odd = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t begin = from[i] - l.base, finish = until[i] - l.base;
        uint32_t start = begin / UNIT >> l.doublings;
        uint32_t end = ((finish + UNIT - 1) / UNIT + less) >> l.doublings;
        uint32_t length = end - start;
        odd |= (begin - start * unit) | (end * unit - finish) | (length == 0);
        /* a claim of no length holds the unit that it is in */
        length += length == 0;
        length = length < longest ? length : longest;
        groups[i] = resource[i] >> JM_KEYS_GROUP_BITS;
        keys[i] = (uint64_t)(resource[i] & (JM_KEYS_MEMBERS - 1))
                      << JM_KEYS_RESOURCE_AT |
                  (uint64_t)start << l.start_at | length;
    }
    return odd;
}

static void fill_groups(struct jm_keys *k)
{
    const struct jm_claims *c = k->claims;
    uint32_t *restrict group = k->group;
    uint64_t *restrict keys = k->all;
    uint64_t block[BLOCK], step = UINT64_C(1) << k->layout.number_at;
    uint32_t groups[BLOCK], odd = 0;
    for (size_t first = 0; first < c->count; first += BLOCK) {
        size_t count = c->count - first < BLOCK ? c->count - first : BLOCK;
        uint64_t number = first << k->layout.number_at;
        odd |= make_keys(block, groups, c, k->layout, first, count);
        for (size_t i = 0; i < count; i++, number += step) {
            uint32_t place = group[groups[i]]++;
            keys[place] = block[i] | number;
            __builtin_prefetch(keys + place + AHEAD, 1);
        }
    }
    k->exact = odd == 0;
    /* each group's counter now stands where the next group begins */
    for (uint32_t g = k->groups; g > 0; g--)
        group[g] = group[g - 1];
    group[0] = 0;
}

/* ---- sorting ---- */

/* One stable pass by some bits of the keys, four at a time: the places of four
 * are known before the first of them is written. */
static inline void pass(uint64_t *restrict to, const uint64_t *restrict from,
                        uint32_t count, uint32_t *restrict place, int at,
                        uint64_t mask)
{
    uint32_t i = 0;
    for (; i + 4 <= count; i += 4) {
        uint64_t a = from[i], b = from[i + 1], c = from[i + 2], d = from[i + 3];
        uint32_t place_a = place[a >> at & mask]++;
        uint32_t place_b = place[b >> at & mask]++;
        uint32_t place_c = place[c >> at & mask]++;
        uint32_t place_d = place[d >> at & mask]++;
        to[place_a] = a;
        to[place_b] = b;
        to[place_c] = c;
        to[place_d] = d;
    }
    for (; i < count; i++)
        to[place[from[i] >> at & mask]++] = from[i];
}

/* By insertion, unless that takes too many moves. */
static bool insert_all(uint64_t *keys, uint32_t count)
{
    uint64_t left = 16 * (uint64_t)count;
    for (uint32_t i = 1; i < count; i++) {
        uint64_t key = keys[i];
        uint32_t j = i;
        for (; j > 0 && keys[j - 1] > key; j--)
            keys[j] = keys[j - 1];
        keys[j] = key;
        if (i - j > left)
            return false;
        left -= i - j;
    }
    return true;
}

/* Byte by byte; one that is the same everywhere costs no pass. */
static void sort_bytes(uint64_t *keys, uint64_t *spare, uint32_t count)
{
    for (int at = 0; at < 64; at += 8) {
        uint32_t places[256] = {0};
        for (uint32_t i = 0; i < count; i++)
            places[keys[i] >> at & 255]++;
        if (places[keys[0] >> at & 255] == count)
            continue;
        add_up(places, 256);
        pass(spare, keys, count, places, at, 255);
        memcpy(keys, spare, count * sizeof *keys);
    }
}

void jm_keys_sort(uint64_t *keys, uint64_t *spare, uint32_t count)
{
    if (!insert_all(keys, count))
        sort_bytes(keys, spare, count);
}

uint64_t *jm_keys_sort_group(const struct jm_keys *k, uint32_t group,
                             uint32_t ends[JM_KEYS_MEMBERS])
{
    uint32_t high[DIGITS] = {0}, low[DIGITS] = {0};
    uint64_t *keys = k->all + k->group[group];
    uint32_t count = k->group[group + 1] - k->group[group];
    memset(ends, 0, JM_KEYS_MEMBERS * sizeof *ends);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t key = keys[i];
        low[key >> LOW_AT & (DIGITS - 1)]++;
        high[key >> HIGH_AT & (DIGITS - 1)]++;
        ends[key >> JM_KEYS_RESOURCE_AT & (JM_KEYS_MEMBERS - 1)]++;
    }
    add_up(low, DIGITS);
    add_up(high, DIGITS);
    add_up(ends, JM_KEYS_MEMBERS);
    pass(k->spare, keys, count, low, LOW_AT, DIGITS - 1);
    pass(keys, k->spare, count, high, HIGH_AT, DIGITS - 1);
    pass(k->spare, keys, count, ends, JM_KEYS_RESOURCE_AT, JM_KEYS_MEMBERS - 1);
    k->spare[count] = UINT64_MAX;
    return k->spare;
}

/* ---- knots ---- */

/* The reach of a claim whose length does not fit. */
static uint64_t look_up_reach(const struct jm_keys *k, uint64_t key)
{
    const struct jm_key_layout *l = &k->layout;
    uint64_t unit = (uint64_t)UNIT << l->doublings;
    uint64_t until = k->claims->until[jm_keys_number(k, key)] - l->base;
    uint64_t end = (until + unit - 1) / unit;
    uint64_t ends = UINT64_C(1) << (JM_KEYS_RESOURCE_AT - l->start_at);
    return (key >> JM_KEYS_RESOURCE_AT << JM_KEYS_RESOURCE_AT) +
           ((end < ends ? end : ends) << l->start_at);
}

uint64_t jm_keys_reach(const struct jm_keys *k, uint64_t key)
{
    const struct jm_key_layout *l = &k->layout;
    uint64_t length = key & l->lengths;
    if (length == l->lengths)
        return look_up_reach(k, key);
    return (key >> l->start_at << l->start_at) + (length << l->start_at);
}

static uint32_t knot_end(const struct jm_keys *k, const uint64_t *keys,
                         uint32_t first)
{
    uint64_t reach = jm_keys_reach(k, keys[first]);
    uint32_t end = first + 1;
    for (; (keys[end] & k->layout.sorted) < reach; end++) {
        uint64_t own = jm_keys_reach(k, keys[end]);
        reach = own > reach ? own : reach;
    }
    return end;
}

bool jm_keys_find_knot(const struct jm_keys *k, const uint64_t *keys,
                       uint32_t count, uint32_t i, struct jm_knot *knot)
{
    const uint64_t lengths = k->layout.lengths, sorted = k->layout.sorted;
    const int start_at = k->layout.start_at;
    const uint64_t starts = UINT64_MAX << start_at;
    for (; i < count; i++) {
        uint64_t length = keys[i] & lengths;
        uint64_t reach = (keys[i] & starts) + (length << start_at);
        if ((keys[i + 1] & sorted) < reach || length == lengths) {
            *knot = (struct jm_knot){i, knot_end(k, keys, i)};
            if (knot->end > i + 1)
                return true;
        }
    }
    return false;
}

void jm_keys_clear(struct jm_keys *k)
{
    free(k->all);
    free(k->spare);
    free(k->group);
}

static uint32_t greatest_group(const struct jm_keys *k)
{
    uint32_t most = 0;
    for (uint32_t g = 0; g < k->groups; g++)
        if (k->group[g + 1] - k->group[g] > most)
            most = k->group[g + 1] - k->group[g];
    return most;
}

enum jm_status jm_keys_make(struct jm_keys *k, const struct jm_claims *claims,
                            uint32_t resources, struct jm_error *err)
{
    *k = (struct jm_keys){.claims = claims,
                          .groups = (resources >> JM_KEYS_GROUP_BITS) + 1};
    assert(claims->count < UINT32_MAX);
    k->group = calloc((size_t)k->groups + 1, sizeof *k->group);
    k->all = malloc((claims->count + AHEAD) * sizeof *k->all);
    if (k->group && k->all) {
        survey(k);
        fill_groups(k);
        k->spare = malloc(((size_t)greatest_group(k) + 1) * sizeof *k->spare);
    }
    if (!k->spare) {
        jm_keys_clear(k);
        return jm_fail_memory(err);
    }
    return JM_OK;
}
