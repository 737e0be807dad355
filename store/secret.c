#include "db.h"
#include <string.h>

enum jm_status jm_store_secret(struct jm_store *store,
                               unsigned char secret[JM_SECRET_BYTES],
                               struct jm_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum jm_status status = jm_db_take(store, SQL_META_GET, &statement, err);
    if (status)
        return status;
    jm_db_bind_text(statement, 1, "secret");
    status = jm_db_step(store, statement, err);
    bool is_whole =
        !status && sqlite3_column_bytes(statement, 0) == JM_SECRET_BYTES;
    if (is_whole)
        memcpy(secret, sqlite3_column_blob(statement, 0), JM_SECRET_BYTES);
    sqlite3_reset(statement);
    if (!is_whole && (!status || status == JM_END))
        status = jm_fail(err, JM_INVALID, "no secret", JM_SAY_PLAN_DAMAGED,
                         store->path, NULL);
    return status;
}
