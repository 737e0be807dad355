/* export xlsx: which workbook, what it is told, and its way into place. */
#include "commands.h"
#include "export.h"
#include "file.h"
#include "published.h"
#include "told.h"
#include <jumelage/archive.h>
#include <jumelage/diff.h>
#include <jumelage/workbook.h>
#include <stdlib.h>
#include <string.h>

/* What --kind may say, and what each needs. */
static const struct kind {
    const char *word;
    enum jm_book_kind kind;
    enum jm_noun_id of; /* JM_NOUNS: of nobody */
    bool told;          /* of open conflicts */
    bool of_release;    /* shows what was published */
} kinds[] = {
    {"itinerary", JM_BOOK_ITINERARY, JM_NOUN_DELEGATION, false, true},
    {"itinerary-internal", JM_BOOK_INTERNAL, JM_NOUN_DELEGATION, true, false},
    {"rooming", JM_BOOK_ROOMING, JM_NOUN_DELEGATION, false, true},
    {"year", JM_BOOK_YEAR, JM_NOUNS, true, false},
    {"host", JM_BOOK_HOST, JM_NOUN_COLLECTIVITY, true, true},
    {"template", JM_BOOK_TEMPLATE, JM_NOUNS, false, false}};

/* What a workbook borrows while it is written. */
struct loan {
    struct jm_findings findings;
    struct jm_meal_count *meals;
    char **choices; /* their texts */
    size_t n_meals;
    struct jm_text version, since;
    struct jm_plan *before; /* the latest release, for what has changed */
    struct jm_diff diff;
    struct jm_change_line *lines;
    struct jm_change_list changes;
};

/* "fr,ko": the two languages of a sheet. */
static enum jm_status read_langs(struct jm_app *app,
                                 struct jm_workbook *workbook)
{
    const char *langs = jm_app_option(app, "langs");
    workbook->first = app->lang;
    workbook->second = app->lang == JM_KO ? JM_FR : JM_KO;
    if (!langs)
        return JM_OK;
    const char *comma = strchr(langs, ',');
    char first[3] = "";
    if (comma == langs + 2) {
        memcpy(first, langs, 2);
        if (jm_lang_parse(first, &workbook->first) &&
            jm_lang_parse(comma + 1, &workbook->second) &&
            strlen(comma + 1) == 2 && workbook->first != workbook->second)
            return JM_OK;
    }
    return jm_fail(&app->err, JM_INVALID, langs, JM_SAY_EXPORT_LANGS, langs,
                   NULL);
}

/* NULL, with the error written, where it names none. */
static const struct kind *read_kind(struct jm_app *app)
{
    const char *word = jm_app_option(app, "kind");
    for (size_t i = 0; word && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(word, kinds[i].word) == 0)
            return &kinds[i];
    jm_fail(&app->err, JM_INVALID, "kind", JM_SAY_EXPORT_KIND, word ? word : "",
            NULL);
    return NULL;
}

/* The row that --for names; workbooks of nobody take none. */
static enum jm_status read_row(struct jm_app *app, const struct jm_plan *plan,
                               const struct kind *kind, uint32_t *row)
{
    const char *who = jm_app_option(app, "for");
    bool of_host = kind->of == JM_NOUN_COLLECTIVITY;
    const char *prefix = of_host ? "host:" : "delegation:";
    *row = JM_NONE;
    if (kind->of == JM_NOUNS)
        return who ? jm_fail(&app->err, JM_INVALID, "for",
                             JM_SAY_EXPORT_FOR_NOBODY, kind->word, NULL)
                   : JM_OK;
    if (!who || strncmp(who, prefix, strlen(prefix)) != 0)
        return jm_fail(&app->err, JM_INVALID, "for",
                       of_host ? JM_SAY_EXPORT_NO_HOST
                               : JM_SAY_EXPORT_NO_DELEGATION,
                       NULL);
    return jm_door_in_plan(app, plan, kind->of, who + strlen(prefix), row);
}

/* --year, or the year of today. */
static enum jm_status read_year(struct jm_app *app, int *year)
{
    const char *typed = jm_app_option(app, "year");
    *year = jm_day_date(app->today).year;
    if (!typed)
        return JM_OK;
    bool digits = strlen(typed) == 4 && strspn(typed, "0123456789") == 4;
    *year = digits ? (int)strtol(typed, NULL, 10) : 0;
    return *year >= 1970 && *year <= 2099
               ? JM_OK
               : jm_fail(&app->err, JM_INVALID, "year", JM_SAY_EXPORT_YEAR,
                         typed, NULL);
}

static enum jm_status count_meal(struct jm_app *app, struct loan *loan,
                                 const char *choice)
{
    for (size_t i = 0; i < loan->n_meals; i++)
        if (strcmp(loan->meals[i].choice, choice) == 0) {
            loan->meals[i].count++;
            return JM_OK;
        }
    size_t count = loan->n_meals + 1;
    struct jm_meal_count *meals =
        realloc(loan->meals, count * sizeof *loan->meals);
    if (meals)
        loan->meals = meals;
    char **choices = realloc(loan->choices, count * sizeof *loan->choices);
    if (choices)
        loan->choices = choices;
    char *copy = meals && choices ? strdup(choice) : NULL;
    if (!copy)
        return jm_fail_memory(&app->err);
    choices[loan->n_meals] = copy;
    meals[loan->n_meals++] = (struct jm_meal_count){copy, 1};
    return JM_OK;
}

/* Counts what members chose to eat: how many leaves this function, who does
 * not. */
static enum jm_status count_meals(struct jm_app *app, const char *delegation,
                                  const struct jm_workbook *workbook,
                                  struct loan *loan)
{
    struct jm_rows *rows = NULL;
    struct jm_row row = JM_ROW_INIT;
    enum jm_status status =
        jm_rows_open(&rows, app->store, jm_noun(JM_NOUN_MEMBER),
                     JM_member_delegation, delegation, &app->err);
    while (!status && !(status = jm_rows_next(rows, &row, &app->err))) {
        const char *meal = jm_row_string(&row, JM_member_meal);
        status =
            count_meal(app, loan,
                       meal && *meal ? meal
                                     : jm_message_template(JM_SAY_MEAL_UNSAID,
                                                           workbook->first));
    }
    jm_row_clear(&row);
    jm_rows_free(rows);
    return status == JM_END ? JM_OK : status;
}

/* Written beside, verified by our own reader, then renamed: libxlsxwriter
 * reports success on a full disk. */
static enum jm_status write_workbook(struct jm_app *app,
                                     const struct jm_plan *plan,
                                     const struct jm_workbook *workbook,
                                     const char *path)
{
    char *part = jm_file_part(path, &app->err);
    if (!part)
        return JM_FAILED;
    enum jm_status status = jm_workbook_write(part, plan, workbook, &app->err);
    if (!status)
        status = jm_archive_verify(part, &app->err);
    return jm_file_settle(app, part, path, status);
}

static jm_day release_day(const struct jm_app *app, const struct jm_plan *plan)
{
    const struct jm_zone *paris = jm_zones_get(app->zones, "Europe/Paris");
    return jm_zone_day(paris ? paris : &jm_zone_utc, plan->released_at);
}

/* "v4", or that it is a draft, and of which day. */
static void tell_version(struct jm_app *app, const struct jm_plan *plan,
                         int64_t release, struct jm_workbook *workbook,
                         struct loan *loan)
{
    if (release) {
        jm_text_addf(&loan->version, "v%lld", (long long)release);
        workbook->date = release_day(app, plan);
        workbook->created = plan->released_at;
    } else {
        jm_say(&loan->version, workbook->first, JM_SAY_EXPORT_DRAFT, NULL);
    }
    workbook->version = jm_text_get(&loan->version);
}

/* What differs from the latest release; nothing before the first one. */
static enum jm_status find_changes(struct jm_app *app,
                                   const struct jm_plan *plan,
                                   struct jm_workbook *workbook,
                                   struct loan *loan)
{
    int64_t number = 0;
    enum jm_status status = jm_app_load_published(app, &loan->before, &number);
    if (status || !number)
        return status;
    status = jm_plan_diff(&loan->diff, loan->before, plan, &app->err);
    if (status)
        return status;
    loan->lines = calloc(loan->diff.count + 1, sizeof *loan->lines);
    if (!loan->lines)
        return jm_fail_memory(&app->err);
    for (size_t i = 0; i < loan->diff.count; i++) {
        const struct jm_diff_item *item = &loan->diff.all[i];
        loan->lines[i] = (struct jm_change_line){(enum jm_changed)item->what,
                                                 item->before, item->after};
    }
    jm_text_addf(&loan->since, "v%lld", (long long)number);
    loan->changes = (struct jm_change_list){
        loan->before, jm_text_get(&loan->since), release_day(app, loan->before),
        loan->lines, loan->diff.count};
    workbook->changes = &loan->changes;
    return JM_OK;
}

/* What the workbook is told besides the plan. */
static enum jm_status gather(struct jm_app *app, const struct jm_plan *plan,
                             const struct kind *kind,
                             struct jm_workbook *workbook, struct loan *loan)
{
    enum jm_status status = JM_OK;
    if (kind->told) {
        status = jm_told_open(app, plan, JM_NOTICE, &loan->findings);
        workbook->findings = &loan->findings;
    }
    if (!status && kind->kind == JM_BOOK_INTERNAL)
        status = count_meals(app, plan->delegations[workbook->row].id, workbook,
                             loan);
    if (!status && kind->kind == JM_BOOK_INTERNAL)
        status = find_changes(app, plan, workbook, loan);
    workbook->meals = loan->meals;
    workbook->n_meals = loan->n_meals;
    return status;
}

static void end_loan(struct loan *loan)
{
    for (size_t i = 0; i < loan->n_meals; i++)
        free(loan->choices[i]);
    free(loan->choices);
    free(loan->meals);
    jm_findings_clear(&loan->findings);
    jm_text_clear(&loan->version);
    jm_text_clear(&loan->since);
    jm_diff_clear(&loan->diff);
    free(loan->lines);
    jm_plan_free(loan->before);
}

bool jm_export_xlsx_of_release(const struct jm_app *app)
{
    const char *word = jm_app_option(app, "kind");
    for (size_t i = 0; word && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(word, kinds[i].word) == 0)
            return kinds[i].of_release;
    return false;
}

enum jm_status jm_export_xlsx(struct jm_app *app, const struct jm_plan *plan,
                              int64_t release)
{
    const struct kind *kind = read_kind(app);
    struct loan loan = {.findings = JM_FINDINGS_INIT, .diff = JM_DIFF_INIT};
    const char *path = jm_app_option(app, "output");
    struct jm_workbook workbook = {.marking = jm_app_option(app, "marking"),
                                   .feed_url = jm_app_option(app, "feed-url"),
                                   .date = app->today,
                                   .created =
                                       (jm_utc)app->today * JM_DAY_SECONDS};
    enum jm_status status = JM_OK;
    if (!kind)
        return JM_INVALID;
    if (!path || strcmp(path, "-") == 0)
        status = jm_fail(&app->err, JM_INVALID, "output", JM_SAY_EXPORT_NO_FILE,
                         NULL);
    if (!status)
        status = read_langs(app, &workbook);
    if (!status)
        status = read_year(app, &workbook.year);
    if (!status)
        status = read_row(app, plan, kind, &workbook.row);
    if (status)
        return status;
    workbook.kind = kind->kind;
    tell_version(app, plan, release, &workbook, &loan);
    status = gather(app, plan, kind, &workbook, &loan);
    if (!status)
        status = write_workbook(app, plan, &workbook, path);
    if (!status)
        jm_app_remark(app, JM_SAY_EXPORTED_BOOK, path, NULL);
    end_loan(&loan);
    return status;
}
