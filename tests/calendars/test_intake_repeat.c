/* Rules expanded at random, compared with libical's iterator where that is
 * right: it knows BYSETPOS in months and years only. */
#include "intake_repeat.h"
#include <libical/ical.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MOST_STARTS 3000

struct starts {
    jm_wall all[MOST_STARTS];
    size_t count;
};

static bool take(void *data, jm_wall start)
{
    struct starts *starts = data;
    starts->all[starts->count++] = start;
    return starts->count < MOST_STARTS;
}

static struct icaltimetype time_of(jm_wall wall)
{
    struct jm_civil civil = jm_wall_civil(wall);
    struct icaltimetype time = icaltime_null_time();
    time.year = civil.year;
    time.month = civil.month;
    time.day = civil.day;
    time.hour = civil.hour;
    time.minute = civil.minute;
    time.second = civil.second;
    return time;
}

static jm_wall wall_of(struct icaltimetype time)
{
    return jm_civil_wall((struct jm_civil){
        time.year, time.month, time.day, time.hour, time.minute, time.second});
}

static void ask_libical(struct starts *starts, const char *text, jm_wall start,
                        jm_wall until)
{
    struct icalrecurrencetype rule = icalrecurrencetype_from_string(text);
    icalrecur_iterator *rows = icalrecur_iterator_new(rule, time_of(start));
    starts->count = 0;
    if (rule.freq == ICAL_NO_RECURRENCE)
        fail_msg("libical does not take %s", text);
    if (!rows) /* it makes no start at all */
        return;
    for (struct icaltimetype time = icalrecur_iterator_next(rows);
         !icaltime_is_null_time(time) && wall_of(time) <= until;
         time = icalrecur_iterator_next(rows))
        if (wall_of(time) >= start && !take(starts, wall_of(time)))
            break;
    icalrecur_iterator_free(rows);
}

static void ask_ours(struct starts *starts, const char *text, jm_wall start,
                     jm_wall from, jm_wall until)
{
    struct jm_repeat rule;
    struct jm_piece bad, value = {text, strlen(text)};
    int64_t budget = JM_REPEAT_BUDGET;
    if (!jm_repeat_read(&rule, value, &bad))
        fail_msg("%s: %.*s", text, (int)bad.count, bad.at);
    struct jm_repeat_walk walk = {.rule = &rule,
                                  .start = start,
                                  .from = from,
                                  .until = until,
                                  .budget = &budget};
    starts->count = 0;
    jm_repeat_walk(&walk, take, starts);
}

/* ---- rules ---- */

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

static uint32_t below(uint32_t *seed, uint32_t limit)
{
    return next(seed) % limit;
}

/* ";BYMONTH=3,11": one to three numbers from 1 (or from 0) to `most`, some
 * counted from the end. In order, as libical wants times. */
struct numbers {
    const char *name;
    int least, most;
    bool has_last;
};

static void add_numbers(struct jm_text *out, struct numbers numbers,
                        uint32_t *seed)
{
    const char *before = "=";
    int number = numbers.least - 1;
    jm_text_addf(out, ";%s", numbers.name);
    for (uint32_t n = 1 + below(seed, 3); n && number < numbers.most; n--) {
        uint32_t range = (uint32_t)(numbers.most - number);
        number += 1 + (int)below(seed, range);
        bool is_last = numbers.has_last && below(seed, 4) == 0;
        jm_text_addf(out, "%s%d", before, is_last ? -number : number);
        before = ",";
    }
}

static void add_days(struct jm_text *out, bool has_numbers, uint32_t *seed)
{
    static const char *const names[] = {"MO", "TU", "WE", "TH",
                                        "FR", "SA", "SU"};
    const char *before = "=";
    uint32_t day = below(seed, 4);
    jm_text_add(out, ";BYDAY");
    for (uint32_t n = 1 + below(seed, 3); n && day < 7; n--) {
        jm_text_add(out, before);
        if (has_numbers)
            jm_text_addf(out, "%s%u", below(seed, 3) ? "" : "-",
                         1 + below(seed, 4));
        jm_text_add(out, names[day]);
        day += 1 + below(seed, 3);
        before = ",";
    }
}

static void add_times(struct jm_text *out, uint32_t *seed)
{
    if (below(seed, 5) == 0)
        add_numbers(out, (struct numbers){"BYHOUR", 0, 23, false}, seed);
    if (below(seed, 5) == 0)
        add_numbers(out, (struct numbers){"BYMINUTE", 0, 59, false}, seed);
}

static void add_yearly(struct jm_text *out, uint32_t *seed)
{
    const struct numbers months = {"BYMONTH", 1, 12, false},
                         days = {"BYMONTHDAY", 1, 31, true},
                         year_days = {"BYYEARDAY", 1, 366, true},
                         weeks = {"BYWEEKNO", 2, 51, false};
    switch (below(seed, 7)) {
    case 0:
        add_numbers(out, months, seed);
        break;
    case 1:
        add_numbers(out, months, seed);
        add_numbers(out, days, seed);
        break;
    case 2:
        add_numbers(out, months, seed);
        add_days(out, below(seed, 2), seed);
        break;
    case 3:
        add_days(out, true, seed);
        break;
    case 4:
        add_numbers(out, year_days, seed);
        break;
    case 5:
        add_numbers(out, weeks, seed);
        add_days(out, false, seed);
        break;
    default:
        break;
    }
}

/* A day named twice, from both ends, is two places for libical. */
static void add_monthly(struct jm_text *out, uint32_t *seed)
{
    uint32_t kind = below(seed, 4);
    bool has_places = kind && below(seed, 3) == 0;
    const struct numbers days = {"BYMONTHDAY", 1, 31, !has_places};
    if (kind & 1)
        add_numbers(out, days, seed);
    if (kind & 2)
        add_days(out, !(kind & 1) && !has_places && below(seed, 2), seed);
    if (below(seed, 4) == 0)
        add_numbers(out, (struct numbers){"BYMONTH", 1, 12, false}, seed);
    if (has_places)
        add_numbers(out, (struct numbers){"BYSETPOS", 1, 3, true}, seed);
}

static void add_rule(struct jm_text *out, uint32_t *seed)
{
    static const char *const kinds[] = {"YEARLY", "MONTHLY", "WEEKLY", "DAILY"};
    uint32_t kind = below(seed, 4);
    jm_text_addf(out, "FREQ=%s", kinds[kind]);
    if (below(seed, 2))
        jm_text_addf(out, ";INTERVAL=%u", 1 + below(seed, 5));
    if (below(seed, 4) == 0)
        jm_text_add(out, ";WKST=SU");
    if (kind == 0)
        add_yearly(out, seed);
    else if (kind == 1)
        add_monthly(out, seed);
    else if (below(seed, 2))
        add_days(out, false, seed);
    /* of days counted from the end libical knows in months only */
    if (kind == 3 && below(seed, 3) == 0)
        add_numbers(out, (struct numbers){"BYMONTHDAY", 1, 31, false}, seed);
    if (kind >= 2 && below(seed, 4) == 0)
        add_numbers(out, (struct numbers){"BYMONTH", 1, 12, false}, seed);
    /* nor does it count times among places */
    if (!strstr(jm_text_get(out), "BYSETPOS"))
        add_times(out, seed);
}

static void fail_with(const char *text, jm_wall start,
                      const struct starts *ours, const struct starts *theirs)
{
    struct jm_text line = JM_TEXT_INIT;
    size_t at = 0;
    while (at < ours->count && at < theirs->count &&
           ours->all[at] == theirs->all[at])
        at++;
    jm_text_addf(&line, "%s from ", text);
    jm_text_add_wall(&line, start);
    jm_text_addf(&line, ", start %zu: ours (%zu) ", at, ours->count);
    jm_text_add_wall(&line, at < ours->count ? ours->all[at] : 0);
    jm_text_addf(&line, ", libical's (%zu) ", theirs->count);
    jm_text_add_wall(&line, at < theirs->count ? theirs->all[at] : 0);
    fail_msg("%s", jm_text_get(&line));
}

static void check_same(const char *text, jm_wall start,
                       const struct starts *ours, const struct starts *theirs)
{
    if (ours->count != theirs->count ||
        memcmp(ours->all, theirs->all, ours->count * sizeof *ours->all) != 0)
        fail_with(text, start, ours, theirs);
}

static void any_rule_is_what_libical_says(void **state)
{
    (void)state;
    static struct starts ours, theirs;
    uint32_t seed = 20260913;
    size_t given = 0, empty = 0;
    print_message("seed %u\n", seed);
    for (int round = 0; round < 3000; round++) {
        struct jm_text text = JM_TEXT_INIT;
        jm_day day = jm_day_from_date(2015, 1, 1) + (int)below(&seed, 4000);
        jm_wall start =
            (jm_wall)day * JM_DAY_SECONDS + (int)below(&seed, 96) * 900;
        jm_wall until = start + 9 * 366 * JM_DAY_SECONDS;
        add_rule(&text, &seed);
        ask_ours(&ours, jm_text_get(&text), start, start, until);
        if (ours.count) { /* else libical would look for one for minutes */
            ask_libical(&theirs, jm_text_get(&text), start, until);
            check_same(jm_text_get(&text), start, &ours, &theirs);
        }
        given += ours.count;
        empty += !ours.count;
        jm_text_clear(&text);
    }
    assert_true(given > 300000);
    assert_true(empty < 150);
}

/* Looking from somewhere on, periods before it are jumped over: the starts are
 * those of a walk from the beginning. */
static void a_late_look_is_the_end_of_an_early_one(void **state)
{
    (void)state;
    static struct starts early, late;
    uint32_t seed = 20261013;
    print_message("seed %u\n", seed);
    for (int round = 0; round < 5000; round++) {
        struct jm_text text = JM_TEXT_INIT;
        jm_wall start = (jm_wall)below(&seed, 12000) * JM_DAY_SECONDS +
                        (int)below(&seed, 96) * 900;
        jm_wall until = start + 6 * 366 * JM_DAY_SECONDS;
        jm_wall from = start + (jm_wall)below(&seed, 6 * 366 * 86400U);
        add_rule(&text, &seed);
        if (round % 5 == 0) {
            jm_text_reset(&text);
            jm_text_addf(&text, "FREQ=HOURLY;INTERVAL=%u",
                         17 + below(&seed, 90));
        }
        ask_ours(&early, jm_text_get(&text), start, start, until);
        ask_ours(&late, jm_text_get(&text), start, from, until);
        if (early.count == MOST_STARTS || late.count > early.count) {
            jm_text_clear(&text);
            continue;
        }
        size_t skipped = early.count - late.count;
        assert_true(skipped == 0 || early.all[skipped - 1] < from);
        assert_true(late.count == 0 || late.all[0] >= from);
        assert_memory_equal(early.all + skipped, late.all,
                            late.count * sizeof *late.all);
        jm_text_clear(&text);
    }
}

/* However rare a rule, its walk ends, and no budget is overdrawn. */
static void rare_rules_end(void **state)
{
    (void)state;
    static const char *const rules[] = {
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=10000",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=10000",
        "FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=366",
        "FREQ=DAILY;BYSETPOS=2",
        "FREQ=YEARLY;BYWEEKNO=53;BYYEARDAY=100",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1;COUNT=3",
        "FREQ=HOURLY;BYDAY=MO;BYHOUR=3;BYSETPOS=-2",
    };
    static struct starts ours;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        ask_ours(&ours, rules[i], -INT64_C(62135596800), 0,
                 INT64_C(4102444800));
        assert_int_equal(ours.count, 0);
    }
}

/* libical ignores BYSETPOS here (its first start is every day of the set). */
static void places_in_weeks_and_days(void **state)
{
    (void)state;
    static struct starts ours;
    jm_wall monday = (jm_wall)jm_day_from_date(2026, 1, 5) * JM_DAY_SECONDS;
    ask_ours(&ours, "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1,-1;COUNT=4", monday,
             monday, JM_UTC_MAX);
    assert_int_equal(ours.count, 4);
    assert_int_equal(ours.all[1], monday + 4 * JM_DAY_SECONDS);
    assert_int_equal(ours.all[3], monday + 11 * JM_DAY_SECONDS);
    ask_ours(&ours, "FREQ=DAILY;BYHOUR=0,8,16;BYSETPOS=-1,1;COUNT=3", monday,
             monday, JM_UTC_MAX);
    assert_int_equal(ours.count, 3);
    assert_int_equal(ours.all[1], monday + 16 * 3600);
    assert_int_equal(ours.all[2], monday + JM_DAY_SECONDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_rule_is_what_libical_says),
        cmocka_unit_test(a_late_look_is_the_end_of_an_early_one),
        cmocka_unit_test(rare_rules_end),
        cmocka_unit_test(places_in_weeks_and_days),
    };
    icalerror_set_errors_are_fatal(0);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
