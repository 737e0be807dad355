/* The outside world, once: clock, environment, terminal, random bytes. */
#include "app.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

static const char *env(const char *name)
{
    return getenv(name);
}

static bool fill_random(unsigned char *bytes, size_t count)
{
    size_t got = 0;
    while (got < count) {
        ssize_t n = getrandom(bytes + got, count - got, 0);
        if (n < 0 && errno != EINTR)
            return false;
        got += n > 0 ? (size_t)n : 0;
    }
    return true;
}

static int terminal_columns(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        return size.ws_col;
    return 0;
}

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
    interrupted = 1;
    signal(number, SIG_DFL);
}

static bool is_stopped(void)
{
    return interrupted != 0;
}

/* The first Ctrl-C asks the run to stop, the second one ends it where it is. A
 * run that was started with the signal ignored stays so. */
static void catch_interrupts(void)
{
    struct sigaction action = {.sa_flags = 0}, before;
    action.sa_handler = interrupt;
    sigemptyset(&action.sa_mask);
    if (!sigaction(SIGINT, NULL, &before) && before.sa_handler != SIG_IGN)
        sigaction(SIGINT, &action, NULL);
}

int main(int argc, char **argv)
{
    catch_interrupts();
    struct jm_world world = {.out = stdout,
                             .err = stderr,
                             .out_is_terminal = isatty(STDOUT_FILENO),
                             .err_is_terminal = isatty(STDERR_FILENO),
                             .columns = terminal_columns(),
                             .now = (jm_utc)time(NULL),
                             .env = env,
                             .milliseconds = milliseconds,
                             .stopped = is_stopped,
                             .random = fill_random};
    return jm_app_run(&world, argc, argv);
}
