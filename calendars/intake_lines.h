/* The content lines of a stream of anybody's bytes (RFC 5545 §3.1): unfolded,
 * one at a time, whatever they end in. */
#ifndef JUMELAGE_CALENDARS_INTAKE_LINES_H
#define JUMELAGE_CALENDARS_INTAKE_LINES_H

#include <jumelage/intake.h>

#define JM_LINE_BYTES ((size_t)256 << 10)

/* What a stream is written in, as its first bytes tell. */
enum jm_stream_units { JM_UNITS_BYTES = 0, JM_UNITS_LITTLE, JM_UNITS_BIG };

struct jm_lines {
    jm_intake_source *source;
    void *data;
    size_t most; /* bytes of the stream */

    unsigned char raw[16 << 10]; /* as it was read: UTF-16 only */
    size_t raw_left;             /* of it, not decoded yet */
    char bytes[(16 << 10) * 2];  /* UTF-8 (or some other bytes), no NUL */
    size_t at, count;
    size_t taken; /* bytes read so far */
    bool begun, ended;
    enum jm_stream_units units;
    uint16_t high; /* first half of a surrogate pair, or 0 */

    struct jm_text line;  /* the line; "" once `overlong` */
    bool overlong;        /* it is over JM_LINE_BYTES: only its start is kept */
    unsigned long number; /* of the line's first physical line, from 1 */
    unsigned long next;   /* of the physical line to come */
};

/* Sets it up; jm_lines_clear() gives back what it holds. */
void jm_lines_start(struct jm_lines *lines, jm_intake_source *source,
                    void *data, size_t most);
void jm_lines_clear(struct jm_lines *lines);

/* The next line that is not empty, in lines->line: JM_END at the end,
 * JM_INVALID when the stream is over its limit. A line that is longer than it
 * may be is read to its end, but only its first kilobyte is kept. */
enum jm_status jm_lines_next(struct jm_lines *lines, struct jm_error *err);

#endif
