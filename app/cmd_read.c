/* show and list. */
#include "columns.h"
#include "commands.h"
#include "json.h"
#include "print.h"
#include "told.h"
#include <jumelage/sentence.h>
#include <stdlib.h>
#include <string.h>

const struct jm_option jm_show_options[] = {
    {"reveal", 0, NULL, JM_SAY_OPTION_REVEAL},
    {"why", 0, "TEXT", JM_SAY_OPTION_WHY},
    {NULL, 0, NULL, JM_SAY_NOTHING}};
const struct jm_option jm_list_options[] = {
    {"from", 0, "DAY", JM_SAY_OPTION_LIST_FROM},
    {"until", 0, "DAY", JM_SAY_OPTION_LIST_UNTIL},
    {"host", 0, "ID", JM_SAY_OPTION_LIST_HOST},
    {NULL, 0, NULL, JM_SAY_NOTHING}};

/* ---- show ---- */

/* What is shown below a row: the rows of a noun that refer to it. */
static const struct section {
    enum jm_noun_id of, noun;
    int field;
    enum jm_message title;
} sections[] = {
    {JM_NOUN_EVENT, JM_NOUN_EVENT, JM_event_parent, JM_SAY_SHOW_INSIDE},
    {JM_NOUN_EVENT, JM_NOUN_PARTICIPANT, JM_participant_event,
     JM_SAY_SHOW_PARTICIPANTS},
    {JM_NOUN_EVENT, JM_NOUN_POST, JM_post_event, JM_SAY_SHOW_POSTS},
    {JM_NOUN_DELEGATION, JM_NOUN_MEMBER, JM_member_delegation,
     JM_SAY_SHOW_MEMBERS},
    {JM_NOUN_DELEGATION, JM_NOUN_FLIGHT, JM_flight_delegation,
     JM_SAY_SHOW_FLIGHTS},
    {JM_NOUN_DELEGATION, JM_NOUN_EVENT, JM_event_delegation,
     JM_SAY_SHOW_EVENTS},
    {JM_NOUN_COLLECTIVITY, JM_NOUN_PARTNERSHIP, JM_partnership_collectivity,
     JM_SAY_SHOW_PARTNERSHIPS},
    {JM_NOUN_COLLECTIVITY, JM_NOUN_PARTNERSHIP, JM_partnership_partner,
     JM_SAY_SHOW_PARTNERSHIPS},
    {JM_NOUN_COLLECTIVITY, JM_NOUN_VENUE, JM_venue_collectivity,
     JM_SAY_SHOW_VENUES},
    {JM_NOUN_COLLECTIVITY, JM_NOUN_EVENT, JM_event_host, JM_SAY_SHOW_EVENTS},
    {JM_NOUN_PERSON, JM_NOUN_MEMBER, JM_member_person, JM_SAY_SHOW_DELEGATIONS},
    {JM_NOUN_PERSON, JM_NOUN_PARTICIPANT, JM_participant_person,
     JM_SAY_SHOW_EVENTS},
    {JM_NOUN_VENUE, JM_NOUN_EVENT, JM_event_venue, JM_SAY_SHOW_EVENTS},
    {JM_NOUN_PROJECT, JM_NOUN_LABEL, JM_label_project, JM_SAY_SHOW_LABELS},
    {JM_NOUN_PROJECT, JM_NOUN_EVENT, JM_event_project, JM_SAY_SHOW_EVENTS},
};

/* The name of the row that a reference names, after its id. */
static void add_reference(struct jm_text *out, struct jm_app *app,
                          const struct jm_field *field, const char *id)
{
    struct jm_row row = JM_ROW_INIT;
    struct jm_error ignored = JM_ERROR_INIT;
    struct jm_text name = JM_TEXT_INIT;
    jm_text_add(out, id);
    if (!jm_store_get(app->store, jm_noun(field->refers), id, &row, &ignored))
        jm_columns_add_name(&name, app, &row);
    if (name.length)
        jm_text_addf(out, " (%s)", jm_text_get(&name));
    jm_text_clear(&name);
    jm_row_clear(&row);
}

static size_t label_width(const struct jm_app *app, const struct jm_row *row)
{
    size_t width = 0;
    for (int i = 0; i < row->noun->count; i++) {
        size_t columns = jm_text_columns(row->noun->fields[i].label[app->lang]);
        if (!jm_row_is_null(row, i) && columns > width)
            width = columns;
    }
    return width;
}

/* Instants repeat wall times, but for when a calendar was read. */
static bool is_shown(const struct jm_row *row, int field)
{
    return !jm_row_is_null(row, field) &&
           (row->noun->id == JM_NOUN_CALENDAR ||
            row->noun->fields[field].type != JM_TYPE_INSTANT);
}

static void print_fields(struct jm_app *app, const struct jm_row *row,
                         bool masked)
{
    size_t width = label_width(app, row);
    for (int i = 0; i < row->noun->count; i++) {
        const struct jm_field *field = &row->noun->fields[i];
        struct jm_text label = JM_TEXT_INIT, value = JM_TEXT_INIT;
        if (!is_shown(row, i))
            continue;
        jm_print_fill(&label, field->label[app->lang], width);
        if (field->type == JM_TYPE_REF)
            add_reference(&value, app, field, jm_row_string(row, i));
        else if (masked || !(field->flags & JM_FIELD_PERSONAL))
            jm_columns_add(&value, app, row, i);
        else
            jm_row_add_text(&value, row, i);
        fputs("  ", app->world->out);
        jm_print_tint(app, JM_DIM, jm_text_get(&label));
        fprintf(app->world->out, "  %s\n", jm_text_get(&value));
        jm_text_clear(&label);
        jm_text_clear(&value);
    }
}

/* What lists show of a noun, without one field; the id comes first, or last
 * where it is made of the others. */
struct columns {
    int fields[12];
    int count;
    bool id_last;
};

static struct columns find_columns(const struct jm_app *app,
                                   const struct jm_noun *noun, int without)
{
    struct columns columns = {.id_last = jm_noun_has_made_id(noun)};
    int all[12];
    int count = jm_columns_of(app, noun, all, 12);
    for (int i = 0; i < count; i++)
        if (all[i] != without)
            columns.fields[columns.count++] = all[i];
    return columns;
}

static void add_header(const struct jm_app *app, struct jm_table *table,
                       const struct jm_noun *noun,
                       const struct columns *columns)
{
    jm_table_begin(table, (size_t)columns->count + 1);
    if (!columns->id_last)
        jm_table_add(table, "id");
    for (int i = 0; i < columns->count; i++)
        jm_table_add(table, noun->fields[columns->fields[i]].label[app->lang]);
    if (columns->id_last)
        jm_table_add(table, "id");
}

static void add_id(struct jm_table *table, const struct jm_row *row)
{
    struct jm_text id = JM_TEXT_INIT;
    jm_columns_add_id(&id, row);
    jm_table_add(table, jm_text_get(&id));
    jm_text_clear(&id);
}

static void add_cells(struct jm_app *app, struct jm_table *table,
                      const struct jm_row *row, const struct columns *columns)
{
    struct jm_text cell = JM_TEXT_INIT;
    if (!columns->id_last)
        add_id(table, row);
    for (int i = 0; i < columns->count; i++) {
        jm_text_reset(&cell);
        jm_columns_add(&cell, app, row, columns->fields[i]);
        jm_table_add(table, jm_text_get(&cell));
    }
    if (columns->id_last)
        add_id(table, row);
    jm_text_clear(&cell);
}

static enum jm_status print_section(struct jm_app *app,
                                    const struct section *section,
                                    const struct jm_row *row)
{
    struct jm_rows *rows = NULL;
    struct jm_row other = JM_ROW_INIT;
    struct jm_table table;
    const struct jm_noun *noun = jm_noun(section->noun);
    struct columns columns = find_columns(app, noun, section->field);
    add_header(app, &table, noun, &columns);
    enum jm_status status = jm_rows_open(&rows, app->store, noun,
                                         section->field, row->id, &app->err);
    while (!status && !(status = jm_rows_next(rows, &other, &app->err)))
        add_cells(app, &table, &other, &columns);
    if (status == JM_END && table.count > table.columns) {
        struct jm_text title = JM_TEXT_INIT;
        jm_say(&title, app->lang, section->title, NULL);
        fprintf(app->world->out, "\n  %s\n", jm_text_get(&title));
        jm_table_print(app, &table, 4);
        jm_text_clear(&title);
    }
    jm_rows_free(rows);
    jm_row_clear(&other);
    jm_table_clear(&table);
    return status == JM_END ? JM_OK : status;
}

static void print_clash(const struct jm_app *app, const struct jm_plan *plan,
                        const struct jm_told *told)
{
    fputc('\n', app->world->out);
    jm_told_print(app, plan, told);
}

/* When an event is, by the clocks of both sides. */
static void print_when(const struct jm_app *app, const struct jm_plan *plan,
                       const char *uid)
{
    struct jm_text when = JM_TEXT_INIT;
    jm_sentence_when(&when, app->lang, plan, jm_plan_find_event(plan, uid));
    fprintf(app->world->out, "  %s\n", jm_text_get(&when));
    jm_text_clear(&when);
}

static enum jm_status print_row(struct jm_app *app, const struct jm_row *row,
                                bool masked)
{
    struct jm_text head = JM_TEXT_INIT, name = JM_TEXT_INIT;
    struct jm_plan *plan = NULL; /* what cannot be loaded can still be shown */
    enum jm_status status = JM_OK;
    if (row->noun->id == JM_NOUN_EVENT && jm_app_load(app, &plan))
        jm_error_clear(&app->err);
    jm_columns_add_name(&name, app, row);
    jm_text_addf(&head, "%s %s", row->noun->label[app->lang], row->id);
    jm_print_tint(app, JM_BOLD, jm_text_get(&head));
    fprintf(app->world->out, "%s%s\n", name.length ? "  " : "",
            jm_text_get(&name));
    if (plan)
        print_when(app, plan, row->id);
    print_fields(app, row, masked);
    for (size_t i = 0; !status && i < sizeof sections / sizeof *sections; i++)
        if (sections[i].of == row->noun->id)
            status = print_section(app, &sections[i], row);
    if (!status && plan)
        jm_told_in_plan(app, plan, row->id, JM_NOTICE, SIZE_MAX, print_clash);
    jm_plan_free(plan);
    jm_text_clear(&head);
    jm_text_clear(&name);
    return status;
}

int jm_run_show(struct jm_app *app)
{
    struct jm_row row = JM_ROW_INIT;
    int next = 0;
    bool masked = jm_app_option(app, "reveal") == NULL;
    enum jm_status status =
        jm_app_open(app, masked ? JM_STORE_READ : JM_STORE_WRITE);
    if (!status)
        status = jm_door_named(app, &row, &next);
    if (!status && next < app->args.count)
        status = jm_fail(&app->err, JM_INVALID, "words", JM_SAY_WORD_TOO_MANY,
                         app->args.words[next], NULL);
    if (!status && !masked)
        status = jm_door_reveal(app, &row);
    if (!status && app->json)
        jm_json_print(app, jm_json_row(&row, masked));
    else if (!status)
        status = print_row(app, &row, masked);
    int code = status ? jm_app_fail(app) : JM_EXIT_FINE;
    jm_row_clear(&row);
    return code;
}

/* ---- list ---- */

/* What a list is narrowed to. */
struct filter {
    const struct jm_noun *noun;
    struct jm_row wanted; /* the values asked for ... */
    bool *given;          /* ... of these fields */
    jm_day from, until;   /* JM_DAY_NONE: open */
    int starts, ends;     /* fields that --from and --until look at, or -1 */
};

static enum jm_status read_filter(struct jm_app *app, struct filter *filter)
{
    enum jm_status status =
        jm_row_init(&filter->wanted, filter->noun, &app->err);
    filter->given =
        calloc((size_t)filter->noun->count + 1, sizeof *filter->given);
    if (!status && !filter->given)
        status = jm_fail_memory(&app->err);
    for (int i = 1; !status && i < app->args.count; i++)
        status = jm_door_assign(app, &filter->wanted, app->args.words[i],
                                filter->given);
    if (!status)
        status = jm_app_day(app, "from", &filter->from);
    if (!status)
        status = jm_app_day(app, "until", &filter->until);
    filter->starts = jm_noun_field(filter->noun, "starts");
    filter->ends = jm_noun_field(filter->noun, "ends");
    bool by_day = filter->from != JM_DAY_NONE || filter->until != JM_DAY_NONE;
    if (!status && by_day && filter->starts < 0)
        status = jm_fail(&app->err, JM_INVALID, "days", JM_SAY_LIST_NO_DAYS,
                         filter->noun->plural, NULL);
    return status;
}

/* The day of a date or of a wall time. */
static jm_day day_of(const struct jm_row *row, int field)
{
    const char *text = jm_row_string(row, field);
    jm_day day = JM_DAY_NONE;
    jm_wall wall = 0;
    if (text && jm_day_parse(text, &day) && !jm_wall_parse(text, &wall))
        day = jm_wall_day(wall);
    return day;
}

static bool passes(const struct filter *filter, const struct jm_row *row)
{
    for (int i = 0; i < filter->noun->count; i++)
        if (filter->given[i] &&
            !jm_value_equals(&row->values[i], &filter->wanted.values[i]))
            return false;
    if (filter->given[filter->noun->count] && filter->wanted.id &&
        strcmp(filter->wanted.id, row->id) != 0)
        return false;
    if (filter->until != JM_DAY_NONE &&
        day_of(row, filter->starts) > filter->until)
        return false;
    return filter->from == JM_DAY_NONE ||
           day_of(row, filter->ends) >= filter->from;
}

static enum jm_status list_rows(struct jm_app *app, struct filter *filter)
{
    struct jm_rows *rows = NULL;
    struct jm_row row = JM_ROW_INIT;
    struct jm_table table;
    struct columns columns = find_columns(app, filter->noun, -1);
    json_t *all = app->json ? json_array() : NULL;
    add_header(app, &table, filter->noun, &columns);
    enum jm_status status =
        jm_rows_open(&rows, app->store, filter->noun, -1, NULL, &app->err);
    while (!status && !(status = jm_rows_next(rows, &row, &app->err))) {
        if (!passes(filter, &row))
            continue;
        if (app->json)
            json_array_append_new(all, jm_json_row(&row, true));
        else
            add_cells(app, &table, &row, &columns);
    }
    if (status == JM_END)
        status = JM_OK;
    if (!status && app->json)
        jm_json_print(app, json_incref(all));
    else if (!status && table.count > table.columns)
        jm_table_print(app, &table, 0);
    else if (!status)
        jm_app_remark(app, JM_SAY_LIST_EMPTY, filter->noun->plural, NULL);
    json_decref(all);
    jm_rows_free(rows);
    jm_row_clear(&row);
    jm_table_clear(&table);
    return status;
}

int jm_run_list(struct jm_app *app)
{
    struct filter filter = {
        .wanted = JM_ROW_INIT, .from = JM_DAY_NONE, .until = JM_DAY_NONE};
    if (!app->args.count)
        return jm_app_usage(app, JM_SAY_NOUN_MISSING, NULL);
    if (jm_rules_are_named(app))
        return jm_rules_list(app);
    if (jm_app_option(app, "host"))
        return jm_app_usage(app, JM_SAY_OPTION_NOT_HERE, "host",
                            app->args.words[0], NULL);
    enum jm_status status = jm_door_noun(app, app->args.words[0], &filter.noun);
    if (!status)
        status = read_filter(app, &filter);
    if (!status)
        status = jm_app_open(app, JM_STORE_READ);
    if (!status)
        status = list_rows(app, &filter);
    int code = status ? jm_app_fail(app) : JM_EXIT_FINE;
    jm_row_clear(&filter.wanted);
    free(filter.given);
    return code;
}
