/* Programs that are killed, and disks that are full: what was acknowledged is
 * there, and the plan opens and is sound. */
#define _GNU_SOURCE /* unshare */
#include "help.h"

#include "db.h"
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

static uint64_t seed;

static unsigned draw(unsigned below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 33) % below;
}

static int print_seed(void **state)
{
    const char *given = getenv("JM_SEED");
    seed = given ? strtoull(given, NULL, 16) : (uint64_t)time(NULL);
    print_message("JM_SEED=%llx\n", (unsigned long long)seed);
    seed = seed * 0x9e3779b97f4a7c15 | 1;
    return make_folder(state);
}

/* What a child says after each commit: rows first..last are in that change. */
struct acknowledged {
    int64_t change;
    unsigned first, last;
};

/* ---- children that write ---- */

/* Adds rows first..last as one change; JM_OK when it was acknowledged. */
static enum jm_status add_themes(struct jm_store *store, unsigned first,
                                 unsigned last, int64_t *number,
                                 struct jm_error *err)
{
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL;
    struct jm_row row = JM_ROW_INIT;
    enum jm_status status = jm_change_begin(&change, store, &author, err);
    for (unsigned i = first; !status && i <= last; i++) {
        char id[32];
        snprintf(id, sizeof id, "theme-%u", i);
        status = jm_row_init(&row, jm_noun(JM_NOUN_THEME), err);
        if (!status)
            status = jm_row_set_id(&row, id, err);
        if (!status)
            status = jm_row_set_string(&row, JM_theme_name_fr, id, err);
        if (!status)
            status = jm_change_add(change, &row, err);
    }
    jm_row_clear(&row);
    if (!status)
        return jm_change_commit(change, number, err);
    jm_change_free(change);
    return status;
}

/* Writes until it is killed. `opens`: closes and opens between changes. */
static void write_for_ever(const char *path, int pipe, unsigned next,
                           bool opens)
{
    struct jm_store *store = NULL;
    struct jm_error err = JM_ERROR_INIT;
    for (;;) {
        struct acknowledged a = {0, next, next + draw(40)};
        if (!store)
            CHILD(!jm_store_open(&store, path, JM_STORE_WRITE, &err));
        CHILD(!add_themes(store, a.first, a.last, &a.change, &err));
        CHILD(write(pipe, &a, sizeof a) == sizeof a);
        next = a.last + 1;
        if (opens) {
            jm_store_free(store);
            store = NULL;
        }
    }
}

/* Some instructions, so that the kill falls anywhere in a change. */
static void dawdle(void)
{
    volatile unsigned spin = draw(3000000);
    while (spin)
        spin--;
}

static void check_acknowledged(struct jm_store *store,
                               const struct acknowledged *a)
{
    char id[32];
    for (unsigned i = a->first; i <= a->last; i++) {
        snprintf(id, sizeof id, "theme-%u", i);
        if (!jm_store_has(store, jm_noun(JM_NOUN_THEME), id))
            fail_msg("%s of change %d is lost", id, (int)a->change);
    }
}

/* One round: returns the number of the next row that nobody has written. */
static unsigned kill_a_writer(const char *path, unsigned next, bool opens)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (!child) {
        close(ends[0]);
        seed += next;
        write_for_ever(path, ends[1], next, opens);
    }
    close(ends[1]);
    struct acknowledged all[256];
    unsigned count = draw(8), got = 0;
    while (got < count && read(ends[0], &all[got], sizeof *all) == sizeof *all)
        got++;
    assert_int_equal(got, count);
    dawdle();
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    while (got < 256 && read(ends[0], &all[got], sizeof *all) == sizeof *all)
        got++;
    close(ends[0]);
    assert_true(got < 256);

    struct jm_store *store = NULL;
    OK(jm_store_open(&store, path, draw(2) ? JM_STORE_WRITE : JM_STORE_READ,
                     &err));
    for (unsigned i = 0; i < got; i++)
        check_acknowledged(store, &all[i]);
    next = (unsigned)jm_store_count(store, jm_noun(JM_NOUN_THEME));
    assert_true(!got || next > all[got - 1].last);
    assert_int_equal(count_faults(store), 0);
    jm_store_free(store);
    return next;
}

static void test_killed_writers(void **state)
{
    (void)state;
    const char *path = in_folder("killed.plan");
    struct jm_store *store = NULL;
    unsigned next = 0;
    OK(jm_store_create(&store, path, &err));
    jm_store_free(store);
    for (int round = 0; round < 50; round++)
        next = kill_a_writer(path, next, round % 2);
    assert_true(next > 50);
}

/* Makes plans until it is killed. */
static void make_for_ever(int round, int pipe)
{
    for (int i = 0;; i++) {
        char name[64];
        struct jm_store *store = NULL;
        struct jm_error err = JM_ERROR_INIT;
        snprintf(name, sizeof name, "%d-%d.plan", round, i);
        CHILD(!jm_store_create(&store, in_folder(name), &err));
        jm_store_free(store);
        CHILD(write(pipe, "x", 1) == 1);
    }
}

/* A name holds either nothing or a whole plan. Returns how many there are. */
static int check_made(int round)
{
    for (int i = 0;; i++) {
        char name[64];
        struct jm_store *store = NULL;
        snprintf(name, sizeof name, "%d-%d.plan", round, i);
        if (!is_there(in_folder(name)))
            return i;
        OK(jm_store_open(&store, in_folder(name), JM_STORE_WRITE, &err));
        assert_int_equal(count_faults(store), 0);
        jm_store_free(store);
    }
}

static void test_killed_makers(void **state)
{
    (void)state;
    for (int round = 0; round < 10; round++) {
        int ends[2];
        char byte;
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (!child)
            make_for_ever(round, ends[1]);
        close(ends[1]);
        assert_int_equal(read(ends[0], &byte, 1), 1);
        for (int i = 0; i < 8; i++)
            dawdle();
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        close(ends[0]);
        assert_true(check_made(round) > 0);
    }
}

/* ---- full disks ---- */

/* Writes until the disk is full, in changes of many sizes; tells how far it
 * got. The plan is still read then. */
static void fill(const char *path, int pipe)
{
    struct jm_store *store = NULL;
    struct jm_error err = JM_ERROR_INIT;
    unsigned next = 0;
    enum jm_status status = jm_store_open(&store, path, JM_STORE_WRITE, &err);
    while (!status) {
        struct acknowledged a = {0, next, next + draw(400)};
        status = add_themes(store, a.first, a.last, &a.change, &err);
        if (!status)
            CHILD(write(pipe, &a, sizeof a) == sizeof a);
        next = a.last + 1;
    }
    if (err.message != JM_SAY_PLAN_DISK_FULL)
        show(&err);
    CHILD(status == JM_REFUSED && err.message == JM_SAY_PLAN_DISK_FULL);
    CHILD(jm_store_has(store, jm_noun(JM_NOUN_THEME), "theme-0"));
    jm_store_free(store);
    _exit(0);
}

static void check_filled(const char *path, int pipe)
{
    struct jm_store *store = NULL;
    struct acknowledged a;
    unsigned rows = 0, changes = 0;
    OK(jm_store_open(&store, path, JM_STORE_WRITE, &err));
    for (; read(pipe, &a, sizeof a) == sizeof a; changes++) {
        check_acknowledged(store, &a);
        rows = a.last + 1;
    }
    close(pipe);
    assert_true(changes > 0);
    assert_int_equal(jm_store_count(store, jm_noun(JM_NOUN_THEME)), rows);
    assert_int_equal(count_faults(store), 0);
    int64_t number = 0;
    OK(add_themes(store, rows, rows + 10, &number, &err));
    assert_int_equal(number, changes + 1);
    jm_store_free(store);
}

static void test_files_that_may_not_grow(void **state)
{
    (void)state;
    for (int round = 0; round < 4; round++) {
        char name[32];
        int ends[2];
        struct jm_store *store = NULL;
        snprintf(name, sizeof name, "limit%d.plan", round);
        OK(jm_store_create(&store, in_folder(name), &err));
        jm_store_free(store);
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (!child) {
            rlim_t most = 600000 + draw(400000);
            struct rlimit limit = {most, most};
            signal(SIGXFSZ, SIG_IGN);
            CHILD(!setrlimit(RLIMIT_FSIZE, &limit));
            fill(in_folder(name), ends[1]);
        }
        close(ends[1]);
        assert_child_ends_well(child);
        check_filled(in_folder(name), ends[0]);
    }
}

/* A small disk of its own, where that may be made. */
static void test_a_small_disk(void **state)
{
    (void)state;
    int ends[2];
    const char *path = in_folder("disk/full.plan");
    const char *kept = in_folder("kept.plan");
    assert_int_equal(mkdir(in_folder("disk"), 0777), 0);
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (!child) {
        struct jm_store *store = NULL;
        struct jm_error err = JM_ERROR_INIT;
        if (unshare(CLONE_NEWNS) ||
            mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
            mount("none", in_folder("disk"), "tmpfs", 0, "size=2m"))
            _exit(7);
        CHILD(!jm_store_create(&store, path, &err));
        jm_store_free(store);
        pid_t writer = fork();
        if (!writer)
            fill(path, ends[1]);
        int status = 0;
        CHILD(waitpid(writer, &status, 0) == writer && status == 0);
        char command[1024];
        snprintf(command, sizeof command,
                 "cp '%s' '%s' && if test -e '%s-wal'; then"
                 " cp '%s-wal' '%s-wal'; fi",
                 path, kept, path, path, kept);
        CHILD(system(command) == 0);
        _exit(0);
    }
    close(ends[1]);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 7)
        skip();
    assert_int_equal(status, 0);
    check_filled(kept, ends[0]);
}

/* A change that did not fit is gone as a whole, and the same store goes on once
 * there is room. */
static void test_a_store_goes_on_after_a_full_disk(void **state)
{
    (void)state;
    struct jm_store *store = make_plan("goes-on.plan");
    int64_t number = 0;
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL;
    assert_int_equal(
        sqlite3_exec(store->db, "PRAGMA max_page_count = 1", NULL, NULL, NULL),
        SQLITE_OK);
    FAILS(add_themes(store, 0, 5000, &number, &err), JM_REFUSED,
          JM_SAY_PLAN_DISK_FULL);
    assert_int_equal(jm_store_count(store, jm_noun(JM_NOUN_THEME)), 0);

    /* Nothing of a change that broke is written, whatever the caller does. */
    OK(jm_change_begin(&change, store, &author, &err));
    enum jm_status status = JM_OK;
    for (int i = 0; i < 5000 && !status; i++) {
        char id[32];
        snprintf(id, sizeof id, "theme-%d", i);
        struct jm_row row = make_theme(id);
        status = jm_change_add(change, &row, NULL);
        jm_row_clear(&row);
    }
    assert_int_equal(status, JM_REFUSED);
    sqlite3_exec(store->db, "PRAGMA max_page_count = 100000", NULL, NULL, NULL);
    struct jm_row row = make_theme("late");
    assert_int_not_equal(jm_change_add(change, &row, NULL), JM_OK);
    assert_int_not_equal(
        jm_change_remove(change, jm_noun(JM_NOUN_EVENT), visit, NULL), JM_OK);
    jm_row_clear(&row);
    assert_int_not_equal(jm_change_commit(change, &number, NULL), JM_OK);
    assert_int_equal(number, 0);
    assert_int_equal(jm_store_count(store, jm_noun(JM_NOUN_THEME)), 0);
    assert_int_equal(jm_store_count(store, jm_noun(JM_NOUN_EVENT)), 2);

    OK(add_themes(store, 0, 50, &number, &err));
    assert_int_equal(number, 2);
    assert_int_equal(count_faults(store), 0);
    jm_store_free(store);
}

/* A row without its log would be a lie: the change is given up as a whole. */
static void test_a_log_that_cannot_be_written(void **state)
{
    (void)state;
    struct jm_store *store = make_plan("lie.plan");
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL;
    struct jm_row rows[] = {make_theme("health"), make_theme("safety")};
    int64_t number = 7;
    assert_int_equal(
        sqlite3_exec(store->db,
                     "INSERT INTO change_field(n, field) SELECT"
                     " (max(n) + 1) * 128, 'in the way' FROM change_row",
                     NULL, NULL, NULL),
        SQLITE_OK);
    OK(jm_change_begin(&change, store, &author, &err));
    FAILS(jm_change_add(change, &rows[0], &err), JM_FAILED, JM_SAY_PLAN_IO);
    FAILS(jm_change_add(change, &rows[1], &err), JM_FAILED, JM_SAY_PLAN_IO);
    FAILS(jm_change_commit(change, &number, &err), JM_FAILED, JM_SAY_PLAN_IO);
    assert_int_equal(number, 0);
    assert_int_equal(jm_store_count(store, jm_noun(JM_NOUN_THEME)), 0);
    jm_row_clear(&rows[0]);
    jm_row_clear(&rows[1]);
    jm_store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_killed_writers),
        cmocka_unit_test(test_killed_makers),
        cmocka_unit_test(test_files_that_may_not_grow),
        cmocka_unit_test(test_a_small_disk),
        cmocka_unit_test(test_a_store_goes_on_after_a_full_disk),
        cmocka_unit_test(test_a_log_that_cannot_be_written)};
    return cmocka_run_group_tests(tests, print_seed, remove_folder);
}
