/* Rules about beds and interpreters: what fires each, and what just does not.
 */
#include "cases.h"
#include "one_rule.h"

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
        cmocka_unit_test(night_without_lodging),
        cmocka_unit_test(interpreter_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
