/* agenda.h: which rows a programme has, and in which order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "agenda.h"
#include <stdio.h>
#include <string.h>

enum { SUWON, TOURS, PARIS, CDG, PLACES };
enum { OURS, OTHERS, NOBODY };

#define ALL NULL

/* Hours are those of 5 May 2023 in Paris, days counted from it: {d, h}. */
struct at {
    int day, hour;
};
#define NO_HOUR -1

struct event {
    const char *title;
    enum jm_event_kind kind;
    struct at from, until; /* NO_HOUR: all day, the day of `until` included */
    const char *track;
    int place, to;
    int whose;
    int inside; /* index of its parent + 1; 0: none */
    enum jm_event_status status;
    enum jm_audience audience;
};

/* Fields that are left out are 0: confirmed would be 2. */
#define OK .status = JM_CONFIRMED, .audience = JM_AUDIENCE_HOST, .to = -1

static const struct {
    const char *name;
    struct event events[8];
    const char *rows; /* "day slot title", joined by "; " */
    const char *hosts;
    int first, last; /* days of the programme */
} cases[] = {
    {"in the order of time, whatever the order they came in",
     {{"b", JM_VISIT, {0, 11}, {0, 12}, ALL, TOURS, .whose = OURS, OK},
      {"c", JM_VISIT, {1, 9}, {1, 10}, ALL, TOURS, .whose = OURS, OK},
      {"a", JM_VISIT, {0, 9}, {0, 11}, ALL, TOURS, .whose = OURS, OK}},
     "0 hours a; 0 hours b; 1 hours c",
     "Tours",
     0,
     1},
    {"simultaneous rows stand together, what is for all first",
     {{"b", JM_VISIT, {0, 9}, {0, 12}, "T1", TOURS, .whose = OURS, OK},
      {"c", JM_VISIT, {0, 9}, {0, 10}, "T2", TOURS, .whose = OURS, OK},
      {"d", JM_VISIT, {0, 10}, {0, 12}, "T2", TOURS, .whose = OURS, OK},
      {"a", JM_VISIT, {0, 9}, {0, 12}, ALL, TOURS, .whose = OURS, OK}},
     "0 hours a; 0 hours b; 0 hours c; 0 hours d",
     "Tours",
     0,
     0},
    {"without hours first, a night last",
     {{"n", JM_LODGING, {0, -1}, {0, -1}, ALL, TOURS, .whose = OURS, OK},
      {"a", JM_VISIT, {0, 9}, {0, 10}, ALL, TOURS, .whose = OURS, OK},
      {"w", JM_VISIT, {0, -1}, {0, -1}, ALL, TOURS, .whose = OURS, OK}},
     "0 whole w; 0 hours a; 0 night n",
     "Tours",
     0,
     0},
    {"a stay is a frame: no row, but it says the days and the host",
     {{"s", JM_STAY, {-1, -1}, {2, -1}, ALL, TOURS, .whose = OURS, OK},
      {"a", JM_VISIT, {0, 9}, {0, 10}, ALL, PARIS, .whose = OURS, OK}},
     "0 hours a",
     "Tours Paris",
     -1,
     2},
    {"a stay of some hours with nothing in it is a row",
     {{"s", JM_STAY, {0, 9}, {0, 18}, ALL, TOURS, .whose = OURS, OK}},
     "0 hours s",
     "Tours",
     0,
     0},
    {"it is none when something is inside",
     {{"s", JM_STAY, {0, 9}, {0, 18}, ALL, TOURS, .whose = OURS, OK},
      {"a",
       JM_VISIT,
       {0, 10},
       {0, 11},
       ALL,
       TOURS,
       .whose = OURS,
       .inside = 1,
       OK}},
     "0 hours a",
     "Tours",
     0,
     0},
    {"a fair of ten days counts on days that stop there",
     {{"f", JM_FLAGSHIP, {0, -1}, {9, -1}, ALL, TOURS, .whose = OURS, OK},
      {"a", JM_VISIT, {0, 9}, {0, 10}, ALL, TOURS, .whose = OURS, OK},
      {"b", JM_VISIT, {1, 9}, {1, 10}, ALL, PARIS, .whose = OURS, OK},
      {"t", JM_TRANSFER, {2, 9}, {2, 10}, ALL, TOURS, .whose = OURS, OK}},
     "0 whole f; 0 hours a; 1 hours b; 2 hours t",
     "Tours Paris",
     0,
     2},
    {"nights count on days that have something",
     {{"n", JM_LODGING, {0, -1}, {2, -1}, ALL, TOURS, .whose = OURS, OK},
      {"a", JM_VISIT, {0, 9}, {0, 10}, ALL, TOURS, .whose = OURS, OK},
      {"b", JM_VISIT, {2, 9}, {2, 10}, ALL, PARIS, .whose = OURS, OK}},
     "0 hours a; 0 night n; 2 hours b; 2 night n",
     "Tours Paris",
     0,
     2},
    {"an excursion of two days makes its pages",
     {{"e", JM_VISIT, {0, -1}, {1, -1}, ALL, TOURS, .whose = OURS, OK}},
     "0 whole e; 1 whole e",
     "Tours",
     0,
     1},
    {"a forum of thirty hours goes on the next day",
     {{"f", JM_MEETING, {0, 9}, {1, 15}, ALL, TOURS, .whose = OURS, OK}},
     "0 hours f; 1 whole f",
     "Tours",
     0,
     1},
    {"a dinner past midnight does not",
     {{"d", JM_MEAL, {0, 20}, {1, 1}, ALL, TOURS, .whose = OURS, OK}},
     "0 hours d",
     "Tours",
     0,
     0},
    {"for guests: no deadline, no post, nothing internal, nobody else's",
     {{"p", JM_POST, {0, 9}, {0, 10}, ALL, TOURS, .whose = OURS, OK},
      {"l", JM_DEADLINE, {0, 9}, {0, 10}, ALL, TOURS, .whose = OURS, OK},
      {"i",
       JM_MEETING,
       {0, 9},
       {0, 10},
       ALL,
       TOURS,
       .to = -1,
       .whose = OURS,
       .status = JM_CONFIRMED,
       .audience = JM_AUDIENCE_PROTOCOL},
      {"o", JM_VISIT, {0, 9}, {0, 10}, ALL, PARIS, .whose = OTHERS, OK},
      {"x", JM_VISIT, {0, 9}, {0, 10}, ALL, PARIS, .whose = NOBODY, OK},
      {"a", JM_VISIT, {0, 9}, {0, 10}, ALL, TOURS, .whose = OURS, OK}},
     "0 hours a",
     "Tours",
     0,
     0},
    {"what is inside and names nobody is for those who are named outside",
     {{"s", JM_STAY, {0, -1}, {0, -1}, ALL, TOURS, .whose = OURS, OK},
      {"f",
       JM_FORUM,
       {0, 9},
       {0, 17},
       ALL,
       TOURS,
       .whose = NOBODY,
       .inside = 1,
       OK},
      {"a",
       JM_MEETING,
       {0, 9},
       {0, 10},
       ALL,
       TOURS,
       .whose = NOBODY,
       .inside = 2,
       OK},
      {"b",
       JM_MEETING,
       {0, 10},
       {0, 11},
       ALL,
       TOURS,
       .whose = OTHERS,
       .inside = 2,
       OK}},
     "0 hours a; 0 hours f",
     "Tours",
     0,
     0},
    {"what is cancelled is shown, and counts for nothing",
     {{"c",
       JM_VISIT,
       {-1, 9},
       {-1, 10},
       ALL,
       PARIS,
       .to = -1,
       .whose = OURS,
       .status = JM_CANCELLED},
      {"a", JM_VISIT, {0, 9}, {0, 10}, ALL, TOURS, .whose = OURS, OK}},
     "-1 hours c; 0 hours a",
     "Tours",
     0,
     0},
    {"airports and journeys are no hosts, nor is home",
     {{"t",
       JM_TRANSFER,
       {0, 9},
       {0, 10},
       ALL,
       CDG,
       .to = PARIS,
       .whose = OURS,
       .status = JM_CONFIRMED},
      {"a", JM_VISIT, {0, 11}, {0, 12}, ALL, CDG, .whose = OURS, OK},
      {"b", JM_VISIT, {0, 13}, {0, 14}, ALL, SUWON, .whose = OURS, OK}},
     "0 hours t; 0 hours a; 0 hours b",
     "",
     0,
     0},
};

static const struct jm_shift paris_shift = {INT64_MIN, 7200};
static const struct jm_shift seoul_shift = {INT64_MIN, 32400};

static jm_utc utc(struct at at, bool end)
{
    int64_t day = jm_day_from_date(2023, 5, 5) + at.day;
    if (at.hour == NO_HOUR)
        return (day + end) * JM_DAY_SECONDS - 7200;
    return day * JM_DAY_SECONDS + at.hour * 3600 - 7200;
}

static void add_places(struct jm_plan_maker *maker)
{
    static const char *const names[PLACES] = {"Suwon", "Tours", "Paris", "CDG"};
    uint16_t paris = jm_plan_zone(maker, "Europe/Paris");
    uint16_t seoul = jm_plan_zone(maker, "Asia/Seoul");
    jm_plan_set_zone(maker, paris,
                     &(struct jm_zone){"Europe/Paris", &paris_shift, 1, NULL});
    jm_plan_set_zone(maker, seoul,
                     &(struct jm_zone){"Asia/Seoul", &seoul_shift, 1, NULL});
    for (int i = 0; i < PLACES; i++)
        jm_plan_add_collectivity(
            maker, &(struct jm_collectivity){.id = names[i],
                                             .name = {names[i]},
                                             .kind = i == CDG ? JM_KIND_GATEWAY
                                                              : JM_KIND_COMMUNE,
                                             .zone = i == SUWON ? seoul : paris,
                                             .parent = JM_NONE});
    for (int i = OURS; i <= OTHERS; i++)
        jm_plan_add_delegation(
            maker, &(struct jm_delegation){
                       .id = i ? "b" : "a", .origin = SUWON, .head = JM_NONE});
}

static void add_event(struct jm_plan_maker *maker, const struct event *e)
{
    struct jm_event row = {
        .span = {utc(e->from, false), utc(e->until, true)},
        .host = (uint32_t)e->place,
        .venue = JM_NONE,
        .to_host = e->to < 0 ? JM_NONE : (uint32_t)e->to,
        .to_venue = JM_NONE,
        .delegation = e->whose == NOBODY ? JM_NONE : (uint32_t)e->whose,
        .parent = e->inside ? (uint32_t)e->inside - 1 : JM_NONE,
        .theme = JM_NONE,
        .track = e->track ? jm_plan_track(maker, e->track) : JM_TRACK_ALL,
        .kind = (uint8_t)e->kind,
        .status = (uint8_t)e->status,
        .audience = (uint8_t)e->audience,
        .all_day = e->from.hour == NO_HOUR};
    jm_plan_add_event(maker, &row,
                      &(struct jm_event_text){.title = {e->title}});
}

static struct jm_plan *plan_of(const struct event *events)
{
    struct jm_plan_maker *maker = NULL;
    struct jm_plan *plan = NULL;
    assert_int_equal(jm_plan_maker_new(&maker, NULL), JM_OK);
    add_places(maker);
    for (; events->title; events++)
        add_event(maker, events);
    assert_int_equal(jm_plan_seal(&plan, maker, 0, NULL), JM_OK);
    return plan;
}

static void describe(char *out, size_t room, const struct jm_plan *plan,
                     const struct jm_agenda *agenda)
{
    static const char *const slots[] = {"whole", "hours", "night"};
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < agenda->count && used < room; i++) {
        const struct jm_agenda_row *row = &agenda->rows[i];
        used += (size_t)snprintf(
            out + used, room - used, "%s%d %s %s", i ? "; " : "",
            (int)(row->day - jm_day_from_date(2023, 5, 5)), slots[row->slot],
            row->kind == JM_AGENDA_EVENT ? plan->texts[row->index].title[JM_FR]
            : row->kind == JM_AGENDA_DEPARTS ? "departs"
                                             : "arrives");
    }
}

static void each_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char rows[256], hosts[64] = "";
        struct jm_agenda agenda;
        struct jm_plan *plan = plan_of(cases[i].events);
        jm_day base = jm_day_from_date(2023, 5, 5);
        print_message("  %s\n", cases[i].name);
        assert_int_equal(jm_agenda_gather(&agenda, plan, OURS, false, NULL),
                         JM_OK);
        describe(rows, sizeof rows, plan, &agenda);
        for (size_t j = 0; j < agenda.n_hosts; j++) {
            strcat(hosts, j ? " " : "");
            strcat(hosts, plan->collectivities[agenda.hosts[j]].id);
        }
        assert_string_equal(rows, cases[i].rows);
        assert_string_equal(hosts, cases[i].hosts);
        assert_int_equal(agenda.first_day - base, cases[i].first);
        assert_int_equal(agenda.last_day - base, cases[i].last);
        jm_agenda_clear(&agenda);
        jm_plan_free(plan);
    }
}

/* Left at 23:30 in Seoul on the 4th, landed on the 5th in Paris: each end
 * stands on its own day. */
static void flights(void **state)
{
    (void)state;
    char rows[256];
    struct jm_agenda agenda;
    struct jm_plan_maker *maker = NULL;
    struct jm_plan *plan = NULL;
    struct event visit = {"a", JM_VISIT, {0, 9},        {0, 10},
                          ALL, TOURS,    .whose = OURS, OK};
    assert_int_equal(jm_plan_maker_new(&maker, NULL), JM_OK);
    add_places(maker);
    jm_plan_add_flight(
        maker, &(struct jm_flight){OURS,
                                   JM_FLIGHT_IN,
                                   "KE901",
                                   SUWON,
                                   CDG,
                                   {utc((struct at){-1, 16}, false) + 1800,
                                    utc((struct at){0, 6}, false)}});
    add_event(maker, &visit);
    assert_int_equal(jm_plan_seal(&plan, maker, 0, NULL), JM_OK);
    assert_int_equal(jm_agenda_gather(&agenda, plan, OURS, false, NULL), JM_OK);
    describe(rows, sizeof rows, plan, &agenda);
    assert_string_equal(rows, "-1 hours departs; 0 hours arrives; 0 hours a");
    assert_int_equal(agenda.away, TOURS);
    assert_int_equal(agenda.home, SUWON);
    jm_agenda_clear(&agenda);
    jm_plan_free(plan);
}

/* One takes part without being whom it is for. */
static void participants(void **state)
{
    (void)state;
    struct jm_agenda agenda;
    struct jm_plan_maker *maker = NULL;
    struct jm_plan *plan = NULL;
    struct event forum = {"f", JM_FORUM, {0, 9},          {0, 10},
                          ALL, TOURS,    .whose = OTHERS, OK};
    assert_int_equal(jm_plan_maker_new(&maker, NULL), JM_OK);
    add_places(maker);
    add_event(maker, &forum);
    jm_plan_add_participant(maker,
                            &(struct jm_participant){0, JM_NONE, OURS, JM_NONE,
                                                     JM_NONE, JM_PART_ATTENDS});
    assert_int_equal(jm_plan_seal(&plan, maker, 0, NULL), JM_OK);
    assert_int_equal(jm_agenda_gather(&agenda, plan, OURS, false, NULL), JM_OK);
    assert_int_equal(agenda.count, 1);
    assert_true(agenda.has_hours);
    jm_agenda_clear(&agenda);
    jm_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case),
        cmocka_unit_test(flights),
        cmocka_unit_test(participants),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
