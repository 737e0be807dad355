/* Examining a feed: its lines, its components, then all of it together. */
#include "grow.h"
#include "lint_parts.h"
#include <string.h>

#define MOST_EVENTS 1000
#define MOST_BYTES ((size_t)900 * 1000)

static const struct jm_lint_slice none = {NULL, 0};

static const struct jm_lint_check checks[JM_LINT_CHECKS] = {
#define LINT(name, id, severity)                                               \
    [JM_LINT_##name] = {id, JM_LINT_##severity, JM_SAY_LINT_##name},
#include <jumelage/lint.def>
#undef LINT
};

const struct jm_lint_check *jm_lint_check(enum jm_lint_id id)
{
    return &checks[id];
}

enum jm_status jm_lint_add(struct jm_lint *lint, enum jm_lint_id id,
                           size_t line, const char *one, const char *two,
                           struct jm_error *err)
{
    if (lint->found[id]++ >= JM_LINT_KEPT)
        return JM_OK;
    struct jm_lint_fault *faults =
        jm_grown(lint->faults, lint->count, &lint->room, sizeof *faults);
    if (!faults)
        return jm_fail_memory(err);
    struct jm_lint_fault *fault = &faults[lint->count++];
    lint->faults = faults;
    fault->id = id;
    fault->line = line;
    jm_text_copy(fault->args[0], sizeof fault->args[0], one ? one : "");
    jm_text_copy(fault->args[1], sizeof fault->args[1], two ? two : "");
    return JM_OK;
}

size_t jm_lint_count(const struct jm_lint *lint, enum jm_lint_severity severity)
{
    size_t count = 0;
    for (int id = 0; id < JM_LINT_CHECKS; id++)
        if (checks[id].severity == severity)
            count += lint->found[id];
    return count;
}

void jm_lint_clear(struct jm_lint *lint)
{
    free(lint->faults);
    *lint = (struct jm_lint)JM_LINT_INIT;
}

/* ---- components ---- */

static enum jm_lint_kind find_kind(struct jm_lint_slice name)
{
    static const struct {
        const char *name;
        enum jm_lint_kind kind;
    } kinds[] = {
        {"VCALENDAR", LINT_CALENDAR}, {"VEVENT", LINT_EVENT},
        {"VTIMEZONE", LINT_ZONE},     {"STANDARD", LINT_SHIFT},
        {"DAYLIGHT", LINT_SHIFT},     {"VALARM", LINT_VALARM},
        {"VTODO", LINT_LISTED},       {"VJOURNAL", LINT_LISTED},
        {"VFREEBUSY", LINT_LISTED},   {"VLOCATION", LINT_NEW},
        {"VRESOURCE", LINT_NEW},      {"PARTICIPANT", LINT_NEW},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (jm_lint_is(name, kinds[i].name))
            return kinds[i].kind;
    return LINT_STRANGE;
}

static void begin(struct linting *l, const struct jm_lint_line *line)
{
    static const enum jm_lint_id worth_telling[LINT_KINDS] = {
        [LINT_VALARM] = JM_LINT_ALARM,
        [LINT_LISTED] = JM_LINT_OTHER_COMPONENT,
        [LINT_NEW] = JM_LINT_NEW_COMPONENT,
    };
    if (l->depth == LINT_DEPTH) {
        if (!l->too_deep++)
            jm_lint_tell(l, JM_LINT_TOO_DEEP, line->number, line->value, none);
        return;
    }
    enum jm_lint_kind kind = find_kind(line->value);
    if (kind == LINT_SHIFT && l->depth)
        jm_lint_inner(l)->shifts++;
    struct jm_lint_component *component = &l->open[l->depth++];
    memset(component, 0, sizeof *component);
    component->kind = kind;
    component->name = line->value;
    component->number = line->number;
    if (worth_telling[kind])
        jm_lint_tell(l, worth_telling[kind], line->number, line->value, none);
}

static void finish(struct linting *l, const struct jm_lint_component *component)
{
    static void (*const ends[LINT_KINDS])(struct linting *,
                                          const struct jm_lint_component *) = {
        [LINT_CALENDAR] = jm_lint_calendar,
        [LINT_EVENT] = jm_lint_event,
        [LINT_ZONE] = jm_lint_zone,
        [LINT_SHIFT] = jm_lint_shift,
    };
    if (ends[component->kind])
        ends[component->kind](l, component);
}

/* An END that fits none that is open is passed over; one that fits an outer one
 * ends what is in it too. */
static void end(struct linting *l, const struct jm_lint_line *line)
{
    size_t depth = l->depth;
    if (l->too_deep) {
        l->too_deep--;
        return;
    }
    while (depth && !jm_lint_same(line->value, l->open[depth - 1].name))
        depth--;
    if (!depth)
        jm_lint_tell(l, JM_LINT_UNBALANCED, line->number, line->value, none);
    else if (depth < l->depth)
        jm_lint_tell(l, JM_LINT_UNCLOSED, line->number, jm_lint_inner(l)->name,
                     none);
    while (depth && l->depth >= depth) {
        finish(l, jm_lint_inner(l));
        l->depth--;
    }
    l->is_over = l->depth == 0;
}

/* ---- properties ---- */

/* Told on sight, in an event. */
static enum jm_lint_id find_unwanted(enum jm_lint_name name)
{
    switch (name) {
    case LINT_ORGANIZER:
    case LINT_ATTENDEE:
        return JM_LINT_PEOPLE;
    case LINT_ATTACH_OF:
        return JM_LINT_ATTACH;
    case LINT_REQUEST_STATUS_OF:
        return JM_LINT_REQUEST_STATUS;
    case LINT_EXRULE_OF:
        return JM_LINT_EXRULE;
    default:
        return JM_LINT_CHECKS;
    }
}

static void take_property(struct linting *l, const struct jm_lint_line *line)
{
    struct jm_lint_component *inner = jm_lint_inner(l);
    struct jm_lint_line *seen = &inner->seen[line->known];
    unsigned once = jm_lint_properties[line->known].once;
    enum jm_lint_id unwanted = find_unwanted(line->known);
    if (seen->number && (once >> inner->kind & 1))
        jm_lint_tell(l, JM_LINT_TWICE, line->number, line->name, inner->name);
    if (!seen->number)
        *seen = *line;
    jm_lint_value(l, line);
    if (line->known == LINT_RRULE || line->known == LINT_EXRULE_OF)
        jm_lint_rule(l, line);
    if (line->known == LINT_COLOR && !jm_lint_is_color(line->value))
        jm_lint_tell(l, JM_LINT_COLOR_OTHER, line->number, line->value, none);
    if (unwanted != JM_LINT_CHECKS && inner->kind == LINT_EVENT)
        jm_lint_tell(l, unwanted, line->number, line->name, none);
}

static void take_line(struct linting *l, struct jm_lint_slice text,
                      size_t number)
{
    struct jm_lint_line line = {.number = number};
    if (!text.length)
        return;
    if (!jm_lint_parse(&line, text)) {
        jm_lint_tell(l, JM_LINT_UNREADABLE, number, text, none);
        return;
    }
    if (jm_lint_is(line.name, "BEGIN"))
        begin(l, &line);
    else if (jm_lint_is(line.name, "END"))
        end(l, &line);
    else if (!l->too_deep && l->depth)
        take_property(l, &line);
}

/* ---- the whole ---- */

static bool is_blank(const char *at, const char *end)
{
    while (at < end && strchr(" \t\r\n", *at) && *at)
        at++;
    return at == end;
}

static bool starts_with(struct jm_lint_slice text, const char *start)
{
    size_t length = strlen(start);
    return text.length >= length &&
           jm_lint_is((struct jm_lint_slice){text.at, length}, start);
}

/* What the file is when its first line does not begin a calendar. */
static enum jm_lint_id name_stranger(struct jm_lint_slice bytes)
{
    while (bytes.length && strchr(" \t\r\n", *bytes.at)) {
        bytes.at++;
        bytes.length--;
    }
    if (starts_with(bytes, "<!doctype html") || starts_with(bytes, "<html"))
        return JM_LINT_HTML;
    return JM_LINT_NOT_CALENDAR;
}

static void check_sizes(struct linting *l, size_t length)
{
    char events[24], kilobytes[24];
    snprintf(events, sizeof events, "%zu", l->lint->events);
    snprintf(kilobytes, sizeof kilobytes, "%zu", length / 1000);
    if (!l->lint->events)
        jm_lint_tell_word(l, JM_LINT_NO_EVENT, 0, NULL);
    if (l->lint->events > MOST_EVENTS)
        jm_lint_tell_word(l, JM_LINT_MANY_EVENTS, 0, events);
    if (length > MOST_BYTES)
        jm_lint_tell_word(l, JM_LINT_TOO_BIG, 0, kilobytes);
}

/* The components that nobody ended. */
static void end_open(struct linting *l, size_t number)
{
    if (l->depth)
        jm_lint_tell(l, JM_LINT_UNCLOSED, number, jm_lint_inner(l)->name, none);
    while (l->depth) {
        finish(l, jm_lint_inner(l));
        l->depth--;
    }
}

static void read_calendar(struct linting *l, struct jm_lint_reader *reader)
{
    struct jm_lint_slice text;
    size_t number;
    while (!l->status && jm_lint_next(reader, &text, &number)) {
        if (l->is_over && text.length) {
            jm_lint_tell(l, JM_LINT_AFTER_END, number, text, none);
            return;
        }
        take_line(l, text, number);
    }
    end_open(l, reader->number);
}

static int by_line(const void *a, const void *b)
{
    const struct jm_lint_fault *one = a, *two = b;
    if (one->line != two->line)
        return one->line < two->line ? -1 : 1;
    return (one->id > two->id) - (one->id < two->id);
}

static void read_bytes(struct linting *l, struct jm_lint_slice bytes,
                       char *buffer)
{
    struct jm_lint_slice start = bytes;
    if (starts_with(bytes, "\xef\xbb\xbf")) {
        start = (struct jm_lint_slice){bytes.at + 3, bytes.length - 3};
        jm_lint_tell_word(l, JM_LINT_BOM, 1, NULL);
    }
    struct jm_lint_reader reader = {.l = l,
                                    .at = start.at,
                                    .end = start.at + start.length,
                                    .buffer = buffer};
    if (is_blank(reader.at, reader.end))
        jm_lint_tell_word(l, JM_LINT_EMPTY, 0, NULL);
    else if (!starts_with(start, "BEGIN:VCALENDAR"))
        jm_lint_tell_word(l, name_stranger(start), 1, NULL);
    else {
        read_calendar(l, &reader);
        jm_lint_compare_zones(l);
        jm_lint_compare_events(l);
        check_sizes(l, bytes.length);
    }
}

enum jm_status jm_lint_read(struct jm_lint *lint, const char *bytes,
                            size_t length, struct jm_error *err)
{
    enum jm_status status = JM_OK;
    struct linting *l = calloc(1, sizeof *l);
    char *buffer = malloc(length + 1);
    if (!l || !buffer) {
        status = jm_fail_memory(err);
    } else {
        l->lint = lint;
        l->err = err;
        read_bytes(l, (struct jm_lint_slice){bytes, length}, buffer);
        status = l->status;
        free(l->events.all);
        free(l->zones.all);
        free(l->used.all);
    }
    if (!status && lint->count)
        qsort(lint->faults, lint->count, sizeof *lint->faults, by_line);
    free(buffer);
    free(l);
    return status;
}
