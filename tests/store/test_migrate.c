/* From an older schema to a newer one: with migrations of the tests' own, since
 * a migration that was released is never edited. */
#include "help.h"
#include "open.h"
#include <sys/stat.h>

static const char *const none[] = {NULL};
static const char *const again[] = {
    "CREATE TABLE kitchen (n INTEGER PRIMARY KEY, dish TEXT) STRICT",
    "ALTER TABLE theme ADD COLUMN colour TEXT",
    "INSERT INTO kitchen(dish) SELECT name_fr FROM theme",
    "PRAGMA user_version = 2", NULL};
static const char *const broken[] = {
    "CREATE TABLE kitchen (n INTEGER PRIMARY KEY, dish TEXT) STRICT",
    "INSERT INTO cellar(wine) VALUES ('Vouvray')", "PRAGMA user_version = 2",
    NULL};
static const char *const orphans[] = {"DELETE FROM collectivity",
                                      "PRAGMA user_version = 2", NULL};

static const char *const *const lists_again[] = {none, again, NULL};
static const char *const *const lists_broken[] = {broken, NULL};
static const char *const *const lists_orphans[] = {orphans, NULL};

/* Version 1 as it is, then one more. */
static struct jm_migration longer[2];
static struct jm_schema schema = {longer, 2};
static const struct jm_opening opening = {&schema, 5000};

static void set_second(const char *const *const *lists)
{
    longer[0] = jm_schema_now.migrations[0];
    longer[1].lists = lists;
}

static int64_t ask(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    int64_t number = -1;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), 0);
    if (!sqlite3_prepare_v2(db, sql, -1, &row, NULL) &&
        sqlite3_step(row) == SQLITE_ROW)
        number = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(db);
    return number;
}

static void make_older(const char *name)
{
    struct jm_store *store = make_plan(name);
    add_row(store, make_theme("health"), NOON);
    jm_store_free(store);
}

static void test_released_versions_count(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    OK(jm_store_create(&store, in_folder("v.plan"), &err));
    jm_store_free(store);
    assert_int_equal(ask(in_folder("v.plan"), "PRAGMA user_version"),
                     jm_schema_now.version);
}

static void test_older_plan_is_migrated_after_a_copy(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    make_older("old.plan");
    set_second(lists_again);
    const char *path = in_folder("old.plan");
    OK(jm_open(&store, path, JM_STORE_WRITE, &opening, &err));
    add_row(store, make_theme("safety"), NOON);
    jm_store_free(store);
    assert_int_equal(ask(path, "PRAGMA user_version"), 2);
    assert_int_equal(ask(path, "SELECT count(*) FROM kitchen"), 1);
    assert_int_equal(ask(path, "SELECT count(*) FROM theme"), 2);
    const char *copy = in_folder("old.plan.bak-1");
    assert_int_equal(ask(copy, "PRAGMA user_version"), 1);
    assert_int_equal(ask(copy, "SELECT count(*) FROM theme"), 1);
    assert_int_equal(ask(copy, "SELECT count(*) FROM event"), 2);
    OK(jm_store_open(&store, copy, JM_STORE_WRITE, &err));
    assert_int_equal(count_faults(store), 0);
    jm_store_free(store);
    assert_int_equal(count_files("old.plan"), 2);
}

static void test_migrating_happens_once(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    make_older("once.plan");
    set_second(lists_again);
    for (int i = 0; i < 3; i++) {
        OK(jm_open(&store, in_folder("once.plan"), JM_STORE_WRITE, &opening,
                   &err));
        jm_store_free(store);
    }
    assert_int_equal(count_files("once.plan"), 2);
}

static void test_reading_an_older_plan_migrates_it(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    make_older("reads.plan");
    set_second(lists_again);
    OK(jm_open(&store, in_folder("reads.plan"), JM_STORE_READ, &opening, &err));
    assert_int_equal(jm_store_count(store, jm_noun(JM_NOUN_THEME)), 1);
    jm_store_free(store);
    assert_int_equal(ask(in_folder("reads.plan"), "PRAGMA user_version"), 2);
    assert_true(is_there(in_folder("reads.plan.bak-1")));
}

static void test_older_plan_on_a_read_only_medium(void **state)
{
    (void)state;
    make_older("fixed.plan");
    set_second(lists_again);
    chmod(folder, 0777);
    chmod(in_folder("fixed.plan"), 0444);
    pid_t child = fork();
    if (!child) {
        struct jm_store *store = NULL;
        struct jm_error err = JM_ERROR_INIT;
        if (getuid() == 0)
            CHILD(!setgid(65534) && !setuid(65534));
        CHILD(jm_open(&store, in_folder("fixed.plan"), JM_STORE_READ, &opening,
                      &err) == JM_REFUSED);
        CHILD(err.message == JM_SAY_PLAN_OLD_READ_ONLY);
        _exit(0);
    }
    assert_child_ends_well(child);
    assert_int_equal(ask(in_folder("fixed.plan"), "PRAGMA user_version"), 1);
    assert_int_equal(count_files("fixed.plan"), 1);
}

static void test_a_copy_that_is_there_is_kept(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    make_older("twice.plan");
    FILE *file = fopen(in_folder("twice.plan.bak-1"), "w");
    fputs("precious", file);
    fclose(file);
    set_second(lists_again);
    OK(jm_open(&store, in_folder("twice.plan"), JM_STORE_WRITE, &opening,
               &err));
    jm_store_free(store);
    char text[16] = "";
    file = fopen(in_folder("twice.plan.bak-1"), "r");
    assert_non_null(fgets(text, sizeof text, file));
    fclose(file);
    assert_string_equal(text, "precious");
    assert_int_equal(
        ask(in_folder("twice.plan.bak-1.2"), "PRAGMA user_version"), 1);
}

/* A migration that fails leaves the plan as it was, and no copy. */
static void check_failure(const char *name, const char *const *const *lists)
{
    struct jm_store *store = NULL;
    make_older(name);
    set_second(lists);
    FAILS(jm_open(&store, in_folder(name), JM_STORE_WRITE, &opening, &err),
          JM_INVALID, JM_SAY_PLAN_DAMAGED);
    assert_null(store);
    assert_int_equal(count_files(name), 1);
    assert_int_equal(ask(in_folder(name), "PRAGMA user_version"), 1);
    assert_int_equal(ask(in_folder(name), "SELECT count(*) FROM kitchen"), -1);
    OK(jm_store_open(&store, in_folder(name), JM_STORE_WRITE, &err));
    assert_int_equal(count_faults(store), 0);
    jm_store_free(store);
}

static void test_a_migration_that_fails(void **state)
{
    (void)state;
    check_failure("broken.plan", lists_broken);
}

static void test_a_migration_that_leaves_orphans(void **state)
{
    (void)state;
    check_failure("orphans.plan", lists_orphans);
}

/* Programs that open the same older plan at the same time: one migrates, once,
 * and all get in. Each waits on the pipe until all are there. */
static void test_programs_that_migrate_at_once(void **state)
{
    (void)state;
    enum { PROGRAMS = 8, ROUNDS = 5 };
    set_second(lists_again);
    for (int round = 0; round < ROUNDS; round++) {
        char name[32];
        int start[2];
        pid_t children[PROGRAMS];
        snprintf(name, sizeof name, "race%d.plan", round);
        make_older(name);
        assert_int_equal(pipe(start), 0);
        for (int i = 0; i < PROGRAMS; i++) {
            children[i] = fork();
            if (children[i])
                continue;
            struct jm_store *store = NULL;
            struct jm_error err = JM_ERROR_INIT;
            char byte;
            close(start[1]);
            CHILD(read(start[0], &byte, 1) == 0);
            enum jm_store_mode mode = i % 4 ? JM_STORE_WRITE : JM_STORE_READ;
            if (jm_open(&store, in_folder(name), mode, &opening, &err))
                show(&err);
            CHILD(store);
            CHILD(jm_store_count(store, jm_noun(JM_NOUN_THEME)) == 1);
            jm_store_free(store);
            _exit(0);
        }
        close(start[0]);
        close(start[1]);
        for (int i = 0; i < PROGRAMS; i++)
            assert_child_ends_well(children[i]);
        assert_int_equal(ask(in_folder(name), "PRAGMA user_version"), 2);
        assert_int_equal(ask(in_folder(name), "SELECT count(*) FROM kitchen"),
                         1);
        snprintf(name, sizeof name, "race%d.plan.bak", round);
        assert_int_equal(count_files(name), 1);
    }
}

/* The same for making: one makes it, the others are told that it is there. */
static void test_programs_that_create_at_once(void **state)
{
    (void)state;
    enum { PROGRAMS = 8, ROUNDS = 5 };
    for (int round = 0; round < ROUNDS; round++) {
        char name[32];
        int start[2], made = 0;
        pid_t children[PROGRAMS];
        snprintf(name, sizeof name, "made%d.plan", round);
        assert_int_equal(pipe(start), 0);
        for (int i = 0; i < PROGRAMS; i++) {
            children[i] = fork();
            if (children[i])
                continue;
            struct jm_store *store = NULL;
            struct jm_error err = JM_ERROR_INIT;
            char byte;
            close(start[1]);
            CHILD(read(start[0], &byte, 1) == 0);
            enum jm_status status =
                jm_store_create(&store, in_folder(name), &err);
            CHILD(status == JM_OK || err.message == JM_SAY_PLAN_EXISTS);
            jm_store_free(store);
            _exit(status ? 3 : 0);
        }
        close(start[0]);
        close(start[1]);
        for (int i = 0; i < PROGRAMS; i++) {
            int status = 0;
            waitpid(children[i], &status, 0);
            assert_true(WIFEXITED(status));
            assert_true(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 3);
            made += WEXITSTATUS(status) == 0;
        }
        assert_int_equal(made, 1);
        assert_int_equal(count_files(name), 1);
        struct jm_store *store = NULL;
        OK(jm_store_open(&store, in_folder(name), JM_STORE_WRITE, &err));
        assert_int_equal(count_faults(store), 0);
        jm_store_free(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_released_versions_count),
        cmocka_unit_test(test_older_plan_is_migrated_after_a_copy),
        cmocka_unit_test(test_migrating_happens_once),
        cmocka_unit_test(test_reading_an_older_plan_migrates_it),
        cmocka_unit_test(test_older_plan_on_a_read_only_medium),
        cmocka_unit_test(test_a_copy_that_is_there_is_kept),
        cmocka_unit_test(test_a_migration_that_fails),
        cmocka_unit_test(test_a_migration_that_leaves_orphans),
        cmocka_unit_test(test_programs_that_migrate_at_once),
        cmocka_unit_test(test_programs_that_create_at_once)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
