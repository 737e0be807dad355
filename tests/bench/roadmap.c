#include "roadmap.h"
#include "random.h"
#include "workload.h"
#include <jumelage/zones.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_themes(struct roadmap *r)
{
    for (unsigned i = 0; i < ROADMAP_THEMES; i++) {
        char id[16];
        snprintf(id, sizeof id, "theme-%u", i);
        jm_plan_add_theme(r->maker, &(struct jm_theme){id, {id, id, id}});
    }
}

static struct jm_collectivity host_row(const struct roadmap *r, uint32_t host,
                                       const char *id, const double degrees[2])
{
    uint32_t cluster = host / ROADMAP_CLUSTER;
    int country = roadmap_country(r, host);
    bool is_part = host % ROADMAP_CLUSTER >= 17 && cluster % 10 == 0;
    bool has_hours = host % 4 != 3;
    struct jm_collectivity row = {
        .id = id,
        .name = {id, id, id},
        .kind = country ? JM_KIND_CITY : JM_KIND_COMMUNE,
        .zone = (uint16_t)country,
        .parent = is_part ? cluster * ROADMAP_CLUSTER : JM_NONE,
        .latitude = degrees[0],
        .longitude = degrees[1],
        .capacity = host % 3 ? 1 : 2,
        .notice_days = host % 2 ? 30 : -1,
        .office_from = has_hours ? 9 * 3600 : -1,
        .office_until = has_hours ? 18 * 3600 : -1,
        .school_zone = country ? -1 : (int)(cluster % 3)};
    memcpy(row.country, country ? "KR" : "FR", 3);
    return row;
}

static bool add_hosts(struct roadmap *r)
{
    double(*degrees)[2] = calloc(r->n_hosts, sizeof *degrees);
    if (!degrees)
        return false;
    workload_place(degrees, r->n_hosts, &r->random);
    for (uint32_t h = 0; h < r->n_hosts; h++) {
        char id[32], department[8];
        snprintf(id, sizeof id, "%s-%u", roadmap_country(r, h) ? "kr" : "fr",
                 (unsigned)h);
        snprintf(department, sizeof department, "%02u",
                 (unsigned)(h / ROADMAP_CLUSTER % 95 + 1));
        struct jm_collectivity row = host_row(r, h, id, degrees[h]);
        if (!roadmap_country(r, h))
            row.department = department;
        jm_plan_add_collectivity(r->maker, &row);
    }
    free(degrees);
    return true;
}

/* Where flights land: the last two collectivities. */
static void add_airports(struct roadmap *r)
{
    static const struct {
        const char *id;
        char country[4];
        double latitude, longitude;
    } airports[ROADMAP_COUNTRIES] = {{"fr-cdg", "FR", 49.0097, 2.5479},
                                     {"kr-icn", "KR", 37.4602, 126.4407}};
    for (int i = 0; i < ROADMAP_COUNTRIES; i++) {
        const char *id = airports[i].id;
        struct jm_collectivity row = {.id = id,
                                      .name = {id, id, id},
                                      .kind = JM_KIND_GATEWAY,
                                      .zone = (uint16_t)i,
                                      .parent = JM_NONE,
                                      .latitude = airports[i].latitude,
                                      .longitude = airports[i].longitude,
                                      .capacity = 1,
                                      .notice_days = -1,
                                      .office_from = -1,
                                      .office_until = -1,
                                      .school_zone = -1};
        memcpy(row.country, airports[i].country, sizeof row.country);
        jm_plan_add_collectivity(r->maker, &row);
    }
}

static void add_volunteers(struct roadmap *r)
{
    for (uint32_t h = 0; h < r->n_hosts; h++)
        if (roadmap_hall(h) != JM_NONE)
            jm_plan_add_volunteer(
                r->maker, &(struct jm_volunteer){.collectivity = h,
                                                 .theme = roadmap_offer(h)});
}

static void add_partnerships(struct roadmap *r)
{
    uint32_t french = r->n_hosts / 5 * 3;
    for (uint32_t i = 0; i < r->n_hosts / 2; i++) {
        struct jm_partnership row = {
            .collectivity = below(&r->random, french),
            .partner = french + below(&r->random, r->n_hosts - french),
            .kind = i % 5 ? JM_TIE_TWINNING : JM_TIE_LETTER,
            .status = i % 10 ? JM_TIE_ACTIVE : JM_TIE_DORMANT};
        jm_plan_add_partnership(r->maker, &row);
    }
}

static void add_venues(struct roadmap *r)
{
    for (uint32_t h = 0; h < r->n_hosts; h++) {
        char id[32];
        snprintf(id, sizeof id, "vn-%u", (unsigned)h);
        if (roadmap_hall(h) == JM_NONE)
            continue;
        jm_plan_add_venue(
            r->maker,
            &(struct jm_venue){.id = id,
                               .collectivity = h,
                               .name = {id, id, id},
                               .address = "1 place de la Mairie",
                               .seats = 80 + (int)below(&r->random, 300),
                               .rooms = 1 + (h % 4 == 0)});
    }
}

static void add_vehicles(struct roadmap *r)
{
    for (uint32_t v = 0; v < r->n_vehicles; v++) {
        char id[32];
        snprintf(id, sizeof id, "vh-%u", (unsigned)v);
        jm_plan_add_vehicle(r->maker,
                            &(struct jm_vehicle){.id = id,
                                                 .name = {id, id, id},
                                                 .seats = v % 50 ? 40 : 19});
    }
}

/* Heads of delegations, interpreters, people who receive. */
static void add_people(struct roadmap *r)
{
    uint32_t locals = r->n_hosts / ROADMAP_CLUSTER * ROADMAP_LOCALS;
    uint32_t interpreters = r->n_delegations + r->n_interpreters;
    for (uint32_t p = 0; p < interpreters + locals; p++) {
        char id[32];
        snprintf(id, sizeof id, "pe-%u", (unsigned)p);
        bool interprets = p >= r->n_delegations && p < interpreters;
        jm_plan_add_person(
            r->maker,
            &(struct jm_person){.id = id,
                                .family_name = id,
                                .languages = interprets ? "fr ko" : NULL,
                                .civility = -1,
                                .role = interprets ? JM_ROLE_INTERPRETER
                                                   : JM_ROLE_OFFICIAL,
                                .organisation = JM_NONE});
    }
}

/* Two fifths come from France. */
static uint32_t draw_origin(struct roadmap *r, uint32_t delegation)
{
    uint32_t french = r->n_hosts / 5 * 3;
    return roadmap_is_french(delegation)
               ? below(&r->random, french)
               : french + below(&r->random, r->n_hosts - french);
}

static void add_delegations(struct roadmap *r)
{
    for (uint32_t d = 0; d < r->n_delegations; d++) {
        char id[32];
        snprintf(id, sizeof id, "dl-%u", (unsigned)d);
        jm_plan_add_delegation(
            r->maker,
            &(struct jm_delegation){.id = id,
                                    .name = {id, id, id},
                                    .origin = draw_origin(r, d),
                                    .head = d,
                                    .size = 6 + (int)below(&r->random, 20)});
    }
}

static void add_members(struct roadmap *r)
{
    uint16_t tracks[2] = {jm_plan_track(r->maker, "A"),
                          jm_plan_track(r->maker, "B")};
    for (uint32_t d = 0; d < r->n_delegations; d++) {
        bool tracked = roadmap_has_tracks(d);
        struct jm_member row = {.delegation = d,
                                .person = d,
                                .position = 1,
                                .track = tracked ? tracks[0] : JM_TRACK_ALL,
                                .span = {JM_UTC_MIN, JM_UTC_MAX},
                                .room = -1};
        jm_plan_add_member(r->maker, &row);
        if (!roadmap_has_interpreter(d))
            continue;
        row.person = r->n_delegations + d / 2 % r->n_interpreters;
        row.position = 2;
        row.track = JM_TRACK_ALL;
        jm_plan_add_member(r->maker, &row);
    }
}

static void add_travels(struct roadmap *r)
{
    for (uint32_t h = 0; h + 5 < r->n_hosts; h += ROADMAP_CLUSTER / 2)
        jm_plan_add_travel(r->maker, &(struct jm_travel){.origin = h,
                                                         .destination = h + 5,
                                                         .mode = JM_MODE_TRAIN,
                                                         .minutes_min = 20,
                                                         .minutes_max = 35});
}

static void add_busy_spans(struct roadmap *r)
{
    for (uint32_t i = 0; i < r->n_events / 50; i++) {
        uint32_t host = below(&r->random, r->n_hosts);
        const struct jm_zone *zone = r->zones[roadmap_country(r, host)];
        jm_day day =
            ROADMAP_FIRST_DAY + (jm_day)below(&r->random, ROADMAP_DAYS - 1);
        bool whole = below(&r->random, 10) == 0;
        struct jm_busy_span row = {
            .collectivity = host, .whole_days = whole, .title = "Occupé"};
        row.span.from = jm_zone_day_start(zone, day) + (whole ? 0 : 10 * 3600);
        row.span.until =
            whole ? jm_zone_day_start(zone, day + 1) : row.span.from + 2 * 3600;
        jm_plan_add_busy_span(r->maker, &row);
    }
}

/* ---- tours ---- */

static bool is_open(const struct roadmap *r, const struct roadmap_tour *tour)
{
    int weekday = jm_day_weekday(tour->day);
    int length = tour->days[0] + tour->days[1];
    if (weekday + (length < 6 ? length : 5) > 5)
        return false;
    for (int i = 0, day = tour->day - ROADMAP_FIRST_DAY; i < 2; i++) {
        int part = roadmap_country(r, tour->host[i])
                       ? 3
                       : (int)(tour->host[i] / ROADMAP_CLUSTER % 3);
        for (int end = day + tour->days[i]; day < end; day++)
            if (r->closed[part][day])
                return false;
    }
    return true;
}

static uint32_t host_near(struct roadmap *r, uint32_t host)
{
    uint32_t near = host / ROADMAP_CLUSTER * ROADMAP_CLUSTER +
                    below(&r->random, ROADMAP_CLUSTER);
    if (near >= r->n_hosts || near == host)
        return host ? host - 1 : 1;
    return near;
}

static void plan_tour(struct roadmap *r, struct roadmap_tour *tour, int country)
{
    uint32_t french = r->n_hosts / 5 * 3;
    tour->host[0] = country ? french + below(&r->random, r->n_hosts - french)
                            : below(&r->random, french);
    tour->host[1] = host_near(r, tour->host[0]);
    if (below(&r->random, 1000) < 3) /* far away */
        tour->host[1] = country
                            ? french + below(&r->random, r->n_hosts - french)
                            : below(&r->random, french);
    for (int i = 0; i < 2; i++)
        tour->days[i] = 2 + (int)below(&r->random, 3);
    for (int tries = 0; tries < 60; tries++) {
        tour->day = ROADMAP_FIRST_DAY + 2 +
                    (jm_day)below(&r->random, ROADMAP_DAYS - 14);
        if (is_open(r, tour))
            return;
    }
}

void roadmap_plan_tours(struct roadmap *r)
{
    for (uint32_t i = 0; i < r->n_tours; i++) {
        r->tours[i].delegation = i % r->n_delegations;
        plan_tour(r, &r->tours[i], roadmap_is_french(r->tours[i].delegation));
    }
}

/* ---- all ---- */

static bool begin(struct roadmap *r, uint32_t n_events)
{
    *r = (struct roadmap){.random = 20260317,
                          .n_events = n_events,
                          .n_hosts = n_events * 7 / 20000 * 100,
                          .n_delegations = n_events / 40,
                          .n_interpreters = n_events / 160 + 1,
                          .n_vehicles = n_events / 500,
                          .n_tours = n_events / 23};
    r->tours = calloc(r->n_tours, sizeof *r->tours);
    return r->tours && !jm_plan_maker_new(&r->maker, NULL);
}

static bool set_zones(struct roadmap *r, struct jm_zones *zones)
{
    static const char *const names[ROADMAP_COUNTRIES] = {"Europe/Paris",
                                                         "Asia/Seoul"};
    for (int i = 0; i < ROADMAP_COUNTRIES; i++) {
        r->zones[i] = jm_zones_get(zones, names[i]);
        if (!r->zones[i])
            return false;
        jm_plan_set_zone(r->maker, jm_plan_zone(r->maker, names[i]),
                         r->zones[i]);
    }
    return true;
}

static bool add_all(struct roadmap *r)
{
    add_themes(r);
    if (!add_hosts(r))
        return false;
    add_airports(r);
    add_volunteers(r);
    add_partnerships(r);
    add_venues(r);
    add_vehicles(r);
    add_people(r);
    add_delegations(r);
    roadmap_mark_days(r);
    roadmap_plan_tours(r);
    roadmap_add_flights(r);
    add_members(r);
    roadmap_add_events(r);
    add_travels(r);
    add_busy_spans(r);
    return true;
}

struct jm_plan *roadmap_plan(uint32_t n_events, bool with_texts)
{
    struct roadmap r;
    struct jm_zones *zones = NULL;
    struct jm_plan *plan = NULL;
    if (!begin(&r, n_events) || jm_zones_new(&zones, NULL))
        goto out;
    if (!with_texts)
        jm_plan_without_texts(r.maker);
    jm_plan_set_released(r.maker, (jm_utc)ROADMAP_TODAY * JM_DAY_SECONDS);
    if (set_zones(&r, zones) && add_all(&r)) {
        jm_plan_seal(&plan, r.maker, ROADMAP_TODAY, NULL);
        r.maker = NULL;
    }
out:
    if (r.maker)
        jm_plan_maker_free(r.maker);
    jm_zones_free(zones);
    free(r.tours);
    return plan;
}
