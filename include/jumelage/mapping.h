/* Which column of a sheet is which field, and its rows as rows of the plan.
 *
 * The sheet is one that somebody has: titles stand above the header, headers
 * are in French, English or Korean or in two of them ("Début · 시작"), in any
 * order. Nothing here sees the plan: what a cell names is looked up by a hook,
 * what comes out is rows with only those values that the sheet gives. */
#ifndef JUMELAGE_MAPPING_H
#define JUMELAGE_MAPPING_H

#include <jumelage/nouns.h>
#include <jumelage/page.h>

/* What a column is used for: a field of the noun from 0 on, a field of a person
 * from JM_USE_PERSON on (sheets of members), or one of these. */
enum jm_use {
    JM_USE_UNKNOWN = -1, /* nothing is known of it */
    JM_USE_PASSED = -2,  /* known, and not needed: a row's number */
    JM_USE_ID = -3,
    JM_USE_DAY = -4,     /* of starts and ends, where they are hours */
    JM_USE_HOURS = -5,   /* one cell "9h30-10h45" */
    JM_USE_LENGTH = -6,  /* of an event that has no end */
    JM_USE_NAMES = -7,   /* given and family name in one cell */
    JM_USE_MINUTES = -8, /* a journey: at best and at worst */
    JM_USE_PLACE = -9, /* a venue or a collectivity, "A – B" of a transfer */
    JM_USE_PERSON = 1000
};

struct jm_mapping_column {
    uint32_t column;
    const char *header; /* lent by the page */
    int use;
};

struct jm_mapping {
    const struct jm_noun *noun;
    uint32_t header_row;
    struct jm_mapping_column *columns;
    size_t count;
    uint64_t layout; /* a hash of the headers: the same for files alike */
};

/* "Colonne" and "champ": a person's word, or one that is remembered. The header
 * "" gives the noun of the sheet. */
struct jm_mapping_word {
    const char *header, *field;
    uint64_t layout; /* of the headers that it is for; 0: of any */
};

struct jm_mapping_wish {
    const struct jm_noun *noun; /* NULL: to be guessed */
    bool is_member;             /* people are members: of one delegation */
    const struct jm_mapping_word *words; /* the later ones count */
    size_t count;
};

/* Finds the header among the first 40 rows, the noun (collectivity, person,
 * member, delegation, venue, event, busy, travel, answer) that fits most of its
 * columns and what every column is. JM_INVALID when no row looks like a header
 * (MAPPING_NO_HEADER), two nouns fit alike (MAPPING_AMBIGUOUS), or a word names
 * a field or column that is not there. Ended by jm_mapping_clear(). */
enum jm_status jm_mapping_guess(struct jm_mapping *mapping,
                                const struct jm_page *page,
                                const struct jm_mapping_wish *wish,
                                struct jm_error *err);
void jm_mapping_clear(struct jm_mapping *mapping);

/* The stable word of a use ("starts", "day", "person.family_name", "-"); lent
 * for ever or in `room`. */
const char *jm_mapping_use_word(const struct jm_noun *noun, int use, char *out,
                                size_t room);
/* The same in a language: "Début". */
const char *jm_mapping_use_name(const struct jm_noun *noun, int use,
                                enum jm_lang lang);

/* ---- rows ---- */

/* The id of the row that a cell names (field -1), or a text of a field that is
 * known already ("officiels" as JM_event_track); NULL when there is none. */
typedef const char *jm_find(void *data, enum jm_noun_id noun, int field,
                            const char *text);

struct jm_reading {
    jm_find *find;
    void *data;
    int year;               /* of days without one; 0: none is known */
    const char *host;       /* --host, or NULL */
    const char *delegation; /* --delegation, or NULL */
    bool keep_extra;        /* unknown columns become notes */
    bool places_as_notes;   /* places that are not known too */
};

struct jm_record {
    uint32_t line;     /* the sheet's row, from 0 */
    struct jm_row row; /* values that the sheet gives; its id, if it has one */
    struct jm_row member; /* of a MEMBER sheet, row being the person; else its
                           * noun is NULL */
    char *extra;          /* what is kept as a note beside its own; or NULL */
    bool is_bad;          /* a cell was refused */
};

struct jm_records {
    struct jm_record *all;
    size_t count, room;
    struct jm_error *refused; /* of cells, at most 1,000 are kept */
    size_t n_refused;         /* how many there were */
    size_t passed; /* rows of our own sheets that are no rows: flights */
};
#define JM_RECORDS_INIT                                                        \
    {                                                                          \
        NULL, 0, 0, NULL, 0, 0                                                 \
    }
#define JM_REFUSED_KEPT 1000

/* Reads all rows below the header. A refused cell is a jm_error whose place is
 * "Feuille1!C7". The status only says whether memory was enough. */
enum jm_status jm_records_read(struct jm_records *records,
                               const struct jm_page *page,
                               const struct jm_mapping *mapping,
                               const struct jm_reading *reading,
                               struct jm_error *err);
void jm_records_clear(struct jm_records *records);

/* Notes one more refused cell. */
enum jm_status jm_records_refuse(struct jm_records *records,
                                 const struct jm_error *error,
                                 struct jm_error *err);

/* Fills what goes without saying in a row that is new: a name in one language
 * stands for the others where they are required, the kind of an event by the
 * words of its title, the time zone of a country. */
enum jm_status jm_record_complete(struct jm_row *row, struct jm_error *err);

#endif
