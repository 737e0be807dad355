#include "child.h"
#include "progress.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

#define MEGABYTE ((size_t)1 << 20)
#define MOST_DESCRIPTORS 4096
#define PATIENCE 100 /* milliseconds between two looks at Ctrl-C */

/* What the child says before its answer. */
struct head {
    uint64_t length;
    struct jm_error err;
};

static struct jm_child_limits fill(const struct jm_child_limits *given)
{
    struct jm_child_limits limits = *given;
    if (!limits.cpu_seconds)
        limits.cpu_seconds = 5;
    if (!limits.wall_seconds)
        limits.wall_seconds = 30;
    if (!limits.memory)
        limits.memory = 512 * MEGABYTE;
    if (!limits.answer)
        limits.answer = 128 * MEGABYTE;
    return limits;
}

/* ---- in the child ---- */

static void limit(int what, size_t soft, size_t hard)
{
    struct rlimit to = {.rlim_cur = soft, .rlim_max = hard};
    setrlimit((__rlimit_resource_t)what, &to);
}

static void confine(const struct jm_child_limits *limits, int pipe)
{
    int nothing = open("/dev/null", O_RDWR);
    for (int i = 0; i <= 2 && nothing >= 0; i++)
        dup2(nothing, i);
    for (int i = 3; i < MOST_DESCRIPTORS; i++)
        if (i != pipe && i != limits->keep)
            close(i);
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_FSIZE, 0, 0);
    limit(RLIMIT_CPU, limits->cpu_seconds, limits->cpu_seconds + 1);
#ifndef SANITIZED
    limit(RLIMIT_AS, limits->memory, limits->memory);
#endif
    limit(RLIMIT_NOFILE, 64, 64);
    signal(SIGINT, SIG_DFL);
    signal(SIGALRM, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    alarm(limits->wall_seconds);
}

static bool write_all(int file, const void *bytes, size_t length)
{
    const char *at = bytes;
    while (length > 0) {
        ssize_t written = write(file, at, length);
        if (written < 0 && errno != EINTR)
            return false;
        at += written > 0 ? written : 0;
        length -= written > 0 ? (size_t)written : 0;
    }
    return true;
}

static _Noreturn void serve(const struct jm_child_limits *limits, int pipe,
                            jm_child_work *work, void *data)
{
    struct jm_text out = JM_TEXT_INIT;
    struct head head;
    memset(&head, 0, sizeof head);
    confine(limits, pipe);
    out.ceiling = limits->answer;
    enum jm_status status = work(data, &out, &head.err);
    if (!status && out.failed)
        status = out.length + MEGABYTE < out.ceiling
                     ? jm_fail_memory(&head.err)
                     : jm_fail(&head.err, JM_INVALID, "answer",
                               JM_SAY_CHILD_ANSWER, NULL);
    head.err.status = status;
    head.length = status ? 0 : out.length;
    bool is_told = write_all(pipe, &head, sizeof head) &&
                   write_all(pipe, jm_text_get(&out), (size_t)head.length);
    _exit(is_told ? 0 : 1);
}

/* ---- in the parent ---- */

/* Reads until the child closes the pipe, or more comes than may. */
static enum jm_status listen_to(struct jm_app *app, int pipe, size_t most,
                                struct jm_text *said)
{
    char bytes[65536];
    for (;;) {
        struct pollfd wait = {.fd = pipe, .events = POLLIN};
        int ready = poll(&wait, 1, PATIENCE);
        if (jm_progress_ask(app))
            return JM_STOPPED;
        if (ready <= 0)
            continue;
        ssize_t got = read(pipe, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return JM_OK;
        jm_text_add_bytes(said, bytes, (size_t)got);
        if (said->failed)
            return jm_fail_memory(&app->err);
        if (said->length > most)
            return jm_fail(&app->err, JM_INVALID, "answer", JM_SAY_CHILD_ANSWER,
                           NULL);
    }
}

static int reap(pid_t child)
{
    int ended = 0;
    while (waitpid(child, &ended, 0) < 0 && errno == EINTR)
        ;
    return ended;
}

static enum jm_status fail_end(struct jm_app *app, const char *name, int ended)
{
    int number = WIFSIGNALED(ended) ? WTERMSIG(ended) : 0;
    enum jm_message why =
        number == SIGXCPU || number == SIGALRM || number == SIGKILL
            ? JM_SAY_CHILD_TIME
            : JM_SAY_CHILD_CRASH;
    char cause[40];
    snprintf(cause, sizeof cause, "child ended by signal %d", number);
    return jm_fail(&app->err, JM_INVALID, cause, why, name, NULL);
}

/* A child may have been turned against us: its words are looked at. */
static bool is_sound(const struct jm_text *said, struct head *head)
{
    if (said->length < sizeof *head)
        return false;
    memcpy(head, said->bytes, sizeof *head);
    struct jm_error *err = &head->err;
    for (int i = 0; i < JM_ERROR_ARGS; i++)
        if (!memchr(err->args[i], 0, sizeof err->args[i]) ||
            !jm_text_is_clean(err->args[i], strlen(err->args[i])))
            return false;
    return memchr(err->place, 0, sizeof err->place) &&
           jm_text_is_clean(err->place, strlen(err->place)) &&
           memchr(err->cause, 0, sizeof err->cause) &&
           (unsigned)err->status <= JM_STOPPED &&
           (unsigned)err->message < JM_MESSAGES &&
           head->length == said->length - sizeof *head;
}

static enum jm_status take_answer(struct jm_app *app, const char *name,
                                  int ended, const struct jm_text *said,
                                  struct jm_text *answer)
{
    struct head head;
    if (!WIFEXITED(ended) || WEXITSTATUS(ended) || !is_sound(said, &head))
        return fail_end(app, name, ended);
    if (head.err.message == JM_SAY_NO_MEMORY)
        return jm_fail(&app->err, JM_INVALID, head.err.cause,
                       JM_SAY_CHILD_MEMORY, name, NULL);
    if (head.err.status) {
        app->err = head.err;
        return head.err.status;
    }
    jm_text_add_bytes(answer, said->bytes + sizeof head, (size_t)head.length);
    return answer->failed ? jm_fail_memory(&app->err) : JM_OK;
}

enum jm_status jm_child_run(struct jm_app *app, const char *name,
                            const struct jm_child_limits *given,
                            jm_child_work *work, void *data,
                            struct jm_text *answer)
{
    struct jm_child_limits limits = fill(given);
    struct jm_text said = JM_TEXT_INIT;
    int ends[2];
    if (pipe(ends) != 0)
        return jm_fail(&app->err, JM_FAILED, strerror(errno),
                       JM_SAY_CHILD_FAILED, NULL);
    fflush(app->world->out);
    fflush(app->world->err);
    pid_t child = fork();
    if (child == 0)
        serve(&limits, ends[1], work, data);
    close(ends[1]);
    enum jm_status status =
        child > 0 ? listen_to(app, ends[0], limits.answer + sizeof(struct head),
                              &said)
                  : jm_fail(&app->err, JM_FAILED, strerror(errno),
                            JM_SAY_CHILD_FAILED, NULL);
    close(ends[0]);
    if (child > 0) {
        if (status)
            kill(child, SIGKILL);
        int ended = reap(child);
        if (!status)
            status = take_answer(app, name, ended, &said, answer);
    }
    jm_text_clear(&said);
    return status;
}
