#include "workload.h"
#include "random.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TOURS = 10, /* of a delegation, in five years */
    STOPS = 10, /* of a tour */
    DAYS = 1826,
    FIRST_DAY = 19358, /* 2023-01-01 */
    CLUSTER = 20       /* hosts near each other */
};

static void *take(size_t count, size_t size)
{
    void *memory = calloc(count + 1, size);
    if (!memory) {
        fputs("bench: out of memory\n", stderr);
        exit(70);
    }
    return memory;
}

static bool is_french(const struct workload *w, uint32_t host)
{
    return host < w->n_hosts / 5 * 3;
}

void workload_place(double (*degrees)[2], uint32_t n_hosts, uint64_t *random)
{
    double latitude = 0, longitude = 0;
    for (uint32_t h = 0; h < n_hosts; h++) {
        bool french = h < n_hosts / 5 * 3;
        if (h % CLUSTER == 0) {
            latitude = (french ? 43.5 : 34.8) +
                       below(random, 1000) * (french ? 0.0065 : 0.003);
            longitude = (french ? -1.0 : 126.7) +
                        below(random, 1000) * (french ? 0.008 : 0.0022);
        }
        degrees[h][0] = latitude + below(random, 1000) * 0.0003;
        degrees[h][1] = longitude + below(random, 1000) * 0.0003;
    }
}

static void place_hosts(struct workload *w, uint64_t *random)
{
    w->degrees = take(w->n_hosts, sizeof *w->degrees);
    w->xyz = take(w->n_hosts, sizeof *w->xyz);
    workload_place(w->degrees, w->n_hosts, random);
    for (uint32_t h = 0; h < w->n_hosts; h++) {
        double phi = w->degrees[h][0] * 0.017453292519943295;
        double lambda = w->degrees[h][1] * 0.017453292519943295;
        w->xyz[h][0] = (float)(cos(phi) * cos(lambda));
        w->xyz[h][1] = (float)(cos(phi) * sin(lambda));
        w->xyz[h][2] = (float)sin(phi);
    }
}

/* The kth stop of a tour that begins on `day` near the host `centre`. */
static struct meeting stop(const struct workload *w, uint32_t k, uint32_t day,
                           uint32_t centre, uint64_t *random)
{
    struct meeting m = {.venue = JM_NONE, .guest = JM_NONE};
    bool morning = k % 2 == 0;
    uint32_t quarters = morning ? 36 + below(random, 4) : 54 + below(random, 8);
    uint32_t length = 4 + below(random, morning ? 6 : 8);
    if (!morning && below(random, 1000) < 16)
        quarters = 40; /* before the morning's is over */
    m.host = centre / CLUSTER * CLUSTER + below(random, CLUSTER);
    if (m.host >= w->n_hosts || below(random, 1000) < 3)
        m.host = below(random, w->n_hosts); /* far away */
    uint32_t zone = is_french(w, m.host) ? 1 : 9;
    m.from = (FIRST_DAY + day + k / 2) * 86400 + quarters * 900 - zone * 3600;
    m.until = m.from + length * 900;
    if (below(random, 10) < 4)
        m.venue =
            m.host + (below(random, 10) < 4 && m.host + w->n_hosts < w->n_venues
                          ? w->n_hosts
                          : 0);
    if (below(random, 10) < 1)
        m.guest =
            w->n_delegations + below(random, w->n_people - w->n_delegations);
    return m;
}

static void make_events(struct workload *w, uint64_t *random)
{
    uint32_t n = 0;
    w->events = take(w->n_events, sizeof *w->events);
    for (uint32_t tour = 0; n < w->n_events; tour++) {
        uint32_t window = DAYS / TOURS;
        uint32_t day = tour / w->n_delegations % TOURS * window +
                       below(random, window - 7);
        uint32_t centre = below(random, w->n_hosts);
        for (uint32_t k = 0; k < STOPS && n < w->n_events; k++) {
            w->events[n] = stop(w, k, day, centre, random);
            w->events[n++].delegation = tour % w->n_delegations;
        }
    }
    for (uint32_t i = n; i > 1; i--) {
        uint32_t other = below(random, i);
        struct meeting kept = w->events[i - 1];
        w->events[i - 1] = w->events[other];
        w->events[other] = kept;
    }
}

static void claim(struct workload *w, uint32_t resource,
                  const struct meeting *m)
{
    w->resource[w->n_claims] = resource;
    w->from[w->n_claims] = m->from;
    w->until[w->n_claims] = m->until;
    w->place[w->n_claims++] = m->host;
}

static void make_claims(struct workload *w)
{
    uint32_t people = w->n_hosts + w->n_delegations;
    uint32_t venues = people + w->n_people;
    size_t room = (size_t)w->n_events * 5;
    w->resource = take(room, sizeof *w->resource);
    w->from = take(room, sizeof *w->from);
    w->until = take(room, sizeof *w->until);
    w->place = take(room, sizeof *w->place);
    w->resources = venues + w->n_venues;
    for (uint32_t i = 0; i < w->n_events; i++) {
        const struct meeting *m = &w->events[i];
        claim(w, m->host, m);
        claim(w, w->n_hosts + m->delegation, m);
        claim(w, people + m->delegation, m);
        if (m->venue != JM_NONE)
            claim(w, venues + m->venue, m);
        if (m->guest != JM_NONE)
            claim(w, people + m->guest, m);
    }
}

void workload_make(struct workload *w, uint32_t n_events)
{
    uint64_t random = 20260317;
    *w = (struct workload){.n_events = n_events,
                           .n_hosts = n_events / 200 * 7,
                           .n_delegations = n_events / 100,
                           .n_people = n_events / 40,
                           .n_venues = n_events / 25};
    place_hosts(w, &random);
    make_events(w, &random);
    make_claims(w);
}

void workload_free(struct workload *w)
{
    free(w->events);
    free(w->xyz);
    free(w->degrees);
    free(w->resource);
    free(w->from);
    free(w->until);
    free(w->place);
    memset(w, 0, sizeof *w);
}

struct jm_claims workload_claims(const struct workload *w)
{
    return (struct jm_claims){w->resource, w->from, w->until, w->n_claims};
}

static void permute(uint32_t **column, const uint32_t *places, uint32_t count)
{
    uint32_t *permuted = take(count, sizeof *permuted);
    for (uint32_t i = 0; i < count; i++)
        permuted[i] = (*column)[places[i]];
    free(*column);
    *column = permuted;
}

void workload_sort(struct workload *w)
{
    struct jm_claims claims = workload_claims(w);
    struct jm_order order;
    if (jm_claims_order(&order, &claims, w->resources, NULL))
        exit(70);
    permute(&w->resource, order.claims, w->n_claims);
    permute(&w->from, order.claims, w->n_claims);
    permute(&w->until, order.claims, w->n_claims);
    permute(&w->place, order.claims, w->n_claims);
    jm_order_clear(&order);
}

static void mark(void *data, uint32_t a, uint32_t b)
{
    bool *marks = data;
    marks[a] = marks[b] = true;
}

uint32_t workload_overlapping(const struct workload *w)
{
    struct jm_claims claims = workload_claims(w);
    bool *marks = take(w->n_claims, sizeof *marks);
    uint64_t pairs;
    uint32_t count = 0;
    if (jm_claims_overlaps(&claims, w->resources, mark, marks, &pairs, NULL))
        exit(70);
    for (uint32_t i = 0; i < w->n_claims; i++)
        count += marks[i];
    free(marks);
    return count;
}

bool workload_moves(const struct workload *w, uint32_t resource)
{
    return resource >= w->n_hosts &&
           resource < w->n_hosts + w->n_delegations + w->n_people;
}

bool workload_write_columns(const struct workload *w, const char *path)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    bool good = fwrite(w->resource, 4, w->n_claims, file) == w->n_claims &&
                fwrite(w->from, 4, w->n_claims, file) == w->n_claims &&
                fwrite(w->until, 4, w->n_claims, file) == w->n_claims;
    return fclose(file) == 0 && good;
}

bool workload_write_lines(const struct workload *w, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    for (uint32_t i = 0; i < w->n_claims; i++)
        fprintf(file, "%u,%u,%u,%u\n", (unsigned)i, (unsigned)w->resource[i],
                (unsigned)w->from[i], (unsigned)w->until[i]);
    bool good = !ferror(file);
    return fclose(file) == 0 && good;
}
