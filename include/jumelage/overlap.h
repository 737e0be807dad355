/* All overlaps among many claims on many resources, and the order that makes
 * them quick to find.
 *
 * A claim takes a resource from an instant to another. Sorted by (resource,
 * from) the claims that one overlaps stand right behind it: a forward scan
 * finds every pair once. The sort is a radix sort of packed records of 8 bytes;
 * claims that are in order already are not sorted. Time grows with the number
 * of claims and of pairs, whatever the claims are. */
#ifndef JUMELAGE_OVERLAP_H
#define JUMELAGE_OVERLAP_H

#include <jumelage/error.h>
#include <stddef.h>
#include <stdint.h>

/* Columns of `count` claims. Instants are seconds since 1970 (see span.h);
 * until is not before from. */
struct jm_claims {
    const uint32_t *resource;
    const uint32_t *from, *until;
    size_t count; /* below 2^32 */
};

/* Claims in the order of (resource, from, number of the claim). The caller
 * frees both with jm_order_clear(). */
struct jm_order {
    uint32_t *claims; /* the number of the claim at each place */
    uint32_t *start;  /* claims of resource r: places start[r] to start[r+1] */
};

/* `resources` is one more than the greatest resource. On JM_OK the caller owns
 * *out; JM_FAILED when memory runs out. */
enum jm_status jm_claims_order(struct jm_order *out,
                               const struct jm_claims *claims,
                               uint32_t resources, struct jm_error *err);
void jm_order_clear(struct jm_order *order);

/* Calls each(data, a, b) once for every pair of claims on one resource that
 * share an instant (jm_span_overlaps()); a starts first, or with b and has the
 * lower number. `each` may be NULL: they are only counted. */
typedef void jm_overlap(void *data, uint32_t a, uint32_t b);
enum jm_status jm_claims_overlaps(const struct jm_claims *claims,
                                  uint32_t resources, jm_overlap *each,
                                  void *data, uint64_t *pairs,
                                  struct jm_error *err);

#endif
