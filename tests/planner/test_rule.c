/* Each rule: what fires it, and what just does not. */
#include "cases.h"
#include "sketch.h"
#include <jumelage/rule.h>

struct rule_case {
    const char *name;
    const char *lines;
    const char *wanted; /* "rule:severity rule:severity ..." */
};

/* The rules that are tested here; others have programs of their own. */
static bool is_known(const char *rule)
{
    static const char *const known[] = {
        "delegation-double-booked", "person-double-booked",
        "venue-double-booked",      "host-over-capacity",
        "travel-impossible",        "outside-stay",
        "forum-without-occasion",   "partner-overlap"};
    for (size_t i = 0; i < COUNT(known); i++)
        if (strcmp(known[i], rule) == 0)
            return true;
    return false;
}

static void run(const struct rule_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct jm_plan *plan = sketch(cases[i].lines);
        struct jm_check_scope scope = JM_CHECK_EVERYTHING;
        struct jm_findings findings = JM_FINDINGS_INIT;
        struct jm_text got = JM_TEXT_INIT;
        CHECK(cases[i].name,
              jm_check_run(&findings, plan, &scope, NULL) == JM_OK);
        for (size_t f = 0; f < findings.count; f++)
            if (is_known(findings.all[f].rule->id))
                jm_text_addf(&got, "%s%s:%s", got.length ? " " : "",
                             findings.all[f].rule->id,
                             jm_severity_word(findings.all[f].severity));
        CHECK_TEXT(cases[i].name, jm_text_get(&got), cases[i].wanted);
        jm_text_clear(&got);
        jm_findings_clear(&findings);
        jm_plan_free(plan);
    }
}

static void delegation_double_booked(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"two stays at once",
         "stay suwon fr-tours 2023-05-05 2023-05-06\n"
         "stay suwon fr-grenoble 2023-05-06 2023-05-08",
         "delegation-double-booked:blocking"},
        {"two stays, one day after the other",
         "stay suwon fr-tours 2023-05-05 2023-05-06\n"
         "stay suwon fr-grenoble 2023-05-07 2023-05-08",
         ""},
        {"one of them an option",
         "stay suwon fr-tours 2023-05-05 2023-05-06\n"
         "stay suwon fr-grenoble 2023-05-06 2023-05-08 is=option",
         "delegation-double-booked:warning"},
        {"one of them cancelled",
         "stay suwon fr-tours 2023-05-05 2023-05-06\n"
         "stay suwon fr-grenoble 2023-05-06 2023-05-08 is=cancelled",
         ""},
        {"two meetings overlap by a minute",
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:01\n"
         "meeting suwon fr-tours 2023-05-05T11:00 2023-05-05T12:00",
         "delegation-double-booked:blocking"},
        {"two meetings touch",
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00\n"
         "meeting suwon fr-tours 2023-05-05T11:00 2023-05-05T12:00",
         ""},
        {"A covers B and C",
         "visit suwon fr-tours 2023-05-05T08:00 2023-05-05T18:00\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-tours 2023-05-05T16:00 2023-05-05T17:00",
         "delegation-double-booked:blocking "
         "delegation-double-booked:blocking"},
        {"a session inside a forum",
         "stay guro fr-issy 2023-06-19 2023-06-24\n"
         "forum guro fr-issy 2023-06-20T09:00 2023-06-20T18:00\n"
         "meeting guro fr-issy 2023-06-20T10:00 2023-06-20T11:00 in=2",
         ""},
        {"a visit during the forum's hours",
         "stay guro fr-issy 2023-06-19 2023-06-24\n"
         "forum guro fr-issy 2023-06-20T09:00 2023-06-20T18:00\n"
         "visit guro fr-issy 2023-06-20T10:00 2023-06-20T11:00",
         "delegation-double-booked:blocking"},
        {"a dinner on the day of a forum without hours",
         "stay guro fr-issy 2023-06-19 2023-06-24\n"
         "forum guro fr-issy 2023-06-20 2023-06-20\n"
         "meal guro fr-issy 2023-06-20T20:00 2023-06-20T22:00",
         ""},
        {"two tracks at once",
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 track=A\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 track=B",
         ""},
        {"a track and everybody",
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 track=A\n"
         "visit suwon fr-tours 2023-05-05T10:30 2023-05-05T11:00",
         "delegation-double-booked:blocking"},
        {"a night at the hotel and a dinner",
         "lodging suwon fr-tours 2023-05-05T18:00 2023-05-06T09:00\n"
         "meal suwon fr-tours 2023-05-05T20:00 2023-05-05T22:00",
         ""},
        {"a visit while the clocks go back",
         "visit suwon fr-tours 2026-10-25T01:00 2026-10-25T03:30\n"
         "visit suwon fr-tours 2026-10-25T03:30 2026-10-25T04:00",
         ""},
        {"visits of stays that clash are told with the stays",
         "stay suwon fr-tours 2023-05-05 2023-05-06\n"
         "stay suwon fr-grenoble 2023-05-05 2023-05-06\n"
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T12:00 in=1\n"
         "visit suwon fr-grenoble 2023-05-05T09:00 2023-05-05T12:00 in=2",
         "delegation-double-booked:blocking"},
    };
    run(cases, COUNT(cases));
}

static void person_double_booked(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"a guest at two meetings",
         "meeting - fr-tours 2023-05-05T10:00 2023-05-05T11:00 who=guest\n"
         "meeting - fr-tours 2023-05-05T10:30 2023-05-05T11:30 who=guest",
         "person-double-booked:blocking"},
        {"a guest at one after the other",
         "meeting - fr-tours 2023-05-05T10:00 2023-05-05T11:00 who=guest\n"
         "meeting - fr-tours 2023-05-05T11:00 2023-05-05T12:00 who=guest",
         ""},
        {"a member of two delegations",
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00\n"
         "meeting suwon2 fr-paris 2023-05-05T10:30 2023-05-05T11:30",
         "person-double-booked:blocking"},
        {"a delegation's clash is not repeated for its members",
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00\n"
         "meeting suwon fr-tours 2023-05-05T10:30 2023-05-05T11:30",
         "delegation-double-booked:blocking"},
        {"named on the other track",
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 track=A\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 track=B "
         "who=aide",
         "person-double-booked:blocking"},
        {"on one's own track only",
         "meeting suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 track=A\n"
         "visit suwon fr-tours 2023-05-05T10:00 2023-05-05T11:00 track=B "
         "who=guest",
         ""},
        {"not yet with the delegation",
         "stay guro fr-issy 2023-06-19 2023-06-24\n"
         "visit guro fr-issy 2023-06-21T10:00 2023-06-21T11:00 in=1\n"
         "meeting - fr-paris 2023-06-21T10:00 2023-06-21T11:00 who=late",
         ""},
        {"with the delegation since noon",
         "stay guro fr-issy 2023-06-19 2023-06-24\n"
         "visit guro fr-issy 2023-06-21T14:00 2023-06-21T15:00 in=1\n"
         "meeting - fr-issy 2023-06-21T14:30 2023-06-21T15:30 who=late",
         "person-double-booked:blocking"},
    };
    run(cases, COUNT(cases));
}

static void venue_double_booked(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"one hall, two events",
         "meeting - fr-tours 2023-05-05T10:00 2023-05-05T11:00 venue=hall\n"
         "visit - fr-tours 2023-05-05T10:30 2023-05-05T11:30 venue=hall",
         "venue-double-booked:blocking"},
        {"one hall, one after the other",
         "meeting - fr-tours 2023-05-05T10:00 2023-05-05T11:00 venue=hall\n"
         "visit - fr-tours 2023-05-05T11:00 2023-05-05T11:30 venue=hall",
         ""},
        {"two rooms, two events",
         "meeting - fr-tours 2023-05-05T10:00 2023-05-05T11:00 venue=annex\n"
         "visit - fr-tours 2023-05-05T10:30 2023-05-05T11:30 venue=annex",
         ""},
        {"two rooms, three events",
         "meeting - fr-tours 2023-05-05T10:00 2023-05-05T11:00 venue=annex\n"
         "meal - fr-tours 2023-05-05T10:15 2023-05-05T11:00 venue=annex\n"
         "visit - fr-tours 2023-05-05T10:30 2023-05-05T11:30 venue=annex",
         "venue-double-booked:blocking"},
        {"two rooms, three events, two at once",
         "meeting - fr-tours 2023-05-05T10:00 2023-05-05T13:00 venue=annex\n"
         "meal - fr-tours 2023-05-05T10:15 2023-05-05T11:00 venue=annex\n"
         "visit - fr-tours 2023-05-05T11:00 2023-05-05T11:30 venue=annex",
         ""},
        {"a session of the forum in the forum's hall",
         "flagship - fr-tours 2023-05-05 2023-05-14\n"
         "forum - fr-tours 2023-05-05T09:00 2023-05-05T18:00 venue=hall\n"
         "meeting - fr-tours 2023-05-05T10:00 2023-05-05T11:00 venue=hall "
         "in=2",
         ""},
        {"a fair is open to all",
         "flagship - fr-tours 2023-05-05 2023-05-14 venue=hall\n"
         "ceremony - fr-tours 2023-05-06T10:00 2023-05-06T11:00 venue=hall",
         ""},
    };
    run(cases, COUNT(cases));
}

static void host_over_capacity(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"two delegations at Tours",
         "stay suwon fr-tours 2023-05-05 2023-05-07\n"
         "stay guro fr-tours 2023-05-07 2023-05-09",
         "host-over-capacity:blocking"},
        {"one leaves, the next comes",
         "stay suwon fr-tours 2023-05-05 2023-05-06\n"
         "stay guro fr-tours 2023-05-07 2023-05-09",
         ""},
        {"Paris may receive two",
         "stay suwon fr-paris 2023-05-05 2023-05-07\n"
         "stay guro fr-paris 2023-05-05 2023-05-07",
         ""},
        {"Paris 15e counts in Paris",
         "stay suwon fr-paris 2023-05-01 2023-05-07\n"
         "stay guro fr-paris 2023-05-01 2023-05-07\n"
         "visit suwon2 fr-paris15 2023-05-10T10:00 2023-05-10T11:00\n"
         "stay suwon2 fr-paris15 2023-05-07 2023-05-09",
         "host-over-capacity:blocking outside-stay:blocking"},
        {"a delegation and its own visits are one",
         "stay guro fr-issy 2023-06-19 2023-06-24\n"
         "visit guro fr-issy 2023-06-20T10:00 2023-06-20T11:00 in=1",
         ""},
        {"a visit from another's stay counts while it lasts",
         "stay guro fr-issy 2023-06-19 2023-06-24\n"
         "stay suwon fr-paris 2023-06-20 2023-06-20\n"
         "visit suwon fr-issy 2023-06-20T10:00 2023-06-20T11:00 in=2",
         "host-over-capacity:blocking"},
    };
    run(cases, COUNT(cases));
}

static void outside_stay(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"a visit after the stay",
         "stay suwon fr-tours 2023-05-05 2023-05-06\n"
         "visit suwon fr-tours 2023-05-07T10:00 2023-05-07T11:00 in=1",
         "outside-stay:blocking"},
        {"until the last minute",
         "stay suwon fr-tours 2023-05-05 2023-05-06\n"
         "visit suwon fr-tours 2023-05-06T22:00 2023-05-06T24:00 in=1",
         ""},
        {"a minute past midnight",
         "stay suwon fr-tours 2023-05-05 2023-05-06\n"
         "visit suwon fr-tours 2023-05-06T22:00 2023-05-07T00:01 in=1",
         "outside-stay:blocking"},
        {"in another stay of the delegation",
         "stay suwon fr-tours 2023-05-05 2023-05-06\n"
         "stay suwon fr-paris 2023-05-08 2023-05-09\n"
         "visit suwon fr-issy 2023-05-08T10:00 2023-05-08T11:00",
         ""},
        {"in none of its stays",
         "stay suwon fr-tours 2023-05-05 2023-05-06\n"
         "visit suwon fr-issy 2023-05-08T10:00 2023-05-08T11:00",
         "outside-stay:blocking"},
        {"a delegation without a stay",
         "visit suwon fr-issy 2023-05-08T10:00 2023-05-08T11:00", ""},
        {"the journey home after midnight",
         "stay suwon fr-tours 2023-05-05 2023-05-06\n"
         "transfer suwon fr-tours 2023-05-06T23:00 2023-05-07T01:00 in=1",
         ""},
        {"the journey home two days later",
         "stay suwon fr-tours 2023-05-05 2023-05-06\n"
         "transfer suwon fr-tours 2023-05-08T12:00 2023-05-08T13:00 in=1",
         "outside-stay:blocking"},
        {"a whole day on the day the stay begins at noon",
         "stay suwon fr-tours 2023-05-05T12:00 2023-05-06T12:00\n"
         "visit suwon fr-tours 2023-05-05 2023-05-05 in=1",
         ""},
        {"a member who joins later",
         "stay guro fr-issy 2023-06-19 2023-06-24\n"
         "visit guro fr-issy 2023-06-21T11:00 2023-06-21T13:00 in=1 who=late",
         "outside-stay:blocking"},
        {"a member who has joined",
         "stay guro fr-issy 2023-06-19 2023-06-24\n"
         "visit guro fr-issy 2023-06-21T12:00 2023-06-21T13:00 in=1 who=late",
         ""},
    };
    run(cases, COUNT(cases));
}

static void travel_impossible(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"Paris to Tours in an hour",
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-tours 2023-05-05T11:00 2023-05-05T12:00",
         "travel-impossible:blocking"},
        {"Paris to Tours in 61 minutes",
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-tours 2023-05-05T11:01 2023-05-05T12:00",
         ""},
        {"what holds for Paris holds for Paris 15e",
         "visit suwon fr-tours 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-paris15 2023-05-05T11:00 2023-05-05T12:00",
         "travel-impossible:blocking"},
        {"by distance: Issy to Grenoble in two hours",
         "visit suwon fr-issy 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-grenoble 2023-05-05T12:00 2023-05-05T13:00",
         "travel-impossible:blocking"},
        {"by distance: Issy to Grenoble in three hours",
         "visit suwon fr-issy 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-grenoble 2023-05-05T13:00 2023-05-05T14:00",
         ""},
        {"a transfer takes one there",
         "visit suwon fr-paris 2023-05-05T08:00 2023-05-05T09:00\n"
         "transfer suwon fr-paris 2023-05-05T09:00 2023-05-05T10:15 "
         "to=fr-tours\n"
         "visit suwon fr-tours 2023-05-05T10:15 2023-05-05T12:00",
         ""},
        {"a transfer of half an hour",
         "transfer suwon fr-paris 2023-05-05T09:00 2023-05-05T09:30 "
         "to=fr-tours",
         "travel-impossible:blocking"},
        {"a session does not shorten the way out of a long visit",
         "visit suwon fr-paris 2023-05-05T08:00 2023-05-05T12:00\n"
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T10:00 in=1\n"
         "visit suwon fr-tours 2023-05-05T12:30 2023-05-05T14:00",
         "travel-impossible:blocking"},
        {"each track on its own way",
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T10:00 track=A\n"
         "visit suwon fr-tours 2023-05-05T10:15 2023-05-05T12:00 track=B",
         ""},
        {"everybody from one track's place",
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T10:00 track=A\n"
         "visit suwon fr-tours 2023-05-05T10:15 2023-05-05T12:00",
         "travel-impossible:blocking"},
        {"two tracks over the same two stops: told once",
         "visit suwon fr-paris 2023-05-05T07:00 2023-05-05T08:00 track=A\n"
         "visit suwon fr-paris 2023-05-05T07:00 2023-05-05T08:00 track=B\n"
         "visit suwon fr-paris 2023-05-05T09:00 2023-05-05T10:00\n"
         "visit suwon fr-tours 2023-05-05T10:30 2023-05-05T12:00",
         "travel-impossible:blocking"},
        {"an official between two hosts",
         "meeting - fr-paris 2023-05-05T09:00 2023-05-05T10:00 who=guest\n"
         "meeting - fr-tours 2023-05-05T10:30 2023-05-05T11:00 who=guest",
         "travel-impossible:blocking"},
        {"days without hours are no stops",
         "visit suwon fr-paris 2023-05-05 2023-05-05\n"
         "visit suwon fr-tours 2023-05-06T00:00 2023-05-06T11:00",
         ""},
    };
    run(cases, COUNT(cases));
}

static void forum_without_occasion(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"a forum alone", "forum - fr-issy 2023-06-20 2023-06-20",
         "forum-without-occasion:blocking"},
        {"an idea of a forum alone",
         "forum - fr-issy 2023-06-20 2023-06-20 is=idea",
         "forum-without-occasion:warning"},
        {"during a stay",
         "stay guro fr-issy 2023-06-19 2023-06-24\n"
         "forum - fr-issy 2023-06-20 2023-06-20",
         ""},
        {"the day after the stay",
         "stay guro fr-issy 2023-06-19 2023-06-24\n"
         "forum - fr-issy 2023-06-25 2023-06-25",
         "forum-without-occasion:blocking"},
        {"during a stay that is cancelled",
         "stay guro fr-issy 2023-06-19 2023-06-24 is=cancelled\n"
         "forum - fr-issy 2023-06-20 2023-06-20",
         "forum-without-occasion:blocking"},
        {"during a fair",
         "flagship - fr-tours 2023-05-05 2023-05-14\n"
         "forum - fr-tours 2023-05-14 2023-05-14",
         ""},
        {"a fair elsewhere",
         "flagship - fr-tours 2023-05-05 2023-05-14\n"
         "forum - fr-issy 2023-05-14 2023-05-14",
         "forum-without-occasion:blocking"},
        {"in Paris, a stay at Paris 15e",
         "stay guro fr-paris15 2023-06-19 2023-06-24\n"
         "forum - fr-paris 2023-06-20 2023-06-20",
         ""},
        {"at Paris 15e, a stay in Paris",
         "stay guro fr-paris 2023-06-19 2023-06-24\n"
         "forum - fr-paris15 2023-06-20 2023-06-20",
         ""},
    };
    run(cases, COUNT(cases));
}

static void partner_overlap(void **state)
{
    (void)state;
    static const struct rule_case cases[] = {
        {"Suwon at Paris and at Tours in one week",
         "stay suwon fr-paris 2023-05-02 2023-05-03\n"
         "stay suwon2 fr-tours 2023-05-05 2023-05-06",
         "partner-overlap:warning"},
        {"Sunday, and the Monday after",
         "stay suwon fr-paris 2023-05-06 2023-05-07\n"
         "stay suwon2 fr-tours 2023-05-08 2023-05-09",
         ""},
        {"one delegation travels on",
         "stay suwon fr-paris 2023-05-02 2023-05-03\n"
         "stay suwon fr-tours 2023-05-05 2023-05-06",
         ""},
        {"other partners",
         "stay guro fr-paris 2023-05-02 2023-05-03\n"
         "stay suwon2 fr-tours 2023-05-05 2023-05-06",
         ""},
        {"an option is milder",
         "stay suwon fr-paris 2023-05-02 2023-05-03 is=option\n"
         "stay suwon2 fr-tours 2023-05-05 2023-05-06",
         "partner-overlap:notice"},
        {"one host, two delegations of one partner",
         "stay suwon fr-paris 2023-05-02 2023-05-03\n"
         "stay suwon2 fr-paris15 2023-05-05 2023-05-06",
         ""},
    };
    run(cases, COUNT(cases));
}

static void table_is_whole(void **state)
{
    (void)state;
    for (const struct jm_rule *const *r = jm_rules; *r; r++) {
        CHECK((*r)->id, jm_rule_find((*r)->id) == *r);
        CHECK((*r)->id, (*r)->event || (*r)->dated || (*r)->pair ||
                            (*r)->step || (*r)->crowd || (*r)->forums);
        CHECK((*r)->id, (*r)->sentence != JM_SAY_NOTHING);
        CHECK((*r)->id, (*r)->severity > JM_IGNORE);
    }
    assert_null(jm_rule_find("double-booked"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(delegation_double_booked),
        cmocka_unit_test(person_double_booked),
        cmocka_unit_test(venue_double_booked),
        cmocka_unit_test(host_over_capacity),
        cmocka_unit_test(outside_stay),
        cmocka_unit_test(travel_impossible),
        cmocka_unit_test(forum_without_occasion),
        cmocka_unit_test(partner_overlap),
        cmocka_unit_test(table_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
