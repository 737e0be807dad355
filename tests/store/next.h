/* The schema of this program and one version more, of a test's own: one that
 * was released is never edited. */
#ifndef JUMELAGE_TESTS_STORE_NEXT_H
#define JUMELAGE_TESTS_STORE_NEXT_H

#include "help.h"
#include "open.h"

static const char *const *next_lists[4];
static struct jm_migration next_migrations[16];
static struct jm_schema next_schema = {next_migrations, 0};
static const struct jm_opening next_opening = {&next_schema, 5000};

/* The statements of the version after this program's; user_version is set after
 * them. */
static inline void set_next(const char *const *statements)
{
    static char mark[48];
    static const char *const marks[] = {mark, NULL};
    int version = jm_schema_now.version;
    assert_true(version < 16);
    memcpy(next_migrations, jm_schema_now.migrations,
           (size_t)version * sizeof *next_migrations);
    snprintf(mark, sizeof mark, "PRAGMA user_version = %d", version + 1);
    next_lists[0] = statements;
    next_lists[1] = marks;
    next_migrations[version].lists = next_lists;
    next_schema.version = version + 1;
}

/* "old.plan.bak-2": the copy that is made of a plan of this version. */
static inline const char *copy_of(const char *name)
{
    char copy[64];
    snprintf(copy, sizeof copy, "%s.bak-%d", name, jm_schema_now.version);
    return in_folder(copy);
}

#endif
