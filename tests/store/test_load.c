/* The snapshot: every field of every row that plan.h has. */
#include "load_help.h"

#include "db.h"

static void test_an_empty_plan(void **state)
{
    (void)state;
    jm_store_free(store);
    OK(jm_store_create(&store, in_folder("empty.plan"), &err));
    struct jm_plan *plan = load();
    assert_int_equal(plan->n_events, 0);
    assert_int_equal(plan->n_zones, 0);
    assert_int_equal(plan->today, 20000);
    jm_plan_free(plan);
}

static void test_collectivities(void **state)
{
    (void)state;
    put_fields(store, JM_NOUN_COLLECTIVITY, suwon, NOON, "parent=fr-tours",
               "notice_days=30", "capacity=2", NULL);
    struct jm_plan *plan = load();
    assert_int_equal(plan->n_collectivities, 2);
    const struct jm_collectivity *t = &plan->collectivities[0];
    const struct jm_collectivity *s = &plan->collectivities[1];
    assert_string_equal(t->id, tours);
    assert_string_equal(t->name[JM_FR], "Tours");
    assert_string_equal(t->name[JM_KO], "투르");
    assert_int_equal(t->kind, JM_KIND_COMMUNE);
    assert_string_equal(t->country, "FR");
    assert_string_equal(plan->zones[t->zone].name, "Europe/Paris");
    assert_int_equal(t->parent, JM_NONE);
    assert_true(t->latitude > 47.39 && t->latitude < 47.40);
    assert_true(t->longitude > 0.68 && t->longitude < 0.69);
    assert_int_equal(t->capacity, 1);
    assert_int_equal(t->notice_days, -1);
    assert_int_equal(t->office_from, 8 * 3600 + 30 * 60);
    assert_int_equal(t->office_until, 17 * 3600 + 30 * 60);
    assert_int_equal(t->school_zone, JM_ZONE_B);
    assert_string_equal(t->department, "37");
    assert_int_equal(s->kind, JM_KIND_CITY);
    assert_string_equal(plan->zones[s->zone].name, "Asia/Seoul");
    assert_int_equal(s->parent, 0);
    assert_int_equal(s->capacity, 2);
    assert_int_equal(s->notice_days, 30);
    assert_int_equal(s->office_from, -1);
    assert_int_equal(s->school_zone, -1);
    assert_null(s->department);
    jm_plan_free(plan);
}

static void test_places_and_ties(void **state)
{
    (void)state;
    struct jm_row rows[] = {
        make_row(JM_NOUN_THEME, "health", "name_fr=Santé", "name_ko=보건",
                 NULL),
        make_row(JM_NOUN_VOLUNTEER, NULL, "collectivity=kr-suwon",
                 "theme=health", NULL),
        make_row(JM_NOUN_PARTNERSHIP, NULL, "collectivity=fr-tours",
                 "partner=kr-suwon", "kind=twinning", NULL),
        make_row(JM_NOUN_PARTNERSHIP, NULL, "collectivity=kr-suwon",
                 "kind=seeking", "status=open", NULL),
        make_row(JM_NOUN_VENUE, "hall", "collectivity=fr-tours",
                 "name_fr=Salle", "address=1 rue Nationale", "seats=80",
                 "latitude=47.5", "longitude=0.5", "rooms=2", NULL),
        make_row(JM_NOUN_VENUE, "barn", "collectivity=kr-suwon",
                 "name_fr=Grange", NULL),
        make_row(JM_NOUN_VEHICLE, "coach", "name_fr=Car", "seats=50", NULL),
        make_row(JM_NOUN_TRAVEL, NULL, "origin=fr-tours",
                 "destination=kr-suwon", "mode=plane", "minutes_min=800",
                 "minutes_max=900", NULL),
        make_row(JM_NOUN_SETTING, NULL, "rule=travel-tight",
                 "collectivity=kr-suwon", "parameter=severity", "value=notice",
                 NULL),
        make_row(JM_NOUN_SETTING, NULL, "rule=outside-hours",
                 "parameter=severity", "value=off", NULL)};
    add_rows(store, rows, sizeof rows / sizeof *rows, NOON);
    struct jm_plan *plan = load();
    assert_string_equal(plan->themes[0].id, "health");
    assert_string_equal(plan->themes[0].name[JM_KO], "보건");
    assert_null(plan->themes[0].name[JM_EN]);
    assert_int_equal(plan->volunteers[0].collectivity, 1);
    assert_int_equal(plan->volunteers[0].theme, 0);
    assert_int_equal(plan->n_partnerships, 2);
    assert_int_equal(plan->partnerships[0].partner, 1);
    assert_int_equal(plan->partnerships[0].kind, JM_TIE_TWINNING);
    assert_int_equal(plan->partnerships[0].status, JM_TIE_ACTIVE);
    assert_int_equal(plan->partnerships[1].partner, JM_NONE);
    assert_int_equal(plan->partnerships[1].status, JM_TIE_OPEN);
    const struct jm_venue *hall = &plan->venues[0], *barn = &plan->venues[1];
    assert_string_equal(hall->address, "1 rue Nationale");
    assert_int_equal(hall->seats, 80);
    assert_int_equal(hall->rooms, 2);
    assert_true(hall->placed);
    assert_true(hall->latitude > 47.4 && hall->longitude < 0.6);
    assert_int_equal(barn->collectivity, 1);
    assert_int_equal(barn->seats, -1);
    assert_int_equal(barn->rooms, 1);
    assert_false(barn->placed);
    assert_null(barn->address);
    assert_string_equal(plan->vehicles[0].id, "coach");
    assert_int_equal(plan->vehicles[0].seats, 50);
    assert_int_equal(plan->travels[0].destination, 1);
    assert_int_equal(plan->travels[0].mode, JM_MODE_PLANE);
    assert_int_equal(plan->travels[0].minutes_min, 800);
    assert_int_equal(plan->travels[0].minutes_max, 900);
    assert_string_equal(plan->settings[0].rule, "travel-tight");
    assert_string_equal(plan->settings[0].parameter, "severity");
    assert_string_equal(plan->settings[0].value, "notice");
    assert_int_equal(plan->settings[0].collectivity, 1);
    assert_int_equal(plan->settings[1].collectivity, JM_NONE);
    jm_plan_free(plan);
}

static void add_group(void)
{
    struct jm_row rows[] = {
        make_row(JM_NOUN_PERSON, "kim", "family_name=KIM", "given_name=Min-ji",
                 "name_ko=김민지", "civility=mme", "function_fr=Maire",
                 "equivalent_ko=시장", "organisation=kr-suwon", "rank=1",
                 "languages=ko en", "role=official", NULL),
        make_row(JM_NOUN_PERSON, "lee", "family_name=LEE", NULL),
        make_row(JM_NOUN_DELEGATION, "d", "name_fr=Suwon", "origin=kr-suwon",
                 "head=kim", "size=8", "purpose_en=Friendship",
                 "dates_imposed=yes", NULL),
        make_row(JM_NOUN_DELEGATION, "e", "name_fr=Autre", "origin=fr-tours",
                 NULL),
        make_row(JM_NOUN_FLIGHT, NULL, "delegation=d", "direction=out",
                 "number=AF 264", "origin=fr-tours", "destination=kr-suwon",
                 "departs=2026-05-08T13:00", "departs_zone=Europe/Paris",
                 "arrives=2026-05-09T09:00", "arrives_zone=Asia/Seoul", NULL),
        make_row(JM_NOUN_MEMBER, NULL, "delegation=d", "person=lee",
                 "position=2", NULL),
        make_row(JM_NOUN_MEMBER, NULL, "delegation=d", "person=kim",
                 "position=1", "track=Élus", "joins=2026-05-05",
                 "leaves=2026-05-06", "zone=Europe/Paris", "room=single",
                 NULL)};
    add_rows(store, rows, sizeof rows / sizeof *rows, NOON);
}

static void test_people(void **state)
{
    (void)state;
    add_group();
    struct jm_plan *plan = load();
    const struct jm_person *kim = &plan->people[0], *lee = &plan->people[1];
    assert_string_equal(kim->family_name, "KIM");
    assert_string_equal(kim->given_name, "Min-ji");
    assert_string_equal(kim->name_ko, "김민지");
    assert_string_equal(kim->function[JM_FR], "Maire");
    assert_string_equal(kim->equivalent[JM_KO], "시장");
    assert_null(kim->equivalent[JM_FR]);
    assert_string_equal(kim->languages, "ko en");
    assert_int_equal(kim->civility, JM_CIVILITY_MME);
    assert_int_equal(kim->role, JM_ROLE_OFFICIAL);
    assert_int_equal(kim->rank, 1);
    assert_int_equal(kim->organisation, 1);
    assert_int_equal(lee->civility, -1);
    assert_int_equal(lee->role, JM_ROLE_MEMBER);
    assert_int_equal(lee->rank, 0);
    assert_int_equal(lee->organisation, JM_NONE);
    assert_null(lee->given_name);
    const struct jm_delegation *d = &plan->delegations[0];
    assert_string_equal(d->name[JM_FR], "Suwon");
    assert_string_equal(d->purpose[JM_EN], "Friendship");
    assert_int_equal(d->origin, 1);
    assert_int_equal(d->head, 0);
    assert_int_equal(d->size, 8);
    assert_true(d->dates_imposed);
    assert_int_equal(plan->delegations[1].head, JM_NONE);
    assert_int_equal(plan->delegations[1].size, 0);
    assert_false(plan->delegations[1].dates_imposed);
    jm_plan_free(plan);
}

static void test_flights_and_members(void **state)
{
    (void)state;
    add_group();
    struct jm_plan *plan = load();
    const struct jm_flight *f = &plan->flights[0];
    assert_int_equal(f->delegation, 0);
    assert_int_equal(f->direction, JM_FLIGHT_OUT);
    assert_string_equal(f->number, "AF 264");
    assert_int_equal(f->origin, 0);
    assert_int_equal(f->destination, 1);
    assert_int_equal(f->span.until - f->span.from, 12 * 3600);
    assert_int_equal(plan->n_members, 2);
    const struct jm_member *kim = &plan->members[0], *lee = &plan->members[1];
    assert_int_equal(kim->person, 0);
    assert_int_equal(kim->position, 1);
    assert_string_equal(plan->tracks[kim->track], "Élus");
    assert_int_equal(kim->span.until - kim->span.from, 2 * 86400);
    assert_int_equal(kim->room, JM_ROOM_SINGLE);
    assert_int_equal(lee->person, 1);
    assert_int_equal(lee->track, JM_TRACK_ALL);
    assert_int_equal(lee->span.from, JM_UTC_MIN);
    assert_int_equal(lee->span.until, JM_UTC_MAX);
    assert_int_equal(lee->room, -1);
    assert_int_equal(plan->delegations[0].members, 2);
    jm_plan_free(plan);
}

static const char full[] = "33333333-3333-4333-8333-333333333333";

static void add_full_event(void)
{
    add_group();
    struct jm_row rows[] = {
        make_theme("health"),
        make_row(JM_NOUN_VENUE, "hall", "collectivity=fr-tours",
                 "name_fr=Salle", NULL),
        make_row(JM_NOUN_VENUE, "barn", "collectivity=kr-suwon",
                 "name_fr=Grange", NULL),
        make_row(JM_NOUN_VEHICLE, "coach", "name_fr=Car", "seats=50", NULL),
        make_row(JM_NOUN_EVENT, full, "kind=transfer", "status=option",
                 "title_fr=Trajet", "title_en=Ride", "title_ko=이동",
                 "starts=2026-05-06", "ends=2026-05-07", "zone=Asia/Seoul",
                 "host=fr-tours", "venue=hall", "to_host=kr-suwon",
                 "to_venue=barn", "delegation=d", "track=Élus", "theme=health",
                 "parent=22222222-2222-4222-8222-222222222222",
                 "option_until=2026-02-01", "cancel_reason=Aucun",
                 "audience=public", "expected=40", "to_confirm=yes",
                 "contacts_ko=담당자", "logistics_en=Coach",
                 "description_fr=Deux\nlignes", "url=https://example.org/",
                 NULL),
        make_row(JM_NOUN_PARTICIPANT, NULL,
                 "event=33333333-3333-4333-8333-333333333333", "vehicle=coach",
                 NULL),
        make_row(JM_NOUN_PARTICIPANT, NULL,
                 "event=33333333-3333-4333-8333-333333333333", "person=lee",
                 "role=interprets", NULL),
        make_row(JM_NOUN_PARTICIPANT, NULL,
                 "event=11111111-1111-4111-8111-111111111111", "delegation=e",
                 NULL),
        make_row(JM_NOUN_PARTICIPANT, NULL,
                 "event=33333333-3333-4333-8333-333333333333",
                 "collectivity=kr-suwon", "role=receives", NULL)};
    add_rows(store, rows, sizeof rows / sizeof *rows, NOON + 3);
}

static void test_events(void **state)
{
    (void)state;
    add_full_event();
    struct jm_plan *plan = load();
    assert_int_equal(plan->n_events, 3);
    const struct jm_event *e = &plan->events[2], *v = &plan->events[1];
    assert_int_equal(e->span.until - e->span.from, 2 * 86400);
    assert_int_equal(e->span.from % 86400, 15 * 3600);
    assert_int_equal(e->host, 0);
    assert_int_equal(e->venue, 0);
    assert_int_equal(e->to_host, 1);
    assert_int_equal(e->to_venue, 1);
    assert_int_equal(e->delegation, 0);
    assert_int_equal(e->parent, 0);
    assert_int_equal(e->theme, 0);
    assert_int_equal(e->expected, 40);
    assert_int_equal(e->option_until, jm_day_from_date(2026, 2, 1));
    assert_string_equal(plan->zones[e->zone].name, "Asia/Seoul");
    assert_string_equal(plan->tracks[e->track], "Élus");
    assert_int_equal(e->kind, JM_TRANSFER);
    assert_int_equal(e->status, JM_OPTION);
    assert_int_equal(e->audience, JM_AUDIENCE_PUBLIC);
    assert_true(e->all_day);
    assert_true(e->to_confirm);
    assert_int_equal(v->venue, JM_NONE);
    assert_int_equal(v->delegation, JM_NONE);
    assert_int_equal(v->theme, JM_NONE);
    assert_int_equal(v->parent, 0);
    assert_int_equal(v->option_until, JM_DAY_NONE);
    assert_int_equal(v->track, JM_TRACK_ALL);
    assert_int_equal(v->expected, 0);
    assert_false(v->all_day);
    assert_false(v->to_confirm);
    jm_plan_free(plan);
}

static void test_texts_of_events(void **state)
{
    (void)state;
    add_full_event();
    put_fields(store, JM_NOUN_EVENT, full, NOON + 7, "status=cancelled", NULL);
    struct jm_plan *plan = load();
    const struct jm_event_text *t = &plan->texts[2];
    assert_string_equal(t->uid, full);
    assert_int_equal(t->sequence, 1);
    assert_int_equal(t->created_at, NOON + 3);
    assert_int_equal(t->changed_at, NOON + 7);
    assert_int_equal(t->cancelled_at, NOON + 7);
    assert_string_equal(t->title[JM_FR], "Trajet");
    assert_string_equal(t->title[JM_EN], "Ride");
    assert_string_equal(t->title[JM_KO], "이동");
    assert_string_equal(t->contacts[JM_KO], "담당자");
    assert_string_equal(t->logistics[JM_EN], "Coach");
    assert_string_equal(t->description[JM_FR], "Deux\nlignes");
    assert_null(t->description[JM_EN]);
    assert_string_equal(t->url, "https://example.org/");
    assert_string_equal(t->cancel_reason, "Aucun");
    assert_int_equal(plan->texts[1].cancelled_at, 0);
    assert_null(plan->texts[1].url);
    jm_plan_free(plan);
}

static void test_participants(void **state)
{
    (void)state;
    add_full_event();
    struct jm_plan *plan = load();
    assert_int_equal(plan->n_participants, 4);
    assert_int_equal(plan->events[1].participants, 1);
    assert_int_equal(plan->events[2].participants, 3);
    int seen = 0;
    for (uint32_t i = 0; i < plan->n_participants; i++) {
        const struct jm_participant *p = &plan->participants[i];
        int refs = (p->person != JM_NONE) + (p->delegation != JM_NONE) +
                   (p->vehicle != JM_NONE) + (p->collectivity != JM_NONE);
        assert_int_equal(refs, 1);
        seen += p->vehicle == 0 && p->role == JM_PART_ATTENDS;
        seen += p->person == 1 && p->role == JM_PART_INTERPRETS;
        seen += p->collectivity == 1 && p->role == JM_PART_RECEIVES;
        seen += p->delegation == 1 && p->event == 1;
    }
    assert_int_equal(seen, 4);
    jm_plan_free(plan);
}

/* Rows that were removed leave holes between the numbers of the others. */
static void test_holes(void **state)
{
    (void)state;
    char ids[40][37];
    for (int i = 0; i < 40; i++) {
        snprintf(ids[i], sizeof ids[i], "%08d-0000-4000-8000-000000000000", i);
        struct jm_row row = make_event(ids[i], ids[i]);
        if (i % 5 == 4)
            OK(jm_row_set_string(&row, JM_event_parent, ids[i - 1], &err));
        add_row(store, row, NOON);
    }
    for (int i = 0; i < 40; i++)
        if (i % 5 < 3)
            remove_row(store, JM_NOUN_EVENT, ids[i], NOON);
    struct jm_plan *plan = load();
    assert_int_equal(plan->n_events, 2 + 16);
    for (uint32_t i = 2; i < plan->n_events; i++) {
        assert_string_equal(plan->texts[i].title[JM_FR], plan->texts[i].uid);
        assert_int_equal(plan->events[i].parent, i % 2 ? i - 1 : JM_NONE);
    }
    jm_plan_free(plan);
}

static void test_a_change_sees_itself(void **state)
{
    (void)state;
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL;
    OK(jm_change_begin(&change, store, &author, &err));
    OK(jm_change_remove(change, jm_noun(JM_NOUN_EVENT), visit, &err));
    struct jm_plan *plan = load();
    assert_int_equal(plan->n_events, 1);
    jm_plan_free(plan);
    jm_change_free(change);
    plan = load();
    assert_int_equal(plan->n_events, 2);
    jm_plan_free(plan);
}

/* ---- what a plan cannot hold, but a file can ---- */

static void test_damaged_rows(void **state)
{
    (void)state;
    static const struct {
        const char *name, *sql;
    } cases[] = {
        {"a host that is not there", "UPDATE event SET host = 77"},
        {"a parent that is not there", "UPDATE event SET parent = 77"},
        {"an instant that is missing", "UPDATE event SET utc_from = NULL"},
        {"an instant out of the world",
         "UPDATE event SET utc_until = 99999999999"},
        {"a number out of all bounds",
         "UPDATE event SET parent = NULL; UPDATE event SET n ="
         " 9000000000000000000 WHERE n = 2"},
        {"a number below all bounds",
         "UPDATE event SET parent = NULL; UPDATE event SET n = -5"
         " WHERE n = 2"},
        {"a day that is none", "UPDATE event SET option_until = 'soon'"},
        {"an hour that is none",
         "UPDATE collectivity SET office_until = 'late'"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[32];
        snprintf(name, sizeof name, "bad%zu.plan", i);
        struct jm_store *bad = make_plan(name);
        struct jm_plan_maker *maker = NULL;
        print_message("%s\n", cases[i].name);
        sqlite3_exec(bad->db,
                     "PRAGMA foreign_keys = OFF;"
                     "PRAGMA ignore_check_constraints = ON",
                     NULL, NULL, NULL);
        assert_int_equal(sqlite3_exec(bad->db, cases[i].sql, NULL, NULL, NULL),
                         SQLITE_OK);
        OK(jm_plan_maker_new(&maker, &err));
        FAILS(jm_store_load(bad, maker, &err), JM_INVALID, JM_SAY_PLAN_DAMAGED);
        jm_plan_maker_free(maker);
        jm_store_free(bad);
    }
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_store, close_store)
    const struct CMUnitTest tests[] = {TEST(test_an_empty_plan),
                                       TEST(test_collectivities),
                                       TEST(test_places_and_ties),
                                       TEST(test_people),
                                       TEST(test_flights_and_members),
                                       TEST(test_events),
                                       TEST(test_texts_of_events),
                                       TEST(test_participants),
                                       TEST(test_holes),
                                       TEST(test_a_change_sees_itself),
                                       TEST(test_damaged_rows)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
