#include "taken.h"
#include "child.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What goes into the child. */
struct reading {
    struct jm_intake intake;
    const struct jm_text *stream;
    size_t at;
    struct jm_text packed; /* occurrences */
};

static enum jm_status give_bytes(void *data, char *bytes, size_t room,
                                 size_t *got, struct jm_error *err)
{
    struct reading *r = data;
    size_t left = r->stream->length - r->at;
    (void)err;
    *got = left < room ? left : room;
    if (*got)
        memcpy(bytes, r->stream->bytes + r->at, *got);
    r->at += *got;
    return JM_OK;
}

static enum jm_status take_one(void *data,
                               const struct jm_occurrence *occurrence,
                               struct jm_error *err)
{
    struct reading *r = data;
    jm_occurrence_pack(&r->packed, occurrence);
    return r->packed.failed ? jm_fail_memory(err) : JM_OK;
}

/* In the child: the report, then the occurrences. */
static enum jm_status read_stream(void *data, struct jm_text *out,
                                  struct jm_error *err)
{
    struct reading *r = data;
    struct jm_intake_report *report = calloc(1, sizeof *report);
    if (!report)
        return jm_fail_memory(err);
    enum jm_status status =
        jm_intake_read(&r->intake, give_bytes, r, take_one, r, report, err);
    if (!status) {
        jm_intake_report_pack(out, report);
        jm_text_add_bytes(out, jm_text_get(&r->packed), r->packed.length);
    }
    free(report);
    jm_text_clear(&r->packed);
    return status;
}

static int compare(const void *left, const void *right)
{
    const struct jm_occurrence *a = left, *b = right;
    return jm_taken_order(a->uid, a->recurrence, b->uid, b->recurrence);
}

static enum jm_status unpack(struct jm_app *app, struct jm_taken *taken)
{
    const char *cursor = jm_text_get(&taken->bytes);
    const char *end = cursor + taken->bytes.length;
    size_t room = 0;
    enum jm_status status =
        jm_intake_report_unpack(&taken->report, &cursor, end, &app->err);
    while (!status) {
        struct jm_occurrence next;
        status = jm_occurrence_unpack(&next, &cursor, end, &app->err);
        if (!status && taken->count == room) {
            room = room ? room * 2 : 64;
            void *all = realloc(taken->all, room * sizeof *taken->all);
            if (!all)
                return jm_fail_memory(&app->err);
            taken->all = all;
        }
        if (!status)
            taken->all[taken->count++] = next;
    }
    if (status == JM_END && taken->count)
        qsort(taken->all, taken->count, sizeof *taken->all, compare);
    return status == JM_END ? JM_OK : status;
}

enum jm_status jm_taken_read(struct jm_app *app, const char *name,
                             const char *home, bool texts,
                             const struct jm_text *stream,
                             struct jm_taken *taken)
{
    const struct jm_child_limits limits = {.keep = 0};
    struct reading r = {.stream = stream};
    r.intake = (struct jm_intake){.name = name,
                                  .home = jm_zones_get(app->zones, home),
                                  .zones = jm_zones_lookup,
                                  .data = app->zones,
                                  .window = jm_intake_window(app->today),
                                  .texts = texts,
                                  .most_bytes = stream->length + 1};
    if (!r.intake.home)
        return jm_fail(&app->err, JM_INVALID, home, JM_SAY_ZONE_GONE, home,
                       NULL);
    enum jm_status status =
        jm_child_run(app, name, &limits, read_stream, &r, &taken->bytes);
    return status ? status : unpack(app, taken);
}

void jm_taken_clear(struct jm_taken *taken)
{
    free(taken->all);
    jm_text_clear(&taken->bytes);
    *taken = (struct jm_taken)JM_TAKEN_INIT;
}

int jm_taken_order(const char *uid, const char *recurrence,
                   const char *other_uid, const char *other_recurrence)
{
    int order = strcmp(uid, other_uid);
    return order ? order : strcmp(recurrence, other_recurrence);
}

void jm_taken_tell(const struct jm_app *app, const char *name,
                   const struct jm_taken *taken)
{
    const struct jm_intake_report *report = &taken->report;
    size_t kept = report->n_remarks < JM_INTAKE_REMARKS ? report->n_remarks
                                                        : JM_INTAKE_REMARKS;
    for (size_t i = 0; i < kept; i++) {
        const struct jm_intake_remark *remark = &report->remarks[i];
        struct jm_text line = JM_TEXT_INIT;
        jm_text_add(&line, name);
        if (remark->line)
            jm_text_addf(&line, ":%lu", remark->line);
        jm_text_add(&line, app->lang == JM_FR ? "\u00a0: " : ": ");
        jm_say(&line, app->lang, remark->message, remark->args[0],
               remark->args[1], remark->args[2], NULL);
        fprintf(app->world->err, "%s\n", jm_text_get(&line));
        jm_text_clear(&line);
    }
    if (report->n_remarks > kept) {
        char more[24];
        snprintf(more, sizeof more, "%zu", report->n_remarks - kept);
        jm_app_remark(app, JM_SAY_IMPORT_REMARKS_MORE, more, NULL);
    }
}

/* ---- spans ---- */

static void add_wall(struct jm_text *out, const struct jm_zone *zone,
                     jm_utc utc)
{
    jm_text_add_wall(out, jm_zone_wall(zone, utc));
}

static bool is_named_by_wall(const struct jm_zone *zone, jm_utc utc)
{
    jm_utc back = 0;
    return jm_zone_utc_of(zone, jm_zone_wall(zone, utc), &back) !=
               JM_WALL_NEVER &&
           back == utc;
}

static void add_days(struct jm_text *starts, struct jm_text *ends,
                     const struct jm_occurrence *occurrence)
{
    jm_day first = jm_wall_day(occurrence->starts);
    jm_day last = jm_wall_day(occurrence->ends) - 1;
    jm_text_add_day(starts, first);
    jm_text_add_day(ends, last < first ? first : last);
}

enum jm_status jm_taken_set_span(struct jm_app *app, struct jm_row *row,
                                 const struct jm_occurrence *occurrence,
                                 int starts, int ends, int zone)
{
    const struct jm_zone *table = jm_zones_get(app->zones, occurrence->zone);
    struct jm_text from = JM_TEXT_INIT, until = JM_TEXT_INIT;
    if (!table || (!occurrence->all_day &&
                   (!is_named_by_wall(table, occurrence->span.from) ||
                    !is_named_by_wall(table, occurrence->span.until))))
        table = jm_zones_get(app->zones, "UTC");
    if (occurrence->all_day) {
        add_days(&from, &until, occurrence);
    } else {
        add_wall(&from, table ? table : &jm_zone_utc, occurrence->span.from);
        add_wall(&until, table ? table : &jm_zone_utc, occurrence->span.until);
    }
    enum jm_status status =
        jm_row_set_string(row, starts, jm_text_get(&from), &app->err);
    if (!status)
        status = jm_row_set_string(row, ends, jm_text_get(&until), &app->err);
    if (!status)
        status = jm_row_set_string(row, zone, table ? table->name : "UTC",
                                   &app->err);
    jm_text_clear(&from);
    jm_text_clear(&until);
    return status;
}
