/* Copies of the whole plan, there and back. */
#include "next.h"

static int64_t count_themes(struct jm_store *store)
{
    return jm_store_count(store, jm_noun(JM_NOUN_THEME));
}

static void test_a_backup_is_a_plan(void **state)
{
    (void)state;
    struct jm_store *store = make_plan("a.plan"), *copy = NULL;
    add_row(store, make_theme("health"), NOON);
    OK(jm_store_back_up(store, in_folder("a.copy"), &err));
    add_row(store, make_theme("safety"), NOON);
    jm_store_free(store);
    assert_int_equal(count_files("a.copy"), 1);
    OK(jm_store_open(&copy, in_folder("a.copy"), JM_STORE_WRITE, &err));
    assert_int_equal(count_themes(copy), 1);
    assert_int_equal(count_faults(copy), 0);
    assert_int_equal(add_row(copy, make_theme("heritage"), NOON), 3);
    jm_store_free(copy);
}

static void test_a_backup_while_somebody_writes(void **state)
{
    (void)state;
    struct jm_store *writer = make_plan("b.plan"), *store = NULL, *copy = NULL;
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL;
    struct jm_row row = make_theme("health");
    int64_t number = 0;
    OK(jm_store_open(&store, in_folder("b.plan"), JM_STORE_READ, &err));
    OK(jm_change_begin(&change, writer, &author, &err));
    OK(jm_change_add(change, &row, &err));
    OK(jm_store_back_up(store, in_folder("b.copy"), &err));
    OK(jm_change_commit(change, &number, &err));
    OK(jm_store_open(&copy, in_folder("b.copy"), JM_STORE_READ, &err));
    assert_int_equal(count_themes(copy), 0);
    assert_int_equal(count_themes(store), 1);
    jm_store_free(copy);
    jm_store_free(store);
    jm_store_free(writer);
    jm_row_clear(&row);
}

static void test_a_backup_replaces_nothing(void **state)
{
    (void)state;
    struct jm_store *store = make_plan("c.plan");
    write_file(in_folder("c.letter"), "a letter", 8);
    FAILS(jm_store_back_up(store, in_folder("c.letter"), &err), JM_REFUSED,
          JM_SAY_PLAN_EXISTS);
    FAILS(jm_store_back_up(store, in_folder("c.plan"), &err), JM_REFUSED,
          JM_SAY_PLAN_EXISTS);
    FAILS(jm_store_back_up(store, in_folder("none/c.copy"), &err), JM_REFUSED,
          JM_SAY_PLAN_FOLDER_MISSING);
    assert_int_equal(count_files("c\\."), 4); /* with the log and its index */
    jm_store_free(store);
}

static void test_restoring(void **state)
{
    (void)state;
    struct jm_store *store = make_plan("d.plan"), *other = NULL;
    add_row(store, make_theme("health"), NOON);
    OK(jm_store_back_up(store, in_folder("d.copy"), &err));
    add_row(store, make_theme("safety"), NOON);
    remove_row(store, JM_NOUN_EVENT, visit, NOON);
    OK(jm_store_open(&other, in_folder("d.plan"), JM_STORE_WRITE, &err));
    assert_int_equal(count_themes(other), 2);
    OK(jm_store_restore(store, in_folder("d.copy"), &err));
    for (int i = 0; i < 2; i++) {
        struct jm_store_facts facts;
        struct jm_store *seen = i ? other : store;
        assert_int_equal(count_themes(seen), 1);
        assert_true(jm_store_has(seen, jm_noun(JM_NOUN_EVENT), visit));
        OK(jm_store_describe(seen, &facts, &err));
        assert_int_equal(facts.changes, 2);
        assert_int_equal(count_faults(seen), 0);
    }
    assert_int_equal(add_row(other, make_theme("heritage"), NOON), 3);
    assert_int_equal(count_themes(store), 2);
    jm_store_free(other);
    jm_store_free(store);
    assert_int_equal(count_files("d.plan"), 1);
}

static void test_restoring_what_is_no_plan(void **state)
{
    (void)state;
    struct jm_store *store = make_plan("e.plan");
    OK(jm_store_back_up(store, in_folder("e.newer"), &err));
    run_sql(in_folder("e.newer"), "PRAGMA user_version = 99");
    run_sql(in_folder("e.other"), "CREATE TABLE bookmarks (url)");
    write_file(in_folder("e.text"), "a letter", 8);
    static const struct {
        const char *name;
        enum jm_status status;
        enum jm_message message;
    } cases[] = {{"e.none", JM_NOT_FOUND, JM_SAY_PLAN_MISSING},
                 {"e.text", JM_INVALID, JM_SAY_PLAN_IS_NONE},
                 {"e.other", JM_INVALID, JM_SAY_PLAN_IS_OTHER},
                 {"e.newer", JM_REFUSED, JM_SAY_PLAN_NEWER}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        FAILS(jm_store_restore(store, in_folder(cases[i].name), &err),
              cases[i].status, cases[i].message);
        assert_int_equal(jm_store_count(store, jm_noun(JM_NOUN_EVENT)), 2);
    }
    assert_int_equal(count_faults(store), 0);
    jm_store_free(store);
}

/* Somebody in the middle of a change is not run over. */
static void test_restoring_over_a_change(void **state)
{
    (void)state;
    static const struct jm_opening hasty = {&jm_schema_now, 60};
    struct jm_store *writer = make_plan("f.plan"), *store = NULL;
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL;
    struct jm_row row = make_theme("health");
    int64_t number = 0;
    OK(jm_store_back_up(writer, in_folder("f.copy"), &err));
    OK(jm_open(&store, in_folder("f.plan"), JM_STORE_WRITE, &hasty, &err));
    OK(jm_change_begin(&change, writer, &author, &err));
    OK(jm_change_add(change, &row, &err));
    FAILS(jm_store_restore(store, in_folder("f.copy"), &err), JM_REFUSED,
          JM_SAY_PLAN_LOCKED);
    OK(jm_change_commit(change, &number, &err));
    assert_int_equal(count_themes(store), 1);
    jm_store_free(store);
    jm_store_free(writer);
    jm_row_clear(&row);
}

static const char *const second[] = {
    "CREATE TABLE kitchen (n INTEGER PRIMARY KEY, dish TEXT) STRICT", NULL};

/* The backup itself stays as it is. */
static void test_restoring_an_older_plan(void **state)
{
    (void)state;
    set_next(second);
    struct jm_store *store = make_plan("g.old");
    struct jm_store_facts facts;
    jm_store_free(store);
    OK(jm_open_new(&store, in_folder("g.plan"), &next_opening, &err));
    OK(jm_store_restore(store, in_folder("g.old"), &err));
    OK(jm_store_describe(store, &facts, &err));
    assert_int_equal(facts.version, next_schema.version);
    assert_int_equal(jm_store_count(store, jm_noun(JM_NOUN_EVENT)), 2);
    assert_int_equal(
        sqlite3_exec(store->db, "SELECT dish FROM kitchen", NULL, NULL, NULL),
        SQLITE_OK);
    assert_int_equal(add_row(store, make_theme("health"), NOON), 2);
    assert_int_equal(count_faults(store), 0);
    jm_store_free(store);
    OK(jm_store_open(&store, in_folder("g.old"), JM_STORE_READ, &err));
    OK(jm_store_describe(store, &facts, &err));
    assert_int_equal(facts.version, jm_schema_now.version);
    jm_store_free(store);
    assert_int_equal(count_files("g\\."), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_backup_is_a_plan),
        cmocka_unit_test(test_a_backup_while_somebody_writes),
        cmocka_unit_test(test_a_backup_replaces_nothing),
        cmocka_unit_test(test_restoring),
        cmocka_unit_test(test_restoring_what_is_no_plan),
        cmocka_unit_test(test_restoring_over_a_change),
        cmocka_unit_test(test_restoring_an_older_plan)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
