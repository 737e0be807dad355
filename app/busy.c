#include "busy.h"
#include <stdlib.h>
#include <string.h>

struct merging {
    struct jm_app *app;
    struct jm_change *change;
    const struct jm_import *import;
    const struct jm_ours *ours;
    struct jm_tally *tally;
    struct jm_row *rows; /* of the source, by (uid, recurrence) */
    size_t count, room;
};

static const char *text_of(const struct jm_row *row, int field)
{
    const char *text = jm_row_string(row, field);
    return text ? text : "";
}

/* ---- what is stored ---- */

static int compare(const void *left, const void *right)
{
    const struct jm_row *a = left, *b = right;
    return jm_taken_order(
        text_of(a, JM_busy_uid), text_of(a, JM_busy_recurrence),
        text_of(b, JM_busy_uid), text_of(b, JM_busy_recurrence));
}

static enum jm_status keep(struct merging *m, struct jm_row *row)
{
    if (m->count == m->room) {
        size_t room = m->room ? m->room * 2 : 64;
        struct jm_row *rows = realloc(m->rows, room * sizeof *rows);
        if (!rows)
            return jm_fail_memory(&m->app->err);
        m->rows = rows;
        m->room = room;
    }
    m->rows[m->count++] = *row;
    *row = (struct jm_row)JM_ROW_INIT;
    return JM_OK;
}

static bool is_of_source(const struct merging *m, const struct jm_row *row)
{
    return jm_row_string(row, JM_busy_uid) &&
           (m->import->calendar || jm_row_is_null(row, JM_busy_calendar));
}

static enum jm_status read_rows(struct merging *m)
{
    struct jm_app *app = m->app;
    struct jm_rows *walk = NULL;
    struct jm_row row = JM_ROW_INIT;
    const struct jm_import *import = m->import;
    enum jm_status status = jm_rows_open(
        &walk, app->store, jm_noun(JM_NOUN_BUSY),
        import->calendar ? JM_busy_calendar : JM_busy_collectivity,
        import->calendar ? import->calendar : import->host, &app->err);
    while (!status && !(status = jm_rows_next(walk, &row, &app->err)))
        if (is_of_source(m, &row))
            status = keep(m, &row);
    jm_row_clear(&row);
    jm_rows_free(walk);
    if (m->count)
        qsort(m->rows, m->count, sizeof *m->rows, compare);
    return status == JM_END ? JM_OK : status;
}

static void note(struct merging *m, enum jm_tally_kind kind,
                 const struct jm_row *row)
{
    jm_tally_note(m->tally, kind, row->id, jm_row_string(row, JM_busy_title),
                  text_of(row, JM_busy_starts));
}

static enum jm_status remove_row(struct merging *m, const struct jm_row *row)
{
    note(m, JM_TALLY_CANCELLED, row);
    return jm_change_remove(m->change, row->noun, row->id, &m->app->err);
}

/* ---- what comes ---- */

static enum jm_status set_text(struct merging *m, struct jm_row *row, int field,
                               const char *text)
{
    if (*text)
        return jm_row_set_string(row, field, text, &m->app->err);
    jm_row_set_null(row, field);
    return JM_OK;
}

static enum jm_status fill(struct merging *m, struct jm_row *row,
                           const struct jm_occurrence *occurrence)
{
    const char *calendar = m->import->calendar ? m->import->calendar : "";
    enum jm_status status = jm_row_set_string(row, JM_busy_collectivity,
                                              m->import->host, &m->app->err);
    if (!status)
        status = set_text(m, row, JM_busy_calendar, calendar);
    if (!status)
        status = set_text(m, row, JM_busy_uid, occurrence->uid);
    if (!status)
        status = set_text(m, row, JM_busy_recurrence, occurrence->recurrence);
    if (!status)
        status = set_text(m, row, JM_busy_title, occurrence->title);
    jm_row_set_integer(row, JM_busy_sequence, occurrence->sequence);
    jm_row_set_integer(row, JM_busy_tentative,
                       occurrence->busy == JM_INTAKE_TENTATIVE);
    if (!status)
        status = jm_taken_set_span(m->app, row, occurrence, JM_busy_starts,
                                   JM_busy_ends, JM_busy_zone);
    return status ? status
                  : jm_row_settle(row, jm_zones_lookup, m->app->zones, NULL, 0,
                                  &(int){0}, &m->app->err);
}

/* The same source, UID and recurrence always make the same id. */
static enum jm_status make_id(struct merging *m, struct jm_row *row,
                              const struct jm_occurrence *occurrence)
{
    const char *source =
        m->import->calendar ? m->import->calendar : m->import->host;
    uint64_t hash =
        jm_text_hash(JM_TEXT_HASH, m->import->calendar ? "c" : "h", 1);
    hash = jm_text_hash(hash, source, strlen(source) + 1);
    hash = jm_text_hash(hash, occurrence->uid, strlen(occurrence->uid) + 1);
    hash = jm_text_hash(hash, occurrence->recurrence,
                        strlen(occurrence->recurrence));
    char id[40];
    int length = snprintf(id, sizeof id, "b-%016llx", (unsigned long long)hash);
    for (int i = 2; jm_store_has(m->app->store, row->noun, id); i++)
        snprintf(id + length, sizeof id - (size_t)length, "-%d", i);
    return jm_row_set_id(row, id, &m->app->err);
}

static enum jm_status add(struct merging *m,
                          const struct jm_occurrence *occurrence)
{
    struct jm_row row = JM_ROW_INIT;
    enum jm_status status =
        jm_row_init(&row, jm_noun(JM_NOUN_BUSY), &m->app->err);
    if (!status)
        status = make_id(m, &row, occurrence);
    if (!status)
        status = fill(m, &row, occurrence);
    if (!status)
        status = jm_change_add(m->change, &row, &m->app->err);
    if (!status)
        note(m, JM_TALLY_NEW, &row);
    jm_row_clear(&row);
    return status;
}

static enum jm_status update(struct merging *m, struct jm_row *row,
                             const struct jm_occurrence *occurrence)
{
    int changed = 0;
    enum jm_status status = fill(m, row, occurrence);
    row->version = 0;
    if (!status)
        status = jm_change_put(m->change, row, &changed, &m->app->err);
    if (!status)
        note(m, changed ? JM_TALLY_UPDATED : JM_TALLY_UNCHANGED, row);
    return status;
}

/* `row` is the stored one, NULL where there is none. */
static enum jm_status take(struct merging *m, struct jm_row *row,
                           const struct jm_occurrence *occurrence)
{
    if (row && occurrence->sequence < jm_row_integer(row, JM_busy_sequence)) {
        note(m, JM_TALLY_OLDER, row);
        return JM_OK;
    }
    bool is_free = occurrence->busy == JM_INTAKE_FREE;
    if (!is_free && jm_ours_holds(m->ours, occurrence)) {
        m->tally->count[JM_TALLY_RECOGNISED]++;
        is_free = true;
    }
    if (is_free)
        return row ? remove_row(m, row) : JM_OK;
    return row ? update(m, row, occurrence) : add(m, occurrence);
}

/* ---- both side by side ---- */

static enum jm_status leave_out(struct merging *m, const struct jm_row *row)
{
    const struct jm_span window = jm_intake_window(m->app->today);
    struct jm_span span = {jm_row_integer(row, JM_busy_utc_from),
                           jm_row_integer(row, JM_busy_utc_until)};
    return m->import->calendar && jm_span_overlaps(span, window)
               ? remove_row(m, row)
               : JM_OK;
}

static int order(const struct jm_row *row,
                 const struct jm_occurrence *occurrence)
{
    return jm_taken_order(text_of(row, JM_busy_uid),
                          text_of(row, JM_busy_recurrence), occurrence->uid,
                          occurrence->recurrence);
}

static enum jm_status merge(struct merging *m, const struct jm_taken *taken)
{
    enum jm_status status = JM_OK;
    size_t r = 0;
    for (size_t i = 0; i < taken->count && !status; i++) {
        const struct jm_occurrence *next = &taken->all[i];
        while (!status && r < m->count && order(&m->rows[r], next) < 0)
            status = leave_out(m, &m->rows[r++]);
        bool is_stored = r < m->count && order(&m->rows[r], next) == 0;
        if (!status)
            status = take(m, is_stored ? &m->rows[r] : NULL, next);
        r += is_stored;
    }
    while (!status && r < m->count)
        status = leave_out(m, &m->rows[r++]);
    return status;
}

enum jm_status jm_busy_merge(struct jm_app *app, struct jm_change *change,
                             const struct jm_import *import,
                             const struct jm_taken *taken,
                             const struct jm_ours *ours, struct jm_tally *tally)
{
    struct merging m = {.app = app,
                        .change = change,
                        .import = import,
                        .ours = ours,
                        .tally = tally};
    enum jm_status status = read_rows(&m);
    if (!status)
        status = merge(&m, taken);
    for (size_t i = 0; i < m.count; i++)
        jm_row_clear(&m.rows[i]);
    free(m.rows);
    return status;
}
