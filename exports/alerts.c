/* Open conflicts, in words: of a delegation, of a host, of a year. */
#include "list.h"

#include <jumelage/rule.h>
#include <jumelage/sentence.h>
#include <jumelage/words.h>

enum { GRAVITY = 0, DAY, HOST, FINDING, SECOND, RULE, COLUMNS };

#define TOLD (JM_FOR_PROTOCOL | JM_FOR_PLANNERS | JM_FOR_HOST)

static const struct jm_column columns[COLUMNS] = {
    {JM_SAY_COLUMN_GRAVITY, JM_HEADER_BOTH, 16, TOLD, false},
    {JM_SAY_COLUMN_DAY, JM_HEADER_BOTH, 17, TOLD, true},
    {JM_SAY_COLUMN_HOST, JM_HEADER_BOTH, 20, TOLD, false},
    {JM_SAY_COLUMN_FINDING, JM_HEADER_FIRST, 56, TOLD, false},
    {JM_SAY_COLUMN_FINDING, JM_HEADER_SECOND, 44, TOLD, false},
    {JM_SAY_COLUMN_RULE, JM_HEADER_BOTH, 22, JM_FOR_PROTOCOL | JM_FOR_PLANNERS,
     false}};

static bool is_at(const struct jm_plan *plan, uint32_t event, uint32_t host)
{
    uint32_t place = plan->events[event].host;
    return place != JM_NONE && jm_plan_is_inside(plan, place, host);
}

/* What is for protocol staff only is not told to a host. */
static bool is_secret(const struct jm_book *book,
                      const struct jm_finding *finding)
{
    for (uint32_t i = 0; i < finding->n_events; i++)
        if (book->plan->events[finding->events[i]].audience ==
            JM_AUDIENCE_PROTOCOL)
            return book->reader == JM_FOR_HOST;
    return false;
}

static bool is_in_year(const struct jm_book *book,
                       const struct jm_finding *finding)
{
    const struct jm_zone *zone =
        finding->host == JM_NONE
            ? &jm_zone_utc
            : &book->plan
                   ->zones[book->plan->collectivities[finding->host].zone];
    struct jm_days days = jm_zone_days(zone, finding->span);
    return jm_day_date(days.first).year <= book->how->year &&
           jm_day_date(days.last).year >= book->how->year;
}

bool jm_alerts_hold(const struct jm_book *book,
                    const struct jm_finding *finding)
{
    bool concerns = false;
    if (book->reader == JM_FOR_PLANNERS)
        return is_in_year(book, finding);
    for (uint32_t i = 0; i < finding->n_events; i++)
        concerns |= book->reader == JM_FOR_HOST
                        ? is_at(book->plan, finding->events[i], book->how->row)
                        : jm_plan_names_delegation(
                              book->plan, finding->events[i], book->delegation);
    if (book->reader == JM_FOR_HOST && finding->host != JM_NONE)
        concerns |=
            jm_plan_is_inside(book->plan, finding->host, book->how->row);
    return concerns && !is_secret(book, finding);
}

static const char *sentence_in(struct jm_book *book, enum jm_lang lang,
                               const struct jm_finding *finding)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_sentence(&text, lang, book->plan, finding);
    return jm_book_keep(book, &text);
}

/* Blocking in red, a warning in amber: both in words too. */
static void fill_gravity(struct jm_list *list, enum jm_severity severity)
{
    struct jm_book *book = list->sheet.book;
    struct jm_cell *cell = jm_list_cell(list, GRAVITY);
    struct jm_pen pen = severity == JM_BLOCKING ? jm_pen_red : jm_pen_amber;
    struct jm_twin word = jm_twin_of(
        jm_choice_name(JM_SET_severity, (int)severity, book->how->first),
        jm_choice_name(JM_SET_severity, (int)severity, book->how->second));
    if (severity == JM_NOTICE)
        pen = jm_pen_small;
    else
        cell->box.fill =
            severity == JM_BLOCKING ? JM_INK_RED_FILL : JM_INK_AMBER_FILL;
    word.first = jm_book_capital(book, word.first);
    jm_cell_add_twin(book, cell, word, pen, pen);
}

static void write_finding(struct jm_list *list,
                          const struct jm_finding *finding)
{
    struct jm_book *book = list->sheet.book;
    const struct jm_plan *plan = book->plan;
    const struct jm_zone *zone =
        finding->host == JM_NONE
            ? &jm_zone_utc
            : &plan->zones[plan->collectivities[finding->host].zone];
    jm_list_begin(list);
    fill_gravity(list, finding->severity);
    jm_list_moment(list, DAY,
                   (jm_wall)jm_zone_day(zone, finding->span.from) *
                       JM_DAY_SECONDS,
                   jm_format_day(book->how->first));
    jm_list_twin(list, HOST, jm_book_host(book, finding->host), false);
    jm_cell_add(book, jm_list_cell(list, FINDING),
                sentence_in(book, book->how->first, finding), jm_pen_plain);
    jm_cell_add(book, jm_list_cell(list, SECOND),
                sentence_in(book, book->how->second, finding), jm_pen_small);
    jm_cell_add(book, jm_list_cell(list, RULE), finding->rule->id,
                jm_pen_small);
    jm_list_end(list);
}

/* The gravest first, then by day. */
static void write_findings(struct jm_book *book, enum jm_message tab)
{
    const struct jm_findings *findings = book->how->findings;
    struct jm_list list;
    jm_list_open(&list, book, tab, columns, COLUMNS);
    list.sheet.flows = book->reader == JM_FOR_PLANNERS;
    for (int severity = JM_BLOCKING; findings && severity >= JM_NOTICE;
         severity--)
        for (size_t i = 0; i < findings->count; i++)
            if ((int)findings->all[i].severity == severity &&
                jm_alerts_hold(book, &findings->all[i]))
                write_finding(&list, &findings->all[i]);
    jm_list_close(&list, JM_SAY_ALERTS_NONE);
}

void jm_alerts_write(struct jm_book *book, const struct jm_agenda *agenda)
{
    (void)agenda; /* findings are found by their events */
    write_findings(book, JM_SAY_SHEET_ALERTS);
}

void jm_conflicts_write(struct jm_book *book)
{
    write_findings(book, JM_SAY_SHEET_CONFLICTS);
}
