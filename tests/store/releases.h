/* What the tests of releases share: publishing, and a plan with something of
 * everything. */
#ifndef JUMELAGE_TESTS_STORE_RELEASES_H
#define JUMELAGE_TESTS_STORE_RELEASES_H

#include "help.h"

static struct jm_store *store;
static bool zones_changed; /* since the last release */

static inline int open_store(void **state)
{
    (void)state;
    char name[32];
    static int plans;
    snprintf(name, sizeof name, "release%d.plan", plans++);
    store = make_plan(name);
    zones_changed = false;
    return 0;
}

/* Whatever a test did, the file is sound. */
static inline int close_store(void **state)
{
    (void)state;
    int faults = count_faults(store);
    jm_store_free(store);
    return faults;
}

static inline struct jm_plan *load(struct jm_store *from)
{
    struct jm_plan_maker *maker = NULL;
    struct jm_plan *plan = NULL;
    OK(jm_plan_maker_new(&maker, &err));
    OK(jm_store_load(from, maker, &err));
    OK(jm_plan_seal(&plan, maker, 20000, &err));
    return plan;
}

static inline struct jm_store *open_release(int64_t number)
{
    struct jm_store *release = NULL;
    OK(jm_store_open_release(&release, store, number, &err));
    return release;
}

static inline struct jm_plan *load_release(int64_t number)
{
    struct jm_store *release = open_release(number);
    struct jm_plan *plan = load(release);
    jm_store_free(release);
    return plan;
}

/* What `publish` does: gives the release's number. */
static inline int64_t publish_with(jm_utc at, const char *forced)
{
    struct jm_author author = by("marie", at);
    struct jm_change *change = NULL;
    struct jm_mark *marks = NULL;
    size_t count = 0;
    int64_t number = 0, ignored = 0;
    struct jm_publication what = {.note = "n",
                                  .forced = forced,
                                  .withdrawn = "retiré",
                                  .zones = zones_changed ? 8 : 7,
                                  .anew = zones_changed};
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

static inline int64_t publish(jm_utc at)
{
    return publish_with(at, NULL);
}

/* ---- a plan with something of everything ---- */

static const char nasty[] = "name_fr=\"Salle\" \\ d’honneur\\\" 시청 😀 {[,:]}";
static const char late[] = "33333333-3333-4333-8333-333333333333";
static const char outer[] = "44444444-4444-4444-8444-444444444444";

static inline void furnish(void)
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

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_store, close_store)

#endif
