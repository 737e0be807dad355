/* Every check of lint.h: a feed that is well is broken in one place, and that
 * check, at that line, and no other must tell; a change that is almost as bad
 * tells nothing. */
#include "cases.h"
#include <jumelage/lint.h>

#define N "\r\n"

static const char zone[] =
    "BEGIN:VTIMEZONE" N "TZID:Europe/Paris" N "BEGIN:DAYLIGHT" N
    "TZOFFSETFROM:+0100" N "TZOFFSETTO:+0200" N "DTSTART:19700329T020000" N
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" N "END:DAYLIGHT" N
    "BEGIN:STANDARD" N "TZOFFSETFROM:+0200" N "TZOFFSETTO:+0100" N
    "DTSTART:19701025T030000" N "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" N
    "END:STANDARD" N "END:VTIMEZONE" N;

static const char head[] =
    "BEGIN:VCALENDAR" N "VERSION:2.0" N "PRODID:-//Tests//Tests//EN" N
    "CALSCALE:GREGORIAN" N "METHOD:PUBLISH" N "NAME:Tours" N
    "X-WR-CALNAME:Tours" N "DESCRIPTION:Visits" N "X-WR-CALDESC:Visits" N
    "X-WR-TIMEZONE:Europe/Paris" N "COLOR:teal" N
    "X-APPLE-CALENDAR-COLOR:#008080" N "REFRESH-INTERVAL;VALUE=DURATION:PT1H" N
    "X-PUBLISHED-TTL:PT1H" N;

static const char lunch[] =
    "BEGIN:VEVENT" N "UID:lunch" N "SEQUENCE:1" N "DTSTAMP:20230320T164500Z" N
    "CREATED:20230216T080000Z" N "DTSTART;TZID=Europe/Paris:20230505T120000" N
    "DTEND;TZID=Europe/Paris:20230505T140000" N "SUMMARY:Déjeuner\\, accueil" N
    "STATUS:CONFIRMED" N "TRANSP:OPAQUE" N "X-MICROSOFT-CDO-BUSYSTATUS:BUSY" N
    "CATEGORIES:meal,culture" N "GEO:47.390125;0.688700" N
    "DESCRIPTION:Toasts \\; gifts\\n\\nParis\\\\Seoul" N "END:VEVENT" N;

static const char stay[] =
    "BEGIN:VEVENT" N "UID:stay" N "SEQUENCE:0" N "DTSTAMP:20230320T164500Z" N
    "DTSTART;VALUE=DATE:20230505" N "DTEND;VALUE=DATE:20230508" N
    "SUMMARY:[CANCELLED] Stay" N "STATUS:CANCELLED" N "TRANSP:TRANSPARENT" N
    "X-MICROSOFT-CDO-BUSYSTATUS:FREE" N "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE" N
    "END:VEVENT" N;

static const char tail[] = "END:VCALENDAR" N;

static void make_clean(struct jm_text *out)
{
    jm_text_add(out, head);
    jm_text_add(out, zone);
    jm_text_add(out, lunch);
    jm_text_add(out, stay);
    jm_text_add(out, tail);
}

/* The feed with the first `from` replaced; all of it where `from` is NULL. */
static void make_changed(struct jm_text *out, const char *name,
                         const char *from, const char *to)
{
    struct jm_text clean = JM_TEXT_INIT;
    make_clean(&clean);
    const char *start = jm_text_get(&clean);
    const char *found = from ? strstr(start, from) : start;
    CHECK(name, found);
    jm_text_add_bytes(out, start, (size_t)(found - start));
    jm_text_add(out, to);
    jm_text_add(out, from ? found + strlen(from) : "");
    jm_text_clear(&clean);
}

static size_t line_of(const char *name, const struct jm_text *feed,
                      const char *mark)
{
    const char *start = jm_text_get(feed), *found = strstr(start, mark);
    size_t line = 1;
    CHECK(name, found);
    for (const char *at = start; at < found; at++)
        line += *at == '\n';
    return line;
}

static struct jm_lint read_feed(const struct jm_text *feed)
{
    struct jm_lint lint = JM_LINT_INIT;
    assert_int_equal(jm_lint_read(&lint, jm_text_get(feed), feed->length, NULL),
                     JM_OK);
    return lint;
}

static void print_faults(const struct jm_lint *lint)
{
    for (size_t i = 0; i < lint->count; i++)
        print_error("  line %zu: %s (%s, %s)\n", lint->faults[i].line,
                    jm_lint_check(lint->faults[i].id)->id,
                    lint->faults[i].args[0], lint->faults[i].args[1]);
}

/* That check tells, once or more, at that line, and no other does. */
static void check_only(const char *name, const struct jm_text *feed,
                       enum jm_lint_id id, size_t line)
{
    struct jm_lint lint = read_feed(feed);
    bool is_alone = lint.count > 0;
    for (size_t i = 0; i < lint.count; i++)
        is_alone = is_alone && lint.faults[i].id == id;
    if (!is_alone || lint.faults[0].line != line) {
        print_error("case \"%s\" wants %s at line %zu:\n", name,
                    jm_lint_check(id)->id, line);
        print_faults(&lint);
        fail();
    }
    jm_lint_clear(&lint);
}

static void check_well(const char *name, const struct jm_text *feed)
{
    struct jm_lint lint = read_feed(feed);
    if (lint.count) {
        print_error("case \"%s\" should be well:\n", name);
        print_faults(&lint);
        fail();
    }
    jm_lint_clear(&lint);
}

/* Which checks some test has seen to tell. */
static bool seen[JM_LINT_CHECKS];

/* ---- one change each ---- */

#define IN_LUNCH "DESCRIPTION:Toasts"
#define START "DTSTART;TZID=Europe/Paris:20230505T120000"
#define END "DTEND;TZID=Europe/Paris:20230505T140000"
#define DAY "DTSTART;VALUE=DATE:20230505"
#define DAY_END "DTEND;VALUE=DATE:20230508"

/* `bad` tells and `good` does not; the line is that of `mark` in the feed with
 * `bad`, "" for none. A NULL `good` stands for the feed as it is. */
static const struct {
    enum jm_lint_id id;
    const char *from, *bad, *mark, *good;
} cases[] = {
    {JM_LINT_EMPTY, NULL, "", "", NULL},
    {JM_LINT_EMPTY, NULL, " \r\n", "", NULL},
    {JM_LINT_HTML, NULL, " <!DOCTYPE html><p>Log in</p>", "<!", NULL},
    {JM_LINT_NOT_CALENDAR, NULL, "PK\003\004", "PK", NULL},
    {JM_LINT_BOM, "BEGIN:VC",
     "\xef\xbb\xbf"
     "BEGIN:VC",
     "BEGIN", NULL},
    {JM_LINT_BARE_LF, "2.0\r\n", "2.0\n", "2.0", NULL},
    {JM_LINT_BARE_LF, "END:VCALENDAR\r\n", "END:VCALENDAR", "END:VCALENDAR",
     NULL},
    {JM_LINT_LONG_LINE, "NAME:Tours",
     "NAME:12345678901234567890123456789012345678901234567890"
     "123456789012345678901",
     "NAME:1",
     "NAME:12345678901234567890123456789012345678901234567890"
     "12345678901234567890"},
    {JM_LINT_BLANK_LINE, "METHOD", N "METHOD", N "METHOD", NULL},
    {JM_LINT_FOLD_CHARACTER, "Déjeuner", "D\xc3" N " \xa9jeuner", "\xa9",
     "D" N " é" N "\tjeuner"},
    {JM_LINT_FOLD_ESCAPE, "\\, accueil", "\\" N " , accueil", " , acc",
     "\\\\" N " accueil"},
    {JM_LINT_NOT_UTF8, "Déjeuner", "D\xe9jeuner", "D\xe9", "Déjeûner"},
    {JM_LINT_NOT_UTF8, "Déjeuner", "D\xed\xa0\x80jeuner", "D\xed", NULL},
    {JM_LINT_CONTROL, "Déjeuner", "D\001jeuner", "SUMMARY:D", "D\tjeuner"},
    {JM_LINT_CONTROL, "Déjeuner", "D\xc2\x80jeuner", "D\xc2", "D\xc2\xa0je"},
    {JM_LINT_UNREADABLE, "METHOD:PUBLISH", "METHOD:PUBLISH" N "PUBLISH",
     "PUBLISH" N "NAME", "METHOD:PUBLISH" N "X-A:"},
    {JM_LINT_UNREADABLE, IN_LUNCH, "X_A:b" N IN_LUNCH, "X_A",
     "X-A;B=\"c:d\":e" N IN_LUNCH},
    {JM_LINT_UNBALANCED, "BEGIN:VEVENT", "END:VTODO" N "BEGIN:VEVENT",
     "END:VTODO", "BEGIN:X-A" N "END:X-A" N "BEGIN:VEVENT"},
    {JM_LINT_UNCLOSED, "END:VEVENT" N "END:VCALENDAR", "END:VCALENDAR",
     "END:VCALENDAR", "end:vevent" N "END:VCALENDAR"},
    {JM_LINT_UNCLOSED, "END:VCALENDAR" N, "", "END:VEVENT" N "\1", NULL},
    {JM_LINT_AFTER_END, "END:VCALENDAR" N,
     "END:VCALENDAR" N "BEGIN:VCALENDAR" N, "BEGIN:VCALENDAR" N "\1", NULL},

    {JM_LINT_VERSION_MISSING, "VERSION:2.0" N, "", "BEGIN:VCAL",
     "version:2.0" N},
    {JM_LINT_VERSION_OTHER, "VERSION:2.0", "VERSION:1.0", "VERSION", NULL},
    {JM_LINT_PRODID_MISSING, "PRODID:-//Tests//Tests//EN" N, "", "BEGIN:VCAL",
     "PRODID:x" N},
    {JM_LINT_CALSCALE_MISSING, "CALSCALE:GREGORIAN" N, "", "BEGIN:VCAL", NULL},
    {JM_LINT_CALSCALE_OTHER, "GREGORIAN", "DANGI", "CALSCALE", "gregorian"},
    {JM_LINT_METHOD_MISSING, "METHOD:PUBLISH" N, "", "BEGIN:VCAL", NULL},
    {JM_LINT_METHOD_OTHER, "METHOD:PUBLISH", "METHOD:REQUEST", "METHOD",
     "METHOD:Publish"},
    {JM_LINT_TWICE, "VERSION:2.0", "VERSION:2.0" N "VERSION:2.0",
     "VERSION:2.0" N "PRODID", NULL},
    {JM_LINT_TWICE, "UID:lunch", "UID:lunch" N "UID:dinner", "UID:dinner",
     "UID:lunch" N "COMMENT:a" N "COMMENT:b"},
    {JM_LINT_CALNAME_MISSING, "X-WR-CALNAME:Tours" N, "", "BEGIN:VCAL", NULL},
    {JM_LINT_NAME_MISSING, "NAME:Tours" N, "", "BEGIN:VCAL",
     "NAME:Tours" N "NAME;LANGUAGE=ko:투르" N},
    {JM_LINT_CALDESC_MISSING, "X-WR-CALDESC:Visits" N, "", "BEGIN:VCAL", NULL},
    {JM_LINT_CALZONE_MISSING, "X-WR-TIMEZONE:Europe/Paris" N, "", "BEGIN:VCAL",
     NULL},
    {JM_LINT_REFRESH_MISSING, "REFRESH-INTERVAL;VALUE=DURATION:PT1H" N, "",
     "BEGIN:VCAL", NULL},
    {JM_LINT_REFRESH_UNTYPED, "REFRESH-INTERVAL;VALUE=DURATION:",
     "REFRESH-INTERVAL:", "REFRESH-INTERVAL",
     "REFRESH-INTERVAL;X-A=b;value=\"duration\":"},
    {JM_LINT_TTL_MISSING, "X-PUBLISHED-TTL:PT1H" N, "", "BEGIN:VCAL", NULL},
    {JM_LINT_SOURCE, "COLOR:teal", "SOURCE:https://a.fr/f/x" N "COLOR:teal",
     "SOURCE", "URL:https://a.fr/" N "COLOR:teal"},
    {JM_LINT_COLOR_OTHER, "COLOR:teal", "COLOR:#008080", "COLOR", "COLOR:Teal"},
    {JM_LINT_COLOR_OTHER, IN_LUNCH, "COLOR:bluish" N IN_LUNCH, "COLOR:bluish",
     "COLOR:yellowgreen" N IN_LUNCH},
    {JM_LINT_COLOR_HEX, "#008080", "teal", "X-APPLE", "#008080FF"},
    {JM_LINT_COLOR_HEX, "#008080", "#00808G", "X-APPLE", "#abcdef"},
    {JM_LINT_NEW_COMPONENT, "END:VEVENT",
     "BEGIN:VLOCATION" N "UID:x" N "END:VLOCATION" N "END:VEVENT", "BEGIN:VLOC",
     "BEGIN:X-PLACE" N "UID:x" N "END:X-PLACE" N "END:VEVENT"},
    {JM_LINT_OTHER_COMPONENT, "BEGIN:VEVENT",
     "BEGIN:VTODO" N "UID:x" N "END:VTODO" N "BEGIN:VEVENT", "BEGIN:VTODO",
     NULL},

    {JM_LINT_ZONE_MISSING, START, "DTSTART;TZID=Asia/Seoul:20230505T120000",
     "DTSTART;TZID=Asia", "DTSTART:20230505T100000Z"},
    {JM_LINT_ZONE_UNUSED, "BEGIN:VEVENT",
     "BEGIN:VTIMEZONE" N "TZID:Asia/Seoul" N "BEGIN:STANDARD" N
     "TZOFFSETFROM:+0900" N "TZOFFSETTO:+0900" N "DTSTART:19700101T000000" N
     "END:STANDARD" N "END:VTIMEZONE" N "BEGIN:VEVENT",
     "TZID:Asia/Seoul",
     "BEGIN:VTIMEZONE" N "TZID:Asia/Seoul" N "BEGIN:STANDARD" N
     "TZOFFSETFROM:+0900" N "TZOFFSETTO:+0900" N "DTSTART:19700101T000000" N
     "END:STANDARD" N "END:VTIMEZONE" N "BEGIN:VEVENT" N
     "RDATE;TZID=Asia/Seoul:20230505T120000"},
    {JM_LINT_ZONE_TWICE, "BEGIN:VEVENT",
     "BEGIN:VTIMEZONE" N "TZID:Europe/Paris" N "BEGIN:STANDARD" N
     "TZOFFSETFROM:+0100" N "TZOFFSETTO:+0100" N "DTSTART:19700101T000000" N
     "END:STANDARD" N "END:VTIMEZONE" N "BEGIN:VEVENT",
     "TZID:Europe/Paris" N "BEGIN:STANDARD", NULL},
    {JM_LINT_ZONE_UNNAMED, "BEGIN:VEVENT",
     "BEGIN:VTIMEZONE" N "END:VTIMEZONE" N "BEGIN:VEVENT",
     "BEGIN:VTIMEZONE" N "END", NULL},
    {JM_LINT_ZONE_EMPTY, "BEGIN:VEVENT",
     "BEGIN:VTIMEZONE" N "TZID:Asia/Seoul" N "END:VTIMEZONE" N "BEGIN:VEVENT" N
     "RDATE;TZID=Asia/Seoul:20230505T120000",
     "BEGIN:VTIMEZONE" N "TZID:Asia", NULL},
    {JM_LINT_ZONE_RDATE, "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
     "RDATE:19710328T020000", "RDATE", NULL},
    {JM_LINT_ZONE_RULE, "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=SECONDLY",
     "RRULE", "FREQ=YEARLY;INTERVAL=2"},
    {JM_LINT_ZONE_OFFSET, "TZOFFSETFROM:+0100", "TZOFFSETFROM:+000921",
     "TZOFFSETFROM", "TZOFFSETFROM:-043000"},
    {JM_LINT_OFFSET_UNREAL, "TZOFFSETFROM:+0100", "TZOFFSETFROM:+1",
     "TZOFFSETFROM", NULL},
    {JM_LINT_OFFSET_UNREAL, "TZOFFSETFROM:+0100", "TZOFFSETFROM:0100",
     "TZOFFSETFROM", NULL},
    {JM_LINT_OFFSET_UNREAL, "TZOFFSETFROM:+0100" N, "", "BEGIN:DAYLIGHT", NULL},
    {JM_LINT_ZONE_PATH, START, "DTSTART;TZID=../../etc/passwd:20230505T120000",
     "DTSTART;TZID=..", NULL},

    {JM_LINT_FLOATING, IN_LUNCH, "EXDATE:20230506T120000" N IN_LUNCH, "EXDATE",
     "EXDATE:20230506T120000Z" N IN_LUNCH},
    {JM_LINT_DATE_UNREAL, START, "DTSTART;TZID=Europe/Paris:20230230T120000",
     "20230230", "DTSTART;TZID=Europe/Paris:20230505T115960"},
    {JM_LINT_DATE_UNREAL, START, "DTSTART;TZID=Europe/Paris:20230505T240000",
     "T240000", "DTSTART;TZID=Europe/Paris:20230505T000000"},
    {JM_LINT_DATE_UNREAL, "CREATED:20230216T080000Z", "CREATED:2023-02-16",
     "CREATED", NULL},
    {JM_LINT_DATE_UNTYPED, DAY, "DTSTART:20230505", "DTSTART:20230505", NULL},
    {JM_LINT_DATE_UNTYPED, START,
     "DTSTART;VALUE=DATE;TZID=Europe/Paris:20230505T120000", "DTSTART;VALUE",
     "DTSTART;VALUE=DATE-TIME;TZID=Europe/Paris:20230505T120000"},
    {JM_LINT_TZID_NEEDLESS, END, "DTEND;TZID=Europe/Paris:20230505T140000Z",
     "DTEND;TZID", "DTEND:20230505T140000Z"},
    {JM_LINT_DURATION_UNREAL, END, "DURATION:2H", "DURATION:2H",
     "DURATION:PT2H"},
    {JM_LINT_DURATION_UNREAL, END, "DURATION:PT1M2H", "DURATION:PT1M",
     "DURATION:PT1H2M"},
    {JM_LINT_DURATION_UNREAL, END, "DURATION:P1H", "DURATION:P1H",
     "DURATION:P0DT1H"},
    {JM_LINT_DURATION_UNREAL, "TTL:PT1H", "TTL:1 hour", "TTL:1", "TTL:P1W"},
    {JM_LINT_DURATION_UNREAL, END, "DURATION:P1DT", "DURATION:P1DT",
     "DURATION:P1D"},
    {JM_LINT_START_MISSING, START N, "", "BEGIN:VEVENT", NULL},
    {JM_LINT_START_MISSING, "DTSTART:19700329T020000" N, "", "BEGIN:DAYLIGHT",
     NULL},
    {JM_LINT_END_MISSING, DAY_END N, "", DAY, "DURATION:P3D" N},
    {JM_LINT_END_EARLY, DAY_END, "DTEND;VALUE=DATE:20230505",
     "DTEND;VALUE=DATE", "DTEND;VALUE=DATE:20230506"},
    {JM_LINT_END_EARLY, END, "DTEND;TZID=Europe/Paris:20230505T120000",
     "DTEND;TZID", "DTEND;TZID=Europe/Paris:20230505T120001"},
    {JM_LINT_END_EARLY, END, "DTEND:20230504T100000Z",
     "DTEND:", "DTEND:20230505T110000Z"},
    {JM_LINT_END_TWICE, END, END N "DURATION:PT2H", "DURATION:PT2H", NULL},
    {JM_LINT_END_OTHER_TYPE, END, "DTEND;VALUE=DATE:20230506", "DTEND;VALUE",
     NULL},
    {JM_LINT_ALL_DAY_UNMARKED, "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE" N, "", DAY,
     "X-MICROSOFT-CDO-ALLDAYEVENT:true" N},

    {JM_LINT_UID_MISSING, "UID:lunch" N, "", "BEGIN:VEVENT", "UID:l" N},
    {JM_LINT_UID_MISSING, "UID:lunch", "UID:", "BEGIN:VEVENT", NULL},
    {JM_LINT_UID_TWICE, "UID:stay", "UID:lunch", "UID:lunch" N "SEQUENCE:0",
     "UID:Lunch"},
    {JM_LINT_STAMP_MISSING, "DTSTAMP:20230320T164500Z" N, "", "BEGIN:VEVENT",
     NULL},
    {JM_LINT_STAMP_LOCAL, "DTSTAMP:20230320T164500Z", "DTSTAMP:20230320T164500",
     "DTSTAMP", NULL},
    {JM_LINT_STAMP_LOCAL, "CREATED:20230216T080000Z", "CREATED:20230216T080000",
     "CREATED", NULL},
    {JM_LINT_SUMMARY_MISSING, "SUMMARY:Déjeuner\\, accueil" N, "",
     "BEGIN:VEVENT", NULL},
    {JM_LINT_SEQUENCE_MISSING, "SEQUENCE:1" N, "", "BEGIN:VEVENT", NULL},
    {JM_LINT_SEQUENCE_OTHER, "SEQUENCE:1", "SEQUENCE:-1", "SEQUENCE",
     "SEQUENCE:17"},
    {JM_LINT_STATUS_OTHER, "STATUS:CONFIRMED", "STATUS:COMPLETED", "STATUS",
     "STATUS:TENTATIVE"},
    {JM_LINT_CANCELLED_UNMARKED, "[CANCELLED] Stay", "Stay", "STATUS:CANC",
     "[취소] Stay"},
    {JM_LINT_CANCELLED_UNMARKED, "[CANCELLED] Stay", "Stay", "STATUS:CANC",
     "[Annulé] Stay"},
    {JM_LINT_CANCELLED_BUSY,
     "TRANSP:TRANSPARENT" N "X-MICROSOFT-CDO-BUSYSTATUS:FREE" N,
     "TRANSP:OPAQUE" N, "STATUS:CANC", "TRANSP:TRANSPARENT" N},
    {JM_LINT_TRANSP_OTHER, "TRANSP:OPAQUE", "TRANSP:BUSY", "TRANSP",
     "TRANSP:opaque"},
    {JM_LINT_BUSY_OTHER, "BUSYSTATUS:BUSY", "BUSYSTATUS:OPAQUE", "X-MICROSOFT",
     "BUSYSTATUS:OOF"},
    {JM_LINT_BUSY_CONTRADICTED, "BUSYSTATUS:BUSY", "BUSYSTATUS:FREE",
     "X-MICROSOFT", "BUSYSTATUS:TENTATIVE"},
    {JM_LINT_BUSY_CONTRADICTED, "BUSYSTATUS:FREE", "BUSYSTATUS:BUSY",
     "X-MICROSOFT-CDO-BUSYSTATUS:BUSY" N "X-", NULL},
    {JM_LINT_BUSY_LONG, END, "DTEND;TZID=Europe/Paris:20230506T120001",
     "BEGIN:VEVENT", "DTEND;TZID=Europe/Paris:20230506T120000"},
    {JM_LINT_BUSY_LONG, END, "DURATION:PT25H", "BEGIN:VEVENT", "DURATION:P1D"},
    {JM_LINT_ALARM, "END:VEVENT",
     "BEGIN:VALARM" N "TRIGGER:-PT5M" N "ACTION:AUDIO" N "ATTACH:a" N
     "END:VALARM" N "END:VEVENT",
     "BEGIN:VALARM", NULL},
    {JM_LINT_ATTACH, IN_LUNCH, "ATTACH:https://a.fr/a.pdf" N IN_LUNCH, "ATTACH",
     "X-ATTACH:https://a.fr/a.pdf" N IN_LUNCH},
    {JM_LINT_PEOPLE, IN_LUNCH, "ATTENDEE:mailto:a@b.fr" N IN_LUNCH, "ATTENDEE",
     "CONTACT:a@b.fr" N IN_LUNCH},
    {JM_LINT_PEOPLE, IN_LUNCH, "ORGANIZER:mailto:a@b.fr" N IN_LUNCH,
     "ORGANIZER", NULL},
    {JM_LINT_CLASS, IN_LUNCH, "CLASS:PRIVATE" N IN_LUNCH, "CLASS",
     "CLASS:PUBLIC" N IN_LUNCH},
    {JM_LINT_GEO_UNREAL, "47.390125;0", "91;0", "GEO", "90;0"},
    {JM_LINT_GEO_UNREAL, "47.390125;0", "47.390125,0", "GEO", "-47;-0"},
    {JM_LINT_ESCAPE_MISSING, "\\, accueil", ", accueil", "SUMMARY", NULL},
    {JM_LINT_ESCAPE_MISSING, "meal,culture", "meal;culture", "CATEGORIES",
     "meal\\;culture"},
    {JM_LINT_ESCAPE_UNKNOWN, "\\, accueil", "\\t accueil", "SUMMARY",
     "\\N accueil"},
    {JM_LINT_ESCAPE_UNKNOWN, "Paris\\\\Seoul", "Paris\\", "DESCRIPTION:Toasts",
     "Paris\\\\"},
    {JM_LINT_REQUEST_STATUS, IN_LUNCH, "REQUEST-STATUS:2.0;OK" N IN_LUNCH,
     "REQUEST", NULL},
    {JM_LINT_OVERRIDE, "UID:stay",
     "UID:lunch" N "RECURRENCE-ID:20230512T100000Z", "RECURRENCE", NULL},
    {JM_LINT_OVERRIDE_ALONE, "UID:stay",
     "UID:stay" N "RECURRENCE-ID:20230512T100000Z", "RECURRENCE", NULL},
    {JM_LINT_RULE_UNREAL, IN_LUNCH, "RRULE:FREQ=DAYLY" N IN_LUNCH,
     "RRULE:FREQ"
     "=DAYLY",
     "RRULE:FREQ=DAILY" N IN_LUNCH},
    {JM_LINT_RULE_UNREAL, IN_LUNCH,
     "RRULE:FREQ=DAILY;COUNT=2;UNTIL=20230601" N IN_LUNCH, "RRULE:FREQ=DAILY",
     "RRULE:FREQ=DAILY;UNTIL=20230601T000000Z" N IN_LUNCH},
    {JM_LINT_RULE_UNREAL, IN_LUNCH, "RRULE:FREQ=DAILY;COUNT=0" N IN_LUNCH,
     "RRULE:FREQ=DAILY", "RRULE:COUNT=1;FREQ=DAILY" N IN_LUNCH},
    {JM_LINT_RULE_UNREAL, IN_LUNCH, "RRULE:FREQ=DAILY;BYEASTER=1" N IN_LUNCH,
     "RRULE:FREQ=DAILY", "RRULE:FREQ=DAILY;INTERVAL=3;WKST=SU" N IN_LUNCH},
    {JM_LINT_RULE_FAST, IN_LUNCH, "RRULE:FREQ=MINUTELY" N IN_LUNCH,
     "RRULE:FREQ=MIN", "RRULE:FREQ=HOURLY" N IN_LUNCH},
    {JM_LINT_RULE_FAST, IN_LUNCH, "RRULE:FREQ=HOURLY;BYMONTH=2" N IN_LUNCH,
     "RRULE:FREQ=HOURLY", "RRULE:FREQ=HOURLY;BYDAY=MO" N IN_LUNCH},
    {JM_LINT_RSCALE, IN_LUNCH, "RRULE:RSCALE=DANGI;FREQ=YEARLY" N IN_LUNCH,
     "RRULE:RSCALE", "RRULE:FREQ=YEARLY" N IN_LUNCH},
    {JM_LINT_EXRULE, IN_LUNCH, "EXRULE:FREQ=DAILY" N IN_LUNCH, "EXRULE", NULL},
    {JM_LINT_RDATE_PERIOD, IN_LUNCH,
     "RDATE;VALUE=PERIOD:20230506T100000Z/PT2H" N IN_LUNCH, "RDATE",
     "RDATE:20230506T100000Z,20230507T100000Z" N IN_LUNCH},
};

/* "...\1": the last line of the feed, whatever comes after it. */
static size_t wanted_line(size_t i, const struct jm_text *feed)
{
    const char *name = jm_lint_check(cases[i].id)->id, *mark = cases[i].mark;
    size_t length = strlen(mark), lines = 0;
    if (!length)
        return 0;
    if (mark[length - 1] != '\1')
        return line_of(name, feed, mark) + (mark[0] == '\n');
    for (const char *at = jm_text_get(feed); *at; at++)
        lines += *at == '\n';
    return lines;
}

static void one_change_tells_one_fault(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *name = jm_lint_check(cases[i].id)->id;
        struct jm_text bad = JM_TEXT_INIT, good = JM_TEXT_INIT;
        make_changed(&bad, name, cases[i].from, cases[i].bad);
        check_only(name, &bad, cases[i].id, wanted_line(i, &bad));
        if (cases[i].good) {
            make_changed(&good, name, cases[i].from, cases[i].good);
            check_well(name, &good);
        }
        seen[cases[i].id] = true;
        jm_text_clear(&bad);
        jm_text_clear(&good);
    }
}

/* ---- zones by another name ---- */

static void make_renamed(struct jm_text *out, const char *name)
{
    static const char old[] = "Europe/Paris";
    struct jm_text clean = JM_TEXT_INIT;
    make_clean(&clean);
    const char *at = jm_text_get(&clean);
    for (const char *found; (found = strstr(at, old)) != NULL;) {
        jm_text_add_bytes(out, at, (size_t)(found - at));
        jm_text_add(out, name);
        at = found + strlen(old);
    }
    jm_text_add(out, at);
    jm_text_clear(&clean);
}

static void names_of_zones_are_judged(void **state)
{
    static const struct {
        const char *name;
        enum jm_lint_id id; /* JM_LINT_CHECKS: none */
    } names[] = {
        {"/freeassociation.sourceforge.net/Europe/Paris", JM_LINT_ZONE_PREFIX},
        {"America/Argentina/Buenos_Aires", JM_LINT_CHECKS},
        {"Romance Standard Time", JM_LINT_ZONE_NAME},
        {"UTC", JM_LINT_CHECKS},
        {"a/../../etc/passwd", JM_LINT_ZONE_PATH},
        {"Etc/GMT.", JM_LINT_CHECKS},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        struct jm_text feed = JM_TEXT_INIT;
        make_renamed(&feed, names[i].name);
        if (names[i].id == JM_LINT_CHECKS) {
            check_well(names[i].name, &feed);
        } else {
            check_only(names[i].name, &feed, names[i].id,
                       line_of(names[i].name, &feed, "TZID:"));
            seen[names[i].id] = true;
        }
        jm_text_clear(&feed);
    }
}

/* ---- as much as there may be, and one more ---- */

/* `count` events; each as long as a line may be times `padding`. */
static void make_events(struct jm_text *out, int count, int padding)
{
    jm_text_add(out, head);
    for (int i = 0; i < count; i++) {
        jm_text_addf(out,
                     "BEGIN:VEVENT" N "UID:%d" N "SEQUENCE:0" N
                     "DTSTAMP:20230320T164500Z" N "DTSTART:20230505T100000Z" N
                     "SUMMARY:a" N,
                     i);
        for (int line = 0; line < padding; line++) {
            jm_text_add(out, "X-A:");
            jm_text_add_repeat(out, 'b', 71);
            jm_text_add(out, N);
        }
        jm_text_add(out, "END:VEVENT" N);
    }
    jm_text_add(out, tail);
}

static void make_nested(struct jm_text *out, int depth, int padding)
{
    struct jm_text nest = JM_TEXT_INIT;
    (void)padding;
    for (int i = 2; i < depth; i++)
        jm_text_add(&nest, "BEGIN:X-A" N);
    for (int i = 2; i < depth; i++)
        jm_text_add(&nest, "END:X-A" N);
    jm_text_add(&nest, "END:VEVENT");
    make_changed(out, "nested", "END:VEVENT", jm_text_get(&nest));
    jm_text_clear(&nest);
}

static void make_dates(struct jm_text *out, int count, int padding)
{
    struct jm_text dates = JM_TEXT_INIT;
    (void)padding;
    jm_text_add(&dates, "EXDATE:20230505T100000Z");
    for (int i = 1; i < count; i++)
        jm_text_add(&dates, "," N " 20230505T100000Z");
    jm_text_add(&dates, N "END:VEVENT");
    make_changed(out, "dates", "END:VEVENT", jm_text_get(&dates));
    jm_text_clear(&dates);
}

static void sizes_are_judged(void **state)
{
    static const struct {
        enum jm_lint_id id;
        void (*make)(struct jm_text *, int, int);
        int good, bad, padding;
        const char *mark;
    } sizes[] = {
        {JM_LINT_NO_EVENT, make_events, 1, 0, 0, ""},
        {JM_LINT_MANY_EVENTS, make_events, 1000, 1001, 0, ""},
        {JM_LINT_TOO_BIG, make_events, 800, 900, 12, ""},
        {JM_LINT_TOO_DEEP, make_nested, 8, 9, 0, "BEGIN:X-A"},
        {JM_LINT_LONG_LIST, make_dates, 500, 501, 0, "EXDATE"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        const char *name = jm_lint_check(sizes[i].id)->id;
        struct jm_text good = JM_TEXT_INIT, bad = JM_TEXT_INIT;
        sizes[i].make(&good, sizes[i].good, sizes[i].padding);
        sizes[i].make(&bad, sizes[i].bad, sizes[i].padding);
        check_well(name, &good);
        size_t line = *sizes[i].mark ? line_of(name, &bad, sizes[i].mark) : 0;
        /* The sixth of those that are nested in VCALENDAR and VEVENT. */
        check_only(name, &bad, sizes[i].id,
                   line + (sizes[i].id == JM_LINT_TOO_DEEP ? 6 : 0));
        seen[sizes[i].id] = true;
        jm_text_clear(&good);
        jm_text_clear(&bad);
    }
}

/* 300,000 levels take no memory and no stack. */
static void depth_has_no_end(void **state)
{
    struct jm_text feed = JM_TEXT_INIT;
    (void)state;
    make_nested(&feed, 300000, 0);
    struct jm_lint lint = read_feed(&feed);
    assert_int_equal(lint.count, 2);
    assert_int_equal(lint.found[JM_LINT_TOO_DEEP], 1);
    assert_int_equal(lint.found[JM_LINT_TOO_BIG], 1);
    assert_int_equal(lint.events, 2);
    jm_lint_clear(&lint);
    jm_text_clear(&feed);
}

/* ---- the whole ---- */

/* What a server answers is tested in tests/clients/. */
static void every_check_was_seen(void **state)
{
    (void)state;
    for (int id = 0; id < JM_LINT_CHECKS; id++) {
        const char *name = jm_lint_check((enum jm_lint_id)id)->id;
        CHECK(name, seen[id] != (strncmp(name, "http-", 5) == 0));
    }
}

static void our_own_feeds_are_well(void **state)
{
    static const char *const names[] = {
        "feed-delegation-en.ics", "feed-empty-fr.ics", "feed-narrowed-fr.ics",
        "feed-public-ko.ics",     "feed-tours-fr.ics",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        struct jm_text path = JM_TEXT_INIT, feed = JM_TEXT_INIT;
        char bytes[4096];
        jm_text_addf(&path, JM_TESTS_DIR "/golden/%s", names[i]);
        FILE *file = fopen(jm_text_get(&path), "rb");
        CHECK(names[i], file);
        for (size_t got; (got = fread(bytes, 1, sizeof bytes, file)) > 0;)
            jm_text_add_bytes(&feed, bytes, got);
        fclose(file);
        check_well(names[i], &feed);
        jm_text_clear(&path);
        jm_text_clear(&feed);
    }
}

static void few_of_many_are_kept(void **state)
{
    struct jm_text feed = JM_TEXT_INIT;
    (void)state;
    jm_text_add(&feed, head);
    jm_text_add(&feed, lunch);
    for (int i = 0; i < 1000; i++)
        jm_text_add(&feed, "\n");
    jm_text_add(&feed, tail);
    struct jm_lint lint = read_feed(&feed);
    assert_int_equal(lint.found[JM_LINT_BARE_LF], 1000);
    assert_int_equal(lint.found[JM_LINT_BLANK_LINE], 1000);
    assert_int_equal(jm_lint_count(&lint, JM_LINT_WARNING), 1000);
    assert_int_equal(jm_lint_count(&lint, JM_LINT_REMARK), 1000);
    assert_int_equal(lint.count, 2 * JM_LINT_KEPT + 1);
    for (size_t i = 1; i < lint.count; i++)
        assert_true(lint.faults[i - 1].line <= lint.faults[i].line);
    jm_lint_clear(&lint);
    jm_text_clear(&feed);
}

/* Whatever the bytes, arguments are clean text (the sanitizers watch the
 * rest). */
static void anything_can_be_read(void **state)
{
    static const char odd[] = "\0\r\n ;:\\,\"=\xc3\xa9\xff"
                              "Z09BEGINEND";
    uint64_t seed = test_seed(20231120);
    (void)state;
    for (int round = 0; round < 3000; round++) {
        struct jm_text feed = JM_TEXT_INIT;
        make_clean(&feed);
        for (uint32_t i = test_below(&seed, 12); i > 0; i--)
            feed.bytes[test_below(&seed, (uint32_t)feed.length)] =
                odd[test_below(&seed, sizeof odd - 1)];
        if (round % 3 == 0)
            feed.length = test_below(&seed, (uint32_t)feed.length);
        struct jm_lint lint = read_feed(&feed);
        for (size_t i = 0; i < lint.count; i++)
            for (int arg = 0; arg < JM_LINT_ARGS; arg++)
                assert_true(jm_text_is_clean(lint.faults[i].args[arg],
                                             strlen(lint.faults[i].args[arg])));
        jm_lint_clear(&lint);
        jm_text_clear(&feed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_change_tells_one_fault),
        cmocka_unit_test(names_of_zones_are_judged),
        cmocka_unit_test(sizes_are_judged),
        cmocka_unit_test(depth_has_no_end),
        cmocka_unit_test(every_check_was_seen),
        cmocka_unit_test(our_own_feeds_are_well),
        cmocka_unit_test(few_of_many_are_kept),
        cmocka_unit_test(anything_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
