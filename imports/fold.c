/* Texts as they are compared. */
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

void jm_typed_fold(struct jm_text *out, const char *text)
{
    const char *end = text + strlen(text);
    uint32_t waiting = 0;
    while (text < end) {
        uint32_t code = jm_text_next(&text, end);
        if (code == 0x152 || code == 0x153) { /* œ */
            if (waiting)
                jm_text_add_code(out, waiting);
            waiting = 0;
            jm_text_add(out, "oe");
            continue;
        }
        code = code == JM_TEXT_BAD ? 0 : letter(code);
        if (!code)
            continue;
        uint32_t joined = join(waiting, code);
        if (!joined && waiting)
            jm_text_add_code(out, waiting);
        waiting = joined ? joined : code;
    }
    if (waiting)
        jm_text_add_code(out, waiting);
}

bool jm_typed_same(const char *a, const char *b)
{
    struct jm_text x = JM_TEXT_INIT, y = JM_TEXT_INIT;
    jm_typed_fold(&x, a);
    jm_typed_fold(&y, b);
    bool is_same = x.length && x.length == y.length &&
                   memcmp(x.bytes, y.bytes, x.length) == 0;
    jm_text_clear(&x);
    jm_text_clear(&y);
    return is_same;
}
