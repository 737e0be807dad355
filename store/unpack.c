/* Loading packed rows. A plan may come from anywhere: nothing in a block is
 * believed before it was looked at. */
#include "pack.h"
#include "watch.h"
#include <stdlib.h>
#include <string.h>

struct unpacking {
    struct jm_loader *loader;
    const struct jm_packing *packing;
    sqlite3_stmt *rows; /* read one by one */
    int64_t *loose;     /* in order */
    size_t n_loose, room, next_loose;
    /* the block at hand */
    const unsigned char *records;
    uint32_t count, n_zones, n_tracks;
    const char *names[2 * JM_PACK_ROWS]; /* zones, then tracks */
    uint16_t indexes[2 * JM_PACK_ROWS];  /* in the plan, once asked for */
    bool asked[2 * JM_PACK_ROWS];
};

/* ---- rows that are not packed ---- */

/* Without texts, but for the UID. */
static uint32_t load_event(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_event_text text = {0};
    jm_text_copy(text.uid, sizeof text.uid, jm_db_text(row, event_id));
    return jm_load_event(loader, row, &text);
}

static enum jm_status load_rows(struct unpacking *u, int64_t first,
                                int64_t last, struct jm_error *err)
{
    struct jm_loader *loader = u->loader;
    enum jm_noun_id noun = u->packing->noun;
    enum jm_status status = JM_OK;
    if (first > last)
        return JM_OK;
    sqlite3_bind_int64(u->rows, 1, first);
    sqlite3_bind_int64(u->rows, 2, last);
    while (!status && !(status = jm_db_step(loader->store, u->rows, err))) {
        int64_t n = sqlite3_column_int64(u->rows, 0);
        jm_load_place(loader, noun, n,
                      noun == JM_NOUN_EVENT
                          ? load_event(loader, u->rows)
                          : jm_load_participant(loader, u->rows));
        status = jm_load_check(loader, noun, n, err);
    }
    sqlite3_reset(u->rows);
    return status == JM_END ? JM_OK : status;
}

static enum jm_status list_loose(struct unpacking *u, struct jm_error *err)
{
    sqlite3_stmt *statement;
    struct jm_store *store = u->loader->store;
    enum jm_status status = jm_db_take(store, SQL_LOOSE_ALL, &statement, err);
    if (status)
        return status;
    jm_db_bind_text(statement, 1, jm_noun(u->packing->noun)->name);
    while (!status && !(status = jm_db_step(store, statement, err))) {
        if (u->n_loose == u->room) {
            size_t room = u->room ? u->room * 2 : 256;
            int64_t *loose = realloc(u->loose, room * sizeof *loose);
            if (!loose) {
                status = jm_fail_memory(err);
                break;
            }
            u->loose = loose;
            u->room = room;
        }
        u->loose[u->n_loose++] = sqlite3_column_int64(statement, 0);
    }
    sqlite3_reset(statement);
    return status == JM_END ? JM_OK : status;
}

/* ---- a block ---- */

static const unsigned char *record(const struct unpacking *u, uint32_t i)
{
    return u->records + i * u->packing->record;
}

/* The names after the records, each of which must end. */
static bool list_names(struct unpacking *u, const unsigned char *at,
                       const unsigned char *end)
{
    for (uint32_t i = 0; i < u->n_zones + u->n_tracks; i++) {
        const unsigned char *nul = memchr(at, '\0', (size_t)(end - at));
        if (!nul)
            return false;
        u->names[i] = (const char *)at;
        u->asked[i] = false;
        at = nul + 1;
    }
    return at == end;
}

/* Rows come in order, and belong to the block. */
static bool are_in_order(const struct unpacking *u, int64_t number)
{
    int64_t last = -1;
    for (uint32_t i = 0; i < u->count; i++) {
        int64_t n = jm_get_32(record(u, i));
        if (n >> JM_PACK_BITS != number || n <= last)
            return false;
        last = n;
    }
    return true;
}

/* False when the block cannot be used: its rows are read instead. */
static bool open_block(struct unpacking *u, int64_t number,
                       const unsigned char *bytes, size_t size)
{
    if (size < JM_PACK_HEAD || jm_get_32(bytes) != JM_PACK_FORM)
        return false;
    u->count = jm_get_32(bytes + 4);
    u->n_zones = jm_get_32(bytes + 8);
    u->n_tracks = jm_get_32(bytes + 12);
    u->records = bytes + JM_PACK_HEAD;
    size_t room = size - JM_PACK_HEAD;
    if (u->count > JM_PACK_ROWS || u->n_zones > JM_PACK_ROWS ||
        u->n_tracks > JM_PACK_ROWS || u->count * u->packing->record > room ||
        jm_get_64(bytes + 16) != jm_pack_sum(u->records, room))
        return false;
    return list_names(u, record(u, u->count), bytes + size) &&
           are_in_order(u, number);
}

static uint16_t zone_of(struct unpacking *u, uint32_t i)
{
    if (i >= u->n_zones) {
        u->loader->damaged = true;
        return 0;
    }
    if (!u->asked[i])
        u->indexes[i] = jm_plan_zone(u->loader->maker, u->names[i]);
    u->asked[i] = true;
    return u->indexes[i];
}

static uint16_t track_of(struct unpacking *u, uint32_t i)
{
    if (i == JM_TRACK_ALL)
        return JM_TRACK_ALL;
    if (i >= u->n_tracks) {
        u->loader->damaged = true;
        return JM_TRACK_ALL;
    }
    i += u->n_zones;
    if (!u->asked[i])
        u->indexes[i] = jm_plan_track(u->loader->maker, u->names[i]);
    u->asked[i] = true;
    return u->indexes[i];
}

static void decode_event(struct unpacking *u, const unsigned char *from,
                         struct jm_event *event)
{
    struct jm_loader *loader = u->loader;
    *event =
        (struct jm_event){.span = {jm_get_32(from + 4), jm_get_32(from + 8)},
                          .host = jm_get_32(from + 12),
                          .venue = jm_get_32(from + 16),
                          .to_host = jm_get_32(from + 20),
                          .to_venue = jm_get_32(from + 24),
                          .delegation = jm_get_32(from + 28),
                          .parent = JM_NONE,
                          .theme = jm_get_32(from + 36),
                          .expected = (int32_t)jm_get_32(from + 40),
                          .option_until = (jm_day)jm_get_32(from + 44),
                          .zone = zone_of(u, jm_get_16(from + 48)),
                          .track = track_of(u, jm_get_16(from + 50)),
                          .kind = from[52],
                          .status = from[53],
                          .audience = from[54],
                          .rite = from[55],
                          .all_day = from[56] & JM_PACK_ALL_DAY,
                          .to_confirm = from[56] & JM_PACK_TO_CONFIRM};
    loader->damaged |= event->span.from > JM_UTC_MAX ||
                       event->span.until > JM_UTC_MAX ||
                       event->kind >= loader->counts[JM_SET_event_kind] ||
                       event->status >= loader->counts[JM_SET_event_status] ||
                       event->audience >= loader->counts[JM_SET_audience] ||
                       event->rite > loader->counts[JM_SET_rite];
    jm_resolve_event(loader, event);
}

static void decode_events(struct unpacking *u, uint32_t from, uint32_t to)
{
    struct jm_loader *loader = u->loader;
    struct jm_event *events;
    struct jm_uid *uids;
    uint32_t index =
        jm_plan_more_events(loader->maker, to - from, &events, &uids);
    loader->failed |= index == JM_NONE;
    for (uint32_t i = from; i < to && !loader->failed; i++, index++) {
        const unsigned char *at = record(u, i);
        decode_event(u, at, events++);
        memcpy(uids->bytes, at + 60, sizeof uids->bytes);
        if (at[56] & JM_PACK_NO_UUID)
            *uids = jm_uid_of("", index);
        uids++;
        jm_load_place(loader, JM_NOUN_EVENT, jm_get_32(at), index);
        jm_load_inside(loader, jm_get_32(at + 32), index);
    }
}

static void decode_participants(struct unpacking *u, uint32_t from, uint32_t to)
{
    static const enum jm_noun_id nouns[JM_PACK_WHO] = {
        [JM_PACK_PERSON] = JM_NOUN_PERSON,
        [JM_PACK_DELEGATION] = JM_NOUN_DELEGATION,
        [JM_PACK_VEHICLE] = JM_NOUN_VEHICLE,
        [JM_PACK_COLLECTIVITY] = JM_NOUN_COLLECTIVITY};
    struct jm_loader *loader = u->loader;
    struct jm_participant *to_fill;
    uint32_t index =
        jm_plan_more_participants(loader->maker, to - from, &to_fill);
    loader->failed |= index == JM_NONE;
    for (uint32_t i = from; i < to && !loader->failed; i++, to_fill++) {
        const unsigned char *at = record(u, i);
        unsigned who = at[12];
        if (who >= JM_PACK_WHO ||
            at[13] >= loader->counts[JM_SET_participant_role]) {
            loader->damaged = true;
            who = 0;
        }
        uint32_t row = jm_load_index(loader, nouns[who], jm_get_32(at + 8));
        *to_fill = (struct jm_participant){
            .event = jm_load_index(loader, JM_NOUN_EVENT, jm_get_32(at + 4)),
            .person = who == JM_PACK_PERSON ? row : JM_NONE,
            .delegation = who == JM_PACK_DELEGATION ? row : JM_NONE,
            .vehicle = who == JM_PACK_VEHICLE ? row : JM_NONE,
            .collectivity = who == JM_PACK_COLLECTIVITY ? row : JM_NONE,
            .role = (enum jm_participant_role)at[13]};
        loader->damaged |= row == JM_NONE || to_fill->event == JM_NONE;
    }
}

/* Records from `from` on that come before n. Returns the next one. */
static uint32_t decode(struct unpacking *u, uint32_t from, int64_t n)
{
    uint32_t to = from;
    while (to < u->count && jm_get_32(record(u, to)) < n)
        to++;
    if (to == from)
        return to;
    if (u->packing->noun == JM_NOUN_EVENT)
        decode_events(u, from, to);
    else
        decode_participants(u, from, to);
    return to;
}

/* Records, and between them the rows that are loose. */
static enum jm_status load_records(struct unpacking *u, int64_t end,
                                   struct jm_error *err)
{
    enum jm_status status = JM_OK;
    uint32_t at = 0;
    for (;
         !status && u->next_loose < u->n_loose && u->loose[u->next_loose] < end;
         u->next_loose++) {
        int64_t n = u->loose[u->next_loose];
        at = decode(u, at, n);
        if (at < u->count && jm_get_32(record(u, at)) == n)
            at++;
        status = load_rows(u, n, n, err);
    }
    if (!status)
        decode(u, at, end);
    return status ? status
                  : jm_load_check(u->loader, u->packing->noun, end, err);
}

static enum jm_status load_block(struct unpacking *u, int64_t number,
                                 const unsigned char *bytes, size_t size,
                                 struct jm_error *err)
{
    int64_t first = number << JM_PACK_BITS, end = first + JM_PACK_ROWS;
    if (open_block(u, number, bytes, size))
        return load_records(u, end, err);
    while (u->next_loose < u->n_loose && u->loose[u->next_loose] < end)
        u->next_loose++;
    return load_rows(u, first, end - 1, err);
}

/* Blocks in order, and the rows between and after them. */
static enum jm_status load_blocks(struct unpacking *u, struct jm_error *err)
{
    struct jm_store *store = u->loader->store;
    sqlite3_stmt *blocks;
    int64_t next = INT64_MIN; /* the first row that was not read yet */
    enum jm_status status = jm_db_take(store, SQL_PACKED_ALL, &blocks, err);
    if (status)
        return status;
    jm_db_bind_text(blocks, 1, jm_noun(u->packing->noun)->name);
    while (!status && !(status = jm_db_step(store, blocks, err))) {
        int64_t number = sqlite3_column_int64(blocks, 0);
        if (number < 0 || number > JM_LARGEST_NUMBER >> JM_PACK_BITS)
            continue;
        status = jm_watch_ask(store, err); /* a block is one step of SQLite */
        if (!status)
            status = load_rows(u, next, (number << JM_PACK_BITS) - 1, err);
        if (!status)
            status = load_block(u, number, sqlite3_column_blob(blocks, 1),
                                (size_t)sqlite3_column_bytes(blocks, 1), err);
        next = (number + 1) << JM_PACK_BITS;
    }
    sqlite3_reset(blocks);
    if (status != JM_END)
        return status;
    return load_rows(u, next, INT64_MAX, err);
}

enum jm_status jm_load_packed(struct jm_loader *loader, enum jm_noun_id noun,
                              struct jm_error *err)
{
    struct jm_store *store = loader->store;
    struct unpacking *u = calloc(1, sizeof *u);
    if (!u)
        return jm_fail_memory(err);
    u->loader = loader;
    u->packing = jm_packing(noun);
    int code =
        sqlite3_prepare_v2(store->db, u->packing->sql, -1, &u->rows, NULL);
    enum jm_status status =
        code ? jm_db_fail(store, code, err) : list_loose(u, err);
    if (!status)
        status = load_blocks(u, err);
    sqlite3_finalize(u->rows);
    free(u->loose);
    free(u);
    return status;
}

static bool agree_events(const struct jm_event *a, const struct jm_event *b)
{
    return a->span.from == b->span.from && a->span.until == b->span.until &&
           a->host == b->host && a->venue == b->venue &&
           a->to_host == b->to_host && a->to_venue == b->to_venue &&
           a->delegation == b->delegation && a->parent == b->parent &&
           a->theme == b->theme && a->expected == b->expected &&
           a->option_until == b->option_until && a->zone == b->zone &&
           a->track == b->track && a->kind == b->kind &&
           a->status == b->status && a->audience == b->audience &&
           a->rite == b->rite && a->all_day == b->all_day &&
           a->to_confirm == b->to_confirm;
}

static bool agree_participants(const struct jm_participant *a,
                               const struct jm_participant *b)
{
    return a->event == b->event && a->person == b->person &&
           a->delegation == b->delegation && a->vehicle == b->vehicle &&
           a->collectivity == b->collectivity && a->role == b->role;
}

bool jm_pack_agrees(enum jm_noun_id noun, const struct jm_plan *full,
                    const struct jm_plan *walks)
{
    bool agree = true;
    if (noun == JM_NOUN_EVENT) {
        agree = full->n_events == walks->n_events;
        for (uint32_t i = 0; agree && i < full->n_events; i++)
            agree = agree_events(&full->events[i], &walks->events[i]) &&
                    memcmp(full->uids[i].bytes, walks->uids[i].bytes,
                           sizeof full->uids[i].bytes) == 0;
    } else if (noun == JM_NOUN_PARTICIPANT) {
        agree = full->n_participants == walks->n_participants;
        for (uint32_t i = 0; agree && i < full->n_participants; i++)
            agree = agree_participants(&full->participants[i],
                                       &walks->participants[i]);
    }
    return agree;
}
