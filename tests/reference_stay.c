#include "reference_stay.h"
#include "cases.h"

static const struct jm_event *ev(const struct jm_plan *p, uint32_t i)
{
    return &p->events[i];
}

void ref_tell(struct lines *out, const struct jm_plan *p, const char *rule,
              enum jm_severity severity, const char *resource,
              struct jm_span span, const uint32_t *events, size_t count)
{
    bool sketchy = false;
    struct jm_text line = JM_TEXT_INIT;
    for (size_t i = 0; i < count; i++)
        sketchy |= ev(p, events[i])->status < JM_CONFIRMED;
    if (sketchy && severity > JM_NOTICE)
        severity--;
    jm_text_addf(&line, "%s %s %lld %lld %s", rule, resource,
                 (long long)span.from, (long long)span.until,
                 jm_severity_word(severity));
    for (size_t i = 0; i < count; i++)
        jm_text_addf(&line, " %s", p->texts[events[i]].uid);
    lines_add(out, jm_text_get(&line));
    jm_text_clear(&line);
}

bool ref_lies_in(const struct jm_plan *p, uint32_t inner, uint32_t outer)
{
    while (inner != JM_NONE && inner != outer)
        inner = ev(p, inner)->parent;
    return inner == outer;
}

uint32_t ref_place(const struct jm_plan *p, uint32_t i)
{
    return ev(p, i)->venue != JM_NONE ? p->venues[ev(p, i)->venue].collectivity
                                      : ev(p, i)->host;
}

static uint32_t host_of(const struct jm_plan *p, uint32_t place)
{
    while (place != JM_NONE && p->collectivities[place].parent != JM_NONE)
        place = p->collectivities[place].parent;
    return place;
}

/* In the world of sketches only Paris has a part. */
bool ref_same_place(const struct jm_plan *p, uint32_t i, uint32_t j)
{
    return host_of(p, ref_place(p, i)) == host_of(p, ref_place(p, j));
}

bool ref_works(const struct jm_plan *p, uint32_t i)
{
    return ev(p, i)->status != JM_CANCELLED &&
           (ev(p, i)->kind == JM_FORUM || ev(p, i)->kind == JM_VISIT ||
            ev(p, i)->kind == JM_MEETING || ev(p, i)->kind == JM_CEREMONY);
}

bool ref_occupies(const struct jm_plan *p, uint32_t i)
{
    return ref_works(p, i) ||
           (ev(p, i)->status != JM_CANCELLED &&
            (ev(p, i)->kind == JM_STAY || ev(p, i)->kind == JM_MEAL ||
             ev(p, i)->kind == JM_TRANSFER));
}

bool ref_takes_part(const struct jm_plan *p, uint32_t i, uint32_t d)
{
    bool takes_part = ev(p, i)->delegation == d;
    for (uint32_t k = 0; k < p->n_participants; k++)
        takes_part |=
            p->participants[k].event == i && p->participants[k].delegation == d;
    return takes_part;
}

bool ref_goes(const struct jm_plan *p, uint32_t i, uint32_t d, uint32_t m)
{
    struct jm_span there = p->members[m].span;
    return p->members[m].delegation == d &&
           (ev(p, i)->track == JM_TRACK_ALL ||
            ev(p, i)->track == p->members[m].track) &&
           there.from < ev(p, i)->span.until &&
           ev(p, i)->span.from < there.until;
}

bool ref_has_track(const struct jm_plan *p, uint32_t d, uint16_t track)
{
    bool has_any = false, has_it = false;
    for (uint32_t i = 0; i < p->n_events; i++)
        if (ref_occupies(p, i) && ref_takes_part(p, i, d)) {
            has_any |= ev(p, i)->track != JM_TRACK_ALL;
            has_it |= ev(p, i)->track == track;
        }
    return track == JM_TRACK_ALL ? !has_any : has_it;
}

/* ---- stays ---- */

static uint32_t stay_around(const struct jm_plan *p, uint32_t i)
{
    uint32_t at = ev(p, i)->parent;
    while (at != JM_NONE && ev(p, at)->kind != JM_STAY)
        at = ev(p, at)->parent;
    return at;
}

/* What is in a stay, by start. */
static size_t contents(const struct jm_plan *p, uint32_t stay,
                       uint32_t inside[64])
{
    size_t n = 0;
    for (uint32_t i = 0; i < p->n_events; i++) {
        uint32_t around = stay_around(p, i);
        bool meets = around == JM_NONE && ev(p, i)->kind != JM_STAY &&
                     ev(p, i)->span.from < ev(p, stay)->span.until &&
                     ev(p, stay)->span.from < ev(p, i)->span.until;
        if (i == stay || ev(p, i)->status == JM_CANCELLED ||
            ev(p, i)->delegation != ev(p, stay)->delegation ||
            !(around == stay || meets))
            continue;
        size_t at = n++;
        for (; at > 0 && ev(p, inside[at - 1])->span.from > ev(p, i)->span.from;
             at--)
            inside[at] = inside[at - 1];
        inside[at] = i;
    }
    return n;
}

static bool share_track(const struct jm_plan *p, uint32_t i, uint32_t j)
{
    uint16_t a = ev(p, i)->track, b = ev(p, j)->track;
    return a == JM_TRACK_ALL || b == JM_TRACK_ALL || a == b;
}

static bool is_rite(const struct jm_plan *p, uint32_t i, enum jm_rite rite)
{
    return ev(p, i)->rite == 1 + rite;
}

static void rest_after(struct lines *out, const struct jm_plan *p,
                       uint32_t stay, struct jm_span flight, uint32_t ride)
{
    uint32_t in[64];
    size_t n = contents(p, stay, in);
    for (size_t k = 0; k < n; k++) {
        uint32_t i = in[k], two[2] = {in[k], ride};
        const struct jm_event *e = ev(p, i);
        bool works = ref_works(p, i);
        int64_t after = e->span.from - flight.until, limit = 90 * 60;
        if (!(works || e->kind == JM_MEAL) || e->all_day ||
            is_rite(p, i, JM_RITE_WELCOME))
            continue;
        if (works)
            limit = 180 * 60;
        if (is_rite(p, i, JM_RITE_SIGNING))
            limit = 12 * 3600;
        bool flying = e->span.from < flight.until &&
                      flight.from < e->span.until && e->track == JM_TRACK_ALL;
        if (flying || (after >= 0 && after < limit))
            ref_tell(out, p, "rest-too-short", JM_WARNING,
                     p->delegations[ev(p, stay)->delegation].id,
                     (struct jm_span){after < 0 ? e->span.from : flight.until,
                                      e->span.until},
                     two, ride == JM_NONE ? 1 : 2);
    }
}

static void rest(struct lines *out, const struct jm_plan *p, uint32_t stay)
{
    bool flies_in = false;
    for (uint32_t f = 0; f < p->n_flights; f++) {
        const struct jm_flight *flight = &p->flights[f];
        if (flight->delegation != ev(p, stay)->delegation ||
            flight->direction != JM_FLIGHT_IN)
            continue;
        flies_in = true;
        if (flight->span.until - flight->span.from >= 6 * 3600)
            rest_after(out, p, stay, flight->span, JM_NONE);
    }
    uint32_t in[64];
    size_t n = flies_in ? 0 : contents(p, stay, in);
    for (size_t k = 0; k < n; k++) {
        const struct jm_event *e = ev(p, in[k]);
        if (e->kind == JM_TRANSFER && !e->all_day && e->to_host != JM_NONE &&
            e->span.until - e->span.from >= 6 * 3600 &&
            jm_plan_journey(p, e->host, e->to_host).kilometres >= 2500)
            rest_after(out, p, stay, e->span, in[k]);
    }
}

/* Whether the second of two comes in an order that it should not. */
static bool is_disorder(const struct jm_plan *p, uint32_t first, uint32_t then)
{
    const struct jm_event *a = ev(p, first), *b = ev(p, then);
    bool plain_a =
        (a->kind == JM_VISIT || a->kind == JM_MEETING || a->kind == JM_FORUM) &&
        !a->rite;
    bool plain_b = (b->kind == JM_VISIT || b->kind == JM_MEETING) && !b->rite;
    if (first == then || a->span.until > b->span.from ||
        !share_track(p, first, then) || !ref_same_place(p, first, then) ||
        ref_lies_in(p, first, then) || ref_lies_in(p, then, first))
        return false;
    return (is_rite(p, then, JM_RITE_COURTESY) &&
            (plain_a || is_rite(p, first, JM_RITE_SIGNING))) ||
           (is_rite(p, first, JM_RITE_SIGNING) && plain_b);
}

/* One finding per rite: with the first event that is out of order. */
static void order(struct lines *out, const struct jm_plan *p, uint32_t stay)
{
    uint32_t in[64];
    size_t n = contents(p, stay, in);
    for (size_t r = 0; r < n; r++)
        for (size_t k = 0; k < n; k++) {
            bool signs = is_rite(p, in[r], JM_RITE_SIGNING);
            uint32_t two[2] = {signs ? in[r] : in[k], signs ? in[k] : in[r]};
            const struct jm_event *a = ev(p, two[0]), *b = ev(p, two[1]);
            if (!(signs || is_rite(p, in[r], JM_RITE_COURTESY)) ||
                (signs && b->rite) || !is_disorder(p, two[0], two[1]))
                continue;
            ref_tell(
                out, p, "order-broken", JM_WARNING,
                p->delegations[ev(p, stay)->delegation].id,
                (struct jm_span){a->span.from < b->span.from ? a->span.from
                                                             : b->span.from,
                                 a->span.until > b->span.until ? a->span.until
                                                               : b->span.until},
                two, 2);
            break;
        }
}

/* 2:00 in Paris in summer, of the night after a day. */
static jm_utc night_after(jm_day day)
{
    return (jm_utc)(day + 1) * 86400;
}

static bool holds(struct jm_span span, jm_utc t)
{
    return span.from <= t && t < span.until;
}

static bool has_bed(const struct jm_plan *p, uint32_t i, jm_day day)
{
    const struct jm_event *e = ev(p, i);
    jm_utc night = night_after(day);
    if (e->kind == JM_TRANSFER)
        return !e->all_day && holds(e->span, night);
    return e->kind == JM_LODGING &&
           (holds(e->span, night) ||
            (e->all_day && holds(e->span, night - 14 * 3600)));
}

static bool is_not_there(const struct jm_plan *p, uint32_t stay, jm_utc night)
{
    bool away = false;
    struct jm_span here = ev(p, stay)->span;
    for (uint32_t f = 0; f < p->n_flights; f++) {
        struct jm_span flight = p->flights[f].span;
        bool is_in = p->flights[f].direction == JM_FLIGHT_IN;
        if (p->flights[f].delegation != ev(p, stay)->delegation)
            continue;
        away |= holds(flight, night);
        away |= is_in && holds(here, flight.until) && night < flight.until;
        away |= !is_in && holds(here, flight.from) && night >= flight.from;
    }
    return away;
}

static void nights(struct lines *out, const struct jm_plan *p, uint32_t stay)
{
    uint32_t in[64], run = 0, two[2] = {stay, JM_NONE};
    size_t n = contents(p, stay, in);
    bool keeps = false;
    for (size_t k = 0; k < n; k++)
        keeps |= ev(p, in[k])->kind == JM_LODGING;
    if (!keeps)
        return;
    jm_day day = jm_wall_day(ev(p, stay)->span.from + 7200);
    for (;; day++) {
        bool over = night_after(day) >= ev(p, stay)->span.until;
        bool good = over || is_not_there(p, stay, night_after(day));
        uint32_t bed = JM_NONE;
        for (size_t k = 0; k < n && !over && bed == JM_NONE; k++)
            if (has_bed(p, in[k], day))
                bed = in[k];
        if ((good || bed != JM_NONE) && run)
            ref_tell(
                out, p, "night-without-lodging", JM_WARNING,
                p->delegations[ev(p, stay)->delegation].id,
                (struct jm_span){(jm_utc)(day - (jm_day)run) * 86400 - 7200,
                                 (jm_utc)day * 86400 - 7200},
                two, two[1] == JM_NONE ? 1 : 2);
        run = good || bed != JM_NONE ? 0 : run + 1;
        two[1] = bed != JM_NONE ? bed : two[1];
        if (over)
            return;
    }
}

static void themes(struct lines *out, const struct jm_plan *p, uint32_t stay)
{
    uint32_t in[64];
    size_t n = contents(p, stay, in);
    for (uint32_t theme = 0; theme < p->n_themes; theme++)
        for (uint32_t t = 0; t <= p->n_tracks; t++) {
            uint16_t track = t == p->n_tracks ? JM_TRACK_ALL : (uint16_t)t;
            uint32_t seen[64];
            size_t count = 0;
            bool own = false, others = false;
            struct jm_span span = {INT64_MAX, 0};
            for (size_t k = 0; k < n; k++) {
                const struct jm_event *e = ev(p, in[k]);
                if (e->kind != JM_VISIT || e->theme != theme ||
                    theme == ev(p, stay)->theme)
                    continue;
                own |= e->track == track;
                others |= e->track != JM_TRACK_ALL;
                if (e->track == JM_TRACK_ALL || e->track == track)
                    seen[count++] = in[k];
            }
            if (count <= 2 || !own || (track == JM_TRACK_ALL && others))
                continue;
            span.from = ev(p, seen[0])->span.from;
            span.until = ev(p, seen[0])->span.until;
            if (ev(p, seen[count - 1])->span.until > span.until)
                span.until = ev(p, seen[count - 1])->span.until;
            ref_tell(out, p, "theme-repeated", JM_WARNING,
                     p->delegations[ev(p, stay)->delegation].id, span, seen,
                     count);
        }
}

/* ---- interpreters ---- */

static bool is_one(const struct jm_plan *p, uint32_t person)
{
    return p->people[person].role == JM_ROLE_INTERPRETER;
}

/* In sketches only these speak both. */
static bool speaks_both(const struct jm_plan *p, uint32_t person)
{
    return strcmp(p->people[person].id, "both") == 0 ||
           strcmp(p->people[person].id, "echo") == 0;
}

/* Each person there who interprets, or (also) who could. */
static unsigned count_voices(const struct jm_plan *p, uint32_t i, bool could,
                             uint32_t *last)
{
    unsigned count = 0;
    for (uint32_t who = 0; who < p->n_people; who++) {
        bool named = false, led = false, asked = false;
        for (uint32_t k = 0; k < p->n_participants; k++)
            if (p->participants[k].event == i &&
                p->participants[k].person == who) {
                named = true;
                asked |= p->participants[k].role == JM_PART_INTERPRETS;
            }
        for (uint32_t m = 0; m < p->n_members; m++)
            for (uint32_t d = 0; d < p->n_delegations; d++)
                led |= p->members[m].person == who && ref_goes(p, i, d, m) &&
                       ref_takes_part(p, i, d);
        if (!(named || led) ||
            !(asked || is_one(p, who) || (could && speaks_both(p, who))))
            continue;
        *last = who;
        count++;
    }
    return count;
}

static bool in_forum(const struct jm_plan *p, uint32_t i)
{
    bool in = false;
    for (uint32_t at = ev(p, i)->parent; at != JM_NONE; at = ev(p, at)->parent)
        in |= ev(p, at)->kind == JM_FORUM;
    return in;
}

static void unheard(struct lines *out, const struct jm_plan *p, uint32_t stay)
{
    uint32_t in[64], d = ev(p, stay)->delegation, who;
    size_t n = contents(p, stay, in);
    bool known = false;
    for (uint32_t m = 0; m < p->n_members; m++)
        known |=
            p->members[m].delegation == d && is_one(p, p->members[m].person);
    for (uint32_t k = 0; k < p->n_participants; k++)
        for (size_t i = 0; i < n; i++)
            known |= p->participants[k].event == in[i] &&
                     p->participants[k].person != JM_NONE &&
                     (p->participants[k].role == JM_PART_INTERPRETS ||
                      is_one(p, p->participants[k].person));
    for (size_t k = 0; k < n && known; k++) {
        const struct jm_event *e = ev(p, in[k]);
        uint32_t place = ref_place(p, in[k]);
        bool matters =
            e->kind == JM_MEETING || (e->kind == JM_CEREMONY && e->rite);
        if (matters && place != JM_NONE && !in_forum(p, in[k]) &&
            strcmp(p->collectivities[place].id, "fr-embassy") != 0 &&
            strncmp(p->collectivities[place].id, "fr-", 3) == 0 &&
            count_voices(p, in[k], true, &who) == 0)
            ref_tell(out, p, "interpreter-missing", JM_WARNING,
                     p->delegations[d].id, e->span, &in[k], 1);
    }
}

static bool alone(const struct jm_plan *p, uint32_t i, uint32_t *who)
{
    const struct jm_event *e = ev(p, i);
    return ref_works(p, i) &&
           (e->kind == JM_MEETING || e->kind == JM_CEREMONY) && !e->all_day &&
           e->span.until - e->span.from > 150 * 60 && !in_forum(p, i) &&
           count_voices(p, i, false, who) == 1;
}

bool ref_is_alone(const struct jm_plan *p, uint32_t i)
{
    uint32_t who = 0;
    return alone(p, i, &who);
}

void ref_stays(struct lines *out, const struct jm_plan *p)
{
    for (uint32_t i = 0; i < p->n_events; i++) {
        uint32_t who = 0;
        if (alone(p, i, &who))
            ref_tell(out, p, "interpreter-missing", JM_WARNING,
                     p->people[who].id, ev(p, i)->span, &i, 1);
        if (ev(p, i)->kind != JM_STAY || ev(p, i)->status == JM_CANCELLED ||
            ev(p, i)->delegation == JM_NONE)
            continue;
        rest(out, p, i);
        order(out, p, i);
        nights(out, p, i);
        themes(out, p, i);
        unheard(out, p, i);
    }
}
