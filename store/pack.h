/* Packed rows: what walks read of events and participants, many rows in one
 * BLOB, so that a large plan opens without a step of SQLite per row.
 *
 * Rows are the truth, and packed rows follow them in the same transaction. Rows
 * with numbers from 1024 * b to 1024 * b + 1023 make block b. Blocks are there
 * from 0 on without a gap; rows after the last block, the tail, are not packed,
 * so a small plan has nothing packed at all. A row of a block that is written
 * after it was packed is noted in the table `loose`, and is read as a row. When
 * the tail or the loose rows grow too many, blocks are packed anew. A block
 * that is missing, of another form or with a wrong sum is read as rows.
 *
 * A block, in little-endian: a head, records of fixed size in the order of n,
 * then the names of zones and of tracks that they use, each ended by NUL.
 *
 *   head         u32 form, count of records, zones, tracks; u64 sum of the rest
 *   event        u32 n, from, until, host, venue, to_host, to_venue,
 *                delegation, parent, theme, expected, option_until;
 *                u16 zone, track (0xFFFF: all); u8 kind, status, audience,
 *                rite, flags, 3 of nothing; 16 bytes of UUID
 *   participant  u32 n, event, who; u8 what it is, role, 2 of nothing
 *
 * References are numbers of rows, 0 for none. */
#ifndef JUMELAGE_STORE_PACK_H
#define JUMELAGE_STORE_PACK_H

#include "load.h"

#define JM_PACK_FORM 1
#define JM_PACK_BITS 10
#define JM_PACK_ROWS (1 << JM_PACK_BITS) /* in a block */
#define JM_PACK_HEAD 24
#define JM_PACK_EVENT 76
#define JM_PACK_PARTICIPANT 16

enum jm_pack_flag {
    JM_PACK_ALL_DAY = 1,
    JM_PACK_TO_CONFIRM = 2,
    JM_PACK_NO_UUID = 4
};

/* What a participant is. */
enum jm_pack_who {
    JM_PACK_PERSON,
    JM_PACK_DELEGATION,
    JM_PACK_VEHICLE,
    JM_PACK_COLLECTIVITY,
    JM_PACK_WHO
};

struct jm_packing {
    enum jm_noun_id noun;
    size_t record;   /* bytes */
    const char *sql; /* n and the columns of rows ?1 to ?2, in order */
};

/* NULL for nouns that are not packed. */
const struct jm_packing *jm_packing(enum jm_noun_id noun);
bool jm_is_packed(enum jm_noun_id noun);

/* A row is going to be written: makes room to note it, so that noting cannot
 * fail once it is. False when memory runs out. */
bool jm_pack_expect(struct jm_store *store, enum jm_noun_id noun);
/* Notes a row that was written. */
void jm_pack_touch(struct jm_store *store, enum jm_noun_id noun, int64_t n);

/* Brings what is noted into the table of loose rows. */
enum jm_status jm_pack_flush(struct jm_store *store, struct jm_error *err);

/* The same before a commit; then packs what has become too much. */
enum jm_status jm_pack_settle(struct jm_store *store, struct jm_error *err);

/* Forgets what is noted: the transaction has ended. */
void jm_pack_forget(struct jm_store *store);

/* Packs everything anew, inside a transaction. */
enum jm_status jm_pack_all(struct jm_store *store, struct jm_error *err);

/* Two plans have the same rows of a noun, but for their texts. */
bool jm_pack_agrees(enum jm_noun_id noun, const struct jm_plan *full,
                    const struct jm_plan *walks);

/* The sum over a block but its head. */
uint64_t jm_pack_sum(const unsigned char *bytes, size_t size);

static inline void jm_put_16(unsigned char *to, uint32_t number)
{
    to[0] = (unsigned char)number;
    to[1] = (unsigned char)(number >> 8);
}

static inline void jm_put_32(unsigned char *to, uint32_t number)
{
    jm_put_16(to, number & 0xFFFF);
    jm_put_16(to + 2, number >> 16);
}

static inline uint32_t jm_get_16(const unsigned char *from)
{
    return (uint32_t)from[0] | (uint32_t)from[1] << 8;
}

static inline uint32_t jm_get_32(const unsigned char *from)
{
    return (uint32_t)from[0] | (uint32_t)from[1] << 8 |
           (uint32_t)from[2] << 16 | (uint32_t)from[3] << 24;
}

static inline uint64_t jm_get_64(const unsigned char *from)
{
    return jm_get_32(from) | (uint64_t)jm_get_32(from + 4) << 32;
}

#endif
