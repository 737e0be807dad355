/* What the log says of changes. */
#include "help.h"

static struct jm_store *store;

static int open_store(void **state)
{
    (void)state;
    char name[32];
    static int plans;
    snprintf(name, sizeof name, "log%d.plan", plans++);
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

static void test_added_fields_are_logged(void **state)
{
    (void)state;
    int64_t number = add_row(store, make_theme("health"), NOON);
    assert_log(store, number, "+theme health name_fr >Santé publique\n");
    number = add_row(store,
                     make_row(JM_NOUN_VENUE, "hall", "collectivity=fr-tours",
                              "name_fr=Salle", "latitude=47.25", NULL),
                     NOON);
    assert_log(store, number,
               "+venue hall collectivity >fr-tours\n"
               "+venue hall name_fr >Salle\n"
               "+venue hall rooms >1\n"
               "+venue hall latitude >47.25\n");
}

/* What follows from other fields is not, nor what only counts and dates. */
static void test_an_added_event_is_logged(void **state)
{
    (void)state;
    char *log = log_of(store, 1);
    assert_non_null(strstr(log, "+event 22222222 starts >2026-05-05T09:00\n"));
    assert_non_null(strstr(log, "+event 11111111 parent >22222222-2222"));
    assert_null(strstr(log, "utc_from"));
    assert_null(strstr(log, "sequence"));
    assert_null(strstr(log, "created_at"));
    free(log);
}

static void test_changed_fields_are_logged(void **state)
{
    (void)state;
    int64_t number =
        put_fields(store, JM_NOUN_EVENT, visit, NOON + 9, "title_fr=Accueil",
                   "starts=2026-05-05T08:00", "note=Clé", NULL);
    assert_log(store, number,
               "=event 11111111 title_fr Visite de la caserne>Accueil\n"
               "=event 11111111 starts 2026-05-05T09:00>2026-05-05T08:00\n"
               "=event 11111111 utc_from 2026-05-05T08:00:00Z>"
               "2026-05-05T07:00:00Z\n"
               "=event 11111111 note >Clé\n");
}

static void test_removed_fields_are_logged(void **state)
{
    (void)state;
    add_row(store, make_theme("health"), NOON);
    int64_t number = remove_row(store, JM_NOUN_THEME, "health", NOON);
    assert_log(store, number, "-theme health name_fr Santé publique>\n");
    number = remove_row(store, JM_NOUN_EVENT, visit, NOON);
    char *log = log_of(store, number);
    assert_non_null(strstr(log, " utc_from 2026-05-05T08:00:00Z>\n"));
    assert_non_null(strstr(log, " sequence 0>\n"));
    assert_non_null(strstr(log, " created_at "));
    free(log);
}

static void test_a_change_knows_its_author(void **state)
{
    (void)state;
    struct jm_author author = {"Adèle", NULL, 42};
    struct jm_change *change = NULL;
    struct jm_row row = make_theme("health");
    int64_t number = 0;
    OK(jm_change_begin(&change, store, &author, &err));
    OK(jm_change_add(change, &row, &err));
    OK(jm_change_commit(change, &number, &err));
    struct jm_log_filter filter = {.change = number};
    struct jm_log *log = NULL;
    struct jm_log_entry entry;
    OK(jm_log_open(&log, store, &filter, &err));
    OK(jm_log_next(log, &entry, &err));
    assert_int_equal(number, 2);
    assert_int_equal(entry.change, 2);
    assert_string_equal(entry.who, "Adèle");
    assert_string_equal(entry.why, "");
    assert_int_equal(entry.at, 42);
    assert_int_equal(entry.undoes, 0);
    assert_int_equal(entry.undone_by, 0);
    assert_int_equal(entry.edit, JM_EDIT_ADDED);
    jm_log_free(log);
    jm_row_clear(&row);
}

static void test_the_log_is_filtered(void **state)
{
    (void)state;
    add_row(store, make_theme("health"), NOON);
    add_row(store, make_theme("safety"), NOON);
    put_fields(store, JM_NOUN_THEME, "health", NOON, "name_en=Health", NULL);
    put_fields(store, JM_NOUN_EVENT, visit, NOON, "title_en=Visit", NULL);
    const struct jm_noun *theme = jm_noun(JM_NOUN_THEME);
    const struct {
        struct jm_log_filter filter;
        const char *wanted; /* the changes of its entries */
    } cases[] = {
        {{.noun = theme}, "4 3 2"},
        {{.noun = theme, .limit = 2}, "4 3"},
        {{.noun = theme, .id = "health"}, "4 2"},
        {{.noun = theme, .id = "health", .limit = 1}, "4"},
        {{.noun = theme, .id = "nothing"}, ""},
        {{.change = 4, .noun = theme, .id = "health"}, "4"},
        {{.change = 3, .noun = theme, .id = "health"}, ""},
        {{.change = 5, .noun = theme}, ""},
        {{.limit = 2}, "5 4"},
        {{.change = 99}, ""},
        {{.noun = jm_noun(JM_NOUN_EVENT), .id = visit, .limit = 1}, "5"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_log *log = NULL;
        struct jm_log_entry entry;
        struct jm_text numbers = JM_TEXT_INIT;
        struct jm_error why = JM_ERROR_INIT;
        OK(jm_log_open(&log, store, &cases[i].filter, &err));
        while (!jm_log_next(log, &entry, &why))
            jm_text_addf(&numbers, "%s%d", numbers.length ? " " : "",
                         (int)entry.change);
        assert_int_equal(jm_log_next(log, &entry, &why), JM_END);
        assert_string_equal(jm_text_get(&numbers), cases[i].wanted);
        jm_text_clear(&numbers);
        jm_log_free(log);
    }
    jm_log_free(NULL);
}

static void test_the_whole_log_is_newest_first(void **state)
{
    (void)state;
    add_row(store, make_theme("health"), NOON);
    struct jm_log_filter all = {0};
    struct jm_log *log = NULL;
    struct jm_log_entry entry;
    struct jm_error why = JM_ERROR_INIT;
    int64_t last = INT64_MAX;
    int entries = 0;
    OK(jm_log_open(&log, store, &all, &err));
    for (; !jm_log_next(log, &entry, &why); entries++) {
        assert_true(entry.change <= last);
        last = entry.change;
    }
    jm_log_free(log);
    assert_true(entries > 30);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_store, close_store)
    const struct CMUnitTest tests[] = {
        TEST(test_added_fields_are_logged),
        TEST(test_an_added_event_is_logged),
        TEST(test_changed_fields_are_logged),
        TEST(test_removed_fields_are_logged),
        TEST(test_a_change_knows_its_author),
        TEST(test_the_log_is_filtered),
        TEST(test_the_whole_log_is_newest_first)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
