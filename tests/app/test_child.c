/* Children: each way in which one can end. */
#include "cases.h"
#include "child.h"
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static bool stop;

static bool test_stopped(void)
{
    return stop;
}

static enum jm_status answer(void *data, struct jm_text *out,
                             struct jm_error *err)
{
    (void)err;
    jm_text_add(out, data);
    return JM_OK;
}

static enum jm_status answer_much(void *data, struct jm_text *out,
                                  struct jm_error *err)
{
    (void)data;
    (void)err;
    jm_text_add_repeat(out, 'x', 100000);
    return JM_OK;
}

static enum jm_status answer_too_much(void *data, struct jm_text *out,
                                      struct jm_error *err)
{
    (void)data;
    (void)err;
    for (int i = 0; i < 4096; i++)
        jm_text_add_repeat(out, 'x', 1024);
    return JM_OK;
}

static enum jm_status refuse(void *data, struct jm_text *out,
                             struct jm_error *err)
{
    jm_text_add(out, "not to be seen");
    return jm_fail(err, JM_INVALID, "test", JM_SAY_UNKNOWN_ID, "@event", data,
                   NULL);
}

static enum jm_status spin(void *data, struct jm_text *out,
                           struct jm_error *err)
{
    (void)out;
    (void)err;
    volatile int *at = data;
    while (*at < 1000)
        *at = (*at + 1) % 1000;
    return JM_OK;
}

static enum jm_status wait_long(void *data, struct jm_text *out,
                                struct jm_error *err)
{
    (void)data;
    (void)out;
    (void)err;
    while (pause())
        ;
    return JM_OK;
}

static enum jm_status crash(void *data, struct jm_text *out,
                            struct jm_error *err)
{
    (void)data;
    (void)out;
    (void)err;
    signal(SIGABRT, SIG_DFL);
    abort();
}

static enum jm_status leave(void *data, struct jm_text *out,
                            struct jm_error *err)
{
    (void)data;
    (void)out;
    (void)err;
    _exit(0);
}

static enum jm_status run_out(void *data, struct jm_text *out,
                              struct jm_error *err)
{
    (void)data;
    (void)out;
    return jm_fail_memory(err);
}

/* Nothing is open but the pipe, and files cannot be made. */
static enum jm_status look_round(void *data, struct jm_text *out,
                                 struct jm_error *err)
{
    (void)err;
    int open_ones = 0;
    for (int i = 3; i < 64; i++)
        open_ones += fcntl(i, F_GETFD) >= 0;
    signal(SIGXFSZ, SIG_IGN);
    int file = open(data, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    bool written = file >= 0 && write(file, "x", 1) == 1;
    jm_text_addf(out, "%d open, %s", open_ones, written ? "written" : "not");
    return JM_OK;
}

static void ends(void **state)
{
    (void)state;
    static int number;
    static char path[] = "/tmp/jumelage-child-test", yes[] = "yes", no[] = "";
    static const struct {
        const char *name;
        jm_child_work *work;
        void *data;
        struct jm_child_limits limits;
        enum jm_status status;
        enum jm_message message;
        const char *answer;
        size_t length;
    } cases[] = {
        {.name = "an answer", .work = answer, .data = yes, .answer = "yes"},
        {.name = "no answer", .work = answer, .data = no, .answer = ""},
        {.name = "a long answer", .work = answer_much, .length = 100000},
        {.name = "confined",
         .work = look_round,
         .data = path,
         .answer = "1 open, not"},
        {.name = "too long an answer",
         .work = answer_too_much,
         .limits = {.answer = 1 << 20},
         .status = JM_INVALID,
         .message = JM_SAY_CHILD_ANSWER},
        {.name = "its own error",
         .work = refuse,
         .data = yes,
         .status = JM_INVALID,
         .message = JM_SAY_UNKNOWN_ID},
        {.name = "too much work",
         .work = spin,
         .data = &number,
         .limits = {.cpu_seconds = 1},
         .status = JM_INVALID,
         .message = JM_SAY_CHILD_TIME},
        {.name = "too long",
         .work = wait_long,
         .limits = {.wall_seconds = 1},
         .status = JM_INVALID,
         .message = JM_SAY_CHILD_TIME},
        {.name = "a crash",
         .work = crash,
         .status = JM_INVALID,
         .message = JM_SAY_CHILD_CRASH},
        {.name = "silence",
         .work = leave,
         .status = JM_INVALID,
         .message = JM_SAY_CHILD_CRASH},
        {.name = "no memory",
         .work = run_out,
         .status = JM_INVALID,
         .message = JM_SAY_CHILD_MEMORY},
    };
    struct jm_world world = {.out = stdout, .err = stderr};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jm_app app = {.world = &world};
        struct jm_text text = JM_TEXT_INIT;
        jm_text_add(&text, "> ");
        enum jm_status status =
            jm_child_run(&app, "file", &cases[i].limits, cases[i].work,
                         cases[i].data, &text);
        CHECK(cases[i].name, status == cases[i].status);
        CHECK(cases[i].name, app.err.message == cases[i].message);
        if (cases[i].answer)
            CHECK_TEXT(cases[i].name, jm_text_get(&text) + 2, cases[i].answer);
        else
            CHECK(cases[i].name, text.length == cases[i].length + 2);
        jm_text_clear(&text);
    }
    unlink(path);
}

static void is_stopped(void **state)
{
    (void)state;
    struct jm_world world = {
        .out = stdout, .err = stderr, .stopped = test_stopped};
    struct jm_app app = {.world = &world};
    struct jm_text text = JM_TEXT_INIT;
    const struct jm_child_limits limits = {.keep = 0};
    stop = true;
    assert_int_equal(
        jm_child_run(&app, "file", &limits, wait_long, NULL, &text),
        JM_STOPPED);
    stop = false;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends),
        cmocka_unit_test(is_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
