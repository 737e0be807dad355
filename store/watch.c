/* Stopping at somebody's wish. */
#include "watch.h"

/* SQLite's steps between two questions. */
enum { STEPS = 2000 };

static bool goes_on(struct jm_store *store)
{
    struct jm_patience *watch = &store->watch;
    if (watch->go_on && !watch->stopped && !watch->deciding)
        watch->stopped = !watch->go_on(watch->data);
    return watch->deciding || !watch->stopped;
}

static int ask(void *data)
{
    return !goes_on(data);
}

/* Another program writes: ask every 10 milliseconds. */
static int wait(void *data, int tries)
{
    struct jm_store *store = data;
    if (tries * 10 >= store->patience || !goes_on(store))
        return 0;
    sqlite3_sleep(10);
    return 1;
}

void jm_store_watch(struct jm_store *store, bool (*go_on)(void *data),
                    void *data)
{
    store->watch = (struct jm_patience){.go_on = go_on, .data = data};
    sqlite3_progress_handler(store->db, go_on ? STEPS : 0, ask, store);
    sqlite3_busy_handler(store->db, wait, store);
}

enum jm_status jm_watch_ask(struct jm_store *store, struct jm_error *err)
{
    return goes_on(store) ? JM_OK : jm_watch_fail(err);
}

enum jm_status jm_watch_fail(struct jm_error *err)
{
    return jm_fail(err, JM_STOPPED, "stopped", JM_SAY_STOPPED, NULL);
}
