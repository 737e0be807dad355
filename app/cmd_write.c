/* add, edit, cancel: one row, one change. */
#include "commands.h"
#include "json.h"
#include "told.h"
#include <jumelage/sentence.h>
#include <stdlib.h>
#include <string.h>

const struct jm_option jm_add_options[] = {
    {"why", 0, "TEXT", JM_SAY_OPTION_WHY}, {NULL, 0, NULL, JM_SAY_NOTHING}};
const struct jm_option jm_edit_options[] = {
    {"why", 0, "TEXT", JM_SAY_OPTION_WHY},
    {"if-version", 0, "N", JM_SAY_OPTION_IF_VERSION},
    {"host", 0, "ID", JM_SAY_OPTION_EDIT_HOST},
    {NULL, 0, NULL, JM_SAY_NOTHING}};
const struct jm_option jm_cancel_options[] = {
    {"why", 0, "TEXT", JM_SAY_OPTION_CANCEL_WHY},
    {NULL, 0, NULL, JM_SAY_NOTHING}};

/* What a finished write tells. */
static void tell_done(const struct jm_app *app, enum jm_message message,
                      const struct jm_row *row, int64_t number)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add_int(&text, number);
    if (app->json) {
        json_t *object = json_object();
        jm_json_set(object, "change", json_integer(number));
        jm_json_set(object, "noun", json_string(row->noun->name));
        jm_json_set(object, "id", json_string(row->id));
        jm_json_print(app, object);
    } else {
        jm_app_say(app, message, row->noun->label[app->lang], row->id,
                   jm_text_get(&text), NULL);
    }
    jm_text_clear(&text);
}

/* More than these nobody reads after a write. */
#define CLASHES_TOLD 10

static void tell_clash(const struct jm_app *app, const struct jm_plan *plan,
                       const struct jm_told *told)
{
    struct jm_text sentence = JM_TEXT_INIT;
    if (told->state == JM_WAIVER_ACCEPTED)
        return;
    jm_sentence(&sentence, app->lang, plan, told->finding);
    jm_app_remark(app, JM_SAY_WRITE_CLASH, told->finding->rule->id,
                  jm_text_get(&sentence), NULL);
    jm_text_clear(&sentence);
}

/* After an event was written, or who takes part in it: what it clashes with
 * now. The write stands all the same: clashes are for people to weigh. */
static void tell_findings(struct jm_app *app, const struct jm_row *row)
{
    const char *uid = row->noun->id == JM_NOUN_EVENT ? row->id
                      : row->noun->id == JM_NOUN_PARTICIPANT
                          ? jm_row_string(row, JM_participant_event)
                          : NULL;
    if (!uid)
        return;
    size_t left =
        jm_told_of_event(app, uid, JM_WARNING, CLASHES_TOLD, tell_clash);
    if (!left)
        return;
    char number[24];
    snprintf(number, sizeof number, "%zu", left);
    jm_app_remark(app, JM_SAY_WRITE_CLASHES_MORE, number, uid, NULL);
}

static enum jm_status begin(struct jm_app *app, struct jm_change **change)
{
    struct jm_author author = jm_app_author(app);
    return jm_change_begin(change, app->store, &author, &app->err);
}

/* Sets the fields given as words from `first` on. */
static enum jm_status assign(struct jm_app *app, struct jm_row *row, int first)
{
    enum jm_status status = JM_OK;
    bool *given = calloc((size_t)row->noun->count + 1, sizeof *given);
    if (!given)
        return jm_fail_memory(&app->err);
    for (int i = first; i < app->args.count && !status; i++)
        status = jm_door_assign(app, row, app->args.words[i], given);
    free(given);
    return status;
}

int jm_run_add(struct jm_app *app)
{
    const struct jm_noun *noun = NULL;
    struct jm_row row = JM_ROW_INIT;
    struct jm_change *change = NULL;
    int64_t number = 0;
    int first = 1;
    if (!app->args.count)
        return jm_app_usage(app, JM_SAY_NOUN_MISSING, NULL);
    enum jm_status status = jm_door_noun(app, app->args.words[0], &noun);
    if (!status && noun->id == JM_NOUN_WAIVER)
        status =
            jm_fail(&app->err, JM_INVALID, "waiver", JM_SAY_WAIVER_ADD, NULL);
    if (!status)
        status = jm_row_init(&row, noun, &app->err);
    if (!status && app->args.count > 1 && !strchr(app->args.words[1], '=')) {
        status = jm_door_set(app, &row, "id", app->args.words[1]);
        first = 2;
    }
    if (!status)
        status = assign(app, &row, first);
    if (!status)
        status = jm_app_open(app, JM_STORE_WRITE);
    if (!status)
        status = jm_door_settle(app, &row);
    if (!status)
        status = begin(app, &change);
    if (!status)
        status = jm_change_add(change, &row, &app->err);
    if (!status) {
        status = jm_change_commit(change, &number, &app->err);
        change = NULL;
    }
    jm_change_free(change);
    int code = status ? jm_app_fail(app) : JM_EXIT_FINE;
    if (!status) {
        tell_done(app, JM_SAY_ADDED, &row, number);
        tell_findings(app, &row);
    }
    jm_row_clear(&row);
    return code;
}

/* A change of a field that an id is made of would make the id lie. */
static enum jm_status check_keys(struct jm_app *app, const struct jm_row *row,
                                 const struct jm_row *before)
{
    int key;
    for (int i = 0; (key = jm_noun_key(row->noun, i)) >= 0; i++)
        if (!jm_value_equals(&row->values[key], &before->values[key]))
            return jm_fail(&app->err, JM_INVALID, "id", JM_SAY_FIELD_OF_ID,
                           row->noun->fields[key].name, NULL);
    return JM_OK;
}

static enum jm_status read_version(struct jm_app *app, struct jm_row *row)
{
    const char *text = jm_app_option(app, "if-version");
    char *end = NULL;
    row->version = 0;
    if (!text)
        return JM_OK;
    row->version = strtoll(text, &end, 10);
    if (*text && !*end && row->version > 0)
        return JM_OK;
    return jm_fail(&app->err, JM_INVALID, "if-version", JM_SAY_NOT_WHOLE,
                   "--if-version", text, NULL);
}

/* Writes a changed row; *number stays 0 when nothing differs. */
static enum jm_status put(struct jm_app *app, const struct jm_row *row,
                          int64_t *number)
{
    struct jm_change *change = NULL;
    enum jm_status status = begin(app, &change);
    if (!status)
        status = jm_change_put(change, row, NULL, &app->err);
    if (!status)
        return jm_change_commit(change, number, &app->err);
    jm_change_free(change);
    return status;
}

/* What was read of a calendar is none of another address. */
static void forget_read(struct jm_row *row, const struct jm_row *before)
{
    if (row->noun->id != JM_NOUN_CALENDAR ||
        jm_value_equals(&row->values[JM_calendar_url],
                        &before->values[JM_calendar_url]))
        return;
    jm_row_set_null(row, JM_calendar_etag);
    jm_row_set_null(row, JM_calendar_last_modified);
    jm_row_set_null(row, JM_calendar_fetched_at);
}

/* What was typed, in a row that is ready to be stored. */
static enum jm_status change_fields(struct jm_app *app, struct jm_row *row,
                                    const struct jm_row *before, int first)
{
    enum jm_status status = assign(app, row, first);
    if (!status && strcmp(row->id, before->id) != 0)
        status = jm_fail(&app->err, JM_INVALID, "id", JM_SAY_FIELD_OF_ID, "id",
                         NULL);
    if (!status)
        status = check_keys(app, row, before);
    if (!status)
        forget_read(row, before);
    if (!status)
        status = jm_door_settle(app, row);
    return status ? status : read_version(app, row);
}

static int edit_row(struct jm_app *app)
{
    struct jm_row row = JM_ROW_INIT, before = JM_ROW_INIT;
    int64_t number = 0;
    int first = 0;
    enum jm_status status = jm_app_open(app, JM_STORE_WRITE);
    if (!status)
        status = jm_door_named(app, &row, &first);
    if (!status && first == app->args.count)
        status = jm_fail(&app->err, JM_INVALID, "fields",
                         JM_SAY_NOTHING_TO_EDIT, NULL);
    if (!status)
        status = jm_row_copy(&before, &row, &app->err);
    if (!status)
        status = change_fields(app, &row, &before, first);
    if (!status)
        status = put(app, &row, &number);
    int code = status ? jm_app_fail(app) : JM_EXIT_FINE;
    if (!status && !number) {
        jm_app_remark(app, JM_SAY_NOTHING_CHANGED, NULL);
    } else if (!status) {
        tell_done(app, JM_SAY_EDITED, &row, number);
        tell_findings(app, &row);
    }
    jm_row_clear(&row);
    jm_row_clear(&before);
    return code;
}

int jm_run_edit(struct jm_app *app)
{
    if (jm_rules_are_named(app))
        return jm_rules_edit(app);
    if (jm_app_option(app, "host"))
        return jm_app_usage(app, JM_SAY_OPTION_NOT_HERE, "host",
                            app->args.count ? app->args.words[0] : "edit",
                            NULL);
    return edit_row(app);
}

static enum jm_status cancel_event(struct jm_app *app, struct jm_row *row,
                                   int64_t *number)
{
    const char *why = jm_app_option(app, "why");
    if (!why || !*why)
        return jm_fail(&app->err, JM_INVALID, "why", JM_SAY_CANCEL_NO_REASON,
                       NULL);
    const char *status_now = jm_row_string(row, JM_event_status);
    if (strcmp(status_now, jm_choice_word(JM_SET_event_status, JM_CANCELLED)) ==
        0)
        return jm_fail(&app->err, JM_REFUSED, "status", JM_SAY_CANCEL_TWICE,
                       row->id, NULL);
    enum jm_status status = jm_door_set(app, row, "status", "cancelled");
    if (!status)
        status = jm_door_set(app, row, "cancel_reason", why);
    if (!status)
        status = jm_door_settle(app, row);
    row->version = 0;
    return status ? status : put(app, row, number);
}

static enum jm_status remove_row(struct jm_app *app, const struct jm_row *row,
                                 int64_t *number)
{
    struct jm_change *change = NULL;
    enum jm_status status = begin(app, &change);
    if (!status)
        status = jm_change_remove(change, row->noun, row->id, &app->err);
    if (!status)
        return jm_change_commit(change, number, &app->err);
    jm_change_free(change);
    return status;
}

int jm_run_cancel(struct jm_app *app)
{
    struct jm_row row = JM_ROW_INIT;
    int64_t number = 0;
    int next = 0;
    bool is_event = false;
    enum jm_status status = jm_app_open(app, JM_STORE_WRITE);
    if (!status)
        status = jm_door_named(app, &row, &next);
    if (!status && next < app->args.count)
        status = jm_fail(&app->err, JM_INVALID, "words", JM_SAY_WORD_TOO_MANY,
                         app->args.words[next], NULL);
    if (!status) {
        is_event = row.noun->id == JM_NOUN_EVENT;
        status = is_event ? cancel_event(app, &row, &number)
                          : remove_row(app, &row, &number);
    }
    int code = status ? jm_app_fail(app) : JM_EXIT_FINE;
    if (!status)
        tell_done(app, is_event ? JM_SAY_CANCELLED_EVENT : JM_SAY_REMOVED, &row,
                  number);
    jm_row_clear(&row);
    return code;
}
