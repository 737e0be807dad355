#include "peers.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

double cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static const struct {
    const char *what, *sql;
} queries[] = {
    {"SQLite, self-join on a covering index",
     "SELECT count(*) FROM claim a JOIN claim b INDEXED BY covering"
     " ON b.resource = a.resource AND b.starts >= a.starts"
     " AND b.starts < a.until AND (b.starts > a.starts OR b.id > a.id)"},
    {"SQLite, self-join on a clustered table",
     "SELECT count(*) FROM sorted a JOIN sorted b"
     " ON b.resource = a.resource AND b.starts >= a.starts"
     " AND b.starts < a.until AND (b.starts > a.starts OR b.id > a.id)"},
    {"SQLite, lead() on a covering index (neighbours only)",
     "SELECT count(*) FROM (SELECT until, lead(starts) OVER"
     " (PARTITION BY resource ORDER BY starts) AS next FROM claim INDEXED BY"
     " covering) WHERE next < until"},
};

static bool fill_tables(sqlite3 *db, const struct workload *w)
{
    sqlite3_stmt *insert = NULL;
    bool good = !sqlite3_exec(db,
                              "CREATE TABLE claim (id INTEGER PRIMARY KEY,"
                              " resource INT, starts INT, until INT); BEGIN",
                              NULL, NULL, NULL) &&
                !sqlite3_prepare_v2(db, "INSERT INTO claim VALUES (?, ?, ?, ?)",
                                    -1, &insert, NULL);
    for (uint32_t i = 0; good && i < w->n_claims; i++) {
        sqlite3_bind_int64(insert, 1, i);
        sqlite3_bind_int64(insert, 2, w->resource[i]);
        sqlite3_bind_int64(insert, 3, w->from[i]);
        sqlite3_bind_int64(insert, 4, w->until[i]);
        good = sqlite3_step(insert) == SQLITE_DONE && !sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    return good &&
           !sqlite3_exec(db,
                         "COMMIT;"
                         "CREATE INDEX covering ON claim"
                         " (resource, starts, until);"
                         "CREATE TABLE sorted (resource INT, starts INT,"
                         " id INT, until INT, PRIMARY KEY (resource, starts,"
                         " id)) WITHOUT ROWID;"
                         "INSERT INTO sorted SELECT resource, starts, id, until"
                         " FROM claim ORDER BY 1, 2, 3;"
                         "ANALYZE",
                         NULL, NULL, NULL);
}

void peer_sqlite(const struct workload *w, peer_told *told, void *data)
{
    sqlite3 *db = NULL;
    bool good = !sqlite3_open(":memory:", &db) && fill_tables(db, w);
    for (size_t i = 0; good && i < sizeof queries / sizeof *queries; i++) {
        sqlite3_stmt *query = NULL;
        double begun = cpu_ms();
        good = !sqlite3_prepare_v2(db, queries[i].sql, -1, &query, NULL) &&
               sqlite3_step(query) == SQLITE_ROW;
        if (good)
            told(data, queries[i].what, cpu_ms() - begun,
                 (uint64_t)sqlite3_column_int64(query, 0));
        sqlite3_finalize(query);
    }
    if (!good)
        fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(db));
    sqlite3_close(db);
}

void peer_program(const char *command, peer_told *told, void *data)
{
    char line[256];
    FILE *output = popen(command, "r");
    while (output && fgets(line, sizeof line, output)) {
        char *tab = strchr(line, '\t');
        if (!tab)
            continue;
        *tab = '\0';
        double ms = strtod(tab + 1, &tab);
        told(data, line, ms, strtoull(tab, NULL, 10));
    }
    if (!output || pclose(output))
        fprintf(stderr, "not measured: %s\n", command);
}
