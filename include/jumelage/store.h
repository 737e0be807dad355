/* The plan file: one SQLite database, in which every write is a change.
 *
 * A change says who, when and why, and field by field the old and the new
 * value; it is written in one transaction with the rows themselves. Nothing is
 * lost by undoing: an undo is a change too. What jm_change_commit() has
 * acknowledged survives a killed program and a power cut.
 *
 * A plan that nobody writes is one file, which can be read from a read-only
 * medium. While somebody writes it, "-wal" and "-shm" files stand beside it and
 * belong to it; the last writer that closes it clears them away.
 *
 * Strings in rows are clean text (text.h); ids come as people know them. No SQL
 * and no SQLite type leaves this header. */
#ifndef JUMELAGE_STORE_H
#define JUMELAGE_STORE_H

#include <jumelage/error.h>
#include <jumelage/nouns.h>
#include <jumelage/plan.h>
#include <stdbool.h>
#include <stdint.h>

/* One open plan. Not shared between threads; a plan may be open many times. */
struct jm_store;

enum jm_store_mode { JM_STORE_READ = 0, JM_STORE_WRITE };

/* The schema version that this program writes. */
int jm_store_version(void);

/* Makes a new plan file. JM_REFUSED when something is there already or a
 * journal of another plan is in its way (nothing is touched), or the folder is
 * not there or cannot be written. On JM_OK the caller owns *out and ends it
 * with jm_store_free(); otherwise *out is NULL and no file is left. */
enum jm_status jm_store_create(struct jm_store **out, const char *path,
                               struct jm_error *err);

/* Opens a plan file, migrating an older one under a write lock, in either mode,
 * after a copy beside it: PATH.bak-VERSION, with ".2", ".3"... after it where
 * there is one already. Reading changes nothing else, but for the journal that
 * a killed program left.
 *   JM_NOT_FOUND  no such file
 *   JM_INVALID    not a plan: another database, a text, a damaged file
 *   JM_REFUSED    written by a newer Jumelage; read-only; locked by another
 *                 program for longer than five seconds; disk full; not closed
 *                 properly, where it cannot be put in order; beside the journal
 *                 of another plan
 * An older plan on a read-only medium is refused too: it cannot be migrated. */
enum jm_status jm_store_open(struct jm_store **out, const char *path,
                             enum jm_store_mode mode, struct jm_error *err);

/* Closes; an unfinished change is rolled back and ended, walks must have ended
 * before. NULL is fine. */
void jm_store_free(struct jm_store *store);

/* From now on go_on(data) is asked now and then, during longer work, while
 * another program is waited for and before a change is committed; once it says
 * false, the work ends with JM_STOPPED and a change is rolled back. NULL ends
 * the asking. */
void jm_store_watch(struct jm_store *store, bool (*go_on)(void *data),
                    void *data);

/* ---- rows ---- */

/* Copies the row of that id into *row (which is initialised or cleared first).
 * JM_NOT_FOUND when there is none; err then holds UNKNOWN_ID. */
enum jm_status jm_store_get(struct jm_store *store, const struct jm_noun *noun,
                            const char *id, struct jm_row *row,
                            struct jm_error *err);

bool jm_store_has(struct jm_store *store, const struct jm_noun *noun,
                  const char *id);

/* A walk over all rows of a noun in its order, or over those whose REF field
 * `field` (-1: none) is the row `ref` (JM_NOT_FOUND when there is none). Walks
 * may go on inside each other, and rows may be changed and removed while they
 * are walked over: each is read when its turn comes. */
struct jm_rows;
enum jm_status jm_rows_open(struct jm_rows **out, struct jm_store *store,
                            const struct jm_noun *noun, int field,
                            const char *ref, struct jm_error *err);
/* JM_OK with the row copied into *row, or JM_END. */
enum jm_status jm_rows_next(struct jm_rows *rows, struct jm_row *row,
                            struct jm_error *err);
void jm_rows_free(struct jm_rows *rows);

/* How many rows a noun has; -1 when it cannot be said. */
int64_t jm_store_count(struct jm_store *store, const struct jm_noun *noun);

/* Calls each(data, id) for ids of a noun that start with `prefix` ("" for all),
 * at most `limit` of them, in order. */
enum jm_status jm_store_ids(struct jm_store *store, const struct jm_noun *noun,
                            const char *prefix, int limit,
                            void (*each)(void *data, const char *id),
                            void *data, struct jm_error *err);

/* ---- changes ---- */

struct jm_author {
    const char *who; /* required */
    const char *why; /* may be NULL */
    jm_utc at;
};

/* One change being made: a write transaction. At most one at a time per store,
 * opened for writing. What is read through the store meanwhile is as the change
 * has it. An edit that is refused leaves the change as it was before, and the
 * change may go on; after a disk that is full or broken it cannot.
 * JM_REFUSED when another program writes for longer than five seconds, or when
 * the file was moved, deleted or replaced since it was opened. */
struct jm_change;

enum jm_status jm_change_begin(struct jm_change **out, struct jm_store *store,
                               const struct jm_author *author,
                               struct jm_error *err);

/* Adds a row, settled (jm_row_settle()). Events get sequence 0 and created_at,
 * changed_at from the author's time. Where a row of that id was removed before,
 * its version and an event's sequence go on from the last ones: nobody may take
 * the old row for the new one. JM_INVALID when the id is taken (ID_TAKEN) or it
 * would lie inside itself (PARENT_CIRCLE), JM_NOT_FOUND when it refers to a row
 * that is not there. */
enum jm_status jm_change_add(struct jm_change *change, const struct jm_row *row,
                             struct jm_error *err);

/* Replaces a row by a settled one of the same id; only fields that differ are
 * recorded, and a row that is the same is left alone (*changed, which may be
 * NULL, says how many fields differ). row->version is what the writer has read:
 * JM_REFUSED with STALE_ROW when the stored one is another; 0 skips the check.
 * A change of a visible field raises an event's sequence and changed_at, and
 * cancelled_at follows its status; what *row says of these is not looked at.
 * *changed does not count the instants that follow a wall time or zone. */
enum jm_status jm_change_put(struct jm_change *change, const struct jm_row *row,
                             int *changed, struct jm_error *err);

/* Removes a row. JM_REFUSED with ROW_IN_USE, naming one row that refers to it,
 * when there is one. */
enum jm_status jm_change_remove(struct jm_change *change,
                                const struct jm_noun *noun, const char *id,
                                struct jm_error *err);

/* Writes the change and frees it, whatever comes out. *number is its number; 0
 * when nothing differed and nothing was written. After a failure the plan is as
 * it was before jm_change_begin(). */
enum jm_status jm_change_commit(struct jm_change *change, int64_t *number,
                                struct jm_error *err);

/* Gives the change up: nothing of it is written. NULL is fine. */
void jm_change_free(struct jm_change *change);

/* Reverts change `number` (0: the last one that stands and is no undo) as a new
 * change. JM_NOT_FOUND for an unknown number (CHANGE_UNKNOWN), or when nothing
 * stands (UNDO_NOTHING); JM_REFUSED with UNDO_DONE when it is undone already,
 * and with UNDO_OVERTAKEN, naming row and field, when a later change that
 * stands has changed what this one did, or the zone of a wall time that it set.
 * JM_REFUSED too when the plan would not hold together: a row that it added is
 * in use (ROW_IN_USE), one that it removed refers to a row that is gone
 * (UNKNOWN_ID), fields no longer go together (ROW_UNFIT), parents would go in a
 * circle (PARENT_CIRCLE).
 * An undo can be undone by naming it; what it had undone stands again. An
 * undone event keeps a raised sequence: subscribers have seen the old one. When
 * instants come back that were derived with zone data of another time,
 * jm_store_zone_hash() is 0 until they are derived again. */
enum jm_status jm_store_undo(struct jm_store *store, int64_t number,
                             const struct jm_author *author, int64_t *undone,
                             int64_t *made, struct jm_error *err);

/* ---- the log ---- */

enum jm_edit { JM_EDIT_ADDED = 0, JM_EDIT_CHANGED, JM_EDIT_REMOVED };

/* One field of one change; strings are lent until the next call. */
struct jm_log_entry {
    int64_t change;
    jm_utc at;
    const char *who, *why; /* why "" when none was said */
    int64_t undoes;        /* 0: is no undo */
    int64_t undone_by;     /* 0: stands */
    enum jm_edit edit;
    const struct jm_noun *noun;
    const char *id;
    int field; /* of the noun */
    struct jm_value before, after;
};

struct jm_log_filter {
    int64_t change;             /* 0: all */
    const struct jm_noun *noun; /* NULL: all */
    const char *id;             /* NULL: all; of that noun */
    int limit;                  /* changes, newest first; 0: all */
};

/* Entries by change, newest first; within one in the order they were made. */
struct jm_log;
enum jm_status jm_log_open(struct jm_log **out, struct jm_store *store,
                           const struct jm_log_filter *filter,
                           struct jm_error *err);
enum jm_status jm_log_next(struct jm_log *log, struct jm_log_entry *entry,
                           struct jm_error *err);
void jm_log_free(struct jm_log *log);

/* ---- the snapshot ---- */

/* Reads the whole plan, in one read transaction, into a maker; whoever knows
 * zones fills them before it is sealed. Rows come in the order in which they
 * were added. JM_INVALID when rows are damaged, JM_REFUSED when the file is not
 * where it was opened. */
enum jm_status jm_store_load(struct jm_store *store,
                             struct jm_plan_maker *maker, struct jm_error *err);

/* The same for who only wants to check, and much faster where there are many
 * events: they come without texts (jm_plan_without_texts()), all else as
 * jm_store_load() gives it. Rows of events and participants are kept a second
 * time, packed, in the same transactions; what is packed is looked at before it
 * is believed, and where it cannot be used the rows are read. */
enum jm_status jm_store_load_walks(struct jm_store *store,
                                   struct jm_plan_maker *maker,
                                   struct jm_error *err);

/* ---- care ---- */

/* Zone data changes: the plan remembers a hash of the tables its instants were
 * derived with; 0 when it remembers none. */
enum jm_status jm_store_zone_hash(struct jm_store *store, uint64_t *hash,
                                  struct jm_error *err);

/* Derives all instants of all rows again, in one transaction that is no change
 * (nothing a person wrote differs), and remembers the hash. *moved counts rows
 * whose instants came out different. A wall time that the clocks have come to
 * skip gets the instant of their change; a row whose zone is not known any
 * more, or whose end would come before its start, keeps what it has. */
enum jm_status jm_store_derive_again(struct jm_store *store,
                                     jm_zone_lookup *zones, void *data,
                                     uint64_t hash, int64_t *moved,
                                     struct jm_error *err);

/* What became of asking for a registered calendar. */
struct jm_fetch_note {
    jm_utc at;
    /* NULL: it was read; what its server said of its version stands below. Else
     * why it failed, without any part of its address: what was read before, and
     * its version, stay. */
    const char *failure;
    const char *etag, *last_modified; /* NULL or "": none */
};

/* Keeps that with the calendar, in a transaction that is no change: it is no
 * part of the log and is not undone. The same failure again keeps the time of
 * the first. JM_NOT_FOUND when there is no such calendar. */
enum jm_status jm_store_note_fetch(struct jm_store *store, const char *id,
                                   const struct jm_fetch_note *note,
                                   struct jm_error *err);

/* Copies the whole plan to a file that is not there yet, while others go on
 * reading and writing. JM_REFUSED when something is there already, or the
 * folder cannot be written. */
enum jm_status jm_store_back_up(struct jm_store *store, const char *path,
                                struct jm_error *err);

/* Replaces all that the plan holds, its log included, by what the plan file at
 * `path` holds, an older one being migrated on the way. Whoever has the plan
 * open sees either the one or the other; after a failure it is as it was. What
 * can be wrong with `path` is what jm_store_open() says. */
enum jm_status jm_store_restore(struct jm_store *store, const char *path,
                                struct jm_error *err);

/* Packs the rows that walks read anew (jm_store_load_walks()), in one
 * transaction that is no change: what has to be done when the examination says
 * FAULT_PACKED. */
enum jm_status jm_store_pack(struct jm_store *store, struct jm_error *err);

/* Looks through the file: SQLite's integrity and foreign keys, instants without
 * wall times, texts that are not clean, rows that are not as the log says,
 * whether a snapshot can be made, and whether packed rows say the same. Calls
 * each(data, message, args, count) for every fault. */
typedef void jm_fault(void *data, enum jm_message message,
                      const char *const *args, size_t count);
enum jm_status jm_store_examine(struct jm_store *store, jm_fault *each,
                                void *data, struct jm_error *err);

/* What the file is: for `doctor`. */
struct jm_store_facts {
    int version;
    int64_t changes;
    int64_t bytes;
    char sqlite[16];
};
enum jm_status jm_store_describe(struct jm_store *store,
                                 struct jm_store_facts *facts,
                                 struct jm_error *err);

#endif
