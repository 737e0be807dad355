/* Work that somebody wishes to stop. */
#include "help.h"
#include "open.h"

/* Says "go on" so many times. */
static bool go_on(void *data)
{
    int *patience = data;
    return (*patience)-- > 0;
}

static void test_a_change_is_rolled_back(void **state)
{
    (void)state;
    struct jm_store *store = make_plan("rolled.plan");
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL;
    struct jm_row row = make_theme("health");
    int patience = 0;
    int64_t number = -1;
    jm_store_watch(store, go_on, &patience);
    OK(jm_change_begin(&change, store, &author, &err));
    OK(jm_change_add(change, &row, &err)); /* too short to be asked in */
    FAILS(jm_change_commit(change, &number, &err), JM_STOPPED, JM_SAY_STOPPED);
    assert_int_equal(number, 0);
    assert_false(jm_store_has(store, row.noun, "health"));
    jm_store_watch(store, NULL, NULL);
    assert_int_equal(add_row(store, row, NOON), 2);
    assert_int_equal(count_faults(store), 0);
    jm_store_free(store);
}

static void test_once_stopped_it_stays_so(void **state)
{
    (void)state;
    struct jm_store *store = make_plan("stays.plan");
    struct jm_author author = by("adele", NOON);
    int patience = 1;
    jm_store_watch(store, go_on, &patience);
    for (int i = 0; i < 3; i++) {
        char id[8];
        struct jm_change *change = NULL;
        int64_t number = 0;
        snprintf(id, sizeof id, "t%d", i);
        struct jm_row row = make_theme(id);
        OK(jm_change_begin(&change, store, &author, &err));
        OK(jm_change_add(change, &row, &err));
        enum jm_status status = jm_change_commit(change, &number, NULL);
        assert_int_equal(status, i == 0 ? JM_OK : JM_STOPPED);
        assert_int_equal(jm_store_has(store, row.noun, id), i == 0);
        jm_row_clear(&row);
    }
    assert_int_equal(patience, -1); /* not asked again */
    jm_store_free(store);
}

/* While another program writes: at the third question, not after a minute. */
static void test_waiting_ends(void **state)
{
    (void)state;
    static const struct jm_opening patient = {&jm_schema_now, 60000};
    struct jm_store *one = make_plan("waits.plan"), *two = NULL;
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL, *other = NULL;
    int patience = 2;
    OK(jm_open(&two, in_folder("waits.plan"), JM_STORE_WRITE, &patient, &err));
    OK(jm_change_begin(&change, one, &author, &err));
    jm_store_watch(two, go_on, &patience);
    FAILS(jm_change_begin(&other, two, &author, &err), JM_STOPPED,
          JM_SAY_STOPPED);
    assert_null(other);
    assert_int_equal(patience, -1);
    jm_change_free(change);
    jm_store_free(one);
    jm_store_free(two);
}

/* With nobody to ask, or somebody who wishes to go on, patience still ends. */
static void test_patience_ends_all_the_same(void **state)
{
    (void)state;
    static const struct jm_opening hasty = {&jm_schema_now, 60};
    struct jm_store *one = make_plan("hasty.plan"), *two = NULL;
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL, *other = NULL;
    int patience = 1000;
    OK(jm_open(&two, in_folder("hasty.plan"), JM_STORE_WRITE, &hasty, &err));
    OK(jm_change_begin(&change, one, &author, &err));
    jm_store_watch(two, go_on, &patience);
    FAILS(jm_change_begin(&other, two, &author, &err), JM_REFUSED,
          JM_SAY_PLAN_LOCKED);
    assert_int_equal(patience, 1000 - 6);
    jm_store_watch(two, NULL, NULL);
    FAILS(jm_change_begin(&other, two, &author, &err), JM_REFUSED,
          JM_SAY_PLAN_LOCKED);
    assert_int_equal(patience, 1000 - 6);
    jm_change_free(change);
    jm_store_free(one);
    jm_store_free(two);
}

/* A walk over many rows is asked in between. */
static void test_reading_ends(void **state)
{
    (void)state;
    struct jm_store *store = make_plan("reads.plan");
    struct jm_row rows[400];
    struct jm_rows *walk = NULL;
    struct jm_row row = JM_ROW_INIT;
    struct jm_error err = JM_ERROR_INIT;
    int patience = 0, read = 0;
    for (int i = 0; i < 400; i++) {
        char id[8];
        snprintf(id, sizeof id, "t%d", i);
        rows[i] = make_theme(id);
    }
    add_rows(store, rows, 400, NOON);
    jm_store_watch(store, go_on, &patience);
    enum jm_status status =
        jm_rows_open(&walk, store, jm_noun(JM_NOUN_THEME), -1, NULL, &err);
    while (!status && !(status = jm_rows_next(walk, &row, &err)))
        read++;
    assert_int_equal(status, JM_STOPPED);
    assert_true(read < 400);
    jm_rows_free(walk);
    jm_row_clear(&row);
    jm_store_free(store);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_change_is_rolled_back),
        cmocka_unit_test(test_once_stopped_it_stays_so),
        cmocka_unit_test(test_waiting_ends),
        cmocka_unit_test(test_patience_ends_all_the_same),
        cmocka_unit_test(test_reading_ends),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
