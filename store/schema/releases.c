/* Version 3 of the schema: what releases hold.
 *
 * A release is kept for ever and never edited: a row is only written when it
 * differs from what the last release holds of it, and holds no personal field.
 * A later version of the schema that gives a frozen noun a column that must
 * have a value has to say here, too, what it was. */
#include "schema.h"
#include <stddef.h>

static const char frozen[] =
    "CREATE TABLE frozen ( -- a release as it was made\n"
    "    release INTEGER PRIMARY KEY, -- its number\n"
    "    zones INTEGER NOT NULL, -- hash of the zone data of its instants\n"
    "    records INTEGER NOT NULL, -- rows of released that it brought\n"
    "    sum INTEGER NOT NULL -- over those rows\n"
    ") STRICT";

static const char released[] =
    "CREATE TABLE released ( -- rows as they are from a release on\n"
    "    n INTEGER PRIMARY KEY, -- in the order in which they were frozen\n"
    "    noun TEXT NOT NULL, -- the table\n"
    "    id TEXT NOT NULL, -- the row's id\n"
    "    release INTEGER NOT NULL, -- the first release that has it so\n"
    "    version INTEGER, -- the row's; none: it is gone\n"
    "    place INTEGER NOT NULL, -- the row's n: rows keep their order\n"
    "    fields TEXT, -- JSON: column to value, references by id\n"
    "    CHECK ((version IS NULL) = (fields IS NULL))\n"
    ") STRICT";

/* With all that is asked of rows before their fields are read. */
static const char released_row[] =
    "CREATE UNIQUE INDEX released_row"
    " ON released(noun, id, release, version, place)";

/* For whoever opens the file by hand: the store itself runs no triggers. */
#define STAYS(table, event)                                                    \
    "CREATE TRIGGER " #table "_no_" #event " BEFORE " #event " ON " #table     \
    " BEGIN SELECT RAISE(ABORT, 'a release is never edited'); END"

const char *const jm_schema_releases[] = {frozen,
                                          released,
                                          released_row,
                                          STAYS(frozen, UPDATE),
                                          STAYS(frozen, DELETE),
                                          STAYS(released, UPDATE),
                                          STAYS(released, DELETE),
                                          NULL};
