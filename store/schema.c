#include "schema.h"
#include <stddef.h>

#define WRITTEN(number) WRITTEN_AS_IS(number)
#define WRITTEN_AS_IS(number) #number

static const char *const mark_1[] = {
    "PRAGMA application_id = " WRITTEN(JM_APPLICATION_ID),
    "PRAGMA user_version = 1", NULL};
static const char *const *const version_1[] = {
    jm_schema_places, jm_schema_people, jm_schema_events,
    jm_schema_log,    mark_1,           NULL};

static const char *const mark_2[] = {"PRAGMA user_version = 2", NULL};
static const char *const *const version_2[] = {jm_schema_rites,
                                               jm_schema_packed, mark_2, NULL};

static const char *const mark_3[] = {"PRAGMA user_version = 3", NULL};
static const char *const *const version_3[] = {
    jm_schema_calendars, jm_schema_releases, jm_schema_layouts, mark_3, NULL};

static const struct jm_migration migrations[] = {
    {version_1}, {version_2}, {version_3}};

const struct jm_schema jm_schema_now = {migrations,
                                        sizeof migrations / sizeof *migrations};
