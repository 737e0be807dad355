/* What the commands' files give each other. */
#ifndef JM_APP_COMMANDS_H
#define JM_APP_COMMANDS_H

#include "app.h"
#include "door.h"

jm_run jm_run_init, jm_run_add, jm_run_show, jm_run_list, jm_run_edit,
    jm_run_cancel, jm_run_check, jm_run_export, jm_run_log, jm_run_undo,
    jm_run_doctor, jm_run_help, jm_run_waive, jm_run_why, jm_run_import,
    jm_run_sync;

extern const struct jm_option jm_init_options[], jm_add_options[],
    jm_show_options[], jm_list_options[], jm_edit_options[],
    jm_cancel_options[], jm_check_options[], jm_export_options[],
    jm_log_options[], jm_undo_options[], jm_help_options[], jm_waive_options[],
    jm_why_options[], jm_import_options[], jm_sync_options[];

/* True when the command's first word is "rule" or "rules": rules are no rows,
 * list and edit have their own way with them. */
bool jm_rules_are_named(const struct jm_app *app);
int jm_rules_list(struct jm_app *app);
int jm_rules_edit(struct jm_app *app);

#endif
