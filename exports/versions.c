/* The sheet of what changed since a release. */
#include "list.h"

#include <jumelage/sentence.h>
#include <jumelage/words.h>

enum { WHAT = 0, EVENT, BEFORE, AFTER, COLUMNS };

#define STAFF JM_FOR_PROTOCOL

static const struct jm_column columns[COLUMNS] = {
    {JM_SAY_COLUMN_CHANGE, JM_HEADER_BOTH, 20, STAFF, false},
    {JM_SAY_COLUMN_ACTIVITY, JM_HEADER_BOTH, 46, STAFF, false},
    {JM_SAY_COLUMN_BEFORE, JM_HEADER_BOTH, 48, STAFF, false},
    {JM_SAY_COLUMN_AFTER, JM_HEADER_BOTH, 48, STAFF, false}};

static const enum jm_message words[JM_CHANGES] = {
    [JM_CHANGED_ADDED] = JM_SAY_CHANGED_ADDED,
    [JM_CHANGED_MOVED] = JM_SAY_CHANGED_MOVED,
    [JM_CHANGED_RELOCATED] = JM_SAY_CHANGED_RELOCATED,
    [JM_CHANGED_CANCELLED] = JM_SAY_CHANGED_CANCELLED,
    [JM_CHANGED_RESTORED] = JM_SAY_CHANGED_RESTORED,
    [JM_CHANGED_REMOVED] = JM_SAY_CHANGED_REMOVED,
    [JM_CHANGED_OTHERWISE] = JM_SAY_CHANGED_OTHERWISE};

/* "vendredi 5 mai 2023, 9 h 30 – 10 h 15 ; Hôtel de ville" of either plan. */
static const char *state_in(struct jm_book *book, enum jm_lang lang,
                            const struct jm_plan *plan, uint32_t event)
{
    struct jm_text text = JM_TEXT_INIT;
    uint32_t venue = plan->events[event].venue;
    jm_sentence_when(&text, lang, plan, event);
    const char *place = venue == JM_NONE
                            ? jm_host_name(plan, plan->events[event].host, lang)
                            : jm_lang_pick(plan->venues[venue].name, lang);
    if (*place)
        jm_text_addf(&text, "\n%s", place);
    return jm_book_keep(book, &text);
}

static void fill_state(struct jm_list *list, unsigned column,
                       const struct jm_plan *plan, uint32_t event, bool gone)
{
    struct jm_book *book = list->sheet.book;
    struct jm_pen pen = gone ? jm_pen_small : jm_pen_plain;
    pen.struck = gone;
    if (event == JM_NONE)
        return;
    struct jm_cell *cell = jm_list_cell(list, column);
    jm_cell_add(book, cell, state_in(book, book->how->first, plan, event), pen);
    jm_cell_add(book, cell, state_in(book, book->how->second, plan, event),
                jm_pen_small);
}

/* The event is one of the delegation's, in the plan that it is in. */
static bool is_ours(const struct jm_book *book,
                    const struct jm_change_line *line)
{
    const struct jm_plan *plan =
        line->after == JM_NONE ? book->how->changes->before : book->plan;
    uint32_t event = line->after == JM_NONE ? line->before : line->after;
    uint32_t delegation = plan->events[event].delegation;
    return delegation != JM_NONE &&
           jm_text_same_word(plan->delegations[delegation].id,
                             book->plan->delegations[book->delegation].id);
}

static void write_line(struct jm_list *list, const struct jm_change_line *line)
{
    struct jm_book *book = list->sheet.book;
    const struct jm_plan *before = book->how->changes->before;
    bool gone =
        line->what == JM_CHANGED_CANCELLED || line->what == JM_CHANGED_REMOVED;
    const char *const *title = line->after == JM_NONE
                                   ? before->texts[line->before].title
                                   : book->plan->texts[line->after].title;
    jm_list_begin(list);
    struct jm_cell *cell = jm_list_cell(list, WHAT);
    jm_cell_add_twin(book, cell,
                     jm_book_say_twin(book, words[line->what], NULL, NULL),
                     gone ? jm_pen_red : jm_pen_amber, jm_pen_small);
    jm_list_twin(list, EVENT, jm_book_twin(book, title), true);
    fill_state(list, BEFORE, before, line->before, true);
    fill_state(list, AFTER, book->plan, gone ? JM_NONE : line->after, false);
    jm_list_end(list);
}

void jm_versions_write(struct jm_book *book, const struct jm_agenda *agenda)
{
    const struct jm_change_list *changes = book->how->changes;
    struct jm_text date = JM_TEXT_INIT;
    struct jm_list list;
    (void)agenda; /* what is gone has no row there */
    if (!changes)
        return;
    jm_list_open(&list, book, JM_SAY_SHEET_VERSIONS, columns, COLUMNS);
    jm_words_date(&date, book->how->first, changes->date);
    struct jm_twin since = {changes->since, ""};
    struct jm_twin on = {jm_book_keep(book, &date), ""};
    jm_list_note(&list,
                 jm_book_say_twin(book, JM_SAY_CHANGES_SINCE, &since, &on));
    for (size_t i = 0; i < changes->count; i++)
        if (is_ours(book, &changes->all[i]))
            write_line(&list, &changes->all[i]);
    jm_list_close(&list, JM_SAY_CHANGES_NONE);
}
