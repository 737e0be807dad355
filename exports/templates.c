/* Templates to be filled in and imported: a sheet per noun, a column per field,
 * drop-downs from named ranges. Headers are the fields' labels, the second
 * language below the first in the same cell. */
#include "list.h"

#include <jumelage/nouns.h>
#include <string.h>

/* What can be brought in, in the order in which rows refer to each other. */
static const enum jm_noun_id nouns[] = {
    JM_NOUN_COLLECTIVITY, JM_NOUN_PERSON, JM_NOUN_DELEGATION,
    JM_NOUN_MEMBER,       JM_NOUN_VENUE,  JM_NOUN_EVENT,
    JM_NOUN_BUSY,         JM_NOUN_TRAVEL, JM_NOUN_ANSWER};

#define ROWS 500 /* that are made ready to be filled */
#define LIST_ROWS 2000

/* Lists that cells choose from: one column each of the last sheet. Listed are
 * words and what is public, never people. */
enum list { LIST_YES = JM_SETS, LIST_HOSTS, LIST_THEMES, LISTS };

struct maker {
    struct jm_book *book;
    bool used[LISTS];
    const char *names[LISTS];
};

static int list_of(const struct jm_field *field)
{
    if (field->type == JM_TYPE_CHOICE)
        return (int)field->set;
    if (field->type == JM_TYPE_BOOL)
        return LIST_YES;
    if (field->type == JM_TYPE_REF && field->refers == JM_NOUN_COLLECTIVITY)
        return LIST_HOSTS;
    if (field->type == JM_TYPE_REF && field->refers == JM_NOUN_THEME)
        return LIST_THEMES;
    return JM_SET_NONE;
}

static uint32_t list_length(const struct maker *maker, int list)
{
    const struct jm_plan *plan = maker->book->plan;
    uint32_t length = list == LIST_YES      ? 2
                      : list == LIST_HOSTS  ? plan->n_collectivities
                      : list == LIST_THEMES ? plan->n_themes
                                            : 0;
    if (list < JM_SETS)
        length = (uint32_t)jm_choice_count((enum jm_set)list);
    return length < LIST_ROWS ? length : LIST_ROWS;
}

static const char *list_item(const struct maker *maker, int list, uint32_t item)
{
    const struct jm_plan *plan = maker->book->plan;
    enum jm_lang first = maker->book->how->first;
    switch (list) {
    case LIST_YES:
        return jm_message_template(item ? JM_SAY_NO : JM_SAY_YES, first);
    case LIST_HOSTS:
        return plan->collectivities[item].id;
    case LIST_THEMES:
        return plan->themes[item].id;
    default:
        return jm_choice_name((enum jm_set)list, (int)item, first);
    }
}

static bool is_typed(const struct jm_field *field)
{
    return !(field->flags & JM_FIELD_SYSTEM) && field->type != JM_TYPE_INSTANT;
}

static double width_of(const struct jm_field *field)
{
    switch (field->type) {
    case JM_TYPE_PROSE:
        return 34;
    case JM_TYPE_TEXT:
        return 24;
    case JM_TYPE_INT:
    case JM_TYPE_REAL:
    case JM_TYPE_BOOL:
    case JM_TYPE_CLOCK:
        return 14;
    default:
        return 19;
    }
}

/* A value as it may be typed. */
static const char *example_of(const struct maker *maker,
                              const struct jm_field *field)
{
    int list = list_of(field);
    if (list && list_length(maker, list))
        return list_item(maker, list, 0);
    switch (field->type) {
    case JM_TYPE_INT:
        return "12";
    case JM_TYPE_REAL:
        return "48.8566";
    case JM_TYPE_DATE:
        return "17/03/2026";
    case JM_TYPE_CLOCK:
        return "09:30";
    case JM_TYPE_LOCAL:
    case JM_TYPE_UNTIL:
        return "17/03/2026 09:30";
    case JM_TYPE_ZONE:
        return "Europe/Paris";
    case JM_TYPE_REF:
        return "id";
    default:
        return field->flags & JM_FIELD_REQUIRED ? "…" : "";
    }
}

static const char *number_format(const struct jm_book *book,
                                 enum jm_field_type type)
{
    static const char *const moments[JM_LANGS] = {
        "dd/mm/yyyy\\ hh:mm", "dd/mm/yyyy\\ hh:mm",
        "yyyy\\.\\ m\\.\\ d\\.\\ hh:mm"};
    static const char *const days[JM_LANGS] = {"dd/mm/yyyy", "dd/mm/yyyy",
                                               "yyyy\\.\\ m\\.\\ d\\."};
    switch (type) {
    case JM_TYPE_INT:
        return "0";
    case JM_TYPE_REAL:
        return "0.00000";
    case JM_TYPE_DATE:
        return days[book->how->first];
    case JM_TYPE_CLOCK:
        return "hh:mm";
    case JM_TYPE_LOCAL:
    case JM_TYPE_UNTIL:
        return moments[book->how->first];
    default:
        return "@"; /* "01" stays a department */
    }
}

/* A list is named, and cells ask for the name: lists that stand in the
 * validation itself abort libxlsxwriter past 255 bytes. */
static void validate(struct maker *maker, struct jm_sheet *sheet,
                     unsigned column, uint32_t first,
                     const struct jm_field *field)
{
    struct jm_book *book = maker->book;
    int list = list_of(field);
    if (!list || !list_length(maker, list))
        return;
    struct jm_text formula = JM_TEXT_INIT;
    jm_text_addf(&formula, "=%s", maker->names[list]);
    char *named = jm_arena_copy(&book->arena, jm_text_get(&formula));
    jm_text_clear(&formula);
    lxw_data_validation rule = {
        .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
        .value_formula = named,
        .ignore_blank = LXW_VALIDATION_ON,
        .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
        .error_title = jm_arena_copy(
            &book->arena,
            jm_message_template(JM_SAY_TEMPLATE_LIST, book->how->first)),
        .error_message = jm_arena_copy(
            &book->arena,
            jm_message_template(JM_SAY_TEMPLATE_CHOOSE, book->how->first))};
    maker->used[list] = true;
    book->failed |=
        !named || worksheet_data_validation_range(
                      sheet->at, first, (lxw_col_t)column, first + ROWS - 1,
                      (lxw_col_t)column, &rule) != LXW_NO_ERROR;
}

/* Marked where a value must be given. */
static void put_header(struct jm_sheet *sheet, unsigned column,
                       const struct jm_field *field)
{
    static const struct jm_pen first = {10, JM_INK_WHITE, .bold = true};
    static const struct jm_pen second = {9, JM_INK_PALE, .bold = false};
    struct jm_box box = {
        .fill = JM_INK_NAVY, .edge = JM_INK_NONE, .grid = true, .indent = true};
    struct jm_book *book = sheet->book;
    struct jm_twin label = jm_book_twin(book, field->label);
    lxw_format *format = jm_book_format(book, &first, &box);
    lxw_format *below = jm_book_format(book, &second, &box);
    struct jm_text text = JM_TEXT_INIT;
    char *one = jm_arena_copy(&book->arena, label.first);
    jm_text_addf(&text, "\n%s", label.second);
    char *two = jm_arena_copy(&book->arena, jm_text_get(&text));
    jm_text_clear(&text);
    lxw_rich_string_tuple upper = {format, one}, lower = {below, two};
    lxw_rich_string_tuple *both[] = {&upper, &lower, NULL};
    lxw_error error =
        *label.second
            ? worksheet_write_rich_string(sheet->at, sheet->row,
                                          (lxw_col_t)column, both, format)
            : worksheet_write_string(sheet->at, sheet->row, (lxw_col_t)column,
                                     one, format);
    book->failed |= error != LXW_NO_ERROR;
}

static void put_example(const struct maker *maker, struct jm_sheet *sheet,
                        unsigned column, const struct jm_field *field)
{
    static const struct jm_pen pen = {9, JM_INK_GREY, .italic = true};
    static const struct jm_pen must = {9, JM_INK_AMBER, .bold = true};
    struct jm_box box = {
        .fill = JM_INK_HEAD, .edge = JM_INK_NONE, .grid = true, .indent = true};
    struct jm_book *book = sheet->book;
    bool required = (field->flags & JM_FIELD_REQUIRED) && !*field->standard;
    struct jm_text text = JM_TEXT_INIT;
    if (required)
        jm_text_add(&text, jm_message_template(JM_SAY_TEMPLATE_REQUIRED,
                                               book->how->first));
    const char *example = example_of(maker, field);
    if (*example)
        jm_text_addf(
            &text, "%s%s %s", required ? "\n" : "",
            jm_message_template(JM_SAY_TEMPLATE_EXAMPLE, book->how->first),
            example);
    worksheet_write_string(sheet->at, sheet->row, (lxw_col_t)column,
                           jm_book_clean(book, jm_book_keep(book, &text), 200),
                           jm_book_format(book, required ? &must : &pen, &box));
}

static void put_column(struct maker *maker, struct jm_sheet *sheet,
                       unsigned column, const struct jm_field *field)
{
    struct jm_box box = {.fill = JM_INK_NONE,
                         .edge = JM_INK_NONE,
                         .rule = JM_RULE_HAIR,
                         .grid = true};
    box.number = number_format(maker->book, field->type);
    lxw_format *format = jm_book_format(maker->book, &jm_pen_plain, &box);
    for (uint32_t i = 1; i <= 20; i++) /* to be seen; the others on demand */
        worksheet_write_blank(sheet->at, sheet->row + i, (lxw_col_t)column,
                              format);
    worksheet_set_column(sheet->at, (lxw_col_t)column, (lxw_col_t)column,
                         sheet->widths[column], format);
    validate(maker, sheet, column, sheet->row + 1, field);
}

static void write_noun(struct maker *maker, const struct jm_noun *noun)
{
    struct jm_book *book = maker->book;
    const struct jm_field *fields[JM_SHEET_MOST];
    double widths[JM_SHEET_MOST];
    struct jm_sheet sheet;
    unsigned count = 0;
    for (int i = 0; i < noun->count && count < JM_SHEET_MOST; i++)
        if (is_typed(&noun->fields[i])) {
            widths[count] = width_of(&noun->fields[i]);
            fields[count++] = &noun->fields[i];
        }
    book->name =
        jm_twin_of(jm_book_capital(book, noun->label[book->how->first]),
                   jm_book_capital(book, noun->label[book->how->second]));
    jm_sheet_open(&sheet, book, book->name.first, widths, count);
    if (!sheet.at)
        return;
    jm_title_write(&sheet, count < 6 ? count - 1 : 4, 16);
    for (unsigned i = 0; i < count; i++)
        put_example(maker, &sheet, i, fields[i]);
    worksheet_set_row(sheet.at, sheet.row++, 34, NULL);
    for (unsigned i = 0; i < count; i++)
        put_header(&sheet, i, fields[i]);
    worksheet_set_row(sheet.at, sheet.row, 46, NULL);
    worksheet_repeat_rows(sheet.at, sheet.row, sheet.row);
    for (unsigned i = 0; i < count; i++)
        put_column(maker, &sheet, i, fields[i]);
    worksheet_freeze_panes(sheet.at, sheet.row + 1, 0);
    sheet.row += 21;
    jm_sheet_close(&sheet);
}

static void name_lists(struct maker *maker)
{
    for (int list = JM_SET_NONE + 1; list < LISTS; list++) {
        struct jm_text name = JM_TEXT_INIT;
        jm_text_addf(&name, "jm_list_%d", list);
        maker->names[list] = jm_book_keep(maker->book, &name);
    }
}

/* One list: its range gets the name that validations ask for. */
static void write_list(struct maker *maker, struct jm_sheet *sheet,
                       unsigned column, int list)
{
    struct jm_book *book = maker->book;
    struct jm_box box = {.fill = JM_INK_NONE, .edge = JM_INK_NONE};
    lxw_format *format = jm_book_format(book, &jm_pen_small, &box);
    uint32_t length = list_length(maker, list);
    struct jm_text range = JM_TEXT_INIT;
    char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];
    for (uint32_t i = 0; i < length; i++)
        worksheet_write_string(
            sheet->at, sheet->row + i, (lxw_col_t)column,
            jm_book_clean(book, list_item(maker, list, i), 255), format);
    lxw_rowcol_to_cell_abs(first, sheet->row, (lxw_col_t)column, LXW_TRUE,
                           LXW_TRUE);
    lxw_rowcol_to_cell_abs(last, sheet->row + length - 1, (lxw_col_t)column,
                           LXW_TRUE, LXW_TRUE);
    jm_text_addf(&range, "='%s'!%s:%s", sheet->tab, first, last);
    book->failed |= workbook_define_name(book->file, maker->names[list],
                                         jm_text_get(&range)) != LXW_NO_ERROR;
    jm_text_clear(&range);
}

static void write_lists(struct maker *maker)
{
    struct jm_book *book = maker->book;
    double widths[LISTS];
    struct jm_sheet sheet;
    unsigned count = 0, column = 0;
    uint32_t longest = 0;
    for (int list = 0; list < LISTS; list++) {
        if (!maker->used[list])
            continue;
        widths[count++] = 24;
        if (list_length(maker, list) > longest)
            longest = list_length(maker, list);
    }
    book->name = jm_book_say_twin(book, JM_SAY_TEMPLATE_LISTS, NULL, NULL);
    jm_sheet_open(&sheet, book, book->name.first, widths, count);
    if (!sheet.at)
        return;
    jm_title_write(&sheet, count - 1, 16);
    worksheet_repeat_rows(sheet.at, 0, sheet.row - 1);
    for (int list = 0; list < LISTS; list++)
        if (maker->used[list])
            write_list(maker, &sheet, column++, list);
    sheet.row += longest;
    jm_sheet_close(&sheet);
}

void jm_templates_write(struct jm_book *book)
{
    struct maker maker = {.book = book};
    name_lists(&maker);
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        write_noun(&maker, jm_noun(nouns[i]));
    write_lists(&maker);
}
