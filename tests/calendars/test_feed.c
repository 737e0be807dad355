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

static void add_participants(struct jm_plan_maker *maker)
{
    static const struct jm_participant rows[] = {
        {FAIR, JM_NONE, FROM_TOURS, JM_NONE, JM_NONE, JM_PART_ATTENDS},
        {FORUM, JM_NONE, JM_NONE, JM_NONE, GURO, JM_PART_SPEAKS},
        {FORUM, JM_NONE, JM_NONE, JM_NONE, PARIS_15, JM_PART_ATTENDS},
        {SECURITY, JM_NONE, JM_NONE, JM_NONE, ISSY, JM_PART_ATTENDS},
        {INVITATIONS, JM_NONE, FROM_SUWON, JM_NONE, PARIS, JM_PART_ATTENDS},
        {PARIS_15_DAY, HEAD, JM_NONE, JM_NONE, JM_NONE, JM_PART_ATTENDS}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        jm_plan_add_participant(maker, &rows[i]);
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
    struct jm_plan *plan = sample_make(add_participants);
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

static const struct sample_event late_cancellation = {
    JM_MEETING,
    JM_CANCELLED,
    JM_AUDIENCE_HOST,
    "2023-05-05T16:00",
    "2023-05-05T17:00",
    PARIS_TIME,
    {"Annulée la veille", NULL, NULL},
    .host = 1 + TOURS,
    .cancelled = "2023-05-04T10:00"};

static void add_late_cancellation(struct jm_plan_maker *maker)
{
    sample_add(maker, SAMPLE_EVENTS, &late_cancellation);
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

/* ---- what a feed is made of ---- */

static void write_feed(struct jm_text *out, const struct jm_plan *plan,
                       const struct jm_feed *feed, struct jm_feed_tally *tally)
{
    struct jm_error err = JM_ERROR_INIT;
    assert_int_equal(jm_feed_write(out, plan, feed, tally, &err), JM_OK);
}

/* All feeds in all languages, one after the other. */
static void write_all_feeds(struct jm_text *out, const struct jm_plan *plan)
{
    for (size_t i = 0; i < SAMPLE_FEEDS; i++)
        for (int lang = 0; lang < JM_LANGS; lang++) {
            struct jm_feed feed = sample_feed(
                sample_feeds[i].kind, sample_feeds[i].row, (enum jm_lang)lang);
            write_feed(out, plan, &feed, NULL);
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
    write_feed(&alone, plan, &feed, NULL);
    jm_text_add(&after, "kept");
    write_feed(&after, plan, &feed, NULL);
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
    struct jm_plan *plan = sample_make(add_participants);
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
    struct sample_event event = late_cancellation;
    event.audience = JM_AUDIENCE_PUBLIC;
    event.cancel_reason = "raison de santé";
    sample_add(maker, SAMPLE_EVENTS, &event);
}

static void the_public_is_told_no_reason(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(add_public_cancellation);
    struct jm_text open = JM_TEXT_INIT, host = JM_TEXT_INIT;
    struct jm_feed feed = sample_feed(JM_FEED_PUBLIC, JM_NONE, JM_FR);
    write_feed(&open, plan, &feed, NULL);
    feed = sample_feed(JM_FEED_HOST, TOURS, JM_FR);
    write_feed(&host, plan, &feed, NULL);
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
    static const char *const lines[] = {
        "DTSTART:20231028T233000Z\r\nDTEND:20231029T003000Z",
        "DTSTART:20231029T003000Z\r\nDTEND:20231029T023000Z",
        "DTSTART;TZID=Europe/Paris:20231029T013000\r\n"
        "DTEND;TZID=Europe/Paris:20231029T033000",
        "DTSTART:20231029T023000Z\r\nDTEND:20231029T033000Z"};
    struct jm_plan *plan = sample_make(add_odd_hours);
    struct jm_feed feed = sample_feed(JM_FEED_HOST, RABAT, JM_FR);
    struct jm_text text = JM_TEXT_INIT;
    write_feed(&text, plan, &feed, NULL);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (!strstr(jm_text_get(&text), lines[i]))
            fail_msg("%s is not in\n%s", lines[i], jm_text_get(&text));
    assert_null(strstr(jm_text_get(&text), "TZID:UTC"));
    jm_text_clear(&text);
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
    write_feed(&text, plan, &feed, NULL);
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

static void compare_golden(const char *name, const struct jm_text *text)
{
    char path[512], bytes[32768];
    const char *here = __FILE__;
    int folder = (int)(strlen(here) - strlen("calendars/test_feed.c"));
    snprintf(path, sizeof path, "%.*sgolden/%s", folder, here, name);
    bool write = getenv("JM_WRITE_GOLDEN") != NULL;
    FILE *file = fopen(path, write ? "wb" : "rb");
    if (!file)
        fail_msg("%s cannot be opened", path);
    size_t length = write ? fwrite(text->bytes, 1, text->length, file)
                          : fread(bytes, 1, sizeof bytes, file);
    assert_int_equal(fclose(file), 0);
    if (length != text->length ||
        (!write && memcmp(bytes, text->bytes, length) != 0))
        fail_msg("%s differs; JM_WRITE_GOLDEN=1 writes it anew", name);
}

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
        write_feed(&text, plan, &feed, NULL);
        compare_golden(cases[i].name, &text);
    }
    struct jm_feed empty = sample_feed(JM_FEED_HOST, GURO, JM_FR);
    empty.window.until = empty.window.from + 1;
    jm_text_reset(&text);
    write_feed(&text, plan, &empty, NULL);
    compare_golden("feed-empty-fr.ics", &text);
    jm_text_clear(&text);
    jm_plan_free(plan);
}

/* ---- limits ---- */

/* Whether the feed says the UID of that event. */
static bool says(const struct jm_text *text, const struct jm_plan *plan,
                 uint32_t event)
{
    return strstr(jm_text_get(text), plan->texts[event].uid) != NULL;
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
        struct jm_feed_tally tally;
        feed.most_events = cases[i].most;
        write_feed(&text, plan, &feed, &tally);
        assert_int_equal(tally.events, cases[i].most);
        assert_int_equal(tally.left_out, 12 - cases[i].most);
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
    struct jm_feed feed = sample_feed(JM_FEED_HOST, TOURS, JM_KO);
    struct jm_feed_tally whole, part;
    struct jm_text text = JM_TEXT_INIT;
    write_feed(&text, plan, &feed, &whole);
    size_t bytes = text.length;
    for (size_t most = bytes; most > 2500; most -= 97) {
        jm_text_reset(&text);
        feed.most_bytes = most;
        write_feed(&text, plan, &feed, &part);
        assert_true(text.length <= most);
        assert_int_equal(part.events + part.left_out, whole.events);
        assert_true(part.events > 0);
        assert_int_equal(part.left_out == 0, most == bytes);
    }
    feed.most_bytes = 1; /* one event stays, whatever it weighs */
    jm_text_reset(&text);
    write_feed(&text, plan, &feed, &part);
    assert_int_equal(part.events, 1);
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
    struct jm_feed_tally tally;
    struct jm_text text = JM_TEXT_INIT;
    write_feed(&text, plan, &feed, &tally);
    assert_int_equal(tally.events, 1000);
    assert_int_equal(tally.left_out, 1013);
    assert_true(text.length < 900 * 1000);
    feed.most_events = UINT32_MAX;
    feed.most_bytes = SIZE_MAX;
    jm_text_reset(&text);
    write_feed(&text, plan, &feed, &tally);
    assert_int_equal(tally.events, 2013);
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
    struct jm_feed_tally tally;
    feed.window = (struct jm_span){0, 1};
    write_feed(&first, plan, &feed, &tally);
    assert_int_equal(tally.events, 0);
    assert_int_equal(tally.left_out, 0);
    feed.window = (struct jm_span){5000, 5001};
    feed.now += 1000 * JM_DAY_SECONDS;
    write_feed(&text, plan, &feed, NULL);
    assert_string_equal(jm_text_get(&first), jm_text_get(&text));
    const char *uid = strstr(jm_text_get(&first), "UID:");
    feed.row = PARIS; /* another calendar, another entry */
    jm_text_reset(&text);
    write_feed(&text, plan, &feed, NULL);
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
    write_feed(&text, plan, &feed, NULL);
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
        cmocka_unit_test(feeds_hold_what_concerns_them),
        cmocka_unit_test(participants_are_concerned),
        cmocka_unit_test(bare_events_inherit),
        cmocka_unit_test(windows_are_half_open),
        cmocka_unit_test(cancellations_stay_until_they_are_known),
        cmocka_unit_test(late_cancellations_stay_thirty_days),
        cmocka_unit_test(lines_are_to_the_letter),
        cmocka_unit_test(the_same_plan_gives_the_same_bytes),
        cmocka_unit_test(what_is_added_comes_after_what_was_there),
        cmocka_unit_test(nobody_is_named),
        cmocka_unit_test(the_public_is_told_no_reason),
        cmocka_unit_test(odd_hours_are_in_utc),
        cmocka_unit_test(lone_events_are_as_they_should_be),
        cmocka_unit_test(what_is_not_visible_changes_nothing),
        cmocka_unit_test(feeds_are_as_reviewed),
        cmocka_unit_test(what_is_over_the_limit_is_left_out),
        cmocka_unit_test(bytes_are_limited_too),
        cmocka_unit_test(limits_by_default),
        cmocka_unit_test(what_does_not_fit_in_memory_fails),
        cmocka_unit_test(empty_feeds_never_change),
        cmocka_unit_test(a_plan_of_nothing_has_a_feed),
    };
    return cmocka_run_group_tests(tests, NULL, forget);
}
