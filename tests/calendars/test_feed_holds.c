/* Which events a feed holds. */
#include "sample.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- which events a feed holds ---- */

static void feeds_hold_what_concerns_them(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum jm_feed_kind kind;
        uint32_t row;
        const char *holds; /* a sign per event of the sample */
    } cases[] = {
        /* the sample's events:
         * stay lunch signing fair | water coach invitations post | security
         * called-off forum idea | suwon folded night rabat | paris15
         * guro-deadline last */
        {"the public", JM_FEED_PUBLIC, JM_NONE, "..XX ....  ..X. .... ..."},
        {"Tours: what is there, what its stay does elsewhere, what comes "
         "there, its delegation, its deadline",
         JM_FEED_HOST, TOURS, "XXXX XXX. .X.. XXXX ..X"},
        {"Paris: its parts", JM_FEED_HOST, PARIS, ".... .... .... .... X.."},
        {"Paris 15e", JM_FEED_HOST, PARIS_15, ".... .... .... .... X.."},
        {"Issy: one visit of the stay, the coach that ends there, the forum",
         JM_FEED_HOST, ISSY, ".... XX.. ..X. .... ..."},
        {"Suwon: its delegation abroad, its guests, its idea", JM_FEED_HOST,
         SUWON, "XXX. XX.. .X.X XX.. ..."},
        {"Guro: its deadline inside another's stay", JM_FEED_HOST, GURO,
         ".... .... .... .... .X."},
        {"Rabat", JM_FEED_HOST, RABAT, ".... .... .... ...X ..."},
        {"the delegation of Suwon: no deadline, nothing of protocol",
         JM_FEED_DELEGATION, FROM_SUWON, "XXX. XX.. .X.. .... ..."},
        {"the delegation of Tours", JM_FEED_DELEGATION, FROM_TOURS,
         ".... .... .... XX.. ..."},
    };
    struct jm_plan *plan = sample_make(NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_feed feed = sample_feed(cases[i].kind, cases[i].row, JM_FR);
        const char *sign = cases[i].holds;
        for (uint32_t event = 0; event < SAMPLE_EVENTS; event++, sign++) {
            sign += strspn(sign, " ");
            if (jm_feed_holds(plan, &feed, event) != (*sign == 'X'))
                fail_msg("%s: %s", cases[i].name,
                         plan->texts[event].title[JM_FR]);
        }
        assert_int_equal(*sign, '\0');
    }
    jm_plan_free(plan);
}

static void participants_are_concerned(void **state)
{
    (void)state;
    static const struct {
        enum jm_feed_kind kind;
        uint32_t row;
        int event;
        bool holds;
    } cases[] = {
        {JM_FEED_DELEGATION, FROM_TOURS, FAIR, true},
        {JM_FEED_HOST, GURO, FORUM, true},
        {JM_FEED_HOST, PARIS_15, FORUM, true},
        {JM_FEED_HOST, PARIS, FORUM, true},
        {JM_FEED_HOST, PARIS, INVITATIONS, true},
        {JM_FEED_HOST, ISSY, SECURITY, false},
        {JM_FEED_HOST, SUWON, INVITATIONS, true},
        {JM_FEED_DELEGATION, FROM_SUWON, INVITATIONS, false},
        {JM_FEED_HOST, SUWON, PARIS_15_DAY, false},
        {JM_FEED_DELEGATION, FROM_SUWON, PARIS_15_DAY, false},
    };
    struct jm_plan *plan = sample_make(sample_add_participants);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_feed feed = sample_feed(cases[i].kind, cases[i].row, JM_FR);
        if (jm_feed_holds(plan, &feed, (uint32_t)cases[i].event) !=
            cases[i].holds)
            fail_msg("case %zu", i);
    }
    jm_plan_free(plan);
}

static const struct sample_event inner_event = {JM_VISIT,
                                                JM_CONFIRMED,
                                                JM_AUDIENCE_HOST,
                                                "2023-05-06T15:00",
                                                "2023-05-06T16:00",
                                                PARIS_TIME,
                                                {"Sans délégation", NULL, NULL},
                                                .host = 1 + PARIS,
                                                .parent = 1 + STAY};
static const struct sample_event venue_event = {JM_MEETING,
                                                JM_CONFIRMED,
                                                JM_AUDIENCE_HOST,
                                                "2023-05-09T15:00",
                                                "2023-05-09T16:00",
                                                PARIS_TIME,
                                                {"Au lieu seul", NULL, NULL},
                                                .venue = 1 + PALACE};

static void add_bare_events(struct jm_plan_maker *maker)
{
    sample_add(maker, SAMPLE_EVENTS, &inner_event);
    sample_add(maker, SAMPLE_EVENTS + 1, &venue_event);
}

/* What an event does not say is said by what is around it. */
static void bare_events_inherit(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(add_bare_events);
    struct jm_feed guests = sample_feed(JM_FEED_DELEGATION, FROM_SUWON, JM_FR);
    struct jm_feed tours = sample_feed(JM_FEED_HOST, TOURS, JM_FR);
    struct jm_feed issy = sample_feed(JM_FEED_HOST, ISSY, JM_FR);
    assert_true(jm_feed_holds(plan, &guests, SAMPLE_EVENTS));
    assert_true(jm_feed_holds(plan, &tours, SAMPLE_EVENTS));
    assert_false(jm_feed_holds(plan, &issy, SAMPLE_EVENTS));
    assert_true(jm_feed_holds(plan, &issy, SAMPLE_EVENTS + 1));
    jm_plan_free(plan);
}

static void windows_are_half_open(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(NULL);
    struct jm_feed feed = sample_feed(JM_FEED_HOST, TOURS, JM_FR);
    struct jm_span lunch = plan->events[LUNCH].span;
    static const struct {
        int from, until; /* seconds from the lunch's end and start */
        bool holds;
    } cases[] = {{-1, 1, true}, {0, 1, false}, {-1, 0, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        feed.window.from = lunch.until + cases[i].from;
        feed.window.until = lunch.from + cases[i].until;
        assert_int_equal(jm_feed_holds(plan, &feed, LUNCH), cases[i].holds);
    }
    struct jm_span window = jm_feed_window(jm_day_from_date(2024, 2, 29));
    assert_true(window.from == jm_day_from_date(2023, 12, 1) * JM_DAY_SECONDS);
    assert_true(window.until == jm_day_from_date(2026, 2, 28) * JM_DAY_SECONDS);
    jm_plan_free(plan);
}

static void cancellations_stay_until_they_are_known(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(NULL);
    struct jm_feed feed = sample_feed(JM_FEED_HOST, TOURS, JM_FR);
    jm_utc end = plan->events[CALLED_OFF].span.until;
    jm_utc told = plan->texts[CALLED_OFF].cancelled_at + 30 * JM_DAY_SECONDS;
    assert_true(told < end);
    feed.now = end - 1;
    assert_true(jm_feed_holds(plan, &feed, CALLED_OFF));
    feed.now = end;
    assert_false(jm_feed_holds(plan, &feed, CALLED_OFF));
    jm_plan_free(plan);
}

static void add_late_cancellation(struct jm_plan_maker *maker)
{
    sample_add_late_cancellation(maker, JM_AUDIENCE_HOST);
}

static void late_cancellations_stay_thirty_days(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(add_late_cancellation);
    struct jm_feed feed = sample_feed(JM_FEED_HOST, TOURS, JM_FR);
    feed.now = plan->texts[SAMPLE_EVENTS].cancelled_at + 30 * JM_DAY_SECONDS;
    assert_false(jm_feed_holds(plan, &feed, SAMPLE_EVENTS));
    feed.now--;
    assert_true(jm_feed_holds(plan, &feed, SAMPLE_EVENTS));
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
        cmocka_unit_test(feeds_hold_what_concerns_them),
        cmocka_unit_test(participants_are_concerned),
        cmocka_unit_test(bare_events_inherit),
        cmocka_unit_test(windows_are_half_open),
        cmocka_unit_test(cancellations_stay_until_they_are_known),
        cmocka_unit_test(late_cancellations_stay_thirty_days),
    };
    return cmocka_run_group_tests(tests, NULL, forget);
}
