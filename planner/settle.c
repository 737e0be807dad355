/* What makes a row ready to be stored: its id, its instants, and what holds
 * between its fields. */
#include <jumelage/nouns.h>
#include <jumelage/plan.h>
#include <stdlib.h>
#include <string.h>

/* What settling works with. */
struct settling {
    struct jm_row *row;
    jm_zone_lookup *zones;
    void *data;
    struct jm_remark *remarks;
    int room, *count;
    struct jm_error *err;
};

static const char *name_of(const struct settling *s, int field)
{
    return s->row->noun->fields[field].name;
}

static void remark(const struct settling *s, enum jm_message message, int field,
                   const char *text, const char *zone)
{
    if (*s->count < s->room) {
        struct jm_remark *r = &s->remarks[*s->count];
        r->message = message;
        jm_text_copy(r->args[0], sizeof r->args[0], name_of(s, field));
        jm_text_copy(r->args[1], sizeof r->args[1], text);
        jm_text_copy(r->args[2], sizeof r->args[2], zone);
    }
    ++*s->count;
}

enum jm_status jm_row_fill(struct jm_row *row, struct jm_error *err)
{
    enum jm_status status = JM_OK;
    for (int i = 0; !status && i < row->noun->count; i++) {
        const struct jm_field *field = &row->noun->fields[i];
        if (!*field->standard || !jm_row_is_null(row, i))
            continue;
        if (field->flags & JM_FIELD_SYSTEM)
            jm_row_set_integer(row, i, strtoll(field->standard, NULL, 10));
        else
            status = jm_row_parse(row, i, field->standard, err);
    }
    return status;
}

static enum jm_status make_id(struct settling *s)
{
    struct jm_text id = JM_TEXT_INIT;
    int key;
    for (int i = 0; (key = jm_noun_key(s->row->noun, i)) >= 0; i++) {
        if (jm_row_is_null(s->row, key))
            continue;
        if (id.length)
            jm_text_add_char(&id, '/');
        jm_row_add_text(&id, s->row, key);
    }
    enum jm_status status = jm_row_set_id(s->row, jm_text_get(&id), s->err);
    jm_text_clear(&id);
    return status;
}

static enum jm_status check_id(const struct settling *s)
{
    const char *noun = s->row->noun->spoken;
    const char *id = s->row->id;
    if (!id || !*id)
        return jm_fail(s->err, JM_INVALID, noun, JM_SAY_ID_MISSING, noun, NULL);
    if (!jm_noun_has_made_id(s->row->noun) &&
        (!jm_id_is_valid(id) || strchr(id, '/')))
        return jm_fail(s->err, JM_INVALID, noun, JM_SAY_NOT_ID, "id", id, NULL);
    if (s->row->noun->id == JM_NOUN_EVENT && !jm_uuid_is_valid(id))
        return jm_fail(s->err, JM_INVALID, noun, JM_SAY_NOT_UUID, id, NULL);
    return JM_OK;
}

static enum jm_status check_required(const struct settling *s)
{
    for (int i = 0; i < s->row->noun->count; i++) {
        unsigned flags = s->row->noun->fields[i].flags;
        if ((flags & JM_FIELD_REQUIRED) && !(flags & JM_FIELD_SYSTEM) &&
            jm_row_is_null(s->row, i))
            return jm_fail(s->err, JM_INVALID, s->row->noun->name,
                           JM_SAY_FIELD_MISSING, s->row->noun->spoken,
                           name_of(s, i), NULL);
    }
    return JM_OK;
}

static const struct jm_zone *find_zone(const struct settling *s, int field)
{
    const char *name = jm_row_string(s->row, field);
    const struct jm_zone *zone = name ? s->zones(s->data, name) : NULL;
    if (!zone)
        jm_fail(s->err, JM_INVALID, name, JM_SAY_ZONE_UNKNOWN,
                name_of(s, field), name ? name : "", NULL);
    return zone;
}

/* The instant that one wall time means. */
static enum jm_status derive(const struct settling *s, int index)
{
    const struct jm_field *field = &s->row->noun->fields[index];
    const char *text = jm_row_string(s->row, index);
    if (!text) {
        jm_row_set_null(s->row, field->derived);
        return JM_OK;
    }
    const struct jm_zone *zone = find_zone(s, field->zone);
    if (!zone)
        return JM_INVALID;
    jm_day day = 0;
    jm_wall wall = 0;
    jm_utc utc = 0;
    if (!jm_day_parse(text, &day)) {
        utc = jm_zone_day_start(zone, day + (field->type == JM_TYPE_UNTIL));
    } else if (jm_wall_parse(text, &wall)) {
        return jm_fail(s->err, JM_INVALID, field->name, JM_SAY_NOT_LOCAL,
                       field->name, text, NULL);
    } else {
        enum jm_wall_kind kind = jm_zone_utc_of(zone, wall, &utc);
        if (kind == JM_WALL_NEVER)
            return jm_fail(s->err, JM_INVALID, field->name, JM_SAY_WALL_NEVER,
                           field->name, text, zone->name, NULL);
        if (kind == JM_WALL_TWICE)
            remark(s, JM_SAY_WALL_TWICE, index, text, zone->name);
    }
    jm_row_set_integer(s->row, field->derived, utc);
    return JM_OK;
}

static enum jm_status derive_all(const struct settling *s)
{
    enum jm_status status = JM_OK;
    for (int i = 0; !status && i < s->row->noun->count; i++) {
        enum jm_field_type type = s->row->noun->fields[i].type;
        if (type == JM_TYPE_LOCAL || type == JM_TYPE_UNTIL)
            status = derive(s, i);
        else if (type == JM_TYPE_ZONE && !jm_row_is_null(s->row, i) &&
                 !find_zone(s, i))
            status = JM_INVALID;
    }
    return status;
}

static enum jm_status fail_between(const struct settling *s,
                                   enum jm_message message, int a, int b)
{
    struct jm_text one = JM_TEXT_INIT, two = JM_TEXT_INIT;
    jm_row_add_text(&one, s->row, a);
    jm_row_add_text(&two, s->row, b);
    jm_fail(s->err, JM_INVALID, s->row->noun->name, message, name_of(s, a),
            jm_text_get(&one), name_of(s, b), jm_text_get(&two), NULL);
    jm_text_clear(&one);
    jm_text_clear(&two);
    return JM_INVALID;
}

/* Pairs of fields of which the first must not come after the second; `by` is
 * the field that is compared, the instant of a wall time. */
static const struct ordered {
    enum jm_noun_id noun;
    int first, last, by_first, by_last;
} ordered[] = {
    {JM_NOUN_EVENT, JM_event_starts, JM_event_ends, JM_event_utc_from,
     JM_event_utc_until},
    {JM_NOUN_BUSY, JM_busy_starts, JM_busy_ends, JM_busy_utc_from,
     JM_busy_utc_until},
    {JM_NOUN_FLIGHT, JM_flight_departs, JM_flight_arrives,
     JM_flight_departs_utc, JM_flight_arrives_utc},
    {JM_NOUN_MEMBER, JM_member_joins, JM_member_leaves, JM_member_joins_utc,
     JM_member_leaves_utc},
    {JM_NOUN_TRAVEL, JM_travel_minutes_min, JM_travel_minutes_max,
     JM_travel_minutes_min, JM_travel_minutes_max},
    {JM_NOUN_DAY, JM_day_starts, JM_day_ends, JM_day_starts, JM_day_ends},
    {JM_NOUN_COLLECTIVITY, JM_collectivity_office_from,
     JM_collectivity_office_until, JM_collectivity_office_from,
     JM_collectivity_office_until},
    {JM_NOUN_LABEL, JM_label_decided_on, JM_label_expires_on,
     JM_label_decided_on, JM_label_expires_on}};

static bool is_after(const struct jm_value *a, const struct jm_value *b)
{
    if (a->type == JM_STRING && b->type == JM_STRING)
        return strcmp(a->string, b->string) > 0; /* dates and hours sort so */
    if (a->type == JM_INTEGER && b->type == JM_INTEGER)
        return a->integer > b->integer;
    return false;
}

/* Two days: the last one ends where the day after it begins, so instants alone
 * do not tell that it is the day before the first. */
static bool are_days_reversed(const struct jm_value *a,
                              const struct jm_value *b)
{
    return a->type == JM_STRING && b->type == JM_STRING &&
           !strchr(a->string, 'T') && !strchr(b->string, 'T') &&
           strcmp(a->string, b->string) > 0;
}

static enum jm_status check_order(const struct settling *s)
{
    const struct jm_value *values = s->row->values;
    for (size_t i = 0; i < sizeof ordered / sizeof *ordered; i++) {
        const struct ordered *o = &ordered[i];
        if (o->noun == s->row->noun->id &&
            (is_after(&values[o->by_first], &values[o->by_last]) ||
             are_days_reversed(&values[o->first], &values[o->last])))
            return fail_between(s, JM_SAY_END_BEFORE_START, o->last, o->first);
    }
    return JM_OK;
}

/* Numbers with a least and a most value. */
static const struct limited {
    enum jm_noun_id noun;
    int field;
    double least, most;
} limited[] = {{JM_NOUN_COLLECTIVITY, JM_collectivity_latitude, -90, 90},
               {JM_NOUN_COLLECTIVITY, JM_collectivity_longitude, -180, 180},
               {JM_NOUN_COLLECTIVITY, JM_collectivity_capacity, 0, 1000},
               {JM_NOUN_COLLECTIVITY, JM_collectivity_notice_days, 0, 3650},
               {JM_NOUN_COLLECTIVITY, JM_collectivity_population, 0, 2e9},
               {JM_NOUN_VENUE, JM_venue_latitude, -90, 90},
               {JM_NOUN_VENUE, JM_venue_longitude, -180, 180},
               {JM_NOUN_VENUE, JM_venue_seats, 0, 1e6},
               {JM_NOUN_VENUE, JM_venue_rooms, 1, 10000},
               {JM_NOUN_VEHICLE, JM_vehicle_seats, 1, 10000},
               {JM_NOUN_PERSON, JM_person_rank, 0, 10000},
               {JM_NOUN_DELEGATION, JM_delegation_size, 0, 100000},
               {JM_NOUN_MEMBER, JM_member_position, 0, 100000},
               {JM_NOUN_EVENT, JM_event_expected, 0, 1e6},
               {JM_NOUN_TRAVEL, JM_travel_minutes_min, 0, 10000},
               {JM_NOUN_TRAVEL, JM_travel_minutes_max, 0, 10000},
               {JM_NOUN_ANSWER, JM_answer_year, 1970, 2099},
               {JM_NOUN_ANSWER, JM_answer_choice, 1, 3},
               {JM_NOUN_CRITERION, JM_criterion_edition, 1, 1000},
               {JM_NOUN_LABEL, JM_label_edition, 1, 1000},
               {JM_NOUN_LABEL, JM_label_score, 0, 1000}};

static enum jm_status check_limits(const struct settling *s)
{
    for (size_t i = 0; i < sizeof limited / sizeof *limited; i++) {
        const struct limited *l = &limited[i];
        if (l->noun != s->row->noun->id || jm_row_is_null(s->row, l->field))
            continue;
        const struct jm_value *value = &s->row->values[l->field];
        double number =
            value->type == JM_REAL ? value->real : (double)value->integer;
        if (number >= l->least && number <= l->most)
            continue;
        struct jm_text text = JM_TEXT_INIT;
        jm_row_add_text(&text, s->row, l->field);
        char least[24], most[24];
        struct jm_text bound = JM_TEXT_INIT;
        jm_text_addf(&bound, "%.0f", l->least);
        jm_text_copy(least, sizeof least, jm_text_get(&bound));
        jm_text_reset(&bound);
        jm_text_addf(&bound, "%.0f", l->most);
        jm_text_copy(most, sizeof most, jm_text_get(&bound));
        jm_fail(s->err, JM_INVALID, name_of(s, l->field), JM_SAY_OUT_OF_RANGE,
                name_of(s, l->field), jm_text_get(&text), least, most, NULL);
        jm_text_clear(&bound);
        jm_text_clear(&text);
        return JM_INVALID;
    }
    return JM_OK;
}

static enum jm_status check_participant(const struct settling *s)
{
    static const int refs[] = {JM_participant_person, JM_participant_delegation,
                               JM_participant_vehicle,
                               JM_participant_collectivity};
    int given = 0;
    for (size_t i = 0; i < sizeof refs / sizeof *refs; i++)
        given += !jm_row_is_null(s->row, refs[i]);
    if (given == 1)
        return JM_OK;
    return jm_fail(s->err, JM_INVALID, "participant", JM_SAY_PARTICIPANT_ONE,
                   NULL);
}

/* Two days or two hours, never one of each. */
static enum jm_status check_both_days(const struct settling *s, int starts,
                                      int ends)
{
    const char *from = jm_row_string(s->row, starts);
    const char *until = jm_row_string(s->row, ends);
    if ((strchr(from, 'T') == NULL) != (strchr(until, 'T') == NULL))
        return fail_between(s, JM_SAY_HALF_DAY, starts, ends);
    return JM_OK;
}

static enum jm_status check_event(const struct settling *s)
{
    const char *parent = jm_row_string(s->row, JM_event_parent);
    if (check_both_days(s, JM_event_starts, JM_event_ends))
        return JM_INVALID;
    if (parent && strcmp(parent, s->row->id) == 0)
        return jm_fail(s->err, JM_INVALID, "parent", JM_SAY_INSIDE_ITSELF,
                       s->row->id, NULL);
    return JM_OK;
}

/* "FR", "KR": ISO 3166-1 alpha-2. */
static enum jm_status check_country(const struct settling *s, int field)
{
    const char *country = jm_row_string(s->row, field);
    if (!country || (strlen(country) == 2 &&
                     strspn(country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 2))
        return JM_OK;
    return jm_fail(s->err, JM_INVALID, "country", JM_SAY_NOT_COUNTRY,
                   name_of(s, field), country, NULL);
}

/* The code is a part of the id. */
static enum jm_status check_day(const struct settling *s)
{
    const char *code = jm_row_string(s->row, JM_day_code);
    if (code &&
        strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(code))
        return jm_fail(s->err, JM_INVALID, "code", JM_SAY_DAY_CODE_FORM, code,
                       NULL);
    return check_country(s, JM_day_country);
}

/* A plan whose waivers cannot be read would not open. */
static enum jm_status check_waiver(const struct settling *s)
{
    static const int hashes[] = {JM_waiver_fingerprint, JM_waiver_facts};
    for (size_t i = 0; i < sizeof hashes / sizeof *hashes; i++) {
        uint64_t number = 0;
        const char *text = jm_row_string(s->row, hashes[i]);
        if (text && !jm_fingerprint_parse(text, &number))
            return jm_fail(s->err, JM_INVALID, "waiver", JM_SAY_NOT_FINGERPRINT,
                           name_of(s, hashes[i]), text, NULL);
    }
    return JM_OK;
}

static enum jm_status check_noun(const struct settling *s)
{
    switch (s->row->noun->id) {
    case JM_NOUN_EVENT:
        return check_event(s);
    case JM_NOUN_BUSY:
        return check_both_days(s, JM_busy_starts, JM_busy_ends);
    case JM_NOUN_PARTICIPANT:
        return check_participant(s);
    case JM_NOUN_COLLECTIVITY:
        return check_country(s, JM_collectivity_country);
    case JM_NOUN_DAY:
        return check_day(s);
    case JM_NOUN_WAIVER:
        return check_waiver(s);
    default:
        return JM_OK;
    }
}

enum jm_status jm_row_settle(struct jm_row *row, jm_zone_lookup *zones,
                             void *data, struct jm_remark *remarks, int room,
                             int *count, struct jm_error *err)
{
    int ignored = 0;
    struct settling s = {
        row, zones, data, remarks, room, count ? count : &ignored, err};
    *s.count = 0;
    enum jm_status status = check_required(&s);
    if (!status && jm_noun_has_made_id(row->noun))
        status = make_id(&s);
    if (!status)
        status = check_id(&s);
    if (!status)
        status = derive_all(&s);
    if (!status)
        status = check_order(&s);
    if (!status)
        status = check_limits(&s);
    if (!status)
        status = check_noun(&s);
    return status;
}
