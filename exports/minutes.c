/* The sheet for those who run the day: minute by minute, derived from the
 * programme and from ranks. The highest rank arrives last and leaves first;
 * speeches go from the lowest rank to the highest. A day is taken apart first
 * and written in the order of time: what groups do at once stands together. */
#include "list.h"

#include <jumelage/words.h>
#include <stdlib.h>

enum { AT = 0, LENGTH, ACTION, WHO, WHERE, KIT, PLAN_B, STATUS, COLUMNS };

#define STAFF JM_FOR_PROTOCOL

static const struct jm_column columns[COLUMNS] = {
    {JM_SAY_COLUMN_T, JM_HEADER_BOTH, 8, STAFF, true},
    {JM_SAY_COLUMN_LENGTH, JM_HEADER_BOTH, 9, STAFF, true},
    {JM_SAY_COLUMN_ACTION, JM_HEADER_BOTH, 42, STAFF, false},
    {JM_SAY_COLUMN_RESPONSIBLE, JM_HEADER_BOTH, 25, STAFF, false},
    {JM_SAY_COLUMN_POSITION, JM_HEADER_BOTH, 26, STAFF, false},
    {JM_SAY_COLUMN_KIT, JM_HEADER_BOTH, 23, STAFF, false},
    {JM_SAY_COLUMN_PLAN_B, JM_HEADER_BOTH, 17, STAFF, false},
    {JM_SAY_COLUMN_STATUS, JM_HEADER_BOTH, 14, STAFF, false}};

#define SETTLE 15 /* minutes before: staff is in place, people board */
#define ARRIVE 5  /* minutes before: members arrive */
#define SPEECH 5  /* minutes that a speech takes unless otherwise agreed */

struct day;

/* The event being taken apart. */
struct scene {
    struct day *day;
    const struct jm_agenda_row *row;
    const struct jm_event *event;
    struct jm_entry_words words;
    struct jm_twin receivers; /* who receives */
    struct jm_twin head;      /* the highest rank that is there */
    uint32_t present;         /* members there */
};

/* One line of the day. */
struct step {
    jm_utc at;
    size_t order; /* in which it was found */
    int64_t seconds;
    struct jm_twin action, who;
    struct scene scene;
    bool is_main; /* it stands in the programme too */
};

struct day {
    struct jm_list *list;
    struct step *steps;
    size_t count, room;
};

static void push_step(const struct scene *scene, struct step step)
{
    struct day *day = scene->day;
    if (day->count == day->room) {
        size_t room = day->room ? day->room * 2 : 64;
        struct step *more = realloc(day->steps, room * sizeof *more);
        if (!more) {
            day->list->sheet.book->failed = true;
            return;
        }
        day->steps = more;
        day->room = room;
    }
    step.order = day->count;
    step.scene = *scene;
    day->steps[day->count++] = step;
}

static void add_step(const struct scene *scene, jm_utc at, int64_t seconds,
                     struct jm_twin action, struct jm_twin who)
{
    push_step(scene,
              (struct step){
                  .at = at, .seconds = seconds, .action = action, .who = who});
}

static void add_main(const struct scene *scene)
{
    push_step(scene,
              (struct step){.at = scene->row->span.from, .is_main = true});
}

/* ---- a line, written ---- */

static double wall_of(const struct jm_list *list, const struct step *step)
{
    const struct jm_plan *plan = list->sheet.book->plan;
    return jm_serial(
        jm_zone_wall(&plan->zones[step->scene.row->zone], step->at));
}

static void write_step(struct jm_list *list, const struct step *step)
{
    jm_list_begin(list);
    list->row.least = 20;
    list->row.padding = 5;
    jm_cell_set_number(jm_list_cell(list, AT), wall_of(list, step), "hh:mm",
                       jm_pen_small);
    jm_list_length(list, LENGTH, step->seconds);
    jm_cell_add_twin(list->sheet.book, jm_list_cell(list, ACTION), step->action,
                     jm_pen_plain, jm_pen_small);
    jm_list_twin(list, WHO, step->who, false);
    jm_cell_add_twin(list->sheet.book, jm_list_cell(list, WHERE),
                     step->scene.words.place, jm_pen_small, jm_pen_small);
    jm_list_end(list);
}

static void write_main(struct jm_list *list, const struct step *step)
{
    const struct scene *scene = &step->scene;
    const struct jm_zone *zone =
        &list->sheet.book->plan->zones[scene->row->zone];
    jm_list_begin(list);
    for (unsigned i = 0; i < list->sheet.columns; i++)
        list->row.cells[i].box.fill = JM_INK_HEAD;
    jm_list_moment(list, AT, jm_zone_wall(zone, step->at), "hh:mm");
    jm_list_length(list, LENGTH,
                   scene->row->span.until - scene->row->span.from);
    jm_list_twin(list, ACTION, scene->words.title, true);
    jm_list_twin(list, WHO, scene->words.contacts, false);
    jm_list_twin(list, WHERE, scene->words.place, false);
    jm_cell_add_twin(list->sheet.book, jm_list_cell(list, KIT),
                     scene->words.logistics, jm_pen_small, jm_pen_small);
    if (scene->row->cancelled)
        jm_list_strike(list);
    if (scene->event)
        jm_list_status(list, STATUS, scene->event);
    jm_list_end(list);
}

static int compare_steps(const void *a, const void *b)
{
    const struct step *x = a, *y = b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static void write_steps(struct day *day)
{
    if (day->count)
        qsort(day->steps, day->count, sizeof *day->steps, compare_steps);
    for (size_t i = 0; i < day->count; i++)
        (day->steps[i].is_main ? write_main : write_step)(day->list,
                                                          &day->steps[i]);
    day->count = 0;
}

/* ---- what an event is made of ---- */

static struct jm_twin say(const struct scene *scene, enum jm_message message,
                          const struct jm_twin *one, const struct jm_twin *two)
{
    return jm_book_say_twin(scene->day->list->sheet.book, message, one, two);
}

/* Members, then the head; in a vehicle as at a door. */
static void add_arrival(const struct scene *scene, enum jm_message all,
                        enum jm_message alone, int minutes)
{
    jm_utc from = scene->row->span.from - (jm_utc)minutes * 60;
    if (!scene->present)
        return;
    add_step(scene, from, minutes * 60,
             say(scene, scene->present > 1 ? all : alone, &scene->head, NULL),
             scene->receivers);
}

/* One who speaks, and where they stand: the lowest rank first; none said is the
 * lowest. */
struct speaker {
    const struct jm_person *person;
    uint32_t rank, index;
};

static int compare_speakers(const void *a, const void *b)
{
    const struct speaker *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank > y->rank ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/* Those who speak at an event, in their order; the caller frees them. */
static struct speaker *speakers_of(const struct jm_plan *plan,
                                   const struct jm_event *event, size_t *count)
{
    struct speaker *all = calloc(event->participants + (size_t)1, sizeof *all);
    *count = 0;
    for (uint32_t i = 0; all && i < event->participants; i++) {
        const struct jm_participant *part =
            &plan->participants[event->first_participant + i];
        if (part->person == JM_NONE || part->role != JM_PART_SPEAKS)
            continue;
        int32_t rank = plan->people[part->person].rank;
        all[(*count)++] =
            (struct speaker){&plan->people[part->person],
                             rank > 0 ? (uint32_t)rank : UINT32_MAX, i};
    }
    if (*count > 1)
        qsort(all, *count, sizeof *all, compare_speakers);
    return all;
}

static void add_speeches(const struct scene *scene)
{
    struct jm_book *book = scene->day->list->sheet.book;
    size_t count = 0;
    struct speaker *speakers = speakers_of(book->plan, scene->event, &count);
    for (size_t i = 0; i < count; i++) {
        struct jm_twin name = jm_book_person_twin(book, speakers[i].person);
        add_step(scene, scene->event->span.from + (jm_utc)i * SPEECH * 60,
                 SPEECH * 60, say(scene, JM_SAY_STEP_SPEECH, &name, NULL),
                 name);
    }
    book->failed |= !speakers;
    free(speakers);
}

static void add_signing(const struct scene *scene)
{
    struct jm_book *book = scene->day->list->sheet.book;
    const struct jm_event *event = scene->event;
    for (uint32_t i = 0; i < event->participants; i++) {
        const struct jm_participant *part =
            &book->plan->participants[event->first_participant + i];
        if (part->person == JM_NONE || part->role != JM_PART_SIGNS)
            continue;
        struct jm_twin name =
            jm_book_person_twin(book, &book->plan->people[part->person]);
        add_step(scene, event->span.until - ARRIVE * 60, 0,
                 say(scene, JM_SAY_STEP_SIGNS, &name, NULL), name);
    }
}

static void add_scene(const struct scene *scene)
{
    const struct jm_event *event = scene->event;
    bool ride = event && event->kind == JM_TRANSFER;
    bool formal =
        event && (event->kind == JM_MEETING || event->kind == JM_CEREMONY ||
                  event->kind == JM_FORUM);
    bool received =
        formal ||
        (event && (event->kind == JM_MEAL || event->kind == JM_VISIT));
    if (scene->row->cancelled || scene->row->is_remote)
        ride = formal = received = false;
    if (ride)
        add_arrival(scene, JM_SAY_STEP_BOARD, JM_SAY_STEP_HEAD_BOARDS, SETTLE);
    if (formal)
        add_step(scene, scene->row->span.from - SETTLE * 60, 0,
                 say(scene, JM_SAY_STEP_STAFF, NULL, NULL), scene->receivers);
    if (received)
        add_arrival(scene, JM_SAY_STEP_ARRIVE, JM_SAY_STEP_HEAD_ARRIVES,
                    ARRIVE);
    add_main(scene);
    if (formal)
        add_speeches(scene);
    if (formal)
        add_signing(scene);
    if ((ride || formal) && scene->present)
        add_step(scene, scene->row->span.until, 0,
                 say(scene, JM_SAY_STEP_LEAVE, &scene->head, NULL),
                 (struct jm_twin){"", ""});
}

static struct jm_twin receivers_of(struct jm_book *book,
                                   const struct jm_event *event)
{
    struct jm_twin all = {"", ""};
    for (uint32_t i = 0; i < event->participants; i++) {
        const struct jm_participant *part =
            &book->plan->participants[event->first_participant + i];
        if (part->person == JM_NONE || part->role != JM_PART_RECEIVES)
            continue;
        struct jm_twin name =
            jm_book_person_twin(book, &book->plan->people[part->person]);
        all = *all.first ? jm_book_say_twin(book, JM_SAY_AND_ALSO, &all, &name)
                         : name;
    }
    return all;
}

static struct scene scene_of(struct day *day, const struct jm_agenda *agenda,
                             const struct jm_agenda_row *row)
{
    struct jm_book *book = day->list->sheet.book;
    const struct jm_plan *plan = book->plan;
    struct scene scene = {
        .day = day, .row = row, .receivers = {"", ""}, .head = {"", ""}};
    scene.words = jm_entry_words(book, agenda, row);
    if (row->kind != JM_AGENDA_EVENT)
        return scene;
    uint32_t *present = NULL;
    scene.event = &plan->events[row->index];
    scene.receivers = receivers_of(book, scene.event);
    scene.present = jm_members_present(book, scene.event, &present);
    if (scene.present)
        scene.head = jm_book_person_twin(
            book, &plan->people[plan->members[present[0]].person]);
    free(present);
    return scene;
}

static void write_day_band(struct jm_list *list, jm_day day)
{
    struct jm_book *book = list->sheet.book;
    struct jm_text first = JM_TEXT_INIT, second = JM_TEXT_INIT;
    jm_words_day(&first, book->how->first, day);
    jm_words_day(&second, book->how->second, day);
    struct jm_twin date = {jm_book_capital(book, jm_book_keep(book, &first)),
                           jm_book_capital(book, jm_book_keep(book, &second))};
    jm_list_band(list, date, "");
}

void jm_minutes_write(struct jm_book *book, const struct jm_agenda *agenda)
{
    struct jm_list list;
    struct day of_day = {.list = &list};
    jm_day day = JM_DAY_NONE;
    jm_list_open(&list, book, JM_SAY_SHEET_MINUTES, columns, COLUMNS);
    jm_list_note(&list,
                 jm_book_say_twin(book, JM_SAY_MINUTES_NOTE, NULL, NULL));
    for (size_t i = 0; i < agenda->count; i++) {
        const struct jm_agenda_row *row = &agenda->rows[i];
        if (row->slot != JM_AGENDA_HOURS)
            continue;
        if (row->day != day) {
            write_steps(&of_day);
            if (day != JM_DAY_NONE)
                jm_sheet_break(&list.sheet);
            write_day_band(&list, row->day);
        }
        day = row->day;
        struct scene scene = scene_of(&of_day, agenda, row);
        add_scene(&scene);
    }
    write_steps(&of_day);
    free(of_day.steps);
    jm_list_close(&list, JM_SAY_PROGRAMME_OPEN);
}
