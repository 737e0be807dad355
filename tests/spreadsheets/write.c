/* Two workbooks of libxlsxwriter, for check.py: write FOLDER. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

enum { ROWS = 200 };

static void write_rich(lxw_workbook *book, lxw_worksheet *sheet)
{
    lxw_format *bold = workbook_add_format(book);
    format_set_bold(bold);
    char first[] = "Départ ", second[] = "9 h 30", third[] = " 출발";
    lxw_rich_string_tuple plain = {.format = NULL, .string = first};
    lxw_rich_string_tuple loud = {.format = bold, .string = second};
    lxw_rich_string_tuple rest = {.format = NULL, .string = third};
    lxw_rich_string_tuple *parts[] = {&plain, &loud, &rest, NULL};
    worksheet_write_rich_string(sheet, 0, 0, parts, NULL);
    worksheet_merge_range(sheet, 1, 0, 1, 4, "Programme · 일정", bold);
}

static void write_dates(lxw_workbook *book, lxw_worksheet *sheet)
{
    static const char *const codes[] = {"dd/mm/yyyy",
                                        "yyyy\"년\" m\"월\" d\"일\"",
                                        "[$-40C]d mmmm yyyy",
                                        "hh:mm",
                                        "[h]:mm",
                                        "[Red]0.00",
                                        "0.00E+00",
                                        "\"jour\" 0",
                                        "yyyy-mm-dd hh:mm:ss"};
    for (uint16_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        lxw_format *format = workbook_add_format(book);
        format_set_num_format(format, codes[i]);
        worksheet_write_number(sheet, 3, i, 46098.395833333336, format);
        worksheet_write_number(sheet, 4, i, 0.25, format);
    }
}

static void write_book(const char *path, bool constant_memory)
{
    lxw_workbook_options options = {.constant_memory = constant_memory};
    lxw_workbook *book = workbook_new_opt(path, &options);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Données 1");
    if (!constant_memory)
        write_rich(book, sheet);
    write_dates(book, sheet);
    worksheet_write_string(sheet, 5, 0, " espaces  autour ", NULL);
    worksheet_write_string(sheet, 5, 1, "deux\nlignes", NULL);
    worksheet_write_string(sheet, 5, 2, "<&>\"' 서울 🚄", NULL);
    worksheet_write_string(sheet, 5, 3, "_x000D_ est du texte", NULL);
    worksheet_write_boolean(sheet, 6, 0, 1, NULL);
    worksheet_write_formula_num(sheet, 6, 1, "=1+1", NULL, 2);
    worksheet_write_formula_str(sheet, 6, 2, "=\"a\"&\"b\"", NULL, "ab");
    worksheet_write_formula_str(sheet, 6, 3, "=1/0", NULL, "#DIV/0!");
    for (lxw_row_t row = 10; row < ROWS; row++)
        for (lxw_col_t column = 0; column < 30; column += 3) {
            char text[64];
            snprintf(text, sizeof text, "ligne %u", (unsigned)row);
            worksheet_write_string(sheet, row, column, text, NULL);
            worksheet_write_number(sheet, row, (lxw_col_t)(column + 1),
                                   (double)row / 3, NULL);
        }
    worksheet_write_number(sheet, 100000, 16383, 1, NULL);
    lxw_worksheet *hidden = workbook_add_worksheet(book, "Masquée");
    worksheet_write_string(hidden, 0, 0, "x", NULL);
    worksheet_hide(hidden);
    workbook_close(book);
}

int main(int argc, char **argv)
{
    char path[512];
    if (argc != 2)
        return 2;
    snprintf(path, sizeof path, "%s/xlsxwriter.xlsx", argv[1]);
    write_book(path, false);
    snprintf(path, sizeof path, "%s/xlsxwriter-constant.xlsx", argv[1]);
    write_book(path, true);
    return 0;
}
