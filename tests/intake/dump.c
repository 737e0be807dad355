/* What a calendar is taken in as, for other programs to compare:
 *
 *     dump FILE HOME FROM UNTIL      (FROM and UNTIL in seconds)
 *
 * prints "uid start end all-day title" for each occurrence that is not
 * cancelled, instants in UTC, days as dates; with a fifth argument it prints
 * what tests/calendars/intake_show.h does. */
#include "intake_show.h"
#include <stdio.h>
#include <stdlib.h>

static enum jm_status dump(void *data, const struct jm_occurrence *o,
                           struct jm_error *err)
{
    struct jm_text *out = data;
    (void)err;
    if (o->status == JM_CANCELLED)
        return JM_OK;
    jm_text_addf(out, "%s ", o->uid);
    if (o->all_day) {
        jm_text_add_day(out, jm_wall_day(o->starts));
        jm_text_add_char(out, ' ');
        jm_text_add_day(out, jm_wall_day(o->ends));
    } else {
        jm_text_add_utc(out, o->span.from);
        jm_text_add_char(out, ' ');
        jm_text_add_utc(out, o->span.until);
    }
    jm_text_addf(out, " %s %s\n", o->all_day ? "yes" : "no", o->title);
    return JM_OK;
}

static enum jm_status read_file(void *data, char *bytes, size_t room,
                                size_t *got, struct jm_error *err)
{
    (void)err;
    *got = fread(bytes, 1, room, data);
    return JM_OK;
}

int main(int argc, char **argv)
{
    struct jm_zones *zones = NULL;
    struct jm_text out = JM_TEXT_INIT;
    struct jm_intake_report report;
    struct jm_error err = JM_ERROR_INIT;
    FILE *file = argc >= 5 ? fopen(argv[1], "rb") : NULL;
    if (!file || jm_zones_new(&zones, &err))
        return 2;
    struct jm_intake intake = show_intake(zones);
    intake.name = argv[1];
    intake.home = jm_zones_get(zones, argv[2]);
    intake.window.from = strtoll(argv[3], NULL, 10);
    intake.window.until = strtoll(argv[4], NULL, 10);
    enum jm_status status =
        jm_intake_read(&intake, read_file, file, argc > 5 ? show_one : dump,
                       &out, &report, &err);
    if (argc > 5)
        show_report(&out, &report);
    fputs(jm_text_get(&out), stdout);
    if (status) {
        jm_text_reset(&out);
        show_error(&out, &err);
        fputs(jm_text_get(&out), stderr);
    }
    jm_text_clear(&out);
    jm_zones_free(zones);
    fclose(file);
    return (int)status;
}
