/* One edit of one row inside a change: the row and its log together. */
#ifndef JUMELAGE_STORE_EDIT_H
#define JUMELAGE_STORE_EDIT_H

#include "db.h"

/* No noun has more fields: the log numbers them within a row. */
#define JM_FIELDS_MOST 128

struct jm_change {
    struct jm_store *store;
    char *who, *why;
    jm_utc at;
    int64_t number; /* 0 until something is edited */
    int64_t undoes; /* 0: is no undo */
    bool broken;    /* an edit was half written: nothing may be committed */
    struct jm_error reason; /* why it broke */
};

/* A row as it is to be written. Its texts are lent. */
struct jm_draft {
    const struct jm_noun *noun;
    const char *id;
    int64_t version;
    struct jm_value values[JM_FIELDS_MOST];
    int64_t refs[JM_FIELDS_MOST]; /* n of what a REF field refers to, or 0 */
};

extern const struct jm_value jm_no_value;

void jm_draft_from_row(struct jm_draft *draft, const struct jm_row *row);

/* The bookkeeping of an event that is new at that time. */
void jm_draft_open_books(struct jm_draft *draft, jm_utc at);

/* JM_OK unless an earlier edit broke the change. */
enum jm_status jm_edit_check(const struct jm_change *change,
                             struct jm_error *err);

/* Writes a new row. Its version is the store's, the rest of its bookkeeping the
 * caller's; but the sequence of an event whose id was there before goes on. */
enum jm_status jm_edit_add(struct jm_change *change, struct jm_draft *draft,
                           struct jm_error *err);

/* Writes the fields of `draft` that differ from `old`, the row of number n, and
 * what follows from them: version, sequence and times. *changed, which may be
 * NULL, as in jm_change_put(). */
enum jm_status jm_edit_put(struct jm_change *change, int64_t n,
                           const struct jm_row *old, struct jm_draft *draft,
                           int *changed, struct jm_error *err);

/* Removes `old`, the row of number n. */
enum jm_status jm_edit_remove(struct jm_change *change, int64_t n,
                              const struct jm_row *old, struct jm_error *err);

/* Writes the fields of a row that is there, as no change: for what follows from
 * other fields. JM_INVALID when they do not go together. */
enum jm_status jm_edit_rewrite(struct jm_store *store, const struct jm_row *row,
                               struct jm_error *err);

/* Gives the change its number: it is going to hold something. */
enum jm_status jm_record_change(struct jm_change *change, struct jm_error *err);

/* Write into the log what was done to a row. */
enum jm_status jm_record_added(struct jm_change *change,
                               const struct jm_draft *draft,
                               struct jm_error *err);
enum jm_status jm_record_changed(struct jm_change *change,
                                 const struct jm_row *old,
                                 const struct jm_draft *draft,
                                 const bool differs[], struct jm_error *err);
enum jm_status jm_record_removed(struct jm_change *change,
                                 const struct jm_row *old,
                                 struct jm_error *err);

/* The words of enum jm_edit in the log. */
const char *jm_edit_word(enum jm_edit edit);
bool jm_edit_parse(const char *word, enum jm_edit *edit);

/* True for the fields of an event that count and date its changes: the store
 * keeps them, and undo does not bring them back. */
bool jm_field_is_bookkeeping(const struct jm_noun *noun, int field);

/* True for an instant that follows a wall time. */
bool jm_field_is_derived(const struct jm_noun *noun, int field);

#endif
