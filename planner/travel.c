/* How long a journey takes: the travel table where it has the pair, else an
 * estimate by distance.
 *
 * The estimate is on the safe side for a blocking rule: nobody goes faster, so
 * what it calls impossible is. On the ground 200 km/h as the crow flies (a TGV
 * from Paris to Tours makes 205 in a straight line) and 15 minutes to leave and
 * arrive; by air from 900 km on, 900 km/h and 90 minutes. At worst 80 km/h and
 * half an hour, or 650 km/h and four hours. Within one place, 40 km/h. */
#include <jumelage/plan.h>
#include <math.h>
#include <stdlib.h>

#define EARTH_KM 6371.0

static double chord_km(const float a[3], const float b[3])
{
    double square = 0;
    for (int i = 0; i < 3; i++) {
        double d = (double)a[i] - (double)b[i];
        square += d * d;
    }
    if (square == 0)
        return 0;
    double half = sqrt(square) / 2;
    return 2 * EARTH_KM * asin(half < 1 ? half : 1);
}

static int32_t minutes_at(double km, double speed, int32_t overhead)
{
    return overhead + (int32_t)(km * 60 / speed);
}

/* The rows of one pair: the quickest mode counts. */
static bool look_up(const struct jm_plan *plan, uint32_t origin,
                    uint32_t destination, struct jm_journey *journey)
{
    uint32_t low = 0, high = plan->n_travels;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct jm_travel *t = &plan->travels[middle];
        if (t->origin < origin ||
            (t->origin == origin && t->destination < destination))
            low = middle + 1;
        else
            high = middle;
    }
    bool found = false;
    for (; low < plan->n_travels; low++) {
        const struct jm_travel *t = &plan->travels[low];
        if (t->origin != origin || t->destination != destination)
            break;
        if (!found || t->minutes_min < journey->minutes_min) {
            journey->minutes_min = t->minutes_min;
            journey->minutes_max = t->minutes_max;
        }
        found = true;
    }
    return found;
}

/* The pair in either direction, then with the territories around it: what holds
 * for Paris holds for Paris 15e. */
static bool look_up_around(const struct jm_plan *plan, uint32_t origin,
                           uint32_t destination, struct jm_journey *journey)
{
    for (uint32_t a = origin; a != JM_NONE; a = plan->collectivities[a].parent)
        for (uint32_t b = destination; b != JM_NONE;
             b = plan->collectivities[b].parent)
            if (look_up(plan, a, b, journey) || look_up(plan, b, a, journey))
                return true;
    return false;
}

struct jm_journey jm_plan_journey(const struct jm_plan *plan, uint32_t origin,
                                  uint32_t destination)
{
    struct jm_journey journey = {0};
    if (origin == JM_NONE || destination == JM_NONE || origin == destination)
        return journey;
    double km = chord_km(plan->collectivities[origin].xyz,
                         plan->collectivities[destination].xyz);
    journey.kilometres = km;
    if (jm_plan_is_inside(plan, origin, destination) ||
        jm_plan_is_inside(plan, destination, origin))
        return journey;
    journey.from_table = look_up_around(plan, origin, destination, &journey);
    if (journey.from_table)
        return journey;
    bool by_air = km >= 900;
    journey.minutes_min = minutes_at(km, by_air ? 900 : 200, by_air ? 90 : 15);
    journey.minutes_max = minutes_at(km, by_air ? 650 : 80, by_air ? 240 : 30);
    return journey;
}

int32_t jm_plan_minutes_within(const float from[3], const float to[3])
{
    return minutes_at(chord_km(from, to), 40, 0);
}
