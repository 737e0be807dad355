/* The schema against the table of nouns. */
#include "help.h"
#include "open.h"

static struct jm_store *store;

static int open_store(void **state)
{
    if (make_folder(state))
        return -1;
    OK(jm_store_create(&store, in_folder("schema.plan"), &err));
    return 0;
}

static int close_store(void **state)
{
    jm_store_free(store);
    return remove_folder(state);
}

static sqlite3_stmt *ask(const char *sql, const char *one, const char *two)
{
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL),
                     SQLITE_OK);
    sqlite3_bind_text(statement, 1, one, -1, SQLITE_TRANSIENT);
    if (two)
        sqlite3_bind_text(statement, 2, two, -1, SQLITE_TRANSIENT);
    return statement;
}

static const char *const sql_types[] = {
    [JM_TYPE_TEXT] = "TEXT",      [JM_TYPE_PROSE] = "TEXT",
    [JM_TYPE_INT] = "INTEGER",    [JM_TYPE_REAL] = "REAL",
    [JM_TYPE_BOOL] = "INTEGER",   [JM_TYPE_DATE] = "TEXT",
    [JM_TYPE_CLOCK] = "TEXT",     [JM_TYPE_CHOICE] = "TEXT",
    [JM_TYPE_REF] = "INTEGER",    [JM_TYPE_ZONE] = "TEXT",
    [JM_TYPE_LOCAL] = "TEXT",     [JM_TYPE_UNTIL] = "TEXT",
    [JM_TYPE_INSTANT] = "INTEGER"};

static void check_column(const struct jm_noun *noun,
                         const struct jm_field *field)
{
    sqlite3_stmt *row =
        ask("SELECT type, \"notnull\" FROM pragma_table_info(?1)"
            " WHERE name = ?2",
            noun->name, field->name);
    if (sqlite3_step(row) != SQLITE_ROW)
        fail_msg("%s has no column %s", noun->name, field->name);
    assert_string_equal(jm_db_text(row, 0), sql_types[field->type]);
    if (sqlite3_column_int(row, 1) != !!(field->flags & JM_FIELD_REQUIRED))
        fail_msg("%s.%s: NOT NULL differs", noun->name, field->name);
    sqlite3_finalize(row);
    row = ask("SELECT \"table\", \"to\" FROM pragma_foreign_key_list(?1)"
              " WHERE \"from\" = ?2",
              noun->name, field->name);
    bool refers = sqlite3_step(row) == SQLITE_ROW;
    if (refers != (field->type == JM_TYPE_REF))
        fail_msg("%s.%s: reference differs", noun->name, field->name);
    if (refers) {
        assert_string_equal(jm_db_text(row, 0), jm_noun(field->refers)->name);
        assert_string_equal(jm_db_text(row, 1), "n");
    }
    sqlite3_finalize(row);
}

static void test_tables_have_the_fields_of_nouns(void **state)
{
    (void)state;
    for (int i = 0; i < JM_NOUNS; i++) {
        const struct jm_noun *noun = jm_noun((enum jm_noun_id)i);
        for (int f = 0; f < noun->count; f++)
            check_column(noun, &noun->fields[f]);
        sqlite3_stmt *row =
            ask("SELECT count(*) FROM pragma_table_info(?1)", noun->name, NULL);
        sqlite3_step(row); /* n, id, version */
        assert_int_equal(sqlite3_column_int(row, 0), noun->count + 3);
        sqlite3_finalize(row);
    }
}

/* The line of the schema that starts with the column's name and type; what a
 * migration has added goes on in the line of the column before. */
static bool has_comment(const char *sql, const char *column, const char *type)
{
    char after_break[128], after_comma[128];
    snprintf(after_break, sizeof after_break, "\n    %s %s", column, type);
    snprintf(after_comma, sizeof after_comma, ", %s %s", column, type);
    const char *at = strstr(sql, after_break);
    at = at ? at + 1 : strstr(sql, after_comma);
    const char *comment = at ? strstr(at, "-- ") : NULL;
    return comment && comment < at + strcspn(at, "\n") &&
           strcspn(comment, "\n") >= 5;
}

static void test_every_column_says_what_it_holds(void **state)
{
    (void)state;
    int columns = 0;
    sqlite3_stmt *row =
        ask("SELECT t.name, t.sql, c.name, c.type FROM sqlite_schema t,"
            " pragma_table_info(t.name) c WHERE t.type = 'table'"
            " AND ?1 = '' ORDER BY 1",
            "", NULL);
    for (; sqlite3_step(row) == SQLITE_ROW; columns++)
        if (!has_comment(jm_db_text(row, 1), jm_db_text(row, 2),
                         jm_db_text(row, 3)))
            fail_msg("%s.%s has no comment", jm_db_text(row, 0),
                     jm_db_text(row, 2));
    sqlite3_finalize(row);
    assert_true(columns > 300);
}

static void test_tables_are_strict(void **state)
{
    (void)state;
    sqlite3_stmt *row = ask("SELECT name FROM pragma_table_list WHERE"
                            " type = 'table' AND NOT strict AND schema = 'main'"
                            " AND name NOT LIKE 'sqlite_%' AND ?1 = ''",
                            "", NULL);
    if (sqlite3_step(row) == SQLITE_ROW)
        fail_msg("%s is not strict", jm_db_text(row, 0));
    sqlite3_finalize(row);
}

static void test_every_statement_is_understood(void **state)
{
    (void)state;
    for (int i = 0; i < SQL_COUNT; i++) {
        sqlite3_stmt *statement = NULL;
        OK(jm_db_prepare(store, i, &statement, &err));
        assert_non_null(statement);
        sqlite3_finalize(statement);
    }
}

/* Deleting a row looks for rows that refer to it. */
static void test_references_are_indexed(void **state)
{
    (void)state;
    for (int i = 0; i < REFERENCES; i++) {
        char sql[512];
        const struct jm_noun *noun = jm_noun(jm_references[i].noun);
        snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s",
                 jm_sql_text(jm_sql_ref(i, REF_USER)).head);
        sqlite3_stmt *row = ask(sql, "1", NULL);
        assert_int_equal(sqlite3_step(row), SQLITE_ROW);
        if (!strstr(jm_db_text(row, 3), "USING") ||
            !strstr(jm_db_text(row, 3), "INDEX"))
            fail_msg("%s.%s: %s", noun->name,
                     noun->fields[jm_references[i].field].name,
                     jm_db_text(row, 3));
        sqlite3_finalize(row);
    }
}

/* Every word of a set, and no other, passes the table's CHECK. The check is
 * asked alone: the rest of a row does not matter. */
static bool accepts(const struct jm_noun *noun, const struct jm_field *field,
                    const char *word)
{
    char sql[256];
    snprintf(sql, sizeof sql, "UPDATE %s SET %s = ?1", noun->name, field->name);
    sqlite3_stmt *statement = ask(sql, word, NULL);
    int code = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return code == SQLITE_DONE;
}

/* One row of each noun that has choices. */
static void add_samples(void)
{
    struct jm_row rows[] = {
        make_theme("health"),
        make_tours(),
        make_row(JM_NOUN_PARTNERSHIP, NULL, "collectivity=fr-tours",
                 "kind=seeking", NULL),
        make_row(JM_NOUN_PERSON, "p", "family_name=DUPONT", "role=member",
                 NULL),
        make_row(JM_NOUN_DELEGATION, "d", "name_fr=D", "origin=fr-tours", NULL),
        make_row(JM_NOUN_FLIGHT, NULL, "delegation=d", "direction=in",
                 "number=AF 267", "origin=fr-tours", "destination=fr-tours",
                 "departs=2026-05-04T10:00", "departs_zone=Asia/Seoul",
                 "arrives=2026-05-04T17:00", "arrives_zone=Europe/Paris", NULL),
        make_row(JM_NOUN_MEMBER, NULL, "delegation=d", "person=p", NULL),
        make_row(JM_NOUN_PROJECT, "j", "title_fr=P", "collectivity=fr-tours",
                 NULL),
        make_row(JM_NOUN_CRITERION, NULL, "edition=1", "code=E1", "kind=score",
                 "text_fr=T", NULL),
        make_row(JM_NOUN_LABEL, NULL, "project=j", "edition=1",
                 "decision=granted", "decided_on=2026-01-01", NULL),
        make_row(JM_NOUN_ANSWER, NULL, "collectivity=fr-tours", "year=2026",
                 "kind=theme", "choice=1", NULL),
        make_event(visit, "V"),
        make_row(JM_NOUN_PARTICIPANT, NULL,
                 "event=11111111-1111-4111-8111-111111111111", "person=p",
                 NULL),
        make_row(JM_NOUN_POST, NULL,
                 "event=11111111-1111-4111-8111-111111111111", "channel=x",
                 "language=fr", "text=T", NULL),
        make_row(JM_NOUN_TRAVEL, NULL, "origin=fr-tours",
                 "destination=fr-tours", "mode=walk", "minutes_min=1",
                 "minutes_max=2", NULL),
        make_row(JM_NOUN_DAY, NULL, "kind=public", "starts=2026-05-01",
                 "ends=2026-05-01", "name_fr=N", "source=S", NULL)};
    add_rows(store, rows, sizeof rows / sizeof *rows, NOON);
}

static void test_choices_are_checked(void **state)
{
    (void)state;
    int checked = 0;
    add_samples();
    for (int i = 0; i < JM_NOUNS; i++) {
        const struct jm_noun *noun = jm_noun((enum jm_noun_id)i);
        for (int f = 0; f < noun->count; f++) {
            const struct jm_field *field = &noun->fields[f];
            if (field->type != JM_TYPE_CHOICE)
                continue;
            assert_int_equal(jm_store_count(store, noun), 1);
            for (int w = 0; w < jm_choice_count(field->set); w++)
                if (!accepts(noun, field, jm_choice_word(field->set, w)))
                    fail_msg("%s.%s refuses %s", noun->name, field->name,
                             jm_choice_word(field->set, w));
            if (accepts(noun, field, "no-such-word"))
                fail_msg("%s.%s takes any word", noun->name, field->name);
            checked++;
        }
    }
    assert_true(checked >= 20);
}

static void test_file_says_whose_it_is(void **state)
{
    (void)state;
    sqlite3_stmt *row = ask("SELECT application_id, user_version FROM"
                            " pragma_application_id, pragma_user_version"
                            " WHERE ?1 = ''",
                            "", NULL);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(row, 0), JM_APPLICATION_ID);
    assert_int_equal(JM_APPLICATION_ID,
                     ('J' << 24) + ('M' << 16) + ('L' << 8) + 'G');
    assert_int_equal(sqlite3_column_int(row, 1), jm_store_version());
    sqlite3_finalize(row);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables_have_the_fields_of_nouns),
        cmocka_unit_test(test_every_column_says_what_it_holds),
        cmocka_unit_test(test_tables_are_strict),
        cmocka_unit_test(test_every_statement_is_understood),
        cmocka_unit_test(test_references_are_indexed),
        cmocka_unit_test(test_choices_are_checked),
        cmocka_unit_test(test_file_says_whose_it_is)};
    return cmocka_run_group_tests(tests, open_store, close_store);
}
