/* Reading edits that are only tried. */
#include "trial.h"
#include "door.h"
#include <jumelage/choices.h>
#include <jumelage/text.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 8 };

/* One edit as it was typed, cut into words. */
struct phrase {
    struct jm_app *app;
    struct jm_trial *trial;
    const char *words[WORDS];
    int count;
    const char *whole;
};

static const struct jm_plan *plan_of(const struct phrase *p)
{
    return jm_watch_plan(p->trial->watch);
}

static enum jm_status fail_form(const struct phrase *p)
{
    return jm_fail(&p->app->err, JM_INVALID, "what-if", JM_SAY_TRIAL_FORM,
                   p->whole, NULL);
}

enum jm_status jm_trial_event(struct jm_app *app, const struct jm_plan *plan,
                              const char *id, uint32_t *event)
{
    struct jm_row row = JM_ROW_INIT;
    enum jm_status status = jm_door_row(app, jm_noun(JM_NOUN_EVENT), id, &row);
    if (!status)
        *event = jm_plan_find_event(plan, row.id);
    jm_row_clear(&row);
    return status;
}

/* "-" is nobody. */
static enum jm_status find_row(struct jm_app *app, const struct jm_plan *plan,
                               enum jm_noun_id noun, const char *id,
                               uint32_t *found)
{
    *found = JM_NONE;
    return strcmp(id, "-") == 0 ? JM_OK
                                : jm_door_in_plan(app, plan, noun, id, found);
}

/* ---- keeping what was changed ---- */

static enum jm_status note_root(struct phrase *p, uint32_t event)
{
    struct jm_trial *t = p->trial;
    for (size_t i = 0; i < t->n_roots; i++)
        if (t->roots[i] == event)
            return JM_OK;
    if (t->n_roots == t->room) {
        size_t room = t->room ? t->room * 2 : 8;
        uint32_t *roots = realloc(t->roots, room * sizeof *roots);
        if (!roots)
            return jm_fail_memory(&p->app->err);
        t->roots = roots;
        t->room = room;
    }
    t->roots[t->n_roots++] = event;
    return JM_OK;
}

static bool is_edited(const struct jm_trial *trial, uint32_t event)
{
    for (size_t i = 0; i < trial->edits.count; i++)
        if (trial->edits.all[i].event == event)
            return true;
    return false;
}

/* Edits the watch; the rows of before are kept the first time. */
static enum jm_status apply(struct phrase *p, const struct jm_alter *edits,
                            size_t count)
{
    struct jm_trial *t = p->trial;
    enum jm_status status = JM_OK;
    for (size_t i = 0; i < count && !status; i++) {
        uint32_t event = edits[i].event;
        struct jm_alter kept = {event, plan_of(p)->events[event]};
        if (!is_edited(t, event))
            status = jm_alters_add(&t->edits, &kept, &p->app->err);
    }
    return status ? status
                  : jm_watch_edit(t->watch, edits, count, NULL, &p->app->err);
}

/* ---- the edits ---- */

static enum jm_status fail_when(const struct phrase *p, const char *word,
                                enum jm_civil_read read)
{
    return jm_fail(&p->app->err, JM_INVALID, "what-if",
                   read == JM_CIVIL_UNREAL ? JM_SAY_DATE_UNREAL
                                           : JM_SAY_NOT_DATE,
                   p->words[0], word, NULL);
}

/* A date, or a date with an hour: *has_hour. */
static enum jm_status read_when(const struct phrase *p, const char *word,
                                jm_wall *wall, bool *has_hour)
{
    jm_day day = JM_DAY_NONE;
    *has_hour = strchr(word, 'T') != NULL;
    enum jm_civil_read read =
        *has_hour ? jm_wall_parse(word, wall) : jm_day_parse(word, &day);
    if (read)
        return fail_when(p, word, read);
    if (!*has_hour)
        *wall = (jm_wall)day * JM_DAY_SECONDS;
    return JM_OK;
}

static enum jm_status read_utc(const struct phrase *p,
                               const struct jm_zone *zone, const char *word,
                               jm_wall wall, jm_utc *utc)
{
    if (jm_zone_utc_of(zone, wall, utc) == JM_WALL_NEVER)
        return jm_fail(&p->app->err, JM_INVALID, "what-if", JM_SAY_TRIAL_NEVER,
                       word, zone->name, NULL);
    return JM_OK;
}

/* move UID to WHEN: to another day with all that lies in it, then, where an
 * hour is given, to that hour. */
static enum jm_status read_move(struct phrase *p, uint32_t event)
{
    const struct jm_event *e = &plan_of(p)->events[event];
    const struct jm_zone *zone = &plan_of(p)->zones[e->zone];
    struct jm_alters moved = JM_ALTERS_INIT;
    jm_wall wall = 0;
    jm_utc utc = 0;
    bool has_hour = false;
    if (p->count != 4 || strcmp(p->words[2], "to") != 0)
        return fail_form(p);
    enum jm_status status = read_when(p, p->words[3], &wall, &has_hour);
    if (!status && has_hour && e->all_day)
        status = jm_fail(&p->app->err, JM_INVALID, "what-if",
                         JM_SAY_TRIAL_ALL_DAY, p->words[3], NULL);
    int days = jm_wall_day(wall) - jm_zone_day(zone, e->span.from);
    if (!status)
        status =
            jm_watch_shift(p->trial->watch, &moved, event, days, &p->app->err);
    if (!status && has_hour)
        status = read_utc(p, zone, p->words[3], wall, &utc);
    if (!status && has_hour) {
        struct jm_span *span = &moved.all[0].as.span;
        span->until += utc - span->from;
        span->from = utc;
    }
    if (!status)
        status = apply(p, moved.all, moved.count);
    jm_alters_clear(&moved);
    return status;
}

static enum jm_status read_status(struct phrase *p, uint32_t event,
                                  enum jm_event_status to)
{
    struct jm_alter edit = {event, plan_of(p)->events[event]};
    edit.as.status = (uint8_t)to;
    return p->count == 2 ? apply(p, &edit, 1) : fail_form(p);
}

static enum jm_status read_cancel(struct phrase *p, uint32_t event)
{
    return read_status(p, event, JM_CANCELLED);
}

static enum jm_status read_option(struct phrase *p, uint32_t event)
{
    return read_status(p, event, JM_OPTION);
}

static enum jm_status read_confirm(struct phrase *p, uint32_t event)
{
    return read_status(p, event, JM_CONFIRMED);
}

/* An event elsewhere keeps the hours on its clocks; venues stay behind. */
static struct jm_alter edit_host(const struct jm_plan *plan, uint32_t event,
                                 uint32_t host)
{
    struct jm_alter edit = {event, plan->events[event]};
    struct jm_event *e = &edit.as;
    const struct jm_zone *was = &plan->zones[e->zone];
    if (e->to_host == e->host) {
        e->to_host = host;
        e->to_venue = JM_NONE;
    }
    e->host = host;
    e->venue = JM_NONE;
    e->zone = plan->collectivities[host].zone;
    const struct jm_zone *is = &plan->zones[e->zone];
    jm_wall from = jm_zone_wall(was, e->span.from);
    jm_wall until = jm_zone_wall(was, e->span.until);
    jm_zone_utc_of(is, from, &e->span.from);
    jm_zone_utc_of(is, until, &e->span.until);
    return edit;
}

/* host UID COLLECTIVITY: with what lies in it at the same host. */
static enum jm_status read_host(struct phrase *p, uint32_t event)
{
    uint32_t host = JM_NONE, was = plan_of(p)->events[event].host;
    struct jm_alters all = JM_ALTERS_INIT;
    size_t count = 0;
    if (p->count != 3)
        return fail_form(p);
    enum jm_status status =
        find_row(p->app, plan_of(p), JM_NOUN_COLLECTIVITY, p->words[2], &host);
    if (!status && host == JM_NONE)
        status = fail_form(p);
    if (!status)
        status = jm_watch_shift(p->trial->watch, &all, event, 0, &p->app->err);
    for (size_t i = 0; i < all.count && !status; i++)
        if (plan_of(p)->events[all.all[i].event].host == was)
            all.all[count++] = edit_host(plan_of(p), all.all[i].event, host);
    if (!status)
        status = apply(p, all.all, count);
    jm_alters_clear(&all);
    return status;
}

static enum jm_status read_span(const struct phrase *p, struct jm_event *e)
{
    const struct jm_zone *zone = &plan_of(p)->zones[e->zone];
    jm_wall from = 0, until = 0;
    bool at_hour = false, to_hour = false;
    enum jm_status status = read_when(p, p->words[4], &from, &at_hour);
    if (!status)
        status = read_when(p, p->words[5], &until, &to_hour);
    if (!status && at_hour != to_hour)
        status = fail_form(p);
    e->all_day = !at_hour;
    if (!to_hour)
        until += JM_DAY_SECONDS; /* the last day is included */
    if (!status && until < from)
        status = jm_fail(&p->app->err, JM_INVALID, "what-if",
                         JM_SAY_END_BEFORE_START, p->words[5], p->words[5],
                         p->words[4], p->words[4], NULL);
    if (!status && e->all_day) {
        e->span.from = jm_zone_day_start(zone, jm_wall_day(from));
        e->span.until = jm_zone_day_start(zone, jm_wall_day(until));
        return JM_OK;
    }
    if (!status)
        status = read_utc(p, zone, p->words[4], from, &e->span.from);
    if (!status)
        status = read_utc(p, zone, p->words[5], until, &e->span.until);
    return status;
}

/* add KIND DELEGATION COLLECTIVITY STARTS ENDS */
static enum jm_status read_add(struct phrase *p)
{
    struct jm_event_text text = {.uid = ""};
    struct jm_alter edit;
    uint32_t delegation = JM_NONE, host = JM_NONE;
    if (p->count != 6)
        return fail_form(p);
    int kind = jm_choice_value(JM_SET_event_kind, p->words[1]);
    if (kind < 0)
        return fail_form(p);
    enum jm_status status = find_row(p->app, plan_of(p), JM_NOUN_DELEGATION,
                                     p->words[2], &delegation);
    if (!status)
        status = find_row(p->app, plan_of(p), JM_NOUN_COLLECTIVITY, p->words[3],
                          &host);
    for (int lang = 0; lang < JM_LANGS; lang++)
        text.title[lang] =
            jm_choice_name(JM_SET_event_kind, kind, (enum jm_lang)lang);
    if (!status)
        status =
            jm_watch_add(p->trial->watch, &edit.event, &text, &p->app->err);
    if (status)
        return status;
    edit.as = plan_of(p)->events[edit.event];
    edit.as.kind = (uint8_t)kind;
    edit.as.delegation = delegation;
    edit.as.host = host;
    edit.as.zone = host == JM_NONE ? 0 : plan_of(p)->collectivities[host].zone;
    edit.as.status = JM_CONFIRMED;
    status = read_span(p, &edit.as);
    if (!status)
        status = note_root(p, edit.event);
    return status ? status : apply(p, &edit, 1);
}

static const struct {
    const char *word;
    enum jm_status (*read)(struct phrase *p, uint32_t event);
} verbs[] = {{"move", read_move},
             {"cancel", read_cancel},
             {"option", read_option},
             {"confirm", read_confirm},
             {"host", read_host}};

static enum jm_status read_phrase(struct phrase *p)
{
    uint32_t event = JM_NONE;
    if (p->count && strcmp(p->words[0], "add") == 0)
        return read_add(p);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (p->count < 2 || strcmp(p->words[0], verbs[i].word) != 0)
            continue;
        enum jm_status status =
            jm_trial_event(p->app, plan_of(p), p->words[1], &event);
        if (!status)
            status = note_root(p, event);
        return status ? status : verbs[i].read(p, event);
    }
    return fail_form(p);
}

/* Cuts a phrase into words, in place. */
static enum jm_status split(struct phrase *p, char *text)
{
    for (p->count = 0; *(text += strspn(text, " \t"));) {
        if (p->count == WORDS)
            return fail_form(p);
        p->words[p->count++] = text;
        text += strcspn(text, " \t");
        if (*text)
            *text++ = '\0';
    }
    return p->count ? JM_OK : fail_form(p);
}

static enum jm_status read_all(struct jm_app *app, struct jm_trial *trial,
                               char *text)
{
    enum jm_status status = JM_OK;
    for (char *next = text; next && !status; text = next) {
        struct phrase p = {.app = app, .trial = trial};
        struct jm_text whole = JM_TEXT_INIT;
        next = strchr(text, ';');
        if (next)
            *next++ = '\0';
        jm_text_add(&whole, text);
        p.whole = jm_text_get(&whole);
        status = split(&p, text);
        if (!status)
            status = read_phrase(&p);
        jm_text_clear(&whole);
    }
    return status;
}

/* The watch goes back; the edits are what it was brought to. */
static enum jm_status turn_back(struct jm_app *app, struct jm_trial *trial)
{
    struct jm_alters was = JM_ALTERS_INIT;
    enum jm_status status = JM_OK;
    for (size_t i = 0; i < trial->edits.count && !status; i++) {
        struct jm_alter *edit = &trial->edits.all[i];
        status = jm_alters_add(&was, edit, &app->err);
        edit->as = jm_watch_plan(trial->watch)->events[edit->event];
    }
    if (!status)
        status =
            jm_watch_edit(trial->watch, was.all, was.count, NULL, &app->err);
    jm_alters_clear(&was);
    return status;
}

enum jm_status jm_trial_read(struct jm_app *app, struct jm_trial *trial,
                             const struct jm_plan *plan, const char *text)
{
    enum jm_status status = jm_watch_new(&trial->watch, plan, &app->err);
    char *words = strdup(text);
    if (!status)
        status =
            words ? read_all(app, trial, words) : jm_fail_memory(&app->err);
    if (!status)
        status = turn_back(app, trial);
    free(words);
    return status;
}

void jm_trial_clear(struct jm_trial *trial)
{
    jm_alters_clear(&trial->edits);
    jm_watch_free(trial->watch);
    free(trial->roots);
    *trial = (struct jm_trial)JM_TRIAL_INIT;
}
