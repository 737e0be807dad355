/* feed_code.h: the picture says what the code says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "feed_code.h"
#include <qrcodegen/qrcodegen.h>
#include <string.h>

static uint32_t number_at(const char *bytes)
{
    const unsigned char *at = (const unsigned char *)bytes;
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
           (uint32_t)at[2] << 8 | at[3];
}

/* The stored bytes of the only IDAT chunk, one block after the other. */
static void unpack(struct jm_text *out, const struct jm_text *png)
{
    const char *at = png->bytes + 8 + 25; /* behind IHDR */
    uint32_t length = number_at(at);
    assert_memory_equal(at + 4, "IDAT", 4);
    const unsigned char *block = (const unsigned char *)at + 10;
    const unsigned char *end = (const unsigned char *)at + 8 + length - 4;
    while (block < end) {
        unsigned size = block[1] | (unsigned)block[2] << 8;
        assert_int_equal(size ^ 0xFFFF, block[3] | (unsigned)block[4] << 8);
        jm_text_add_bytes(out, (const char *)block + 5, size);
        block += 5 + size;
    }
    assert_ptr_equal(block, end);
}

static const char *const urls[] = {
    "https://a.fr",
    "https://jumelage.example.org/f/3f9c2a71d04e4b8a/suwon-tours-2023.ics",
    "https://example.org/"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};

/* Each module is a square of pixels; around them all is white. */
static void each_url(void **state)
{
    (void)state;
    static uint8_t code[qrcodegen_BUFFER_LEN_MAX], room[sizeof code];
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        struct jm_text png = JM_TEXT_INIT, pixels = JM_TEXT_INIT;
        int size = jm_feed_code(&png, urls[i]);
        assert_true(qrcodegen_encodeText(urls[i], room, code,
                                         qrcodegen_Ecc_MEDIUM, 1, 20,
                                         qrcodegen_Mask_AUTO, true));
        int quiet = (size / JM_FEED_PIXELS - qrcodegen_getSize(code)) / 2;
        assert_true(size > 0 && quiet >= 1);
        assert_int_equal(number_at(png.bytes + 16), size);
        unpack(&pixels, &png);
        size_t line = (size_t)size / 8 + 1;
        assert_int_equal(pixels.length, line * (size_t)size);
        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++) {
                unsigned byte =
                    (unsigned char)
                        pixels.bytes[(size_t)y * line + 1 + (size_t)x / 8];
                bool dark = !(byte >> (7 - x % 8) & 1);
                assert_int_equal(
                    dark, qrcodegen_getModule(code, x / JM_FEED_PIXELS - quiet,
                                              y / JM_FEED_PIXELS - quiet));
            }
        jm_text_clear(&png);
        jm_text_clear(&pixels);
    }
}

static void too_long(void **state)
{
    (void)state;
    struct jm_text png = JM_TEXT_INIT;
    char url[700];
    memset(url, 'a', sizeof url - 1);
    url[sizeof url - 1] = '\0';
    assert_int_equal(jm_feed_code(&png, url), 0);
    assert_int_equal(png.length, 0);
    jm_text_clear(&png);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_url),
        cmocka_unit_test(too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
