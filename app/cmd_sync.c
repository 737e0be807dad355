/* sync: the calendars that hosts have registered. */
#include "commands.h"
#include "fetch.h"
#include "import.h"
#include "json.h"
#include "progress.h"
#include <stdlib.h>
#include <string.h>

const struct jm_option jm_sync_options[] = {
    {"dry-run", 0, NULL, JM_SAY_OPTION_DRY_RUN},
    {"fresh", 0, NULL, JM_SAY_OPTION_SYNC_FRESH},
    {"max-size", 0, "MB", JM_SAY_OPTION_MAX_SIZE},
    {"allow-private", 0, NULL, JM_SAY_OPTION_ALLOW_PRIVATE},
    {"why", 0, "TEXT", JM_SAY_OPTION_WHY},
    {NULL, 0, NULL, JM_SAY_NOTHING}};

/* After that long a calendar is read again though it is unchanged: its
 * repetitions reach further by then, and zone data may differ. */
#define GOOD_FOR (7 * JM_DAY_SECONDS)

struct syncing {
    struct jm_app *app;
    json_t *list; /* with --json */
    size_t most;
    int code; /* the worst so far */
};

/* ---- is what was read still good ---- */

/* When the calendar's address was last changed, as the log has it: an undo of
 * that brings back what was known of the older address. */
static jm_utc last_moved(struct jm_app *app, const char *id)
{
    struct jm_log_filter filter = {.noun = jm_noun(JM_NOUN_CALENDAR), .id = id};
    struct jm_log_entry entry;
    struct jm_log *log = NULL;
    struct jm_error ignored = JM_ERROR_INIT;
    jm_utc at = INT64_MAX;
    enum jm_status status = jm_log_open(&log, app->store, &filter, &ignored);
    while (!status && at == INT64_MAX &&
           !(status = jm_log_next(log, &entry, &ignored)))
        if (entry.field == JM_calendar_url)
            at = entry.at;
    jm_log_free(log);
    return at;
}

static bool is_good(struct jm_app *app, const struct jm_row *calendar)
{
    if (jm_app_option(app, "fresh") ||
        jm_row_is_null(calendar, JM_calendar_fetched_at))
        return false;
    jm_utc read = jm_row_integer(calendar, JM_calendar_fetched_at);
    return read <= app->world->now && app->world->now - read < GOOD_FOR &&
           last_moved(app, calendar->id) <= read;
}

/* ---- one calendar ---- */

static enum jm_status fetch(struct syncing *s, const struct jm_row *calendar,
                            struct jm_fetched *fetched)
{
    struct jm_app *app = s->app;
    bool good = is_good(app, calendar);
    const struct jm_fetch what = {
        .url = jm_row_string(calendar, JM_calendar_url),
        .etag = good ? jm_row_string(calendar, JM_calendar_etag) : NULL,
        .last_modified =
            good ? jm_row_string(calendar, JM_calendar_last_modified) : NULL,
        .private_network =
            jm_app_option(app, "allow-private") ||
            jm_row_integer(calendar, JM_calendar_private_network),
        .most = s->most};
    return jm_fetch_get(app, &what, fetched);
}

static enum jm_status note_read(struct syncing *s,
                                const struct jm_row *calendar,
                                const struct jm_fetched *fetched)
{
    const struct jm_fetch_note note = {.at = s->app->world->now,
                                       .etag = fetched->etag,
                                       .last_modified = fetched->last_modified};
    if (jm_app_option(s->app, "dry-run"))
        return JM_OK;
    return jm_store_note_fetch(s->app->store, calendar->id, &note,
                               &s->app->err);
}

/* Unchanged: only a failure that is over is written. */
static enum jm_status tell_same(struct syncing *s,
                                const struct jm_row *calendar)
{
    struct jm_app *app = s->app;
    const char *host = jm_row_string(calendar, JM_calendar_collectivity);
    const char *etag = jm_row_string(calendar, JM_calendar_etag);
    const char *modified = jm_row_string(calendar, JM_calendar_last_modified);
    if (s->list) {
        json_t *object = json_object();
        jm_json_set(object, "calendar", json_string(calendar->id));
        jm_json_set(object, "host", json_string(host));
        jm_json_set(object, "state", json_string("unchanged"));
        json_array_append_new(s->list, object);
    } else {
        jm_app_say(app, JM_SAY_SYNC_SAME, calendar->id, host, NULL);
    }
    const struct jm_fetch_note note = {
        .at = jm_row_integer(calendar, JM_calendar_fetched_at),
        .etag = etag,
        .last_modified = modified};
    if (jm_row_is_null(calendar, JM_calendar_failure) ||
        jm_app_option(app, "dry-run"))
        return JM_OK;
    return jm_store_note_fetch(app->store, calendar->id, &note, &app->err);
}

static enum jm_status take(struct syncing *s, const struct jm_row *calendar,
                           const struct jm_fetched *fetched)
{
    struct jm_app *app = s->app;
    struct jm_imported imported = JM_IMPORTED_INIT;
    struct jm_text why = JM_TEXT_INIT;
    struct jm_import import = {
        .name = calendar->id,
        .host = jm_row_string(calendar, JM_calendar_collectivity),
        .calendar = calendar->id};
    const struct jm_import_as as = {.is_trial =
                                        jm_app_option(app, "dry-run") != NULL};
    jm_say(&why, app->lang, JM_SAY_IMPORT_WHY, calendar->id, NULL);
    import.why = jm_text_get(&why);
    enum jm_status status =
        jm_import_run(app, &import, &as, &fetched->bytes, &imported);
    if (!status)
        status = note_read(s, calendar, fetched);
    if (!status && s->list) {
        json_t *object = jm_imported_json(app, &import, &imported);
        jm_json_set(object, "state", json_string("read"));
        json_array_append_new(s->list, object);
    } else if (!status) {
        jm_imported_tell(app, &import, &imported);
    }
    jm_imported_clear(&imported);
    jm_text_clear(&why);
    return status;
}

/* What failed is told and kept with the calendar; the others go on. */
static enum jm_status tell_failure(struct syncing *s,
                                   const struct jm_row *calendar)
{
    struct jm_app *app = s->app;
    struct jm_text why = JM_TEXT_INIT;
    struct jm_fetch_note note = {.at = app->world->now};
    struct jm_error failed = app->err;
    int code = jm_app_exit(failed.status);
    jm_error_clear(&app->err);
    jm_error_say(&failed, app->lang, &why);
    note.failure = jm_text_get(&why);
    jm_app_remark(app, JM_SAY_SYNC_FAILED, calendar->id, note.failure, NULL);
    if (s->list) {
        json_t *object = json_object();
        jm_json_set(object, "calendar", json_string(calendar->id));
        jm_json_set(
            object, "host",
            jm_json_text(jm_row_string(calendar, JM_calendar_collectivity)));
        jm_json_set(object, "state", json_string("failed"));
        jm_json_set(object, "error",
                    json_string(jm_message_name(failed.message)));
        jm_json_set(object, "message", json_string(note.failure));
        json_array_append_new(s->list, object);
    }
    if (code > s->code)
        s->code = code;
    enum jm_status status =
        jm_app_option(app, "dry-run")
            ? JM_OK
            : jm_store_note_fetch(app->store, calendar->id, &note, &app->err);
    jm_text_clear(&why);
    return status;
}

static enum jm_status sync_one(struct syncing *s, const struct jm_row *calendar)
{
    struct jm_fetched fetched = JM_FETCHED_INIT;
    enum jm_status status = fetch(s, calendar, &fetched);
    if (!status)
        status = fetched.unchanged ? tell_same(s, calendar)
                                   : take(s, calendar, &fetched);
    jm_fetched_clear(&fetched);
    return status == JM_INVALID || status == JM_REFUSED
               ? tell_failure(s, calendar)
               : status;
}

/* ---- all of them ---- */

struct ids {
    char **all;
    size_t count, room;
    bool failed;
};

static void keep_id(void *data, const char *id)
{
    struct ids *ids = data;
    if (ids->count == ids->room) {
        size_t room = ids->room ? ids->room * 2 : 16;
        void *all = realloc(ids->all, room * sizeof *ids->all);
        ids->failed |= !all;
        if (!all)
            return;
        ids->all = all;
        ids->room = room;
    }
    ids->all[ids->count] = strdup(id);
    ids->failed |= !ids->all[ids->count];
    ids->count += ids->all[ids->count] != NULL;
}

/* Those that are named, else all. */
static enum jm_status find_calendars(struct jm_app *app, struct ids *ids)
{
    const struct jm_noun *noun = jm_noun(JM_NOUN_CALENDAR);
    enum jm_status status = JM_OK;
    if (!app->args.count)
        status = jm_store_ids(app->store, noun, "", INT32_MAX, keep_id, ids,
                              &app->err);
    for (int i = 0; i < app->args.count && !status; i++) {
        struct jm_row row = JM_ROW_INIT;
        status = jm_door_row(app, noun, app->args.words[i], &row);
        if (!status)
            keep_id(ids, row.id);
        jm_row_clear(&row);
    }
    return !status && ids->failed ? jm_fail_memory(&app->err) : status;
}

static enum jm_status sync_all(struct syncing *s, const struct ids *ids)
{
    struct jm_app *app = s->app;
    enum jm_status status = JM_OK;
    for (size_t i = 0; i < ids->count && !status; i++) {
        struct jm_row row = JM_ROW_INIT;
        status = jm_progress_ask(app);
        if (!status)
            status = jm_store_get(app->store, jm_noun(JM_NOUN_CALENDAR),
                                  ids->all[i], &row, &app->err);
        if (!status)
            status = sync_one(s, &row);
        jm_row_clear(&row);
    }
    return status;
}

int jm_run_sync(struct jm_app *app)
{
    struct syncing s = {.app = app, .code = JM_EXIT_FINE};
    struct ids ids = {.all = NULL};
    enum jm_status status = jm_import_size(app, &s.most);
    if (!status)
        status = jm_app_open(app, JM_STORE_WRITE);
    if (!status)
        status = find_calendars(app, &ids);
    s.list = app->json ? json_array() : NULL;
    if (!status && !ids.count)
        jm_app_remark(app, JM_SAY_SYNC_NONE, NULL);
    if (!status)
        status = sync_all(&s, &ids);
    if (!status && app->json)
        jm_json_print(app, json_pack("{s:O}", "calendars", s.list));
    json_decref(s.list);
    for (size_t i = 0; i < ids.count; i++)
        free(ids.all[i]);
    free(ids.all);
    return status ? jm_app_fail(app) : s.code;
}
