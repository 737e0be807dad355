/* Writes the workbooks that check.py, check.mjs and print.py look at, and
 * beside each a text file that says what must be in it.
 *
 *     demo DIRECTORY
 */
#include "plans.h"

#include <errno.h>
#include <jumelage/rule.h>
#include <jumelage/sentence.h>
#include <jumelage/workbook.h>
#include <sys/stat.h>

/* What must not be found anywhere in a workbook, but in those kinds. */
#define FEED "https://jumelage.example.org/f/3f9c2a71/suwon.ics"
#define IN(kind) (1u << (kind))
static const struct secret {
    const char *text;
    unsigned told; /* kinds that may say it */
} secrets[] = {
    {"Code de la porte 4471", 0},
    {"Relancer le traiteur", 0},
    {"Publier sur LinkedIn", 0},
    {"Point interne du protocole", IN(JM_BOOK_INTERNAL) | IN(JM_BOOK_YEAR)},
    {"Délégation de Gumi", IN(JM_BOOK_YEAR) | IN(JM_BOOK_HOST)},
    {"Visite réservée à Gumi",
     IN(JM_BOOK_YEAR) | IN(JM_BOOK_HOST) | IN(JM_BOOK_INTERNAL)},
    {"1인실",
     IN(JM_BOOK_ROOMING) | IN(JM_BOOK_INTERNAL) | IN(JM_BOOK_TEMPLATE)}};

static const struct sample {
    const char *name;
    enum jm_book_kind kind;
    enum demo plan;
    enum jm_lang first, second;
    int days;
    bool one_page;        /* for each day, however much happens on it */
    const char *texts[6]; /* that cells hold */
} samples[] = {
    {"suwon-fr-ko",
     JM_BOOK_ITINERARY,
     DEMO_SUWON,
     JM_FR,
     JM_KO,
     5,
     true,
     {"Tours : 04:20", "Suwon : 01:20 (ven. 5 mai)", "Suwon : 17:00",
      "Heures locales ; Suwon = Tours + 7 h", "À confirmer · 추후 확정",
      "Annulé · 취소"}},
    {"suwon-en-ko",
     JM_BOOK_ITINERARY,
     DEMO_SUWON,
     JM_EN,
     JM_KO,
     5,
     true,
     {"Tours: 04:20", "Suwon: 01:20 (Fri 5 May)",
      "Local times; Suwon = Tours + 7 h", "Train",
      "To be confirmed · 추후 확정", "Cancelled · 취소"}},
    {"suwon-fr-en",
     JM_BOOK_ITINERARY,
     DEMO_SUWON,
     JM_FR,
     JM_EN,
     5,
     true,
     {NULL}},
    {"suwon-ko-fr",
     JM_BOOK_ITINERARY,
     DEMO_SUWON,
     JM_KO,
     JM_FR,
     5,
     true,
     {"투르 04:20", "수원 01:20(5. 5.(금))", "현지 시각, 수원 = 투르 + 7시간",
      "취소 · Annulé", "추후 확정 · À confirmer", NULL}},
    {"small-fr-ko",
     JM_BOOK_ITINERARY,
     DEMO_SMALL,
     JM_FR,
     JM_KO,
     1,
     true,
     {NULL}},
    {"large-fr-ko",
     JM_BOOK_ITINERARY,
     DEMO_LARGE,
     JM_FR,
     JM_KO,
     10,
     false,
     {NULL}},
    {"hostile-fr-ko",
     JM_BOOK_ITINERARY,
     DEMO_HOSTILE,
     JM_FR,
     JM_KO,
     3,
     false,
     {NULL}},
    {"suwon-internal-fr-ko",
     JM_BOOK_INTERNAL,
     DEMO_SUWON,
     JM_FR,
     JM_KO,
     5,
     true,
     {NULL}},
    {"suwon-internal-en-ko",
     JM_BOOK_INTERNAL,
     DEMO_SUWON,
     JM_EN,
     JM_KO,
     5,
     true,
     {NULL}},
    {"suwon-rooming-fr-ko",
     JM_BOOK_ROOMING,
     DEMO_SUWON,
     JM_FR,
     JM_KO,
     5,
     true,
     {NULL}},
    {"suwon-rooming-en-ko",
     JM_BOOK_ROOMING,
     DEMO_SUWON,
     JM_EN,
     JM_KO,
     5,
     true,
     {NULL}},
    {"small-internal-fr-ko",
     JM_BOOK_INTERNAL,
     DEMO_SMALL,
     JM_FR,
     JM_KO,
     1,
     true,
     {NULL}},
    {"small-rooming-fr-ko",
     JM_BOOK_ROOMING,
     DEMO_SMALL,
     JM_FR,
     JM_KO,
     1,
     true,
     {NULL}},
    {"large-internal-fr-ko",
     JM_BOOK_INTERNAL,
     DEMO_LARGE,
     JM_FR,
     JM_KO,
     10,
     false,
     {NULL}},
    {"large-internal-en-ko",
     JM_BOOK_INTERNAL,
     DEMO_LARGE,
     JM_EN,
     JM_KO,
     10,
     false,
     {NULL}},
    {"large-rooming-fr-ko",
     JM_BOOK_ROOMING,
     DEMO_LARGE,
     JM_FR,
     JM_KO,
     10,
     false,
     {NULL}},
    {"large-rooming-en-ko",
     JM_BOOK_ROOMING,
     DEMO_LARGE,
     JM_EN,
     JM_KO,
     10,
     false,
     {NULL}},
    {"hostile-internal-fr-ko",
     JM_BOOK_INTERNAL,
     DEMO_HOSTILE,
     JM_FR,
     JM_KO,
     3,
     false,
     {NULL}},
    {"hostile-rooming-fr-ko",
     JM_BOOK_ROOMING,
     DEMO_HOSTILE,
     JM_FR,
     JM_KO,
     3,
     false,
     {NULL}},
    {"suwon-year-fr-ko",
     JM_BOOK_YEAR,
     DEMO_SUWON,
     JM_FR,
     JM_KO,
     0,
     false,
     {NULL}},
    {"suwon-year-en-ko",
     JM_BOOK_YEAR,
     DEMO_SUWON,
     JM_EN,
     JM_KO,
     0,
     false,
     {NULL}},
    {"suwon-year-ko-fr",
     JM_BOOK_YEAR,
     DEMO_SUWON,
     JM_KO,
     JM_FR,
     0,
     false,
     {NULL}},
    {"suwon-host-fr-ko",
     JM_BOOK_HOST,
     DEMO_SUWON,
     JM_FR,
     JM_KO,
     0,
     false,
     {NULL}},
    {"suwon-host-en-ko",
     JM_BOOK_HOST,
     DEMO_SUWON,
     JM_EN,
     JM_KO,
     0,
     false,
     {NULL}},
    {"suwon-host-ko-fr",
     JM_BOOK_HOST,
     DEMO_SUWON,
     JM_KO,
     JM_FR,
     0,
     false,
     {NULL}},
    {"suwon-template-fr-ko",
     JM_BOOK_TEMPLATE,
     DEMO_SUWON,
     JM_FR,
     JM_KO,
     0,
     false,
     {NULL}},
    {"suwon-template-en-ko",
     JM_BOOK_TEMPLATE,
     DEMO_SUWON,
     JM_EN,
     JM_KO,
     0,
     false,
     {NULL}},
    {"suwon-template-ko-fr",
     JM_BOOK_TEMPLATE,
     DEMO_SUWON,
     JM_KO,
     JM_FR,
     0,
     false,
     {NULL}},
    {"large-year-fr-ko",
     JM_BOOK_YEAR,
     DEMO_LARGE,
     JM_FR,
     JM_KO,
     0,
     false,
     {NULL}},
    {"large-host-fr-ko",
     JM_BOOK_HOST,
     DEMO_LARGE,
     JM_FR,
     JM_KO,
     0,
     false,
     {NULL}},
    {"large-template-fr-ko",
     JM_BOOK_TEMPLATE,
     DEMO_LARGE,
     JM_FR,
     JM_KO,
     0,
     false,
     {NULL}},
    {"hostile-year-fr-ko",
     JM_BOOK_YEAR,
     DEMO_HOSTILE,
     JM_FR,
     JM_KO,
     0,
     false,
     {NULL}},
    {"hostile-host-fr-ko",
     JM_BOOK_HOST,
     DEMO_HOSTILE,
     JM_FR,
     JM_KO,
     0,
     false,
     {NULL}},
    {"hostile-template-fr-ko",
     JM_BOOK_TEMPLATE,
     DEMO_HOSTILE,
     JM_FR,
     JM_KO,
     0,
     false,
     {NULL}}};

/* What guests see of the plan's events, in the order of the plan. */
static bool is_shown(const struct jm_event *event, enum jm_book_kind kind)
{
    return event->delegation == 0 && event->kind != JM_POST &&
           event->kind != JM_STAY &&
           (kind == JM_BOOK_INTERNAL ||
            event->audience != JM_AUDIENCE_PROTOCOL);
}

/* Lines of "key<TAB>value". A title with bytes that are no text is not written
 * as it is. */
static int describe(const char *path, const struct sample *sample,
                    const struct jm_plan *plan)
{
    uint32_t hours = 2 * plan->n_flights;
    FILE *file = fopen(path, "w");
    if (!file)
        return 1;
    static const char *const kinds[JM_BOOKS] = {
        "itinerary", "internal", "rooming", "year", "host", "template"};
    fprintf(file, "kind\t%s\n", kinds[sample->kind]);
    fprintf(file, "first\t%s\n", jm_lang_tag(sample->first));
    fprintf(file, "days\t%d\n", sample->days);
    fprintf(file, "one_page\t%s\n", sample->one_page ? "yes" : "no");
    fprintf(file, "members\t%u\n", plan->delegations[0].members);
    fprintf(file, "programme\t%s\n",
            jm_message_template(JM_SAY_SHEET_PROGRAMME, sample->first));
    fprintf(file, "delegation\t%s\n",
            jm_message_template(JM_SAY_SHEET_MEMBERS, sample->first));
    for (uint32_t i = 0; i < plan->n_events; i++) {
        const char *title = jm_event_title(plan, i, sample->first);
        if (!is_shown(&plan->events[i], sample->kind))
            continue;
        hours += !plan->events[i].all_day;
        if (jm_text_is_clean(title, strlen(title)))
            fprintf(file, "title\t%s\n", title);
    }
    for (size_t i = 0; i < 6 && sample->texts[i]; i++)
        fprintf(file, "text\t%s\n", sample->texts[i]);
    fprintf(file, "hours\t%u\n", hours);
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (!(secrets[i].told & IN(sample->kind)))
            fprintf(file, "secret\t%s\n", secrets[i].text);
    if (sample->kind == JM_BOOK_INTERNAL)
        fprintf(file, "code\t%s\n", FEED);
    return fclose(file);
}

/* As if the first events had been otherwise in the release before. */
struct demo_changes {
    struct jm_change_line lines[JM_CHANGES];
    struct jm_change_list list;
};

static void demo_change(struct demo_changes *changes,
                        const struct jm_plan *plan)
{
    size_t count = 0;
    for (uint32_t i = 0; i < plan->n_events && count < JM_CHANGES; i++)
        if (plan->events[i].delegation == 0) {
            changes->lines[count] =
                (struct jm_change_line){(enum jm_changed)count, i, i};
            if (count == JM_CHANGED_ADDED)
                changes->lines[count].before = JM_NONE;
            if (count == JM_CHANGED_REMOVED)
                changes->lines[count].after = JM_NONE;
            count++;
        }
    changes->list = (struct jm_change_list){
        plan, "v3", jm_day_from_date(2023, 4, 3), changes->lines, count};
}

static int write_sample(const char *folder, const struct sample *sample)
{
    static const struct jm_meal_count meals[] = {{"végétarien", 2},
                                                 {"sans porc", 9}};
    struct jm_plan *plan = demo_plan(sample->plan);
    struct jm_findings found = JM_FINDINGS_INIT;
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct demo_changes changes;
    bool internal = sample->kind == JM_BOOK_INTERNAL;
    demo_change(&changes, plan);
    struct jm_workbook how = {.kind = sample->kind,
                              .row = sample->kind == JM_BOOK_HOST ? TOURS : 0,
                              .year = 2023,
                              .first = sample->first,
                              .second = sample->second,
                              .marking = "Diffusion restreinte · 대외비",
                              .version = "v4",
                              .date = jm_day_from_date(2023, 4, 20),
                              .created = 1681984800,
                              .feed_url = internal ? FEED : NULL,
                              .findings = &found,
                              .meals = meals,
                              .n_meals = internal ? 2 : 0,
                              .changes = internal ? &changes.list : NULL};
    char path[4096];
    struct jm_error err = JM_ERROR_INIT;
    snprintf(path, sizeof path, "%s/%s.xlsx", folder, sample->name);
    int failed = jm_check_run(&found, plan, &scope, &err) != JM_OK ||
                 jm_workbook_write(path, plan, &how, &err) != JM_OK;
    if (failed)
        fprintf(stderr, "%s: %s\n", path, err.cause);
    snprintf(path, sizeof path, "%s/%s.txt", folder, sample->name);
    failed |= describe(path, sample, plan);
    jm_findings_clear(&found);
    jm_plan_free(plan);
    return failed;
}

int main(int argc, char **argv)
{
    int failed = 0;
    if (argc != 2)
        return 2;
    if (mkdir(argv[1], 0777) && errno != EEXIST)
        return 1;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        failed |= write_sample(argv[1], &samples[i]);
    return failed;
}
