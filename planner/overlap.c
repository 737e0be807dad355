/* The radix sort and the forward scan.
 *
 * A record is 64 bits: the low bits of the resource, the start and the length
 * in units of five minutes, and the claim's number. Records are put into groups
 * of 512 resources first: a group fits the cache. Within it one pass by the
 * high bits of the start and one by the resource leave only close starts out of
 * order, which insertion mends.
 *
 * Times that are no multiples of five minutes are rounded outwards; then, and
 * for lengths that do not fit, keys only choose candidates, and each is looked
 * at again with its true instants. Where 64 bits are not enough (many claims
 * over many years) the number stands beside the key, in 16 bytes. */
#include <assert.h>
#include <jumelage/overlap.h>
#include <jumelage/span.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define GROUP_BITS 9  /* resources of one group */
#define PASS_BITS 9   /* of the start, in one pass */
#define LENGTH_BITS 8 /* at least */
#define UNIT 300u

/* Where things lie in a key. */
struct layout {
    uint32_t base; /* the earliest start */
    int number_bits, length_bits, start_bits;
    int length_at, start_at, resource_at;
    int coarse_at;    /* the highest bits of the starts that there are */
    uint32_t longest; /* a length that stands for itself and all longer ones */
};

struct sorter {
    const struct jm_claims *claims;
    uint32_t resources, groups;
    struct layout layout;
    uint64_t *keys, *spare;       /* one key per claim */
    uint32_t *numbers, *numbers2; /* beside them, where they do not fit */
    uint32_t *group;              /* groups[g]: where group g begins */
    bool exact;                   /* keys say all there is to say */
};

static int bits_for(uint64_t most)
{
    return most ? 64 - __builtin_clzll(most) : 0;
}

static void lay_out(struct sorter *s)
{
    const struct jm_claims *c = s->claims;
    struct layout *l = &s->layout;
    uint32_t earliest = UINT32_MAX, latest = 0;
    for (size_t i = 0; i < c->count; i++) {
        earliest = c->from[i] < earliest ? c->from[i] : earliest;
        latest = c->from[i] > latest ? c->from[i] : latest;
    }
    l->base = c->count ? earliest : 0;
    l->start_bits = bits_for((latest - l->base) / UNIT);
    if (l->start_bits < PASS_BITS)
        l->start_bits = PASS_BITS;
    l->number_bits = bits_for(c->count);
    int left = 63 - GROUP_BITS - l->start_bits;
    if (left - l->number_bits < LENGTH_BITS)
        l->number_bits = 0;
    l->length_bits = left - l->number_bits;
    if (l->length_bits > 24)
        l->length_bits = 24;
    l->longest = (1u << l->length_bits) - 1;
    l->length_at = l->number_bits;
    l->start_at = l->length_at + l->length_bits;
    l->coarse_at = l->start_at + l->start_bits - PASS_BITS;
    l->resource_at = l->start_at + l->start_bits;
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

/* Keys of some claims, and the groups they belong to. Plain loops over columns:
 * a compiler makes vectors of them. Returns 0 if keys say all there is. */
static uint32_t make_keys(uint64_t *restrict keys, uint32_t *restrict groups,
                          const struct jm_claims *c, struct layout l,
                          size_t first, size_t count)
{
    const uint32_t *restrict from = c->from + first;
    const uint32_t *restrict until = c->until + first;
    const uint32_t *restrict resource = c->resource + first;
    uint32_t odd = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t begin = from[i] - l.base, finish = until[i] - l.base;
        uint32_t start = begin / UNIT, end = (finish + UNIT - 1) / UNIT;
        uint32_t length = end - start;
        length = length < l.longest ? length : l.longest;
        odd |= (begin - start * UNIT) | (end * UNIT - finish) |
               (length == l.longest) | (length == 0);
        groups[i] = resource[i] >> GROUP_BITS;
        keys[i] = (uint64_t)(resource[i] & ((1u << GROUP_BITS) - 1))
                      << l.resource_at |
                  (uint64_t)start << l.start_at |
                  (uint64_t)length << l.length_at;
    }
    return odd;
}

static void fill_groups(struct sorter *s)
{
    enum { BLOCK = 512 };
    const struct jm_claims *c = s->claims;
    uint32_t *restrict group = s->group, *restrict numbers = s->numbers;
    uint64_t *restrict keys = s->keys;
    uint64_t block[BLOCK];
    uint32_t groups[BLOCK], odd = 0;
    for (size_t i = 0; i < c->count; i++)
        group[c->resource[i] >> GROUP_BITS]++;
    add_up(group, s->groups + 1);
    for (size_t first = 0; first < c->count; first += BLOCK) {
        size_t count = c->count - first < BLOCK ? c->count - first : BLOCK;
        uint64_t number = s->numbers ? 0 : first, step = !s->numbers;
        odd |= make_keys(block, groups, c, s->layout, first, count);
        for (size_t i = 0; i < count; i++, number += step) {
            uint32_t place = group[groups[i]]++;
            keys[place] = block[i] | number;
            if (numbers)
                numbers[place] = (uint32_t)(first + i);
        }
    }
    s->exact = odd == 0;
    /* each group's counter now stands where the next group begins */
    for (uint32_t g = s->groups; g > 0; g--)
        group[g] = group[g - 1];
    group[0] = 0;
}

/* One stable pass over a group by some bits of its keys. */
static void pass(uint64_t *restrict to, uint32_t *restrict to_numbers,
                 const uint64_t *restrict from,
                 const uint32_t *restrict from_numbers, uint32_t count,
                 uint32_t *restrict place, int at, uint64_t mask)
{
    for (uint32_t i = 0; i < count; i++) {
        uint64_t key = from[i];
        uint32_t there = place[key >> at & mask]++;
        to[there] = key;
        if (to_numbers)
            to_numbers[there] = from_numbers[i];
    }
}

static void mend(uint64_t *keys, uint32_t *numbers, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint64_t key = keys[i];
        if (keys[i - 1] <= key)
            continue;
        uint32_t number = numbers ? numbers[i] : 0, j = i;
        for (; j > 0 && keys[j - 1] > key; j--) {
            keys[j] = keys[j - 1];
            if (numbers)
                numbers[j] = numbers[j - 1];
        }
        keys[j] = key;
        if (numbers)
            numbers[j] = number;
    }
}

static void sort_group(struct sorter *s, uint32_t first, uint32_t count)
{
    enum { COARSE = 1 << PASS_BITS, FINE = 1 << GROUP_BITS };
    uint32_t coarse[COARSE] = {0}, fine[FINE] = {0};
    const struct layout *l = &s->layout;
    uint64_t *keys = s->keys + first;
    uint32_t *numbers = s->numbers ? s->numbers + first : NULL;
    for (uint32_t i = 0; i < count; i++) {
        coarse[keys[i] >> l->coarse_at & (COARSE - 1)]++;
        fine[keys[i] >> l->resource_at & (FINE - 1)]++;
    }
    add_up(coarse, COARSE);
    add_up(fine, FINE);
    pass(s->spare, s->numbers2, keys, numbers, count, coarse, l->coarse_at,
         COARSE - 1);
    pass(keys, numbers, s->spare, s->numbers2, count, fine, l->resource_at,
         FINE - 1);
    mend(keys, numbers, count);
}

static uint32_t number_at(const struct sorter *s, size_t place)
{
    return s->numbers
               ? s->numbers[place]
               : (uint32_t)(s->keys[place] &
                            ((UINT64_C(1) << s->layout.number_bits) - 1));
}

static void end_sort(struct sorter *s)
{
    free(s->keys);
    free(s->spare);
    free(s->numbers);
    free(s->numbers2);
    free(s->group);
}

/* The greatest group decides how much room a pass needs. */
static uint32_t greatest_group(const struct sorter *s)
{
    uint32_t most = 0;
    for (uint32_t g = 0; g < s->groups; g++)
        if (s->group[g + 1] - s->group[g] > most)
            most = s->group[g + 1] - s->group[g];
    return most;
}

static bool take_memory(struct sorter *s)
{
    size_t count = s->claims->count;
    s->group = calloc((size_t)s->groups + 2, sizeof *s->group);
    s->keys = malloc((count + 1) * sizeof *s->keys);
    if (!s->layout.number_bits)
        s->numbers = malloc((count + 1) * sizeof *s->numbers);
    return s->group && s->keys && (s->layout.number_bits || s->numbers);
}

static bool take_spare(struct sorter *s)
{
    size_t most = (size_t)greatest_group(s) + 1;
    s->spare = malloc(most * sizeof *s->spare);
    if (s->numbers)
        s->numbers2 = malloc(most * sizeof *s->numbers2);
    return s->spare && (!s->numbers || s->numbers2);
}

/* Keys by group, resource and start; on failure nothing is left. */
static enum jm_status begin_sort(struct sorter *s,
                                 const struct jm_claims *claims,
                                 uint32_t resources, struct jm_error *err)
{
    *s = (struct sorter){.claims = claims,
                         .resources = resources,
                         .groups = (resources >> GROUP_BITS) + 1};
    assert(claims->count < UINT32_MAX);
    lay_out(s);
    bool taken = take_memory(s);
    if (taken) {
        fill_groups(s);
        taken = take_spare(s);
    }
    if (!taken) {
        end_sort(s);
        return jm_fail_memory(err);
    }
    return JM_OK;
}

/* ---- the order ---- */

/* Claims that begin in one unit are put in the order of their seconds. */
static void settle_unit(const struct jm_claims *c, uint32_t *claims, uint32_t i,
                        uint32_t first)
{
    uint32_t claim = claims[i];
    for (; i > first && c->from[claims[i - 1]] > c->from[claim]; i--)
        claims[i] = claims[i - 1];
    claims[i] = claim;
}

static void write_order(const struct sorter *s, uint32_t group,
                        struct jm_order *out)
{
    const struct layout *l = &s->layout;
    uint32_t first = s->group[group], resource = group << GROUP_BITS;
    uint64_t unit = UINT64_MAX;
    uint32_t began = first; /* the first claim of that unit */
    for (uint32_t i = first; i < s->group[group + 1]; i++) {
        uint32_t low = (uint32_t)(s->keys[i] >> l->resource_at);
        while (resource <= (group << GROUP_BITS) + low)
            out->start[resource++] = i;
        out->claims[i] = number_at(s, i);
        if (s->keys[i] >> l->start_at == unit)
            settle_unit(s->claims, out->claims, i, began);
        else
            began = i;
        unit = s->keys[i] >> l->start_at;
    }
    uint32_t last = (group + 1) << GROUP_BITS;
    while (resource < last && resource <= s->resources)
        out->start[resource++] = s->group[group + 1];
}

enum jm_status jm_claims_order(struct jm_order *out,
                               const struct jm_claims *claims,
                               uint32_t resources, struct jm_error *err)
{
    struct sorter s;
    memset(out, 0, sizeof *out);
    enum jm_status status = begin_sort(&s, claims, resources, err);
    if (status)
        return status;
    out->claims = malloc((claims->count + 1) * sizeof *out->claims);
    out->start = calloc((size_t)resources + 1, sizeof *out->start);
    if (out->claims && out->start) {
        for (uint32_t g = 0; g < s.groups; g++) {
            sort_group(&s, s.group[g], s.group[g + 1] - s.group[g]);
            write_order(&s, g, out);
        }
    } else {
        status = jm_fail_memory(err);
        jm_order_clear(out);
    }
    end_sort(&s);
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
    const struct sorter *sorter;
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
static void look_closer(struct scan *scan, uint32_t i, uint32_t j)
{
    const struct jm_claims *c = scan->sorter->claims;
    struct jm_span a = {c->from[i], c->until[i]}, b = {c->from[j], c->until[j]};
    if (c->resource[i] != c->resource[j] || !jm_span_overlaps(a, b))
        return;
    bool swap = b.from < a.from || (b.from == a.from && j < i);
    tell(scan, swap ? j : i, swap ? i : j);
}

/* The keys behind the ith that begin before it ends. */
static void scan_from(struct scan *scan, const uint64_t *keys, uint32_t first,
                      uint32_t i, uint64_t reach)
{
    const struct sorter *s = scan->sorter;
    for (uint32_t j = i + 1; keys[j] < reach; j++) {
        uint32_t a = number_at(s, first + i), b = number_at(s, first + j);
        if (s->exact && keys[i] >> s->layout.resource_at ==
                            keys[j] >> s->layout.resource_at)
            tell(scan, a, b);
        else
            look_closer(scan, a, b);
    }
}

/* Behind the last key of a group stands one that nothing reaches. A reach may
 * run into the next resource: looking closer sorts that out. */
static void scan_group(struct scan *scan, uint32_t first, uint32_t count)
{
    const struct layout l = scan->sorter->layout;
    uint64_t *keys = scan->sorter->keys + first, kept = keys[count];
    const uint64_t below_start = (UINT64_C(1) << l.start_at) - 1;
    const uint64_t all = UINT64_C(1) << l.resource_at;
    keys[count] = UINT64_MAX;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t key = keys[i];
        uint64_t length = key >> l.length_at & l.longest;
        /* a claim of no length holds the unit that it is in */
        uint64_t units = length + (length == 0);
        uint64_t reach = (key & ~below_start) +
                         (length == l.longest ? all : units << l.start_at);
        if (keys[i + 1] < reach)
            scan_from(scan, keys, first, i, reach);
    }
    keys[count] = kept;
}

enum jm_status jm_claims_overlaps(const struct jm_claims *claims,
                                  uint32_t resources, jm_overlap *each,
                                  void *data, uint64_t *pairs,
                                  struct jm_error *err)
{
    struct sorter s;
    struct scan scan = {.sorter = &s, .each = each, .data = data};
    enum jm_status status = begin_sort(&s, claims, resources, err);
    if (status)
        return status;
    for (uint32_t g = 0; g < s.groups; g++) {
        uint32_t first = s.group[g], count = s.group[g + 1] - first;
        sort_group(&s, first, count);
        scan_group(&scan, first, count);
    }
    *pairs = scan.pairs;
    end_sort(&s);
    return JM_OK;
}
