/* Reading the snapshot: what load.c knows while nouns are read one after the
 * other, and the readers of load_nouns.c. */
#ifndef JUMELAGE_STORE_LOAD_H
#define JUMELAGE_STORE_LOAD_H

#include "db.h"

#define JM_WORDS_MOST 32 /* in one set of choices */

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
    struct jm_inside *inside; /* of the noun that is being read */
    size_t n_inside, room;
    char zone[64], track[64]; /* the last ones, and what they are in the plan */
    uint16_t zone_index, track_index;
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
/* The row lies in the one that the column refers to, of the same noun. */
void jm_load_inside(struct jm_loader *loader, sqlite3_stmt *row, int column,
                    uint32_t child);

#endif
