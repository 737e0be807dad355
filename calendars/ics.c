#include "ics.h"
#include <string.h>

#define LONGEST_LINE 75

/* Octets that stay together go to the next line together (§3.1). */
static void make_room(struct jm_ics *ics, size_t octets)
{
    if (ics->column + octets <= LONGEST_LINE)
        return;
    jm_text_add_bytes(ics->out, "\r\n ", 3);
    ics->column = 1;
}

static void add_together(struct jm_ics *ics, const char *octets, size_t length)
{
    make_room(ics, length);
    jm_text_add_bytes(ics->out, octets, length);
    ics->column += length;
}

/* Octets between which a line may be broken anywhere but inside a character. */
static void add_run(struct jm_ics *ics, const char *run, size_t length)
{
    while (length > 0) {
        size_t room = LONGEST_LINE - ics->column;
        size_t fit = jm_text_fit(run, length, room);
        if (fit == 0 && room == LONGEST_LINE - 1)
            fit = 1; /* no UTF-8: go on all the same */
        jm_text_add_bytes(ics->out, run, fit);
        ics->column += fit;
        run += fit;
        length -= fit;
        if (length > 0)
            make_room(ics, LONGEST_LINE);
    }
}

void jm_ics_add(struct jm_ics *ics, const char *raw)
{
    add_run(ics, raw, strlen(raw));
}

void jm_ics_add_text(struct jm_ics *ics, const char *text)
{
    while (*text) {
        size_t run = strcspn(text, "\\;,\n");
        add_run(ics, text, run);
        text += run;
        if (!*text)
            break;
        char pair[2] = {'\\', *text == '\n' ? 'n' : *text};
        add_together(ics, pair, sizeof pair);
        text++;
    }
}

void jm_ics_begin(struct jm_ics *ics, const char *name)
{
    ics->column = 0;
    jm_ics_add(ics, name);
    add_together(ics, ":", 1);
}

void jm_ics_end(struct jm_ics *ics)
{
    jm_text_add_bytes(ics->out, "\r\n", 2);
}

void jm_ics_line(struct jm_ics *ics, const char *line)
{
    ics->column = 0;
    jm_ics_add(ics, line);
    jm_ics_end(ics);
}

void jm_ics_property(struct jm_ics *ics, const char *name, const char *value)
{
    jm_ics_begin(ics, name);
    jm_ics_add(ics, value);
    jm_ics_end(ics);
}

void jm_ics_text(struct jm_ics *ics, const char *name, const char *text)
{
    jm_ics_begin(ics, name);
    jm_ics_add_text(ics, text);
    jm_ics_end(ics);
}

static char *put_digits(char *at, int number, int width)
{
    for (int i = width; i-- > 0; number /= 10)
        at[i] = (char)('0' + number % 10);
    return at + width;
}

static char *put_day(char *at, struct jm_civil civil)
{
    at = put_digits(at, civil.year, 4);
    at = put_digits(at, civil.month, 2);
    return put_digits(at, civil.day, 2);
}

static char *put_wall(char *at, struct jm_civil civil)
{
    at = put_day(at, civil);
    *at++ = 'T';
    at = put_digits(at, civil.hour, 2);
    at = put_digits(at, civil.minute, 2);
    return put_digits(at, civil.second, 2);
}

void jm_ics_day(struct jm_ics *ics, const char *name, jm_day day)
{
    char value[9];
    *put_day(value, jm_day_date(day)) = '\0';
    jm_ics_property(ics, name, value);
}

void jm_ics_wall(struct jm_ics *ics, const char *name, jm_wall wall)
{
    char value[16];
    *put_wall(value, jm_wall_civil(wall)) = '\0';
    jm_ics_property(ics, name, value);
}

void jm_ics_utc(struct jm_ics *ics, const char *name, jm_utc utc)
{
    char value[17];
    char *end = put_wall(value, jm_wall_civil(utc));
    end[0] = 'Z';
    end[1] = '\0';
    jm_ics_property(ics, name, value);
}
