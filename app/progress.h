/* Work that takes longer: a line on err, on a terminal and past one second
 * only, that goes away when it is done; and stopping it. */
#ifndef JM_APP_PROGRESS_H
#define JM_APP_PROGRESS_H

#include "app.h"

/* `what` names the work; {1} of it is the part done, in percent, "" where it is
 * not known. Every begin has its end, before anything else is told. */
void jm_progress_begin(struct jm_app *app, enum jm_message what);
void jm_progress_end(struct jm_app *app);

/* The hook of jm_check_scope, and that of jm_store_watch(): data is the app.
 * False when the run is to stop. */
bool jm_progress_step(void *data, uint32_t done, uint32_t of);
bool jm_progress_go_on(void *data);

/* Somebody wishes to stop: JM_STOPPED from ask. */
bool jm_progress_is_stopped(const struct jm_app *app);
enum jm_status jm_progress_ask(struct jm_app *app);

#endif
