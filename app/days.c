#include "days.h"
#include "door.h"
#include <jumelage/days.h>
#include <string.h>

struct refreshing {
    struct jm_app *app;
    struct jm_change *change;
    int64_t *added, *corrected;
};

/* What the log says last of the row of that id; "" where it never was. */
struct last {
    char who[64];
    enum jm_edit edit;
};

static enum jm_status find_last(struct refreshing *r, const struct jm_row *row,
                                struct last *last)
{
    struct jm_log *log = NULL;
    struct jm_log_entry entry;
    const struct jm_log_filter filter = {
        .noun = row->noun, .id = row->id, .limit = 1};
    *last = (struct last){"", JM_EDIT_ADDED};
    enum jm_status status =
        jm_log_open(&log, r->app->store, &filter, &r->app->err);
    if (!status)
        status = jm_log_next(log, &entry, &r->app->err);
    if (!status) {
        jm_text_copy(last->who, sizeof last->who, entry.who);
        last->edit = entry.edit;
    }
    jm_log_free(log);
    return status == JM_END ? JM_OK : status;
}

static enum jm_status set(struct refreshing *r, struct jm_row *row, int field,
                          const char *text)
{
    return text && *text ? jm_row_set_string(row, field, text, &r->app->err)
                         : JM_OK;
}

static enum jm_status set_day(struct refreshing *r, struct jm_row *row,
                              int field, jm_day day)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add_day(&text, day);
    enum jm_status status = set(r, row, field, jm_text_get(&text));
    jm_text_clear(&text);
    return status;
}

static enum jm_status fill(struct refreshing *r, struct jm_row *row,
                           const struct jm_known_days *days)
{
    const struct {
        int field;
        const char *text;
    } texts[] = {
        {JM_day_kind, jm_choice_word(JM_SET_day_kind, (int)days->kind)},
        {JM_day_country, days->country},
        {JM_day_department, days->department},
        {JM_day_school_zone,
         days->school_zone < 0
             ? NULL
             : jm_choice_word(JM_SET_school_zone, days->school_zone)},
        {JM_day_code, days->code},
        {JM_day_name_fr, days->name[JM_FR]},
        {JM_day_name_en, days->name[JM_EN]},
        {JM_day_name_ko, days->name[JM_KO]},
        {JM_day_source, days->source}};
    enum jm_status status =
        jm_row_init(row, jm_noun(JM_NOUN_DAY), &r->app->err);
    for (size_t i = 0; !status && i < sizeof texts / sizeof *texts; i++)
        status = set(r, row, texts[i].field, texts[i].text);
    if (!status)
        status = set_day(r, row, JM_day_starts, days->first);
    if (!status)
        status = set_day(r, row, JM_day_ends, days->last);
    if (!status)
        jm_row_set_integer(row, JM_day_estimated, days->estimated);
    return status ? status : jm_door_settle(r->app, row);
}

static enum jm_status write_row(struct refreshing *r, const struct jm_row *row)
{
    struct last last;
    int changed = 0;
    enum jm_status status = find_last(r, row, &last);
    bool is_ours = strcmp(last.who, JM_DAYS_AUTHOR) == 0;
    bool is_there = *last.who && last.edit != JM_EDIT_REMOVED;
    if (status || (*last.who && !is_ours))
        return status;
    if (!is_there) {
        ++*r->added;
        return jm_change_add(r->change, row, &r->app->err);
    }
    status = jm_change_put(r->change, row, &changed, &r->app->err);
    *r->corrected += changed > 0;
    return status;
}

static enum jm_status take(void *data, const struct jm_known_days *days,
                           struct jm_error *err)
{
    (void)err;
    struct refreshing *r = data;
    struct jm_row row = JM_ROW_INIT;
    enum jm_status status = fill(r, &row, days);
    if (!status)
        status = write_row(r, &row);
    jm_row_clear(&row);
    return status;
}

enum jm_status jm_days_refresh(struct jm_app *app, int64_t *added,
                               int64_t *corrected)
{
    struct refreshing r = {app, NULL, added, corrected};
    struct jm_author author = jm_app_author(app);
    struct jm_text why = JM_TEXT_INIT;
    int64_t number = 0;
    *added = *corrected = 0;
    jm_say(&why, app->lang, JM_SAY_DAYS_WHY, NULL);
    author.who = JM_DAYS_AUTHOR;
    author.why = jm_text_get(&why);
    enum jm_status status =
        jm_change_begin(&r.change, app->store, &author, &app->err);
    if (!status)
        status = jm_days_known(take, &r, &app->err);
    if (!status) {
        status = jm_change_commit(r.change, &number, &app->err);
        r.change = NULL;
    }
    jm_change_free(r.change);
    jm_text_clear(&why);
    return status;
}
