/* What delegations do on their tours, forums and flagship events. */
#include "random.h"
#include "roadmap.h"
#include <stdio.h>

/* One more, of at most two participants. */
struct draft {
    struct jm_event row;
    uint32_t guest, vehicle;
};

/* A part of what is in stays is planned later than the rest. */
enum { LATE = 4096 };
struct late {
    struct draft all[LATE];
    uint32_t count;
};

/* A stay whose programme is being made. */
struct stay {
    const struct roadmap_tour *tour;
    uint32_t event;
    uint32_t host, before; /* before: where the transfer comes from */
    jm_day first;
    int days, country;
    uint32_t theme; /* of the first visit; the next ones follow it */
    uint8_t status;
};

static jm_utc clock(const struct roadmap *r, int country, jm_day day,
                    int minutes)
{
    jm_utc utc;
    jm_zone_utc_of(r->zones[country],
                   (jm_wall)day * JM_DAY_SECONDS + minutes * 60, &utc);
    return utc;
}

static bool chance(struct roadmap *r, uint32_t in_thousand)
{
    return below(&r->random, 1000) < in_thousand;
}

static void participate(struct roadmap *r, uint32_t event, uint32_t person,
                        uint32_t vehicle)
{
    if (person == JM_NONE && vehicle == JM_NONE)
        return;
    jm_plan_add_participant(r->maker,
                            &(struct jm_participant){.event = event,
                                                     .person = person,
                                                     .delegation = JM_NONE,
                                                     .vehicle = vehicle,
                                                     .collectivity = JM_NONE,
                                                     .role = JM_PART_RECEIVES});
}

static uint32_t add(struct roadmap *r, const struct draft *draft)
{
    static const char *const contacts = "Mme Martin, 02 47 00 00 00";
    struct jm_event_text text = {
        .title = {"Réunion de travail", "Working meeting", "실무 회의"},
        .contacts = {contacts, contacts, contacts},
        .created_at = draft->row.span.from - 300 * JM_DAY_SECONDS};
    uint64_t bits = random_bits(&r->random);
    snprintf(text.uid, sizeof text.uid, "%08x-%04x-4%03x-8000-%012x",
             (unsigned)(bits >> 32), (unsigned)(bits >> 16 & 0xffff),
             (unsigned)(bits & 0xfff), (unsigned)r->events);
    jm_utc release = (jm_utc)ROADMAP_TODAY * JM_DAY_SECONDS;
    if (text.created_at > release)
        text.created_at = release - JM_DAY_SECONDS;
    text.changed_at = text.created_at;
    if (chance(r, 3))
        text.changed_at = release + 60;
    r->events++;
    uint32_t event = jm_plan_add_event(r->maker, &draft->row, &text);
    participate(r, event, draft->guest, JM_NONE);
    participate(r, event, JM_NONE, draft->vehicle);
    return event;
}

static struct draft new_draft(enum jm_event_kind kind, int country,
                              uint32_t host)
{
    return (struct draft){{.host = host,
                           .venue = JM_NONE,
                           .to_host = JM_NONE,
                           .to_venue = JM_NONE,
                           .delegation = JM_NONE,
                           .parent = JM_NONE,
                           .theme = JM_NONE,
                           .option_until = JM_DAY_NONE,
                           .zone = (uint16_t)country,
                           .track = JM_TRACK_ALL,
                           .kind = (uint8_t)kind,
                           .status = JM_CONFIRMED,
                           .audience = JM_AUDIENCE_HOST},
                          JM_NONE,
                          JM_NONE};
}

static struct draft draft_in(const struct roadmap *r, const struct stay *stay,
                             enum jm_event_kind kind, uint32_t host)
{
    struct draft draft = new_draft(kind, stay->country, host);
    (void)r;
    draft.row.delegation = stay->tour->delegation;
    draft.row.parent = stay->event;
    draft.row.status = stay->status;
    if (stay->status == JM_OPTION)
        draft.row.option_until = stay->first - 25;
    return draft;
}

static void set_days(const struct roadmap *r, struct draft *draft, jm_day first,
                     int days)
{
    const struct jm_zone *zone = r->zones[draft->row.zone];
    draft->row.all_day = true;
    draft->row.span = (struct jm_span){jm_zone_day_start(zone, first),
                                       jm_zone_day_start(zone, first + days)};
}

static void set_hours(const struct roadmap *r, struct draft *draft, jm_day day,
                      int from, int minutes)
{
    draft->row.span.from = clock(r, draft->row.zone, day, from);
    draft->row.span.until = draft->row.span.from + minutes * 60;
}

/* Now, or in the place of one that was to be planned later. */
static void add_some_time(struct roadmap *r, struct late *late,
                          const struct draft *draft)
{
    if (!chance(r, 100)) {
        if (r->events < r->n_events)
            add(r, draft);
        return;
    }
    if (late->count < LATE) {
        late->all[late->count++] = *draft;
        return;
    }
    struct draft *other = &late->all[below(&r->random, LATE)];
    if (r->events < r->n_events)
        add(r, other);
    *other = *draft;
}

/* ---- the programme of a stay ---- */

/* Where it takes place and who is there. */
static void furnish(struct roadmap *r, struct draft *draft)
{
    uint32_t cluster = draft->row.host / ROADMAP_CLUSTER;
    if (!chance(r, 150))
        draft->row.venue = roadmap_hall(draft->row.host);
    if (chance(r, 330))
        draft->row.expected =
            chance(r, 4) ? 2000 : 5 + (int)below(&r->random, 60);
    if (chance(r, 100))
        draft->guest = r->n_delegations + r->n_interpreters +
                       cluster * ROADMAP_LOCALS +
                       below(&r->random, ROADMAP_LOCALS);
}

/* A neighbour that volunteers; now and then one that does not. */
static uint32_t host_of_visit(struct roadmap *r, const struct stay *stay)
{
    uint32_t place = chance(r, 30) ? below(&r->random, ROADMAP_CLUSTER)
                                   : below(&r->random, ROADMAP_HALLS);
    uint32_t host = stay->host / ROADMAP_CLUSTER * ROADMAP_CLUSTER + place;
    return host < r->n_hosts ? host : stay->host;
}

static struct draft draft_visit(struct roadmap *r, struct stay *stay,
                                bool *is_away)
{
    uint32_t host = chance(r, 150) ? host_of_visit(r, stay) : stay->host;
    struct draft draft = draft_in(r, stay, JM_VISIT, host);
    *is_away = host != stay->host;
    draft.row.theme = stay->theme++ % ROADMAP_THEMES;
    if (*is_away && roadmap_offer(host) != JM_NONE && !chance(r, 50))
        draft.row.theme = roadmap_offer(host);
    if (chance(r, 5))
        draft.row.theme = JM_NONE;
    if (roadmap_has_tracks(draft.row.delegation))
        draft.row.track = (uint16_t)below(&r->random, 2);
    return draft;
}

static bool is_weekend(jm_day day)
{
    return jm_day_weekday(day) >= JM_SATURDAY;
}

static void add_morning(struct roadmap *r, struct late *late, struct stay *stay,
                        int k)
{
    jm_day day = stay->first + k;
    bool is_away = false;
    struct draft draft;
    if (k == 0 && !is_weekend(day)) {
        draft = draft_in(r, stay, JM_MEETING, stay->host);
        draft.row.rite = 1 + JM_RITE_COURTESY;
    } else if (is_weekend(day) || chance(r, 600)) {
        draft = draft_visit(r, stay, &is_away);
    } else {
        draft = draft_in(r, stay, JM_MEETING, stay->host);
    }
    furnish(r, &draft);
    set_hours(r, &draft, day,
              is_away ? 555 : 570 + 15 * (int)below(&r->random, 3),
              is_away ? 90 : 75 + 15 * (int)below(&r->random, 3));
    add_some_time(r, late, &draft);
}

static void add_lunch(struct roadmap *r, struct late *late, struct stay *stay,
                      int k)
{
    struct draft draft = draft_in(r, stay, JM_MEAL, stay->host);
    furnish(r, &draft);
    set_hours(r, &draft, stay->first + k, 750, 60);
    add_some_time(r, late, &draft);
}

static void add_afternoon(struct roadmap *r, struct late *late,
                          struct stay *stay, int k)
{
    jm_day day = stay->first + k;
    bool is_away = false, is_last = k == stay->days - 1;
    struct draft draft;
    if (is_last) {
        draft = draft_in(r, stay, JM_CEREMONY, stay->host);
        draft.row.rite =
            1 + (chance(r, 300) ? JM_RITE_SIGNING : JM_RITE_FAREWELL);
    } else if (is_weekend(day) || chance(r, 600)) {
        draft = draft_visit(r, stay, &is_away);
    } else {
        draft = draft_in(r, stay, JM_MEETING, stay->host);
    }
    furnish(r, &draft);
    int from = is_away ? 900 : 870 + 15 * (int)below(&r->random, 4);
    if (chance(r, 16))
        from = 660; /* before the morning's is over */
    set_hours(r, &draft, day, from, 90 + 15 * (int)below(&r->random, 2));
    add_some_time(r, late, &draft);
}

static void add_frame(struct roadmap *r, struct late *late, struct stay *stay)
{
    struct draft draft = draft_in(r, stay, JM_STAY, stay->host);
    draft.row.parent = JM_NONE;
    draft.row.theme = chance(r, 500) ? stay->theme : JM_NONE;
    set_days(r, &draft, stay->first, stay->days);
    stay->event = add(r, &draft);
    draft = draft_in(r, stay, JM_LODGING, stay->host);
    draft.row.venue = roadmap_hall(stay->host);
    set_days(r, &draft, stay->first, stay->days);
    add_some_time(r, late, &draft);
    draft = draft_in(r, stay, JM_TRANSFER, stay->before);
    draft.row.to_host = stay->host;
    set_hours(r, &draft, stay->first, 480, 75);
    if (chance(r, 250))
        draft.vehicle = below(&r->random, r->n_vehicles);
    add_some_time(r, late, &draft);
}

/* What is to be done before a stay, and told of it. */
static void add_errands(struct roadmap *r, const struct stay *stay)
{
    if (chance(r, 40)) {
        struct draft draft = draft_in(r, stay, JM_DEADLINE, stay->host);
        set_hours(r, &draft, stay->first - 40 < 0 ? 0 : stay->first - 40, 1020,
                  0);
        add(r, &draft);
    }
    if (chance(r, 25)) {
        struct draft draft = draft_in(r, stay, JM_POST, stay->host);
        set_hours(r, &draft, stay->first, 1080, 0);
        jm_plan_add_post(
            r->maker,
            &(struct jm_post_text){.event = add(r, &draft),
                                   .channel = JM_CHANNEL_X,
                                   .language = "fr",
                                   .text = "Bienvenue à nos amis de Corée !"});
    }
}

static uint8_t draw_status(struct roadmap *r)
{
    uint32_t in_hundred = below(&r->random, 100);
    return in_hundred < 7    ? JM_OPTION
           : in_hundred < 10 ? JM_IDEA
           : in_hundred < 12 ? JM_CANCELLED
                             : JM_CONFIRMED;
}

static void add_stay(struct roadmap *r, struct late *late,
                     const struct roadmap_tour *tour, int i)
{
    uint32_t host = tour->host[i];
    uint32_t near = host % ROADMAP_CLUSTER ? host - 1 : host + 1;
    struct stay stay = {.tour = tour,
                        .host = host,
                        .before = i ? tour->host[0] : near,
                        .first = tour->day + (i ? tour->days[0] : 0),
                        .days = tour->days[i],
                        .country = roadmap_country(r, host),
                        .theme = below(&r->random, ROADMAP_THEMES),
                        .status = draw_status(r)};
    add_frame(r, late, &stay);
    for (int k = 0; k < stay.days; k++) {
        add_morning(r, late, &stay, k);
        add_lunch(r, late, &stay, k);
        add_afternoon(r, late, &stay, k);
    }
    add_errands(r, &stay);
}

/* ---- forums and flagship events ---- */

static uint32_t add_flagship(struct roadmap *r, jm_day day, int days,
                             uint32_t host)
{
    struct draft draft = new_draft(JM_FLAGSHIP, roadmap_country(r, host), host);
    draft.row.theme = below(&r->random, ROADMAP_THEMES);
    draft.row.audience = JM_AUDIENCE_PUBLIC;
    set_days(r, &draft, day, days);
    return add(r, &draft);
}

/* A forum is held on the occasion of a flagship event. */
static void add_forum(struct roadmap *r, jm_day day, uint32_t host)
{
    uint32_t occasion = add_flagship(r, day, 3, host);
    struct draft draft = new_draft(JM_FORUM, roadmap_country(r, host), host);
    draft.row.parent = occasion;
    draft.row.theme = below(&r->random, ROADMAP_THEMES);
    draft.row.venue = roadmap_hall(host);
    draft.row.expected = 70;
    set_hours(r, &draft, day, 540, 480);
    uint32_t forum = add(r, &draft);
    for (int session = 0; session < 4; session++) {
        draft = new_draft(JM_MEETING, roadmap_country(r, host), host);
        draft.row.parent = forum;
        set_hours(r, &draft, day, 540 + 120 * session, 105);
        add(r, &draft);
    }
}

static void add_season(struct roadmap *r)
{
    for (int half = 0; half < 10; half++) {
        uint32_t cluster = below(&r->random, r->n_hosts / ROADMAP_CLUSTER);
        add_forum(r, ROADMAP_FIRST_DAY + half * 182 + 94,
                  cluster * ROADMAP_CLUSTER + below(&r->random, ROADMAP_HALLS));
    }
    for (uint32_t i = 0; i < r->n_events / 3000; i++)
        add_flagship(
            r, ROADMAP_FIRST_DAY + (jm_day)below(&r->random, ROADMAP_DAYS - 10),
            2 + (int)below(&r->random, 5), below(&r->random, r->n_hosts));
}

void roadmap_add_events(struct roadmap *r)
{
    static struct late late;
    late.count = 0;
    add_season(r);
    for (uint32_t i = 0; i < r->n_tours; i++)
        for (int half = 0; half < 2; half++)
            if (r->events + late.count + 30 < r->n_events)
                add_stay(r, &late, &r->tours[i], half);
    while (late.count && r->events < r->n_events)
        add(r, &late.all[--late.count]);
    while (r->events < r->n_events)
        add_flagship(r, ROADMAP_FIRST_DAY + (jm_day)(r->events % 1800), 1,
                     below(&r->random, r->n_hosts));
}

/* One delegation in five says its flights; some of them land on the day. */
void roadmap_add_flights(struct roadmap *r)
{
    for (uint32_t i = 0; i < r->n_tours; i++) {
        const struct roadmap_tour *t = &r->tours[i];
        int there = roadmap_country(r, t->host[0]);
        jm_day last = t->day + t->days[0] + t->days[1];
        if (t->delegation % 5 != 1)
            continue;
        jm_utc lands = clock(r, there, t->day - (chance(r, 970) ? 1 : 0), 450);
        jm_utc leaves = clock(r, there, last, 780);
        struct jm_flight row = {.delegation = t->delegation,
                                .direction = JM_FLIGHT_IN,
                                .number = "AF264",
                                .origin = r->n_hosts + !there,
                                .destination = r->n_hosts + (uint32_t)there,
                                .span = {lands - 14 * 3600, lands}};
        jm_plan_add_flight(r->maker, &row);
        row.direction = JM_FLIGHT_OUT;
        row.number = "AF267";
        row.origin = r->n_hosts + (uint32_t)there;
        row.destination = r->n_hosts + !there;
        row.span = (struct jm_span){leaves, leaves + 14 * 3600};
        jm_plan_add_flight(r->maker, &row);
    }
}
