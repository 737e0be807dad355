/* The stream as a whole: components in each other, remarks, limits. */
#include "intake_taking.h"
#include <stdlib.h>
#include <string.h>

#define MOST_BYTES ((size_t)10 << 20)
#define MOST_DEPTH 8

struct jm_span jm_intake_window(jm_day today)
{
    const int months = 36;
    struct jm_civil date = jm_day_date(today);
    int month = date.month - 1 + months;
    struct jm_civil end = {.year = date.year + month / 12,
                           .month = month % 12 + 1,
                           .day = date.day};
    /* on 29 February that is 1 March, three years later */
    jm_day last = jm_day_from_date(end.year, end.month, end.day);
    return (struct jm_span){(jm_utc)(today - 90) * JM_DAY_SECONDS,
                            (jm_utc)last * JM_DAY_SECONDS};
}

/* ---- remarks and texts ---- */

void jm_taking_tell(struct jm_taking *taking, enum jm_message message,
                    unsigned long line, const char *a, const char *b)
{
    struct jm_intake_report *report = taking->report;
    if (report->n_remarks < JM_INTAKE_REMARKS) {
        struct jm_intake_remark *remark = &report->remarks[report->n_remarks];
        remark->message = message;
        remark->line = line;
        jm_text_copy(remark->args[0], sizeof remark->args[0], a);
        jm_text_copy(remark->args[1], sizeof remark->args[1], b);
    }
    report->n_remarks++;
}

void jm_taking_tell_piece(struct jm_taking *taking, enum jm_message message,
                          const char *property, struct jm_piece value)
{
    struct jm_text text = JM_TEXT_INIT;
    struct jm_text_want want = {sizeof taking->report->remarks->args[0] - 1,
                                true};
    bool foreign = false;
    jm_value_text(&text, value, want, &foreign, NULL);
    jm_taking_tell(taking, message, taking->lines.number, property,
                   jm_text_get(&text));
    jm_text_clear(&text);
}

enum jm_status jm_taking_text(struct jm_taking *taking, const char **out,
                              struct jm_piece value, struct jm_text_want want,
                              struct jm_error *err)
{
    bool foreign = false;
    jm_text_reset(&taking->text);
    enum jm_status status =
        jm_value_text(&taking->text, value, want, &foreign, err);
    if (status)
        return status;
    if (foreign && !taking->told_charset) {
        taking->told_charset = true;
        jm_taking_tell(taking, JM_SAY_INTAKE_CHARSET, taking->lines.number, "",
                       "");
    }
    const char *copy =
        jm_taking_copy(taking, (struct jm_piece){jm_text_get(&taking->text),
                                                 taking->text.length});
    if (!copy)
        return jm_fail_memory(err);
    *out = copy;
    return JM_OK;
}

/* The arena aligns what it hands out: most texts are too short for that. */
#define KEPT_TOGETHER ((size_t)16 << 10)

const char *jm_taking_copy(struct jm_taking *taking, struct jm_piece piece)
{
    size_t size = piece.count + 1;
    char *copy = NULL;
    if (size > KEPT_TOGETHER / 16) {
        copy = jm_arena_take(&taking->arena, size, 1);
    } else {
        if (taking->kept_room < size) {
            taking->kept = jm_arena_take(&taking->arena, KEPT_TOGETHER, 1);
            taking->kept_room = taking->kept ? KEPT_TOGETHER : 0;
        }
        copy = taking->kept;
        taking->kept += copy ? size : 0;
        taking->kept_room -= copy ? size : 0;
    }
    if (!copy)
        return NULL;
    memcpy(copy, piece.at, piece.count);
    copy[piece.count] = '\0';
    return copy;
}

/* ---- components ---- */

enum component {
    OTHER = 0,
    VCALENDAR,
    VEVENT,
    VFREEBUSY,
    VTIMEZONE,
    OBSERVANCE
};

/* What may stand in what; anything else is passed over with what it holds. */
static const struct {
    const char *name;
    enum component component, inside;
    enum jm_status (*begin)(struct jm_taking *taking, struct jm_error *err);
    enum jm_status (*end)(struct jm_taking *taking, struct jm_error *err);
} components[] = {
    {"VEVENT", VEVENT, VCALENDAR, jm_event_begin, jm_event_end},
    {"VFREEBUSY", VFREEBUSY, VCALENDAR, jm_event_begin, jm_freebusy_end},
    {"VTIMEZONE", VTIMEZONE, VCALENDAR, jm_timezone_begin, NULL},
    {"STANDARD", OBSERVANCE, VTIMEZONE, jm_observance_begin, NULL},
    {"DAYLIGHT", OBSERVANCE, VTIMEZONE, jm_observance_begin, NULL},
};

/* A component that is open. */
struct frame {
    enum component component;
    char name[32];
    enum jm_status (*end)(struct jm_taking *taking, struct jm_error *err);
};

struct stack {
    struct frame frames[MOST_DEPTH];
    size_t depth;
    bool has_calendar; /* there has been one */
};

static enum component innermost(const struct stack *stack)
{
    return stack->depth ? stack->frames[stack->depth - 1].component : OTHER;
}

/* The name as it can be shown, and compared: blanks around it do not count. */
static void name_frame(struct frame *frame, struct jm_piece name)
{
    struct jm_text text = JM_TEXT_INIT;
    bool foreign = false;
    struct jm_text_want want = {sizeof frame->name - 1, true};
    jm_value_text(&text, name, want, &foreign, NULL);
    jm_text_copy(frame->name, sizeof frame->name, jm_text_get(&text));
    jm_text_clear(&text);
}

static enum jm_status begin_calendar(struct jm_taking *taking,
                                     struct jm_error *err)
{
    return jm_calendar_zones_begin(&taking->zones, err);
}

static enum jm_status begin(struct jm_taking *taking, struct stack *stack,
                            struct jm_piece name, struct jm_error *err)
{
    enum component inside = innermost(stack);
    if (stack->depth == MOST_DEPTH)
        return jm_fail(err, JM_INVALID, "components too deep",
                       JM_SAY_INTAKE_DEEP, NULL);
    struct frame *frame = &stack->frames[stack->depth];
    *frame = (struct frame){0};
    name_frame(frame, name);
    stack->depth++;
    if (stack->depth == 1 && jm_text_same_word(frame->name, "VCALENDAR")) {
        frame->component = VCALENDAR;
        frame->end = jm_calendar_settle;
        stack->has_calendar = true;
        return begin_calendar(taking, err);
    }
    for (size_t i = 0; i < sizeof components / sizeof *components; i++) {
        if (components[i].inside != inside ||
            !jm_text_same_word(frame->name, components[i].name))
            continue;
        frame->component = components[i].component;
        frame->end = components[i].end;
        return components[i].begin(taking, err);
    }
    return JM_OK;
}

static enum jm_status end(struct jm_taking *taking, struct stack *stack,
                          struct jm_piece name, struct jm_error *err)
{
    struct frame closed = {0};
    name_frame(&closed, name);
    struct frame *open = stack->depth ? &stack->frames[stack->depth - 1] : NULL;
    if (!open || !jm_text_same_word(open->name, closed.name))
        return jm_fail(err, JM_INVALID, "unbalanced", JM_SAY_INTAKE_UNBALANCED,
                       closed.name, open ? open->name : "", NULL);
    stack->depth--;
    if (open->component == OBSERVANCE)
        taking->observance = NULL;
    if (open->component == VTIMEZONE)
        taking->own = NULL;
    return open->end ? open->end(taking, err) : JM_OK;
}

/* ---- lines ---- */

static enum jm_status calendar_line(struct jm_taking *taking,
                                    const struct jm_property *property,
                                    struct jm_error *err)
{
    const char *name = NULL;
    struct jm_text_want want = {sizeof taking->report->name - 1, true};
    enum jm_status status = JM_OK;
    bool is_older = jm_piece_is(property->name, "X-WR-CALNAME");
    if (is_older || jm_piece_is(property->name, "NAME")) {
        status = jm_taking_text(taking, &name, property->value, want, err);
        if (!status && *name && (is_older || !*taking->report->name))
            jm_text_copy(taking->report->name, sizeof taking->report->name,
                         name);
    } else if (jm_piece_is(property->name, "X-WR-TIMEZONE")) {
        status = jm_taking_text(taking, &name, property->value, want, err);
        if (!status && *name) {
            taking->zones.standard = name;
            taking->zones.standard_line = taking->lines.number;
        }
    }
    return status;
}

static enum jm_status property_line(struct jm_taking *taking,
                                    const struct stack *stack,
                                    const struct jm_property *property,
                                    struct jm_error *err)
{
    switch (innermost(stack)) {
    case VCALENDAR:
        return calendar_line(taking, property, err);
    case VEVENT:
        return jm_event_line(taking, property, err);
    case VFREEBUSY:
        return jm_freebusy_line(taking, property, err);
    case VTIMEZONE:
    case OBSERVANCE:
        return jm_timezone_line(taking, property, err);
    case OTHER:
        break;
    }
    return JM_OK;
}

static void overlong_line(struct jm_taking *taking, const struct stack *stack,
                          const struct jm_property *property)
{
    jm_taking_tell_piece(taking, JM_SAY_INTAKE_LINE_LONG, "", property->name);
    if (innermost(stack) == VEVENT)
        jm_event_overlong(taking, property);
}

/* Texts whose line breaks are not folded leave such lines: told once. */
static void tell_stray(struct jm_taking *taking)
{
    struct jm_piece line = {taking->lines.line.bytes,
                            taking->lines.line.length};
    if (!taking->told_line)
        jm_taking_tell_piece(taking, JM_SAY_INTAKE_STRAY, "", line);
    taking->told_line = true;
}

static enum jm_status take_line(struct jm_taking *taking, struct stack *stack,
                                struct jm_error *err)
{
    const struct jm_text *line = &taking->lines.line;
    struct jm_property property;
    bool is_property = jm_property_read(&property, line->bytes, line->length);
    if (!is_property && taking->lines.overlong)
        property = (struct jm_property){.name = {line->bytes, 32}};
    if (is_property && jm_piece_is(property.name, "BEGIN"))
        return begin(taking, stack, property.value, err);
    if (!stack->depth || (!is_property && !taking->lines.overlong)) {
        tell_stray(taking);
        return JM_OK;
    }
    if (is_property && jm_piece_is(property.name, "END"))
        return end(taking, stack, property.value, err);
    if (taking->lines.overlong) {
        overlong_line(taking, stack, &property);
        return JM_OK;
    }
    return property_line(taking, stack, &property, err);
}

/* ---- what is no calendar ---- */

static const struct {
    const char *start;
    enum jm_message message;
} looks[] = {{"<", JM_SAY_INTAKE_HTML},
             {"{", JM_SAY_INTAKE_JSON},
             {"[", JM_SAY_INTAKE_JSON},
             {"BEGIN:VCARD", JM_SAY_INTAKE_CARDS},
             {"PK\003\004", JM_SAY_INTAKE_ARCHIVE}};

/* The first line says what it is. */
static enum jm_status check_first(const struct jm_taking *taking,
                                  struct jm_error *err)
{
    struct jm_piece line = {taking->lines.line.bytes,
                            taking->lines.line.length};
    struct jm_property property;
    if (jm_property_read(&property, line.at, line.count) &&
        jm_piece_is(property.name, "BEGIN") &&
        jm_piece_starts(property.value, "VCALENDAR"))
        return JM_OK;
    struct jm_piece shown = line;
    while (shown.count && (*shown.at == ' ' || *shown.at == '\t')) {
        shown.at++;
        shown.count--;
    }
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        if (jm_piece_starts(shown, looks[i].start))
            return jm_fail(err, JM_INVALID, "no BEGIN:VCALENDAR",
                           looks[i].message, NULL);
    struct jm_text text = JM_TEXT_INIT;
    bool foreign = false;
    jm_value_text(&text, shown, (struct jm_text_want){60, true}, &foreign,
                  NULL);
    jm_fail(err, JM_INVALID, "no BEGIN:VCALENDAR", JM_SAY_INTAKE_NO_CALENDAR,
            jm_text_get(&text), NULL);
    jm_text_clear(&text);
    return JM_INVALID;
}

static enum jm_status check_end(const struct jm_taking *taking,
                                const struct stack *stack, struct jm_error *err)
{
    if (stack->depth)
        return jm_fail(err, JM_INVALID, "cut off", JM_SAY_INTAKE_CUT,
                       stack->frames[stack->depth - 1].name, NULL);
    if (!stack->has_calendar)
        return jm_fail(err, JM_INVALID, "empty", JM_SAY_INTAKE_EMPTY, NULL);
    if (taking->budget <= 0)
        return jm_fail(err, JM_INVALID, "the rules' budget is spent",
                       JM_SAY_INTAKE_WORK, NULL);
    return JM_OK;
}

static enum jm_status read_all(struct jm_taking *taking, struct jm_error *err)
{
    struct stack stack = {.depth = 0};
    enum jm_status status = jm_lines_next(&taking->lines, err);
    if (!status)
        status = check_first(taking, err);
    while (!status) {
        status = take_line(taking, &stack, err);
        if (!status)
            status = jm_lines_next(&taking->lines, err);
    }
    return status == JM_END ? check_end(taking, &stack, err) : status;
}

/* ---- giving ---- */

static int compare_groups(const void *a, const void *b)
{
    const struct jm_taken_group *const *x = a, *const *y = b;
    return strcmp((*x)->events->uid, (*y)->events->uid);
}

static enum jm_status give_all(struct jm_taking *taking, jm_intake_each *each,
                               void *data, struct jm_error *err)
{
    struct jm_giving giving = {taking, each, data, 0};
    struct jm_taken_groups *groups = &taking->groups;
    enum jm_status status = JM_OK;
    size_t count = 0;
    struct jm_taken_group **all = calloc(groups->count + 1, sizeof(void *));
    if (!all)
        return jm_fail_memory(err);
    for (size_t i = 0; i < groups->places; i++)
        for (struct jm_taken_group *group = groups->table[i]; group;
             group = group->next)
            all[count++] = group;
    qsort(all, count, sizeof(void *), compare_groups);
    for (size_t i = 0; !status && i < count; i++)
        status = jm_group_spread(&giving, all[i], err);
    free(all);
    return status;
}

enum jm_status jm_intake_read(const struct jm_intake *intake,
                              jm_intake_source *source, void *source_data,
                              jm_intake_each *each, void *each_data,
                              struct jm_intake_report *report,
                              struct jm_error *err)
{
    struct jm_taking *taking = calloc(1, sizeof *taking);
    memset(report, 0, sizeof *report);
    if (!taking)
        return jm_fail_memory(err);
    taking->intake = intake;
    taking->report = report;
    taking->budget = JM_REPEAT_BUDGET;
    taking->zones = (struct jm_calendar_zones){
        .intake = intake, .arena = &taking->arena, .budget = &taking->budget};
    jm_lines_start(&taking->lines, source, source_data,
                   intake->most_bytes ? intake->most_bytes : MOST_BYTES);
    enum jm_status status = read_all(taking, err);
    unsigned long line = taking->lines.number;
    if (status == JM_INVALID && err)
        jm_error_at(err, intake->name, line);
    if (!status)
        status = give_all(taking, each, each_data, err);
    if (status == JM_INVALID && err)
        jm_error_at(err, intake->name, 0);
    free(taking->groups.table);
    jm_text_clear(&taking->text);
    jm_lines_clear(&taking->lines);
    jm_arena_clear(&taking->arena);
    free(taking);
    return status;
}
