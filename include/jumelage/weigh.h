/* How long a post is, as its channel counts.
 *
 * X weighs characters by version 3 of the published configuration of
 * twitter-text: 1 for U+0000-10FF, U+2000-200D, U+2010-201F and U+2032-2037, 2
 * for any other (a Hangul syllable, the euro sign, U+202F), 2 for a whole emoji
 * however many code points it is made of (a flag, a family, a keycap), and 23
 * for an address whatever its length. An address begins with http:// or
 * https://, or is a bare name under a top-level domain that people write
 * without one ("tours.fr", "suwon.go.kr/jumelage"); with http:// any top-level
 * domain is taken for a real one. Where the library that X publishes knows an
 * older list of emoji, a newer sequence weighs more there than here.
 *
 * LinkedIn counts UTF-16 units: an emoji of one code point counts 2.
 *
 * The text is in normalisation form C, as all text inside Jumelage. */
#ifndef JUMELAGE_WEIGH_H
#define JUMELAGE_WEIGH_H

#include <jumelage/choices.h>
#include <stdint.h>

uint32_t jm_post_weight(enum jm_channel channel, const char *text);

#endif
