/* What the tests of the store share: a folder of their own, rows in few words,
 * and a small sample plan. */
#ifndef JUMELAGE_TESTS_STORE_HELP_H
#define JUMELAGE_TESTS_STORE_HELP_H

#define _XOPEN_SOURCE 700 /* nftw, mkdtemp */

#include <ftw.h>
#include <jumelage/store.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define NOON INT64_C(1750000000)

/* Says what went wrong before the test fails. */
#define OK(call)                                                               \
    do {                                                                       \
        struct jm_error err = JM_ERROR_INIT;                                   \
        if (call)                                                              \
            show(&err);                                                        \
        assert_int_equal(err.status, JM_OK);                                   \
    } while (0)

/* The call fails with that status and that message. */
#define FAILS(call, wanted, said)                                              \
    do {                                                                       \
        struct jm_error err = JM_ERROR_INIT;                                   \
        enum jm_status got = (call);                                           \
        if (got != (wanted) || err.message != (said))                          \
            show(&err);                                                        \
        assert_int_equal(got, wanted);                                         \
        assert_int_equal(err.status, wanted);                                  \
        assert_string_equal(jm_message_name(err.message),                      \
                            jm_message_name(said));                            \
    } while (0)

static inline void show(const struct jm_error *err)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_error_say(err, JM_EN, &text);
    fprintf(stderr, "%s: %s [%s]\n", jm_message_name(err->message),
            jm_text_get(&text), err->cause);
    jm_text_clear(&text);
}

/* ---- a folder per test program ---- */

static char folder[64];

static inline int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "%s/jumelage-XXXXXX", P_tmpdir);
    return mkdtemp(folder) ? 0 : -1;
}

static inline int remove_one(const char *path, const struct stat *file,
                             int type, struct FTW *at)
{
    (void)file, (void)type, (void)at;
    return remove(path);
}

static inline int remove_folder(void **state)
{
    (void)state;
    return nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* The path of a file in it; lent until the 32nd call after. */
static inline const char *in_folder(const char *name)
{
    static char paths[32][256];
    static unsigned next;
    char *path = paths[next++ % 32];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static inline bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

/* How many files of the folder have names that start so. */
static inline int count_files(const char *start)
{
    char command[512];
    int count = 0;
    snprintf(command, sizeof command, "ls -a '%s' | grep -c '^%s'", folder,
             start);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    assert_int_equal(fscanf(pipe, "%d", &count), 1);
    pclose(pipe);
    return count;
}

/* ---- zones: fixed offsets will do ---- */

static const struct jm_shift paris_shifts[] = {{INT64_MIN, 3600}};
static const struct jm_shift seoul_shifts[] = {{INT64_MIN, 32400}};
static const struct jm_zone known_zones[] = {
    {"Europe/Paris", paris_shifts, 1, NULL},
    {"Asia/Seoul", seoul_shifts, 1, NULL}};

static inline const struct jm_zone *find_zone(void *data, const char *name)
{
    (void)data;
    for (size_t i = 0; i < sizeof known_zones / sizeof *known_zones; i++)
        if (strcmp(known_zones[i].name, name) == 0)
            return &known_zones[i];
    return NULL;
}

/* ---- rows ---- */

static inline void set_field(struct jm_row *row, const char *setting)
{
    char name[64];
    size_t length = strcspn(setting, "=");
    assert_true(length < sizeof name);
    memcpy(name, setting, length);
    name[length] = '\0';
    int field = jm_noun_field(row->noun, name);
    if (field < 0)
        fail_msg("no field %s", name);
    if (row->noun->fields[field].flags & JM_FIELD_SYSTEM) {
        if (row->noun->fields[field].type == JM_TYPE_TEXT)
            OK(jm_row_set_string(row, field, setting + length + 1, &err));
        else
            jm_row_set_integer(row, field,
                               strtoll(setting + length + 1, NULL, 10));
    } else {
        OK(jm_row_parse(row, field, setting + length + 1, &err));
    }
}

/* A settled row: id NULL where it is made of fields; then "field=value"...,
 * NULL. The caller clears it. */
static inline struct jm_row make_row(enum jm_noun_id noun, const char *id, ...)
{
    struct jm_row row = JM_ROW_INIT;
    OK(jm_row_init(&row, jm_noun(noun), &err));
    if (id)
        OK(jm_row_set_id(&row, id, &err));
    va_list settings;
    va_start(settings, id);
    for (const char *s; (s = va_arg(settings, const char *));)
        set_field(&row, s);
    va_end(settings);
    OK(jm_row_fill(&row, &err));
    OK(jm_row_settle(&row, find_zone, NULL, NULL, 0, NULL, &err));
    return row;
}

static inline void settle(struct jm_row *row)
{
    OK(jm_row_settle(row, find_zone, NULL, NULL, 0, NULL, &err));
}

static inline struct jm_author by(const char *who, jm_utc at)
{
    return (struct jm_author){who, "test", at};
}

/* One change that adds the rows; they are cleared. Returns its number. */
static inline int64_t add_rows(struct jm_store *store, struct jm_row *rows,
                               size_t count, jm_utc at)
{
    struct jm_author author = by("adele", at);
    struct jm_change *change = NULL;
    int64_t number = 0;
    OK(jm_change_begin(&change, store, &author, &err));
    for (size_t i = 0; i < count; i++) {
        OK(jm_change_add(change, &rows[i], &err));
        jm_row_clear(&rows[i]);
    }
    OK(jm_change_commit(change, &number, &err));
    return number;
}

static inline int64_t add_row(struct jm_store *store, struct jm_row row,
                              jm_utc at)
{
    return add_rows(store, &row, 1, at);
}

static inline struct jm_row read_row(struct jm_store *store,
                                     enum jm_noun_id noun, const char *id)
{
    struct jm_row row = JM_ROW_INIT;
    OK(jm_store_get(store, jm_noun(noun), id, &row, &err));
    return row;
}

/* One change that sets fields of a row. Returns its number. */
static inline int64_t put_fields(struct jm_store *store, enum jm_noun_id noun,
                                 const char *id, jm_utc at, ...)
{
    struct jm_author author = by("bruno", at);
    struct jm_change *change = NULL;
    int64_t number = 0;
    struct jm_row row = read_row(store, noun, id);
    va_list settings;
    va_start(settings, at);
    for (const char *s; (s = va_arg(settings, const char *));)
        set_field(&row, s);
    va_end(settings);
    settle(&row);
    OK(jm_change_begin(&change, store, &author, &err));
    OK(jm_change_put(change, &row, NULL, &err));
    OK(jm_change_commit(change, &number, &err));
    jm_row_clear(&row);
    return number;
}

static inline int64_t remove_row(struct jm_store *store, enum jm_noun_id noun,
                                 const char *id, jm_utc at)
{
    struct jm_author author = by("chloe", at);
    struct jm_change *change = NULL;
    int64_t number = 0;
    OK(jm_change_begin(&change, store, &author, &err));
    OK(jm_change_remove(change, jm_noun(noun), id, &err));
    OK(jm_change_commit(change, &number, &err));
    return number;
}

/* ---- a sample ---- */

static const char tours[] = "fr-tours";
static const char suwon[] = "kr-suwon";
static const char visit[] = "11111111-1111-4111-8111-111111111111";
static const char stay[] = "22222222-2222-4222-8222-222222222222";

static inline struct jm_row make_tours(void)
{
    return make_row(JM_NOUN_COLLECTIVITY, tours, "name_fr=Tours",
                    "name_en=Tours", "name_ko=투르", "kind=commune",
                    "country=FR", "zone=Europe/Paris", "latitude=47.3936",
                    "longitude=0.6892", "school_zone=B", "department=37",
                    "office_from=08:30", "office_until=17:30", NULL);
}

static inline struct jm_row make_suwon(void)
{
    return make_row(JM_NOUN_COLLECTIVITY, suwon, "name_fr=Suwon",
                    "name_en=Suwon", "name_ko=수원시", "kind=city",
                    "country=KR", "zone=Asia/Seoul", "latitude=37.2636",
                    "longitude=127.0286", NULL);
}

static inline struct jm_row make_theme(const char *id)
{
    return make_row(JM_NOUN_THEME, id, "name_fr=Santé publique", NULL);
}

static inline struct jm_row make_event(const char *id, const char *title)
{
    char setting[128];
    snprintf(setting, sizeof setting, "title_fr=%.100s", title);
    return make_row(JM_NOUN_EVENT, id, "kind=visit", setting,
                    "starts=2026-05-05T09:00", "ends=2026-05-05T10:30",
                    "zone=Europe/Paris", "host=fr-tours", NULL);
}

/* Tours, Suwon and a stay with a visit inside, added as change 1. */
static inline struct jm_store *make_plan(const char *name)
{
    struct jm_store *store = NULL;
    OK(jm_store_create(&store, in_folder(name), &err));
    struct jm_row rows[] = {make_tours(), make_suwon(),
                            make_event(stay, "Séjour de Suwon"),
                            make_event(visit, "Visite de la caserne")};
    set_field(&rows[2], "kind=stay");
    set_field(&rows[2], "ends=2026-05-07T18:00");
    settle(&rows[2]);
    OK(jm_row_set_string(&rows[3], JM_event_parent, stay, &err));
    add_rows(store, rows, 4, NOON);
    return store;
}

/* ---- files, past the store ---- */

static inline void write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

static inline char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*size + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    fclose(file);
    return bytes;
}

static inline void copy_file(const char *from, const char *to)
{
    size_t size = 0;
    char *bytes = read_file(from, &size);
    write_file(to, bytes, size);
    free(bytes);
}

static inline void run_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL))
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
}

static inline int header_byte(const char *path, long offset)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, offset, SEEK_SET);
    int byte = fgetc(file);
    fclose(file);
    return byte;
}

/* A copy taken while it was written, as after a crash: the log holds all. */
static inline void copy_unfinished(const char *name)
{
    struct jm_store *store = make_plan("live.plan");
    char log[64];
    snprintf(log, sizeof log, "%s-wal", name);
    copy_file(in_folder("live.plan"), in_folder(name));
    copy_file(in_folder("live.plan-wal"), in_folder(log));
    jm_store_free(store);
    unlink(in_folder("live.plan"));
}

/* ---- children: other programs, other users ---- */

/* In a child a failed check ends the child: cmocka's would run on in it. */
#define CHILD(condition)                                                       \
    do {                                                                       \
        if (!(condition)) {                                                    \
            fprintf(stderr, "%s:%d: child: %s\n", __FILE__, __LINE__,          \
                    #condition);                                               \
            _exit(1);                                                          \
        }                                                                      \
    } while (0)

/* Ends well: with what a child would say if it were a program. */
static inline void assert_child_ends_well(pid_t child)
{
    int status = 0;
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

/* ---- the log ---- */

/* The log of one change: "edit noun id field before>after", a line each. */
static inline char *log_of(struct jm_store *store, int64_t change)
{
    static const char *const edits[] = {"+", "=", "-"};
    struct jm_log_filter filter = {.change = change};
    struct jm_log *log = NULL;
    struct jm_log_entry entry;
    struct jm_text text = JM_TEXT_INIT;
    struct jm_error err = JM_ERROR_INIT;
    assert_int_equal(jm_log_open(&log, store, &filter, &err), JM_OK);
    enum jm_status status;
    while (!(status = jm_log_next(log, &entry, &err))) {
        const struct jm_field *field = &entry.noun->fields[entry.field];
        assert_int_equal(entry.change, change);
        jm_text_addf(&text, "%s%s %.8s %s ", edits[entry.edit],
                     entry.noun->name, entry.id, field->name);
        jm_value_add_text(&text, field, &entry.before);
        jm_text_add_char(&text, '>');
        jm_value_add_text(&text, field, &entry.after);
        jm_text_add_char(&text, '\n');
    }
    assert_int_equal(status, JM_END);
    jm_log_free(log);
    jm_text_add(&text, "");
    return jm_text_take(&text);
}

static inline void assert_log(struct jm_store *store, int64_t change,
                              const char *wanted)
{
    char *log = log_of(store, change);
    assert_string_equal(log, wanted);
    free(log);
}

/* ---- faults ---- */

static inline void count_fault(void *data, enum jm_message message,
                               const char *const *args, size_t count)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_say_args(&text, JM_EN, message, args, count);
    fprintf(stderr, "fault %s: %s\n", jm_message_name(message),
            jm_text_get(&text));
    jm_text_clear(&text);
    ++*(int *)data;
}

static inline int count_faults(struct jm_store *store)
{
    int count = 0;
    OK(jm_store_examine(store, count_fault, &count, &err));
    return count;
}

#endif
