/* import: a calendar from a file or an address, a sheet or a plan as JSON from
 * a file. */
#include "commands.h"
#include "dump.h"
#include "fetch.h"
#include "file.h"
#include "import.h"
#include "json.h"
#include "table_import.h"
#include <string.h>
#include <unistd.h>

const struct jm_option jm_import_options[] = {
    {"host", 0, "ID", JM_SAY_OPTION_IMPORT_HOST},
    {"dry-run", 0, NULL, JM_SAY_OPTION_DRY_RUN},
    {"as", 0, "WHAT", JM_SAY_OPTION_IMPORT_AS},
    {"delegation", 0, "ID", JM_SAY_OPTION_IMPORT_DELEGATION},
    {"kind", 0, "KIND", JM_SAY_OPTION_IMPORT_KIND},
    {"max-size", 0, "MB", JM_SAY_OPTION_MAX_SIZE},
    {"allow-private", 0, NULL, JM_SAY_OPTION_ALLOW_PRIVATE},
    {"sheet", 0, "NAME", JM_SAY_OPTION_TABLE_SHEET},
    {"map", 0, "COLUMN=FIELD...", JM_SAY_OPTION_TABLE_MAP},
    {"keep-extra", 0, NULL, JM_SAY_OPTION_TABLE_KEEP},
    {"skip-bad-rows", 0, NULL, JM_SAY_OPTION_TABLE_SKIP},
    {"why", 0, "TEXT", JM_SAY_OPTION_WHY},
    {NULL, 0, NULL, JM_SAY_NOTHING}};

#define STANDARD_SIZE ((size_t)10 << 20)
#define LARGEST_SHEET ((size_t)32 << 20)

/* ---- the bytes ---- */

static enum jm_status fetch(struct jm_app *app, const char *url, size_t most,
                            struct jm_text *stream)
{
    struct jm_fetched fetched = JM_FETCHED_INIT;
    const struct jm_fetch what = {
        .url = url,
        .private_network = jm_app_option(app, "allow-private") != NULL,
        .most = most};
    enum jm_status status = jm_fetch_get(app, &what, &fetched);
    if (!status) {
        *stream = fetched.bytes;
        fetched.bytes = (struct jm_text)JM_TEXT_INIT;
    }
    jm_fetched_clear(&fetched);
    return status;
}

/* `name` becomes what may be told of where it came from. */
static enum jm_status get_stream(struct jm_app *app, const char *from,
                                 struct jm_text *name, struct jm_text *stream)
{
    size_t most = 0;
    enum jm_status status = jm_import_size(app, &most);
    bool is_url = jm_fetch_is_url(from);
    if (is_url)
        jm_fetch_add_host(name, from);
    else if (strcmp(from, "-") == 0)
        jm_say(name, app->lang, JM_SAY_IMPORT_STDIN, NULL);
    else
        jm_text_add(name, from);
    if (status)
        return status;
    if (is_url)
        return fetch(app, from, most, stream);
    if (!most)
        most = STANDARD_SIZE;
    struct jm_file_reading how = {jm_text_get(name), most,
                                  JM_SAY_IMPORT_UNREADABLE, JM_SAY_IMPORT_BIG};
    return strcmp(from, "-") == 0
               ? jm_file_read_open(stream, STDIN_FILENO, &how, &app->err)
               : jm_file_read(stream, &how, &app->err);
}

/* ---- what was asked for ---- */

static enum jm_status read_kind(struct jm_app *app, const char **kind)
{
    const char *word = jm_app_option(app, "kind");
    int value = jm_choice_value(JM_SET_event_kind, word ? word : "meeting");
    if (value < 0)
        return jm_fail(&app->err, JM_INVALID, "kind", JM_SAY_IMPORT_KIND, word,
                       NULL);
    *kind = jm_choice_word(JM_SET_event_kind, value);
    return JM_OK;
}

static enum jm_status read_as(struct jm_app *app, struct jm_import_as *as)
{
    const char *word = jm_app_option(app, "as");
    const char *delegation = jm_app_option(app, "delegation");
    as->is_trial = jm_app_option(app, "dry-run") != NULL;
    if (word && strcmp(word, "events") == 0) {
        as->delegation = delegation;
        return delegation ? read_kind(app, &as->kind)
                          : jm_fail(&app->err, JM_INVALID, "delegation",
                                    JM_SAY_IMPORT_NO_DELEGATION, NULL);
    }
    if (word && strcmp(word, "busy") != 0)
        return jm_fail(&app->err, JM_INVALID, "as", JM_SAY_IMPORT_AS, word,
                       NULL);
    if (delegation || jm_app_option(app, "kind"))
        return jm_fail(&app->err, JM_INVALID, "as", JM_SAY_IMPORT_ONLY_EVENTS,
                       delegation ? "delegation" : "kind", NULL);
    return JM_OK;
}

/* Opens the plan and looks the named rows up: before anything is fetched. */
static enum jm_status open_plan(struct jm_app *app, struct jm_import_as *as,
                                struct jm_row *host, struct jm_row *delegation)
{
    enum jm_status status = jm_app_open(app, JM_STORE_WRITE);
    if (!status)
        status = jm_door_row(app, jm_noun(JM_NOUN_COLLECTIVITY),
                             jm_app_option(app, "host"), host);
    if (!status && as->delegation)
        status = jm_door_row(app, jm_noun(JM_NOUN_DELEGATION), as->delegation,
                             delegation);
    return status;
}

static enum jm_status import_from(struct jm_app *app, const char *from,
                                  const char *host,
                                  const struct jm_import_as *as)
{
    struct jm_text name = JM_TEXT_INIT, why = JM_TEXT_INIT,
                   stream = JM_TEXT_INIT;
    struct jm_imported imported = JM_IMPORTED_INIT;
    struct jm_import import = {.host = host};
    enum jm_status status = get_stream(app, from, &name, &stream);
    import.name = jm_text_get(&name);
    jm_say(&why, app->lang, JM_SAY_IMPORT_WHY, import.name, NULL);
    import.why = jm_text_get(&why);
    if (!status)
        status = jm_import_run(app, &import, as, &stream, &imported);
    if (!status && app->json)
        jm_json_print(app, jm_imported_json(app, &import, &imported));
    else if (!status)
        jm_imported_tell(app, &import, &imported);
    jm_imported_clear(&imported);
    jm_text_clear(&stream);
    jm_text_clear(&why);
    jm_text_clear(&name);
    return status;
}

/* A plan, as export json writes it. */
static bool is_json(const char *name)
{
    size_t length = strlen(name);
    return length > 5 && jm_text_same_word(name + length - 5, ".json") &&
           !jm_fetch_is_url(name);
}

/* Sheets have a way of their own. */
static int import_table(struct jm_app *app, const char *path)
{
    struct jm_text bytes = JM_TEXT_INIT;
    size_t most = 0;
    int code = JM_EXIT_FINE;
    enum jm_status status = jm_import_size(app, &most);
    struct jm_file_reading how = {path, most ? most : LARGEST_SHEET,
                                  JM_SAY_IMPORT_UNREADABLE, JM_SAY_IMPORT_BIG};
    if (!status)
        status = jm_file_read(&bytes, &how, &app->err);
    if (!status)
        status = jm_table_import_run(app, path, jm_text_get(&bytes),
                                     bytes.length, &code);
    jm_text_clear(&bytes);
    return status ? jm_app_fail(app) : code;
}

int jm_run_import(struct jm_app *app)
{
    struct jm_row host = JM_ROW_INIT, delegation = JM_ROW_INIT;
    struct jm_import_as as = {.delegation = NULL};
    if (!app->args.count)
        return jm_app_usage(app, JM_SAY_IMPORT_NO_FILE, NULL);
    if (app->args.count > 1)
        return jm_app_usage(app, JM_SAY_WORD_TOO_MANY, app->args.words[1],
                            NULL);
    if (is_json(app->args.words[0]))
        return jm_import_json_file(app, app->args.words[0]) ? jm_app_fail(app)
                                                            : JM_EXIT_FINE;
    if (jm_table_import_takes(app->args.words[0]))
        return import_table(app, app->args.words[0]);
    if (!jm_app_option(app, "host"))
        return jm_app_usage(app, JM_SAY_IMPORT_NO_HOST, NULL);
    enum jm_status status = read_as(app, &as);
    if (!status)
        status = open_plan(app, &as, &host, &delegation);
    if (!status && as.delegation)
        as.delegation = delegation.id;
    if (!status)
        status = import_from(app, app->args.words[0], host.id, &as);
    int code = status ? jm_app_fail(app) : JM_EXIT_FINE;
    jm_row_clear(&delegation);
    jm_row_clear(&host);
    return code;
}
