/* RRULE (RFC 5545 §3.3.10), as far as clients break on it. */
#include "lint_parts.h"

/* Which parts a rule has. */
enum part {
    FREQ = 0,
    UNTIL,
    COUNT,
    INTERVAL,
    BYMONTH,
    BYMONTHDAY,
    BYYEARDAY,
    BYWEEKNO,
    BYDAY,
    BYHOUR,
    BYMINUTE,
    BYSECOND,
    BYSETPOS,
    WKST,
    RSCALE,
    SKIP,
    PARTS
};

static const char *const part_names[PARTS] = {
    [FREQ] = "FREQ",           [UNTIL] = "UNTIL",
    [COUNT] = "COUNT",         [INTERVAL] = "INTERVAL",
    [BYMONTH] = "BYMONTH",     [BYMONTHDAY] = "BYMONTHDAY",
    [BYYEARDAY] = "BYYEARDAY", [BYWEEKNO] = "BYWEEKNO",
    [BYDAY] = "BYDAY",         [BYHOUR] = "BYHOUR",
    [BYMINUTE] = "BYMINUTE",   [BYSECOND] = "BYSECOND",
    [BYSETPOS] = "BYSETPOS",   [WKST] = "WKST",
    [RSCALE] = "RSCALE",       [SKIP] = "SKIP",
};

enum pace { SECONDLY = 0, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY };

static const char *const paces[] = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY",
                                    "WEEKLY",   "MONTHLY",  "YEARLY"};

static int find_word(const char *const *words, int count,
                     struct jm_lint_slice word)
{
    for (int i = 0; i < count; i++)
        if (jm_lint_is(word, words[i]))
            return i;
    return -1;
}

/* False where a part is unknown, without a value, or there twice. */
static bool read_parts(struct jm_lint_slice rule,
                       struct jm_lint_slice parts[PARTS])
{
    struct jm_lint_slice piece, key;
    while (jm_lint_cut(&rule, ';', &piece)) {
        if (!jm_lint_cut(&piece, '=', &key))
            return false;
        int part = find_word(part_names, PARTS, key);
        if (part < 0 || !piece.length || parts[part].at)
            return false;
        parts[part] = piece;
    }
    return true;
}

static bool is_unreal(const struct jm_lint_slice parts[PARTS], int pace)
{
    struct jm_lint_time until;
    return pace < 0 || (parts[COUNT].at && parts[UNTIL].at) ||
           (parts[COUNT].at && jm_lint_number(parts[COUNT]) < 1) ||
           (parts[INTERVAL].at && jm_lint_number(parts[INTERVAL]) < 1) ||
           (parts[UNTIL].at && !jm_lint_read_time(parts[UNTIL], &until));
}

/* Rules that libical looks for an occurrence of without end. */
static bool is_fast(const struct jm_lint_slice parts[PARTS], int pace)
{
    bool picks_days = parts[BYMONTH].at || parts[BYMONTHDAY].at ||
                      parts[BYYEARDAY].at || parts[BYWEEKNO].at;
    return pace == SECONDLY || pace == MINUTELY ||
           (pace == HOURLY && picks_days);
}

void jm_lint_rule(struct linting *l, const struct jm_lint_line *line)
{
    struct jm_lint_slice parts[PARTS] = {{NULL, 0}};
    bool is_read = read_parts(line->value, parts);
    int pace = find_word(paces, YEARLY + 1, parts[FREQ]);
    enum jm_lint_id id = JM_LINT_CHECKS;
    if (!is_read || is_unreal(parts, pace))
        id = JM_LINT_RULE_UNREAL;
    else if (jm_lint_inner(l)->kind == LINT_SHIFT && pace != YEARLY)
        id = JM_LINT_ZONE_RULE;
    else if (is_fast(parts, pace))
        id = JM_LINT_RULE_FAST;
    if (id != JM_LINT_CHECKS)
        jm_lint_tell(l, id, line->number, line->value, line->name);
    if (parts[RSCALE].at)
        jm_lint_tell(l, JM_LINT_RSCALE, line->number, parts[RSCALE],
                     line->name);
}
