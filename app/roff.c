#include "roff.h"
#include <jumelage/rule.h>
#include <string.h>

/* Escapes what roff would read: backslashes, dashes that must stay ASCII, and
 * a dot or an apostrophe that begins a line. */
static void add_escaped(struct jm_text *out, const char *text)
{
    bool starts_line = true;
    for (; *text; text++) {
        if (starts_line && (*text == '.' || *text == '\''))
            jm_text_add(out, "\\&");
        starts_line = *text == '\n';
        if (*text == '\n')
            jm_text_add(out, "\n.br\n");
        else if (*text == '\\')
            jm_text_add(out, "\\e");
        else if (*text == '-')
            jm_text_add(out, "\\-");
        else
            jm_text_add_char(out, *text);
    }
}

static void add_message(struct jm_text *out, const struct jm_app *app,
                        enum jm_message message)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_say(&text, app->lang, message, NULL);
    add_escaped(out, jm_text_get(&text));
    jm_text_clear(&text);
}

static void add_heading(struct jm_text *out, const struct jm_app *app,
                        const char *macro, enum jm_message message)
{
    jm_text_addf(out, "%s \"", macro);
    add_message(out, app, message);
    jm_text_add(out, "\"\n");
}

static void add_options(struct jm_text *out, const struct jm_app *app,
                        const struct jm_option *options)
{
    for (const struct jm_option *o = options; o && o->name; o++) {
        jm_text_add(out, ".TP\n\\fB");
        if (o->letter)
            jm_text_addf(out, "\\-%c\\fR, \\fB", o->letter);
        jm_text_add(out, "\\-\\-");
        add_escaped(out, o->name);
        jm_text_add(out, "\\fR");
        if (o->value)
            jm_text_addf(out, " \\fI%s\\fR", o->value);
        jm_text_add_char(out, '\n');
        add_message(out, app, o->help);
        jm_text_add_char(out, '\n');
    }
}

static void add_command(struct jm_text *out, const struct jm_app *app,
                        const struct jm_command *command)
{
    jm_text_addf(out, ".SS \"%s", command->name);
    if (*command->words) {
        jm_text_add_char(out, ' ');
        add_escaped(out, command->words);
    }
    jm_text_add(out, "\"\n");
    add_message(out, app, command->text);
    jm_text_add_char(out, '\n');
    add_options(out, app, command->options);
    jm_text_add(out, ".PP\n.nf\n");
    for (int i = 0; command->examples[i]; i++) {
        jm_text_add(out, "    ");
        add_escaped(out, command->examples[i]);
        jm_text_add_char(out, '\n');
    }
    jm_text_add(out, ".fi\n");
}

static void add_exit_codes(struct jm_text *out, const struct jm_app *app)
{
    static const struct {
        enum jm_exit code;
        enum jm_message meaning;
    } codes[] = {{JM_EXIT_FINE, JM_SAY_EXIT_FINE},
                 {JM_EXIT_CONFLICTS, JM_SAY_EXIT_CONFLICTS},
                 {JM_EXIT_USAGE, JM_SAY_EXIT_USAGE},
                 {JM_EXIT_INVALID, JM_SAY_EXIT_INVALID},
                 {JM_EXIT_NOT_FOUND, JM_SAY_EXIT_NOT_FOUND},
                 {JM_EXIT_REFUSED, JM_SAY_EXIT_REFUSED},
                 {JM_EXIT_INTERNAL, JM_SAY_EXIT_INTERNAL},
                 {JM_EXIT_STOPPED, JM_SAY_EXIT_STOPPED}};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        jm_text_addf(out, ".TP\n\\fB%d\\fR\n", (int)codes[i].code);
        add_message(out, app, codes[i].meaning);
        jm_text_add_char(out, '\n');
    }
}

static void add_environment(struct jm_text *out, const struct jm_app *app)
{
    static const struct {
        const char *name;
        enum jm_message meaning;
    } variables[] = {{"JUMELAGE_PLAN", JM_SAY_ENV_PLAN},
                     {"JUMELAGE_WHO", JM_SAY_ENV_WHO},
                     {"LC_ALL, LC_MESSAGES, LANG", JM_SAY_ENV_LANG},
                     {"NO_COLOR", JM_SAY_ENV_NO_COLOR}};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        jm_text_addf(out, ".TP\n\\fB%s\\fR\n", variables[i].name);
        add_message(out, app, variables[i].meaning);
        jm_text_add_char(out, '\n');
    }
}

void jm_roff_print(const struct jm_app *app)
{
    struct jm_text out = JM_TEXT_INIT;
    jm_text_addf(&out, ".TH JUMELAGE 1 \"\" \"Jumelage %s\" \"\"\n",
                 JM_VERSION);
    add_heading(&out, app, ".SH", JM_SAY_MAN_NAME);
    jm_text_add(&out, "jumelage \\- ");
    add_message(&out, app, JM_SAY_MAN_ONE_LINE);
    jm_text_add_char(&out, '\n');
    add_heading(&out, app, ".SH", JM_SAY_MAN_SYNOPSIS);
    jm_text_add(&out, "\\fBjumelage\\fR [\\fB\\-\\-plan\\fR \\fIFILE\\fR] "
                      "[\\fB\\-\\-lang fr\\fR|\\fBen\\fR|\\fBko\\fR] "
                      "\\fICOMMAND\\fR ...\n");
    add_heading(&out, app, ".SH", JM_SAY_MAN_DESCRIPTION);
    add_message(&out, app, JM_SAY_HELP_INTRO);
    jm_text_add_char(&out, '\n');
    add_heading(&out, app, ".SH", JM_SAY_HELP_GLOBALS);
    add_options(&out, app, jm_global_options);
    add_heading(&out, app, ".SH", JM_SAY_HELP_COMMANDS);
    for (const struct jm_command *c = jm_commands; c->name; c++)
        add_command(&out, app, c);
    add_heading(&out, app, ".SH", JM_SAY_HELP_RULES);
    for (const struct jm_rule *const *rule = jm_rules; *rule; rule++) {
        jm_text_add(&out, ".TP\n\\fB");
        add_escaped(&out, (*rule)->id);
        jm_text_addf(
            &out, "\\fR (%s)\n",
            jm_choice_name(JM_SET_severity, (int)(*rule)->severity, app->lang));
        add_message(&out, app, (*rule)->summary);
        jm_text_add_char(&out, '\n');
    }
    add_heading(&out, app, ".SH", JM_SAY_MAN_EXIT);
    add_exit_codes(&out, app);
    add_heading(&out, app, ".SH", JM_SAY_MAN_ENVIRONMENT);
    add_environment(&out, app);
    fputs(jm_text_get(&out), app->world->out);
    jm_text_clear(&out);
}
