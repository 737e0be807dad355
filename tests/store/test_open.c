/* Making, opening and closing plan files, and everything that can be wrong with
 * them. */
#include "help.h"
#include "open.h"
#include <fcntl.h>
#include <sys/stat.h>

/* ---- making ---- */

static void test_new_plan_is_one_file(void **state)
{
    (void)state;
    jm_store_free(make_plan("new.plan"));
    assert_int_equal(count_files("new.plan"), 1);
    assert_int_equal(header_byte(in_folder("new.plan"), 18), 1);
}

static void test_new_plan_is_empty_and_sound(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    struct jm_store_facts facts;
    OK(jm_store_create(&store, in_folder("empty.plan"), &err));
    OK(jm_store_describe(store, &facts, &err));
    assert_int_equal(facts.version, jm_store_version());
    assert_int_equal(facts.changes, 0);
    assert_true(facts.bytes > 0);
    assert_string_equal(facts.sqlite, sqlite3_libversion());
    for (int i = 0; i < JM_NOUNS; i++)
        assert_int_equal(jm_store_count(store, jm_noun((enum jm_noun_id)i)), 0);
    assert_int_equal(count_faults(store), 0);
    jm_store_free(store);
}

static void test_create_touches_nothing_that_is_there(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    const char *path = in_folder("there.plan");
    write_file(path, "a letter", 8);
    FAILS(jm_store_create(&store, path, &err), JM_REFUSED, JM_SAY_PLAN_EXISTS);
    assert_null(store);
    size_t size = 0;
    char *bytes = read_file(path, &size);
    assert_int_equal(size, 8);
    assert_memory_equal(bytes, "a letter", 8);
    free(bytes);
    assert_int_equal(symlink("nowhere", in_folder("link.plan")), 0);
    FAILS(jm_store_create(&store, in_folder("link.plan"), &err), JM_REFUSED,
          JM_SAY_PLAN_EXISTS);
    assert_int_equal(count_files("there.plan"), 1);
}

static void test_create_refuses_a_journal_left_over(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    write_file(in_folder("old.plan-wal"), "x", 1);
    FAILS(jm_store_create(&store, in_folder("old.plan"), &err), JM_REFUSED,
          JM_SAY_PLAN_LEFTOVER);
    write_file(in_folder("older.plan-journal"), "x", 1);
    FAILS(jm_store_create(&store, in_folder("older.plan"), &err), JM_REFUSED,
          JM_SAY_PLAN_LEFTOVER);
    assert_false(is_there(in_folder("old.plan")));
}

static void test_create_needs_a_folder(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    FAILS(jm_store_create(&store, in_folder("none/a.plan"), &err), JM_REFUSED,
          JM_SAY_PLAN_FOLDER_MISSING);
    write_file(in_folder("file"), "x", 1);
    FAILS(jm_store_create(&store, in_folder("file/a.plan"), &err), JM_REFUSED,
          JM_SAY_PLAN_FOLDER_MISSING);
}

/* ---- what is no plan ---- */

static void make_directory(const char *path)
{
    mkdir(path, 0777);
}

static void make_pipe(const char *path)
{
    mkfifo(path, 0666);
}

static void make_text(const char *path)
{
    write_file(path, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", 32);
}

static void make_long_text(const char *path)
{
    char text[8192];
    memset(text, 'a', sizeof text);
    write_file(path, text, sizeof text);
}

static void make_empty(const char *path)
{
    write_file(path, "", 0);
}

static void make_other(const char *path)
{
    run_sql(path, "CREATE TABLE bookmarks (url)");
}

static void make_marked(const char *path)
{
    run_sql(path, "CREATE TABLE t (a); PRAGMA application_id = 12345;"
                  "PRAGMA user_version = 1");
}

static void make_newer(const char *path)
{
    struct jm_store *store = NULL;
    OK(jm_store_create(&store, path, &err));
    jm_store_free(store);
    run_sql(path, "PRAGMA user_version = 99");
}

/* The first page of a table: somebody else's bytes. */
static void make_damaged(const char *path, const char *table)
{
    struct jm_store *store = NULL;
    OK(jm_store_create(&store, path, &err));
    jm_store_free(store);
    sqlite3 *db = NULL;
    sqlite3_stmt *page = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_prepare_v2(db,
                       "SELECT (rootpage - 1) * page_size FROM sqlite_schema,"
                       " pragma_page_size WHERE name = ?1",
                       -1, &page, NULL);
    sqlite3_bind_text(page, 1, table, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(page), SQLITE_ROW);
    long offset = (long)sqlite3_column_int64(page, 0);
    sqlite3_finalize(page);
    sqlite3_close(db);
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    fseek(file, offset, SEEK_SET);
    assert_int_equal(fwrite("a letter", 1, 8, file), 8);
    fclose(file);
}

static void test_what_is_no_plan(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        void (*make)(const char *path);
        enum jm_status status;
        enum jm_message message;
    } cases[] = {
        {"missing", NULL, JM_NOT_FOUND, JM_SAY_PLAN_MISSING},
        {"folder", make_directory, JM_INVALID, JM_SAY_PLAN_IS_NONE},
        {"pipe", make_pipe, JM_INVALID, JM_SAY_PLAN_IS_NONE},
        {"text", make_text, JM_INVALID, JM_SAY_PLAN_IS_NONE},
        {"longtext", make_long_text, JM_INVALID, JM_SAY_PLAN_IS_NONE},
        {"empty", make_empty, JM_INVALID, JM_SAY_PLAN_IS_NONE},
        {"other", make_other, JM_INVALID, JM_SAY_PLAN_IS_OTHER},
        {"marked", make_marked, JM_INVALID, JM_SAY_PLAN_IS_OTHER},
        {"newer", make_newer, JM_REFUSED, JM_SAY_PLAN_NEWER},
        {"missing/inside", NULL, JM_NOT_FOUND, JM_SAY_PLAN_MISSING},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[256];
        snprintf(path, sizeof path, "%s/no-%s", folder, cases[i].name);
        if (cases[i].make)
            cases[i].make(path);
        for (int mode = JM_STORE_READ; mode <= JM_STORE_WRITE; mode++) {
            struct jm_store *store = NULL;
            FAILS(jm_store_open(&store, path, (enum jm_store_mode)mode, &err),
                  cases[i].status, cases[i].message);
            assert_null(store);
        }
    }
}

static void test_newer_plan_says_both_versions(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    struct jm_error why = JM_ERROR_INIT;
    make_newer(in_folder("newer.plan"));
    assert_int_equal(
        jm_store_open(&store, in_folder("newer.plan"), JM_STORE_WRITE, &why),
        JM_REFUSED);
    char known[16];
    snprintf(known, sizeof known, "%d", jm_store_version());
    assert_string_equal(why.args[1], "99");
    assert_string_equal(why.args[2], known);
}

/* Damage shows where it is read: at the latest in the snapshot. */
static void test_damaged_plan_is_invalid(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    struct jm_plan_maker *maker = NULL;
    make_damaged(in_folder("damaged.plan"), "event");
    OK(jm_store_open(&store, in_folder("damaged.plan"), JM_STORE_READ, &err));
    OK(jm_plan_maker_new(&maker, &err));
    FAILS(jm_store_load(store, maker, &err), JM_INVALID, JM_SAY_PLAN_DAMAGED);
    jm_plan_maker_free(maker);
    FAILS(jm_store_get(store, jm_noun(JM_NOUN_EVENT), visit,
                       &(struct jm_row)JM_ROW_INIT, &err),
          JM_NOT_FOUND, JM_SAY_UNKNOWN_ID); /* the index is sound */
    jm_store_free(store);
}

static void test_damage_is_told_by_the_examination(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    make_damaged(in_folder("told.plan"), "venue");
    OK(jm_store_open(&store, in_folder("told.plan"), JM_STORE_READ, &err));
    assert_true(count_faults(store) > 0);
    jm_store_free(store);
}

static void test_cut_off_plan_is_invalid(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    const char *path = in_folder("cutoff.plan");
    jm_store_free(make_plan("cutoff.plan"));
    assert_int_equal(truncate(path, 100000), 0);
    FAILS(jm_store_open(&store, path, JM_STORE_WRITE, &err), JM_INVALID,
          JM_SAY_PLAN_DAMAGED);
    assert_int_equal(truncate(path, 50), 0);
    FAILS(jm_store_open(&store, path, JM_STORE_WRITE, &err), JM_INVALID,
          JM_SAY_PLAN_DAMAGED);
}

static void test_other_database_is_left_alone(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    const char *path = in_folder("places.sqlite");
    run_sql(path, "PRAGMA journal_mode = WAL; CREATE TABLE t (a)");
    size_t size = 0, after = 0;
    char *before = read_file(path, &size);
    FAILS(jm_store_open(&store, path, JM_STORE_WRITE, &err), JM_INVALID,
          JM_SAY_PLAN_IS_OTHER);
    FAILS(jm_store_open(&store, path, JM_STORE_READ, &err), JM_INVALID,
          JM_SAY_PLAN_IS_OTHER);
    char *bytes = read_file(path, &after);
    assert_int_equal(size, after);
    assert_memory_equal(before, bytes, size);
    assert_int_equal(count_files("places.sqlite"), 1);
    free(before);
    free(bytes);
}

/* ---- reading ---- */

static void check_reads(const char *path)
{
    struct jm_store *store = NULL;
    OK(jm_store_open(&store, path, JM_STORE_READ, &err));
    assert_int_equal(jm_store_count(store, jm_noun(JM_NOUN_EVENT)), 2);
    jm_store_free(store);
}

static void test_reading_changes_nothing(void **state)
{
    (void)state;
    jm_store_free(make_plan("read.plan"));
    const char *path = in_folder("read.plan");
    size_t size = 0, after = 0;
    char *before = read_file(path, &size);
    check_reads(path);
    char *bytes = read_file(path, &after);
    assert_int_equal(size, after);
    assert_memory_equal(before, bytes, size);
    assert_int_equal(count_files("read.plan"), 1);
    free(before);
    free(bytes);
}

static void test_reader_beside_a_writer(void **state)
{
    (void)state;
    struct jm_store *writer = make_plan("both.plan"), *reader = NULL;
    OK(jm_store_open(&reader, in_folder("both.plan"), JM_STORE_READ, &err));
    assert_int_equal(jm_store_count(reader, jm_noun(JM_NOUN_THEME)), 0);
    add_row(writer, make_theme("health"), NOON);
    assert_int_equal(jm_store_count(reader, jm_noun(JM_NOUN_THEME)), 1);
    jm_store_free(writer);
    assert_int_equal(jm_store_count(reader, jm_noun(JM_NOUN_THEME)), 1);
    jm_store_free(reader);
    check_reads(in_folder("both.plan"));
    jm_store_free(NULL);
}

/* The reader was there before the plan had a log. */
static void test_reader_before_a_writer(void **state)
{
    (void)state;
    struct jm_store *writer = NULL, *reader = NULL;
    const char *path = in_folder("before.plan");
    jm_store_free(make_plan("before.plan"));
    OK(jm_store_open(&reader, path, JM_STORE_READ, &err));
    assert_int_equal(jm_store_count(reader, jm_noun(JM_NOUN_THEME)), 0);
    OK(jm_store_open(&writer, path, JM_STORE_WRITE, &err));
    for (int i = 0; i < 3; i++) {
        char id[16];
        snprintf(id, sizeof id, "theme-%d", i);
        add_row(writer, make_theme(id), NOON);
        assert_int_equal(jm_store_count(reader, jm_noun(JM_NOUN_THEME)), i + 1);
    }
    jm_store_free(writer);
    assert_int_equal(jm_store_count(reader, jm_noun(JM_NOUN_THEME)), 3);
    jm_store_free(reader);
    OK(jm_store_open(&writer, path, JM_STORE_WRITE, &err));
    jm_store_free(writer);
    assert_int_equal(count_files("before.plan"), 1);
}

static void test_unfinished_plan_is_read_and_written(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    copy_unfinished("cut.plan");
    check_reads(in_folder("cut.plan"));
    OK(jm_store_open(&store, in_folder("cut.plan"), JM_STORE_WRITE, &err));
    add_row(store, make_theme("health"), NOON);
    assert_int_equal(count_faults(store), 0);
    jm_store_free(store);
    check_reads(in_folder("cut.plan"));
    assert_int_equal(count_files("cut.plan"), 1);
}

/* Somebody puts a backup in the place of a plan that was not closed. */
static void test_a_log_of_another_plan(void **state)
{
    (void)state;
    struct jm_store *store = NULL;
    const char *path = in_folder("swapped.plan");
    jm_store_free(make_plan("backup.plan"));
    copy_unfinished("swapped.plan");
    copy_file(in_folder("backup.plan"), path);
    for (int mode = JM_STORE_READ; mode <= JM_STORE_WRITE; mode++)
        FAILS(jm_store_open(&store, path, (enum jm_store_mode)mode, &err),
              JM_REFUSED, JM_SAY_PLAN_LEFTOVER);
    assert_int_equal(rename(in_folder("swapped.plan-wal"), in_folder("away")),
                     0);
    OK(jm_store_open(&store, path, JM_STORE_WRITE, &err));
    assert_int_equal(count_faults(store), 0);
    jm_store_free(store);
}

/* Left in WAL mode with nothing beside it: read without leaving anything. */
static void test_plan_in_log_mode_is_read(void **state)
{
    (void)state;
    jm_store_free(make_plan("walled.plan"));
    run_sql(in_folder("walled.plan"), "PRAGMA journal_mode = WAL");
    assert_int_equal(header_byte(in_folder("walled.plan"), 18), 2);
    check_reads(in_folder("walled.plan"));
    assert_int_equal(count_files("walled.plan"), 1);
}

/* ---- other programs ---- */

static const struct jm_opening hasty = {&jm_schema_now, 60};

static void test_locked_plan_is_refused(void **state)
{
    (void)state;
    jm_store_free(make_plan("busy.plan"));
    sqlite3 *other = NULL;
    struct jm_store *store = NULL;
    const char *path = in_folder("busy.plan");
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN EXCLUSIVE", 0, 0, 0), 0);
    FAILS(jm_open(&store, path, JM_STORE_READ, &hasty, &err), JM_REFUSED,
          JM_SAY_PLAN_LOCKED);
    FAILS(jm_open(&store, path, JM_STORE_WRITE, &hasty, &err), JM_REFUSED,
          JM_SAY_PLAN_LOCKED);
    sqlite3_close(other);
    OK(jm_open(&store, path, JM_STORE_WRITE, &hasty, &err));
    jm_store_free(store);
}

static void test_second_writer_waits_and_gives_up(void **state)
{
    (void)state;
    struct jm_store *one = make_plan("two.plan"), *two = NULL;
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL, *other = NULL;
    int64_t number = 0;
    OK(jm_open(&two, in_folder("two.plan"), JM_STORE_WRITE, &hasty, &err));
    OK(jm_change_begin(&change, one, &author, &err));
    FAILS(jm_change_begin(&other, two, &author, &err), JM_REFUSED,
          JM_SAY_PLAN_LOCKED);
    assert_null(other);
    OK(jm_change_commit(change, &number, &err));
    OK(jm_change_begin(&other, two, &author, &err));
    jm_change_free(other);
    jm_store_free(one);
    jm_store_free(two);
    assert_int_equal(count_files("two.plan"), 1);
}

static void test_plan_that_vanishes(void **state)
{
    (void)state;
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL;
    struct jm_plan_maker *maker = NULL;
    int64_t number = 7;
    struct jm_row row = make_theme("health");
    struct jm_store *store = make_plan("gone.plan");
    OK(jm_change_begin(&change, store, &author, &err));
    OK(jm_change_add(change, &row, &err));
    assert_int_equal(rename(in_folder("gone.plan"), in_folder("away.plan")), 0);
    FAILS(jm_change_commit(change, &number, &err), JM_REFUSED,
          JM_SAY_PLAN_VANISHED);
    assert_int_equal(number, 0);
    FAILS(jm_change_begin(&change, store, &author, &err), JM_REFUSED,
          JM_SAY_PLAN_VANISHED);
    OK(jm_plan_maker_new(&maker, &err));
    FAILS(jm_store_load(store, maker, &err), JM_REFUSED, JM_SAY_PLAN_VANISHED);
    jm_plan_maker_free(maker);
    copy_file(in_folder("away.plan"), in_folder("gone.plan"));
    FAILS(jm_change_begin(&change, store, &author, &err), JM_REFUSED,
          JM_SAY_PLAN_VANISHED);
    jm_store_free(store);
    jm_row_clear(&row);
}

/* A newer program migrates the plan while this one has it open. */
static void test_plan_that_becomes_newer(void **state)
{
    (void)state;
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL;
    struct jm_store *store = make_plan("grows.plan");
    run_sql(in_folder("grows.plan"), "PRAGMA user_version = 99");
    FAILS(jm_change_begin(&change, store, &author, &err), JM_REFUSED,
          JM_SAY_PLAN_NEWER);
    jm_store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new_plan_is_one_file),
        cmocka_unit_test(test_new_plan_is_empty_and_sound),
        cmocka_unit_test(test_create_touches_nothing_that_is_there),
        cmocka_unit_test(test_create_refuses_a_journal_left_over),
        cmocka_unit_test(test_create_needs_a_folder),
        cmocka_unit_test(test_what_is_no_plan),
        cmocka_unit_test(test_newer_plan_says_both_versions),
        cmocka_unit_test(test_damaged_plan_is_invalid),
        cmocka_unit_test(test_damage_is_told_by_the_examination),
        cmocka_unit_test(test_cut_off_plan_is_invalid),
        cmocka_unit_test(test_other_database_is_left_alone),
        cmocka_unit_test(test_reading_changes_nothing),
        cmocka_unit_test(test_reader_beside_a_writer),
        cmocka_unit_test(test_reader_before_a_writer),
        cmocka_unit_test(test_unfinished_plan_is_read_and_written),
        cmocka_unit_test(test_a_log_of_another_plan),
        cmocka_unit_test(test_plan_in_log_mode_is_read),
        cmocka_unit_test(test_locked_plan_is_refused),
        cmocka_unit_test(test_second_writer_waits_and_gives_up),
        cmocka_unit_test(test_plan_that_vanishes),
        cmocka_unit_test(test_plan_that_becomes_newer)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
