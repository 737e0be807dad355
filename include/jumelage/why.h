/* Why not on that date: every finding that a change would meet, with the least
 * further change that does away with it. */
#ifndef JUMELAGE_WHY_H
#define JUMELAGE_WHY_H

#include <jumelage/lang.h>
#include <jumelage/text.h>
#include <jumelage/watch.h>

enum jm_relief_kind {
    JM_RELIEF_NONE = 0,
    JM_RELIEF_MINUTES, /* the event begins that much later; < 0: earlier */
    JM_RELIEF_ARRIVES, /* it begins that many days later, ends as it does */
    JM_RELIEF_LEAVES,  /* it ends that many days earlier */
    JM_RELIEF_DAYS,    /* it takes place that many days later; < 0: earlier */
    JM_RELIEF_OPTION,  /* it is an option: the finding is one step milder */
    JM_RELIEF_CANCEL   /* it does not take place */
};

/* One change of one event. */
struct jm_relief {
    enum jm_relief_kind kind;
    uint32_t event;
    int32_t amount; /* minutes or days */
};

struct jm_reasons {
    struct jm_findings findings; /* in their fixed order */
    struct jm_relief *reliefs;   /* the least for each; kind NONE: none found */
    /* the nearest days on which nothing blocks, as whole days before and after;
     * 0: none within the days that were looked at */
    int32_t earlier, later;
};
#define JM_REASONS_INIT                                                        \
    {                                                                          \
        JM_FINDINGS_INIT, NULL, 0, 0                                           \
    }
void jm_reasons_clear(struct jm_reasons *reasons);

/* Tries edits and gathers what stands against them: findings that they bring,
 * and those with one of the edited events in it that they do not end. Reliefs
 * are looked for among the other events of a finding first, within the day for
 * the first edited event itself; the least that ends the finding (or makes it
 * milder) and brings no blocking one is kept. Nearest days move the first
 * edited event with all edits. The watch is as before when this returns JM_OK.
 */
enum jm_status jm_why(struct jm_reasons *out, struct jm_watch *watch,
                      const struct jm_alter *edits, size_t count,
                      struct jm_error *err);

/* "libre si Gumi arrive un jour plus tard", for a finding of that severity.
 * Nothing for JM_RELIEF_NONE. */
void jm_relief_say(struct jm_text *out, enum jm_lang lang,
                   const struct jm_plan *plan, const struct jm_relief *relief);

#endif
