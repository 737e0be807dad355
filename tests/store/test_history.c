/* Random changes and undos against a model that is slow and obvious: rows in an
 * array, and for every change the rows it touched before and after it. */
#include "help.h"

#include "edit.h"
#include <time.h>

enum { THEMES = 4, PLACES = 3, EVENTS = 5, PARTS = 6 };
enum { SLOTS = THEMES + PLACES + EVENTS + PARTS, STEPS = 250, EDITS = 3 };

/* Row i of the plan, or noun NULL where it is not there. */
static struct jm_row model[SLOTS];

static struct past {
    int64_t number;
    int64_t undoes, undone_by;
    struct touched {
        int slot;
        struct jm_row before, after;
    } touched[SLOTS];
    int count;
} * past;
static int pasts;

static struct jm_store *store;
static uint64_t seed;
static int64_t versions[SLOTS], sequences[SLOTS]; /* the highest seen */

static unsigned draw(unsigned below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 33) % below;
}

/* ---- the rows there can be ---- */

static enum jm_noun_id noun_of(int slot)
{
    return slot < THEMES                     ? JM_NOUN_THEME
           : slot < THEMES + PLACES          ? JM_NOUN_COLLECTIVITY
           : slot < THEMES + PLACES + EVENTS ? JM_NOUN_EVENT
                                             : JM_NOUN_PARTICIPANT;
}

static const char *id_of(int slot)
{
    static char ids[SLOTS][96];
    char *id = ids[slot];
    int first_event = THEMES + PLACES, first_part = first_event + EVENTS;
    if (slot < THEMES)
        snprintf(id, sizeof ids[0], "theme-%d", slot);
    else if (slot < first_event)
        snprintf(id, sizeof ids[0], "place-%d", slot - THEMES);
    else if (slot < first_part)
        snprintf(id, sizeof ids[0], "%08d-0000-4000-8000-000000000000", slot);
    else
        snprintf(id, sizeof ids[0], "%08d-0000-4000-8000-000000000000/place-%d",
                 first_event + (slot - first_part) / 3,
                 (slot - first_part) % 3);
    return id;
}

static void set_some(struct jm_row *row, const char *start, unsigned number,
                     const char *end)
{
    char setting[160];
    snprintf(setting, sizeof setting, "%s%02u%s", start, number, end);
    set_field(row, setting);
}

/* A reference to one of a run of slots, or none. */
static void set_ref(struct jm_row *row, const char *field, int first, int count)
{
    int pick = (int)draw((unsigned)count + 1);
    char setting[160];
    snprintf(setting, sizeof setting, "%s=%s", field,
             pick < count ? id_of(first + pick) : "");
    set_field(row, setting);
}

/* Parents come from the slots before: circles are tested elsewhere. */
static void vary_event(struct jm_row *row, int slot)
{
    int first = THEMES + PLACES;
    switch (draw(8)) {
    case 0:
        set_some(row, "title_fr=Titre ", draw(5), "");
        break;
    case 1:
        set_some(row, "starts=2026-05-05T", 7 + draw(4), ":00");
        break;
    case 2:
        set_some(row, "ends=2026-05-05T", 20 + draw(3), ":00");
        break;
    case 3:
        set_field(row, draw(2) ? "zone=Europe/Paris" : "zone=Asia/Seoul");
        break;
    case 4:
        set_field(row, draw(2) ? "status=cancelled" : "status=confirmed");
        break;
    case 5:
        set_ref(row, "theme", 0, THEMES);
        break;
    case 6:
        set_ref(row, "parent", first, slot - first);
        break;
    default:
        set_ref(row, "host", THEMES, PLACES);
    }
}

static void vary(struct jm_row *row, int slot)
{
    switch (row->noun->id) {
    case JM_NOUN_THEME:
        set_some(row, draw(2) ? "name_fr=Thème " : "name_en=Theme ", draw(4),
                 "");
        break;
    case JM_NOUN_COLLECTIVITY:
        if (draw(2))
            set_some(row, "latitude=", draw(4), ".123456789");
        else
            set_some(row, "population=", draw(4), "");
        break;
    case JM_NOUN_EVENT:
        vary_event(row, slot);
        break;
    default:
        set_field(row, draw(2) ? "role=speaks" : "role=receives");
    }
    settle(row);
}

static struct jm_row make_slot(int slot)
{
    const char *id = id_of(slot);
    char event[64], place[64];
    switch (noun_of(slot)) {
    case JM_NOUN_THEME:
        return make_theme(id);
    case JM_NOUN_COLLECTIVITY:
        return make_row(JM_NOUN_COLLECTIVITY, id, "name_fr=A", "name_en=B",
                        "name_ko=다", "kind=city", "country=KR",
                        "zone=Asia/Seoul", "latitude=37.5", "longitude=127",
                        NULL);
    case JM_NOUN_EVENT:
        return make_row(JM_NOUN_EVENT, id, "kind=visit", "title_fr=Visite",
                        "starts=2026-05-05T09:00", "ends=2026-05-05T21:00",
                        "zone=Europe/Paris", "note=Personne", NULL);
    default:
        snprintf(event, sizeof event, "event=%.36s", id);
        snprintf(place, sizeof place, "collectivity=%s", id + 37);
        return make_row(JM_NOUN_PARTICIPANT, NULL, event, place, NULL);
    }
}

/* ---- the model ---- */

static void copy_slot(struct jm_row *to, const struct jm_row *from)
{
    jm_row_clear(to);
    if (from->noun)
        OK(jm_row_copy(to, from, &err));
}

static struct touched *touch(struct past *p, int slot)
{
    for (int i = 0; i < p->count; i++)
        if (p->touched[i].slot == slot)
            return &p->touched[i];
    struct touched *t = &p->touched[p->count++];
    memset(t, 0, sizeof *t);
    t->slot = slot;
    copy_slot(&t->before, &model[slot]);
    return t;
}

static void record(struct past *p, int slot, const struct jm_row *row)
{
    struct touched *t = touch(p, slot);
    copy_slot(&t->after, row);
    copy_slot(&model[slot], row);
}

static bool same_row(const struct jm_row *a, const struct jm_row *b)
{
    if (!a->noun || !b->noun)
        return a->noun == b->noun;
    for (int i = 0; i < a->noun->count; i++)
        if (!jm_field_is_bookkeeping(a->noun, i) &&
            !jm_value_equals(&a->values[i], &b->values[i]))
            return false;
    return true;
}

static void check_counts(int slot, const struct jm_row *row)
{
    assert_true(row->version >= versions[slot]);
    versions[slot] = row->version;
    if (row->noun->id != JM_NOUN_EVENT)
        return;
    assert_true(jm_row_integer(row, JM_event_sequence) >= sequences[slot]);
    sequences[slot] = jm_row_integer(row, JM_event_sequence);
    bool cancelled =
        strcmp(jm_row_string(row, JM_event_status), "cancelled") == 0;
    assert_int_equal(cancelled, !jm_row_is_null(row, JM_event_cancelled_at));
}

static void compare_all(void)
{
    static const struct jm_row absent = JM_ROW_INIT;
    for (int slot = 0; slot < SLOTS; slot++) {
        const struct jm_noun *noun = jm_noun(noun_of(slot));
        struct jm_row row = JM_ROW_INIT;
        if (!jm_store_has(store, noun, id_of(slot))) {
            assert_true(same_row(&model[slot], &absent));
            continue;
        }
        OK(jm_store_get(store, noun, id_of(slot), &row, &err));
        if (!same_row(&model[slot], &row))
            fail_msg("%s %s differs from the model", noun->name, id_of(slot));
        check_counts(slot, &row);
        jm_row_clear(&row);
    }
}

/* ---- steps ---- */

/* One edit, in the change and, when it is accepted, in the model. */
static void edit(struct jm_change *change, struct past *p)
{
    int slot = (int)draw(SLOTS);
    struct jm_error why = JM_ERROR_INIT;
    struct jm_row row = JM_ROW_INIT;
    static const struct jm_row absent = JM_ROW_INIT;
    if (!model[slot].noun) {
        row = make_slot(slot);
        vary(&row, slot);
        if (!jm_change_add(change, &row, &why))
            record(p, slot, &row);
        else
            assert_int_equal(why.message, JM_SAY_UNKNOWN_ID);
    } else if (draw(3) == 0) {
        if (!jm_change_remove(change, model[slot].noun, id_of(slot), &why))
            record(p, slot, &absent);
        else
            assert_int_equal(why.message, JM_SAY_ROW_IN_USE);
    } else {
        int changed = 0;
        copy_slot(&row, &model[slot]);
        row.version = 0;
        vary(&row, slot);
        if (jm_change_put(change, &row, &changed, &why))
            assert_int_equal(why.message, JM_SAY_UNKNOWN_ID);
        else if (changed)
            record(p, slot, &row);
    }
    jm_row_clear(&row);
}

static void make_change(jm_utc at)
{
    struct jm_author author = by("adele", at);
    struct jm_change *change = NULL;
    struct past *p = &past[pasts];
    memset(p, 0, sizeof *p);
    OK(jm_change_begin(&change, store, &author, &err));
    for (unsigned i = 0; i <= draw(EDITS); i++)
        edit(change, p);
    OK(jm_change_commit(change, &p->number, &err));
    assert_int_equal(p->number != 0, p->count != 0);
    pasts += p->number != 0;
}

/* What the rows are once a change is taken back. */
static void revert(const struct past *undone, struct past *p)
{
    for (int i = undone->count; i-- > 0;) {
        const struct touched *t = &undone->touched[i];
        struct jm_row row = JM_ROW_INIT;
        if (!t->before.noun || !t->after.noun) {
            record(p, t->slot, &t->before);
            continue;
        }
        copy_slot(&row, &model[t->slot]);
        for (int f = 0; f < row.noun->count; f++)
            if (!jm_value_equals(&t->before.values[f], &t->after.values[f]))
                OK(jm_row_set_value(&row, f, &t->before.values[f], &err));
        settle(&row);
        record(p, t->slot, &row);
        jm_row_clear(&row);
    }
}

static struct past *find_past(int64_t number)
{
    for (int i = 0; i < pasts; i++)
        if (past[i].number == number)
            return &past[i];
    return NULL;
}

/* Who is undone now that `number` is undone by `by`. */
static void mark_past(int64_t number, int64_t by)
{
    struct past *p = find_past(number);
    p->undone_by = by;
    if (p->undoes)
        mark_past(p->undoes, by ? 0 : number);
}

/* Returns false when the store refused, which leaves all as it was. */
static bool undo(int64_t number, jm_utc at)
{
    struct jm_author author = by("dora", at);
    struct jm_error why = JM_ERROR_INIT;
    int64_t undone = 0, made = 0;
    enum jm_status status =
        jm_store_undo(store, number, &author, &undone, &made, &why);
    if (status) {
        assert_int_equal(status, number ? JM_REFUSED : why.status);
        assert_int_not_equal(why.message, JM_SAY_ROW_UNFIT);
        return false;
    }
    struct past *p = &past[pasts];
    memset(p, 0, sizeof *p);
    revert(find_past(undone), p);
    p->number = made;
    p->undoes = undone;
    pasts++;
    mark_past(undone, made);
    return true;
}

static void undo_some(jm_utc at)
{
    if (!pasts)
        return;
    const struct past *last = &past[pasts - 1];
    switch (draw(3)) {
    case 0: /* nothing came after it: this must do */
        assert_true(undo(last->number, at));
        break;
    case 1:
        undo(0, at);
        break;
    default:
        undo(past[draw((unsigned)pasts)].number, at);
    }
}

/* ---- the log, told again from the start ---- */

static int slot_of(const struct jm_noun *noun, const char *id)
{
    for (int slot = 0; slot < SLOTS; slot++)
        if (noun_of(slot) == noun->id && strcmp(id_of(slot), id) == 0)
            return slot;
    fail_msg("%s %s is none of ours", noun->name, id);
    return -1;
}

static void apply(struct jm_row told[], const struct jm_log_entry *entry)
{
    struct jm_row *row = &told[slot_of(entry->noun, entry->id)];
    if (entry->edit == JM_EDIT_REMOVED) {
        jm_row_clear(row);
        return;
    }
    if (!row->noun)
        OK(jm_row_init(row, entry->noun, &err));
    if (!row->id)
        OK(jm_row_set_id(row, entry->id, &err));
    assert_true(jm_value_equals(&row->values[entry->field], &entry->before));
    OK(jm_row_set_value(row, entry->field, &entry->after, &err));
}

/* Instants follow from wall times where a row was added. */
static void tell_again(void)
{
    struct jm_row told[SLOTS] = {0};
    for (int i = 0; i < pasts; i++) {
        struct jm_log_filter filter = {.change = past[i].number};
        struct jm_log *log = NULL;
        struct jm_log_entry entry;
        struct jm_error why = JM_ERROR_INIT;
        OK(jm_log_open(&log, store, &filter, &err));
        while (!jm_log_next(log, &entry, &why))
            if (!jm_field_is_derived(entry.noun, entry.field))
                apply(told, &entry);
        jm_log_free(log);
        assert_int_equal(why.status, JM_OK);
    }
    for (int slot = 0; slot < SLOTS; slot++) {
        if (told[slot].noun)
            settle(&told[slot]);
        assert_true(same_row(&told[slot], &model[slot]));
        jm_row_clear(&told[slot]);
    }
}

/* ---- the end: all taken back ---- */

/* Always the last one: nothing can be in the way, and nothing is left. */
static void undo_to_the_empty_plan(void)
{
    int standing = 0;
    for (int i = 0; i < pasts; i++)
        standing += !past[i].undoes && !past[i].undone_by;
    while (standing-- > 0)
        assert_true(undo(0, NOON));
    assert_false(undo(0, NOON));
    for (int i = 0; i < JM_NOUNS; i++)
        assert_int_equal(jm_store_count(store, jm_noun((enum jm_noun_id)i)), 0);
}

/* Whatever stands, newest first. Where changes were taken back out of turn, one
 * may stay that needs what another one took away. */
static void undo_what_can_be(void)
{
    for (int i = pasts; i-- > 0;)
        if (!past[i].undoes && !past[i].undone_by)
            undo(past[i].number, NOON);
}

static void run(uint64_t start, bool only_last)
{
    char name[64];
    snprintf(name, sizeof name, "%llx.plan", (unsigned long long)start);
    seed = start;
    pasts = 0;
    memset(versions, 0, sizeof versions);
    memset(sequences, 0, sizeof sequences);
    past = calloc(3 * STEPS, sizeof *past);
    assert_non_null(past);
    OK(jm_store_create(&store, in_folder(name), &err));
    for (int step = 0; step < STEPS; step++) {
        if (draw(4))
            make_change(NOON + step);
        else if (only_last)
            undo(0, NOON + step);
        else
            undo_some(NOON + step);
        if (step % 5 == 0)
            compare_all();
    }
    compare_all();
    tell_again();
    if (only_last)
        undo_to_the_empty_plan();
    else
        undo_what_can_be();
    compare_all();
    assert_int_equal(count_faults(store), 0);
    jm_store_free(store);
    for (int i = 0; i < pasts; i++)
        for (int t = 0; t < past[i].count; t++) {
            jm_row_clear(&past[i].touched[t].before);
            jm_row_clear(&past[i].touched[t].after);
        }
    for (int slot = 0; slot < SLOTS; slot++)
        jm_row_clear(&model[slot]);
    free(past);
}

static void test_random_histories(void **state)
{
    (void)state;
    const char *given = getenv("JM_SEED");
    uint64_t first = given ? strtoull(given, NULL, 16) : (uint64_t)time(NULL);
    for (uint64_t i = 0; i < 4; i++) {
        uint64_t start = (first + i) * 0x9e3779b97f4a7c15 | 1;
        print_message("JM_SEED=%llx, history %d\n", (unsigned long long)first,
                      (int)i);
        run(start, i % 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_histories)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
