#include "tune.h"
#include "door.h"
#include <stdlib.h>
#include <string.h>

const char *jm_tune_name(const struct jm_rule *rule, int what)
{
    return what == JM_TUNE_SEVERITY ? "severity" : rule->parameters[what].name;
}

int jm_tune_count(const struct jm_rule *rule)
{
    int count = 0;
    while (count < JM_RULE_PARAMETERS && rule->parameters[count].name)
        count++;
    return count;
}

static const struct unit {
    const char *name;
    enum jm_message message;
} units[] = {
    {"minutes", JM_SAY_UNIT_MINUTES}, {"hours", JM_SAY_UNIT_HOURS},
    {"days", JM_SAY_UNIT_DAYS},       {"weeks", JM_SAY_UNIT_WEEKS},
    {"years", JM_SAY_UNIT_YEARS},     {"kilometres", JM_SAY_UNIT_KILOMETRES},
    {"percent", JM_SAY_UNIT_PERCENT}, {"", JM_SAY_UNIT_NONE}};

static const struct unit *unit_of(const char *name)
{
    const char *end = strrchr(name, '_');
    const struct unit *unit = units;
    end = end ? end + 1 : name;
    while (*unit->name && strcmp(unit->name, end) != 0)
        unit++;
    return unit;
}

const char *jm_tune_unit(const char *name)
{
    return unit_of(name)->name;
}

void jm_tune_say(struct jm_text *out, enum jm_lang lang,
                 const struct jm_rule *rule, int what, int64_t value)
{
    char number[24];
    if (what == JM_TUNE_SEVERITY) {
        jm_text_add(out, jm_choice_name(JM_SET_severity, (int)value, lang));
        return;
    }
    snprintf(number, sizeof number, "%lld", (long long)value);
    jm_say(out, lang, unit_of(rule->parameters[what].name)->message, number,
           NULL);
}

void jm_tune_write(struct jm_text *out, int what, int64_t value)
{
    if (what == JM_TUNE_SEVERITY)
        jm_text_add(out, jm_severity_word((enum jm_severity)value));
    else
        jm_text_add_int(out, value);
}

/* ---- what is typed ---- */

static enum jm_status find_name(const struct jm_rule *rule, const char *name,
                                int *what, struct jm_error *err)
{
    int count = jm_tune_count(rule);
    for (*what = JM_TUNE_SEVERITY; *what < count; ++*what)
        if (strcmp(jm_tune_name(rule, *what), name) == 0)
            return JM_OK;
    struct jm_text names = JM_TEXT_INIT;
    for (int i = JM_TUNE_SEVERITY; i < count; i++)
        jm_text_addf(&names, "%s%s", names.length ? ", " : "",
                     jm_tune_name(rule, i));
    jm_fail(err, JM_INVALID, name, JM_SAY_RULE_NO_PARAMETER, rule->id, name,
            jm_text_get(&names), NULL);
    jm_text_clear(&names);
    return JM_INVALID;
}

static enum jm_status read_severity(const char *typed, enum jm_lang lang,
                                    int64_t *value, struct jm_error *err)
{
    *value = jm_text_same_word(typed, "block")
                 ? JM_BLOCKING
                 : jm_choice_value(JM_SET_severity, typed);
    if (*value >= 0)
        return JM_OK;
    struct jm_text words = JM_TEXT_INIT;
    for (int i = JM_BLOCKING; i >= JM_IGNORE; i--) {
        const char *word = jm_severity_word((enum jm_severity)i);
        const char *name = jm_choice_name(JM_SET_severity, i, lang);
        jm_text_addf(&words, "%s%s", words.length ? ", " : "", word);
        if (strcmp(word, name) != 0)
            jm_text_addf(&words, " (%s)", name);
    }
    jm_fail(err, JM_INVALID, typed, JM_SAY_NOT_CHOICE, "severity", typed,
            jm_text_get(&words), NULL);
    jm_text_clear(&words);
    return JM_INVALID;
}

static enum jm_status read_number(const struct jm_parameter *parameter,
                                  const char *typed, int64_t *value,
                                  struct jm_error *err)
{
    size_t digits = strspn(typed + (*typed == '-'), "0123456789");
    char least[24], most[24];
    if (!digits || typed[digits + (*typed == '-')])
        return jm_fail(err, JM_INVALID, typed, JM_SAY_NOT_WHOLE,
                       parameter->name, typed, NULL);
    *value = strtoll(typed, NULL, 10); /* past its range: the nearest end */
    if (*value >= parameter->least && *value <= parameter->most)
        return JM_OK;
    snprintf(least, sizeof least, "%lld", (long long)parameter->least);
    snprintf(most, sizeof most, "%lld", (long long)parameter->most);
    return jm_fail(err, JM_INVALID, typed, JM_SAY_OUT_OF_RANGE, parameter->name,
                   typed, least, most, NULL);
}

static bool is_standard(const char *typed)
{
    for (int lang = 0; lang < JM_LANGS; lang++)
        if (jm_text_same_word(typed, jm_message_template(JM_SAY_RULE_STANDARD,
                                                         (enum jm_lang)lang)))
            return true;
    return !*typed;
}

enum jm_status jm_tune_read(const struct jm_rule *rule, const char *name,
                            const char *typed, enum jm_lang lang, int *what,
                            int64_t *value, bool *standard,
                            struct jm_error *err)
{
    enum jm_status status = find_name(rule, name, what, err);
    *standard = is_standard(typed);
    if (status || *standard)
        return status;
    return *what == JM_TUNE_SEVERITY
               ? read_severity(typed, lang, value, err)
               : read_number(&rule->parameters[*what], typed, value, err);
}

enum jm_status jm_tune_rule(const char *id, const struct jm_rule **rule,
                            struct jm_error *err)
{
    struct jm_nearest nearest;
    *rule = jm_rule_find(id);
    if (*rule)
        return JM_OK;
    jm_nearest_begin(&nearest, id);
    for (const struct jm_rule *const *r = jm_rules; *r; r++)
        jm_nearest_offer(&nearest, (*r)->id);
    return jm_fail(err, JM_NOT_FOUND, id, JM_SAY_RULE_UNKNOWN, id,
                   jm_nearest_get(&nearest), NULL);
}

enum jm_status jm_tune_settle(struct jm_row *setting, enum jm_lang lang,
                              struct jm_error *err)
{
    const struct jm_rule *rule = NULL;
    const char *id = jm_row_string(setting, JM_setting_rule);
    const char *name = jm_row_string(setting, JM_setting_parameter);
    const char *typed = jm_row_string(setting, JM_setting_value);
    int what = JM_TUNE_SEVERITY;
    int64_t value = 0;
    bool standard = false;
    struct jm_text kept = JM_TEXT_INIT;
    if (!id || !name || !typed)
        return JM_OK; /* told as missing fields */
    enum jm_status status = jm_tune_rule(id, &rule, err);
    if (!status)
        status = jm_tune_read(rule, name, typed, lang, &what, &value, &standard,
                              err);
    if (!status && standard)
        value = what == JM_TUNE_SEVERITY ? (int64_t)rule->severity
                                         : rule->parameters[what].standard;
    if (!status) {
        jm_tune_write(&kept, what, value);
        status = jm_row_set_string(setting, JM_setting_value,
                                   jm_text_get(&kept), err);
    }
    jm_text_clear(&kept);
    return status;
}

/* ---- what is in force ---- */

static enum jm_status keep(struct jm_row **rows, size_t *count,
                           const struct jm_row *row, struct jm_error *err)
{
    struct jm_row *grown = realloc(*rows, (*count + 1) * sizeof *grown);
    if (!grown)
        return jm_fail_memory(err);
    *rows = grown;
    grown[*count] = (struct jm_row)JM_ROW_INIT;
    return jm_row_copy(&grown[(*count)++], row, err);
}

/* Territories do not lie in a circle: the store sees to it. */
static enum jm_status read_hosts(struct jm_app *app, const char *host,
                                 struct jm_tuning *out)
{
    const struct jm_noun *noun = jm_noun(JM_NOUN_COLLECTIVITY);
    struct jm_row row = JM_ROW_INIT;
    enum jm_status status = jm_door_row(app, noun, host, &row);
    while (!status) {
        status = keep(&out->hosts, &out->n_hosts, &row, &app->err);
        const char *parent = jm_row_string(&row, JM_collectivity_parent);
        if (status || !parent)
            break;
        char *above = strdup(parent);
        status = above ? jm_store_get(app->store, noun, above, &row, &app->err)
                       : jm_fail_memory(&app->err);
        free(above);
    }
    jm_row_clear(&row);
    return status;
}

enum jm_status jm_tuning_read(struct jm_app *app, const char *host,
                              struct jm_tuning *out)
{
    struct jm_rows *rows = NULL;
    struct jm_row row = JM_ROW_INIT;
    enum jm_status status = host ? read_hosts(app, host, out) : JM_OK;
    if (!status)
        status = jm_rows_open(&rows, app->store, jm_noun(JM_NOUN_SETTING), -1,
                              NULL, &app->err);
    while (!status && !(status = jm_rows_next(rows, &row, &app->err)))
        status = keep(&out->settings, &out->count, &row, &app->err);
    jm_rows_free(rows);
    jm_row_clear(&row);
    return status == JM_END ? JM_OK : status;
}

static void clear_rows(struct jm_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        jm_row_clear(&rows[i]);
    free(rows);
}

void jm_tuning_clear(struct jm_tuning *tuning)
{
    clear_rows(tuning->settings, tuning->count);
    clear_rows(tuning->hosts, tuning->n_hosts);
    *tuning = (struct jm_tuning)JM_TUNING_INIT;
}

/* The value set for exactly that host, NULL for the whole plan. */
static const char *find(const struct jm_tuning *tuning, const char *rule,
                        const char *name, const char *host)
{
    for (size_t i = 0; i < tuning->count; i++) {
        const struct jm_row *row = &tuning->settings[i];
        const char *of = jm_row_string(row, JM_setting_collectivity);
        if (strcmp(jm_row_string(row, JM_setting_rule), rule) == 0 &&
            strcmp(jm_row_string(row, JM_setting_parameter), name) == 0 &&
            (host ? of && strcmp(of, host) == 0 : !of))
            return jm_row_string(row, JM_setting_value);
    }
    return NULL;
}

static int64_t value_of(const struct jm_rule *rule, int what, const char *kept)
{
    int severity = jm_severity_value(kept);
    if (what != JM_TUNE_SEVERITY)
        return strtoll(kept, NULL, 10);
    return severity < 0 ? (int64_t)rule->severity : severity;
}

struct jm_tuned jm_tuning_get(const struct jm_tuning *tuning,
                              const struct jm_rule *rule, int what)
{
    const char *name = jm_tune_name(rule, what);
    struct jm_tuned tuned = {.standard = what == JM_TUNE_SEVERITY
                                             ? (int64_t)rule->severity
                                             : rule->parameters[what].standard};
    for (size_t i = 0; i <= tuning->n_hosts; i++) {
        const struct jm_row *host =
            i < tuning->n_hosts ? &tuning->hosts[i] : NULL;
        const char *kept = find(tuning, rule->id, name, host ? host->id : NULL);
        if (!kept)
            continue;
        tuned.value = value_of(rule, what, kept);
        tuned.is_set = true;
        tuned.host = host;
        return tuned;
    }
    tuned.value = tuned.standard;
    return tuned;
}
