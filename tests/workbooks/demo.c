/* Writes the workbooks that check.py, check.mjs and print.sh look at, and
 * beside each a text file that says what must be in it.
 *
 *     demo DIRECTORY
 */
#include "plans.h"

#include <errno.h>
#include <jumelage/sentence.h>
#include <jumelage/workbook.h>
#include <sys/stat.h>

static const struct sample {
    const char *name;
    enum demo plan;
    enum jm_lang first, second;
    int days;
} samples[] = {{"suwon-fr-ko", DEMO_SUWON, JM_FR, JM_KO, 5},
               {"suwon-en-ko", DEMO_SUWON, JM_EN, JM_KO, 5},
               {"suwon-fr-en", DEMO_SUWON, JM_FR, JM_EN, 5},
               {"suwon-ko-fr", DEMO_SUWON, JM_KO, JM_FR, 5},
               {"small-fr-ko", DEMO_SMALL, JM_FR, JM_KO, 1},
               {"large-fr-ko", DEMO_LARGE, JM_FR, JM_KO, 10},
               {"hostile-fr-ko", DEMO_HOSTILE, JM_FR, JM_KO, 3}};

/* Lines of "key<TAB>value". */
static int describe(const char *path, const struct sample *sample,
                    const struct jm_plan *plan)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return 1;
    fprintf(file, "days\t%d\n", sample->days);
    fprintf(file, "members\t%u\n", plan->delegations[0].members);
    fprintf(file, "programme\t%s\n",
            jm_message_template(JM_SAY_SHEET_PROGRAMME, sample->first));
    fprintf(file, "delegation\t%s\n",
            jm_message_template(JM_SAY_SHEET_MEMBERS, sample->first));
    for (uint32_t i = 0; i < plan->n_events; i++)
        if (plan->events[i].delegation == 0 &&
            plan->events[i].audience != JM_AUDIENCE_PROTOCOL &&
            plan->events[i].kind != JM_POST && plan->events[i].kind != JM_STAY)
            fprintf(file, "title\t%s\n",
                    jm_event_title(plan, i, sample->first));
    for (size_t i = 0; demo_secrets[i]; i++)
        fprintf(file, "secret\t%s\n", demo_secrets[i]);
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
