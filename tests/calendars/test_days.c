/* The days of two countries against the official lists: those of France as its
 * government publishes them, Korea's as its almanac has them until 2027 (a day
 * that two holidays share stands twice). Later Korean ones are the law's
 * arithmetic, made by another hand from another lunar calendar. */
#include <cases.h>
#include <jumelage/days.h>
#include <stdlib.h>

struct list {
    int year;
    const char *days; /* "MMDD MMDD ..." */
};

static const struct list france[] = {
    {2023, "0101 0410 0501 0508 0518 0529 0714 0815 1101 1111 1225"},
    {2024, "0101 0401 0501 0508 0509 0520 0714 0815 1101 1111 1225"},
    {2025, "0101 0421 0501 0508 0529 0609 0714 0815 1101 1111 1225"},
    {2026, "0101 0406 0501 0508 0514 0525 0714 0815 1101 1111 1225"},
    {2027, "0101 0329 0501 0506 0508 0517 0714 0815 1101 1111 1225"},
    {2028, "0101 0417 0501 0508 0525 0605 0714 0815 1101 1111 1225"},
    {2029, "0101 0402 0501 0508 0510 0521 0714 0815 1101 1111 1225"},
    {2030, "0101 0422 0501 0508 0530 0610 0714 0815 1101 1111 1225"},
};

static const struct list alsace[] = {
    {2023, "0407 1226"}, {2024, "0329 1226"}, {2025, "0418 1226"},
    {2026, "0403 1226"}, {2027, "0326 1226"}, {2028, "0414 1226"},
    {2029, "0330 1226"}, {2030, "0419 1226"},
};

static const struct list korea[] = {
    {2023, "0101 0121 0122 0123 0124 0301 0505 0527 0529 0606 0815 0928 0929 "
           "0930 1002 1003 1009 1225"},
    {2024, "0101 0209 0210 0211 0212 0301 0410 0505 0506 0515 0606 0815 0916 "
           "0917 0918 1001 1003 1009 1225"},
    {2025, "0101 0127 0128 0129 0130 0301 0303 0505 0505 0506 0603 0606 0815 "
           "1003 1005 1006 1007 1008 1009 1225"},
    {2026, "0101 0216 0217 0218 0301 0302 0501 0505 0524 0525 0603 0606 0717 "
           "0815 0817 0924 0925 0926 1003 1005 1009 1225"},
    {2027, "0101 0206 0207 0208 0209 0301 0501 0503 0505 0513 0606 0717 0719 "
           "0815 0816 0914 0915 0916 1003 1004 1009 1011 1225 1227"},
    {2028, "0101 0126 0127 0128 0301 0412 0501 0502 0505 0606 0717 0815 1002 "
           "1003 1003 1004 1005 1009 1225"},
    {2029, "0101 0212 0213 0214 0301 0501 0505 0507 0520 0521 0606 0717 0815 "
           "0921 0922 0923 0924 1003 1009 1225"},
    {2030, "0101 0202 0203 0204 0205 0301 0327 0501 0505 0506 0509 0606 0612 "
           "0717 0815 0911 0912 0913 1003 1009 1225"},
};

/* ---- what is given, gathered ---- */

struct gathering {
    enum jm_day_kind kind;
    const char *country, *department;
    int year;
    char days[1024];
    size_t count;
    jm_day all[64];
};

static int compare_days(const void *a, const void *b)
{
    jm_day x = *(const jm_day *)a, y = *(const jm_day *)b;
    return (x > y) - (x < y);
}

static bool is_department(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static enum jm_status gather(void *data, const struct jm_known_days *days,
                             struct jm_error *err)
{
    (void)err;
    struct gathering *g = data;
    if (days->kind != g->kind || strcmp(days->country, g->country) != 0 ||
        !is_department(days->department, g->department) ||
        jm_day_date(days->first).year != g->year)
        return JM_OK;
    assert_int_equal(days->first, days->last);
    assert_true(g->count < COUNT(g->all));
    g->all[g->count++] = days->first;
    return JM_OK;
}

static const char *days_of(struct gathering *g)
{
    struct jm_error err = JM_ERROR_INIT;
    struct jm_text text = JM_TEXT_INIT;
    g->count = 0;
    assert_int_equal(jm_days_known(gather, g, &err), JM_OK);
    qsort(g->all, g->count, sizeof *g->all, compare_days);
    for (size_t i = 0; i < g->count; i++) {
        struct jm_civil date = jm_day_date(g->all[i]);
        jm_text_addf(&text, "%s%02d%02d", i ? " " : "", date.month, date.day);
    }
    jm_text_copy(g->days, sizeof g->days, jm_text_get(&text));
    jm_text_clear(&text);
    return g->days;
}

static void compare(const char *country, const char *department,
                    const struct list *lists, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct gathering g = {
            JM_DAY_PUBLIC, country, department, lists[i].year, "", 0, {0}};
        char name[32];
        snprintf(name, sizeof name, "%s %d", country, lists[i].year);
        CHECK_TEXT(name, days_of(&g), lists[i].days);
    }
}

static void test_public_days_of_france(void **state)
{
    (void)state;
    compare("FR", NULL, france, COUNT(france));
}

static void test_public_days_of_alsace_and_moselle(void **state)
{
    (void)state;
    static const char *const departments[] = {"57", "67", "68"};
    for (size_t i = 0; i < COUNT(departments); i++)
        compare("FR", departments[i], alsace, COUNT(alsace));
}

static void test_public_days_of_korea(void **state)
{
    (void)state;
    compare("KR", NULL, korea, COUNT(korea));
}

/* Before the almanac's years: two holidays on Sundays, of which only those are
 * replaced that were by the law of 2022. */
static void test_korea_by_the_law_of_2022(void **state)
{
    (void)state;
    static const struct list lists[] = {
        {2022, "0101 0131 0201 0202 0301 0309 0505 0508 0601 0606 0815 0909 "
               "0910 0911 0912 1003 1009 1010 1225"}};
    compare("KR", NULL, lists, COUNT(lists));
}

/* ---- single days ---- */

struct asking {
    const char *country, *code;
    jm_day day;
    bool found, estimated;
    char name[JM_LANGS][128], source[256];
};

static enum jm_status ask(void *data, const struct jm_known_days *days,
                          struct jm_error *err)
{
    (void)err;
    struct asking *a = data;
    if (strcmp(days->country, a->country) != 0 || a->day < days->first ||
        a->day > days->last || (a->code && strcmp(days->code, a->code) != 0) ||
        (!a->code && days->kind != JM_DAY_PUBLIC))
        return JM_OK;
    a->found = true;
    a->estimated = days->estimated;
    for (int lang = 0; lang < JM_LANGS; lang++)
        jm_text_copy(a->name[lang], sizeof a->name[lang], days->name[lang]);
    jm_text_copy(a->source, sizeof a->source, days->source);
    return JM_OK;
}

static struct asking find(const char *country, const char *day,
                          const char *code)
{
    struct asking a = {.country = country, .code = code};
    struct jm_error err = JM_ERROR_INIT;
    assert_int_equal(jm_day_parse(day, &a.day), JM_CIVIL_OK);
    assert_int_equal(jm_days_known(ask, &a, &err), JM_OK);
    return a;
}

static void test_single_days(void **state)
{
    (void)state;
    static const struct {
        const char *country, *day, *code;
        bool there, estimated;
        const char *ko; /* NULL: whatever */
    } cases[] = {
        {"KR", "2026-05-01", NULL, true, false, "노동절"},
        {"KR", "2025-05-01", NULL, false, false, NULL},
        {"KR", "2026-07-17", NULL, true, false, "제헌절"},
        {"KR", "2026-10-05", NULL, true, false, "대체공휴일(개천절)"},
        {"KR", "2026-09-28", NULL, false, false, NULL},
        {"KR", "2025-05-05", "childrens-day", true, false, "어린이날"},
        {"KR", "2025-05-05", "buddhas-birthday", true, false, "부처님 오신 날"},
        {"KR", "2025-05-06", "buddhas-birthday-substitute", true, false,
         "대체공휴일(부처님 오신 날)"},
        {"KR", "2026-02-16", "seollal-eve", true, false, "설날 전날"},
        {"KR", "2026-02-18", "seollal-after", true, false, "설날 다음 날"},
        {"KR", "2028-01-27", "seollal", true, true, "설날"},
        {"KR", "2024-10-01", "temporary", true, false, "임시공휴일(국군의 날)"},
        {"KR", "2026-06-03", "vote", true, false, NULL},
        {"KR", "2026-04-04", "local", true, false, NULL},
        {"KR", "2026-04-03", "local", false, false, NULL},
        {"KR", "2026-06-04", "local", false, false, NULL},
        {"FR", "2025-09-01", "municipal", true, false, NULL},
        {"FR", "2025-08-31", "municipal", false, false, NULL},
        {"FR", "2026-03-23", "municipal", false, false, NULL},
        {"FR", "2026-05-15", "bridge", true, false, "징검다리 휴일"},
        {"FR", "2025-11-10", "bridge", true, false, NULL},
        {"FR", "2026-07-13", "bridge", true, false, NULL},
        {"FR", "2026-05-04", "bridge", false, false, NULL},
        {"FR", "2032-08-10", "august", true, true, NULL},
        {"FR", "2026-08-10", "august", false, false, NULL},
        {"FR", "2026-08-10", "summer", true, false, NULL},
        {"FR", "2032-12-25", "christmas", true, false, NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct asking a = find(cases[i].country, cases[i].day, cases[i].code);
        CHECK(cases[i].day, a.found == cases[i].there);
        CHECK(cases[i].day, a.estimated == cases[i].estimated);
        if (cases[i].ko)
            CHECK_TEXT(cases[i].day, a.name[JM_KO], cases[i].ko);
        CHECK(cases[i].day, !a.found || *a.source);
    }
}

static void test_school_holidays_by_zone(void **state)
{
    (void)state;
    struct asking winter = find("FR", "2026-02-25", "winter");
    assert_true(winter.found);
    assert_string_equal(winter.name[JM_FR], "Vacances d’hiver");
    assert_false(find("FR", "2026-03-09", "winter").found);
}

/* ---- all of them ---- */

struct every {
    size_t count;
    char ids[1200][80];
};

/* A code goes into an id, a name is there in each language, and no two are one
 * day of one kind for the same people. */
static enum jm_status check_one(void *data, const struct jm_known_days *days,
                                struct jm_error *err)
{
    (void)err;
    struct every *every = data;
    char id[80];
    snprintf(id, sizeof id, "%d/%d/%s/%s/%d/%s", days->kind, days->first,
             days->country, days->department ? days->department : "",
             days->school_zone, days->code);
    CHECK(id, days->first <= days->last);
    CHECK(id, strspn(days->code, "abcdefghijklmnopqrstuvwxyz0123456789-") ==
                  strlen(days->code));
    for (int lang = 0; lang < JM_LANGS; lang++)
        CHECK(id,
              jm_text_is_clean(days->name[lang], strlen(days->name[lang])) &&
                  *days->name[lang]);
    CHECK(id, *days->source);
    for (size_t i = 0; i < every->count; i++)
        CHECK(id, strcmp(every->ids[i], id) != 0);
    assert_true(every->count < COUNT(every->ids));
    jm_text_copy(every->ids[every->count++], sizeof every->ids[0], id);
    return JM_OK;
}

static void test_each_is_whole_and_stands_once(void **state)
{
    (void)state;
    struct every *every = calloc(1, sizeof *every);
    struct jm_error err = JM_ERROR_INIT;
    assert_non_null(every);
    assert_int_equal(jm_days_known(check_one, every, &err), JM_OK);
    assert_true(every->count > 400);
    free(every);
}

static enum jm_status refuse(void *data, const struct jm_known_days *days,
                             struct jm_error *err)
{
    (void)days;
    (void)err;
    return ++*(int *)data == 3 ? JM_STOPPED : JM_OK;
}

static void test_who_is_given_them_may_stop(void **state)
{
    (void)state;
    int given = 0;
    struct jm_error err = JM_ERROR_INIT;
    assert_int_equal(jm_days_known(refuse, &given, &err), JM_STOPPED);
    assert_int_equal(given, 3);
}

/* ---- the lunar calendar ---- */

static void test_lunar_days(void **state)
{
    (void)state;
    static const struct {
        int year, month, day;
        const char *wanted;
    } cases[] = {
        {2022, 1, 1, "2022-02-01"},  {2023, 1, 1, "2023-01-22"},
        {2024, 1, 1, "2024-02-10"},  {2025, 1, 1, "2025-01-29"},
        {2026, 1, 1, "2026-02-17"},  {2027, 1, 1, "2027-02-07"},
        {2028, 1, 1, "2028-01-27"},  {2030, 1, 1, "2030-02-03"},
        {2023, 8, 15, "2023-09-29"}, {2024, 8, 15, "2024-09-17"},
        {2025, 8, 15, "2025-10-06"}, {2026, 8, 15, "2026-09-25"},
        {2023, 4, 8, "2023-05-27"},  {2024, 4, 8, "2024-05-15"},
        {2025, 4, 8, "2025-05-05"},  {2026, 4, 8, "2026-05-24"},
        {2027, 4, 8, "2027-05-13"},  {1997, 1, 1, "1997-02-08"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jm_text day = JM_TEXT_INIT;
        jm_text_add_day(
            &day, jm_lunar_day(cases[i].year, cases[i].month, cases[i].day));
        CHECK_TEXT(cases[i].wanted, jm_text_get(&day), cases[i].wanted);
        jm_text_clear(&day);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_public_days_of_france),
        cmocka_unit_test(test_public_days_of_alsace_and_moselle),
        cmocka_unit_test(test_public_days_of_korea),
        cmocka_unit_test(test_korea_by_the_law_of_2022),
        cmocka_unit_test(test_single_days),
        cmocka_unit_test(test_school_holidays_by_zone),
        cmocka_unit_test(test_each_is_whole_and_stands_once),
        cmocka_unit_test(test_who_is_given_them_may_stop),
        cmocka_unit_test(test_lunar_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
