/* What differs between two plans. */
#include "cases.h"
#include "scatter.h"
#include "sketch.h"
#include <jumelage/diff.h>
#include <jumelage/engagement.h>
#include <stdlib.h>

/* One line per difference: "moved 1 +place"; the event by the end of its
 * UID. */
static char *tell(const struct jm_plan *before, const struct jm_plan *after)
{
    struct jm_text out = JM_TEXT_INIT;
    struct jm_diff diff = JM_DIFF_INIT;
    size_t counts[JM_DIFFERENCES] = {0};
    assert_int_equal(jm_plan_diff(&diff, before, after, NULL), JM_OK);
    for (size_t i = 0; i < diff.count; i++) {
        const struct jm_diff_item *item = &diff.all[i];
        const char *uid = item->after == JM_NONE
                              ? before->texts[item->before].uid
                              : after->texts[item->after].uid;
        counts[item->what]++;
        jm_text_addf(&out, "%s %d%s\n", jm_difference_word(item->what),
                     atoi(uid + 24), item->relocated ? " +place" : "");
    }
    assert_memory_equal(counts, diff.counts, sizeof counts);
    jm_diff_clear(&diff);
    jm_text_add(&out, "");
    return jm_text_take(&out);
}

static void named_cases(void **state)
{
    (void)state;
#define VISIT "visit suwon fr-tours 2023-06-20T10:00 2023-06-20T11:00"
    static const struct {
        const char *name, *before, *after, *wanted;
    } cases[] = {
        {"nothing", VISIT "\n", VISIT "\n", ""},
        {"empty", "", "", ""},
        {"new", "", VISIT "\n", "added 1\n"},
        {"new, cancelled already", "", VISIT " is=cancelled\n", ""},
        {"removed", VISIT "\n", "", "removed 1\n"},
        {"removed, cancelled before", VISIT " is=cancelled\n", "", ""},
        {"cancelled", VISIT "\n", VISIT " is=cancelled\n", "cancelled 1\n"},
        {"restored", VISIT " is=cancelled\n", VISIT "\n", "restored 1\n"},
        {"confirmed", VISIT " is=option\n", VISIT "\n", "changed 1\n"},
        {"later", VISIT "\n",
         "visit suwon fr-tours 2023-06-20T10:15 2023-06-20T11:15\n",
         "moved 1\n"},
        {"longer", VISIT "\n",
         "visit suwon fr-tours 2023-06-20T10:00 2023-06-20T11:15\n",
         "moved 1\n"},
        {"by other clocks", VISIT "\n", VISIT " clocks=seoul\n", "moved 1\n"},
        {"elsewhere", VISIT "\n",
         "visit suwon fr-paris 2023-06-20T10:00 2023-06-20T11:00\n",
         "relocated 1 +place\n"},
        {"in a hall", VISIT "\n", VISIT " venue=hall\n",
         "relocated 1 +place\n"},
        {"in another hall", VISIT " venue=hall\n", VISIT " venue=annex\n",
         "relocated 1 +place\n"},
        {"later and elsewhere", VISIT "\n",
         "visit suwon fr-paris 2023-06-20T10:15 2023-06-20T11:15\n",
         "moved 1 +place\n"},
        {"cancelled elsewhere", VISIT "\n",
         "visit suwon fr-paris 2023-06-20T10:00 2023-06-20T11:00"
         " is=cancelled\n",
         "cancelled 1 +place\n"},
        {"on another theme", VISIT " theme=parks\n", VISIT " theme=health\n",
         "changed 1\n"},
        {"another track", VISIT " track=A\n", VISIT "\n", "changed 1\n"},
        {"more people expected", VISIT "\n", VISIT " expect=9\n", ""},
        {"another person takes part", VISIT "\n", VISIT " who=guest\n", ""},
        {"the end of a transfer",
         "transfer suwon fr-tours 2023-06-20T10:00 2023-06-20T11:00"
         " to=fr-paris\n",
         "transfer suwon fr-tours 2023-06-20T10:00 2023-06-20T11:00"
         " to=fr-issy\n",
         "relocated 1 +place\n"},
        {"by time as it is now",
         "visit suwon fr-tours 2023-06-20T10:00 2023-06-20T11:00\n"
         "visit guro fr-issy 2023-06-20T12:00 2023-06-20T13:00\n",
         "visit suwon fr-tours 2023-06-20T14:00 2023-06-20T15:00\n"
         "visit guro fr-issy 2023-06-20T12:00 2023-06-20T12:30\n",
         "moved 2\nmoved 1\n"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jm_plan *before = sketch(cases[i].before),
                       *after = sketch(cases[i].after);
        char *got = tell(before, after);
        CHECK_TEXT(cases[i].name, got, cases[i].wanted);
        free(got);
        jm_plan_free(before);
        jm_plan_free(after);
    }
}

/* ---- a slow twin ---- */

static bool same_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* A venue without a host is at its own collectivity's. */
static const char *host_of(const struct jm_plan *p, uint32_t row,
                           uint32_t venue)
{
    if (row == JM_NONE && venue != JM_NONE)
        row = p->venues[venue].collectivity;
    return row == JM_NONE ? "" : p->collectivities[row].id;
}

static const char *venue_of(const struct jm_plan *p, uint32_t row)
{
    return row == JM_NONE ? "" : p->venues[row].id;
}

static bool same_place(const struct jm_plan *p, const struct jm_event *a,
                       const struct jm_plan *q, const struct jm_event *b)
{
    return same_text(host_of(p, a->host, a->venue),
                     host_of(q, b->host, b->venue)) &&
           same_text(host_of(p, a->to_host, a->to_venue),
                     host_of(q, b->to_host, b->to_venue)) &&
           same_text(venue_of(p, a->venue), venue_of(q, b->venue)) &&
           same_text(venue_of(p, a->to_venue), venue_of(q, b->to_venue));
}

static bool same_time(const struct jm_plan *p, const struct jm_event *a,
                      const struct jm_plan *q, const struct jm_event *b)
{
    return a->span.from == b->span.from && a->span.until == b->span.until &&
           a->all_day == b->all_day &&
           same_text(p->zones[a->zone].name, q->zones[b->zone].name);
}

static bool same_rest(const struct jm_plan *p, uint32_t i,
                      const struct jm_plan *q, uint32_t j)
{
    const struct jm_event *a = &p->events[i], *b = &q->events[j];
    return a->kind == b->kind && a->status == b->status &&
           a->audience == b->audience &&
           same_text(p->texts[i].title[JM_FR], q->texts[j].title[JM_FR]) &&
           same_text(
               a->delegation == JM_NONE ? "" : p->delegations[a->delegation].id,
               b->delegation == JM_NONE ? ""
                                        : q->delegations[b->delegation].id) &&
           same_text(a->track == JM_TRACK_ALL ? "" : p->tracks[a->track],
                     b->track == JM_TRACK_ALL ? "" : q->tracks[b->track]);
}

static const char *word_of(const struct jm_plan *p, uint32_t i,
                           const struct jm_plan *q, uint32_t j, bool *moves)
{
    *moves = false;
    if (i == JM_NONE)
        return q->events[j].status == JM_CANCELLED ? NULL : "added";
    if (j == JM_NONE)
        return p->events[i].status == JM_CANCELLED ? NULL : "removed";
    const struct jm_event *a = &p->events[i], *b = &q->events[j];
    *moves = !same_place(p, a, q, b);
    bool was_off = a->status == JM_CANCELLED,
         is_off = b->status == JM_CANCELLED;
    if (was_off != is_off)
        return is_off ? "cancelled" : "restored";
    if (!same_time(p, a, q, b))
        return "moved";
    if (*moves)
        return "relocated";
    return same_rest(p, i, q, j) ? NULL : "changed";
}

static uint32_t find(const struct jm_plan *plan, const char *uid)
{
    for (uint32_t i = 0; i < plan->n_events; i++)
        if (strcmp(plan->texts[i].uid, uid) == 0)
            return i;
    return JM_NONE;
}

/* UIDs count up from 1. */
static char *tell_slowly(const struct jm_plan *before,
                         const struct jm_plan *after)
{
    struct jm_text out = JM_TEXT_INIT;
    for (jm_utc at = 0; at <= 1700000000;) {
        jm_utc next = INT64_MAX;
        for (int n = 1; n <= 200; n++) {
            char uid[37];
            bool moves = false;
            snprintf(uid, sizeof uid, "00000000-0000-4000-8000-%012d", n);
            uint32_t i = find(before, uid), j = find(after, uid);
            if (i == JM_NONE && j == JM_NONE)
                continue;
            jm_utc from = j == JM_NONE ? before->events[i].span.from
                                       : after->events[j].span.from;
            if (from > at && from < next)
                next = from;
            const char *word = word_of(before, i, after, j, &moves);
            if (from == at && word)
                jm_text_addf(&out, "%s %d%s\n", word, n,
                             moves ? " +place" : "");
        }
        at = next;
    }
    jm_text_add(&out, "");
    return jm_text_take(&out);
}

static const char *line_end(const char *at)
{
    const char *end = strchr(at, '\n');
    return end ? end + 1 : at + strlen(at);
}

/* What an event lies in makes no difference, and lines change places. */
static void add_without_parent(struct jm_text *out, const char *line,
                               const char *end)
{
    const char *in = strstr(line, " in=");
    if (!in || in >= end) {
        jm_text_add_bytes(out, line, (size_t)(end - line));
        return;
    }
    const char *rest = in + 4 + strspn(in + 4, "0123456789");
    jm_text_add_bytes(out, line, (size_t)(in - line));
    jm_text_add_bytes(out, rest, (size_t)(end - rest));
}

/* Most lines of the one, some of the other, and maybe not all of them. */
static void mix(struct jm_text *out, const char *a, const char *b, uint64_t *r)
{
    while (*a && *b) {
        const char *a_end = line_end(a), *b_end = line_end(b);
        bool is_first = test_below(r, 4) > 0;
        add_without_parent(out, is_first ? a : b, is_first ? a_end : b_end);
        a = a_end;
        b = b_end;
        if (test_below(r, 40) == 0)
            break;
    }
    jm_text_add(out, "");
}

static void random_plans(void **state)
{
    (void)state;
    uint64_t r = test_seed(20261128);
    for (int round = 0; round < 150; round++) {
        struct jm_text a = JM_TEXT_INIT, b = JM_TEXT_INIT, c = JM_TEXT_INIT;
        uint32_t lines = 1 + test_below(&r, 30);
        scatter(&a, &r, lines);
        scatter(&b, &r, lines);
        mix(&c, jm_text_get(&a), jm_text_get(&b), &r);
        struct jm_plan *before = sketch(jm_text_get(&a)),
                       *after = sketch(jm_text_get(&c));
        char *got = tell(before, after), *wanted = tell_slowly(before, after);
        CHECK_TEXT("there", got, wanted);
        free(got);
        free(wanted);
        got = tell(after, before);
        wanted = tell_slowly(after, before);
        CHECK_TEXT("back", got, wanted);
        free(got);
        free(wanted);
        jm_plan_free(before);
        jm_plan_free(after);
        jm_text_clear(&a);
        jm_text_clear(&b);
        jm_text_clear(&c);
    }
}

/* A cancelled event has no audience that could differ. */
static void parts(void **state)
{
    (void)state;
    struct jm_diff diff = JM_DIFF_INIT;
    struct jm_plan *before = sketch(VISIT "\n"),
                   *after = sketch(VISIT " is=cancelled for=public\n");
    assert_int_equal(jm_plan_diff(&diff, before, after, NULL), JM_OK);
    assert_int_equal(diff.count, 1);
    assert_int_equal(diff.all[0].parts, 1 << JM_SHOWN_STATUS);
    jm_diff_clear(&diff);
    jm_plan_free(before);
    jm_plan_free(after);
}

/* ---- for whom ---- */

static char *tell_whom(const struct jm_plan *plan, uint32_t event)
{
    struct jm_text out = JM_TEXT_INIT;
    struct jm_concerned whom = JM_CONCERNED_INIT;
    jm_event_concerns(&whom, plan, event);
    for (size_t i = 0; i < whom.n_collectivities; i++)
        jm_text_addf(&out, "%s ",
                     plan->collectivities[whom.collectivities[i]].id);
    jm_text_add(&out, "|");
    for (size_t i = 0; i < whom.n_people; i++)
        jm_text_addf(&out, " %s", plan->people[whom.people[i]].id);
    jm_concerned_clear(&whom);
    return jm_text_take(&out);
}

static void for_whom(void **state)
{
    (void)state;
    static const struct {
        const char *name, *lines, *wanted;
    } cases[] = {
        {"nobody", "meeting - - 2023-06-20T10:00 2023-06-20T11:00\n", "|"},
        {"a host", "visit - fr-tours 2023-06-20T10:00 2023-06-20T11:00\n",
         "fr-tours |"},
        {"the place of a hall",
         "visit - - 2023-06-20T10:00 2023-06-20T11:00 venue=hall\n",
         "fr-tours |"},
        {"a delegation", VISIT "\n", "fr-tours kr-suwon | mayor aide"},
        {"its other track", VISIT " track=B\n", "fr-tours kr-suwon |"},
        {"cancelled", VISIT " is=cancelled\n",
         "fr-tours kr-suwon | mayor aide"},
        {"a participant once", VISIT " who=mayor\n",
         "fr-tours kr-suwon | mayor aide"},
        {"a guest", VISIT " who=guest\n",
         "fr-tours kr-suwon | mayor aide guest"},
        {"two delegations", VISIT " and=guro\n",
         "fr-tours kr-suwon kr-guro | mayor aide"},
        {"one who joins later",
         "visit guro fr-tours 2023-06-22T10:00 2023-06-22T11:00\n",
         "fr-tours kr-guro | late"},
        {"a transfer",
         "transfer suwon fr-tours 2023-06-20T10:00 2023-06-20T11:00"
         " to=fr-issy\n",
         "fr-tours fr-issy kr-suwon | mayor aide"},
        {"a head on no list",
         "visit naju fr-tours 2023-06-20T10:00 2023-06-20T11:00\n",
         "fr-tours kr-guro | echo chief"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jm_plan *plan = sketch(cases[i].lines);
        char *got = tell_whom(plan, 0);
        CHECK_TEXT(cases[i].name, got, cases[i].wanted);
        free(got);
        jm_plan_free(plan);
    }
}

struct engaged {
    const struct jm_engagements *all;
    bool *people;
};

static void note_person(void *data, uint32_t resource,
                        struct jm_engagement engagement)
{
    struct engaged *engaged = data;
    (void)engagement;
    if (jm_engagements_kind(engaged->all, resource) == JM_RESOURCE_PERSON)
        engaged->people[jm_engagements_row(engaged->all, resource)] = true;
}

/* Whom the engine engages is whom an event concerns. */
static void engaged_people(const struct jm_plan *plan)
{
    struct jm_engagements all;
    struct jm_concerned whom = JM_CONCERNED_INIT;
    assert_int_equal(jm_engagements_derive(&all, plan, NULL), JM_OK);
    for (uint32_t i = 0; i < plan->n_events; i++) {
        bool people[64] = {false}, told[64] = {false};
        struct engaged engaged = {&all, people};
        const struct jm_event *e = &plan->events[i];
        assert_true(plan->n_people <= 64);
        if (e->status == JM_CANCELLED || !jm_kind_traits[e->kind].occupies)
            continue;
        jm_engagements_of(&all, plan, i, note_person, &engaged);
        jm_event_concerns(&whom, plan, i);
        for (size_t p = 0; p < whom.n_people; p++)
            told[whom.people[p]] = true;
        assert_memory_equal(people, told, sizeof people);
    }
    jm_concerned_clear(&whom);
    jm_engagements_clear(&all);
}

static void whom_the_engine_engages(void **state)
{
    (void)state;
    uint64_t r = test_seed(7);
    for (int round = 0; round < 100; round++) {
        struct jm_text lines = JM_TEXT_INIT;
        scatter(&lines, &r, 30);
        struct jm_plan *plan = sketch(jm_text_get(&lines));
        engaged_people(plan);
        jm_plan_free(plan);
        jm_text_clear(&lines);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(named_cases), cmocka_unit_test(random_plans),
        cmocka_unit_test(parts), cmocka_unit_test(for_whom),
        cmocka_unit_test(whom_the_engine_engages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
