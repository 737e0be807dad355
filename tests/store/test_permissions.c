/* Opening plans as somebody who may not do everything. */
#include "help.h"

#include <sys/stat.h>

static void become_nobody(void)
{
    if (getuid() == 0)
        CHILD(!setgid(65534) && !setuid(65534));
}

static void child_opens(const char *path, enum jm_store_mode mode,
                        enum jm_status status, enum jm_message message)
{
    struct jm_store *store = NULL;
    struct jm_error err = JM_ERROR_INIT;
    enum jm_status got = jm_store_open(&store, path, mode, &err);
    if (got != status || err.message != message)
        show(&err);
    CHILD(got == status && err.message == message);
    CHILD(status || jm_store_count(store, jm_noun(JM_NOUN_EVENT)) == 2);
    jm_store_free(store);
}

/* In folders whose names a URI has to escape. */
static void test_permissions(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        mode_t file, folder;
        bool walled;
        enum jm_store_mode mode;
        enum jm_status status;
        enum jm_message message;
    } cases[] = {
        {"read a read-only file", 0444, 0777, false, JM_STORE_READ, JM_OK,
         JM_SAY_NOTHING},
        {"read in a read-only folder", 0444, 0555, false, JM_STORE_READ, JM_OK,
         JM_SAY_NOTHING},
        {"read there in log mode", 0444, 0555, true, JM_STORE_READ, JM_OK,
         JM_SAY_NOTHING},
        {"read a writable file there", 0666, 0555, true, JM_STORE_READ, JM_OK,
         JM_SAY_NOTHING},
        {"write a read-only file", 0444, 0777, false, JM_STORE_WRITE,
         JM_REFUSED, JM_SAY_PLAN_READ_ONLY},
        {"write in a read-only folder", 0666, 0555, false, JM_STORE_WRITE,
         JM_REFUSED, JM_SAY_PLAN_FOLDER_READ_ONLY},
        {"write there in log mode", 0666, 0555, true, JM_STORE_WRITE,
         JM_REFUSED, JM_SAY_PLAN_FOLDER_READ_ONLY},
        {"read a closed file", 0000, 0777, false, JM_STORE_READ, JM_REFUSED,
         JM_SAY_PLAN_CLOSED},
        {"write a closed file", 0000, 0777, false, JM_STORE_WRITE, JM_REFUSED,
         JM_SAY_PLAN_CLOSED},
        {"read in a closed folder", 0666, 0000, false, JM_STORE_READ,
         JM_REFUSED, JM_SAY_PLAN_FOLDER_CLOSED},
    };
    assert_int_equal(chmod(folder, 0777), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[64];
        snprintf(name, sizeof name, "%zu 50%% né?#", i);
        assert_int_equal(mkdir(in_folder(name), 0777), 0);
        snprintf(name, sizeof name, "%zu 50%% né?#/a&b.plan", i);
        jm_store_free(make_plan(name));
        const char *path = in_folder(name);
        if (cases[i].walled)
            run_sql(path, "PRAGMA journal_mode = WAL");
        chmod(path, cases[i].file);
        snprintf(name, sizeof name, "%zu 50%% né?#", i);
        chmod(in_folder(name), cases[i].folder);
        pid_t child = fork();
        if (!child) {
            become_nobody();
            child_opens(path, cases[i].mode, cases[i].status, cases[i].message);
            _exit(0);
        }
        print_message("%s\n", cases[i].name);
        assert_child_ends_well(child);
        chmod(in_folder(name), 0777);
    }
}

static void test_create_in_a_read_only_folder(void **state)
{
    (void)state;
    assert_int_equal(mkdir(in_folder("locked"), 0555), 0);
    pid_t child = fork();
    if (!child) {
        become_nobody();
        struct jm_store *store = NULL;
        struct jm_error err = JM_ERROR_INIT;
        CHILD(jm_store_create(&store, in_folder("locked/a.plan"), &err) ==
              JM_REFUSED);
        CHILD(err.message == JM_SAY_PLAN_FOLDER_READ_ONLY);
        CHILD(strstr(err.args[0], "locked/a.plan"));
        CHILD(!strstr(err.args[0], ".new-"));
        _exit(0);
    }
    assert_child_ends_well(child);
    chmod(in_folder("locked"), 0777);
}

/* On a medium that cannot be written the log can neither be played back nor
 * read without its index. */
static void test_unfinished_plan_in_a_read_only_folder(void **state)
{
    (void)state;
    assert_int_equal(mkdir(in_folder("cd"), 0777), 0);
    copy_unfinished("cd/a.plan");
    chmod(in_folder("cd"), 0555);
    pid_t child = fork();
    if (!child) {
        become_nobody();
        child_opens(in_folder("cd/a.plan"), JM_STORE_READ, JM_REFUSED,
                    JM_SAY_PLAN_UNFINISHED);
        _exit(0);
    }
    assert_child_ends_well(child);
    chmod(in_folder("cd"), 0777);
}

/* A colleague who may only read sees what is being written. */
static void test_reader_without_rights_beside_a_writer(void **state)
{
    (void)state;
    assert_int_equal(mkdir(in_folder("shared"), 0777), 0);
    struct jm_store *writer = make_plan("shared/a.plan");
    chmod(in_folder("shared"), 0555);
    pid_t child = fork();
    if (!child) {
        become_nobody();
        child_opens(in_folder("shared/a.plan"), JM_STORE_READ, JM_OK,
                    JM_SAY_NOTHING);
        _exit(0);
    }
    assert_child_ends_well(child);
    chmod(in_folder("shared"), 0777);
    jm_store_free(writer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_permissions),
        cmocka_unit_test(test_create_in_a_read_only_folder),
        cmocka_unit_test(test_unfinished_plan_in_a_read_only_folder),
        cmocka_unit_test(test_reader_without_rights_beside_a_writer)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
