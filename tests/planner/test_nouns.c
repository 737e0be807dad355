#include "cases.h"
#include <jumelage/nouns.h>

static const struct jm_shift paris_shifts[] = {
    {INT64_MIN, 3600},
    {INT64_C(1774746000), 7200}, /* 2026-03-29T01:00:00Z */
    {INT64_C(1792890000), 3600}, /* 2026-10-25T01:00:00Z */
};
static const struct jm_zone paris = {"Europe/Paris", paris_shifts, 3, NULL};

static const struct jm_zone *find_zone(void *data, const char *name)
{
    (void)data;
    return strcmp(name, paris.name) == 0 ? &paris : NULL;
}

static void table_is_whole(void **state)
{
    (void)state;
    for (int n = 0; n < JM_NOUNS; n++) {
        const struct jm_noun *noun = jm_noun((enum jm_noun_id)n);
        CHECK(noun->name, jm_noun_find(noun->name) == noun);
        CHECK(noun->name, jm_noun_find(noun->plural) == noun);
        for (int i = 0; i < noun->count; i++) {
            const struct jm_field *f = &noun->fields[i];
            CHECK(f->name, jm_noun_field(noun, f->name) == i);
            CHECK(f->name, f->type != JM_TYPE_REF || f->refers < JM_NOUNS);
            if (f->type == JM_TYPE_LOCAL || f->type == JM_TYPE_UNTIL) {
                CHECK(f->name,
                      noun->fields[f->derived].type == JM_TYPE_INSTANT);
                CHECK(f->name, noun->fields[f->zone].type == JM_TYPE_ZONE);
            }
            for (int lang = 0; lang < JM_LANGS; lang++)
                CHECK(f->name, f->label[lang] && *f->label[lang]);
        }
        for (const char *at = noun->keys; *at; at += *at == ' ')
            at += strcspn(at, " ");
    }
    assert_ptr_equal(jm_noun_find("Hosts"), NULL);
    assert_ptr_equal(jm_noun_find("host"), jm_noun(JM_NOUN_COLLECTIVITY));
    const struct jm_noun *answer = jm_noun(JM_NOUN_ANSWER);
    assert_int_equal(jm_noun_key(answer, 0), JM_answer_collectivity);
    assert_int_equal(jm_noun_key(answer, 3), JM_answer_choice);
    assert_int_equal(jm_noun_key(answer, 4), -1);
    assert_false(jm_noun_has_made_id(jm_noun(JM_NOUN_EVENT)));
}

static void choices(void **state)
{
    (void)state;
    assert_int_equal(jm_choice_value(JM_SET_event_kind, "stay"), JM_STAY);
    assert_int_equal(jm_choice_value(JM_SET_event_kind, "séjour"), JM_STAY);
    assert_int_equal(jm_choice_value(JM_SET_event_kind, "체류"), JM_STAY);
    assert_int_equal(jm_choice_value(JM_SET_event_kind, "POST"), JM_POST);
    assert_int_equal(jm_choice_value(JM_SET_event_kind, "idea"), -1);
    assert_string_equal(jm_choice_word(JM_SET_channel, JM_CHANNEL_LINKEDIN),
                        "linkedin");
    assert_int_equal(jm_choice_count(JM_SET_event_status), 4);
}

/* What one field makes of what was typed. */
static void parses(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum jm_noun_id noun;
        int field;
        const char *typed;
        enum jm_message message; /* 0: accepted */
        const char *kept;
    } cases[] = {
        {"text", JM_NOUN_THEME, JM_theme_name_fr, "Santé", 0, "Santé"},
        {"two lines", JM_NOUN_THEME, JM_theme_name_fr, "a\nb",
         JM_SAY_TEXT_LINES, ""},
        {"prose", JM_NOUN_EVENT, JM_event_note, "a\nb", 0, "a\nb"},
        {"control character", JM_NOUN_EVENT, JM_event_note, "a\001b",
         JM_SAY_TEXT_UNCLEAN, ""},
        {"required and empty", JM_NOUN_THEME, JM_theme_name_fr, "",
         JM_SAY_FIELD_EMPTY, ""},
        {"not required and empty", JM_NOUN_THEME, JM_theme_name_ko, "", 0, ""},
        {"whole number", JM_NOUN_VENUE, JM_venue_seats, "250", 0, "250"},
        {"half a number", JM_NOUN_VENUE, JM_venue_seats, "2.5",
         JM_SAY_NOT_WHOLE, ""},
        {"number and word", JM_NOUN_VENUE, JM_venue_seats, "250 places",
         JM_SAY_NOT_WHOLE, ""},
        {"huge number", JM_NOUN_VENUE, JM_venue_seats, "99999999999999999999",
         JM_SAY_NOT_WHOLE, ""},
        {"decimal point", JM_NOUN_VENUE, JM_venue_latitude, "47.39484", 0,
         "47.39484"},
        {"decimal comma", JM_NOUN_VENUE, JM_venue_latitude, "47,39484", 0,
         "47.39484"},
        {"hexadecimal", JM_NOUN_VENUE, JM_venue_latitude, "0x10",
         JM_SAY_NOT_NUMBER, ""},
        {"no number", JM_NOUN_VENUE, JM_venue_latitude, "nan",
         JM_SAY_NOT_NUMBER, ""},
        {"French yes", JM_NOUN_EVENT, JM_event_to_confirm, "Oui", 0, "yes"},
        {"Korean no", JM_NOUN_EVENT, JM_event_to_confirm, "아니요", 0, "no"},
        {"perhaps", JM_NOUN_EVENT, JM_event_to_confirm, "peut-être",
         JM_SAY_NOT_YES_NO, ""},
        {"choice", JM_NOUN_EVENT, JM_event_kind, "VISIT", 0, "visit"},
        {"choice by name", JM_NOUN_EVENT, JM_event_kind, "réunion", 0,
         "meeting"},
        {"no choice", JM_NOUN_EVENT, JM_event_kind, "party", JM_SAY_NOT_CHOICE,
         ""},
        {"date", JM_NOUN_LABEL, JM_label_decided_on, "2026-03-17", 0,
         "2026-03-17"},
        {"no date", JM_NOUN_LABEL, JM_label_decided_on, "17/03/2026",
         JM_SAY_NOT_DATE, ""},
        {"February 30th", JM_NOUN_LABEL, JM_label_decided_on, "2026-02-30",
         JM_SAY_DATE_UNREAL, ""},
        {"clock", JM_NOUN_COLLECTIVITY, JM_collectivity_office_from, "9:00", 0,
         "09:00"},
        {"no clock", JM_NOUN_COLLECTIVITY, JM_collectivity_office_from, "9h",
         JM_SAY_NOT_CLOCK, ""},
        {"local time", JM_NOUN_EVENT, JM_event_starts, "2026-03-17 9:30", 0,
         "2026-03-17T09:30"},
        {"local day", JM_NOUN_EVENT, JM_event_starts, "2026-03-17", 0,
         "2026-03-17"},
        {"no local time", JM_NOUN_EVENT, JM_event_starts, "demain",
         JM_SAY_NOT_LOCAL, ""},
        {"unreal local day", JM_NOUN_EVENT, JM_event_starts, "2026-02-30",
         JM_SAY_DATE_UNREAL, ""},
        {"unreal local time", JM_NOUN_EVENT, JM_event_starts,
         "2026-02-30T10:00", JM_SAY_DATE_UNREAL, ""},
        {"reference", JM_NOUN_EVENT, JM_event_host, "fr-tours", 0, "fr-tours"},
        {"no reference", JM_NOUN_EVENT, JM_event_host, "Tours (37)",
         JM_SAY_NOT_ID, ""},
        {"kept by the program", JM_NOUN_EVENT, JM_event_sequence, "3",
         JM_SAY_FIELD_KEPT, ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jm_row row = JM_ROW_INIT;
        struct jm_error err = JM_ERROR_INIT;
        struct jm_text kept = JM_TEXT_INIT;
        jm_row_init(&row, jm_noun(cases[i].noun), NULL);
        enum jm_status status =
            jm_row_parse(&row, cases[i].field, cases[i].typed, &err);
        CHECK(cases[i].name, status == (cases[i].message ? JM_INVALID : JM_OK));
        CHECK(cases[i].name, err.message == cases[i].message);
        jm_row_add_text(&kept, &row, cases[i].field);
        CHECK_TEXT(cases[i].name, jm_text_get(&kept), cases[i].kept);
        jm_text_clear(&kept);
        jm_row_clear(&row);
    }
}

#define UID "3f0c2a4e-9b1d-4c7e-8a21-5d6e7f809a1b"

static void set(struct jm_row *row, const char *field, const char *typed)
{
    struct jm_error err = JM_ERROR_INIT;
    int index = jm_noun_field(row->noun, field);
    CHECK(field, index >= 0);
    CHECK(field, jm_row_parse(row, index, typed, &err) == JM_OK);
}

static void start_event(struct jm_row *row, const char *starts,
                        const char *ends)
{
    assert_int_equal(jm_row_init(row, jm_noun(JM_NOUN_EVENT), NULL), JM_OK);
    jm_row_set_id(row, UID, NULL);
    set(row, "kind", "visit");
    set(row, "title_fr", "Visite");
    set(row, "zone", "Europe/Paris");
    set(row, "starts", starts);
    set(row, "ends", ends);
    assert_int_equal(jm_row_fill(row, NULL), JM_OK);
}

static void settles_events(void **state)
{
    (void)state;
    static const struct {
        const char *name, *starts, *ends;
        enum jm_message message; /* 0: settled */
        int64_t seconds;         /* how long it lasts */
        int remarks;
    } cases[] = {
        {"an hour", "2026-03-17T09:00", "2026-03-17T10:00", 0, 3600, 0},
        {"no length", "2026-03-17T09:00", "2026-03-17T09:00", 0, 0, 0},
        {"a day", "2026-03-17", "2026-03-17", 0, 86400, 0},
        {"the day of 23 hours", "2026-03-29", "2026-03-29", 0, 82800, 0},
        {"the day of 25 hours", "2026-10-25", "2026-10-25", 0, 90000, 0},
        {"over the change", "2026-03-29T01:00", "2026-03-29T04:00", 0, 7200, 0},
        {"skipped hour", "2026-03-29T02:30", "2026-03-29T04:00",
         JM_SAY_WALL_NEVER, 0, 0},
        {"hour that comes twice", "2026-10-25T02:30", "2026-10-25T03:30", 0,
         7200, 1},
        {"end before start", "2026-03-17T10:00", "2026-03-17T09:00",
         JM_SAY_END_BEFORE_START, 0, 0},
        {"last day before first", "2026-03-18", "2026-03-17",
         JM_SAY_END_BEFORE_START, 0, 0},
        {"hours at one end only", "2026-03-17", "2026-03-18T10:00",
         JM_SAY_HALF_DAY, 0, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jm_row row = JM_ROW_INIT;
        struct jm_error err = JM_ERROR_INIT;
        struct jm_remark remarks[2];
        int count = 0;
        start_event(&row, cases[i].starts, cases[i].ends);
        enum jm_status status =
            jm_row_settle(&row, find_zone, NULL, remarks, 2, &count, &err);
        CHECK(cases[i].name, err.message == cases[i].message);
        CHECK(cases[i].name, count == cases[i].remarks);
        if (!status)
            CHECK(cases[i].name,
                  jm_row_integer(&row, JM_event_utc_until) -
                          jm_row_integer(&row, JM_event_utc_from) ==
                      cases[i].seconds);
        jm_row_clear(&row);
    }
}

static void refuses_what_cannot_be(void **state)
{
    (void)state;
    static const struct {
        const char *name, *field, *typed;
        enum jm_message message;
    } cases[] = {
        {"unknown zone", "zone", "Europe/Pari", JM_SAY_ZONE_UNKNOWN},
        {"inside itself", "parent", UID, JM_SAY_INSIDE_ITSELF},
        {"too many people", "expected", "2000000", JM_SAY_OUT_OF_RANGE},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jm_row row = JM_ROW_INIT;
        struct jm_error err = JM_ERROR_INIT;
        start_event(&row, "2026-03-17", "2026-03-17");
        set(&row, cases[i].field, cases[i].typed);
        CHECK(cases[i].name, jm_row_settle(&row, find_zone, NULL, NULL, 0, NULL,
                                           &err) == JM_INVALID);
        CHECK(cases[i].name, err.message == cases[i].message);
        jm_row_clear(&row);
    }
}

static void makes_ids(void **state)
{
    (void)state;
    struct jm_row row = JM_ROW_INIT;
    struct jm_error err = JM_ERROR_INIT;
    jm_row_init(&row, jm_noun(JM_NOUN_PARTNERSHIP), NULL);
    set(&row, "collectivity", "fr-lrsy");
    set(&row, "kind", "seeking");
    jm_row_fill(&row, NULL);
    assert_int_equal(jm_row_settle(&row, find_zone, NULL, NULL, 0, NULL, &err),
                     JM_OK);
    assert_string_equal(row.id, "fr-lrsy");
    set(&row, "partner", "kr-gumi");
    assert_int_equal(jm_row_settle(&row, find_zone, NULL, NULL, 0, NULL, &err),
                     JM_OK);
    assert_string_equal(row.id, "fr-lrsy/kr-gumi");
    jm_row_init(&row, jm_noun(JM_NOUN_PARTICIPANT), NULL);
    set(&row, "event", UID);
    jm_row_fill(&row, NULL);
    assert_int_equal(jm_row_settle(&row, find_zone, NULL, NULL, 0, NULL, &err),
                     JM_INVALID);
    assert_int_equal(err.message, JM_SAY_PARTICIPANT_ONE);
    jm_row_clear(&row);
}

static void uuids(void **state)
{
    (void)state;
    unsigned char random[16];
    char uuid[37];
    memset(random, 0xFF, sizeof random);
    jm_uuid_write(uuid, random);
    assert_string_equal(uuid, "ffffffff-ffff-4fff-bfff-ffffffffffff");
    assert_true(jm_uuid_is_valid(uuid));
    assert_false(jm_uuid_is_valid("ffffffff-ffff-4fff-bfff-fffffffffff"));
    assert_false(jm_uuid_is_valid("FFFFFFFF-ffff-4fff-bfff-ffffffffffff"));
    assert_false(jm_uuid_is_valid(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_is_whole),
        cmocka_unit_test(choices),
        cmocka_unit_test(parses),
        cmocka_unit_test(settles_events),
        cmocka_unit_test(refuses_what_cannot_be),
        cmocka_unit_test(makes_ids),
        cmocka_unit_test(uuids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
