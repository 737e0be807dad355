/* Small calendars, and what they are taken in as (intake_show.h). Odd ones as
 * wholes, compared with other programs: tests/intake/. */
#include "intake_show.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define EVENT(lines) "BEGIN:VEVENT\n" lines "END:VEVENT\n"
#define CALENDAR(lines) "BEGIN:VCALENDAR\nVERSION:2.0\n" lines "END:VCALENDAR\n"
/* One event "a" with a title "T". */
#define ONE(lines) CALENDAR(EVENT("UID:a\nSUMMARY:T\n" lines))
#define PARIS ";TZID=Europe/Paris:"
/* An hour in March. */
#define TEN "DTSTART:20260317T100000Z\nDTEND:20260317T110000Z\n"
#define SHOWN_TEN "2026-03-17T10:00 2026-03-17T11:00 UTC"

struct intake_case {
    const char *name, *calendar, *wanted;
};

static struct jm_zones *zones;

static void check(const struct intake_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct jm_text shown = JM_TEXT_INIT;
        struct jm_intake intake = show_intake(zones);
        struct show_source source = {cases[i].calendar,
                                     strlen(cases[i].calendar), 0, 0};
        show_calendar(&shown, &intake, source);
        if (strcmp(jm_text_get(&shown), cases[i].wanted) != 0)
            fail_msg("%s:\n%swanted\n%s", cases[i].name, jm_text_get(&shown),
                     cases[i].wanted);
        jm_text_clear(&shown);
    }
}
#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

static void lengths(void **state)
{
    (void)state;
    static const struct intake_case cases[] = {
        {"an end", ONE(TEN), "a [] T: " SHOWN_TEN " confirmed busy #0\n"},
        {"a duration", ONE("DTSTART:20260317T100000Z\nDURATION:PT1H\n"),
         "a [] T: " SHOWN_TEN " confirmed busy #0\n"},
        {"weeks, and a duration before its start",
         ONE("DURATION:P1W\nDTSTART:20260317T100000Z\n"),
         "a [] T: 2026-03-17T10:00 2026-03-24T10:00 UTC confirmed busy #0\n"},
        {"days of the calendar, over the change of clocks",
         ONE("DTSTART" PARIS "20260328T120000\nDURATION:P1D\n"),
         "a [] T: 2026-03-28T12:00 2026-03-29T12:00 Europe/Paris confirmed "
         "busy #0\n"},
        {"hours that pass, over the change of clocks",
         ONE("DTSTART" PARIS "20260328T120000\nDURATION:PT24H\n"),
         "a [] T: 2026-03-28T12:00 2026-03-29T13:00 Europe/Paris confirmed "
         "busy #0\n"},
        {"no end: no length", ONE("DTSTART:20260317T100000Z\n"),
         "a [] T: 2026-03-17T10:00 2026-03-17T10:00 UTC confirmed busy #0\n"},
        {"a day, no end (libical: one more)",
         ONE("DTSTART;VALUE=DATE:20260317\n"),
         "a [] T: 2026-03-17 2026-03-18 Europe/Paris confirmed busy #0\n"},
        {"a day and its end (libical: one more)",
         ONE("DTSTART;VALUE=DATE:20260317\nDTEND;VALUE=DATE:20260318\n"),
         "a [] T: 2026-03-17 2026-03-18 Europe/Paris confirmed busy #0\n"},
        {"a day that ends where it starts",
         ONE("DTSTART;VALUE=DATE:20260317\nDTEND;VALUE=DATE:20260317\n"),
         "a [] T: 2026-03-17 2026-03-18 Europe/Paris confirmed busy #0\n"},
        {"a day for three days", ONE("DTSTART:20260317\nDURATION:P3D\n"),
         "a [] T: 2026-03-17 2026-03-20 Europe/Paris confirmed busy #0\n"},
        {"hours until a day",
         ONE("DTSTART" PARIS "20260317T220000\nDTEND;VALUE=DATE:20260318\n"),
         "a [] T: 2026-03-17T22:00 2026-03-18T00:00 Europe/Paris confirmed "
         "busy #0\n"},
        {"an end without the zone of its start",
         ONE("DTSTART;TZID=Asia/Seoul:20260317T100000\n"
             "DTEND:20260317T110000\n"),
         "a [] T: 2026-03-17T10:00 2026-03-17T11:00 Asia/Seoul confirmed "
         "busy #0\n"},
        {"an end in another zone",
         ONE("DTSTART;TZID=Asia/Seoul:20260317T100000\n"
             "DTEND" PARIS "20260317T150000\n"),
         "a [] T: 2026-03-17T10:00 2026-03-17T23:00 Asia/Seoul confirmed "
         "busy #0\n"},
        {"an end before its start",
         ONE("DTSTART:20260317T100000Z\nDTEND:20260317T090000Z\n"),
         "! 3 INTAKE_SKIP_ENDS a, T\n"},
        {"for ever", ONE("DTSTART:20260317T100000Z\nDTEND:99991231T000000Z\n"),
         "a [] T: 2026-03-17T10:00 2094-04-04T13:14:07 UTC confirmed busy "
         "#0\n"},
        {"Outlook's day from midnight to midnight",
         ONE("DTSTART" PARIS "20260317T000000\nDTEND" PARIS
             "20260319T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE\n"),
         "a [] T: 2026-03-17 2026-03-19 Europe/Paris confirmed busy #0\n"},
        {"the same in UTC",
         ONE("DTSTART:20260316T230000Z\nDTEND:20260317T230000Z\n"
             "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\n"),
         "a [] T: 2026-03-17 2026-03-18 Europe/Paris confirmed busy #0\n"},
        {"marked a day, but of hours",
         ONE(TEN "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\n"),
         "a [] T: " SHOWN_TEN " confirmed busy #0\n"},
    };
    CHECK(cases);
}

/* An hour from ten o'clock of a TZID. */
#define AT(tzid) "DTSTART;TZID=" tzid ":20260317T100000\nDURATION:PT1H\n"
#define SHOWN_AT(zone)                                                         \
    "a [] T: 2026-03-17T10:00 2026-03-17T11:00 " zone " confirmed busy #0\n"
/* A VTIMEZONE that does what Paris does, one a quarter of an hour off. */
#define RULES(tzid, more)                                                      \
    "BEGIN:VTIMEZONE\nTZID:" tzid "\n" more                                    \
    "BEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0200\n"            \
    "TZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\n"              \
    "END:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19700329T020000\n"                  \
    "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"                                   \
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
#define QUARTER(tzid)                                                          \
    "BEGIN:VTIMEZONE\nTZID:" tzid "\nBEGIN:STANDARD\n"                         \
    "DTSTART:19700101T000000\nTZOFFSETFROM:+0015\nTZOFFSETTO:+0015\n"          \
    "END:STANDARD\nEND:VTIMEZONE\n"
#define A(lines) EVENT("UID:a\nSUMMARY:T\n" lines)

static void zones_of_any_name(void **state)
{
    (void)state;
    static const struct intake_case cases[] = {
        {"IANA", ONE(AT("Asia/Seoul")), SHOWN_AT("Asia/Seoul")},
        {"quoted", ONE(AT("\"Asia/Seoul\"")), SHOWN_AT("Asia/Seoul")},
        {"an alias", ONE(AT("ROK")), SHOWN_AT("ROK")},
        {"Windows", ONE(AT("Romance Standard Time")), SHOWN_AT("Europe/Paris")},
        {"Windows, quoted", ONE(AT("\"Korea Standard Time\"")),
         SHOWN_AT("Asia/Seoul")},
        {"libical's prefix",
         ONE(AT("/freeassociation.sourceforge.net/Asia/Seoul")),
         SHOWN_AT("Asia/Seoul")},
        {"Mozilla's prefix",
         ONE(AT("/mozilla.org/20050126_1/America/Argentina/Ushuaia")),
         SHOWN_AT("America/Argentina/Ushuaia")},
        {"Outlook's UTC", ONE(AT("tzone://Microsoft/Utc")), SHOWN_AT("UTC")},
        {"a zone like none: in UTC", CALENDAR(QUARTER("Here") A(AT("Here"))),
         "a [] T: 2026-03-17T09:45 2026-03-17T10:45 UTC confirmed busy #0\n"},
        {"its own rules have a name",
         CALENDAR(RULES("Customized Time Zone", "")
                      A(AT("Customized Time Zone"))),
         SHOWN_AT("Europe/Paris")},
        {"its own rules follow the events",
         CALENDAR(A(AT("Mine")) RULES("Mine", "")), SHOWN_AT("Europe/Paris")},
        {"its location says more than its rules",
         CALENDAR(RULES("Mine", "X-LIC-LOCATION:Europe/Berlin\n")
                      A(AT("Mine"))),
         SHOWN_AT("Europe/Berlin")},
        {"an IANA name says more than rules of that name",
         CALENDAR(QUARTER("Asia/Seoul") A(AT("Asia/Seoul"))),
         SHOWN_AT("Asia/Seoul")},
        {"an offset in Outlook's name, colon and commas, unquoted",
         ONE(AT("(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris")),
         SHOWN_AT("Europe/Paris") "! 6 INTAKE_ZONE_GUESSED (UTC+01:00) "
                                  "Bruxelles, Copenhague, Madrid, Paris, "
                                  "Europe/Paris\n"},
        {"the same, Seoul", ONE(AT("\"(GMT+09:00) Seoul\"")),
         SHOWN_AT("Asia/Seoul") "! 6 INTAKE_ZONE_GUESSED (GMT+09:00) Seoul, "
                                "Asia/Seoul\n"},
        {"an offset of nowhere near", ONE(AT("\"(UTC-03:30) Newfoundland\"")),
         "a [] T: 2026-03-17T13:30 2026-03-17T14:30 UTC confirmed busy #0\n"
         "! 6 INTAKE_ZONE_GUESSED (UTC-03:30) Newfoundland, UTC-03:30\n"},
        {"unknown: the host's (libical: UTC)", ONE(AT("Mars/Olympus")),
         SHOWN_AT("Europe/Paris") "! 6 INTAKE_ZONE_UNKNOWN Mars/Olympus, "
                                  "Europe/Paris\n"},
        {"a path is a name (libical opens the file)",
         ONE(AT("../../../../../etc/passwd")),
         SHOWN_AT("Europe/Paris") "! 6 INTAKE_ZONE_UNKNOWN "
                                  "../../../../../etc/passwd, Europe/Paris\n"},
        {"floating: the host's",
         ONE("DTSTART:20260317T100000\nDURATION:PT1H\n"),
         SHOWN_AT("Europe/Paris")},
        {"floating: the calendar's",
         CALENDAR(A("DTSTART:20260317T100000\nDURATION:PT1H\n") "X-WR-TIMEZONE:"
                                                                "Asia/Seoul\n"),
         SHOWN_AT("Asia/Seoul")},
        {"days: a calendar's zone without a name is the host's",
         CALENDAR(QUARTER("Here") "X-WR-TIMEZONE:Here\n" A(
             "DTSTART;VALUE=DATE:20260317\n")),
         "a [] T: 2026-03-17 2026-03-18 Europe/Paris confirmed busy #0\n"},
        {"days: the calendar's, by a name of Windows'",
         CALENDAR("X-WR-TIMEZONE:Korea Standard Time\n" A(
             "DTSTART;VALUE=DATE:20260317\n")),
         "a [] T: 2026-03-17 2026-03-18 Asia/Seoul confirmed busy #0\n"},
        {"RFC 6868 in a parameter", ONE(AT("Mars^^^nOlympus")),
         SHOWN_AT("Europe/Paris") "! 6 INTAKE_ZONE_UNKNOWN Mars^ Olympus, "
                                  "Europe/Paris\n"},
    };
    CHECK(cases);
}

static void clocks_that_change(void **state)
{
    (void)state;
    static const struct intake_case cases[] = {
        {"skipped: the offset before the gap",
         ONE("DTSTART" PARIS "20260329T023000\nDURATION:PT1H\n"),
         "a [] T: 2026-03-29T03:30 2026-03-29T04:30 Europe/Paris confirmed "
         "busy #0\n"},
        {"twice: the first one",
         ONE("DTSTART" PARIS "20261025T023000\nDTEND:20261025T013000Z\n"),
         "a [] T: 2026-10-25T02:30 2026-10-25T02:30 Europe/Paris confirmed "
         "busy #0\n"},
        {"its wall time stays",
         ONE("DTSTART" PARIS "20260322T090000\nDURATION:PT1H\n"
             "RRULE:FREQ=WEEKLY;COUNT=2\n"),
         "a [20260322T080000Z] T: 2026-03-22T09:00 2026-03-22T10:00 "
         "Europe/Paris confirmed busy #0\n"
         "a [20260329T070000Z] T: 2026-03-29T09:00 2026-03-29T10:00 "
         "Europe/Paris confirmed busy #0\n"},
        {"in UTC its instant stays",
         ONE("DTSTART:20260322T080000Z\nDURATION:PT1H\n"
             "RRULE:FREQ=WEEKLY;COUNT=2\n"),
         "a [20260322T080000Z] T: 2026-03-22T08:00 2026-03-22T09:00 UTC "
         "confirmed busy #0\n"
         "a [20260329T080000Z] T: 2026-03-29T08:00 2026-03-29T09:00 UTC "
         "confirmed busy #0\n"},
        {"a zone of its own making changes too",
         CALENDAR("BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\n"
                  "DTSTART:20200101T000000\nTZOFFSETFROM:+0430\n"
                  "TZOFFSETTO:+0330\nRDATE:20261001T000000\nEND:STANDARD\n"
                  "BEGIN:DAYLIGHT\nDTSTART:20260401T000000\n"
                  "TZOFFSETFROM:+0330\nTZOFFSETTO:+0430\nEND:DAYLIGHT\n"
                  "END:VTIMEZONE\n" A("DTSTART;TZID=Own:20260331T100000\n"
                                      "RRULE:FREQ=DAILY;COUNT=2\n")),
         "a [20260331T063000Z] T: 2026-03-31T06:30 2026-03-31T06:30 UTC "
         "confirmed busy #0\n"
         "a [20260401T053000Z] T: 2026-04-01T05:30 2026-04-01T05:30 UTC "
         "confirmed busy #0\n"},
    };
    CHECK(cases);
}

static void status_and_busy(void **state)
{
    (void)state;
#define SAYS(lines, title, says)                                               \
    CALENDAR(EVENT("UID:a\nSUMMARY:" title "\n" TEN lines)),                   \
        "a [] " title ": " SHOWN_TEN " " says " #0\n"
#define CDO "X-MICROSOFT-CDO-BUSYSTATUS:"
    static const struct intake_case cases[] = {
        {"tentative (libical: not busy)",
         SAYS("STATUS:TENTATIVE\n", "T", "option tentative")},
        {"cancelled", SAYS("STATUS:CANCELLED\n", "T", "cancelled free")},
        {"transparent", SAYS("TRANSP:TRANSPARENT\n", "T", "confirmed free")},
        {"transparent but busy",
         SAYS("TRANSP:TRANSPARENT\n" CDO "BUSY\n", "T", "confirmed busy")},
        {"opaque but free", SAYS(CDO "FREE\n", "T", "confirmed free")},
        {"out of office", SAYS(CDO "OOF\n", "T", "confirmed busy")},
        {"elsewhere", SAYS(CDO "WORKINGELSEWHERE\n", "T", "confirmed free")},
        {"CDO tentative", SAYS(CDO "TENTATIVE\n", "T", "confirmed tentative")},
        {"Outlook's cancelled copies",
         SAYS("STATUS:CONFIRMED\n", "Canceled: T", "cancelled free")},
        {"with a blank", SAYS(CDO "BUSY\n", "Annulé : T", "cancelled free")},
        {"with a narrow blank", SAYS("", "Annulé\u202f: T", "cancelled free")},
        {"with a wide one", SAYS("", "ANNULÉ\u00a0: T", "cancelled free")},
        {"without one", SAYS("", "Annulé: T", "cancelled free")},
        {"Korean", SAYS("", "취소됨: T", "cancelled free")},
        {"no mark", SAYS("", "Cancelled flights, a talk", "confirmed busy")},
    };
    CHECK(cases);
}

static void texts(void **state)
{
    (void)state;
#define TITLE(title) CALENDAR(EVENT("UID:a\nSUMMARY" title "\n" TEN))
#define SHOWN(title) "a [] " title ": " SHOWN_TEN " confirmed busy #0\n"
    static const struct intake_case cases[] = {
        {"escapes", TITLE(":a\\, b\\; c\\\\n \\\"d\\\""),
         SHOWN("a, b; c\\n \"d\"")},
        {"one line", TITLE(":a\\nb\\Nc\td"), SHOWN("a b c d")},
        {"composed", TITLE(":cafe\u0301"), SHOWN("café")},
        {"Hangul composed", TITLE(":\u1112\u1161\u11ab"), SHOWN("한")},
        {"controls dropped", TITLE(":a\001b\302\205c\177d"), SHOWN("abcd")},
        {"blanks around it", TITLE(":  a \\n"), SHOWN("a")},
        {"parameters with colons",
         TITLE(";ALTREP=\"http://x;y:z\";LANGUAGE=fr"
               ":a"),
         SHOWN("a")},
        {"a group, lower case",
         CALENDAR("begin:vevent\nuid:a\nitem1.summary:a\n" TEN "end:vevent\n"),
         SHOWN("a")},
        {"Latin-1", TITLE(":f\xEAte \x80 \x93x\x94"),
         SHOWN("fête € “x”") "! 5 INTAKE_CHARSET , \n"},
        {"a fold in a character", TITLE(":f\xC3\n \xAAte"), SHOWN("fête")},
        {"a fold by a tab, CR alone", TITLE(":a\r b\r\tc"), SHOWN("abc")},
        {"blank lines", TITLE(":a\r\n\r\n\n"), SHOWN("a")},
        {"lines that are none", TITLE(":a\nand so on"),
         SHOWN("a") "! 6 INTAKE_STRAY , and so on\n"},
        {"no UID", CALENDAR(EVENT("SUMMARY:a\n" TEN)),
         "no-uid-f8de5f0ce207116a [] a: " SHOWN_TEN " confirmed busy #0\n"},
        {"an alarm has a title of its own",
         ONE(TEN "BEGIN:VALARM\nSUMMARY:no\nDURATION:PT9H\nEND:VALARM\n"),
         SHOWN("T")},
        {"a mark of bytes", "\xEF\xBB\xBF" TITLE(":a"), SHOWN("a")},
    };
    CHECK(cases);
}

static void what_is_left_out(void **state)
{
    (void)state;
#define BAD(lines) CALENDAR(A(lines) EVENT("UID:b\nSUMMARY:U\n" TEN))
#define SHOWN_B "b [] U: " SHOWN_TEN " confirmed busy #0\n"
#define RULE(rule) BAD("DTSTART:20260101T000000Z\nRRULE:" rule "\n")
#define NO_RULE(part) SHOWN_B "! 7 INTAKE_SKIP_RULE RRULE, " part "\n"
    static const struct intake_case cases[] = {
        {"no start", BAD(""), SHOWN_B "! 3 INTAKE_SKIP_MISSING DTSTART, \n"},
        {"a bad start", BAD("DTSTART:20260230\n"),
         SHOWN_B "! 6 INTAKE_SKIP_VALUE DTSTART, 20260230\n"},
        {"seconds", RULE("FREQ=SECONDLY"), NO_RULE("FREQ=SECONDLY")},
        {"minutes", RULE("FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30"),
         NO_RULE("FREQ=MINUTELY")},
        {"hours of a month", RULE("FREQ=HOURLY;BYMONTH=2"),
         NO_RULE("BYMONTH=2")},
        {"hours of a day", RULE("FREQ=HOURLY;BYMONTHDAY=30"),
         NO_RULE("BYMONTHDAY=30")},
        {"hours of a day of the year", RULE("BYYEARDAY=366;FREQ=HOURLY"),
         NO_RULE("BYYEARDAY=366")},
        {"hours of a week", RULE("FREQ=HOURLY;BYWEEKNO=53"),
         NO_RULE("BYWEEKNO=53")},
        {"no step", RULE("FREQ=DAILY;INTERVAL=0"), NO_RULE("INTERVAL=0")},
        {"too many", RULE("FREQ=DAILY;COUNT=10001"), NO_RULE("COUNT=10001")},
        {"China's calendar (ICU would spoil Korea's)",
         RULE("RSCALE=CHINESE;FREQ=YEARLY"), NO_RULE("RSCALE=CHINESE")},
        {"Korea's, day 30 of a leap month",
         RULE("RSCALE=DANGI;FREQ=YEARLY;BYMONTH=12L;BYMONTHDAY=30"),
         NO_RULE("BYMONTH=12L")},
        {"Korea's, every month",
         RULE("RSCALE=DANGI;FREQ=MONTHLY;BYMONTHDAY=30"),
         NO_RULE("RSCALE=DANGI")},
        {"each second of an hour",
         RULE("FREQ=DAILY;BYMINUTE=0,1,2,3,4,5;BYSECOND=0,1,2,3,4,5,6,7,8,9,"
              "10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,"
              "31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49"),
         SHOWN_B "! 7 INTAKE_SKIP_RULE RRULE, BYSECOND=0,1,2,3,4,5,6,7,8,9,10,"
                 "11,12,13,14,15,16,17,18,19,20,2\n"},
        {"no rule", RULE("every Monday"), NO_RULE("every Monday")},
        {"twice a part", RULE("FREQ=DAILY;FREQ=DAILY"), NO_RULE("FREQ=DAILY")},
        {"days by the hour",
         BAD("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=HOURLY\n"),
         SHOWN_B "! 3 INTAKE_SKIP_RULE RRULE, FREQ=HOURLY\n"},
        {"a bad date among good ones",
         ONE("DTSTART;VALUE=DATE:20260317\nRDATE;VALUE=DATE:nil,20260318,\n"),
         "a [20260317] T: 2026-03-17 2026-03-18 Europe/Paris confirmed busy "
         "#0\n"
         "a [20260318] T: 2026-03-18 2026-03-19 Europe/Paris confirmed busy "
         "#0\n"
         "! 7 INTAKE_VALUE_LEFT_OUT RDATE, nil\n"},
        {"a zone's rule that is not yearly",
         CALENDAR("BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\n"
                  "DTSTART:19700101T000000\nTZOFFSETFROM:+0100\n"
                  "TZOFFSETTO:+0100\nRRULE:FREQ=DAILY\nEND:STANDARD\n"
                  "END:VTIMEZONE\n" A(AT("X"))),
         SHOWN_AT("Europe/Paris") "! 9 INTAKE_ZONE_BAD RRULE, FREQ=DAILY\n"
                                  "! 15 INTAKE_ZONE_UNKNOWN X, "
                                  "Europe/Paris\n"},
    };
    CHECK(cases);
}

static void what_is_no_calendar(void **state)
{
    (void)state;
    static const struct intake_case cases[] = {
        {"nothing", "", "error a.ics INTAKE_EMPTY \n"},
        {"blank lines", "\r\n\n", "error a.ics:2 INTAKE_EMPTY \n"},
        {"a page", "<!DOCTYPE html>\n<html>", "error a.ics:1 INTAKE_HTML \n"},
        {"JSON", "{\"error\": 403}", "error a.ics:1 INTAKE_JSON \n"},
        {"contacts", "BEGIN:VCARD\nEND:VCARD\n",
         "error a.ics:1 INTAKE_CARDS \n"},
        {"an archive", "PK\003\004...", "error a.ics:1 INTAKE_ARCHIVE \n"},
        {"a letter", "Bonjour,\n",
         "error a.ics:1 INTAKE_NO_CALENDAR "
         "Bonjour,\n"},
        {"an event alone", EVENT(TEN),
         "error a.ics:1 INTAKE_NO_CALENDAR BEGIN:VEVENT\n"},
        {"cut off", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n" TEN,
         "error a.ics:5 INTAKE_CUT VEVENT\n"},
        {"no end", "BEGIN:VCALENDAR\n" A(TEN),
         "error a.ics:7 INTAKE_CUT VCALENDAR\n"},
        {"crossed", CALENDAR("BEGIN:VEVENT\nEND:VTODO\nEND:VEVENT\n"),
         "error a.ics:4 INTAKE_UNBALANCED VTODO, VEVENT\n"},
        {"one end too many", CALENDAR("") "END:VCALENDAR\n",
         "! 4 INTAKE_STRAY , END:VCALENDAR\n"},
        {"text behind it", CALENDAR(A(TEN)) "<!-- 0.3 s -->\n",
         SHOWN("T") "! 10 INTAKE_STRAY , <!-- 0.3 s -->\n"},
        {"an empty calendar is one", CALENDAR(""), ""},
    };
    CHECK(cases);
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
        cmocka_unit_test(lengths),
        cmocka_unit_test(zones_of_any_name),
        cmocka_unit_test(clocks_that_change),
        cmocka_unit_test(status_and_busy),
        cmocka_unit_test(texts),
        cmocka_unit_test(what_is_left_out),
        cmocka_unit_test(what_is_no_calendar),
    };
    return cmocka_run_group_tests(tests, open_zones, close_zones);
}
