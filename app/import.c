#include "import.h"
#include "busy.h"
#include "incoming.h"
#include "json.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* The zone of the host, which must be there. */
static enum jm_status read_home(struct jm_app *app, const char *host,
                                struct jm_text *zone)
{
    struct jm_row row = JM_ROW_INIT;
    enum jm_status status = jm_store_get(
        app->store, jm_noun(JM_NOUN_COLLECTIVITY), host, &row, &app->err);
    if (!status)
        jm_text_add(zone, jm_row_string(&row, JM_collectivity_zone));
    jm_row_clear(&row);
    return status;
}

static enum jm_status merge(struct jm_app *app, struct jm_change *change,
                            const struct jm_import *import,
                            const struct jm_import_as *as,
                            const struct jm_taken *taken,
                            const struct jm_plan *plan,
                            struct jm_imported *imported)
{
    struct jm_ours ours = {.events = NULL};
    if (as->delegation) {
        const struct jm_incoming incoming = {plan, import->host, as->delegation,
                                             as->kind};
        return jm_incoming_merge(app, change, &incoming, taken,
                                 &imported->tally);
    }
    enum jm_status status = jm_ours_find(&ours, plan, import->host, &app->err);
    if (!status)
        status =
            jm_busy_merge(app, change, import, taken, &ours, &imported->tally);
    jm_ours_clear(&ours);
    return status;
}

static struct jm_author author_of(const struct jm_app *app,
                                  const struct jm_import *import)
{
    struct jm_author author = jm_app_author(app);
    if (!author.why)
        author.why = import->why;
    return author;
}

/* A plan of busy spans can only clash by one rule. */
static enum jm_status bring(struct jm_app *app, const struct jm_import *import,
                            const struct jm_import_as *as,
                            const struct jm_taken *taken,
                            const struct jm_plan *plan,
                            struct jm_imported *imported)
{
    struct jm_change *change = NULL;
    struct jm_author author = author_of(app, import);
    if (!as->delegation)
        imported->gained.scope.only = jm_rule_find("host-busy");
    enum jm_status status = jm_gained_before(app, &imported->gained, plan);
    if (!status)
        status = jm_change_begin(&change, app->store, &author, &app->err);
    if (!status)
        status = merge(app, change, import, as, taken, plan, imported);
    if (!status && jm_tally_changes(&imported->tally))
        status = jm_gained_after(app, &imported->gained);
    if (!status && !as->is_trial) {
        status = jm_change_commit(change, &imported->number, &app->err);
        change = NULL;
    }
    jm_change_free(change);
    return status;
}

enum jm_status jm_import_run(struct jm_app *app, const struct jm_import *import,
                             const struct jm_import_as *as,
                             const struct jm_text *stream,
                             struct jm_imported *imported)
{
    struct jm_taken taken = JM_TAKEN_INIT;
    struct jm_plan *plan = NULL;
    struct jm_text home = JM_TEXT_INIT;
    enum jm_status status = read_home(app, import->host, &home);
    if (!status)
        status = jm_taken_read(app, import->name, jm_text_get(&home),
                               as->delegation != NULL, stream, &taken);
    if (!status) {
        jm_taken_tell(app, import->name, &taken);
        imported->occurrences = taken.count;
        imported->is_trial = as->is_trial;
        status = jm_app_load(app, &plan);
    }
    if (!status)
        status = bring(app, import, as, &taken, plan, imported);
    jm_plan_free(plan);
    jm_taken_clear(&taken);
    jm_text_clear(&home);
    return status;
}

void jm_imported_clear(struct jm_imported *imported)
{
    jm_gained_clear(&imported->gained);
    *imported = (struct jm_imported)JM_IMPORTED_INIT;
}

void jm_imported_tell(const struct jm_app *app, const struct jm_import *import,
                      const struct jm_imported *imported)
{
    char read[24], number[24];
    snprintf(read, sizeof read, "%zu", imported->occurrences);
    snprintf(number, sizeof number, "%" PRId64, imported->number);
    jm_app_say(app,
               imported->is_trial ? JM_SAY_IMPORT_DRY
               : imported->number ? JM_SAY_IMPORT_DONE
                                  : JM_SAY_IMPORT_SAME,
               import->calendar ? import->calendar : import->name, import->host,
               read, number, NULL);
    jm_tally_tell(app, &imported->tally);
    jm_gained_tell(app, &imported->gained);
}

json_t *jm_imported_json(const struct jm_app *app,
                         const struct jm_import *import,
                         const struct jm_imported *imported)
{
    json_t *object = json_object();
    jm_json_set(object, "name", json_string(import->name));
    jm_json_set(object, "host", json_string(import->host));
    jm_json_set(object, "calendar", jm_json_text(import->calendar));
    jm_json_set(object, "change",
                imported->number ? json_integer(imported->number)
                                 : json_null());
    jm_json_set(object, "dry_run", json_boolean(imported->is_trial));
    jm_json_set(object, "occurrences",
                json_integer((json_int_t)imported->occurrences));
    jm_tally_json(object, &imported->tally);
    jm_json_set(object, "conflicts", jm_gained_json(app, &imported->gained));
    return object;
}

enum jm_status jm_import_size(struct jm_app *app, size_t *most)
{
    const char *text = jm_app_option(app, "max-size");
    char *end = NULL;
    *most = 0;
    if (!text)
        return JM_OK;
    long size = strtol(text, &end, 10);
    if (!*text || *end || size < 1 || size > 100)
        return jm_fail(&app->err, JM_INVALID, "max-size", JM_SAY_IMPORT_SIZE,
                       text, NULL);
    *most = (size_t)size << 20;
    return JM_OK;
}
