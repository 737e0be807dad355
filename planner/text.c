#include <inttypes.h>
#include <jumelage/text.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void jm_text_clear(struct jm_text *text)
{
    free(text->bytes);
    text->bytes = NULL;
    text->length = text->room = 0;
    text->failed = false;
}

void jm_text_reset(struct jm_text *text)
{
    text->length = 0;
    text->failed = false;
    if (text->bytes)
        text->bytes[0] = '\0';
}

const char *jm_text_get(const struct jm_text *text)
{
    return text->bytes ? text->bytes : "";
}

char *jm_text_take(struct jm_text *text)
{
    char *taken = NULL;
    if (!text->failed) {
        jm_text_add_bytes(text, "", 0);
        taken = text->bytes;
        text->bytes = NULL;
    }
    jm_text_clear(text);
    return taken;
}

/* Room for `more` bytes and a NUL. */
static bool make_room(struct jm_text *text, size_t more)
{
    size_t ceiling = text->ceiling ? text->ceiling : JM_TEXT_CEILING;
    if (text->failed || more >= ceiling || text->length >= ceiling - more) {
        text->failed = true;
        return false;
    }
    size_t need = text->length + more + 1;
    if (need <= text->room)
        return true;
    size_t room = text->room ? text->room : 64;
    while (room < need)
        room *= 2;
    char *bytes = realloc(text->bytes, room);
    if (!bytes) {
        text->failed = true;
        return false;
    }
    text->bytes = bytes;
    text->room = room;
    return true;
}

void jm_text_add_bytes(struct jm_text *text, const char *bytes, size_t length)
{
    if (!make_room(text, length))
        return;
    if (length)
        memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void jm_text_add(struct jm_text *text, const char *string)
{
    jm_text_add_bytes(text, string, strlen(string));
}

void jm_text_add_char(struct jm_text *text, char c)
{
    jm_text_add_bytes(text, &c, 1);
}

void jm_text_add_code(struct jm_text *text, uint32_t code)
{
    char out[4];
    size_t n = 0;
    if (code < 0x80) {
        out[n++] = (char)code;
    } else if (code < 0x800) {
        out[n++] = (char)(0xC0 | code >> 6);
        out[n++] = (char)(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out[n++] = (char)(0xE0 | code >> 12);
        out[n++] = (char)(0x80 | (code >> 6 & 0x3F));
        out[n++] = (char)(0x80 | (code & 0x3F));
    } else {
        out[n++] = (char)(0xF0 | code >> 18);
        out[n++] = (char)(0x80 | (code >> 12 & 0x3F));
        out[n++] = (char)(0x80 | (code >> 6 & 0x3F));
        out[n++] = (char)(0x80 | (code & 0x3F));
    }
    jm_text_add_bytes(text, out, n);
}

void jm_text_add_repeat(struct jm_text *text, char c, size_t times)
{
    for (size_t i = 0; i < times; i++)
        jm_text_add_char(text, c);
}

void jm_text_add_int(struct jm_text *text, int64_t number)
{
    jm_text_add_padded(text, number, 1);
}

void jm_text_add_padded(struct jm_text *text, int64_t number, int width)
{
    char digits[24];
    size_t n = sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    int written = 0;
    do {
        digits[--n] = (char)('0' + rest % 10);
        rest /= 10;
        written++;
    } while ((rest || written < width) && n > 1);
    if (number < 0)
        digits[--n] = '-';
    jm_text_add_bytes(text, digits + n, sizeof digits - n);
}

void jm_text_addf(struct jm_text *text, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    if (length >= 0 && make_room(text, (size_t)length)) {
        vsnprintf(text->bytes + text->length, (size_t)length + 1, format,
                  again);
        text->length += (size_t)length;
    } else {
        text->failed = true;
    }
    va_end(again);
    va_end(args);
}

uint64_t jm_text_hash(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < length; i++) {
        hash ^= byte[i];
        hash *= UINT64_C(0x100000001b3);
    }
    return hash;
}
