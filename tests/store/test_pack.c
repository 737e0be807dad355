/* Packed rows against the rows themselves: after whatever was done to a plan,
 * what walks read comes out the same from both. */
#include "large.h"
#include <signal.h>

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
        TEST(test_killed_writers)};
    return cmocka_run_group_tests(tests, make_large, remove_folder);
}
