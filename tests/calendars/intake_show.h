/* A calendar taken in, written down for tests:
 *
 *     uid [recurrence] title: start end zone status busy #sequence
 *
 * with days as dates, then remarks "! line NAME argument, argument", or one
 * line "error place NAME arguments". */
#ifndef JM_TESTS_INTAKE_SHOW_H
#define JM_TESTS_INTAKE_SHOW_H

#include <jumelage/intake.h>
#include <jumelage/zones.h>
#include <string.h>

/* The bytes of a stream, given `step` at a time (0: as many as there is room
 * for). */
struct show_source {
    const char *bytes;
    size_t count, at, step;
};

static inline enum jm_status show_next(void *data, char *bytes, size_t room,
                                       size_t *got, struct jm_error *err)
{
    struct show_source *source = data;
    (void)err;
    *got = source->count - source->at;
    if (*got > room)
        *got = room;
    if (source->step && *got > source->step)
        *got = source->step;
    memcpy(bytes, source->bytes + source->at, *got);
    source->at += *got;
    return JM_OK;
}

static inline void show_time(struct jm_text *out, jm_wall wall, bool is_day)
{
    if (is_day)
        jm_text_add_day(out, jm_wall_day(wall));
    else
        jm_text_add_wall(out, wall);
}

static inline enum jm_status show_one(void *data, const struct jm_occurrence *o,
                                      struct jm_error *err)
{
    static const char *const statuses[] = {"idea", "option", "confirmed",
                                           "cancelled"};
    static const char *const busy[] = {"free", "tentative", "busy"};
    struct jm_text *out = data;
    (void)err;
    jm_text_addf(out, "%s [%s] %s: ", o->uid, o->recurrence, o->title);
    show_time(out, o->starts, o->all_day);
    jm_text_add_char(out, ' ');
    show_time(out, o->ends, o->all_day);
    jm_text_addf(out, " %s %s %s #%d\n", o->zone, statuses[o->status],
                 busy[o->busy], (int)o->sequence);
    return JM_OK;
}

static inline void show_report(struct jm_text *out,
                               const struct jm_intake_report *report)
{
    for (size_t i = 0; i < report->n_remarks && i < JM_INTAKE_REMARKS; i++) {
        const struct jm_intake_remark *remark = &report->remarks[i];
        jm_text_addf(out, "! %lu %s %s, %s\n", remark->line,
                     jm_message_name(remark->message), remark->args[0],
                     remark->args[1]);
    }
}

static inline void show_error(struct jm_text *out, const struct jm_error *err)
{
    jm_text_addf(out, "error %s %s %s%s%s\n", err->place,
                 jm_message_name(err->message), err->args[0],
                 err->args[1][0] ? ", " : "", err->args[1]);
}

/* 2026 and the host in Paris, if nothing else is said. */
static inline struct jm_intake show_intake(struct jm_zones *zones)
{
    return (struct jm_intake){
        .name = "a.ics",
        .home = jm_zones_get(zones, "Europe/Paris"),
        .zones = jm_zones_lookup,
        .data = zones,
        .window = {INT64_C(1767225600), INT64_C(1798761600)},
        .texts = true};
}

static inline enum jm_status show_calendar(struct jm_text *out,
                                           const struct jm_intake *intake,
                                           struct show_source source)
{
    struct jm_intake_report report;
    struct jm_error err = JM_ERROR_INIT;
    enum jm_status status = jm_intake_read(intake, show_next, &source, show_one,
                                           out, &report, &err);
    if (status)
        show_error(out, &err);
    show_report(out, &report);
    return status;
}

#endif
