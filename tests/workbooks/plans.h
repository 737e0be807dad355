/* Plans made by hand, to be written as workbooks. Real places and offices,
 * invented people. */
#ifndef JM_TESTS_PLANS_H
#define JM_TESTS_PLANS_H

#include "tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum demo {
    DEMO_SUWON,   /* twelve people from Suwon at Tours, May 2023, two tracks */
    DEMO_SMALL,   /* three people, one day */
    DEMO_LARGE,   /* forty people, ten days, long titles */
    DEMO_HOSTILE, /* formulas, control characters, long words, & */
    DEMO_EMPTY    /* a stay, and no event with hours */
};

/* Summer time in France from 2023-03-26 to 2023-10-29; none in Korea. */
static const struct jm_shift demo_paris_shifts[] = {
    {INT64_MIN, 3600}, {1679792400, 7200}, {1698541200, 3600}};
static const struct jm_shift demo_seoul_shifts[] = {{INT64_MIN, 32400}};
static const struct jm_zone demo_paris = {"Europe/Paris", demo_paris_shifts, 3};
static const struct jm_zone demo_seoul = {"Asia/Seoul", demo_seoul_shifts, 1, NULL};

static bool demo_is_korean(int place)
{
    return demo_places[place].country[0] == 'K';
}

static jm_utc demo_utc(const char *text, bool korean, bool end)
{
    jm_wall wall = 0;
    jm_day day = 0;
    jm_utc utc = 0;
    if (!jm_day_parse(text, &day))
        wall = (jm_wall)(day + end) * JM_DAY_SECONDS;
    else if (jm_wall_parse(text, &wall))
        abort();
    jm_zone_utc_of(korean ? &demo_seoul : &demo_paris, wall, &utc);
    return utc;
}

static void demo_add_places(struct jm_plan_maker *maker)
{
    uint16_t paris = jm_plan_zone(maker, "Europe/Paris");
    uint16_t seoul = jm_plan_zone(maker, "Asia/Seoul");
    jm_plan_set_zone(maker, paris, &demo_paris);
    jm_plan_set_zone(maker, seoul, &demo_seoul);
    for (int i = 0; i < DEMO_PLACES; i++) {
        const struct demo_place *place = &demo_places[i];
        struct jm_collectivity row = {.id = place->id,
                                      .name = {place->fr, place->en, place->ko},
                                      .kind = place->kind,
                                      .zone = demo_is_korean(i) ? seoul : paris,
                                      .parent = JM_NONE,
                                      .capacity = 1,
                                      .notice_days = -1,
                                      .office_from = -1,
                                      .office_until = -1,
                                      .school_zone = -1};
        snprintf(row.country, sizeof row.country, "%s", place->country);
        jm_plan_add_collectivity(maker, &row);
    }
    for (int i = 0; i < DEMO_VENUES; i++) {
        const struct demo_venue *venue = &demo_venues[i];
        jm_plan_add_venue(
            maker, &(struct jm_venue){.id = venue->id,
                                      .name = {venue->fr, venue->en, venue->ko},
                                      .collectivity = (uint32_t)venue->place,
                                      .seats = -1,
                                      .rooms = 1});
    }
}

static uint32_t demo_add_event(struct jm_plan_maker *maker,
                               const struct demo_event *e, uint32_t delegation)
{
    bool korean = demo_is_korean(e->place) && e->mark != CALL;
    jm_day day = 0;
    struct jm_event row = {.span = {demo_utc(e->from, korean, false),
                                    demo_utc(e->until, korean, true)},
                           .host = (uint32_t)e->place,
                           .venue = e->venue < 0 ? JM_NONE : (uint32_t)e->venue,
                           .to_host = e->to < 0 ? JM_NONE : (uint32_t)e->to,
                           .to_venue = JM_NONE,
                           .delegation = delegation,
                           .parent = JM_NONE,
                           .theme = JM_NONE,
                           .option_until = JM_DAY_NONE,
                           .zone = korean ? 1 : 0,
                           .track = e->track ? jm_plan_track(maker, e->track)
                                             : JM_TRACK_ALL,
                           .kind = (uint8_t)e->kind,
                           .status = (uint8_t)e->status,
                           .audience = JM_AUDIENCE_HOST,
                           .all_day = !jm_day_parse(e->from, &day),
                           .to_confirm = e->mark == TO_CONFIRM};
    struct jm_event_text text = {
        .title = {e->fr, e->en, e->ko},
        .contacts = {e->who, NULL, e->who_ko},
        .logistics = {e->how, NULL, e->how_ko},
        .description = {"Code de la porte 4471. Relancer le traiteur."},
        .cancel_reason = e->status == JM_CANCELLED ? "Crue de la Loire" : NULL};
    static unsigned serial;
    snprintf(text.uid, sizeof text.uid, "00000000-0000-4000-8000-%012u",
             ++serial);
    return jm_plan_add_event(maker, &row, &text);
}

/* What a guest's copy must leave out. */
static void demo_add_secrets(struct jm_plan_maker *maker, uint32_t delegation,
                             uint32_t other)
{
    struct demo_event hidden = {JM_MEETING,
                                JM_CONFIRMED,
                                "2023-05-05T08:00",
                                "2023-05-05T09:00",
                                TOURS,
                                HALL,
                                -1,
                                NULL,
                                "Visite réservée à Gumi",
                                NULL,
                                NULL,
                                NULL,
                                NULL,
                                NULL,
                                NULL,
                                PLAIN};
    demo_add_event(maker, &hidden, other);
    hidden.kind = JM_POST;
    hidden.fr = "Publier sur LinkedIn";
    demo_add_event(maker, &hidden, delegation);
    struct jm_event internal = {.span = {demo_utc(hidden.from, false, false),
                                         demo_utc(hidden.until, false, true)},
                                .host = TOURS,
                                .venue = JM_NONE,
                                .to_host = JM_NONE,
                                .to_venue = JM_NONE,
                                .delegation = delegation,
                                .parent = JM_NONE,
                                .theme = JM_NONE,
                                .option_until = JM_DAY_NONE,
                                .track = JM_TRACK_ALL,
                                .kind = JM_MEETING,
                                .status = JM_CONFIRMED,
                                .audience = JM_AUDIENCE_PROTOCOL};
    struct jm_event_text text = {.title = {"Point interne du protocole"}};
    jm_plan_add_event(maker, &internal, &text);
}

static void demo_add_people(struct jm_plan_maker *maker, int count)
{
    for (int i = 0; i < count; i++) {
        const struct demo_function *function = &demo_functions[i < 5 ? i : 4];
        char id[16], name_ko[32];
        snprintf(id, sizeof id, "p-%d", i);
        snprintf(name_ko, sizeof name_ko, "%s%s", demo_families_ko[i % 8],
                 demo_given_ko[i % 5]);
        bool interpreter = i == count - 1;
        struct jm_person row = {
            .id = id,
            .family_name = demo_families[i % 8],
            .given_name = demo_given[i % 5],
            .name_ko = name_ko,
            .function = {function->fr, function->en, function->ko},
            .equivalent = {function->equivalent, NULL, function->equivalent_ko},
            .languages = i % 3 ? "ko" : "ko en fr",
            .civility =
                i % 5 == 1 || i % 5 == 4 ? JM_CIVILITY_MME : JM_CIVILITY_M,
            .role = interpreter ? JM_ROLE_INTERPRETER : JM_ROLE_MEMBER,
            .rank = i + 1,
            .organisation = SUWON};
        if (interpreter)
            for (int lang = 0; lang < JM_LANGS; lang++)
                row.function[lang] = row.equivalent[lang] = NULL;
        jm_plan_add_person(maker, &row);
    }
}

static uint32_t demo_add_delegation(struct jm_plan_maker *maker,
                                    enum demo which)
{
    struct jm_delegation row = {
        .id = "dl-demo", .origin = SUWON, .head = 0, .size = 12};
    row.name[JM_FR] = "Délégation officielle de la ville de Suwon";
    row.name[JM_EN] = "Official delegation of the City of Suwon";
    row.name[JM_KO] = "수원특례시 공식 대표단";
    row.purpose[JM_FR] = "Signature du jumelage et Foire de Tours";
    row.purpose[JM_EN] = "Signing of the twinning and Tours Fair";
    row.purpose[JM_KO] = "자매결연 협약 체결 및 투르 박람회 참가";
    if (which == DEMO_SMALL) {
        row.origin = GURO;
        row.size = 0;
        row.name[JM_FR] = "Délégation de Guro-gu";
        row.name[JM_EN] = "Delegation of Guro District";
        row.name[JM_KO] = "구로구 대표단";
        row.purpose[JM_FR] = row.purpose[JM_EN] = row.purpose[JM_KO] = NULL;
    }
    if (which == DEMO_LARGE)
        row.size = 40;
    if (which == DEMO_HOSTILE)
        row.name[JM_FR] =
            "Ville &P & <Cie> &&N : 100 % &\"Arial\" [Essai] / "
            "\\ * ? 'a' et encore beaucoup d’autres lettres pour "
            "dépasser ce qu’un en-tête de page accepte, soit deux "
            "cent cinquante-cinq caractères";
    return jm_plan_add_delegation(maker, &row);
}

/* Ten days of seven rows; titles of 300 characters among them. */
static void demo_add_large(struct jm_plan_maker *maker, uint32_t delegation)
{
    static const char *const piece = "Visite de terrain et échanges approfondis"
                                     " sur la transition écologique des "
                                     "territoires et les finances locales ; ";
    char fr[512] = "", from[32], until[32];
    while (strlen(fr) < 300)
        snprintf(fr + strlen(fr), sizeof fr - strlen(fr), "%s", piece);
    for (int i = 0; i < 70; i++) {
        struct demo_event event = demo_suwon[3 + i % 6];
        snprintf(from, sizeof from, "2023-06-%02dT%02d:15", 1 + i / 7,
                 8 + 2 * (i % 7));
        snprintf(until, sizeof until, "2023-06-%02dT%02d:45", 1 + i / 7,
                 9 + 2 * (i % 7));
        event.from = from;
        event.until = until;
        event.track = NULL;
        if (i % 7 == 3) {
            event.fr = fr;
            event.ko =
                "지역 생태전환과 지방재정에 관한 현장 방문 및 심층 교류, "
                "참석자 전원 자유 토론과 질의응답 그리고 후속 협력 과제 "
                "정리";
        }
        demo_add_event(maker, &event, delegation);
    }
}

/* The table, and one event whose logistics are longer than a cell may hold. */
static void demo_add_hostile(struct jm_plan_maker *maker, uint32_t delegation)
{
    static char endless[40000];
    struct demo_event event = demo_hostile[0];
    for (size_t i = 0; i < sizeof demo_hostile / sizeof *demo_hostile; i++)
        demo_add_event(maker, &demo_hostile[i], delegation);
    memset(endless, 'a', sizeof endless - 1);
    event.fr = "Sans fin";
    event.how = endless;
    event.from = "2023-05-05T13:00";
    event.until = "2023-05-05T13:00";
    demo_add_event(maker, &event, delegation);
}

static void demo_add_members(struct jm_plan_maker *maker, enum demo which,
                             uint32_t delegation, int count)
{
    for (int i = 0; i < count; i++) {
        struct jm_member row = {.delegation = delegation,
                                .person = (uint32_t)i,
                                .position = i + 1,
                                .track = JM_TRACK_ALL,
                                .span = {JM_UTC_MIN, JM_UTC_MAX},
                                .room = JM_ROOM_SINGLE};
        if (which == DEMO_SUWON && i >= 8)
            row.track = jm_plan_track(maker, "Troupe · 시범단");
        if (which == DEMO_SUWON && i == 0)
            row.span.until = demo_utc("2023-05-06T14:30", false, false);
        if (which == DEMO_SUWON && i == 3)
            row.span.from = demo_utc("2023-05-05T09:00", false, false);
        jm_plan_add_member(maker, &row);
    }
}

static void demo_add_flights(struct jm_plan_maker *maker, uint32_t delegation)
{
    jm_plan_add_flight(
        maker,
        &(struct jm_flight){delegation,
                            JM_FLIGHT_IN,
                            "KE901",
                            ICN,
                            CDG,
                            {demo_utc("2023-05-04T11:20", true, false),
                             demo_utc("2023-05-04T18:20", false, false)}});
    jm_plan_add_flight(maker, &(struct jm_flight){
                                  delegation,
                                  JM_FLIGHT_OUT,
                                  "KE902",
                                  CDG,
                                  ICN,
                                  {demo_utc("2023-05-08T21:00", false, false),
                                   demo_utc("2023-05-09T15:45", true, false)}});
}

/* A plan whose delegation 0, "dl-demo", is to be written. */
static struct jm_plan *demo_plan(enum demo which)
{
    static const int people[] = {12, 3, 40, 1, 0};
    struct jm_plan_maker *maker = NULL;
    struct jm_plan *plan = NULL;
    if (jm_plan_maker_new(&maker, NULL))
        abort();
    demo_add_places(maker);
    demo_add_people(maker, people[which] ? people[which] : 1);
    uint32_t delegation = demo_add_delegation(maker, which);
    uint32_t other = jm_plan_add_delegation(
        maker, &(struct jm_delegation){.id = "dl-gumi",
                                       .name = {"Délégation de Gumi"},
                                       .origin = GUMI,
                                       .head = JM_NONE});
    if (which == DEMO_SUWON)
        demo_add_flights(maker, delegation);
    demo_add_members(maker, which, delegation, people[which]);
    if (which == DEMO_SUWON)
        for (size_t i = 0; i < sizeof demo_suwon / sizeof *demo_suwon; i++)
            demo_add_event(maker, &demo_suwon[i], delegation);
    if (which == DEMO_SMALL)
        for (size_t i = 0; i < sizeof demo_small / sizeof *demo_small; i++)
            demo_add_event(maker, &demo_small[i], delegation);
    if (which == DEMO_HOSTILE)
        demo_add_hostile(maker, delegation);
    if (which == DEMO_LARGE)
        demo_add_large(maker, delegation);
    if (which == DEMO_EMPTY)
        demo_add_event(maker, &demo_suwon[0], delegation);
    if (which == DEMO_SUWON)
        demo_add_secrets(maker, delegation, other);
    jm_plan_add_travel(
        maker, &(struct jm_travel){PARIS, TOURS, JM_MODE_TRAIN, 61, 75});
    if (jm_plan_seal(&plan, maker, jm_day_from_date(2023, 4, 20), NULL))
        abort();
    return plan;
}

#endif
