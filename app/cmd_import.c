/* import: what others keep, taken in. */
#include "commands.h"
#include "dump.h"

const struct jm_option jm_import_options[] = {
    {"dry-run", 0, NULL, JM_SAY_OPTION_DRY_RUN},
    {NULL, 0, NULL, JM_SAY_NOTHING}};

int jm_run_import(struct jm_app *app)
{
    if (!app->args.count)
        return jm_app_usage(app, JM_SAY_NAME_MISSING, NULL);
    return jm_import_json_file(app, app->args.words[0]) ? jm_app_fail(app)
                                                        : JM_EXIT_FINE;
}
