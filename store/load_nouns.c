/* One reader per noun of the snapshot. The columns are listed once: the list
 * makes the statement and the names that the reader uses. */
#include "load.h"
#include <string.h>

#define SELECT(columns, table)                                                 \
    "SELECT n" columns(JM_SELECTED, table) " FROM " #table " ORDER BY n"

static void read_three(sqlite3_stmt *row, int first, const char *out[JM_LANGS])
{
    for (int i = 0; i < JM_LANGS; i++)
        out[i] = jm_load_text(row, first + i);
}

#define THEME(C, t) C(t, id) C(t, name_fr) C(t, name_en) C(t, name_ko)
JM_COLUMNS(THEME, theme)

static uint32_t read_theme(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_theme theme = {.id = jm_load_text_must(loader, row, theme_id)};
    read_three(row, theme_name_fr, theme.name);
    return jm_plan_add_theme(loader->maker, &theme);
}

#define COLLECTIVITY(C, t)                                                     \
    C(t, id)                                                                   \
    C(t, name_fr)                                                              \
    C(t, name_en)                                                              \
    C(t, name_ko)                                                              \
    C(t, kind)                                                                 \
    C(t, country)                                                              \
    C(t, zone)                                                                 \
    C(t, latitude)                                                             \
    C(t, longitude)                                                            \
    C(t, parent)                                                               \
    C(t, department)                                                           \
    C(t, school_zone)                                                          \
    C(t, capacity)                                                             \
    C(t, notice_days)                                                          \
    C(t, office_from)                                                          \
    C(t, office_until)
JM_COLUMNS(COLLECTIVITY, collectivity)

static uint32_t read_collectivity(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_collectivity to = {
        .id = jm_load_text_must(loader, row, collectivity_id),
        .kind = (enum jm_collectivity_kind)jm_load_choice_must(
            loader, row, collectivity_kind, JM_SET_collectivity_kind),
        .zone = jm_load_zone(loader, row, collectivity_zone),
        .parent = JM_NONE,
        .latitude = sqlite3_column_double(row, collectivity_latitude),
        .longitude = sqlite3_column_double(row, collectivity_longitude),
        .capacity = jm_load_int(row, collectivity_capacity, 1),
        .notice_days = jm_load_int(row, collectivity_notice_days, -1),
        .office_from = jm_load_clock(loader, row, collectivity_office_from),
        .office_until = jm_load_clock(loader, row, collectivity_office_until),
        .school_zone = jm_load_choice(loader, row, collectivity_school_zone,
                                      JM_SET_school_zone),
        .department = jm_load_text(row, collectivity_department)};
    read_three(row, collectivity_name_fr, to.name);
    jm_text_copy(to.country, sizeof to.country,
                 jm_db_text(row, collectivity_country));
    uint32_t index = jm_plan_add_collectivity(loader->maker, &to);
    jm_load_inside(loader, jm_load_number(loader, row, collectivity_parent),
                   index);
    return index;
}

#define VOLUNTEER(C, t) C(t, collectivity) C(t, theme)
JM_COLUMNS(VOLUNTEER, volunteer)

static uint32_t read_volunteer(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_volunteer to = {
        .collectivity = jm_load_ref_must(loader, row, volunteer_collectivity,
                                         JM_NOUN_COLLECTIVITY),
        .theme = jm_load_ref_must(loader, row, volunteer_theme, JM_NOUN_THEME)};
    return jm_plan_add_volunteer(loader->maker, &to);
}

#define PARTNERSHIP(C, t)                                                      \
    C(t, collectivity) C(t, partner) C(t, kind) C(t, status)
JM_COLUMNS(PARTNERSHIP, partnership)

static uint32_t read_partnership(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_partnership to = {
        .collectivity = jm_load_ref_must(loader, row, partnership_collectivity,
                                         JM_NOUN_COLLECTIVITY),
        .partner =
            jm_load_ref(loader, row, partnership_partner, JM_NOUN_COLLECTIVITY),
        .kind = (enum jm_partnership_kind)jm_load_choice_must(
            loader, row, partnership_kind, JM_SET_partnership_kind),
        .status = (enum jm_partnership_status)jm_load_choice_must(
            loader, row, partnership_status, JM_SET_partnership_status)};
    return jm_plan_add_partnership(loader->maker, &to);
}

#define VENUE(C, t)                                                            \
    C(t, id)                                                                   \
    C(t, collectivity)                                                         \
    C(t, name_fr)                                                              \
    C(t, name_en)                                                              \
    C(t, name_ko)                                                              \
    C(t, address) C(t, seats) C(t, rooms) C(t, latitude) C(t, longitude)
JM_COLUMNS(VENUE, venue)

/* The maker places a venue by its collectivity: there must be one. */
static uint32_t read_venue(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_venue to = {
        .id = jm_load_text_must(loader, row, venue_id),
        .collectivity = jm_load_ref_must(loader, row, venue_collectivity,
                                         JM_NOUN_COLLECTIVITY),
        .address = jm_load_text(row, venue_address),
        .seats = jm_load_int(row, venue_seats, -1),
        .rooms = jm_load_int(row, venue_rooms, 1),
        .placed = sqlite3_column_type(row, venue_latitude) != SQLITE_NULL &&
                  sqlite3_column_type(row, venue_longitude) != SQLITE_NULL,
        .latitude = sqlite3_column_double(row, venue_latitude),
        .longitude = sqlite3_column_double(row, venue_longitude)};
    read_three(row, venue_name_fr, to.name);
    return to.collectivity == JM_NONE ? JM_NONE
                                      : jm_plan_add_venue(loader->maker, &to);
}

#define VEHICLE(C, t)                                                          \
    C(t, id) C(t, name_fr) C(t, name_en) C(t, name_ko) C(t, seats)
JM_COLUMNS(VEHICLE, vehicle)

static uint32_t read_vehicle(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_vehicle to = {.id = jm_load_text_must(loader, row, vehicle_id),
                            .seats = jm_load_int(row, vehicle_seats, 0)};
    read_three(row, vehicle_name_fr, to.name);
    return jm_plan_add_vehicle(loader->maker, &to);
}

#define PERSON(C, t)                                                           \
    C(t, id)                                                                   \
    C(t, family_name)                                                          \
    C(t, given_name)                                                           \
    C(t, name_ko)                                                              \
    C(t, civility)                                                             \
    C(t, function_fr)                                                          \
    C(t, function_en)                                                          \
    C(t, function_ko)                                                          \
    C(t, equivalent_fr)                                                        \
    C(t, equivalent_en)                                                        \
    C(t, equivalent_ko) C(t, organisation) C(t, rank) C(t, languages) C(t, role)
JM_COLUMNS(PERSON, person)

static uint32_t read_person(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_person to = {
        .id = jm_load_text_must(loader, row, person_id),
        .family_name = jm_load_text_must(loader, row, person_family_name),
        .given_name = jm_load_text(row, person_given_name),
        .name_ko = jm_load_text(row, person_name_ko),
        .languages = jm_load_text(row, person_languages),
        .civility =
            jm_load_choice(loader, row, person_civility, JM_SET_civility),
        .role = (enum jm_person_role)jm_load_choice_must(
            loader, row, person_role, JM_SET_person_role),
        .rank = jm_load_int(row, person_rank, 0),
        .organisation = jm_load_ref(loader, row, person_organisation,
                                    JM_NOUN_COLLECTIVITY)};
    read_three(row, person_function_fr, to.function);
    read_three(row, person_equivalent_fr, to.equivalent);
    return jm_plan_add_person(loader->maker, &to);
}

#define DELEGATION(C, t)                                                       \
    C(t, id)                                                                   \
    C(t, name_fr)                                                              \
    C(t, name_en)                                                              \
    C(t, name_ko)                                                              \
    C(t, origin)                                                               \
    C(t, head)                                                                 \
    C(t, size)                                                                 \
    C(t, purpose_fr) C(t, purpose_en) C(t, purpose_ko) C(t, dates_imposed)
JM_COLUMNS(DELEGATION, delegation)

static uint32_t read_delegation(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_delegation to = {
        .id = jm_load_text_must(loader, row, delegation_id),
        .origin = jm_load_ref_must(loader, row, delegation_origin,
                                   JM_NOUN_COLLECTIVITY),
        .head = jm_load_ref(loader, row, delegation_head, JM_NOUN_PERSON),
        .size = jm_load_int(row, delegation_size, 0),
        .dates_imposed = sqlite3_column_int(row, delegation_dates_imposed)};
    read_three(row, delegation_name_fr, to.name);
    read_three(row, delegation_purpose_fr, to.purpose);
    return jm_plan_add_delegation(loader->maker, &to);
}

#define FLIGHT(C, t)                                                           \
    C(t, delegation)                                                           \
    C(t, direction)                                                            \
    C(t, number)                                                               \
    C(t, origin) C(t, destination) C(t, departs_utc) C(t, arrives_utc)
JM_COLUMNS(FLIGHT, flight)

static uint32_t read_flight(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_flight to = {
        .delegation = jm_load_ref_must(loader, row, flight_delegation,
                                       JM_NOUN_DELEGATION),
        .direction = (enum jm_direction)jm_load_choice_must(
            loader, row, flight_direction, JM_SET_direction),
        .number = jm_load_text_must(loader, row, flight_number),
        .origin =
            jm_load_ref_must(loader, row, flight_origin, JM_NOUN_COLLECTIVITY),
        .destination = jm_load_ref_must(loader, row, flight_destination,
                                        JM_NOUN_COLLECTIVITY),
        .span = jm_load_span(loader, row, flight_departs_utc,
                             flight_arrives_utc, -1, -1)};
    return jm_plan_add_flight(loader->maker, &to);
}

#define MEMBER(C, t)                                                           \
    C(t, delegation)                                                           \
    C(t, person)                                                               \
    C(t, position) C(t, track) C(t, joins_utc) C(t, leaves_utc) C(t, room)
JM_COLUMNS(MEMBER, member)

static uint32_t read_member(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_member to = {
        .delegation = jm_load_ref_must(loader, row, member_delegation,
                                       JM_NOUN_DELEGATION),
        .person = jm_load_ref_must(loader, row, member_person, JM_NOUN_PERSON),
        .position = jm_load_int(row, member_position, 0),
        .track = jm_load_track(loader, row, member_track),
        .span = jm_load_span(loader, row, member_joins_utc, member_leaves_utc,
                             JM_UTC_MIN, JM_UTC_MAX),
        .room = jm_load_choice(loader, row, member_room, JM_SET_room)};
    return jm_plan_add_member(loader->maker, &to);
}

/* What only texts need comes after what walks read. */
#define EVENT(C, t) JM_WALK_EVENT(C, t) TEXT(C, t)
#define TEXT(C, t)                                                             \
    C(t, title_fr)                                                             \
    C(t, title_en)                                                             \
    C(t, title_ko)                                                             \
    C(t, cancel_reason)                                                        \
    C(t, contacts_fr)                                                          \
    C(t, contacts_en)                                                          \
    C(t, contacts_ko)                                                          \
    C(t, logistics_fr)                                                         \
    C(t, logistics_en)                                                         \
    C(t, logistics_ko)                                                         \
    C(t, description_fr)                                                       \
    C(t, description_en)                                                       \
    C(t, description_ko)                                                       \
    C(t, url)                                                                  \
    C(t, sequence) C(t, created_at) C(t, changed_at) C(t, cancelled_at)
enum { before_text = event_to_confirm, TEXT(JM_NAMED, event) };

static void read_event_text(sqlite3_stmt *row, struct jm_event_text *to)
{
    jm_text_copy(to->uid, sizeof to->uid, jm_db_text(row, event_id));
    to->sequence = sqlite3_column_int(row, event_sequence);
    to->created_at = sqlite3_column_int64(row, event_created_at);
    to->changed_at = sqlite3_column_int64(row, event_changed_at);
    to->cancelled_at = sqlite3_column_int64(row, event_cancelled_at);
    read_three(row, event_title_fr, to->title);
    read_three(row, event_contacts_fr, to->contacts);
    read_three(row, event_logistics_fr, to->logistics);
    read_three(row, event_description_fr, to->description);
    to->url = jm_load_text(row, event_url);
    to->cancel_reason = jm_load_text(row, event_cancel_reason);
}

static uint32_t read_event(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_event_text text;
    read_event_text(row, &text);
    return jm_load_event(loader, row, &text);
}

#define POST(C, t) C(t, event) C(t, channel) C(t, language) C(t, text)
JM_COLUMNS(POST, post)

static uint32_t read_post(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_post_text to = {
        .event = jm_load_ref_must(loader, row, post_event, JM_NOUN_EVENT),
        .channel = (enum jm_channel)jm_load_choice_must(
            loader, row, post_channel, JM_SET_channel),
        .language = jm_load_text_must(loader, row, post_language),
        .text = jm_load_text_must(loader, row, post_text)};
    return jm_plan_add_post(loader->maker, &to);
}

#define TRAVEL(C, t)                                                           \
    C(t, origin)                                                               \
    C(t, destination) C(t, mode) C(t, minutes_min) C(t, minutes_max)
JM_COLUMNS(TRAVEL, travel)

static uint32_t read_travel(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_travel to = {
        .origin =
            jm_load_ref_must(loader, row, travel_origin, JM_NOUN_COLLECTIVITY),
        .destination = jm_load_ref_must(loader, row, travel_destination,
                                        JM_NOUN_COLLECTIVITY),
        .mode = (enum jm_travel_mode)jm_load_choice_must(
            loader, row, travel_mode, JM_SET_travel_mode),
        .minutes_min = sqlite3_column_int(row, travel_minutes_min),
        .minutes_max = sqlite3_column_int(row, travel_minutes_max)};
    return jm_plan_add_travel(loader->maker, &to);
}

#define DAY(C, t)                                                              \
    C(t, kind)                                                                 \
    C(t, starts)                                                               \
    C(t, ends)                                                                 \
    C(t, country)                                                              \
    C(t, department)                                                           \
    C(t, school_zone)                                                          \
    C(t, collectivity)                                                         \
    C(t, name_fr) C(t, name_en) C(t, name_ko) C(t, estimated) C(t, source)
JM_COLUMNS(DAY, day)

static uint32_t read_days(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_marked_days to = {
        .kind = (enum jm_day_kind)jm_load_choice_must(loader, row, day_kind,
                                                      JM_SET_day_kind),
        .first = jm_load_day_must(loader, row, day_starts),
        .last = jm_load_day_must(loader, row, day_ends),
        .department = jm_load_text(row, day_department),
        .school_zone =
            jm_load_choice(loader, row, day_school_zone, JM_SET_school_zone),
        .collectivity =
            jm_load_ref(loader, row, day_collectivity, JM_NOUN_COLLECTIVITY),
        .source = jm_load_text_must(loader, row, day_source),
        .estimated = sqlite3_column_int(row, day_estimated)};
    read_three(row, day_name_fr, to.name);
    jm_text_copy(to.country, sizeof to.country, jm_db_text(row, day_country));
    return jm_plan_add_marked_days(loader->maker, &to);
}

#define BUSY(C, t)                                                             \
    C(t, collectivity)                                                         \
    C(t, title) C(t, starts) C(t, tentative) C(t, utc_from) C(t, utc_until)
JM_COLUMNS(BUSY, busy)

static uint32_t read_busy(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_busy_span to = {
        .collectivity = jm_load_ref_must(loader, row, busy_collectivity,
                                         JM_NOUN_COLLECTIVITY),
        .span =
            jm_load_span(loader, row, busy_utc_from, busy_utc_until, -1, -1),
        .whole_days = !strchr(jm_db_text(row, busy_starts), 'T'),
        .tentative = jm_load_int(row, busy_tentative, 0) != 0,
        .title = jm_load_text(row, busy_title)};
    return jm_plan_add_busy_span(loader->maker, &to);
}

#define SETTING(C, t) C(t, rule) C(t, parameter) C(t, value) C(t, collectivity)
JM_COLUMNS(SETTING, setting)

static uint32_t read_setting(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_setting to = {
        .rule = jm_load_text_must(loader, row, setting_rule),
        .parameter = jm_load_text_must(loader, row, setting_parameter),
        .value = jm_load_text_must(loader, row, setting_value),
        .collectivity = jm_load_ref(loader, row, setting_collectivity,
                                    JM_NOUN_COLLECTIVITY)};
    return jm_plan_add_setting(loader->maker, &to);
}

#define WAIVER(C, t)                                                           \
    C(t, fingerprint) C(t, facts) C(t, expires_on) C(t, reason) C(t, author)
JM_COLUMNS(WAIVER, waiver)

static uint32_t read_waiver(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_waiver to = {
        .fingerprint = jm_load_hash_must(loader, row, waiver_fingerprint),
        .facts = jm_load_hash_must(loader, row, waiver_facts),
        .expires_on = jm_load_day(loader, row, waiver_expires_on),
        .reason = jm_load_text_must(loader, row, waiver_reason),
        .author = jm_load_text_must(loader, row, waiver_author)};
    return jm_plan_add_waiver(loader->maker, &to);
}

/* By number: the latest is read last. */
#define SELECT_RELEASE "SELECT n, published_at FROM release ORDER BY number"
enum { release_n, release_published_at };

static uint32_t read_release(struct jm_loader *loader, sqlite3_stmt *row)
{
    jm_plan_set_released(
        loader->maker, jm_load_instant_must(loader, row, release_published_at));
    return JM_NONE;
}

const struct jm_loading jm_loadings[] = {
    {JM_NOUN_THEME, SELECT(THEME, theme), read_theme, NULL},
    {JM_NOUN_COLLECTIVITY, SELECT(COLLECTIVITY, collectivity),
     read_collectivity, jm_plan_set_collectivity_parent},
    {JM_NOUN_VOLUNTEER, SELECT(VOLUNTEER, volunteer), read_volunteer, NULL},
    {JM_NOUN_PARTNERSHIP, SELECT(PARTNERSHIP, partnership), read_partnership,
     NULL},
    {JM_NOUN_VENUE, SELECT(VENUE, venue), read_venue, NULL},
    {JM_NOUN_VEHICLE, SELECT(VEHICLE, vehicle), read_vehicle, NULL},
    {JM_NOUN_PERSON, SELECT(PERSON, person), read_person, NULL},
    {JM_NOUN_DELEGATION, SELECT(DELEGATION, delegation), read_delegation, NULL},
    {JM_NOUN_FLIGHT, SELECT(FLIGHT, flight), read_flight, NULL},
    {JM_NOUN_MEMBER, SELECT(MEMBER, member), read_member, NULL},
    {JM_NOUN_EVENT, SELECT(EVENT, event), read_event, jm_plan_set_event_parent},
    {JM_NOUN_PARTICIPANT, SELECT(JM_WALK_PARTICIPANT, participant),
     jm_load_participant, NULL},
    {JM_NOUN_POST, SELECT(POST, post), read_post, NULL},
    {JM_NOUN_TRAVEL, SELECT(TRAVEL, travel), read_travel, NULL},
    {JM_NOUN_DAY, SELECT(DAY, day), read_days, NULL},
    {JM_NOUN_BUSY, SELECT(BUSY, busy), read_busy, NULL},
    {JM_NOUN_SETTING, SELECT(SETTING, setting), read_setting, NULL},
    {JM_NOUN_WAIVER, SELECT(WAIVER, waiver), read_waiver, NULL},
    {JM_NOUN_RELEASE, SELECT_RELEASE, read_release, NULL}};

const size_t jm_loadings_count = sizeof jm_loadings / sizeof *jm_loadings;
