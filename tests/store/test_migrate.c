/* From an older schema to a newer one: a plan of every version that was
 * released, and then migrations of the tests' own. */
#include "next.h"
#include <sys/stat.h>

static const char *const again[] = {
    "CREATE TABLE kitchen (n INTEGER PRIMARY KEY, dish TEXT) STRICT",
    "ALTER TABLE theme ADD COLUMN colour TEXT",
    "INSERT INTO kitchen(dish) SELECT name_fr FROM theme", NULL};
static const char *const broken[] = {
    "CREATE TABLE kitchen (n INTEGER PRIMARY KEY, dish TEXT) STRICT",
    "INSERT INTO cellar(wine) VALUES ('Vouvray')", NULL};
static const char *const orphans[] = {"DELETE FROM collectivity", NULL};

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

/* A plan of version 1, as the program of that version wrote it. */
static void make_version_1(const char *name)
{
    size_t size = 0;
    char *sql = read_file(JM_TESTS_DIR "/store/version-1.sql", &size);
    sql[size] = '\0';
    run_sql(in_folder(name), sql);
    free(sql);
    assert_int_equal(ask(in_folder(name), "PRAGMA user_version"), 1);
}

static char *rows_of(struct jm_store *store)
{
    struct jm_text text = JM_TEXT_INIT;
    for (int i = 0; i < JM_NOUNS; i++) {
        const struct jm_noun *noun = jm_noun((enum jm_noun_id)i);
        struct jm_rows *rows = NULL;
        struct jm_row row = JM_ROW_INIT;
        OK(jm_rows_open(&rows, store, noun, -1, NULL, &err));
        while (!jm_rows_next(rows, &row, NULL)) {
            jm_text_addf(&text, "%s %s %d:", noun->name, row.id,
                         (int)row.version);
            for (int f = 0; f < noun->count; f++) {
                jm_text_add_char(&text, ' ');
                jm_row_add_text(&text, &row, f);
            }
            jm_text_add_char(&text, '\n');
        }
        jm_row_clear(&row);
        jm_rows_free(rows);
    }
    return jm_text_take(&text);
}

static void test_version_1(void **state)
{
    (void)state;
    static const char meeting[] = "11111111-1111-4111-8111-111111111111";
    struct jm_store *store = NULL;
    struct jm_author author = by("bruno", NOON);
    int64_t undone = 0, made = 0;
    make_version_1("one.plan");
    const char *path = in_folder("one.plan");
    OK(jm_store_open(&store, path, JM_STORE_WRITE, &err));
    assert_int_equal(ask(in_folder("one.plan.bak-1"), "PRAGMA user_version"),
                     1);
    assert_int_equal(count_faults(store), 0);
    struct jm_row row = read_row(store, JM_NOUN_EVENT, meeting);
    assert_string_equal(jm_row_string(&row, JM_event_starts),
                        "2023-05-05T10:00");
    assert_int_equal(row.version, 3);
    assert_true(jm_row_is_null(&row, JM_event_rite));
    jm_row_clear(&row);
    char *before = rows_of(store);
    put_fields(store, JM_NOUN_EVENT, meeting, NOON, "rite=courtesy", NULL);
    OK(jm_store_undo(store, 8, &author, &undone, &made, &err)); /* the day */
    assert_int_equal(jm_store_count(store, jm_noun(JM_NOUN_DAY)), 0);
    assert_int_equal(count_faults(store), 0);
    OK(jm_store_restore(store, in_folder("one.plan.bak-1"), &err));
    char *after = rows_of(store);
    assert_string_equal(before, after);
    free(before);
    free(after);
    jm_store_free(store);
    assert_int_equal(ask(path, "PRAGMA user_version"), jm_schema_now.version);
}

/* Migrated or new: the same tables and indexes. */
static void test_migrated_is_as_new(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    make_version_1("grown.plan");
    OK(jm_store_open(&store, in_folder("grown.plan"), JM_STORE_WRITE, &err));
    jm_store_free(store);
    OK(jm_store_create(&store, in_folder("new.plan"), &err));
    char sql[512];
    snprintf(sql, sizeof sql,
             "ATTACH '%s' AS old;"
             "CREATE TABLE temp.differs AS SELECT name, sql"
             " FROM main.sqlite_schema EXCEPT SELECT name, sql"
             " FROM old.sqlite_schema;"
             "INSERT INTO temp.differs SELECT name, sql"
             " FROM old.sqlite_schema EXCEPT SELECT name, sql"
             " FROM main.sqlite_schema",
             in_folder("grown.plan"));
    assert_int_equal(sqlite3_exec(store->db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_stmt *row = NULL;
    sqlite3_prepare_v2(store->db, "SELECT name FROM temp.differs", -1, &row,
                       NULL);
    if (sqlite3_step(row) == SQLITE_ROW)
        fail_msg("%s differs", jm_db_text(row, 0));
    sqlite3_finalize(row);
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
    set_next(again);
    const char *path = in_folder("old.plan");
    OK(jm_open(&store, path, JM_STORE_WRITE, &next_opening, &err));
    add_row(store, make_theme("safety"), NOON);
    jm_store_free(store);
    assert_int_equal(ask(path, "PRAGMA user_version"), next_schema.version);
    assert_int_equal(ask(path, "SELECT count(*) FROM kitchen"), 1);
    assert_int_equal(ask(path, "SELECT count(*) FROM theme"), 2);
    const char *copy = copy_of("old.plan");
    assert_int_equal(ask(copy, "PRAGMA user_version"), jm_schema_now.version);
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
    set_next(again);
    for (int i = 0; i < 3; i++) {
        OK(jm_open(&store, in_folder("once.plan"), JM_STORE_WRITE,
                   &next_opening, &err));
        jm_store_free(store);
    }
    assert_int_equal(count_files("once.plan"), 2);
}

static void test_reading_an_older_plan_migrates_it(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    make_older("reads.plan");
    set_next(again);
    OK(jm_open(&store, in_folder("reads.plan"), JM_STORE_READ, &next_opening,
               &err));
    assert_int_equal(jm_store_count(store, jm_noun(JM_NOUN_THEME)), 1);
    jm_store_free(store);
    assert_int_equal(ask(in_folder("reads.plan"), "PRAGMA user_version"),
                     next_schema.version);
    assert_true(is_there(copy_of("reads.plan")));
}

static void test_older_plan_on_a_read_only_medium(void **state)
{
    (void)state;
    make_older("fixed.plan");
    set_next(again);
    chmod(folder, 0777);
    chmod(in_folder("fixed.plan"), 0444);
    pid_t child = fork();
    if (!child) {
        struct jm_store *store = NULL;
        struct jm_error err = JM_ERROR_INIT;
        if (getuid() == 0)
            CHILD(!setgid(65534) && !setuid(65534));
        CHILD(jm_open(&store, in_folder("fixed.plan"), JM_STORE_READ,
                      &next_opening, &err) == JM_REFUSED);
        CHILD(err.message == JM_SAY_PLAN_OLD_READ_ONLY);
        _exit(0);
    }
    assert_child_ends_well(child);
    assert_int_equal(ask(in_folder("fixed.plan"), "PRAGMA user_version"),
                     jm_schema_now.version);
    assert_int_equal(count_files("fixed.plan"), 1);
}

static void test_a_copy_that_is_there_is_kept(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    make_older("twice.plan");
    FILE *file = fopen(copy_of("twice.plan"), "w");
    fputs("precious", file);
    fclose(file);
    set_next(again);
    OK(jm_open(&store, in_folder("twice.plan"), JM_STORE_WRITE, &next_opening,
               &err));
    jm_store_free(store);
    char text[16] = "";
    file = fopen(copy_of("twice.plan"), "r");
    assert_non_null(fgets(text, sizeof text, file));
    fclose(file);
    assert_string_equal(text, "precious");
    char second[256];
    snprintf(second, sizeof second, "%s.2", copy_of("twice.plan"));
    assert_int_equal(ask(second, "PRAGMA user_version"), jm_schema_now.version);
}

/* A migration that fails leaves the plan as it was, and no copy. */
static void check_failure(const char *name, const char *const *statements)
{
    struct jm_store *store = NULL;
    make_older(name);
    set_next(statements);
    FAILS(jm_open(&store, in_folder(name), JM_STORE_WRITE, &next_opening, &err),
          JM_INVALID, JM_SAY_PLAN_DAMAGED);
    assert_null(store);
    assert_int_equal(count_files(name), 1);
    assert_int_equal(ask(in_folder(name), "PRAGMA user_version"),
                     jm_schema_now.version);
    assert_int_equal(ask(in_folder(name), "SELECT count(*) FROM kitchen"), -1);
    OK(jm_store_open(&store, in_folder(name), JM_STORE_WRITE, &err));
    assert_int_equal(count_faults(store), 0);
    jm_store_free(store);
}

static void test_a_migration_that_fails(void **state)
{
    (void)state;
    check_failure("broken.plan", broken);
}

static void test_a_migration_that_leaves_orphans(void **state)
{
    (void)state;
    check_failure("orphans.plan", orphans);
}

/* Programs that open the same older plan at the same time: one migrates, once,
 * and all get in. Each waits on the pipe until all are there. */
static void test_programs_that_migrate_at_once(void **state)
{
    (void)state;
    enum { PROGRAMS = 8, ROUNDS = 5 };
    set_next(again);
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
            if (jm_open(&store, in_folder(name), mode, &next_opening, &err))
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
        assert_int_equal(ask(in_folder(name), "PRAGMA user_version"),
                         next_schema.version);
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
        cmocka_unit_test(test_version_1),
        cmocka_unit_test(test_migrated_is_as_new),
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
