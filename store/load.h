/* Reading the snapshot: what load.c knows while nouns are read one after the
 * other, and the readers of load_nouns.c. */
#ifndef JUMELAGE_STORE_LOAD_H
#define JUMELAGE_STORE_LOAD_H

#include "db.h"

#define JM_WORDS_MOST 32 /* in one set of choices */

/* Numbers of rows are dense but for those that were removed. A file in which
 * they are not was not written by us. */
#define JM_LARGEST_NUMBER INT64_C(500000000)

/* From the number of a row in its table to its index in the plan. */
struct jm_places {
    uint32_t *index;
    int64_t room;
};

/* An index in the plan, and the number of the row that it lies in, which may
 * come later. */
struct jm_inside {
    uint32_t child;
    int64_t parent;
};

struct jm_loader {
    struct jm_store *store;
    struct jm_plan_maker *maker;
    struct jm_places places[JM_NOUNS];
    const char *words[JM_SETS][JM_WORDS_MOST];
    int counts[JM_SETS];      /* of words */
    struct jm_inside *inside; /* of the noun that is being read */
    size_t n_inside, room;
    char zone[64], track[64]; /* the last ones, and what they are in the plan */
    uint16_t zone_index, track_index;
    bool walks;   /* only what walks need of events is read */
    bool damaged; /* something was read that no plan holds */
    bool failed;  /* out of memory */
};

/* Reads the row that the statement is at; its number is in column 0. */
typedef uint32_t jm_reader(struct jm_loader *loader, sqlite3_stmt *row);

struct jm_loading {
    enum jm_noun_id noun;
    const char *sql;
    jm_reader *read;
    void (*set_parent)(struct jm_plan_maker *maker, uint32_t child,
                       uint32_t parent); /* NULL: lies in none */
};

/* In the order in which rows refer to each other. */
extern const struct jm_loading jm_loadings[];
extern const size_t jm_loadings_count;

/* A column's text, or NULL; lent until the next row. The _must form takes no
 * NULL: it says damaged, and gives "". */
const char *jm_load_text(sqlite3_stmt *row, int column);
const char *jm_load_text_must(struct jm_loader *loader, sqlite3_stmt *row,
                              int column);
/* A whole number, `none` where there is no value. */
int32_t jm_load_int(sqlite3_stmt *row, int column, int32_t none);
/* The index of the row that is referred to, JM_NONE where there is none. */
uint32_t jm_load_ref(struct jm_loader *loader, sqlite3_stmt *row, int column,
                     enum jm_noun_id noun);
uint32_t jm_load_ref_must(struct jm_loader *loader, sqlite3_stmt *row,
                          int column, enum jm_noun_id noun);
/* The value of a word, -1 where there is none. */
int jm_load_choice(struct jm_loader *loader, sqlite3_stmt *row, int column,
                   enum jm_set set);
int jm_load_choice_must(struct jm_loader *loader, sqlite3_stmt *row, int column,
                        enum jm_set set);
uint16_t jm_load_zone(struct jm_loader *loader, sqlite3_stmt *row, int column);
uint16_t jm_load_track(struct jm_loader *loader, sqlite3_stmt *row, int column);
/* Seconds after midnight, -1 where there is no value. */
int32_t jm_load_clock(struct jm_loader *loader, sqlite3_stmt *row, int column);
/* JM_DAY_NONE where there is no value; the _must form takes none. */
jm_day jm_load_day(struct jm_loader *loader, sqlite3_stmt *row, int column);
jm_day jm_load_day_must(struct jm_loader *loader, sqlite3_stmt *row,
                        int column);
/* 64 bits, written as 16 digits of base 16. */
uint64_t jm_load_hash_must(struct jm_loader *loader, sqlite3_stmt *row,
                           int column);
jm_utc jm_load_instant_must(struct jm_loader *loader, sqlite3_stmt *row,
                            int column);
/* Two instants, each with what stands for it where there is none; -1: there
 * must be one. */
struct jm_span jm_load_span(struct jm_loader *loader, sqlite3_stmt *row,
                            int from, int until, jm_utc no_from,
                            jm_utc no_until);
/* The row lies in the one of that number, of the same noun; 0: in none. */
void jm_load_inside(struct jm_loader *loader, int64_t parent, uint32_t child);
/* The number of the row that is referred to, 0 where there is none. */
uint32_t jm_load_number(struct jm_loader *loader, sqlite3_stmt *row,
                        int column);
/* Makes room for the index of the row of that number. */
void jm_load_grow(struct jm_loader *loader, struct jm_places *places,
                  int64_t n);

/* Remembers the index of a row. */
static inline void jm_load_place(struct jm_loader *loader, enum jm_noun_id noun,
                                 int64_t n, uint32_t index)
{
    struct jm_places *places = &loader->places[noun];
    if (n <= 0 || n >= places->room)
        jm_load_grow(loader, places, n);
    if (n > 0 && n < places->room)
        places->index[n] = index;
}

/* The index of the row of that number, or JM_NONE. */
static inline uint32_t jm_load_place_of(const struct jm_loader *loader,
                                        enum jm_noun_id noun, int64_t n)
{
    const struct jm_places *places = &loader->places[noun];
    return n > 0 && n < places->room ? places->index[n] : JM_NONE;
}

/* The same for a reference, 0 for none: it must lead somewhere. */
static inline uint32_t jm_load_index(struct jm_loader *loader,
                                     enum jm_noun_id noun, uint32_t number)
{
    if (!number)
        return JM_NONE;
    uint32_t index = jm_load_place_of(loader, noun, number);
    loader->damaged |= index == JM_NONE;
    return index;
}

/* ---- what walks read: load_walks.c ---- */

/* An event's row as it is: what it refers to by number, and neither zone nor
 * track. Its columns are those of JM_WALK_EVENT, from the first on. */
void jm_read_event(struct jm_loader *loader, sqlite3_stmt *row,
                   struct jm_event *event);
/* Numbers become indexes, but for the parent's. */
void jm_resolve_event(struct jm_loader *loader, struct jm_event *event);
/* The same for participants. */
void jm_read_participant(struct jm_loader *loader, sqlite3_stmt *row,
                         struct jm_participant *participant);
void jm_resolve_participant(struct jm_loader *loader,
                            struct jm_participant *participant);

/* The row as a part of the plan: its index there. */
uint32_t jm_load_event(struct jm_loader *loader, sqlite3_stmt *row,
                       const struct jm_event_text *text);
uint32_t jm_load_participant(struct jm_loader *loader, sqlite3_stmt *row);

/* The columns, in the order in which they are selected after n. */
#define JM_WALK_EVENT(C, t)                                                    \
    C(t, id)                                                                   \
    C(t, kind)                                                                 \
    C(t, status)                                                               \
    C(t, starts)                                                               \
    C(t, zone)                                                                 \
    C(t, utc_from)                                                             \
    C(t, utc_until)                                                            \
    C(t, host)                                                                 \
    C(t, venue)                                                                \
    C(t, to_host)                                                              \
    C(t, to_venue)                                                             \
    C(t, delegation)                                                           \
    C(t, track)                                                                \
    C(t, theme)                                                                \
    C(t, parent)                                                               \
    C(t, rite)                                                                 \
    C(t, option_until) C(t, audience) C(t, expected) C(t, to_confirm)
#define JM_WALK_PARTICIPANT(C, t)                                              \
    C(t, event)                                                                \
    C(t, person) C(t, delegation) C(t, vehicle) C(t, collectivity) C(t, role)

#define JM_SELECTED(table, column) ", " #column
#define JM_NAMED(table, column) table##_##column,
#define JM_COLUMNS(columns, table) enum { table##_n, columns(JM_NAMED, table) };

JM_COLUMNS(JM_WALK_EVENT, event)
JM_COLUMNS(JM_WALK_PARTICIPANT, participant)

/* Fills the words of choices in. */
void jm_load_words(struct jm_loader *loader);

/* JM_OK unless what was read so far, n the last, is damaged. */
enum jm_status jm_load_check(const struct jm_loader *loader,
                             enum jm_noun_id noun, int64_t n,
                             struct jm_error *err);

/* Reads events and participants for walks, from what is packed of them where it
 * can. */
enum jm_status jm_load_packed(struct jm_loader *loader, enum jm_noun_id noun,
                              struct jm_error *err);

#endif
