/* Frozen rows as JSON: what is read, and what is not. */
#include "help.h"

#include "frozen.h"

static void test_reads_json(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        const char *name; /* NULL: none; "!": it is no such object */
    } cases[] = {
        {"{}", NULL},
        {" { } ", NULL},
        {"{\"name_fr\":\"a\"}", "a"},
        {"{ \"name_fr\" : \"a\\\"\\\\\\n\\u00e9\\ud55c\\ud83d\\ude00\" }",
         "a\"\\\né한😀"},
        {"{\"other\":1,\"name_fr\":\"a\",\"x\":\"y\"}", "a"},
        {"{\"name_fr\":null}", NULL},
        {"{\"name_fr\":-1.5e3}", "-1.5e3"},
        {"", "!"},
        {"[]", "!"},
        {"{", "!"},
        {"{\"name_fr\"}", "!"},
        {"{\"name_fr\":}", "!"},
        {"{\"name_fr\":\"a}", "!"},
        {"{\"name_fr\":\"a\"", "!"},
        {"{\"name_fr\":\"a\",}", "!"},
        {"{\"name_fr\":\"a\"}x", "!"},
        {"{\"name_fr\":\"\\", "!"},
        {"{\"name_fr\":\"\\u12\"}", "!"},
        {"{\"name_fr\":\"\\u0000\"}", "!"},
        {"{\"name_fr\":\"\\ud83d\"}", "!"},
        {"{\"name_fr\":\"\\ud83d\\u0041\"}", "!"},
        {"{\"name_fr\":{}}", "!"}};
    const struct jm_noun *noun = jm_noun(JM_NOUN_THEME);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_cell cells[JM_theme_FIELDS];
        char *json = strdup(cases[i].json);
        bool is_read = jm_frozen_read(json, noun, cells);
        const char *name = cases[i].name;
        if (is_read == (name && *name == '!'))
            fail_msg("%s", cases[i].json);
        const struct jm_cell *cell = &cells[JM_theme_name_fr];
        if (is_read && name) {
            assert_non_null(cell->text);
            assert_int_equal(cell->length, strlen(name));
            assert_memory_equal(cell->text, name, strlen(name));
        } else if (is_read) {
            assert_null(cell->text);
        }
        free(json);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_reads_json)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
