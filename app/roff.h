/* The manual page, man(7), made of the tables. */
#ifndef JM_APP_ROFF_H
#define JM_APP_ROFF_H

#include "app.h"

/* Writes the whole page in the language of the run to out. */
void jm_roff_print(const struct jm_app *app);

#endif
