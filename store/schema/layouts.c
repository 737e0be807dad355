/* Version 3 of the schema: which column of a spreadsheet is which field, for
 * files that come again. */
#include "schema.h"
#include <stddef.h>

const char *const jm_schema_layouts[] = {
    "CREATE TABLE layout ( -- one column of one kind of file\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- headers and mark\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    headers TEXT NOT NULL, -- a hash of all headers of the file\n"
    "    mark TEXT NOT NULL, -- a hash of this header\n"
    "    header TEXT, -- as it was typed; none: the noun of the rows\n"
    "    field TEXT NOT NULL -- the field, or the noun\n"
    ") STRICT",
    NULL};
