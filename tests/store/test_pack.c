/* Packed rows against the rows themselves: after whatever was done to a plan,
 * what walks read comes out the same from both. */
#include "help.h"

#include "../cases.h"
#include "pack.h"
#include <signal.h>

enum { EVENTS = 7000, OTHERS = 20 };

static struct jm_store *store;
static uint64_t seed;

static uint32_t any(uint32_t below)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static const char *id_of(uint32_t i)
{
    static char ids[4][37];
    static unsigned next;
    char *id = ids[next++ % 4];
    snprintf(id, sizeof ids[0], "%08x-0000-4000-8000-00000000abcd", i);
    return id;
}

static void set(struct jm_row *row, const char *field, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void set(struct jm_row *row, const char *field, const char *format, ...)
{
    char setting[128];
    va_list args;
    int length = snprintf(setting, sizeof setting, "%s=", field);
    va_start(args, format);
    vsnprintf(setting + length, sizeof setting - (size_t)length, format, args);
    va_end(args);
    set_field(row, setting);
}

/* A field of an event that walks read, set to something else. */
static void vary(struct jm_row *row)
{
    static const char *const kinds[] = {"visit", "meeting", "meal", "transfer"};
    static const char *const rites[] = {"", "welcome", "signing"};
    static const char *const zones[] = {"Europe/Paris", "Asia/Seoul"};
    switch (any(10)) {
    case 0:
        set(row, "kind", "%s", kinds[any(4)]);
        break;
    case 1:
        set(row, "rite", "%s", rites[any(3)]);
        break;
    case 2:
        set(row, "zone", "%s", zones[any(2)]);
        break;
    case 3:
        set(row, "starts", "2026-0%u-01T0%u:30", 1 + any(4), any(10));
        break;
    case 4:
        set(row, "starts", "2026-03-0%u", 1 + any(9));
        set(row, "ends", "2026-06-1%u", any(10));
        break;
    case 5:
        set(row, "host", "%s", any(2) ? tours : suwon);
        set(row, "delegation", "d%u", any(OTHERS));
        break;
    case 6:
        set(row, "track", "%.*s", (int)any(3), "ab");
        break;
    case 7:
        set(row, "expected", "%u", any(500));
        set(row, "to_confirm", "%s", any(2) ? "yes" : "no");
        break;
    case 8:
        set(row, "option_until", "2026-01-1%u", any(10));
        set(row, "audience", "%s", any(2) ? "public" : "protocol");
        break;
    default:
        set(row, "venue", "v%u", any(OTHERS));
        set(row, "theme", "%s", any(2) ? "" : "health");
    }
    if (strlen(jm_row_string(row, JM_event_starts)) > 10 &&
        strlen(jm_row_string(row, JM_event_ends)) == 10)
        set(row, "ends", "2026-09-01T10:00");
}

static struct jm_row make_part(uint32_t event, uint32_t who)
{
    char of[64], is[32];
    snprintf(of, sizeof of, "event=%s", id_of(event));
    snprintf(is, sizeof is, "%s%u",
             who % 3 == 0   ? "person=p"
             : who % 3 == 1 ? "vehicle=c"
                            : "delegation=d",
             who % OTHERS);
    return make_row(JM_NOUN_PARTICIPANT, NULL, of, is, NULL);
}

static struct jm_change *begin(void)
{
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL;
    OK(jm_change_begin(&change, store, &author, &err));
    return change;
}

static void commit(struct jm_change *change)
{
    int64_t number = 0;
    OK(jm_change_commit(change, &number, &err));
}

static void add_one(struct jm_change *change, struct jm_row row)
{
    OK(jm_change_add(change, &row, &err));
    jm_row_clear(&row);
}

static void add_others(struct jm_change *change)
{
    add_one(change, make_theme("health"));
    for (int i = 0; i < OTHERS; i++) {
        char id[8];
        snprintf(id, sizeof id, "p%d", i);
        add_one(change, make_row(JM_NOUN_PERSON, id, "family_name=KIM", NULL));
        *id = 'd';
        add_one(change, make_row(JM_NOUN_DELEGATION, id, "name_fr=D",
                                 "origin=kr-suwon", NULL));
        *id = 'c';
        add_one(change,
                make_row(JM_NOUN_VEHICLE, id, "name_fr=C", "seats=9", NULL));
        *id = 'v';
        add_one(change, make_row(JM_NOUN_VENUE, id, "collectivity=fr-tours",
                                 "name_fr=V", NULL));
    }
}

static void add_events(struct jm_change *change, uint32_t from, uint32_t until)
{
    for (uint32_t i = from; i < until; i++) {
        struct jm_row row = make_event(id_of(i), "E");
        vary(&row);
        if (i % 7 == 6)
            set(&row, "parent", "%s", id_of(i - 1));
        settle(&row);
        add_one(change, row);
    }
    for (uint32_t i = from; i < until; i++)
        add_one(change, make_part(i, any(60)));
}

static struct jm_plan *load(bool walks)
{
    struct jm_plan_maker *maker = NULL;
    struct jm_plan *plan = NULL;
    OK(jm_plan_maker_new(&maker, &err));
    if (walks)
        OK(jm_store_load_walks(store, maker, &err));
    else
        OK(jm_store_load(store, maker, &err));
    OK(jm_plan_seal(&plan, maker, 20000, &err));
    return plan;
}

#define SAME(field) assert_true(a->field == b->field)

static void compare_events(const struct jm_plan *full,
                           const struct jm_plan *lean)
{
    assert_int_equal(full->n_events, lean->n_events);
    assert_non_null(full->texts);
    assert_null(lean->texts);
    assert_memory_equal(full->uids, lean->uids,
                        full->n_events * sizeof *full->uids);
    for (uint32_t i = 0; i < full->n_events; i++) {
        const struct jm_event *a = &full->events[i], *b = &lean->events[i];
        SAME(span.from), SAME(span.until), SAME(host), SAME(venue);
        SAME(to_host), SAME(to_venue), SAME(delegation), SAME(parent);
        SAME(theme), SAME(first_participant), SAME(participants);
        SAME(expected), SAME(option_until), SAME(zone), SAME(track);
        SAME(kind), SAME(status), SAME(audience), SAME(rite);
        SAME(all_day), SAME(to_confirm);
    }
}

/* The same from rows as from what is packed. */
static void compare_plans(void)
{
    struct jm_plan *full = load(false), *lean = load(true);
    compare_events(full, lean);
    assert_int_equal(full->n_participants, lean->n_participants);
    for (uint32_t i = 0; i < full->n_participants; i++) {
        const struct jm_participant *a = &full->participants[i];
        const struct jm_participant *b = &lean->participants[i];
        SAME(event), SAME(person), SAME(delegation), SAME(vehicle);
        SAME(collectivity), SAME(role);
    }
    assert_int_equal(full->n_zones, lean->n_zones);
    for (uint32_t i = 0; i < full->n_zones; i++)
        assert_string_equal(full->zones[i].name, lean->zones[i].name);
    assert_int_equal(full->n_tracks, lean->n_tracks);
    for (uint32_t i = 0; i < full->n_tracks; i++)
        assert_string_equal(full->tracks[i], lean->tracks[i]);
    assert_int_equal(full->n_people, lean->n_people);
    jm_plan_free(full);
    jm_plan_free(lean);
}

static int64_t ask(const char *sql)
{
    sqlite3_stmt *row = NULL;
    int64_t number = -1;
    assert_int_equal(sqlite3_prepare_v2(store->db, sql, -1, &row, NULL), 0);
    if (sqlite3_step(row) == SQLITE_ROW)
        number = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    return number;
}

static void do_sql(const char *sql)
{
    assert_int_equal(sqlite3_exec(store->db, sql, NULL, NULL, NULL), 0);
}

/* A plan large enough to be packed, made once and copied for each test. */
static int make_large(void **state)
{
    if (make_folder(state))
        return -1;
    seed = test_seed(11);
    store = make_plan("large.plan");
    struct jm_change *change = begin();
    add_others(change);
    add_events(change, 0, EVENTS);
    commit(change);
    jm_store_free(store);
    return 0;
}

static int open_store(void **state)
{
    (void)state;
    char name[32];
    static int plans;
    snprintf(name, sizeof name, "pack%d.plan", plans++);
    copy_file(in_folder("large.plan"), in_folder(name));
    OK(jm_store_open(&store, in_folder(name), JM_STORE_WRITE, &err));
    return 0;
}

static int close_store(void **state)
{
    (void)state;
    jm_store_free(store);
    return 0;
}

static void test_a_large_plan_is_packed(void **state)
{
    (void)state;
    assert_int_equal(ask("SELECT count(*) FROM packed WHERE noun = 'event'"),
                     (EVENTS + 3) / JM_PACK_ROWS);
    assert_int_equal(
        ask("SELECT count(*) FROM packed WHERE noun = 'participant'"),
        (EVENTS + 1) / JM_PACK_ROWS);
    assert_int_equal(ask("SELECT count(*) FROM loose"), 0);
    compare_plans();
}

static void test_a_small_plan_is_not(void **state)
{
    (void)state;
    jm_store_free(store);
    store = make_plan("small.plan");
    put_fields(store, JM_NOUN_EVENT, visit, NOON, "rite=signing", NULL);
    assert_int_equal(ask("SELECT count(*) FROM packed"), 0);
    assert_int_equal(ask("SELECT count(*) FROM loose"), 0);
    compare_plans();
}

static void edit_some(uint32_t count)
{
    struct jm_change *change = begin();
    for (; count; count--) {
        struct jm_row row = JM_ROW_INIT;
        if (jm_store_get(store, jm_noun(JM_NOUN_EVENT), id_of(any(EVENTS)),
                         &row, NULL)) {
            jm_row_clear(&row); /* removed before */
            continue;
        }
        vary(&row);
        if (!jm_row_settle(&row, find_zone, NULL, NULL, 0, NULL, NULL))
            OK(jm_change_put(change, &row, NULL, &err));
        jm_row_clear(&row);
    }
    commit(change);
}

/* Participants first: what is in use cannot be removed. */
static void remove_some(uint32_t from, uint32_t until)
{
    struct jm_change *change = begin();
    for (uint32_t i = until; i-- > from;) {
        struct jm_rows *rows = NULL;
        struct jm_row row = JM_ROW_INIT;
        struct jm_error why = JM_ERROR_INIT;
        if (jm_rows_open(&rows, store, jm_noun(JM_NOUN_PARTICIPANT),
                         JM_participant_event, id_of(i), &why))
            continue;
        while (!jm_rows_next(rows, &row, NULL))
            OK(jm_change_remove(change, row.noun, row.id, &err));
        jm_rows_free(rows);
        jm_row_clear(&row);
        jm_change_remove(change, jm_noun(JM_NOUN_EVENT), id_of(i), &why);
    }
    commit(change);
}

static void test_random_histories(void **state)
{
    (void)state;
    struct jm_author author = by("bruno", NOON);
    int64_t undone = 0, made = 0;
    uint32_t added = EVENTS;
    seed = test_seed(23);
    for (int round = 0; round < 25; round++) {
        uint32_t at = any(EVENTS);
        switch (any(5)) {
        case 0:
            remove_some(at, at + any(12));
            break;
        case 1: {
            struct jm_change *change = begin();
            uint32_t more = 1 + any(400);
            add_events(change, added, added + more);
            commit(change);
            added += more;
            break;
        }
        case 2:
            jm_store_undo(store, 0, &author, &undone, &made, NULL);
            break;
        default:
            edit_some(1 + any(30));
        }
        compare_plans();
    }
    assert_true(ask("SELECT count(*) FROM loose") > 0);
    assert_int_equal(count_faults(store), 0);
}

static void test_the_end_removed_and_added_anew(void **state)
{
    (void)state;
    remove_some(EVENTS - 2500, EVENTS);
    compare_plans();
    struct jm_change *change = begin();
    add_events(change, EVENTS, EVENTS + 1200);
    commit(change);
    compare_plans();
}

static void test_everything_edited(void **state)
{
    (void)state;
    seed = test_seed(31);
    edit_some(9000);
    assert_true(ask("SELECT count(*) FROM loose") <= 4096);
    compare_plans();
    edit_some(1);
    compare_plans();
}

static void test_instants_derived_again(void **state)
{
    (void)state;
    int64_t moved = 0;
    do_sql("UPDATE event SET utc_from = utc_from - 60 WHERE n % 3 = 0");
    OK(jm_store_derive_again(store, find_zone, NULL, 5, &moved, &err));
    assert_true(moved > 2000);
    compare_plans();
}

static void test_a_change_sees_itself(void **state)
{
    (void)state;
    struct jm_change *change = begin();
    struct jm_row row = read_row(store, JM_NOUN_EVENT, id_of(5));
    set(&row, "expected", "77");
    OK(jm_change_put(change, &row, NULL, &err));
    jm_row_clear(&row);
    compare_plans();
    struct jm_plan *plan = load(true);
    assert_int_equal(plan->events[7].expected, 77);
    jm_plan_free(plan);
    jm_change_free(change); /* given up */
    compare_plans();
    assert_int_equal(ask("SELECT count(*) FROM loose"), 0);
}

static void test_backups_are_packed_too(void **state)
{
    (void)state;
    edit_some(20);
    OK(jm_store_back_up(store, in_folder("packed.copy"), &err));
    edit_some(20);
    OK(jm_store_restore(store, in_folder("packed.copy"), &err));
    compare_plans();
    edit_some(20);
    compare_plans();
}

/* What cannot be used is not used. */
static void test_blocks_that_are_wrong(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "UPDATE packed SET records = x''",
        "UPDATE packed SET records = x'0100000000000000'",
        "UPDATE packed SET records = zeroblob(length(records))",
        "UPDATE packed SET records = CAST(substr(records, 1, 5000) AS BLOB)",
        "UPDATE packed SET records = CAST(records || x'00' AS BLOB)",
        "UPDATE packed SET records = CAST(x'02' || substr(records, 2) AS BLOB)",
        "UPDATE packed SET records = CAST(substr(records, 1, 99) || x'55'"
        " || substr(records, 101) AS BLOB)",
        "UPDATE packed SET number = number + 1 WHERE number = 5",
        "DELETE FROM packed WHERE number IN (0, 3)",
        "DELETE FROM packed WHERE number < 6",
        "UPDATE packed SET number = -7 WHERE number = 2",
        "UPDATE packed SET number = 9000000000000000 WHERE number = 2",
        "INSERT INTO loose VALUES ('event', -3), ('event', 99999999)",
        "UPDATE packed SET noun = CASE noun WHEN 'event' THEN 'participant'"
        " ELSE 'event' END WHERE number = 50"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        print_message("%s\n", cases[i]);
        do_sql("SAVEPOINT before");
        do_sql(cases[i]);
        compare_plans();
        do_sql("ROLLBACK TO before");
        do_sql("RELEASE before");
    }
}

/* A byte of an event's record is changed, and the sum made to fit. */
static void forge(size_t offset, unsigned char byte)
{
    sqlite3_stmt *row = NULL;
    sqlite3_prepare_v2(store->db,
                       "SELECT records FROM packed WHERE noun = 'event'"
                       " AND number = 1",
                       -1, &row, NULL);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    size_t size = (size_t)sqlite3_column_bytes(row, 0);
    unsigned char *bytes = malloc(size);
    assert_non_null(bytes);
    memcpy(bytes, sqlite3_column_blob(row, 0), size);
    sqlite3_finalize(row);
    bytes[JM_PACK_HEAD + offset] = byte;
    uint64_t sum = jm_pack_sum(bytes + JM_PACK_HEAD, size - JM_PACK_HEAD);
    jm_put_32(bytes + 16, (uint32_t)sum);
    jm_put_32(bytes + 20, (uint32_t)(sum >> 32));
    sqlite3_prepare_v2(store->db,
                       "UPDATE packed SET records = ?1 WHERE noun = 'event'"
                       " AND number = 1",
                       -1, &row, NULL);
    sqlite3_bind_blob(row, 1, bytes, (int)size, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(row), SQLITE_DONE);
    sqlite3_finalize(row);
    free(bytes);
}

static void test_forged_blocks_are_damage(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t offset;
        unsigned char byte;
    } cases[] = {{"an instant out of the world", 7, 0xFF},
                 {"a host that is not there", 14, 0x10},
                 {"a parent that is not there", 34, 0x10},
                 {"a zone that is not there", 48, 0x77},
                 {"a track that is not there", 50, 0x77},
                 {"a kind that is none", 52, 99},
                 {"a status that is none", 53, 99},
                 {"an audience that is none", 54, 99},
                 {"a rite that is none", 55, 99}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_plan_maker *maker = NULL;
        print_message("%s\n", cases[i].name);
        do_sql("SAVEPOINT before");
        forge(cases[i].offset, cases[i].byte);
        OK(jm_plan_maker_new(&maker, &err));
        FAILS(jm_store_load_walks(store, maker, &err), JM_INVALID,
              JM_SAY_PLAN_DAMAGED);
        jm_plan_maker_free(maker);
        do_sql("ROLLBACK TO before");
        do_sql("RELEASE before");
    }
}

static void test_what_differs_is_told_and_packed_again(void **state)
{
    (void)state;
    forge(40, 123); /* somebody else's number of people */
    assert_int_equal(count_faults(store), 1);
    OK(jm_store_pack(store, &err));
    assert_int_equal(count_faults(store), 0);
    compare_plans();
    do_sql("UPDATE event SET expected = 5 WHERE n = 1500");
    assert_int_equal(count_faults(store), 1);
}

/* A program that is killed while it makes its next change. */
static void test_killed_writers(void **state)
{
    (void)state;
    char path[256];
    snprintf(path, sizeof path, "%s", store->path);
    jm_store_free(store);
    for (int i = 0; i < 5; i++) {
        int ready[2];
        char byte;
        assert_int_equal(pipe(ready), 0);
        pid_t child = fork();
        if (!child) {
            struct jm_error err = JM_ERROR_INIT;
            seed = (uint64_t)i;
            CHILD(!jm_store_open(&store, path, JM_STORE_WRITE, &err));
            for (;;) {
                edit_some(700);
                CHILD(write(ready[1], "", 1) == 1);
            }
        }
        for (int changes = 0; changes <= i; changes++)
            assert_int_equal(read(ready[0], &byte, 1), 1);
        close(ready[0]);
        close(ready[1]);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        OK(jm_store_open(&store, path, JM_STORE_WRITE, &err));
        compare_plans();
        jm_store_free(store);
    }
    OK(jm_store_open(&store, path, JM_STORE_WRITE, &err));
    assert_int_equal(count_faults(store), 0);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_store, close_store)
    const struct CMUnitTest tests[] = {
        TEST(test_a_large_plan_is_packed),
        TEST(test_a_small_plan_is_not),
        TEST(test_random_histories),
        TEST(test_the_end_removed_and_added_anew),
        TEST(test_everything_edited),
        TEST(test_instants_derived_again),
        TEST(test_a_change_sees_itself),
        TEST(test_backups_are_packed_too),
        TEST(test_blocks_that_are_wrong),
        TEST(test_forged_blocks_are_damage),
        TEST(test_what_differs_is_told_and_packed_again),
        TEST(test_killed_writers)};
    return cmocka_run_group_tests(tests, make_large, remove_folder);
}
