/* Small plans written as lines of text, for the tests of rules.
 *
 *     KIND WHO HOST STARTS ENDS [key=value ...]
 * KIND is a word of event_kind; WHO a delegation or "-"; HOST a collectivity or
 * "-"; keys: in=LINE (its parent), venue=, track=, to=HOST, who=PERSON,
 * is=STATUS. The world they happen in is always
 *     fr-paris (two delegations at once), fr-paris15 in it, fr-tours, fr-issy,
 *     fr-grenoble, kr-suwon, kr-guro; Paris - Tours 61 minutes by the table
 *     suwon and suwon2 from kr-suwon, guro from kr-guro
 *     mayor (suwon, and suwon2), aide (suwon, track A), late (guro, joins on
 *     21 June 2023 at noon), guest (nobody's)
 *     hall (fr-tours, one event at a time), annex (fr-tours, two)
 *     fr-strasbourg (department 67, asks for 60 days' notice, offices open 9:00
 *     to 17:30), kr-daegu (45 days, 9:00 to 18:00), fr-state (no municipality);
 *     school zones: Paris and Issy C, Tours and Strasbourg B, Grenoble A
 *     daegu from kr-daegu, tours from fr-tours
 *     For programmes: fr-embassy; room (fr-tours, 20 seats); coach (10 seats),
 *     van (4), bus (not known); echo (interpreter, of naju's track A), voice
 *     (interpreter, nobody's), both (speaks French and Korean), one (does not);
 *     naju from kr-guro, 12 people, led by chief; themes parks and health
 * Times are Paris times. More keys: until=DAY (an option's), created=,
 * changed=, for=AUDIENCE, clocks=seoul (the event keeps Seoul's time), theme=,
 * rite=, expect=PEOPLE, car=VEHICLE, and=DELEGATION (takes part), voice=PERSON
 * (interprets), driver=PERSON.
 *
 * Lines that are no events, and are not counted by in=LINE:
 *     day KIND FIRST LAST WHERE NAME SOURCE [estimated]   marked days; WHERE is
 *         FR, FR/67, FR/B or a collectivity
 *     busy HOST STARTS ENDS [TITLE [tentative]]
 *     flight WHO in|out DEPARTS ARRIVES
 *     set RULE PARAMETER VALUE [HOST]
 *     today DAY         release STARTS
 * A _ in a name, source or title stands for a space. */
#ifndef JM_TESTS_SKETCH_H
#define JM_TESTS_SKETCH_H

#include <jumelage/plan.h>

/* The plan; free it with jm_plan_free(). Fails the test on a line that cannot
 * be read. Event n has the UID 00000000-0000-4000-8000-00000000000n. */
struct jm_plan *sketch(const char *lines);

#endif
