/* What people type, as values: every form that a sheet may hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jumelage/typed.h>
#include <stdio.h>
#include <string.h>

static int failures;

static void differ(const char *what, const char *text, const char *wanted,
                   const char *got)
{
    if (strcmp(wanted, got) == 0)
        return;
    printf("  %s \"%s\": wanted %s, got %s\n", what, text, wanted, got);
    failures++;
}

static const char *status_word(enum jm_typed typed)
{
    static const char *const words[] = {"ok", "form", "unreal", "no year",
                                        "no day"};
    return words[typed];
}

/* ---- days ---- */

static const struct {
    const char *text;
    int year;
    const char *wanted; /* the day, or a status */
} days[] = {
    {"2026-03-17", 0, "2026-03-17"},
    {"17/03/2026", 0, "2026-03-17"},
    {"17/3/26", 0, "2026-03-17"},
    {"17.3.26", 0, "2026-03-17"},
    {"17-03-2026", 0, "2026-03-17"},
    {"2026. 3. 17.", 0, "2026-03-17"},
    {"2026.03.17", 0, "2026-03-17"},
    {"26. 3. 17.", 0, "2026-03-17"},
    {"2026년 3월 17일", 0, "2026-03-17"},
    {"2026년 3월 17일 화요일", 0, "2026-03-17"},
    {"2026년 3월 17일(화)", 0, "2026-03-17"},
    {"mardi 17 mars 2026", 0, "2026-03-17"},
    {"Mardi 17 MARS 2026", 0, "2026-03-17"},
    {"mar. 17 mars 2026", 0, "2026-03-17"},
    {"le 17 mars 2026", 0, "2026-03-17"},
    {"1er mai 2026", 0, "2026-05-01"},
    {"17 févr. 2026", 0, "2026-02-17"},
    {"17 aout 2026", 0, "2026-08-17"},
    {"17 d\u00e9cembre 2026", 0, "2026-12-17"},
    {"17 March 2026", 0, "2026-03-17"},
    {"Tuesday, 17 March 2026", 0, "2026-03-17"},
    {"March 17, 2026", 0, "2026-03-17"},
    {"Mar 17th, 2026", 0, "2026-03-17"},
    {"the 3rd of May 2026", 0, "2026-05-03"},
    {"17 mars", 2026, "2026-03-17"},
    {"17/03", 2026, "2026-03-17"},
    {"3월 17일", 2026, "2026-03-17"},
    {"3. 17.", 2026, "2026-03-17"},
    {"3. 17.(화)", 2026, "2026-03-17"},
    {"17 mars", 0, "no year"},
    {"3월 17일", 0, "no year"},
    {"31/02/2026", 0, "unreal"},
    {"17/13/2026", 0, "unreal"},
    {"3/17/2026", 0, "unreal"}, /* never month first */
    {"29 février 2026", 0, "unreal"},
    {"29 février 2028", 0, "2028-02-29"},
    {"17 mars 1969", 0, "unreal"},
    {"17 mars 2100", 0, "unreal"},
    {"00/03/2026", 0, "form"},
    {"mars 2026", 0, "form"},
    {"2026", 0, "form"},
    {"du 17 au 18 mars 2026", 0, "form"},
    {"17 mars 2026 18", 0, "form"},
    {"17 martobre 2026", 0, "form"},
    {"09:30", 2026, "form"},
    {"", 2026, "form"},
    {"à définir", 2026, "form"},
    {"1234567890123/1/1", 0, "form"},
};

static void test_days(void **state)
{
    (void)state;
    failures = 0;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        jm_day day = 0;
        struct jm_text got = JM_TEXT_INIT;
        enum jm_typed typed = jm_typed_day(days[i].text, days[i].year, &day);
        if (typed)
            jm_text_add(&got, status_word(typed));
        else
            jm_text_add_day(&got, day);
        differ("day", days[i].text, days[i].wanted, jm_text_get(&got));
        jm_text_clear(&got);
    }
    assert_int_equal(failures, 0);
}

/* ---- clocks ---- */

static const struct {
    const char *text, *wanted;
} clocks[] = {
    {"9h30", "09:30"},
    {"9 h 30", "09:30"},
    {"9h", "09:00"},
    {"14h", "14:00"},
    {"14 h", "14:00"},
    {"09:30", "09:30"},
    {"9:30", "09:30"},
    {"09:30:15", "09:30:15"},
    {"9.30", "09:30"},
    {"9:30 PM", "21:30"},
    {"9:30 pm", "21:30"},
    {"9:30 p.m.", "21:30"},
    {"12:30 AM", "00:30"},
    {"12:00 PM", "12:00"},
    {"9 am", "09:00"},
    {"오전 9:30", "09:30"},
    {"오후 2시 30분", "14:30"},
    {"9시", "09:00"},
    {"9시30분", "09:30"},
    {"오후 12:10", "12:10"},
    {"midi", "12:00"},
    {"Noon", "12:00"},
    {"정오", "12:00"},
    {"24:00", "24:00"},
    {"minuit", "24:00"},
    {"00:00", "00:00"},
    {"9 h 30 min", "09:30"},
    {"25h", "unreal"},
    {"9h61", "unreal"},
    {"13:00 AM", "unreal"},
    {"24:01", "unreal"},
    {"9", "form"},
    {"930", "form"},
    {"", "form"},
    {"matin", "form"},
    {"9h30-10h", "form"},
    {"17/03/2026", "form"},
    {"9h30 ?!", "09:30"},
    {"h", "form"},
};

static void test_clocks(void **state)
{
    (void)state;
    failures = 0;
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        int32_t seconds = 0;
        struct jm_text got = JM_TEXT_INIT;
        enum jm_typed typed = jm_typed_clock(clocks[i].text, &seconds);
        if (typed)
            jm_text_add(&got, status_word(typed));
        else
            jm_text_add_clock(&got, seconds);
        differ("clock", clocks[i].text, clocks[i].wanted, jm_text_get(&got));
        jm_text_clear(&got);
    }
    assert_int_equal(failures, 0);
}

static const struct {
    const char *text, *wanted;
} hours[] = {
    {"9h30-10h45", "09:30 10:45"},
    {"9h30 – 10h45", "09:30 10:45"},
    {"9h30 à 10h45", "09:30 10:45"},
    {"de 9h30 à 10h45", "09:30 10:45"},
    {"9:30~10:45", "09:30 10:45"},
    {"from 9:30 to 10:45", "09:30 10:45"},
    {"오전 9:30 ~ 오후 1:00", "09:30 13:00"},
    {"9시부터 10시까지", "09:00 10:00"},
    {"9h30", "09:30"},
    {"9h30-", "09:30"},
    {"22h-1h", "22:00 01:00"},
    {"9-10", "form"},
    {"10h45-rien", "form"},
};

static void test_hours(void **state)
{
    (void)state;
    failures = 0;
    for (size_t i = 0; i < sizeof hours / sizeof *hours; i++) {
        int32_t from = 0, until = 0;
        struct jm_text got = JM_TEXT_INIT;
        enum jm_typed typed = jm_typed_hours(hours[i].text, &from, &until);
        if (typed) {
            jm_text_add(&got, status_word(typed));
        } else {
            jm_text_add_clock(&got, from);
            if (until >= 0)
                jm_text_add_char(&got, ' ');
            if (until >= 0)
                jm_text_add_clock(&got, until);
        }
        differ("hours", hours[i].text, hours[i].wanted, jm_text_get(&got));
        jm_text_clear(&got);
    }
    assert_int_equal(failures, 0);
}

static const struct {
    const char *text;
    const char *near; /* "" for none */
    const char *wanted;
} moments[] = {
    {"17/03/2026 9h30", "", "2026-03-17 09:30"},
    {"2026-03-17T09:30", "", "2026-03-17 09:30"},
    {"2026-03-17 09:30:00", "", "2026-03-17 09:30"},
    {"mardi 17 mars 2026 à 14h", "", "2026-03-17 14:00"},
    {"mardi 17 mars 2026, 9 h 30", "", "2026-03-17 09:30"},
    {"2026년 3월 17일 오전 9:30", "", "2026-03-17 09:30"},
    {"17 March 2026 at 9:30 PM", "", "2026-03-17 21:30"},
    {"17/03/2026", "", "2026-03-17"},
    {"9h30", "2026-03-17", "2026-03-17 09:30"},
    {"9h30", "", "no day"},
    {"25h", "2026-03-17", "unreal"},
    {"bientôt", "2026-03-17", "form"},
};

static void test_moments(void **state)
{
    (void)state;
    failures = 0;
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
        jm_day near = JM_DAY_NONE, day = JM_DAY_NONE;
        int32_t seconds = -1;
        struct jm_text got = JM_TEXT_INIT;
        if (jm_day_parse(moments[i].near, &near))
            near = JM_DAY_NONE;
        enum jm_typed typed =
            jm_typed_moment(moments[i].text, 0, near, &day, &seconds);
        if (typed)
            jm_text_add(&got, status_word(typed));
        else
            jm_text_add_day(&got, day);
        if (!typed && seconds >= 0) {
            jm_text_add_char(&got, ' ');
            jm_text_add_clock(&got, seconds);
        }
        differ("moment", moments[i].text, moments[i].wanted, jm_text_get(&got));
        jm_text_clear(&got);
    }
    assert_int_equal(failures, 0);
}

static const struct {
    const char *text;
    int least, most; /* -1: refused */
} lengths[] = {
    {"90", 90, 90},          {"90 min", 90, 90},    {"1 h 30", 90, 90},
    {"1h30", 90, 90},        {"2 h", 120, 120},     {"1:30", 90, 90},
    {"1시간 30분", 90, 90},  {"45분", 45, 45},      {"90-120", 90, 120},
    {"1h30 à 2h", 90, 120},  {"2 hours", 120, 120}, {"1h30-2h", 90, 120},
    {"longtemps", -1, -1},   {"", -1, -1},          {"1 2 3", -1, -1},
    {"99999999999", -1, -1},
};

static void test_lengths(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        int32_t least = -1, most = -1;
        if (jm_typed_minutes(lengths[i].text, &least, &most))
            least = most = -1;
        if (least != lengths[i].least || most != lengths[i].most)
            fail_msg("%s: %d %d", lengths[i].text, (int)least, (int)most);
    }
}

/* ---- words ---- */

static void test_bools(void **state)
{
    static const struct {
        const char *text;
        int wanted;
    } cases[] = {{"oui", 1},        {"Oui ", 1}, {"YES", 1}, {"x", 1},
                 {"X", 1},          {"✓", 1},    {"예", 1},  {"네", 1},
                 {"1", 1},          {"vrai", 1}, {"non", 0}, {"No", 0},
                 {"아니오", 0},     {"0", 0},    {"-", 0},   {"FAUX", 0},
                 {"peut-être", -1}, {"2", -1},   {"?", -1}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (jm_typed_bool(cases[i].text) != cases[i].wanted)
            fail_msg("%s", cases[i].text);
}

static void test_choices(void **state)
{
    (void)state;
    assert_int_equal(jm_typed_choice(JM_SET_event_status, "Confirmé"),
                     JM_CONFIRMED);
    assert_int_equal(jm_typed_choice(JM_SET_event_status, "CONFIRME"),
                     JM_CONFIRMED);
    assert_int_equal(jm_typed_choice(JM_SET_event_status, "확정"),
                     JM_CONFIRMED);
    assert_int_equal(jm_typed_choice(JM_SET_event_kind, "réunion"), JM_MEETING);
    assert_int_equal(jm_typed_choice(JM_SET_civility, "Madame"),
                     JM_CIVILITY_MME);
    assert_int_equal(jm_typed_choice(JM_SET_civility, "Mr."), JM_CIVILITY_M);
    assert_int_equal(jm_typed_choice(JM_SET_civility, "님"), JM_TYPED_EITHER);
    assert_int_equal(jm_typed_choice(JM_SET_civility, "Dr"), -1);
    assert_int_equal(jm_typed_choice(JM_SET_civility, ""), -1);
}

static void test_numbers(void **state)
{
    static const struct {
        const char *text;
        double wanted;
    } cases[] = {{"1 234", 1234},      {"1\u202F234,5", 1234.5},
                 {"1\u00A0234", 1234}, {"-1,5", -1.5},
                 {"−2", -2},           {"47.39484", 47.39484}};
    static const char *const refused[] = {"",    "douze", "1e3",  "0x10",
                                          "nan", "1-2",   "1.2.3"};
    double number = 0;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(jm_typed_number(cases[i].text, &number));
        assert_true(number <= cases[i].wanted && number >= cases[i].wanted);
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (jm_typed_number(refused[i], &number))
            fail_msg("%s", refused[i]);
}

static void test_languages(void **state)
{
    static const struct {
        const char *text, *wanted; /* NULL: refused */
    } cases[] = {{"coréen, français", "ko fr"},
                 {"Korean and English", "ko en"},
                 {"한국어/영어", "ko en"},
                 {"fr ko", "fr ko"},
                 {"Français", "fr"},
                 {"klingon", NULL},
                 {"coréen, klingon", NULL}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_text out = JM_TEXT_INIT;
        bool is_read = jm_typed_languages(&out, cases[i].text);
        assert_int_equal(is_read, cases[i].wanted != NULL);
        assert_string_equal(jm_text_get(&out),
                            cases[i].wanted ? cases[i].wanted : "");
        jm_text_clear(&out);
    }
}

static void test_folding(void **state)
{
    static const struct {
        const char *a, *b;
        bool wanted;
    } cases[] = {
        {"Début", "DEBUT ", true},
        {"E\u0301quivalent", "équivalent", true}, /* combining accent */
        {"\u1112\u1161\u11ab\u1100\u1173\u11af", "한글", true}, /* jamo */
        {"Œuvre", "oeuvre", true},
        {"N° de tél.", "n de tel", true},
        {"ÿŁŽß", "ylzs", true},
        {"１２", "12", true},
        {"été", "ete1", false},
        {"", "", false}, /* nothing is like nothing */
        {"서울", "부산", false}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (jm_typed_same(cases[i].a, cases[i].b) != cases[i].wanted)
            fail_msg("%s, %s", cases[i].a, cases[i].b);
}

/* ---- people ---- */

static const struct {
    const char *text, *wanted; /* "civility given/family/korean|..." */
} people[] = {
    {"Mme A. Dupont ; M. B. Kim", "1 A./Dupont/|0 B./Kim/|"},
    {"Mme Anne-Sophie DUPONT", "1 Anne-Sophie/DUPONT/|"},
    {"DUPONT Anne", "-1 Anne/DUPONT/|"},
    {"Jean LE GOFF et Marie O’NEIL", "-1 Jean/LE GOFF/|-1 Marie/O’NEIL/|"},
    {"김민수\n박지우", "-1 //김민수|-1 //박지우|"},
    {"HAN Dong-uk (한동욱)", "-1 Dong-uk/HAN/한동욱|"},
    {"Mr John Smith and Ms Ann Lee", "0 John/Smith/|1 Ann/Lee/|"},
    {"Macron", "-1 /Macron/|"},
    {" ; ; ", ""},
};

static void test_people(void **state)
{
    (void)state;
    failures = 0;
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        const char *cursor = people[i].text;
        struct jm_text person = JM_TEXT_INIT, got = JM_TEXT_INIT;
        while (jm_typed_next_person(&cursor, &person)) {
            struct jm_typed_name name;
            jm_typed_name(&name, jm_text_get(&person));
            jm_text_addf(&got, "%d %s/%s/%s|", name.civility,
                         jm_text_get(&name.given), jm_text_get(&name.family),
                         jm_text_get(&name.korean));
            jm_typed_name_clear(&name);
        }
        differ("people", people[i].text, people[i].wanted, jm_text_get(&got));
        jm_text_clear(&person);
        jm_text_clear(&got);
    }
    assert_int_equal(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),      cmocka_unit_test(test_clocks),
        cmocka_unit_test(test_hours),     cmocka_unit_test(test_moments),
        cmocka_unit_test(test_lengths),   cmocka_unit_test(test_bools),
        cmocka_unit_test(test_choices),   cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_languages), cmocka_unit_test(test_folding),
        cmocka_unit_test(test_people)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
