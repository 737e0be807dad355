/* Stopping at somebody's wish: see jm_store_watch(). */
#ifndef JUMELAGE_STORE_WATCH_H
#define JUMELAGE_STORE_WATCH_H

#include "db.h"

/* JM_STOPPED when somebody wishes to stop. */
enum jm_status jm_watch_ask(struct jm_store *store, struct jm_error *err);
enum jm_status jm_watch_fail(struct jm_error *err);

#endif
