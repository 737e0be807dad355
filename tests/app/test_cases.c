/* Runs the transcripts of tests/cases in process.
 *
 * A line of a transcript is
 *     # a comment
 *     $ jumelage ...   a command line, words quoted as in a shell
 *     | ...            a line that it must write to out, in order
 *     ! ...            a line that it must write to err
 *     = 3              its exit code; 0 when there is no such line
 *     % ...            something done to the world: see `acts` below
 *     > ...            a line of the file that "% write NAME" makes
 * Each transcript runs in an empty folder of its own, at 2026-11-23T12:00:00Z,
 * with random numbers that count up, as a user without privileges. With
 * JM_GOLDEN=write in the environment the answers are written anew. */
#include "app.h"
#include "cases.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORDS = 64, VARIABLES = 16, NOBODY = 65534 };

static struct setting {
    char name[32], value[256];
} environment[VARIABLES];
static unsigned char counter;

/* One transcript. */
struct script {
    const char *name;     /* "bad-date.test" */
    struct jm_text again; /* the transcript with the answers that came */
    struct jm_text wanted, got;
    sqlite3 *lock;
    jm_utc now;
    int failures;
};

static const char *test_env(const char *name)
{
    for (size_t i = 0; i < VARIABLES; i++)
        if (strcmp(environment[i].name, name) == 0)
            return environment[i].value;
    return NULL;
}

static void set_env(const char *name, const char *value)
{
    size_t i = 0;
    while (i + 1 < VARIABLES && environment[i].name[0] &&
           strcmp(environment[i].name, name) != 0)
        i++;
    jm_text_copy(environment[i].name, sizeof environment[i].name, name);
    jm_text_copy(environment[i].value, sizeof environment[i].value, value);
}

static bool test_random_bytes(unsigned char *bytes, size_t count)
{
    memset(bytes, 0, count);
    bytes[0] = bytes[count - 1] = ++counter;
    return true;
}

/* Cuts a command line into words, in place; "..." and '...' hold blanks. */
static int split(char *line, char *words[WORDS])
{
    int count = 0;
    char *at = line, *to = line;
    for (;;) {
        at += strspn(at, " ");
        if (!*at)
            return count;
        assert_true(count < WORDS - 1);
        words[count++] = to;
        char quote = 0;
        for (; *at && (quote || *at != ' '); at++) {
            if (quote ? *at == quote : *at == '"' || *at == '\'')
                quote = quote ? 0 : *at;
            else
                *to++ = *at;
        }
        bool ended = !*at;
        *to++ = '\0';
        if (ended)
            return count;
        at++;
    }
}

/* Adds each line of what was written, with a mark before it. */
static void add_marked(struct jm_text *out, char mark, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        jm_text_add_char(out, mark);
        if (length)
            jm_text_add_char(out, ' ');
        jm_text_add_bytes(out, text, length);
        jm_text_add_char(out, '\n');
        text += length;
        text += *text == '\n';
    }
}

static void run_command(struct script *s, char *line)
{
    char *words[WORDS], *out = NULL, *err = NULL;
    size_t out_size = 0, err_size = 0;
    int count = split(line, words);
    words[count] = NULL;
    struct jm_world world = {.out = open_memstream(&out, &out_size),
                             .err = open_memstream(&err, &err_size),
                             .now = s->now,
                             .env = test_env,
                             .random = test_random_bytes};
    int code = jm_app_run(&world, count, words);
    fclose(world.out);
    fclose(world.err);
    jm_text_reset(&s->got);
    add_marked(&s->got, '|', out);
    add_marked(&s->got, '!', err);
    if (code)
        jm_text_addf(&s->got, "= %d\n", code);
    free(out);
    free(err);
}

/* ---- what a transcript does to the world ---- */

static void act_env(struct script *s, int count, char **words)
{
    (void)s;
    assert_int_equal(count, 3);
    set_env(words[1], words[2]);
}

static void act_mkdir(struct script *s, int count, char **words)
{
    (void)s;
    assert_int_equal(count, 2);
    assert_int_equal(mkdir(words[1], 0777), 0);
}

static void act_chmod(struct script *s, int count, char **words)
{
    (void)s;
    assert_int_equal(count, 3);
    mode_t mode = (mode_t)strtoul(words[1], NULL, 8);
    assert_int_equal(chmod(words[2], mode), 0);
}

static void act_there(struct script *s, int count, char **words)
{
    (void)s;
    assert_int_equal(count, 2);
    CHECK(words[1], access(words[1], F_OK) == 0);
}

static void act_gone(struct script *s, int count, char **words)
{
    (void)s;
    assert_int_equal(count, 2);
    CHECK(words[1], access(words[1], F_OK) != 0);
}

static long number_of(const char *text)
{
    char *end = NULL;
    long number = strtol(text, &end, 10);
    assert_true(end != text && *end == '\0');
    return number;
}

static char *read_all(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    struct jm_text text = JM_TEXT_INIT;
    char bytes[4096];
    size_t got;
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
        jm_text_add_bytes(&text, bytes, got);
    fclose(file);
    return jm_text_take(&text);
}

/* Two files hold the same bytes, or not. */
static bool is_same(const char *a, const char *b)
{
    char *first = read_all(a), *second = read_all(b);
    bool same = strcmp(first, second) == 0;
    free(first);
    free(second);
    return same;
}

static void act_same(struct script *s, int count, char **words)
{
    (void)s;
    assert_int_equal(count, 3);
    CHECK(words[1], is_same(words[1], words[2]));
}

static void act_differ(struct script *s, int count, char **words)
{
    (void)s;
    assert_int_equal(count, 3);
    CHECK(words[1], !is_same(words[1], words[2]));
}

static void act_later(struct script *s, int count, char **words)
{
    assert_int_equal(count, 2);
    s->now += number_of(words[1]);
}

static void act_truncate(struct script *s, int count, char **words)
{
    (void)s;
    assert_int_equal(count, 3);
    assert_int_equal(truncate(words[1], number_of(words[2])), 0);
}

/* Overwrites bytes in the middle of a file. */
static void act_damage(struct script *s, int count, char **words)
{
    (void)s;
    static const char junk[512] = "this is no page of a plan";
    assert_int_equal(count, 3);
    int file = open(words[1], O_WRONLY);
    assert_true(file >= 0);
    assert_int_equal(pwrite(file, junk, sizeof junk, number_of(words[2])),
                     sizeof junk);
    close(file);
}

/* No file may grow past that many bytes: a full disk. */
static void act_limit(struct script *s, int count, char **words)
{
    (void)s;
    assert_int_equal(count, 2);
    struct rlimit limit;
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = strcmp(words[1], "none") == 0
                         ? limit.rlim_max
                         : (rlim_t)number_of(words[1]);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void act_lock(struct script *s, int count, char **words)
{
    assert_int_equal(count, 2);
    assert_int_equal(sqlite3_open(words[1], &s->lock), SQLITE_OK);
    assert_int_equal(sqlite3_exec(s->lock, "BEGIN EXCLUSIVE", NULL, NULL, NULL),
                     SQLITE_OK);
}

static void act_unlock(struct script *s, int count, char **words)
{
    (void)count;
    (void)words;
    sqlite3_close(s->lock);
    s->lock = NULL;
}

static void act_sql(struct script *s, int count, char **words)
{
    (void)s;
    sqlite3 *db = NULL;
    assert_int_equal(count, 3);
    assert_int_equal(sqlite3_open(words[1], &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, words[2], NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static const struct act {
    const char *name;
    void (*act)(struct script *s, int count, char **words);
} acts[] = {
    {"env", act_env},           /* NAME VALUE */
    {"mkdir", act_mkdir},       /* NAME */
    {"chmod", act_chmod},       /* MODE NAME */
    {"there", act_there},       /* NAME: must exist */
    {"gone", act_gone},         /* NAME: must not */
    {"same", act_same},         /* NAME NAME: the same bytes */
    {"differ", act_differ},     /* NAME NAME: not the same */
    {"later", act_later},       /* SECONDS */
    {"truncate", act_truncate}, /* NAME BYTES */
    {"damage", act_damage},     /* NAME OFFSET */
    {"limit", act_limit},       /* BYTES | none */
    {"lock", act_lock},         /* PLAN: another program writes it */
    {"unlock", act_unlock},     {"sql", act_sql}, /* FILE STATEMENT */
};

static void do_act(struct script *s, char *line)
{
    char *words[WORDS];
    int count = split(line, words);
    for (size_t i = 0; i < COUNT(acts); i++)
        if (strcmp(acts[i].name, words[0]) == 0) {
            acts[i].act(s, count, words);
            return;
        }
    fail_msg("%s: unknown act \"%s\"", s->name, words[0]);
}

/* ---- transcripts ---- */

/* Compares what the last command answered with what stands after it. */
static void settle(struct script *s, const char *command)
{
    if (strcmp(jm_text_get(&s->wanted), jm_text_get(&s->got)) != 0) {
        s->failures++;
        fprintf(stderr, "%s: $ %s\n--- wanted\n%s--- got\n%s", s->name, command,
                jm_text_get(&s->wanted), jm_text_get(&s->got));
    }
    jm_text_add(&s->again, jm_text_get(&s->got));
    jm_text_reset(&s->wanted);
    jm_text_reset(&s->got);
}

static char *next_line(char **rest)
{
    char *line = *rest;
    if (!line || !*line)
        return NULL;
    char *end = strchr(line, '\n');
    if (end)
        *end++ = '\0';
    *rest = end;
    return line;
}

/* "% write NAME": the lines that follow with "> " become the file. */
static void write_file(struct script *s, const char *name, char **rest)
{
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    while (*rest && **rest == '>') {
        char *line = next_line(rest);
        jm_text_addf(&s->again, "%s\n", line);
        fprintf(file, "%s\n", line[1] == ' ' ? line + 2 : line + 1);
    }
    fclose(file);
}

static void play(struct script *s, char *rest)
{
    char *line, command[4096] = "";
    bool ran = false;
    while ((line = next_line(&rest))) {
        if (ran && strchr("|!=", *line) && *line) {
            jm_text_addf(&s->wanted, "%s\n", line);
            continue;
        }
        if (ran)
            settle(s, command);
        ran = false;
        jm_text_addf(&s->again, "%s\n", line);
        if (strncmp(line, "$ jumelage", 10) == 0) {
            jm_text_copy(command, sizeof command, line + 2);
            run_command(s, line + 2);
            ran = true;
        } else if (strncmp(line, "% write ", 8) == 0) {
            write_file(s, line + 8, &rest);
        } else if (strncmp(line, "% ", 2) == 0) {
            do_act(s, line + 2);
        } else if (*line && *line != '#') {
            fail_msg("%s: cannot read \"%s\"", s->name, line);
        }
    }
    if (ran)
        settle(s, command);
}

static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
        char inner[1024];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        chmod(inner, 0700);
        if (unlink(inner) != 0)
            remove_folder(inner);
    }
    if (folder)
        closedir(folder);
    rmdir(path);
}

static void write_again(const char *path, const struct script *s)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(jm_text_get(&s->again), file);
    fclose(file);
}

static int run_script(const char *name)
{
    char path[1024], folder[] = "/tmp/jumelage-cases-XXXXXX";
    struct script s = {.name = name, .now = INT64_C(1795435200)};
    const char *mode = getenv("JM_GOLDEN");
    snprintf(path, sizeof path, "%s/cases/%s", JM_TESTS_DIR, name);
    char *text = read_all(path);
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chmod(folder, 0777), 0);
    assert_int_equal(chdir(folder), 0);
    memset(environment, 0, sizeof environment);
    set_env("LANG", "C.UTF-8");
    set_env("USER", "marie");
    counter = 0;
    bool is_root = geteuid() == 0;
    if (is_root)
        assert_int_equal(seteuid(NOBODY), 0);
    play(&s, text);
    if (is_root)
        assert_int_equal(seteuid(0), 0);
    sqlite3_close(s.lock);
    assert_int_equal(chdir("/"), 0);
    remove_folder(folder);
    if (mode && strcmp(mode, "write") == 0) {
        write_again(path, &s);
        s.failures = 0;
    }
    free(text);
    jm_text_clear(&s.again);
    jm_text_clear(&s.wanted);
    jm_text_clear(&s.got);
    return s.failures;
}

static int is_transcript(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".test") == 0;
}

static void transcripts(void **state)
{
    (void)state;
    char path[1024];
    struct dirent **entries = NULL;
    const char *only = getenv("JM_CASE");
    int failures = 0;
    snprintf(path, sizeof path, "%s/cases", JM_TESTS_DIR);
    int count = scandir(path, &entries, is_transcript, alphasort);
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        if (!only || strstr(entries[i]->d_name, only))
            failures += run_script(entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    print_message("%d transcripts\n", count);
    assert_int_equal(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(transcripts)};
    signal(SIGXFSZ, SIG_IGN); /* a file past its limit is a failed write */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
