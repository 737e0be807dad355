/* Values of properties, one by one (RFC 5545 §3.3). */
#include "lint_parts.h"
#include <string.h>

#define MOST_VALUES 500 /* libical drops what comes after them */

static int two_digits(const char *at)
{
    return (int)jm_lint_number((struct jm_lint_slice){at, 2});
}

static bool read_clock(const char *at, struct jm_civil *civil)
{
    civil->hour = two_digits(at);
    civil->minute = two_digits(at + 2);
    civil->second = two_digits(at + 4);
    return civil->hour >= 0 && civil->hour < 24 && civil->minute >= 0 &&
           civil->minute < 60 && civil->second >= 0 && civil->second <= 60;
}

bool jm_lint_read_time(struct jm_lint_slice text, struct jm_lint_time *time)
{
    struct jm_civil civil = {0};
    memset(time, 0, sizeof *time);
    time->is_date = text.length == 8;
    time->is_utc = text.length == 16 && text.at[15] == 'Z';
    if (!time->is_date && !time->is_utc && text.length != 15)
        return false;
    civil.year = (int)jm_lint_number((struct jm_lint_slice){text.at, 4});
    civil.month = two_digits(text.at + 4);
    civil.day = two_digits(text.at + 6);
    if (civil.year < 1 || !jm_civil_exists(civil.year, civil.month, civil.day))
        return false;
    if (!time->is_date &&
        (text.at[8] != 'T' || !read_clock(text.at + 9, &civil)))
        return false;
    time->wall = jm_civil_wall(civil);
    time->is_there = true;
    return true;
}

struct jm_lint_time jm_lint_time_of(const struct jm_lint_line *line)
{
    struct jm_lint_time time = {0};
    if (!line || !jm_lint_read_time(line->value, &time))
        return (struct jm_lint_time){0};
    time.zone = jm_lint_param(line, "TZID");
    return time;
}

/* "12H": moves past it; the unit, or 0. */
static char read_part(struct jm_lint_slice *rest, long *number)
{
    size_t digits = 0;
    while (digits < rest->length && rest->at[digits] >= '0' &&
           rest->at[digits] <= '9')
        digits++;
    *number = jm_lint_number((struct jm_lint_slice){rest->at, digits});
    if (*number < 0 || digits == rest->length)
        return 0;
    char unit = rest->at[digits];
    rest->at += digits + 1;
    rest->length -= digits + 1;
    return unit;
}

/* §3.3.6: weeks alone, or days, then T and hours, minutes, seconds. */
bool jm_lint_read_duration(struct jm_lint_slice text, int64_t *seconds)
{
    static const char units[] = "WDHMS";
    static const int64_t lengths[] = {604800, 86400, 3600, 60, 1};
    size_t next = 0;
    bool is_time = false;
    *seconds = 0;
    if (text.length && (*text.at == '+' || *text.at == '-'))
        text = (struct jm_lint_slice){text.at + 1, text.length - 1};
    if (text.length < 2 || *text.at != 'P')
        return false;
    text = (struct jm_lint_slice){text.at + 1, text.length - 1};
    while (text.length) {
        long number;
        if (*text.at == 'T' && !is_time) {
            text = (struct jm_lint_slice){text.at + 1, text.length - 1};
            is_time = true;
        }
        char unit = read_part(&text, &number);
        const char *found = unit ? strchr(units, unit) : NULL;
        size_t place = found ? (size_t)(found - units) : 0;
        if (!found || place < next || is_time != (place > 1))
            return false;
        *seconds += number * lengths[place];
        next = place ? place + 1 : sizeof units;
    }
    return true;
}

/* ---- texts ---- */

static void check_text(struct linting *l, const struct jm_lint_line *line,
                       bool is_list)
{
    struct jm_lint_slice text = line->value;
    bool is_bare = false, is_unknown = false;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == ';' || (c == ',' && !is_list))
            is_bare = true;
        if (c != '\\')
            continue;
        i++;
        if (i == text.length || !text.at[i] || !strchr("\\;,nN", text.at[i]))
            is_unknown = true;
    }
    const struct jm_lint_slice none = {NULL, 0};
    if (is_bare)
        jm_lint_tell(l, JM_LINT_ESCAPE_MISSING, line->number, line->name, none);
    if (is_unknown)
        jm_lint_tell(l, JM_LINT_ESCAPE_UNKNOWN, line->number, line->name, none);
}

/* ---- dates and times ---- */

/* A type that does not go with the value's form. */
static bool is_mistyped(const struct jm_lint_line *line,
                        const struct jm_lint_time *time)
{
    struct jm_lint_slice type = jm_lint_param(line, "VALUE");
    if (time->is_date)
        return !jm_lint_is(type, "DATE");
    return type.at && !jm_lint_is(type, "DATE-TIME");
}

static void check_time(struct linting *l, const struct jm_lint_line *line,
                       struct jm_lint_slice text)
{
    struct jm_lint_time time;
    struct jm_lint_slice zone = jm_lint_param(line, "TZID");
    if (!jm_lint_read_time(text, &time)) {
        jm_lint_tell(l, JM_LINT_DATE_UNREAL, line->number, text, line->name);
        return;
    }
    if (is_mistyped(line, &time))
        jm_lint_tell(l, JM_LINT_DATE_UNTYPED, line->number, text, line->name);
    if (zone.at && (time.is_date || time.is_utc))
        jm_lint_tell(l, JM_LINT_TZID_NEEDLESS, line->number, zone, line->name);
    bool is_local = !time.is_date && !time.is_utc;
    if (is_local && !zone.at && jm_lint_inner(l)->kind != LINT_SHIFT)
        jm_lint_tell(l, JM_LINT_FLOATING, line->number, line->name, text);
}

static void check_times(struct linting *l, const struct jm_lint_line *line)
{
    struct jm_lint_slice rest = line->value, piece,
                         zone = jm_lint_param(line, "TZID");
    size_t values = 0;
    char count[24];
    if (zone.at)
        jm_lint_mark(
            l, &l->used,
            (struct jm_lint_mark){.key = zone, .number = line->number});
    if (jm_lint_is(jm_lint_param(line, "VALUE"), "PERIOD")) {
        jm_lint_tell_word(l, JM_LINT_RDATE_PERIOD, line->number, NULL);
        return;
    }
    while (jm_lint_cut(&rest, ',', &piece)) {
        check_time(l, line, piece);
        values++;
    }
    snprintf(count, sizeof count, "%zu", values);
    if (values > MOST_VALUES)
        jm_lint_tell_word(l, JM_LINT_LONG_LIST, line->number, count);
}

static void check_instant(struct linting *l, const struct jm_lint_line *line)
{
    struct jm_lint_time time;
    if (!jm_lint_read_time(line->value, &time))
        jm_lint_tell(l, JM_LINT_DATE_UNREAL, line->number, line->value,
                     line->name);
    else if (!time.is_utc)
        jm_lint_tell(l, JM_LINT_STAMP_LOCAL, line->number, line->name,
                     line->value);
}

void jm_lint_value(struct linting *l, const struct jm_lint_line *line)
{
    switch (jm_lint_properties[line->known].type) {
    case LINT_RAW:
        break;
    case LINT_TEXT:
        check_text(l, line, false);
        break;
    case LINT_TEXTS:
        check_text(l, line, true);
        break;
    case LINT_TIMES:
        check_times(l, line);
        break;
    case LINT_INSTANT:
        check_instant(l, line);
        break;
    }
}
