/* Formats and moments of cells. Whole workbooks are compared with openpyxl in
 * tests/spreadsheets/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jumelage/spreadsheet.h>
#include <string.h>

static void test_formats(void **state)
{
    static const struct {
        const char *code;
        bool is_date;
    } cases[] = {{"General", false},
                 {"GENERAL", false},
                 {"0.00E+00", false},
                 {"#,##0 \"days\"", false},
                 {"[Red]0", false},
                 {"[Magenta]0", false},
                 {"[$-40C]#,##0.00", false},
                 {"[$€-40C] 0.00", false},
                 {"_d0", false},
                 {"\\d0", false},
                 {"*d0", false},
                 {"0;dd/mm", false}, /* the first section counts */
                 {"\"unclosed d", false},
                 {"[unclosed d", false},
                 {"", false},
                 {"\\", false},
                 {"dd/mm/yyyy", true},
                 {"m\"월\" d\"일\"", true},
                 {"[$-F800]dddd", true},
                 {"[h]:mm", true},
                 {"[mm]", true},
                 {"[ss].00", true},
                 {"General dd", true},
                 {"h:mm AM/PM", true},
                 {"yyyy\\-mm", true},
                 {"[Blue]hh:mm", true}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (jm_grid_format_is_date(cases[i].code) != cases[i].is_date)
            fail_msg("%s", cases[i].code);
}

static void test_moments(void **state)
{
    static const struct {
        double serial;
        const char *wanted;
    } cases[] = {{46098, "2026-03-17"},
                 {46098.395833333336, "2026-03-17 09:30"},
                 {46098.999999, "2026-03-18"},
                 {0.25, "06:00"},
                 {0.9999999, "24:00"},
                 {0, "00:00"},
                 {61, "1900-03-01"},
                 {2, "1900-01-01"},
                 {73050.5, "2099-12-31 12:00"},
                 {73051, "73051"}, /* past 2099: the number */
                 {-1, "-1"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_grid_cell cell = {.type = JM_GRID_DATE,
                                    .number = cases[i].serial};
        struct jm_text text = JM_TEXT_INIT;
        jm_grid_add_text(&text, &cell);
        assert_string_equal(jm_text_get(&text), cases[i].wanted);
        jm_text_clear(&text);
    }
}

static void test_addresses(void **state)
{
    static const struct {
        uint32_t row, column;
        const char *wanted;
    } cases[] = {{0, 0, "A1"},
                 {6, 2, "C7"},
                 {0, 25, "Z1"},
                 {0, 26, "AA1"},
                 {0, 701, "ZZ1"},
                 {0, 702, "AAA1"},
                 {1048575, 16383, "XFD1048576"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char address[JM_GRID_ADDRESS];
        jm_grid_address(address, cases[i].row, cases[i].column);
        assert_string_equal(address, cases[i].wanted);
    }
}

static void test_sniffing(void **state)
{
    (void)state;
    assert_int_equal(jm_sheets_sniff("PK\3\4", 4), JM_SHEETS_XLSX);
    assert_int_equal(jm_sheets_sniff("PK", 2), JM_SHEETS_TEXT);
    assert_int_equal(jm_sheets_sniff("", 0), JM_SHEETS_TEXT);
    assert_int_equal(jm_sheets_sniff("%PDF-1.4", 8), JM_SHEETS_OTHER);
    assert_int_equal(jm_sheets_sniff("Nom;Ville", 9), JM_SHEETS_TEXT);
    assert_int_equal(jm_sheets_sniff("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8),
                     JM_SHEETS_OLD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats), cmocka_unit_test(test_moments),
        cmocka_unit_test(test_addresses), cmocka_unit_test(test_sniffing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
