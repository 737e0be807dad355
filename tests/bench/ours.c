/* The overlap walk, alone and with the travel test. */
#include "bench.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPEATS = 15 };

static void copy(const struct bench *b, void *data)
{
    char *const *both = data;
    memcpy(both[0], both[1], (size_t)b->workload.n_claims * 8);
}

static double time_copy(const struct bench *b)
{
    size_t bytes = (size_t)b->workload.n_claims * 8;
    char *both[2] = {malloc(bytes), malloc(bytes)};
    need(both[0] && both[1], "memory");
    memset(both[0], 1, bytes);
    memset(both[1], 2, bytes);
    double ms = least(b, copy, both, REPEATS);
    need(both[0][bytes - 1] == 2, "memcpy");
    free(both[0]);
    free(both[1]);
    return ms;
}

static void overlaps(const struct bench *b, void *data)
{
    struct jm_claims claims = workload_claims(&b->workload);
    need(!jm_claims_overlaps(&claims, b->workload.resources, NULL, NULL, data,
                             NULL),
         "jm_claims_overlaps()");
}

double time_overlaps(const struct bench *b)
{
    uint64_t pairs = 0;
    return least(b, overlaps, &pairs, REPEATS);
}

static void order(const struct bench *b, void *data)
{
    struct jm_claims claims = workload_claims(&b->workload);
    struct jm_order made;
    (void)data;
    need(!jm_claims_order(&made, &claims, b->workload.resources, NULL),
         "jm_claims_order()");
    jm_order_clear(&made);
}

struct tally {
    uint64_t overlaps, too_far;
};

/* 200 km/h on the ground as the crow flies: squared chords of the unit sphere
 * against a table, by gaps of a quarter of an hour. */
enum { GAPS = 96 };

static void fill_chords(float squares[GAPS])
{
    for (int i = 0; i < GAPS; i++) {
        float chord = (float)(i + 1) * 50.0F / 6371.0F;
        squares[i] = chord * chord;
    }
}

static bool is_too_far(const struct workload *w, const float squares[GAPS],
                       const struct stop *a, const struct stop *b)
{
    if (b->from < a->until || a->place == b->place)
        return false;
    uint32_t gap = (b->from - a->until) / 900;
    if (gap >= GAPS)
        return false;
    const float *p = w->xyz[a->place], *q = w->xyz[b->place];
    float x = p[0] - q[0], y = p[1] - q[1], z = p[2] - q[2];
    return x * x + y * y + z * z > squares[gap];
}

/* The stops of one resource, in order. */
static void walk(const struct bench *b, const float squares[GAPS],
                 const uint32_t *claims, uint32_t first, uint32_t end,
                 bool moves, struct tally *tally)
{
    for (uint32_t i = first; i < end; i++) {
        if (i + 24 < b->workload.n_claims)
            __builtin_prefetch(&b->rows[claims[i + 24]]);
        if (i + 1 == end)
            break;
        const struct stop *stop = &b->rows[claims[i]];
        const struct stop *next = &b->rows[claims[i + 1]];
        if (moves)
            tally->too_far += is_too_far(&b->workload, squares, stop, next);
        for (uint32_t j = i + 1; next->from < stop->until;
             next = &b->rows[claims[j]]) {
            tally->overlaps++;
            if (++j == end)
                break;
        }
    }
}

static void overlaps_and_travel(const struct bench *b, void *data)
{
    const struct workload *w = &b->workload;
    struct jm_claims claims = workload_claims(w);
    struct tally *tally = data;
    struct jm_order made;
    float squares[GAPS];
    memset(tally, 0, sizeof *tally);
    fill_chords(squares);
    need(!jm_claims_order(&made, &claims, w->resources, NULL),
         "jm_claims_order()");
    for (uint32_t i = 0; i < w->n_claims; i++)
        b->rows[i] = (struct stop){w->from[i], w->until[i], w->place[i], 0};
    for (uint32_t r = 0; r < w->resources; r++)
        walk(b, squares, made.claims, made.start[r], made.start[r + 1],
             workload_moves(w, r), tally);
    jm_order_clear(&made);
}

void measure_ours(struct bench *b)
{
    uint64_t pairs = 0, again = 0;
    struct tally tally;
    b->copy = time_copy(b);
    row(b, "memcpy of 8 bytes per engagement", b->copy);
    b->overlaps = least(b, overlaps, &pairs, REPEATS);
    row(b, "all overlaps, from unsorted arrays", b->overlaps);
    row(b, "their order by resource and start", least(b, order, NULL, REPEATS));
    b->rows = calloc((size_t)b->workload.n_claims + 1, sizeof *b->rows);
    need(b->rows, "memory");
    row(b, "all overlaps and the travel test",
        least(b, overlaps_and_travel, &tally, REPEATS));
    free(b->rows);
    need(tally.overlaps == pairs, "the walk over the order");
    workload_sort(&b->workload);
    row(b, "all overlaps, sorted already", least(b, overlaps, &again, REPEATS));
    need(again == pairs, "the scan of sorted claims");
    printf("  %llu pairs overlap, %llu journeys are too far\n",
           (unsigned long long)pairs, (unsigned long long)tally.too_far);
    fflush(stdout);
}
