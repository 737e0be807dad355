/* The program: one run of one command.
 *
 * Everything outside comes in as a value (struct jm_world), so that tests run
 * commands in process with a clock, an environment and streams of their own. */
#ifndef JM_APP_H
#define JM_APP_H

#include <jumelage/civil.h>
#include <jumelage/error.h>
#include <jumelage/lang.h>
#include <jumelage/message.h>
#include <jumelage/nouns.h>
#include <jumelage/plan.h>
#include <jumelage/store.h>
#include <jumelage/zones.h>
#include <stdbool.h>
#include <stdio.h>

/* Exit codes: one per way a caller could react. */
enum jm_exit {
    JM_EXIT_FINE = 0,
    JM_EXIT_CONFLICTS = 1, /* check found blocking ones or warnings */
    JM_EXIT_USAGE = 2,
    JM_EXIT_INVALID = 3, /* bad input */
    JM_EXIT_NOT_FOUND = 4,
    JM_EXIT_REFUSED = 5,
    JM_EXIT_INTERNAL = 70,
    JM_EXIT_STOPPED = 130 /* by Ctrl-C, as shells have it */
};

struct jm_world {
    FILE *out, *err; /* product, chatter */
    bool out_is_terminal, err_is_terminal;
    int columns; /* of the terminal, 0 where there is none */
    jm_utc now;
    const char *(*env)(const char *name);
    /* A clock that only goes on, for who waits; NULL where nobody does. */
    int64_t (*milliseconds)(void);
    /* True once somebody wishes the run to stop; NULL where nobody can. */
    bool (*stopped)(void);
    /* Fills with random bytes; false when there are none. */
    bool (*random)(unsigned char *bytes, size_t count);
};

/* What one command takes besides its words: --NAME, or --NAME VALUE where
 * `value` names what is given. */
struct jm_option {
    const char *name;
    char letter;       /* -o, or 0 */
    const char *value; /* "DAY", NULL for a switch; what ends with "..." may
                        * be given again and is joined by "; " */
    enum jm_message help;
};

#define JM_OPTIONS                                                             \
    16 /* a command has at most that many, the global ones too                 \
        */
#define JM_WORDS 256

struct jm_args {
    const char
        *words[JM_WORDS]; /* what is no option, the command not counted */
    int count;
    const char *values[JM_OPTIONS];  /* by place in the command's table; a
                                      * switch that is given is "" */
    const char *globals[JM_OPTIONS]; /* the same for jm_global_options */
    char *joined[JM_OPTIONS];        /* values that came in parts */
};

struct jm_command;

/* A line on err for work that takes longer: see progress.h. */
struct jm_progress {
    enum jm_message what; /* JM_SAY_NOTHING: none is told of */
    int64_t since, drawn; /* milliseconds */
    bool is_shown;
};

struct jm_app {
    const struct jm_world *world;
    const struct jm_command *command;
    struct jm_args args;
    enum jm_lang lang;
    const char *plan_path;
    jm_day today; /* --as-of, else the day of world->now in Paris */
    const char *who;
    bool json, colour;
    struct jm_zones *zones;
    struct jm_store *store; /* once opened */
    struct jm_progress progress;
    struct jm_error err;
};

typedef int jm_run(struct jm_app *app);

struct jm_command {
    const char *name;
    const char *words; /* what follows the name: "NOUN [FIELD=VALUE...]" */
    jm_run *run;
    enum jm_message summary;         /* one line */
    enum jm_message text;            /* what the manual says */
    const struct jm_option *options; /* name NULL ends them; may be NULL */
    const char *examples[8];         /* as typed, NULL ends them */
};

/* All commands, in the order of the help; name NULL ends the table. */
extern const struct jm_command jm_commands[];
/* Options that every command takes. */
extern const struct jm_option jm_global_options[];

const struct jm_command *jm_command_find(const char *name);

/* Reads the command line into app->command and app->args; *code is set, and
 * false returned, when it cannot be read. Ended by jm_args_clear(). */
bool jm_args_read(struct jm_app *app, int argc, char **argv, int *code);
void jm_args_clear(struct jm_args *args);

/* The value given for an option of the command at hand, or a global one; NULL
 * when it was not given; "" for a switch. */
const char *jm_app_option(const struct jm_app *app, const char *name);

/* Runs one command line; argv[0] is the program. Returns an enum jm_exit. */
int jm_app_run(const struct jm_world *world, int argc, char **argv);

/* ---- what commands share ---- */

/* The exit code of a status. */
int jm_app_exit(enum jm_status status);

/* Writes app->err, "jumelage: ...", to err, and gives its exit code. With
 * --json the error is an object on out as well. */
int jm_app_fail(struct jm_app *app);

/* A line on out or err in the language of the run; arguments end with NULL. */
void jm_app_say(const struct jm_app *app, enum jm_message message, ...)
    __attribute__((sentinel));
void jm_app_remark(const struct jm_app *app, enum jm_message message, ...)
    __attribute__((sentinel));

/* A usage error: the message, and how to learn more. Returns
 * JM_EXIT_USAGE. */
int jm_app_usage(const struct jm_app *app, enum jm_message message, ...)
    __attribute__((sentinel));

/* Opens the plan (app->store), deriving instants again if the zone data has
 * changed and the plan can be written. */
enum jm_status jm_app_open(struct jm_app *app, enum jm_store_mode mode);

/* Opens the plan and loads the snapshot; end it with jm_plan_free(). */
enum jm_status jm_app_load(struct jm_app *app, struct jm_plan **plan);
/* The same without texts of events, and much faster: for who only checks. */
enum jm_status jm_app_load_walks(struct jm_app *app, struct jm_plan **plan);

/* The snapshot of a store that is open already. */
enum jm_status jm_app_plan_of(struct jm_app *app, struct jm_store *store,
                              struct jm_plan **plan);
/* The plan as the open change of app->store has it. */
enum jm_status jm_app_load_changed(struct jm_app *app, struct jm_plan **plan);

/* The author of a change made now. */
struct jm_author jm_app_author(const struct jm_app *app);

/* Reads the option as a day; *day stays as it is when it was not given. */
enum jm_status jm_app_day(struct jm_app *app, const char *option, jm_day *day);

/* The nearest of some candidates to a word that is none of them: offer() each,
 * then ask. "" when none is near enough to be worth suggesting. */
struct jm_nearest {
    const char *word;
    char best[128];
    unsigned distance;
};
void jm_nearest_begin(struct jm_nearest *nearest, const char *word);
void jm_nearest_offer(void *nearest, const char *candidate);
const char *jm_nearest_get(const struct jm_nearest *nearest);

#endif
