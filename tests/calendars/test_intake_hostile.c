/* Streams that would have a reader crash, spin or fill the memory: each ends
 * at once with a message or a remark (ctest ends a test that spins). Each
 * numbered bug of libical that such a stream sets off is named. */
#include "intake_show.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
#define TAIL "END:VCALENDAR\r\n"
#define EVENT                                                                  \
    "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:T\r\nDTSTART:20260317T100000Z\r\n"
#define END "END:VEVENT\r\n"
#define SHOWN                                                                  \
    "a [] T: 2026-03-17T10:00 2026-03-17T10:00 UTC confirmed busy #0\n"

static struct jm_zones *zones;

static void check_bytes(const char *name, const char *bytes, size_t count,
                        const char *wanted)
{
    struct jm_text shown = JM_TEXT_INIT;
    struct jm_intake intake = show_intake(zones);
    struct show_source source = {bytes, count, 0, 0};
    show_calendar(&shown, &intake, source);
    if (strcmp(jm_text_get(&shown), wanted) != 0)
        fail_msg("%s:\n%.2000swanted\n%s", name, jm_text_get(&shown), wanted);
    jm_text_clear(&shown);
}

static void check(const char *name, const struct jm_text *calendar,
                  const char *wanted)
{
    check_bytes(name, calendar->bytes, calendar->length, wanted);
}

/* Bug 8. */
static void components_in_each_other(void **state)
{
    (void)state;
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add(&text, HEAD);
    for (int i = 0; i < 300000; i++)
        jm_text_add(&text, "BEGIN:VEVENT\r\n");
    check("300,000 levels", &text, "error a.ics:10 INTAKE_DEEP \n");
    jm_text_reset(&text);
    jm_text_add(&text, HEAD EVENT);
    for (int i = 0; i < 6; i++)
        jm_text_add(&text, "BEGIN:X-DEEP\r\nUID:no\r\n");
    for (int i = 0; i < 6; i++)
        jm_text_add(&text, "END:X-DEEP\r\n");
    jm_text_add(&text, END TAIL);
    check("8 levels are allowed", &text, SHOWN);
    jm_text_clear(&text);
}

/* Bug 7. */
static void request_status(void **state)
{
    (void)state;
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add(&text, HEAD EVENT);
    for (int i = 0; i < 1000; i++)
        jm_text_add(&text, "REQUEST-STATUS:2.0;Success;x\r\n"
                           "REQUEST-STATUS:\r\nREQUEST-STATUS;;;:3\r\n");
    jm_text_add(&text, END TAIL);
    check("REQUEST-STATUS", &text, SHOWN);
    jm_text_clear(&text);
}

/* Bug 13; and what holds no text is passed over however long it is. */
static void long_lines(void **state)
{
    (void)state;
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add(&text, HEAD EVENT "ATTACH;ENCODING=BASE64:");
    jm_text_add_repeat(&text, 'A', 1 << 20);
    jm_text_add(&text, "\r\n" END TAIL);
    check("an attachment of 1 MiB on a line", &text,
          SHOWN "! 7 INTAKE_LINE_LONG , ATTACH\n");

    jm_text_reset(&text);
    jm_text_add(&text, HEAD EVENT "DESCRIPTION:");
    for (int i = 0; i < 1 << 19; i++)
        jm_text_add(&text, "\r\n x");
    jm_text_add(&text, "\r\n" END TAIL);
    check("folded at each character", &text,
          SHOWN "! 7 INTAKE_LINE_LONG , DESCRIPTION\n");

    jm_text_reset(&text);
    jm_text_add(&text, HEAD EVENT "EXDATE:");
    jm_text_add_repeat(&text, ',', 1 << 20);
    jm_text_add(&text, "\r\n" END TAIL);
    check("what is needed is too long: the event is left out", &text,
          "! 7 INTAKE_LINE_LONG , EXDATE\n! 7 INTAKE_SKIP_LONG EXDATE, "
          ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n");

    jm_text_reset(&text);
    jm_text_add(&text, HEAD);
    jm_text_add_repeat(&text, 'B', 1 << 20);
    check("a line that never ends", &text,
          "error a.ics:3 INTAKE_CUT VCALENDAR\n"
          "! 3 INTAKE_LINE_LONG , BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB\n");
    jm_text_clear(&text);
}

/* Bug 4. */
static void ten_thousand_exdates(void **state)
{
    (void)state;
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add(&text, HEAD EVENT "RRULE:FREQ=DAILY;COUNT=10000\r\nEXDATE:");
    jm_day first = jm_day_from_date(2026, 3, 17);
    for (int i = 0; i < 10000; i++) {
        struct jm_civil date = jm_day_date(first + i + (i >= 9999));
        jm_text_addf(&text, "%s%04d%02d%02dT100000Z", i ? "," : "", date.year,
                     date.month, date.day);
    }
    jm_text_add(&text, "\r\n" END TAIL);
    check("all but none", &text, "");
    /* the last but one that is in the window */
    char *last = strstr(text.bytes, "20261230T100000Z");
    memcpy(last, "20191230T100000Z", 16);
    check("all but one", &text,
          "a [20261230T100000Z] T: 2026-12-30T10:00 2026-12-30T10:00 UTC "
          "confirmed busy #0\n");
    jm_text_clear(&text);
}

/* Bug 5, 6: no path is opened, whatever it is called. */
static void paths(void **state)
{
    (void)state;
    static const char calendar[] =
        HEAD "X-WR-TIMEZONE:../../etc/passwd\r\nBEGIN:VTIMEZONE\r\n"
             "TZID:/dev/zero\r\nX-LIC-LOCATION:../../dev/zero\r\n"
             "END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:T\r\n"
             "DTSTART;TZID=/dev/zero:20260317T100000\r\n" END TAIL;
    check_bytes("paths as zones", calendar, sizeof calendar - 1,
                "a [] T: 2026-03-17T10:00 2026-03-17T10:00 Europe/Paris "
                "confirmed busy #0\n"
                "! 3 INTAKE_ZONE_UNKNOWN ../../etc/passwd, Europe/Paris\n"
                "! 11 INTAKE_ZONE_UNKNOWN /dev/zero, Europe/Paris\n");
}

static void work_without_end(void **state)
{
    (void)state;
    static const char *const rules[] = {
        "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;COUNT=1000000000",
        "FREQ=HOURLY;BYMONTHDAY=30;BYMONTH=2",
        "RSCALE=DANGI;FREQ=MONTHLY;BYMONTH=12L;BYMONTHDAY=30",
        "RSCALE=DANGI;FREQ=YEARLY;BYMONTH=12L;BYMONTHDAY=30",
        "RSCALE=DANGI;FREQ=DAILY;BYMONTH=13",
        "RSCALE=CHINESE;FREQ=YEARLY",
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct jm_text text = JM_TEXT_INIT, shown = JM_TEXT_INIT;
        jm_text_addf(&text, HEAD EVENT "RRULE:%s\r\n" END TAIL, rules[i]);
        struct jm_intake intake = show_intake(zones);
        struct show_source source = {text.bytes, text.length, 0, 0};
        assert_int_equal(show_calendar(&shown, &intake, source), JM_OK);
        assert_non_null(strstr(jm_text_get(&shown), "! 7 INTAKE_SKIP_RULE "));
        jm_text_clear(&text);
        jm_text_clear(&shown);
    }
}

static void zones_without_end(void **state)
{
    (void)state;
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add(&text, HEAD);
    jm_text_add(&text,
                "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\n"
                "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\n"
                "TZOFFSETTO:+0200\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\n"
                "END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:T\r\n"
                "DTSTART;TZID=X:20260317T100000\r\n" END);
    jm_text_add(&text, TAIL);
    check("a zone that changes each second", &text,
          "a [] T: 2026-03-17T10:00 2026-03-17T10:00 Europe/Paris confirmed "
          "busy #0\n"
          "! 9 INTAKE_ZONE_BAD RRULE, FREQ=SECONDLY\n"
          "! 15 INTAKE_ZONE_UNKNOWN X, Europe/Paris\n");
    jm_text_clear(&text);
}

/* Rules that are fine alone, by the thousand: the whole is refused. */
static void too_much_work(void **state)
{
    (void)state;
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add(&text, HEAD);
    for (int i = 0; i < 3000; i++)
        jm_text_addf(&text,
                     "BEGIN:VEVENT\r\nUID:%d\r\nDTSTART:00010101T000000Z\r\n"
                     "RRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2;COUNT=9\r\n" END,
                     i);
    jm_text_add(&text, TAIL);
    check("thousands of rules that never start", &text,
          "error a.ics INTAKE_WORK \n");

    jm_text_reset(&text);
    jm_text_add(&text, HEAD);
    for (int i = 0; i < 30; i++)
        jm_text_addf(&text,
                     "BEGIN:VEVENT\r\nUID:%d\r\nDTSTART:20260101T000000Z\r\n"
                     "RRULE:FREQ=HOURLY\r\n" END,
                     i);
    jm_text_add(&text, TAIL);
    struct jm_text shown = JM_TEXT_INIT;
    struct jm_intake intake = show_intake(zones);
    struct show_source source = {text.bytes, text.length, 0, 0};
    assert_int_equal(show_calendar(&shown, &intake, source), JM_INVALID);
    assert_non_null(strstr(shown.bytes, "error a.ics INTAKE_OCCURRENCES "
                                        "200000\n"));
    jm_text_clear(&shown);
    jm_text_clear(&text);
}

static void a_stream_that_is_too_long(void **state)
{
    (void)state;
    struct jm_text text = JM_TEXT_INIT, shown = JM_TEXT_INIT;
    jm_text_add(&text, HEAD EVENT);
    for (int i = 0; i < 100000; i++)
        jm_text_add(&text, "X-FILLER:"
                           "................................\r\n");
    jm_text_add(&text, END TAIL);
    struct jm_intake intake = show_intake(zones);
    struct show_source source = {text.bytes, text.length, 0, 0};
    intake.most_bytes = text.length;
    assert_int_equal(show_calendar(&shown, &intake, source), JM_OK);
    assert_string_equal(jm_text_get(&shown), SHOWN);
    intake.most_bytes = text.length - 1;
    assert_int_equal(show_calendar(&shown, &intake, source), JM_INVALID);
    assert_non_null(strstr(shown.bytes, "INTAKE_BYTES "));
    jm_text_clear(&shown);
    jm_text_clear(&text);
}

static void odd_bytes(void **state)
{
    (void)state;
    static const char nul[] = "\0BEGIN:VCAL\0ENDAR\r\n\0\0" EVENT
                              "DESCR\0IPTION:\0\0\r\n" END TAIL "\0";
    check_bytes("NUL bytes", nul, sizeof nul - 1, SHOWN);
    static const char quotes[] =
        HEAD EVENT "DTEND;TZID=\"Europe/Paris:20260317T120000\r\n" END TAIL;
    check_bytes("an open quote", quotes, sizeof quotes - 1,
                "a [] T: 2026-03-17T10:00 2026-03-17T11:00 UTC confirmed busy "
                "#0\n");
    static const char junk[] = HEAD ":\r\n;\r\n;:\r\n=\r\n.:x\r\n\"\r\nA;B\r\n"
                                    "BEGIN:\r\nEND:\r\n" EVENT END TAIL;
    check_bytes("lines of marks", junk, sizeof junk - 1,
                SHOWN "! 4 INTAKE_STRAY , ;\n");
}

/* Any calendar, with folds, line ends and UTF-16 as they may come. */
static const char folded[] = HEAD
    "X-WR-CALNAME:수원시 – été\r\n" EVENT "LOCATION:Salle « Été »\\, 2e\r\n"
    "RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=TU\r\n"
    "EXDATE;TZID=\"Europe/Paris\":20260324T110000\r\n" END TAIL;
#define FOLDED_SHOWN                                                           \
    "a [20260317T100000Z] T: 2026-03-17T10:00 2026-03-17T10:00 UTC "           \
    "confirmed busy #0\n"

static void folds_anywhere(void **state)
{
    (void)state;
    static const char *const folds[] = {"\r\n ", "\n ", "\r\t", "\r\n\t"};
    for (size_t at = 1; at < sizeof folded - 1; at++) {
        if (folded[at - 1] == '\r' || folded[at - 1] == '\n' ||
            folded[at] == '\n')
            continue;
        for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
            struct jm_text text = JM_TEXT_INIT;
            jm_text_add_bytes(&text, folded, at);
            jm_text_add(&text, folds[i]);
            jm_text_add(&text, folded + at);
            check("folded", &text, FOLDED_SHOWN);
            jm_text_clear(&text);
        }
    }
}

static void pieces_of_any_size(void **state)
{
    (void)state;
    struct jm_text whole = JM_TEXT_INIT;
    jm_text_add(&whole, "\xEF\xBB\xBF");
    jm_text_add(&whole, folded);
    for (size_t step = 1; step < 60; step++) {
        struct jm_text shown = JM_TEXT_INIT;
        struct jm_intake intake = show_intake(zones);
        struct show_source source = {whole.bytes, whole.length, 0, step};
        show_calendar(&shown, &intake, source);
        assert_string_equal(jm_text_get(&shown), FOLDED_SHOWN);
        jm_text_clear(&shown);
    }
    jm_text_clear(&whole);
}

static void in_utf16(void **state)
{
    (void)state;
    static const char calendar[] =
        HEAD "BEGIN:VEVENT\r\nUID:수원😀\r\nSUMMARY:é\r\n"
             "DTSTART:20260317T100000Z\r\n" END TAIL;
    for (int big = 0; big < 2; big++)
        for (size_t step = 1; step < 8; step++) {
            struct jm_text wide = JM_TEXT_INIT, shown = JM_TEXT_INIT;
            const char *at = calendar, *end = at + sizeof calendar - 1;
            uint32_t code = 0xFEFF;
            for (;;) {
                uint32_t units[2] = {code, 0};
                if (code >= 0x10000) {
                    units[0] = 0xD800 + ((code - 0x10000) >> 10);
                    units[1] = 0xDC00 + ((code - 0x10000) & 0x3FF);
                }
                for (int i = 0; i < 2 && (i == 0 || units[i]); i++) {
                    char low = (char)(units[i] & 0xFF),
                         high = (char)(units[i] >> 8);
                    jm_text_add_char(&wide, big ? high : low);
                    jm_text_add_char(&wide, big ? low : high);
                }
                if (at == end)
                    break;
                code = jm_text_next(&at, end);
            }
            struct jm_intake intake = show_intake(zones);
            struct show_source source = {wide.bytes, wide.length, 0, step};
            show_calendar(&shown, &intake, source);
            assert_string_equal(jm_text_get(&shown),
                                "수원😀 [] é: 2026-03-17T10:00 "
                                "2026-03-17T10:00 UTC confirmed busy #0\n");
            jm_text_clear(&wide);
            jm_text_clear(&shown);
        }
}

/* Bug 9: a file that is cut off says so, wherever it is. */
static void cut_anywhere(void **state)
{
    (void)state;
    for (size_t count = 0; count < sizeof folded - 3; count++) {
        struct jm_text shown = JM_TEXT_INIT;
        struct jm_intake intake = show_intake(zones);
        /* exactly as long as it is: a read past it is seen */
        char *bytes = malloc(count + !count);
        assert_non_null(bytes);
        memcpy(bytes, folded, count);
        struct show_source source = {bytes, count, 0, 0};
        assert_int_equal(show_calendar(&shown, &intake, source), JM_INVALID);
        assert_int_equal(strncmp(jm_text_get(&shown), "error a.ics", 11), 0);
        free(bytes);
        jm_text_clear(&shown);
    }
}

/* An error of the source is the read's. */
static enum jm_status broken(void *data, char *bytes, size_t room, size_t *got,
                             struct jm_error *err)
{
    int *calls = data;
    assert_true(room >= strlen(HEAD));
    *got = strlen(HEAD);
    memcpy(bytes, HEAD, *got);
    return ++*calls < 3 ? JM_OK
                        : jm_fail(err, JM_FAILED, "x", JM_SAY_YES, NULL);
}

static void a_source_that_fails(void **state)
{
    (void)state;
    struct jm_intake intake = show_intake(zones);
    struct jm_intake_report report;
    struct jm_error err = JM_ERROR_INIT;
    struct jm_text out = JM_TEXT_INIT;
    int calls = 0;
    assert_int_equal(
        jm_intake_read(&intake, broken, &calls, show_one, &out, &report, &err),
        JM_FAILED);
    assert_int_equal(err.message, JM_SAY_YES);
    jm_text_clear(&out);
}

static int open_zones(void **state)
{
    (void)state;
    return jm_zones_new(&zones, NULL) != JM_OK;
}

static int close_zones(void **state)
{
    (void)state;
    jm_zones_free(zones);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(components_in_each_other),
        cmocka_unit_test(request_status),
        cmocka_unit_test(long_lines),
        cmocka_unit_test(ten_thousand_exdates),
        cmocka_unit_test(paths),
        cmocka_unit_test(work_without_end),
        cmocka_unit_test(zones_without_end),
        cmocka_unit_test(too_much_work),
        cmocka_unit_test(a_stream_that_is_too_long),
        cmocka_unit_test(odd_bytes),
        cmocka_unit_test(folds_anywhere),
        cmocka_unit_test(pieces_of_any_size),
        cmocka_unit_test(in_utf16),
        cmocka_unit_test(cut_anywhere),
        cmocka_unit_test(a_source_that_fails),
    };
    return cmocka_run_group_tests(tests, open_zones, close_zones);
}
