#include "sql.h"
#include <assert.h>

static const struct jm_sql_text fixed[SQL_FIXED] = {
    [SQL_BEGIN_READ] = {"BEGIN", ""},
    [SQL_BEGIN_WRITE] = {"BEGIN IMMEDIATE", ""},
    [SQL_COMMIT] = {"COMMIT", ""},
    [SQL_ROLLBACK] = {"ROLLBACK", ""},
    [SQL_VERSION] = {"PRAGMA user_version", ""},
    [SQL_APPLICATION] = {"PRAGMA application_id", ""},
    [SQL_JOURNAL_WAL] = {"PRAGMA journal_mode = WAL", ""},
    [SQL_FOREIGN_KEYS_ON] = {"PRAGMA foreign_keys = ON", ""},
    [SQL_FOREIGN_KEYS_OFF] = {"PRAGMA foreign_keys = OFF", ""},
    [SQL_INTEGRITY] = {"PRAGMA integrity_check", ""},
    [SQL_FOREIGN_KEYS_CHECK] = {"PRAGMA foreign_key_check", ""},
    [SQL_FILE_SIZE] = {"SELECT page_count * page_size FROM"
                       " pragma_page_count, pragma_page_size",
                       ""},
    [SQL_META_GET] = {"SELECT value FROM meta WHERE key = ?1", ""},
    [SQL_META_SET] = {"INSERT INTO meta(key, value) VALUES (?1, ?2)"
                      " ON CONFLICT(key) DO UPDATE SET value = ?2",
                      ""},
    [SQL_CALENDAR_READ] = {"UPDATE calendar SET fetched_at = ?2, etag = ?3,"
                           " last_modified = ?4, failed_at = NULL,"
                           " failure = NULL WHERE id = ?1",
                           ""},
    [SQL_CALENDAR_FAILED] = {"UPDATE calendar SET failure = ?3, failed_at ="
                             " CASE WHEN failure = ?3 THEN failed_at ELSE ?2"
                             " END WHERE id = ?1",
                             ""},
    [SQL_CHANGE_ADD] = {"INSERT INTO change(at, who, why, undoes)"
                        " VALUES (?1, ?2, ?3, ?4)",
                        ""},
    [SQL_CHANGE_GET] = {"SELECT undoes, undone_by FROM change"
                        " WHERE number = ?1",
                        ""},
    [SQL_CHANGE_LAST] = {"SELECT max(number) FROM change"
                         " WHERE undoes IS NULL AND undone_by IS NULL",
                         ""},
    [SQL_CHANGE_NEWEST] = {"SELECT ifnull(max(number), 0) FROM change", ""},
    [SQL_CHANGE_COUNT] = {"SELECT count(*) FROM change", ""},
    [SQL_CHANGE_SET_UNDONE] = {"UPDATE change SET undone_by = ?2"
                               " WHERE number = ?1",
                               ""},
    [SQL_CHANGE_ROW_ADD] = {"INSERT INTO change_row(change, edit, noun, id,"
                            " version) VALUES (?1, ?2, ?3, ?4, ?5)",
                            ""},
    [SQL_CHANGE_FIELD_ADD] = {"INSERT INTO change_field(n, field, before,"
                              " after) VALUES (?1, ?2, ?3, ?4)",
                              ""},
    [SQL_CHANGE_ROWS] = {"SELECT n, edit, noun, id, version FROM change_row"
                         " WHERE change = ?1 ORDER BY n DESC",
                         ""},
    [SQL_CHANGE_FIELDS] = {"SELECT field, before, after FROM change_field"
                           " WHERE n BETWEEN ?1 AND ?2 ORDER BY n",
                           ""},
    [SQL_LAST_OF_ROW] = {"SELECT max(r.version), max(f.before)"
                         " FROM change_row r LEFT JOIN change_field f"
                         "   ON f.n BETWEEN r.n * 128 AND r.n * 128 + 127"
                         "   AND r.edit = 'removed' AND f.field = 'sequence'"
                         " WHERE r.id = ?2 AND r.noun = ?1",
                         ""},
    /* A later change does not count when it is undone, nor does an undo of one
     * that came after ?3 too: the two cancel each other out. */
    [SQL_OVERTAKING] = {"SELECT r.change, r.edit, f.field"
                        " FROM change_row r"
                        " JOIN change c ON c.number = r.change"
                        " LEFT JOIN change k ON k.number = c.undoes"
                        " JOIN change_field f"
                        "   ON f.n BETWEEN r.n * 128 AND r.n * 128 + 127"
                        " WHERE r.noun = ?1 AND r.id = ?2"
                        " AND r.change > ?3"
                        " AND c.undone_by IS NULL"
                        " AND NOT (c.undoes IS NOT NULL AND c.undoes > ?3"
                        "          AND k.undone_by IS c.number)"
                        " ORDER BY f.n",
                        ""},
    [SQL_LOG] = {"SELECT c.number, c.at, c.who, c.why, c.undoes, c.undone_by,"
                 " r.edit, r.noun, r.id, f.field, f.before, f.after"
                 " FROM change c JOIN change_row r ON r.change = c.number"
                 " JOIN change_field f"
                 "   ON f.n BETWEEN r.n * 128 AND r.n * 128 + 127"
                 " WHERE c.number IN (SELECT p.number FROM change p"
                 "   WHERE (?1 = 0 OR p.number = ?1)"
                 "   AND (?2 IS NULL OR EXISTS (SELECT 1 FROM change_row x"
                 "     WHERE x.change = p.number AND x.noun = ?2))"
                 "   ORDER BY p.number DESC LIMIT ?3)"
                 " AND (?2 IS NULL OR r.noun = ?2)"
                 " ORDER BY c.number DESC, r.n, f.n",
                 ""},
    [SQL_LOG_OF_ROW] = {"SELECT c.number, c.at, c.who, c.why, c.undoes,"
                        " c.undone_by, r.edit, r.noun, r.id, f.field,"
                        " f.before, f.after"
                        " FROM change c JOIN change_row r"
                        "   ON r.change = c.number"
                        " JOIN change_field f"
                        "   ON f.n BETWEEN r.n * 128 AND r.n * 128 + 127"
                        " WHERE r.id = ?3 AND r.noun = ?2"
                        " AND r.change IN (SELECT DISTINCT x.change"
                        "   FROM change_row x WHERE x.id = ?3 AND x.noun = ?2"
                        "   AND (?1 = 0 OR x.change = ?1)"
                        "   ORDER BY x.change DESC LIMIT ?4)"
                        " ORDER BY c.number DESC, r.n, f.n",
                        ""},
    [SQL_LOG_STRAYS] = {"SELECT n FROM change_field f WHERE NOT EXISTS"
                        " (SELECT 1 FROM change_row r WHERE r.n = f.n / 128)",
                        ""},
    [SQL_LOG_NAMES] = {"SELECT DISTINCT r.noun, f.field FROM change_row r"
                       " LEFT JOIN change_field f"
                       "   ON f.n BETWEEN r.n * 128 AND r.n * 128 + 127",
                       ""},
    [SQL_LOG_UNPAIRED] = {"SELECT number FROM change c"
                          " WHERE undone_by IS NOT NULL AND NOT EXISTS"
                          " (SELECT 1 FROM change u WHERE u.number ="
                          "   c.undone_by AND u.undoes = c.number)",
                          ""},
    [SQL_PACKED_LAST] = {"SELECT max(number) FROM packed WHERE noun = ?1", ""},
    [SQL_PACKED_PUT] = {"INSERT OR REPLACE INTO packed(noun, number, records)"
                        " VALUES (?1, ?2, ?3)",
                        ""},
    [SQL_PACKED_ALL] = {"SELECT number, records FROM packed WHERE noun = ?1"
                        " ORDER BY number",
                        ""},
    [SQL_PACKED_CLEAR] = {"DELETE FROM packed", ""},
    [SQL_LOOSE_ADD] = {"INSERT OR IGNORE INTO loose(noun, n) VALUES (?1, ?2)",
                       ""},
    [SQL_LOOSE_ALL] = {"SELECT n FROM loose WHERE noun = ?1 ORDER BY n", ""},
    [SQL_LOOSE_COUNT] = {"SELECT count(*) FROM loose WHERE noun = ?1", ""},
    [SQL_LOOSE_FULLEST] = {"SELECT n >> 10 FROM loose WHERE noun = ?1"
                           " GROUP BY n >> 10 ORDER BY count(*) DESC LIMIT 1",
                           ""},
    [SQL_LOOSE_REMOVE] = {"DELETE FROM loose WHERE noun = ?1"
                          " AND n BETWEEN ?2 AND ?3",
                          ""},
    [SQL_LOOSE_CLEAR] = {"DELETE FROM loose", ""}};

/* How a field is read: a reference by the id of what it refers to. */
#define READ_TEXT(column, of) "t." #column
#define READ_PROSE(column, of) "t." #column
#define READ_INT(column, of) "t." #column
#define READ_REAL(column, of) "t." #column
#define READ_BOOL(column, of) "t." #column
#define READ_DATE(column, of) "t." #column
#define READ_CLOCK(column, of) "t." #column
#define READ_CHOICE(column, of) "t." #column
#define READ_REF(column, of)                                                   \
    "(SELECT x.id FROM " #of " x WHERE x.n = t." #column ")"
#define READ_ZONE(column, of) "t." #column
#define READ_LOCAL(column, of) "t." #column
#define READ_UNTIL(column, of) "t." #column
#define READ_INSTANT(column, of) "t." #column

static const char *const row[JM_NOUNS] = {
#define NOUN(noun, table, ...) [JM_NOUN_##noun] = "SELECT t.id, t.version"
#define FIELD(table, column, type, of, ...) ", " READ_##type(column, of)
#define END_NOUN(table) " FROM " #table " t WHERE t.n = ?1",
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN
};

/* The columns that are written, and as many values: after n, version and id. */
static const struct jm_sql_text add[JM_NOUNS] = {
#define NOUN(noun, table, ...)                                                 \
    [JM_NOUN_##noun].head = "INSERT INTO " #table "(n, version, id"
#define FIELD(table, column, ...) ", " #column
#define END_NOUN(table) ,
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN
#define NOUN(noun, table, ...) [JM_NOUN_##noun].tail = ") VALUES (?1, ?2, ?3"
#define FIELD(table, column, ...) ", ?"
#define END_NOUN(table) ")",
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN
};

static const char *const put[JM_NOUNS] = {
#define NOUN(noun, table, ...)                                                 \
    [JM_NOUN_##noun] = "UPDATE " #table " SET version = ?2, id = ?3"
#define FIELD(table, column, ...) ", " #column " = ?"
#define END_NOUN(table) " WHERE n = ?1",
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN
};

/* The column is chosen by name, once per walk and not per row: the parts whose
 * condition on ?1 fails are not run. */
#define WALK_PART(table, column)                                               \
    " UNION ALL SELECT n FROM " #table " WHERE ?1 = '" #column                 \
    "' AND " #column " = ?2"

/* Rows in order, by the terms of the order as first columns; there are three at
 * most, and what comes after them (the id) does no harm in ORDER BY. */
static const char *const walk_ref[JM_NOUNS] = {
#define NOUN(noun, table, plural, other, order, ...)                           \
    [JM_NOUN_##noun] = "SELECT " order ", t.id, t.n FROM " #table              \
                       " t WHERE t.n IN (SELECT 0 WHERE 0"
#define FIELD(table, column, type, ...) IF_REF_##type(WALK_PART(table, column))
#define END_NOUN(table) ") ORDER BY 1, 2, 3",
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN
};

static const char *const simple[JM_NOUNS][NOUN_KINDS] = {
#define NOUN(noun, table, plural, other, order, ...)                           \
    [JM_NOUN_##noun] = {                                                       \
        [NOUN_FIND] = "SELECT n FROM " #table " WHERE id = ?1",                \
        [NOUN_WALK] =                                                          \
            "SELECT " order ", t.id, t.n FROM " #table " t ORDER BY 1, 2, 3",  \
        [NOUN_REMOVE] = "DELETE FROM " #table " WHERE n = ?1",                 \
        [NOUN_COUNT] = "SELECT count(*) FROM " #table,                         \
        [NOUN_HIGHEST] = "SELECT max(n) FROM " #table,                         \
        [NOUN_IDS] = "SELECT id FROM " #table                                  \
                     " WHERE id >= ?1 AND id < ?1 || char(1114111)"            \
                     " ORDER BY id LIMIT ?2",                                  \
        [NOUN_UNLOGGED] =                                                      \
            "SELECT t.id FROM " #table " t WHERE t.version IS NOT"             \
            " (SELECT CASE r.edit WHEN 'removed' THEN 0 ELSE r.version END"    \
            "  FROM change_row r WHERE r.noun = '" #table "' AND r.id = t.id"  \
            "  ORDER BY r.n DESC LIMIT 1)",                                    \
        [NOUN_LOST] =                                                          \
            "SELECT r.id FROM change_row r WHERE r.noun = '" #table "'"        \
            " AND r.edit <> 'removed' AND r.n = (SELECT max(x.n)"              \
            "  FROM change_row x WHERE x.id = r.id AND x.noun = r.noun)"       \
            " AND NOT EXISTS (SELECT 1 FROM " #table                           \
            "  t WHERE t.id = r.id)"},
#define FIELD(...)
#define END_NOUN(table)
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN
};

static const char *const refs[REFERENCES][REF_KINDS] = {
#define REFERENCE(table, column)                                               \
    [REF_##table##_##column] = {                                               \
        [REF_USER] = "SELECT id FROM " #table " WHERE " #column                \
                     " = ?1 ORDER BY n LIMIT 1",                               \
        [REF_CHAIN] = "WITH RECURSIVE"                                         \
                      " up(n, depth) AS (SELECT ?1, 1 UNION ALL"               \
                      "  SELECT t." #column ", up.depth + 1 FROM up"           \
                      "  JOIN " #table " t ON t.n = up.n"                      \
                      "  WHERE t." #column " IS NOT NULL AND up.depth < 66),"  \
                      " down(n, depth) AS (SELECT ?2, 0 UNION ALL"             \
                      "  SELECT t.n, down.depth + 1 FROM down"                 \
                      "  JOIN " #table " t ON t." #column " = down.n"          \
                      "  WHERE down.depth < 66)"                               \
                      " SELECT (SELECT max(depth) FROM up)"                    \
                      "  + (SELECT max(depth) FROM down),"                     \
                      "  EXISTS (SELECT 1 FROM up WHERE n = ?2)"},
#define NOUN(noun, table, ...)
#define FIELD(table, column, type, ...) IF_REF_##type(REFERENCE(table, column))
#define END_NOUN(table)
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN
#undef REFERENCE
};

/* A table's name as its noun. */
enum {
#define NOUN(id, table, ...) NOUN_OF_##table = JM_NOUN_##id,
#define FIELD(...)
#define END_NOUN(table)
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN
};

const struct jm_reference jm_references[REFERENCES] = {
#define REFERENCE(table, column)                                               \
    [REF_##table##_##                                                          \
        column] = {(enum jm_noun_id)NOUN_OF_##table, JM_##table##_##column},
#define NOUN(noun, table, ...)
#define FIELD(table, column, type, ...) IF_REF_##type(REFERENCE(table, column))
#define END_NOUN(table)
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN
#undef REFERENCE
};

int jm_sql_noun(enum jm_noun_id noun, enum jm_sql_of_noun kind)
{
    assert(noun < JM_NOUNS && kind < NOUN_KINDS);
    return SQL_FIXED + (int)noun * NOUN_KINDS + (int)kind;
}

int jm_sql_ref(int reference, enum jm_sql_of_ref kind)
{
    assert(reference >= 0 && reference < REFERENCES && kind < REF_KINDS);
    return SQL_FIXED + JM_NOUNS * NOUN_KINDS + reference * REF_KINDS +
           (int)kind;
}

static struct jm_sql_text text_of_noun(int noun, int kind)
{
    switch (kind) {
    case NOUN_ROW:
        return (struct jm_sql_text){row[noun], ""};
    case NOUN_ADD:
        return add[noun];
    case NOUN_PUT:
        return (struct jm_sql_text){put[noun], ""};
    case NOUN_WALK_REF:
        return (struct jm_sql_text){walk_ref[noun], ""};
    default:
        return (struct jm_sql_text){simple[noun][kind], ""};
    }
}

struct jm_sql_text jm_sql_text(int statement)
{
    assert(statement >= 0 && statement < SQL_COUNT);
    if (statement < SQL_FIXED)
        return fixed[statement];
    statement -= SQL_FIXED;
    if (statement < JM_NOUNS * NOUN_KINDS)
        return text_of_noun(statement / NOUN_KINDS, statement % NOUN_KINDS);
    statement -= JM_NOUNS * NOUN_KINDS;
    return (struct jm_sql_text){
        refs[statement / REF_KINDS][statement % REF_KINDS], ""};
}
