/* Everything the program says, once, in three languages.
 *
 * Each line of the tables in messages/ is
 *     SAY(NAME, "français", "English", "한국어")
 * and becomes JM_SAY_NAME. The texts are templates:
 *     {1} .. {8}              the argument of that number
 *     {1|jour|jours}          the first form when argument 1 is a number that
 *                             takes the singular in that language (French: 0,
 *                             1; English: 1), else the second; the number
 *                             itself is not written
 *     {1?text}                text, when argument 1 is not empty; text may
 *                             hold {2} but no further {1?..}
 *     {1~이}                  Korean only: the particle as it must follow
 *                             argument 1. Give its form after a consonant: 이
 *                             (가), 은 (는), 을 (를), 과 (와), 으로 (로)
 *     {1~à}                   French only: the name of a place with its
 *                             preposition: à Tours, au Havre
 *     {{ and }}               braces
 * French puts U+00A0 before : ; ? ! and inside « ». */
#ifndef JUMELAGE_MESSAGE_H
#define JUMELAGE_MESSAGE_H

#include <jumelage/lang.h>
#include <jumelage/text.h>
#include <stddef.h>

enum jm_message {
    JM_SAY_NOTHING = 0,
#define SAY(name, fr, en, ko) JM_SAY_##name,
#include <jumelage/messages/all.def>
#undef SAY
    JM_MESSAGES
};

/* The template as it stands in the table. */
const char *jm_message_template(enum jm_message message, enum jm_lang lang);

/* The name in the table, "DATE_UNREAL": for --json and for tests. */
const char *jm_message_name(enum jm_message message);

#define JM_SAY_ARGS 8

/* Adds the message in that language to `out`. `args` are C strings; a missing
 * one (past count, or NULL) reads as "". */
void jm_say_args(struct jm_text *out, enum jm_lang lang,
                 enum jm_message message, const char *const *args,
                 size_t count);

/* The same with the arguments in a row, ended by NULL:
 *     jm_say(&out, lang, JM_SAY_UNKNOWN_ID, noun, id, NULL); */
void jm_say(struct jm_text *out, enum jm_lang lang, enum jm_message message,
            ...) __attribute__((sentinel));

/* Expands any template. `lookup` gives the text for a name, which need not be a
 * number: the sentences of findings are written with {who} and {host}. It may
 * return NULL for "". */
typedef const char *jm_say_lookup(void *data, const char *name, size_t length);
void jm_say_with(struct jm_text *out, enum jm_lang lang, const char *pattern,
                 jm_say_lookup *lookup, void *data);

#endif
