/* The rules about days against their slow obvious twins, on random plans. */
#include "cases.h"
#include "reference_days.h"
#include "sketch.h"
#include <jumelage/rule.h>

enum { PLANS = 1000, EVENTS = 24 };

static const char *const rules[] = {
    "host-busy",        "public-holiday",
    "election-period",  "outside-hours",
    "notice-too-short", "option-expired",
    "deadline-missed",  "school-holiday",
    "bridge-day",       "changed-after-release"};

static const char *pick(uint64_t *r, const char *const *words, uint32_t count)
{
    return words[test_below(r, count)];
}

static const char *const hosts[] = {
    "fr-tours", "fr-paris", "fr-paris15", "fr-strasbourg", "fr-strasbourg",
    "fr-state", "kr-daegu", "kr-daegu",   "kr-suwon",      "-"};

/* A day from 14 to 29 June 2023. */
static uint32_t add_day(struct jm_text *out, uint64_t *r, uint32_t least)
{
    uint32_t day = least + test_below(r, least == 14 ? 14 : 3);
    jm_text_addf(out, " 2023-06-%02u", day);
    return day;
}

/* Days, busy spans, today and a release. */
static void random_days(struct jm_text *out, uint64_t *r)
{
    static const char *const kinds[] = {
        "public", "public",   "public",   "school",  "school",
        "bridge", "election", "election", "council", "blackout"};
    static const char *const where[] = {"FR", "FR/B", "FR/67", "KR", "KR"};
    for (uint32_t i = test_below(r, 10); i > 0; i--) {
        const char *kind = pick(r, kinds, COUNT(kinds));
        bool own = *kind == 'c' || strcmp(kind, "blackout") == 0;
        jm_text_addf(out, "day %s", kind);
        add_day(out, r, add_day(out, r, 14));
        jm_text_addf(out, " %s name source\n",
                     own ? pick(r, hosts, COUNT(hosts) - 1)
                         : pick(r, where, COUNT(where)));
    }
    for (uint32_t i = test_below(r, 6); i > 0; i--) {
        uint32_t day = 14 + test_below(r, 14), from = test_below(r, 20);
        const char *host = pick(r, hosts, COUNT(hosts) - 1);
        if (test_below(r, 2))
            jm_text_addf(out, "busy %s 2023-06-%02u 2023-06-%02u\n", host, day,
                         day + test_below(r, 4));
        else
            jm_text_addf(out,
                         "busy %s 2023-06-%02uT%02u:00 2023-06-%02uT%02u:00\n",
                         host, day, from, day, from + test_below(r, 24 - from));
    }
    if (test_below(r, 4))
        jm_text_addf(out, "today 2023-06-%02u\n", 5 + test_below(r, 20));
    if (test_below(r, 2))
        jm_text_addf(out, "release 2023-05-%02uT12:00\n",
                     1 + test_below(r, 28));
}

static void random_time(struct jm_text *out, uint64_t *r, bool stays)
{
    uint32_t day = 14 + test_below(r, 14);
    if (stays || test_below(r, 5) == 0) {
        jm_text_addf(out, " 2023-06-%02u 2023-06-%02u", day,
                     day + test_below(r, stays ? 4 : 2));
        return;
    }
    if (test_below(r, 12) == 0) { /* two weeks, or a day more */
        jm_text_addf(out, " 2023-06-%02u 2023-06-%02u", day - 13,
                     day + test_below(r, 2));
        return;
    }
    uint32_t from = 6 * 4 + test_below(r, 14 * 4);
    uint32_t until = from + test_below(r, 4 * 4);
    jm_text_addf(out, " 2023-06-%02uT%02u:%02u 2023-06-%02uT%02u:%02u", day,
                 from / 4, from % 4 * 15, day, until / 4 % 24, until % 4 * 15);
}

static void random_event(struct jm_text *out, uint64_t *r, uint32_t number)
{
    static const char *const kinds[] = {
        "stay",     "stay",     "stay",     "stay", "visit",    "visit",
        "meeting",  "meeting",  "ceremony", "meal", "transfer", "forum",
        "flagship", "deadline", "deadline", "post"};
    static const char *const who[] = {"suwon", "daegu", "tours", "guro", "-"};
    static const char *const keys[] = {
        "is=option",        "is=option",          "is=idea",
        "is=cancelled",     "venue=hall",         "for=protocol",
        "clocks=seoul",     "created=2023-05-10", "changed=2023-05-15",
        "until=2023-06-05", "is=option"};
    const char *kind = pick(r, kinds, COUNT(kinds));
    jm_text_addf(out, "%s %s %s", kind, pick(r, who, COUNT(who)),
                 pick(r, hosts, COUNT(hosts)));
    bool due = strcmp(kind, "deadline") == 0;
    if (due && test_below(r, 2))
        jm_text_addf(out, " 2023-06-%02u 2023-06-10", 1 + test_below(r, 9));
    else
        random_time(out, r, strcmp(kind, "stay") == 0 && test_below(r, 8));
    for (int i = 0; i < 3; i++)
        if (test_below(r, due ? 6 : 2) == 0)
            jm_text_addf(out, " %s", pick(r, keys, COUNT(keys)));
    if (number > 1 && (due || test_below(r, 2)))
        jm_text_addf(out, " in=%u", 1 + test_below(r, number - 1));
    jm_text_add_char(out, '\n');
}

static void say(struct jm_text *line, const struct jm_plan *plan,
                const struct jm_finding *f)
{
    const char *id = jm_finding_resource_id(plan, f);
    jm_text_addf(line, "%s %s %lld %lld %s %s", f->rule->id, id ? id : "-",
                 (long long)f->span.from, (long long)f->span.until,
                 jm_severity_word(f->severity),
                 f->sentence ? jm_message_name(f->sentence) : "-");
    for (uint32_t k = 0; k < f->n_facts; k++)
        jm_text_addf(line, " %s=%lld", jm_fact_word(f->facts[k].key),
                     (long long)f->facts[k].value);
    for (uint32_t k = 0; k < f->n_events; k++)
        jm_text_addf(line, " %s", plan->texts[f->events[k]].uid);
}

/* plans[i]: in how many plans rule i finds something. */
static void engine_lines(struct lines *out, const struct jm_plan *plan,
                         uint32_t *plans)
{
    size_t told[COUNT(rules)] = {0};
    lines_of_rules(out, plan, rules, COUNT(rules), say, told);
    for (size_t i = 0; i < COUNT(rules); i++)
        plans[i] += told[i] > 0;
}

static void same_as_reference(void **state)
{
    (void)state;
    uint64_t r = test_seed(20230529);
    uint32_t told[COUNT(rules)] = {0};
    for (int plan = 0; plan < PLANS; plan++) {
        struct jm_text drawn = JM_TEXT_INIT;
        struct lines got = {0}, wanted = {0};
        random_days(&drawn, &r);
        uint32_t events = 1 + test_below(&r, EVENTS);
        for (uint32_t i = 1; i <= events; i++)
            random_event(&drawn, &r, i);
        struct jm_plan *p = sketch(jm_text_get(&drawn));
        engine_lines(&got, p, told);
        reference_check_days(&wanted, p);
        lines_settle(&wanted);
        lines_compare(&got, &wanted, jm_text_get(&drawn));
        lines_free(&got);
        lines_free(&wanted);
        jm_plan_free(p);
        jm_text_clear(&drawn);
    }
    for (size_t i = 0; i < COUNT(rules); i++) {
        print_message("%s: in %u of %d plans\n", rules[i], told[i], PLANS);
        assert_in_range(told[i], 1, PLANS - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_as_reference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
