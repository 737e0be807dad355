/* Texts as they are compared. */
#include "fold.h"
#include <jumelage/typed.h>
#include <string.h>

/* What letters with accents are without: U+00C0 to U+017F. "." is left out. */
static const char latin[] = "aaaaaaaceeeeiiii"
                            "dnooooo.ouuuuyts"
                            "aaaaaaaceeeeiiii"
                            "dnooooo.ouuuuyty"
                            "aaaaaaccccccccdd"
                            "ddeeeeeeeeeegggg"
                            "gggghhhhiiiiiiii"
                            "iiiijjkkklllllll"
                            "lllnnnnnnnnnoooo"
                            "oooorrrrrrssssss"
                            "ssttttttuuuuuuuu"
                            "uuuuwwyyyzzzzzzs";

#define HANGUL 0xAC00
#define JAMO_L 0x1100
#define JAMO_V 0x1161
#define JAMO_T 0x11A7

/* Joins a jamo to what stands before it (Unicode 3.12): 0 when it does not. */
static uint32_t join(uint32_t before, uint32_t code)
{
    if (before >= JAMO_L && before < JAMO_L + 19 && code >= JAMO_V &&
        code < JAMO_V + 21)
        return HANGUL + ((before - JAMO_L) * 21 + code - JAMO_V) * 28;
    if (before >= HANGUL && before < HANGUL + 11172 &&
        (before - HANGUL) % 28 == 0 && code > JAMO_T && code < JAMO_T + 28)
        return before + code - JAMO_T;
    return 0;
}

/* The letter that counts, or 0. */
static uint32_t letter(uint32_t code)
{
    if (code >= 'A' && code <= 'Z')
        return code + 'a' - 'A';
    if ((code >= 'a' && code <= 'z') || (code >= '0' && code <= '9'))
        return code;
    if (code >= 0xC0 && code < 0xC0 + sizeof latin - 1) {
        char plain = latin[code - 0xC0];
        return plain == '.' ? 0 : (uint32_t)plain;
    }
    if (code >= 0xFF10 && code <= 0xFF19) /* full width */
        return code - 0xFF10 + '0';
    bool is_word = (code >= 0x1100 && code < 0x1200) ||
                   (code >= 0x3131 && code <= 0x318E) ||
                   (code >= 0x3400 && code < 0xA000) ||
                   (code >= HANGUL && code < HANGUL + 11172) ||
                   (code >= 0x370 && code < 0x530);
    return is_word ? code : 0;
}

/* A text being folded, letter by letter. */
struct folding {
    const char *at, *end;
    uint32_t waiting; /* a letter that the next jamo may join */
    uint32_t queued;  /* one that comes before it */
};

#define SMALL_OE 0x153
#define LARGE_OE 0x152

/* The next letter, 0 at the end. */
static uint32_t next(struct folding *f)
{
    uint32_t given = f->queued;
    f->queued = 0;
    while (!given && f->at < f->end) {
        uint32_t code = jm_text_next(&f->at, f->end);
        if (code == SMALL_OE || code == LARGE_OE) {
            given = f->waiting ? f->waiting : 'o';
            f->queued = f->waiting ? 'o' : 0;
            f->waiting = 'e';
            continue;
        }
        code = code == JM_TEXT_BAD ? 0 : letter(code);
        if (!code)
            continue;
        uint32_t joined = join(f->waiting, code);
        given = joined ? 0 : f->waiting;
        f->waiting = joined ? joined : code;
    }
    if (!given) {
        given = f->waiting;
        f->waiting = 0;
    }
    return given;
}

void jm_typed_fold(struct jm_text *out, const char *text)
{
    struct folding f = {text, text + strlen(text), 0, 0};
    uint32_t code = 0;
    while ((code = next(&f)))
        jm_text_add_code(out, code);
}

bool jm_fold_is(const char *text, size_t length, const char *folded)
{
    struct folding f = {text, text + length, 0, 0};
    const char *end = folded + strlen(folded);
    uint32_t code = 0;
    while ((code = next(&f)))
        if (folded == end || jm_text_next(&folded, end) != code)
            return false;
    return folded == end;
}

bool jm_typed_same(const char *a, const char *b)
{
    struct folding x = {a, a + strlen(a), 0, 0};
    struct folding y = {b, b + strlen(b), 0, 0};
    uint32_t code = 0;
    size_t letters = 0;
    while ((code = next(&x))) {
        if (next(&y) != code)
            return false;
        letters++;
    }
    return letters && !next(&y);
}
