#include <jumelage/unicode.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Below this, every character is composed already. */
#define FIRST_COMBINING 0x300

/* What is wrong with a character, and where: bytes are counted from 1. */
static enum jm_status refuse(struct jm_error *err, uint32_t code, size_t byte)
{
    struct jm_text at = JM_TEXT_INIT, named = JM_TEXT_INIT;
    jm_text_add_int(&at, (int64_t)byte);
    if (code == JM_TEXT_BAD) {
        jm_fail(err, JM_INVALID, "not UTF-8", JM_SAY_TEXT_NOT_UTF8,
                jm_text_get(&at), NULL);
    } else {
        jm_text_addf(&named, "U+%04X", (unsigned)code);
        jm_fail(err, JM_INVALID, "control character", JM_SAY_TEXT_CONTROL,
                jm_text_get(&at), jm_text_get(&named), NULL);
    }
    jm_text_clear(&at);
    jm_text_clear(&named);
    return JM_INVALID;
}

/* Copies `string` with newlines as we write them. *plain stays true while no
 * character could need composing. */
static enum jm_status copy_clean(struct jm_text *out, const char *string,
                                 bool *plain, struct jm_error *err)
{
    const char *end = string + strlen(string);
    for (const char *at = string; at < end;) {
        const char *start = at;
        uint32_t code = jm_text_next(&at, end);
        size_t length = (size_t)(at - start);
        if (code == '\r') {
            at += *at == '\n';
            jm_text_add_char(out, '\n');
        } else if (code == JM_TEXT_BAD || !jm_text_is_clean(start, length)) {
            return refuse(err, code, (size_t)(start - string) + 1);
        } else {
            jm_text_add_bytes(out, start, length);
            *plain &= code < FIRST_COMBINING;
        }
    }
    return out->failed ? jm_fail_memory(err) : JM_OK;
}

static enum jm_status fail_icu(struct jm_error *err, UErrorCode code)
{
    return code == U_MEMORY_ALLOCATION_ERROR
               ? jm_fail_memory(err)
               : jm_fail(err, JM_FAILED, u_errorName(code),
                         JM_SAY_UNICODE_FAILED, NULL);
}

/* The text in UTF-16, as ICU wants it; NULL when *code says why. Free it. */
static UChar *widen(const struct jm_text *text, int32_t *length,
                    UErrorCode *code)
{
    /* no character has more UTF-16 units than UTF-8 bytes */
    int32_t room = (int32_t)text->length;
    UChar *units = malloc(((size_t)room + 1) * sizeof *units);
    if (units)
        u_strFromUTF8(units, room, length, text->bytes, room, code);
    else
        *code = U_MEMORY_ALLOCATION_ERROR;
    return units;
}

/* One unit becomes three at most (Unicode Standard Annex #15 §14). */
static UChar *compose(const UChar *from, int32_t *length, UErrorCode *code)
{
    const UNormalizer2 *nfc = unorm2_getNFCInstance(code);
    int32_t room = *length * 3;
    UChar *to = malloc(((size_t)room + 1) * sizeof *to);
    if (to)
        *length = unorm2_normalize(nfc, from, *length, to, room, code);
    else
        *code = U_MEMORY_ALLOCATION_ERROR;
    return to;
}

static void narrow(struct jm_text *out, const UChar *units, int32_t length,
                   UErrorCode *code)
{
    int32_t room = length * 3 + 1, bytes = 0;
    char *narrowed = malloc((size_t)room);
    if (!narrowed) {
        *code = U_MEMORY_ALLOCATION_ERROR;
        return;
    }
    u_strToUTF8(narrowed, room, &bytes, units, length, code);
    if (U_SUCCESS(*code))
        jm_text_add_bytes(out, narrowed, (size_t)bytes);
    free(narrowed);
}

/* Text that is longer than ICU's lengths can say is refused. */
static void add_composed(struct jm_text *out, const struct jm_text *clean,
                         UErrorCode *code)
{
    int32_t length = 0;
    UChar *wide = NULL, *composed = NULL;
    if (clean->length > INT32_MAX / 12)
        *code = U_BUFFER_OVERFLOW_ERROR;
    if (U_SUCCESS(*code))
        wide = widen(clean, &length, code);
    if (U_SUCCESS(*code))
        composed = compose(wide, &length, code);
    if (U_SUCCESS(*code))
        narrow(out, composed, length, code);
    free(composed);
    free(wide);
}

enum jm_status jm_text_compose(struct jm_text *out, const char *string,
                               struct jm_error *err)
{
    struct jm_text clean = JM_TEXT_INIT;
    UErrorCode code = U_ZERO_ERROR;
    bool plain = true;
    enum jm_status status = copy_clean(&clean, string, &plain, err);
    if (!status && plain)
        jm_text_add_bytes(out, jm_text_get(&clean), clean.length);
    else if (!status)
        add_composed(out, &clean, &code);
    if (!status && U_FAILURE(code))
        status = fail_icu(err, code);
    else if (!status && out->failed)
        status = jm_fail_memory(err);
    jm_text_clear(&clean);
    return status;
}
