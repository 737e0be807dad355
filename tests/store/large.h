/* A plan that is large enough to have packed rows, and ways to change it. */
#ifndef JUMELAGE_TESTS_STORE_LARGE_H
#define JUMELAGE_TESTS_STORE_LARGE_H

#include "help.h"

#include "../cases.h"
#include "pack.h"

enum { EVENTS = 7000, OTHERS = 20 };

static struct jm_store *store;
static uint64_t seed;

static inline uint32_t any(uint32_t below)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static inline const char *id_of(uint32_t i)
{
    static char ids[4][37];
    static unsigned next;
    char *id = ids[next++ % 4];
    snprintf(id, sizeof ids[0], "%08x-0000-4000-8000-00000000abcd", i);
    return id;
}

static inline void set(struct jm_row *row, const char *field,
                       const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static inline void set(struct jm_row *row, const char *field,
                       const char *format, ...)
{
    char setting[128];
    va_list args;
    int length = snprintf(setting, sizeof setting, "%s=", field);
    va_start(args, format);
    vsnprintf(setting + length, sizeof setting - (size_t)length, format, args);
    va_end(args);
    set_field(row, setting);
}

/* A field of an event that walks read, set to something else. */
static inline void vary(struct jm_row *row)
{
    static const char *const kinds[] = {"visit", "meeting", "meal", "transfer"};
    static const char *const rites[] = {"", "welcome", "signing"};
    static const char *const zones[] = {"Europe/Paris", "Asia/Seoul"};
    switch (any(10)) {
    case 0:
        set(row, "kind", "%s", kinds[any(4)]);
        break;
    case 1:
        set(row, "rite", "%s", rites[any(3)]);
        break;
    case 2:
        set(row, "zone", "%s", zones[any(2)]);
        break;
    case 3:
        set(row, "starts", "2026-0%u-01T0%u:30", 1 + any(4), any(10));
        break;
    case 4:
        set(row, "starts", "2026-03-0%u", 1 + any(9));
        set(row, "ends", "2026-06-1%u", any(10));
        break;
    case 5:
        set(row, "host", "%s", any(2) ? tours : suwon);
        set(row, "delegation", "d%u", any(OTHERS));
        break;
    case 6:
        set(row, "track", "%.*s", (int)any(3), "ab");
        break;
    case 7:
        set(row, "expected", "%u", any(500));
        set(row, "to_confirm", "%s", any(2) ? "yes" : "no");
        break;
    case 8:
        set(row, "option_until", "2026-01-1%u", any(10));
        set(row, "audience", "%s", any(2) ? "public" : "protocol");
        break;
    default:
        set(row, "venue", "v%u", any(OTHERS));
        set(row, "theme", "%s", any(2) ? "" : "health");
    }
    if (strlen(jm_row_string(row, JM_event_starts)) > 10 &&
        strlen(jm_row_string(row, JM_event_ends)) == 10)
        set(row, "ends", "2026-09-01T10:00");
}

static inline struct jm_row make_part(uint32_t event, uint32_t who)
{
    char of[64], is[32];
    snprintf(of, sizeof of, "event=%s", id_of(event));
    snprintf(is, sizeof is, "%s%u",
             who % 3 == 0   ? "person=p"
             : who % 3 == 1 ? "vehicle=c"
                            : "delegation=d",
             who % OTHERS);
    return make_row(JM_NOUN_PARTICIPANT, NULL, of, is, NULL);
}

static inline struct jm_change *begin(void)
{
    struct jm_author author = by("adele", NOON);
    struct jm_change *change = NULL;
    OK(jm_change_begin(&change, store, &author, &err));
    return change;
}

static inline void commit(struct jm_change *change)
{
    int64_t number = 0;
    OK(jm_change_commit(change, &number, &err));
}

static inline void add_one(struct jm_change *change, struct jm_row row)
{
    OK(jm_change_add(change, &row, &err));
    jm_row_clear(&row);
}

static inline void add_others(struct jm_change *change)
{
    add_one(change, make_theme("health"));
    for (int i = 0; i < OTHERS; i++) {
        char id[8];
        snprintf(id, sizeof id, "p%d", i);
        add_one(change, make_row(JM_NOUN_PERSON, id, "family_name=KIM", NULL));
        *id = 'd';
        add_one(change, make_row(JM_NOUN_DELEGATION, id, "name_fr=D",
                                 "origin=kr-suwon", NULL));
        *id = 'c';
        add_one(change,
                make_row(JM_NOUN_VEHICLE, id, "name_fr=C", "seats=9", NULL));
        *id = 'v';
        add_one(change, make_row(JM_NOUN_VENUE, id, "collectivity=fr-tours",
                                 "name_fr=V", NULL));
    }
}

static inline void add_events(struct jm_change *change, uint32_t from,
                              uint32_t until)
{
    for (uint32_t i = from; i < until; i++) {
        struct jm_row row = make_event(id_of(i), "E");
        vary(&row);
        if (i % 7 == 6)
            set(&row, "parent", "%s", id_of(i - 1));
        settle(&row);
        add_one(change, row);
    }
    for (uint32_t i = from; i < until; i++)
        add_one(change, make_part(i, any(60)));
}

static inline struct jm_plan *load(bool walks)
{
    struct jm_plan_maker *maker = NULL;
    struct jm_plan *plan = NULL;
    OK(jm_plan_maker_new(&maker, &err));
    if (walks)
        OK(jm_store_load_walks(store, maker, &err));
    else
        OK(jm_store_load(store, maker, &err));
    OK(jm_plan_seal(&plan, maker, 20000, &err));
    return plan;
}

#define SAME(field) assert_true(a->field == b->field)

static inline void compare_events(const struct jm_plan *full,
                                  const struct jm_plan *lean)
{
    assert_int_equal(full->n_events, lean->n_events);
    assert_non_null(full->texts);
    assert_null(lean->texts);
    assert_memory_equal(full->uids, lean->uids,
                        full->n_events * sizeof *full->uids);
    for (uint32_t i = 0; i < full->n_events; i++) {
        const struct jm_event *a = &full->events[i], *b = &lean->events[i];
        SAME(span.from), SAME(span.until), SAME(host), SAME(venue);
        SAME(to_host), SAME(to_venue), SAME(delegation), SAME(parent);
        SAME(theme), SAME(first_participant), SAME(participants);
        SAME(expected), SAME(option_until), SAME(zone), SAME(track);
        SAME(kind), SAME(status), SAME(audience), SAME(rite);
        SAME(all_day), SAME(to_confirm);
    }
}

/* The same from rows as from what is packed. */
static inline void compare_plans(void)
{
    struct jm_plan *full = load(false), *lean = load(true);
    compare_events(full, lean);
    assert_int_equal(full->n_participants, lean->n_participants);
    for (uint32_t i = 0; i < full->n_participants; i++) {
        const struct jm_participant *a = &full->participants[i];
        const struct jm_participant *b = &lean->participants[i];
        SAME(event), SAME(person), SAME(delegation), SAME(vehicle);
        SAME(collectivity), SAME(role);
    }
    assert_int_equal(full->n_zones, lean->n_zones);
    for (uint32_t i = 0; i < full->n_zones; i++)
        assert_string_equal(full->zones[i].name, lean->zones[i].name);
    assert_int_equal(full->n_tracks, lean->n_tracks);
    for (uint32_t i = 0; i < full->n_tracks; i++)
        assert_string_equal(full->tracks[i], lean->tracks[i]);
    assert_int_equal(full->n_people, lean->n_people);
    jm_plan_free(full);
    jm_plan_free(lean);
}

static inline int64_t ask(const char *sql)
{
    sqlite3_stmt *row = NULL;
    int64_t number = -1;
    assert_int_equal(sqlite3_prepare_v2(store->db, sql, -1, &row, NULL), 0);
    if (sqlite3_step(row) == SQLITE_ROW)
        number = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    return number;
}

static inline void do_sql(const char *sql)
{
    assert_int_equal(sqlite3_exec(store->db, sql, NULL, NULL, NULL), 0);
}

/* A plan large enough to be packed, made once and copied for each test. */
static inline int make_large(void **state)
{
    if (make_folder(state))
        return -1;
    seed = test_seed(11);
    store = make_plan("large.plan");
    struct jm_change *change = begin();
    add_others(change);
    add_events(change, 0, EVENTS);
    commit(change);
    jm_store_free(store);
    return 0;
}

static inline int open_store(void **state)
{
    (void)state;
    char name[32];
    static int plans;
    snprintf(name, sizeof name, "pack%d.plan", plans++);
    copy_file(in_folder("large.plan"), in_folder(name));
    OK(jm_store_open(&store, in_folder(name), JM_STORE_WRITE, &err));
    return 0;
}

static inline int close_store(void **state)
{
    (void)state;
    jm_store_free(store);
    return 0;
}

static inline void edit_some(uint32_t count)
{
    struct jm_change *change = begin();
    for (; count; count--) {
        struct jm_row row = JM_ROW_INIT;
        if (jm_store_get(store, jm_noun(JM_NOUN_EVENT), id_of(any(EVENTS)),
                         &row, NULL)) {
            jm_row_clear(&row); /* removed before */
            continue;
        }
        vary(&row);
        if (!jm_row_settle(&row, find_zone, NULL, NULL, 0, NULL, NULL))
            OK(jm_change_put(change, &row, NULL, &err));
        jm_row_clear(&row);
    }
    commit(change);
}

#endif
