/* Events that repeat: what is in a series, what is left out of it, what stands
 * for one of it. By hand, then at random against an expansion that looks at
 * every day. */
#include "intake_show.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define CALENDAR(lines) "BEGIN:VCALENDAR\nVERSION:2.0\n" lines "END:VCALENDAR\n"
#define A(lines) "BEGIN:VEVENT\nUID:a\n" lines "END:VEVENT\n"
#define PARIS ";TZID=Europe/Paris:"
/* Mondays at nine for half an hour. */
#define MONDAYS "SUMMARY:T\nDTSTART" PARIS "20260105T090000\nDURATION:PT30M\n"
#define NINE(day, utc)                                                         \
    "a [" utc "] T: " day "T09:00 " day                                        \
    "T09:30 Europe/Paris confirmed busy #0\n"
#define JAN_5 NINE("2026-01-05", "20260105T080000Z")
#define JAN_12 NINE("2026-01-12", "20260112T080000Z")
#define JAN_19 NINE("2026-01-19", "20260119T080000Z")
#define DAY(day, name)                                                         \
    "a [" name "] T: 2026-" day " Europe/Paris confirmed busy #0\n"

static struct jm_zones *zones;

static void series_by_hand(void **state)
{
    (void)state;
    static const struct {
        const char *name, *calendar, *wanted;
    } cases[] = {
        {"a rule", CALENDAR(A(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=3\n")),
         JAN_5 JAN_12 JAN_19},
        {"until an instant",
         CALENDAR(A(MONDAYS "RRULE:FREQ=WEEKLY;UNTIL=20260112T080000Z\n")),
         JAN_5 JAN_12},
        {"until a second before",
         CALENDAR(A(MONDAYS "RRULE:FREQ=WEEKLY;UNTIL=20260112T075959Z\n")),
         JAN_5},
        {"until a wall time",
         CALENDAR(A(MONDAYS "RRULE:FREQ=WEEKLY;UNTIL=20260112T090000\n")),
         JAN_5 JAN_12},
        {"until a day, all of it",
         CALENDAR(A(MONDAYS "RRULE:FREQ=WEEKLY;UNTIL=20260112\n")),
         JAN_5 JAN_12},
        {"an EXDATE in UTC, one by a day, one without a zone",
         CALENDAR(A(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=4\n"
                            "EXDATE:20260112T080000Z\n"
                            "EXDATE;VALUE=DATE:20260119\n"
                            "EXDATE:20260126T090000\n")),
         JAN_5},
        {"dates without a zone are of the zone of DTSTART",
         CALENDAR(A("SUMMARY:T\nDTSTART;TZID=Asia/Seoul:20260105T090000\n"
                    "RRULE:FREQ=WEEKLY;COUNT=2\nRDATE:20260106T090000\n"
                    "EXDATE:20260112T090000\n")
                      A("SUMMARY:Moved\nRECURRENCE-ID:20260106T090000\n"
                        "DTSTART:20260107T000000Z\n")),
         "a [20260105T000000Z] T: 2026-01-05T09:00 2026-01-05T09:00 "
         "Asia/Seoul confirmed busy #0\n"
         "a [20260106T000000Z] Moved: 2026-01-07T00:00 2026-01-07T00:00 UTC "
         "confirmed busy #0\n"},
        {"an EXDATE of the first",
         CALENDAR(A(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=2\n"
                            "EXDATE" PARIS "20260105T090000\n")),
         JAN_12},
        {"an EXRULE (libical: wrong)",
         CALENDAR(A(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=3\n"
                            "EXRULE:FREQ=WEEKLY;INTERVAL=2\n")),
         JAN_12},
        {"RDATEs, one of them twice (libical: twice)",
         CALENDAR(A(MONDAYS "RDATE:20260112T080000Z,20260112T080000Z\n"
                            "RDATE" PARIS "20260119T090000\n")),
         JAN_5 JAN_12 JAN_19},
        {"an RDATE that the rule makes too",
         CALENDAR(A(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=2\n"
                            "RDATE:20260112T080000Z\n")),
         JAN_5 JAN_12},
        {"an RDATE by a day",
         CALENDAR(A(MONDAYS "RDATE;VALUE=DATE:20260112\n")), JAN_5 JAN_12},
        {"RDATE;VALUE=PERIOD (libical: ignored)",
         CALENDAR(A(MONDAYS "RDATE;VALUE=PERIOD:20260105T080000Z/PT2H,"
                            "20260112T080000Z/20260112T083000Z\n")),
         "a [20260105T080000Z] T: 2026-01-05T08:00 2026-01-05T10:00 UTC "
         "confirmed busy #0\n"
         "a [20260112T080000Z] T: 2026-01-12T08:00 2026-01-12T08:30 UTC "
         "confirmed busy #0\n"},
        {"a DTSTART outside its rule (libical: not given)",
         CALENDAR(A("SUMMARY:T\nDTSTART" PARIS "20260105T090000\n"
                    "DURATION:PT30M\nRRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2\n")),
         JAN_5 NINE("2026-01-06", "20260106T080000Z")},
        {"days",
         CALENDAR(A("SUMMARY:T\nDTSTART;VALUE=DATE:20260309\n"
                    "RRULE:FREQ=DAILY;COUNT=4\n"
                    "EXDATE:20260310T120000\n"
                    "EXDATE:20260310T230000Z\n")),
         DAY("03-09 2026-03-10", "20260309")
             DAY("03-12 2026-03-13", "20260312")},
        {"moved (libical: ignored)",
         CALENDAR(A(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=3\n")
                      A("RECURRENCE-ID:20260112T080000Z\nSUMMARY:Moved\n"
                        "DTSTART:20260114T100000Z\nDTEND:20260114T110000Z\n")),
         JAN_5 "a [20260112T080000Z] Moved: 2026-01-14T10:00 2026-01-14T11:00 "
               "UTC confirmed busy #0\n" JAN_19},
        {"moved, told by its day",
         CALENDAR(A("RECURRENCE-ID;VALUE=DATE:20260112\nSUMMARY:Moved\n"
                    "DTSTART:20260114T100000Z\nDTEND:20260114T110000Z\n")
                      A(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=3\n")),
         JAN_5 "a [20260112T080000Z] Moved: 2026-01-14T10:00 2026-01-14T11:00 "
               "UTC confirmed busy #0\n" JAN_19},
        {"moved twice: the later version",
         CALENDAR(A(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=2\n")
                      A("RECURRENCE-ID:20260112T080000Z\nSUMMARY:Second\n"
                        "SEQUENCE:2\nDTSTART:20260114T100000Z\n")
                          A("RECURRENCE-ID:20260112T080000Z\nSUMMARY:First\n"
                            "SEQUENCE:1\nDTSTART:20260113T100000Z\n")),
         JAN_5 "a [20260112T080000Z] Second: 2026-01-14T10:00 "
               "2026-01-14T10:00 UTC confirmed busy #2\n"},
        {"one of it cancelled",
         CALENDAR(A(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=2\n")
                      A("RECURRENCE-ID:20260112T080000Z\nSUMMARY:T\n"
                        "STATUS:CANCELLED\nDTSTART:20260112T080000Z\n")),
         JAN_5 "a [20260112T080000Z] T: 2026-01-12T08:00 2026-01-12T08:00 UTC "
               "cancelled free #0\n"},
        {"all of it cancelled",
         CALENDAR(A(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=1\nSTATUS:CANCELLED\n")
                      A("RECURRENCE-ID:20260112T080000Z\nSUMMARY:T\n"
                        "DTSTART:20260112T080000Z\n")),
         "a [20260105T080000Z] T: 2026-01-05T09:00 2026-01-05T09:30 "
         "Europe/Paris cancelled free #0\n"
         "a [20260112T080000Z] T: 2026-01-12T08:00 2026-01-12T08:00 UTC "
         "cancelled free #0\n"},
        {"out of the window, moved into it; in it, moved out",
         CALENDAR(A("SUMMARY:T\nDTSTART:20251229T080000Z\n"
                    "RRULE:FREQ=WEEKLY;COUNT=2\n")
                      A("RECURRENCE-ID:20251229T080000Z\nSUMMARY:In\n"
                        "DTSTART:20260102T080000Z\n")
                          A("RECURRENCE-ID:20260105T080000Z\nSUMMARY:Out\n"
                            "DTSTART:20251230T080000Z\n")),
         "a [20251229T080000Z] In: 2026-01-02T08:00 2026-01-02T08:00 UTC "
         "confirmed busy #0\n"},
        {"nobody's stand-ins are events (Google's busy calendars)",
         CALENDAR(A("RECURRENCE-ID:20260112T080000Z\nSUMMARY:Busy\n"
                    "DTSTART:20260112T080000Z\nDURATION:PT1H\n")
                      A("RECURRENCE-ID;VALUE=DATE:20260112\nSUMMARY:Day\n"
                        "DTSTART;VALUE=DATE:20260112\n")),
         "a [20260112] Day: 2026-01-12 2026-01-13 Europe/Paris confirmed busy "
         "#0\n"
         "a [20260112T080000Z] Busy: 2026-01-12T08:00 2026-01-12T09:00 UTC "
         "confirmed busy #0\n"},
        {"this and all future ones, moved",
         CALENDAR(A(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=3\n")
                      A("RECURRENCE-ID;RANGE=THISANDFUTURE:20260112T080000Z\n"
                        "SUMMARY:Later\nDTSTART" PARIS "20260113T140000\n"
                        "DURATION:PT1H\n")),
         JAN_5 "a [20260112T080000Z] Later: 2026-01-13T14:00 2026-01-13T15:00 "
               "Europe/Paris confirmed busy #0\n"
               "a [20260119T080000Z] Later: 2026-01-20T14:00 2026-01-20T15:00 "
               "Europe/Paris confirmed busy #0\n"},
        {"two versions: SEQUENCE tells",
         CALENDAR(A("SUMMARY:New\nSEQUENCE:2\nDTSTART:20260105T080000Z\n")
                      A("SUMMARY:Old\nSEQUENCE:1\nDTSTART:20260106T080000Z\n"
                        "LAST-MODIFIED:20260301T000000Z\n")),
         "a [] New: 2026-01-05T08:00 2026-01-05T08:00 UTC confirmed busy "
         "#2\n"},
        {"two versions: the later change tells",
         CALENDAR(A("SUMMARY:New\nLAST-MODIFIED:20260302T000000Z\n"
                    "DTSTAMP:20250101T000000Z\nDTSTART:20260105T080000Z\n")
                      A("SUMMARY:Old\nDTSTART:20260106T080000Z\n"
                        "DTSTAMP:20260301T000000Z\n")),
         "a [] New: 2026-01-05T08:00 2026-01-05T08:00 UTC confirmed busy "
         "#0\n"},
        {"two versions: the later in the file, across calendars",
         CALENDAR(A("SUMMARY:Old\nDTSTART:20260106T080000Z\n"))
             CALENDAR(A("SUMMARY:New\nDTSTART:20260105T080000Z\n")),
         "a [] New: 2026-01-05T08:00 2026-01-05T08:00 UTC confirmed busy "
         "#0\n"},
        {"a single one with a stand-in",
         CALENDAR(A("SUMMARY:T\nDTSTART:20260105T080000Z\n")
                      A("RECURRENCE-ID:20260105T080000Z\nSUMMARY:Moved\n"
                        "DTSTART:20260106T080000Z\n")
                          A("RECURRENCE-ID:20260104T080000Z\nSUMMARY:More\n"
                            "DTSTART:20260104T080000Z\n")),
         "a [20260104T080000Z] More: 2026-01-04T08:00 2026-01-04T08:00 UTC "
         "confirmed busy #0\n"
         "a [20260105T080000Z] Moved: 2026-01-06T08:00 2026-01-06T08:00 UTC "
         "confirmed busy #0\n"},
        {"BYSETPOS in a week (libical: ignored)",
         CALENDAR(A(MONDAYS "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE;BYSETPOS=1;"
                            "COUNT=2\n")),
         JAN_5 JAN_12},
        {"Korea's lunar calendar: Chuseok",
         CALENDAR(A("SUMMARY:T\nDTSTART;VALUE=DATE:20230929\n"
                    "RRULE:RSCALE=DANGI;FREQ=YEARLY;BYMONTH=8;"
                    "BYMONTHDAY=15\n")),
         DAY("09-25 2026-09-26", "20260925")},
        {"28 February 30th years",
         CALENDAR(A(MONDAYS "RRULE:FREQ=YEARLY;BYMONTH=2;"
                            "BYMONTHDAY=30\n")),
         JAN_5},
        {"free and busy",
         CALENDAR("BEGIN:VFREEBUSY\nUID:a\n"
                  "FREEBUSY:20260112T080000Z/PT30M,20260105T080000Z/"
                  "20260105T083000Z\n"
                  "FREEBUSY;FBTYPE=FREE:20260119T080000Z/PT30M\n"
                  "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260126T080000Z/PT30M\n"
                  "END:VFREEBUSY\n"),
         "a [20260105T080000Z] : 2026-01-05T08:00 2026-01-05T08:30 UTC "
         "confirmed busy #0\n"
         "a [20260112T080000Z] : 2026-01-12T08:00 2026-01-12T08:30 UTC "
         "confirmed busy #0\n"
         "a [20260126T080000Z] : 2026-01-26T08:00 2026-01-26T08:30 UTC "
         "confirmed tentative #0\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
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

static void dangi_days_are_korea_s(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *days;
    } cases[] = {
        {"DTSTART;VALUE=DATE:20230122\nRRULE:RSCALE=DANGI;FREQ=YEARLY;"
         "BYMONTH=1;BYMONTHDAY=1\n",
         "20230122 20240210 20250129 20260217 20270207 20280127 "},
        {"DTSTART;VALUE=DATE:20230929\nRRULE:RSCALE=DANGI;FREQ=YEARLY;"
         "BYMONTH=8;BYMONTHDAY=15\n",
         "20230929 20240917 20251006 20260925 20270915 20281003 "},
        {"DTSTART;VALUE=DATE:19601005\nRRULE:RSCALE=DANGI;FREQ=YEARLY;"
         "BYMONTH=8;BYMONTHDAY=15\n",
         "20230929 20240917 20251006 20260925 20270915 20281003 "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_text calendar = JM_TEXT_INIT, shown = JM_TEXT_INIT,
                       days = JM_TEXT_INIT;
        jm_text_addf(&calendar,
                     "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n%sEND:VEVENT\n"
                     "END:VCALENDAR\n",
                     cases[i].rule);
        struct jm_intake intake = show_intake(zones);
        intake.window =
            (struct jm_span){INT64_C(1672531200), INT64_C(1861920000)};
        struct show_source source = {calendar.bytes, calendar.length, 0, 0};
        show_calendar(&shown, &intake, source);
        for (const char *at = shown.bytes; (at = strstr(at, "a ["));) {
            jm_text_add_bytes(&days, at + 3, 8);
            jm_text_add_char(&days, ' ');
            at++;
        }
        assert_string_equal(jm_text_get(&days), cases[i].days);
        jm_text_clear(&calendar);
        jm_text_clear(&shown);
        jm_text_clear(&days);
    }
}

/* ---- at random, against every day looked at ---- */

#define FIRST_DAY 20454 /* 2026-01-01, a Thursday */
#define DAYS 365

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

/* A series of days: which there are, and which stand somewhere else. */
struct obvious {
    bool is_in[DAYS];
    int moved_to[DAYS]; /* -1: not moved */
};

enum { DAILY, WEEKLY, MONTHLY, KINDS };

struct pattern {
    int kind, interval, start;
    unsigned weekdays; /* WEEKLY */
    int of_month;      /* MONTHLY */
    int count, until;  /* 0: not said */
};

static bool fits(const struct pattern *p, int day)
{
    struct jm_civil at = jm_day_date(FIRST_DAY + day);
    struct jm_civil first = jm_day_date(FIRST_DAY + p->start);
    int monday = FIRST_DAY + p->start - jm_day_weekday(FIRST_DAY + p->start);
    switch (p->kind) {
    case DAILY:
        return (day - p->start) % p->interval == 0;
    case WEEKLY:
        return (FIRST_DAY + day - monday) / 7 % p->interval == 0 &&
               p->weekdays >> jm_day_weekday(FIRST_DAY + day) & 1;
    default:
        return at.day == p->of_month &&
               (at.month - first.month) % p->interval == 0;
    }
}

static void expand(struct obvious *series, const struct pattern *p)
{
    int count = 0;
    memset(series, 0, sizeof *series);
    for (int day = 0; day < DAYS; day++)
        series->moved_to[day] = -1;
    for (int day = p->start; day < DAYS; day++) {
        bool is_in = day == p->start || fits(p, day);
        if (p->until && day > p->until && day != p->start)
            break;
        if (!is_in || (p->count && count == p->count))
            continue;
        series->is_in[day] = true;
        count++;
    }
}

static void add_date(struct jm_text *out, int day)
{
    struct jm_civil date = jm_day_date(FIRST_DAY + day);
    jm_text_addf(out, "%04d%02d%02d", date.year, date.month, date.day);
}

static struct pattern make_pattern(uint32_t *seed)
{
    struct pattern p = {.kind = (int)(next(seed) % KINDS),
                        .interval = 1 + (int)(next(seed) % 4),
                        .start = (int)(next(seed) % 120)};
    p.weekdays = 1 + next(seed) % 127;
    p.of_month = jm_day_date(FIRST_DAY + p.start).day;
    if (next(seed) % 3 == 0)
        p.count = 1 + (int)(next(seed) % 30);
    else if (next(seed) % 2)
        p.until = p.start + (int)(next(seed) % 200);
    if (p.until >= DAYS)
        p.until = 0;
    return p;
}

static void add_rule(struct jm_text *out, const struct pattern *p)
{
    static const char *const kinds[] = {"DAILY", "WEEKLY", "MONTHLY"};
    static const char *const names[] = {"MO", "TU", "WE", "TH",
                                        "FR", "SA", "SU"};
    jm_text_addf(out, "RRULE:FREQ=%s;INTERVAL=%d", kinds[p->kind], p->interval);
    if (p->count)
        jm_text_addf(out, ";COUNT=%d", p->count);
    if (p->until) {
        jm_text_add(out, ";UNTIL=");
        add_date(out, p->until);
    }
    if (p->kind == WEEKLY) {
        jm_text_add(out, ";BYDAY=");
        const char *comma = "";
        for (int i = 0; i < 7; i++) {
            if (!(p->weekdays >> i & 1))
                continue;
            jm_text_addf(out, "%s%s", comma, names[i]);
            comma = ",";
        }
    }
    jm_text_add(out, "\r\n");
}

/* Days added, then left out, then moved; each told in the calendar too. */
static void change(struct jm_text *lines, struct jm_text *others,
                   struct obvious *series, const struct pattern *p,
                   uint32_t *seed)
{
    for (uint32_t n = next(seed) % 4; n; n--) {
        int day = p->start + (int)(next(seed) % 100);
        jm_text_add(lines, "RDATE;VALUE=DATE:");
        add_date(lines, day);
        jm_text_add(lines, "\r\n");
        series->is_in[day] = true;
    }
    for (uint32_t n = next(seed) % 6; n; n--) {
        int day = p->start + (int)(next(seed) % 100);
        jm_text_add(lines, "EXDATE;VALUE=DATE:");
        add_date(lines, day);
        jm_text_add(lines, "\r\n");
        series->is_in[day] = false;
    }
    for (uint32_t n = next(seed) % 4; n; n--) {
        int day = p->start + (int)(next(seed) % 100);
        int to = (int)(next(seed) % DAYS);
        if (!series->is_in[day] || series->moved_to[day] >= 0)
            continue;
        jm_text_add(others, "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:M\r\n"
                            "RECURRENCE-ID;VALUE=DATE:");
        add_date(others, day);
        jm_text_add(others, "\r\nDTSTART;VALUE=DATE:");
        add_date(others, to);
        jm_text_add(others, "\r\nEND:VEVENT\r\n");
        series->moved_to[day] = to;
    }
}

static void add_wanted(struct jm_text *out, const struct obvious *series)
{
    for (int day = 0; day < DAYS; day++) {
        int at = series->moved_to[day];
        if (!series->is_in[day])
            continue;
        jm_text_add(out, "a [");
        add_date(out, day);
        jm_text_addf(out, "] %s: ", at < 0 ? "T" : "M");
        at = at < 0 ? day : at;
        jm_text_add_day(out, FIRST_DAY + at);
        jm_text_add_char(out, ' ');
        jm_text_add_day(out, FIRST_DAY + at + 1);
        jm_text_add(out, " Europe/Paris confirmed busy #0\n");
    }
}

static void any_series_is_what_every_day_says(void **state)
{
    (void)state;
    uint32_t seed = 20260328;
    size_t given = 0;
    print_message("seed %u\n", seed);
    for (int round = 0; round < 4000; round++) {
        struct pattern p = make_pattern(&seed);
        struct obvious series;
        struct jm_text lines = JM_TEXT_INIT, others = JM_TEXT_INIT,
                       calendar = JM_TEXT_INIT, wanted = JM_TEXT_INIT,
                       shown = JM_TEXT_INIT;
        expand(&series, &p);
        add_rule(&lines, &p);
        change(&lines, &others, &series, &p, &seed);
        jm_text_add(&calendar, "BEGIN:VCALENDAR\r\n");
        bool is_first = next(&seed) % 2;
        jm_text_add(&calendar, is_first ? jm_text_get(&others) : "");
        jm_text_add(&calendar, "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:T\r\n"
                               "DTSTART;VALUE=DATE:");
        add_date(&calendar, p.start);
        jm_text_addf(&calendar, "\r\n%sEND:VEVENT\r\n%sEND:VCALENDAR\r\n",
                     jm_text_get(&lines), is_first ? "" : jm_text_get(&others));
        add_wanted(&wanted, &series);
        struct jm_intake intake = show_intake(zones);
        intake.window.until -= 2 * 3600; /* the year's end in Paris */
        struct show_source source = {calendar.bytes, calendar.length, 0, 0};
        assert_int_equal(show_calendar(&shown, &intake, source), JM_OK);
        if (strcmp(jm_text_get(&shown), jm_text_get(&wanted)) != 0)
            fail_msg("round %d\n%s\n%swanted\n%s", round,
                     jm_text_get(&calendar), jm_text_get(&shown),
                     jm_text_get(&wanted));
        given += shown.length;
        jm_text_clear(&lines);
        jm_text_clear(&others);
        jm_text_clear(&calendar);
        jm_text_clear(&wanted);
        jm_text_clear(&shown);
    }
    assert_true(given > 1000000);
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
        cmocka_unit_test(series_by_hand),
        cmocka_unit_test(dangi_days_are_korea_s),
        cmocka_unit_test(any_series_is_what_every_day_says),
    };
    return cmocka_run_group_tests(tests, open_zones, close_zones);
}
