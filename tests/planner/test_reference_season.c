/* The rules of the season against their slow obvious twins, on random plans. */
#include "cases.h"
#include "reference_season.h"
#include "season.h"
#include <jumelage/rule.h>
#include <jumelage/watch.h>

enum { PLANS = 1000, LINES = 36 };

static const char *const rules[] = {
    "host-not-volunteer", "theme-missing",  "theme-not-offered",
    "theme-clash",        "forum-competes", "forum-host-repeated",
    "forum-count",        "indirect",       "information-missing",
    "post-too-long"};

static const char *const hosts[] = {"fr-paris", "fr-paris15", "fr-tours",
                                    "fr-issy",  "fr-senat",   "kr-suwon",
                                    "kr-seoul", "kr-guro",    "fr-tours"};
static const char *const who[] = {"suwon", "suwon2", "guro", "tours", "suwon"};
static const char *const themes[] = {"culture", "health", "parks"};

#define PICK(r, words) ((words)[test_below(r, COUNT(words))])

/* What is said before the events. */
static void random_rows(struct jm_text *out, uint64_t *r)
{
    static const char *const kinds[] = {"twinning", "friendship", "contact",
                                        "letter-of-intent", "network"};
    jm_text_addf(out, "today 2023-06-%02u\n", 1 + test_below(r, 24));
    for (uint32_t n = test_below(r, 9); n > 0; n--)
        jm_text_addf(out, "volunteer %s %s\n", PICK(r, hosts),
                     test_below(r, 9) ? PICK(r, themes) : "-");
    for (uint32_t n = test_below(r, 8); n > 0; n--)
        jm_text_addf(out, "tie %s %s %s %s\n", PICK(r, hosts), PICK(r, hosts),
                     PICK(r, kinds), test_below(r, 4) ? "active" : "dormant");
    static const char *const settings[] = {
        "forum-competes %s longest_days 2", "forum-host-repeated %s years 5",
        "forum-host-repeated %s years 2", "information-missing %s days 5",
        "post-too-long %s x_characters 200"};
    if (test_below(r, 2)) {
        const char *setting = PICK(r, settings);
        const char *host = test_below(r, 3) ? PICK(r, hosts) : "-";
        const char *cut = strstr(setting, "%s");
        jm_text_addf(out, "set %.*s%s%s\n", (int)(cut - setting), setting, host,
                     cut + 2);
    }
}

static void random_days(struct jm_text *out, uint64_t *r, const char *kind)
{
    uint32_t day = 16 + test_below(r, 8), last = day;
    int year = 2023;
    bool frames = strcmp(kind, "stay") == 0 || strcmp(kind, "flagship") == 0;
    bool forum = strcmp(kind, "forum") == 0;
    if ((forum && test_below(r, 2)) || test_below(r, 8) == 0)
        year = 2021 + (int)test_below(r, 6);
    if (frames || forum)
        last += test_below(r, 5);
    if (frames || test_below(r, forum ? 2 : 4) == 0) {
        jm_text_addf(out, "%d-06-%02u %d-06-%02u", year, day, year, last);
        return;
    }
    uint32_t from = test_below(r, 20), until = from + test_below(r, 5);
    jm_text_addf(out, "%d-06-%02uT%02u:00 %d-06-%02uT%02u:00", year, day, from,
                 year, day, until);
}

static void random_keys(struct jm_text *out, uint64_t *r)
{
    static const char *const keys[] = {
        "is=option",  "is=idea",     "is=cancelled", "venue=hall",
        "venue=barn", "venue=lobby", "with=suwon",   "by=boss",
        "contact=x",  "title=fr",    "title=ko"};
    for (int i = 0; i < 3; i++)
        if (test_below(r, 2))
            jm_text_addf(out, " %s", PICK(r, keys));
    if (test_below(r, 3))
        jm_text_addf(out, " theme=%s", PICK(r, themes));
}

/* A stay with some nights, or one event of another kind; how many events. */
static uint32_t random_events(struct jm_text *out, uint64_t *r, uint32_t number)
{
    static const char *const kinds[] = {
        "forum",   "forum",    "visit",    "visit",    "visit",
        "meeting", "meal",     "ceremony", "flagship", "transfer",
        "post",    "deadline", "flagship", "flagship", "forum"};
    const char *delegation = PICK(r, who), *host = PICK(r, hosts);
    if (test_below(r, 3)) {
        const char *kind = PICK(r, kinds);
        bool alone = strcmp(kind, "flagship") == 0 || test_below(r, 4) == 0;
        jm_text_addf(out, "%s %s %s ", kind, alone ? "-" : delegation,
                     test_below(r, 20) ? host : "-");
        random_days(out, r, kind);
        random_keys(out, r);
        if (number > 1 && test_below(r, 3) == 0)
            jm_text_addf(out, " in=%u", 1 + test_below(r, number - 1));
        jm_text_add_char(out, '\n');
        return 1;
    }
    uint32_t nights = test_below(r, 3), day = 16 + test_below(r, 8);
    jm_text_addf(out, "stay %s %s 2023-06-%02u 2023-06-%02u", delegation, host,
                 day, day + nights);
    random_keys(out, r);
    jm_text_add_char(out, '\n');
    for (uint32_t i = 0; i < nights; i++)
        jm_text_addf(out,
                     "lodging %s %s 2023-06-%02uT22:00 2023-06-%02uT08:00 "
                     "in=%u%s\n",
                     delegation, test_below(r, 3) ? host : PICK(r, hosts),
                     day + i, day + i + 1, number,
                     test_below(r, 3) ? "" : " venue=hall");
    return 1 + nights;
}

static void random_texts(struct jm_text *out, uint64_t *r, uint32_t events)
{
    static const char *const words[] = {"a", "수", "a수"};
    static const char *const tags[] = {"fr", "en", "ko"};
    for (uint32_t i = 0; i < 2; i++) {
        bool on_x = test_below(r, 3) > 0;
        jm_text_addf(out, "text %u %s %s %u %s\n", 1 + test_below(r, events),
                     on_x ? "x" : "linkedin", tags[i],
                     on_x ? 60 + test_below(r, 300)
                          : 1000 + test_below(r, 2500),
                     PICK(r, words));
    }
}

static void add_told(struct jm_text *line, const struct jm_plan *plan,
                     const struct jm_finding *f)
{
    const char *id = jm_finding_resource_id(plan, f);
    jm_text_addf(line, "%s %s %s %lld %lld %s", f->rule->id,
                 f->host == JM_NONE ? "-" : plan->collectivities[f->host].id,
                 id ? id : "-", (long long)f->span.from,
                 (long long)f->span.until, jm_severity_word(f->severity));
    for (uint32_t i = 0; i < f->n_events; i++)
        jm_text_addf(line, " %s", plan->texts[f->events[i]].uid);
    for (uint32_t i = 0; i < f->n_facts; i++)
        jm_text_addf(line, " %s=%lld", jm_fact_word(f->facts[i].key),
                     (long long)f->facts[i].value);
}

static struct jm_plan *random_plan(struct jm_text *drawn, uint64_t *r)
{
    uint32_t lines = 3 + test_below(r, LINES), events = 0;
    random_rows(drawn, r);
    while (events < lines)
        events += random_events(drawn, r, events + 1);
    random_texts(drawn, r, events);
    return season(jm_text_get(drawn));
}

static void same_as_reference(void **state)
{
    (void)state;
    uint64_t r = test_seed(20230216);
    size_t told[COUNT(rules)] = {0};
    for (int plan = 0; plan < PLANS; plan++) {
        struct jm_text drawn = JM_TEXT_INIT;
        struct lines got = {0}, wanted = {0};
        struct jm_plan *p = random_plan(&drawn, &r);
        lines_of_rules(&got, p, rules, COUNT(rules), add_told, told);
        reference_season(&wanted, p);
        lines_compare(&got, &wanted, jm_text_get(&drawn));
        lines_free(&got);
        lines_free(&wanted);
        jm_plan_free(p);
        jm_text_clear(&drawn);
    }
    for (size_t rule = 0; rule < COUNT(rules); rule++) {
        print_message("%s: %zu\n", rules[rule], told[rule]);
        CHECK(rules[rule], told[rule] > PLANS / 20);
    }
}

/* ---- edits, by rule: what an edit touches is all that it changes ---- */

static struct jm_findings full_check(const struct jm_plan *plan)
{
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings findings = JM_FINDINGS_INIT;
    assert_int_equal(jm_check_run(&findings, plan, &scope, NULL), JM_OK);
    return findings;
}

static const struct jm_finding *find(const struct jm_findings *in,
                                     uint64_t fingerprint)
{
    for (size_t i = 0; i < in->count; i++)
        if (in->all[i].fingerprint == fingerprint)
            return &in->all[i];
    return NULL;
}

static void check_outcome(const struct jm_findings *before,
                          const struct jm_findings *after,
                          const struct jm_outcome *outcome)
{
    for (size_t i = 0; i < before->count; i++) {
        const struct jm_finding *f = &before->all[i];
        bool is_lost = !find(after, f->fingerprint);
        CHECK(f->rule->id, is_lost == !!find(&outcome->lost, f->fingerprint));
    }
    for (size_t i = 0; i < after->count; i++) {
        const struct jm_finding *f = &after->all[i];
        const struct jm_finding *was = find(before, f->fingerprint);
        CHECK(f->rule->id, !was == !!find(&outcome->gained, f->fingerprint));
        if (was && was->digest != f->digest)
            CHECK(f->rule->id, find(&outcome->changed, f->fingerprint));
    }
}

/* Moves, cancels, re-hosts or turns into something else. */
static struct jm_alter random_edit(const struct jm_plan *plan, uint64_t *r)
{
    uint32_t event = test_below(r, plan->n_events);
    uint32_t like = test_below(r, plan->n_events);
    struct jm_alter edit = {event, plan->events[event]};
    const struct jm_event *other = &plan->events[like];
    switch (test_below(r, 6)) {
    case 0:
        edit.as.span = other->span;
        edit.as.all_day = other->all_day;
        break;
    case 1:
        edit.as.status = (uint8_t)test_below(r, 4);
        break;
    case 2:
        edit.as.host = other->host;
        break;
    case 3:
        edit.as.theme = other->theme;
        break;
    case 4:
        edit.as.delegation = other->delegation;
        break;
    default:
        edit.as.kind = other->kind;
        edit.as.venue = other->venue;
        break;
    }
    return edit;
}

static void edits_touch_all_they_change(void **state)
{
    (void)state;
    uint64_t r = test_seed(20230619);
    for (int plan = 0; plan < PLANS / 4; plan++) {
        struct jm_text drawn = JM_TEXT_INIT;
        struct jm_plan *p = random_plan(&drawn, &r);
        struct jm_watch *watch = NULL;
        assert_int_equal(jm_watch_new(&watch, p, NULL), JM_OK);
        for (int i = 0; i < 8; i++) {
            struct jm_outcome outcome = JM_OUTCOME_INIT;
            struct jm_findings before = full_check(jm_watch_plan(watch));
            struct jm_alter edit = random_edit(jm_watch_plan(watch), &r);
            assert_int_equal(jm_watch_edit(watch, &edit, 1, &outcome, NULL),
                             JM_OK);
            struct jm_findings after = full_check(jm_watch_plan(watch));
            check_outcome(&before, &after, &outcome);
            jm_findings_clear(&before);
            jm_findings_clear(&after);
            jm_outcome_clear(&outcome);
        }
        jm_watch_free(watch);
        jm_plan_free(p);
        jm_text_clear(&drawn);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_as_reference),
        cmocka_unit_test(edits_touch_all_they_change)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
