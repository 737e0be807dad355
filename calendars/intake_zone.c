#include "intake_zone.h"
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#define MOST_ZONES 500
#define LONGEST_NAME 128

enum jm_status jm_calendar_zones_begin(struct jm_calendar_zones *zones,
                                       struct jm_error *err)
{
    struct jm_zone_ref *two = jm_arena_take(zones->arena, 2, sizeof *two);
    if (!two)
        return jm_fail_memory(err);
    two[0] = (struct jm_zone_ref){.tzid = "",
                                  .zone = zones->intake->home,
                                  .is_named = true,
                                  .is_floating = true};
    two[1] = (struct jm_zone_ref){
        .tzid = "UTC", .zone = &jm_zone_utc, .is_named = true};
    zones->floating = &two[0];
    zones->utc = &two[1];
    zones->refs = NULL;
    zones->count = 0;
    zones->own = NULL;
    zones->standard = NULL;
    return JM_OK;
}

struct jm_zone_ref *jm_zone_ref(struct jm_calendar_zones *zones,
                                const char *tzid, unsigned long line)
{
    for (struct jm_zone_ref *ref = zones->refs; ref; ref = ref->next)
        if (strcmp(ref->tzid, tzid) == 0)
            return ref;
    if (zones->count == MOST_ZONES)
        return zones->floating;
    struct jm_zone_ref *ref = jm_arena_take(zones->arena, 1, sizeof *ref);
    if (!ref)
        return NULL;
    ref->tzid = jm_arena_copy(zones->arena, tzid);
    ref->line = line;
    ref->next = zones->refs;
    zones->refs = ref;
    zones->count++;
    return ref->tzid ? ref : NULL;
}

jm_utc jm_zone_ref_utc(const struct jm_zone_ref *ref, jm_wall wall)
{
    jm_utc utc = 0;
    if (jm_zone_utc_of(ref->zone, wall, &utc) == JM_WALL_NEVER)
        return wall - jm_zone_offset(ref->zone, utc - 1);
    return utc;
}

/* ---- by name ---- */

static const struct jm_zone *look_up(const struct jm_calendar_zones *zones,
                                     const char *name)
{
    static const char *const of_utc[] = {"UTC", "GMT", "Z"};
    if (!*name)
        return NULL;
    for (size_t i = 0; i < sizeof of_utc / sizeof *of_utc; i++)
        if (jm_text_same_word(name, of_utc[i]))
            return &jm_zone_utc;
    return zones->intake->zones(zones->intake->data, name);
}

/* The name as it stands, then what follows each of its slashes. */
static const struct jm_zone *by_name(const struct jm_calendar_zones *zones,
                                     const char *name)
{
    const struct jm_zone *zone = look_up(zones, name);
    while (!zone && (name = strchr(name, '/')))
        zone = look_up(zones, ++name);
    return zone;
}

static const struct jm_zone *by_windows(const struct jm_calendar_zones *zones,
                                        const char *name)
{
    UChar wide[LONGEST_NAME], found[LONGEST_NAME];
    char iana[LONGEST_NAME];
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = 0;
    if (strlen(name) >= LONGEST_NAME)
        return NULL;
    u_strFromUTF8(wide, LONGEST_NAME, &length, name, -1, &code);
    int32_t count = ucal_getTimeZoneIDForWindowsID(wide, length, NULL, found,
                                                   LONGEST_NAME, &code);
    if (U_FAILURE(code) || count <= 0 || count >= LONGEST_NAME)
        return NULL;
    u_strToUTF8(iana, LONGEST_NAME, &length, found, count, &code);
    return U_SUCCESS(code) && length < LONGEST_NAME ? look_up(zones, iana)
                                                    : NULL;
}

/* ---- by what it does ---- */

#define LIKELY 4

/* Zones that a calendar of ours is likely to be of. */
static size_t find_likely(const struct jm_calendar_zones *zones,
                          const struct jm_zone *likely[LIKELY])
{
    const struct jm_zone *all[LIKELY] = {
        zones->intake->home,
        zones->standard ? by_name(zones, zones->standard) : NULL,
        look_up(zones, "Europe/Paris"), look_up(zones, "Asia/Seoul")};
    size_t count = 0;
    for (size_t i = 0; i < LIKELY; i++)
        if (all[i])
            likely[count++] = all[i];
    return count;
}

/* True when b does at a's changes in the window what a does. */
static bool follows(const struct jm_zone *a, const struct jm_zone *b,
                    struct jm_span window)
{
    for (size_t i = 0; i < a->count; i++) {
        jm_utc at = a->shifts[i].at;
        if (jm_span_holds(window, at) &&
            (jm_zone_offset(a, at) != jm_zone_offset(b, at) ||
             jm_zone_offset(a, at - 1) != jm_zone_offset(b, at - 1)))
            return false;
    }
    return true;
}

static bool is_like(const struct jm_zone *a, const struct jm_zone *b,
                    struct jm_span window)
{
    return jm_zone_offset(a, window.from) == jm_zone_offset(b, window.from) &&
           follows(a, b, window) && follows(b, a, window);
}

static const struct jm_zone *find_like(const struct jm_calendar_zones *zones,
                                       const struct jm_zone *table)
{
    const struct jm_zone *likely[LIKELY];
    size_t count = find_likely(zones, likely);
    for (size_t i = 0; i < count; i++)
        if (is_like(table, likely[i], zones->intake->window))
            return likely[i];
    return NULL;
}

/* The least offset of a year: summer time adds to it. */
static int32_t standard_offset(const struct jm_zone *zone, jm_utc from)
{
    int32_t least = jm_zone_offset(zone, from);
    for (int month = 1; month < 12; month++) {
        int32_t offset =
            jm_zone_offset(zone, from + month * 30 * JM_DAY_SECONDS);
        least = offset < least ? offset : least;
    }
    return least;
}

/* "(UTC+01:00) Bruxelles", "GMT-03:30", "(UTC) Dublin". */
static bool read_offset(const char *name, int32_t *offset)
{
    if (*name == '(')
        name++;
    if (strncmp(name, "UTC", 3) != 0 && strncmp(name, "GMT", 3) != 0)
        return false;
    name += 3;
    *offset = 0;
    struct jm_piece piece = {name, strcspn(name, ") ")};
    return !piece.count || jm_value_offset(piece, offset);
}

/* ---- settling ---- */

struct settling {
    struct jm_calendar_zones *zones;
    jm_zone_told *told;
    void *data;
    bool failed;
};

static struct jm_own_zone *find_own(const struct jm_calendar_zones *zones,
                                    const char *tzid)
{
    for (struct jm_own_zone *own = zones->own; own; own = own->next)
        if (own->tzid && !own->is_bad && strcmp(own->tzid, tzid) == 0)
            return own;
    return NULL;
}

static void name_it(struct jm_zone_ref *ref, const struct jm_zone *zone)
{
    ref->zone = zone;
    ref->is_named = zone != NULL;
}

static void settle_by_own(struct settling *settling, struct jm_zone_ref *ref)
{
    const struct jm_own_zone *own = find_own(settling->zones, ref->tzid);
    if (!own)
        return;
    if (own->location)
        name_it(ref, by_name(settling->zones, own->location));
    if (ref->zone)
        return;
    const struct jm_zone *table =
        jm_own_zone_table(own, settling->zones, &settling->failed);
    if (!table)
        return;
    name_it(ref, find_like(settling->zones, table));
    if (!ref->zone)
        ref->zone = table;
}

/* A zone that keeps one offset; NULL when memory runs out. */
static const struct jm_zone *make_fixed(struct jm_arena *arena, int32_t offset)
{
    struct jm_zone *zone = jm_arena_take(arena, 1, sizeof *zone);
    struct jm_shift *shift = jm_arena_take(arena, 1, sizeof *shift);
    if (!zone || !shift)
        return NULL;
    *shift = (struct jm_shift){INT64_MIN, offset};
    *zone = (struct jm_zone){"UTC", shift, 1, NULL};
    return zone;
}

static void settle_by_offset(struct settling *settling, struct jm_zone_ref *ref)
{
    const struct jm_calendar_zones *zones = settling->zones;
    const struct jm_zone *likely[LIKELY];
    size_t count = find_likely(zones, likely);
    jm_utc from = zones->intake->window.from;
    int32_t offset = 0;
    if (!read_offset(ref->tzid, &offset))
        return;
    for (size_t i = 0; i < count && !ref->zone; i++)
        if (standard_offset(likely[i], from) == offset)
            name_it(ref, likely[i]);
    if (!ref->zone)
        ref->zone = make_fixed(zones->arena, offset);
    if (!ref->zone) {
        settling->failed = true;
        return;
    }
    struct jm_text as = JM_TEXT_INIT;
    if (ref->is_named)
        jm_text_add(&as, ref->zone->name);
    else
        jm_text_addf(&as, "UTC%+03d:%02d", (int)(offset / 3600),
                     (int)((offset < 0 ? -offset : offset) / 60 % 60));
    settling->told(settling->data, JM_SAY_INTAKE_ZONE_GUESSED, ref->line,
                   ref->tzid, jm_text_get(&as));
    jm_text_clear(&as);
}

static void settle_ref(struct settling *settling, struct jm_zone_ref *ref)
{
    if (ref->zone)
        return;
    name_it(ref, by_name(settling->zones, ref->tzid));
    if (!ref->zone)
        name_it(ref, by_windows(settling->zones, ref->tzid));
    if (!ref->zone)
        settle_by_own(settling, ref);
    if (!ref->zone)
        settle_by_offset(settling, ref);
    if (ref->zone)
        return;
    name_it(ref, settling->zones->floating->zone);
    settling->told(settling->data, JM_SAY_INTAKE_ZONE_UNKNOWN, ref->line,
                   ref->tzid, ref->zone->name);
}

/* Days need a zone with a name: where X-WR-TIMEZONE has none, it is the
 * host's. */
static void settle_floating(struct settling *settling)
{
    struct jm_calendar_zones *zones = settling->zones;
    if (!zones->standard)
        return;
    struct jm_zone_ref *ref =
        jm_zone_ref(zones, zones->standard, zones->standard_line);
    if (!ref) {
        settling->failed = true;
        return;
    }
    settle_ref(settling, ref);
    if (ref->is_named)
        zones->floating->zone = ref->zone;
}

enum jm_status jm_calendar_zones_settle(struct jm_calendar_zones *zones,
                                        jm_zone_told *told, void *data,
                                        struct jm_error *err)
{
    struct settling settling = {zones, told, data, false};
    settle_floating(&settling);
    for (struct jm_zone_ref *ref = zones->refs; ref; ref = ref->next)
        settle_ref(&settling, ref);
    return settling.failed ? jm_fail_memory(err) : JM_OK;
}
