/* Making changes, and what the log says of them. */
#include "help.h"

static struct jm_store *store;

static int open_store(void **state)
{
    (void)state;
    char name[32];
    static int plans;
    snprintf(name, sizeof name, "change%d.plan", plans++);
    store = make_plan(name);
    return 0;
}

/* Whatever a test did, the file is sound. */
static int close_store(void **state)
{
    (void)state;
    int faults = count_faults(store);
    jm_store_free(store);
    return faults;
}

static struct jm_change *begin(jm_utc at)
{
    struct jm_author author = by("adele", at);
    struct jm_change *change = NULL;
    OK(jm_change_begin(&change, store, &author, &err));
    return change;
}

static int64_t commit(struct jm_change *change)
{
    int64_t number = -1;
    OK(jm_change_commit(change, &number, &err));
    return number;
}

/* ---- what is refused ---- */

static void test_an_id_that_is_taken(void **state)
{
    (void)state;
    struct jm_change *change = begin(NOON);
    struct jm_row row = make_tours(), other = make_theme("health");
    FAILS(jm_change_add(change, &row, &err), JM_INVALID, JM_SAY_ID_TAKEN);
    OK(jm_change_add(change, &other, &err)); /* the change goes on */
    FAILS(jm_change_add(change, &other, &err), JM_INVALID, JM_SAY_ID_TAKEN);
    assert_int_equal(commit(change), 2);
    assert_log(store, 2, "+theme health name_fr >Santé publique\n");
    jm_row_clear(&row);
    jm_row_clear(&other);
}

static void test_a_reference_to_nothing(void **state)
{
    (void)state;
    struct jm_change *change = begin(NOON);
    struct jm_error why = JM_ERROR_INIT;
    struct jm_row row = make_row(JM_NOUN_VENUE, "hall", "collectivity=fr-tour",
                                 "name_fr=Salle", NULL);
    assert_int_equal(jm_change_add(change, &row, &why), JM_NOT_FOUND);
    assert_int_equal(why.message, JM_SAY_UNKNOWN_ID);
    assert_string_equal(why.args[0], "@collectivity");
    assert_string_equal(why.args[1], "fr-tour");
    assert_string_equal(why.args[2], tours);
    assert_int_equal(commit(change), 0);
    jm_row_clear(&row);
    row = read_row(store, JM_NOUN_EVENT, visit);
    OK(jm_row_set_string(&row, JM_event_theme, "health", &err));
    change = begin(NOON);
    FAILS(jm_change_put(change, &row, NULL, &err), JM_NOT_FOUND,
          JM_SAY_UNKNOWN_ID);
    assert_int_equal(commit(change), 0);
    jm_row_clear(&row);
}

static void test_rows_that_are_not_there(void **state)
{
    (void)state;
    struct jm_change *change = begin(NOON);
    struct jm_row row = make_theme("health");
    FAILS(jm_change_put(change, &row, NULL, &err), JM_NOT_FOUND,
          JM_SAY_UNKNOWN_ID);
    FAILS(jm_change_remove(change, row.noun, "health", &err), JM_NOT_FOUND,
          JM_SAY_UNKNOWN_ID);
    jm_change_free(change);
    jm_row_clear(&row);
}

static void test_a_row_in_use(void **state)
{
    (void)state;
    struct jm_change *change = begin(NOON);
    struct jm_error why = JM_ERROR_INIT;
    assert_int_equal(
        jm_change_remove(change, jm_noun(JM_NOUN_COLLECTIVITY), tours, &why),
        JM_REFUSED);
    assert_int_equal(why.message, JM_SAY_ROW_IN_USE);
    assert_string_equal(why.args[0], "@collectivity");
    assert_string_equal(why.args[1], tours);
    assert_string_equal(why.args[2], "@event");
    assert_string_equal(why.args[3], stay);
    FAILS(jm_change_remove(change, jm_noun(JM_NOUN_EVENT), stay, &err),
          JM_REFUSED, JM_SAY_ROW_IN_USE);
    OK(jm_change_remove(change, jm_noun(JM_NOUN_EVENT), visit, &err));
    OK(jm_change_remove(change, jm_noun(JM_NOUN_EVENT), stay, &err));
    OK(jm_change_remove(change, jm_noun(JM_NOUN_COLLECTIVITY), tours, &err));
    assert_int_equal(commit(change), 2);
}

static void test_a_stale_row(void **state)
{
    (void)state;
    struct jm_row mine = read_row(store, JM_NOUN_EVENT, visit);
    put_fields(store, JM_NOUN_EVENT, visit, NOON, "title_en=Theirs", NULL);
    set_field(&mine, "title_en=Mine");
    struct jm_change *change = begin(NOON);
    struct jm_error why = JM_ERROR_INIT;
    assert_int_equal(jm_change_put(change, &mine, NULL, &why), JM_REFUSED);
    assert_int_equal(why.message, JM_SAY_STALE_ROW);
    assert_string_equal(why.args[2], "2");
    assert_string_equal(why.args[3], "1");
    mine.version = 99;
    FAILS(jm_change_put(change, &mine, NULL, &err), JM_REFUSED,
          JM_SAY_STALE_ROW);
    mine.version = 0; /* I do not care */
    OK(jm_change_put(change, &mine, NULL, &err));
    commit(change);
    jm_row_clear(&mine);
    mine = read_row(store, JM_NOUN_EVENT, visit);
    assert_string_equal(jm_row_string(&mine, JM_event_title_en), "Mine");
    assert_int_equal(mine.version, 3);
    jm_row_clear(&mine);
}

static void put_parent(const char *id, const char *parent,
                       enum jm_status wanted)
{
    struct jm_row row = read_row(store, JM_NOUN_EVENT, id);
    struct jm_change *change = begin(NOON);
    struct jm_error why = JM_ERROR_INIT;
    OK(jm_row_set_string(&row, JM_event_parent, parent, &err));
    assert_int_equal(jm_change_put(change, &row, NULL, &why), wanted);
    if (wanted)
        assert_int_equal(why.message, JM_SAY_PARENT_CIRCLE);
    commit(change);
    jm_row_clear(&row);
}

static void test_circles_of_parents(void **state)
{
    (void)state;
    static const char other[] = "33333333-3333-4333-8333-333333333333";
    put_parent(stay, visit, JM_INVALID);
    add_row(store, make_event(other, "Autre"), NOON);
    put_parent(stay, other, JM_OK);
    put_parent(other, visit, JM_INVALID);
    put_parent(other, other, JM_INVALID);
    struct jm_row row = read_row(store, JM_NOUN_COLLECTIVITY, tours);
    struct jm_change *change = begin(NOON);
    OK(jm_row_set_string(&row, JM_collectivity_parent, tours, &err));
    FAILS(jm_change_put(change, &row, NULL, &err), JM_INVALID,
          JM_SAY_PARENT_CIRCLE);
    OK(jm_row_set_string(&row, JM_collectivity_parent, suwon, &err));
    OK(jm_change_put(change, &row, NULL, &err));
    commit(change);
    jm_row_clear(&row);
}

/* 64 rows above a row are as many as a snapshot takes, however they came. */
static void test_chains_have_an_end(void **state)
{
    (void)state;
    char ids[70][37];
    struct jm_change *change = begin(NOON);
    struct jm_row row;
    for (int i = 0; i < 70; i++) {
        snprintf(ids[i], sizeof ids[i], "%08d-0000-4000-8000-000000000000", i);
        row = make_event(ids[i], "Maillon");
        if (i && i <= 64)
            OK(jm_row_set_string(&row, JM_event_parent, ids[i - 1], &err));
        OK(jm_change_add(change, &row, &err));
        jm_row_clear(&row);
    }
    commit(change);
    put_parent(ids[65], ids[64], JM_INVALID);
    put_parent(ids[65], ids[63], JM_OK);
    put_parent(ids[0], ids[66], JM_INVALID); /* 65 would hang below it */
    put_parent(ids[1], ids[66], JM_OK);
    struct jm_plan_maker *maker = NULL;
    struct jm_plan *plan = NULL;
    OK(jm_plan_maker_new(&maker, &err));
    OK(jm_store_load(store, maker, &err));
    OK(jm_plan_seal(&plan, maker, 0, &err));
    jm_plan_free(plan);
}

/* What jm_row_settle() would not have let through. */
static void test_rows_that_were_not_settled(void **state)
{
    (void)state;
    struct jm_change *change = begin(NOON);
    struct jm_row row = make_event("33333333-3333-4333-8333-333333333333", "X");
    jm_row_set_integer(&row, JM_event_utc_until, 0);
    FAILS(jm_change_add(change, &row, &err), JM_INVALID, JM_SAY_ROW_UNFIT);
    settle(&row);
    OK(jm_row_set_string(&row, JM_event_kind, "picnic", &err));
    FAILS(jm_change_add(change, &row, &err), JM_INVALID, JM_SAY_ROW_UNFIT);
    jm_row_set_null(&row, JM_event_kind);
    FAILS(jm_change_add(change, &row, &err), JM_INVALID, JM_SAY_ROW_UNFIT);
    assert_int_equal(commit(change), 0);
    jm_row_clear(&row);
}

/* ---- what is written, and what is not ---- */

static void test_nothing_that_differs(void **state)
{
    (void)state;
    struct jm_row row = read_row(store, JM_NOUN_EVENT, visit);
    struct jm_change *change = begin(NOON + 5);
    int changed = 7;
    OK(jm_change_put(change, &row, &changed, &err));
    assert_int_equal(changed, 0);
    assert_int_equal(commit(change), 0);
    jm_row_clear(&row);
    row = read_row(store, JM_NOUN_EVENT, visit);
    assert_int_equal(row.version, 1);
    jm_row_clear(&row);
    struct jm_store_facts facts;
    OK(jm_store_describe(store, &facts, &err));
    assert_int_equal(facts.changes, 1);
}

static void test_a_change_given_up(void **state)
{
    (void)state;
    struct jm_change *change = begin(NOON);
    struct jm_row row = make_theme("health");
    OK(jm_change_add(change, &row, &err));
    assert_true(jm_store_has(store, row.noun, "health"));
    jm_change_free(change);
    jm_change_free(NULL);
    assert_false(jm_store_has(store, row.noun, "health"));
    jm_row_clear(&row);
    assert_int_equal(add_row(store, make_theme("safety"), NOON), 2);
}

static void test_a_store_closed_over_a_change(void **state)
{
    (void)state;
    struct jm_store *other = make_plan("closed.plan");
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL;
    struct jm_row row = make_theme("health");
    OK(jm_change_begin(&change, other, &author, &err));
    OK(jm_change_add(change, &row, &err));
    jm_store_free(other);
    OK(jm_store_open(&other, in_folder("closed.plan"), JM_STORE_READ, &err));
    assert_int_equal(jm_store_count(other, row.noun), 0);
    jm_store_free(other);
    jm_row_clear(&row);
}

static void test_the_count_of_changed_fields(void **state)
{
    (void)state;
    static const struct {
        const char *one, *two;
        int wanted;
    } cases[] = {{"title_fr=Un", NULL, 1},
                 {"title_fr=Deux", "note=N", 2},
                 {"starts=2026-05-05T08:45", NULL, 1}, /* and its instant */
                 {"starts=2026-05-05T08:40", "ends=2026-05-05T11:00", 2},
                 {"zone=Asia/Seoul", NULL, 1}, /* and both instants */
                 {"note=", NULL, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_row row = read_row(store, JM_NOUN_EVENT, visit);
        struct jm_change *change = begin(NOON);
        int changed = 0;
        set_field(&row, cases[i].one);
        if (cases[i].two)
            set_field(&row, cases[i].two);
        settle(&row);
        OK(jm_change_put(change, &row, &changed, &err));
        assert_int_equal(changed, cases[i].wanted);
        commit(change);
        jm_row_clear(&row);
    }
}

/* ---- the books of events ---- */

static void assert_books(const char *id, int sequence, jm_utc created,
                         jm_utc changed, jm_utc cancelled)
{
    struct jm_row row = read_row(store, JM_NOUN_EVENT, id);
    assert_int_equal(jm_row_integer(&row, JM_event_sequence), sequence);
    assert_int_equal(jm_row_integer(&row, JM_event_created_at), created);
    assert_int_equal(jm_row_integer(&row, JM_event_changed_at), changed);
    assert_int_equal(jm_row_integer(&row, JM_event_cancelled_at), cancelled);
    assert_int_equal(jm_row_is_null(&row, JM_event_cancelled_at), !cancelled);
    jm_row_clear(&row);
}

static void test_the_books_of_an_event(void **state)
{
    (void)state;
    static const struct {
        const char *set;
        int sequence;
        jm_utc changed, cancelled; /* after NOON */
    } cases[] = {{"title_fr=Accueil", 1, 1, 0},
                 {"note=Personne ne le voit", 1, 1, 0},
                 {"expected=30", 1, 1, 0},
                 {"ends=2026-05-05T11:00", 2, 4, 0},
                 {"status=cancelled", 3, 5, 5},
                 {"cancel_reason=Pluie", 4, 6, 5},
                 {"note=", 4, 6, 5},
                 {"status=confirmed", 5, 8, 0},
                 {"parent=", 5, 8, 0},
                 {"host=kr-suwon", 6, 10, 0}};
    assert_books(visit, 0, NOON, NOON, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put_fields(store, JM_NOUN_EVENT, visit, NOON + 1 + (jm_utc)i,
                   cases[i].set, NULL);
        print_message("%s\n", cases[i].set);
        assert_books(visit, cases[i].sequence, NOON, NOON + cases[i].changed,
                     cases[i].cancelled ? NOON + cases[i].cancelled : 0);
    }
}

/* Whatever the writer's row says of them. */
static void test_the_books_are_the_stores(void **state)
{
    (void)state;
    static const char id[] = "33333333-3333-4333-8333-333333333333";
    struct jm_row row = make_event(id, "Autre");
    set_field(&row, "sequence=70");
    set_field(&row, "created_at=71");
    set_field(&row, "cancelled_at=72");
    add_row(store, row, NOON + 1);
    assert_books(id, 0, NOON + 1, NOON + 1, 0);
    put_fields(store, JM_NOUN_EVENT, id, NOON + 2, "sequence=80",
               "changed_at=81", "cancelled_at=82", NULL);
    assert_books(id, 0, NOON + 1, NOON + 1, 0);
    row = make_event("44444444-4444-4444-8444-444444444444", "Né annulé");
    set_field(&row, "status=cancelled");
    add_row(store, row, NOON + 3);
    assert_books("44444444-4444-4444-8444-444444444444", 0, NOON + 3, NOON + 3,
                 NOON + 3);
}

/* Subscribers and writers have seen the one that was there before. */
static void test_an_id_that_comes_back(void **state)
{
    (void)state;
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 1, "title_fr=Un", NULL);
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 2, "title_fr=Deux", NULL);
    struct jm_row old = read_row(store, JM_NOUN_EVENT, visit);
    remove_row(store, JM_NOUN_EVENT, visit, NOON + 3);
    add_row(store, make_event(visit, "Nouvelle"), NOON + 4);
    assert_books(visit, 3, NOON + 4, NOON + 4, 0);
    struct jm_row row = read_row(store, JM_NOUN_EVENT, visit);
    assert_int_equal(row.version, 4);
    struct jm_change *change = begin(NOON + 5);
    FAILS(jm_change_put(change, &old, NULL, &err), JM_REFUSED,
          JM_SAY_STALE_ROW);
    jm_change_free(change);
    jm_row_clear(&row);
    jm_row_clear(&old);
}

/* What the program itself keeps of other nouns is written as given. */
static void test_system_fields_of_other_nouns(void **state)
{
    (void)state;
    add_row(store,
            make_row(JM_NOUN_CALENDAR, "cal", "collectivity=fr-tours",
                     "url=https://example.org/a.ics", NULL),
            NOON);
    int64_t number = put_fields(store, JM_NOUN_CALENDAR, "cal", NOON,
                                "etag=\"a1\"", "fetched_at=1750000000", NULL);
    assert_log(store, number,
               "=calendar cal etag >\"a1\"\n"
               "=calendar cal fetched_at >2025-06-15T15:06:40Z\n");
    add_row(store,
            make_row(JM_NOUN_RELEASE, NULL, "number=1", "published_at=9",
                     "author=Adèle", "last_change=2", NULL),
            NOON);
    struct jm_row row = read_row(store, JM_NOUN_RELEASE, "1");
    assert_int_equal(jm_row_integer(&row, JM_release_last_change), 2);
    jm_row_clear(&row);
}

static void test_versions_grow_by_one(void **state)
{
    (void)state;
    for (int i = 2; i < 6; i++) {
        char title[32];
        snprintf(title, sizeof title, "title_fr=%d", i);
        put_fields(store, JM_NOUN_EVENT, visit, NOON, title, NULL);
        struct jm_row row = read_row(store, JM_NOUN_EVENT, visit);
        assert_int_equal(row.version, i);
        jm_row_clear(&row);
    }
}

/* Values of every kind survive the way there and back. */
static void test_values_are_kept_exactly(void **state)
{
    (void)state;
    struct jm_row row = make_row(
        JM_NOUN_VENUE, "v", "collectivity=fr-tours", "name_fr=Œuvre « 수원 »",
        "address=1, rue de l’Église", "latitude=47.393612345678901",
        "longitude=-0.1", "note=Deux\nlignes\tet une tabulation", NULL);
    struct jm_row copy = JM_ROW_INIT;
    OK(jm_row_copy(&copy, &row, &err));
    add_row(store, row, NOON);
    row = read_row(store, JM_NOUN_VENUE, "v");
    for (int i = 0; i < row.noun->count; i++)
        assert_true(jm_value_equals(&row.values[i], &copy.values[i]));
    jm_row_clear(&row);
    jm_row_clear(&copy);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_store, close_store)
    const struct CMUnitTest tests[] = {TEST(test_an_id_that_is_taken),
                                       TEST(test_a_reference_to_nothing),
                                       TEST(test_rows_that_are_not_there),
                                       TEST(test_a_row_in_use),
                                       TEST(test_a_stale_row),
                                       TEST(test_circles_of_parents),
                                       TEST(test_chains_have_an_end),
                                       TEST(test_rows_that_were_not_settled),
                                       TEST(test_nothing_that_differs),
                                       TEST(test_a_change_given_up),
                                       TEST(test_a_store_closed_over_a_change),
                                       TEST(test_the_count_of_changed_fields),
                                       TEST(test_the_books_of_an_event),
                                       TEST(test_the_books_are_the_stores),
                                       TEST(test_an_id_that_comes_back),
                                       TEST(test_system_fields_of_other_nouns),
                                       TEST(test_versions_grow_by_one),
                                       TEST(test_values_are_kept_exactly)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
