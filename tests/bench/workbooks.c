/* Workbooks: a large table against a bare loop over the same cells, and an
 * itinerary. */
#include "bench.h"

#include "../workbooks/plans.h"
#include <jumelage/sentence.h>
#include <jumelage/workbook.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define EVENTS 100000
#define COLUMNS 10

struct table {
    struct jm_plan *plan;
    struct jm_workbook how;
    char path[64];
};

static struct jm_plan *make_events(void)
{
    struct jm_plan_maker *maker = NULL;
    struct jm_plan *plan = NULL;
    need(jm_plan_maker_new(&maker, NULL) == JM_OK, "a plan");
    demo_add_places(maker);
    uint32_t delegation = demo_add_delegation(maker, DEMO_EMPTY);
    for (uint32_t i = 0; i < EVENTS; i++) {
        char fr[64], ko[64];
        jm_utc from = 1672531200 + (jm_utc)i * 300;
        snprintf(fr, sizeof fr, "Réunion de travail no %u", (unsigned)i);
        snprintf(ko, sizeof ko, "실무회의 %u", (unsigned)i);
        struct jm_event event = {.span = {from, from + 5400},
                                 .host = TOURS,
                                 .venue = i % DEMO_VENUES,
                                 .to_host = JM_NONE,
                                 .to_venue = JM_NONE,
                                 .delegation = delegation,
                                 .parent = JM_NONE,
                                 .theme = JM_NONE,
                                 .option_until = JM_DAY_NONE,
                                 .track = JM_TRACK_ALL,
                                 .kind = JM_MEETING,
                                 .status = JM_CONFIRMED,
                                 .audience = JM_AUDIENCE_HOST};
        struct jm_event_text text = {.title = {fr, NULL, ko}};
        snprintf(text.uid, sizeof text.uid, "00000000-0000-4000-8000-%012u",
                 (unsigned)i);
        jm_plan_add_event(maker, &event, &text);
    }
    need(jm_plan_seal(&plan, maker, 19467, NULL) == JM_OK, "a plan");
    return plan;
}

static void write_ours(const struct bench *bench, void *data)
{
    struct table *table = data;
    (void)bench;
    need(jm_workbook_write(table->path, table->plan, &table->how, NULL) ==
             JM_OK,
         "a workbook");
}

/* As one would write it who has but these cells. */
static void write_cells(lxw_worksheet *sheet, lxw_row_t row,
                        const struct jm_plan *plan,
                        lxw_format *const formats[COLUMNS])
{
    const struct jm_event *event = &plan->events[row];
    const char *texts[COLUMNS] = {
        NULL,
        NULL,
        jm_choice_name(JM_SET_event_kind, event->kind, JM_FR),
        plan->texts[row].title[JM_FR],
        plan->texts[row].title[JM_KO],
        plan->collectivities[event->host].name[JM_FR],
        plan->venues[event->venue].name[JM_FR],
        plan->delegations[event->delegation].name[JM_FR],
        "Confirmé",
        jm_choice_name(JM_SET_audience, event->audience, JM_FR)};
    worksheet_write_number(
        sheet, row, 0, (double)event->span.from / 86400 + 25569, formats[0]);
    worksheet_write_number(
        sheet, row, 1, (double)event->span.until / 86400 + 25569, formats[1]);
    for (lxw_col_t i = 2; i < COLUMNS; i++)
        worksheet_write_string(sheet, row, i, texts[i], formats[i]);
}

static void write_bare(const struct bench *bench, void *data)
{
    struct table *table = data;
    lxw_format *formats[COLUMNS];
    lxw_workbook *book = workbook_new(table->path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Accueils");
    (void)bench;
    for (int i = 0; i < COLUMNS; i++) {
        formats[i] = workbook_add_format(book);
        format_set_text_wrap(formats[i]);
        format_set_font_size(formats[i], 9 + i % 3);
        if (i < 2)
            format_set_num_format(formats[i], "ddd d mmm hh:mm");
    }
    for (lxw_row_t i = 0; i < EVENTS; i++)
        write_cells(sheet, i, table->plan, formats);
    need(workbook_close(book) == LXW_NO_ERROR, "a workbook");
}

static void measure_table(const struct bench *bench)
{
    struct table table = {.plan = make_events(),
                          .how = {.kind = JM_BOOK_HOST,
                                  .row = TOURS,
                                  .first = JM_FR,
                                  .second = JM_KO,
                                  .version = "v4",
                                  .created = 1681984800}};
    snprintf(table.path, sizeof table.path, "/tmp/jumelage-bench-%ld.xlsx",
             (long)getpid());
    double bare = least(bench, write_bare, &table, 3);
    double ours = least(bench, write_ours, &table, 3);
    tell_number("100,000 rows x 10 columns, a bare loop", bare, "ms");
    tell_number("100,000 rows x 10 columns, a host's pack", ours, "ms");
    tell_number("  that is, to the bare loop", ours / bare, "x");
    unlink(table.path);
    jm_plan_free(table.plan);
}

void measure_workbooks(const struct bench *bench)
{
    struct table table = {.plan = demo_plan(DEMO_LARGE),
                          .how = {.kind = JM_BOOK_ITINERARY,
                                  .first = JM_FR,
                                  .second = JM_KO,
                                  .version = "v4",
                                  .created = 1681984800}};
    snprintf(table.path, sizeof table.path, "/tmp/jumelage-bench-%ld.xlsx",
             (long)getpid());
    puts("Workbooks");
    tell_number("itinerary, 40 members, 10 days, 4 sheets",
                least(bench, write_ours, &table, 9), "ms");
    table.how.kind = JM_BOOK_INTERNAL;
    tell_number("  the internal copy, 10 sheets",
                least(bench, write_ours, &table, 9), "ms");
    unlink(table.path);
    jm_plan_free(table.plan);
    measure_table(bench);
}
