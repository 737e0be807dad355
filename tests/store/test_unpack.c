/* Packed rows that are not as they should be. */
#include "large.h"

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

static bool go_on(void *data)
{
    int *patience = data;
    return (*patience)-- > 0;
}

/* A block is one step of SQLite: it is asked at each of them. */
static void test_reading_blocks_ends(void **state)
{
    (void)state;
    enum { BLOCKS = EVENTS / JM_PACK_ROWS };
    int patience = 10 * EVENTS, asked = patience;
    struct jm_plan_maker *maker = NULL;
    jm_store_watch(store, go_on, &patience);
    OK(jm_plan_maker_new(&maker, &err));
    OK(jm_store_load_walks(store, maker, &err));
    jm_plan_maker_free(maker);
    asked -= patience;
    assert_true(asked >= BLOCKS);
    for (int i = 0; i < BLOCKS; i++) {
        patience = asked - 1 - i;
        OK(jm_plan_maker_new(&maker, &err));
        jm_store_watch(store, go_on, &patience);
        FAILS(jm_store_load_walks(store, maker, &err), JM_STOPPED,
              JM_SAY_STOPPED);
        jm_plan_maker_free(maker);
    }
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_store, close_store)
    const struct CMUnitTest tests[] = {
        TEST(test_reading_blocks_ends), TEST(test_blocks_that_are_wrong),
        TEST(test_forged_blocks_are_damage),
        TEST(test_what_differs_is_told_and_packed_again)};
    return cmocka_run_group_tests(tests, make_large, remove_folder);
}
