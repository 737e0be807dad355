/* Rules about programmes as a whole: what fires each, and what just does not.
 */
#include "cases.h"
#include "one_rule.h"

static void rest_too_short(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"dinner an hour and a half after landing",
         "flight suwon in 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "meal suwon fr-tours 2023-05-04T17:30 2023-05-04T19:00 in=1",
         ""},
        {"a minute sooner",
         "flight suwon in 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "meal suwon fr-tours 2023-05-04T17:29 2023-05-04T19:00 in=1",
         "warning:2"},
        {"a welcome at the airport",
         "flight suwon in 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "ceremony suwon fr-paris 2023-05-04T16:00 2023-05-04T16:30 in=1 "
         "rite=welcome",
         ""},
        {"transfers",
         "flight suwon in 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "transfer suwon fr-paris 2023-05-04T16:00 2023-05-04T17:00 in=1",
         ""},
        {"a visit after three hours",
         "flight suwon in 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-04T19:00 2023-05-04T20:00 in=1",
         ""},
        {"a visit a minute sooner",
         "flight suwon in 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-04T18:59 2023-05-04T20:00 in=1",
         "warning:2"},
        {"a signing after twelve hours",
         "flight suwon in 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "ceremony suwon fr-tours 2023-05-05T04:00 2023-05-05T05:00 in=1 "
         "rite=signing",
         ""},
        {"a signing a minute sooner",
         "flight suwon in 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "ceremony suwon fr-tours 2023-05-05T03:59 2023-05-05T05:00 in=1 "
         "rite=signing",
         "warning:2"},
        {"a short flight",
         "flight suwon in 2023-05-04T10:01 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-04T17:00 2023-05-04T20:00 in=1",
         ""},
        {"six hours of flight",
         "flight suwon in 2023-05-04T10:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-04T17:00 2023-05-04T20:00 in=1",
         "warning:2"},
        {"the flight home",
         "flight suwon out 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-04T17:00 2023-05-04T20:00 in=1",
         ""},
        {"the flight of others",
         "flight guro in 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-04T17:00 2023-05-04T20:00 in=1",
         ""},
        {"while they fly",
         "flight suwon in 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-04T15:30 2023-05-04T17:00 in=1",
         "warning:2"},
        {"some came before the others",
         "flight suwon in 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-04T14:00 2023-05-04T15:00 in=1 track=A",
         ""},
        {"an option",
         "flight suwon in 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-04T17:00 2023-05-04T20:00 in=1 "
         "is=option",
         "notice:2"},
        {"cancelled",
         "flight suwon in 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-04T17:00 2023-05-04T20:00 in=1 "
         "is=cancelled",
         ""},
        {"the host is content with two hours",
         "set rest-too-short rest_minutes 120 fr-tours\n"
         "flight suwon in 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-04T18:00 2023-05-04T20:00 in=1",
         ""},
        {"a transfer stands for the flight",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "transfer suwon kr-suwon 2023-05-04T03:00 2023-05-04T16:00 in=1 "
         "to=fr-paris\n"
         "visit suwon fr-tours 2023-05-04T18:00 2023-05-04T20:00 in=1",
         "warning:3,2"},
        {"a flight is known, the transfer does not count twice",
         "flight suwon in 2023-05-04T03:00 2023-05-04T16:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "transfer suwon kr-suwon 2023-05-04T03:00 2023-05-04T16:00 in=1 "
         "to=fr-paris\n"
         "visit suwon fr-tours 2023-05-04T18:00 2023-05-04T20:00 in=1",
         "warning:3"},
        {"a night on the road",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "transfer suwon fr-grenoble 2023-05-04T03:00 2023-05-04T16:00 in=1 "
         "to=fr-tours\n"
         "visit suwon fr-tours 2023-05-04T17:00 2023-05-04T20:00 in=1",
         ""},
    };
    one_rule("rest-too-short", cases, COUNT(cases));
}

static void theme_repeated(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"three on one theme",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:30 in=1 "
         "theme=parks\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:30 in=1 "
         "theme=parks\n"
         "visit suwon fr-tours 2023-05-05T11:00 2023-05-05T11:30 in=1 "
         "theme=parks",
         "warning:2,3,4"},
        {"two on one theme",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:30 in=1 "
         "theme=parks\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:30 in=1 "
         "theme=parks",
         ""},
        {"three, one of them of another theme",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:30 in=1 "
         "theme=parks\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:30 in=1 "
         "theme=parks\n"
         "visit suwon fr-tours 2023-05-05T11:00 2023-05-05T11:30 in=1 "
         "theme=health",
         ""},
        {"the stay is about it",
         "stay suwon fr-tours 2023-05-04 2023-05-07 theme=parks\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:30 in=1 "
         "theme=parks\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:30 in=1 "
         "theme=parks\n"
         "visit suwon fr-tours 2023-05-05T11:00 2023-05-05T11:30 in=1 "
         "theme=parks",
         ""},
        {"meetings on it are no visits",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:30 in=1 "
         "theme=parks\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:30 in=1 "
         "theme=parks\n"
         "meeting suwon fr-tours 2023-05-05T11:00 2023-05-05T11:30 in=1 "
         "theme=parks",
         ""},
        {"two tracks see two each",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:30 in=1 "
         "theme=parks track=A\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:30 in=1 "
         "theme=parks track=A\n"
         "visit suwon fr-tours 2023-05-05T11:00 2023-05-05T11:30 in=1 "
         "theme=parks track=B\n"
         "visit suwon fr-tours 2023-05-05T12:00 2023-05-05T12:30 in=1 "
         "theme=parks track=B",
         ""},
        {"one track sees three",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:30 in=1 "
         "theme=parks track=A\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:30 in=1 "
         "theme=parks\n"
         "visit suwon fr-tours 2023-05-05T11:00 2023-05-05T11:30 in=1 "
         "theme=parks track=B\n"
         "visit suwon fr-tours 2023-05-05T12:00 2023-05-05T12:30 in=1 "
         "theme=parks",
         "warning:2,3,5 warning:3,4,5"},
        {"the host allows three",
         "set theme-repeated visits 3 fr-tours\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:30 in=1 "
         "theme=parks\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:30 in=1 "
         "theme=parks\n"
         "visit suwon fr-tours 2023-05-05T11:00 2023-05-05T11:30 in=1 "
         "theme=parks",
         ""},
        {"an idea",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:30 in=1 "
         "theme=parks is=idea\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:30 in=1 "
         "theme=parks is=idea\n"
         "visit suwon fr-tours 2023-05-05T11:00 2023-05-05T11:30 in=1 "
         "theme=parks is=idea",
         "notice:2,3,4"},
        {"one is cancelled",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T08:00 2023-05-05T08:30 theme=parks "
         "is=cancelled\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:30 in=1 "
         "theme=parks\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:30 in=1 "
         "theme=parks",
         ""},
    };
    one_rule("theme-repeated", cases, COUNT(cases));
}

static void order_broken(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"the courtesy call after a visit",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 in=1\n"
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 "
         "rite=courtesy",
         "warning:2,3"},
        {"before it",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "meeting suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 in=1 "
         "rite=courtesy\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1",
         ""},
        {"after the welcome and a meal",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "ceremony suwon fr-tours 2023-05-05T08:00 2023-05-05T09:00 in=1 "
         "rite=welcome\n"
         "meal suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 in=1\n"
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 "
         "rite=courtesy",
         ""},
        {"the first thing before it is told, once",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T07:00 2023-05-05T08:00 in=1\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 in=1\n"
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 "
         "rite=courtesy",
         "warning:2,4"},
        {"on a second mayor, after a visit at the first's",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 in=1\n"
         "meeting suwon fr-issy 2023-05-05T14:00 2023-05-05T15:00 in=1 "
         "rite=courtesy",
         ""},
        {"another track works meanwhile",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 in=1 track=A\n"
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 "
         "rite=courtesy track=B",
         ""},
        {"after the signing",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "ceremony suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 in=1 "
         "rite=signing\n"
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 "
         "rite=courtesy",
         "warning:2,3"},
        {"a day without hours on the same day",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05 2023-05-05 in=1\n"
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 "
         "rite=courtesy",
         ""},
        {"a day without hours the day before",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-04 2023-05-04 in=1\n"
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 "
         "rite=courtesy",
         "warning:2,3"},
        {"a visit after the signing",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "ceremony suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 in=1 "
         "rite=signing\n"
         "visit suwon fr-tours 2023-05-06T10:00 2023-05-06T11:00 in=1",
         "warning:2,3"},
        {"a farewell, a dinner, a show after the signing",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "ceremony suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 in=1 "
         "rite=signing\n"
         "meal suwon fr-tours 2023-05-05T12:00 2023-05-05T13:00 in=1\n"
         "ceremony suwon fr-tours 2023-05-05T15:00 2023-05-05T16:00 in=1\n"
         "meeting suwon fr-tours 2023-05-06T10:00 2023-05-06T11:00 in=1 "
         "rite=farewell",
         ""},
        {"two signings",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "ceremony suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 in=1 "
         "rite=signing\n"
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 "
         "rite=signing",
         ""},
        {"a visit elsewhere after the signing",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "ceremony suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 in=1 "
         "rite=signing\n"
         "visit suwon fr-issy 2023-05-06T10:00 2023-05-06T11:00 in=1",
         ""},
        {"an option",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "ceremony suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 in=1 "
         "rite=signing is=option\n"
         "visit suwon fr-tours 2023-05-06T10:00 2023-05-06T11:00 in=1",
         "notice:2,3"},
        {"cancelled",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "ceremony suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 in=1 "
         "rite=signing is=cancelled\n"
         "visit suwon fr-tours 2023-05-06T10:00 2023-05-06T11:00 in=1",
         ""},
    };
    one_rule("order-broken", cases, COUNT(cases));
}

static void night_without_lodging(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"each night",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "lodging suwon fr-tours 2023-05-04T22:00 2023-05-05T08:00\n"
         "lodging suwon fr-tours 2023-05-05T22:00 2023-05-06T08:00\n"
         "lodging suwon fr-tours 2023-05-06T22:00 2023-05-07T08:00",
         ""},
        {"the middle night",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "lodging suwon fr-tours 2023-05-04T22:00 2023-05-05T08:00\n"
         "lodging suwon fr-tours 2023-05-06T22:00 2023-05-07T08:00",
         "warning:1,2"},
        {"the first and the last night",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "lodging suwon fr-tours 2023-05-05T22:00 2023-05-06T08:00",
         "warning:1 warning:1,2"},
        {"nobody keeps lodging here",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00",
         ""},
        {"one lodging without hours for all nights",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "lodging suwon fr-tours 2023-05-04 2023-05-06",
         ""},
        {"and for the nights that follow its days",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "lodging suwon fr-tours 2023-05-04 2023-05-05",
         "warning:1,2"},
        {"they leave by night",
         "flight suwon out 2023-05-07T01:00 2023-05-07T12:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "lodging suwon fr-tours 2023-05-04T22:00 2023-05-05T08:00\n"
         "lodging suwon fr-tours 2023-05-05T22:00 2023-05-06T08:00",
         ""},
        {"they left the evening before",
         "flight suwon out 2023-05-06T21:00 2023-05-07T09:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "lodging suwon fr-tours 2023-05-04T22:00 2023-05-05T08:00\n"
         "lodging suwon fr-tours 2023-05-05T22:00 2023-05-06T08:00",
         ""},
        {"they leave at 2:01",
         "flight suwon out 2023-05-07T02:01 2023-05-07T12:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "lodging suwon fr-tours 2023-05-04T22:00 2023-05-05T08:00\n"
         "lodging suwon fr-tours 2023-05-05T22:00 2023-05-06T08:00",
         "warning:1,3"},
        {"they land the next morning",
         "flight suwon in 2023-05-04T16:00 2023-05-05T05:00\n"
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "lodging suwon fr-tours 2023-05-05T22:00 2023-05-06T08:00\n"
         "lodging suwon fr-tours 2023-05-06T22:00 2023-05-07T08:00",
         ""},
        {"a night train",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "lodging suwon fr-tours 2023-05-04T22:00 2023-05-05T08:00\n"
         "lodging suwon fr-tours 2023-05-05T22:00 2023-05-06T08:00\n"
         "transfer suwon fr-tours 2023-05-06T23:00 2023-05-07T06:00",
         ""},
        {"until midnight",
         "stay suwon fr-tours 2023-05-04T10:00 2023-05-06T00:30\n"
         "lodging suwon fr-tours 2023-05-04T22:00 2023-05-05T08:00",
         ""},
        {"until 2:01",
         "stay suwon fr-tours 2023-05-04T10:00 2023-05-06T02:01\n"
         "lodging suwon fr-tours 2023-05-04T22:00 2023-05-05T08:00",
         "warning:1,2"},
        {"a lodging that is cancelled",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "lodging suwon fr-tours 2023-05-04T22:00 2023-05-05T08:00\n"
         "lodging suwon fr-tours 2023-05-05T22:00 2023-05-06T08:00 "
         "is=cancelled\n"
         "lodging suwon fr-tours 2023-05-06T22:00 2023-05-07T08:00",
         "warning:1,2"},
        {"an option",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "lodging suwon fr-tours 2023-05-04T22:00 2023-05-05T08:00 is=option\n"
         "lodging suwon fr-tours 2023-05-06T22:00 2023-05-07T08:00",
         "notice:1,2"},
    };
    one_rule("night-without-lodging", cases, COUNT(cases));
}

static void interpreter_missing(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"a meeting of the track that has none",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "meeting naju fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 track=B",
         "warning:2"},
        {"a meeting of the track that has one",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "meeting naju fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 track=A",
         ""},
        {"a named one",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "meeting naju fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 track=B "
         "voice=guest",
         ""},
        {"one who speaks both is there",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "meeting naju fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 track=B "
         "who=both",
         ""},
        {"one who speaks only one",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "meeting naju fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 track=B "
         "who=one",
         "warning:2"},
        {"a plan without interpreters",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1",
         ""},
        {"known from another event",
         "stay suwon fr-tours 2023-05-04 2023-05-07\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00 in=1 "
         "voice=voice\n"
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1",
         "warning:3"},
        {"visits and shows do without",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "visit naju fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 track=B\n"
         "ceremony naju fr-tours 2023-05-05T11:00 2023-05-05T12:00 in=1 "
         "track=B",
         ""},
        {"a signing does not",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "ceremony naju fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 "
         "track=B rite=signing",
         "warning:2"},
        {"at their embassy",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "meeting naju fr-embassy 2023-05-05T10:00 2023-05-05T11:00 in=1 "
         "track=B",
         ""},
        {"among Koreans",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "meeting naju kr-suwon 2023-05-05T10:00 2023-05-05T11:00 in=1 track=B",
         ""},
        {"a forum has its own",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "forum naju fr-tours 2023-05-05T09:00 2023-05-05T18:00 in=1 track=B\n"
         "meeting naju fr-tours 2023-05-05T10:00 2023-05-05T16:00 in=2 track=B",
         ""},
        {"an option",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "meeting naju fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 track=B "
         "is=option",
         "notice:2"},
        {"cancelled",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "meeting naju fr-tours 2023-05-05T10:00 2023-05-05T11:00 in=1 track=B "
         "is=cancelled",
         ""},
        {"alone for two hours and a half",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "meeting naju fr-tours 2023-05-05T10:00 2023-05-05T12:30 in=1 track=A",
         ""},
        {"alone a minute longer",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "meeting naju fr-tours 2023-05-05T10:00 2023-05-05T12:31 in=1 track=A",
         "warning:2"},
        {"two of them",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "meeting naju fr-tours 2023-05-05T10:00 2023-05-05T12:31 in=1 track=A "
         "voice=voice",
         ""},
        {"named and led is one",
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "meeting naju fr-tours 2023-05-05T10:00 2023-05-05T12:31 in=1 track=A "
         "voice=echo",
         "warning:2"},
        {"a host who is content with three hours",
         "set interpreter-missing alone_minutes 180 fr-tours\n"
         "stay naju fr-tours 2023-05-04 2023-05-07\n"
         "meeting naju fr-tours 2023-05-05T10:00 2023-05-05T12:31 in=1 track=A",
         ""},
        {"six hours in a day",
         "visit - fr-tours 2023-05-05T08:00 2023-05-05T10:00 voice=voice\n"
         "visit - fr-tours 2023-05-05T11:00 2023-05-05T13:00 voice=voice\n"
         "visit - fr-tours 2023-05-05T14:00 2023-05-05T16:00 voice=voice",
         ""},
        {"six hours and a minute",
         "visit - fr-tours 2023-05-05T08:00 2023-05-05T10:00 voice=voice\n"
         "visit - fr-tours 2023-05-05T11:00 2023-05-05T13:00 voice=voice\n"
         "visit - fr-tours 2023-05-05T14:00 2023-05-05T16:01 voice=voice",
         "warning:1,2,3"},
        {"overlapping time counts once",
         "visit - fr-tours 2023-05-05T08:00 2023-05-05T12:00 voice=voice\n"
         "visit - fr-tours 2023-05-05T09:00 2023-05-05T12:00 voice=voice",
         ""},
        {"on two days",
         "visit - fr-tours 2023-05-05T08:00 2023-05-05T12:00 voice=voice\n"
         "visit - fr-tours 2023-05-06T09:00 2023-05-06T12:00 voice=voice",
         ""},
        {"who is no interpreter by trade",
         "visit - fr-tours 2023-05-05T08:00 2023-05-05T16:00 voice=both", ""},
    };
    one_rule("interpreter-missing", cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rest_too_short),
        cmocka_unit_test(theme_repeated),
        cmocka_unit_test(order_broken),
        cmocka_unit_test(night_without_lodging),
        cmocka_unit_test(interpreter_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
