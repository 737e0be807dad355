/* The live feed's address as a QR code: a PNG made here, its data stored
 * without compression (RFC 1950, RFC 1951 3.2.4), for the workbook is packed as
 * a whole. */
#include "feed_code.h"

#include <qrcodegen/qrcodegen.h>
#include <string.h>

/* Modules of white around: the other three of ISO/IEC 18004 are the paper. */
#define QUIET 1
#define BLOCK 65535

static void add_number(struct jm_text *out, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        jm_text_add_char(out, (char)(number >> shift & 0xFF));
}

static uint32_t crc(const char *bytes, size_t length)
{
    uint32_t sum = UINT32_MAX;
    for (size_t i = 0; i < length; i++) {
        sum ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320u : 0);
    }
    return ~sum;
}

static uint32_t adler(const char *bytes, size_t length)
{
    uint32_t a = 1, b = 0;
    for (size_t i = 0; i < length; i++) {
        a = (a + (unsigned char)bytes[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

static void add_chunk(struct jm_text *out, const char *type,
                      const struct jm_text *data)
{
    size_t length = data ? data->length : 0;
    size_t from = out->length + 4;
    add_number(out, (uint32_t)length);
    jm_text_add_bytes(out, type, 4);
    if (length)
        jm_text_add_bytes(out, data->bytes, length);
    if (!out->failed)
        add_number(out, crc(out->bytes + from, length + 4));
}

/* One bit per pixel, each row behind a byte that says it is not filtered. */
static void add_pixels(struct jm_text *out, const uint8_t *code, int side)
{
    int size = side * JM_FEED_PIXELS;
    for (int y = 0; y < size; y++) {
        jm_text_add_char(out, '\0');
        for (int x = 0; x < size; x += 8) {
            unsigned byte = 0;
            for (int bit = 0; bit < 8; bit++)
                byte = byte << 1 | !qrcodegen_getModule(
                                       code, (x + bit) / JM_FEED_PIXELS - QUIET,
                                       y / JM_FEED_PIXELS - QUIET);
            jm_text_add_char(out, (char)byte);
        }
    }
}

static void add_stored(struct jm_text *out, const struct jm_text *data)
{
    jm_text_add_bytes(out, "\x78\x01", 2);
    for (size_t at = 0; at < data->length; at += BLOCK) {
        size_t left = data->length - at;
        unsigned length = left < BLOCK ? (unsigned)left : BLOCK;
        jm_text_add_char(out, left <= BLOCK);
        jm_text_add_char(out, (char)(length & 0xFF));
        jm_text_add_char(out, (char)(length >> 8));
        jm_text_add_char(out, (char)(~length & 0xFF));
        jm_text_add_char(out, (char)(~length >> 8 & 0xFF));
        jm_text_add_bytes(out, data->bytes + at, length);
    }
    add_number(out, adler(data->bytes, data->length));
}

int jm_feed_code(struct jm_text *out, const char *url)
{
    uint8_t code[qrcodegen_BUFFER_LEN_FOR_VERSION(20)];
    uint8_t room[qrcodegen_BUFFER_LEN_FOR_VERSION(20)];
    struct jm_text head = JM_TEXT_INIT, pixels = JM_TEXT_INIT,
                   stored = JM_TEXT_INIT;
    if (!qrcodegen_encodeText(url, room, code, qrcodegen_Ecc_MEDIUM, 1, 20,
                              qrcodegen_Mask_AUTO, true))
        return 0;
    int side = qrcodegen_getSize(code) + 2 * QUIET;
    int size = side * JM_FEED_PIXELS;
    add_number(&head, (uint32_t)size);
    add_number(&head, (uint32_t)size);
    jm_text_add_bytes(&head, "\1\0\0\0", 5); /* one bit of grey */
    add_pixels(&pixels, code, side);
    add_stored(&stored, &pixels);
    jm_text_add_bytes(out, "\x89PNG\r\n\x1a\n", 8);
    add_chunk(out, "IHDR", &head);
    add_chunk(out, "IDAT", &stored);
    add_chunk(out, "IEND", NULL);
    bool failed = head.failed || pixels.failed || stored.failed || out->failed;
    jm_text_clear(&head);
    jm_text_clear(&pixels);
    jm_text_clear(&stored);
    return failed ? 0 : size;
}
