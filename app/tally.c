#include "tally.h"
#include "json.h"
#include <string.h>

static const struct {
    const char *word; /* the key in --json */
    enum jm_message said;
    char sign;
} kinds[JM_TALLIES] = {
    [JM_TALLY_NEW] = {"new", JM_SAY_TALLY_NEW, '+'},
    [JM_TALLY_UPDATED] = {"updated", JM_SAY_TALLY_UPDATED, '~'},
    [JM_TALLY_CANCELLED] = {"cancelled", JM_SAY_TALLY_CANCELLED, '-'},
    [JM_TALLY_UNCHANGED] = {"unchanged", JM_SAY_TALLY_UNCHANGED, 0},
    [JM_TALLY_RECOGNISED] = {"recognised", JM_SAY_TALLY_RECOGNISED, 0},
    [JM_TALLY_OLDER] = {"older", JM_SAY_TALLY_OLDER, 0},
};

void jm_tally_note(struct jm_tally *tally, enum jm_tally_kind kind,
                   const char *id, const char *title, const char *starts)
{
    size_t n = tally->count[kind]++;
    if (kind > JM_TALLY_CANCELLED || n >= JM_TALLY_LINES)
        return;
    struct jm_tally_line *line = &tally->lines[kind][n];
    jm_text_copy(line->id, sizeof line->id, id);
    jm_text_copy(line->title, sizeof line->title, title ? title : "");
    jm_text_copy(line->starts, sizeof line->starts, starts);
}

bool jm_tally_changes(const struct jm_tally *tally)
{
    return tally->count[JM_TALLY_NEW] || tally->count[JM_TALLY_UPDATED] ||
           tally->count[JM_TALLY_CANCELLED];
}

static void tell_line(const struct jm_app *app, char sign,
                      const struct jm_tally_line *line)
{
    const char *hour = strchr(line->starts, 'T');
    int day = (int)(hour ? hour - line->starts : (long)strlen(line->starts));
    fprintf(app->world->out, "    %c %.*s%s%s", sign, day, line->starts,
            hour ? " " : "", hour ? hour + 1 : "");
    fprintf(app->world->out, "%s%s\n", *line->title ? "  " : "", line->title);
}

static void tell_lines(const struct jm_app *app, const struct jm_tally *tally,
                       enum jm_tally_kind kind)
{
    char more[24];
    size_t count = tally->count[kind];
    size_t told = count < JM_TALLY_LINES ? count : JM_TALLY_LINES;
    for (size_t i = 0; i < told; i++)
        tell_line(app, kinds[kind].sign, &tally->lines[kind][i]);
    if (count == told)
        return;
    snprintf(more, sizeof more, "%zu", count - told);
    jm_app_say(app, JM_SAY_TALLY_MORE, more, NULL);
}

void jm_tally_tell(const struct jm_app *app, const struct jm_tally *tally)
{
    for (int k = 0; k < JM_TALLIES; k++) {
        char count[24];
        snprintf(count, sizeof count, "%zu", tally->count[k]);
        if (!tally->count[k])
            continue;
        jm_app_say(app, kinds[k].said, count, NULL);
        if (k <= JM_TALLY_CANCELLED)
            tell_lines(app, tally, (enum jm_tally_kind)k);
    }
}

static json_t *make_first(const struct jm_tally *tally, int kind)
{
    json_t *list = json_array();
    for (size_t i = 0; i < tally->count[kind] && i < JM_TALLY_LINES; i++) {
        const struct jm_tally_line *line = &tally->lines[kind][i];
        json_t *one = json_object();
        jm_json_set(one, "id", json_string(line->id));
        jm_json_set(one, "title", jm_json_text(line->title));
        jm_json_set(one, "starts", json_string(line->starts));
        json_array_append_new(list, one);
    }
    return list;
}

void jm_tally_json(json_t *object, const struct jm_tally *tally)
{
    for (int k = 0; k < JM_TALLIES; k++) {
        json_t *count = json_integer((json_int_t)tally->count[k]);
        if (k > JM_TALLY_CANCELLED) {
            jm_json_set(object, kinds[k].word, count);
            continue;
        }
        json_t *both = json_object();
        jm_json_set(both, "count", count);
        jm_json_set(both, "first", make_first(tally, k));
        jm_json_set(object, kinds[k].word, both);
    }
}
