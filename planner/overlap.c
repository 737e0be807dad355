/* The radix sort and the forward scan.
 *
 * A key is 64 bits: from the top, the low bits of the resource, the start, the
 * claim's number and the length. Times are counted from the earliest start in
 * units of five minutes, or in more where the bits do not suffice (millions of
 * claims over many years). Times that are no multiples are rounded outwards;
 * then keys only choose candidates, and each is looked at again with its true
 * instants. A length that does not fit is looked up.
 *
 * Keys are put into groups of 512 resources first: a group fits the cache.
 * Within it one pass by the high bits of the start (the bucket) and one by the
 * resource leave few keys out of order. They are found together with those that
 * overlap: a knot is a run of keys that is cut off from the next by an empty
 * stretch up to a new bucket. Most knots are one key; the others are sorted by
 * insertion, and only they are scanned. */
#include <assert.h>
#include <jumelage/overlap.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define GROUP_BITS 9   /* resources of one group */
#define BUCKET_BITS 11 /* of the start, in one pass */
#define LENGTH_BITS 8  /* at least */
#define MOST_LENGTH_BITS 24
#define UNIT 300u
#define BLOCK 512

enum { MEMBERS = 1 << GROUP_BITS, BUCKETS = 1 << BUCKET_BITS };

/* Where things lie in a key. */
struct layout {
    uint32_t base; /* the earliest start */
    int doublings; /* of UNIT */
    int number_at, start_at, bucket_at, resource_at;
    uint64_t lengths; /* their bits; all set: a length that does not fit */
};

struct sorter {
    const struct jm_claims *claims;
    struct layout layout;
    uint64_t *keys;
    uint64_t *spare; /* as many as the greatest group has */
    uint32_t *group; /* group[g]: where group g begins */
    uint32_t groups;
    bool exact; /* keys say all there is to say */
};

/* ---- keys ---- */

static int bits_for(uint64_t most)
{
    return most ? 64 - __builtin_clzll(most) : 0;
}

static void lay_out(struct layout *l, size_t count, uint32_t earliest,
                    uint32_t latest)
{
    uint32_t range = (latest - earliest) / UNIT;
    int number_bits = bits_for(count), start_bits, left;
    for (l->doublings = 0;; l->doublings++) {
        start_bits = bits_for(range >> l->doublings);
        if (start_bits < BUCKET_BITS)
            start_bits = BUCKET_BITS;
        /* the highest bit is left free for what reaches beyond the last */
        left = 63 - GROUP_BITS - start_bits - number_bits;
        if (left >= LENGTH_BITS)
            break;
    }
    int length_bits = left < MOST_LENGTH_BITS ? left : MOST_LENGTH_BITS;
    l->base = earliest;
    l->lengths = (UINT64_C(1) << length_bits) - 1;
    l->number_at = length_bits;
    l->start_at = length_bits + number_bits;
    l->resource_at = l->start_at + start_bits;
    l->bucket_at = l->resource_at - BUCKET_BITS;
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
static void survey(struct sorter *s)
{
    const struct jm_claims *c = s->claims;
    uint32_t *restrict group = s->group, earliest = UINT32_MAX, latest = 0;
    for (size_t first = 0; first < c->count; first += BLOCK) {
        size_t count = c->count - first < BLOCK ? c->count - first : BLOCK;
        const uint32_t *restrict from = c->from + first;
        const uint32_t *restrict resource = c->resource + first;
        for (size_t i = 0; i < count; i++) {
            earliest = from[i] < earliest ? from[i] : earliest;
            latest = from[i] > latest ? from[i] : latest;
        }
        for (size_t i = 0; i < count; i++)
            group[resource[i] >> GROUP_BITS]++;
    }
    add_up(group, s->groups + 1);
    lay_out(&s->layout, c->count, c->count ? earliest : 0, latest);
}

/* Keys of some claims, but for their numbers. Plain loops over columns: a
 * compiler makes vectors of them. Returns 0 if keys say all there is. */
static uint32_t make_keys(uint64_t *restrict keys, uint32_t *restrict groups,
                          const struct jm_claims *c, struct layout l,
                          size_t first, size_t count)
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
        groups[i] = resource[i] >> GROUP_BITS;
        keys[i] = (uint64_t)(resource[i] & (MEMBERS - 1)) << l.resource_at |
                  (uint64_t)start << l.start_at | length;
    }
    return odd;
}

static void fill_groups(struct sorter *s)
{
    const struct jm_claims *c = s->claims;
    uint32_t *restrict group = s->group;
    uint64_t *restrict keys = s->keys;
    uint64_t block[BLOCK], step = UINT64_C(1) << s->layout.number_at;
    uint32_t groups[BLOCK], odd = 0;
    for (size_t first = 0; first < c->count; first += BLOCK) {
        size_t count = c->count - first < BLOCK ? c->count - first : BLOCK;
        uint64_t number = first << s->layout.number_at;
        odd |= make_keys(block, groups, c, s->layout, first, count);
        for (size_t i = 0; i < count; i++, number += step) {
            uint32_t place = group[groups[i]]++;
            keys[place] = block[i] | number;
            __builtin_prefetch(keys + place + 16, 1);
        }
    }
    s->exact = odd == 0;
    /* each group's counter now stands where the next group begins */
    for (uint32_t g = s->groups; g > 0; g--)
        group[g] = group[g - 1];
    group[0] = 0;
}

static uint32_t number_of(const struct sorter *s, uint64_t key)
{
    const struct layout *l = &s->layout;
    uint64_t numbers = (UINT64_C(1) << (l->start_at - l->number_at)) - 1;
    return (uint32_t)(key >> l->number_at & numbers);
}

/* ---- sorting ---- */

/* One stable pass by some bits of the keys. */
static void pass(uint64_t *restrict to, const uint64_t *restrict from,
                 uint32_t count, uint32_t *restrict place, int at,
                 uint64_t mask)
{
    for (uint32_t i = 0; i < count; i++)
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

static void sort_keys(uint64_t *keys, uint64_t *spare, uint32_t count)
{
    if (!insert_all(keys, count))
        sort_bytes(keys, spare, count);
}

/* Puts a group in the order of resources and, within each, of buckets; ends[m]
 * becomes where the group's member m ends. */
static void sort_group(const struct sorter *s, uint64_t *keys, uint32_t count,
                       uint32_t ends[MEMBERS])
{
    uint32_t buckets[BUCKETS] = {0};
    const int bucket_at = s->layout.bucket_at;
    const int resource_at = s->layout.resource_at;
    memset(ends, 0, MEMBERS * sizeof *ends);
    for (uint32_t i = 0; i < count; i++) {
        buckets[keys[i] >> bucket_at & (BUCKETS - 1)]++;
        ends[keys[i] >> resource_at & (MEMBERS - 1)]++;
    }
    add_up(buckets, BUCKETS);
    add_up(ends, MEMBERS);
    pass(s->spare, keys, count, buckets, bucket_at, BUCKETS - 1);
    pass(keys, s->spare, count, ends, resource_at, MEMBERS - 1);
}

/* ---- knots ---- */

/* The reach of a claim whose length does not fit. */
static uint64_t look_up_reach(const struct sorter *s, uint64_t key)
{
    const struct layout *l = &s->layout;
    uint64_t unit = (uint64_t)UNIT << l->doublings;
    uint64_t until = s->claims->until[number_of(s, key)] - l->base;
    uint64_t end = (until + unit - 1) / unit;
    uint64_t ends = UINT64_C(1) << (l->resource_at - l->start_at);
    return (key >> l->resource_at << l->resource_at) +
           ((end < ends ? end : ends) << l->start_at);
}

/* Keys behind this one that begin before it ends are less, but for bits below
 * the start. */
static inline uint64_t reach_of(const struct sorter *s, uint64_t key)
{
    uint64_t length = key & s->layout.lengths;
    if (length == s->layout.lengths)
        return look_up_reach(s, key);
    return key + (length << s->layout.start_at);
}

/* Where the knot that begins at `first` ends. Behind the last key of all stands
 * one that nothing reaches. */
static inline uint32_t knot_end(const struct sorter *s, const uint64_t *keys,
                                uint32_t first)
{
    uint64_t bucket = ~((UINT64_C(1) << s->layout.bucket_at) - 1);
    uint64_t reach = reach_of(s, keys[first]);
    uint32_t end = first + 1;
    for (; (keys[end] & bucket) < reach; end++) {
        uint64_t own = reach_of(s, keys[end]);
        reach = own > reach ? own : reach;
    }
    return end;
}

/* ---- memory ---- */

static void end_sort(struct sorter *s)
{
    free(s->keys);
    free(s->spare);
    free(s->group);
}

static uint32_t greatest_group(const struct sorter *s)
{
    uint32_t most = 0;
    for (uint32_t g = 0; g < s->groups; g++)
        if (s->group[g + 1] - s->group[g] > most)
            most = s->group[g + 1] - s->group[g];
    return most;
}

/* Keys by group; on failure nothing is left. */
static enum jm_status begin_sort(struct sorter *s,
                                 const struct jm_claims *claims,
                                 uint32_t resources, struct jm_error *err)
{
    *s = (struct sorter){.claims = claims,
                         .groups = (resources >> GROUP_BITS) + 1};
    assert(claims->count < UINT32_MAX);
    s->group = calloc((size_t)s->groups + 1, sizeof *s->group);
    s->keys = malloc((claims->count + 1) * sizeof *s->keys);
    if (s->group && s->keys) {
        survey(s);
        fill_groups(s);
        s->spare = malloc(((size_t)greatest_group(s) + 1) * sizeof *s->spare);
    }
    if (!s->spare) {
        end_sort(s);
        return jm_fail_memory(err);
    }
    return JM_OK;
}

/* Nothing to sort: no claim stands before one that it must stand behind. */
static bool is_sorted(const struct jm_claims *c)
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
static void settle_units(const struct sorter *s, uint64_t *keys,
                         uint32_t *claims, uint32_t count)
{
    const int at = s->layout.start_at;
    for (uint32_t i = 0, end; i < count; i = end) {
        uint64_t unit = keys[i] >> at;
        for (end = i + 1; end < count && keys[end] >> at == unit;)
            end++;
        if (end == i + 1)
            continue;
        for (uint32_t j = i; j < end; j++)
            keys[j] = (uint64_t)s->claims->from[claims[j]] << 32 | claims[j];
        sort_keys(keys + i, s->spare, end - i);
        for (uint32_t j = i; j < end; j++)
            claims[j] = (uint32_t)keys[j];
    }
}

static void order_group(const struct sorter *s, uint32_t group,
                        uint32_t resources, struct jm_order *out)
{
    uint32_t first = s->group[group], count = s->group[group + 1] - first;
    uint32_t ends[MEMBERS], *claims = out->claims + first;
    uint64_t *keys = s->keys + first, kept = keys[count];
    sort_group(s, keys, count, ends);
    keys[count] = UINT64_MAX;
    for (uint32_t i = 0, end; i < count; i = end) {
        end = knot_end(s, keys, i);
        if (end - i > 1)
            sort_keys(keys + i, s->spare, end - i);
        for (uint32_t j = i; j < end; j++)
            claims[j] = number_of(s, keys[j]);
    }
    if (!s->exact)
        settle_units(s, keys, claims, count);
    keys[count] = kept;
    for (uint32_t m = 0, r = group << GROUP_BITS; m < MEMBERS; m++, r++)
        if (r < resources)
            out->start[r + 1] = first + ends[m];
}

enum jm_status jm_claims_order(struct jm_order *out,
                               const struct jm_claims *claims,
                               uint32_t resources, struct jm_error *err)
{
    struct sorter s = {0};
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
    status = begin_sort(&s, claims, resources, err);
    if (status)
        goto out;
    for (uint32_t g = 0; g < s.groups; g++)
        order_group(&s, g, resources, out);
    end_sort(&s);
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
    if (from[b] < from[a] || (from[b] == from[a] && b < a)) {
        uint32_t other = a;
        a = b;
        b = other;
    }
    if (from[b] < until[a] || from[b] == from[a])
        tell(scan, a, b);
}

static void scan_knot(struct scan *scan, const struct sorter *s,
                      const uint64_t *keys, uint32_t count)
{
    const struct layout *l = &s->layout;
    for (uint32_t i = 0; i + 1 < count; i++) {
        uint64_t reach = reach_of(s, keys[i]) >> l->start_at;
        uint64_t resource = keys[i] >> l->resource_at;
        for (uint32_t j = i + 1; j < count && keys[j] >> l->start_at < reach &&
                                 keys[j] >> l->resource_at == resource;
             j++) {
            uint32_t a = number_of(s, keys[i]), b = number_of(s, keys[j]);
            if (s->exact)
                tell(scan, a, b);
            else
                look_closer(scan, a, b);
        }
    }
}

static void scan_group(struct scan *scan, const struct sorter *s, uint32_t g)
{
    uint32_t first = s->group[g], count = s->group[g + 1] - first;
    uint32_t ends[MEMBERS];
    uint64_t *keys = s->keys + first, kept = keys[count];
    sort_group(s, keys, count, ends);
    keys[count] = UINT64_MAX;
    for (uint32_t i = 0, end; i < count; i = end) {
        end = knot_end(s, keys, i);
        if (end - i == 1)
            continue;
        sort_keys(keys + i, s->spare, end - i);
        scan_knot(scan, s, keys + i, end - i);
    }
    keys[count] = kept;
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
        struct sorter s;
        enum jm_status status = begin_sort(&s, claims, resources, err);
        if (status)
            return status;
        for (uint32_t g = 0; g < s.groups; g++)
            scan_group(&scan, &s, g);
        end_sort(&s);
    }
    *pairs = scan.pairs;
    return JM_OK;
}
