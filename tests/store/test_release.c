/* Releases: what they hold, that they stay, and how events' books go on. */
#include "help.h"

#include "frozen.h"

#define DAY INT64_C(86400)
#define YEARS_LATER (NOON + 3000 * DAY)

static struct jm_store *store;

static int open_store(void **state)
{
    (void)state;
    char name[32];
    static int plans;
    snprintf(name, sizeof name, "release%d.plan", plans++);
    store = make_plan(name);
    return 0;
}

/* Whatever a test did, the file is sound. */
static int close_store(void **state)
{
    (void)state;
    int faults = count_faults(store);
    jm_store_free(store);
    return faults;
}

static struct jm_plan *load(struct jm_store *from)
{
    struct jm_plan_maker *maker = NULL;
    struct jm_plan *plan = NULL;
    OK(jm_plan_maker_new(&maker, &err));
    OK(jm_store_load(from, maker, &err));
    OK(jm_plan_seal(&plan, maker, 20000, &err));
    return plan;
}

static struct jm_store *open_release(int64_t number)
{
    struct jm_store *release = NULL;
    OK(jm_store_open_release(&release, store, number, &err));
    return release;
}

static struct jm_plan *load_release(int64_t number)
{
    struct jm_store *release = open_release(number);
    struct jm_plan *plan = load(release);
    jm_store_free(release);
    return plan;
}

/* What `publish` does: gives the release's number. */
static int64_t publish_with(jm_utc at, const char *forced)
{
    struct jm_author author = by("marie", at);
    struct jm_change *change = NULL;
    struct jm_mark *marks = NULL;
    size_t count = 0;
    int64_t number = 0, ignored = 0;
    struct jm_publication what = {
        .note = "n", .forced = forced, .withdrawn = "retiré", .zones = 7};
    OK(jm_store_last_change(store, &what.last_change, &err));
    OK(jm_store_latest_release(store, &what.last_release, &err));
    struct jm_plan *now = load(store);
    struct jm_plan *before =
        what.last_release ? load_release(what.last_release) : NULL;
    OK(jm_release_marks(&marks, &count, now, before, at, &err));
    what.marks = marks;
    what.count = count;
    OK(jm_change_begin(&change, store, &author, &err));
    OK(jm_change_publish(change, &what, &number, &err));
    if (number)
        OK(jm_change_commit(change, &ignored, &err));
    else
        jm_change_free(change);
    free(marks);
    jm_plan_free(now);
    jm_plan_free(before);
    return number;
}

static int64_t publish(jm_utc at)
{
    return publish_with(at, NULL);
}

static int64_t count_sql(const char *sql)
{
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t count = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return count;
}

/* ---- everything that a store holds, as text ---- */

static void dump_row(struct jm_text *out, const struct jm_row *row)
{
    jm_text_addf(out, "%s %s %lld", row->noun->name, row->id,
                 (long long)row->version);
    for (int i = 0; i < row->noun->count; i++) {
        const struct jm_field *field = &row->noun->fields[i];
        if (jm_row_is_null(row, i) || (field->flags & JM_FIELD_PERSONAL) ||
            strcmp(field->name, "note") == 0)
            continue;
        jm_text_addf(out, " %s=", field->name);
        jm_row_add_text(out, row, i);
    }
    jm_text_add_char(out, '\n');
}

/* Rows of the nouns that releases keep. Ended by free(). */
static char *dump(struct jm_store *of)
{
    struct jm_text out = JM_TEXT_INIT;
    for (int i = 0; i < JM_NOUNS; i++) {
        struct jm_rows *rows = NULL;
        struct jm_row row = JM_ROW_INIT;
        if (!jm_noun_is_frozen((enum jm_noun_id)i))
            continue;
        OK(jm_rows_open(&rows, of, jm_noun((enum jm_noun_id)i), -1, NULL,
                        &err));
        while (!jm_rows_next(rows, &row, NULL))
            dump_row(&out, &row);
        jm_row_clear(&row);
        jm_rows_free(rows);
    }
    return jm_text_take(&out);
}

static char *dump_release(int64_t number)
{
    struct jm_store *release = open_release(number);
    char *text = dump(release);
    jm_store_free(release);
    return text;
}

/* ---- a plan with something of everything ---- */

static const char nasty[] = "name_fr=\"Salle\" \\ d’honneur\\\" 시청 😀 {[,:]}";
static const char late[] = "33333333-3333-4333-8333-333333333333";
static const char outer[] = "44444444-4444-4444-8444-444444444444";

static void furnish(void)
{
    struct jm_row rows[] = {
        make_theme("health"),
        make_row(JM_NOUN_VENUE, "hall", "collectivity=fr-tours", nasty,
                 "address=1 rue X", "latitude=47.394144", "longitude=-0.5",
                 NULL),
        make_row(JM_NOUN_VEHICLE, "coach", "name_fr=Car", "seats=50", NULL),
        make_row(JM_NOUN_PERSON, "mayor", "family_name=LEE", "note=secret",
                 "email=mayor@suwon.example", "phone=+82 31 0",
                 "organisation=kr-suwon", NULL),
        make_row(JM_NOUN_DELEGATION, "suwon", "name_fr=Suwon",
                 "origin=kr-suwon", "head=mayor",
                 "purpose_fr=Jumelage\n\"deux\" lignes", NULL),
        make_row(JM_NOUN_FLIGHT, NULL, "delegation=suwon", "direction=in",
                 "number=AF267", "origin=kr-suwon", "destination=fr-tours",
                 "departs=2026-05-04T12:00", "departs_zone=Asia/Seoul",
                 "arrives=2026-05-04T18:00", "arrives_zone=Europe/Paris", NULL),
        make_row(JM_NOUN_MEMBER, NULL, "delegation=suwon", "person=mayor",
                 "meal=halal", "mobility=fauteuil", "position=1", NULL),
        make_row(JM_NOUN_PROJECT, "parks", "title_fr=Parcs",
                 "collectivity=fr-tours", NULL),
        make_row(JM_NOUN_CRITERION, NULL, "edition=4", "code=A1",
                 "kind=eligibility", "text_fr=Texte", NULL),
        make_row(JM_NOUN_TRAVEL, NULL, "origin=fr-tours",
                 "destination=kr-suwon", "mode=train", "minutes_min=1",
                 "minutes_max=2", NULL),
        make_event(late, "Plus tard"),
        make_event(outer, "Autour"),
        make_row(JM_NOUN_PARTICIPANT, NULL,
                 "event=11111111-1111-4111-8111-111111111111", "person=mayor",
                 NULL),
        make_row(JM_NOUN_POST, NULL,
                 "event=11111111-1111-4111-8111-111111111111", "channel=x",
                 "language=fr", "text=Bonjour", NULL)};
    set_field(&rows[10], "venue=hall");
    add_rows(store, rows, sizeof rows / sizeof *rows, NOON);
    /* one that lies in a row which was added after it */
    put_fields(store, JM_NOUN_EVENT, late, NOON,
               "parent=44444444-4444-4444-8444-444444444444", NULL);
}

static void test_holds_every_row(void **state)
{
    (void)state;
    furnish();
    char *plan = dump(store);
    assert_int_equal(publish(NOON + 10), 1);
    char *release = dump_release(1);
    assert_string_equal(release, plan);
    assert_non_null(strstr(release, "😀"));
    assert_non_null(strstr(release, "parent=44444444"));
    free(plan);
    free(release);
}

static void test_holds_no_personal_data(void **state)
{
    (void)state;
    furnish();
    assert_int_equal(publish(NOON + 10), 1);
    struct jm_store *release = open_release(1);
    struct jm_row row = read_row(release, JM_NOUN_PERSON, "mayor");
    assert_true(jm_row_is_null(&row, JM_person_email));
    assert_true(jm_row_is_null(&row, JM_person_phone));
    assert_true(jm_row_is_null(&row, JM_person_note));
    jm_row_clear(&row);
    jm_store_free(release);
    assert_int_equal(count_sql("SELECT count(*) FROM released WHERE fields"
                               " LIKE '%halal%' OR fields LIKE '%fauteuil%'"
                               " OR fields LIKE '%secret%'"
                               " OR fields LIKE '%+82%'"),
                     0);
}

/* Later edits, removals, releases, a backup and its return leave it alone. */
static void test_stays(void **state)
{
    (void)state;
    furnish();
    assert_int_equal(publish(NOON + 10), 1);
    char *first = dump_release(1);
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 20, "title_fr=Autre", NULL);
    put_fields(store, JM_NOUN_VENUE, "hall", NOON + 20, "name_fr=Autre", NULL);
    remove_row(store, JM_NOUN_TRAVEL, "fr-tours/kr-suwon/train", NOON + 20);
    assert_int_equal(publish(NOON + 30), 2);
    char *second = dump_release(2);
    assert_string_not_equal(first, second);
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 40, "title_fr=Encore", NULL);
    const char *copy = in_folder("stays.backup");
    OK(jm_store_back_up(store, copy, &err));
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 50, "title_fr=Fin", NULL);
    assert_int_equal(publish(NOON + 60), 3);
    OK(jm_store_restore(store, copy, &err));
    char *again = dump_release(1), *other = dump_release(2);
    assert_string_equal(again, first);
    assert_string_equal(other, second);
    struct jm_store *gone = NULL;
    FAILS(jm_store_open_release(&gone, store, 3, &err), JM_NOT_FOUND,
          JM_SAY_RELEASE_UNKNOWN);
    free(first);
    free(second);
    free(again);
    free(other);
}

static void test_only_what_differs_is_written(void **state)
{
    (void)state;
    furnish();
    assert_int_equal(publish(NOON + 10), 1);
    assert_int_equal(publish(NOON + 20), 0);
    put_fields(store, JM_NOUN_THEME, "health", NOON + 30, "name_en=Health",
               NULL);
    remove_row(store, JM_NOUN_POST, "11111111-1111-4111-8111-111111111111/x/fr",
               NOON + 30);
    assert_int_equal(publish(NOON + 40), 2);
    assert_int_equal(
        count_sql("SELECT count(*) FROM released WHERE release = 2"), 2);
    struct jm_store *release = open_release(2);
    assert_int_equal(jm_store_count(release, jm_noun(JM_NOUN_POST)), 0);
    assert_int_equal(jm_store_count(release, jm_noun(JM_NOUN_THEME)), 1);
    jm_store_free(release);
}

/* ---- the books of events ---- */

/* "sequence changed_at cancelled_at status audience", times in seconds after
 * noon; "" where the release does not have the event. */
static void assert_books(int64_t number, const char *uid, const char *wanted)
{
    char got[128] = "";
    struct jm_plan *plan = load_release(number);
    uint32_t event = jm_plan_find_event(plan, uid);
    if (event != JM_NONE) {
        const struct jm_event_text *text = &plan->texts[event];
        const struct jm_event *e = &plan->events[event];
        snprintf(got, sizeof got, "%d %d %d %s %s", (int)text->sequence,
                 (int)(text->changed_at - NOON),
                 text->cancelled_at ? (int)(text->cancelled_at - NOON) : 0,
                 jm_choice_word(JM_SET_event_status, e->status),
                 jm_choice_word(JM_SET_audience, e->audience));
    }
    assert_string_equal(got, wanted);
    jm_plan_free(plan);
}

static void test_first_release_keeps_books(void **state)
{
    (void)state;
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 5, "title_fr=A", NULL);
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 6, "title_fr=B", NULL);
    assert_int_equal(publish(NOON + 10), 1);
    assert_books(1, visit, "2 6 0 idea host");
    assert_books(1, stay, "0 0 0 idea host");
}

static void test_sequence_moves_when_seen(void **state)
{
    (void)state;
    furnish();
    assert_int_equal(publish(NOON + 10), 1);
    put_fields(store, JM_NOUN_EVENT, late, NOON + 20, "note=typo", NULL);
    assert_int_equal(publish(NOON + 30), 0);
    put_fields(store, JM_NOUN_EVENT, late, NOON + 40, "title_fr=X", NULL);
    put_fields(store, JM_NOUN_EVENT, late, NOON + 50, "title_fr=Plus tard",
               NULL);
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 50, "expected=9", NULL);
    assert_int_equal(publish(NOON + 60), 2);
    assert_books(2, late, "0 0 0 idea host");
    assert_books(2, visit, "0 0 0 idea host");
    put_fields(store, JM_NOUN_EVENT, late, NOON + 70, "title_fr=Y", NULL);
    put_fields(store, JM_NOUN_EVENT, late, NOON + 71, "title_fr=Z", NULL);
    assert_int_equal(publish(NOON + 80), 3);
    assert_books(3, late, "1 80 0 idea host");
    put_fields(store, JM_NOUN_VENUE, "hall", NOON + 90, "name_fr=Grange", NULL);
    assert_int_equal(publish(NOON + 100), 4);
    assert_books(4, late, "2 100 0 idea host");
    assert_books(4, visit, "0 0 0 idea host");
    assert_books(3, late, "1 80 0 idea host");
    add_row(store,
            make_event("55555555-5555-4555-8555-555555555555", "Nouveau"),
            NOON + 110);
    put_fields(store, JM_NOUN_EVENT, "55555555-5555-4555-8555-555555555555",
               NOON + 111, "title_fr=Neuf", NULL);
    assert_int_equal(publish(NOON + 120), 5);
    assert_books(5, "55555555-5555-4555-8555-555555555555",
                 "0 111 0 idea host");
}

static void test_cancelled_when_published(void **state)
{
    (void)state;
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 1, "status=confirmed", NULL);
    assert_int_equal(publish(NOON + 10), 1);
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 20, "status=cancelled",
               "cancel_reason=grève", NULL);
    assert_int_equal(publish(NOON + 30), 2);
    assert_books(2, visit, "2 30 30 cancelled host");
    put_fields(store, JM_NOUN_EVENT, stay, NOON + 40, "title_fr=X", NULL);
    assert_int_equal(publish(NOON + 50), 3);
    assert_books(3, visit, "2 30 30 cancelled host");
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 60, "status=confirmed",
               "cancel_reason=", NULL);
    assert_int_equal(publish(NOON + 70), 4);
    assert_books(4, visit, "3 70 0 confirmed host");
}

static void test_cancelled_before_published(void **state)
{
    (void)state;
    assert_int_equal(publish(NOON + 10), 1);
    add_row(store, make_event(late, "Jamais vu"), NOON + 20);
    put_fields(store, JM_NOUN_EVENT, late, NOON + 21, "status=cancelled", NULL);
    assert_int_equal(publish(NOON + 30), 0);
    put_fields(store, JM_NOUN_EVENT, late, NOON + 40, "status=option", NULL);
    assert_int_equal(publish(NOON + 50), 2);
    assert_books(1, late, "");
    assert_books(2, late, "0 40 0 option host");
}

static void test_cancelled_idea_is_not_for_the_public(void **state)
{
    (void)state;
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 1, "audience=public", NULL);
    assert_int_equal(publish(NOON + 10), 1);
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 20, "status=cancelled",
               NULL);
    assert_int_equal(publish(NOON + 30), 2);
    assert_books(2, visit, "2 30 30 cancelled host");
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 40, "expected=4", NULL);
    assert_int_equal(publish(NOON + 50), 3);
    assert_books(3, visit, "2 30 30 cancelled host");
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 60, "status=confirmed",
               NULL);
    assert_int_equal(publish(NOON + 70), 4);
    assert_books(4, visit, "3 70 0 confirmed public");
}

/* An event whose row is gone goes out as cancelled, with those who take part,
 * until it has been told for 30 days and is over. */
static void test_withdrawn(void **state)
{
    (void)state;
    furnish();
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 1, "status=confirmed", NULL);
    assert_int_equal(publish(NOON + 10), 1);
    const char *part = "11111111-1111-4111-8111-111111111111/mayor";
    remove_row(store, JM_NOUN_PARTICIPANT, part, NOON + 20);
    remove_row(store, JM_NOUN_POST, "11111111-1111-4111-8111-111111111111/x/fr",
               NOON + 20);
    int64_t removed = remove_row(store, JM_NOUN_EVENT, visit, NOON + 20);
    assert_int_equal(publish(NOON + 30), 2);
    assert_books(2, visit, "2 30 30 cancelled host");
    struct jm_store *release = open_release(2);
    struct jm_row row = read_row(release, JM_NOUN_EVENT, visit);
    assert_string_equal(jm_row_string(&row, JM_event_cancel_reason), "retiré");
    assert_true(jm_store_has(release, jm_noun(JM_NOUN_PARTICIPANT), part));
    jm_row_clear(&row);
    jm_store_free(release);
    assert_int_equal(publish(NOON + 40), 0);
    struct jm_author author = by("adele", NOON + 50);
    int64_t undone = 0, made = 0;
    OK(jm_store_undo(store, removed, &author, &undone, &made, &err));
    assert_int_equal(publish(NOON + 60), 3);
    assert_books(3, visit, "3 60 0 confirmed host");
    remove_row(store, JM_NOUN_EVENT, visit, NOON + 70);
    assert_int_equal(publish(NOON + 80), 4);
    assert_int_equal(publish(YEARS_LATER), 5);
    assert_books(4, visit, "4 80 80 cancelled host");
    assert_books(5, visit, "");
    assert_int_equal(publish(YEARS_LATER + 10), 0);
}

/* ---- what cannot be ---- */

static void test_is_never_undone(void **state)
{
    (void)state;
    struct jm_author author = by("adele", NOON + 20);
    struct jm_change *change = NULL;
    int64_t undone = 0, made = 0;
    assert_int_equal(publish(NOON + 10), 1);
    FAILS(jm_store_undo(store, 0, &author, &undone, &made, &err), JM_REFUSED,
          JM_SAY_UNDO_RELEASE);
    OK(jm_change_begin(&change, store, &author, &err));
    FAILS(jm_change_remove(change, jm_noun(JM_NOUN_RELEASE), "1", &err),
          JM_REFUSED, JM_SAY_RELEASE_STAYS);
    struct jm_row row = read_row(store, JM_NOUN_RELEASE, "1");
    OK(jm_row_set_string(&row, JM_release_note, "other", &err));
    FAILS(jm_change_put(change, &row, NULL, &err), JM_REFUSED,
          JM_SAY_RELEASE_STAYS);
    jm_change_free(change);
    jm_row_clear(&row);
    OK(jm_store_undo(store, 1, &author, &undone, &made, &err));
    assert_int_equal(publish(NOON + 30), 2);
}

static void test_is_refused_when_the_plan_moved_on(void **state)
{
    (void)state;
    struct jm_author author = by("adele", NOON + 20);
    struct jm_change *change = NULL;
    int64_t number = 0;
    struct jm_publication what = {.last_change = 1, .last_release = 0};
    put_fields(store, JM_NOUN_EVENT, visit, NOON + 5, "title_fr=A", NULL);
    OK(jm_change_begin(&change, store, &author, &err));
    FAILS(jm_change_publish(change, &what, &number, &err), JM_REFUSED,
          JM_SAY_RELEASE_STALE);
    jm_change_free(change);
}

static void test_is_kept_with_its_reason(void **state)
{
    (void)state;
    assert_int_equal(publish_with(NOON + 10, "l’ambassade confirme"), 1);
    struct jm_row row = read_row(store, JM_NOUN_RELEASE, "1");
    assert_string_equal(jm_row_string(&row, JM_release_forced),
                        "l’ambassade confirme");
    assert_string_equal(jm_row_string(&row, JM_release_author), "marie");
    assert_int_equal(jm_row_integer(&row, JM_release_last_change), 1);
    assert_int_equal(jm_row_integer(&row, JM_release_published_at), NOON + 10);
    jm_row_clear(&row);
}

/* What people wrote besides the frozen rows is as it is now. */
static void test_other_rows_are_those_of_now(void **state)
{
    (void)state;
    assert_int_equal(publish(NOON + 10), 1);
    struct jm_row rows[] = {
        make_row(JM_NOUN_COLLECTIVITY, "fr-new", "name_fr=N", "name_en=N",
                 "name_ko=N", "kind=commune", "country=FR", "zone=Europe/Paris",
                 "latitude=1", "longitude=1", NULL),
        make_row(JM_NOUN_DAY, NULL, "kind=blackout", "starts=2026-05-05",
                 "ends=2026-05-05", "collectivity=fr-tours", "name_fr=A",
                 "source=s", NULL),
        make_row(JM_NOUN_DAY, NULL, "kind=blackout", "starts=2026-05-05",
                 "ends=2026-05-05", "collectivity=fr-new", "name_fr=B",
                 "source=s", NULL)};
    add_rows(store, rows, 3, NOON + 20);
    assert_int_equal(publish(NOON + 30), 2);
    struct jm_store *first = open_release(1), *second = open_release(2);
    assert_int_equal(jm_store_count(first, jm_noun(JM_NOUN_DAY)), 1);
    assert_int_equal(jm_store_count(second, jm_noun(JM_NOUN_DAY)), 2);
    assert_int_equal(jm_store_count(first, jm_noun(JM_NOUN_RELEASE)), 1);
    jm_store_free(first);
    jm_store_free(second);
}

/* The clocks of Paris have come to be those of Seoul. */
static const struct jm_zone *find_other_zone(void *data, const char *name)
{
    (void)name;
    return find_zone(data, "Asia/Seoul");
}

static void test_instants_are_derived_again(void **state)
{
    (void)state;
    uint64_t hash = 0;
    int64_t moved = 0;
    assert_int_equal(publish(NOON + 10), 1);
    struct jm_store *release = open_release(1);
    OK(jm_store_zone_hash(release, &hash, &err));
    assert_int_equal(hash, 7);
    struct jm_row before = read_row(release, JM_NOUN_EVENT, visit);
    OK(jm_store_derive_again(release, find_other_zone, NULL, 8, &moved, &err));
    assert_int_equal(moved, 2);
    struct jm_row after = read_row(release, JM_NOUN_EVENT, visit);
    assert_int_equal(jm_row_integer(&before, JM_event_utc_from) -
                         jm_row_integer(&after, JM_event_utc_from),
                     8 * 3600);
    jm_row_clear(&before);
    jm_row_clear(&after);
    jm_store_free(release);
}

/* ---- the examination ---- */

/* By hand: the store's own connections run no triggers. */
static void refuse_sql(const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(store->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL),
                     SQLITE_CONSTRAINT);
    sqlite3_close(db);
}

static void test_cannot_be_edited(void **state)
{
    (void)state;
    assert_int_equal(publish(NOON + 10), 1);
    refuse_sql("UPDATE released SET fields = '{}'");
    refuse_sql("DELETE FROM released");
    refuse_sql("UPDATE frozen SET sum = 0");
    refuse_sql("DELETE FROM frozen");
}

static void test_examination_finds_edits(void **state)
{
    (void)state;
    static const char *const edits[] = {
        "DROP TRIGGER released_no_UPDATE; UPDATE released SET fields ="
        " json_set(fields, '$.name_fr', 'Autre') WHERE noun = 'collectivity'",
        "DROP TRIGGER released_no_DELETE; DELETE FROM released"
        " WHERE noun = 'event'",
        "DROP TRIGGER released_no_DELETE; DELETE FROM released",
        "DROP TRIGGER frozen_no_DELETE; DELETE FROM frozen",
        "INSERT INTO released(noun, id, release, version, place, fields)"
        " VALUES ('theme', 'x', 1, 1, 1, '{}')",
        "INSERT INTO released(noun, id, release, version, place, fields)"
        " VALUES ('theme', 'x', 5, 1, 1, '{}')"};
    assert_int_equal(publish(NOON + 10), 1);
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        struct jm_store *sound = store;
        const char *copy = in_folder("edited.plan");
        unlink(copy);
        OK(jm_store_back_up(store, copy, &err));
        run_sql(copy, edits[i]);
        OK(jm_store_open(&store, copy, JM_STORE_READ, &err));
        if (count_faults(store) < 1)
            fail_msg("not found: %s", edits[i]);
        jm_store_free(store);
        store = sound;
    }
}

/* ---- JSON ---- */

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

/* ---- programs that are killed ---- */

/* Edits and publishes until it is killed. */
static void publish_for_ever(const char *path, int pipe)
{
    OK(jm_store_open(&store, path, JM_STORE_WRITE, &err));
    for (int i = 0;; i++) {
        char title[64];
        jm_utc at = NOON + 1000 + i;
        snprintf(title, sizeof title, "title_fr=%d %d", (int)getpid(), i);
        put_fields(store, JM_NOUN_EVENT, visit, at, title, NULL);
        int64_t number = publish(at);
        if (write(pipe, &number, sizeof number) != sizeof number)
            _exit(1);
    }
}

static void test_killed_publishers(void **state)
{
    (void)state;
    const char *path = in_folder("killed.plan");
    struct jm_store *idle = store;
    int64_t known = 0, latest = 0;
    OK(jm_store_back_up(store, path, &err));
    for (int round = 0; round < 20; round++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (!child)
            publish_for_ever(path, ends[1]);
        close(ends[1]);
        for (int i = 0; i <= round % 4; i++)
            assert_int_equal(read(ends[0], &known, sizeof known), sizeof known);
        for (volatile int spin = round * 100000; spin; spin--)
            ;
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        while (read(ends[0], &latest, sizeof latest) == sizeof latest)
            known = latest;
        close(ends[0]);
        OK(jm_store_open(&store, path, JM_STORE_WRITE, &err));
        OK(jm_store_latest_release(store, &latest, &err));
        assert_true(latest == known || latest == known + 1);
        assert_int_equal(count_faults(store), 0);
        jm_store_free(store);
    }
    store = idle;
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_store, close_store)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_holds_every_row),
        TEST(test_holds_no_personal_data),
        TEST(test_stays),
        TEST(test_only_what_differs_is_written),
        TEST(test_first_release_keeps_books),
        TEST(test_sequence_moves_when_seen),
        TEST(test_cancelled_when_published),
        TEST(test_cancelled_before_published),
        TEST(test_cancelled_idea_is_not_for_the_public),
        TEST(test_withdrawn),
        TEST(test_is_never_undone),
        TEST(test_is_refused_when_the_plan_moved_on),
        TEST(test_is_kept_with_its_reason),
        TEST(test_other_rows_are_those_of_now),
        TEST(test_instants_are_derived_again),
        TEST(test_cannot_be_edited),
        TEST(test_examination_finds_edits),
        TEST(test_reads_json),
        TEST(test_killed_publishers)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
