/* Growing text, and what the program needs to know of UTF-8.
 *
 * Text inside Jumelage is valid UTF-8 in Unicode normalisation form C without
 * control characters other than newline and tab: it is checked once, at the
 * door (jm_text_is_clean() here, jm_text_compose() in unicode.h). */
#ifndef JUMELAGE_TEXT_H
#define JUMELAGE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A growing buffer. It never holds more than its ceiling: past it, and when
 * memory runs out, what is added is dropped and `failed` stays set, so that a
 * writer adds as much as it likes and asks once, at the end. */
struct jm_text {
    char *bytes;    /* always ends in NUL once something was added */
    size_t length;  /* in bytes, without the NUL */
    size_t room;    /* bytes allocated */
    size_t ceiling; /* bytes, 0 for JM_TEXT_CEILING */
    bool failed;
};

#define JM_TEXT_CEILING ((size_t)1 << 31)
#define JM_TEXT_INIT                                                           \
    {                                                                          \
        NULL, 0, 0, 0, false                                                   \
    }

/* Frees what the buffer holds and makes it empty again. */
void jm_text_clear(struct jm_text *text);

/* Forgets the content but keeps the memory, for the next use. */
void jm_text_reset(struct jm_text *text);

/* The content as a C string, "" when nothing was added. Lent. */
const char *jm_text_get(const struct jm_text *text);

/* Hands the content over: the caller frees it with free(). The buffer is empty
 * afterwards. NULL when something was dropped (text->failed). */
char *jm_text_take(struct jm_text *text);

void jm_text_add(struct jm_text *text, const char *string);
void jm_text_add_bytes(struct jm_text *text, const char *bytes, size_t length);
void jm_text_add_char(struct jm_text *text, char c);
void jm_text_add_code(struct jm_text *text, uint32_t code_point);
void jm_text_add_repeat(struct jm_text *text, char c, size_t times);
void jm_text_add_int(struct jm_text *text, int64_t number);
/* At least `width` digits, filled with zeros: 7 of width 2 is "07". */
void jm_text_add_padded(struct jm_text *text, int64_t number, int width);
void jm_text_addf(struct jm_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Reads the UTF-8 character at *cursor, before end, and moves past it.
 * Returns JM_TEXT_BAD, moving one byte, where the bytes are not UTF-8
 * (RFC 3629: no overlong form, no surrogate, nothing over U+10FFFF). */
#define JM_TEXT_BAD UINT32_MAX
uint32_t jm_text_next(const char **cursor, const char *end);

/* True when all of it is UTF-8. */
bool jm_text_is_utf8(const char *bytes, size_t length);

/* The character that a byte is in Windows-1252 (WHATWG Encoding Standard, index
 * windows-1252); 0 where that has none. */
uint32_t jm_text_of_windows(unsigned char byte);

/* True for valid UTF-8 without control characters (U+0000 to U+001F except
 * newline and tab, U+007F to U+009F) and without U+FFFE, U+FFFF. */
bool jm_text_is_clean(const char *bytes, size_t length);

/* The longest prefix, in bytes, that is at most `limit` bytes long and does not
 * cut a UTF-8 character in half. */
size_t jm_text_fit(const char *bytes, size_t length, size_t limit);

/* snprintf's result may end in half a character: copies `string` into `out` of
 * `room` bytes, cut between characters, always ended by NUL. */
void jm_text_copy(char *out, size_t room, const char *string);

/* The columns a terminal gives the text: 2 for wide East Asian characters and
 * emoji (Unicode Standard Annex #11), 0 for combining marks, 1 otherwise. */
size_t jm_text_columns(const char *string);
/* The same for one character. */
int jm_text_code_columns(uint32_t code_point);

/* Edits (insertions, deletions, substitutions, neighbouring swaps) that turn a
 * into b, ASCII letters compared without case; the restricted
 * Damerau-Levenshtein distance. Strings past 63 bytes are compared by their
 * first 63. */
unsigned jm_text_distance(const char *a, const char *b);

/* ASCII only, as for ids and keywords: the locale plays no part. */
bool jm_text_same_word(const char *a, const char *b);

/* 64-bit FNV-1a, continued from `hash` (start with JM_TEXT_HASH). The same on
 * every machine: fingerprints are kept in plans. */
#define JM_TEXT_HASH UINT64_C(0xcbf29ce484222325)
uint64_t jm_text_hash(uint64_t hash, const void *bytes, size_t length);

#endif
