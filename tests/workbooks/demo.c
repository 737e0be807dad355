/* Writes the workbooks that check.py, check.mjs and print.py look at, and
 * beside each a text file that says what must be in it.
 *
 *     demo DIRECTORY
 */
#include "plans.h"

#include <errno.h>
#include <jumelage/sentence.h>
#include <jumelage/workbook.h>
#include <sys/stat.h>

/* What must not be found anywhere in a workbook for guests. */
static const char *const secrets[] = {
    "Code de la porte 4471", "Point interne du protocole",
    "Relancer le traiteur",  "Publier sur LinkedIn",
    "Délégation de Gumi",    "Visite réservée à Gumi",
    "chambre simple",        NULL};

static const struct sample {
    const char *name;
    enum demo plan;
    enum jm_lang first, second;
    int days;
    bool one_page;        /* for each day, however much happens on it */
    const char *texts[6]; /* that cells hold */
} samples[] = {
    {"suwon-fr-ko",
     DEMO_SUWON,
     JM_FR,
     JM_KO,
     5,
     true,
     {"Tours : 04:20", "Suwon : 01:20 (ven. 5 mai)", "Suwon : 17:00",
      "Heures locales ; Suwon = Tours + 7 h", "À confirmer · 추후 확정",
      "Annulé · 취소"}},
    {"suwon-en-ko",
     DEMO_SUWON,
     JM_EN,
     JM_KO,
     5,
     true,
     {"Tours: 04:20", "Suwon: 01:20 (Fri 5 May)",
      "Local times; Suwon = Tours + 7 h", "Train",
      "To be confirmed · 추후 확정", "Cancelled · 취소"}},
    {"suwon-fr-en", DEMO_SUWON, JM_FR, JM_EN, 5, true, {NULL}},
    {"suwon-ko-fr",
     DEMO_SUWON,
     JM_KO,
     JM_FR,
     5,
     true,
     {"투르 04:20", "수원 01:20(5. 5.(금))", "현지 시각, 수원 = 투르 + 7시간",
      "취소 · Annulé", "추후 확정 · À confirmer", NULL}},
    {"small-fr-ko", DEMO_SMALL, JM_FR, JM_KO, 1, true, {NULL}},
    {"large-fr-ko", DEMO_LARGE, JM_FR, JM_KO, 10, false, {NULL}},
    {"hostile-fr-ko", DEMO_HOSTILE, JM_FR, JM_KO, 3, false, {NULL}}};

/* What guests see of the plan's events, in the order of the plan. */
static bool is_shown(const struct jm_event *event)
{
    return event->delegation == 0 && event->kind != JM_POST &&
           event->kind != JM_STAY && event->audience != JM_AUDIENCE_PROTOCOL;
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
        if (!is_shown(&plan->events[i]))
            continue;
        hours += !plan->events[i].all_day;
        if (jm_text_is_clean(title, strlen(title)))
            fprintf(file, "title\t%s\n", title);
    }
    for (size_t i = 0; i < 6 && sample->texts[i]; i++)
        fprintf(file, "text\t%s\n", sample->texts[i]);
    fprintf(file, "hours\t%u\n", hours);
    for (size_t i = 0; secrets[i]; i++)
        fprintf(file, "secret\t%s\n", secrets[i]);
    return fclose(file);
}

static int write_sample(const char *folder, const struct sample *sample)
{
    struct jm_workbook how = {.first = sample->first,
                              .second = sample->second,
                              .marking = "Diffusion restreinte · 대외비",
                              .version = "v4",
                              .date = jm_day_from_date(2023, 4, 20),
                              .created = 1681984800};
    char path[4096];
    struct jm_error err = JM_ERROR_INIT;
    struct jm_plan *plan = demo_plan(sample->plan);
    snprintf(path, sizeof path, "%s/%s.xlsx", folder, sample->name);
    int failed = jm_workbook_itinerary(path, plan, 0, &how, &err) != JM_OK;
    if (failed)
        fprintf(stderr, "%s: %s\n", path, err.cause);
    snprintf(path, sizeof path, "%s/%s.txt", folder, sample->name);
    failed |= describe(path, sample, plan);
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
