/* The strings that cells share. */
#include "sheets.h"
#include <stdlib.h>
#include <string.h>

#define MOST_BYTES ((size_t)32 << 20)
#define LONG "holds a text of more than 32767 characters"

/* Where in <si> the reader is. */
struct reading {
    struct jm_strings *strings;
    size_t start;     /* of the string at hand */
    bool is_text;     /* inside <t> */
    bool is_phonetic; /* inside <rPh>: how it is read, not what it says */
};

/* ---- text ---- */

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "_x000D_" at `at`: the code unit, or -1. */
static int32_t escape_at(const char *at)
{
    int32_t code = 0;
    if (at[0] != '_' || at[1] != 'x')
        return -1;
    for (int i = 2; i < 6; i++) {
        int digit = hex(at[i]);
        if (digit < 0)
            return -1;
        code = code * 16 + digit;
    }
    return at[6] == '_' ? code : -1;
}

/* A character beyond U+FFFF is written as two escapes (UTF-16). *used counts
 * the bytes read. */
static uint32_t code_at(const char *at, size_t *used)
{
    int32_t first = escape_at(at);
    *used = 7;
    if (first < 0xD800 || first > 0xDFFF)
        return (uint32_t)first;
    int32_t second = first < 0xDC00 ? escape_at(at + 7) : -1;
    if (second < 0xDC00 || second > 0xDFFF)
        return 0xFFFD;
    *used = 14;
    return 0x10000 + (((uint32_t)first - 0xD800) << 10) +
           ((uint32_t)second - 0xDC00);
}

static bool is_kept(uint32_t code)
{
    return code == '\n' || code == '\t' ||
           (code >= 0x20 && code != 0x7F && !(code >= 0x80 && code < 0xA0) &&
            code < 0xFFFE) ||
           code > 0xFFFF;
}

static void add_escaped(struct jm_text *out, uint32_t code, const char *after)
{
    if (code == '\r')
        code = *after == '\n' || escape_at(after) == '\n' ? 0 : '\n';
    if (is_kept(code))
        jm_text_add_code(out, code);
}

/* Control characters that XML 1.0 allows as they are: CR, DEL, U+0080 to
 * U+009F. */
static bool has_control(const char *bytes)
{
    for (; *bytes; bytes++)
        if (*bytes == '\r' || *bytes == 0x7F ||
            (*bytes == '\xC2' && (unsigned char)bytes[1] < 0xA0))
            return true;
    return false;
}

void jm_strings_unescape(struct jm_text *text, size_t start)
{
    struct jm_text out = JM_TEXT_INIT;
    const char *at = jm_text_get(text) + start;
    const char *end = jm_text_get(text) + text->length;
    if (at > end || (!strstr(at, "_x") && !has_control(at)))
        return;
    while (at < end) {
        size_t used = 0;
        if (escape_at(at) >= 0) {
            uint32_t code = code_at(at, &used);
            at += used;
            add_escaped(&out, code, at);
        } else {
            uint32_t code = jm_text_next(&at, end);
            add_escaped(&out, code, at);
        }
    }
    text->failed |= out.failed;
    if (out.length <= text->length - start) {
        if (out.length)
            memcpy(text->bytes + start, out.bytes, out.length);
        text->length = start + out.length;
        text->bytes[text->length] = '\0';
    }
    jm_text_clear(&out);
}

bool jm_strings_is_long(const char *bytes, size_t length)
{
    size_t characters = 0;
    if (length <= JM_LONGEST_CELL)
        return false;
    for (size_t i = 0; i < length; i++)
        characters += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return characters > JM_LONGEST_CELL;
}

/* ---- the part ---- */

static bool begin(struct jm_strings *strings)
{
    if (strings->count == strings->room) {
        size_t room = strings->room ? strings->room * 2 : 1024;
        uint32_t *starts = realloc(strings->starts, room * sizeof *starts);
        if (!starts)
            return false;
        strings->starts = starts;
        strings->room = room;
    }
    strings->starts[strings->count++] = (uint32_t)strings->bytes.length;
    return true;
}

static void on_start(struct jm_xml *xml, const char *name,
                     const XML_Char **attributes)
{
    struct reading *reading = xml->data;
    (void)attributes;
    if (strcmp(name, "si") == 0) {
        if (!begin(reading->strings))
            jm_xml_stop(xml, jm_fail_memory(xml->err));
        reading->start = reading->strings->bytes.length;
        reading->is_phonetic = false;
    } else if (strcmp(name, "rPh") == 0) {
        reading->is_phonetic = true;
    } else if (strcmp(name, "t") == 0) {
        reading->is_text = !reading->is_phonetic;
    }
}

static void finish(struct jm_xml *xml, struct reading *reading)
{
    struct jm_text *bytes = &reading->strings->bytes;
    jm_strings_unescape(bytes, reading->start);
    if (jm_strings_is_long(jm_text_get(bytes) + reading->start,
                           bytes->length - reading->start))
        jm_xml_fail(xml, LONG);
    jm_text_add_char(bytes, '\0');
    if (bytes->failed)
        jm_xml_fail(xml, "holds too much text");
}

static void on_end(struct jm_xml *xml, const char *name)
{
    struct reading *reading = xml->data;
    if (strcmp(name, "si") == 0)
        finish(xml, reading);
    else if (strcmp(name, "rPh") == 0)
        reading->is_phonetic = false;
    else if (strcmp(name, "t") == 0)
        reading->is_text = false;
}

static void on_text(struct jm_xml *xml, const char *bytes, size_t length)
{
    struct reading *reading = xml->data;
    struct jm_text *all = &reading->strings->bytes;
    if (!reading->is_text || !reading->strings->count)
        return;
    jm_text_add_bytes(all, bytes, length);
    if (all->length - reading->start > 4 * JM_LONGEST_CELL)
        jm_xml_fail(xml, LONG);
}

enum jm_status jm_strings_read(struct jm_strings *strings,
                               struct jm_package *package, const char *part,
                               struct jm_error *err)
{
    static const struct jm_xml_hooks hooks = {on_start, on_end, on_text};
    struct reading reading = {.strings = strings};
    strings->bytes.ceiling = MOST_BYTES;
    return jm_xml_read(package, part, &hooks, &reading, err);
}

void jm_strings_clear(struct jm_strings *strings)
{
    jm_text_clear(&strings->bytes);
    free(strings->starts);
    *strings = (struct jm_strings){.count = 0};
}

const char *jm_strings_get(const struct jm_strings *strings, size_t index)
{
    return index < strings->count
               ? strings->bytes.bytes + strings->starts[index]
               : NULL;
}
