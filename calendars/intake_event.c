/* The lines of a VEVENT (RFC 5545 §3.6.1). */
#include "intake_taking.h"
#include <string.h>

#define LONGEST_UID 512
#define LONGEST_TITLE 1000
#define LONGEST_LOCATION 1000
#define LONGEST_URL 2000
#define LONGEST_DESCRIPTION 16000

enum jm_status jm_event_begin(struct jm_taking *taking, struct jm_error *err)
{
    (void)err;
    taking->draft = (struct jm_draft){.hash = JM_TEXT_HASH};
    taking->draft.event.line = (uint32_t)taking->lines.number;
    taking->draft.event.status = JM_CONFIRMED;
    taking->draft.event.busy = JM_INTAKE_BUSY;
    return JM_OK;
}

/* Leaves the event out, and says why once. */
static void refuse(struct jm_taking *taking, enum jm_message message,
                   const char *property, struct jm_piece value)
{
    if (!taking->draft.is_bad)
        jm_taking_tell_piece(taking, message, property, value);
    taking->draft.is_bad = true;
}

void jm_event_overlong(struct jm_taking *taking,
                       const struct jm_property *property)
{
    static const char *const needed[] = {"UID",   "DTSTART", "DTEND", "RRULE",
                                         "RDATE", "EXDATE",  "EXRULE"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (jm_piece_is(property->name, needed[i]))
            refuse(taking, JM_SAY_INTAKE_SKIP_LONG, needed[i], property->value);
}

struct line {
    struct jm_taking *taking;
    struct jm_draft *draft;
    const struct jm_property *property;
    const char *name;
    struct jm_error *err;
};

static enum jm_status read_text(const struct line *line, const char **out,
                                size_t most, bool one_line)
{
    return jm_taking_text(line->taking, out, line->property->value,
                          (struct jm_text_want){most, one_line}, line->err);
}

static enum jm_status read_uid(const struct line *line)
{
    const char **uid = &line->draft->event.uid;
    struct jm_piece value = line->property->value;
    if (value.count <= LONGEST_UID)
        return read_text(line, uid, LONGEST_UID, true);
    jm_text_reset(&line->taking->text);
    jm_text_addf(
        &line->taking->text, "long-%016llx",
        (unsigned long long)jm_text_hash(JM_TEXT_HASH, value.at, value.count));
    *uid =
        jm_arena_copy(&line->taking->arena, jm_text_get(&line->taking->text));
    return *uid ? JM_OK : jm_fail_memory(line->err);
}

static void add_hash(const struct line *line)
{
    line->draft->hash =
        jm_text_hash(line->draft->hash, line->property->value.at,
                     line->property->value.count);
}

static enum jm_status read_title(const struct line *line)
{
    add_hash(line);
    return read_text(line, &line->draft->event.title, LONGEST_TITLE, true);
}

static enum jm_status read_more_text(const struct line *line, const char **out,
                                     size_t most, bool one_line)
{
    if (!line->taking->intake->texts)
        return JM_OK;
    line->draft->has_texts = true;
    return read_text(line, out, most, one_line);
}

static enum jm_status read_location(const struct line *line)
{
    return read_more_text(line, &line->draft->texts.location, LONGEST_LOCATION,
                          true);
}

static enum jm_status read_description(const struct line *line)
{
    return read_more_text(line, &line->draft->texts.description,
                          LONGEST_DESCRIPTION, false);
}

static enum jm_status read_url(const struct line *line)
{
    return read_more_text(line, &line->draft->texts.url, LONGEST_URL, true);
}

static enum jm_status read_when(const struct line *line, struct jm_when *when,
                                bool *has)
{
    enum jm_status status = JM_OK;
    if (jm_when_read(line->taking, line->property, line->property->value, when,
                     &status, line->err))
        *has = true;
    else if (!status)
        refuse(line->taking, JM_SAY_INTAKE_SKIP_VALUE, line->name,
               line->property->value);
    return status;
}

static enum jm_status read_start(const struct line *line)
{
    add_hash(line);
    return read_when(line, &line->draft->event.start, &line->draft->has_start);
}

static enum jm_status read_end(const struct line *line)
{
    struct jm_lasts *lasts = &line->draft->event.lasts;
    return read_when(line, &lasts->end, &lasts->has_end);
}

static enum jm_status read_duration(const struct line *line)
{
    struct jm_duration *lasts = &line->draft->event.lasts.lasts;
    if (!jm_value_duration(line->property->value, lasts))
        refuse(line->taking, JM_SAY_INTAKE_SKIP_VALUE, line->name,
               line->property->value);
    return JM_OK;
}

static enum jm_status read_recurrence(const struct line *line)
{
    struct jm_taken_more *more = &line->draft->more;
    struct jm_piece range;
    line->draft->has_more = true;
    more->is_range = jm_property_parameter(line->property, "RANGE", &range) &&
                     jm_piece_is(range, "THISANDFUTURE");
    return read_when(line, &more->recurrence, &more->has_recurrence);
}

static enum jm_status add_rule(const struct line *line,
                               struct jm_rule_text **rules)
{
    struct jm_repeat rule;
    struct jm_piece bad;
    if (!jm_repeat_read(&rule, line->property->value, &bad)) {
        refuse(line->taking, JM_SAY_INTAKE_SKIP_RULE, line->name, bad);
        return JM_OK;
    }
    struct jm_rule_text *text =
        jm_arena_take(&line->taking->arena, 1, sizeof *text);
    if (!text)
        return jm_fail_memory(line->err);
    text->text = jm_taking_copy(line->taking, line->property->value);
    text->next = *rules;
    *rules = text;
    line->draft->has_more = true;
    return text->text ? JM_OK : jm_fail_memory(line->err);
}

static enum jm_status read_rule(const struct line *line)
{
    return add_rule(line, &line->draft->more.rules);
}

static enum jm_status read_not_rule(const struct line *line)
{
    return add_rule(line, &line->draft->more.not_rules);
}

static size_t count_commas(struct jm_piece value)
{
    size_t count = 0;
    for (size_t i = 0; i < value.count; i++)
        count += value.at[i] == ',';
    return count;
}

/* One of a list that cannot be read is told, and the others are taken: an event
 * too many is better than one too few. */
static enum jm_status add_whens(const struct line *line,
                                struct jm_whens **whens)
{
    struct jm_piece rest = line->property->value, one;
    enum jm_status status = JM_OK;
    struct jm_whens *more =
        jm_arena_take(&line->taking->arena, 1, sizeof *more);
    if (more)
        more->all = jm_arena_take(&line->taking->arena, count_commas(rest) + 1,
                                  sizeof *more->all);
    if (!more || !more->all)
        return jm_fail_memory(line->err);
    while (!status && jm_piece_split(&rest, ',', &one)) {
        if (!one.count)
            continue;
        if (jm_when_read(line->taking, line->property, one,
                         &more->all[more->count], &status, line->err))
            more->count++;
        else if (!status)
            jm_taking_tell_piece(line->taking, JM_SAY_INTAKE_VALUE_LEFT_OUT,
                                 line->name, one);
    }
    more->next = *whens;
    *whens = more;
    line->draft->has_more = true;
    return status;
}

/* "19970101T180000Z/PT5H30M" or ".../19970102T070000Z". */
static bool read_period(const struct line *line, struct jm_piece value,
                        struct jm_period *period, enum jm_status *status)
{
    struct jm_piece start;
    *period = (struct jm_period){0};
    if (!jm_piece_split(&value, '/', &start) || !value.at ||
        !jm_when_read(line->taking, line->property, start, &period->start,
                      status, line->err))
        return false;
    if (jm_value_duration(value, &period->lasts.lasts))
        return true;
    period->lasts.has_end = true;
    return jm_when_read(line->taking, line->property, value, &period->lasts.end,
                        status, line->err);
}

static enum jm_status add_periods(const struct line *line,
                                  struct jm_period **periods)
{
    struct jm_piece rest = line->property->value, one;
    enum jm_status status = JM_OK;
    while (!status && jm_piece_split(&rest, ',', &one)) {
        struct jm_period read;
        if (!one.count)
            continue;
        if (!read_period(line, one, &read, &status)) {
            if (!status)
                jm_taking_tell_piece(line->taking, JM_SAY_INTAKE_VALUE_LEFT_OUT,
                                     line->name, one);
            continue;
        }
        struct jm_period *kept =
            jm_arena_take(&line->taking->arena, 1, sizeof *kept);
        if (!kept)
            return jm_fail_memory(line->err);
        read.next = *periods;
        *kept = read;
        *periods = kept;
    }
    return status;
}

static enum jm_status read_dates(const struct line *line)
{
    struct jm_piece kind;
    line->draft->has_more = true;
    if (jm_property_parameter(line->property, "VALUE", &kind) &&
        jm_piece_is(kind, "PERIOD"))
        return add_periods(line, &line->draft->more.periods);
    return add_whens(line, &line->draft->more.dates);
}

static enum jm_status read_not_dates(const struct line *line)
{
    return add_whens(line, &line->draft->more.not_dates);
}

static enum jm_status read_sequence(const struct line *line)
{
    long number = 0;
    if (jm_piece_number(line->property->value, INT32_MAX, &number) &&
        number >= 0)
        line->draft->event.sequence = (int32_t)number;
    return JM_OK;
}

static enum jm_status read_status(const struct line *line)
{
    static const struct {
        const char *word;
        enum jm_event_status status;
    } words[] = {{"TENTATIVE", JM_OPTION},
                 {"CANCELLED", JM_CANCELLED},
                 {"CANCELED", JM_CANCELLED}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (jm_piece_is(line->property->value, words[i].word))
            line->draft->event.status = (uint8_t)words[i].status;
    return JM_OK;
}

static enum jm_status read_transparency(const struct line *line)
{
    line->draft->is_transparent =
        jm_piece_is(line->property->value, "TRANSPARENT");
    return JM_OK;
}

static enum jm_status read_busy(const struct line *line)
{
    static const struct {
        const char *word;
        enum jm_intake_busy busy;
    } words[] = {{"FREE", JM_INTAKE_FREE},
                 {"WORKINGELSEWHERE", JM_INTAKE_FREE},
                 {"TENTATIVE", JM_INTAKE_TENTATIVE},
                 {"BUSY", JM_INTAKE_BUSY},
                 {"OOF", JM_INTAKE_BUSY}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!jm_piece_is(line->property->value, words[i].word))
            continue;
        line->draft->has_busy = true;
        line->draft->event.busy = (uint8_t)words[i].busy;
    }
    return JM_OK;
}

static enum jm_status read_all_day(const struct line *line)
{
    line->draft->is_marked_all_day = jm_piece_is(line->property->value, "TRUE");
    return JM_OK;
}

/* LAST-MODIFIED tells versions apart; DTSTAMP only where it is missing. */
static enum jm_status read_stamp(const struct line *line)
{
    enum jm_form form = JM_FORM_DATE;
    jm_wall wall = 0;
    bool is_modified = *line->name == 'L';
    if ((line->draft->has_modified && !is_modified) ||
        !jm_value_time(line->property->value, &form, &wall))
        return JM_OK;
    line->draft->event.stamp = wall;
    line->draft->has_modified |= is_modified;
    return JM_OK;
}

static const struct {
    const char *name;
    enum jm_status (*read)(const struct line *line);
} properties[] = {
    {"UID", read_uid},
    {"DTSTART", read_start},
    {"DTEND", read_end},
    {"DURATION", read_duration},
    {"SUMMARY", read_title},
    {"LOCATION", read_location},
    {"DESCRIPTION", read_description},
    {"URL", read_url},
    {"RECURRENCE-ID", read_recurrence},
    {"RRULE", read_rule},
    {"EXRULE", read_not_rule},
    {"RDATE", read_dates},
    {"EXDATE", read_not_dates},
    {"SEQUENCE", read_sequence},
    {"STATUS", read_status},
    {"TRANSP", read_transparency},
    {"X-MICROSOFT-CDO-BUSYSTATUS", read_busy},
    {"X-MICROSOFT-CDO-ALLDAYEVENT", read_all_day},
    {"LAST-MODIFIED", read_stamp},
    {"DTSTAMP", read_stamp},
};

enum jm_status jm_event_line(struct jm_taking *taking,
                             const struct jm_property *property,
                             struct jm_error *err)
{
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        if (!jm_piece_is(property->name, properties[i].name))
            continue;
        struct line line = {taking, &taking->draft, property,
                            properties[i].name, err};
        return properties[i].read(&line);
    }
    return JM_OK;
}

/* ---- FREEBUSY ---- */

static enum jm_status add_busy(struct jm_taking *taking,
                               const struct jm_period *period, uint8_t busy,
                               struct jm_error *err)
{
    struct jm_taken *event = jm_arena_take(&taking->arena, 1, sizeof *event);
    struct jm_taken_more *more = jm_arena_take(&taking->arena, 1, sizeof *more);
    if (!event || !more)
        return jm_fail_memory(err);
    more->has_recurrence = true;
    more->recurrence = period->start;
    *event = (struct jm_taken){.next = taking->draft.periods,
                               .title = "",
                               .more = more,
                               .start = period->start,
                               .lasts = period->lasts,
                               .line = (uint32_t)taking->lines.number,
                               .status = JM_CONFIRMED,
                               .busy = busy};
    taking->draft.periods = event;
    return JM_OK;
}

/* Each period is an occurrence known by its start. */
enum jm_status jm_freebusy_line(struct jm_taking *taking,
                                const struct jm_property *property,
                                struct jm_error *err)
{
    struct line line = {taking, &taking->draft, property, "FREEBUSY", err};
    struct jm_piece type;
    struct jm_period *periods = NULL;
    uint8_t busy = JM_INTAKE_BUSY;
    if (jm_piece_is(property->name, "UID"))
        return read_uid(&line);
    if (!jm_piece_is(property->name, "FREEBUSY"))
        return JM_OK;
    if (jm_property_parameter(property, "FBTYPE", &type)) {
        if (jm_piece_is(type, "FREE"))
            return JM_OK;
        if (jm_piece_is(type, "BUSY-TENTATIVE"))
            busy = JM_INTAKE_TENTATIVE;
    }
    enum jm_status status = add_periods(&line, &periods);
    for (; !status && periods; periods = periods->next)
        status = add_busy(taking, periods, busy, err);
    return status;
}

enum jm_status jm_freebusy_end(struct jm_taking *taking, struct jm_error *err)
{
    (void)err;
    struct jm_draft *draft = &taking->draft;
    const char *uid = draft->event.uid;
    while (draft->periods) {
        struct jm_taken *event = draft->periods;
        draft->periods = event->next;
        event->uid = uid && *uid ? uid : "freebusy";
        event->next = taking->calendar;
        taking->calendar = event;
    }
    return JM_OK;
}
