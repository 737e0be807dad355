/* Seasons written as lines of text, for the tests of rules about volunteers,
 * themes, forums, partners and what is published.
 *
 *     today DAY                         2023-06-01 unless said
 *     volunteer HOST THEME              "-": any theme
 *     tie HOST HOST KIND STATUS         a partnership
 *     set RULE HOST PARAMETER VALUE     "-": for all hosts
 *     text LINE CHANNEL LANGUAGE N WORD a post: the word N times
 *     KIND WHO HOST STARTS ENDS [key=value ...]     an event
 * Keys: in=LINE (its parent), theme=, venue=, is=STATUS, with=DELEGATION (a
 * participant), by=PERSON (who receives), contact=WORD, title=LANGUAGE (in that
 * one only). LINE counts events. The world they happen in is always
 *     fr-paris, fr-paris15 in it, fr-tours, fr-issy, fr-senat (a parliament),
 *     kr-suwon, kr-seoul, kr-guro in it
 *     culture, health, parks
 *     suwon (kr-suwon, 5 people, a head), suwon2 (kr-suwon, size not known),
 *     guro (kr-guro, 2 people, no head), tours (fr-tours, 12 people, no head)
 *     hall (fr-tours), barn (fr-tours, no address), lobby (fr-paris15)
 * Times are those of the host's country. */
#ifndef JM_TESTS_SEASON_H
#define JM_TESTS_SEASON_H

#include <jumelage/plan.h>

/* The plan; free it with jm_plan_free(). Fails the test on a line that cannot
 * be read. Event n has the UID 00000000-0000-4000-8000-00000000000n. */
struct jm_plan *season(const char *lines);

/* The same without texts. */
struct jm_plan *season_without_texts(const char *lines);

#endif
