/* export xlsx: which workbook, what it is told, and its way into place. */
#include "commands.h"
#include "file.h"
#include "progress.h"
#include <jumelage/archive.h>
#include <jumelage/rule.h>
#include <jumelage/waiver.h>
#include <jumelage/workbook.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What --kind may say, and what each needs. */
static const struct kind {
    const char *word;
    enum jm_book_kind kind;
    enum jm_noun_id of; /* JM_NOUNS: of nobody */
    bool told;          /* of open conflicts */
} kinds[] = {{"itinerary", JM_BOOK_ITINERARY, JM_NOUN_DELEGATION, false},
             {"itinerary-internal", JM_BOOK_INTERNAL, JM_NOUN_DELEGATION, true},
             {"rooming", JM_BOOK_ROOMING, JM_NOUN_DELEGATION, false},
             {"year", JM_BOOK_YEAR, JM_NOUNS, true},
             {"host", JM_BOOK_HOST, JM_NOUN_COLLECTIVITY, true},
             {"template", JM_BOOK_TEMPLATE, JM_NOUNS, false}};

/* What a workbook borrows while it is written. */
struct loan {
    struct jm_findings findings;
    struct jm_meal_count *meals;
    char **choices; /* their texts */
    size_t n_meals;
    struct jm_text version;
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

/* Findings that nobody accepted. */
static enum jm_status find_open(struct jm_app *app, const struct jm_plan *plan,
                                struct jm_findings *open)
{
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings found = JM_FINDINGS_INIT;
    struct jm_waivers waivers = JM_WAIVERS_INIT;
    scope.progress = jm_progress_step;
    scope.data = app;
    jm_progress_begin(app, JM_SAY_DOING_CHECK);
    enum jm_status status = jm_check_run(&found, plan, &scope, &app->err);
    jm_progress_end(app);
    if (!status)
        status = jm_waivers_sort(&waivers, plan, &app->err);
    for (size_t i = 0; !status && i < found.count; i++) {
        const struct jm_waiver *waiver = NULL;
        if (jm_waivers_state(&waivers, &found.all[i], &waiver) !=
                JM_WAIVER_ACCEPTED &&
            !jm_findings_add(open, &found.all[i]))
            status = jm_fail_memory(&app->err);
    }
    jm_waivers_clear(&waivers);
    jm_findings_clear(&found);
    return status;
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
    if (!status)
        status = jm_progress_ask(app);
    if (status)
        unlink(part);
    else
        status = jm_file_settle(part, path, &app->err);
    free(part);
    return status;
}

/* What the workbook is told besides the plan. */
static enum jm_status gather(struct jm_app *app, const struct jm_plan *plan,
                             const struct kind *kind,
                             struct jm_workbook *workbook, struct loan *loan)
{
    enum jm_status status = JM_OK;
    jm_say(&loan->version, workbook->first, JM_SAY_EXPORT_DRAFT, NULL);
    workbook->version = jm_text_get(&loan->version);
    if (kind->told) {
        status = find_open(app, plan, &loan->findings);
        workbook->findings = &loan->findings;
    }
    if (!status && kind->kind == JM_BOOK_INTERNAL)
        status = count_meals(app, plan->delegations[workbook->row].id, workbook,
                             loan);
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
}

enum jm_status jm_export_xlsx(struct jm_app *app, const struct jm_plan *plan)
{
    const struct kind *kind = read_kind(app);
    struct loan loan = {.findings = JM_FINDINGS_INIT, .version = JM_TEXT_INIT};
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
    status = gather(app, plan, kind, &workbook, &loan);
    if (!status)
        status = write_workbook(app, plan, &workbook, path);
    if (!status)
        jm_app_remark(app, JM_SAY_EXPORTED_BOOK, path, NULL);
    end_loan(&loan);
    return status;
}
