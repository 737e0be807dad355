/* Zone data that changes, and what an examination finds. */
#include "help.h"

#include "db.h"

static struct jm_store *store;

static int open_store(void **state)
{
    (void)state;
    char name[32];
    static int plans;
    snprintf(name, sizeof name, "care%d.plan", plans++);
    store = make_plan(name);
    return 0;
}

static int close_store(void **state)
{
    (void)state;
    jm_store_free(store);
    return 0;
}

/* ---- zones that are not what they were ---- */

/* Paris two hours ahead; Seoul skips an hour at the start of 9 May 2026. */
static const struct jm_shift later_paris[] = {{INT64_MIN, 7200}};
static const struct jm_shift torn_seoul[] = {{INT64_MIN, 32400},
                                             {1778252400, 36000}};
static const struct jm_zone other_zones[] = {
    {"Europe/Paris", later_paris, 1, NULL},
    {"Asia/Seoul", torn_seoul, 2, NULL}};

/* `data` says how many of them are known. */
static const struct jm_zone *find_other(void *data, const char *name)
{
    const size_t *known = data;
    for (size_t i = 0; i < *known; i++)
        if (strcmp(other_zones[i].name, name) == 0)
            return &other_zones[i];
    return NULL;
}

static int64_t derive(size_t known, uint64_t hash)
{
    int64_t moved = -1;
    uint64_t remembered = 0;
    OK(jm_store_derive_again(store, find_other, &known, hash, &moved, &err));
    OK(jm_store_zone_hash(store, &remembered, &err));
    assert_true(remembered == hash);
    return moved;
}

static jm_utc instant(enum jm_noun_id noun, const char *id, int field)
{
    struct jm_row row = read_row(store, noun, id);
    assert_false(jm_row_is_null(&row, field));
    jm_utc utc = jm_row_integer(&row, field);
    jm_row_clear(&row);
    return utc;
}

static void test_no_hash_at_first(void **state)
{
    (void)state;
    uint64_t hash = 7;
    OK(jm_store_zone_hash(store, &hash, &err));
    assert_true(hash == 0);
}

static void test_instants_are_derived_again(void **state)
{
    (void)state;
    jm_utc before = instant(JM_NOUN_EVENT, visit, JM_event_utc_from);
    jm_utc end = instant(JM_NOUN_EVENT, visit, JM_event_utc_until);
    assert_int_equal(derive(2, UINT64_MAX - 5), 2);
    assert_int_equal(instant(JM_NOUN_EVENT, visit, JM_event_utc_from),
                     before - 3600);
    assert_int_equal(instant(JM_NOUN_EVENT, visit, JM_event_utc_until),
                     end - 3600);
    assert_int_equal(derive(2, 8), 0);
}

/* Nothing that a person wrote differs. */
static void test_deriving_is_no_change(void **state)
{
    (void)state;
    struct jm_row before = read_row(store, JM_NOUN_EVENT, visit);
    struct jm_store_facts facts;
    derive(2, 8);
    struct jm_row after = read_row(store, JM_NOUN_EVENT, visit);
    for (int i = 0; i < before.noun->count; i++)
        if (i != JM_event_utc_from && i != JM_event_utc_until)
            assert_true(jm_value_equals(&before.values[i], &after.values[i]));
    assert_int_equal(before.version, after.version);
    OK(jm_store_describe(store, &facts, &err));
    assert_int_equal(facts.changes, 1);
    assert_int_equal(count_faults(store), 0);
    jm_row_clear(&before);
    jm_row_clear(&after);
}

static void test_days_and_members_are_derived_too(void **state)
{
    (void)state;
    struct jm_row rows[] = {
        make_row(JM_NOUN_PERSON, "kim", "family_name=KIM", NULL),
        make_row(JM_NOUN_DELEGATION, "d", "name_fr=D", "origin=kr-suwon", NULL),
        make_row(JM_NOUN_MEMBER, NULL, "delegation=d", "person=kim",
                 "leaves=2026-05-06", NULL),
        make_row(JM_NOUN_BUSY, "b", "collectivity=fr-tours",
                 "starts=2026-05-05", "ends=2026-05-05", "zone=Europe/Paris",
                 NULL)};
    add_rows(store, rows, 4, NOON);
    jm_utc leaves = instant(JM_NOUN_MEMBER, "d/kim", JM_member_leaves_utc);
    assert_int_equal(derive(2, 8), 4);
    assert_int_equal(instant(JM_NOUN_MEMBER, "d/kim", JM_member_leaves_utc),
                     leaves - 3600);
    assert_int_equal(instant(JM_NOUN_BUSY, "b", JM_busy_utc_until) -
                         instant(JM_NOUN_BUSY, "b", JM_busy_utc_from),
                     86400);
}

/* Nobody is there to choose another time. */
static void test_a_time_that_the_clocks_have_come_to_skip(void **state)
{
    (void)state;
    struct jm_row row = make_event("33333333-3333-4333-8333-333333333333", "X");
    set_field(&row, "zone=Asia/Seoul");
    set_field(&row, "starts=2026-05-09T00:30");
    set_field(&row, "ends=2026-05-09T03:00");
    settle(&row);
    add_row(store, row, NOON);
    assert_int_equal(derive(2, 8), 3);
    assert_int_equal(instant(JM_NOUN_EVENT,
                             "33333333-3333-4333-8333-333333333333",
                             JM_event_utc_from),
                     1778252400);
}

static void test_a_zone_that_is_not_known_any_more(void **state)
{
    (void)state;
    jm_utc before = instant(JM_NOUN_EVENT, visit, JM_event_utc_from);
    assert_int_equal(derive(0, 8), 0);
    assert_int_equal(instant(JM_NOUN_EVENT, visit, JM_event_utc_from), before);
}

/* A flight of half an hour that would arrive before it departs. */
static void test_a_row_that_would_be_upside_down(void **state)
{
    (void)state;
    struct jm_row rows[] = {
        make_row(JM_NOUN_DELEGATION, "d", "name_fr=D", "origin=kr-suwon", NULL),
        make_row(JM_NOUN_FLIGHT, NULL, "delegation=d", "direction=in",
                 "number=X1", "origin=kr-suwon", "destination=fr-tours",
                 "departs=2026-05-05T17:00", "departs_zone=Asia/Seoul",
                 "arrives=2026-05-05T09:30", "arrives_zone=Europe/Paris",
                 NULL)};
    add_rows(store, rows, 2, NOON);
    jm_utc before = instant(JM_NOUN_FLIGHT, "d/in/X1", JM_flight_arrives_utc);
    assert_int_equal(derive(2, 8), 2);
    assert_int_equal(instant(JM_NOUN_FLIGHT, "d/in/X1", JM_flight_arrives_utc),
                     before);
    assert_int_equal(count_faults(store), 0);
}

/* ---- faults ---- */

struct told {
    enum jm_message message;
    int count;
    char args[3][64];
};

static void keep_first(void *data, enum jm_message message,
                       const char *const *args, size_t count)
{
    struct told *told = data;
    assert_int_equal(count, 3);
    if (told->count++)
        return;
    told->message = message;
    for (size_t i = 0; i < count; i++)
        jm_text_copy(told->args[i], sizeof told->args[i], args[i]);
}

static void test_a_sound_plan(void **state)
{
    (void)state;
    put_fields(store, JM_NOUN_EVENT, visit, NOON, "title_fr=Un", NULL);
    remove_row(store, JM_NOUN_EVENT, visit, NOON);
    assert_int_equal(count_faults(store), 0);
}

static void test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *name, *sql;
        enum jm_message message;
        const char *args[3];
    } cases[] = {
        {"a row written past the log",
         "UPDATE event SET version = 9 WHERE id LIKE '1111%'",
         JM_SAY_FAULT_UNLOGGED,
         {"@event", "11111111-1111-4111-8111-111111111111", ""}},
        {"a row added past the log",
         "INSERT INTO theme(id, name_fr) VALUES ('health', 'Santé')",
         JM_SAY_FAULT_UNLOGGED,
         {"@theme", "health", ""}},
        {"a row removed past the log",
         "DELETE FROM event WHERE id LIKE '1111%'",
         JM_SAY_FAULT_LOST,
         {"@event", "11111111-1111-4111-8111-111111111111", ""}},
        {"an instant that is missing",
         "UPDATE event SET utc_until = NULL WHERE id LIKE '1111%'",
         JM_SAY_FAULT_INSTANT,
         {"@event", "11111111-1111-4111-8111-111111111111", "ends"}},
        {"a text with a bell",
         "UPDATE event SET note = 'ring' || char(7) WHERE id LIKE '1111%'",
         JM_SAY_FAULT_TEXT,
         {"@event", "11111111-1111-4111-8111-111111111111", "note"}},
        {"a text that is no UTF-8",
         "UPDATE event SET note = CAST(x'C328' AS TEXT) WHERE id LIKE '1111%'",
         JM_SAY_FAULT_TEXT,
         {"@event", "11111111-1111-4111-8111-111111111111", "note"}},
        {"a field in the log that nobody knows",
         "UPDATE change_field SET field = 'colour' WHERE n = 128",
         JM_SAY_FAULT_LOG_NAME,
         {"collectivity", "colour", ""}},
        {"a field in the log of no row",
         "INSERT INTO change_field(n, field) VALUES (12800, 'note')",
         JM_SAY_FAULT_LOG_STRAY,
         {"12800", "", ""}},
        {"a change undone by nothing",
         "UPDATE change SET undone_by = 1",
         JM_SAY_FAULT_LOG_UNPAIRED,
         {"1", "", ""}},
        {"parents in a circle",
         "UPDATE event SET parent = 2 WHERE n = 1",
         JM_SAY_PARENT_CIRCLE,
         {"@event", "22222222-2222-4222-8222-222222222222", ""}}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[32];
        struct told told = {0};
        snprintf(name, sizeof name, "fault%zu.plan", i);
        struct jm_store *bad = make_plan(name);
        print_message("%s\n", cases[i].name);
        if (sqlite3_exec(bad->db, cases[i].sql, NULL, NULL, NULL))
            fail_msg("%s", sqlite3_errmsg(bad->db));
        OK(jm_store_examine(bad, keep_first, &told, &err));
        assert_true(told.count >= 1);
        assert_string_equal(jm_message_name(told.message),
                            jm_message_name(cases[i].message));
        for (int a = 0; a < 3; a++)
            assert_string_equal(told.args[a], cases[i].args[a]);
        jm_store_free(bad);
    }
}

static void test_references_to_nothing(void **state)
{
    (void)state;
    struct told told = {0};
    sqlite3_exec(store->db,
                 "PRAGMA foreign_keys = OFF;"
                 "UPDATE event SET theme = 5 WHERE n = 1",
                 NULL, NULL, NULL);
    OK(jm_store_examine(store, keep_first, &told, &err));
    assert_true(told.count >= 2); /* the reference, and the snapshot */
}

static void test_faults_are_said_in_three_languages(void **state)
{
    (void)state;
    for (int m = JM_SAY_FAULT_FILE; m <= JM_SAY_FAULT_LOST; m++) {
        const char *args[] = {"event", "x", "starts"};
        for (int lang = 0; lang < JM_LANGS; lang++) {
            struct jm_text text = JM_TEXT_INIT;
            jm_say_args(&text, (enum jm_lang)lang, (enum jm_message)m, args, 3);
            assert_true(text.length > 10);
            assert_null(strchr(jm_text_get(&text), '{'));
            jm_text_clear(&text);
        }
    }
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_store, close_store)
    const struct CMUnitTest tests[] = {
        TEST(test_no_hash_at_first),
        TEST(test_instants_are_derived_again),
        TEST(test_deriving_is_no_change),
        TEST(test_days_and_members_are_derived_too),
        TEST(test_a_time_that_the_clocks_have_come_to_skip),
        TEST(test_a_zone_that_is_not_known_any_more),
        TEST(test_a_row_that_would_be_upside_down),
        TEST(test_a_sound_plan),
        TEST(test_faults),
        TEST(test_references_to_nothing),
        TEST(test_faults_are_said_in_three_languages)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
