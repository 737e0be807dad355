/* Releases: what they hold, and that they stay. */
#include "releases.h"

#include "frozen.h"

static int64_t count_sql(const char *sql)
{
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t count = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return count;
}

/* ---- everything that a store holds, as text ---- */

static void dump_row(struct jm_text *out, const struct jm_row *row)
{
    jm_text_addf(out, "%s %s %lld", row->noun->name, row->id,
                 (long long)row->version);
    for (int i = 0; i < row->noun->count; i++) {
        const struct jm_field *field = &row->noun->fields[i];
        if (jm_row_is_null(row, i) || (field->flags & JM_FIELD_PERSONAL) ||
            strcmp(field->name, "note") == 0)
            continue;
        jm_text_addf(out, " %s=", field->name);
        jm_row_add_text(out, row, i);
    }
    jm_text_add_char(out, '\n');
}

/* Rows of the nouns that releases keep. Ended by free(). */
static char *dump(struct jm_store *of)
{
    struct jm_text out = JM_TEXT_INIT;
    for (int i = 0; i < JM_NOUNS; i++) {
        struct jm_rows *rows = NULL;
        struct jm_row row = JM_ROW_INIT;
        if (!jm_noun_is_frozen((enum jm_noun_id)i))
            continue;
        OK(jm_rows_open(&rows, of, jm_noun((enum jm_noun_id)i), -1, NULL,
                        &err));
        while (!jm_rows_next(rows, &row, NULL))
            dump_row(&out, &row);
        jm_row_clear(&row);
        jm_rows_free(rows);
    }
    return jm_text_take(&out);
}

static char *dump_release(int64_t number)
{
    struct jm_store *release = open_release(number);
    char *text = dump(release);
    jm_store_free(release);
    return text;
}

static void test_holds_every_row(void **state)
{
    (void)state;
    furnish();
    char *plan = dump(store);
    assert_int_equal(publish(NOON + 10), 1);
    char *release = dump_release(1);
    assert_string_equal(release, plan);
    assert_non_null(strstr(release, "😀"));
    assert_non_null(strstr(release, "parent=44444444"));
    free(plan);
    free(release);
}

static void test_holds_no_personal_data(void **state)
{
    (void)state;
    furnish();
    assert_int_equal(publish(NOON + 10), 1);
    struct jm_store *release = open_release(1);
    struct jm_row row = read_row(release, JM_NOUN_PERSON, "mayor");
    assert_true(jm_row_is_null(&row, JM_person_email));
    assert_true(jm_row_is_null(&row, JM_person_phone));
    assert_true(jm_row_is_null(&row, JM_person_note));
    jm_row_clear(&row);
    jm_store_free(release);
    assert_int_equal(count_sql("SELECT count(*) FROM released WHERE fields"
                               " LIKE '%halal%' OR fields LIKE '%fauteuil%'"
                               " OR fields LIKE '%secret%'"
                               " OR fields LIKE '%+82%'"),
                     0);
}

/* Later edits, removals, releases, a backup and its return leave it alone. */
static void test_stays(void **state)
{
    (void)state;
    furnish();
    assert_int_equal(publish(NOON + 10), 1);
    char *first = dump_release(1);
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 20, "title_fr=Autre", NULL);
    put_fields(store, JM_NOUN_VENUE, "hall", NOON + 20, "name_fr=Autre", NULL);
    remove_row(store, JM_NOUN_TRAVEL, "fr-tours/kr-suwon/train", NOON + 20);
    assert_int_equal(publish(NOON + 30), 2);
    char *second = dump_release(2);
    assert_string_not_equal(first, second);
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 40, "title_fr=Encore", NULL);
    const char *copy = in_folder("stays.backup");
    OK(jm_store_back_up(store, copy, &err));
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 50, "title_fr=Fin", NULL);
    assert_int_equal(publish(NOON + 60), 3);
    OK(jm_store_restore(store, copy, &err));
    char *again = dump_release(1), *other = dump_release(2);
    assert_string_equal(again, first);
    assert_string_equal(other, second);
    struct jm_store *gone = NULL;
    FAILS(jm_store_open_release(&gone, store, 3, &err), JM_NOT_FOUND,
          JM_SAY_RELEASE_UNKNOWN);
    free(first);
    free(second);
    free(again);
    free(other);
}

static void test_only_what_differs_is_written(void **state)
{
    (void)state;
    furnish();
    assert_int_equal(publish(NOON + 10), 1);
    assert_int_equal(publish(NOON + 20), 0);
    put_fields(store, JM_NOUN_THEME, "health", NOON + 30, "name_en=Health",
               NULL);
    remove_row(store, JM_NOUN_POST, "11111111-1111-4111-8111-111111111111/x/fr",
               NOON + 30);
    assert_int_equal(publish(NOON + 40), 2);
    assert_int_equal(
        count_sql("SELECT count(*) FROM released WHERE release = 2"), 2);
    struct jm_store *release = open_release(2);
    assert_int_equal(jm_store_count(release, jm_noun(JM_NOUN_POST)), 0);
    assert_int_equal(jm_store_count(release, jm_noun(JM_NOUN_THEME)), 1);
    jm_store_free(release);
}

/* ---- what cannot be ---- */

static void test_is_never_undone(void **state)
{
    (void)state;
    struct jm_author author = by("adele", NOON + 20);
    struct jm_change *change = NULL;
    int64_t undone = 0, made = 0;
    assert_int_equal(publish(NOON + 10), 1);
    FAILS(jm_store_undo(store, 0, &author, &undone, &made, &err), JM_REFUSED,
          JM_SAY_UNDO_RELEASE);
    OK(jm_change_begin(&change, store, &author, &err));
    FAILS(jm_change_remove(change, jm_noun(JM_NOUN_RELEASE), "1", &err),
          JM_REFUSED, JM_SAY_RELEASE_STAYS);
    struct jm_row row = read_row(store, JM_NOUN_RELEASE, "1");
    OK(jm_row_set_string(&row, JM_release_note, "other", &err));
    FAILS(jm_change_put(change, &row, NULL, &err), JM_REFUSED,
          JM_SAY_RELEASE_STAYS);
    jm_change_free(change);
    jm_row_clear(&row);
    OK(jm_store_undo(store, 1, &author, &undone, &made, &err));
    assert_int_equal(publish(NOON + 30), 2);
}

static void test_is_refused_when_the_plan_moved_on(void **state)
{
    (void)state;
    struct jm_author author = by("adele", NOON + 20);
    struct jm_change *change = NULL;
    int64_t number = 0;
    struct jm_publication what = {.last_change = 1, .last_release = 0};
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 5, "title_fr=A", NULL);
    OK(jm_change_begin(&change, store, &author, &err));
    FAILS(jm_change_publish(change, &what, &number, &err), JM_REFUSED,
          JM_SAY_RELEASE_STALE);
    jm_change_free(change);
}

static void test_is_kept_with_its_reason(void **state)
{
    (void)state;
    assert_int_equal(publish_with(NOON + 10, "l’ambassade confirme"), 1);
    struct jm_row row = read_row(store, JM_NOUN_RELEASE, "1");
    assert_string_equal(jm_row_string(&row, JM_release_forced),
                        "l’ambassade confirme");
    assert_string_equal(jm_row_string(&row, JM_release_author), "marie");
    assert_int_equal(jm_row_integer(&row, JM_release_last_change), 1);
    assert_int_equal(jm_row_integer(&row, JM_release_published_at), NOON + 10);
    jm_row_clear(&row);
}

/* What people wrote besides the frozen rows is as it is now. */
static void test_other_rows_are_those_of_now(void **state)
{
    (void)state;
    assert_int_equal(publish(NOON + 10), 1);
    struct jm_row rows[] = {
        make_row(JM_NOUN_COLLECTIVITY, "fr-new", "name_fr=N", "name_en=N",
                 "name_ko=N", "kind=commune", "country=FR", "zone=Europe/Paris",
                 "latitude=1", "longitude=1", NULL),
        make_row(JM_NOUN_DAY, NULL, "kind=blackout", "starts=2026-05-05",
                 "ends=2026-05-05", "collectivity=fr-tours", "name_fr=A",
                 "source=s", NULL),
        make_row(JM_NOUN_DAY, NULL, "kind=blackout", "starts=2026-05-05",
                 "ends=2026-05-05", "collectivity=fr-new", "name_fr=B",
                 "source=s", NULL)};
    add_rows(store, rows, 3, NOON + 20);
    assert_int_equal(publish(NOON + 30), 2);
    struct jm_store *first = open_release(1), *second = open_release(2);
    assert_int_equal(jm_store_count(first, jm_noun(JM_NOUN_DAY)), 1);
    assert_int_equal(jm_store_count(second, jm_noun(JM_NOUN_DAY)), 2);
    assert_int_equal(jm_store_count(first, jm_noun(JM_NOUN_RELEASE)), 1);
    jm_store_free(first);
    jm_store_free(second);
}

/* The clocks of Paris have come to be those of Seoul. */
static const struct jm_zone *find_other_zone(void *data, const char *name)
{
    (void)name;
    return find_zone(data, "Asia/Seoul");
}

static void test_instants_are_derived_again(void **state)
{
    (void)state;
    uint64_t hash = 0;
    int64_t moved = 0;
    assert_int_equal(publish(NOON + 10), 1);
    struct jm_store *release = open_release(1);
    OK(jm_store_zone_hash(release, &hash, &err));
    assert_int_equal(hash, 7);
    struct jm_row before = read_row(release, JM_NOUN_EVENT, visit);
    OK(jm_store_derive_again(release, find_other_zone, NULL, 8, &moved, &err));
    assert_int_equal(moved, 2);
    struct jm_row after = read_row(release, JM_NOUN_EVENT, visit);
    assert_int_equal(jm_row_integer(&before, JM_event_utc_from) -
                         jm_row_integer(&after, JM_event_utc_from),
                     8 * 3600);
    jm_row_clear(&before);
    jm_row_clear(&after);
    jm_store_free(release);
}

/* Rows that nobody edited are frozen anew when their instants have moved. */
static void test_instants_that_moved_are_frozen(void **state)
{
    (void)state;
    int64_t moved = 0;
    uint64_t hash = 0;
    assert_int_equal(publish(NOON + 10), 1);
    OK(jm_store_derive_again(store, find_other_zone, NULL, 8, &moved, &err));
    assert_int_equal(moved, 2);
    zones_changed = true;
    assert_int_equal(publish(NOON + 20), 2);
    struct jm_store *first = open_release(1), *second = open_release(2);
    struct jm_row before = read_row(first, JM_NOUN_EVENT, visit),
                  after = read_row(second, JM_NOUN_EVENT, visit);
    assert_int_equal(jm_row_integer(&before, JM_event_utc_from) -
                         jm_row_integer(&after, JM_event_utc_from),
                     8 * 3600);
    OK(jm_store_zone_hash(second, &hash, &err));
    assert_int_equal(hash, 8);
    assert_int_equal(
        count_sql("SELECT count(*) FROM released WHERE release = 2"), 2);
    jm_row_clear(&before);
    jm_row_clear(&after);
    jm_store_free(first);
    jm_store_free(second);
}

/* ---- the examination ---- */

/* By hand: the store's own connections run no triggers. */
static void refuse_sql(const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(store->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL),
                     SQLITE_CONSTRAINT);
    sqlite3_close(db);
}

static void test_cannot_be_edited(void **state)
{
    (void)state;
    assert_int_equal(publish(NOON + 10), 1);
    refuse_sql("UPDATE released SET fields = '{}'");
    refuse_sql("DELETE FROM released");
    refuse_sql("UPDATE frozen SET sum = 0");
    refuse_sql("DELETE FROM frozen");
}

static void test_examination_finds_edits(void **state)
{
    (void)state;
    static const char *const edits[] = {
        "DROP TRIGGER released_no_UPDATE; UPDATE released SET fields ="
        " json_set(fields, '$.name_fr', 'Autre') WHERE noun = 'collectivity'",
        "DROP TRIGGER released_no_DELETE; DELETE FROM released"
        " WHERE noun = 'event'",
        "DROP TRIGGER released_no_DELETE; DELETE FROM released",
        "DROP TRIGGER frozen_no_DELETE; DELETE FROM frozen",
        "INSERT INTO released(noun, id, release, version, place, fields)"
        " VALUES ('theme', 'x', 1, 1, 1, '{}')",
        "INSERT INTO released(noun, id, release, version, place, fields)"
        " VALUES ('theme', 'x', 5, 1, 1, '{}')"};
    assert_int_equal(publish(NOON + 10), 1);
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        struct jm_store *sound = store;
        const char *copy = in_folder("edited.plan");
        unlink(copy);
        OK(jm_store_back_up(store, copy, &err));
        run_sql(copy, edits[i]);
        OK(jm_store_open(&store, copy, JM_STORE_READ, &err));
        if (count_faults(store) < 1)
            fail_msg("not found: %s", edits[i]);
        jm_store_free(store);
        store = sound;
    }
}

/* ---- programs that are killed ---- */

/* Edits and publishes until it is killed. */
static void publish_for_ever(const char *path, int pipe)
{
    OK(jm_store_open(&store, path, JM_STORE_WRITE, &err));
    for (int i = 0;; i++) {
        char title[64];
        jm_utc at = NOON + 1000 + i;
        snprintf(title, sizeof title, "title_fr=%d %d", (int)getpid(), i);
        put_fields(store, JM_NOUN_EVENT, visit, at, title, NULL);
        int64_t number = publish(at);
        if (write(pipe, &number, sizeof number) != sizeof number)
            _exit(1);
    }
}

static void test_killed_publishers(void **state)
{
    (void)state;
    const char *path = in_folder("killed.plan");
    struct jm_store *idle = store;
    int64_t known = 0, latest = 0;
    OK(jm_store_back_up(store, path, &err));
    for (int round = 0; round < 20; round++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (!child)
            publish_for_ever(path, ends[1]);
        close(ends[1]);
        for (int i = 0; i <= round % 4; i++)
            assert_int_equal(read(ends[0], &known, sizeof known), sizeof known);
        for (volatile int spin = round * 100000; spin; spin--)
            ;
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        while (read(ends[0], &latest, sizeof latest) == sizeof latest)
            known = latest;
        close(ends[0]);
        OK(jm_store_open(&store, path, JM_STORE_WRITE, &err));
        OK(jm_store_latest_release(store, &latest, &err));
        assert_true(latest == known || latest == known + 1);
        assert_int_equal(count_faults(store), 0);
        jm_store_free(store);
    }
    store = idle;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_holds_every_row),
        TEST(test_holds_no_personal_data),
        TEST(test_stays),
        TEST(test_only_what_differs_is_written),
        TEST(test_is_never_undone),
        TEST(test_is_refused_when_the_plan_moved_on),
        TEST(test_is_kept_with_its_reason),
        TEST(test_other_rows_are_those_of_now),
        TEST(test_instants_are_derived_again),
        TEST(test_instants_that_moved_are_frozen),
        TEST(test_cannot_be_edited),
        TEST(test_examination_finds_edits),
        TEST(test_killed_publishers)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
