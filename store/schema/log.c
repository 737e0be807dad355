/* Version 1 of the schema: what was changed, and what the file remembers of
 * itself. */
#include "schema.h"
#include <stddef.h>

static const char change[] =
    "CREATE TABLE change ( -- what one person did at once\n"
    "    number INTEGER PRIMARY KEY, -- 1, 2, 3... never used again\n"
    "    at INTEGER NOT NULL, -- seconds since 1970 (UTC)\n"
    "    who TEXT NOT NULL, -- the author\n"
    "    why TEXT NOT NULL, -- the reason given, '' for none\n"
    "    undoes INTEGER REFERENCES change(number), -- what it takes back\n"
    "    undone_by INTEGER REFERENCES change(number) -- none: it stands\n"
    ") STRICT";

static const char change_row[] =
    "CREATE TABLE change_row ( -- what a change did to one row\n"
    "    n INTEGER PRIMARY KEY, -- in the order in which it was done\n"
    "    change INTEGER NOT NULL REFERENCES change(number), -- part of which\n"
    "    edit TEXT NOT NULL -- what was done\n"
    "        CHECK (edit = 'added' OR edit = 'changed' OR\n"
    "            edit = 'removed'),\n"
    "    noun TEXT NOT NULL, -- the table\n"
    "    id TEXT NOT NULL, -- the row's id\n"
    "    version INTEGER NOT NULL -- the row's, after it; removed: before it\n"
    ") STRICT";

static const char change_field[] =
    "CREATE TABLE change_field ( -- what it did to one field\n"
    "    n INTEGER PRIMARY KEY, -- change_row.n * 128, plus 0, 1, 2...\n"
    "    field TEXT NOT NULL, -- the column\n"
    "    before ANY, -- its value; references as ids\n"
    "    after ANY -- the same\n"
    ") STRICT";

static const char meta[] =
    "CREATE TABLE meta ( -- what the file remembers of itself\n"
    "    key TEXT NOT NULL PRIMARY KEY, -- 'zone_hash', 'zone_change'\n"
    "    value ANY -- by key: a hash of the zone data; the last change then\n"
    ") STRICT, WITHOUT ROWID";

const char *const jm_schema_log[] = {
    change,
    JM_INDEX_SOME(change, undoes),
    JM_INDEX_SOME(change, undone_by),
    change_row,
    JM_INDEX(change_row, change),
    "CREATE INDEX change_row_id ON change_row(id, noun)",
    change_field,
    meta,
    NULL};
