/* What feeds show of an event, and what a release makes of it. */
#include "cases.h"
#include "plans.h"
#include <jumelage/release.h>
#include <stdlib.h>

/* ---- every field, one by one ---- */

/* A plan of one event with everything, as it is about to be made. */
struct world {
    struct jm_collectivity host, towards, origin;
    struct jm_venue venue, to_venue;
    struct jm_theme theme;
    struct jm_project project;
    struct jm_delegation delegation;
    struct jm_event event;
    struct jm_event_text text;
    const char *zone, *track, *origin_zone;
    bool no_venue;
};

#define NAMES(name)                                                            \
    {                                                                          \
        name " fr", name " en", name " ko"                                     \
    }

static struct world make_world(void)
{
    struct world w = {.host = {.id = "h",
                               .name = NAMES("host"),
                               .parent = JM_NONE,
                               .country = "FR",
                               .latitude = 47,
                               .longitude = 1,
                               .capacity = 1,
                               .notice_days = -1,
                               .office_from = -1,
                               .office_until = -1,
                               .school_zone = -1},
                      .venue = {.id = "v",
                                .name = NAMES("venue"),
                                .address = "address",
                                .seats = 9,
                                .rooms = 1,
                                .placed = true,
                                .latitude = 47,
                                .longitude = 1},
                      .theme = {.id = "t", .name = NAMES("theme")},
                      .project = {.id = "p",
                                  .title = NAMES("project"),
                                  .decided = 18000,
                                  .is_granted = true,
                                  .label_until = JM_DAY_NONE},
                      .delegation = {.id = "d",
                                     .name = NAMES("delegation"),
                                     .purpose = NAMES("purpose"),
                                     .head = JM_NONE},
                      .event = {.span = {1000000, 1003600},
                                .parent = JM_NONE,
                                .option_until = JM_DAY_NONE,
                                .kind = JM_TRANSFER,
                                .status = JM_CONFIRMED,
                                .audience = JM_AUDIENCE_HOST},
                      .text = {.uid = "00000000-0000-4000-8000-000000000001",
                               .title = NAMES("title"),
                               .contacts = NAMES("contact"),
                               .logistics = NAMES("logistics"),
                               .description = NAMES("description"),
                               .url = "url",
                               .cancel_reason = "reason",
                               .project = 1,
                               .changed_at = 5,
                               .created_at = 4},
                      .zone = "Europe/Paris",
                      .track = "A",
                      .origin_zone = "Asia/Seoul"};
    w.towards = w.host;
    w.towards.id = "to";
    w.to_venue = w.venue;
    w.to_venue.id = "tv";
    w.origin = w.host;
    w.origin.id = "o";
    return w;
}

static struct jm_plan *make_plan(struct world w)
{
    struct jm_plan_maker *maker = NULL;
    struct jm_plan *plan = NULL;
    assert_int_equal(jm_plan_maker_new(&maker, NULL), JM_OK);
    w.host.zone = w.towards.zone = jm_plan_zone(maker, "Europe/Paris");
    w.origin.zone = jm_plan_zone(maker, w.origin_zone);
    w.event.zone = jm_plan_zone(maker, w.zone);
    w.event.track = w.track ? jm_plan_track(maker, w.track) : JM_TRACK_ALL;
    w.event.theme = jm_plan_add_theme(maker, &w.theme);
    w.text.project += jm_plan_add_project(maker, &w.project);
    w.event.host = jm_plan_add_collectivity(maker, &w.host);
    w.event.to_host = jm_plan_add_collectivity(maker, &w.towards);
    w.delegation.origin = jm_plan_add_collectivity(maker, &w.origin);
    w.venue.collectivity = w.event.host;
    w.to_venue.collectivity = w.event.to_host;
    w.event.venue = w.no_venue ? JM_NONE : jm_plan_add_venue(maker, &w.venue);
    w.event.to_venue = jm_plan_add_venue(maker, &w.to_venue);
    w.event.delegation = jm_plan_add_delegation(maker, &w.delegation);
    jm_plan_add_event(maker, &w.event, &w.text);
    assert_int_equal(jm_plan_seal(&plan, maker, 19000, NULL), JM_OK);
    return plan;
}

#define NOT_SHOWN (-1)
#define EDITS(E)                                                               \
    E(STATUS, event.status = JM_OPTION)                                        \
    E(TIMES, event.span.from++)                                                \
    E(TIMES, event.span.until++)                                               \
    E(TIMES, event.all_day = true)                                             \
    E(TIMES, zone = "Europe/Brussels")                                         \
    E(PLACE, host.name[JM_FR] = "x")                                           \
    E(PLACE, host.name[JM_EN] = "x")                                           \
    E(PLACE, host.name[JM_KO] = "x")                                           \
    E(PLACE, venue.name[JM_FR] = "x")                                          \
    E(PLACE, venue.name[JM_EN] = "x")                                          \
    E(PLACE, venue.name[JM_KO] = "x")                                          \
    E(PLACE, venue.address = "x")                                              \
    E(PLACE, venue.address = NULL)                                             \
    E(PLACE, venue.placed = false)                                             \
    E(PLACE, venue.latitude += 0.001)                                          \
    E(PLACE, venue.longitude += 0.001)                                         \
    E(PLACE, no_venue = true)                                                  \
    E(TOWARDS, towards.name[JM_KO] = "x")                                      \
    E(TOWARDS, to_venue.name[JM_FR] = "x")                                     \
    E(TOWARDS, to_venue.address = "x")                                         \
    E(TITLE, text.title[JM_FR] = "x")                                          \
    E(TITLE, text.title[JM_EN] = "x")                                          \
    E(TITLE, text.title[JM_KO] = NULL)                                         \
    E(KIND, event.kind = JM_VISIT)                                             \
    E(THEME, theme.name[JM_FR] = "x")                                          \
    E(THEME, theme.name[JM_EN] = "x")                                          \
    E(THEME, theme.name[JM_KO] = "x")                                          \
    E(DELEGATION, delegation.name[JM_FR] = "x")                                \
    E(DELEGATION, delegation.name[JM_EN] = "x")                                \
    E(DELEGATION, delegation.name[JM_KO] = "x")                                \
    E(DELEGATION, origin_zone = "Asia/Tokyo")                                  \
    E(TRACK, track = "B")                                                      \
    E(TRACK, track = NULL)                                                     \
    E(RITE, event.rite = 1)                                                    \
    E(REASON, text.cancel_reason = "x")                                        \
    E(AUDIENCE, event.audience = JM_AUDIENCE_PUBLIC)                           \
    E(DESCRIPTION, text.description[JM_FR] = "x")                              \
    E(DESCRIPTION, text.description[JM_EN] = "x")                              \
    E(DESCRIPTION, text.description[JM_KO] = "x")                              \
    E(URL, text.url = "x")                                                     \
    E(PROJECT, project.title[JM_FR] = "x")                                     \
    E(PROJECT, project.title[JM_KO] = "x")                                     \
    E(PROJECT, project.is_granted = false)                                     \
    E(PROJECT, project.decided++)                                              \
    E(PROJECT, project.label_until = 20000)                                    \
    E(PROJECT, text.project = 0)

/* What subscribers see nothing of. */
#define OTHER_EDITS(E)                                                         \
    E(event.expected = 9)                                                      \
    E(event.to_confirm = true)                                                 \
    E(event.option_until = 20000)                                              \
    E(text.contacts[JM_FR] = "x")                                              \
    E(text.logistics[JM_KO] = "x")                                             \
    E(text.sequence = 9)                                                       \
    E(text.changed_at = 9)                                                     \
    E(text.created_at = 9)                                                     \
    E(text.cancelled_at = 9)                                                   \
    E(host.id = "x")                                                           \
    E(host.capacity = 9)                                                       \
    E(host.latitude = 48)                                                      \
    E(host.notice_days = 9)                                                    \
    E(venue.id = "x")                                                          \
    E(venue.seats = 1)                                                         \
    E(venue.rooms = 2)                                                         \
    E(theme.id = "x")                                                          \
    E(project.id = "x")                                                        \
    E(delegation.id = "x")                                                     \
    E(delegation.size = 9)                                                     \
    E(delegation.purpose[JM_FR] = "x")                                         \
    E(origin.name[JM_FR] = "x")

static void assert_edit(const char *edit, struct world edited, int part)
{
    struct jm_plan *before = make_plan(make_world()),
                   *after = make_plan(edited);
    const struct jm_shown was = jm_event_shown(before, 0),
                          is = jm_event_shown(after, 0);
    uint32_t wanted = part < 0 ? 0 : UINT32_C(1) << part;
    if (jm_shown_differs(&was, &is) != wanted)
        fail_msg("%s: %x", edit, jm_shown_differs(&was, &is));
    jm_plan_free(before);
    jm_plan_free(after);
}

static void what_is_shown(void **state)
{
    (void)state;
#define EDIT(part, edit)                                                       \
    do {                                                                       \
        struct world w = make_world();                                         \
        w.edit;                                                                \
        assert_edit(#edit, w, JM_SHOWN_##part);                                \
    } while (0);
    EDITS(EDIT)
#undef EDIT
}

static void what_is_not_shown(void **state)
{
    (void)state;
#define EDIT(edit)                                                             \
    do {                                                                       \
        struct world w = make_world();                                         \
        w.edit;                                                                \
        assert_edit(#edit, w, NOT_SHOWN);                                      \
    } while (0);
    OTHER_EDITS(EDIT)
#undef EDIT
}

/* Every part is tried above, and has a word of its own. */
static void every_part_is_tried(void **state)
{
    (void)state;
    uint32_t tried = 0;
#define EDIT(part, edit) tried |= UINT32_C(1) << JM_SHOWN_##part;
    EDITS(EDIT)
#undef EDIT
    assert_int_equal(tried, (UINT32_C(1) << JM_SHOWN_PARTS) - 1);
    for (int i = 0; i < JM_SHOWN_PARTS; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(jm_shown_word((enum jm_shown_part)i),
                                    jm_shown_word((enum jm_shown_part)j));
}

/* Texts that only meet elsewhere. */
static void texts_have_ends(void **state)
{
    (void)state;
    struct world a = make_world(), b = make_world();
    a.text.title[JM_FR] = "ab";
    a.text.title[JM_EN] = "c";
    b.text.title[JM_FR] = "a";
    b.text.title[JM_EN] = "bc";
    struct jm_plan *before = make_plan(a), *after = make_plan(b);
    const struct jm_shown was = jm_event_shown(before, 0),
                          is = jm_event_shown(after, 0);
    assert_int_equal(jm_shown_differs(&was, &is), 1 << JM_SHOWN_TITLE);
    jm_plan_free(before);
    jm_plan_free(after);
}

/* A host's own place is shown where there is no venue. */
static void place_of_a_host(void **state)
{
    (void)state;
    struct world a = make_world(), b = make_world();
    a.no_venue = b.no_venue = true;
    b.host.longitude = 2;
    struct jm_plan *before = make_plan(a), *after = make_plan(b);
    const struct jm_shown was = jm_event_shown(before, 0),
                          is = jm_event_shown(after, 0);
    assert_int_equal(jm_shown_differs(&was, &is), 1 << JM_SHOWN_PLACE);
    jm_plan_free(before);
    jm_plan_free(after);
}

/* ---- marks ---- */

#define PUBLIC JM_AUDIENCE_PUBLIC
#define HOST JM_AUDIENCE_HOST
#define AT INT64_C(1000000)
#define LATER (AT + 40 * JM_DAY_SECONDS)

/* "how shows sequence changed cancelled audience" of the one mark, "" for
 * none. */
static void assert_mark(const struct jm_plan *now, const struct jm_plan *before,
                        jm_utc at, const char *wanted)
{
    static const char *const hows[] = {"freeze", "withdraw", "drop"};
    struct jm_mark *marks = NULL;
    size_t count = 0;
    char got[128] = "";
    assert_int_equal(jm_release_marks(&marks, &count, now, before, at, NULL),
                     JM_OK);
    assert_true(count <= 1);
    if (count)
        snprintf(got, sizeof got, "%s %d %d %lld %lld %s", hows[marks->how],
                 marks->shows, (int)marks->sequence,
                 (long long)marks->changed_at, (long long)marks->cancelled_at,
                 jm_choice_word(JM_SET_audience, (int)marks->audience));
    assert_string_equal(got, wanted);
    free(marks);
}

/* The event in one of the plans; kind "-": it is not there. */
struct state {
    const char *status; /* a word of event_status, or "-" */
    const char *title;
    int32_t sequence;
    jm_utc changed_at, cancelled_at;
    enum jm_audience audience;
};

static struct jm_plan *make_state(const struct state *s)
{
    struct world w = make_world();
    if (strcmp(s->status, "-") == 0) {
        struct draft draft;
        draft_begin(&draft);
        return draft_seal(&draft);
    }
    w.event.status = (uint8_t)jm_choice_value(JM_SET_event_status, s->status);
    w.event.audience = (uint8_t)s->audience;
    w.text.title[JM_FR] = s->title;
    w.text.sequence = s->sequence;
    w.text.changed_at = s->changed_at;
    w.text.cancelled_at = s->cancelled_at;
    return make_plan(w);
}

static void marks(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct state before, now;
        jm_utc at;
        const char *wanted;
    } cases[] = {{"new",
                  {.status = "-"},
                  {"option", "a", 9, 50, 0, HOST},
                  AT,
                  "freeze 1 0 50 0 host"},
                 {"cancelled before it was published",
                  {.status = "-"},
                  {"cancelled", "a", 9, 50, 50, HOST},
                  AT,
                  ""},
                 {"the same, edited there and back",
                  {"option", "a", 3, 50, 0, HOST},
                  {"option", "a", 9, 60, 0, HOST},
                  AT,
                  "freeze 0 3 50 0 host"},
                 {"another title",
                  {"option", "a", 3, 50, 0, HOST},
                  {"option", "b", 9, 60, 0, HOST},
                  AT,
                  "freeze 1 4 1000000 0 host"},
                 {"confirmed",
                  {"option", "a", 3, 50, 0, HOST},
                  {"confirmed", "a", 9, 60, 0, HOST},
                  AT,
                  "freeze 1 4 1000000 0 host"},
                 {"cancelled",
                  {"option", "a", 3, 50, 0, HOST},
                  {"cancelled", "a", 9, 60, 60, HOST},
                  AT,
                  "freeze 1 4 1000000 1000000 host"},
                 {"still cancelled",
                  {"cancelled", "a", 4, 70, 70, HOST},
                  {"cancelled", "a", 9, 60, 60, HOST},
                  AT,
                  "freeze 0 4 70 70 host"},
                 {"cancelled, another title",
                  {"cancelled", "a", 4, 70, 70, HOST},
                  {"cancelled", "b", 9, 60, 60, HOST},
                  AT,
                  "freeze 1 5 1000000 70 host"},
                 {"restored",
                  {"cancelled", "a", 4, 70, 70, HOST},
                  {"confirmed", "a", 9, 60, 0, HOST},
                  AT,
                  "freeze 1 5 1000000 0 host"},
                 {"a public idea is cancelled",
                  {"idea", "a", 3, 50, 0, PUBLIC},
                  {"cancelled", "a", 9, 60, 60, PUBLIC},
                  AT,
                  "freeze 1 4 1000000 1000000 host"},
                 {"and stays so",
                  {"cancelled", "a", 4, 70, 70, HOST},
                  {"cancelled", "a", 9, 60, 60, PUBLIC},
                  AT,
                  "freeze 0 4 70 70 host"},
                 {"a public option is cancelled",
                  {"option", "a", 3, 50, 0, PUBLIC},
                  {"cancelled", "a", 9, 60, 60, PUBLIC},
                  AT,
                  "freeze 1 4 1000000 1000000 public"},
                 {"gone",
                  {"option", "a", 3, 50, 0, PUBLIC},
                  {.status = "-"},
                  AT,
                  "withdraw 1 4 1000000 1000000 public"},
                 {"an idea is gone",
                  {"idea", "a", 3, 50, 0, PUBLIC},
                  {.status = "-"},
                  AT,
                  "withdraw 1 4 1000000 1000000 host"},
                 {"gone a while ago",
                  {"cancelled", "a", 4, AT, AT, HOST},
                  {.status = "-"},
                  AT + 29 * JM_DAY_SECONDS,
                  ""},
                 {"gone long ago, and not over yet",
                  {"cancelled", "a", 4, AT, -LATER, HOST},
                  {.status = "-"},
                  AT + 60,
                  ""},
                 {"gone long ago",
                  {"cancelled", "a", 4, AT, AT, HOST},
                  {.status = "-"},
                  LATER,
                  "drop 0 4 1000000 1000000 host"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jm_plan *before = make_state(&cases[i].before),
                       *now = make_state(&cases[i].now);
        print_message("%s\n", cases[i].name);
        assert_mark(now, before, cases[i].at, cases[i].wanted);
        jm_plan_free(before);
        jm_plan_free(now);
    }
}

static void first_marks(void **state)
{
    (void)state;
    static const struct {
        struct state now;
        const char *wanted;
    } cases[] = {
        {{"option", "a", 9, 50, 0, JM_AUDIENCE_HOST}, "freeze 1 9 50 0 host"},
        {{"cancelled", "a", 9, 50, 40, JM_AUDIENCE_PUBLIC},
         "freeze 1 9 50 40 public"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jm_plan *now = make_state(&cases[i].now);
        assert_mark(now, NULL, AT, cases[i].wanted);
        jm_plan_free(now);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_shown),
                                       cmocka_unit_test(what_is_not_shown),
                                       cmocka_unit_test(every_part_is_tried),
                                       cmocka_unit_test(texts_have_ends),
                                       cmocka_unit_test(place_of_a_host),
                                       cmocka_unit_test(marks),
                                       cmocka_unit_test(first_marks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
