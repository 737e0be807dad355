/* What the program needs to know of UTF-8 and of characters. */
#include <jumelage/text.h>
#include <string.h>

/* The length that a first byte announces and the least code point of that
 * length; 0 for a byte that cannot come first. */
static int announced(unsigned char first, uint32_t *least)
{
    if (first < 0x80) {
        *least = 0;
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        *least = 0x80;
        return 2;
    }
    if ((first & 0xF0) == 0xE0) {
        *least = 0x800;
        return 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        *least = 0x10000;
        return 4;
    }
    return 0;
}

uint32_t jm_text_next(const char **cursor, const char *end)
{
    const unsigned char *at = (const unsigned char *)*cursor;
    uint32_t least = 0;
    int length = announced(at[0], &least);
    ++*cursor;
    if (length <= 1)
        return length ? at[0] : JM_TEXT_BAD;
    if (end - (const char *)at < length)
        return JM_TEXT_BAD;
    uint32_t code = at[0] & (0x7Fu >> length);
    for (int i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return JM_TEXT_BAD;
        code = code << 6 | (at[i] & 0x3Fu);
    }
    if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return JM_TEXT_BAD;
    *cursor = (const char *)at + length;
    return code;
}

static bool is_clean(uint32_t code)
{
    if (code == '\n' || code == '\t')
        return true;
    return code >= 0x20 && !(code >= 0x7F && code <= 0x9F) && code != 0xFFFE &&
           code != 0xFFFF && code != JM_TEXT_BAD;
}

bool jm_text_is_clean(const char *bytes, size_t length)
{
    const char *end = bytes + length;
    while (bytes < end)
        if (!is_clean(jm_text_next(&bytes, end)))
            return false;
    return true;
}

size_t jm_text_fit(const char *bytes, size_t length, size_t limit)
{
    if (length <= limit)
        return length;
    while (limit > 0 && ((unsigned char)bytes[limit] & 0xC0) == 0x80)
        limit--;
    return limit;
}

void jm_text_copy(char *out, size_t room, const char *string)
{
    size_t fit = jm_text_fit(string, strlen(string), room - 1);
    memcpy(out, string, fit);
    out[fit] = '\0';
}

struct range {
    uint32_t first, last;
};

/* Unicode 15: General_Category Mn, Me, Cf and the conjoining jamo that follow a
 * leading one, for the scripts that plans are written in. */
static const struct range zero_columns[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489},  {0x1160, 0x11FF}, {0x200B, 0x200F},
    {0x202A, 0x202E}, {0x2060, 0x2064},  {0x20D0, 0x20F0}, {0x302A, 0x302D},
    {0x3099, 0x309A}, {0xD7B0, 0xD7FB},  {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
    {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF}};

/* East_Asian_Width W and F (Unicode Standard Annex #11). */
static const struct range two_columns[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2E80, 0x303E},
    {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
    {0xA960, 0xA97C},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x1F1E6, 0x1F1FF}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
    {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

static bool is_in(const struct range *ranges, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

int jm_text_code_columns(uint32_t code)
{
    if (code < 0x300)
        return 1;
    if (is_in(zero_columns, sizeof zero_columns / sizeof *zero_columns, code))
        return 0;
    return is_in(two_columns, sizeof two_columns / sizeof *two_columns, code)
               ? 2
               : 1;
}

size_t jm_text_columns(const char *string)
{
    const char *end = string + strlen(string);
    size_t columns = 0;
    while (string < end)
        columns += (size_t)jm_text_code_columns(jm_text_next(&string, end));
    return columns;
}

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool jm_text_same_word(const char *a, const char *b)
{
    while (*a && lower(*a) == lower(*b))
        a++, b++;
    return lower(*a) == lower(*b);
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

#define DISTANCE_BYTES 63

unsigned jm_text_distance(const char *a, const char *b)
{
    size_t m = strnlen(a, DISTANCE_BYTES), n = strnlen(b, DISTANCE_BYTES);
    unsigned rows[3][DISTANCE_BYTES + 1];
    unsigned *two = rows[0], *one = rows[1], *now = rows[2];
    for (size_t j = 0; j <= n; j++)
        one[j] = (unsigned)j;
    for (size_t i = 1; i <= m; i++) {
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= n; j++) {
            unsigned cost = lower(a[i - 1]) != lower(b[j - 1]);
            now[j] = least(least(one[j], now[j - 1]) + 1, one[j - 1] + cost);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                now[j] = least(now[j], two[j - 2] + 1);
        }
        unsigned *free_row = two;
        two = one, one = now, now = free_row;
    }
    return one[n];
}

bool jm_text_is_utf8(const char *bytes, size_t length)
{
    const char *end = bytes + length;
    while (bytes < end)
        if (jm_text_next(&bytes, end) == JM_TEXT_BAD)
            return false;
    return true;
}

uint32_t jm_text_of_windows(unsigned char byte)
{
    static const uint16_t upper[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
        0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    return byte >= 0x80 && byte < 0xA0 ? upper[byte - 0x80] : byte;
}
