#include <jumelage/span.h>

static jm_utc later(jm_utc a, jm_utc b)
{
    return a > b ? a : b;
}

static jm_utc earlier(jm_utc a, jm_utc b)
{
    return a < b ? a : b;
}

/* A span of no length stands for one instant; a second is the grain. */
static jm_utc end_of(struct jm_span span)
{
    return span.until > span.from ? span.until : span.from + 1;
}

bool jm_span_overlaps(struct jm_span a, struct jm_span b)
{
    return a.from < end_of(b) && b.from < end_of(a);
}

bool jm_span_contains(struct jm_span outer, struct jm_span inner)
{
    return outer.from <= inner.from && inner.until <= outer.until;
}

bool jm_span_holds(struct jm_span span, jm_utc instant)
{
    return span.from <= instant && instant < span.until;
}

struct jm_span jm_span_shared(struct jm_span a, struct jm_span b)
{
    return (struct jm_span){later(a.from, b.from), earlier(a.until, b.until)};
}

struct jm_span jm_span_cover(struct jm_span a, struct jm_span b)
{
    return (struct jm_span){earlier(a.from, b.from), later(a.until, b.until)};
}
