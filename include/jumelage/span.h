/* Instants and spans: all that the conflict engine knows of time.
 *
 * An instant is a count of seconds since 1970-01-01T00:00:00Z without leap
 * seconds (POSIX time). A span is half open: it holds `from` and does not hold
 * `until`, so that 9:00-10:00 and 10:00-11:00 touch and do not overlap. A plan
 * keeps instants from 1970 to the end of 2099: they fit 32 bits. */
#ifndef JUMELAGE_SPAN_H
#define JUMELAGE_SPAN_H

#include <stdbool.h>
#include <stdint.h>

typedef int64_t jm_utc;

struct jm_span {
    jm_utc from;
    jm_utc until;
};

#define JM_UTC_MIN INT64_C(0)
#define JM_UTC_MAX INT64_C(4102444800) /* 2100-01-01T00:00:00Z */

/* Both spans hold some instant. A span of no length (from == until) stands for
 * the instant `from`: it overlaps a span that holds that instant, also at its
 * start, and another one of no length at the same instant; never at `until`. */
bool jm_span_overlaps(struct jm_span a, struct jm_span b);

/* Every instant of `inner` is in `outer`; equal spans contain each other. */
bool jm_span_contains(struct jm_span outer, struct jm_span inner);

bool jm_span_holds(struct jm_span span, jm_utc instant);

/* The instants both hold; {x, x} where they only touch, and a span whose until
 * is before its from where they are apart. */
struct jm_span jm_span_shared(struct jm_span a, struct jm_span b);

/* From the earlier start to the later end. */
struct jm_span jm_span_cover(struct jm_span a, struct jm_span b);

#endif
