/* Looking through the whole file for what should not be. */
#include "db.h"
#include "frozen.h"
#include "pack.h"
#include "rows.h"
#include <stdio.h>
#include <string.h>

struct examination {
    struct jm_store *store;
    jm_fault *each;
    void *data;
    bool damaged; /* told already: what cannot be read is told once */
    struct jm_error *err;
};

static void tell(const struct examination *x, enum jm_message message,
                 const char *a, const char *b, const char *c)
{
    const char *args[] = {a, b, c};
    x->each(x->data, message, args, 3);
}

/* What is wrong with the file is a fault, and the examination goes on; what is
 * wrong with the world ends it. */
static enum jm_status as_fault(struct examination *x, enum jm_status status,
                               const struct jm_error *why)
{
    bool damaged = why->message == JM_SAY_PLAN_DAMAGED;
    if (status == JM_INVALID) {
        if (!damaged || !x->damaged)
            tell(x, why->message, why->args[0], why->args[1], why->args[2]);
        x->damaged |= damaged;
        return JM_OK;
    }
    if (status && x->err && !x->err->status)
        *x->err = *why;
    return status;
}

/* Runs a statement; every row is a fault, told by `say`. */
typedef void jm_sayer(const struct examination *x, sqlite3_stmt *row,
                      const struct jm_noun *noun);

static enum jm_status ask(struct examination *x, int which,
                          const struct jm_noun *noun, jm_sayer *say)
{
    struct jm_error why = JM_ERROR_INIT;
    sqlite3_stmt *row;
    enum jm_status status = jm_db_take(x->store, which, &row, &why);
    while (!status && !(status = jm_db_step(x->store, row, &why)))
        say(x, row, noun);
    return as_fault(x, status == JM_END ? JM_OK : status, &why);
}

static void say_integrity(const struct examination *x, sqlite3_stmt *row,
                          const struct jm_noun *noun)
{
    (void)noun;
    const char *text = jm_db_text(row, 0);
    if (strcmp(text, "ok") != 0)
        tell(x, JM_SAY_FAULT_FILE, text, "", "");
}

static void say_reference(const struct examination *x, sqlite3_stmt *row,
                          const struct jm_noun *noun)
{
    (void)noun;
    tell(x, JM_SAY_FAULT_REFERENCE, jm_db_text(row, 0), jm_db_text(row, 1),
         jm_db_text(row, 2));
}

static void say_stray(const struct examination *x, sqlite3_stmt *row,
                      const struct jm_noun *noun)
{
    (void)noun;
    tell(x, JM_SAY_FAULT_LOG_STRAY, jm_db_text(row, 0), "", "");
}

/* Every name in the log is a row: only those that nobody knows are faults. */
static void say_name(const struct examination *x, sqlite3_stmt *row,
                     const struct jm_noun *noun)
{
    const char *name = jm_db_text(row, 0), *field = jm_db_text(row, 1);
    noun = jm_noun_find(name);
    if (!noun || jm_noun_field(noun, field) < 0)
        tell(x, JM_SAY_FAULT_LOG_NAME, name, field, "");
}

static void say_unpaired(const struct examination *x, sqlite3_stmt *row,
                         const struct jm_noun *noun)
{
    (void)noun;
    tell(x, JM_SAY_FAULT_LOG_UNPAIRED, jm_db_text(row, 0), "", "");
}

static void say_unlogged(const struct examination *x, sqlite3_stmt *row,
                         const struct jm_noun *noun)
{
    tell(x, JM_SAY_FAULT_UNLOGGED, noun->spoken, jm_db_text(row, 0), "");
}

static void say_lost(const struct examination *x, sqlite3_stmt *row,
                     const struct jm_noun *noun)
{
    tell(x, JM_SAY_FAULT_LOST, noun->spoken, jm_db_text(row, 0), "");
}

static void check_field(const struct examination *x, const struct jm_row *row,
                        int i)
{
    const struct jm_field *field = &row->noun->fields[i];
    const char *text = jm_row_string(row, i);
    if (field->derived >= 0 && !text != jm_row_is_null(row, field->derived))
        tell(x, JM_SAY_FAULT_INSTANT, row->noun->spoken, row->id, field->name);
    if (text && !jm_text_is_clean(text, strlen(text)))
        tell(x, JM_SAY_FAULT_TEXT, row->noun->spoken, row->id, field->name);
}

static enum jm_status check_rows(struct examination *x,
                                 const struct jm_noun *noun)
{
    struct jm_error why = JM_ERROR_INIT;
    struct jm_rows *rows = NULL;
    struct jm_row row = JM_ROW_INIT;
    enum jm_status status = jm_rows_open(&rows, x->store, noun, -1, NULL, &why);
    while (!status && !(status = jm_rows_next(rows, &row, &why)))
        for (int i = 0; i < noun->count; i++)
            check_field(x, &row, i);
    jm_row_clear(&row);
    jm_rows_free(rows);
    return as_fault(x, status == JM_END ? JM_OK : status, &why);
}

static enum jm_status check_noun(struct examination *x,
                                 const struct jm_noun *noun)
{
    enum jm_status status = check_rows(x, noun);
    if (!status)
        status =
            ask(x, jm_sql_noun(noun->id, NOUN_UNLOGGED), noun, say_unlogged);
    if (!status)
        status = ask(x, jm_sql_noun(noun->id, NOUN_LOST), noun, say_lost);
    return status;
}

typedef enum jm_status jm_load(struct jm_store *store,
                               struct jm_plan_maker *maker,
                               struct jm_error *err);

static enum jm_status make_plan(struct examination *x, jm_load *load,
                                struct jm_plan **plan, struct jm_error *why)
{
    struct jm_plan_maker *maker = NULL;
    enum jm_status status = jm_plan_maker_new(&maker, why);
    if (!status)
        status = load(x->store, maker, why);
    if (!status)
        return jm_plan_seal(plan, maker, 0, why);
    jm_plan_maker_free(maker);
    return status;
}

/* Whether a snapshot can be made: a circle of parents would forbid it. And
 * whether what is packed says the same as the rows. */
static enum jm_status check_snapshot(struct examination *x)
{
    struct jm_error why = JM_ERROR_INIT;
    struct jm_plan *full = NULL, *walks = NULL;
    enum jm_status status = make_plan(x, jm_store_load, &full, &why);
    if (!status)
        status = make_plan(x, jm_store_load_walks, &walks, &why);
    if (!status)
        for (int i = 0; i < JM_NOUNS; i++)
            if (!jm_pack_agrees((enum jm_noun_id)i, full, walks))
                tell(x, JM_SAY_FAULT_PACKED,
                     jm_noun((enum jm_noun_id)i)->spoken, "", "");
    jm_plan_free(full);
    jm_plan_free(walks);
    return as_fault(x, status, &why);
}

static void say_release(void *data, int64_t release)
{
    char number[24];
    snprintf(number, sizeof number, "%lld", (long long)release);
    tell(data, JM_SAY_FAULT_RELEASE, number, "", "");
}

static enum jm_status check_releases(struct examination *x)
{
    struct jm_error why = JM_ERROR_INIT;
    return as_fault(x, jm_frozen_check(x->store, say_release, x, &why), &why);
}

static enum jm_status examine(struct examination *x)
{
    static const struct {
        enum jm_sql which;
        jm_sayer *say;
    } asked[] = {{SQL_INTEGRITY, say_integrity},
                 {SQL_FOREIGN_KEYS_CHECK, say_reference},
                 {SQL_LOG_STRAYS, say_stray},
                 {SQL_LOG_NAMES, say_name},
                 {SQL_LOG_UNPAIRED, say_unpaired}};
    enum jm_status status = JM_OK;
    for (size_t i = 0; !status && i < sizeof asked / sizeof *asked; i++)
        status = ask(x, (int)asked[i].which, NULL, asked[i].say);
    for (int i = 0; !status && i < JM_NOUNS; i++)
        status = check_noun(x, jm_noun((enum jm_noun_id)i));
    if (!status)
        status = check_releases(x);
    return status ? status : check_snapshot(x);
}

enum jm_status jm_store_examine(struct jm_store *store, jm_fault *each,
                                void *data, struct jm_error *err)
{
    struct examination x = {store, each, data, false, err};
    bool inside = !sqlite3_get_autocommit(store->db);
    enum jm_status status =
        inside ? JM_OK : jm_db_run(store, SQL_BEGIN_READ, err);
    if (!status)
        status = examine(&x);
    if (!inside)
        jm_db_rollback(store);
    return status;
}
