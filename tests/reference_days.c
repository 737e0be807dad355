#include "reference_days.h"
#include "cases.h"

/* What is told of one event. */
struct told {
    const struct jm_plan *p;
    struct lines *out;
    const char *rule, *severity, *variant;
    uint32_t event, second; /* second: JM_NONE */
    const char *resource;
    jm_utc from, until;
    char facts[200];
};

static void fact(struct told *t, const char *key, long long value)
{
    size_t at = strlen(t->facts);
    snprintf(t->facts + at, sizeof t->facts - at, " %s=%lld", key, value);
}

static void tell(const struct told *t)
{
    struct jm_text line = JM_TEXT_INIT;
    jm_text_addf(&line, "%s %s %lld %lld %s %s%s %s", t->rule,
                 t->resource ? t->resource : "-", (long long)t->from,
                 (long long)t->until, t->severity,
                 t->variant ? t->variant : "-", t->facts,
                 t->p->texts[t->event].uid);
    if (t->second != JM_NONE)
        jm_text_addf(&line, " %s", t->p->texts[t->second].uid);
    lines_add(t->out, jm_text_get(&line));
    jm_text_clear(&line);
}

/* ---- what is asked of events ---- */

static const struct jm_event *ev(const struct jm_plan *p, uint32_t i)
{
    return &p->events[i];
}

static const char *milder(const struct jm_plan *p, uint32_t i)
{
    return ev(p, i)->status == JM_CONFIRMED ? "warning" : "notice";
}

static uint32_t at_host(const struct jm_plan *p, uint32_t i)
{
    if (ev(p, i)->host != JM_NONE)
        return ev(p, i)->host;
    uint32_t venue = ev(p, i)->venue;
    return venue == JM_NONE ? JM_NONE : p->venues[venue].collectivity;
}

static const char *id_of(const struct jm_plan *p, uint32_t host)
{
    return host == JM_NONE ? NULL : p->collectivities[host].id;
}

static jm_day first_day(const struct jm_plan *p, uint32_t i)
{
    return jm_zone_day(&p->zones[ev(p, i)->zone], ev(p, i)->span.from);
}

static jm_day last_day(const struct jm_plan *p, uint32_t i)
{
    struct jm_span s = ev(p, i)->span;
    return jm_zone_day(&p->zones[ev(p, i)->zone],
                       s.until > s.from ? s.until - 1 : s.from);
}

static jm_utc later(jm_utc a, jm_utc b)
{
    return a > b ? a : b;
}

static jm_utc earlier(jm_utc a, jm_utc b)
{
    return a < b ? a : b;
}

/* Some instant is in both; a span of no length holds its one instant. */
static bool meet(struct jm_span a, struct jm_span b)
{
    jm_utc at = later(a.from, b.from);
    bool in_a = a.from == a.until ? at == a.from : at < a.until;
    bool in_b = b.from == b.until ? at == b.from : at < b.until;
    return in_a && in_b;
}

static bool is_one_of(int kind, const char *kinds)
{
    const char *word = jm_choice_word(JM_SET_event_kind, kind);
    const char *at = strstr(kinds, word);
    size_t length = strlen(word);
    return at && (at == kinds || at[-1] == ' ') &&
           (at[length] == ' ' || at[length] == '\0');
}

/* An event that may speak for another one: it holds it, or it is a stay of its
 * delegation at the same time. */
static bool is_around(const struct jm_plan *p, uint32_t outer, uint32_t i)
{
    if (outer == i || ev(p, outer)->status == JM_CANCELLED)
        return false;
    for (uint32_t at = ev(p, i)->parent; at != JM_NONE; at = ev(p, at)->parent)
        if (at == outer)
            return true;
    return ev(p, outer)->kind == JM_STAY && ev(p, i)->kind != JM_STAY &&
           ev(p, i)->delegation != JM_NONE &&
           ev(p, outer)->delegation == ev(p, i)->delegation &&
           meet(ev(p, outer)->span, ev(p, i)->span);
}

/* ---- marked days ---- */

static bool counts(const struct jm_plan *p, uint32_t mark, uint32_t place)
{
    const struct jm_marked_days *m = &p->marked_days[mark];
    if (m->collectivity != JM_NONE) {
        while (place != JM_NONE && place != m->collectivity)
            place = p->collectivities[place].parent;
        return place != JM_NONE;
    }
    if (place == JM_NONE)
        return false;
    const struct jm_collectivity *c = &p->collectivities[place];
    if (strcmp(c->country, m->country) != 0)
        return false;
    if (m->school_zone >= 0)
        return c->school_zone == m->school_zone;
    return !m->department ||
           (c->department && strcmp(c->department, m->department) == 0);
}

static bool is_on(const struct jm_plan *p, uint32_t mark, jm_day day)
{
    return p->marked_days[mark].first <= day &&
           day <= p->marked_days[mark].last;
}

/* Who stays for more than two weeks is not told of single days; nor is, of
 * schools and votes, who is received by the state. */
static bool is_out(const struct jm_plan *p, uint32_t i, uint32_t mark)
{
    enum jm_day_kind kind = p->marked_days[mark].kind;
    bool is_long = last_day(p, i) - first_day(p, i) >= 14;
    bool by_state = at_host(p, i) == jm_plan_find_collectivity(p, "fr-state");
    switch (kind) {
    case JM_DAY_PUBLIC:
    case JM_DAY_BRIDGE:
        return is_long;
    case JM_DAY_SCHOOL:
        return is_long || by_state;
    case JM_DAY_ELECTION:
        return by_state;
    default:
        return false;
    }
}

/* Told already by an event of those kinds around it, on one of these days. */
static bool is_told(const struct jm_plan *p, uint32_t i, const char *kinds,
                    uint32_t mark, jm_day first, jm_day last)
{
    for (uint32_t o = 0; o < p->n_events; o++)
        if (is_around(p, o, i) && is_one_of(ev(p, o)->kind, kinds) &&
            !is_out(p, o, mark) && first_day(p, o) <= last &&
            first <= last_day(p, o) && counts(p, mark, at_host(p, o)))
            return true;
    return false;
}

static void tell_days(struct told *t, uint32_t mark, jm_day first, jm_day last)
{
    const struct jm_event *e = ev(t->p, t->event);
    const struct jm_zone *zone = &t->p->zones[e->zone];
    t->from = later(e->span.from, jm_zone_day_start(zone, first));
    t->until = earlier(e->span.until, jm_zone_day_start(zone, last + 1));
    t->facts[0] = '\0';
    fact(t, "mark", mark);
    fact(t, "day", first);
    fact(t, "last_day", last);
    fact(t, "days", last - first + 1);
    tell(t);
}

static struct told about(const struct jm_plan *p, struct lines *out, uint32_t i,
                         const char *rule, const char *severity)
{
    return (struct told){.p = p,
                         .out = out,
                         .rule = rule,
                         .severity = severity,
                         .event = i,
                         .second = JM_NONE,
                         .resource = id_of(p, at_host(p, i))};
}

/* Rules that look at one mark of one kind at the host. */
static void check_mark(const struct jm_plan *p, struct lines *out, uint32_t i,
                       uint32_t mark, const char *rule, const char *kinds,
                       const char *variant)
{
    jm_day first = first_day(p, i), last = last_day(p, i);
    const struct jm_marked_days *m = &p->marked_days[mark];
    first = m->first > first ? m->first : first;
    last = m->last < last ? m->last : last;
    if (!is_one_of(ev(p, i)->kind, kinds) || first > last ||
        !counts(p, mark, at_host(p, i)) || is_out(p, i, mark) ||
        is_told(p, i, kinds, mark, first, last))
        return;
    bool always =
        strcmp(rule, "school-holiday") == 0 || strcmp(rule, "bridge-day") == 0;
    struct told t = about(p, out, i, rule, always ? "notice" : milder(p, i));
    t.variant = variant;
    tell_days(&t, mark, first, last);
}

static void check_marks(const struct jm_plan *p, struct lines *out, uint32_t i)
{
    for (uint32_t m = 0; m < p->n_marked_days; m++) {
        switch (p->marked_days[m].kind) {
        case JM_DAY_SCHOOL:
            check_mark(p, out, i, m, "school-holiday", "stay forum visit",
                       NULL);
            break;
        case JM_DAY_BRIDGE:
            check_mark(p, out, i, m, "bridge-day",
                       "stay forum visit meeting ceremony", NULL);
            break;
        case JM_DAY_COUNCIL:
            check_mark(p, out, i, m, "host-busy",
                       "stay forum meeting ceremony meal", "HOST_COUNCIL");
            break;
        case JM_DAY_BLACKOUT:
            check_mark(p, out, i, m, "host-busy",
                       "stay forum visit meeting ceremony meal",
                       "HOST_BLACKOUT");
            break;
        case JM_DAY_ELECTION:
            check_mark(p, out, i, m, "election-period",
                       "stay forum ceremony flagship", NULL);
            break;
        case JM_DAY_PUBLIC:
            break;
        }
    }
}

/* ---- public holidays, day by day ---- */

/* The first mark that makes this day a holiday for the event, JM_NONE: none. */
static uint32_t holiday(const struct jm_plan *p, uint32_t i, bool away,
                        jm_day day)
{
    uint32_t host = at_host(p, i);
    uint32_t origin = ev(p, i)->delegation == JM_NONE
                          ? JM_NONE
                          : p->delegations[ev(p, i)->delegation].origin;
    for (uint32_t m = 0; m < p->n_marked_days; m++) {
        if (p->marked_days[m].kind != JM_DAY_PUBLIC || !is_on(p, m, day))
            continue;
        if (away ? counts(p, m, origin) && !counts(p, m, host)
                 : counts(p, m, host))
            return m;
    }
    return JM_NONE;
}

static bool is_told_away(const struct jm_plan *p, uint32_t i, uint32_t mark,
                         jm_day first, jm_day last)
{
    for (uint32_t o = 0; o < p->n_events; o++)
        if (is_around(p, o, i) && is_one_of(ev(p, o)->kind, "stay forum") &&
            ev(p, o)->delegation == ev(p, i)->delegation &&
            !is_out(p, o, mark) && first_day(p, o) <= last &&
            first <= last_day(p, o))
            return true;
    return false;
}

static void check_feast(const struct jm_plan *p, struct lines *out, uint32_t i,
                        bool away, jm_day first, jm_day last)
{
    uint32_t mark = holiday(p, i, away, first);
    jm_day from = first, until = last;
    while (holiday(p, i, away, from - 1) != JM_NONE)
        from--;
    while (holiday(p, i, away, until + 1) != JM_NONE)
        until++;
    if (is_one_of(ev(p, i)->kind, "stay forum") && is_out(p, i, mark))
        return;
    if (away ? until - from + 1 < 3 || is_told_away(p, i, mark, first, last)
             : is_told(p, i, "stay forum", mark, first, last))
        return;
    struct told t = about(p, out, i, "public-holiday", milder(p, i));
    if (away) {
        t.variant = "PUBLIC_HOLIDAY_AWAY";
        t.resource = id_of(p, p->delegations[ev(p, i)->delegation].origin);
    }
    tell_days(&t, mark, first, last);
}

static void check_holidays(const struct jm_plan *p, struct lines *out,
                           uint32_t i, bool away)
{
    jm_day first = first_day(p, i), last = last_day(p, i);
    if (!is_one_of(ev(p, i)->kind, away ? "stay forum"
                                        : "stay forum visit meeting ceremony "
                                          "meal"))
        return;
    for (jm_day d = first; d <= last; d++) {
        jm_day end = d;
        if (holiday(p, i, away, d) == JM_NONE ||
            (d > first && holiday(p, i, away, d - 1) != JM_NONE))
            continue;
        while (end < last && holiday(p, i, away, end + 1) != JM_NONE)
            end++;
        check_feast(p, out, i, away, d, end);
    }
}

/* ---- busy spans and hours ---- */

static bool is_hit(const struct jm_plan *p, uint32_t i, uint32_t busy)
{
    const struct jm_busy_span *b = &p->busy_spans[busy];
    if (!is_one_of(ev(p, i)->kind, "stay forum visit meeting ceremony meal") ||
        at_host(p, i) != b->collectivity || !meet(ev(p, i)->span, b->span))
        return false;
    return b->whole_days || !(ev(p, i)->all_day || ev(p, i)->kind == JM_STAY);
}

static bool is_hit_first(const struct jm_plan *p, uint32_t i, uint32_t busy)
{
    for (uint32_t o = 0; o < p->n_events; o++)
        if (is_around(p, o, i) && is_hit(p, o, busy))
            return false;
    return is_hit(p, i, busy);
}

static void check_busy(const struct jm_plan *p, struct lines *out, uint32_t i)
{
    struct told t = about(p, out, i, "host-busy", milder(p, i));
    long long count = 0, most = -1, named = -1;
    bool unsure = false;
    for (uint32_t b = 0; b < p->n_busy_spans; b++) {
        struct jm_span busy = p->busy_spans[b].span, own = ev(p, i)->span;
        if (!is_hit_first(p, i, b))
            continue;
        jm_utc from = later(own.from, busy.from);
        jm_utc until = earlier(own.until, busy.until);
        count++;
        bool firmer = unsure && !p->busy_spans[b].tentative;
        bool vaguer = count > 1 && !unsure && p->busy_spans[b].tentative;
        if (vaguer || (!firmer && (until - from + 59) / 60 <= most))
            continue;
        unsure = p->busy_spans[b].tentative;
        most = (until - from + 59) / 60;
        named = b;
        t.from = from;
        t.until = until;
    }
    if (!count)
        return;
    if (unsure)
        t.severity = "notice";
    fact(&t, "busy", named);
    fact(&t, "count", count);
    fact(&t, "shared_minutes", most);
    tell(&t);
}

static void check_hours(const struct jm_plan *p, struct lines *out, uint32_t i)
{
    const struct jm_event *e = ev(p, i);
    uint32_t host = at_host(p, i);
    if (!is_one_of(e->kind, "meeting visit") || e->all_day || host == JM_NONE)
        return;
    const struct jm_collectivity *c = &p->collectivities[host];
    bool says = c->office_from >= 0;
    if (!says && e->kind == JM_VISIT)
        return;
    struct told t = about(p, out, i, "outside-hours", milder(p, i));
    t.from = e->span.from;
    t.until = e->span.until;
    jm_wall from = jm_zone_wall(&p->zones[c->zone], e->span.from);
    jm_wall until = jm_zone_wall(&p->zones[c->zone], e->span.until);
    jm_day day = jm_wall_day(from);
    if (jm_day_weekday(day) > 4) {
        t.variant = "OUTSIDE_HOURS_WEEKEND";
        if (e->kind == JM_MEETING)
            tell(&t);
        return;
    }
    long long opens = says ? c->office_from / 60 : 480;
    long long closes = says ? c->office_until / 60 : 1140;
    long long starts = (from - (jm_wall)day * 86400) / 60;
    long long ends = (until - (jm_wall)day * 86400) / 60;
    if (starts >= opens - 15 && ends <= closes + 15)
        return;
    fact(&t, "early_minutes", starts < opens ? opens - starts : 0);
    fact(&t, "late_minutes", ends > closes ? ends - closes : 0);
    fact(&t, "opens_minutes", opens);
    fact(&t, "closes_minutes", closes);
    tell(&t);
}

/* ---- what is late ---- */

/* How many days' notice it takes, and who asks for them. */
static long long notice_for(const struct jm_plan *p, uint32_t i, uint32_t *who)
{
    uint32_t host = at_host(p, i);
    long long needed = 30;
    *who = JM_NONE;
    if (host != JM_NONE && p->collectivities[host].notice_days >= 0) {
        needed = p->collectivities[host].notice_days;
        *who = host;
    }
    if (ev(p, i)->delegation == JM_NONE)
        return needed;
    uint32_t origin = p->delegations[ev(p, i)->delegation].origin;
    if (p->collectivities[origin].notice_days > needed) {
        needed = p->collectivities[origin].notice_days;
        *who = origin;
    }
    return needed;
}

static bool is_short(const struct jm_plan *p, uint32_t i)
{
    uint32_t who;
    long long left = first_day(p, i) - p->today;
    return is_one_of(ev(p, i)->kind, "stay forum") &&
           ev(p, i)->status != JM_CONFIRMED && left >= 0 &&
           left < notice_for(p, i, &who);
}

static void check_notice(const struct jm_plan *p, struct lines *out, uint32_t i)
{
    if (!is_short(p, i))
        return;
    for (uint32_t o = 0; o < p->n_events; o++)
        if (is_around(p, o, i) && is_short(p, o))
            return;
    uint32_t who = JM_NONE;
    long long needed = notice_for(p, i, &who);
    struct told t = about(p, out, i, "notice-too-short", "warning");
    t.resource = id_of(p, who);
    t.variant = who == JM_NONE ? "NOTICE_UNUSUAL" : NULL;
    t.from = ev(p, i)->span.from;
    t.until = ev(p, i)->span.until;
    fact(&t, "days", first_day(p, i) - p->today);
    fact(&t, "needed_days", needed);
    tell(&t);
}

static void check_option(const struct jm_plan *p, struct lines *out, uint32_t i)
{
    const struct jm_event *e = ev(p, i);
    bool passed = e->option_until != JM_DAY_NONE && e->option_until < p->today;
    if (e->status != JM_OPTION || !passed || last_day(p, i) < p->today)
        return;
    struct told t = about(p, out, i, "option-expired", "warning");
    t.from = e->span.from;
    t.until = e->span.until;
    fact(&t, "day", e->option_until);
    fact(&t, "days", p->today - e->option_until);
    tell(&t);
}

static void check_deadline(const struct jm_plan *p, struct lines *out,
                           uint32_t i)
{
    const struct jm_event *e = ev(p, i);
    if (e->kind != JM_DEADLINE || e->parent == JM_NONE ||
        ev(p, e->parent)->status == JM_CONFIRMED ||
        ev(p, e->parent)->status == JM_CANCELLED ||
        last_day(p, i) >= p->today || last_day(p, e->parent) < p->today)
        return;
    struct told t = about(p, out, i, "deadline-missed", "warning");
    t.resource = id_of(p, at_host(p, e->parent));
    t.second = e->parent;
    t.from = e->span.from;
    t.until = e->span.until;
    fact(&t, "day", last_day(p, i));
    fact(&t, "days", p->today - last_day(p, i));
    tell(&t);
}

static bool is_new(const struct jm_plan *p, uint32_t i)
{
    return p->texts[i].created_at > p->released_at;
}

static bool is_seen(const struct jm_plan *p, uint32_t i)
{
    return ev(p, i)->kind != JM_POST &&
           ev(p, i)->audience != JM_AUDIENCE_PROTOCOL &&
           first_day(p, i) >= p->today;
}

static void check_release(const struct jm_plan *p, struct lines *out,
                          uint32_t i)
{
    bool changed = p->texts[i].changed_at > p->released_at;
    if (!p->released_at || !is_seen(p, i) || !(changed || is_new(p, i)))
        return;
    for (uint32_t o = 0; is_new(p, i) && o < p->n_events; o++)
        if (is_around(p, o, i) && is_new(p, o) && is_seen(p, o))
            return;
    struct told t = about(p, out, i, "changed-after-release", "notice");
    t.variant = is_new(p, i) ? "NEW_SINCE_RELEASE" : NULL;
    t.from = ev(p, i)->span.from;
    t.until = ev(p, i)->span.until;
    tell(&t);
}

void reference_check_days(struct lines *out, const struct jm_plan *plan)
{
    for (uint32_t i = 0; i < plan->n_events; i++) {
        if (ev(plan, i)->status == JM_CANCELLED)
            continue;
        check_marks(plan, out, i);
        check_holidays(plan, out, i, false);
        check_holidays(plan, out, i, true);
        check_busy(plan, out, i);
        check_hours(plan, out, i);
        check_notice(plan, out, i);
        check_option(plan, out, i);
        check_deadline(plan, out, i);
        check_release(plan, out, i);
    }
}
