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

/* UTF-16 text of ICU's. */
struct wide {
    UChar *units;
    int32_t length;
};

static bool widen(struct wide *wide, const struct jm_text *text,
                  UErrorCode *code)
{
    if (text->length > INT32_MAX / 4) {
        *code = U_BUFFER_OVERFLOW_ERROR;
        return false;
    }
    /* no character has more UTF-16 units than UTF-8 bytes */
    int32_t room = (int32_t)text->length;
    wide->units = malloc((size_t)room * sizeof *wide->units);
    if (!wide->units)
        *code = U_MEMORY_ALLOCATION_ERROR;
    u_strFromUTF8(wide->units, room, &wide->length, text->bytes, room, code);
    return U_SUCCESS(*code);
}

/* One unit becomes three at most (Unicode Standard Annex #15 §14). */
static bool compose(struct wide *to, const struct wide *from, UErrorCode *code)
{
    const UNormalizer2 *nfc = unorm2_getNFCInstance(code);
    int32_t room = from->length * 3;
    to->units = malloc((size_t)room * sizeof *to->units);
    if (!to->units)
        *code = U_MEMORY_ALLOCATION_ERROR;
    to->length =
        unorm2_normalize(nfc, from->units, from->length, to->units, room, code);
    return U_SUCCESS(*code);
}

static void narrow(struct jm_text *out, const struct wide *wide,
                   UErrorCode *code)
{
    int32_t room = wide->length * 3, length = 0;
    char *bytes = malloc((size_t)room + 1);
    if (!bytes)
        *code = U_MEMORY_ALLOCATION_ERROR;
    u_strToUTF8(bytes, room + 1, &length, wide->units, wide->length, code);
    if (U_SUCCESS(*code))
        jm_text_add_bytes(out, bytes, (size_t)length);
    free(bytes);
}

enum jm_status jm_text_compose(struct jm_text *out, const char *string,
                               struct jm_error *err)
{
    struct jm_text clean = JM_TEXT_INIT;
    struct wide wide = {NULL, 0}, composed = {NULL, 0};
    UErrorCode code = U_ZERO_ERROR;
    bool plain = true;
    enum jm_status status = copy_clean(&clean, string, &plain, err);
    if (status)
        goto out;
    if (plain)
        jm_text_add_bytes(out, jm_text_get(&clean), clean.length);
    else if (widen(&wide, &clean, &code) && compose(&composed, &wide, &code))
        narrow(out, &composed, &code);
    if (U_FAILURE(code))
        status = fail_icu(err, code);
    else if (out->failed)
        status = jm_fail_memory(err);
out:
    free(composed.units);
    free(wide.units);
    jm_text_clear(&clean);
    return status;
}
