/* What people type into the cells of a sheet, in French, English or Korean, as
 * values. Nothing is guessed: what could be two things is refused. */
#ifndef JUMELAGE_TYPED_H
#define JUMELAGE_TYPED_H

#include <jumelage/choices.h>
#include <jumelage/civil.h>
#include <stdbool.h>
#include <stdint.h>

enum jm_typed {
    JM_TYPED_OK = 0,
    JM_TYPED_FORM,    /* it is none */
    JM_TYPED_UNREAL,  /* there is no such day (31/02/2026), no such hour */
    JM_TYPED_NO_YEAR, /* "17 mars", and no year is known */
    JM_TYPED_NO_DAY   /* an hour, and no day is known */
};

/* Adds the text as it is compared: letters without case and accents, Hangul as
 * syllables, digits; spaces, signs and all else left out. "Début " and "DEBUT"
 * are the same. */
void jm_typed_fold(struct jm_text *out, const char *text);
bool jm_typed_same(const char *a, const char *b);

/* A day: "2026-03-17", "17/03/2026", "17.3.26", "2026. 3. 17.", "26. 3. 17.",
 * "mardi 17 mars 2026", "1er mai 2026", "17 March 2026", "Mar 17, 2026",
 * "2026년 3월 17일 화요일", and without a year, where `year` is not 0: "17
 * mars", "17/03", "3월 17일", "3. 17.". Numbers without a month's name are day,
 * month, year, or year first; never month, day, year. A weekday is not
 * compared. */
enum jm_typed jm_typed_day(const char *text, int year, jm_day *day);

/* Hours of a clock: "9h30", "9 h 30", "14h", "09:30", "9:30 PM", "9.30",
 * "오전 9:30", "오후 2시 30분", "midi"; 24:00 is 86400. */
enum jm_typed jm_typed_clock(const char *text, int32_t *seconds);

/* One hour or two: "9h30-10h45", "9h30 à 10h45", "09:30~10:45", "from 9:30 to
 * 10:45". *until is -1 where there is one. */
enum jm_typed jm_typed_hours(const char *text, int32_t *from, int32_t *until);

/* A day and, perhaps, an hour: *seconds is -1 without. `day`, unless
 * JM_DAY_NONE, is that of an hour alone. */
enum jm_typed jm_typed_moment(const char *text, int year, jm_day near,
                              jm_day *day, int32_t *seconds);

/* A length in minutes, or from a to b: "90", "90 min", "1 h 30", "1h30-2h",
 * "1시간 30분". */
enum jm_typed jm_typed_minutes(const char *text, int32_t *least, int32_t *most);

/* oui, non, yes, no, vrai, x, ✓, 예, 아니오...: 1 or 0; -1 for anything else.
 */
int jm_typed_bool(const char *text);

/* A word of a set by its stable word or its name in any language; -1 for none,
 * JM_TYPED_EITHER where two of the set are called so ("님"). */
#define JM_TYPED_EITHER (-2)
int jm_typed_choice(enum jm_set set, const char *text);

/* A number with a comma or a point, thousands set apart by spaces: "1 234,5".
 */
bool jm_typed_number(const char *text, double *number);

/* Languages by name or tag, as tags: "coréen, français" is "ko fr". False, and
 * nothing added, when one is not known. */
bool jm_typed_languages(struct jm_text *out, const char *text);

/* The next of several people in one cell: "Mme A. Dupont ; M. B. Kim", lines,
 * "A et B", "A and B". Moves *cursor past it; false at the end. */
bool jm_typed_next_person(const char **cursor, struct jm_text *person);

/* "Mme Anne-Sophie DUPONT": the civility (enum jm_civility, -1), the given and
 * the family name. The family name is what stands in capitals, else the last
 * word; of a name in Hangul the whole is `korean`. */
struct jm_typed_name {
    int civility;
    struct jm_text given, family, korean;
};
void jm_typed_name(struct jm_typed_name *name, const char *text);
void jm_typed_name_clear(struct jm_typed_name *name);

#endif
