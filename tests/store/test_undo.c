/* Taking changes back. */
#include "help.h"

static struct jm_store *store;
static jm_utc clock_now;

static int open_store(void **state)
{
    (void)state;
    char name[32];
    static int plans;
    snprintf(name, sizeof name, "undo%d.plan", plans++);
    store = make_plan(name);
    clock_now = NOON;
    return 0;
}

static int close_store(void **state)
{
    (void)state;
    int faults = count_faults(store);
    jm_store_free(store);
    return faults;
}

static int64_t put(enum jm_noun_id noun, const char *id, const char *setting)
{
    return put_fields(store, noun, id, ++clock_now, setting, NULL);
}

static int64_t put_visit(const char *setting)
{
    return put(JM_NOUN_EVENT, visit, setting);
}

/* Undoes a change, and says which one it was. */
static int64_t undo(int64_t number, int64_t wanted)
{
    struct jm_author author = by("dora", ++clock_now);
    int64_t undone = 0, made = 0;
    OK(jm_store_undo(store, number, &author, &undone, &made, &err));
    assert_int_equal(undone, wanted);
    assert_true(made > undone);
    return made;
}

static struct jm_error refused(int64_t number, enum jm_status status,
                               enum jm_message message)
{
    struct jm_author author = by("dora", ++clock_now);
    struct jm_store_facts before, after;
    struct jm_error why = JM_ERROR_INIT;
    int64_t undone = 0, made = 0;
    OK(jm_store_describe(store, &before, &err));
    assert_int_equal(
        jm_store_undo(store, number, &author, &undone, &made, &why), status);
    if (why.message != message)
        show(&why);
    assert_string_equal(jm_message_name(why.message), jm_message_name(message));
    assert_int_equal(why.status, status);
    OK(jm_store_describe(store, &after, &err));
    assert_int_equal(before.changes, after.changes);
    return why;
}

static void overtaken(int64_t number, const char *noun, const char *id,
                      const char *field, int64_t by_change)
{
    struct jm_error why = refused(number, JM_REFUSED, JM_SAY_UNDO_OVERTAKEN);
    char later[24];
    snprintf(later, sizeof later, "%d", (int)by_change);
    assert_string_equal(why.args[0], noun);
    assert_string_equal(why.args[1], id);
    assert_string_equal(why.args[2], field);
    assert_string_equal(why.args[3], later);
}

static void assert_visit(int field, const char *wanted)
{
    struct jm_row row = read_row(store, JM_NOUN_EVENT, visit);
    struct jm_text text = JM_TEXT_INIT;
    jm_row_add_text(&text, &row, field);
    assert_string_equal(jm_text_get(&text), wanted);
    jm_text_clear(&text);
    jm_row_clear(&row);
}

static int64_t number_in_visit(int field)
{
    struct jm_row row = read_row(store, JM_NOUN_EVENT, visit);
    int64_t number = field < 0 ? row.version : jm_row_integer(&row, field);
    jm_row_clear(&row);
    return number;
}

/* ---- one change ---- */

static void test_a_changed_row(void **state)
{
    (void)state;
    int64_t two = put_visit("title_fr=Accueil");
    undo(two, two);
    assert_visit(JM_event_title_fr, "Visite de la caserne");
    assert_int_equal(number_in_visit(JM_event_sequence), 2);
    assert_int_equal(number_in_visit(JM_event_changed_at), clock_now);
    assert_int_equal(number_in_visit(JM_event_created_at), NOON);
    assert_int_equal(number_in_visit(-1), 3);
}

static void test_wall_times_come_back_with_their_instants(void **state)
{
    (void)state;
    int64_t two = put_fields(store, JM_NOUN_EVENT, visit, ++clock_now,
                             "starts=2026-06-01T10:00", "ends=2026-06-01T11:00",
                             "zone=Asia/Seoul", NULL);
    assert_visit(JM_event_utc_from, "2026-06-01T01:00:00Z");
    undo(two, two);
    assert_visit(JM_event_starts, "2026-05-05T09:00");
    assert_visit(JM_event_zone, "Europe/Paris");
    assert_visit(JM_event_utc_from, "2026-05-05T08:00:00Z");
    assert_visit(JM_event_utc_until, "2026-05-05T09:30:00Z");
}

static void test_an_added_row(void **state)
{
    (void)state;
    int64_t two = add_row(store, make_theme("health"), NOON);
    int64_t three = undo(two, two);
    assert_false(jm_store_has(store, jm_noun(JM_NOUN_THEME), "health"));
    undo(three, three); /* back again */
    struct jm_row row = read_row(store, JM_NOUN_THEME, "health");
    assert_string_equal(jm_row_string(&row, JM_theme_name_fr),
                        "Santé publique");
    assert_int_equal(row.version, 2);
    jm_row_clear(&row);
}

static void test_a_removed_row_has_all_it_had(void **state)
{
    (void)state;
    put_visit("note=Interne");
    put_visit("status=cancelled");
    struct jm_row before = read_row(store, JM_NOUN_EVENT, visit);
    int64_t number = remove_row(store, JM_NOUN_EVENT, visit, ++clock_now);
    undo(number, number);
    struct jm_row after = read_row(store, JM_NOUN_EVENT, visit);
    for (int i = 0; i < before.noun->count; i++)
        if (i != JM_event_sequence && i != JM_event_changed_at)
            assert_true(jm_value_equals(&before.values[i], &after.values[i]));
    assert_int_equal(jm_row_integer(&after, JM_event_sequence),
                     jm_row_integer(&before, JM_event_sequence) + 1);
    assert_int_equal(jm_row_integer(&after, JM_event_changed_at), clock_now);
    assert_int_equal(after.version, before.version + 1);
    jm_row_clear(&before);
    jm_row_clear(&after);
}

static void test_cancelling(void **state)
{
    (void)state;
    int64_t two = put_visit("status=cancelled");
    int64_t three = undo(two, two);
    assert_visit(JM_event_status, "idea");
    assert_visit(JM_event_cancelled_at, "");
    undo(three, three);
    assert_visit(JM_event_status, "cancelled");
    assert_int_equal(number_in_visit(JM_event_cancelled_at), clock_now);
}

/* All edits of a change, the last one first: references hold on the way. */
static void test_many_edits_in_one_change(void **state)
{
    (void)state;
    struct jm_author author = by("adele", ++clock_now);
    struct jm_change *change = NULL;
    int64_t number = 0;
    struct jm_row row = make_theme("health");
    OK(jm_change_begin(&change, store, &author, &err));
    OK(jm_change_add(change, &row, &err));
    set_field(&row, "name_en=Health");
    OK(jm_change_put(change, &row, NULL, &err));
    jm_row_clear(&row);
    row = read_row(store, JM_NOUN_EVENT, visit);
    set_field(&row, "theme=health");
    OK(jm_change_put(change, &row, NULL, &err));
    set_field(&row, "title_fr=Accueil");
    row.version = 0;
    OK(jm_change_put(change, &row, NULL, &err));
    OK(jm_change_remove(change, row.noun, visit, &err));
    OK(jm_change_remove(change, row.noun, stay, &err));
    OK(jm_change_commit(change, &number, &err));
    jm_row_clear(&row);
    int64_t made = undo(number, number);
    assert_visit(JM_event_title_fr, "Visite de la caserne");
    assert_visit(JM_event_theme, "");
    assert_visit(JM_event_parent, stay);
    assert_false(jm_store_has(store, jm_noun(JM_NOUN_THEME), "health"));
    undo(made, made);
    assert_true(jm_store_has(store, jm_noun(JM_NOUN_THEME), "health"));
    assert_false(jm_store_has(store, jm_noun(JM_NOUN_EVENT), visit));
}

/* ---- which change ---- */

static void test_the_last_one_and_the_one_before(void **state)
{
    (void)state;
    put_visit("title_fr=Un");
    put_visit("title_fr=Deux");
    undo(0, 3);
    assert_visit(JM_event_title_fr, "Un");
    undo(0, 2);
    assert_visit(JM_event_title_fr, "Visite de la caserne");
    undo(0, 1);
    assert_int_equal(jm_store_count(store, jm_noun(JM_NOUN_EVENT)), 0);
    refused(0, JM_NOT_FOUND, JM_SAY_UNDO_NOTHING);
}

static void test_numbers_that_do_not_do(void **state)
{
    (void)state;
    refused(99, JM_NOT_FOUND, JM_SAY_CHANGE_UNKNOWN);
    refused(-1, JM_NOT_FOUND, JM_SAY_CHANGE_UNKNOWN);
    int64_t two = put_visit("title_fr=Un");
    int64_t three = undo(two, two);
    struct jm_error why = refused(two, JM_REFUSED, JM_SAY_UNDO_DONE);
    assert_string_equal(why.args[0], "2");
    assert_string_equal(why.args[1], "3");
    undo(three, three);
    refused(three, JM_REFUSED, JM_SAY_UNDO_DONE);
}

static void test_back_and_forth(void **state)
{
    (void)state;
    int64_t two = put_visit("title_fr=Un");
    int64_t last = undo(two, two);
    for (int i = 0; i < 4; i++) {
        assert_visit(JM_event_title_fr, i % 2 ? "Un" : "Visite de la caserne");
        last = undo(last, last);
    }
    /* An even number of undoings of the undo: it is undone. */
    assert_visit(JM_event_title_fr, "Visite de la caserne");
    last = undo(last, last);
    undo(0, two); /* it stands again, and can be undone again */
    assert_visit(JM_event_title_fr, "Visite de la caserne");
}

static void test_the_log_says_what_undid_what(void **state)
{
    (void)state;
    int64_t two = put_visit("title_fr=Un");
    int64_t three = undo(two, two);
    static const struct {
        int64_t change, undoes, undone_by;
    } wanted[] = {{2, 0, 3}, {3, 2, 0}};
    for (size_t i = 0; i < 2; i++) {
        struct jm_log_filter filter = {.change = wanted[i].change};
        struct jm_log *log = NULL;
        struct jm_log_entry entry;
        OK(jm_log_open(&log, store, &filter, &err));
        OK(jm_log_next(log, &entry, &err));
        assert_int_equal(entry.undoes, wanted[i].undoes);
        assert_int_equal(entry.undone_by, wanted[i].undone_by);
        jm_log_free(log);
    }
    assert_int_equal(three, 3);
}

/* ---- overtaken ---- */

static void test_overtaken_by_the_same_field(void **state)
{
    (void)state;
    int64_t two = put_visit("title_fr=Un");
    int64_t three = put_visit("title_fr=Deux");
    overtaken(two, "@event", visit, "title_fr", three);
    undo(three, three);
    undo(two, two); /* nothing stands in the way any more */
    assert_visit(JM_event_title_fr, "Visite de la caserne");
}

/* A person set the same value again: that is a decision, too. */
static void test_overtaken_by_the_same_value(void **state)
{
    (void)state;
    int64_t two = put_visit("title_fr=Un");
    put_visit("title_fr=Deux");
    put_visit("title_fr=Un");
    overtaken(two, "@event", visit, "title_fr", 3);
}

static void test_not_overtaken_by_another_field(void **state)
{
    (void)state;
    int64_t two = put_visit("title_fr=Un");
    put_visit("title_en=One");
    put(JM_NOUN_EVENT, stay, "title_fr=Autre");
    undo(two, two);
    assert_visit(JM_event_title_fr, "Visite de la caserne");
    assert_visit(JM_event_title_en, "One");
}

static void test_added_rows_are_overtaken_by_any_field(void **state)
{
    (void)state;
    int64_t two = add_row(store, make_theme("health"), ++clock_now);
    int64_t three = put(JM_NOUN_THEME, "health", "name_en=Health");
    overtaken(two, "@theme", "health", "name_en", three);
}

static void test_overtaken_by_removal(void **state)
{
    (void)state;
    int64_t two = put_visit("title_fr=Un");
    int64_t three = remove_row(store, JM_NOUN_EVENT, visit, ++clock_now);
    overtaken(two, "@event", visit, "", three);
    undo(three, three);
    undo(two, two);
    assert_visit(JM_event_title_fr, "Visite de la caserne");
}

static void test_overtaken_by_an_id_used_again(void **state)
{
    (void)state;
    add_row(store, make_theme("health"), ++clock_now);
    int64_t three = remove_row(store, JM_NOUN_THEME, "health", ++clock_now);
    int64_t four = add_row(store, make_theme("health"), ++clock_now);
    overtaken(three, "@theme", "health", "", four);
}

/* Bringing a change back over an earlier one that was undone meanwhile. */
static void test_redo_overtaken_by_an_undo(void **state)
{
    (void)state;
    int64_t two = put_visit("title_fr=Un");
    int64_t three = put_visit("title_fr=Deux");
    int64_t four = undo(three, three);
    int64_t five = undo(two, two);
    overtaken(four, "@event", visit, "title_fr", five);
    int64_t six = undo(five, five);
    undo(four, four);
    assert_visit(JM_event_title_fr, "Deux");
    assert_true(six > five);
}

/* A wall time means nothing without its zone. */
static void test_overtaken_by_the_zone(void **state)
{
    (void)state;
    int64_t two = put_visit("starts=2026-05-05T08:00");
    int64_t three = put_visit("zone=Asia/Seoul");
    overtaken(two, "@event", visit, "zone", three);
    undo(three, three);
    undo(two, two);
    two = put_visit("zone=Asia/Seoul");
    three = put_visit("ends=2026-05-05T12:00");
    overtaken(two, "@event", visit, "ends", three);
}

static void test_moving_the_other_end_is_fine(void **state)
{
    (void)state;
    int64_t two = put_visit("starts=2026-05-05T08:00");
    put_visit("ends=2026-05-05T12:00");
    undo(two, two);
    assert_visit(JM_event_utc_from, "2026-05-05T08:00:00Z");
    assert_visit(JM_event_utc_until, "2026-05-05T11:00:00Z");
}

/* ---- what cannot be taken back any more ---- */

static void test_an_added_row_in_use(void **state)
{
    (void)state;
    int64_t two = add_row(store, make_theme("health"), ++clock_now);
    put_visit("theme=health");
    struct jm_error why = refused(two, JM_REFUSED, JM_SAY_ROW_IN_USE);
    assert_string_equal(why.args[2], "@event");
    assert_string_equal(why.args[3], visit);
}

static void test_a_removed_row_without_what_it_needs(void **state)
{
    (void)state;
    add_row(store, make_theme("health"), ++clock_now);
    add_row(store,
            make_row(JM_NOUN_VOLUNTEER, NULL, "collectivity=fr-tours",
                     "theme=health", NULL),
            ++clock_now);
    int64_t four =
        remove_row(store, JM_NOUN_VOLUNTEER, "fr-tours/health", ++clock_now);
    int64_t five = remove_row(store, JM_NOUN_THEME, "health", ++clock_now);
    struct jm_error why = refused(four, JM_REFUSED, JM_SAY_UNKNOWN_ID);
    assert_string_equal(why.args[0], "@theme");
    undo(five, five);
    undo(four, four);
    assert_true(
        jm_store_has(store, jm_noun(JM_NOUN_VOLUNTEER), "fr-tours/health"));
}

static void test_fields_that_no_longer_go_together(void **state)
{
    (void)state;
    int64_t two = put_visit("starts=2026-05-05T07:00");
    put_visit("ends=2026-05-05T08:00");
    struct jm_error why = refused(two, JM_REFUSED, JM_SAY_ROW_UNFIT);
    assert_string_equal(why.args[1], visit);
    assert_visit(JM_event_starts, "2026-05-05T07:00");
}

static void test_a_circle(void **state)
{
    (void)state;
    int64_t two = put_visit("parent=");
    struct jm_row row = read_row(store, JM_NOUN_EVENT, stay);
    OK(jm_row_set_string(&row, JM_event_parent, visit, &err));
    struct jm_author author = by("adele", ++clock_now);
    struct jm_change *change = NULL;
    int64_t number = 0;
    OK(jm_change_begin(&change, store, &author, &err));
    OK(jm_change_put(change, &row, NULL, &err));
    OK(jm_change_commit(change, &number, &err));
    jm_row_clear(&row);
    refused(two, JM_REFUSED, JM_SAY_PARENT_CIRCLE);
}

/* An undo that fails halfway has done nothing at all. */
static void test_all_or_nothing(void **state)
{
    (void)state;
    struct jm_row rows[] = {make_theme("health"), make_theme("safety")};
    int64_t two = add_rows(store, rows, 2, ++clock_now);
    put_visit("theme=health");
    refused(two, JM_REFUSED, JM_SAY_ROW_IN_USE);
    assert_true(jm_store_has(store, jm_noun(JM_NOUN_THEME), "safety"));
}

/* ---- zone data that changed in between ---- */

static void test_instants_of_old_zone_data_are_doubted(void **state)
{
    (void)state;
    uint64_t hash = 0;
    int64_t moved = 0;
    int64_t two = put_visit("starts=2026-05-05T08:00");
    OK(jm_store_derive_again(store, find_zone, NULL, 77, &moved, &err));
    assert_int_equal(moved, 0);
    int64_t three = put_visit("title_fr=Un");
    undo(three, three);
    OK(jm_store_zone_hash(store, &hash, &err));
    assert_int_equal(hash, 77);
    undo(two, two);
    OK(jm_store_zone_hash(store, &hash, &err));
    assert_int_equal(hash, 0);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_store, close_store)
    const struct CMUnitTest tests[] = {
        TEST(test_a_changed_row),
        TEST(test_wall_times_come_back_with_their_instants),
        TEST(test_an_added_row),
        TEST(test_a_removed_row_has_all_it_had),
        TEST(test_cancelling),
        TEST(test_many_edits_in_one_change),
        TEST(test_the_last_one_and_the_one_before),
        TEST(test_numbers_that_do_not_do),
        TEST(test_back_and_forth),
        TEST(test_the_log_says_what_undid_what),
        TEST(test_overtaken_by_the_same_field),
        TEST(test_overtaken_by_the_same_value),
        TEST(test_not_overtaken_by_another_field),
        TEST(test_added_rows_are_overtaken_by_any_field),
        TEST(test_overtaken_by_removal),
        TEST(test_overtaken_by_an_id_used_again),
        TEST(test_redo_overtaken_by_an_undo),
        TEST(test_overtaken_by_the_zone),
        TEST(test_moving_the_other_end_is_fine),
        TEST(test_an_added_row_in_use),
        TEST(test_a_removed_row_without_what_it_needs),
        TEST(test_fields_that_no_longer_go_together),
        TEST(test_a_circle),
        TEST(test_all_or_nothing),
        TEST(test_instants_of_old_zone_data_are_doubted)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
