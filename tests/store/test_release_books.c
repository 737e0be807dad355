/* Releases: how the books of events go on in them. */
#include "releases.h"

#define DAY INT64_C(86400)
#define YEARS_LATER (NOON + 3000 * DAY)

/* ---- the books of events ---- */

/* "sequence changed_at cancelled_at status audience", times in seconds after
 * noon; "" where the release does not have the event. */
static void assert_books(int64_t number, const char *uid, const char *wanted)
{
    char got[128] = "";
    struct jm_plan *plan = load_release(number);
    uint32_t event = jm_plan_find_event(plan, uid);
    if (event != JM_NONE) {
        const struct jm_event_text *text = &plan->texts[event];
        const struct jm_event *e = &plan->events[event];
        snprintf(got, sizeof got, "%d %d %d %s %s", (int)text->sequence,
                 (int)(text->changed_at - NOON),
                 text->cancelled_at ? (int)(text->cancelled_at - NOON) : 0,
                 jm_choice_word(JM_SET_event_status, e->status),
                 jm_choice_word(JM_SET_audience, e->audience));
    }
    assert_string_equal(got, wanted);
    jm_plan_free(plan);
}

static void test_first_release_keeps_books(void **state)
{
    (void)state;
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 5, "title_fr=A", NULL);
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 6, "title_fr=B", NULL);
    assert_int_equal(publish(NOON + 10), 1);
    assert_books(1, visit, "2 6 0 idea host");
    assert_books(1, stay, "0 0 0 idea host");
}

static void test_sequence_moves_when_seen(void **state)
{
    (void)state;
    furnish();
    assert_int_equal(publish(NOON + 10), 1);
    put_fields(store, JM_NOUN_EVENT, late, NOON + 20, "note=typo", NULL);
    assert_int_equal(publish(NOON + 30), 0);
    put_fields(store, JM_NOUN_EVENT, late, NOON + 40, "title_fr=X", NULL);
    put_fields(store, JM_NOUN_EVENT, late, NOON + 50, "title_fr=Plus tard",
               NULL);
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 50, "expected=9", NULL);
    assert_int_equal(publish(NOON + 60), 2);
    assert_books(2, late, "0 0 0 idea host");
    assert_books(2, visit, "0 0 0 idea host");
    put_fields(store, JM_NOUN_EVENT, late, NOON + 70, "title_fr=Y", NULL);
    put_fields(store, JM_NOUN_EVENT, late, NOON + 71, "title_fr=Z", NULL);
    assert_int_equal(publish(NOON + 80), 3);
    assert_books(3, late, "1 80 0 idea host");
    put_fields(store, JM_NOUN_VENUE, "hall", NOON + 90, "name_fr=Grange", NULL);
    assert_int_equal(publish(NOON + 100), 4);
    assert_books(4, late, "2 100 0 idea host");
    assert_books(4, visit, "0 0 0 idea host");
    assert_books(3, late, "1 80 0 idea host");
    add_row(store,
            make_event("55555555-5555-4555-8555-555555555555", "Nouveau"),
            NOON + 110);
    put_fields(store, JM_NOUN_EVENT, "55555555-5555-4555-8555-555555555555",
               NOON + 111, "title_fr=Neuf", NULL);
    assert_int_equal(publish(NOON + 120), 5);
    assert_books(5, "55555555-5555-4555-8555-555555555555",
                 "0 111 0 idea host");
}

static void test_cancelled_when_published(void **state)
{
    (void)state;
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 1, "status=confirmed", NULL);
    assert_int_equal(publish(NOON + 10), 1);
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 20, "status=cancelled",
               "cancel_reason=grève", NULL);
    assert_int_equal(publish(NOON + 30), 2);
    assert_books(2, visit, "2 30 30 cancelled host");
    put_fields(store, JM_NOUN_EVENT, stay, NOON + 40, "title_fr=X", NULL);
    assert_int_equal(publish(NOON + 50), 3);
    assert_books(3, visit, "2 30 30 cancelled host");
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 60, "status=confirmed",
               "cancel_reason=", NULL);
    assert_int_equal(publish(NOON + 70), 4);
    assert_books(4, visit, "3 70 0 confirmed host");
}

static void test_cancelled_before_published(void **state)
{
    (void)state;
    assert_int_equal(publish(NOON + 10), 1);
    add_row(store, make_event(late, "Jamais vu"), NOON + 20);
    put_fields(store, JM_NOUN_EVENT, late, NOON + 21, "status=cancelled", NULL);
    assert_int_equal(publish(NOON + 30), 0);
    put_fields(store, JM_NOUN_EVENT, late, NOON + 40, "status=option", NULL);
    assert_int_equal(publish(NOON + 50), 2);
    assert_books(1, late, "");
    assert_books(2, late, "0 40 0 option host");
}

static void test_cancelled_idea_is_not_for_the_public(void **state)
{
    (void)state;
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 1, "audience=public", NULL);
    assert_int_equal(publish(NOON + 10), 1);
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 20, "status=cancelled",
               NULL);
    assert_int_equal(publish(NOON + 30), 2);
    assert_books(2, visit, "2 30 30 cancelled host");
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 40, "expected=4", NULL);
    assert_int_equal(publish(NOON + 50), 3);
    assert_books(3, visit, "2 30 30 cancelled host");
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 60, "status=confirmed",
               NULL);
    assert_int_equal(publish(NOON + 70), 4);
    assert_books(4, visit, "3 70 0 confirmed public");
}

/* An event whose row is gone goes out as cancelled, with those who take part,
 * until it has been told for 30 days and is over. */
static void test_withdrawn(void **state)
{
    (void)state;
    furnish();
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 1, "status=confirmed", NULL);
    assert_int_equal(publish(NOON + 10), 1);
    const char *part = "11111111-1111-4111-8111-111111111111/mayor";
    remove_row(store, JM_NOUN_PARTICIPANT, part, NOON + 20);
    remove_row(store, JM_NOUN_POST, "11111111-1111-4111-8111-111111111111/x/fr",
               NOON + 20);
    int64_t removed = remove_row(store, JM_NOUN_EVENT, visit, NOON + 20);
    assert_int_equal(publish(NOON + 30), 2);
    assert_books(2, visit, "2 30 30 cancelled host");
    struct jm_store *release = open_release(2);
    struct jm_row row = read_row(release, JM_NOUN_EVENT, visit);
    assert_string_equal(jm_row_string(&row, JM_event_cancel_reason), "retiré");
    assert_true(jm_store_has(release, jm_noun(JM_NOUN_PARTICIPANT), part));
    jm_row_clear(&row);
    jm_store_free(release);
    assert_int_equal(publish(NOON + 40), 0);
    struct jm_author author = by("adele", NOON + 50);
    int64_t undone = 0, made = 0;
    OK(jm_store_undo(store, removed, &author, &undone, &made, &err));
    assert_int_equal(publish(NOON + 60), 3);
    assert_books(3, visit, "3 60 0 confirmed host");
    remove_row(store, JM_NOUN_EVENT, visit, NOON + 70);
    assert_int_equal(publish(NOON + 80), 4);
    assert_int_equal(publish(YEARS_LATER), 5);
    assert_books(4, visit, "4 80 80 cancelled host");
    assert_books(5, visit, "");
    assert_int_equal(publish(YEARS_LATER + 10), 0);
}

/* What a withdrawn event referred to may go too. */
static void test_withdrawn_from_a_venue_that_is_gone(void **state)
{
    (void)state;
    furnish();
    assert_int_equal(publish(NOON + 10), 1);
    remove_row(store, JM_NOUN_EVENT, late, NOON + 20);
    remove_row(store, JM_NOUN_VENUE, "hall", NOON + 20);
    assert_int_equal(publish(NOON + 30), 2);
    assert_books(2, late, "1 30 30 cancelled host");
    struct jm_store *release = open_release(2);
    struct jm_row row = read_row(release, JM_NOUN_EVENT, late);
    assert_true(jm_row_is_null(&row, JM_event_venue));
    assert_string_equal(jm_row_string(&row, JM_event_host), tours);
    assert_false(jm_store_has(release, jm_noun(JM_NOUN_VENUE), "hall"));
    jm_row_clear(&row);
    jm_store_free(release);
}

/* ---- at random ---- */

/* What subscribers have been told of an event, kept the slow way. */
struct follower {
    bool is_known, is_off;
    char title[32];
    int sequence;
    jm_utc changed, cancelled;
};

#define FOLLOWED 4
static const char *const followed[FOLLOWED] = {
    "61111111-1111-4111-8111-111111111111",
    "62222222-1111-4111-8111-111111111111",
    "63333333-1111-4111-8111-111111111111",
    "64444444-1111-4111-8111-111111111111"};

static unsigned draw(uint64_t *r, unsigned below)
{
    *r = *r * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*r >> 33) % below;
}

/* Adds it, removes it, or changes what is or is not seen of it. */
static void edit_at_random(uint64_t *r, const char *uid, jm_utc at)
{
    static const char *const settings[] = {
        "title_fr=A", "title_fr=B",       "note=x",           "expected=3",
        "note=",      "status=cancelled", "status=confirmed", "expected=4"};
    if (!jm_store_has(store, jm_noun(JM_NOUN_EVENT), uid)) {
        struct jm_row row = make_event(uid, draw(r, 2) ? "A" : "B");
        set_field(&row, "status=confirmed");
        add_row(store, row, at);
    } else if (draw(r, 8) == 0) {
        remove_row(store, JM_NOUN_EVENT, uid, at);
    } else {
        put_fields(store, JM_NOUN_EVENT, uid, at, settings[draw(r, 8)], NULL);
    }
}

/* The state of the event in the working plan; false where it has none. */
static bool look(const char *uid, bool *is_off, char title[32], jm_utc *changed)
{
    struct jm_row row = JM_ROW_INIT;
    if (!jm_store_has(store, jm_noun(JM_NOUN_EVENT), uid))
        return false;
    OK(jm_store_get(store, jm_noun(JM_NOUN_EVENT), uid, &row, &err));
    *is_off = strcmp(jm_row_string(&row, JM_event_status), "cancelled") == 0;
    *changed = jm_row_integer(&row, JM_event_changed_at);
    snprintf(title, 32, "%s", jm_row_string(&row, JM_event_title_fr));
    jm_row_clear(&row);
    return true;
}

static void follow(struct follower *f, const char *uid, jm_utc at)
{
    bool is_off = true;
    char title[32] = "";
    jm_utc changed = 0;
    bool is_there = look(uid, &is_off, title, &changed);
    if (!f->is_known) {
        if (is_there && !is_off)
            *f = (struct follower){.is_known = true, .changed = changed};
        snprintf(f->title, sizeof f->title, "%s", title);
        return;
    }
    if (!is_there)
        snprintf(title, sizeof title, "%s", f->title);
    if (is_off == f->is_off && strcmp(title, f->title) == 0)
        return;
    f->sequence++;
    f->changed = at;
    f->cancelled = !is_off ? 0 : f->is_off ? f->cancelled : at;
    f->is_off = is_off;
    snprintf(f->title, sizeof f->title, "%s", title);
}

static void assert_follower(const struct follower *f, int64_t number,
                            const char *uid)
{
    char wanted[128] = "";
    if (f->is_known)
        snprintf(wanted, sizeof wanted, "%d %d %d %s host", f->sequence,
                 (int)(f->changed - NOON),
                 f->cancelled ? (int)(f->cancelled - NOON) : 0,
                 f->is_off ? "cancelled" : "confirmed");
    assert_books(number, uid, wanted);
}

/* Reasons of cancellation stay out of it: a withdrawn event has one, which is
 * seen. */
static void test_at_random(void **state)
{
    (void)state;
    uint64_t r = 20261128;
    struct follower followers[FOLLOWED] = {{.is_known = false}};
    int64_t number = publish(NOON + 1);
    for (int step = 1; step < 120; step++) {
        jm_utc at = NOON + 10 * step;
        for (unsigned i = draw(&r, 4); i; i--)
            edit_at_random(&r, followed[draw(&r, FOLLOWED)], at);
        int64_t made = publish(at + 5);
        number = made ? made : number;
        for (int i = 0; i < FOLLOWED; i++) {
            follow(&followers[i], followed[i], at + 5);
            assert_follower(&followers[i], number, followed[i]);
        }
    }
    assert_true(number > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_first_release_keeps_books),
        TEST(test_sequence_moves_when_seen),
        TEST(test_cancelled_when_published),
        TEST(test_cancelled_before_published),
        TEST(test_cancelled_idea_is_not_for_the_public),
        TEST(test_withdrawn),
        TEST(test_withdrawn_from_a_venue_that_is_gone),
        TEST(test_at_random)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
