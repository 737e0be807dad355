/* export ics: one feed, or all of them as a static site. */
#include "addressee.h"
#include "commands.h"
#include "export.h"
#include "file.h"
#include <stdint.h>
#include <string.h>

/* Says on err what was written where, unless it went to out. */
static void tell_written(const struct jm_app *app, const char *path, int events)
{
    char count[16];
    snprintf(count, sizeof count, "%d", events);
    if (path && strcmp(path, "-") != 0)
        jm_app_remark(app, JM_SAY_EXPORTED, path, count, NULL);
}

static enum jm_status export_one(struct jm_app *app, const struct jm_plan *plan)
{
    struct jm_addressee audience;
    struct jm_text text = JM_TEXT_INIT;
    const char *path = jm_app_option(app, "output");
    const char *who = jm_app_option(app, "for");
    int events = 0;
    enum jm_status status =
        jm_addressee_read(app, plan, who ? who : "public", &audience);
    if (jm_app_option(app, "whole")) {
        audience.feed.most_events = UINT32_MAX;
        audience.feed.most_bytes = SIZE_MAX;
        audience.feed.window = (struct jm_span){JM_UTC_MIN, JM_UTC_MAX};
    }
    if (!status)
        status = jm_feed_write(&text, plan, &audience.feed, &events, &app->err);
    if (!status)
        status = jm_file_write(app, path, jm_text_get(&text), text.length);
    if (!status)
        tell_written(app, path, events);
    jm_text_clear(&text);
    jm_addressee_clear(&audience);
    return status;
}

enum jm_status jm_export_ics(struct jm_app *app, const struct jm_plan *plan,
                             int64_t release)
{
    (void)release;
    return jm_app_option(app, "dir") ? jm_export_site(app, plan)
                                     : export_one(app, plan);
}
