/* What a VCALENDAR says of itself (RFC 5545 §3.7, RFC 7986 §5, and the X-
 * properties that clients read). */
#include "lint_parts.h"
#include <string.h>

static const struct jm_lint_slice none = {NULL, 0};

/* What should be there. */
static const struct {
    enum jm_lint_name name;
    enum jm_lint_id missing;
} wanted[] = {
    {LINT_VERSION, JM_LINT_VERSION_MISSING},
    {LINT_PRODID, JM_LINT_PRODID_MISSING},
    {LINT_CALSCALE, JM_LINT_CALSCALE_MISSING},
    {LINT_METHOD, JM_LINT_METHOD_MISSING},
    {LINT_CALNAME, JM_LINT_CALNAME_MISSING},
    {LINT_NAME, JM_LINT_NAME_MISSING},
    {LINT_CALDESC, JM_LINT_CALDESC_MISSING},
    {LINT_CALZONE, JM_LINT_CALZONE_MISSING},
    {LINT_REFRESH, JM_LINT_REFRESH_MISSING},
    {LINT_TTL, JM_LINT_TTL_MISSING},
};

/* What may be there with one value only. */
static const struct {
    enum jm_lint_name name;
    const char *value;
    enum jm_lint_id other;
} fixed[] = {
    {LINT_VERSION, "2.0", JM_LINT_VERSION_OTHER},
    {LINT_CALSCALE, "GREGORIAN", JM_LINT_CALSCALE_OTHER},
    {LINT_METHOD, "PUBLISH", JM_LINT_METHOD_OTHER},
};

static void check_duration(struct linting *l, const struct jm_lint_line *line)
{
    int64_t seconds;
    if (line && !jm_lint_read_duration(line->value, &seconds))
        jm_lint_tell(l, JM_LINT_DURATION_UNREAL, line->number, line->value,
                     line->name);
}

static void check_refresh(struct linting *l,
                          const struct jm_lint_component *calendar)
{
    const struct jm_lint_line *refresh = jm_lint_seen(calendar, LINT_REFRESH);
    check_duration(l, refresh);
    check_duration(l, jm_lint_seen(calendar, LINT_TTL));
    if (refresh && !jm_lint_is(jm_lint_param(refresh, "VALUE"), "DURATION"))
        jm_lint_tell_word(l, JM_LINT_REFRESH_UNTYPED, refresh->number, NULL);
}

static bool is_hex_color(struct jm_lint_slice value)
{
    if ((value.length != 7 && value.length != 9) || value.at[0] != '#')
        return false;
    for (size_t i = 1; i < value.length; i++)
        if (!value.at[i] || !strchr("0123456789abcdefABCDEF", value.at[i]))
            return false;
    return true;
}

void jm_lint_calendar(struct linting *l,
                      const struct jm_lint_component *calendar)
{
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!jm_lint_seen(calendar, wanted[i].name))
            jm_lint_tell(l, wanted[i].missing, calendar->number, none, none);
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        const struct jm_lint_line *line = jm_lint_seen(calendar, fixed[i].name);
        if (line && !jm_lint_is(line->value, fixed[i].value))
            jm_lint_tell(l, fixed[i].other, line->number, line->value, none);
    }
    check_refresh(l, calendar);
    const struct jm_lint_line *hex = jm_lint_seen(calendar, LINT_APPLE_COLOR);
    if (hex && !is_hex_color(hex->value))
        jm_lint_tell(l, JM_LINT_COLOR_HEX, hex->number, hex->value, none);
    const struct jm_lint_line *source = jm_lint_seen(calendar, LINT_SOURCE_OF);
    if (source)
        jm_lint_tell(l, JM_LINT_SOURCE, source->number, none, none);
}
