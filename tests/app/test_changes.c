/* Differences on a terminal: long lists are cut, in a pipe they are whole. */
#include "app.h"
#include "cases.h"
#include <unistd.h>

static char folder[] = "/tmp/jumelage-changes-XXXXXX";
static unsigned char counter;

static const char *test_env(const char *name)
{
    if (strcmp(name, "NO_COLOR") == 0)
        return "1";
    return strcmp(name, "USER") == 0 ? "marie" : NULL;
}

static bool test_random_bytes(unsigned char *bytes, size_t count)
{
    memset(bytes, 0, count);
    bytes[0] = bytes[count - 1] = ++counter;
    return true;
}

/* What the command wrote to out; free() it. */
static char *run(bool is_terminal, const char *const *words)
{
    char *out = NULL, *err = NULL, *copies[16];
    size_t out_size = 0, err_size = 0;
    int count = 0;
    for (; words[count]; count++)
        copies[count] = strdup(words[count]);
    copies[count] = NULL;
    struct jm_world world = {.out = open_memstream(&out, &out_size),
                             .err = open_memstream(&err, &err_size),
                             .out_is_terminal = is_terminal,
                             .columns = is_terminal ? 400 : 0,
                             .now = INT64_C(1795435200),
                             .env = test_env,
                             .random = test_random_bytes};
    assert_int_equal(jm_app_run(&world, count, copies), 0);
    fclose(world.out);
    fclose(world.err);
    while (count)
        free(copies[--count]);
    free(err);
    return out;
}

#define RUN(is_terminal, ...)                                                  \
    run(is_terminal,                                                           \
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

/* Lines that begin so. */
static int count_lines(const char *text, const char *start)
{
    int count = 0;
    for (const char *at = text; at; at = strchr(at, '\n')) {
        at += *at == '\n';
        count += strncmp(at, start, strlen(start)) == 0;
    }
    return count;
}

/* The longest run of lines that tell a difference. */
static int longest_list(const char *text)
{
    int longest = 0, length = 0;
    for (const char *at = text; at; at = strchr(at, '\n')) {
        at += *at == '\n';
        length = strncmp(at, "    ~", 5) == 0 ? length + 1 : 0;
        longest = length > longest ? length : longest;
    }
    return longest;
}

/* Names that all events of a city show: a difference in each of them. */
static void long_lists(void **state)
{
    (void)state;
    free(RUN(false, "init", "--sample"));
    free(RUN(false, "publish"));
    free(RUN(false, "edit", "fr-paris", "name_fr=Lutèce"));
    free(RUN(false, "edit", "fr-tours", "name_fr=Caesarodunum"));
    char *whole = RUN(false, "diff", "1"), *cut = RUN(true, "diff", "1");
    assert_int_equal(count_lines(whole, "    … and"), 0);
    assert_true(longest_list(whole) > 9);
    assert_true(count_lines(cut, "    … and") > 0);
    assert_true(longest_list(cut) <= 9);
    assert_true(count_lines(cut, "  … and") == 1);
    assert_non_null(strstr(cut, " more people\n"));
    assert_true(strlen(cut) < strlen(whole));
    free(whole);
    free(cut);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(long_lists)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
