/* Version 2 of the schema: which moment of a stay an event is, as protocol
 * counts them. */
#include "schema.h"
#include <stddef.h>

const char *const jm_schema_rites[] = {
    "ALTER TABLE event ADD COLUMN rite TEXT -- its place in the protocol\n"
    "        CHECK (rite = 'welcome' OR rite = 'courtesy' OR\n"
    "            rite = 'signing' OR rite = 'farewell')",
    NULL};
