/* Rules about days: what fires each, and what just does not. */
#include "cases.h"
#include "golden.h"
#include "one_rule.h"
#include "sketch.h"
#include <jumelage/rule.h>
#include <jumelage/sentence.h>

#define EASTER "day public 2023-04-10 2023-04-10 FR Easter etalab\n"
#define CHUSEOK                                                                \
    "day public 2023-09-28 2023-09-28 KR eve almanac\n"                        \
    "day public 2023-09-29 2023-09-29 KR Chuseok almanac\n"                    \
    "day public 2023-09-30 2023-09-30 KR after almanac\n"

static void public_holiday(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"a stay over Easter Monday",
         EASTER "stay suwon fr-tours 2023-04-08 2023-04-10", "warning:1"},
        {"a stay until Easter Sunday",
         EASTER "stay suwon fr-tours 2023-04-07 2023-04-09", ""},
        {"a stay from the day after",
         EASTER "stay suwon fr-tours 2023-04-11 2023-04-12", ""},
        {"until the midnight before",
         EASTER "stay suwon fr-tours 2023-04-08T10:00 2023-04-10T00:00", ""},
        {"a minute past that midnight",
         EASTER "stay suwon fr-tours 2023-04-08T10:00 2023-04-10T00:01",
         "warning:1"},
        {"in the other country",
         EASTER "stay tours kr-suwon 2023-04-10 2023-04-11 clocks=seoul", ""},
        {"an option is milder",
         EASTER "stay suwon fr-tours 2023-04-08 2023-04-10 is=option",
         "notice:1"},
        {"cancelled",
         EASTER "stay suwon fr-tours 2023-04-08 2023-04-10 is=cancelled", ""},
        {"the stay tells for its visits",
         EASTER "stay suwon fr-tours 2023-04-08 2023-04-10\n"
                "visit suwon fr-tours 2023-04-10T10:00 2023-04-10T11:00 in=1\n"
                "meal suwon fr-tours 2023-04-10T12:00 2023-04-10T13:00",
         "warning:1"},
        {"the stay is cancelled, its visit not yet",
         EASTER "stay suwon fr-tours 2023-04-08 2023-04-10 is=cancelled\n"
                "visit suwon fr-tours 2023-04-10T10:00 2023-04-10T11:00 in=1",
         "warning:2"},
        {"a meeting without a stay",
         EASTER "meeting - fr-tours 2023-04-10T10:00 2023-04-10T11:00",
         "warning:1"},
        {"a transfer and a night do not count",
         EASTER "transfer suwon fr-tours 2023-04-10T10:00 2023-04-10T11:00\n"
                "lodging suwon fr-tours 2023-04-10T20:00 2023-04-11T08:00",
         ""},
        {"Good Friday in department 67",
         "day public 2023-04-07 2023-04-07 FR/67 GoodFriday law\n"
         "stay suwon fr-strasbourg 2023-04-06 2023-04-07\n"
         "stay guro fr-tours 2023-04-06 2023-04-07",
         "warning:1"},
        {"a visit in department 67 during a stay in 75",
         "day public 2023-04-07 2023-04-07 FR/67 GoodFriday law\n"
         "stay suwon fr-paris 2023-04-06 2023-04-07\n"
         "visit suwon fr-strasbourg 2023-04-07T10:00 2023-04-07T11:00 in=1",
         "warning:2"},
        {"two holidays apart are told apart",
         EASTER "day public 2023-04-13 2023-04-13 FR other law\n"
                "stay suwon fr-tours 2023-04-08 2023-04-14",
         "warning:1 warning:1"},
        {"three holidays in a row are told once",
         CHUSEOK "stay tours kr-suwon 2023-09-27 2023-10-01 clocks=seoul",
         "warning:1"},
        {"from the second one on",
         CHUSEOK "stay tours kr-suwon 2023-09-29 2023-10-01 clocks=seoul",
         "warning:1"},
        {"Chuseok at home", CHUSEOK "stay suwon fr-tours 2023-09-27 2023-09-29",
         "warning:1"},
        {"one day at home is none",
         "day public 2023-05-05 2023-05-05 KR children almanac\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07",
         ""},
        {"two days in a row at home are none",
         "day public 2023-05-05 2023-05-06 KR children almanac\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07",
         ""},
        {"unless one wants to know",
         "set public-holiday origin_days 1\n"
         "day public 2023-05-05 2023-05-05 KR children almanac\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07",
         "warning:1"},
        {"Chuseok at home is told for stays, not for visits",
         CHUSEOK "visit suwon fr-tours 2023-09-29T10:00 2023-09-29T11:00", ""},
        {"a forum in the stay is told with it",
         CHUSEOK "stay suwon fr-tours 2023-09-27 2023-09-29\n"
                 "forum suwon fr-tours 2023-09-29T09:00 2023-09-29T18:00 in=1",
         "warning:1"},
        {"two weeks over it",
         EASTER "stay suwon fr-tours 2023-04-01 2023-04-14", "warning:1"},
        {"a day more: holidays are met anyway, but a visit on one is told",
         EASTER "stay suwon fr-tours 2023-04-01 2023-04-15\n"
                "visit suwon fr-tours 2023-04-10T10:00 2023-04-10T11:00 in=1",
         "warning:2"},
        {"a forum without a delegation",
         EASTER "forum - fr-tours 2023-04-10T09:00 2023-04-10T18:00",
         "warning:1"},
    };
    one_rule("public-holiday", cases, COUNT(cases));
}

#define SPRING_B "day school 2023-04-15 2023-05-01 FR/B spring ministry\n"

static void school_holiday(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"zone B", SPRING_B "stay suwon fr-tours 2023-04-13 2023-04-15",
         "notice:1"},
        {"the day before", SPRING_B "stay suwon fr-tours 2023-04-13 2023-04-14",
         ""},
        {"the day after", SPRING_B "stay suwon fr-tours 2023-05-02 2023-05-03",
         ""},
        {"zone A", SPRING_B "stay suwon fr-grenoble 2023-04-17 2023-04-18", ""},
        {"an idea stays a notice",
         SPRING_B "forum - fr-tours 2023-04-17 2023-04-17 is=idea", "notice:1"},
        {"cancelled",
         SPRING_B "forum - fr-tours 2023-04-17 2023-04-17 is=cancelled", ""},
        {"told once, by the stay",
         SPRING_B "stay suwon fr-tours 2023-04-17 2023-04-20\n"
                  "visit suwon fr-tours 2023-04-17T10:00 2023-04-17T11:00 in=1",
         "notice:1"},
        {"a visit in zone B during a stay in zone C",
         SPRING_B "stay suwon fr-paris 2023-04-17 2023-04-20\n"
                  "visit suwon fr-tours 2023-04-17T10:00 2023-04-17T11:00 in=1",
         "notice:2"},
        {"a stay of a month",
         SPRING_B "stay suwon fr-tours 2023-04-01 2023-04-30", ""},
        {"the Senate",
         "day school 2023-04-15 2023-05-01 FR spring ministry\n"
         "stay suwon fr-state 2023-04-17 2023-04-20\n"
         "visit suwon fr-tours 2023-04-17T10:00 2023-04-17T11:00 in=1",
         "notice:2"},
        {"a meeting does not mind",
         SPRING_B "meeting - fr-tours 2023-04-17T10:00 2023-04-17T11:00", ""},
        {"the origin's schools do not matter",
         SPRING_B "stay tours kr-suwon 2023-04-17 2023-04-20 clocks=seoul", ""},
    };
    one_rule("school-holiday", cases, COUNT(cases));
}

#define BRIDGE "day bridge 2023-05-19 2023-05-19 FR bridge -\n"

static void bridge_day(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"a stay over it", BRIDGE "stay suwon fr-tours 2023-05-17 2023-05-19",
         "notice:1"},
        {"gone the day before",
         BRIDGE "stay suwon fr-tours 2023-05-17 2023-05-18", ""},
        {"a meeting",
         BRIDGE "meeting - fr-tours 2023-05-19T10:00 2023-05-19T11:00",
         "notice:1"},
        {"a dinner", BRIDGE "meal - fr-tours 2023-05-19T20:00 2023-05-19T22:00",
         ""},
        {"told once, by the stay",
         BRIDGE "stay suwon fr-tours 2023-05-17 2023-05-19\n"
                "meeting suwon fr-tours 2023-05-19T10:00 2023-05-19T11:00",
         "notice:1"},
        {"cancelled",
         BRIDGE "stay suwon fr-tours 2023-05-17 2023-05-19 is=cancelled", ""},
        {"at home only",
         BRIDGE "stay tours kr-suwon 2023-05-18 2023-05-20 clocks=seoul", ""},
    };
    one_rule("bridge-day", cases, COUNT(cases));
}

#define VOTE "day election 2025-09-01 2026-03-22 FR municipal L.52-1\n"

static void election_period(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"the first day of restraint",
         VOTE "stay suwon fr-tours 2025-08-30 2025-09-01", "warning:1"},
        {"the day before", VOTE "stay suwon fr-tours 2025-08-30 2025-08-31",
         ""},
        {"the day of the vote",
         VOTE "ceremony - fr-tours 2026-03-22T10:00 2026-03-22T11:00",
         "warning:1"},
        {"the day after",
         VOTE "ceremony - fr-tours 2026-03-23T10:00 2026-03-23T11:00", ""},
        {"a flagship event",
         VOTE "flagship - fr-tours 2025-10-01 2025-10-02 is=option",
         "notice:1"},
        {"cancelled",
         VOTE "flagship - fr-tours 2025-10-01 2025-10-02 is=cancelled", ""},
        {"a working meeting",
         VOTE "meeting - fr-tours 2025-10-01T10:00 2025-10-01T11:00", ""},
        {"the guests vote, not the host",
         VOTE "stay tours kr-suwon 2025-10-01 2025-10-03 clocks=seoul", ""},
        {"a state visit", VOTE "stay suwon fr-state 2025-10-01 2025-10-03", ""},
        {"a ceremony at a town during a state visit",
         VOTE "stay suwon fr-state 2025-10-01 2025-10-03\n"
              "ceremony suwon fr-tours 2025-10-02T10:00 2025-10-02T11:00 in=1",
         "warning:2"},
        {"told once, by the stay",
         VOTE "stay suwon fr-tours 2025-10-01 2025-10-03\n"
              "ceremony suwon fr-tours 2025-10-02T10:00 2025-10-02T11:00 in=1",
         "warning:1"},
    };
    one_rule("election-period", cases, COUNT(cases));
}

#define COUNCIL "busy fr-tours 2023-05-05T18:00 2023-05-05T20:00 council\n"
#define COUNCIL_DAY "day council 2023-05-05 2023-05-05 fr-tours council town\n"
#define FAIR "busy fr-tours 2023-05-05 2023-05-05 fair\n"
#define MAYBE "busy fr-tours 2023-05-05T18:00 2023-05-05T22:00 gala tentative\n"

static void host_busy(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"a dinner during the council",
         COUNCIL "meal suwon fr-tours 2023-05-05T19:59 2023-05-05T22:00",
         "warning:1"},
        {"a dinner right after it",
         COUNCIL "meal suwon fr-tours 2023-05-05T20:00 2023-05-05T22:00", ""},
        {"a visit right before it",
         COUNCIL "visit suwon fr-tours 2023-05-05T17:00 2023-05-05T18:00", ""},
        {"a host that is not sure",
         MAYBE "meal suwon fr-tours 2023-05-05T19:00 2023-05-05T22:00",
         "notice:1"},
        {"neither the host nor we are sure",
         MAYBE "meal suwon fr-tours 2023-05-05T19:00 2023-05-05T22:00 is=option",
         "notice:1"},
        {"what is sure counts, though it takes less",
         COUNCIL MAYBE "meal suwon fr-tours 2023-05-05T19:00 2023-05-05T22:00",
         "warning:1"},
        {"the instant it begins",
         COUNCIL "meeting suwon fr-tours 2023-05-05T18:00 2023-05-05T18:00",
         "warning:1"},
        {"the instant it ends",
         COUNCIL "meeting suwon fr-tours 2023-05-05T20:00 2023-05-05T20:00",
         ""},
        {"a stay is not broken by two hours",
         COUNCIL "stay suwon fr-tours 2023-05-05 2023-05-07", ""},
        {"nor what has no hours",
         COUNCIL "visit suwon fr-tours 2023-05-05 2023-05-05", ""},
        {"a stay with hours neither",
         COUNCIL "stay suwon fr-tours 2023-05-05T10:00 2023-05-07T10:00", ""},
        {"another host",
         COUNCIL "meal suwon fr-paris 2023-05-05T19:00 2023-05-05T22:00", ""},
        {"an option",
         COUNCIL
         "meal suwon fr-tours 2023-05-05T19:00 2023-05-05T22:00 is=option",
         "notice:1"},
        {"cancelled",
         COUNCIL
         "meal suwon fr-tours 2023-05-05T19:00 2023-05-05T22:00 is=cancelled",
         ""},
        {"a whole day and a stay",
         FAIR "stay suwon fr-tours 2023-05-05 2023-05-07", "warning:1"},
        {"the stay tells for its visits",
         FAIR "stay suwon fr-tours 2023-05-05 2023-05-07\n"
              "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1\n"
              "visit suwon fr-tours 2023-05-05T14:00 2023-05-05T15:00",
         "warning:1"},
        {"not for those at another place",
         FAIR "stay suwon fr-paris 2023-05-05 2023-05-07\n"
              "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1",
         "warning:2"},
        {"nor for another delegation's",
         FAIR "stay suwon fr-tours 2023-05-05 2023-05-07\n"
              "visit guro fr-tours 2023-05-05T10:00 2023-05-05T11:00",
         "warning:1 warning:2"},
        {"the day after", FAIR "stay suwon fr-tours 2023-05-06 2023-05-07", ""},
        {"a forum tells for its sessions",
         COUNCIL "forum - fr-tours 2023-05-05T14:00 2023-05-05T19:00\n"
                 "meeting - fr-tours 2023-05-05T18:30 2023-05-05T19:00 in=1",
         "warning:1"},
        {"several at once are one finding",
         FAIR COUNCIL "meal suwon fr-tours 2023-05-05T19:00 2023-05-05T22:00",
         "warning:1"},
        {"a long one that began before shorter ones",
         "busy fr-tours 2023-01-02 2023-05-31 works\n"
         "busy fr-tours 2023-03-01T10:00 2023-03-01T11:00\n"
         "busy fr-tours 2023-04-01T10:00 2023-04-01T11:00\n"
         "busy fr-issy 2023-01-01T10:00 2023-01-01T11:00\n"
         "visit suwon fr-tours 2023-05-31T10:00 2023-05-31T11:00",
         "warning:1"},
        {"its last day is over",
         "busy fr-tours 2023-01-02 2023-05-31 works\n"
         "busy fr-tours 2023-03-01T10:00 2023-03-01T11:00\n"
         "visit suwon fr-tours 2023-06-01T00:00 2023-06-01T11:00",
         ""},
        {"a blackout and a stay",
         "day blackout 2023-05-05 2023-05-06 fr-tours works town\n"
         "stay suwon fr-tours 2023-05-06 2023-05-07\n"
         "visit suwon fr-tours 2023-05-06T10:00 2023-05-06T11:00 in=1",
         "warning:1"},
        {"a blackout counts in the parts",
         "day blackout 2023-05-05 2023-05-06 fr-paris works town\n"
         "visit suwon fr-paris15 2023-05-06T10:00 2023-05-06T11:00",
         "warning:1"},
        {"a council's day is told once, by the stay",
         COUNCIL_DAY
         "stay suwon fr-tours 2023-05-05 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 in=1\n"
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1",
         "warning:1"},
        {"a meeting by itself wants the elected",
         COUNCIL_DAY "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00",
         "warning:1"},
        {"a visit by itself does not",
         COUNCIL_DAY "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00",
         ""},
        {"the day after the council",
         COUNCIL_DAY "meeting suwon fr-tours 2023-05-06T10:00 2023-05-06T11:00",
         ""},
    };
    one_rule("host-busy", cases, COUNT(cases));
}

static void outside_hours(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"at nine", "meeting - fr-strasbourg 2023-05-05T09:00 2023-05-05T10:00",
         ""},
        {"a quarter of an hour early",
         "meeting - fr-strasbourg 2023-05-05T08:45 2023-05-05T10:00", ""},
        {"more than that",
         "meeting - fr-strasbourg 2023-05-05T08:44 2023-05-05T10:00",
         "warning:1"},
        {"a quarter of an hour late",
         "meeting - fr-strasbourg 2023-05-05T17:00 2023-05-05T17:45", ""},
        {"a visit that ends later",
         "visit - fr-strasbourg 2023-05-05T17:00 2023-05-05T17:46",
         "warning:1"},
        {"past midnight",
         "meeting - fr-strasbourg 2023-05-05T16:00 2023-05-06T09:00",
         "warning:1"},
        {"no margin",
         "set outside-hours margin_minutes 0 fr-strasbourg\n"
         "meeting - fr-strasbourg 2023-05-05T08:59 2023-05-05T10:00",
         "warning:1"},
        {"an option",
         "meeting - fr-strasbourg 2023-05-05T07:00 2023-05-05T10:00 is=option",
         "notice:1"},
        {"cancelled",
         "meeting - fr-strasbourg 2023-05-05T07:00 2023-05-05T10:00 "
         "is=cancelled",
         ""},
        {"without hours", "meeting - fr-strasbourg 2023-05-06 2023-05-06", ""},
        {"a dinner", "meal - fr-strasbourg 2023-05-05T20:00 2023-05-05T22:00",
         ""},
        {"a meeting on Saturday",
         "meeting - fr-tours 2023-05-06T10:00 2023-05-06T11:00", "warning:1"},
        {"a visit on Saturday",
         "visit - fr-strasbourg 2023-05-06T10:00 2023-05-06T19:00", ""},
        {"a host that says no hours",
         "meeting - fr-tours 2023-05-05T07:45 2023-05-05T19:15", ""},
        {"a host that says no hours, early",
         "meeting - fr-tours 2023-05-05T07:44 2023-05-05T09:00", "warning:1"},
        {"a host that says no hours, late",
         "meeting - fr-tours 2023-05-05T18:00 2023-05-05T19:16", "warning:1"},
        {"a visit where no hours are known",
         "visit - fr-tours 2023-05-05T06:00 2023-05-05T22:00", ""},
        {"usual hours set for a host",
         "set outside-hours latest_hours 17 fr-tours\n"
         "meeting - fr-tours 2023-05-05T16:00 2023-05-05T18:00\n"
         "meeting - fr-paris 2023-05-05T16:00 2023-05-05T18:00",
         "warning:1"},
        {"by the clocks of the host",
         "meeting - kr-daegu 2023-05-05T02:00 2023-05-05T03:00", ""},
        {"by the clocks of the host, on Saturday there",
         "meeting - kr-daegu 2023-05-05T18:00 2023-05-05T19:00", "warning:1"},
    };
    one_rule("outside-hours", cases, COUNT(cases));
}

static void notice_too_short(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"an option 29 days ahead",
         "today 2023-05-01\n"
         "stay suwon fr-tours 2023-05-30 2023-05-31 is=option",
         "warning:1"},
        {"an option 30 days ahead",
         "today 2023-05-01\n"
         "stay suwon fr-tours 2023-05-31 2023-05-31 is=option",
         ""},
        {"confirmed",
         "today 2023-05-01\nstay suwon fr-tours 2023-05-30 2023-05-31", ""},
        {"cancelled",
         "today 2023-05-01\n"
         "stay suwon fr-tours 2023-05-30 2023-05-31 is=cancelled",
         ""},
        {"an idea for today",
         "today 2023-05-30\n"
         "forum - fr-tours 2023-05-30T09:00 2023-05-30T10:00 is=idea",
         "warning:1"},
        {"it began yesterday",
         "today 2023-05-31\n"
         "stay suwon fr-tours 2023-05-30 2023-05-31 is=option",
         ""},
        {"a visit",
         "today 2023-05-01\n"
         "visit suwon fr-tours 2023-05-03T09:00 2023-05-03T10:00 is=option",
         ""},
        {"the host asks for 60 days",
         "today 2023-05-01\n"
         "stay suwon fr-strasbourg 2023-06-29 2023-06-30 is=option",
         "warning:1"},
        {"and has them",
         "today 2023-05-01\n"
         "stay suwon fr-strasbourg 2023-06-30 2023-06-30 is=option",
         ""},
        {"the council at home needs 45 days",
         "today 2023-05-01\n"
         "stay daegu fr-tours 2023-06-14 2023-06-15 is=option",
         "warning:1"},
        {"and has them too",
         "today 2023-05-01\n"
         "stay daegu fr-tours 2023-06-15 2023-06-16 is=option",
         ""},
        {"a forum in a stay that is told",
         "today 2023-05-01\n"
         "stay suwon fr-tours 2023-05-30 2023-05-31 is=option\n"
         "forum suwon fr-tours 2023-05-30T09:00 2023-05-30T18:00 in=1 is=idea",
         "warning:1"},
        {"a forum in a stay that is confirmed",
         "today 2023-05-01\n"
         "stay suwon fr-tours 2023-05-30 2023-05-31\n"
         "forum suwon fr-tours 2023-05-30T09:00 2023-05-30T18:00 in=1 is=idea",
         "warning:2"},
        {"usual days set for a host",
         "set notice-too-short days 10 fr-tours\n"
         "today 2023-05-01\n"
         "stay suwon fr-tours 2023-05-11 2023-05-12 is=option\n"
         "stay guro fr-paris 2023-05-11 2023-05-12 is=option",
         "warning:2"},
    };
    one_rule("notice-too-short", cases, COUNT(cases));
}

static void option_expired(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"yesterday",
         "today 2023-04-01\nstay suwon fr-tours 2023-05-03 2023-05-05 "
         "is=option until=2023-03-31",
         "warning:1"},
        {"today",
         "today 2023-03-31\nstay suwon fr-tours 2023-05-03 2023-05-05 "
         "is=option until=2023-03-31",
         ""},
        {"no day said",
         "today 2023-04-01\nstay suwon fr-tours 2023-05-03 2023-05-05 "
         "is=option",
         ""},
        {"confirmed since",
         "today 2023-04-01\nstay suwon fr-tours 2023-05-03 2023-05-05 "
         "until=2023-03-31",
         ""},
        {"an idea",
         "today 2023-04-01\nstay suwon fr-tours 2023-05-03 2023-05-05 "
         "is=idea until=2023-03-31",
         ""},
        {"cancelled",
         "today 2023-04-01\nstay suwon fr-tours 2023-05-03 2023-05-05 "
         "is=cancelled until=2023-03-31",
         ""},
        {"on the last day of the event",
         "today 2023-05-05\nstay suwon fr-tours 2023-05-03 2023-05-05 "
         "is=option until=2023-03-31",
         "warning:1"},
        {"over",
         "today 2023-05-06\nstay suwon fr-tours 2023-05-03 2023-05-05 "
         "is=option until=2023-03-31",
         ""},
        {"any kind of event",
         "today 2023-04-01\nlodging suwon fr-tours 2023-05-03T20:00 "
         "2023-05-04T08:00 is=option until=2023-03-01",
         "warning:1"},
    };
    one_rule("option-expired", cases, COUNT(cases));
}

static void deadline_missed(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"yesterday",
         "today 2023-04-05\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07 is=option\n"
         "deadline - fr-tours 2023-04-04 2023-04-04 in=1",
         "warning:2,1"},
        {"today",
         "today 2023-04-04\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07 is=option\n"
         "deadline - fr-tours 2023-04-04 2023-04-04 in=1",
         ""},
        {"met: the stay is confirmed",
         "today 2023-04-05\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "deadline - fr-tours 2023-04-04 2023-04-04 in=1",
         ""},
        {"the stay is cancelled",
         "today 2023-04-05\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07 is=cancelled\n"
         "deadline - fr-tours 2023-04-04 2023-04-04 in=1",
         ""},
        {"the deadline is cancelled",
         "today 2023-04-05\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07 is=option\n"
         "deadline - fr-tours 2023-04-04 2023-04-04 in=1 is=cancelled",
         ""},
        {"of nothing",
         "today 2023-04-05\ndeadline - fr-tours 2023-04-04 2023-04-04", ""},
        {"the stay is over",
         "today 2023-05-08\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07 is=option\n"
         "deadline - fr-tours 2023-04-04 2023-04-04 in=1",
         ""},
        {"on the last day of the stay",
         "today 2023-05-07\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07 is=idea\n"
         "deadline - fr-tours 2023-04-04T12:00 2023-04-04T12:00 in=1",
         "warning:2,1"},
    };
    one_rule("deadline-missed", cases, COUNT(cases));
}

#define RELEASE "today 2023-04-05\nrelease 2023-04-01T12:00\n"

static void changed_after_release(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"changed since",
         RELEASE "stay suwon fr-tours 2023-05-04 2023-05-07 "
                 "created=2023-03-01 changed=2023-04-01T12:01",
         "notice:1"},
        {"changed at that instant",
         RELEASE "stay suwon fr-tours 2023-05-04 2023-05-07 "
                 "created=2023-03-01 changed=2023-04-01T12:00",
         ""},
        {"never released",
         "today 2023-04-05\nstay suwon fr-tours 2023-05-04 2023-05-07 "
         "created=2023-03-01 changed=2023-04-01T12:01",
         ""},
        {"begins today",
         RELEASE "stay suwon fr-tours 2023-04-05 2023-05-07 "
                 "created=2023-03-01 changed=2023-04-02",
         "notice:1"},
        {"began yesterday",
         RELEASE "stay suwon fr-tours 2023-04-04 2023-05-07 "
                 "created=2023-03-01 changed=2023-04-02",
         ""},
        {"for protocol only",
         RELEASE "stay suwon fr-tours 2023-05-04 2023-05-07 "
                 "created=2023-03-01 changed=2023-04-02 for=protocol",
         ""},
        {"a post is in no calendar",
         RELEASE "post - fr-tours 2023-05-04T10:00 2023-05-04T10:15 "
                 "created=2023-03-01 changed=2023-04-02",
         ""},
        {"cancelled since",
         RELEASE "stay suwon fr-tours 2023-05-04 2023-05-07 "
                 "created=2023-03-01 changed=2023-04-02 is=cancelled",
         ""},
        {"new since",
         RELEASE "stay suwon fr-tours 2023-05-04 2023-05-07 "
                 "created=2023-04-02",
         "notice:1"},
        {"what is new as a whole is told once",
         RELEASE "stay suwon fr-tours 2023-05-04 2023-05-07 "
                 "created=2023-04-02\n"
                 "visit suwon fr-tours 2023-05-04T10:00 2023-05-04T11:00 in=1 "
                 "created=2023-04-03",
         "notice:1"},
        {"also when it begins today",
         RELEASE "stay suwon fr-tours 2023-04-05 2023-04-07 "
                 "created=2023-04-02\n"
                 "visit suwon fr-tours 2023-04-06T10:00 2023-04-06T11:00 in=1 "
                 "created=2023-04-03",
         "notice:1"},
        {"a new visit in a new stay that has begun",
         RELEASE "stay suwon fr-tours 2023-04-04 2023-04-07 "
                 "created=2023-04-02\n"
                 "visit suwon fr-tours 2023-04-06T10:00 2023-04-06T11:00 in=1 "
                 "created=2023-04-03",
         "notice:2"},
        {"a new visit in a stay that is known",
         RELEASE "stay suwon fr-tours 2023-05-04 2023-05-07 "
                 "created=2023-03-01\n"
                 "visit suwon fr-tours 2023-05-04T10:00 2023-05-04T11:00 in=1 "
                 "created=2023-04-03",
         "notice:2"},
    };
    one_rule("changed-after-release", cases, COUNT(cases));
}

/* Of several busy spans the one that takes most of the event is named. */
static void names_the_busiest(void **state)
{
    (void)state;
    struct jm_plan *plan =
        sketch("busy fr-tours 2023-05-05T09:00 2023-05-05T10:10 first\n"
               "busy fr-tours 2023-05-05T10:30 2023-05-05T11:30 second\n"
               "busy fr-tours 2023-05-05T11:00 2023-05-05T12:00 third\n"
               "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T12:00");
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings findings = JM_FINDINGS_INIT;
    scope.only = jm_rule_find("host-busy");
    assert_int_equal(jm_check_run(&findings, plan, &scope, NULL), JM_OK);
    assert_int_equal(findings.count, 1);
    const struct jm_finding *f = &findings.all[0];
    int64_t busy = jm_finding_fact(f, JM_FACT_BUSY, -1);
    assert_string_equal(plan->busy_spans[busy].title, "second");
    assert_int_equal(jm_finding_fact(f, JM_FACT_COUNT, 0), 3);
    assert_int_equal(jm_finding_fact(f, JM_FACT_SHARED_MINUTES, 0), 60);
    jm_findings_clear(&findings);
    jm_plan_free(plan);
}

/* Nothing is known of changes in a plan without texts. */
static void says_nothing_of_changes_without_texts(void **state)
{
    (void)state;
    struct jm_plan *plan =
        sketch(RELEASE "stay suwon fr-tours 2023-05-04 2023-05-07 "
                       "created=2023-03-01 changed=2023-04-02");
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings findings = JM_FINDINGS_INIT;
    scope.only = jm_rule_find("changed-after-release");
    plan->texts = NULL;
    assert_int_equal(jm_check_run(&findings, plan, &scope, NULL), JM_OK);
    assert_int_equal(findings.count, 0);
    jm_findings_clear(&findings);
    jm_plan_free(plan);
}

/* A season with every rule about days in it, told in three languages. */
static const char season[] =
    "today 2023-04-20\n"
    "release 2023-04-01T12:00\n"
    "day public 2023-04-10 2023-04-10 FR lundi_de_Pâques etalab\n"
    "day public 2023-05-08 2023-05-08 FR Victoire_1945 etalab estimated\n"
    "day public 2023-04-07 2023-04-07 FR/67 Vendredi_saint code_local\n"
    "day public 2023-09-28 2023-09-28 KR 추석_전날 KASA\n"
    "day public 2023-09-29 2023-09-29 KR 추석 KASA\n"
    "day public 2023-09-30 2023-09-30 KR 추석_다음날 KASA\n"
    "day school 2023-04-22 2023-05-08 FR/C Vacances_de_printemps ministère\n"
    "day bridge 2023-05-19 2023-05-19 FR Pont_de_l’Ascension mairie\n"
    "day election 2023-09-01 2023-10-15 FR Élections_municipales L.52-1\n"
    "day council 2023-06-20 2023-06-20 fr-issy Conseil_municipal mairie\n"
    "busy fr-tours 2023-06-05T09:00 2023-06-05T12:00 Commission\n"
    "busy fr-tours 2023-06-05T11:00 2023-06-05T12:00 Obsèques\n"
    "busy fr-paris 2023-06-08 2023-06-09\n"
    "stay suwon fr-tours 2023-05-07 2023-05-08\n"
    "ceremony - fr-strasbourg 2023-04-07T10:00 2023-04-07T11:00\n"
    "stay daegu fr-tours 2023-09-28 2023-09-30\n"
    "visit - fr-issy 2023-04-27T10:00 2023-04-27T11:00\n"
    "stay guro fr-paris 2023-05-18 2023-05-19\n"
    "meeting - fr-issy 2023-06-20T18:00 2023-06-20T18:30\n"
    "visit - fr-tours 2023-06-05T10:00 2023-06-05T12:30\n"
    "stay guro fr-paris 2023-06-09 2023-06-10\n"
    "meeting - fr-strasbourg 2023-05-04T07:30 2023-05-04T18:00\n"
    "meeting - fr-strasbourg 2023-05-06T10:00 2023-05-06T11:00\n"
    "stay suwon fr-grenoble 2023-04-21 2023-04-22 is=option\n"
    "stay daegu fr-grenoble 2023-06-03 2023-06-03 is=idea\n"
    "stay suwon fr-issy 2023-07-03 2023-07-05 is=option until=2023-04-19\n"
    "deadline - fr-issy 2023-04-10 2023-04-10 in=13\n"
    "visit - fr-issy 2023-07-11 2023-07-11 changed=2023-04-02\n"
    "visit - fr-issy 2023-07-12 2023-07-12 created=2023-04-02\n"
    "day blackout 2023-06-15 2023-06-16 fr-grenoble Travaux mairie\n"
    "visit - fr-grenoble 2023-06-15 2023-06-15\n";

static bool is_of_days(const struct jm_rule *rule)
{
    static const char *const rules[] = {
        "host-busy",        "public-holiday",
        "election-period",  "outside-hours",
        "notice-too-short", "option-expired",
        "deadline-missed",  "school-holiday",
        "bridge-day",       "changed-after-release"};
    for (size_t i = 0; i < COUNT(rules); i++)
        if (strcmp(rules[i], rule->id) == 0)
            return true;
    return false;
}

static void tells_in_three_languages(void **state)
{
    (void)state;
    struct jm_plan *plan = sketch(season);
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings findings = JM_FINDINGS_INIT;
    struct jm_text told = JM_TEXT_INIT;
    assert_int_equal(jm_check_run(&findings, plan, &scope, NULL), JM_OK);
    for (size_t i = 0; i < findings.count; i++) {
        const struct jm_finding *f = &findings.all[i];
        if (!is_of_days(f->rule))
            continue;
        jm_text_addf(&told, "%s %s\n", f->rule->id,
                     jm_severity_word(f->severity));
        for (int lang = 0; lang < JM_LANGS; lang++) {
            jm_text_add(&told, "  ");
            jm_sentence(&told, (enum jm_lang)lang, plan, f);
            jm_text_add_char(&told, '\n');
        }
    }
    golden_check("sentences_days.txt", jm_text_get(&told), told.length);
    jm_text_clear(&told);
    jm_findings_clear(&findings);
    jm_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(public_holiday),
        cmocka_unit_test(school_holiday),
        cmocka_unit_test(bridge_day),
        cmocka_unit_test(election_period),
        cmocka_unit_test(host_busy),
        cmocka_unit_test(outside_hours),
        cmocka_unit_test(notice_too_short),
        cmocka_unit_test(option_expired),
        cmocka_unit_test(deadline_missed),
        cmocka_unit_test(changed_after_release),
        cmocka_unit_test(names_the_busiest),
        cmocka_unit_test(tells_in_three_languages),
        cmocka_unit_test(says_nothing_of_changes_without_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
