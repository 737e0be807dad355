/* The outside world, once: clock, environment, terminal, random bytes. */
#include "app.h"
#include <errno.h>
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

int main(int argc, char **argv)
{
    struct jm_world world = {.out = stdout,
                             .err = stderr,
                             .out_is_terminal = isatty(STDOUT_FILENO),
                             .err_is_terminal = isatty(STDERR_FILENO),
                             .columns = terminal_columns(),
                             .now = (jm_utc)time(NULL),
                             .env = env,
                             .random = fill_random};
    return jm_app_run(&world, argc, argv);
}
