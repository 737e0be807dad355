/* Feeds, as other programs read them: by libical, or, where a command is given,
 * by that command, to which the feed's path is added. A command that ends with
 * 77 is not installed: so does this program (ctest then says "Skipped"). */
#include "sample.h"
#include <libical/ical.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define NOT_INSTALLED 77

/* ---- what a reader should say: uid start end all-day status ---- */

static void add_instant(struct jm_text *out, const struct jm_zone *zone,
                        jm_utc utc, bool is_day)
{
    if (is_day)
        jm_text_add_day(out, jm_zone_day(zone, utc));
    else
        jm_text_add_utc(out, utc);
    jm_text_add_char(out, ' ');
}

static void add_wanted(struct jm_text *out, const struct jm_plan *plan,
                       uint32_t event)
{
    static const char *const statuses[] = {"TENTATIVE", "TENTATIVE",
                                           "CONFIRMED", "CANCELLED"};
    const struct jm_event *e = &plan->events[event];
    const struct jm_zone *zone = &plan->zones[e->zone];
    jm_text_addf(out, "%s ", plan->texts[event].uid);
    add_instant(out, zone, e->span.from, e->all_day);
    if (e->span.until > e->span.from)
        add_instant(out, zone, e->span.until, e->all_day);
    else
        jm_text_add(out, "- ");
    jm_text_addf(out, "%s %s\n", e->all_day ? "yes" : "no",
                 statuses[e->status]);
}

/* Lines may come in any order. */
static void compare_lines(const char *feed, const struct jm_text *read,
                          const struct jm_plan *plan,
                          const struct jm_feed *which)
{
    size_t bytes = 0;
    for (uint32_t event = 0; event < plan->n_events; event++) {
        if (!jm_feed_holds(plan, which, event))
            continue;
        struct jm_text wanted = JM_TEXT_INIT;
        add_wanted(&wanted, plan, event);
        if (!strstr(jm_text_get(read), jm_text_get(&wanted)))
            fail_msg("%s lacks %sand holds\n%s", feed, jm_text_get(&wanted),
                     jm_text_get(read));
        bytes += wanted.length;
        jm_text_clear(&wanted);
    }
    if (read->length != bytes)
        fail_msg("%s holds more:\n%s", feed, jm_text_get(read));
}

/* ---- another program ---- */

static const char *command;
/* Set by --few: whole programs, which take a second to start, read the two
 * feeds that hold most. */
static bool is_few;

static bool is_read(size_t i)
{
    const struct jm_feed feed =
        sample_feed(sample_feeds[i].kind, sample_feeds[i].row, JM_KO);
    return !is_few || (feed.kind == JM_FEED_HOST && feed.row == TOURS) ||
           (feed.kind == JM_FEED_DELEGATION && feed.row == FROM_SUWON);
}

static void write_file(const char *path, int file, const struct jm_text *text)
{
    if (write(file, text->bytes, text->length) != (ssize_t)text->length)
        fail_msg("%s cannot be written", path);
    assert_int_equal(close(file), 0);
}

static void read_by_command(struct jm_text *out, const struct jm_text *feed)
{
    char path[] = "/tmp/jumelage-feed-XXXXXX", bytes[4096];
    write_file(path, mkstemp(path), feed);
    struct jm_text line = JM_TEXT_INIT;
    jm_text_addf(&line, "%s %s", command, path);
    FILE *pipe = popen(jm_text_get(&line), "r");
    assert_non_null(pipe);
    for (size_t got; (got = fread(bytes, 1, sizeof bytes, pipe)) > 0;)
        jm_text_add_bytes(out, bytes, got);
    int status = pclose(pipe);
    unlink(path);
    if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_INSTALLED)
        exit(NOT_INSTALLED);
    if (status != 0)
        fail_msg("%s ended with %d", jm_text_get(&line), status);
    jm_text_clear(&line);
}

/* ---- libical ---- */

static icalcomponent *parse(const struct jm_text *text)
{
    icalcomponent *calendar = icalparser_parse_string(jm_text_get(text));
    assert_non_null(calendar);
    assert_int_equal(icalcomponent_count_errors(calendar), 0);
    return calendar;
}

/* With the feed's own VTIMEZONEs. */
static void add_read(struct jm_text *out, icalcomponent *calendar,
                     icalcomponent *vevent, icalproperty_kind kind)
{
    icalproperty *property = icalcomponent_get_first_property(vevent, kind);
    if (!property) {
        jm_text_add(out, "- ");
        return;
    }
    struct icaltimetype time =
        icalvalue_get_datetimedate(icalproperty_get_value(property));
    icalparameter *tzid =
        icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    icaltimezone *zone = icaltimezone_get_utc_timezone();
    if (tzid)
        zone =
            icalcomponent_get_timezone(calendar, icalparameter_get_tzid(tzid));
    assert_non_null(zone);
    add_instant(out, &jm_zone_utc, icaltime_as_timet_with_zone(time, zone),
                icaltime_is_date(time));
}

static void read_by_libical(struct jm_text *out, const struct jm_text *feed)
{
    icalcomponent *calendar = parse(feed);
    const icalcomponent_kind kind = ICAL_VEVENT_COMPONENT;
    for (icalcomponent *vevent =
             icalcomponent_get_first_component(calendar, kind);
         vevent; vevent = icalcomponent_get_next_component(calendar, kind)) {
        jm_text_addf(out, "%s ", icalcomponent_get_uid(vevent));
        add_read(out, calendar, vevent, ICAL_DTSTART_PROPERTY);
        add_read(out, calendar, vevent, ICAL_DTEND_PROPERTY);
        bool is_day = icaltime_is_date(icalcomponent_get_dtstart(vevent));
        jm_text_addf(
            out, "%s %s\n", is_day ? "yes" : "no",
            icalproperty_status_to_string(icalcomponent_get_status(vevent)));
    }
    icalcomponent_free(calendar);
}

/* ---- tests ---- */

static void readers_find_the_plan_s_instants(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(NULL);
    for (size_t i = 0; i < SAMPLE_FEEDS; i++) {
        if (!is_read(i))
            continue;
        struct jm_text text = JM_TEXT_INIT, read = JM_TEXT_INIT;
        char name[32];
        struct jm_feed feed =
            sample_feed(sample_feeds[i].kind, sample_feeds[i].row, JM_KO);
        assert_int_equal(jm_feed_write(&text, plan, &feed, NULL, NULL), JM_OK);
        if (command)
            read_by_command(&read, &text);
        else
            read_by_libical(&read, &text);
        snprintf(name, sizeof name, "feed %zu", i);
        compare_lines(name, &read, plan, &feed);
        jm_text_clear(&text);
        jm_text_clear(&read);
    }
    jm_plan_free(plan);
}

/* With a METHOD libical asks for what iTIP asks for (an ORGANIZER): RFC 5545's
 * own rules are checked on a copy without. */
static void restrictions_hold(void **state)
{
    (void)state;
    struct jm_plan *plan = sample_make(NULL);
    for (size_t i = 0; i < SAMPLE_FEEDS; i++) {
        struct jm_text text = JM_TEXT_INIT;
        struct jm_feed feed =
            sample_feed(sample_feeds[i].kind, sample_feeds[i].row, JM_FR);
        assert_int_equal(jm_feed_write(&text, plan, &feed, NULL, NULL), JM_OK);
        icalcomponent *calendar = parse(&text);
        icalproperty *method =
            icalcomponent_get_first_property(calendar, ICAL_METHOD_PROPERTY);
        assert_int_equal(icalproperty_get_method(method), ICAL_METHOD_PUBLISH);
        icalcomponent_remove_property(calendar, method);
        icalproperty_free(method);
        icalcomponent_check_restrictions(calendar);
        assert_int_equal(icalcomponent_count_errors(calendar), 0);
        icalcomponent_free(calendar);
        jm_text_clear(&text);
    }
    jm_plan_free(plan);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_find_the_plan_s_instants),
        cmocka_unit_test(restrictions_hold),
    };
    struct jm_text words = JM_TEXT_INIT;
    is_few = argc > 1 && strcmp(argv[1], "--few") == 0;
    for (int i = 1 + is_few; i < argc; i++)
        jm_text_addf(&words, "'%s' ", argv[i]);
    command = words.length ? jm_text_get(&words) : NULL;
    icalerror_set_errors_are_fatal(0);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    sample_forget();
    icalmemory_free_ring();
    jm_text_clear(&words);
    return failed;
}
