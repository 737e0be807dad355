#include "reference.h"
#include "cases.h"
#include <jumelage/rule.h>

void lines_add(struct lines *lines, const char *line)
{
    if (lines->count == lines->room) {
        lines->room = lines->room ? lines->room * 2 : 64;
        lines->all = realloc(lines->all, lines->room * sizeof *lines->all);
        assert_non_null(lines->all);
    }
    lines->all[lines->count++] = strdup(line);
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void lines_settle(struct lines *lines)
{
    size_t kept = 0;
    if (lines->count)
        qsort(lines->all, lines->count, sizeof *lines->all, compare_lines);
    for (size_t i = 0; i < lines->count; i++) {
        if (kept && strcmp(lines->all[kept - 1], lines->all[i]) == 0)
            free(lines->all[i]);
        else
            lines->all[kept++] = lines->all[i];
    }
    lines->count = kept;
}

void lines_free(struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        free(lines->all[i]);
    free(lines->all);
    memset(lines, 0, sizeof *lines);
}

void lines_compare(const struct lines *got, const struct lines *wanted,
                   const char *drawn)
{
    size_t i = 0;
    while (i < got->count && i < wanted->count &&
           strcmp(got->all[i], wanted->all[i]) == 0)
        i++;
    if (i == got->count && i == wanted->count)
        return;
    fprintf(stderr, "plan:\n%s", drawn);
    fprintf(stderr, "engine:    %s\n",
            i < got->count ? got->all[i] : "(no more)");
    fprintf(stderr, "reference: %s\n",
            i < wanted->count ? wanted->all[i] : "(no more)");
    fail();
}

static size_t add_findings(struct lines *out, const struct jm_plan *plan,
                           const char *rule, say_finding *say)
{
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings findings = JM_FINDINGS_INIT;
    scope.only = jm_rule_find(rule);
    assert_non_null(scope.only);
    assert_int_equal(jm_check_run(&findings, plan, &scope, NULL), JM_OK);
    size_t count = findings.count;
    for (size_t i = 0; i < count; i++) {
        struct jm_text line = JM_TEXT_INIT;
        say(&line, plan, &findings.all[i]);
        lines_add(out, jm_text_get(&line));
        jm_text_clear(&line);
    }
    jm_findings_clear(&findings);
    return count;
}

void lines_of_rules(struct lines *out, const struct jm_plan *plan,
                    const char *const *rules, size_t n_rules, say_finding *say,
                    size_t *told)
{
    for (size_t i = 0; i < n_rules; i++)
        told[i] += add_findings(out, plan, rules[i], say);
    size_t count = out->count;
    lines_settle(out);
    assert_int_equal(out->count, count); /* each is told once */
}

/* ---- what the rules ask, said again ---- */

static const struct jm_event *ev(const struct jm_plan *p, uint32_t i)
{
    return &p->events[i];
}

static bool is_live(const struct jm_plan *p, uint32_t i)
{
    return ev(p, i)->status != JM_CANCELLED;
}

static bool takes_time(int kind)
{
    return kind == JM_FORUM || kind == JM_STAY || kind == JM_VISIT ||
           kind == JM_MEETING || kind == JM_CEREMONY || kind == JM_MEAL ||
           kind == JM_TRANSFER;
}

static bool is_received(int kind)
{
    return takes_time(kind) && kind != JM_FORUM && kind != JM_TRANSFER;
}

static bool needs_room(int kind)
{
    return takes_time(kind) && kind != JM_STAY && kind != JM_TRANSFER;
}

/* An instant t is in a span; spans of no length hold their one instant. */
static bool is_at(struct jm_span s, jm_utc t)
{
    return s.from == s.until ? t == s.from : s.from <= t && t < s.until;
}

/* Two spans share an instant: the later start is in both. */
static bool meet(struct jm_span a, struct jm_span b)
{
    jm_utc later = a.from > b.from ? a.from : b.from;
    return is_at(a, later) && is_at(b, later);
}

static bool lies_in(const struct jm_plan *p, uint32_t inner, uint32_t outer)
{
    for (uint32_t at = inner; at != JM_NONE; at = ev(p, at)->parent)
        if (at == outer)
            return true;
    return false;
}

static uint32_t where(const struct jm_plan *p, uint32_t i)
{
    return ev(p, i)->venue == JM_NONE ? ev(p, i)->host
                                      : p->venues[ev(p, i)->venue].collectivity;
}

static bool is_part_of(const struct jm_plan *p, uint32_t a, uint32_t b)
{
    while (a != JM_NONE && a != b)
        a = p->collectivities[a].parent;
    return a != JM_NONE;
}

static bool same_place(const struct jm_plan *p, uint32_t i, uint32_t j)
{
    uint32_t a = where(p, i), b = where(p, j);
    if (a == JM_NONE || b == JM_NONE)
        return a == b;
    return is_part_of(p, a, b) || is_part_of(p, b, a);
}

static bool fit_together(const struct jm_plan *p, uint32_t i, uint32_t j)
{
    bool one_stays = ev(p, i)->kind == JM_STAY,
         other = ev(p, j)->kind == JM_STAY;
    if (lies_in(p, i, j) || lies_in(p, j, i) || one_stays != other)
        return true;
    if (one_stays)
        return false;
    return (ev(p, i)->all_day || ev(p, j)->all_day) && same_place(p, i, j);
}

static uint32_t stay_around(const struct jm_plan *p, uint32_t i)
{
    uint32_t at = ev(p, i)->parent;
    while (at != JM_NONE && ev(p, at)->kind != JM_STAY)
        at = ev(p, at)->parent;
    return at;
}

static bool goes_with(const struct jm_plan *p, uint32_t i, uint32_t delegation)
{
    if (ev(p, i)->delegation == delegation)
        return true;
    for (uint32_t k = 0; k < p->n_participants; k++)
        if (p->participants[k].event == i &&
            p->participants[k].delegation == delegation)
            return true;
    return false;
}

static bool tracks_meet(const struct jm_plan *p, uint32_t i, uint32_t j)
{
    uint16_t a = ev(p, i)->track, b = ev(p, j)->track;
    return a == JM_TRACK_ALL || b == JM_TRACK_ALL || a == b;
}

static void tell(struct lines *out, const struct jm_plan *p, const char *rule,
                 int severity, const char *resource, struct jm_span span,
                 const uint32_t *events, size_t count, bool sorted)
{
    const char *uids[64];
    for (size_t i = 0; i < count; i++) {
        uids[i] = p->texts[events[i]].uid;
        if (ev(p, events[i])->status < JM_CONFIRMED)
            severity |= 16;
    }
    if (severity & 16)
        severity =
            (severity & 15) > JM_NOTICE ? (severity & 15) - 1 : JM_NOTICE;
    if (sorted)
        qsort(uids, count, sizeof *uids, compare_lines);
    struct jm_text line = JM_TEXT_INIT;
    jm_text_addf(&line, "%s %s %lld %lld %s", rule, resource,
                 (long long)span.from, (long long)span.until,
                 jm_severity_word((enum jm_severity)severity));
    for (size_t i = 0; i < count; i++)
        jm_text_addf(&line, " %s", uids[i]);
    lines_add(out, jm_text_get(&line));
    jm_text_clear(&line);
}

static struct jm_span common(struct jm_span a, struct jm_span b)
{
    return (struct jm_span){a.from > b.from ? a.from : b.from,
                            a.until < b.until ? a.until : b.until};
}

/* ---- the rules ---- */

static void delegations(struct lines *out, const struct jm_plan *p)
{
    for (uint32_t d = 0; d < p->n_delegations; d++)
        for (uint32_t i = 0; i < p->n_events; i++)
            for (uint32_t j = i + 1; j < p->n_events; j++) {
                uint32_t two[2] = {i, j};
                uint32_t a = stay_around(p, i), b = stay_around(p, j);
                if (!is_live(p, i) || !is_live(p, j) ||
                    !takes_time(ev(p, i)->kind) ||
                    !takes_time(ev(p, j)->kind) || !goes_with(p, i, d) ||
                    !goes_with(p, j, d) ||
                    !meet(ev(p, i)->span, ev(p, j)->span) ||
                    !tracks_meet(p, i, j) || fit_together(p, i, j))
                    continue;
                if (a != JM_NONE && b != JM_NONE && a != b && is_live(p, a) &&
                    is_live(p, b) &&
                    ev(p, a)->delegation == ev(p, b)->delegation &&
                    meet(ev(p, a)->span, ev(p, b)->span) &&
                    !fit_together(p, a, b))
                    continue;
                tell(out, p, "delegation-double-booked", JM_BLOCKING,
                     p->delegations[d].id,
                     common(ev(p, i)->span, ev(p, j)->span), two, 2, true);
            }
}

size_t presences(const struct jm_plan *p, uint32_t person, struct presence *all)
{
    size_t n = 0;
    for (uint32_t i = 0; i < p->n_events; i++) {
        if (!is_live(p, i) || !takes_time(ev(p, i)->kind))
            continue;
        size_t led = n;
        for (uint32_t m = 0; m < p->n_members; m++) {
            const struct jm_member *who = &p->members[m];
            struct jm_span span = ev(p, i)->span;
            if (who->person != person || !goes_with(p, i, who->delegation) ||
                (ev(p, i)->track != JM_TRACK_ALL &&
                 ev(p, i)->track != who->track) ||
                !meet(span, who->span))
                continue;
            if (span.from != span.until)
                span = common(span, who->span);
            all[n++] = (struct presence){i, who->delegation, span};
        }
        for (uint32_t k = 0; k < p->n_participants && led == n; k++)
            if (p->participants[k].event == i &&
                p->participants[k].person == person)
                all[n++] = (struct presence){i, JM_NONE, ev(p, i)->span};
    }
    return n;
}

static bool is_one_clash_of_all(const struct jm_plan *p, struct presence a,
                                struct presence b)
{
    if (a.via == JM_NONE && b.via == JM_NONE)
        return false;
    return a.via == b.via ||
           (ev(p, a.event)->delegation == ev(p, b.event)->delegation &&
            tracks_meet(p, a.event, b.event));
}

static void people(struct lines *out, const struct jm_plan *p)
{
    struct presence all[512];
    for (uint32_t who = 0; who < p->n_people; who++) {
        size_t n = presences(p, who, all);
        for (size_t i = 0; i < n; i++)
            for (size_t j = i + 1; j < n; j++) {
                uint32_t a = all[i].event, b = all[j].event;
                uint32_t two[2] = {a, b};
                if (a == b || !meet(all[i].span, all[j].span) ||
                    fit_together(p, a, b) ||
                    is_one_clash_of_all(p, all[i], all[j]))
                    continue;
                if (ev(p, a)->kind == JM_STAY && same_place(p, a, b))
                    continue;
                tell(out, p, "person-double-booked", JM_BLOCKING,
                     p->people[who].id, common(all[i].span, all[j].span), two,
                     2, true);
            }
    }
}

/* ---- too many at once: counted at every instant at which anything begins or
 * ends, second by second in between nothing changes ---- */

typedef bool claims_fn(const struct jm_plan *p, uint32_t place, uint32_t event);

static bool claims_host(const struct jm_plan *p, uint32_t host, uint32_t i)
{
    return is_live(p, i) && is_received(ev(p, i)->kind) &&
           ev(p, i)->delegation != JM_NONE &&
           is_part_of(p, ev(p, i)->host, host);
}

static bool claims_venue(const struct jm_plan *p, uint32_t venue, uint32_t i)
{
    if (!is_live(p, i) || !needs_room(ev(p, i)->kind) ||
        ev(p, i)->venue != venue)
        return false;
    for (uint32_t at = ev(p, i)->parent; at != JM_NONE; at = ev(p, at)->parent)
        if (is_live(p, at) && needs_room(ev(p, at)->kind) &&
            ev(p, at)->venue == venue &&
            ev(p, at)->span.from <= ev(p, i)->span.from &&
            ev(p, i)->span.until <= ev(p, at)->span.until)
            return false;
    return true;
}

static struct jm_span solid(struct jm_span s)
{
    if (s.until == s.from)
        s.until++;
    return s;
}

/* Distinct delegations, or events, at an instant. */
static unsigned count_at(const struct jm_plan *p, claims_fn *claims,
                         uint32_t place, bool by_delegation, jm_utc t)
{
    unsigned count = 0;
    for (uint32_t i = 0; i < p->n_events; i++) {
        if (!claims(p, place, i) || !is_at(ev(p, i)->span, t))
            continue;
        bool counted = false;
        for (uint32_t j = 0; j < i && by_delegation; j++)
            counted |= claims(p, place, j) && is_at(ev(p, j)->span, t) &&
                       ev(p, j)->delegation == ev(p, i)->delegation;
        count += !counted;
    }
    return count;
}

static int compare_instants(const void *a, const void *b)
{
    jm_utc x = *(const jm_utc *)a, y = *(const jm_utc *)b;
    return (x > y) - (x < y);
}

static void tell_run(struct lines *out, const struct jm_plan *p,
                     claims_fn *claims, uint32_t place, const char *id,
                     bool by_delegation, struct jm_span run)
{
    uint32_t events[64];
    size_t n = 0;
    for (uint32_t i = 0; i < p->n_events; i++) {
        bool spoken_for = false;
        if (!claims(p, place, i) || !meet(ev(p, i)->span, run))
            continue;
        for (uint32_t j = 0; j < p->n_events && by_delegation; j++)
            spoken_for |= ev(p, i)->kind != JM_STAY &&
                          ev(p, j)->kind == JM_STAY && claims(p, place, j) &&
                          ev(p, j)->delegation == ev(p, i)->delegation &&
                          meet(ev(p, j)->span, run);
        if (!spoken_for)
            events[n++] = i;
    }
    tell(out, p, by_delegation ? "host-over-capacity" : "venue-double-booked",
         JM_BLOCKING, id, run, events, n, true);
}

static void crowds(struct lines *out, const struct jm_plan *p,
                   claims_fn *claims, uint32_t place, const char *id,
                   unsigned capacity, bool by_delegation)
{
    jm_utc instants[512];
    size_t n = 0;
    for (uint32_t i = 0; i < p->n_events; i++)
        if (claims(p, place, i)) {
            instants[n++] = ev(p, i)->span.from;
            instants[n++] = solid(ev(p, i)->span).until;
        }
    qsort(instants, n, sizeof *instants, compare_instants);
    struct jm_span run = {-1, -1};
    for (size_t i = 0; i < n; i++) {
        bool over =
            count_at(p, claims, place, by_delegation, instants[i]) > capacity;
        if (over && run.from < 0)
            run.from = instants[i];
        if (!over && run.from >= 0) {
            run.until = instants[i];
            tell_run(out, p, claims, place, id, by_delegation, run);
            run.from = -1;
        }
    }
}

/* ---- travel ---- */

static bool is_stop(const struct jm_plan *p, uint32_t i)
{
    return takes_time(ev(p, i)->kind) && ev(p, i)->kind != JM_STAY &&
           !ev(p, i)->all_day && where(p, i) != JM_NONE;
}

static uint32_t leaves_from(const struct jm_plan *p, uint32_t i)
{
    return ev(p, i)->kind == JM_TRANSFER && ev(p, i)->to_host != JM_NONE
               ? ev(p, i)->to_host
               : where(p, i);
}

/* Positions in plans of the test are those of collectivities: no venue is
 * placed by itself. */
static void steps(struct lines *out, const struct jm_plan *p, const char *id,
                  const struct presence *stops, size_t n, bool is_person)
{
    for (size_t j = 0; j < n; j++) {
        size_t last = n;
        for (size_t i = 0; i < n; i++) {
            bool before = stops[i].span.from < stops[j].span.from ||
                          (stops[i].span.from == stops[j].span.from && i < j);
            if (before &&
                (last == n || stops[i].span.until > stops[last].span.until ||
                 (stops[i].span.until == stops[last].span.until &&
                  (stops[i].span.from > stops[last].span.from ||
                   (stops[i].span.from == stops[last].span.from && i > last)))))
                last = i;
        }
        if (last == n || stops[last].span.until > stops[j].span.from)
            continue;
        if (is_person && stops[last].via != JM_NONE &&
            stops[last].via == stops[j].via)
            continue;
        jm_utc gap = stops[j].span.from - stops[last].span.until;
        struct jm_journey journey = jm_plan_journey(
            p, leaves_from(p, stops[last].event), where(p, stops[j].event));
        uint32_t two[2] = {stops[last].event, stops[j].event};
        if (gap < (jm_utc)journey.minutes_min * 60)
            tell(out, p, "travel-impossible", JM_BLOCKING, id,
                 (struct jm_span){stops[last].span.until, stops[j].span.from},
                 two, 2, false);
    }
}

static void travels(struct lines *out, const struct jm_plan *p)
{
    struct presence all[512], stops[512];
    for (uint32_t d = 0; d < p->n_delegations; d++)
        for (uint32_t t = 0; t <= p->n_tracks; t++) {
            size_t n = 0;
            bool is_used = t == p->n_tracks;
            for (uint32_t i = 0; i < p->n_events; i++) {
                if (!is_live(p, i) || !takes_time(ev(p, i)->kind) ||
                    !goes_with(p, i, d))
                    continue;
                if (t == p->n_tracks && ev(p, i)->track != JM_TRACK_ALL)
                    is_used = false; /* has tracks: each is walked */
                is_used |= t < p->n_tracks && ev(p, i)->track == t;
                if (is_stop(p, i) &&
                    (ev(p, i)->track == JM_TRACK_ALL || ev(p, i)->track == t))
                    stops[n++] = (struct presence){i, JM_NONE, ev(p, i)->span};
            }
            if (is_used)
                steps(out, p, p->delegations[d].id, stops, n, false);
        }
    for (uint32_t who = 0; who < p->n_people; who++) {
        size_t n = presences(p, who, all), kept = 0;
        for (size_t i = 0; i < n; i++)
            if (is_stop(p, all[i].event))
                stops[kept++] = all[i];
        steps(out, p, p->people[who].id, stops, kept, true);
    }
    for (uint32_t i = 0; i < p->n_events; i++)
        if (is_live(p, i) && ev(p, i)->kind == JM_TRANSFER &&
            !ev(p, i)->all_day && ev(p, i)->to_host != JM_NONE) {
            struct jm_journey j =
                jm_plan_journey(p, ev(p, i)->host, ev(p, i)->to_host);
            uint32_t d = ev(p, i)->delegation;
            if ((ev(p, i)->span.until - ev(p, i)->span.from) / 60 <
                j.minutes_min)
                tell(out, p, "travel-impossible", JM_BLOCKING,
                     d == JM_NONE ? "-" : p->delegations[d].id, ev(p, i)->span,
                     &i, 1, false);
        }
}

/* ---- stays, forums, partners ---- */

static struct jm_span frame(const struct jm_plan *p, uint32_t i,
                            struct jm_span inside)
{
    const struct jm_zone *zone = &p->zones[ev(p, i)->zone];
    if (!ev(p, i)->all_day)
        return inside;
    return (struct jm_span){
        jm_zone_day_start(zone, jm_zone_day(zone, inside.from)),
        jm_zone_day_start(zone, jm_zone_day(zone, inside.until - 1) + 1)};
}

static int64_t sticks_out(struct jm_span inside, struct jm_span span)
{
    int64_t out = 0;
    if (span.from < inside.from)
        out += inside.from - span.from;
    if (span.until > inside.until)
        out += span.until - inside.until;
    return out;
}

static void members_away(struct lines *out, const struct jm_plan *p, uint32_t i)
{
    for (uint32_t k = 0; k < p->n_participants; k++)
        for (uint32_t m = 0; m < p->n_members; m++)
            if (p->participants[k].event == i &&
                p->participants[k].person == p->members[m].person &&
                p->members[m].delegation == ev(p, i)->delegation &&
                sticks_out(p->members[m].span, ev(p, i)->span))
                tell(out, p, "outside-stay", JM_BLOCKING,
                     p->people[p->members[m].person].id, ev(p, i)->span, &i, 1,
                     false);
}

static void outside(struct lines *out, const struct jm_plan *p)
{
    for (uint32_t i = 0; i < p->n_events; i++) {
        uint32_t stay = stay_around(p, i), best = JM_NONE;
        struct jm_span all = {INT64_MAX, INT64_MIN}, inside;
        if (!is_live(p, i) || !takes_time(ev(p, i)->kind) ||
            ev(p, i)->kind == JM_STAY || ev(p, i)->delegation == JM_NONE)
            continue;
        members_away(out, p, i);
        /* the engine meets stays by start, then in the order of events */
        for (uint32_t j = 0; j < p->n_events; j++) {
            if (!is_live(p, j) || ev(p, j)->kind != JM_STAY ||
                ev(p, j)->delegation != ev(p, i)->delegation)
                continue;
            struct jm_span s = ev(p, j)->span;
            all.from = s.from < all.from ? s.from : all.from;
            all.until = s.until > all.until ? s.until : all.until;
            int64_t by = sticks_out(s, ev(p, i)->span);
            int64_t least = best == JM_NONE
                                ? INT64_MAX
                                : sticks_out(ev(p, best)->span, ev(p, i)->span);
            if (by < least || (by == least && s.from < ev(p, best)->span.from))
                best = j;
        }
        if (stay == JM_NONE || !is_live(p, stay) ||
            ev(p, i)->kind == JM_TRANSFER)
            stay = best;
        if (stay == JM_NONE)
            continue;
        inside = ev(p, stay)->span;
        if (ev(p, i)->kind == JM_TRANSFER)
            inside = (struct jm_span){all.from - 86400, all.until + 86400};
        uint32_t two[2] = {i, stay};
        if (sticks_out(frame(p, i, inside), ev(p, i)->span))
            tell(out, p, "outside-stay", JM_BLOCKING,
                 p->delegations[ev(p, i)->delegation].id, ev(p, i)->span, two,
                 2, false);
    }
}

static void forums(struct lines *out, const struct jm_plan *p)
{
    for (uint32_t i = 0; i < p->n_events; i++) {
        bool found = false;
        if (!is_live(p, i) || ev(p, i)->kind != JM_FORUM)
            continue;
        for (uint32_t j = 0; j < p->n_events; j++)
            found |= is_live(p, j) &&
                     (ev(p, j)->kind == JM_FLAGSHIP ||
                      (ev(p, j)->kind == JM_STAY &&
                       ev(p, j)->delegation != JM_NONE)) &&
                     meet(ev(p, i)->span, ev(p, j)->span) &&
                     ev(p, i)->host != JM_NONE && ev(p, j)->host != JM_NONE &&
                     (is_part_of(p, ev(p, i)->host, ev(p, j)->host) ||
                      is_part_of(p, ev(p, j)->host, ev(p, i)->host));
        uint32_t host = ev(p, i)->host;
        if (!found)
            tell(out, p, "forum-without-occasion", JM_BLOCKING,
                 host == JM_NONE ? "-" : p->collectivities[host].id,
                 ev(p, i)->span, &i, 1, false);
    }
}

/* Weeks are counted from Monday, 5 January 1970. */
static int32_t week_of(const struct jm_plan *p, uint32_t i, jm_utc utc)
{
    jm_day day = jm_zone_day(&p->zones[ev(p, i)->zone], utc);
    return (int32_t)((day + 3) / 7);
}

static void partners(struct lines *out, const struct jm_plan *p)
{
    for (uint32_t i = 0; i < p->n_events; i++)
        for (uint32_t j = i + 1; j < p->n_events; j++) {
            const struct jm_event *a = ev(p, i), *b = ev(p, j);
            uint32_t two[2] = {i, j};
            if (!is_live(p, i) || !is_live(p, j) || a->kind != JM_STAY ||
                b->kind != JM_STAY || a->delegation == JM_NONE ||
                b->delegation == JM_NONE || a->delegation == b->delegation ||
                a->host == JM_NONE || b->host == JM_NONE ||
                p->delegations[a->delegation].origin !=
                    p->delegations[b->delegation].origin ||
                is_part_of(p, a->host, b->host) ||
                is_part_of(p, b->host, a->host))
                continue;
            int32_t from = week_of(p, i, a->span.from);
            int32_t until = week_of(p, i, solid(a->span).until - 1);
            int32_t from_b = week_of(p, j, b->span.from);
            int32_t until_b = week_of(p, j, solid(b->span).until - 1);
            int32_t first = from > from_b ? from : from_b;
            int32_t last = until < until_b ? until : until_b;
            struct jm_span both = {
                a->span.from < b->span.from ? a->span.from : b->span.from,
                a->span.until > b->span.until ? a->span.until : b->span.until};
            if (first <= last)
                tell(out, p, "partner-overlap", JM_WARNING,
                     p->collectivities[p->delegations[a->delegation].origin].id,
                     both, two, 2, true);
        }
}

void reference_check(struct lines *out, const struct jm_plan *p)
{
    delegations(out, p);
    people(out, p);
    for (uint32_t h = 0; h < p->n_collectivities; h++)
        crowds(out, p, claims_host, h, p->collectivities[h].id,
               (unsigned)p->collectivities[h].capacity, true);
    for (uint32_t v = 0; v < p->n_venues; v++)
        crowds(out, p, claims_venue, v, p->venues[v].id,
               (unsigned)p->venues[v].rooms, false);
    travels(out, p);
    outside(out, p);
    forums(out, p);
    partners(out, p);
    lines_settle(out);
}
