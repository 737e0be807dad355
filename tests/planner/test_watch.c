/* Edits tried on a plan, against full checks before and after. */
#include "cases.h"
#include "plans.h"
#include "scatter.h"
#include "scatter_programme.h"
#include "sketch.h"
#include <jumelage/rule.h>
#include <jumelage/sentence.h>
#include <jumelage/watch.h>

/* A fingerprint names one finding: a waiver is for that one. */
static void check_names(const struct jm_findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        for (size_t j = 0; j < i; j++)
            assert_true(findings->all[i].fingerprint !=
                        findings->all[j].fingerprint);
}

static struct jm_findings full_check(const struct jm_plan *plan)
{
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings findings = JM_FINDINGS_INIT;
    assert_int_equal(jm_check_run(&findings, plan, &scope, NULL), JM_OK);
    check_names(&findings);
    return findings;
}

static bool same_finding(const struct jm_finding *a, const struct jm_finding *b)
{
    return a->fingerprint == b->fingerprint && a->digest == b->digest;
}

static size_t count_same(const struct jm_findings *in,
                         const struct jm_finding *finding)
{
    size_t count = 0;
    for (size_t i = 0; i < in->count; i++)
        count += same_finding(&in->all[i], finding);
    return count;
}

static size_t count_named(const struct jm_findings *in, uint64_t fingerprint)
{
    size_t count = 0;
    for (size_t i = 0; i < in->count; i++)
        count += in->all[i].fingerprint == fingerprint;
    return count;
}

static void complain(const struct jm_plan *plan, const char *what,
                     const struct jm_finding *finding)
{
    struct jm_text line = JM_TEXT_INIT;
    jm_sentence(&line, JM_EN, plan, finding);
    print_error("%s: %s: %s\n", what, finding->rule->id, jm_text_get(&line));
    jm_text_clear(&line);
}

/* Before and after as full checks have them: what is in one and not the other
 * must be told, by the outcome, and nothing else. */
static bool is_difference(const struct jm_plan *plan,
                          const struct jm_outcome *out,
                          const struct jm_findings *before,
                          const struct jm_findings *after)
{
    bool right = true;
    for (size_t i = 0; i < before->count; i++) {
        const struct jm_finding *f = &before->all[i];
        size_t stay = count_same(after, f), were = count_same(before, f);
        bool is_gone = stay < were;
        bool is_told = count_named(&out->lost, f->fingerprint) +
                           count_named(&out->changed, f->fingerprint) >
                       0;
        if (is_gone != is_told && count_named(before, f->fingerprint) == 1) {
            complain(plan, is_gone ? "not told lost" : "told lost", f);
            right = false;
        }
    }
    for (size_t i = 0; i < after->count; i++) {
        const struct jm_finding *f = &after->all[i];
        bool is_new = count_same(before, f) < count_same(after, f);
        bool is_told =
            count_same(&out->gained, f) + count_same(&out->changed, f) > 0;
        if (is_new != is_told) {
            complain(plan, is_new ? "not told gained" : "told gained", f);
            right = false;
        }
    }
    return right &&
           before->count - out->lost.count + out->gained.count == after->count;
}

/* ---- random edits ---- */

static void move_in_time(const struct jm_plan *plan, struct jm_event *e,
                         uint64_t *r)
{
    const struct jm_zone *zone = &plan->zones[e->zone];
    int64_t by = ((int64_t)test_below(r, 5) - 2) * JM_DAY_SECONDS;
    if (e->all_day) {
        jm_day first =
            jm_zone_day(zone, e->span.from) + (jm_day)(by / JM_DAY_SECONDS);
        e->span.from = jm_zone_day_start(zone, first);
        e->span.until =
            jm_zone_day_start(zone, first + 1 + (jm_day)test_below(r, 3));
        return;
    }
    by += ((int64_t)test_below(r, 9) - 4) * 900;
    int64_t length = (int64_t)test_below(r, 13) * 900;
    e->span.from += by;
    e->span.until = e->span.from + length;
}

static uint32_t any_or_none(uint64_t *r, uint32_t count)
{
    uint32_t which = test_below(r, count + 1);
    return which == count ? JM_NONE : which;
}

static void draw_parent(const struct jm_plan *plan, uint32_t event,
                        struct jm_event *e, uint64_t *r)
{
    uint32_t parent = any_or_none(r, plan->n_events);
    if (parent != event &&
        (parent == JM_NONE || !jm_plan_is_ancestor(plan, event, parent)))
        e->parent = parent;
}

static void draw_kind(struct jm_event *e, uint64_t *r)
{
    static const enum jm_event_kind kinds[] = {
        JM_STAY,     JM_VISIT, JM_MEETING,  JM_MEAL,
        JM_TRANSFER, JM_FORUM, JM_FLAGSHIP, JM_LODGING};
    e->kind = (uint8_t)kinds[test_below(r, COUNT(kinds))];
}

static struct jm_alter draw_edit(const struct jm_plan *plan, uint32_t event,
                                 uint64_t *r)
{
    struct jm_alter edit = {event, plan->events[event]};
    struct jm_event *e = &edit.as;
    if (!e->span.from) /* just added */
        e->span = plan->events[0].span;
    switch (test_below(r, 10)) {
    case 0:
        e->host = any_or_none(r, plan->n_collectivities);
        break;
    case 1:
        e->status = (uint8_t)test_below(r, 4);
        break;
    case 2:
        e->delegation = any_or_none(r, plan->n_delegations);
        break;
    case 3:
        draw_parent(plan, event, e, r);
        break;
    case 4:
        e->venue = any_or_none(r, plan->n_venues);
        break;
    case 5:
        draw_kind(e, r);
        break;
    case 6:
        e->track = plan->n_tracks && test_below(r, 2)
                       ? (uint16_t)test_below(r, plan->n_tracks)
                       : JM_TRACK_ALL;
        break;
    case 7:
        e->rite = (uint8_t)test_below(r, 5);
        break;
    case 8:
        e->theme = any_or_none(r, plan->n_themes);
        break;
    default:
        move_in_time(plan, e, r);
    }
    return edit;
}

/* One to three edits of different events; only the first may change parents, so
 * that no two together make a circle. */
static size_t draw_edits(const struct jm_plan *plan, struct jm_alter *edits,
                         uint64_t *r)
{
    size_t wanted = 1 + test_below(r, 3), count = 0;
    for (size_t i = 0; i < wanted; i++) {
        uint32_t event = test_below(r, plan->n_events);
        bool is_there = false;
        for (size_t k = 0; k < count; k++)
            is_there |= edits[k].event == event;
        if (is_there)
            continue;
        edits[count] = draw_edit(plan, event, r);
        if (count)
            edits[count].as.parent = plan->events[event].parent;
        count++;
    }
    return count;
}

static void add_event(struct jm_watch *watch)
{
    static unsigned added;
    struct jm_event_text text = {.title = {"Ajouté", "Added", "추가"}};
    uint32_t event = JM_NONE, many = jm_watch_plan(watch)->n_events;
    draft_uid(text.uid, 1000 + added++);
    assert_int_equal(jm_watch_add(watch, &event, &text, NULL), JM_OK);
    assert_int_equal(event, many);
}

enum { EDITS = 10000, PER_PLAN = 100 };

static void edit_one_plan(uint64_t *r, size_t *told)
{
    struct jm_text drawn = JM_TEXT_INIT;
    if (test_below(r, 2))
        scatter(&drawn, r, 10 + test_below(r, 16));
    else
        scatter_programme(&drawn, r);
    struct jm_plan *plan = sketch(jm_text_get(&drawn));
    struct jm_watch *watch = NULL;
    assert_int_equal(jm_watch_new(&watch, plan, NULL), JM_OK);
    struct jm_findings before = full_check(plan);
    for (int i = 0; i < PER_PLAN; i++) {
        struct jm_outcome out = JM_OUTCOME_INIT;
        struct jm_alter edits[3];
        if (test_below(r, 20) == 0)
            add_event(watch);
        size_t count = draw_edits(jm_watch_plan(watch), edits, r);
        assert_int_equal(jm_watch_edit(watch, edits, count, &out, NULL), JM_OK);
        struct jm_findings after = full_check(jm_watch_plan(watch));
        if (!is_difference(jm_watch_plan(watch), &out, &before, &after)) {
            print_error("edit %d of\n%s", i, jm_text_get(&drawn));
            fail();
        }
        *told += out.lost.count + out.gained.count + out.changed.count;
        jm_outcome_clear(&out);
        jm_findings_clear(&before);
        before = after;
    }
    jm_findings_clear(&before);
    jm_watch_free(watch);
    jm_plan_free(plan);
    jm_text_clear(&drawn);
}

static void incremental_is_full(void **state)
{
    (void)state;
    uint64_t r = test_seed(20260512);
    size_t told = 0;
    for (int plan = 0; plan < EDITS / PER_PLAN; plan++)
        edit_one_plan(&r, &told);
    print_message("%d edits, %zu findings lost, gained or changed\n", EDITS,
                  told);
    assert_true(told > EDITS / 10);
}

/* ---- what it says ---- */

static const char *const season =
    "stay suwon fr-tours 2023-05-05 2023-05-06\n"
    "stay suwon fr-grenoble 2023-05-06 2023-05-08\n"
    "visit suwon fr-grenoble 2023-05-07T10:00 2023-05-07T11:00 in=2\n";

static void tells_what_a_move_does(void **state)
{
    (void)state;
    struct jm_plan *plan = sketch(season);
    struct jm_watch *watch = NULL;
    struct jm_outcome out = JM_OUTCOME_INIT;
    assert_int_equal(jm_watch_new(&watch, plan, NULL), JM_OK);
    struct jm_alter edit = {1, plan->events[1]};
    edit.as.span.from += JM_DAY_SECONDS;
    assert_int_equal(jm_watch_edit(watch, &edit, 1, &out, NULL), JM_OK);
    assert_int_equal(out.lost.count, 1);
    assert_string_equal(out.lost.all[0].rule->id, "delegation-double-booked");
    assert_int_equal(out.gained.count, 0);
    jm_outcome_clear(&out);
    edit.as = plan->events[1]; /* and back */
    assert_int_equal(jm_watch_edit(watch, &edit, 1, &out, NULL), JM_OK);
    assert_int_equal(out.lost.count, 0);
    assert_int_equal(out.gained.count, 1);
    jm_outcome_clear(&out);
    jm_watch_free(watch);
    jm_plan_free(plan);
}

static void count_meeting(void *data, const struct jm_engagement *engagement)
{
    (void)engagement;
    ++*(unsigned *)data;
}

static void lists_meetings(void **state)
{
    (void)state;
    struct jm_plan *plan = sketch(season);
    struct jm_watch *watch = NULL;
    assert_int_equal(jm_watch_new(&watch, plan, NULL), JM_OK);
    uint32_t suwon = jm_plan_find_delegation(plan, "suwon");
    static const struct {
        const char *name, *starts, *ends;
        unsigned wanted;
    } cases[] = {
        {"before", "2023-05-04T00:00", "2023-05-05T00:00", 0},
        {"the first", "2023-05-05T08:00", "2023-05-05T09:00", 1},
        {"both", "2023-05-06T08:00", "2023-05-06T09:00", 2},
        {"the second and the visit", "2023-05-07T10:30", "2023-05-07T12:00", 2},
        {"an instant", "2023-05-07T09:00", "2023-05-07T09:00", 1},
        {"after", "2023-05-09T00:00", "2023-05-10T00:00", 0},
    };
    struct draft draft = {.paris = 0, .seoul = 1};
    for (size_t i = 0; i < COUNT(cases); i++) {
        unsigned count = 0;
        struct jm_span span = {draft_utc(&draft, 0, cases[i].starts),
                               draft_utc(&draft, 0, cases[i].ends)};
        jm_watch_meetings(watch, JM_RESOURCE_DELEGATION, suwon, span,
                          count_meeting, &count);
        CHECK(cases[i].name, count == cases[i].wanted);
    }
    jm_watch_free(watch);
    jm_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_a_move_does),
        cmocka_unit_test(lists_meetings),
        cmocka_unit_test(incremental_is_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
