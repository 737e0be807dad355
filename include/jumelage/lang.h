/* The languages Jumelage speaks. French comes first: it is the default. */
#ifndef JUMELAGE_LANG_H
#define JUMELAGE_LANG_H

#include <stdbool.h>

enum jm_lang { JM_FR = 0, JM_EN, JM_KO, JM_LANGS };

/* The BCP 47 tag of a language: "fr", "en" or "ko". */
const char *jm_lang_tag(enum jm_lang lang);

/* Reads a tag or a POSIX locale ("fr", "fr_FR.UTF-8", "ko-KR"): only the
 * primary subtag counts. Returns false, leaving *lang alone, when it is none
 * of ours ("C", "de", ""). text may be NULL. */
bool jm_lang_parse(const char *text, enum jm_lang *lang);

/* The first text that is neither NULL nor empty: the one asked for, else
 * French, English, Korean in this order; "" when there is none. Names and
 * titles are kept per language and only the French one is always there. */
const char *jm_lang_pick(const char *const texts[JM_LANGS], enum jm_lang lang);

#endif
