/* The schema, as a list of migrations that only ever grows: what was released
 * once is never edited. Every column says in a comment what it holds.
 *
 * CHECKs compare words one by one: for an IN list SQLite would build a table
 * anew for every row that is written. */
#ifndef JUMELAGE_STORE_SCHEMA_H
#define JUMELAGE_STORE_SCHEMA_H

/* What PRAGMA application_id of a plan says: the letters JMLG. */
#define JM_APPLICATION_ID 1246579783

/* What is packed of rows (pack.h) is thrown away and made again after a
 * migration.
 *
 * A plan of version v becomes one of version v + 1 by the statements of
 * migrations[v], the last of which sets user_version: lists of statements, each
 * list ended by NULL, as the list of lists is. */
struct jm_migration {
    const char *const *const *lists;
};

struct jm_schema {
    const struct jm_migration *migrations;
    int version; /* how many there are */
};

/* An index on a column that refers to another table: without one, every row
 * removed there would be looked for here. _SOME leaves out rows without a
 * value, where most have none. */
#define JM_INDEX(table, column)                                                \
    "CREATE INDEX " #table "_" #column " ON " #table "(" #column ")"
#define JM_INDEX_SOME(table, column)                                           \
    JM_INDEX(table, column) " WHERE " #column " IS NOT NULL"

/* The one of this program. */
extern const struct jm_schema jm_schema_now;

extern const char *const jm_schema_places[], *const jm_schema_people[],
                                                 *const jm_schema_events[],
                                                     *const jm_schema_log[];
extern const char *const jm_schema_rites[], *const jm_schema_packed[];
extern const char *const jm_schema_calendars[];
extern const char *const jm_schema_releases[];
extern const char *const jm_schema_layouts[];

#endif
