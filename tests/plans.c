#include "plans.h"
#include "cases.h"

/* The last Sunday of a month at 01:00 UTC. */
static jm_utc last_sunday(int year, int month)
{
    jm_day day = jm_day_from_date(year, month, 31);
    day -= (jm_day_weekday(day) + 1) % 7;
    return (jm_utc)day * JM_DAY_SECONDS + 3600;
}

static void set_zones(struct draft *draft)
{
    struct jm_shift paris[2 * 105];
    size_t n = 0;
    paris[n++] = (struct jm_shift){INT64_MIN, 3600};
    for (int year = 1996; year < 2099; year++) {
        paris[n++] = (struct jm_shift){last_sunday(year, 3), 7200};
        paris[n++] = (struct jm_shift){last_sunday(year, 10), 3600};
    }
    struct jm_shift seoul = {INT64_MIN, 9 * 3600};
    draft->paris = jm_plan_zone(draft->maker, "Europe/Paris");
    draft->seoul = jm_plan_zone(draft->maker, "Asia/Seoul");
    jm_plan_set_zone(draft->maker, draft->paris,
                     &(struct jm_zone){"Europe/Paris", paris, n, NULL});
    jm_plan_set_zone(draft->maker, draft->seoul,
                     &(struct jm_zone){"Asia/Seoul", &seoul, 1, NULL});
}

void draft_begin(struct draft *draft)
{
    memset(draft, 0, sizeof *draft);
    assert_int_equal(jm_plan_maker_new(&draft->maker, NULL), JM_OK);
    set_zones(draft);
}

struct jm_plan *draft_seal(struct draft *draft)
{
    struct jm_plan *plan = NULL;
    struct jm_error err = JM_ERROR_INIT;
    jm_day today = draft->today ? draft->today : jm_day_from_date(2023, 1, 1);
    jm_plan_set_released(draft->maker, draft->published);
    assert_int_equal(jm_plan_seal(&plan, draft->maker, today, &err), JM_OK);
    draft->maker = NULL;
    return plan;
}

/* Paris without the table: what tests need is within it anyway. */
jm_utc draft_utc(const struct draft *draft, uint16_t zone, const char *text)
{
    jm_wall wall = 0;
    jm_day day = 0;
    if (!jm_day_parse(text, &day))
        wall = (jm_wall)day * JM_DAY_SECONDS;
    else
        assert_int_equal(jm_wall_parse(text, &wall), JM_CIVIL_OK);
    if (zone == draft->seoul)
        return wall - 9 * 3600;
    int year = jm_wall_civil(wall).year;
    bool summer = wall - 7200 >= last_sunday(year, 3) &&
                  wall - 7200 < last_sunday(year, 10);
    return wall - (summer ? 7200 : 3600);
}

uint32_t draft_host_with(struct draft *draft, const char *id, double latitude,
                         double longitude, int32_t capacity, uint32_t parent,
                         struct draft_habits habits)
{
    bool french = strncmp(id, "fr-", 3) == 0;
    struct jm_collectivity row = {.id = id,
                                  .name = {id + 3, id + 3, id + 3},
                                  .kind = habits.kind,
                                  .zone = french ? draft->paris : draft->seoul,
                                  .parent = parent,
                                  .latitude = latitude,
                                  .longitude = longitude,
                                  .capacity = capacity,
                                  .notice_days = habits.notice_days,
                                  .office_from = habits.office_from,
                                  .office_until = habits.office_until,
                                  .school_zone = habits.school_zone,
                                  .department = habits.department};
    memcpy(row.country, french ? "FR" : "KR", 3);
    return jm_plan_add_collectivity(draft->maker, &row);
}

uint32_t draft_host(struct draft *draft, const char *id, double latitude,
                    double longitude, int32_t capacity, uint32_t parent)
{
    struct draft_habits none = {NULL, -1, -1, -1, -1, JM_KIND_COMMUNE};
    return draft_host_with(draft, id, latitude, longitude, capacity, parent,
                           none);
}

uint32_t draft_venue(struct draft *draft, const char *id, uint32_t host,
                     int32_t rooms)
{
    return jm_plan_add_venue(draft->maker,
                             &(struct jm_venue){.id = id,
                                                .collectivity = host,
                                                .name = {id, id, id},
                                                .seats = -1,
                                                .rooms = rooms});
}

uint32_t draft_person(struct draft *draft, const char *id)
{
    return jm_plan_add_person(draft->maker,
                              &(struct jm_person){.id = id,
                                                  .family_name = id,
                                                  .civility = -1,
                                                  .organisation = JM_NONE});
}

uint32_t draft_delegation(struct draft *draft, const char *id, uint32_t origin)
{
    return jm_plan_add_delegation(
        draft->maker,
        &(struct jm_delegation){
            .id = id, .name = {id, id, id}, .origin = origin, .head = JM_NONE});
}

void draft_member(struct draft *draft, uint32_t delegation, uint32_t person,
                  const char *track, const char *joins, const char *leaves)
{
    struct jm_member row = {.delegation = delegation,
                            .person = person,
                            .track = JM_TRACK_ALL,
                            .span = {JM_UTC_MIN, JM_UTC_MAX},
                            .room = -1};
    if (track)
        row.track = jm_plan_track(draft->maker, track);
    if (joins)
        row.span.from = draft_utc(draft, draft->paris, joins);
    if (leaves)
        row.span.until = draft_utc(draft, draft->paris, leaves);
    jm_plan_add_member(draft->maker, &row);
}

void draft_travel(struct draft *draft, uint32_t from, uint32_t to,
                  int32_t minutes)
{
    jm_plan_add_travel(draft->maker,
                       &(struct jm_travel){.origin = from,
                                           .destination = to,
                                           .mode = JM_MODE_TRAIN,
                                           .minutes_min = minutes,
                                           .minutes_max = minutes + 15});
}

const char *draft_uid(char out[37], unsigned number)
{
    snprintf(out, 37, "00000000-0000-4000-8000-%012u", number);
    return out;
}

static uint32_t or_none(const uint32_t *given)
{
    return given ? *given : JM_NONE;
}

static struct jm_span span_of(const struct draft *draft, uint16_t zone,
                              const struct draft_event *e, bool all_day)
{
    struct jm_span span = {draft_utc(draft, zone, e->starts),
                           draft_utc(draft, zone, e->ends)};
    jm_day last = 0;
    if (all_day && !jm_day_parse(e->ends, &last)) {
        struct jm_text next = JM_TEXT_INIT;
        jm_text_add_day(&next, last + 1);
        span.until = draft_utc(draft, zone, jm_text_get(&next));
        jm_text_clear(&next);
    }
    return span;
}

uint32_t draft_add(struct draft *draft, struct draft_event e)
{
    bool all_day = strchr(e.starts, 'T') == NULL;
    struct jm_event row = {.host = or_none(e.host),
                           .venue = or_none(e.venue),
                           .to_host = or_none(e.to_host),
                           .to_venue = JM_NONE,
                           .delegation = or_none(e.delegation),
                           .parent = or_none(e.parent),
                           .theme = or_none(e.theme),
                           .option_until = JM_DAY_NONE,
                           .zone = e.seoul ? draft->seoul : draft->paris,
                           .track = JM_TRACK_ALL,
                           .kind = (uint8_t)e.kind,
                           .status = e.sketchy ? (uint8_t)e.status
                                               : (uint8_t)JM_CONFIRMED,
                           .audience = (uint8_t)e.audience,
                           .rite = e.rite,
                           .expected = e.expected,
                           .all_day = all_day};
    if (e.track)
        row.track = jm_plan_track(draft->maker, e.track);
    row.span = span_of(draft, row.zone, &e, all_day);
    if (e.option_until)
        assert_int_equal(jm_day_parse(e.option_until, &row.option_until),
                         JM_CIVIL_OK);
    const char *title = e.title ? e.title : "?";
    struct jm_event_text text = {.title = {title, title, title}};
    if (e.created)
        text.created_at = draft_utc(draft, draft->paris, e.created);
    text.changed_at =
        e.changed ? draft_utc(draft, draft->paris, e.changed) : text.created_at;
    draft_uid(text.uid, ++draft->uids);
    uint32_t event = jm_plan_add_event(draft->maker, &row, &text);
    if (e.person)
        jm_plan_add_participant(
            draft->maker, &(struct jm_participant){.event = event,
                                                   .person = *e.person,
                                                   .delegation = JM_NONE,
                                                   .vehicle = JM_NONE,
                                                   .collectivity = JM_NONE});
    return event;
}
