#include "progress.h"
#include <string.h>

enum { PATIENCE = 1000, PACE = 100 }; /* milliseconds */

/* Back to the first column, and clear the line. */
#define ERASE "\r\033[K"

static int64_t milliseconds(const struct jm_app *app)
{
    return app->world->milliseconds ? app->world->milliseconds() : 0;
}

void jm_progress_begin(struct jm_app *app, enum jm_message what)
{
    const char *terminal = app->world->env("TERM");
    bool is_dumb = terminal && strcmp(terminal, "dumb") == 0;
    bool is_told = app->world->err_is_terminal && !is_dumb;
    app->progress = (struct jm_progress){
        .what = is_told && app->world->milliseconds ? what : JM_SAY_NOTHING,
        .since = milliseconds(app)};
}

void jm_progress_end(struct jm_app *app)
{
    if (app->progress.is_shown) {
        fputs(ERASE, app->world->err);
        fflush(app->world->err);
    }
    app->progress = (struct jm_progress){.what = JM_SAY_NOTHING};
}

static void draw(struct jm_app *app, uint32_t done, uint32_t of)
{
    char percent[8] = "";
    struct jm_text line = JM_TEXT_INIT;
    if (of)
        snprintf(percent, sizeof percent, "%u",
                 (unsigned)((uint64_t)(done < of ? done : of) * 100 / of));
    jm_say(&line, app->lang, app->progress.what, percent, NULL);
    fprintf(app->world->err, ERASE "%s", jm_text_get(&line));
    fflush(app->world->err);
    jm_text_clear(&line);
}

bool jm_progress_step(void *data, uint32_t done, uint32_t of)
{
    struct jm_app *app = data;
    struct jm_progress *progress = &app->progress;
    int64_t now = progress->what ? milliseconds(app) : 0;
    if (progress->what && now - progress->since > PATIENCE &&
        (!progress->is_shown || now - progress->drawn >= PACE)) {
        draw(app, done, of);
        progress->is_shown = true;
        progress->drawn = now;
    }
    return !jm_progress_is_stopped(app);
}

bool jm_progress_go_on(void *data)
{
    return jm_progress_step(data, 0, 0);
}

bool jm_progress_is_stopped(const struct jm_app *app)
{
    return app->world->stopped && app->world->stopped();
}

enum jm_status jm_progress_ask(struct jm_app *app)
{
    if (!jm_progress_is_stopped(app))
        return JM_OK;
    return jm_fail(&app->err, JM_STOPPED, "stopped", JM_SAY_STOPPED, NULL);
}
