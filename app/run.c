/* One run: the language, the command, its end. */
#include "app.h"
#include "file.h"
#include <stdlib.h>
#include <string.h>

/* The language is known before the command line is read: what is wrong with it
 * is said in that language. */
static enum jm_lang find_lang(const struct jm_world *world, int argc,
                              char **argv)
{
    enum jm_lang lang = JM_FR;
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "--lang=", 7) == 0 &&
            jm_lang_parse(argv[i] + 7, &lang))
            return lang;
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc &&
            jm_lang_parse(argv[i + 1], &lang))
            return lang;
    }
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = world->env(variables[i]);
        if (value && *value) {
            jm_lang_parse(value, &lang);
            return lang;
        }
    }
    return lang;
}

static const char *first_given(const char *a, const char *b, const char *c,
                               const char *d)
{
    const char *all[] = {a, b, c, d};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i] && *all[i])
            return all[i];
    return "";
}

static enum jm_status find_today(struct jm_app *app)
{
    const struct jm_zone *paris = jm_zones_get(app->zones, "Europe/Paris");
    app->today = jm_zone_day(paris ? paris : &jm_zone_utc, app->world->now);
    return jm_app_day(app, "as-of", &app->today);
}

/* What the global options and the environment say. */
static bool settle(struct jm_app *app, int *code)
{
    const struct jm_world *world = app->world;
    const char *lang = jm_app_option(app, "lang");
    app->json = jm_app_option(app, "json") != NULL;
    app->colour = world->out_is_terminal &&
                  !first_given(world->env("NO_COLOR"), "", "", "")[0];
    app->plan_path =
        first_given(jm_app_option(app, "plan"), world->env("JUMELAGE_PLAN"),
                    "jumelage.db", "");
    app->who =
        first_given(jm_app_option(app, "who"), world->env("JUMELAGE_WHO"),
                    world->env("USER"), world->env("LOGNAME"));
    if (lang && !jm_lang_parse(lang, &app->lang)) {
        *code = jm_app_usage(app, JM_SAY_LANG_UNKNOWN, lang, NULL);
        return false;
    }
    if (jm_zones_new(&app->zones, &app->err) || find_today(app)) {
        *code = jm_app_fail(app);
        return false;
    }
    return true;
}

static int run_command(struct jm_app *app)
{
    if (jm_app_option(app, "version")) {
        fprintf(app->world->out, "jumelage %s\n", JM_VERSION);
        return JM_EXIT_FINE;
    }
    if (!app->command && !jm_app_option(app, "help"))
        return jm_app_usage(app, JM_SAY_COMMAND_MISSING, NULL);
    if (!app->command || jm_app_option(app, "help")) {
        if (app->command)
            app->args.words[0] = app->command->name;
        app->args.count = app->command != NULL;
        app->command = jm_command_find("help");
    }
    return app->command->run(app);
}

/* Output that did not get out (a full disk, a closed pipe) is no success. */
static int flush(struct jm_app *app, int code)
{
    bool failed = fflush(app->world->out) != 0 || ferror(app->world->out);
    if (!failed)
        return code;
    jm_error_clear(&app->err);
    jm_file_fail(&app->err, JM_SAY_OUTPUT_FAILED, "-");
    app->json = false;
    return jm_app_fail(app);
}

int jm_app_run(const struct jm_world *world, int argc, char **argv)
{
    struct jm_app app = {.world = world, .lang = find_lang(world, argc, argv)};
    int code = JM_EXIT_FINE;
    if (jm_args_read(&app, argc, argv, &code) && settle(&app, &code))
        code = run_command(&app);
    code = flush(&app, code);
    jm_store_free(app.store);
    jm_zones_free(app.zones);
    jm_args_clear(&app.args);
    return code;
}
