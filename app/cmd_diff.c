/* diff, and show release: what differs between two versions of the plan. */
#include "changes.h"
#include "columns.h"
#include "commands.h"
#include "json.h"
#include "print.h"
#include "published.h"
#include <stdlib.h>
#include <string.h>

/* A version of the plan: a release, the working plan, or what stood before the
 * first release. */
enum { DRAFT = -1, NOTHING = 0 };

static enum jm_status read_version(struct jm_app *app, const char *word,
                                   int64_t *version)
{
    char *end = NULL;
    *version = DRAFT;
    if (strcmp(word, "draft") == 0)
        return JM_OK;
    *version = strtoll(word, &end, 10);
    if (*word >= '0' && *word <= '9' && !*end && *version > 0)
        return JM_OK;
    return jm_fail(&app->err, JM_INVALID, word, JM_SAY_DIFF_NUMBER, word, NULL);
}

static enum jm_status load(struct jm_app *app, int64_t version,
                           struct jm_plan **plan)
{
    if (version == DRAFT)
        return jm_app_load(app, plan);
    return version == NOTHING ? jm_app_empty_plan(app, plan)
                              : jm_app_load_release(app, version, plan, NULL);
}

/* The two plans and what differs. */
struct comparison {
    struct jm_plan *before, *after;
    struct jm_diff diff;
};

static enum jm_status compare(struct jm_app *app, struct comparison *c,
                              int64_t before, int64_t after)
{
    *c = (struct comparison){NULL, NULL, JM_DIFF_INIT};
    enum jm_status status = load(app, before, &c->before);
    if (!status)
        status = load(app, after, &c->after);
    return status ? status
                  : jm_plan_diff(&c->diff, c->before, c->after, &app->err);
}

static void clear(struct comparison *c)
{
    jm_diff_clear(&c->diff);
    jm_plan_free(c->before);
    jm_plan_free(c->after);
}

static enum jm_status print_text(struct jm_app *app, const struct comparison *c,
                                 bool is_listed)
{
    struct jm_text sums = JM_TEXT_INIT;
    jm_changes_sums(&sums, app, &c->diff);
    if (!sums.length)
        jm_say(&sums, app->lang, JM_SAY_DIFF_NONE, NULL);
    fprintf(app->world->out, "%s\n", jm_text_get(&sums));
    jm_text_clear(&sums);
    return is_listed ? jm_changes_print(app, &c->diff) : JM_OK;
}

static json_t *make_version(int64_t version)
{
    return version == DRAFT ? json_string("draft") : json_integer(version);
}

static enum jm_status print_json(struct jm_app *app, const struct comparison *c,
                                 int64_t before, int64_t after)
{
    json_t *object = json_object();
    jm_json_set(object, "before", make_version(before));
    jm_json_set(object, "after", make_version(after));
    enum jm_status status = jm_changes_json(app, object, &c->diff);
    if (!status)
        jm_json_print(app, json_incref(object));
    json_decref(object);
    return status;
}

int jm_run_diff(struct jm_app *app)
{
    struct comparison c = {NULL, NULL, JM_DIFF_INIT};
    int64_t before = DRAFT, after = DRAFT;
    if (!app->args.count)
        return jm_app_usage(app, JM_SAY_DIFF_MISSING, NULL);
    if (app->args.count > 2)
        return jm_app_usage(app, JM_SAY_WORD_TOO_MANY, app->args.words[2],
                            NULL);
    enum jm_status status = read_version(app, app->args.words[0], &before);
    if (!status && app->args.count > 1)
        status = read_version(app, app->args.words[1], &after);
    if (!status)
        status = compare(app, &c, before, after);
    if (!status)
        status = app->json ? print_json(app, &c, before, after)
                           : print_text(app, &c, true);
    int code = status ? jm_app_fail(app) : JM_EXIT_FINE;
    clear(&c);
    return code;
}

/* ---- show release ---- */

static void print_fields(struct jm_app *app, const struct jm_row *row)
{
    struct jm_text line = JM_TEXT_INIT;
    jm_text_addf(&line, "%s %s", row->noun->label[app->lang], row->id);
    jm_print_tint(app, JM_BOLD, jm_text_get(&line));
    fputc('\n', app->world->out);
    for (int i = 0; i < row->noun->count; i++) {
        struct jm_text value = JM_TEXT_INIT;
        if (i == JM_release_number || jm_row_is_null(row, i))
            continue;
        jm_columns_add(&value, app, row, i);
        jm_text_reset(&line);
        jm_say(&line, app->lang, JM_SAY_LOG_FIELD,
               row->noun->fields[i].label[app->lang], jm_text_get(&value),
               NULL);
        jm_print_paragraph(app, 2, jm_text_get(&line));
        jm_text_clear(&value);
    }
    fputc('\n', app->world->out);
    jm_text_clear(&line);
}

static enum jm_status show_json(struct jm_app *app, const struct jm_row *row,
                                const struct comparison *c)
{
    json_t *object = jm_json_row(row, true);
    enum jm_status status = jm_changes_json(app, object, &c->diff);
    if (!status)
        jm_json_print(app, json_incref(object));
    json_decref(object);
    return status;
}

enum jm_status jm_release_show(struct jm_app *app, const struct jm_row *row)
{
    struct comparison c;
    int64_t number = jm_row_integer(row, JM_release_number);
    enum jm_status status = compare(app, &c, number - 1, number);
    if (!status && app->json) {
        status = show_json(app, row, &c);
    } else if (!status) {
        print_fields(app, row);
        status = print_text(app, &c, number > 1);
    }
    clear(&c);
    return status;
}
