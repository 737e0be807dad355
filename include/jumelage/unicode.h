/* What needs the Unicode tables: normalisation. */
#ifndef JUMELAGE_UNICODE_H
#define JUMELAGE_UNICODE_H

#include <jumelage/error.h>
#include <jumelage/text.h>

/* Adds `string` to `out` in normalisation form C (Unicode Standard Annex #15):
 * a Hangul syllable typed as jamo becomes one character. CRLF and CR become
 * newlines. Other control characters (TEXT_CONTROL) and bytes that are not
 * UTF-8 (TEXT_NOT_UTF8) are JM_INVALID, and `out` is left as it was; the
 * message says at which byte, counted from 1. */
enum jm_status jm_text_compose(struct jm_text *out, const char *string,
                               struct jm_error *err);

#endif
