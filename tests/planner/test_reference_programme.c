/* The rules about programmes against their slow twins, on random plans. */
#include "cases.h"
#include "reference_programme.h"
#include "sketch.h"
#include <jumelage/rule.h>

enum { PLANS = 1000, LINES = 22 };

static const char *const rules[] = {
    "vehicle-double-booked", "capacity-exceeded", "travel-tight",
    "rest-too-short",        "theme-repeated",    "order-broken",
    "day-overloaded",        "meal-missing",      "night-without-lodging",
    "interpreter-missing"};

static const char *pick(uint64_t *r, const char *const *words, uint32_t count)
{
    return words[test_below(r, count)];
}

/* At most one of a row: nobody is twice in one event. */
static void random_keys(struct jm_text *out, uint64_t *r, const char *kind)
{
    static const char *const keys[][6] = {
        {"track=A", "track=B", "in=1", "in=2", "in=1", "in=1"},
        {"theme=parks", "theme=parks", "theme=health", "theme=parks",
         "is=option", "is=cancelled"},
        {"rite=signing", "rite=signing", "rite=courtesy", "rite=welcome",
         "rite=farewell", "rite=courtesy"},
        {"car=coach", "car=van", "car=bus", "car=coach", "car=coach car=van",
         "car=van car=bus"},
        {"expect=7", "expect=21", "venue=room", "venue=room", "and=guro",
         "to=fr-tours"},
        {"voice=voice", "voice=guest", "who=both", "driver=one",
         "voice=voice voice=echo", "who=mayor"}};
    if (strcmp(kind, "stay") == 0) {
        jm_text_addf(out, "%s",
                     test_below(r, 8) ? "" : " theme=parks car=coach");
        return;
    }
    for (size_t i = 0; i < COUNT(keys); i++)
        if (test_below(r, 3) == 0)
            jm_text_addf(out, " %s", pick(r, keys[i], 6));
}

/* A night, or a bit more or less. */
static void random_lodging(struct jm_text *out, uint64_t *r)
{
    uint32_t day = 18 + test_below(r, 4);
    if (test_below(r, 5))
        jm_text_addf(out, "2023-06-%02uT22:00 2023-06-%02uT08:00", day,
                     day + 1 + test_below(r, 4) / 3);
    else
        jm_text_addf(out, "2023-06-%02u 2023-06-%02u", day,
                     day + test_below(r, 2));
}

static void random_hours(struct jm_text *out, uint64_t *r)
{
    uint32_t day = 18 + test_below(r, 4);
    uint32_t from = 28 + test_below(r, 52);
    uint32_t most = test_below(r, 10) ? 14 : 52;
    uint32_t until = from + 1 + test_below(r, most);
    until = until > 95 ? 95 : until;
    if (test_below(r, 25) == 0)
        jm_text_addf(out, "2023-06-%02u 2023-06-%02u", day, day);
    else
        jm_text_addf(out, "2023-06-%02uT%02u:%02u 2023-06-%02uT%02u:%02u", day,
                     from / 4, from % 4 * 15, day, until / 4, until % 4 * 15);
}

static void random_event(struct jm_text *out, uint64_t *r)
{
    static const char *const kinds[] = {
        "visit", "visit",   "visit",   "meeting",  "meeting",  "ceremony",
        "meal",  "lodging", "lodging", "transfer", "ceremony", "forum"};
    static const char *const who[] = {"naju",  "naju",  "naju",
                                      "suwon", "suwon", "-"};
    static const char *const hosts[] = {"fr-tours",   "fr-tours",   "fr-tours",
                                        "fr-paris",   "fr-paris15", "fr-issy",
                                        "fr-embassy", "fr-grenoble"};
    const char *kind = pick(r, kinds, COUNT(kinds));
    jm_text_addf(out, "%s %s %s ", kind, pick(r, who, COUNT(who)),
                 pick(r, hosts, COUNT(hosts)));
    if (strcmp(kind, "lodging") == 0)
        random_lodging(out, r);
    else
        random_hours(out, r);
    random_keys(out, r, kind);
    jm_text_add_char(out, '\n');
}

/* Half of the plans are of one day: then lunch and days fill up. */
static void random_day(struct jm_text *out, uint64_t *r)
{
    static const char *const kinds[] = {"visit", "visit", "meeting", "visit",
                                        "transfer"};
    uint32_t at = 30 + test_below(r, 12);
    while (at < 84) {
        const char *kind = pick(r, kinds, COUNT(kinds));
        uint32_t until = at + 2 + test_below(r, 10);
        jm_text_addf(out,
                     "%s naju fr-tours 2023-06-19T%02u:%02u "
                     "2023-06-19T%02u:%02u",
                     kind, at / 4, at % 4 * 15, until / 4, until % 4 * 15);
        if (test_below(r, 3) == 0)
            jm_text_addf(out, " theme=health");
        random_keys(out, r, test_below(r, 3) ? "stay" : kind);
        jm_text_add_char(out, '\n');
        at = until + test_below(r, 5);
    }
}

static void random_plan(struct jm_text *out, uint64_t *r)
{
    static const char *const flights[] = {
        "flight naju in 2023-06-18T02:00 2023-06-18T14:00\n",
        "flight suwon in 2023-06-18T08:00 2023-06-19T10:00\n",
        "flight suwon in 2023-06-18T08:30 2023-06-18T13:30\n",
        "flight naju out 2023-06-21T21:00 2023-06-22T09:00\n",
        "flight suwon out 2023-06-20T01:00 2023-06-20T13:00\n"};
    for (size_t i = 0; i < COUNT(flights); i++)
        if (test_below(r, 3) == 0)
            jm_text_addf(out, "%s", flights[i]);
    uint32_t day = 18 + test_below(r, 2);
    jm_text_addf(out, "stay naju fr-tours 2023-06-%02u 2023-06-%02u", day,
                 day + 1 + test_below(r, 3));
    random_keys(out, r, "stay");
    jm_text_addf(out,
                 "\nstay suwon fr-paris 2023-06-18T10:00 "
                 "2023-06-21T%02u:00\n",
                 test_below(r, 20));
    if (test_below(r, 4) == 0)
        jm_text_addf(out, "transfer suwon kr-suwon 2023-06-18T04:00 "
                          "2023-06-18T16:00 to=fr-paris\n");
    if (test_below(r, 2))
        random_day(out, r);
    uint32_t lines = test_below(r, LINES);
    for (uint32_t i = 0; i < lines; i++)
        random_event(out, r);
}

static void engine_lines(struct lines *out, const struct jm_plan *plan,
                         size_t counts[COUNT(rules)])
{
    for (size_t k = 0; k < COUNT(rules); k++) {
        struct jm_check_scope scope = JM_CHECK_EVERYTHING;
        struct jm_findings findings = JM_FINDINGS_INIT;
        scope.only = jm_rule_find(rules[k]);
        assert_int_equal(jm_check_run(&findings, plan, &scope, NULL), JM_OK);
        counts[k] += findings.count;
        for (size_t i = 0; i < findings.count; i++) {
            const struct jm_finding *f = &findings.all[i];
            const char *id = jm_finding_resource_id(plan, f);
            struct jm_text line = JM_TEXT_INIT;
            jm_text_addf(&line, "%s %s %lld %lld %s", f->rule->id,
                         id ? id : "-", (long long)f->span.from,
                         (long long)f->span.until,
                         jm_severity_word(f->severity));
            for (uint32_t e = 0; e < f->n_events; e++)
                jm_text_addf(&line, " %s", plan->texts[f->events[e]].uid);
            lines_add(out, jm_text_get(&line));
            jm_text_clear(&line);
        }
        jm_findings_clear(&findings);
    }
    size_t told = out->count;
    lines_settle(out);
    assert_int_equal(out->count, told); /* each is told once */
}

static void compare(const struct lines *got, const struct lines *wanted,
                    const char *drawn)
{
    size_t i = 0;
    while (i < got->count && i < wanted->count &&
           strcmp(got->all[i], wanted->all[i]) == 0)
        i++;
    if (i == got->count && i == wanted->count)
        return;
    fprintf(stderr, "plan:\n%s", drawn);
    fprintf(stderr, "engine:    %s\n",
            i < got->count ? got->all[i] : "(no more)");
    fprintf(stderr, "reference: %s\n",
            i < wanted->count ? wanted->all[i] : "(no more)");
    fail();
}

/* Each rule must fire often, and must be silent often. */
static void same_as_reference(void **state)
{
    (void)state;
    uint64_t r = test_seed(20230505);
    size_t told[COUNT(rules)] = {0}, plans[COUNT(rules)] = {0};
    for (int plan = 0; plan < PLANS; plan++) {
        struct jm_text drawn = JM_TEXT_INIT;
        struct lines got = {0}, wanted = {0};
        size_t now[COUNT(rules)] = {0};
        random_plan(&drawn, &r);
        struct jm_plan *p = sketch(jm_text_get(&drawn));
        engine_lines(&got, p, now);
        reference_programme(&wanted, p);
        compare(&got, &wanted, jm_text_get(&drawn));
        for (size_t k = 0; k < COUNT(rules); k++) {
            told[k] += now[k];
            plans[k] += now[k] > 0;
        }
        lines_free(&got);
        lines_free(&wanted);
        jm_plan_free(p);
        jm_text_clear(&drawn);
    }
    for (size_t k = 0; k < COUNT(rules); k++) {
        print_message("%-22s %zu findings in %zu of %d plans\n", rules[k],
                      told[k], plans[k], PLANS);
        assert_true(plans[k] > 0 && plans[k] < PLANS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_as_reference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
