/* Zone files: RFC 9636 §3. */
#include "tzif.h"
#include "grow.h"
#include <stdlib.h>
#include <string.h>

#define HEADER_BYTES 44
#define LONGEST_FOOTER 255

/* Wall clocks of 1970 to 2099, wherever they hang. */
#define FIRST_INSTANT (-JM_DAY_SECONDS)
#define LAST_YEAR 2100
#define LAST_INSTANT INT64_C(4102531200) /* 2100-01-02 */

void jm_shifts_clear(struct jm_shifts *shifts)
{
    free(shifts->all);
    *shifts = (struct jm_shifts)JM_SHIFTS_INIT;
}

static void append(struct jm_shifts *shifts, jm_utc at, int32_t offset)
{
    struct jm_shift *all =
        jm_grown(shifts->all, shifts->count, &shifts->room, sizeof *all);
    if (!all) {
        shifts->failed = true;
        return;
    }
    shifts->all = all;
    shifts->all[shifts->count++] = (struct jm_shift){at, offset};
}

void jm_shifts_add(struct jm_shifts *shifts, jm_utc at, int32_t offset)
{
    if (shifts->count && shifts->all[shifts->count - 1].at == at)
        shifts->count--;
    if (!shifts->count || shifts->all[shifts->count - 1].offset != offset)
        append(shifts, at, offset);
}

/* What is left to read of a file. */
struct bytes {
    const unsigned char *at, *end;
};

/* The counts of a header, in the file's order. */
enum { UT_FLAGS, STANDARD_FLAGS, LEAPS, TIMES, TYPES, NAMES, COUNTS };

struct header {
    unsigned version;
    size_t counts[COUNTS];
};

static uint64_t big_endian(const unsigned char *at, int bytes)
{
    uint64_t number = 0;
    for (int i = 0; i < bytes; i++)
        number = number << 8 | at[i];
    return number;
}

static bool read_header(struct bytes *bytes, struct header *header)
{
    if (bytes->end - bytes->at < HEADER_BYTES ||
        memcmp(bytes->at, "TZif", 4) != 0)
        return false;
    header->version = bytes->at[4];
    for (int i = 0; i < COUNTS; i++)
        header->counts[i] = (size_t)big_endian(bytes->at + 20 + 4 * i, 4);
    bytes->at += HEADER_BYTES;
    return true;
}

/* The length of the data block that a header announces, its times and leap
 * seconds of `width` bytes. Counts are of 32 bits, so nothing overflows. */
static uint64_t block_bytes(const struct header *header, uint64_t width)
{
    const size_t *n = header->counts;
    return n[TIMES] * (width + 1) + n[TYPES] * UINT64_C(6) + n[NAMES] +
           n[LEAPS] * (width + 4) + n[STANDARD_FLAGS] + n[UT_FLAGS];
}

static bool has_left(const struct bytes *bytes, uint64_t wanted)
{
    return (uint64_t)(bytes->end - bytes->at) >= wanted;
}

/* RFC 9636 §3.2: more than a day is no offset. */
static bool is_offset(int32_t offset)
{
    return offset > -25 * 3600 && offset < 26 * 3600;
}

/* Adds a change unless it lies outside the years we keep; before them it says
 * what holds when they begin. */
static void keep(struct jm_shifts *out, jm_utc at, int32_t offset)
{
    if (at <= FIRST_INSTANT)
        jm_shifts_add(out, INT64_MIN, offset);
    else if (at < LAST_INSTANT)
        jm_shifts_add(out, at, offset);
}

/* The changes that the 64-bit block lists. The first type holds before them.
 * *last is the last of them, INT64_MIN when there are none. */
static bool read_listed(struct jm_shifts *out, const unsigned char *block,
                        const struct header *header, jm_utc *last)
{
    size_t times = header->counts[TIMES], types = header->counts[TYPES];
    const unsigned char *type_of = block + times * 8;
    const unsigned char *type = type_of + times;
    for (size_t i = 0; i < types; i++)
        if (!is_offset((int32_t)big_endian(type + i * 6, 4)))
            return false;
    keep(out, INT64_MIN, (int32_t)big_endian(type, 4));
    *last = INT64_MIN;
    for (size_t i = 0; i < times; i++) {
        jm_utc at = (jm_utc)big_endian(block + i * 8, 8);
        if (type_of[i] >= types || (i && at <= *last))
            return false;
        keep(out, at, (int32_t)big_endian(type + (size_t)type_of[i] * 6, 4));
        *last = at;
    }
    return true;
}

static jm_utc newest(const struct jm_shifts *shifts)
{
    return shifts->count ? shifts->all[shifts->count - 1].at : INT64_MIN;
}

/* The changes after the last one listed, year by year. In the south summer
 * begins after it ends. */
static void add_ruled(struct jm_shifts *out, const struct jm_posix_zone *zone,
                      jm_utc last)
{
    if (!zone->has_summer || last >= LAST_INSTANT)
        return;
    int year = last > 0 ? jm_wall_civil(last).year : 1969;
    for (; year <= LAST_YEAR; year++) {
        struct jm_shift changes[2] = {
            {jm_yearly_wall(&zone->begins, year) - zone->standard,
             zone->summer},
            {jm_yearly_wall(&zone->ends, year) - zone->summer, zone->standard}};
        int first = changes[1].at < changes[0].at;
        for (int i = 0; i < 2; i++) {
            const struct jm_shift *change = &changes[i ^ first];
            if (change->at > last && change->at >= newest(out))
                keep(out, change->at, change->offset);
        }
    }
}

/* "\nCET-1CEST,M3.5.0,M10.5.0/3\n", or an empty line where no rule is known. */
static bool read_footer(const struct bytes *bytes, struct jm_posix_zone *zone)
{
    char text[LONGEST_FOOTER + 1];
    if (bytes->at == bytes->end || *bytes->at != '\n')
        return false;
    const unsigned char *start = bytes->at + 1;
    const unsigned char *end =
        memchr(start, '\n', (size_t)(bytes->end - start));
    if (!end || end - start > LONGEST_FOOTER)
        return false;
    memcpy(text, start, (size_t)(end - start));
    text[end - start] = '\0';
    *zone = (struct jm_posix_zone){0};
    return !*text || (jm_posix_zone_parse(zone, text) &&
                      is_offset(zone->standard) && is_offset(zone->summer));
}

bool jm_tzif_read(struct jm_shifts *out, const unsigned char *data,
                  size_t length)
{
    struct bytes bytes = {data, data + length};
    struct header header;
    if (!read_header(&bytes, &header) || header.version < '2' ||
        !has_left(&bytes, block_bytes(&header, 4)))
        return false;
    bytes.at += block_bytes(&header, 4);
    if (!read_header(&bytes, &header) ||
        !has_left(&bytes, block_bytes(&header, 8)) ||
        header.counts[TYPES] == 0 || header.counts[LEAPS] > 0)
        return false;
    const unsigned char *block = bytes.at;
    bytes.at += block_bytes(&header, 8);
    struct jm_posix_zone zone;
    jm_utc last;
    if (!read_footer(&bytes, &zone) || !read_listed(out, block, &header, &last))
        return false;
    add_ruled(out, &zone, last);
    return !out->failed;
}
