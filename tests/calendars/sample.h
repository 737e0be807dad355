/* A plan made by hand, around the real visit of Suwon to Tours in May 2023. The
 * people are invented. */
#ifndef JUMELAGE_TESTS_SAMPLE_H
#define JUMELAGE_TESTS_SAMPLE_H

#include <jumelage/feed.h>
#include <jumelage/plan.h>
#include <jumelage/zones.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARIS_TIME, SEOUL_TIME, CASABLANCA_TIME, UNIVERSAL_TIME, SAMPLE_ZONES };
enum { TOURS, PARIS, PARIS_15, ISSY, SUWON, GURO, RABAT };
enum { CULTURE, WATER };
enum { TOWN_HALL, FAIR_GROUND, PALACE };
enum { FROM_SUWON, FROM_TOURS };
enum { HEAD, MEMBER };

/* The sample's events, in the order they are added. */
enum {
    STAY,
    LUNCH,
    SIGNING,
    FAIR,
    WATER_VISIT,
    COACH,
    INVITATIONS,
    POST,
    SECURITY,
    CALLED_OFF,
    FORUM,
    IDEA_FORUM,
    SUWON_VISIT,
    FOLDED,
    NIGHT_WATCH,
    RABAT_CALL,
    PARIS_15_DAY,
    GURO_DEADLINE,
    LAST_CHANGE,
    SAMPLE_EVENTS
};

static const char *const sample_zones[SAMPLE_ZONES] = {
    "Europe/Paris", "Asia/Seoul", "Africa/Casablanca", "UTC"};

/* An event as a test writes it down; hours "2023-05-05T12:00", days
 * "2023-05-05", the last one included. */
struct sample_event {
    enum jm_event_kind kind;
    enum jm_event_status status;
    enum jm_audience audience;
    const char *starts, *ends;
    int zone;
    const char *title[JM_LANGS];
    /* 0: none; 1 + index otherwise */
    int host, venue, to_host, delegation, parent, theme;
    const char *description_fr, *url, *cancel_reason;
    const char *cancelled;
    int sequence;
};

static struct jm_zones *sample_zone_data;

/* Set to make the sample with other values in all fields of events that no
 * subscriber sees. */
static bool sample_hidden;

static const struct jm_zone *sample_zone(int zone)
{
    return jm_zones_get(sample_zone_data, sample_zones[zone]);
}

static jm_utc sample_utc(const char *text, int zone, int days)
{
    jm_wall wall = 0;
    jm_day day = 0;
    jm_utc utc = 0;
    if (jm_day_parse(text, &day) == JM_CIVIL_OK)
        return jm_zone_day_start(sample_zone(zone), day + days);
    if (jm_wall_parse(text, &wall) != JM_CIVIL_OK)
        abort();
    jm_zone_utc_of(sample_zone(zone), wall, &utc);
    return utc;
}

static uint32_t sample_row(int number)
{
    return number ? (uint32_t)(number - 1) : JM_NONE;
}

static uint32_t sample_add(struct jm_plan_maker *maker, int number,
                           const struct sample_event *given)
{
    bool all_day = strlen(given->starts) == 10;
    struct jm_event event = {.span = {sample_utc(given->starts, given->zone, 0),
                                      sample_utc(given->ends, given->zone, 1)},
                             .host = sample_row(given->host),
                             .venue = sample_row(given->venue),
                             .to_host = sample_row(given->to_host),
                             .to_venue = JM_NONE,
                             .delegation = sample_row(given->delegation),
                             .parent = sample_row(given->parent),
                             .theme = sample_row(given->theme),
                             .option_until =
                                 sample_hidden ? 20000 : JM_DAY_NONE,
                             .expected = sample_hidden ? 250 : 0,
                             .to_confirm = sample_hidden,
                             .zone = (uint16_t)given->zone,
                             .track = JM_TRACK_ALL,
                             .kind = (uint8_t)given->kind,
                             .status = (uint8_t)given->status,
                             .audience = (uint8_t)given->audience,
                             .all_day = all_day};
    struct jm_event_text text = {
        .sequence = given->sequence,
        .created_at = sample_utc("2023-02-16T09:00", PARIS_TIME, 0),
        .changed_at = sample_utc("2023-03-20T17:45", PARIS_TIME, 0),
        .title = {given->title[0], given->title[1], given->title[2]},
        .contacts = {sample_hidden ? "M. PETIT" : "Mme ROUSSEL, 02 47 00"},
        .logistics = {sample_hidden ? "Bus 2" : "Badge remis par le gardien"},
        .description = {given->description_fr, NULL, NULL},
        .url = given->url,
        .cancel_reason = given->cancel_reason};
    if (given->cancelled)
        text.cancelled_at = sample_utc(given->cancelled, PARIS_TIME, 0);
    snprintf(text.uid, sizeof text.uid, "%08x-5e1f-4a2b-8c3d-%012x",
             0x9e3779b9u * (unsigned)(number + 1), (unsigned)number);
    return jm_plan_add_event(maker, &event, &text);
}

static void sample_add_places(struct jm_plan_maker *maker)
{
    static const struct jm_collectivity places[] = {
        {.id = "fr-tours",
         .name = {"Tours", "Tours", "투르"},
         .country = "FR",
         .parent = JM_NONE,
         .latitude = 47.39484,
         .longitude = 0.70398},
        {.id = "fr-paris",
         .name = {"Paris", "Paris", "파리"},
         .country = "FR",
         .parent = JM_NONE,
         .latitude = 48.85341,
         .longitude = 2.3488},
        {.id = "fr-paris15",
         .name = {"Paris 15e arrondissement", "Paris 15th arrondissement",
                  "파리 15구"},
         .country = "FR",
         .parent = PARIS,
         .latitude = 48.8412,
         .longitude = 2.3003},
        {.id = "fr-issy",
         .name = {"Issy-les-Moulineaux", NULL, "이시레물리노"},
         .country = "FR",
         .parent = JM_NONE,
         .latitude = 48.82104,
         .longitude = 2.27718},
        {.id = "kr-suwon",
         .name = {"Suwon", "Suwon", "수원시"},
         .country = "KR",
         .zone = SEOUL_TIME,
         .parent = JM_NONE,
         .latitude = 37.2636,
         .longitude = 127.0286},
        {.id = "kr-guro",
         .name = {"Guro-gu", "Guro District", "구로구"},
         .country = "KR",
         .zone = SEOUL_TIME,
         .parent = JM_NONE,
         .latitude = 37.4954,
         .longitude = 126.8874},
        {.id = "ma-rabat",
         .name = {"Rabat", "Rabat", "라바트"},
         .country = "MA",
         .zone = CASABLANCA_TIME,
         .parent = JM_NONE,
         .latitude = 34.0209,
         .longitude = -6.8416}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        jm_plan_add_collectivity(maker, &places[i]);
    static const struct jm_venue venues[] = {
        {.id = "tours-town-hall",
         .collectivity = TOURS,
         .name = {"Hôtel de ville", "Town hall", "시청"},
         .address = "1-3 rue des Minimes, 37000 Tours",
         .rooms = 1,
         .placed = true,
         .latitude = 47.390125,
         .longitude = 0.6886999},
        {.id = "tours-fair",
         .collectivity = TOURS,
         .name = {"Parc Expo ; hall A, scène", NULL, NULL},
         .address = "Avenue Camille-Chautemps",
         .rooms = 1},
        {.id = "issy-palace",
         .collectivity = ISSY,
         .name = {"Palais des arts et des congrès d’Issy", NULL, NULL},
         .rooms = 1}};
    for (size_t i = 0; i < sizeof venues / sizeof *venues; i++)
        jm_plan_add_venue(maker, &venues[i]);
}

static void sample_add_people(struct jm_plan_maker *maker)
{
    static const struct jm_person people[] = {
        {.id = "han-do-yun",
         .family_name = "HAN",
         .given_name = "Do-yun",
         .name_ko = "한도윤",
         .function = {"Maire", "Mayor", "시장"},
         .civility = JM_CIVILITY_M,
         .rank = 1,
         .organisation = SUWON},
        {.id = "seo-ji-woo",
         .family_name = "SEO",
         .given_name = "Ji-woo",
         .name_ko = "서지우",
         .civility = -1,
         .organisation = SUWON}};
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        jm_plan_add_person(maker, &people[i]);
    static const struct jm_delegation delegations[] = {
        {.id = "dl-suwon-2023",
         .name = {"Délégation de Suwon", "Suwon delegation", "수원시 대표단"},
         .purpose = {"Jumelage", NULL, NULL},
         .origin = SUWON,
         .head = HEAD,
         .size = 12},
        {.id = "dl-tours-2023",
         .name = {"Délégation de Tours", "Tours delegation", "투르 대표단"},
         .origin = TOURS,
         .head = JM_NONE,
         .size = 4}};
    for (size_t i = 0; i < sizeof delegations / sizeof *delegations; i++)
        jm_plan_add_delegation(maker, &delegations[i]);
    for (uint32_t i = HEAD; i <= MEMBER; i++) {
        struct jm_member member = {.delegation = FROM_SUWON,
                                   .person = i,
                                   .track = JM_TRACK_ALL,
                                   .room = -1,
                                   .span = {JM_UTC_MIN, JM_UTC_MAX}};
        jm_plan_add_member(maker, &member);
    }
}

/* clang-format off */
static const struct sample_event sample_events[SAMPLE_EVENTS] = {
    [STAY] = {JM_STAY, JM_CONFIRMED, JM_AUDIENCE_HOST,
        "2023-05-05", "2023-05-07", PARIS_TIME,
        {"Délégation de Suwon à Tours", "Suwon in Tours", "수원시 대표단 투르 방문"},
        .host = 1 + TOURS, .delegation = 1 + FROM_SUWON, .sequence = 2},
    [LUNCH] = {JM_MEAL, JM_CONFIRMED, JM_AUDIENCE_HOST,
        "2023-05-05T12:00", "2023-05-05T14:00", PARIS_TIME,
        {"Déjeuner à l’hôtel de ville", "Lunch at the town hall", "시청 오찬"},
        .host = 1 + TOURS, .venue = 1 + TOWN_HALL,
        .delegation = 1 + FROM_SUWON, .parent = 1 + STAY, .sequence = 1,
        .description_fr = "Accueil par le maire ; toasts, échange de cadeaux."},
    [SIGNING] = {JM_CEREMONY, JM_CONFIRMED, JM_AUDIENCE_PUBLIC,
        "2023-05-06T11:00", "2023-05-06T12:00", PARIS_TIME,
        {"Signature du jumelage Tours – Suwon",
         "Signing of the twinning of Tours and Suwon",
         "투르시·수원시 자매결연 협약식"},
        .host = 1 + TOURS, .venue = 1 + FAIR_GROUND,
        .delegation = 1 + FROM_SUWON, .parent = 1 + STAY, .theme = 1 + CULTURE,
        .description_fr = "Sur la scène de la foire, en présence de "
                          "l’ambassade.\nEntrée libre\\gratuite.",
        .url = "https://www.tours.fr/jumelages"},
    [FAIR] = {JM_FLAGSHIP, JM_CONFIRMED, JM_AUDIENCE_PUBLIC,
        "2023-05-05", "2023-05-14", PARIS_TIME,
        {"Foire de Tours", "Tours Fair", "투르 박람회"},
        .host = 1 + TOURS, .venue = 1 + FAIR_GROUND, .theme = 1 + CULTURE,
        .url = "www.foiredetours.fr"},
    [WATER_VISIT] = {JM_VISIT, JM_OPTION, JM_AUDIENCE_PARTNER,
        "2023-05-07T09:30", "2023-05-07T11:30", PARIS_TIME,
        {"Visite de l’usine d’eau", "Visit of the waterworks", "정수장 방문"},
        .host = 1 + ISSY, .venue = 1 + PALACE, .delegation = 1 + FROM_SUWON,
        .parent = 1 + STAY, .theme = 1 + WATER},
    [COACH] = {JM_TRANSFER, JM_CONFIRMED, JM_AUDIENCE_HOST,
        "2023-05-07T06:45", "2023-05-07T09:15", PARIS_TIME,
        {"Autocar Tours – Issy", NULL, NULL},
        .host = 1 + TOURS, .to_host = 1 + ISSY,
        .delegation = 1 + FROM_SUWON, .parent = 1 + STAY},
    [INVITATIONS] = {JM_DEADLINE, JM_CONFIRMED, JM_AUDIENCE_HOST,
        "2023-04-14", "2023-04-14", PARIS_TIME,
        {"Cartons d’invitation à envoyer", "Send the invitations", "초청장 발송"},
        .parent = 1 + STAY},
    [POST] = {JM_POST, JM_CONFIRMED, JM_AUDIENCE_PUBLIC,
        "2023-04-28T09:00", "2023-04-28T09:00", PARIS_TIME,
        {"#KoreaFranceLocalCooperation J-7", NULL, NULL},
        .host = 1 + TOURS, .parent = 1 + SIGNING},
    [SECURITY] = {JM_MEETING, JM_CONFIRMED, JM_AUDIENCE_PROTOCOL,
        "2023-05-04T15:00", "2023-05-04T16:00", PARIS_TIME,
        {"Point sécurité", "Security briefing", "경호 회의"},
        .host = 1 + TOURS, .delegation = 1 + FROM_SUWON},
    [CALLED_OFF] = {JM_MEETING, JM_CANCELLED, JM_AUDIENCE_HOST,
        "2023-05-05T16:00", "2023-05-05T17:00", PARIS_TIME,
        {"Réunion de travail, culture", "Working meeting, culture",
         "실무 회의"},
        .host = 1 + TOURS, .delegation = 1 + FROM_SUWON, .sequence = 4,
        .cancelled = "2023-04-01T10:00", .cancel_reason = "agenda du maire"},
    [FORUM] = {JM_FORUM, JM_OPTION, JM_AUDIENCE_PUBLIC,
        "2023-06-22T09:00", "2023-06-23T17:30", PARIS_TIME,
        {"Forum franco-coréen", "French-Korean forum", "한불 지방정부 포럼"},
        .host = 1 + ISSY, .venue = 1 + PALACE},
    [IDEA_FORUM] = {JM_FORUM, JM_IDEA, JM_AUDIENCE_PUBLIC,
        "2024-09-12", "2024-09-13", SEOUL_TIME,
        {"Forum 2024 à Suwon ?", NULL, NULL}, .host = 1 + SUWON},
    [SUWON_VISIT] = {JM_MEETING, JM_CONFIRMED, JM_AUDIENCE_HOST,
        "2023-10-30T09:00", "2023-10-30T10:30", SEOUL_TIME,
        {"Réunion avec la ville de Suwon", NULL, "수원시와의 회의"},
        .host = 1 + SUWON, .delegation = 1 + FROM_TOURS},
    [FOLDED] = {JM_CEREMONY, JM_CONFIRMED, JM_AUDIENCE_PARTNER,
        "2023-10-31T18:00", "2023-10-31T20:00", SEOUL_TIME,
        {"만찬, 수원화성; 프랑스 투르시 대표단 환영 만찬 및 양 도시 청소년 "
         "교류 협약 기념행사 🇫🇷🇰🇷 #KoreaFranceLocalCooperation",
         NULL, NULL},
        .host = 1 + SUWON, .delegation = 1 + FROM_TOURS},
    /* 02:30 comes twice that night */
    [NIGHT_WATCH] = {JM_MEETING, JM_CONFIRMED, JM_AUDIENCE_HOST,
        "2023-10-29T02:30", "2023-10-29T04:00", PARIS_TIME,
        {"Départ de l’équipe technique", NULL, NULL}, .host = 1 + TOURS},
    [RABAT_CALL] = {JM_MEETING, JM_CONFIRMED, JM_AUDIENCE_HOST,
        "2023-04-25T10:00", "2023-04-25T11:00", CASABLANCA_TIME,
        {"Visioconférence à trois", NULL, NULL}, .host = 1 + RABAT,
        .to_host = 1 + TOURS},
    [PARIS_15_DAY] = {JM_VISIT, JM_CONFIRMED, JM_AUDIENCE_HOST,
        "2023-05-08", "2023-05-08", PARIS_TIME,
        {"Journée à la mairie du 15e", NULL, NULL}, .host = 1 + PARIS_15},
    [GURO_DEADLINE] = {JM_DEADLINE, JM_CONFIRMED, JM_AUDIENCE_HOST,
        "2023-05-05", "2023-05-05", SEOUL_TIME,
        {"Publication du déplacement", NULL, "출장 계획 공개"},
        .host = 1 + GURO, .parent = 1 + STAY},
    [LAST_CHANGE] = {JM_MEETING, JM_CONFIRMED, JM_AUDIENCE_PARTNER,
        "2023-11-07T17:00", "2023-11-07T17:00", PARIS_TIME,
        {"Bilan par téléphone", NULL, NULL}, .host = 1 + TOURS,
        .sequence = 3},
};
/* clang-format on */

/* ---- more, for plans that ask for it ---- */

/* A meeting called off the day before. */
static inline void sample_add_late_cancellation(struct jm_plan_maker *maker,
                                                enum jm_audience audience)
{
    const struct sample_event event = {JM_MEETING,
                                       JM_CANCELLED,
                                       audience,
                                       "2023-05-05T16:00",
                                       "2023-05-05T17:00",
                                       PARIS_TIME,
                                       {"Annulée la veille", NULL, NULL},
                                       .host = 1 + TOURS,
                                       .cancelled = "2023-05-04T10:00",
                                       .cancel_reason = "raison de santé"};
    sample_add(maker, SAMPLE_EVENTS, &event);
}

static inline void sample_add_participants(struct jm_plan_maker *maker)
{
    static const struct jm_participant rows[] = {
        {FAIR, JM_NONE, FROM_TOURS, JM_NONE, JM_NONE, JM_PART_ATTENDS},
        {FORUM, JM_NONE, JM_NONE, JM_NONE, GURO, JM_PART_SPEAKS},
        {FORUM, JM_NONE, JM_NONE, JM_NONE, PARIS_15, JM_PART_ATTENDS},
        {SECURITY, JM_NONE, JM_NONE, JM_NONE, ISSY, JM_PART_ATTENDS},
        {INVITATIONS, JM_NONE, FROM_SUWON, JM_NONE, PARIS, JM_PART_ATTENDS},
        {PARIS_15_DAY, HEAD, JM_NONE, JM_NONE, JM_NONE, JM_PART_ATTENDS}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        jm_plan_add_participant(maker, &rows[i]);
}

/* The sample, with more done to it before it is sealed. */
static struct jm_plan *sample_make(void (*more)(struct jm_plan_maker *maker))
{
    struct jm_plan_maker *maker = NULL;
    struct jm_plan *plan = NULL;
    if (!sample_zone_data && jm_zones_new(&sample_zone_data, NULL))
        abort();
    if (jm_plan_maker_new(&maker, NULL))
        abort();
    for (int i = 0; i < SAMPLE_ZONES; i++)
        jm_plan_zone(maker, sample_zones[i]);
    static const struct jm_theme themes[] = {
        {"culture", {"Culture", "Culture", "문화"}},
        {"water", {"Eau, assainissement", "Water", "물"}}};
    for (size_t i = 0; i < 2; i++)
        jm_plan_add_theme(maker, &themes[i]);
    sample_add_places(maker);
    sample_add_people(maker);
    for (int i = 0; i < SAMPLE_EVENTS; i++)
        sample_add(maker, i, &sample_events[i]);
    if (more)
        more(maker);
    for (uint32_t i = 0; i < jm_plan_zone_count(maker); i++) {
        const char *name = jm_plan_zone_name(maker, i);
        jm_plan_set_zone(maker, i, jm_zones_get(sample_zone_data, name));
    }
    if (jm_plan_seal(&plan, maker, jm_day_from_date(2023, 4, 20), NULL))
        abort();
    return plan;
}

static void sample_forget(void)
{
    jm_zones_free(sample_zone_data);
    sample_zone_data = NULL;
}

/* Feeds of every kind. */
static const struct {
    enum jm_feed_kind kind;
    uint32_t row;
} sample_feeds[] = {{JM_FEED_PUBLIC, JM_NONE},
                    {JM_FEED_HOST, TOURS},
                    {JM_FEED_HOST, PARIS},
                    {JM_FEED_HOST, PARIS_15},
                    {JM_FEED_HOST, ISSY},
                    {JM_FEED_HOST, SUWON},
                    {JM_FEED_HOST, GURO},
                    {JM_FEED_HOST, RABAT},
                    {JM_FEED_DELEGATION, FROM_SUWON},
                    {JM_FEED_DELEGATION, FROM_TOURS}};
#define SAMPLE_FEEDS (sizeof sample_feeds / sizeof *sample_feeds)

/* A feed of the sample as of 20 April 2023. */
static struct jm_feed sample_feed(enum jm_feed_kind kind, uint32_t row,
                                  enum jm_lang lang)
{
    jm_day today = jm_day_from_date(2023, 4, 20);
    return (struct jm_feed){.kind = kind,
                            .row = row,
                            .lang = lang,
                            .window = jm_feed_window(today),
                            .now = today * JM_DAY_SECONDS};
}

static inline void sample_write(struct jm_text *out, const struct jm_plan *plan,
                                const struct jm_feed *feed, int *events)
{
    if (jm_feed_write(out, plan, feed, events, NULL))
        abort();
}

#endif
