#include "load.h"
#include "pack.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

const char *jm_load_text(sqlite3_stmt *row, int column)
{
    return (const char *)sqlite3_column_text(row, column);
}

const char *jm_load_text_must(struct jm_loader *loader, sqlite3_stmt *row,
                              int column)
{
    const char *text = jm_load_text(row, column);
    loader->damaged |= !text;
    return text ? text : "";
}

int32_t jm_load_int(sqlite3_stmt *row, int column, int32_t none)
{
    int32_t number = sqlite3_column_int(row, column); /* 0 for NULL */
    if (!number && sqlite3_column_type(row, column) == SQLITE_NULL)
        return none;
    return number;
}

uint32_t jm_load_number(struct jm_loader *loader, sqlite3_stmt *row, int column)
{
    int64_t n = sqlite3_column_int64(row, column); /* 0 for NULL */
    bool fits = n >= 0 && n <= JM_LARGEST_NUMBER;
    loader->damaged |= !fits;
    return fits ? (uint32_t)n : 0;
}

uint32_t jm_load_ref(struct jm_loader *loader, sqlite3_stmt *row, int column,
                     enum jm_noun_id noun)
{
    return jm_load_index(loader, noun, jm_load_number(loader, row, column));
}

uint32_t jm_load_ref_must(struct jm_loader *loader, sqlite3_stmt *row,
                          int column, enum jm_noun_id noun)
{
    uint32_t index = jm_load_ref(loader, row, column, noun);
    loader->damaged |= index == JM_NONE;
    return index;
}

int jm_load_choice(struct jm_loader *loader, sqlite3_stmt *row, int column,
                   enum jm_set set)
{
    const char *word = jm_load_text(row, column);
    const char *const *words = loader->words[set];
    if (!word)
        return -1;
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    loader->damaged = true;
    return -1;
}

int jm_load_choice_must(struct jm_loader *loader, sqlite3_stmt *row, int column,
                        enum jm_set set)
{
    int value = jm_load_choice(loader, row, column, set);
    loader->damaged |= value < 0;
    return value < 0 ? 0 : value;
}

/* Rows with the same zone or track come in runs: the last one is remembered.
 * Longer names than what is kept are asked for each time. */
static uint16_t remember(struct jm_loader *loader, const char *name, char *kept,
                         uint16_t *index,
                         uint16_t (*find)(struct jm_plan_maker *, const char *))
{
    if (strcmp(name, kept) == 0)
        return *index;
    *index = find(loader->maker, name);
    jm_text_copy(kept, sizeof loader->zone, name);
    return *index;
}

uint16_t jm_load_zone(struct jm_loader *loader, sqlite3_stmt *row, int column)
{
    return remember(loader, jm_load_text_must(loader, row, column),
                    loader->zone, &loader->zone_index, jm_plan_zone);
}

uint16_t jm_load_track(struct jm_loader *loader, sqlite3_stmt *row, int column)
{
    const char *name = jm_load_text(row, column);
    return name ? remember(loader, name, loader->track, &loader->track_index,
                           jm_plan_track)
                : JM_TRACK_ALL;
}

int32_t jm_load_clock(struct jm_loader *loader, sqlite3_stmt *row, int column)
{
    const char *text = jm_load_text(row, column);
    int32_t seconds = -1;
    loader->damaged |= text && jm_clock_parse(text, &seconds);
    return seconds;
}

jm_day jm_load_day(struct jm_loader *loader, sqlite3_stmt *row, int column)
{
    const char *text = jm_load_text(row, column);
    jm_day day = JM_DAY_NONE;
    loader->damaged |= text && jm_day_parse(text, &day);
    return day;
}

jm_day jm_load_day_must(struct jm_loader *loader, sqlite3_stmt *row, int column)
{
    jm_day day = jm_load_day(loader, row, column);
    loader->damaged |= day == JM_DAY_NONE;
    return day;
}

uint64_t jm_load_hash_must(struct jm_loader *loader, sqlite3_stmt *row,
                           int column)
{
    uint64_t hash = 0;
    loader->damaged |=
        !jm_fingerprint_parse(jm_load_text_must(loader, row, column), &hash);
    return hash;
}

static jm_utc load_instant(struct jm_loader *loader, sqlite3_stmt *row,
                           int column, jm_utc none)
{
    jm_utc utc = sqlite3_column_int64(row, column); /* 0 for NULL */
    if (!utc && sqlite3_column_type(row, column) == SQLITE_NULL)
        utc = none;
    loader->damaged |= utc < JM_UTC_MIN || utc > JM_UTC_MAX;
    return utc;
}

jm_utc jm_load_instant_must(struct jm_loader *loader, sqlite3_stmt *row,
                            int column)
{
    return load_instant(loader, row, column, -1);
}

struct jm_span jm_load_span(struct jm_loader *loader, sqlite3_stmt *row,
                            int from, int until, jm_utc no_from,
                            jm_utc no_until)
{
    struct jm_span span;
    span.from = load_instant(loader, row, from, no_from);
    span.until = load_instant(loader, row, until, no_until);
    return span;
}

void jm_load_inside(struct jm_loader *loader, int64_t parent, uint32_t child)
{
    if (!parent)
        return;
    if (loader->n_inside == loader->room) {
        size_t room = loader->room ? loader->room * 2 : 64;
        struct jm_inside *inside =
            realloc(loader->inside, room * sizeof *inside);
        if (!inside) {
            loader->failed = true;
            return;
        }
        loader->inside = inside;
        loader->room = room;
    }
    loader->inside[loader->n_inside++] = (struct jm_inside){child, parent};
}

void jm_load_grow(struct jm_loader *loader, struct jm_places *places, int64_t n)
{
    if (n <= 0 || n > JM_LARGEST_NUMBER) {
        loader->damaged = true;
        return;
    }
    int64_t room = n + n / 2 + 64;
    uint32_t *grown =
        realloc(places->index, (size_t)room * sizeof *places->index);
    if (!grown) {
        loader->failed = true;
        return;
    }
    memset(grown + places->room, 0xFF, /* JM_NONE */
           (size_t)(room - places->room) * sizeof *grown);
    places->index = grown;
    places->room = room;
}

static void set_parents(struct jm_loader *loader,
                        const struct jm_loading *loading)
{
    for (size_t i = 0; i < loader->n_inside; i++) {
        const struct jm_inside *inside = &loader->inside[i];
        uint32_t parent =
            jm_load_place_of(loader, loading->noun, inside->parent);
        if (parent == JM_NONE)
            loader->damaged = true;
        else
            loading->set_parent(loader->maker, inside->child, parent);
    }
    loader->n_inside = 0;
}

enum jm_status jm_load_check(const struct jm_loader *loader,
                             enum jm_noun_id noun, int64_t n,
                             struct jm_error *err)
{
    if (loader->failed)
        return jm_fail_memory(err);
    if (!loader->damaged)
        return JM_OK;
    struct jm_text cause = JM_TEXT_INIT;
    jm_text_addf(&cause, "%s %lld cannot be read", jm_noun(noun)->name,
                 (long long)n);
    jm_fail(err, JM_INVALID, jm_text_get(&cause), JM_SAY_PLAN_DAMAGED,
            loader->store->path, NULL);
    jm_text_clear(&cause);
    return JM_INVALID;
}

static enum jm_status load_rows(struct jm_loader *loader,
                                const struct jm_loading *loading,
                                struct jm_error *err)
{
    struct jm_store *store = loader->store;
    sqlite3_stmt *row = NULL;
    int code = sqlite3_prepare_v2(store->db, loading->sql, -1, &row, NULL);
    enum jm_status status = code ? jm_db_fail(store, code, err) : JM_OK;
    while (!status && !(status = jm_db_step(store, row, err))) {
        int64_t n = sqlite3_column_int64(row, 0);
        jm_load_place(loader, loading->noun, n, loading->read(loader, row));
        status = jm_load_check(loader, loading->noun, n, err);
    }
    sqlite3_finalize(row);
    return status == JM_END ? JM_OK : status;
}

static enum jm_status load_noun(struct jm_loader *loader,
                                const struct jm_loading *loading,
                                struct jm_error *err)
{
    enum jm_status status = loader->walks && jm_is_packed(loading->noun)
                                ? jm_load_packed(loader, loading->noun, err)
                                : load_rows(loader, loading, err);
    if (status)
        return status;
    set_parents(loader, loading);
    return jm_load_check(loader, loading->noun, 0, err);
}

void jm_load_words(struct jm_loader *loader)
{
    for (int set = JM_SET_NONE + 1; set < JM_SETS; set++) {
        int count = jm_choice_count((enum jm_set)set);
        assert(count < JM_WORDS_MOST);
        loader->counts[set] = count;
        for (int i = 0; i < count; i++)
            loader->words[set][i] = jm_choice_word((enum jm_set)set, i);
    }
}

/* A large plan is read once and from end to end: pages that are kept would only
 * cost the memory that they are copied to. */
static void keep_pages(struct jm_store *store, bool keep)
{
    sqlite3_exec(store->db, keep ? JM_CACHE_SIZE : "PRAGMA cache_size = -1024",
                 NULL, NULL, NULL);
}

static enum jm_status load(struct jm_loader *loader, struct jm_error *err)
{
    struct jm_store *store = loader->store;
    bool inside = !sqlite3_get_autocommit(store->db); /* of a change */
    jm_load_words(loader);
    if (!inside)
        keep_pages(store, false);
    enum jm_status status = jm_db_check_place(store, err);
    if (!status && !inside)
        status = jm_db_run(store, SQL_BEGIN_READ, err);
    if (!status)
        status = jm_pack_flush(store, err);
    for (size_t i = 0; !status && i < jm_loadings_count; i++)
        status = load_noun(loader, &jm_loadings[i], err);
    if (!inside) {
        jm_db_rollback(store);
        keep_pages(store, true);
    }
    for (int i = 0; i < JM_NOUNS; i++)
        free(loader->places[i].index);
    free(loader->inside);
    return status;
}

enum jm_status jm_store_load(struct jm_store *store,
                             struct jm_plan_maker *maker, struct jm_error *err)
{
    struct jm_loader loader = {.store = store, .maker = maker};
    return load(&loader, err);
}

enum jm_status jm_store_load_walks(struct jm_store *store,
                                   struct jm_plan_maker *maker,
                                   struct jm_error *err)
{
    struct jm_loader loader = {.store = store, .maker = maker, .walks = true};
    jm_plan_without_texts(maker);
    return load(&loader, err);
}
