/* Rules as a plan sets them: their severity and parameters, for the whole plan
 * or for one host and its parts. Each is a `setting` row. */
#ifndef JM_APP_TUNE_H
#define JM_APP_TUNE_H

#include "app.h"
#include <jumelage/rule.h>

/* What is set of a rule: a parameter by its place, or its severity. */
#define JM_TUNE_SEVERITY (-1)

/* "severity", "margin_minutes". */
const char *jm_tune_name(const struct jm_rule *rule, int what);
/* How many parameters a rule has. */
int jm_tune_count(const struct jm_rule *rule);
/* The unit that a parameter's name ends in: "minutes"; "" for none. */
const char *jm_tune_unit(const char *name);

/* The value as a person reads it: "avertissement", "30 min". */
void jm_tune_say(struct jm_text *out, enum jm_lang lang,
                 const struct jm_rule *rule, int what, int64_t value);

/* Reads a name and what was typed for it. Severities are read in the three
 * languages, also "block"; numbers must be within the limits. *standard is set
 * when nothing, or the word "standard", was typed: the setting goes.
 * JM_INVALID says what would do. */
enum jm_status jm_tune_read(const struct jm_rule *rule, const char *name,
                            const char *typed, enum jm_lang lang, int *what,
                            int64_t *value, bool *standard,
                            struct jm_error *err);

/* The value as a setting row holds it: "warning", "30". */
void jm_tune_write(struct jm_text *out, int what, int64_t value);

/* Checks a setting row and writes its value as it is kept. */
enum jm_status jm_tune_settle(struct jm_row *setting, enum jm_lang lang,
                              struct jm_error *err);

/* The rule of an id; JM_NOT_FOUND suggests the nearest one. */
enum jm_status jm_tune_rule(const char *id, const struct jm_rule **rule,
                            struct jm_error *err);

/* All settings of a plan, and one host with the territories around it. */
struct jm_tuning {
    struct jm_row *settings;
    size_t count;
    struct jm_row *hosts; /* the host first; none for the whole plan */
    size_t n_hosts;
};

#define JM_TUNING_INIT                                                         \
    {                                                                          \
        NULL, 0, NULL, 0                                                       \
    }

/* Reads them through app->store; host is NULL for the whole plan. Ended by
 * jm_tuning_clear(), also after a failure. */
enum jm_status jm_tuning_read(struct jm_app *app, const char *host,
                              struct jm_tuning *out);
void jm_tuning_clear(struct jm_tuning *tuning);

/* A value in force, and who set it. */
struct jm_tuned {
    int64_t value, standard;
    bool is_set;
    const struct jm_row *host; /* NULL where the whole plan has it set */
};
struct jm_tuned jm_tuning_get(const struct jm_tuning *tuning,
                              const struct jm_rule *rule, int what);

#endif
