/* Widths of characters and the wrapping of lines. */
#include "measure.h"

#include <jumelage/text.h>
#include <string.h>

/* U+0020 to U+007E in hundredths of a digit. */
static const unsigned char ascii[] = {
    45,  64,  79,  98,  100, 141, 135, 44,  60,  60,  98,  98,  49,  60,
    50,  76,  100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 53,  53,
    98,  98,  98,  91,  176, 114, 107, 105, 121, 96,  91,  124, 123, 50,
    63,  103, 83,  169, 127, 131, 102, 133, 107, 91,  96,  127, 112, 176,
    102, 96,  92,  61,  76,  61,  98,  98,  57,  95,  104, 83,  104, 98,
    60,  93,  104, 45,  47,  90,  45,  158, 104, 104, 104, 104, 69,  77,
    66,  104, 89,  141, 85,  89,  78,  62,  91,  62,  98};

#define BODY 11.0 /* points: the size that column widths refer to */
#define SAFETY 1.04
#define BOLD 1.04

static double width_of(uint32_t code)
{
    if (code >= 0x20 && code <= 0x7E)
        return ascii[code - 0x20] / 100.0;
    if (code >= 0x1F000)
        return 2.7; /* emoji */
    switch (jm_text_code_columns(code)) {
    case 0:
        return 0;
    case 2:
        return 2;
    default: /* accented capitals, then small letters, then the rest */
        return code >= 0xC0 && code < 0xE0 ? 1.3 : code < 0x180 ? 1.05 : 1.4;
    }
}

/* Where a line stands while words are laid on it. */
struct line {
    double width; /* of the cell, for this size and weight */
    double used;
    unsigned lines;
};

/* The end of what stays together: a word, or the part of it to a hyphen. */
static const char *end_of_word(const char *text)
{
    size_t length = strcspn(text, " \n-");
    return text + length + (text[length] == '-');
}

/* A word wider than the cell is broken between characters. */
static void lay_word(struct line *line, const char *word, const char *end)
{
    double width = 0;
    for (const char *at = word; at < end;)
        width += width_of(jm_text_next(&at, end));
    if (line->used + width <= line->width) {
        line->used += width;
        return;
    }
    if (line->used > 0) {
        line->lines++;
        line->used = 0;
    }
    while (word < end) {
        double step = width_of(jm_text_next(&word, end));
        if (line->used + step > line->width && line->used > 0) {
            line->lines++;
            line->used = 0;
        }
        line->used += step;
    }
}

unsigned jm_measure_lines(const char *text, double width, double size,
                          bool bold)
{
    struct line line = {.lines = 1};
    line.width = width * BODY / (size * SAFETY * (bold ? BOLD : 1));
    for (;;) {
        const char *end = end_of_word(text);
        lay_word(&line, text, end);
        text = end;
        if (*text == '\0')
            return line.lines;
        if (*text == '\n') {
            line.lines++;
            line.used = 0;
        } else if (*text == ' ' && line.used + width_of(' ') <= line.width) {
            line.used += width_of(' ');
        }
        text += *text == ' ' || *text == '\n';
    }
}

static bool is_tall(const char *text)
{
    const char *end = text + strlen(text);
    while (text < end)
        if (jm_text_code_columns(jm_text_next(&text, end)) == 2)
            return true;
    return false;
}

/* Line heights of Carlito and of Noto Sans CJK, which is taller than the
 * Malgun Gothic of Windows. */
double jm_measure_height(const char *text, double width, double size, bool bold)
{
    return jm_measure_lines(text, width, size, bold) * size *
           (is_tall(text) ? 1.48 : 1.25);
}
