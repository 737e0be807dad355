/* The season that speeds are measured on: made of numbers, the same everywhere.
 *
 * 1,000,000 events over five years, in France and Korea: 35,000 hosts, 10,000
 * delegations with one member each, 15,000 other people, 40,000 venues, which
 * makes 110,000 resources. Delegations go on tours of five days, two events a
 * day, in office hours, from one host to others nearby. An event engages its
 * host, its delegation, the member, often a venue and at times another person:
 * 3.5 engagements. About 1.2% of the engagements overlap another. Smaller ones
 * have fewer of everything. */
#ifndef JM_BENCH_WORKLOAD_H
#define JM_BENCH_WORKLOAD_H

#include <jumelage/overlap.h>
#include <jumelage/plan.h>
#include <stdbool.h>
#include <stdint.h>

struct meeting {
    uint32_t from, until;
    uint32_t host, delegation;
    uint32_t venue, guest; /* JM_NONE: none */
};

struct workload {
    uint32_t n_events, n_hosts, n_delegations, n_people, n_venues;
    struct meeting *events; /* in no order */
    float (*xyz)[3];        /* where hosts are, on the unit sphere */
    double (*degrees)[2];   /* the same: latitude, longitude */
    /* what they engage, event by event */
    uint32_t *resource, *from, *until, *place;
    uint32_t n_claims, resources;
};

/* Ends the program when memory runs out. */
void workload_make(struct workload *out, uint32_t n_events);
void workload_free(struct workload *workload);

/* Places hosts in clusters of 20, the first three fifths of them in France. */
void workload_place(double (*degrees)[2], uint32_t n_hosts, uint64_t *random);

struct jm_claims workload_claims(const struct workload *workload);
/* The same claims in the order of (resource, from). */
void workload_sort(struct workload *workload);
/* How many claims overlap another. */
uint32_t workload_overlapping(const struct workload *workload);

/* Delegations and people move; resources are hosts, delegations, people,
 * venues. */
bool workload_moves(const struct workload *workload, uint32_t resource);

/* Writes the claims: columns of 32 bits one after the other, or lines of
 * "number,resource,from,until". False when that fails. */
bool workload_write_columns(const struct workload *workload, const char *path);
bool workload_write_lines(const struct workload *workload, const char *path);

#endif
