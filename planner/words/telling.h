/* Inside sentences: what is told, and the names that are not in sentence.c. */
#ifndef JM_TELLING_H
#define JM_TELLING_H

#include <jumelage/finding.h>
#include <jumelage/lang.h>
#include <jumelage/plan.h>
#include <jumelage/text.h>

struct jm_telling {
    const struct jm_plan *plan;
    const struct jm_finding *finding;
    enum jm_lang lang;
};

/* Adds what a name stands for; `which` is the number in its row of the table.
 */
typedef void jm_say_name(struct jm_text *out, const struct jm_telling *t,
                         int which);

/* days.c */
jm_say_name jm_say_mark, jm_say_mark_days, jm_say_mark_source,
    jm_say_mark_guessed, jm_say_mark_where, jm_say_marks, jm_say_day,
    jm_say_busy, jm_say_busy_maybe, jm_say_busy_when, jm_say_more, jm_say_clock, jm_say_released;

/* season.c */
jm_say_name jm_say_theme, jm_say_offered, jm_say_missing, jm_say_channel,
    jm_say_language, jm_say_over;

#endif
