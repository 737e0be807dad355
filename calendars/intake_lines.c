#include "intake_lines.h"
#include <string.h>

#define KEPT_OF_OVERLONG 1024

void jm_lines_start(struct jm_lines *lines, jm_intake_source *source,
                    void *data, size_t most)
{
    memset(lines, 0, sizeof *lines);
    lines->source = source;
    lines->data = data;
    lines->most = most;
    lines->next = 1;
}

void jm_lines_clear(struct jm_lines *lines)
{
    jm_text_clear(&lines->line);
}

/* ---- bytes ---- */

static enum jm_status refuse_size(const struct jm_lines *lines,
                                  struct jm_error *err)
{
    struct jm_text most = JM_TEXT_INIT;
    jm_text_add_int(&most, (int64_t)lines->most);
    jm_fail(err, JM_INVALID, "over most_bytes", JM_SAY_INTAKE_BYTES,
            jm_text_get(&most), NULL);
    jm_text_clear(&most);
    return JM_INVALID;
}

/* Reads into `room` bytes at `bytes`. */
static enum jm_status read_some(struct jm_lines *lines, void *bytes,
                                size_t room, size_t *got, struct jm_error *err)
{
    *got = 0;
    enum jm_status status = lines->source(lines->data, bytes, room, got, err);
    if (status)
        return status;
    lines->ended = !*got;
    lines->taken += *got;
    return lines->taken > lines->most ? refuse_size(lines, err) : JM_OK;
}

static size_t add_code(char *out, uint32_t code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

/* One unit of UTF-16; half a pair alone becomes U+FFFD. */
static void add_unit(struct jm_lines *lines, uint16_t unit)
{
    char *out = lines->bytes + lines->count;
    bool is_low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (lines->high && is_low) {
        uint32_t code = 0x10000 + ((uint32_t)(lines->high - 0xD800) << 10) +
                        (uint32_t)(unit - 0xDC00);
        lines->high = 0;
        lines->count += add_code(out, code);
        return;
    }
    if (lines->high)
        lines->count += add_code(out, 0xFFFD);
    lines->high = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
    out = lines->bytes + lines->count;
    if (is_low)
        lines->count += add_code(out, 0xFFFD);
    else if (!lines->high && unit)
        lines->count += add_code(out, unit);
}

/* An odd byte waits for its other half. A unit of two bytes gives three of
 * UTF-8 at most, or six after half a pair: half of `raw` is read at a time. */
static enum jm_status fill_from_units(struct jm_lines *lines,
                                      struct jm_error *err)
{
    size_t got = 0;
    enum jm_status status =
        read_some(lines, lines->raw + lines->raw_left,
                  sizeof lines->raw / 2 - lines->raw_left, &got, err);
    size_t count = lines->raw_left + got, i = 0;
    for (; i + 1 < count; i += 2) {
        unsigned first = lines->raw[i], second = lines->raw[i + 1];
        add_unit(lines, (uint16_t)(lines->units == JM_UNITS_BIG
                                       ? first << 8 | second
                                       : second << 8 | first));
    }
    lines->raw_left = count - i;
    if (lines->raw_left)
        lines->raw[0] = lines->raw[i];
    return status;
}

/* NUL bytes are dropped: no text holds one, and C strings end there. */
static void drop_nul(struct jm_lines *lines)
{
    char *from = memchr(lines->bytes, '\0', lines->count);
    if (!from)
        return;
    char *to = from;
    for (const char *end = lines->bytes + lines->count; from < end; from++)
        if (*from)
            *to++ = *from;
    lines->count = (size_t)(to - lines->bytes);
}

/* The mark at the start of a stream, dropped, says what it is written in. */
static void read_mark(struct jm_lines *lines)
{
    const unsigned char *mark = (const unsigned char *)lines->bytes;
    size_t count = lines->count;
    if (count >= 3 && mark[0] == 0xEF && mark[1] == 0xBB && mark[2] == 0xBF) {
        lines->at = 3;
        return;
    }
    if (count >= 2 && mark[0] == 0xFF && mark[1] == 0xFE)
        lines->units = JM_UNITS_LITTLE;
    else if (count >= 2 && mark[0] == 0xFE && mark[1] == 0xFF)
        lines->units = JM_UNITS_BIG;
    if (lines->units == JM_UNITS_BYTES)
        return;
    lines->raw_left = count - 2;
    memcpy(lines->raw, lines->bytes + 2, lines->raw_left);
    lines->count = 0;
}

/* The first bytes: enough of them to hold a mark, few enough for `raw`. */
static enum jm_status begin(struct jm_lines *lines, struct jm_error *err)
{
    enum jm_status status = JM_OK;
    lines->begun = true;
    while (!status && !lines->ended && lines->count < 3) {
        size_t got = 0;
        status = read_some(lines, lines->bytes + lines->count,
                           sizeof lines->raw / 4, &got, err);
        lines->count += got;
    }
    read_mark(lines);
    if (lines->units == JM_UNITS_BYTES)
        drop_nul(lines);
    return status;
}

/* More bytes; none at the end of the stream. */
static enum jm_status fill(struct jm_lines *lines, struct jm_error *err)
{
    enum jm_status status = JM_OK;
    if (!lines->begun)
        status = begin(lines, err);
    while (!status && lines->at == lines->count && !lines->ended) {
        lines->at = lines->count = 0;
        if (lines->units != JM_UNITS_BYTES) {
            status = fill_from_units(lines, err);
        } else {
            status = read_some(lines, lines->bytes, sizeof lines->bytes,
                               &lines->count, err);
            drop_nul(lines);
        }
    }
    return status;
}

/* ---- lines ---- */

/* The byte to come, or -1 at the end. */
static enum jm_status peek(struct jm_lines *lines, int *byte,
                           struct jm_error *err)
{
    enum jm_status status = JM_OK;
    if (lines->at == lines->count)
        status = fill(lines, err);
    *byte = !status && lines->at < lines->count
                ? (unsigned char)lines->bytes[lines->at]
                : -1;
    return status;
}

static void add_bytes(struct jm_lines *lines, const char *bytes, size_t count)
{
    if (lines->overlong)
        return;
    jm_text_add_bytes(&lines->line, bytes, count);
    if (lines->line.length <= JM_LINE_BYTES)
        return;
    lines->overlong = true;
    lines->line.length = KEPT_OF_OVERLONG;
    lines->line.bytes[KEPT_OF_OVERLONG] = '\0';
}

/* Where the line ends among `count` bytes; `count` when it goes on. */
static size_t find_end(const char *bytes, size_t count)
{
    const char *lf = memchr(bytes, '\n', count);
    size_t end = lf ? (size_t)(lf - bytes) : count;
    const char *cr = memchr(bytes, '\r', end);
    return cr ? (size_t)(cr - bytes) : end;
}

/* One physical line, without what ends it: LF, CR LF, or CR. */
static enum jm_status add_physical(struct jm_lines *lines, struct jm_error *err)
{
    int byte = 0;
    enum jm_status status = JM_OK;
    while (!(status = peek(lines, &byte, err)) && byte >= 0) {
        const char *bytes = lines->bytes + lines->at;
        size_t count = lines->count - lines->at;
        size_t end = find_end(bytes, count);
        add_bytes(lines, bytes, end);
        lines->at += end;
        if (end < count)
            break;
    }
    if (status || byte < 0)
        return status;
    bool is_return = lines->bytes[lines->at++] == '\r';
    lines->next++;
    if (is_return && !(status = peek(lines, &byte, err)) && byte == '\n')
        lines->at++;
    return status;
}

static enum jm_status read_line(struct jm_lines *lines, struct jm_error *err)
{
    int byte = 0;
    jm_text_reset(&lines->line);
    lines->overlong = false;
    lines->number = lines->next;
    enum jm_status status = add_physical(lines, err);
    while (!status && !(status = peek(lines, &byte, err)) &&
           (byte == ' ' || byte == '\t')) {
        lines->at++;
        status = add_physical(lines, err);
    }
    return status ? status : lines->line.failed ? jm_fail_memory(err) : JM_OK;
}

enum jm_status jm_lines_next(struct jm_lines *lines, struct jm_error *err)
{
    for (;;) {
        int byte = 0;
        enum jm_status status = peek(lines, &byte, err);
        if (status || byte < 0)
            return status ? status : JM_END;
        status = read_line(lines, err);
        if (status || lines->line.length)
            return status;
    }
}
