/* Packing rows. */
#include "pack.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* As many rows after the last block, or loose ones, are read one by one: that
 * takes a few milliseconds. */
#define TAIL_MOST 4096
#define LOOSE_MOST 4096

#define SELECT(columns, table)                                                 \
    "SELECT n" columns(JM_SELECTED, table) " FROM " #table                     \
                                           " WHERE n BETWEEN ?1 AND ?2"        \
                                           " ORDER BY n"

static const struct jm_packing packings[] = {
    {JM_NOUN_EVENT, JM_PACK_EVENT, SELECT(JM_WALK_EVENT, event)},
    {JM_NOUN_PARTICIPANT, JM_PACK_PARTICIPANT,
     SELECT(JM_WALK_PARTICIPANT, participant)}};
#define PACKINGS (sizeof packings / sizeof *packings)
_Static_assert(PACKINGS == JM_PACKED_NOUNS, "store->touched has one of each");

const struct jm_packing *jm_packing(enum jm_noun_id noun)
{
    for (size_t i = 0; i < PACKINGS; i++)
        if (packings[i].noun == noun)
            return &packings[i];
    return NULL;
}

bool jm_is_packed(enum jm_noun_id noun)
{
    return jm_packing(noun) != NULL;
}

/* Four sums at a time: one would wait for its own product. */
uint64_t jm_pack_sum(const unsigned char *bytes, size_t size)
{
    const uint64_t prime = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t sums[4] = {size, 1, 2, 3};
    for (; size >= 32; size -= 32, bytes += 32)
        for (size_t i = 0; i < 4; i++) {
            sums[i] = (sums[i] ^ jm_get_64(bytes + 8 * i)) * prime;
            sums[i] ^= sums[i] >> 29;
        }
    for (; size; size--, bytes++)
        sums[0] = (sums[0] ^ *bytes) * prime;
    for (size_t i = 1; i < 4; i++)
        sums[0] = (sums[0] ^ sums[i] ^ sums[0] >> 31) * prime;
    return sums[0] ^ sums[0] >> 32;
}

/* ---- which rows were written ---- */

bool jm_pack_expect(struct jm_store *store, enum jm_noun_id noun)
{
    const struct jm_packing *packing = jm_packing(noun);
    if (!packing)
        return true;
    struct jm_touched *touched = &store->touched[packing - packings];
    if (touched->count < touched->room)
        return true;
    size_t room = touched->room ? touched->room * 2 : 16;
    int64_t *rows = realloc(touched->rows, room * sizeof *rows);
    if (!rows)
        return false;
    touched->rows = rows;
    touched->room = room;
    return true;
}

void jm_pack_touch(struct jm_store *store, enum jm_noun_id noun, int64_t n)
{
    const struct jm_packing *packing = jm_packing(noun);
    if (!packing)
        return;
    struct jm_touched *touched = &store->touched[packing - packings];
    assert(touched->count < touched->room);
    touched->rows[touched->count++] = n;
}

void jm_pack_forget(struct jm_store *store)
{
    for (size_t i = 0; i < PACKINGS; i++) {
        free(store->touched[i].rows);
        store->touched[i] = (struct jm_touched){NULL, 0, 0};
    }
}

/* The number that a statement gives of a packed noun. */
static enum jm_status ask(struct jm_store *store, int which,
                          const struct jm_packing *packing, int64_t *number,
                          struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, which, &statement, err);
    if (status)
        return status;
    jm_db_bind_text(statement, 1, jm_noun(packing->noun)->name);
    return jm_db_number(store, statement, -1, number, err);
}

/* The number of its last row; 0 when it has none, or none that is ours. */
static enum jm_status find_highest(struct jm_store *store,
                                   const struct jm_packing *packing,
                                   int64_t *highest, struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(
        store, jm_sql_noun(packing->noun, NOUN_HIGHEST), &statement, err);
    if (!status)
        status = jm_db_number(store, statement, 0, highest, err);
    if (*highest > JM_LARGEST_NUMBER)
        *highest = 0;
    return status;
}

static enum jm_status add_loose(struct jm_store *store,
                                const struct jm_packing *packing, int64_t n,
                                struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status = jm_db_take(store, SQL_LOOSE_ADD, &statement, err);
    if (status)
        return status;
    jm_db_bind_text(statement, 1, jm_noun(packing->noun)->name);
    sqlite3_bind_int64(statement, 2, n);
    return jm_db_finish(store, statement, err);
}

static enum jm_status flush(struct jm_store *store,
                            const struct jm_packing *packing,
                            struct jm_error *err)
{
    struct jm_touched *touched = &store->touched[packing - packings];
    int64_t last = -1;
    enum jm_status status = JM_OK;
    if (touched->count)
        status = ask(store, SQL_PACKED_LAST, packing, &last, err);
    for (size_t i = 0; !status && i < touched->count; i++)
        if (last >= 0 && touched->rows[i] >> JM_PACK_BITS <= last)
            status = add_loose(store, packing, touched->rows[i], err);
    if (!status)
        touched->count = 0;
    return status;
}

enum jm_status jm_pack_flush(struct jm_store *store, struct jm_error *err)
{
    enum jm_status status = JM_OK;
    for (size_t i = 0; !status && i < PACKINGS; i++)
        status = flush(store, &packings[i], err);
    return status;
}

/* ---- a block ---- */

struct block {
    const struct jm_packing *packing;
    struct jm_loader loader; /* reads rows */
    sqlite3_stmt *rows;
    struct jm_text zones, tracks; /* names, each ended by NUL */
    uint32_t n_zones, n_tracks, count;
    unsigned char *bytes;
};

/* The index of a name in a list of them, added when it is new. */
static uint32_t index_of(struct jm_text *names, uint32_t *count,
                         const char *name)
{
    const char *at = jm_text_get(names);
    uint32_t i = 0;
    for (; i < *count && strcmp(at, name) != 0; i++)
        at += strlen(at) + 1;
    if (i == *count) {
        jm_text_add_bytes(names, name, strlen(name) + 1);
        ++*count;
    }
    return i;
}

static void encode_event(struct block *block, sqlite3_stmt *row,
                         unsigned char *to)
{
    struct jm_event event;
    char id[37];
    jm_read_event(&block->loader, row, &event);
    jm_text_copy(id, sizeof id, jm_db_text(row, event_id));
    const char *track = jm_load_text(row, event_track);
    struct jm_uid uid = jm_uid_of(id, 0);
    const uint32_t numbers[] = {(uint32_t)sqlite3_column_int64(row, event_n),
                                (uint32_t)event.span.from,
                                (uint32_t)event.span.until,
                                event.host,
                                event.venue,
                                event.to_host,
                                event.to_venue,
                                event.delegation,
                                event.parent,
                                event.theme,
                                (uint32_t)event.expected,
                                (uint32_t)event.option_until};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        jm_put_32(to + 4 * i, numbers[i]);
    jm_put_16(to + 48,
              index_of(&block->zones, &block->n_zones,
                       jm_load_text_must(&block->loader, row, event_zone)));
    jm_put_16(to + 50, track ? index_of(&block->tracks, &block->n_tracks, track)
                             : JM_TRACK_ALL);
    to[52] = event.kind;
    to[53] = event.status;
    to[54] = event.audience;
    to[55] = event.rite;
    to[56] = (unsigned char)((event.all_day ? JM_PACK_ALL_DAY : 0) |
                             (event.to_confirm ? JM_PACK_TO_CONFIRM : 0) |
                             (jm_uuid_is_valid(id) ? 0 : JM_PACK_NO_UUID));
    memcpy(to + 60, uid.bytes, sizeof uid.bytes);
}

static void encode_participant(struct block *block, sqlite3_stmt *row,
                               unsigned char *to)
{
    struct jm_participant p;
    jm_read_participant(&block->loader, row, &p);
    const uint32_t who[JM_PACK_WHO] = {[JM_PACK_PERSON] = p.person,
                                       [JM_PACK_DELEGATION] = p.delegation,
                                       [JM_PACK_VEHICLE] = p.vehicle,
                                       [JM_PACK_COLLECTIVITY] = p.collectivity};
    int given = 0;
    for (int i = 0; i < JM_PACK_WHO; i++) {
        given += who[i] != 0;
        if (who[i])
            to[12] = (unsigned char)i;
    }
    block->loader.damaged |= given != 1;
    jm_put_32(to, (uint32_t)sqlite3_column_int64(row, participant_n));
    jm_put_32(to + 4, p.event);
    jm_put_32(to + 8, who[to[12]]);
    to[13] = (unsigned char)p.role;
}

/* Its records, from the rows. */
static enum jm_status read_block(struct block *block, int64_t number,
                                 struct jm_error *err)
{
    const struct jm_packing *packing = block->packing;
    int64_t first = number << JM_PACK_BITS;
    jm_text_reset(&block->zones);
    jm_text_reset(&block->tracks);
    block->n_zones = block->n_tracks = block->count = 0;
    memset(block->bytes, 0,
           JM_PACK_HEAD + (size_t)JM_PACK_ROWS * packing->record);
    sqlite3_bind_int64(block->rows, 1, first);
    sqlite3_bind_int64(block->rows, 2, first + JM_PACK_ROWS - 1);
    enum jm_status status;
    while (!(status = jm_db_step(block->loader.store, block->rows, err))) {
        unsigned char *to =
            block->bytes + JM_PACK_HEAD + block->count++ * packing->record;
        if (packing->noun == JM_NOUN_EVENT)
            encode_event(block, block->rows, to);
        else
            encode_participant(block, block->rows, to);
    }
    return status == JM_END ? JM_OK : status;
}

static enum jm_status write_block(struct block *block, int64_t number,
                                  struct jm_error *err)
{
    struct jm_store *store = block->loader.store;
    struct jm_text text = JM_TEXT_INIT;
    unsigned char *head = block->bytes;
    sqlite3_stmt *statement = NULL;
    jm_put_32(head, JM_PACK_FORM);
    jm_put_32(head + 4, block->count);
    jm_put_32(head + 8, block->n_zones);
    jm_put_32(head + 12, block->n_tracks);
    jm_text_add_bytes(&text, (const char *)head,
                      JM_PACK_HEAD + block->count * block->packing->record);
    jm_text_add_bytes(&text, jm_text_get(&block->zones), block->zones.length);
    jm_text_add_bytes(&text, jm_text_get(&block->tracks), block->tracks.length);
    enum jm_status status =
        text.failed || block->zones.failed || block->tracks.failed
            ? jm_fail_memory(err)
            : jm_db_take(store, SQL_PACKED_PUT, &statement, err);
    if (!status) {
        unsigned char *bytes = (unsigned char *)text.bytes;
        uint64_t sum =
            jm_pack_sum(bytes + JM_PACK_HEAD, text.length - JM_PACK_HEAD);
        jm_put_32(bytes + 16, (uint32_t)sum);
        jm_put_32(bytes + 20, (uint32_t)(sum >> 32));
        jm_db_bind_text(statement, 1, jm_noun(block->packing->noun)->name);
        sqlite3_bind_int64(statement, 2, number);
        sqlite3_bind_blob64(statement, 3, bytes, text.length, SQLITE_STATIC);
        status = jm_db_finish(store, statement, err);
        sqlite3_clear_bindings(statement);
    }
    jm_text_clear(&text);
    return status;
}

/* Its rows are not loose any more. */
static enum jm_status tighten(struct jm_store *store,
                              const struct jm_packing *packing, int64_t number,
                              struct jm_error *err)
{
    sqlite3_stmt *statement;
    enum jm_status status =
        jm_db_take(store, SQL_LOOSE_REMOVE, &statement, err);
    if (status)
        return status;
    jm_db_bind_text(statement, 1, jm_noun(packing->noun)->name);
    sqlite3_bind_int64(statement, 2, number << JM_PACK_BITS);
    sqlite3_bind_int64(statement, 3,
                       (number << JM_PACK_BITS) + JM_PACK_ROWS - 1);
    return jm_db_finish(store, statement, err);
}

static enum jm_status pack_block(struct block *block, int64_t number,
                                 struct jm_error *err)
{
    enum jm_status status = read_block(block, number, err);
    if (!status && !block->loader.damaged)
        status = write_block(block, number, err);
    if (!status && !block->loader.damaged)
        status = tighten(block->loader.store, block->packing, number, err);
    return status;
}

static enum jm_status open_block(struct block *block, struct jm_store *store,
                                 const struct jm_packing *packing,
                                 struct jm_error *err)
{
    *block = (struct block){.packing = packing,
                            .loader = {.store = store},
                            .zones = JM_TEXT_INIT,
                            .tracks = JM_TEXT_INIT};
    jm_load_words(&block->loader);
    block->bytes =
        malloc(JM_PACK_HEAD + (size_t)JM_PACK_ROWS * packing->record);
    if (!block->bytes)
        return jm_fail_memory(err);
    int code =
        sqlite3_prepare_v2(store->db, packing->sql, -1, &block->rows, NULL);
    return code ? jm_db_fail(store, code, err) : JM_OK;
}

static void close_block(struct block *block)
{
    sqlite3_finalize(block->rows);
    jm_text_clear(&block->zones);
    jm_text_clear(&block->tracks);
    free(block->bytes);
}

/* ---- when ---- */

/* Whole blocks after `last`; what cannot be read stays in the tail, where it
 * will be told when the plan is loaded. */
static enum jm_status pack_tail(struct jm_store *store,
                                const struct jm_packing *packing, int64_t last,
                                int64_t end, struct jm_error *err)
{
    struct block block;
    enum jm_status status = open_block(&block, store, packing, err);
    for (int64_t i = last + 1; !status && i < end && !block.loader.damaged; i++)
        status = pack_block(&block, i, err);
    close_block(&block);
    return status;
}

/* The fullest blocks first. */
static enum jm_status pack_loose(struct jm_store *store,
                                 const struct jm_packing *packing,
                                 int64_t blocks, struct jm_error *err)
{
    struct block block;
    int64_t number = 0;
    enum jm_status status = open_block(&block, store, packing, err);
    for (; !status && blocks > 0 && !block.loader.damaged; blocks--) {
        status = ask(store, SQL_LOOSE_FULLEST, packing, &number, err);
        if (!status && number < 0)
            break;
        if (!status)
            status = pack_block(&block, number, err);
    }
    close_block(&block);
    return status;
}

/* Every few loose rows more than there should be make one block: writing never
 * waits for all of them at once. */
static enum jm_status settle(struct jm_store *store,
                             const struct jm_packing *packing,
                             struct jm_error *err)
{
    size_t touched = store->touched[packing - packings].count;
    int64_t last = -1, highest = 0, loose = 0;
    if (!touched)
        return JM_OK;
    enum jm_status status = flush(store, packing, err);
    if (!status)
        status = ask(store, SQL_PACKED_LAST, packing, &last, err);
    if (!status)
        status = find_highest(store, packing, &highest, err);
    if (!status && highest - (last + 1) * JM_PACK_ROWS > TAIL_MOST)
        status =
            pack_tail(store, packing, last, (highest + 1) >> JM_PACK_BITS, err);
    if (!status && last >= 0)
        status = ask(store, SQL_LOOSE_COUNT, packing, &loose, err);
    if (!status && loose > LOOSE_MOST)
        status = pack_loose(store, packing, 1 + (int64_t)(touched / 4), err);
    return status;
}

enum jm_status jm_pack_settle(struct jm_store *store, struct jm_error *err)
{
    enum jm_status status = JM_OK;
    for (size_t i = 0; !status && i < PACKINGS; i++)
        status = settle(store, &packings[i], err);
    return status;
}

enum jm_status jm_pack_all(struct jm_store *store, struct jm_error *err)
{
    enum jm_status status = jm_db_run(store, SQL_PACKED_CLEAR, err);
    if (!status)
        status = jm_db_run(store, SQL_LOOSE_CLEAR, err);
    for (size_t i = 0; !status && i < PACKINGS; i++) {
        int64_t highest = 0;
        status = find_highest(store, &packings[i], &highest, err);
        if (!status && highest > TAIL_MOST)
            status = pack_tail(store, &packings[i], -1,
                               (highest + 1) >> JM_PACK_BITS, err);
    }
    return status;
}
