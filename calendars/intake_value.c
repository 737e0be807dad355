#include "intake_value.h"
#include <string.h>

/* ---- pieces ---- */

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

bool jm_piece_starts(struct jm_piece piece, const char *word)
{
    size_t i = 0;
    for (; i < piece.count && word[i]; i++)
        if (upper(piece.at[i]) != upper(word[i]))
            return false;
    return !word[i];
}

bool jm_piece_is(struct jm_piece piece, const char *word)
{
    return strlen(word) == piece.count && jm_piece_starts(piece, word);
}

bool jm_piece_split(struct jm_piece *rest, char mark, struct jm_piece *first)
{
    if (!rest->at)
        return false;
    const char *found = memchr(rest->at, mark, rest->count);
    *first = *rest;
    if (!found) {
        *rest = (struct jm_piece){NULL, 0};
        return true;
    }
    first->count = (size_t)(found - rest->at);
    rest->at = found + 1;
    rest->count -= first->count + 1;
    return true;
}

bool jm_piece_number(struct jm_piece piece, long most, long *number)
{
    size_t i = 0;
    bool negative = piece.count && *piece.at == '-';
    if (negative || (piece.count && *piece.at == '+'))
        i = 1;
    if (i == piece.count)
        return false;
    for (*number = 0; i < piece.count; i++) {
        if (piece.at[i] < '0' || piece.at[i] > '9')
            return false;
        *number = *number * 10 + (piece.at[i] - '0');
        if (*number > most)
            return false;
    }
    if (negative)
        *number = -*number;
    return true;
}

/* ---- properties ---- */

/* Outlook writes zones such as (UTC+01:00) Bruxelles and tzone://Microsoft/Utc
 * without quotes: the colon in them ends no parameter. */
static bool is_in_zone(const char *line, const char *colon, const char *end)
{
    static const char *const starts[] = {"(UTC+", "(UTC-", "(GMT+", "(GMT-"};
    if (end - colon > 2 && colon[1] == '/' && colon[2] == '/')
        return true;
    if (colon - line < 7)
        return false;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (strncmp(colon - 7, starts[i], 5) == 0)
            return true;
    return false;
}

/* The colon before the value: outside quotes, or any, where quotes are left
 * open. */
static const char *find_colon(const char *line, size_t count)
{
    bool quoted = false;
    for (const char *at = line; at < line + count; at++) {
        if (*at == '"')
            quoted = !quoted;
        else if (*at == ':' && !quoted && !is_in_zone(line, at, line + count))
            return at;
    }
    return memchr(line, ':', count);
}

bool jm_property_read(struct jm_property *property, const char *line,
                      size_t count)
{
    size_t name = 0;
    while (name < count && line[name] != ':' && line[name] != ';')
        name++;
    const char *colon = name < count && line[name] == ':'
                            ? line + name
                            : find_colon(line, count);
    if (!colon)
        return false;
    if (colon < line + name) /* a quote in the name: no parameters then */
        name = (size_t)(colon - line);
    property->name = (struct jm_piece){line, name};
    property->parameters =
        (struct jm_piece){line + name, (size_t)(colon - line) - name};
    property->value =
        (struct jm_piece){colon + 1, count - (size_t)(colon + 1 - line)};
    const char *dot = memchr(line, '.', name);
    if (dot) {
        property->name.count -= (size_t)(dot + 1 - line);
        property->name.at = dot + 1;
    }
    return true;
}

/* Up to the next semicolon outside quotes. */
static struct jm_piece take_parameter(struct jm_piece *rest)
{
    bool quoted = false;
    size_t i = 0;
    for (; i < rest->count && (quoted || rest->at[i] != ';'); i++)
        if (rest->at[i] == '"')
            quoted = !quoted;
    struct jm_piece taken = {rest->at, i};
    rest->at += i;
    rest->count -= i;
    return taken;
}

bool jm_property_parameter(const struct jm_property *property, const char *name,
                           struct jm_piece *value)
{
    struct jm_piece rest = property->parameters;
    while (rest.count) {
        rest.at++; /* the semicolon */
        rest.count--;
        struct jm_piece taken = take_parameter(&rest), key;
        if (!jm_piece_split(&taken, '=', &key) || !taken.at ||
            !jm_piece_is(key, name))
            continue;
        if (taken.count && *taken.at == '"') {
            taken.at++;
            taken.count--;
            const char *quote = memchr(taken.at, '"', taken.count);
            if (quote)
                taken.count = (size_t)(quote - taken.at);
        }
        *value = taken;
        return true;
    }
    return false;
}

/* ---- times ---- */

/* `digits` digits at *at; -1 when they are not all there. */
static int read_digits(struct jm_piece *piece, size_t digits)
{
    int number = 0;
    if (piece->count < digits)
        return -1;
    for (size_t i = 0; i < digits; i++) {
        if (piece->at[i] < '0' || piece->at[i] > '9')
            return -1;
        number = number * 10 + (piece->at[i] - '0');
    }
    piece->at += digits;
    piece->count -= digits;
    return number;
}

static bool read_char(struct jm_piece *piece, char wanted)
{
    if (!piece->count || upper(*piece->at) != wanted)
        return false;
    piece->at++;
    piece->count--;
    return true;
}

static bool read_date(struct jm_piece *piece, jm_day *day)
{
    int year = read_digits(piece, 4);
    int month = read_digits(piece, 2);
    int of_month = read_digits(piece, 2);
    if (year < 1 || month < 1 || month > 12 || of_month < 1 || of_month > 31)
        return false;
    *day = jm_day_from_date(year, month, of_month);
    return jm_day_date(*day).day == of_month;
}

static bool is_digit(struct jm_piece piece)
{
    return piece.count && *piece.at >= '0' && *piece.at <= '9';
}

static bool read_clock(struct jm_piece *piece, int32_t *seconds)
{
    int hour = read_digits(piece, 2);
    int minute = read_digits(piece, 2);
    int second = is_digit(*piece) ? read_digits(piece, 2) : 0;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
        second > 60)
        return false;
    *seconds = hour * 3600 + minute * 60 + (second == 60 ? 59 : second);
    return true;
}

bool jm_value_time(struct jm_piece piece, enum jm_form *form, jm_wall *wall)
{
    jm_day day = 0;
    int32_t seconds = 0;
    *form = JM_FORM_DATE;
    if (!read_date(&piece, &day))
        return false;
    if (piece.count) {
        if (!read_char(&piece, 'T') || !read_clock(&piece, &seconds))
            return false;
        *form = read_char(&piece, 'Z') ? JM_FORM_UTC : JM_FORM_LOCAL;
    }
    *wall = (jm_wall)day * JM_DAY_SECONDS + seconds;
    return !piece.count;
}

#define LONGEST_DAYS 4000000L

/* Adds "12H" and the like to the duration. */
static bool add_unit(struct jm_piece *piece, bool is_time,
                     struct jm_duration *sum)
{
    static const struct {
        char unit;
        bool is_time;
        long days, seconds;
    } units[] = {{'W', false, 7, 0},
                 {'D', false, 1, 0},
                 {'H', true, 0, 3600},
                 {'M', true, 0, 60},
                 {'S', true, 0, 1}};
    long number = 0, days = 0, seconds = 0;
    if (!is_digit(*piece))
        return false;
    for (; is_digit(*piece); piece->at++, piece->count--) {
        number = number * 10 + (*piece->at - '0');
        if (number > LONGEST_DAYS)
            return false;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (units[i].is_time != is_time || !read_char(piece, units[i].unit))
            continue;
        days = sum->days + number * units[i].days;
        seconds = sum->seconds + number * units[i].seconds;
        sum->days = (int32_t)days;
        sum->seconds = (int32_t)seconds;
        return days <= LONGEST_DAYS && seconds <= INT32_MAX;
    }
    return false;
}

bool jm_value_duration(struct jm_piece piece, struct jm_duration *duration)
{
    *duration = (struct jm_duration){0, 0};
    bool negative = read_char(&piece, '-');
    if (!negative)
        read_char(&piece, '+');
    if (!read_char(&piece, 'P') || !piece.count)
        return false;
    for (bool is_time = false; piece.count;) {
        if (!is_time && read_char(&piece, 'T'))
            is_time = true;
        if (!add_unit(&piece, is_time, duration))
            return false;
    }
    if (negative) {
        duration->days = -duration->days;
        duration->seconds = -duration->seconds;
    }
    return true;
}

bool jm_value_offset(struct jm_piece piece, int32_t *seconds)
{
    bool negative = read_char(&piece, '-');
    if (!negative)
        read_char(&piece, '+');
    int hours = read_digits(&piece, 2);
    read_char(&piece, ':');
    int minutes = read_digits(&piece, 2);
    read_char(&piece, ':');
    int rest = piece.count ? read_digits(&piece, 2) : 0;
    *seconds = hours * 3600 + minutes * 60 + rest;
    if (negative)
        *seconds = -*seconds;
    return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 &&
           rest >= 0 && rest < 60 && !piece.count;
}
