#include "sample.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "golden.h"

/* ---- what a feed is made of ---- */

/* All feeds in all languages, one after the other. */
static void write_all_feeds(struct jm_text *out, const struct jm_plan *plan)
{
    for (size_t i = 0; i < SAMPLE_FEEDS; i++)
        for (int lang = 0; lang < JM_LANGS; lang++) {
            struct jm_feed feed = sample_feed(
                sample_feeds[i].kind, sample_feeds[i].row, (enum jm_lang)lang);
            sample_write(out, plan, &feed, NULL);
        }
}

static void lines_are_to_the_letter(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(NULL);
    struct jm_text all = JM_TEXT_INIT;
    write_all_feeds(&all, plan);
    for (const char *at = all.bytes; *at;) {
        const char *end = strstr(at, "\r\n");
        assert_non_null(end);
        size_t length = (size_t)(end - at);
        if (length == 0 || length > 75 || !jm_text_is_clean(at, length) ||
            memchr(at, '\n', length))
            fail_msg("%.*s", (int)length, at);
        at = end + 2;
    }
    jm_text_clear(&all);
    jm_plan_free(plan);
}

static void the_same_plan_gives_the_same_bytes(void **state)
{
    (void)state;
    struct jm_text once = JM_TEXT_INIT, again = JM_TEXT_INIT;
    struct jm_plan *plan = sample_make(NULL);
    write_all_feeds(&once, plan);
    jm_plan_free(plan);
    sample_forget();
    plan = sample_make(NULL);
    write_all_feeds(&again, plan);
    assert_string_equal(jm_text_get(&once), jm_text_get(&again));
    jm_text_clear(&once);
    jm_text_clear(&again);
    jm_plan_free(plan);
}

static void what_is_added_comes_after_what_was_there(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(NULL);
    struct jm_feed feed = sample_feed(JM_FEED_PUBLIC, JM_NONE, JM_EN);
    struct jm_text alone = JM_TEXT_INIT, after = JM_TEXT_INIT;
    feed.most_bytes = 2500; /* written twice */
    sample_write(&alone, plan, &feed, NULL);
    jm_text_add(&after, "kept");
    sample_write(&after, plan, &feed, NULL);
    assert_int_equal(strncmp(jm_text_get(&after), "kept", 4), 0);
    assert_string_equal(jm_text_get(&after) + 4, jm_text_get(&alone));
    jm_text_clear(&alone);
    jm_text_clear(&after);
    jm_plan_free(plan);
}

static void add_unfolded(struct jm_text *out, const char *at, const char *end)
{
    for (; at < end; at++) {
        if (strncmp(at, "\r\n ", 3) == 0)
            at += 2;
        else
            jm_text_add_char(out, *at);
    }
}

static void nobody_is_named(void **state)
{
    (void)state;
    static const char *const secrets[] = {
        "HAN",      "Do-yun", "한도윤", "SEO",     "Ji-woo",      "서지우",
        "ROUSSEL",  "02 47",  "Badge",  "gardien", "sécurité",    "ORGANIZER",
        "ATTENDEE", "VALARM", "ATTACH", "CLASS",   "RRULE:FREQ=D"};
    struct jm_plan *plan = sample_make(sample_add_participants);
    struct jm_text all = JM_TEXT_INIT, unfolded = JM_TEXT_INIT;
    write_all_feeds(&all, plan);
    add_unfolded(&unfolded, all.bytes, all.bytes + all.length);
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (strstr(jm_text_get(&unfolded), secrets[i]))
            fail_msg("a feed says \"%s\"", secrets[i]);
    jm_text_clear(&all);
    jm_text_clear(&unfolded);
    jm_plan_free(plan);
}

static void add_public_cancellation(struct jm_plan_maker *maker)
{
    sample_add_late_cancellation(maker, JM_AUDIENCE_PUBLIC);
}

static void the_public_is_told_no_reason(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(add_public_cancellation);
    struct jm_text open = JM_TEXT_INIT, host = JM_TEXT_INIT;
    struct jm_feed feed = sample_feed(JM_FEED_PUBLIC, JM_NONE, JM_FR);
    sample_write(&open, plan, &feed, NULL);
    feed = sample_feed(JM_FEED_HOST, TOURS, JM_FR);
    sample_write(&host, plan, &feed, NULL);
    assert_non_null(strstr(jm_text_get(&open), "[ANNULÉ] Annulée"));
    assert_null(strstr(jm_text_get(&open), "raison de"));
    assert_non_null(strstr(jm_text_get(&host), "raison de"));
    jm_text_clear(&open);
    jm_text_clear(&host);
    jm_plan_free(plan);
}

static void add_odd_hours(struct jm_plan_maker *maker)
{
    static const struct {
        const char *starts, *ends;
        int zone;
    } hours[] = {{"2023-10-29T01:30", "2023-10-29T02:30", PARIS_TIME},
                 {"2023-10-29T02:30", "2023-10-29T03:30", PARIS_TIME},
                 {"2023-10-29T01:30", "2023-10-29T03:30", PARIS_TIME},
                 {"2023-10-29T02:30", "2023-10-29T03:30", UNIVERSAL_TIME}};
    for (int i = 0; i < 4; i++) {
        struct sample_event event = sample_events[NIGHT_WATCH];
        event.starts = hours[i].starts;
        event.ends = hours[i].ends;
        event.zone = hours[i].zone;
        event.host = 1 + RABAT;
        sample_add(maker, SAMPLE_EVENTS + i, &event);
    }
}

/* Readers differ over which of two 02:30 is meant, and over a zone called UTC.
 */
static void odd_hours_are_in_utc(void **state)
{
    (void)state;
    static const struct {
        const char *starts, *ends;
    } lines[] = {{"DTSTART:20231028T233000Z", "DTEND:20231029T003000Z"},
                 {"DTSTART:20231029T003000Z", "DTEND:20231029T023000Z"},
                 {"DTSTART;TZID=Europe/Paris:20231029T013000",
                  "DTEND;TZID=Europe/Paris:20231029T033000"},
                 {"DTSTART:20231029T023000Z", "DTEND:20231029T033000Z"}};
    struct jm_plan *plan = sample_make(add_odd_hours);
    struct jm_feed feed = sample_feed(JM_FEED_HOST, RABAT, JM_FR);
    struct jm_text text = JM_TEXT_INIT, both = JM_TEXT_INIT;
    sample_write(&text, plan, &feed, NULL);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        jm_text_reset(&both);
        jm_text_addf(&both, "%s\r\n%s\r\n", lines[i].starts, lines[i].ends);
        if (!strstr(jm_text_get(&text), jm_text_get(&both)))
            fail_msg("%sis not in\n%s", jm_text_get(&both), jm_text_get(&text));
    }
    assert_null(strstr(jm_text_get(&text), "TZID:UTC"));
    jm_text_clear(&text);
    jm_text_clear(&both);
    jm_plan_free(plan);
}

/* Events by themselves at Rabat, and what their part of the feed must hold. */
static const struct {
    const char *name;
    enum jm_event_kind kind;
    enum jm_event_status status;
    const char *starts, *ends;
    int zone;
    const char *holds, *lacks;
} lone_events[] = {
    {"a meeting", JM_MEETING, JM_CONFIRMED, "2023-05-05T12:00",
     "2023-05-05T14:00", PARIS_TIME,
     "TRANSP:OPAQUE\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n", "ALLDAY"},
    {"a day of visits", JM_VISIT, JM_CONFIRMED, "2023-05-05", "2023-05-05",
     PARIS_TIME,
     "TRANSP:OPAQUE\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n"
     "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\r\n",
     "TZID"},
    {"a day of 25 hours", JM_VISIT, JM_CONFIRMED, "2023-10-29", "2023-10-29",
     PARIS_TIME, "BUSYSTATUS:BUSY", "FREE"},
    {"two days", JM_VISIT, JM_CONFIRMED, "2023-05-05", "2023-05-06", PARIS_TIME,
     "TRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n", "OPAQUE"},
    {"a night's journey", JM_TRANSFER, JM_CONFIRMED, "2023-05-05T20:00",
     "2023-05-06T20:00", PARIS_TIME, "BUSYSTATUS:BUSY", "FREE"},
    {"longer than a day", JM_TRANSFER, JM_CONFIRMED, "2023-05-05T20:00",
     "2023-05-06T20:01", PARIS_TIME, "BUSYSTATUS:FREE", "OPAQUE"},
    {"an option", JM_MEETING, JM_OPTION, "2023-05-05T12:00", "2023-05-05T14:00",
     PARIS_TIME,
     "STATUS:TENTATIVE\r\nTRANSP:OPAQUE\r\n"
     "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\r\n",
     "FREE"},
    {"an idea", JM_MEETING, JM_IDEA, "2023-05-05T12:00", "2023-05-05T14:00",
     PARIS_TIME,
     "STATUS:TENTATIVE\r\nTRANSP:TRANSPARENT\r\n"
     "X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n",
     "OPAQUE"},
    {"cancelled", JM_MEETING, JM_CANCELLED, "2023-05-05T12:00",
     "2023-05-05T14:00", PARIS_TIME,
     "STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n"
     "X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n",
     "OPAQUE"},
    {"a stay of one day", JM_STAY, JM_CONFIRMED, "2023-05-05", "2023-05-05",
     PARIS_TIME, "BUSYSTATUS:FREE", "OPAQUE"},
    {"a night at the hotel", JM_LODGING, JM_CONFIRMED, "2023-05-05T22:00",
     "2023-05-06T07:00", PARIS_TIME, "BUSYSTATUS:FREE", "OPAQUE"},
    {"a deadline at five", JM_DEADLINE, JM_CONFIRMED, "2023-05-05T17:00",
     "2023-05-05T17:00", PARIS_TIME, "BUSYSTATUS:FREE", "DTEND"},
    {"two clocks", JM_MEETING, JM_CONFIRMED, "2023-05-05T12:00",
     "2023-05-05T14:00", CASABLANCA_TIME, "Heure de Casablanca", "Séoul"},
    {"two clocks that agree", JM_MEETING, JM_CONFIRMED, "2023-11-05T12:00",
     "2023-11-05T14:00", CASABLANCA_TIME, "Heure de Casablanca", "Paris"},
};
#define LONE_EVENTS (sizeof lone_events / sizeof *lone_events)

static void add_lone_events(struct jm_plan_maker *maker)
{
    for (size_t i = 0; i < LONE_EVENTS; i++) {
        struct sample_event event = {
            lone_events[i].kind,      lone_events[i].status,
            JM_AUDIENCE_HOST,         lone_events[i].starts,
            lone_events[i].ends,      lone_events[i].zone,
            {"x", NULL, NULL},        .host = 1 + RABAT,
            .cancelled = "2023-04-19"};
        sample_add(maker, SAMPLE_EVENTS + (int)i, &event);
    }
}

static void lone_events_are_as_they_should_be(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(add_lone_events);
    struct jm_feed feed = sample_feed(JM_FEED_HOST, RABAT, JM_FR);
    struct jm_text text = JM_TEXT_INIT, part = JM_TEXT_INIT;
    sample_write(&text, plan, &feed, NULL);
    for (size_t i = 0; i < LONE_EVENTS; i++) {
        const char *uid = plan->texts[SAMPLE_EVENTS + i].uid;
        const char *start = strstr(jm_text_get(&text), uid);
        assert_non_null(start);
        jm_text_reset(&part);
        add_unfolded(&part, start, strstr(start, "END:VEVENT"));
        if (!strstr(jm_text_get(&part), lone_events[i].holds) ||
            strstr(jm_text_get(&part), lone_events[i].lacks))
            fail_msg("%s:\n%s", lone_events[i].name, jm_text_get(&part));
    }
    jm_text_clear(&text);
    jm_text_clear(&part);
    jm_plan_free(plan);
}

/* A change that raises no event's sequence changes no byte. */
static void what_is_not_visible_changes_nothing(void **state)
{
    (void)state;
    struct jm_text before = JM_TEXT_INIT, after = JM_TEXT_INIT;
    struct jm_plan *plan = sample_make(NULL);
    write_all_feeds(&before, plan);
    jm_plan_free(plan);
    sample_hidden = true;
    plan = sample_make(NULL);
    sample_hidden = false;
    write_all_feeds(&after, plan);
    assert_string_equal(jm_text_get(&before), jm_text_get(&after));
    jm_text_clear(&before);
    jm_text_clear(&after);
    jm_plan_free(plan);
}

/* ---- as a person reads it: golden files ---- */

static void feeds_are_as_reviewed(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum jm_feed_kind kind;
        uint32_t row;
        enum jm_lang lang;
        size_t most_bytes;
    } cases[] = {
        {"feed-tours-fr.ics", JM_FEED_HOST, TOURS, JM_FR, 0},
        {"feed-public-ko.ics", JM_FEED_PUBLIC, JM_NONE, JM_KO, 0},
        {"feed-delegation-en.ics", JM_FEED_DELEGATION, FROM_SUWON, JM_EN, 0},
        {"feed-narrowed-fr.ics", JM_FEED_HOST, TOURS, JM_FR, 4000},
    };
    struct jm_plan *plan = sample_make(NULL);
    struct jm_text text = JM_TEXT_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_feed feed =
            sample_feed(cases[i].kind, cases[i].row, cases[i].lang);
        feed.most_bytes = cases[i].most_bytes;
        jm_text_reset(&text);
        sample_write(&text, plan, &feed, NULL);
        golden_check(cases[i].name, text.bytes, text.length);
    }
    struct jm_feed empty = sample_feed(JM_FEED_HOST, GURO, JM_FR);
    empty.window.until = empty.window.from + 1;
    jm_text_reset(&text);
    sample_write(&text, plan, &empty, NULL);
    golden_check("feed-empty-fr.ics", text.bytes, text.length);
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
        cmocka_unit_test(lines_are_to_the_letter),
        cmocka_unit_test(the_same_plan_gives_the_same_bytes),
        cmocka_unit_test(what_is_added_comes_after_what_was_there),
        cmocka_unit_test(nobody_is_named),
        cmocka_unit_test(the_public_is_told_no_reason),
        cmocka_unit_test(odd_hours_are_in_utc),
        cmocka_unit_test(lone_events_are_as_they_should_be),
        cmocka_unit_test(what_is_not_visible_changes_nothing),
        cmocka_unit_test(feeds_are_as_reviewed),
    };
    return cmocka_run_group_tests(tests, NULL, forget);
}
