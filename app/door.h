/* The door: everything that people type becomes rows here, and nothing else
 * writes to a plan. */
#ifndef JM_APP_DOOR_H
#define JM_APP_DOOR_H

#include "app.h"

/* Sets a field from what was typed, composed and checked. The field may be
 * "id". */
enum jm_status jm_door_set(struct jm_app *app, struct jm_row *row,
                           const char *field, const char *typed);

/* The same for "field=value". `given` has a flag per field of the noun, and one
 * for the id at its end, to refuse a field that comes twice. */
enum jm_status jm_door_assign(struct jm_app *app, struct jm_row *row,
                              const char *word, bool *given);

/* Makes a row ready to be stored: standard values, the zone of its place, a
 * fresh UUID for an event without id, references that exist (else with the
 * nearest id suggested), instants. What is worth saying goes to err. */
enum jm_status jm_door_settle(struct jm_app *app, struct jm_row *row);

/* The noun of a word, or UNKNOWN with the nearest one. */
enum jm_status jm_door_noun(struct jm_app *app, const char *word,
                            const struct jm_noun **noun);

/* The row of an id: of an event also by the first characters (at least four) of
 * its UUID, of a waiver by six of its fingerprint. JM_NOT_FOUND suggests the
 * nearest id. */
enum jm_status jm_door_row(struct jm_app *app, const struct jm_noun *noun,
                           const char *id, struct jm_row *row);

/* The index of a collectivity, delegation, person or theme in the plan; as
 * jm_door_row() says where it is not there. */
enum jm_status jm_door_in_plan(struct jm_app *app, const struct jm_plan *plan,
                               enum jm_noun_id noun, const char *id,
                               uint32_t *index);

/* Reads "[NOUN] ID" from the words of the command, *next being the first word
 * after them. Without a noun the id is looked for among events, then
 * collectivities, delegations, people, venues, and the other nouns. */
enum jm_status jm_door_named(struct jm_app *app, struct jm_row *row, int *next);

/* Notes that somebody looks at the personal data of a row: a change that the
 * log keeps, with who and why (--why, required). */
enum jm_status jm_door_reveal(struct jm_app *app, const struct jm_row *row);
/* The same for all rows of a noun, or for the whole plan ("plan"). */
enum jm_status jm_door_reveal_all(struct jm_app *app, const char *what);

#endif
