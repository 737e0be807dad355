/* A calendar at an address: what its server answers, asked as clients ask. */
#ifndef JM_APP_PROBE_H
#define JM_APP_PROBE_H

#include "app.h"
#include <jumelage/lint.h>

#define JM_PROBE_MOST_BYTES ((size_t)10 * 1000 * 1000)

/* True for what begins with http://, https:// or webcal://. */
bool jm_probe_is_address(const char *word);

/* Asks for the calendar a few times (plainly, again with If-None-Match, with
 * an old If-Modified-Since, by HEAD) and adds what is wrong with the answers to
 * `lint`, with line 0; the calendar itself is added to `body`, and *is_there
 * says whether there is one. Follows at most 5 redirections, by http and https
 * only. Refuses private, loopback and link-local addresses, also behind a name
 * or a redirection, unless they are allowed. */
enum jm_status jm_probe_run(const char *address, bool allow_private,
                            struct jm_lint *lint, struct jm_text *body,
                            bool *is_there, struct jm_error *err);

#endif
