/* Version 3 of the schema: calendars taken in, and days that share a date. */
#include "schema.h"
#include <stddef.h>

const char *const jm_schema_calendars[] = {
    "ALTER TABLE day ADD COLUMN code TEXT -- which of a date's days: "
    "'chuseok'\n"
    "        CHECK (code <> '')",
    "ALTER TABLE calendar ADD COLUMN\n"
    "    private_network INTEGER NOT NULL DEFAULT 0 -- 1: private addresses\n"
    "        CHECK (private_network IN (0, 1))",
    "ALTER TABLE calendar ADD COLUMN\n"
    "    failed_at INTEGER -- seconds since 1970 (UTC); none: it went well\n"
    "        CHECK (failed_at >= 0)",
    "ALTER TABLE calendar ADD COLUMN failure TEXT -- why it failed\n"
    "        CHECK (failure <> '')",
    "ALTER TABLE busy ADD COLUMN sequence INTEGER -- SEQUENCE over there\n"
    "        CHECK (sequence >= 0)",
    "ALTER TABLE busy ADD COLUMN\n"
    "    tentative INTEGER NOT NULL DEFAULT 0 -- 1: the host is not sure\n"
    "        CHECK (tentative IN (0, 1))",
    "ALTER TABLE release ADD COLUMN\n"
    "    forced TEXT -- why, in spite of blocking conflicts\n"
    "        CHECK (forced <> '')",
    "INSERT INTO meta(key, value) VALUES ('secret', randomblob(32))",
    NULL};
