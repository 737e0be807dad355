/* The snapshot: marked days, busy spans, posts, waivers, releases and rites. */
#include "load_help.h"

#include "db.h"

static void add_days(void)
{
    struct jm_row rows[] = {
        make_row(JM_NOUN_DAY, NULL, "kind=school", "starts=2026-07-04",
                 "ends=2026-08-31", "country=FR", "school_zone=B",
                 "name_fr=Vacances d’été", "name_ko=여름 방학", "source=arrêté",
                 NULL),
        make_row(JM_NOUN_DAY, NULL, "kind=public", "starts=2026-04-03",
                 "ends=2026-04-03", "country=FR", "department=67",
                 "name_fr=Vendredi saint", "estimated=yes", "source=droit",
                 NULL),
        make_row(JM_NOUN_DAY, NULL, "kind=blackout", "starts=2026-05-01",
                 "ends=2026-05-03", "collectivity=kr-suwon",
                 "name_fr=Déménagement", "source=courriel", NULL)};
    add_rows(store, rows, sizeof rows / sizeof *rows, NOON);
}

static void test_marked_days(void **state)
{
    (void)state;
    add_days();
    struct jm_plan *plan = load();
    assert_int_equal(plan->n_marked_days, 3);
    const struct jm_marked_days *friday = &plan->marked_days[0];
    const struct jm_marked_days *move = &plan->marked_days[1];
    const struct jm_marked_days *summer = &plan->marked_days[2];
    assert_int_equal(friday->kind, JM_DAY_PUBLIC);
    assert_int_equal(friday->first, jm_day_from_date(2026, 4, 3));
    assert_int_equal(friday->last, friday->first);
    assert_string_equal(friday->country, "FR");
    assert_string_equal(friday->department, "67");
    assert_int_equal(friday->school_zone, -1);
    assert_int_equal(friday->collectivity, JM_NONE);
    assert_string_equal(friday->name[JM_FR], "Vendredi saint");
    assert_null(friday->name[JM_KO]);
    assert_string_equal(friday->source, "droit");
    assert_true(friday->estimated);
    assert_int_equal(move->kind, JM_DAY_BLACKOUT);
    assert_string_equal(move->country, "");
    assert_null(move->department);
    assert_int_equal(move->collectivity, 1);
    assert_int_equal(move->last - move->first, 2);
    assert_int_equal(summer->kind, JM_DAY_SCHOOL);
    assert_int_equal(summer->school_zone, JM_ZONE_B);
    assert_int_equal(summer->last, jm_day_from_date(2026, 8, 31));
    assert_string_equal(summer->name[JM_KO], "여름 방학");
    assert_false(summer->estimated);
    jm_plan_free(plan);
}

static void test_busy_spans(void **state)
{
    (void)state;
    struct jm_row rows[] = {
        make_row(JM_NOUN_BUSY, "b1", "collectivity=kr-suwon",
                 "starts=2026-05-05T09:00", "ends=2026-05-05T12:00",
                 "zone=Asia/Seoul", "title=시의회", NULL),
        make_row(JM_NOUN_BUSY, "b2", "collectivity=fr-tours",
                 "starts=2026-06-01", "ends=2026-06-02", "zone=Europe/Paris",
                 NULL),
        make_row(JM_NOUN_BUSY, "b3", "collectivity=fr-tours",
                 "starts=2026-05-01T08:00", "ends=2026-05-01T08:00",
                 "zone=Europe/Paris", NULL)};
    add_rows(store, rows, sizeof rows / sizeof *rows, NOON);
    struct jm_plan *plan = load();
    assert_int_equal(plan->n_busy_spans, 3);
    const struct jm_busy_span *short_one = &plan->busy_spans[0];
    const struct jm_busy_span *days = &plan->busy_spans[1];
    const struct jm_busy_span *council = &plan->busy_spans[2];
    assert_int_equal(short_one->collectivity, 0);
    assert_false(short_one->whole_days);
    assert_null(short_one->title);
    assert_int_equal(days->collectivity, 0);
    assert_true(days->whole_days);
    assert_int_equal(days->span.until - days->span.from, 2 * 86400);
    assert_int_equal(council->collectivity, 1);
    assert_false(council->whole_days);
    assert_string_equal(council->title, "시의회");
    assert_int_equal(council->span.from % 86400, 0); /* 09:00 in Seoul */
    assert_int_equal(council->span.until - council->span.from, 3 * 3600);
    jm_plan_free(plan);
}

static void test_posts(void **state)
{
    (void)state;
    struct jm_row rows[] = {
        make_row(
            JM_NOUN_POST, NULL, "event=11111111-1111-4111-8111-111111111111",
            "channel=linkedin", "language=ko", "text=안녕하세요\n수원", NULL),
        make_row(JM_NOUN_POST, NULL,
                 "event=22222222-2222-4222-8222-222222222222", "channel=x",
                 "language=fr", "text=Bienvenue !", NULL)};
    add_rows(store, rows, sizeof rows / sizeof *rows, NOON);
    struct jm_plan *plan = load();
    assert_int_equal(plan->n_posts, 2);
    const struct jm_post_text *of_stay = &plan->posts[0];
    const struct jm_post_text *of_visit = &plan->posts[1];
    assert_int_equal(of_stay->event, 0);
    assert_int_equal(of_stay->channel, JM_CHANNEL_X);
    assert_string_equal(of_stay->text, "Bienvenue !");
    assert_int_equal(of_visit->event, 1);
    assert_int_equal(of_visit->channel, JM_CHANNEL_LINKEDIN);
    assert_string_equal(of_visit->language, "ko");
    assert_string_equal(of_visit->text, "안녕하세요\n수원");
    jm_plan_free(plan);
}

static void add_waivers(void)
{
    struct jm_row rows[] = {
        make_row(JM_NOUN_WAIVER, "w1", "fingerprint=2a40d1a65fd27d2d",
                 "rule=travel-tight", "reason=Escorte de police",
                 "author=adele", "expires_on=2026-12-31",
                 "facts=ffffffffffffffff", NULL),
        make_row(JM_NOUN_WAIVER, "w2", "fingerprint=0000000000000001",
                 "rule=host-busy", "reason=Accordé", "author=bruno",
                 "facts=0123456789abcdef", NULL)};
    add_rows(store, rows, sizeof rows / sizeof *rows, NOON);
}

static void test_waivers(void **state)
{
    (void)state;
    add_waivers();
    struct jm_plan *plan = load();
    assert_int_equal(plan->n_waivers, 2);
    assert_true(plan->waivers[0].fingerprint == 0x2a40d1a65fd27d2d);
    assert_true(plan->waivers[0].facts == UINT64_MAX);
    assert_int_equal(plan->waivers[0].expires_on,
                     jm_day_from_date(2026, 12, 31));
    assert_string_equal(plan->waivers[0].reason, "Escorte de police");
    assert_string_equal(plan->waivers[0].author, "adele");
    assert_true(plan->waivers[1].fingerprint == 1);
    assert_true(plan->waivers[1].facts == 0x0123456789abcdef);
    assert_int_equal(plan->waivers[1].expires_on, JM_DAY_NONE);
    jm_plan_free(plan);
}

static void test_waivers_are_checked(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "fingerprint=2a40d1a65fd27d2", "fingerprint=2a40d1a65fd27d2d0",
        "fingerprint=2A40D1A65FD27D2D", "fingerprint=0x40d1a65fd27d2d",
        "facts=unknown"};
    add_waivers();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct jm_row row = read_row(store, JM_NOUN_WAIVER, "w1");
        print_message("%s\n", wrong[i]);
        set_field(&row, wrong[i]);
        FAILS(jm_row_settle(&row, find_zone, NULL, NULL, 0, NULL, &err),
              JM_INVALID, JM_SAY_NOT_FINGERPRINT);
        jm_row_clear(&row);
    }
}

static void test_releases(void **state)
{
    (void)state;
    struct jm_plan *plan = load();
    assert_int_equal(plan->released_at, 0);
    jm_plan_free(plan);
    struct jm_row rows[] = {
        make_row(JM_NOUN_RELEASE, NULL, "number=2", "published_at=1700000200",
                 "author=adele", "last_change=1", NULL),
        make_row(JM_NOUN_RELEASE, NULL, "number=10", "published_at=1700000300",
                 "author=adele", "last_change=1", NULL),
        make_row(JM_NOUN_RELEASE, NULL, "number=1", "published_at=1700000100",
                 "author=adele", "last_change=1", NULL)};
    add_rows(store, rows, sizeof rows / sizeof *rows, NOON);
    plan = load();
    assert_int_equal(plan->released_at, 1700000300);
    jm_plan_free(plan);
}

static void test_rites(void **state)
{
    (void)state;
    struct jm_plan *plan = load();
    assert_int_equal(plan->events[1].rite, 0);
    jm_plan_free(plan);
    put_fields(store, JM_NOUN_EVENT, visit, NOON, "rite=courtesy", NULL);
    struct jm_row row = read_row(store, JM_NOUN_EVENT, visit);
    assert_string_equal(jm_row_string(&row, JM_event_rite), "courtesy");
    assert_int_equal(jm_row_integer(&row, JM_event_sequence), 1);
    jm_row_clear(&row);
    plan = load();
    assert_int_equal(plan->events[0].rite, 0);
    assert_int_equal(plan->events[1].rite, 1 + JM_RITE_COURTESY);
    jm_plan_free(plan);
}

/* ---- what a plan cannot hold, but a file can ---- */

static void test_damaged_rows(void **state)
{
    (void)state;
    static const struct {
        const char *name, *sql;
    } cases[] = {
        {"a kind of day that is none", "UPDATE day SET kind = 'nice'"},
        {"a first day that is none", "UPDATE day SET starts = ''"},
        {"a last day that is none", "UPDATE day SET ends = '2026-02-30'"},
        {"a host that is not there", "UPDATE day SET collectivity = 77"},
        {"a fingerprint that is short", "UPDATE waiver SET fingerprint = 'ab'"},
        {"a fingerprint that is none",
         "UPDATE waiver SET fingerprint = 'zzzzzzzzzzzzzzzz'"},
        {"facts with a sign", "UPDATE waiver SET facts = '-123456789abcdef'"},
        {"an expiry that is none", "UPDATE waiver SET expires_on = 'never'"},
        {"a rite that is none", "UPDATE event SET rite = 'dance'"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[32];
        snprintf(name, sizeof name, "bad%zu.plan", i);
        jm_store_free(store);
        store = make_plan(name);
        struct jm_plan_maker *maker = NULL;
        print_message("%s\n", cases[i].name);
        add_days();
        add_waivers();
        sqlite3_exec(store->db,
                     "PRAGMA foreign_keys = OFF;"
                     "PRAGMA ignore_check_constraints = ON",
                     NULL, NULL, NULL);
        assert_int_equal(
            sqlite3_exec(store->db, cases[i].sql, NULL, NULL, NULL), SQLITE_OK);
        OK(jm_plan_maker_new(&maker, &err));
        FAILS(jm_store_load(store, maker, &err), JM_INVALID,
              JM_SAY_PLAN_DAMAGED);
        jm_plan_maker_free(maker);
    }
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_store, close_store)
    const struct CMUnitTest tests[] = {TEST(test_marked_days),
                                       TEST(test_busy_spans),
                                       TEST(test_posts),
                                       TEST(test_waivers),
                                       TEST(test_waivers_are_checked),
                                       TEST(test_releases),
                                       TEST(test_rites),
                                       TEST(test_damaged_rows)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
