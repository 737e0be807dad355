/* All statements of the store, by number.
 *
 * What concerns a noun is made from nouns.def when the program is compiled: the
 * statement of a noun and kind has the number jm_sql_noun(noun, kind), that of
 * a reference (a field of type REF) the number jm_sql_ref(ref, kind). Values
 * are always bound. */
#ifndef JUMELAGE_STORE_SQL_H
#define JUMELAGE_STORE_SQL_H

#include <jumelage/nouns.h>

/* Statements that concern no noun. */
enum jm_sql {
    SQL_BEGIN_READ = 0,
    SQL_BEGIN_WRITE,
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_VERSION,
    SQL_APPLICATION,
    SQL_JOURNAL_WAL,
    SQL_FOREIGN_KEYS_ON,
    SQL_FOREIGN_KEYS_OFF,
    SQL_INTEGRITY,
    SQL_FOREIGN_KEYS_CHECK,
    SQL_FILE_SIZE,
    SQL_META_GET,          /* ?1 key */
    SQL_META_SET,          /* ?1 key, ?2 value */
    SQL_CALENDAR_READ,     /* ?1 id, ?2 at, ?3 etag, ?4 last_modified */
    SQL_CALENDAR_FAILED,   /* ?1 id, ?2 at, ?3 why */
    SQL_CHANGE_ADD,        /* ?1 at, ?2 who, ?3 why, ?4 undoes */
    SQL_CHANGE_GET,        /* ?1 number: undoes, undone_by */
    SQL_CHANGE_LAST,       /* the last that stands and is no undo */
    SQL_CHANGE_NEWEST,     /* the highest number, 0 for none */
    SQL_CHANGE_COUNT,      /* how many there are */
    SQL_CHANGE_SET_UNDONE, /* ?1 number, ?2 undone_by */
    SQL_CHANGE_ROW_ADD,    /* ?1 change, ?2 edit, ?3 noun, ?4 id, ?5 version */
    SQL_CHANGE_FIELD_ADD,  /* ?1 n, ?2 field, ?3 before, ?4 after */
    SQL_CHANGE_ROWS,       /* ?1 change: its rows, last one first */
    SQL_CHANGE_FIELDS,     /* ?1, ?2 first and last n: field, before, after */
    SQL_LAST_OF_ROW,       /* ?1 noun, ?2 id: its last version and sequence */
    SQL_OVERTAKING,        /* ?1 noun, ?2 id, ?3 change: what came after it */
    SQL_LOG,               /* ?1 change or 0, ?2 noun or NULL, ?3 limit */
    SQL_LOG_OF_ROW,        /* ?1 change or 0, ?2 noun, ?3 id, ?4 limit */
    SQL_LOG_STRAYS,        /* fields in the log that belong to no row there */
    SQL_LOG_NAMES,         /* every noun and field that the log names */
    SQL_LOG_UNPAIRED,      /* undone_by without a change that undoes */
    SQL_PACKED_LAST,       /* ?1 noun: its last block, or NULL */
    SQL_PACKED_PUT,        /* ?1 noun, ?2 number, ?3 records */
    SQL_PACKED_ALL,        /* ?1 noun: number, records, in order */
    SQL_PACKED_CLEAR,
    SQL_LOOSE_ADD,     /* ?1 noun, ?2 n */
    SQL_LOOSE_ALL,     /* ?1 noun: n, in order */
    SQL_LOOSE_COUNT,   /* ?1 noun */
    SQL_LOOSE_FULLEST, /* ?1 noun: the block with the most loose rows */
    SQL_LOOSE_REMOVE,  /* ?1 noun, ?2 to ?3 n */
    SQL_LOOSE_CLEAR,
    SQL_FIXED
};

/* Statements per noun. */
enum jm_sql_of_noun {
    NOUN_FIND = 0, /* ?1 id: n */
    NOUN_ROW,      /* ?1 n: id, version, fields */
    NOUN_WALK,     /* all rows in their order: the last column is n */
    NOUN_WALK_REF, /* ?1 field, ?2 n of what it refers to: the same */
    NOUN_ADD,      /* ?1 n or NULL, ?2 version, ?3 id, ?4... fields */
    NOUN_PUT,      /* the same */
    NOUN_REMOVE,   /* ?1 n */
    NOUN_COUNT,
    NOUN_HIGHEST,  /* the highest n, or NULL */
    NOUN_IDS,      /* ?1 prefix, ?2 limit: id */
    NOUN_UNLOGGED, /* ids of rows whose version is not the log's */
    NOUN_LOST,     /* ids that the log knows and the table does not */
    NOUN_KINDS
};

/* IF_REF_REF(x) is x; of another type it is nothing. */
#define IF_REF_TEXT(...)
#define IF_REF_PROSE(...)
#define IF_REF_INT(...)
#define IF_REF_REAL(...)
#define IF_REF_BOOL(...)
#define IF_REF_DATE(...)
#define IF_REF_CLOCK(...)
#define IF_REF_CHOICE(...)
#define IF_REF_ZONE(...)
#define IF_REF_LOCAL(...)
#define IF_REF_UNTIL(...)
#define IF_REF_INSTANT(...)
#define IF_REF_REF(...) __VA_ARGS__

/* References: REF_event_host... */
enum jm_sql_reference {
#define NOUN(id, table, ...)
#define FIELD(table, column, type, ...) IF_REF_##type(REF_##table##_##column, )
#define END_NOUN(table)
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN
    REFERENCES
};

/* Statements per reference. */
enum jm_sql_of_ref {
    REF_USER = 0, /* ?1 n: id of a row that refers to it */
    REF_CHAIN,    /* ?1 n above, ?2 n below, for nouns that refer to
                     themselves: how long the chain of rows through both is,
                     and whether it is a circle */
    REF_KINDS
};

#define SQL_COUNT (SQL_FIXED + JM_NOUNS * NOUN_KINDS + REFERENCES * REF_KINDS)

/* Where the statements of a reference come from. */
struct jm_reference {
    enum jm_noun_id noun;
    int field;
};
extern const struct jm_reference jm_references[REFERENCES];

int jm_sql_noun(enum jm_noun_id noun, enum jm_sql_of_noun kind);
int jm_sql_ref(int reference, enum jm_sql_of_ref kind);

/* The text of a statement: head and tail joined. */
struct jm_sql_text {
    const char *head, *tail;
};
struct jm_sql_text jm_sql_text(int statement);

#endif
