/* Version 2 of the schema: the rows that walks read, packed. */
#include "schema.h"
#include <stddef.h>

static const char packed[] =
    "CREATE TABLE packed ( -- rows as the walks read them, many at once;\n"
    "    -- made of the rows, never the other way round\n"
    "    noun TEXT NOT NULL, -- the table whose rows these are\n"
    "    number INTEGER NOT NULL, -- holds n from 1024 * number on\n"
    "    records BLOB NOT NULL, -- 1024 rows at most, see store/pack.h\n"
    "    PRIMARY KEY (noun, number)\n"
    ") STRICT";

static const char loose[] =
    "CREATE TABLE loose ( -- rows that differ from what is packed of them\n"
    "    noun TEXT NOT NULL, -- the table\n"
    "    n INTEGER NOT NULL, -- the row, which may be gone\n"
    "    PRIMARY KEY (noun, n)\n"
    ") STRICT, WITHOUT ROWID";

const char *const jm_schema_packed[] = {packed, loose, NULL};
