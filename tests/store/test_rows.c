/* Reading rows. */
#include "help.h"

static struct jm_store *store;

/* A group that is larger than the sample: two hosts, a delegation with members
 * and their flights. */
static int open_store(void **state)
{
    if (make_folder(state))
        return -1;
    store = make_plan("rows.plan");
    struct jm_row rows[] = {
        make_theme("health"),
        make_theme("heritage"),
        make_theme("safety"),
        make_row(JM_NOUN_PERSON, "kim", "family_name=KIM", NULL),
        make_row(JM_NOUN_PERSON, "lee", "family_name=LEE", NULL),
        make_row(JM_NOUN_PERSON, "park", "family_name=PARK", NULL),
        make_row(JM_NOUN_DELEGATION, "suwon-2026", "name_fr=Suwon",
                 "origin=kr-suwon", NULL),
        make_row(JM_NOUN_DELEGATION, "none-2026", "name_fr=Vide",
                 "origin=kr-suwon", NULL),
        make_row(JM_NOUN_MEMBER, NULL, "delegation=suwon-2026", "person=kim",
                 "position=3", NULL),
        make_row(JM_NOUN_MEMBER, NULL, "delegation=suwon-2026", "person=lee",
                 "position=1", NULL),
        make_row(JM_NOUN_MEMBER, NULL, "delegation=suwon-2026", "person=park",
                 "position=2", NULL)};
    add_rows(store, rows, sizeof rows / sizeof *rows, NOON);
    return 0;
}

static int close_store(void **state)
{
    jm_store_free(store);
    return remove_folder(state);
}

static void test_a_row_comes_back_as_it_was_added(void **state)
{
    (void)state;
    struct jm_row wanted = make_tours(),
                  row = read_row(store, JM_NOUN_COLLECTIVITY, tours);
    assert_string_equal(row.id, tours);
    assert_int_equal(row.version, 1);
    for (int i = 0; i < row.noun->count; i++)
        if (!jm_value_equals(&row.values[i], &wanted.values[i]))
            fail_msg("%s differs", row.noun->fields[i].name);
    jm_row_clear(&wanted);
    jm_row_clear(&row);
}

static void test_a_row_that_held_another_noun(void **state)
{
    (void)state;
    struct jm_row row = make_theme("other");
    OK(jm_store_get(store, jm_noun(JM_NOUN_EVENT), visit, &row, &err));
    assert_string_equal(jm_row_string(&row, JM_event_parent), stay);
    assert_string_equal(jm_row_string(&row, JM_event_host), tours);
    assert_true(jm_row_is_null(&row, JM_event_venue));
    jm_row_clear(&row);
}

static void test_unknown_ids(void **state)
{
    (void)state;
    static const struct {
        enum jm_noun_id noun;
        const char *id, *nearest;
    } cases[] = {{JM_NOUN_COLLECTIVITY, "fr-tour", tours},
                 {JM_NOUN_COLLECTIVITY, "fr-toors", tours},
                 {JM_NOUN_COLLECTIVITY, "fr-nantes", ""},
                 {JM_NOUN_THEME, "healht", "health"},
                 {JM_NOUN_THEME, "", ""},
                 {JM_NOUN_EVENT, "11111111-1111-4111-8111-111111111112", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_row row = JM_ROW_INIT;
        struct jm_error why = JM_ERROR_INIT;
        const struct jm_noun *noun = jm_noun(cases[i].noun);
        assert_int_equal(jm_store_get(store, noun, cases[i].id, &row, &why),
                         JM_NOT_FOUND);
        assert_int_equal(why.message, JM_SAY_UNKNOWN_ID);
        assert_string_equal(why.args[0], noun->spoken);
        assert_string_equal(why.args[1], cases[i].id);
        assert_string_equal(why.args[2], cases[i].nearest);
        assert_false(jm_store_has(store, noun, cases[i].id));
        jm_row_clear(&row);
    }
    assert_true(jm_store_has(store, jm_noun(JM_NOUN_THEME), "health"));
}

/* The ids of a walk, separated by spaces. */
static void walk(struct jm_text *ids, enum jm_noun_id noun, int field,
                 const char *ref)
{
    struct jm_rows *rows = NULL;
    struct jm_row row = JM_ROW_INIT;
    struct jm_error err = JM_ERROR_INIT;
    enum jm_status status =
        jm_rows_open(&rows, store, jm_noun(noun), field, ref, &err);
    assert_int_equal(status, JM_OK);
    while (!(status = jm_rows_next(rows, &row, &err)))
        jm_text_addf(ids, "%s%s", ids->length ? " " : "", row.id);
    assert_int_equal(status, JM_END);
    assert_int_equal(jm_rows_next(rows, &row, &err), JM_END);
    jm_row_clear(&row);
    jm_rows_free(rows);
}

static void test_walks(void **state)
{
    (void)state;
    static const struct {
        enum jm_noun_id noun;
        int field;
        const char *ref, *wanted;
    } cases[] = {{JM_NOUN_THEME, -1, NULL, "health heritage safety"},
                 {JM_NOUN_VENUE, -1, NULL, ""},
                 {JM_NOUN_MEMBER, -1, NULL,
                  "suwon-2026/lee suwon-2026/park suwon-2026/kim"},
                 {JM_NOUN_MEMBER, JM_member_delegation, "suwon-2026",
                  "suwon-2026/lee suwon-2026/park suwon-2026/kim"},
                 {JM_NOUN_MEMBER, JM_member_delegation, "none-2026", ""},
                 {JM_NOUN_MEMBER, JM_member_person, "kim", "suwon-2026/kim"},
                 {JM_NOUN_EVENT, JM_event_parent, stay,
                  "11111111-1111-4111-8111-111111111111"},
                 {JM_NOUN_EVENT, JM_event_parent, visit, ""},
                 {JM_NOUN_EVENT, JM_event_host, tours,
                  "11111111-1111-4111-8111-111111111111 "
                  "22222222-2222-4222-8222-222222222222"},
                 {JM_NOUN_EVENT, JM_event_to_host, tours, ""},
                 {JM_NOUN_COLLECTIVITY, -1, NULL, "fr-tours kr-suwon"},
                 {JM_NOUN_DELEGATION, JM_delegation_origin, suwon,
                  "none-2026 suwon-2026"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_text ids = JM_TEXT_INIT;
        walk(&ids, cases[i].noun, cases[i].field, cases[i].ref);
        assert_string_equal(jm_text_get(&ids), cases[i].wanted);
        jm_text_clear(&ids);
    }
}

static void test_walk_by_an_unknown_row(void **state)
{
    (void)state;
    struct jm_rows *rows = NULL;
    FAILS(jm_rows_open(&rows, store, jm_noun(JM_NOUN_EVENT), JM_event_host,
                       "fr-nowhere", &err),
          JM_NOT_FOUND, JM_SAY_UNKNOWN_ID);
    assert_null(rows);
    jm_rows_free(NULL);
}

/* Walks of one noun inside each other, and reading meanwhile. */
static void test_walks_inside_walks(void **state)
{
    (void)state;
    struct jm_rows *outer = NULL, *inner = NULL;
    struct jm_row row = JM_ROW_INIT, other = JM_ROW_INIT;
    struct jm_error why = JM_ERROR_INIT;
    int pairs = 0;
    OK(jm_rows_open(&outer, store, jm_noun(JM_NOUN_THEME), -1, NULL, &err));
    while (!jm_rows_next(outer, &row, &why)) {
        OK(jm_rows_open(&inner, store, jm_noun(JM_NOUN_THEME), -1, NULL, &err));
        while (!jm_rows_next(inner, &other, &why))
            pairs++;
        jm_rows_free(inner);
        OK(jm_store_get(store, row.noun, "safety", &other, &err));
    }
    jm_rows_free(outer);
    jm_row_clear(&row);
    jm_row_clear(&other);
    assert_int_equal(pairs, 9);
}

/* Rows can be changed and removed while they are walked over. */
static void test_changes_inside_a_walk(void **state)
{
    (void)state;
    struct jm_rows *rows = NULL;
    struct jm_row row = JM_ROW_INIT;
    struct jm_error why = JM_ERROR_INIT;
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL;
    int seen = 0;
    OK(jm_change_begin(&change, store, &author, &err));
    OK(jm_rows_open(&rows, store, jm_noun(JM_NOUN_THEME), -1, NULL, &err));
    while (!jm_rows_next(rows, &row, &why)) {
        seen++;
        if (seen == 1) {
            OK(jm_change_remove(change, row.noun, "heritage", &err));
        } else {
            OK(jm_row_set_string(&row, JM_theme_name_fr, "Autre", &err));
            OK(jm_change_put(change, &row, NULL, &err));
        }
    }
    assert_int_equal(seen, 2);
    jm_rows_free(rows);
    jm_change_free(change);
    assert_int_equal(jm_store_count(store, jm_noun(JM_NOUN_THEME)), 3);
    jm_row_clear(&row);
}

static void collect(void *data, const char *id)
{
    struct jm_text *ids = data;
    jm_text_addf(ids, "%s%s", ids->length ? " " : "", id);
    assert_true(jm_store_has(store, jm_noun(JM_NOUN_THEME), "health"));
}

static void test_ids_by_prefix(void **state)
{
    (void)state;
    static const struct {
        enum jm_noun_id noun;
        const char *prefix;
        int limit;
        const char *wanted;
    } cases[] = {
        {JM_NOUN_THEME, "", 10, "health heritage safety"},
        {JM_NOUN_THEME, "", 2, "health heritage"},
        {JM_NOUN_THEME, "he", 10, "health heritage"},
        {JM_NOUN_THEME, "health", 10, "health"},
        {JM_NOUN_THEME, "healthy", 10, ""},
        {JM_NOUN_THEME, "H", 10, ""},
        {JM_NOUN_THEME, "%", 10, ""},
        {JM_NOUN_EVENT, "2222", 10, stay},
        {JM_NOUN_MEMBER, "suwon-2026/", 2, "suwon-2026/kim suwon-2026/lee"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_text ids = JM_TEXT_INIT;
        OK(jm_store_ids(store, jm_noun(cases[i].noun), cases[i].prefix,
                        cases[i].limit, collect, &ids, &err));
        assert_string_equal(jm_text_get(&ids), cases[i].wanted);
        jm_text_clear(&ids);
    }
}

static void test_counts(void **state)
{
    (void)state;
    assert_int_equal(jm_store_count(store, jm_noun(JM_NOUN_MEMBER)), 3);
    assert_int_equal(jm_store_count(store, jm_noun(JM_NOUN_RELEASE)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_row_comes_back_as_it_was_added),
        cmocka_unit_test(test_a_row_that_held_another_noun),
        cmocka_unit_test(test_unknown_ids),
        cmocka_unit_test(test_walks),
        cmocka_unit_test(test_walk_by_an_unknown_row),
        cmocka_unit_test(test_walks_inside_walks),
        cmocka_unit_test(test_changes_inside_a_walk),
        cmocka_unit_test(test_ids_by_prefix),
        cmocka_unit_test(test_counts)};
    return cmocka_run_group_tests(tests, open_store, close_store);
}
