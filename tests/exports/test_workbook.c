/* workbook.h: what the calls promise. What stands in the workbooks is checked
 * by tests/workbooks/, with readers of other people. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jumelage/workbook.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "workbooks/plans.h"

static char folder[] = "/tmp/jm-workbook-XXXXXX";
static char path[64], other[64];

static const struct jm_workbook usual = {.first = JM_FR,
                                         .second = JM_KO,
                                         .marking = "Diffusion restreinte",
                                         .version = "v4",
                                         .date = 19467,
                                         .created = 1681984800};

static const struct {
    const char *name;
    enum demo plan;
    enum jm_lang first, second;
    const char *marking;
} cases[] = {
    {"twelve people, French and Korean", DEMO_SUWON, JM_FR, JM_KO, NULL},
    {"English and Korean", DEMO_SUWON, JM_EN, JM_KO, "Internal"},
    {"French and English", DEMO_SUWON, JM_FR, JM_EN, ""},
    {"Korean and French", DEMO_SUWON, JM_KO, JM_FR, "대외비"},
    {"three people, one day", DEMO_SMALL, JM_FR, JM_KO, NULL},
    {"forty people, ten days", DEMO_LARGE, JM_FR, JM_KO, NULL},
    {"what people type", DEMO_HOSTILE, JM_FR, JM_KO, "&P&N&&\"\r\n\033[1m\xff"},
};

static const struct {
    const char *name;
    enum jm_book_kind kind;
    enum demo plan;
    enum jm_lang first, second;
} kinds[] = {
    {"internal copy", JM_BOOK_INTERNAL, DEMO_SUWON, JM_FR, JM_KO},
    {"internal copy of forty", JM_BOOK_INTERNAL, DEMO_LARGE, JM_EN, JM_KO},
    {"internal copy of what people type", JM_BOOK_INTERNAL, DEMO_HOSTILE, JM_FR,
     JM_EN},
    {"rooms", JM_BOOK_ROOMING, DEMO_SUWON, JM_FR, JM_KO},
    {"rooms where no night is known", JM_BOOK_ROOMING, DEMO_EMPTY, JM_KO,
     JM_EN},
    {"a year", JM_BOOK_YEAR, DEMO_SUWON, JM_FR, JM_KO},
    {"a year of what people type", JM_BOOK_YEAR, DEMO_HOSTILE, JM_KO, JM_FR},
    {"a host", JM_BOOK_HOST, DEMO_SUWON, JM_EN, JM_KO},
    {"templates in French", JM_BOOK_TEMPLATE, DEMO_SUWON, JM_FR, JM_KO},
    /* lists of Korean words, inline, abort libxlsxwriter */
    {"templates in Korean", JM_BOOK_TEMPLATE, DEMO_SUWON, JM_KO, JM_EN},
};

static bool is_there(const char *name)
{
    struct stat stat_of;
    return lstat(name, &stat_of) == 0;
}

static size_t get(const char *name, char **bytes)
{
    FILE *file = fopen(name, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    size_t length = (size_t)ftell(file);
    rewind(file);
    *bytes = malloc(length + 1);
    assert_non_null(*bytes);
    assert_int_equal(fread(*bytes, 1, length, file), length);
    fclose(file);
    return length;
}

static void each_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_plan *plan = demo_plan(cases[i].plan);
        struct jm_workbook how = usual;
        struct jm_error err = JM_ERROR_INIT;
        char *bytes = NULL;
        how.first = cases[i].first;
        how.second = cases[i].second;
        how.marking = cases[i].marking;
        print_message("  %s\n", cases[i].name);
        assert_int_equal(jm_workbook_write(path, plan, &how, &err), JM_OK);
        assert_true(get(path, &bytes) > 4000);
        assert_memory_equal(bytes, "PK\3\4", 4);
        free(bytes);
        jm_plan_free(plan);
    }
}

static struct jm_workbook how_of(size_t i)
{
    struct jm_workbook how = usual;
    how.kind = kinds[i].kind;
    how.row = how.kind == JM_BOOK_HOST ? TOURS : 0;
    how.year = 2023;
    how.first = kinds[i].first;
    how.second = kinds[i].second;
    how.feed_url = "https://jumelage.example.org/f/1/a.ics";
    return how;
}

static void assert_same_files(void)
{
    char *a = NULL, *b = NULL;
    size_t length = get(path, &a);
    assert_int_equal(get(other, &b), length);
    assert_memory_equal(a, b, length);
    free(a);
    free(b);
}

/* Whatever the name of the file and whatever was in it. */
static void same_bytes_twice(void **state)
{
    (void)state;
    struct jm_plan *plan = demo_plan(DEMO_SUWON);
    FILE *file = fopen(other, "wb");
    assert_non_null(file);
    for (int i = 0; i < 100000; i++)
        fputc('x', file);
    fclose(file);
    assert_int_equal(jm_workbook_write(path, plan, &usual, NULL), JM_OK);
    assert_int_equal(jm_workbook_write(other, plan, &usual, NULL), JM_OK);
    assert_same_files();
    jm_plan_free(plan);
}

static void each_kind_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct jm_plan *plan = demo_plan(kinds[i].plan);
        struct jm_workbook how = how_of(i);
        struct jm_error err = JM_ERROR_INIT;
        print_message("  %s\n", kinds[i].name);
        assert_int_equal(jm_workbook_write(path, plan, &how, &err), JM_OK);
        assert_int_equal(jm_workbook_write(other, plan, &how, &err), JM_OK);
        assert_same_files();
        jm_plan_free(plan);
    }
}

/* Every year has its weeks: those of 52, 53 and, begun on a Sunday, 54. */
static void each_year(void **state)
{
    (void)state;
    static const int years[] = {1970, 2012, 2020, 2023, 2026, 2028, 2099};
    struct jm_plan *plan = demo_plan(DEMO_SUWON);
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        struct jm_workbook how = usual;
        how.kind = JM_BOOK_YEAR;
        how.year = years[i];
        assert_int_equal(jm_workbook_write(path, plan, &how, NULL), JM_OK);
    }
    jm_plan_free(plan);
}

/* A code takes an https address of a code's size, and nothing else. */
static void addresses_of_feeds(void **state)
{
    (void)state;
    char endless[800] = "https://example.org/";
    memset(endless + 20, 'a', sizeof endless - 21);
    endless[sizeof endless - 1] = '\0';
    const char *const bad[] = {"http://example.org/a.ics",
                               "javascript:alert(1)",
                               "https://",
                               "https://a b",
                               "https://a\nb",
                               "https://a/\"x",
                               "",
                               endless};
    struct jm_plan *plan = demo_plan(DEMO_SMALL);
    unlink(path);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct jm_workbook how = usual;
        struct jm_error err = JM_ERROR_INIT;
        how.feed_url = bad[i];
        assert_int_equal(jm_workbook_write(path, plan, &how, &err), JM_INVALID);
        assert_int_equal(err.message, JM_SAY_FEED_URL_BAD);
        assert_false(is_there(path));
    }
    jm_plan_free(plan);
}

/* Created at no instant is not created now. */
static void no_instant_of_creation(void **state)
{
    (void)state;
    struct jm_workbook how = usual;
    struct jm_plan *plan = demo_plan(DEMO_SMALL);
    how.created = 0;
    assert_int_equal(jm_workbook_write(path, plan, &how, NULL), JM_OK);
    how.created = 315532800; /* 1980, where the dates of archives begin */
    assert_int_equal(jm_workbook_write(other, plan, &how, NULL), JM_OK);
    assert_same_files();
    jm_plan_free(plan);
}

static void no_event_with_hours(void **state)
{
    (void)state;
    struct jm_plan *plan = demo_plan(DEMO_EMPTY);
    struct jm_error err = JM_ERROR_INIT;
    unlink(path);
    assert_int_equal(jm_workbook_write(path, plan, &usual, &err), JM_INVALID);
    assert_int_equal(err.message, JM_SAY_ITINERARY_EMPTY);
    assert_string_equal(err.args[0], "dl-demo");
    assert_false(is_there(path));
    jm_plan_free(plan);
}

static void nowhere_to_write(void **state)
{
    (void)state;
    static const char *const places[] = {"/nonexistent/a.xlsx", "/dev/full",
                                         folder, ""};
    struct jm_plan *plan = demo_plan(DEMO_SMALL);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct jm_error err = JM_ERROR_INIT;
        bool before = is_there(places[i]);
        assert_int_equal(jm_workbook_write(places[i], plan, &usual, &err),
                         JM_REFUSED);
        assert_int_equal(err.message, JM_SAY_SHEET_REFUSED);
        assert_string_equal(err.args[0], places[i]);
        assert_true(*err.cause);
        assert_int_equal(is_there(places[i]), before);
    }
    jm_plan_free(plan);
}

/* As on a full disk, a write fails half-way: nothing is left. */
static void disk_full(void **state)
{
    (void)state;
    struct rlimit before, small;
    struct jm_plan *plan = demo_plan(DEMO_LARGE);
    struct jm_error err = JM_ERROR_INIT;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = (struct rlimit){4096, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum jm_status status = jm_workbook_write(path, plan, &usual, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(status, JM_FAILED);
    assert_int_equal(err.message, JM_SAY_SHEET_FAILED);
    assert_string_equal(err.args[0], path);
    assert_false(is_there(path));
    jm_plan_free(plan);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/a.xlsx", folder);
    snprintf(other, sizeof other, "%s/another name.xlsx", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path);
    unlink(other);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case),
        cmocka_unit_test(same_bytes_twice),
        cmocka_unit_test(each_kind_twice),
        cmocka_unit_test(each_year),
        cmocka_unit_test(addresses_of_feeds),
        cmocka_unit_test(no_instant_of_creation),
        cmocka_unit_test(no_event_with_hours),
        cmocka_unit_test(nowhere_to_write),
        cmocka_unit_test(disk_full),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
