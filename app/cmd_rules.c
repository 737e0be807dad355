/* list rules and edit rule: rules are no rows, what is set of them is. */
#include "columns.h"
#include "commands.h"
#include "json.h"
#include "print.h"
#include "told.h"
#include "tune.h"
#include <stdlib.h>
#include <string.h>

bool jm_rules_are_named(const struct jm_app *app)
{
    const char *word = app->args.count ? app->args.words[0] : "";
    return jm_text_same_word(word, "rule") || jm_text_same_word(word, "rules");
}

/* ---- list ---- */

struct listing {
    struct jm_app *app;
    struct jm_tuning tuning;
    size_t column; /* where summaries begin */
};

/* "Tours", or nothing where the standard holds. */
static void say_setter(struct jm_text *out, struct jm_app *app,
                       const struct jm_tuned *tuned)
{
    if (tuned->is_set && tuned->host)
        jm_columns_add_name(out, app, tuned->host);
    else if (tuned->is_set)
        jm_say(out, app->lang, JM_SAY_RULE_FOR_PLAN, NULL);
}

/* "margin_minutes: 45 min, from 0 to 240; standard: 30 min; set for Tours" */
static void print_value(struct jm_app *app, const struct jm_rule *rule,
                        int what, const struct jm_tuned *tuned, size_t indent)
{
    struct jm_text line = JM_TEXT_INIT, value = JM_TEXT_INIT;
    struct jm_text standard = JM_TEXT_INIT, setter = JM_TEXT_INIT;
    struct jm_text least = JM_TEXT_INIT, most = JM_TEXT_INIT;
    jm_tune_say(&value, app->lang, rule, what, tuned->value);
    if (tuned->value != tuned->standard)
        jm_tune_say(&standard, app->lang, rule, what, tuned->standard);
    if (what != JM_TUNE_SEVERITY) {
        jm_text_add_int(&least, rule->parameters[what].least);
        jm_text_add_int(&most, rule->parameters[what].most);
    }
    say_setter(&setter, app, tuned);
    jm_say(&line, app->lang, JM_SAY_RULE_VALUE, jm_tune_name(rule, what),
           jm_text_get(&value), jm_text_get(&least), jm_text_get(&most),
           jm_text_get(&standard), jm_text_get(&setter), NULL);
    jm_print_paragraph(app, indent, jm_text_get(&line));
    jm_text_clear(&line);
    jm_text_clear(&value);
    jm_text_clear(&standard);
    jm_text_clear(&setter);
    jm_text_clear(&least);
    jm_text_clear(&most);
}

/* Where the whole plan is listed, what a setting says for one host. *host is
 * to be cleared. */
static bool take_of_host(struct listing *l, const struct jm_rule *rule,
                         const struct jm_row *setting, struct jm_row *host,
                         int *what, struct jm_tuned *tuned)
{
    const char *id = jm_row_string(setting, JM_setting_collectivity);
    const char *name = jm_row_string(setting, JM_setting_parameter);
    struct jm_error ignored = JM_ERROR_INIT;
    int count = jm_tune_count(rule);
    if (l->tuning.n_hosts || !id ||
        strcmp(jm_row_string(setting, JM_setting_rule), rule->id) != 0)
        return false;
    *what = JM_TUNE_SEVERITY;
    while (*what < count && strcmp(jm_tune_name(rule, *what), name) != 0)
        ++*what;
    if (*what == count ||
        jm_store_get(l->app->store, jm_noun(JM_NOUN_COLLECTIVITY), id, host,
                     &ignored))
        return false;
    struct jm_tuning of = {l->tuning.settings, l->tuning.count, host, 1};
    *tuned = jm_tuning_get(&of, rule, *what);
    return true;
}

static void print_of_hosts(struct listing *l, const struct jm_rule *rule)
{
    struct jm_row host = JM_ROW_INIT;
    struct jm_tuned tuned;
    int what;
    for (size_t i = 0; i < l->tuning.count; i++)
        if (take_of_host(l, rule, &l->tuning.settings[i], &host, &what, &tuned))
            print_value(l->app, rule, what, &tuned, l->column);
    jm_row_clear(&host);
}

static void print_rule(struct listing *l, const struct jm_rule *rule)
{
    struct jm_app *app = l->app;
    struct jm_text id = JM_TEXT_INIT, text = JM_TEXT_INIT;
    struct jm_tuned severity =
        jm_tuning_get(&l->tuning, rule, JM_TUNE_SEVERITY);
    jm_text_add(&text, "  ");
    jm_text_add(&text, rule->id);
    jm_print_fill(&id, jm_text_get(&text), l->column);
    fputs(jm_text_get(&id), app->world->out);
    jm_text_reset(&text);
    jm_say(&text, app->lang, rule->summary, NULL);
    jm_print_hanging(app, l->column, 140, jm_text_get(&text));
    if (severity.is_set)
        print_value(app, rule, JM_TUNE_SEVERITY, &severity, l->column);
    for (int i = 0; i < jm_tune_count(rule); i++) {
        struct jm_tuned tuned = jm_tuning_get(&l->tuning, rule, i);
        print_value(app, rule, i, &tuned, l->column);
    }
    print_of_hosts(l, rule);
    jm_text_clear(&id);
    jm_text_clear(&text);
}

/* The rules that have this severity where nothing is set. */
static void print_group(struct listing *l, enum jm_severity severity)
{
    if (severity != JM_BLOCKING)
        fputc('\n', l->app->world->out);
    jm_told_severity(l->app, severity);
    fputc('\n', l->app->world->out);
    for (const struct jm_rule *const *rule = jm_rules; *rule; rule++)
        if ((*rule)->severity == severity)
            print_rule(l, *rule);
}

static json_t *make_value(int what, int64_t value)
{
    return what == JM_TUNE_SEVERITY
               ? json_string(jm_severity_word((enum jm_severity)value))
               : json_integer(value);
}

/* Who set it: "standard", "plan", or the host's id. */
static void set_source(json_t *object, const struct jm_tuned *tuned)
{
    jm_json_set(object, "set",
                json_string(!tuned->is_set ? "standard"
                            : tuned->host  ? "host"
                                           : "plan"));
    jm_json_set(object, "host",
                jm_json_text(tuned->host ? tuned->host->id : NULL));
}

static json_t *make_tuned(const struct jm_rule *rule, int what,
                          const struct jm_tuned *tuned)
{
    json_t *object = json_object();
    jm_json_set(object, "name", json_string(jm_tune_name(rule, what)));
    jm_json_set(object, "value", make_value(what, tuned->value));
    jm_json_set(object, "standard", make_value(what, tuned->standard));
    if (what != JM_TUNE_SEVERITY) {
        const struct jm_parameter *p = &rule->parameters[what];
        jm_json_set(object, "least", json_integer(p->least));
        jm_json_set(object, "most", json_integer(p->most));
        jm_json_set(object, "unit", jm_json_text(jm_tune_unit(p->name)));
    }
    set_source(object, tuned);
    return object;
}

static json_t *make_of_hosts(struct listing *l, const struct jm_rule *rule)
{
    struct jm_row host = JM_ROW_INIT;
    json_t *list = json_array();
    struct jm_tuned tuned;
    int what;
    for (size_t i = 0; i < l->tuning.count; i++)
        if (take_of_host(l, rule, &l->tuning.settings[i], &host, &what, &tuned))
            json_array_append_new(list, make_tuned(rule, what, &tuned));
    jm_row_clear(&host);
    return list;
}

static json_t *make_rule(struct listing *l, const struct jm_rule *rule)
{
    json_t *object = json_object(), *parameters = json_array();
    struct jm_text text = JM_TEXT_INIT;
    struct jm_tuned severity =
        jm_tuning_get(&l->tuning, rule, JM_TUNE_SEVERITY);
    jm_say(&text, l->app->lang, rule->summary, NULL);
    jm_json_set(object, "id", json_string(rule->id));
    jm_json_set(object, "summary", json_string(jm_text_get(&text)));
    jm_json_set(object, "severity",
                make_tuned(rule, JM_TUNE_SEVERITY, &severity));
    for (int i = 0; i < jm_tune_count(rule); i++) {
        struct jm_tuned tuned = jm_tuning_get(&l->tuning, rule, i);
        json_array_append_new(parameters, make_tuned(rule, i, &tuned));
    }
    jm_json_set(object, "parameters", parameters);
    jm_json_set(object, "hosts", make_of_hosts(l, rule));
    jm_text_clear(&text);
    return object;
}

static json_t *make_rules(struct listing *l)
{
    json_t *all = json_array();
    for (const struct jm_rule *const *rule = jm_rules; *rule; rule++)
        json_array_append_new(all, make_rule(l, *rule));
    return all;
}

static void print_rules(struct listing *l)
{
    for (const struct jm_rule *const *rule = jm_rules; *rule; rule++)
        if (strlen((*rule)->id) + 4 > l->column)
            l->column = strlen((*rule)->id) + 4;
    for (int s = JM_BLOCKING; s > JM_IGNORE; s--)
        print_group(l, (enum jm_severity)s);
}

int jm_rules_list(struct jm_app *app)
{
    struct listing l = {.app = app, .tuning = JM_TUNING_INIT};
    if (app->args.count > 1)
        return jm_app_usage(app, JM_SAY_WORD_TOO_MANY, app->args.words[1],
                            NULL);
    static const char *const others[] = {"from", "until"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (jm_app_option(app, others[i]))
            return jm_app_usage(app, JM_SAY_OPTION_NOT_HERE, others[i],
                                app->args.words[0], NULL);
    enum jm_status status = jm_app_open(app, JM_STORE_READ);
    if (!status)
        status = jm_tuning_read(app, jm_app_option(app, "host"), &l.tuning);
    if (!status && app->json)
        jm_json_print(app, make_rules(&l));
    else if (!status)
        print_rules(&l);
    int code = status ? jm_app_fail(app) : JM_EXIT_FINE;
    jm_tuning_clear(&l.tuning);
    return code;
}

/* ---- edit ---- */

/* What one command sets of one rule. */
struct editing {
    struct jm_app *app;
    const struct jm_rule *rule;
    const char *host; /* NULL: the whole plan */
    bool given[JM_RULE_PARAMETERS + 1];
};

/* The row that "name" of the rule is kept in, with its made id. */
static enum jm_status make_setting(struct editing *e, int what, int64_t value,
                                   struct jm_row *row)
{
    struct jm_text kept = JM_TEXT_INIT;
    struct jm_error *err = &e->app->err;
    jm_tune_write(&kept, what, value);
    enum jm_status status = jm_row_init(row, jm_noun(JM_NOUN_SETTING), err);
    if (!status)
        status = jm_row_set_string(row, JM_setting_rule, e->rule->id, err);
    if (!status && e->host)
        status = jm_row_set_string(row, JM_setting_collectivity, e->host, err);
    if (!status)
        status = jm_row_set_string(row, JM_setting_parameter,
                                   jm_tune_name(e->rule, what), err);
    if (!status)
        status =
            jm_row_set_string(row, JM_setting_value, jm_text_get(&kept), err);
    if (!status)
        status = jm_door_settle(e->app, row);
    jm_text_clear(&kept);
    return status;
}

static enum jm_status write_setting(struct editing *e, struct jm_change *change,
                                    int what, int64_t value, bool standard)
{
    struct jm_row row = JM_ROW_INIT;
    struct jm_error *err = &e->app->err;
    if (standard)
        value = what == JM_TUNE_SEVERITY ? (int64_t)e->rule->severity
                                         : e->rule->parameters[what].standard;
    enum jm_status status = make_setting(e, what, value, &row);
    bool is_there = !status && jm_store_has(e->app->store, row.noun, row.id);
    if (!status && is_there && standard)
        status = jm_change_remove(change, row.noun, row.id, err);
    else if (!status && is_there)
        status = jm_change_put(change, &row, NULL, err);
    else if (!status && !standard)
        status = jm_change_add(change, &row, err);
    jm_row_clear(&row);
    return status;
}

/* "margin_minutes=30" */
static enum jm_status set_word(struct editing *e, struct jm_change *change,
                               const char *word)
{
    struct jm_app *app = e->app;
    const char *equals = strchr(word, '=');
    char name[64];
    int what = JM_TUNE_SEVERITY;
    int64_t value = 0;
    bool standard = false;
    if (!equals || equals == word || (size_t)(equals - word) >= sizeof name)
        return jm_fail(&app->err, JM_INVALID, word, JM_SAY_FIELD_FORM, word,
                       NULL);
    memcpy(name, word, (size_t)(equals - word));
    name[equals - word] = '\0';
    enum jm_status status = jm_tune_read(e->rule, name, equals + 1, app->lang,
                                         &what, &value, &standard, &app->err);
    if (status)
        return status;
    if (e->given[what + 1])
        return jm_fail(&app->err, JM_INVALID, name, JM_SAY_FIELD_TWICE, name,
                       NULL);
    e->given[what + 1] = true;
    return write_setting(e, change, what, value, standard);
}

static enum jm_status write_all(struct editing *e, int64_t *number)
{
    struct jm_app *app = e->app;
    struct jm_author author = jm_app_author(app);
    struct jm_change *change = NULL;
    enum jm_status status =
        jm_change_begin(&change, app->store, &author, &app->err);
    for (int i = 2; !status && i < app->args.count; i++)
        status = set_word(e, change, app->args.words[i]);
    if (!status)
        return jm_change_commit(change, number, &app->err);
    jm_change_free(change);
    return status;
}

/* What is in force now, of what was set. */
static void tell_done(struct editing *e, const struct jm_tuning *tuning,
                      int64_t number)
{
    struct jm_app *app = e->app;
    struct jm_text change = JM_TEXT_INIT, host = JM_TEXT_INIT;
    jm_text_add_int(&change, number);
    if (tuning->n_hosts)
        jm_columns_add_name(&host, app, &tuning->hosts[0]);
    if (app->json) {
        json_t *object = json_object();
        jm_json_set(object, "change", json_integer(number));
        jm_json_set(object, "noun", json_string("rule"));
        jm_json_set(object, "id", json_string(e->rule->id));
        jm_json_set(object, "host", jm_json_text(e->host));
        jm_json_print(app, object);
    } else if (number) {
        jm_app_say(app, JM_SAY_RULE_SET, e->rule->id, jm_text_get(&host),
                   jm_text_get(&change), NULL);
    } else {
        jm_app_remark(app, JM_SAY_NOTHING_CHANGED, NULL);
    }
    for (int i = JM_TUNE_SEVERITY; !app->json && i < jm_tune_count(e->rule);
         i++) {
        struct jm_tuned tuned = jm_tuning_get(tuning, e->rule, i);
        if (e->given[i + 1])
            print_value(app, e->rule, i, &tuned, 2);
    }
    jm_text_clear(&change);
    jm_text_clear(&host);
}

int jm_rules_edit(struct jm_app *app)
{
    struct editing e = {.app = app};
    struct jm_tuning tuning = JM_TUNING_INIT;
    int64_t number = 0;
    if (app->args.count < 2 || strchr(app->args.words[1], '='))
        return jm_app_usage(app, JM_SAY_RULE_MISSING, NULL);
    if (jm_app_option(app, "if-version"))
        return jm_app_usage(app, JM_SAY_OPTION_NOT_HERE, "if-version",
                            app->args.words[0], NULL);
    enum jm_status status =
        jm_tune_rule(app->args.words[1], &e.rule, &app->err);
    if (!status && app->args.count == 2)
        status = jm_fail(&app->err, JM_INVALID, "fields",
                         JM_SAY_NOTHING_TO_EDIT, NULL);
    if (!status)
        status = jm_app_open(app, JM_STORE_WRITE);
    if (!status && jm_app_option(app, "host"))
        status = jm_tuning_read(app, jm_app_option(app, "host"), &tuning);
    e.host = tuning.n_hosts ? tuning.hosts[0].id : NULL;
    if (!status)
        status = write_all(&e, &number);
    int code = status ? jm_app_fail(app) : JM_EXIT_FINE;
    struct jm_tuning now = JM_TUNING_INIT;
    if (!status && !jm_tuning_read(app, e.host, &now))
        tell_done(&e, &now, number);
    jm_tuning_clear(&tuning);
    jm_tuning_clear(&now);
    return code;
}
