/* Pages: of CSV files, and on their way between processes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jumelage/page.h>
#include <string.h>

static const char csv[] = "Nom;Ville\n\n\"deux\nlignes\";;x\nfin\n";

static void read_csv(struct jm_page *page)
{
    struct jm_error err = JM_ERROR_INIT;
    assert_int_equal(
        jm_page_of_csv(page, "dossier/a.csv", csv, strlen(csv), &err), JM_OK);
}

static void check_page(const struct jm_page *page)
{
    static const struct {
        uint32_t row, column;
        const char *shown;
    } cells[] = {{0, 0, "Nom"},
                 {0, 1, "Ville"},
                 {2, 0, "deux\nlignes"},
                 {2, 2, "x"},
                 {4, 0, "fin"}};
    assert_string_equal(page->name, "a.csv");
    assert_int_equal(page->count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(page->cells[i].row, cells[i].row);
        assert_int_equal(page->cells[i].is.column, cells[i].column);
        assert_string_equal(page->cells[i].shown, cells[i].shown);
    }
}

static void test_csv(void **state)
{
    struct jm_page page = JM_PAGE_INIT;
    size_t at = 0, count = 0, rows = 0;
    (void)state;
    read_csv(&page);
    check_page(&page);
    while (jm_page_next(&page, &at, &count))
        rows++;
    assert_int_equal(rows, 3);
    jm_page_clear(&page);
}

/* Every length of the packed page but the whole is no page; bytes that are
 * changed are one or not, and never more than that. */
static void test_packed(void **state)
{
    struct jm_page page = JM_PAGE_INIT, again = JM_PAGE_INIT;
    struct jm_text packed = JM_TEXT_INIT;
    struct jm_error err = JM_ERROR_INIT;
    (void)state;
    read_csv(&page);
    jm_page_pack(&packed, &page);
    const char *cursor = packed.bytes;
    assert_int_equal(
        jm_page_unpack(&again, &cursor, packed.bytes + packed.length, &err),
        JM_OK);
    assert_ptr_equal(cursor, packed.bytes + packed.length);
    check_page(&again);
    jm_page_clear(&again);
    for (size_t length = 0; length < packed.length; length++) {
        cursor = packed.bytes;
        assert_int_equal(
            jm_page_unpack(&again, &cursor, packed.bytes + length, &err),
            JM_FAILED);
        jm_page_clear(&again);
    }
    for (size_t i = 0; i < packed.length; i++) {
        packed.bytes[i] = (char)~packed.bytes[i];
        cursor = packed.bytes;
        jm_page_unpack(&again, &cursor, packed.bytes + packed.length, &err);
        jm_page_clear(&again);
        packed.bytes[i] = (char)~packed.bytes[i];
    }
    jm_page_clear(&page);
    jm_text_clear(&packed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_csv),
                                       cmocka_unit_test(test_packed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
