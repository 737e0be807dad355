#include "cases.h"
#include <jumelage/overlap.h>
#include <jumelage/span.h>

/* Claims that a test writes into. */
struct columns {
    uint32_t *resource, *from, *until;
    uint32_t count, resources;
};

static void columns_make(struct columns *c, uint32_t count, uint32_t resources)
{
    size_t bytes = ((size_t)count + 1) * sizeof(uint32_t);
    *c = (struct columns){malloc(bytes), malloc(bytes), malloc(bytes), count,
                          resources};
    assert_true(c->resource && c->from && c->until);
}

static void columns_free(struct columns *c)
{
    free(c->resource);
    free(c->from);
    free(c->until);
}

static struct jm_claims claims_of(const struct columns *c)
{
    return (struct jm_claims){c->resource, c->from, c->until, c->count};
}

/* Pairs as numbers, a above b: they sort and compare. */
struct pairs {
    uint64_t *all;
    size_t count, room;
};

static void pairs_add(void *data, uint32_t a, uint32_t b)
{
    struct pairs *pairs = data;
    if (pairs->count == pairs->room) {
        pairs->room = pairs->room ? 2 * pairs->room : 1024;
        pairs->all = realloc(pairs->all, pairs->room * sizeof *pairs->all);
        assert_non_null(pairs->all);
    }
    pairs->all[pairs->count++] = (uint64_t)a << 32 | b;
}

static int compare(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void pairs_settle(struct pairs *pairs)
{
    if (pairs->count)
        qsort(pairs->all, pairs->count, sizeof *pairs->all, compare);
}

/* Each claim with all those before it on its resource. */
static void reference_pairs(const struct columns *c, struct pairs *pairs)
{
    uint32_t *last = malloc(((size_t)c->resources + 1) * sizeof *last);
    uint32_t *before = malloc(((size_t)c->count + 1) * sizeof *before);
    assert_true(last && before);
    memset(last, 255, ((size_t)c->resources + 1) * sizeof *last);
    for (uint32_t i = 0; i < c->count; i++) {
        struct jm_span own = {c->from[i], c->until[i]};
        before[i] = last[c->resource[i]];
        last[c->resource[i]] = i;
        for (uint32_t j = before[i]; j != UINT32_MAX; j = before[j]) {
            if (!jm_span_overlaps(own,
                                  (struct jm_span){c->from[j], c->until[j]}))
                continue;
            bool later = c->from[j] <= c->from[i];
            pairs_add(pairs, later ? j : i, later ? i : j);
        }
    }
    free(last);
    free(before);
}

static void check_pairs(const char *name, const struct columns *c)
{
    struct jm_claims claims = claims_of(c);
    struct pairs got = {0}, wanted = {0};
    uint64_t told = 77, counted = 77;
    reference_pairs(c, &wanted);
    assert_int_equal(
        jm_claims_overlaps(&claims, c->resources, pairs_add, &got, &told, NULL),
        JM_OK);
    assert_int_equal(
        jm_claims_overlaps(&claims, c->resources, NULL, NULL, &counted, NULL),
        JM_OK);
    pairs_settle(&got);
    pairs_settle(&wanted);
    CHECK(name, told == wanted.count);
    CHECK(name, counted == wanted.count);
    CHECK(name, got.count == wanted.count);
    CHECK(name, got.count == 0 || memcmp(got.all, wanted.all,
                                         got.count * sizeof *got.all) == 0);
    free(got.all);
    free(wanted.all);
}

static bool stands_before(const struct columns *c, uint32_t a, uint32_t b)
{
    if (c->resource[a] != c->resource[b])
        return c->resource[a] < c->resource[b];
    return c->from[a] != c->from[b] ? c->from[a] < c->from[b] : a < b;
}

/* Each claim stands once, behind those that it must stand behind, between the
 * starts of its resource. */
static void check_order(const char *name, const struct columns *c)
{
    struct jm_claims claims = claims_of(c);
    struct jm_order order;
    assert_int_equal(jm_claims_order(&order, &claims, c->resources, NULL),
                     JM_OK);
    bool *seen = calloc((size_t)c->count + 1, sizeof *seen);
    assert_non_null(seen);
    CHECK(name, order.start[0] == 0);
    CHECK(name, order.start[c->resources] == c->count);
    for (uint32_t r = 0; r < c->resources; r++) {
        CHECK(name, order.start[r] <= order.start[r + 1]);
        for (uint32_t i = order.start[r]; i < order.start[r + 1]; i++) {
            uint32_t claim = order.claims[i];
            CHECK(name, claim < c->count && !seen[claim]);
            CHECK(name, c->resource[claim] == r);
            CHECK(name, i == order.start[r] ||
                            stands_before(c, order.claims[i - 1], claim));
            seen[claim] = true;
        }
    }
    free(seen);
    jm_order_clear(&order);
    assert_null(order.claims);
    assert_null(order.start);
}

static void check_both(const char *name, const struct columns *c)
{
    check_pairs(name, c);
    check_order(name, c);
}

/* ---- cases by hand ---- */

enum { HAND = 6 };

static const struct {
    const char *name;
    struct {
        uint32_t resource, from, until;
    } claims[HAND];
    uint32_t count;
    const char *pairs; /* two digits each, sorted */
} cases[] = {
    {"none", {{0}}, 0, ""},
    {"one", {{0, 0, 600}}, 1, ""},
    {"touching", {{0, 0, 600}, {0, 600, 900}}, 2, ""},
    {"a second", {{0, 0, 601}, {0, 600, 900}}, 2, "01"},
    {"touching at odd seconds", {{0, 7, 601}, {0, 601, 907}}, 2, ""},
    {"in one unit, apart", {{0, 10, 20}, {0, 30, 40}}, 2, ""},
    {"in one unit, the later first", {{0, 30, 40}, {0, 10, 20}}, 2, ""},
    {"in one unit, both", {{0, 15, 40}, {0, 10, 20}}, 2, "10"},
    {"not neighbours", {{0, 0, 100}, {0, 10, 20}, {0, 80, 90}}, 3, "01 02"},
    {"not neighbours, in units",
     {{0, 0, 30000}, {0, 3000, 6000}, {0, 24000, 27000}},
     3,
     "01 02"},
    {"other resources", {{0, 0, 600}, {1, 0, 600}, {2, 0, 600}}, 3, ""},
    {"the next resource is not reached",
     {{0, 90000, 900000000}, {1, 0, 600}, {1, 90000, 90300}},
     3,
     ""},
    {"instant at a start", {{0, 600, 600}, {0, 600, 900}}, 2, "01"},
    {"instant at an end", {{0, 900, 900}, {0, 600, 900}}, 2, ""},
    {"instant inside", {{0, 700, 700}, {0, 600, 900}}, 2, "10"},
    {"two instants", {{0, 600, 600}, {0, 600, 600}}, 2, "01"},
    {"two instants of one unit", {{0, 601, 601}, {0, 600, 600}}, 2, ""},
    {"together: the lower number first",
     {{0, 600, 9000}, {0, 600, 900}, {0, 600, 1200}},
     3,
     "01 02 12"},
    {"a century",
     {{0, 86400, 4102444800}, {0, 4102444500, 4102444800}, {0, 0, 86400}},
     3,
     "01"},
    {"nested, and in turn",
     {{0, 0, 6000}, {0, 300, 900}, {0, 600, 1200}, {0, 6000, 6300}},
     4,
     "01 02 12"},
};

static void by_hand(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct columns c;
        struct pairs got = {0};
        uint64_t count;
        columns_make(&c, cases[i].count, 3);
        for (uint32_t k = 0; k < c.count; k++) {
            c.resource[k] = cases[i].claims[k].resource;
            c.from[k] = cases[i].claims[k].from;
            c.until[k] = cases[i].claims[k].until;
        }
        struct jm_claims claims = claims_of(&c);
        assert_int_equal(
            jm_claims_overlaps(&claims, 3, pairs_add, &got, &count, NULL),
            JM_OK);
        pairs_settle(&got);
        char text[64] = "";
        for (size_t k = 0; k < got.count; k++)
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s%u%u",
                     k ? " " : "", (unsigned)(got.all[k] >> 32),
                     (unsigned)(got.all[k] & UINT32_MAX));
        CHECK_TEXT(cases[i].name, text, cases[i].pairs);
        check_both(cases[i].name, &c);
        free(got.all);
        columns_free(&c);
    }
}

static void no_resources(void **state)
{
    (void)state;
    struct columns c;
    columns_make(&c, 0, 0);
    check_both("no resources", &c);
    columns_free(&c);
}

/* ---- claims by chance ---- */

static const struct mix {
    const char *name;
    uint32_t count, resources;
    uint32_t base, range; /* of starts */
    uint32_t grain;       /* times are multiples of it */
    uint32_t most;        /* the greatest common length */
    uint32_t zeros;       /* one in so many has no length; 0: none */
    uint32_t giants;      /* one in so many is very long; 0: none */
} mixes[] = {
    {"few", 40, 3, 1672531200, 86400, 900, 7200, 0, 0},
    {"odd seconds", 600, 5, 1672531200, 864000, 1, 9000, 0, 0},
    {"within one unit", 400, 9, 1672531200, 300, 1, 40, 5, 0},
    {"five minutes", 3000, 70, 1672531200, 8640000, 300, 43200, 0, 0},
    {"instants", 3000, 40, 1672531200, 864000, 300, 3600, 2, 0},
    {"odd instants", 3000, 40, 1672531200, 86400, 1, 600, 2, 0},
    {"giants", 2000, 20, 1672531200, 157680000, 900, 7200, 0, 7},
    {"giants at odd seconds", 2000, 20, 0, 3000000000, 1, 7200, 50, 7},
    {"one resource", 3000, 1, 1672531200, 157680000, 900, 7200, 0, 0},
    {"the last resource of a group", 500, 512, 0, 86400, 60, 600, 9, 0},
    {"a group and one", 500, 513, 0, 86400, 60, 600, 9, 0},
    {"two groups", 4000, 1024, 0, 86400, 300, 1800, 9, 0},
    {"many groups", 60000, 40000, 1672531200, 157680000, 900, 90000, 0, 90},
    {"groups mostly empty", 300, 90000, 1672531200, 864000, 900, 90000, 0, 9},
    {"all times there are", 50000, 5000, 0, 4102444500, 300, 900000, 30, 9},
    {"all at once", 500, 2, 1672531200, 1, 1, 300, 3, 0},
    /* here starts, lengths and numbers have too few bits for five minutes */
    {"four millions and all times", 4200000, 600000, 0, 4102444500, 1, 90000000,
     30, 0},
};

static void fill(struct columns *c, const struct mix *mix, uint64_t *random)
{
    for (uint32_t i = 0; i < c->count; i++) {
        uint32_t from = mix->base + test_below(random, mix->range);
        uint32_t length = test_below(random, mix->most);
        if (mix->zeros && test_below(random, mix->zeros) == 0)
            length = 0;
        if (mix->giants && test_below(random, mix->giants) == 0)
            length = test_below(random, 400000000);
        from -= from % mix->grain;
        length -= length % mix->grain;
        if (length > (uint32_t)JM_UTC_MAX - from)
            length = (uint32_t)JM_UTC_MAX - from;
        c->resource[i] = test_below(random, mix->resources);
        c->from[i] = from;
        c->until[i] = from + length;
    }
}

/* The same claims in the order of (resource, from). */
static void sort_columns(struct columns *c)
{
    struct columns sorted;
    struct jm_order order;
    struct jm_claims claims = claims_of(c);
    columns_make(&sorted, c->count, c->resources);
    assert_int_equal(jm_claims_order(&order, &claims, c->resources, NULL),
                     JM_OK);
    for (uint32_t i = 0; i < c->count; i++) {
        sorted.resource[i] = c->resource[order.claims[i]];
        sorted.from[i] = c->from[order.claims[i]];
        sorted.until[i] = c->until[order.claims[i]];
    }
    jm_order_clear(&order);
    columns_free(c);
    *c = sorted;
}

static void by_chance(void **state)
{
    (void)state;
    uint64_t random = test_seed(20260317);
    for (size_t i = 0; i < COUNT(mixes); i++) {
        uint32_t rounds = mixes[i].count > 5000 ? 1 : 12;
        for (uint32_t round = 0; round < rounds; round++) {
            struct columns c;
            columns_make(&c, mixes[i].count, mixes[i].resources);
            fill(&c, &mixes[i], &random);
            check_both(mixes[i].name, &c);
            if (c.count < 1000000) {
                sort_columns(&c);
                check_both(mixes[i].name, &c);
            }
            columns_free(&c);
        }
    }
}

/* One claim out of place among sorted ones, wherever it stands. */
static void nearly_sorted(void **state)
{
    (void)state;
    uint64_t random = test_seed(7);
    for (uint32_t at = 0; at < 3000; at += 1 + test_below(&random, 60)) {
        struct columns c;
        columns_make(&c, 3000, 30);
        for (uint32_t i = 0; i < c.count; i++) {
            c.resource[i] = i / 100;
            c.from[i] = i % 100 * 900;
            c.until[i] = c.from[i] + 900;
        }
        if (at % 2)
            c.from[at] = 450 + c.from[at] / 2;
        else
            c.resource[at] = (c.resource[at] + 7) % 30;
        if (c.until[at] < c.from[at])
            c.until[at] = c.from[at];
        check_both("nearly sorted", &c);
        columns_free(&c);
    }
}

/* ---- claims that a careless sort takes quadratic time for ---- */

static void shuffle(uint32_t *numbers, uint32_t count, uint64_t *random)
{
    for (uint32_t i = count; i > 1; i--) {
        uint32_t other = test_below(random, i), kept = numbers[i - 1];
        numbers[i - 1] = numbers[other];
        numbers[other] = kept;
    }
}

/* One resource, back to back, and two claims that make the range of the starts
 * a hundred times wider. */
static void crowded(void **state)
{
    (void)state;
    uint64_t random = test_seed(3);
    struct columns c;
    columns_make(&c, 300000, 1);
    for (uint32_t i = 0; i < c.count; i++)
        c.from[i] = 1672531200 + i * 300;
    shuffle(c.from, c.count, &random);
    c.from[0] = 0;
    c.from[1] = (uint32_t)JM_UTC_MAX - 300;
    for (uint32_t i = 0; i < c.count; i++) {
        c.resource[i] = 0;
        c.until[i] = c.from[i] + 300;
    }
    struct jm_claims claims = claims_of(&c);
    uint64_t pairs = 77;
    assert_int_equal(jm_claims_overlaps(&claims, 1, NULL, NULL, &pairs, NULL),
                     JM_OK);
    assert_int_equal(pairs, 0);
    check_order("crowded", &c);
    columns_free(&c);
}

/* Claims of one resource that begin within five minutes, and one far away. */
static void at_once(void **state)
{
    (void)state;
    uint64_t random = test_seed(4);
    for (uint32_t grain = 1; grain <= 300; grain += 299) {
        struct columns c;
        columns_make(&c, 300000, 2);
        for (uint32_t i = 0; i < c.count; i++) {
            uint32_t second = test_below(&random, 300);
            c.resource[i] = 0;
            c.from[i] = 1672531200 + second / grain * grain;
            c.until[i] = c.from[i] + 300 * test_below(&random, 300);
        }
        c.from[c.count - 1] = 0;
        check_order("at once", &c);
        columns_free(&c);
    }
}

/* Every resource has a claim for ever; the rest must not pay for it. */
static void for_ever(void **state)
{
    (void)state;
    struct columns c;
    columns_make(&c, 200000, 2);
    for (uint32_t i = 0; i < c.count; i++) {
        c.resource[i] = i % 2;
        c.from[i] = 1672531200 + i * 600;
        c.until[i] = c.from[i] + 600;
    }
    c.from[0] = 0;
    c.until[0] = c.until[c.count - 1];
    struct jm_claims claims = claims_of(&c);
    uint64_t pairs = 77;
    assert_int_equal(jm_claims_overlaps(&claims, 2, NULL, NULL, &pairs, NULL),
                     JM_OK);
    assert_int_equal(pairs, c.count / 2 - 1);
    columns_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),   cmocka_unit_test(no_resources),
        cmocka_unit_test(by_chance), cmocka_unit_test(nearly_sorted),
        cmocka_unit_test(crowded),   cmocka_unit_test(at_once),
        cmocka_unit_test(for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
