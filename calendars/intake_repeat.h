/* Recurrence rules (RFC 5545 §3.3.10, RFC 7529 for RSCALE): read, judged and
 * expanded on the wall clock of the first occurrence. */
#ifndef JUMELAGE_CALENDARS_INTAKE_REPEAT_H
#define JUMELAGE_CALENDARS_INTAKE_REPEAT_H

#include "intake_value.h"

enum jm_frequency {
    JM_YEARLY_RULE = 0,
    JM_MONTHLY_RULE,
    JM_WEEKLY_RULE,
    JM_DAILY_RULE,
    JM_HOURLY_RULE
};

#define JM_MOST_COUNT 10000

/* A rule. Sets of numbers are bits: bit 3 of months is March. `last` sets are
 * those counted from the end: bit 1 is -1. Empty sets are not said. */
struct jm_repeat {
    enum jm_frequency frequency;
    bool dangi; /* RSCALE=DANGI: months and days of Korea's lunar calendar */
    int interval;
    int count; /* 0: not said */
    bool has_until;
    enum jm_form until_form;
    jm_wall until;  /* the last start: an instant when it is JM_FORM_UTC */
    int week_start; /* 0 is Monday */
    uint64_t months, hours, minutes, seconds;
    uint64_t month_days, last_month_days;
    uint64_t weeks, last_weeks;
    uint64_t year_days[6], last_year_days[6];
    uint64_t places[6], last_places[6]; /* BYSETPOS */
    uint8_t weekdays;                   /* BYDAY without a number */
    uint64_t nth[7], last_nth[7];       /* BYDAY with one */
    bool has_year_days, has_places, has_nth;
};

/* Reads a rule. False when it is not one, or one that is not expanded: *bad is
 * the part of it that tells why. */
bool jm_repeat_read(struct jm_repeat *rule, struct jm_piece value,
                    struct jm_piece *bad);

/* Work that one stream may cause, in days looked at: what is handed to a walk
 * goes down, and at 0 no walk goes on. */
#define JM_REPEAT_BUDGET INT64_C(40000000)

/* Where to look: from the rule's DTSTART on, starts from `from` to `until`,
 * both included. */
struct jm_repeat_walk {
    const struct jm_repeat *rule;
    jm_wall start;
    bool is_day; /* DTSTART is a date: hours play no part */
    jm_wall from, until;
    int64_t *budget;
};

/* Is given a start; false ends the walk. */
typedef bool jm_repeat_each(void *data, jm_wall start);

/* Gives each start that the rule makes, in order: those before `from` are
 * counted but not given. UNTIL is left to `each`, which knows the zone. A
 * DTSTART that does not fit its own rule counts as the first one and is not
 * given. */
void jm_repeat_walk(const struct jm_repeat_walk *walk, jm_repeat_each *each,
                    void *data);

/* The same for a rule of Korea's lunar calendar. */
void jm_repeat_walk_dangi(const struct jm_repeat_walk *walk,
                          jm_repeat_each *each, void *data);

#endif
