/* log and undo. */
#include "commands.h"
#include "days.h"
#include "json.h"
#include "print.h"
#include <stdlib.h>
#include <string.h>

const struct jm_option jm_log_options[] = {
    {"limit", 0, "N", JM_SAY_OPTION_LOG_LIMIT},
    {"full", 0, NULL, JM_SAY_OPTION_LOG_FULL},
    {NULL, 0, NULL, JM_SAY_NOTHING}};
const struct jm_option jm_undo_options[] = {
    {"why", 0, "TEXT", JM_SAY_OPTION_WHY}, {NULL, 0, NULL, JM_SAY_NOTHING}};

/* Rows touched by one change, past which only their number is told. */
#define MANY_ROWS 12

/* "noun edit id", to tell rows apart. */
#define ROW_KEY 240

/* One change while its entries are read. */
struct telling {
    struct jm_app *app;
    bool full;
    struct jm_text lines;     /* told if there are few rows */
    int touched[JM_NOUNS][3]; /* rows added, changed, removed */
    int rows;
    char row[ROW_KEY]; /* the row that the last entry was of */
    json_t *entries;   /* with --json */
};

static bool is_worth_telling(const struct jm_log_entry *entry)
{
    return entry->noun->fields[entry->field].type != JM_TYPE_INSTANT;
}

static void add_value(struct jm_text *out, const struct jm_app *app,
                      const struct jm_log_entry *entry,
                      const struct jm_value *value)
{
    const struct jm_field *field = &entry->noun->fields[entry->field];
    if (value->type == JM_NULL)
        jm_text_add(out, "—");
    else if (field->flags & JM_FIELD_PERSONAL)
        jm_text_add(out, "***");
    else
        jm_value_add_words(out, field, value, app->lang);
}

/* A row that was not yet told of in this change. */
static void tell_row(struct telling *t, const struct jm_log_entry *entry)
{
    static const char *const marks[] = {"+", "~", "-"};
    t->rows++;
    t->touched[entry->noun->id][entry->edit]++;
    jm_text_addf(&t->lines, "    %s %s %s\n", marks[entry->edit],
                 entry->noun->label[t->app->lang], entry->id);
}

static void tell_entry(struct telling *t, const struct jm_log_entry *entry)
{
    char row[ROW_KEY];
    snprintf(row, sizeof row, "%d %d %s", (int)entry->noun->id,
             (int)entry->edit, entry->id);
    if (strcmp(row, t->row) != 0) {
        memcpy(t->row, row, sizeof row);
        tell_row(t, entry);
    }
    if (!is_worth_telling(entry) ||
        (entry->edit != JM_EDIT_CHANGED && !t->full))
        return;
    struct jm_text values = JM_TEXT_INIT;
    if (entry->edit != JM_EDIT_ADDED) {
        add_value(&values, t->app, entry, &entry->before);
        jm_text_add(&values, entry->edit == JM_EDIT_CHANGED ? " → " : "");
    }
    if (entry->edit != JM_EDIT_REMOVED)
        add_value(&values, t->app, entry, &entry->after);
    jm_text_add_repeat(&t->lines, ' ', 8);
    jm_say(&t->lines, t->app->lang, JM_SAY_LOG_FIELD,
           entry->noun->fields[entry->field].label[t->app->lang],
           jm_text_get(&values), NULL);
    jm_text_add_char(&t->lines, '\n');
    jm_text_clear(&values);
}

static json_t *make_value(const struct jm_log_entry *entry,
                          const struct jm_value *value)
{
    const struct jm_field *field = &entry->noun->fields[entry->field];
    if (value->type == JM_NULL)
        return json_null();
    if (field->flags & JM_FIELD_PERSONAL)
        return json_string("***");
    struct jm_text text = JM_TEXT_INIT;
    jm_value_add_text(&text, field, value);
    json_t *made = json_string(jm_text_get(&text));
    jm_text_clear(&text);
    return made;
}

static void add_entry_json(struct telling *t, const struct jm_log_entry *entry)
{
    static const char *const edits[] = {"added", "changed", "removed"};
    json_t *object = json_object();
    jm_json_set(object, "edit", json_string(edits[entry->edit]));
    jm_json_set(object, "noun", json_string(entry->noun->name));
    jm_json_set(object, "id", json_string(entry->id));
    jm_json_set(object, "field",
                json_string(entry->noun->fields[entry->field].name));
    jm_json_set(object, "before", make_value(entry, &entry->before));
    jm_json_set(object, "after", make_value(entry, &entry->after));
    json_array_append_new(t->entries, object);
}

static json_t *make_change(const struct jm_log_entry *entry)
{
    json_t *object = json_object();
    jm_json_set(object, "change", json_integer(entry->change));
    jm_json_set(object, "at", jm_json_utc(entry->at));
    jm_json_set(object, "who", json_string(entry->who));
    jm_json_set(object, "why", jm_json_text(entry->why));
    jm_json_set(object, "undoes",
                entry->undoes ? json_integer(entry->undoes) : json_null());
    jm_json_set(object, "undone_by",
                entry->undone_by ? json_integer(entry->undone_by)
                                 : json_null());
    return object;
}

/* "12  2026-11-23 15:05  marie  « strike »  (undoes 11)", Paris time. */
static void print_head(const struct jm_app *app,
                       const struct jm_log_entry *entry)
{
    const struct jm_zone *paris = jm_zones_get(app->zones, "Europe/Paris");
    struct jm_text head = JM_TEXT_INIT, other = JM_TEXT_INIT;
    struct jm_text at = JM_TEXT_INIT, why = JM_TEXT_INIT;
    jm_wall wall = jm_zone_wall(paris ? paris : &jm_zone_utc, entry->at);
    jm_text_add_wall(&at, wall - wall % 60);
    at.bytes[10] = ' ';
    if (*entry->why)
        jm_say(&why, app->lang, JM_SAY_QUOTED, entry->why, NULL);
    jm_text_addf(&head, "%lld", (long long)entry->change);
    jm_print_tint(app, JM_BOLD, jm_text_get(&head));
    fprintf(app->world->out, "  %s  %s%s%s", jm_text_get(&at), entry->who,
            why.length ? "  " : "", jm_text_get(&why));
    jm_text_add_int(&other, entry->undoes ? entry->undoes : entry->undone_by);
    jm_text_reset(&head);
    if (entry->undoes || entry->undone_by)
        jm_say(&head, app->lang,
               entry->undoes ? JM_SAY_LOG_UNDOES : JM_SAY_LOG_UNDONE,
               jm_text_get(&other), NULL);
    fprintf(app->world->out, "%s%s\n", head.length ? "  " : "",
            jm_text_get(&head));
    jm_text_clear(&head);
    jm_text_clear(&other);
    jm_text_clear(&at);
    jm_text_clear(&why);
}

static void print_counts(const struct telling *t)
{
    static const char *const marks[] = {"+", "~", "-"};
    for (int n = 0; n < JM_NOUNS; n++)
        for (int edit = 0; edit < 3; edit++)
            if (t->touched[n][edit])
                fprintf(t->app->world->out, "    %s %d × %s\n", marks[edit],
                        t->touched[n][edit],
                        jm_noun((enum jm_noun_id)n)->label[t->app->lang]);
}

/* Ends the change at hand: prints what was gathered. */
static void end_change(struct telling *t)
{
    if (!t->entries && t->rows > MANY_ROWS && !t->full)
        print_counts(t);
    else if (!t->entries)
        fputs(jm_text_get(&t->lines), t->app->world->out);
    jm_text_reset(&t->lines);
    memset(t->touched, 0, sizeof t->touched);
    t->rows = 0;
    t->row[0] = '\0';
}

static enum jm_status tell_log(struct jm_app *app, struct jm_log *log,
                               struct telling *t)
{
    struct jm_log_entry entry;
    int64_t change = 0;
    json_t *all = app->json ? json_array() : NULL;
    enum jm_status status;
    while (!(status = jm_log_next(log, &entry, &app->err))) {
        if (entry.change != change) {
            end_change(t);
            change = entry.change;
            if (app->json) {
                json_t *object = make_change(&entry);
                t->entries = json_array();
                jm_json_set(object, "entries", t->entries);
                json_array_append_new(all, object);
            } else {
                print_head(app, &entry);
            }
        }
        if (app->json)
            add_entry_json(t, &entry);
        else
            tell_entry(t, &entry);
    }
    end_change(t);
    if (status == JM_END && app->json)
        jm_json_print(app, json_incref(all));
    else if (status == JM_END && !change)
        jm_app_remark(app, JM_SAY_LOG_EMPTY, NULL);
    json_decref(all);
    return status == JM_END ? JM_OK : status;
}

static enum jm_status read_limit(struct jm_app *app, int *limit)
{
    const char *text = jm_app_option(app, "limit");
    char *end = NULL;
    *limit = 20;
    if (!text)
        return JM_OK;
    long number = strtol(text, &end, 10);
    if (*text && !*end && number >= 0 && number <= 1000000) {
        *limit = (int)number;
        return JM_OK;
    }
    return jm_fail(&app->err, JM_INVALID, "limit", JM_SAY_NOT_WHOLE, "--limit",
                   text, NULL);
}

int jm_run_log(struct jm_app *app)
{
    struct jm_log_filter filter = {0};
    struct jm_row row = JM_ROW_INIT;
    struct jm_log *log = NULL;
    struct telling t = {.app = app, .full = jm_app_option(app, "full")};
    int next = 0;
    enum jm_status status = read_limit(app, &filter.limit);
    if (!status)
        status = jm_app_open(app, JM_STORE_READ);
    if (!status && app->args.count) {
        status = jm_door_named(app, &row, &next);
        filter.noun = row.noun;
        filter.id = row.id;
    }
    if (!status)
        status = jm_log_open(&log, app->store, &filter, &app->err);
    if (!status)
        status = tell_log(app, log, &t);
    int code = status ? jm_app_fail(app) : JM_EXIT_FINE;
    jm_log_free(log);
    jm_text_clear(&t.lines);
    jm_row_clear(&row);
    return code;
}

static enum jm_status read_number(struct jm_app *app, int64_t *number)
{
    const char *text = app->args.count ? app->args.words[0] : NULL;
    char *end = NULL;
    if (!text)
        return JM_OK;
    *number = strtoll(text, &end, 10);
    if (*text && !*end && *number > 0)
        return JM_OK;
    return jm_fail(&app->err, JM_INVALID, "number", JM_SAY_NOT_CHANGE, text,
                   NULL);
}

/* "The last change" means one that a person has made: who undoes right after
 * init does not mean the public holidays. They go when they are named. */
static enum jm_status check_last(struct jm_app *app)
{
    struct jm_log *log = NULL;
    struct jm_log_entry entry;
    const struct jm_log_filter filter = {0};
    enum jm_status status = jm_log_open(&log, app->store, &filter, &app->err);
    while (!status && !(status = jm_log_next(log, &entry, &app->err)))
        if (!entry.undoes && !entry.undone_by)
            break;
    if (!status && strcmp(entry.who, JM_DAYS_AUTHOR) == 0) {
        char number[24];
        snprintf(number, sizeof number, "%lld", (long long)entry.change);
        status = jm_fail(&app->err, JM_REFUSED, "undo", JM_SAY_UNDO_DAYS,
                         number, entry.why, NULL);
    }
    jm_log_free(log);
    return status == JM_END ? JM_OK : status;
}

int jm_run_undo(struct jm_app *app)
{
    struct jm_author author = jm_app_author(app);
    int64_t number = 0, undone = 0, made = 0;
    if (app->args.count > 1)
        return jm_app_usage(app, JM_SAY_WORD_TOO_MANY, app->args.words[1],
                            NULL);
    enum jm_status status = read_number(app, &number);
    if (!status)
        status = jm_app_open(app, JM_STORE_WRITE);
    if (!status && !number)
        status = check_last(app);
    if (!status)
        status = jm_store_undo(app->store, number, &author, &undone, &made,
                               &app->err);
    if (status)
        return jm_app_fail(app);
    if (app->json) {
        jm_json_print(app, json_pack("{s:I,s:I}", "undone", (json_int_t)undone,
                                     "change", (json_int_t)made));
    } else {
        char numbers[2][24];
        snprintf(numbers[0], sizeof numbers[0], "%lld", (long long)undone);
        snprintf(numbers[1], sizeof numbers[1], "%lld", (long long)made);
        jm_app_say(app, JM_SAY_UNDONE, numbers[0], numbers[1], NULL);
    }
    return JM_EXIT_FINE;
}
