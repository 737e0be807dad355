/* help, and the manual page: both are made of the tables of commands, options,
 * nouns and rules. */
#include "commands.h"
#include "print.h"
#include "roff.h"
#include "told.h"
#include <string.h>

const struct jm_option jm_help_options[] = {{"man", 0, NULL, JM_SAY_OPTION_MAN},
                                            {NULL, 0, NULL, JM_SAY_NOTHING}};

static void heading(const struct jm_app *app, enum jm_message message)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_say(&text, app->lang, message, NULL);
    fputc('\n', app->world->out);
    jm_print_tint(app, JM_BOLD, jm_text_get(&text));
    fputc('\n', app->world->out);
    jm_text_clear(&text);
}

/* "  -o, --output FILE" */
static void name_option(struct jm_text *out, const struct jm_option *option)
{
    if (option->letter)
        jm_text_addf(out, "-%c, ", option->letter);
    jm_text_addf(out, "--%s", option->name);
    if (option->value)
        jm_text_addf(out, " %s", option->value);
}

/* "  NAME  what it is", the latter from a column on. */
static void print_entry(const struct jm_app *app, size_t indent,
                        const char *name, size_t column,
                        enum jm_message message)
{
    struct jm_text line = JM_TEXT_INIT;
    jm_print_fill(&line, name, column - indent);
    fprintf(app->world->out, "%*s%s", (int)indent, "", jm_text_get(&line));
    jm_text_reset(&line);
    jm_say(&line, app->lang, message, NULL);
    jm_print_hanging(app, column, 120, jm_text_get(&line));
    jm_text_clear(&line);
}

static void print_options(const struct jm_app *app,
                          const struct jm_option *options)
{
    size_t width = 0;
    for (const struct jm_option *o = options; o->name; o++) {
        struct jm_text name = JM_TEXT_INIT;
        name_option(&name, o);
        width = name.length > width ? name.length : width;
        jm_text_clear(&name);
    }
    for (const struct jm_option *o = options; o->name; o++) {
        struct jm_text name = JM_TEXT_INIT;
        name_option(&name, o);
        print_entry(app, 2, jm_text_get(&name), width + 4, o->help);
        jm_text_clear(&name);
    }
}

static void print_all(const struct jm_app *app)
{
    jm_app_say(app, JM_SAY_HELP_INTRO, NULL);
    heading(app, JM_SAY_HELP_COMMANDS);
    for (const struct jm_command *c = jm_commands; c->name; c++)
        print_entry(app, 2, c->name, 12, c->summary);
    heading(app, JM_SAY_HELP_GLOBALS);
    print_options(app, jm_global_options);
    heading(app, JM_SAY_HELP_NOUNS);
    struct jm_text nouns = JM_TEXT_INIT;
    for (int n = 0; n < JM_NOUNS; n++)
        jm_text_addf(&nouns, "%s%s", n ? ", " : "",
                     jm_noun((enum jm_noun_id)n)->name);
    jm_print_paragraph(app, 2, jm_text_get(&nouns));
    jm_text_clear(&nouns);
    fputc('\n', app->world->out);
    jm_app_say(app, JM_SAY_HELP_MORE, NULL);
}

static void print_rules(const struct jm_app *app)
{
    heading(app, JM_SAY_HELP_RULES);
    for (int s = JM_BLOCKING; s > JM_IGNORE; s--) {
        fputs("  ", app->world->out);
        jm_told_severity(app, (enum jm_severity)s);
        fputc('\n', app->world->out);
        for (const struct jm_rule *const *rule = jm_rules; *rule; rule++)
            if ((*rule)->severity == (enum jm_severity)s)
                print_entry(app, 4, (*rule)->id, 30, (*rule)->summary);
    }
}

static void print_command(const struct jm_app *app,
                          const struct jm_command *command)
{
    struct jm_text text = JM_TEXT_INIT;
    fprintf(app->world->out, "jumelage %s%s%s%s\n", command->name,
            *command->words ? " " : "", command->words,
            command->options ? " [--…]" : "");
    jm_say(&text, app->lang, command->text, NULL);
    fputc('\n', app->world->out);
    jm_print_paragraph(app, 2, jm_text_get(&text));
    if (command->options) {
        heading(app, JM_SAY_HELP_OPTIONS);
        print_options(app, command->options);
    }
    if (command->run == jm_run_check)
        print_rules(app);
    heading(app, JM_SAY_HELP_EXAMPLES);
    for (int i = 0; command->examples[i]; i++)
        fprintf(app->world->out, "  %s\n", command->examples[i]);
    jm_text_clear(&text);
}

/* What a field takes: "a date", "one of ...", "the id of a venue". */
static void name_type(struct jm_text *out, const struct jm_app *app,
                      const struct jm_field *field)
{
    static const enum jm_message names[] = {[JM_TYPE_TEXT] = JM_SAY_TYPE_TEXT,
                                            [JM_TYPE_PROSE] = JM_SAY_TYPE_PROSE,
                                            [JM_TYPE_INT] = JM_SAY_TYPE_INT,
                                            [JM_TYPE_REAL] = JM_SAY_TYPE_REAL,
                                            [JM_TYPE_BOOL] = JM_SAY_TYPE_BOOL,
                                            [JM_TYPE_DATE] = JM_SAY_TYPE_DATE,
                                            [JM_TYPE_CLOCK] = JM_SAY_TYPE_CLOCK,
                                            [JM_TYPE_CHOICE] = JM_SAY_NOTHING,
                                            [JM_TYPE_REF] = JM_SAY_TYPE_REF,
                                            [JM_TYPE_ZONE] = JM_SAY_TYPE_ZONE,
                                            [JM_TYPE_LOCAL] = JM_SAY_TYPE_LOCAL,
                                            [JM_TYPE_UNTIL] = JM_SAY_TYPE_UNTIL,
                                            [JM_TYPE_INSTANT] = JM_SAY_NOTHING};
    const char *refers =
        field->type == JM_TYPE_REF ? jm_noun(field->refers)->name : "";
    if (field->type == JM_TYPE_CHOICE)
        for (int i = 0; i < jm_choice_count(field->set); i++)
            jm_text_addf(out, "%s%s", i ? " | " : "",
                         jm_choice_word(field->set, i));
    else
        jm_say(out, app->lang, names[field->type], refers, NULL);
}

/* A zone that nobody gives is that of the place the row names. */
static bool takes_zone(const struct jm_noun *noun, const struct jm_field *field)
{
    return field->type == JM_TYPE_ZONE && !*field->standard &&
           noun->id != JM_NOUN_COLLECTIVITY;
}

static bool is_asked(const struct jm_noun *noun, const struct jm_field *field)
{
    return field->flags & JM_FIELD_REQUIRED && !*field->standard &&
           !takes_zone(noun, field);
}

static void print_noun(const struct jm_app *app, const struct jm_noun *noun)
{
    struct jm_table table;
    fprintf(app->world->out, "%s (%s%s%s): %s\n\n", noun->name, noun->plural,
            *noun->other ? ", " : "", noun->other, noun->label[app->lang]);
    if (jm_noun_has_made_id(noun))
        jm_app_say(app, JM_SAY_HELP_MADE_ID, noun->keys, NULL);
    jm_table_begin(&table, 3);
    for (int column = 0; column < 3; column++) {
        static const enum jm_message heads[] = {
            JM_SAY_HELP_FIELD, JM_SAY_HELP_MEANING, JM_SAY_HELP_TAKES};
        struct jm_text head = JM_TEXT_INIT;
        jm_say(&head, app->lang, heads[column], NULL);
        jm_table_add(&table, jm_text_get(&head));
        jm_text_clear(&head);
    }
    for (int i = 0; i < noun->count; i++) {
        const struct jm_field *field = &noun->fields[i];
        struct jm_text name = JM_TEXT_INIT, type = JM_TEXT_INIT;
        if (field->flags & JM_FIELD_SYSTEM)
            continue;
        jm_text_addf(&name, "%s%s", field->name,
                     is_asked(noun, field) ? " *" : "");
        name_type(&type, app, field);
        if (takes_zone(noun, field)) {
            jm_text_add_char(&type, ' ');
            jm_say(&type, app->lang, JM_SAY_HELP_PLACE_ZONE, NULL);
        }
        if (*field->standard)
            jm_text_addf(&type, " [%s]", field->standard);
        jm_table_add(&table, jm_text_get(&name));
        jm_table_add(&table, field->label[app->lang]);
        jm_table_add(&table, jm_text_get(&type));
        jm_text_clear(&name);
        jm_text_clear(&type);
    }
    jm_table_print(app, &table, 0);
    jm_table_clear(&table);
    jm_app_say(app, JM_SAY_HELP_REQUIRED, NULL);
}

int jm_run_help(struct jm_app *app)
{
    const char *word = app->args.count ? app->args.words[0] : NULL;
    if (jm_app_option(app, "man")) {
        jm_roff_print(app);
        return JM_EXIT_FINE;
    }
    if (!word) {
        print_all(app);
        return JM_EXIT_FINE;
    }
    const struct jm_command *command = jm_command_find(word);
    const struct jm_noun *noun = jm_noun_find(word);
    if (command) {
        print_command(app, command);
    } else if (noun) {
        print_noun(app, noun);
    } else {
        struct jm_nearest nearest;
        jm_nearest_begin(&nearest, word);
        for (const struct jm_command *c = jm_commands; c->name; c++)
            jm_nearest_offer(&nearest, c->name);
        for (int n = 0; n < JM_NOUNS; n++)
            jm_nearest_offer(&nearest, jm_noun((enum jm_noun_id)n)->name);
        return jm_app_usage(app, JM_SAY_HELP_UNKNOWN, word,
                            jm_nearest_get(&nearest), NULL);
    }
    return JM_EXIT_FINE;
}
