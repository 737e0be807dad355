/* Occurrences and reports as bytes: what comes back is what went in, and bytes
 * that pack cannot have written are refused. */
#include "intake_show.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct jm_occurrence sample(void)
{
    return (struct jm_occurrence){.uid = "a@b",
                                  .recurrence = "20260317T083000Z",
                                  .title = "Réunion – 회의",
                                  .location = "Tours",
                                  .description = "one\ntwo",
                                  .url = "https://tours.example/",
                                  .sequence = 3,
                                  .zone = "Europe/Paris",
                                  .starts = 1773739800,
                                  .ends = 1773743400,
                                  .span = {1773736200, 1773739800},
                                  .status = JM_CONFIRMED,
                                  .busy = JM_INTAKE_BUSY};
}

static enum jm_status unpack(const struct jm_text *packed,
                             struct jm_occurrence *out)
{
    const char *cursor = packed->bytes;
    return jm_occurrence_unpack(out, &cursor, cursor + packed->length, NULL);
}

static void occurrences_come_back(void **state)
{
    (void)state;
    struct jm_text packed = JM_TEXT_INIT, before = JM_TEXT_INIT,
                   after = JM_TEXT_INIT;
    struct jm_occurrence all[2] = {sample(), sample()}, read;
    all[1].all_day = true;
    all[1].recurrence = "";
    all[1].starts = 86400 * 20000;
    all[1].ends = 86400 * 20001;
    for (int i = 0; i < 2; i++) {
        jm_occurrence_pack(&packed, &all[i]);
        show_one(&before, &all[i], NULL);
    }
    const char *cursor = packed.bytes, *end = cursor + packed.length;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(jm_occurrence_unpack(&read, &cursor, end, NULL),
                         JM_OK);
        show_one(&after, &read, NULL);
        assert_string_equal(read.description, all[i].description);
        assert_string_equal(read.location, all[i].location);
        assert_string_equal(read.url, all[i].url);
        assert_memory_equal(&read.span, &all[i].span, sizeof read.span);
    }
    assert_int_equal(jm_occurrence_unpack(&read, &cursor, end, NULL), JM_END);
    assert_string_equal(jm_text_get(&before), jm_text_get(&after));
    jm_text_clear(&packed);
    jm_text_clear(&before);
    jm_text_clear(&after);
}

static void reports_come_back(void **state)
{
    (void)state;
    struct jm_intake_report report = {.name = "수원시",
                                      .events = 7,
                                      .occurrences = 9,
                                      .skipped = 1,
                                      .n_remarks = 20},
                            read;
    for (int i = 0; i < JM_INTAKE_REMARKS; i++)
        report.remarks[i] =
            (struct jm_intake_remark){JM_SAY_INTAKE_STRAY, 12, {"a", "é", ""}};
    struct jm_text packed = JM_TEXT_INIT;
    jm_intake_report_pack(&packed, &report);
    const char *cursor = packed.bytes, *end = cursor + packed.length;
    assert_int_equal(jm_intake_report_unpack(&read, &cursor, end, NULL), JM_OK);
    assert_memory_equal(&read, &report, sizeof read);
    assert_int_equal(jm_intake_report_unpack(&read, &cursor, end, NULL),
                     JM_END);
    jm_text_clear(&packed);
}

static void what_pack_cannot_write_is_refused(void **state)
{
    (void)state;
    struct jm_occurrence bad[] = {sample(), sample(), sample(), sample(),
                                  sample(), sample(), sample(), sample(),
                                  sample(), sample()};
    bad[0].title = "two\nlines";
    bad[1].uid = "";
    bad[2].title = "\xFF";
    bad[3].recurrence = "2026-03-17";
    bad[4].span.until = bad[4].span.from - 1;
    bad[5].sequence = -1;
    bad[6].all_day = true;
    bad[7].status = JM_IDEA;
    bad[8].span.until = JM_UTC_MAX + 1;
    bad[9].description = "bell\007";
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct jm_text packed = JM_TEXT_INIT;
        struct jm_occurrence read;
        jm_occurrence_pack(&packed, &bad[i]);
        if (unpack(&packed, &read) != JM_INVALID)
            fail_msg("occurrence %zu is taken", i);
        jm_text_clear(&packed);
    }
}

/* Cut anywhere, any byte another: no crash, and what is taken is clean. */
static void any_bytes_end(void **state)
{
    (void)state;
    struct jm_text packed = JM_TEXT_INIT;
    struct jm_occurrence one = sample(), read;
    jm_occurrence_pack(&packed, &one);
    for (size_t count = 1; count < packed.length; count++) {
        char *bytes = malloc(count);
        assert_non_null(bytes);
        memcpy(bytes, packed.bytes, count);
        const char *cursor = bytes;
        assert_int_equal(
            jm_occurrence_unpack(&read, &cursor, bytes + count, NULL),
            JM_INVALID);
        assert_ptr_equal(cursor, bytes);
        free(bytes);
    }
    for (size_t at = 0; at < packed.length; at++)
        for (int byte = 0; byte < 256; byte++) {
            char was = packed.bytes[at];
            packed.bytes[at] = (char)byte;
            if (unpack(&packed, &read) == JM_OK)
                assert_true(jm_text_is_clean(read.title, strlen(read.title)));
            packed.bytes[at] = was;
        }
    jm_text_clear(&packed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(occurrences_come_back),
        cmocka_unit_test(reports_come_back),
        cmocka_unit_test(what_pack_cannot_write_is_refused),
        cmocka_unit_test(any_bytes_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
