/* Feeds of too many events, and of none. */
#include "sample.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- limits ---- */

/* Whether the feed says the UID of that event. */
static bool says(const struct jm_text *text, const struct jm_plan *plan,
                 uint32_t event)
{
    return strstr(jm_text_get(text), plan->texts[event].uid) != NULL;
}

/* The calendar's description says how many are left out; 0: nothing. */
static void check_left_out(const struct jm_text *text, int count)
{
    struct jm_text line = JM_TEXT_INIT, wanted = JM_TEXT_INIT;
    for (const char *at = strstr(jm_text_get(text), "X-WR-CALDESC:");
         strncmp(at, "X-WR-TIMEZONE", 13) != 0; at++) {
        if (strncmp(at, "\r\n ", 3) == 0)
            at += 3;
        jm_text_add_char(&line, *at);
    }
    jm_text_addf(&wanted, "%d événement%s parmi", count, count > 1 ? "s" : "");
    bool said = strstr(jm_text_get(&line), jm_text_get(&wanted)) != NULL;
    if (said != (count > 0) || (!count && strstr(jm_text_get(&line), "parmi")))
        fail_msg("%d left out: %s", count, jm_text_get(&line));
    jm_text_clear(&line);
    jm_text_clear(&wanted);
}

static void what_is_over_the_limit_is_left_out(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(NULL);
    struct jm_feed feed = sample_feed(JM_FEED_HOST, TOURS, JM_FR);
    feed.now = plan->events[STAY].span.until; /* the fair is on */
    static const struct {
        uint32_t most;
        int gone, stays; /* the last to go and the first to stay */
    } cases[] = {{11, INVITATIONS, RABAT_CALL},
                 {10, RABAT_CALL, STAY},
                 {9, STAY, LUNCH},
                 {6, COACH, WATER_VISIT},
                 {5, WATER_VISIT, FAIR},
                 {4, LAST_CHANGE, FOLDED},
                 {2, SUWON_VISIT, NIGHT_WATCH},
                 {1, NIGHT_WATCH, FAIR}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_text text = JM_TEXT_INIT;
        int events = 0;
        feed.most_events = cases[i].most;
        sample_write(&text, plan, &feed, &events);
        assert_int_equal(events, cases[i].most);
        check_left_out(&text, 12 - (int)cases[i].most);
        if (says(&text, plan, (uint32_t)cases[i].gone) ||
            !says(&text, plan, (uint32_t)cases[i].stays))
            fail_msg("at most %u", cases[i].most);
        jm_text_clear(&text);
    }
    jm_plan_free(plan);
}

static void bytes_are_limited_too(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(NULL);
    struct jm_feed feed = sample_feed(JM_FEED_HOST, TOURS, JM_FR);
    int whole = 0, part = 0;
    struct jm_text text = JM_TEXT_INIT;
    sample_write(&text, plan, &feed, &whole);
    size_t bytes = text.length;
    for (size_t most = bytes; most > 2500; most -= 97) {
        jm_text_reset(&text);
        feed.most_bytes = most;
        sample_write(&text, plan, &feed, &part);
        assert_true(text.length <= most);
        check_left_out(&text, whole - part);
        assert_true(part > 0);
        assert_int_equal(part == whole, most == bytes);
    }
    feed.most_bytes = 1; /* one event stays, whatever it weighs */
    jm_text_reset(&text);
    sample_write(&text, plan, &feed, &part);
    assert_int_equal(part, 1);
    jm_text_clear(&text);
    jm_plan_free(plan);
}

static void add_two_thousand(struct jm_plan_maker *maker)
{
    struct sample_event event = sample_events[LUNCH];
    for (int i = 0; i < 2000; i++)
        sample_add(maker, SAMPLE_EVENTS + i, &event);
}

static void limits_by_default(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(add_two_thousand);
    struct jm_feed feed = sample_feed(JM_FEED_HOST, TOURS, JM_FR);
    int events = 0;
    struct jm_text text = JM_TEXT_INIT;
    sample_write(&text, plan, &feed, &events);
    assert_int_equal(events, 1000);
    check_left_out(&text, 1013);
    assert_true(text.length < 900 * 1000);
    feed.most_events = UINT32_MAX;
    feed.most_bytes = SIZE_MAX;
    jm_text_reset(&text);
    sample_write(&text, plan, &feed, &events);
    assert_int_equal(events, 2013);
    jm_text_clear(&text);
    jm_plan_free(plan);
}

static void what_does_not_fit_in_memory_fails(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(NULL);
    struct jm_feed feed = sample_feed(JM_FEED_HOST, TOURS, JM_FR);
    for (size_t ceiling = 10; ceiling < 9000; ceiling += 700) {
        struct jm_text text = {.ceiling = ceiling};
        struct jm_error err = JM_ERROR_INIT;
        assert_int_equal(jm_feed_write(&text, plan, &feed, NULL, &err),
                         JM_FAILED);
        jm_text_clear(&text);
    }
    jm_plan_free(plan);
}

/* ---- nothing planned ---- */

static void empty_feeds_never_change(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(NULL);
    struct jm_text first = JM_TEXT_INIT, text = JM_TEXT_INIT;
    struct jm_feed feed = sample_feed(JM_FEED_HOST, PARIS_15, JM_FR);
    int events = 0;
    feed.window = (struct jm_span){0, 1};
    sample_write(&first, plan, &feed, &events);
    assert_int_equal(events, 0);
    check_left_out(&first, 0);
    feed.window = (struct jm_span){5000, 5001};
    feed.now += 1000 * JM_DAY_SECONDS;
    sample_write(&text, plan, &feed, NULL);
    assert_string_equal(jm_text_get(&first), jm_text_get(&text));
    const char *uid = strstr(jm_text_get(&first), "UID:");
    feed.row = PARIS; /* another calendar, another entry */
    jm_text_reset(&text);
    sample_write(&text, plan, &feed, NULL);
    assert_int_not_equal(strncmp(strstr(jm_text_get(&text), "UID:"), uid, 40),
                         0);
    jm_text_clear(&first);
    jm_text_clear(&text);
    jm_plan_free(plan);
}

static void a_plan_of_nothing_has_a_feed(void **state)
{
    (void)state;
    struct jm_plan_maker *maker = NULL;
    struct jm_plan *plan = NULL;
    struct jm_text text = JM_TEXT_INIT;
    struct jm_feed feed = sample_feed(JM_FEED_PUBLIC, JM_NONE, JM_EN);
    assert_int_equal(jm_plan_maker_new(&maker, NULL), JM_OK);
    assert_int_equal(jm_plan_seal(&plan, maker, 0, NULL), JM_OK);
    sample_write(&text, plan, &feed, NULL);
    assert_non_null(strstr(jm_text_get(&text), "X-WR-TIMEZONE:UTC\r\n"));
    assert_non_null(strstr(jm_text_get(&text), "BEGIN:VEVENT\r\n"));
    jm_text_clear(&text);
    jm_plan_free(plan);
}

static int forget(void **state)
{
    (void)state;
    sample_forget();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_over_the_limit_is_left_out),
        cmocka_unit_test(bytes_are_limited_too),
        cmocka_unit_test(limits_by_default),
        cmocka_unit_test(what_does_not_fit_in_memory_fails),
        cmocka_unit_test(empty_feeds_never_change),
        cmocka_unit_test(a_plan_of_nothing_has_a_feed),
    };
    return cmocka_run_group_tests(tests, NULL, forget);
}
