/* Content lines (RFC 5545 §3.1): name, parameters, value. */
#include "lint_parts.h"
#include <string.h>

#define IN(kind) (1u << LINT_##kind)

const struct jm_lint_property jm_lint_properties[LINT_NAMES] = {
    [LINT_OTHER] = {"", LINT_RAW, 0},
    [LINT_VERSION] = {"VERSION", LINT_RAW, IN(CALENDAR)},
    [LINT_PRODID] = {"PRODID", LINT_RAW, IN(CALENDAR)},
    [LINT_CALSCALE] = {"CALSCALE", LINT_RAW, IN(CALENDAR)},
    [LINT_METHOD] = {"METHOD", LINT_RAW, IN(CALENDAR)},
    [LINT_NAME] = {"NAME", LINT_TEXT, 0},
    [LINT_CALNAME] = {"X-WR-CALNAME", LINT_TEXT, IN(CALENDAR)},
    [LINT_CALDESC] = {"X-WR-CALDESC", LINT_TEXT, IN(CALENDAR)},
    [LINT_CALZONE] = {"X-WR-TIMEZONE", LINT_RAW, IN(CALENDAR)},
    [LINT_REFRESH] = {"REFRESH-INTERVAL", LINT_RAW, IN(CALENDAR)},
    [LINT_TTL] = {"X-PUBLISHED-TTL", LINT_RAW, IN(CALENDAR)},
    [LINT_SOURCE_OF] = {"SOURCE", LINT_RAW, IN(CALENDAR)},
    [LINT_COLOR] = {"COLOR", LINT_RAW, IN(CALENDAR) | IN(EVENT)},
    [LINT_APPLE_COLOR] = {"X-APPLE-CALENDAR-COLOR", LINT_RAW, IN(CALENDAR)},
    [LINT_TZID] = {"TZID", LINT_RAW, IN(ZONE)},
    [LINT_OFFSET_FROM] = {"TZOFFSETFROM", LINT_RAW, IN(SHIFT)},
    [LINT_OFFSET_TO] = {"TZOFFSETTO", LINT_RAW, IN(SHIFT)},
    [LINT_UID] = {"UID", LINT_RAW, IN(CALENDAR) | IN(EVENT)},
    [LINT_DTSTAMP] = {"DTSTAMP", LINT_INSTANT, IN(EVENT)},
    [LINT_CREATED] = {"CREATED", LINT_INSTANT, IN(EVENT)},
    [LINT_LAST_MODIFIED] = {"LAST-MODIFIED", LINT_INSTANT,
                            IN(CALENDAR) | IN(EVENT) | IN(ZONE)},
    [LINT_DTSTART] = {"DTSTART", LINT_TIMES, IN(EVENT) | IN(SHIFT)},
    [LINT_DTEND] = {"DTEND", LINT_TIMES, IN(EVENT)},
    [LINT_DURATION] = {"DURATION", LINT_RAW, IN(EVENT)},
    [LINT_RECURRENCE_ID] = {"RECURRENCE-ID", LINT_TIMES, IN(EVENT)},
    [LINT_RRULE] = {"RRULE", LINT_RAW, 0},
    [LINT_EXRULE_OF] = {"EXRULE", LINT_RAW, 0},
    [LINT_RDATE] = {"RDATE", LINT_TIMES, 0},
    [LINT_EXDATE] = {"EXDATE", LINT_TIMES, 0},
    [LINT_SUMMARY] = {"SUMMARY", LINT_TEXT, IN(EVENT)},
    [LINT_DESCRIPTION] = {"DESCRIPTION", LINT_TEXT, IN(EVENT)},
    [LINT_LOCATION] = {"LOCATION", LINT_TEXT, IN(EVENT)},
    [LINT_COMMENT] = {"COMMENT", LINT_TEXT, 0},
    [LINT_CONTACT] = {"CONTACT", LINT_TEXT, 0},
    [LINT_CATEGORIES] = {"CATEGORIES", LINT_TEXTS, 0},
    [LINT_STATUS] = {"STATUS", LINT_RAW, IN(EVENT)},
    [LINT_TRANSP] = {"TRANSP", LINT_RAW, IN(EVENT)},
    [LINT_BUSY] = {"X-MICROSOFT-CDO-BUSYSTATUS", LINT_RAW, IN(EVENT)},
    [LINT_ALL_DAY] = {"X-MICROSOFT-CDO-ALLDAYEVENT", LINT_RAW, IN(EVENT)},
    [LINT_SEQUENCE] = {"SEQUENCE", LINT_RAW, IN(EVENT)},
    [LINT_CLASS_OF] = {"CLASS", LINT_RAW, IN(EVENT)},
    [LINT_GEO] = {"GEO", LINT_RAW, IN(EVENT)},
    [LINT_URL] = {"URL", LINT_RAW, IN(CALENDAR) | IN(EVENT)},
    [LINT_ORGANIZER] = {"ORGANIZER", LINT_RAW, IN(EVENT)},
    [LINT_ATTENDEE] = {"ATTENDEE", LINT_RAW, 0},
    [LINT_ATTACH_OF] = {"ATTACH", LINT_RAW, 0},
    [LINT_REQUEST_STATUS_OF] = {"REQUEST-STATUS", LINT_RAW, 0},
};

enum jm_lint_name jm_lint_find_name(struct jm_lint_slice name)
{
    for (int n = LINT_OTHER + 1; n < LINT_NAMES; n++)
        if (jm_lint_is(name, jm_lint_properties[n].name))
            return (enum jm_lint_name)n;
    return LINT_OTHER;
}

static bool is_name_byte(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= '0' && c <= '9') || c == '-';
}

/* Where the first of `stops` stands outside quotes; `length` for nowhere. */
static size_t find_outside_quotes(struct jm_lint_slice text, char stop)
{
    bool is_quoted = false;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == '"')
            is_quoted = !is_quoted;
        else if (text.at[i] == stop && !is_quoted)
            return i;
    }
    return text.length;
}

bool jm_lint_parse(struct jm_lint_line *line, struct jm_lint_slice text)
{
    size_t length = 0, colon = find_outside_quotes(text, ':');
    while (length < text.length && is_name_byte(text.at[length]))
        length++;
    line->name = (struct jm_lint_slice){text.at, length};
    if (!length || colon == text.length || length > colon ||
        (text.at[length] != ':' && text.at[length] != ';'))
        return false;
    line->params = (struct jm_lint_slice){NULL, 0};
    if (length < colon)
        line->params =
            (struct jm_lint_slice){text.at + length + 1, colon - length - 1};
    line->value =
        (struct jm_lint_slice){text.at + colon + 1, text.length - colon - 1};
    line->known = jm_lint_find_name(line->name);
    return true;
}

static struct jm_lint_slice without_quotes(struct jm_lint_slice value)
{
    if (value.length >= 2 && value.at[0] == '"' &&
        value.at[value.length - 1] == '"')
        return (struct jm_lint_slice){value.at + 1, value.length - 2};
    return value;
}

struct jm_lint_slice jm_lint_param(const struct jm_lint_line *line,
                                   const char *name)
{
    struct jm_lint_slice rest = line->params;
    while (rest.at && rest.length) {
        size_t end = find_outside_quotes(rest, ';');
        struct jm_lint_slice value = {rest.at, end}, key;
        if (jm_lint_cut(&value, '=', &key) && value.at && jm_lint_is(key, name))
            return without_quotes(value);
        size_t used = end < rest.length ? end + 1 : end;
        rest.at += used;
        rest.length -= used;
    }
    return (struct jm_lint_slice){NULL, 0};
}
