/* Longer work: what a terminal shows of it, and what stopping it leaves. */
#include "cases.h"
#include "progress.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/jumelage-progress-XXXXXX";
static int64_t clock_now, clock_pace;
static int asked, patience; /* the wish to stop comes with that question */
static unsigned char counter;

static const char *test_env(const char *name)
{
    return strcmp(name, "USER") == 0 ? "marie" : NULL;
}

static const char *dumb_env(const char *name)
{
    return strcmp(name, "TERM") == 0 ? "dumb" : test_env(name);
}

static bool test_random_bytes(unsigned char *bytes, size_t count)
{
    memset(bytes, 0, count);
    bytes[0] = bytes[count - 1] = ++counter;
    return true;
}

static int64_t test_milliseconds(void)
{
    return clock_now += clock_pace;
}

static bool test_stopped(void)
{
    return patience >= 0 && asked++ >= patience;
}

struct answer {
    char *out, *err;
    int code;
};

static struct answer run(const struct jm_world *like, const char *const *words)
{
    struct answer answer = {NULL, NULL, 0};
    struct jm_world world = *like;
    char *copies[16];
    size_t out_size = 0, err_size = 0;
    int count = 0;
    for (; words[count]; count++)
        copies[count] = strdup(words[count]);
    copies[count] = NULL;
    world.out = open_memstream(&answer.out, &out_size);
    world.err = open_memstream(&answer.err, &err_size);
    world.now = INT64_C(1795435200);
    world.random = test_random_bytes;
    if (!world.env)
        world.env = test_env;
    answer.code = jm_app_run(&world, count, copies);
    fclose(world.out);
    fclose(world.err);
    while (count)
        free(copies[--count]);
    return answer;
}

static void clear(struct answer *answer)
{
    free(answer->out);
    free(answer->err);
}

#define RUN(world, ...)                                                        \
    run(world,                                                                 \
        (const char *const[]){"jumelage", "--lang", "en", __VA_ARGS__, NULL})

static int make_folder(void **state)
{
    (void)state;
    return !mkdtemp(folder) || chdir(folder);
}

static int remove_folder(void **state)
{
    (void)state;
    unlink("jumelage.db");
    return chdir("/") || rmdir(folder);
}

static void begin(void)
{
    struct jm_world world = {.env = NULL};
    patience = -1;
    unlink("jumelage.db");
    struct answer answer = RUN(&world, "init", "--sample");
    assert_int_equal(answer.code, JM_EXIT_FINE);
    clear(&answer);
}

/* All that the log and the rows say. */
static char *dump(void)
{
    static const char *const lists[] = {"settings", "waivers"};
    struct jm_world world = {.env = NULL};
    struct jm_text text = JM_TEXT_INIT;
    patience = -1;
    struct answer log = RUN(&world, "log", "--limit", "0");
    jm_text_add(&text, log.out);
    clear(&log);
    for (size_t i = 0; i < COUNT(lists); i++) {
        struct answer list = RUN(&world, "list", lists[i], "--json");
        assert_int_equal(list.code, JM_EXIT_FINE);
        jm_text_add(&text, list.out);
        clear(&list);
    }
    return jm_text_take(&text);
}

/* ---- the line ---- */

static void line(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool terminal, dumb;
        int64_t pace; /* milliseconds from one look at the clock to the next */
        bool shown;
    } cases[] = {
        {"a terminal, slow work", true, false, 700, true},
        {"a terminal, quick work", true, false, 0, false},
        {"a pipe, slow work", false, false, 700, false},
        {"a terminal that cannot erase", true, true, 700, false},
    };
    begin();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jm_world world = {.err_is_terminal = cases[i].terminal,
                                 .env = cases[i].dumb ? dumb_env : test_env,
                                 .milliseconds = test_milliseconds};
        clock_pace = cases[i].pace;
        struct answer answer =
            RUN(&world, "check", "--until", "2022-01-01", "--json");
        CHECK(cases[i].name, answer.code == JM_EXIT_FINE);
        bool shown = strstr(answer.err, "Reading the plan…") != NULL;
        CHECK(cases[i].name, shown == cases[i].shown);
        size_t length = strlen(answer.err);
        CHECK(cases[i].name, shown == (length > 0));
        CHECK(cases[i].name,
              !shown || strcmp(answer.err + length - 4, "\r\033[K") == 0);
        clear(&answer);
    }
}

/* Steps of a work of 200 units, some milliseconds each. */
static void steps(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t pace;
        uint32_t steps;
        const char *wanted;
    } cases[] = {
        {"one second is not past", 100, 10, ""},
        {"just past it", 100, 11, "\r\033[KLooking for conflicts… 5%\r\033[K"},
        {"ten times a second at most", 60, 20,
         "\r\033[KLooking for conflicts… 8%"
         "\r\033[KLooking for conflicts… 9%\r\033[K"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *err = NULL;
        size_t size = 0;
        struct jm_world world = {.err = open_memstream(&err, &size),
                                 .err_is_terminal = true,
                                 .env = test_env,
                                 .milliseconds = test_milliseconds};
        struct jm_app app = {.world = &world, .lang = JM_EN};
        clock_now = 0;
        clock_pace = cases[i].pace;
        jm_progress_begin(&app, JM_SAY_DOING_CHECK);
        for (uint32_t done = 0; done < cases[i].steps; done++)
            assert_true(jm_progress_step(&app, done, 200));
        jm_progress_end(&app);
        fclose(world.err);
        CHECK_TEXT(cases[i].name, err, cases[i].wanted);
        free(err);
    }
}

/* ---- stopping ---- */

static const struct stop_case {
    const char *name;
    const char *words[8];
    int whole; /* its exit code when nobody stops it */
    bool writes;
} stop_cases[] = {
    {"edit", {"edit", "fr-tours", "capacity=3"}, 0, true},
    {"edit rule",
     {"edit", "rule", "outside-stay", "journey_hours=30", "severity=notice"},
     0,
     true},
    {"back to standard",
     {"edit", "rule", "outside-stay", "journey_hours=", "severity="},
     0,
     true},
    {"waive", {"waive", "cdd56d", "--reason", "x"}, 0, true},
    {"undo", {"undo"}, 0, true},
    {"cancel", {"cancel", "18ca30ab", "--why", "strike"}, 0, true},
    {"check", {"check"}, JM_EXIT_CONFLICTS, false},
    {"doctor", {"doctor"}, 0, false},
};

/* One run that is stopped at that question; its exit code. */
static int stop_at(const struct stop_case *of, int question)
{
    const char *words[12] = {"jumelage", "--lang", "en"};
    struct jm_world world = {.stopped = test_stopped};
    for (size_t w = 0; of->words[w]; w++)
        words[3 + w] = of->words[w];
    asked = 0;
    patience = question;
    struct answer answer = run(&world, words);
    if (answer.code == JM_EXIT_STOPPED)
        CHECK_TEXT(of->name, answer.err,
                   "jumelage: stopped; nothing was changed\n");
    clear(&answer);
    return answer.code;
}

/* Stopped at its first question, its second one, and so on, later with some
 * left out, until it is not: a write is either whole or not there, and says
 * which. */
static void stop_everywhere(void **state)
{
    (void)state;
    begin();
    for (size_t i = 0; i < COUNT(stop_cases); i++) {
        const struct stop_case *of = &stop_cases[i];
        char *before = dump();
        int stopped = 0, code = JM_EXIT_STOPPED;
        for (int n = 0; code == JM_EXIT_STOPPED && n < 4000; n += 1 + n / 5) {
            code = stop_at(of, n);
            stopped += code == JM_EXIT_STOPPED;
            char *after = dump();
            CHECK(of->name, (strcmp(before, after) != 0) ==
                                (of->writes && code == JM_EXIT_FINE));
            free(after);
        }
        CHECK(of->name, code == of->whole);
        CHECK(of->name, stopped > 0);
        free(before);
    }
}

/* A plan that is being made is there in whole, or not at all. */
static void stop_init(void **state)
{
    (void)state;
    int stopped = 0, code = JM_EXIT_STOPPED;
    for (int n = 0; code == JM_EXIT_STOPPED && n < 100000; n = n * 2 + 1) {
        struct jm_world world = {.stopped = test_stopped};
        unlink("jumelage.db");
        asked = 0;
        patience = n;
        struct answer answer = RUN(&world, "init", "--sample");
        code = answer.code;
        stopped += code == JM_EXIT_STOPPED;
        bool is_there = access("jumelage.db", F_OK) == 0;
        assert_true(is_there == (code == JM_EXIT_FINE));
        assert_true(access("jumelage.db-wal", F_OK) != 0);
        clear(&answer);
    }
    assert_int_equal(code, JM_EXIT_FINE);
    assert_true(stopped > 0);
}

/* An export that is stopped leaves the file that was there. */
static void stop_export(void **state)
{
    (void)state;
    begin();
    int code = JM_EXIT_STOPPED, stopped = 0;
    for (int n = 0; code == JM_EXIT_STOPPED && n < 4000; n += 1 + n / 5) {
        struct jm_world world = {.stopped = test_stopped};
        int file = open("tours.ics", O_CREAT | O_TRUNC | O_WRONLY, 0666);
        assert_int_equal(write(file, "old", 3), 3);
        close(file);
        asked = 0;
        patience = n;
        struct answer answer = RUN(&world, "export", "ics", "--for",
                                   "host:fr-tours", "-o", "tours.ics");
        struct stat now;
        assert_int_equal(stat("tours.ics", &now), 0);
        code = answer.code;
        stopped += code == JM_EXIT_STOPPED;
        assert_true((now.st_size == 3) == (code == JM_EXIT_STOPPED));
        assert_true(access("tours.ics.part", F_OK) != 0);
        clear(&answer);
    }
    assert_int_equal(code, JM_EXIT_FINE);
    assert_true(stopped > 0);
    unlink("tours.ics");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(line),
        cmocka_unit_test(steps),
        cmocka_unit_test(stop_everywhere),
        cmocka_unit_test(stop_init),
        cmocka_unit_test(stop_export),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
