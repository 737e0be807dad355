/* Any bytes as a calendar, and as packed occurrences: no crash, no endless
 * work, and what is given holds to intake.h. Run by libFuzzer (./run fuzz), and
 * over the corpus in every test run (replay.c). */
#include "fuzz.h"
#include "intake_show.h"
#include <stdio.h>
#include <stdlib.h>

#define CHECK(good)                                                            \
    do {                                                                       \
        if (!(good)) {                                                         \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #good);         \
            abort();                                                           \
        }                                                                      \
    } while (0)

struct seen {
    const struct jm_intake *intake;
    struct jm_text uid, recurrence; /* of the one before */
    struct jm_text packed;
    size_t count;
};

static bool is_clean(const char *text, bool one_line)
{
    return jm_text_is_clean(text, strlen(text)) &&
           !(one_line && strchr(text, '\n'));
}

static void check_order(struct seen *seen, const struct jm_occurrence *o)
{
    int order = strcmp(jm_text_get(&seen->uid), o->uid);
    CHECK(!seen->count || order < 0 ||
          (order == 0 &&
           strcmp(jm_text_get(&seen->recurrence), o->recurrence) < 0));
    jm_text_reset(&seen->uid);
    jm_text_add(&seen->uid, o->uid);
    jm_text_reset(&seen->recurrence);
    jm_text_add(&seen->recurrence, o->recurrence);
    seen->count++;
}

static void check_packed(struct seen *seen, const struct jm_occurrence *o)
{
    struct jm_occurrence read;
    struct jm_text again = JM_TEXT_INIT;
    jm_text_reset(&seen->packed);
    jm_occurrence_pack(&seen->packed, o);
    const char *cursor = seen->packed.bytes;
    const char *end = cursor + seen->packed.length;
    CHECK(jm_occurrence_unpack(&read, &cursor, end, NULL) == JM_OK);
    CHECK(cursor == end);
    jm_occurrence_pack(&again, &read);
    CHECK(again.length == seen->packed.length &&
          memcmp(again.bytes, seen->packed.bytes, again.length) == 0);
    jm_text_clear(&again);
}

static enum jm_status check_one(void *data, const struct jm_occurrence *o,
                                struct jm_error *err)
{
    struct seen *seen = data;
    (void)err;
    check_order(seen, o);
    CHECK(*o->uid && is_clean(o->uid, true) && is_clean(o->title, true));
    CHECK(is_clean(o->location, true) && is_clean(o->description, false));
    CHECK(is_clean(o->url, true) && o->sequence >= 0);
    CHECK(jm_span_overlaps(seen->intake->window, o->span));
    CHECK(o->span.from <= o->span.until);
    CHECK(o->status != JM_CANCELLED || o->busy == JM_INTAKE_FREE);
    check_packed(seen, o);
    return JM_OK;
}

static void check_report(const struct jm_intake_report *report)
{
    struct jm_text packed = JM_TEXT_INIT, again = JM_TEXT_INIT;
    struct jm_intake_report read;
    jm_intake_report_pack(&packed, report);
    const char *cursor = packed.bytes, *end = cursor + packed.length;
    CHECK(jm_intake_report_unpack(&read, &cursor, end, NULL) == JM_OK);
    CHECK(cursor == end);
    jm_intake_report_pack(&again, &read);
    CHECK(again.length == packed.length &&
          memcmp(again.bytes, packed.bytes, again.length) == 0);
    jm_text_clear(&packed);
    jm_text_clear(&again);
}

static void check_calendar(const struct jm_intake *intake, const char *bytes,
                           size_t count, size_t step)
{
    struct seen seen = {.intake = intake};
    struct show_source source = {bytes, count, 0, step};
    struct jm_intake_report report;
    struct jm_error err = JM_ERROR_INIT;
    enum jm_status status = jm_intake_read(intake, show_next, &source,
                                           check_one, &seen, &report, &err);
    CHECK(status == JM_OK || status == JM_INVALID);
    CHECK(status == err.status && report.occurrences == seen.count);
    CHECK(!status || *err.place);
    check_report(&report);
    jm_text_clear(&seen.uid);
    jm_text_clear(&seen.recurrence);
    jm_text_clear(&seen.packed);
}

/* As if another process had written it. */
static void unpack(const char *bytes, size_t count)
{
    struct jm_occurrence occurrence;
    struct jm_intake_report report;
    const char *cursor = bytes, *end = bytes + count;
    while (jm_occurrence_unpack(&occurrence, &cursor, end, NULL) == JM_OK)
        CHECK(is_clean(occurrence.title, true));
    cursor = bytes;
    while (jm_intake_report_unpack(&report, &cursor, end, NULL) == JM_OK)
        CHECK(is_clean(report.name, true));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct jm_zones *zones; /* read once: it is the same each time */
    if (!zones && jm_zones_new(&zones, NULL))
        abort();
    struct jm_intake intake = show_intake(zones);
    intake.most_bytes = 1 << 20;
    intake.most_occurrences = 5000;
    const char *bytes = (const char *)data;
    check_calendar(&intake, bytes, size, 0);
    check_calendar(&intake, bytes, size, 1);
    unpack(bytes, size);
    return 0;
}
