/* Rules about a day of a programme: what fires each, and what just does not. */
#include "cases.h"
#include "one_rule.h"

static void vehicle_double_booked(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"one coach, two hosts",
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 car=coach\n"
         "visit guro fr-tours 2023-05-05T10:30 2023-05-05T11:30 car=coach",
         "blocking:1,2"},
        {"one after the other",
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 car=coach\n"
         "visit guro fr-tours 2023-05-05T11:00 2023-05-05T11:30 car=coach",
         ""},
        {"two coaches",
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 car=coach\n"
         "visit guro fr-tours 2023-05-05T10:30 2023-05-05T11:30 car=van",
         ""},
        {"an option",
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 car=coach "
         "is=option\n"
         "visit guro fr-tours 2023-05-05T10:30 2023-05-05T11:30 car=coach",
         "warning:1,2"},
        {"cancelled",
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 car=coach "
         "is=cancelled\n"
         "visit guro fr-tours 2023-05-05T10:30 2023-05-05T11:30 car=coach",
         ""},
        {"a stage of the visit",
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T12:00 car=coach\n"
         "transfer suwon fr-tours 2023-05-05T10:30 2023-05-05T11:00 car=coach "
         "in=1",
         ""},
        {"for the whole stay, and for a visit of it",
         "stay suwon fr-tours 2023-05-04 2023-05-07 car=coach\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 car=coach",
         ""},
        {"for the stay of others",
         "stay suwon fr-tours 2023-05-04 2023-05-07 car=coach\n"
         "visit guro fr-tours 2023-05-05T10:00 2023-05-05T11:00 car=coach",
         "blocking:1,2"},
        {"two tracks in one van",
         "transfer suwon fr-tours 2023-05-05T10:00 2023-05-05T10:20 car=van "
         "track=A\n"
         "transfer suwon fr-tours 2023-05-05T10:10 2023-05-05T10:30 car=van "
         "track=B",
         "blocking:1,2"},
    };
    one_rule("vehicle-double-booked", cases, COUNT(cases));
}

static void capacity_exceeded(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"21 for 20 seats",
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 venue=room "
         "expect=21",
         "blocking:1"},
        {"20 for 20 seats",
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 venue=room "
         "expect=20",
         ""},
        {"seats not known",
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 venue=hall "
         "expect=900",
         ""},
        {"an idea",
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 venue=room "
         "expect=21 is=idea",
         "warning:1"},
        {"cancelled",
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 venue=room "
         "expect=21 is=cancelled",
         ""},
        {"a fair is open to all",
         "flagship - fr-tours 2023-05-05 2023-05-14 venue=room expect=5000",
         ""},
        {"a delegation's size for a coach",
         "transfer naju fr-tours 2023-05-05T10:00 2023-05-05T10:30 car=coach",
         "blocking:1"},
        {"the van comes along",
         "transfer naju fr-tours 2023-05-05T10:00 2023-05-05T10:30 car=coach "
         "car=van",
         ""},
        {"a bus of unknown size comes along",
         "transfer naju fr-tours 2023-05-05T10:00 2023-05-05T10:30 car=coach "
         "car=bus",
         ""},
        {"eight are expected on the ride",
         "transfer naju fr-tours 2023-05-05T10:00 2023-05-05T10:30 car=coach "
         "expect=8",
         ""},
        {"the hosts come to dinner by themselves",
         "meal naju fr-tours 2023-05-05T20:00 2023-05-05T22:00 car=coach "
         "car=van expect=60",
         ""},
        {"only some of them come to dinner",
         "meal naju fr-tours 2023-05-05T20:00 2023-05-05T22:00 car=coach "
         "expect=9",
         ""},
        {"members of a track",
         "transfer naju fr-tours 2023-05-05T10:00 2023-05-05T10:30 car=van "
         "track=A",
         ""},
        {"twelve and four named in a coach and a van",
         "transfer naju fr-tours 2023-05-05T10:00 2023-05-05T10:30 car=coach "
         "car=van voice=voice voice=both voice=one",
         "blocking:1"},
        {"the driver has his own seat, a member is counted",
         "transfer naju fr-tours 2023-05-05T10:00 2023-05-05T10:30 car=coach "
         "car=van voice=voice voice=both voice=echo driver=one",
         ""},
        {"the head is one of the twelve",
         "transfer naju fr-tours 2023-05-05T10:00 2023-05-05T10:30 car=coach "
         "car=van who=chief voice=voice voice=both",
         ""},
        {"two delegations in one room",
         "ceremony naju fr-tours 2023-05-05T10:00 2023-05-05T11:00 venue=room "
         "and=suwon",
         ""},
        {"two delegations in one coach",
         "transfer suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 car=coach "
         "and=naju",
         "blocking:1"},
        {"a forum without a number",
         "forum naju fr-tours 2023-05-05T10:00 2023-05-05T11:00 venue=room "
         "and=naju",
         ""},
        {"a forum of 21",
         "forum - fr-tours 2023-05-05T10:00 2023-05-05T11:00 venue=room "
         "expect=21",
         "blocking:1"},
    };
    one_rule("capacity-exceeded", cases, COUNT(cases));
}

static void travel_tight(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"Paris to Tours in 61 minutes",
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-tours 2023-05-05T11:01 2023-05-05T12:00",
         "warning:1,2"},
        {"impossible is told elsewhere",
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-tours 2023-05-05T11:00 2023-05-05T12:00",
         ""},
        {"in 90 minutes: the worst and a quarter",
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-tours 2023-05-05T11:31 2023-05-05T12:00",
         ""},
        {"in 90 minutes less one",
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-tours 2023-05-05T11:30 2023-05-05T12:00",
         "warning:1,2"},
        {"the host asks for no margin",
         "set travel-tight margin_minutes 0 fr-tours\n"
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-tours 2023-05-05T11:16 2023-05-05T12:00",
         ""},
        {"no margin, a minute less",
         "set travel-tight margin_minutes 0 fr-tours\n"
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-tours 2023-05-05T11:15 2023-05-05T12:00",
         "warning:1,2"},
        {"an option",
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T10:00 is=option\n"
         "visit suwon fr-tours 2023-05-05T11:01 2023-05-05T12:00",
         "notice:1,2"},
        {"cancelled",
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T10:00 is=cancelled\n"
         "visit suwon fr-tours 2023-05-05T11:01 2023-05-05T12:00",
         ""},
        {"from a part to the whole",
         "visit suwon fr-paris15 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-paris 2023-05-05T10:05 2023-05-05T11:00",
         ""},
        {"next door, without a row",
         "visit suwon fr-issy 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-paris 2023-05-05T10:30 2023-05-05T11:00",
         ""},
        {"by distance: Issy to Grenoble",
         "visit suwon fr-issy 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-grenoble 2023-05-05T13:00 2023-05-05T14:00",
         "warning:1,2"},
        {"a transfer takes one there",
         "visit suwon fr-paris 2023-05-05T08:00 2023-05-05T09:00\n"
         "transfer suwon fr-paris 2023-05-05T09:00 2023-05-05T10:15 "
         "to=fr-tours\n"
         "visit suwon fr-tours 2023-05-05T10:16 2023-05-05T12:00",
         ""},
        {"at worst it arrives when they begin",
         "transfer suwon fr-paris 2023-05-05T09:00 2023-05-05T10:05 "
         "to=fr-tours\n"
         "visit suwon fr-tours 2023-05-05T10:16 2023-05-05T12:00",
         ""},
        {"at worst it arrives a minute late",
         "transfer suwon fr-paris 2023-05-05T09:00 2023-05-05T10:05 "
         "to=fr-tours\n"
         "visit suwon fr-tours 2023-05-05T10:15 2023-05-05T12:00",
         "warning:1,2"},
        {"dinner can wait",
         "transfer suwon fr-paris 2023-05-05T09:00 2023-05-05T10:05 "
         "to=fr-tours\n"
         "meal suwon fr-tours 2023-05-05T10:05 2023-05-05T12:00",
         ""},
        {"an official between two hosts",
         "meeting - fr-paris 2023-05-05T09:00 2023-05-05T10:00 who=guest\n"
         "meeting - fr-tours 2023-05-05T11:10 2023-05-05T12:00 who=guest",
         "warning:1,2"},
    };
    one_rule("travel-tight", cases, COUNT(cases));
}

static void day_overloaded(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"four visits",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:45\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:45\n"
         "visit suwon fr-tours 2023-05-05T14:00 2023-05-05T14:45\n"
         "visit suwon fr-tours 2023-05-05T15:00 2023-05-05T15:45",
         "warning:1,2,3,4"},
        {"three visits",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:45\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:45\n"
         "visit suwon fr-tours 2023-05-05T14:00 2023-05-05T14:45",
         ""},
        {"four visits on two days",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:45\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:45\n"
         "visit suwon fr-tours 2023-05-05T14:00 2023-05-05T14:45\n"
         "visit suwon fr-tours 2023-05-06T09:00 2023-05-06T10:00",
         ""},
        {"four visits of two tracks",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:45 track=A\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:45 track=A\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:45 track=B\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:45 track=B",
         ""},
        {"three stages of a visit",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T18:00\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:45 in=1\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:45 in=1\n"
         "visit suwon fr-tours 2023-05-05T14:00 2023-05-05T14:45 in=1",
         ""},
        {"four stages of a visit that is cancelled",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T18:00 is=cancelled\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:45 in=1\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:45 in=1\n"
         "visit suwon fr-tours 2023-05-05T14:00 2023-05-05T14:45 in=1\n"
         "visit suwon fr-tours 2023-05-05T15:00 2023-05-05T15:45 in=1",
         "warning:2,3,4,5"},
        {"a visite de courtoisie is no field visit",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:45\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:45\n"
         "visit suwon fr-tours 2023-05-05T14:00 2023-05-05T14:45\n"
         "visit suwon fr-tours 2023-05-05T08:00 2023-05-05T08:45 rite=courtesy",
         ""},
        {"a host who allows four",
         "set day-overloaded visits 4 fr-tours\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:45\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:45\n"
         "visit suwon fr-tours 2023-05-05T14:00 2023-05-05T14:45\n"
         "visit suwon fr-tours 2023-05-05T15:00 2023-05-05T15:45",
         ""},
        {"an idea among them",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:45\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:45\n"
         "visit suwon fr-tours 2023-05-05T14:00 2023-05-05T14:45\n"
         "visit suwon fr-tours 2023-05-05T15:00 2023-05-05T16:00 is=idea",
         "notice:1,2,3,4"},
        {"one is cancelled",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T09:45\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T10:45\n"
         "visit suwon fr-tours 2023-05-05T14:00 2023-05-05T14:45\n"
         "visit suwon fr-tours 2023-05-05T15:00 2023-05-05T16:00 is=cancelled",
         ""},
        {"from 8:00 to 20:00",
         "meeting suwon fr-tours 2023-05-05T08:00 2023-05-05T09:00\n"
         "meeting suwon fr-tours 2023-05-05T19:00 2023-05-05T20:00",
         ""},
        {"a minute longer",
         "meeting suwon fr-tours 2023-05-05T08:00 2023-05-05T09:00\n"
         "meeting suwon fr-tours 2023-05-05T19:00 2023-05-05T20:01",
         "warning:1,2"},
        {"a dinner and a show until midnight",
         "meeting suwon fr-tours 2023-05-05T08:00 2023-05-05T09:00\n"
         "meal suwon fr-tours 2023-05-05T19:00 2023-05-05T21:00\n"
         "ceremony suwon fr-tours 2023-05-05T21:00 2023-05-05T24:00",
         ""},
        {"a signing in the evening",
         "meeting suwon fr-tours 2023-05-05T08:00 2023-05-05T09:00\n"
         "ceremony suwon fr-tours 2023-05-05T20:00 2023-05-05T21:00 "
         "rite=signing",
         "warning:1,2"},
        {"one visit all day and all night",
         "visit suwon fr-tours 2023-05-05T08:00 2023-05-05T20:01", "warning:1"},
        {"stays do not tire",
         "stay suwon fr-tours 2023-05-05T00:00 2023-05-05T23:00\n"
         "meeting suwon fr-tours 2023-05-05T08:00 2023-05-05T09:00",
         ""},
    };
    one_rule("day-overloaded", cases, COUNT(cases));
}

static void meal_missing(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"work through noon",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T12:30\n"
         "meeting suwon fr-tours 2023-05-05T12:45 2023-05-05T15:00",
         "warning:1,2"},
        {"an hour free",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T12:30\n"
         "meeting suwon fr-tours 2023-05-05T13:30 2023-05-05T15:00",
         ""},
        {"an hour less a minute",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T12:30\n"
         "meeting suwon fr-tours 2023-05-05T13:29 2023-05-05T15:00",
         "warning:1,2"},
        {"a meal",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T12:30\n"
         "meal suwon fr-tours 2023-05-05T12:30 2023-05-05T13:20\n"
         "meeting suwon fr-tours 2023-05-05T13:20 2023-05-05T15:00",
         ""},
        {"a meal that is cancelled",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T12:30\n"
         "meal suwon fr-tours 2023-05-05T12:30 2023-05-05T13:20 is=cancelled\n"
         "meeting suwon fr-tours 2023-05-05T13:20 2023-05-05T15:00",
         "warning:1,3"},
        {"the meal is over at 11:30",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00\n"
         "meal suwon fr-tours 2023-05-05T10:30 2023-05-05T11:30\n"
         "meeting suwon fr-tours 2023-05-05T11:30 2023-05-05T13:50\n"
         "meeting suwon fr-tours 2023-05-05T14:00 2023-05-05T15:00",
         "warning:3,4"},
        {"nothing before 11:30",
         "visit suwon fr-tours 2023-05-05T11:30 2023-05-05T12:30\n"
         "meeting suwon fr-tours 2023-05-05T12:45 2023-05-05T15:00",
         ""},
        {"nothing after 14:30",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T12:30\n"
         "meeting suwon fr-tours 2023-05-05T12:45 2023-05-05T14:00",
         ""},
        {"until 14:30",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T12:30\n"
         "meeting suwon fr-tours 2023-05-05T12:45 2023-05-05T14:30",
         ""},
        {"a day out has its lunch",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T18:00", ""},
        {"free all noon",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T10:30\n"
         "meeting suwon fr-tours 2023-05-05T16:00 2023-05-05T17:00",
         ""},
        {"one eats on the train",
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T12:00\n"
         "transfer suwon fr-paris 2023-05-05T12:00 2023-05-05T13:15\n"
         "visit suwon fr-tours 2023-05-05T13:15 2023-05-05T15:00",
         ""},
        {"not in a taxi",
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T12:00\n"
         "transfer suwon fr-paris 2023-05-05T12:00 2023-05-05T12:50\n"
         "visit suwon fr-tours 2023-05-05T13:15 2023-05-05T15:00",
         "warning:1,2,3"},
        {"each track for itself",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T12:30 track=A\n"
         "visit suwon fr-tours 2023-05-05T13:00 2023-05-05T15:00 track=B",
         ""},
        {"an option",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T12:30 is=option\n"
         "meeting suwon fr-tours 2023-05-05T12:45 2023-05-05T15:00",
         "notice:1,2"},
        {"half an hour is enough for a host",
         "set meal-missing gap_minutes 30 fr-tours\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T12:30\n"
         "meeting suwon fr-tours 2023-05-05T13:00 2023-05-05T15:00",
         ""},
    };
    one_rule("meal-missing", cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vehicle_double_booked),
        cmocka_unit_test(capacity_exceeded),
        cmocka_unit_test(travel_tight),
        cmocka_unit_test(day_overloaded),
        cmocka_unit_test(meal_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
