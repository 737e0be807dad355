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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rest_too_short),
        cmocka_unit_test(theme_repeated),
        cmocka_unit_test(order_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
