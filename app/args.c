/* Command lines: global options, the command, its options and words. */
#include "app.h"
#include <stdlib.h>
#include <string.h>

const struct jm_option jm_global_options[] = {
    {"plan", 'p', "FILE", JM_SAY_OPTION_PLAN},
    {"lang", 0, "LANG", JM_SAY_OPTION_LANG},
    {"as-of", 0, "DAY", JM_SAY_OPTION_AS_OF},
    {"who", 0, "NAME", JM_SAY_OPTION_WHO},
    {"json", 0, NULL, JM_SAY_OPTION_JSON},
    {"help", 'h', NULL, JM_SAY_OPTION_HELP},
    {"version", 0, NULL, JM_SAY_OPTION_VERSION},
    {NULL, 0, NULL, JM_SAY_NOTHING}};

const struct jm_command *jm_command_find(const char *name)
{
    for (const struct jm_command *c = jm_commands; c->name; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

static int place_of(const struct jm_option *options, const char *name,
                    size_t length)
{
    for (int i = 0; options && options[i].name; i++)
        if (strlen(options[i].name) == length &&
            memcmp(options[i].name, name, length) == 0)
            return i;
    return -1;
}

static int place_of_letter(const struct jm_option *options, char letter)
{
    for (int i = 0; options && options[i].name; i++)
        if (options[i].letter == letter)
            return i;
    return -1;
}

const char *jm_app_option(const struct jm_app *app, const char *name)
{
    const struct jm_option *own = app->command ? app->command->options : NULL;
    int place = place_of(own, name, strlen(name));
    if (place >= 0)
        return app->args.values[place];
    place = place_of(jm_global_options, name, strlen(name));
    return place >= 0 ? app->args.globals[place] : NULL;
}

/* Reading one command line. */
struct reading {
    struct jm_app *app;
    int argc, at;
    char **argv;
    bool only_words; /* after -- */
};

static void offer_options(struct jm_nearest *nearest,
                          const struct jm_option *options)
{
    for (int i = 0; options && options[i].name; i++)
        jm_nearest_offer(nearest, options[i].name);
}

static int fail_unknown_option(const struct jm_app *app, const char *word)
{
    char name[64], near[72] = "";
    struct jm_nearest nearest;
    jm_text_copy(name, sizeof name, word + strspn(word, "-"));
    name[strcspn(name, "=")] = '\0';
    jm_nearest_begin(&nearest, name);
    if (app->command)
        offer_options(&nearest, app->command->options);
    offer_options(&nearest, jm_global_options);
    const char *best = jm_nearest_get(&nearest);
    if (*best && word[1] == '-') {
        jm_text_copy(near, sizeof near, "--");
        jm_text_copy(near + 2, sizeof near - 2, best);
    }
    return jm_app_usage(app, JM_SAY_OPTION_UNKNOWN, word, near, NULL);
}

static bool may_repeat(const struct jm_option *option)
{
    size_t length = strlen(option->value);
    return length > 3 && strcmp(option->value + length - 3, "...") == 0;
}

/* One part more of a value that the command's table has at this place. */
static bool join(struct jm_app *app, int place, const char *part, int *code)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add(&text, app->args.values[place]);
    jm_text_add(&text, "; ");
    jm_text_add(&text, part);
    char *whole = jm_text_take(&text);
    if (!whole) {
        jm_fail_memory(&app->err);
        *code = jm_app_fail(app);
        return false;
    }
    free(app->args.joined[place]);
    app->args.values[place] = app->args.joined[place] = whole;
    return true;
}

/* Gives an option its value: after "=", or the next word. */
static bool take_value(struct reading *r, const struct jm_option *option,
                       const char **value, const char *attached, int *code)
{
    if (!option->value) {
        *value = "";
        if (attached)
            *code =
                jm_app_usage(r->app, JM_SAY_OPTION_SWITCH, option->name, NULL);
        return !attached;
    }
    if (!attached && r->at + 1 < r->argc)
        attached = r->argv[++r->at];
    if (attached && *value && may_repeat(option))
        return join(r->app, (int)(value - r->app->args.values), attached, code);
    if (!attached || *value) {
        *code = jm_app_usage(
            r->app, attached ? JM_SAY_OPTION_TWICE : JM_SAY_OPTION_VALUE,
            option->name, option->value, NULL);
        return false;
    }
    *value = attached;
    return true;
}

static bool read_option(struct reading *r, int *code)
{
    const char *word = r->argv[r->at];
    bool is_long = word[1] == '-';
    const char *name = word + (is_long ? 2 : 1);
    const char *equals = is_long ? strchr(name, '=') : NULL;
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const struct jm_option *own =
        r->app->command ? r->app->command->options : NULL;
    const struct jm_option *tables[2] = {own, jm_global_options};
    const char **values[2] = {r->app->args.values, r->app->args.globals};
    for (int t = 0; t < 2; t++) {
        int place = is_long       ? place_of(tables[t], name, length)
                    : length == 1 ? place_of_letter(tables[t], *name)
                                  : -1;
        if (place >= 0)
            return take_value(r, &tables[t][place], &values[t][place],
                              equals ? equals + 1 : NULL, code);
    }
    *code = fail_unknown_option(r->app, word);
    return false;
}

static bool read_command(struct reading *r, int *code)
{
    const char *word = r->argv[r->at];
    r->app->command = jm_command_find(word);
    if (r->app->command)
        return true;
    struct jm_nearest nearest;
    jm_nearest_begin(&nearest, word);
    for (const struct jm_command *c = jm_commands; c->name; c++)
        jm_nearest_offer(&nearest, c->name);
    *code = jm_app_usage(r->app, JM_SAY_COMMAND_UNKNOWN, word,
                         jm_nearest_get(&nearest), NULL);
    return false;
}

static bool read_word(struct reading *r, int *code)
{
    const char *word = r->argv[r->at];
    if (!jm_text_is_clean(word, strlen(word))) {
        *code = jm_app_usage(r->app, JM_SAY_WORD_UNCLEAN, NULL);
        return false;
    }
    if (!r->only_words && strcmp(word, "--") == 0) {
        r->only_words = true;
        return true;
    }
    if (!r->only_words && word[0] == '-' && word[1])
        return read_option(r, code);
    if (!r->app->command)
        return read_command(r, code);
    if (r->app->args.count == JM_WORDS) {
        *code = jm_app_usage(r->app, JM_SAY_TOO_MANY_WORDS, NULL);
        return false;
    }
    r->app->args.words[r->app->args.count++] = word;
    return true;
}

bool jm_args_read(struct jm_app *app, int argc, char **argv, int *code)
{
    struct reading r = {app, argc, 1, argv, false};
    for (; r.at < argc; r.at++)
        if (!read_word(&r, code))
            return false;
    return true;
}

void jm_args_clear(struct jm_args *args)
{
    for (int i = 0; i < JM_OPTIONS; i++)
        free(args->joined[i]);
    *args = (struct jm_args){0};
}
