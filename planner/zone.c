/* From wall clocks to instants and back, by a zone's table. */
#include <assert.h>
#include <jumelage/civil.h>

static const struct jm_shift utc_shift = {INT64_MIN, 0};

const struct jm_zone jm_zone_utc = {"UTC", &utc_shift, 1, NULL};

/* The last shift that is not after the instant. */
static const struct jm_shift *shift_at(const struct jm_zone *zone, jm_utc utc)
{
    assert(zone->count > 0);
    size_t low = 0, high = zone->count;
    if (zone->hints && utc >= 0 && utc >> JM_ZONE_HINT_BITS < JM_ZONE_HINTS) {
        low = zone->hints[utc >> JM_ZONE_HINT_BITS];
        while (low + 1 < zone->count && zone->shifts[low + 1].at <= utc)
            low++;
        return &zone->shifts[low];
    }
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (zone->shifts[middle].at <= utc)
            low = middle;
        else
            high = middle;
    }
    return &zone->shifts[low];
}

int32_t jm_zone_offset(const struct jm_zone *zone, jm_utc utc)
{
    return shift_at(zone, utc)->offset;
}

jm_wall jm_zone_wall(const struct jm_zone *zone, jm_utc utc)
{
    return utc + jm_zone_offset(zone, utc);
}

jm_day jm_zone_day(const struct jm_zone *zone, jm_utc utc)
{
    return jm_wall_day(jm_zone_wall(zone, utc));
}

struct jm_days jm_zone_days(const struct jm_zone *zone, struct jm_span span)
{
    jm_utc last = span.until > span.from ? span.until - 1 : span.from;
    return (struct jm_days){jm_zone_day(zone, span.from),
                            jm_zone_day(zone, last)};
}

/* No zone is further than a day from UTC, so what the clocks show at `wall` is
 * decided by the shifts from a day before it to a day after it. */
enum jm_wall_kind jm_zone_utc_of(const struct jm_zone *zone, jm_wall wall,
                                 jm_utc *utc)
{
    const struct jm_shift *end = zone->shifts + zone->count;
    int found = 0;
    jm_utc gap = wall;
    for (const struct jm_shift *s = shift_at(zone, wall - JM_DAY_SECONDS);
         s < end && (s->at == INT64_MIN || s->at <= wall + JM_DAY_SECONDS);
         s++) {
        jm_utc candidate = wall - s->offset;
        bool started = s->at == INT64_MIN || s->at <= candidate;
        bool ended = s + 1 < end && candidate >= s[1].at;
        if (started && !ended) {
            if (found++ == 0)
                *utc = candidate;
        } else if (started && s + 1 < end && wall < s[1].at + s[1].offset) {
            gap = s[1].at; /* past the end here, not yet begun there */
        }
    }
    if (found)
        return found > 1 ? JM_WALL_TWICE : JM_WALL_ONCE;
    *utc = gap;
    return JM_WALL_NEVER;
}

jm_utc jm_zone_day_start(const struct jm_zone *zone, jm_day day)
{
    jm_utc utc = 0;
    jm_zone_utc_of(zone, (jm_wall)day * JM_DAY_SECONDS, &utc);
    return utc;
}
