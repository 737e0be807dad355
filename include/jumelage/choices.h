/* The words that fields of a plan may hold, as enums: JM_STAY, JM_CONFIRMED. */
#ifndef JUMELAGE_CHOICES_H
#define JUMELAGE_CHOICES_H

#include <jumelage/lang.h>
#include <stdbool.h>

/* enum jm_event_kind { JM_FORUM, JM_STAY, ... }; one enum per set. */
#define CHOICES(set)                                                           \
    enum jm_##set                                                              \
    {
#define CHOICE(name, word, fr, en, ko) JM_##name,
#define END_CHOICES                                                            \
    }                                                                          \
    ;
#include <jumelage/choices.def>
#undef CHOICES
#undef CHOICE
#undef END_CHOICES

/* The sets themselves: JM_SET_event_kind. */
enum jm_set {
    JM_SET_NONE = 0,
#define CHOICES(set) JM_SET_##set,
#define CHOICE(name, word, fr, en, ko)
#define END_CHOICES
#include <jumelage/choices.def>
#undef CHOICES
#undef CHOICE
#undef END_CHOICES
    JM_SETS
};

/* The number of words in a set. */
int jm_choice_count(enum jm_set set);

/* The stable word of a value, "stay"; values outside the set are asserted
 * against. */
const char *jm_choice_word(enum jm_set set, int value);

/* Its name in a language, "séjour". */
const char *jm_choice_name(enum jm_set set, int value, enum jm_lang lang);

/* The value of a stable word (case does not count), or of a name in any of the
 * three languages. Returns -1 when the set has no such word. */
int jm_choice_value(enum jm_set set, const char *word);

#endif
