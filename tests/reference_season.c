#include "reference_season.h"
#include "cases.h"
#include "twin.h"
#include <jumelage/finding.h>

const struct jm_event *twin_ev(const struct jm_plan *p, uint32_t i)
{
    return &p->events[i];
}

bool twin_is_live(const struct jm_plan *p, uint32_t i)
{
    return twin_ev(p, i)->status != JM_CANCELLED;
}

static bool is_frame(const struct jm_plan *p, uint32_t i)
{
    int kind = twin_ev(p, i)->kind;
    return twin_is_live(p, i) &&
           (kind == JM_STAY || kind == JM_FORUM || kind == JM_FLAGSHIP);
}

static bool is_part_of(const struct jm_plan *p, uint32_t a, uint32_t b)
{
    while (a != JM_NONE && a != b)
        a = p->collectivities[a].parent;
    return a != JM_NONE && b != JM_NONE;
}

static bool near(const struct jm_plan *p, uint32_t a, uint32_t b)
{
    return is_part_of(p, a, b) || is_part_of(p, b, a);
}

static bool is_at(struct jm_span s, jm_utc t)
{
    return s.from == s.until ? t == s.from : s.from <= t && t < s.until;
}

static bool meet(struct jm_span a, struct jm_span b)
{
    jm_utc later = a.from > b.from ? a.from : b.from;
    return is_at(a, later) && is_at(b, later);
}

static struct jm_span common(struct jm_span a, struct jm_span b)
{
    return (struct jm_span){a.from > b.from ? a.from : b.from,
                            a.until < b.until ? a.until : b.until};
}

static uint32_t venue_place(const struct jm_plan *p, uint32_t i)
{
    return twin_ev(p, i)->venue == JM_NONE
               ? JM_NONE
               : p->venues[twin_ev(p, i)->venue].collectivity;
}

uint32_t twin_host_of(const struct jm_plan *p, uint32_t i)
{
    return twin_ev(p, i)->host == JM_NONE ? venue_place(p, i)
                                          : twin_ev(p, i)->host;
}

jm_day twin_local_day(const struct jm_plan *p, uint32_t i, jm_utc t)
{
    return jm_zone_day(&p->zones[twin_ev(p, i)->zone], t);
}

bool twin_is_over(const struct jm_plan *p, uint32_t i)
{
    struct jm_span s = twin_ev(p, i)->span;
    return twin_local_day(p, i, s.until == s.from ? s.from : s.until - 1) <
           p->today;
}

static int year_of(const struct jm_plan *p, uint32_t i)
{
    return jm_day_date(twin_local_day(p, i, twin_ev(p, i)->span.from)).year;
}

/* By start, then UID. UIDs of these plans count up with the events. */
bool twin_is_before(const struct jm_plan *p, uint32_t a, uint32_t b)
{
    jm_utc x = twin_ev(p, a)->span.from, y = twin_ev(p, b)->span.from;
    return x < y || (x == y && strcmp(p->texts[a].uid, p->texts[b].uid) < 0);
}

/* For a host, its territory, then for all. */
int64_t twin_parameter(const struct jm_plan *p, const char *rule,
                       const char *name, int64_t standard, uint32_t host)
{
    for (;; host = p->collectivities[host].parent) {
        for (uint32_t i = 0; i < p->n_settings; i++)
            if (p->settings[i].collectivity == host &&
                strcmp(p->settings[i].rule, rule) == 0 &&
                strcmp(p->settings[i].parameter, name) == 0)
                return strtoll(p->settings[i].value, NULL, 10);
        if (host == JM_NONE)
            return standard;
    }
}

const char *twin_id_of(const struct jm_plan *p, uint32_t host)
{
    return host == JM_NONE ? "-" : p->collectivities[host].id;
}

void twin_tell(struct lines *out, const struct jm_plan *p, const struct told *t)
{
    struct jm_text line = JM_TEXT_INIT;
    int severity = t->severity;
    for (uint32_t i = 0; i < t->n; i++)
        if (twin_ev(p, t->events[i])->status < JM_CONFIRMED &&
            severity == t->severity && severity > JM_NOTICE)
            severity--;
    jm_text_addf(&line, "%s %s %s %lld %lld %s", t->rule,
                 twin_id_of(p, t->host), t->resource, (long long)t->span.from,
                 (long long)t->span.until,
                 jm_severity_word((enum jm_severity)severity));
    for (uint32_t i = 0; i < t->n; i++)
        jm_text_addf(&line, " %s", p->texts[t->events[i]].uid);
    jm_text_addf(&line, "%s", t->facts);
    lines_add(out, jm_text_get(&line));
    jm_text_clear(&line);
}

/* ---- visits ---- */

static bool same_country(const struct jm_plan *p, uint32_t a, uint32_t b)
{
    return strcmp(p->collectivities[a].country, p->collectivities[b].country) ==
           0;
}

/* Of all volunteers: whether any is asked in the country, offers a visit there
 * at all, offers one on the theme. */
struct offers {
    bool asked, any, theme;
};

static struct offers offers_for(const struct jm_plan *p, uint32_t i)
{
    struct offers o = {false, false, false};
    uint32_t host = twin_host_of(p, i), place = venue_place(p, i);
    for (uint32_t v = 0; v < p->n_volunteers; v++) {
        const struct jm_volunteer *who = &p->volunteers[v];
        o.asked |= same_country(p, who->collectivity, host);
        if (!is_part_of(p, host, who->collectivity) &&
            !(place != JM_NONE && is_part_of(p, place, who->collectivity)))
            continue;
        o.any = true;
        o.theme |= who->theme == JM_NONE || twin_ev(p, i)->theme == JM_NONE ||
                   who->theme == twin_ev(p, i)->theme;
    }
    return o;
}

static bool is_guest(const struct jm_plan *p, uint32_t i)
{
    uint32_t host = twin_host_of(p, i);
    for (uint32_t at = twin_ev(p, i)->parent; at != JM_NONE;
         at = twin_ev(p, at)->parent)
        if (is_frame(p, at) && near(p, twin_ev(p, at)->host, host))
            return true;
    for (uint32_t j = 0; j < p->n_events; j++)
        if (twin_is_live(p, j) && twin_ev(p, j)->kind == JM_STAY &&
            twin_ev(p, i)->delegation != JM_NONE &&
            twin_ev(p, j)->delegation == twin_ev(p, i)->delegation &&
            meet(twin_ev(p, i)->span, twin_ev(p, j)->span) &&
            near(p, twin_ev(p, j)->host, host))
            return true;
    return false;
}

static void visits(struct lines *out, const struct jm_plan *p)
{
    for (uint32_t i = 0; i < p->n_events; i++) {
        const struct jm_event *e = twin_ev(p, i);
        uint32_t host = twin_host_of(p, i);
        if (!twin_is_live(p, i) || e->kind != JM_VISIT || host == JM_NONE ||
            (e->delegation == JM_NONE && e->parent == JM_NONE) ||
            twin_is_over(p, i) || is_guest(p, i))
            continue;
        struct offers o = offers_for(p, i);
        struct told t = {"host-not-volunteer",
                         JM_BLOCKING,
                         host,
                         twin_id_of(p, host),
                         e->span,
                         {i, 0},
                         1,
                         ""};
        if (!o.any && o.asked &&
            p->collectivities[host].kind != JM_KIND_PARLIAMENT)
            twin_tell(out, p, &t);
        t.rule = "theme-not-offered";
        t.severity = JM_WARNING;
        if (o.any && !o.theme) {
            snprintf(t.facts, sizeof t.facts, " theme=%u", e->theme);
            twin_tell(out, p, &t);
        }
    }
}

static void themes(struct lines *out, const struct jm_plan *p)
{
    for (uint32_t i = 0; i < p->n_events; i++) {
        const struct jm_event *e = twin_ev(p, i);
        bool found = e->theme != JM_NONE;
        if (!twin_is_live(p, i) || twin_is_over(p, i) ||
            !(e->kind == JM_FORUM ||
              (e->kind == JM_VISIT && e->delegation != JM_NONE)))
            continue;
        for (uint32_t at = e->parent; at != JM_NONE;
             at = twin_ev(p, at)->parent)
            found |= twin_is_live(p, at) && twin_ev(p, at)->kind != JM_STAY &&
                     twin_ev(p, at)->theme != JM_NONE;
        struct told t = {
            "theme-missing",
            JM_BLOCKING,
            twin_host_of(p, i),
            e->delegation == JM_NONE ? "-" : p->delegations[e->delegation].id,
            e->span,
            {i, 0},
            1,
            ""};
        if (!found)
            twin_tell(out, p, &t);
    }
}

/* ---- forums and flagship events ---- */

static bool themes_clash(const struct jm_plan *p, uint32_t a, uint32_t b)
{
    const struct jm_event *x = twin_ev(p, a), *y = twin_ev(p, b);
    bool forum = x->kind == JM_FORUM || y->kind == JM_FORUM;
    return is_frame(p, a) && is_frame(p, b) && x->kind != JM_STAY &&
           y->kind != JM_STAY && x->theme == y->theme && x->theme != JM_NONE &&
           x->host != JM_NONE && y->host != JM_NONE && meet(x->span, y->span) &&
           !near(p, x->host, y->host) && x->parent != b && y->parent != a &&
           (forum || same_country(p, x->host, y->host));
}

static void clashes(struct lines *out, const struct jm_plan *p)
{
    for (uint32_t a = 0; a < p->n_events; a++)
        for (uint32_t b = 0; b < p->n_events; b++) {
            if (!twin_is_before(p, a, b) || !themes_clash(p, a, b))
                continue;
            struct told t = {"theme-clash",
                             JM_WARNING,
                             twin_ev(p, b)->host,
                             twin_id_of(p, twin_ev(p, b)->host),
                             common(twin_ev(p, a)->span, twin_ev(p, b)->span),
                             {a, b},
                             2,
                             ""};
            snprintf(t.facts, sizeof t.facts, " theme=%u other_host=%u",
                     twin_ev(p, a)->theme, twin_ev(p, a)->host);
            twin_tell(out, p, &t);
        }
}

static bool comes(const struct jm_plan *p, uint32_t forum, uint32_t delegation)
{
    uint32_t at = twin_ev(p, forum)->parent;
    while (at != JM_NONE && twin_ev(p, at)->kind != JM_STAY)
        at = twin_ev(p, at)->parent;
    if (delegation == JM_NONE)
        return false;
    for (uint32_t i = 0; i < p->n_participants; i++)
        if (p->participants[i].event == forum &&
            p->participants[i].delegation == delegation)
            return true;
    return twin_ev(p, forum)->delegation == delegation ||
           (at != JM_NONE && twin_ev(p, at)->delegation == delegation);
}

static bool lies_in(const struct jm_plan *p, uint32_t inner, uint32_t outer)
{
    for (uint32_t at = twin_ev(p, inner)->parent; at != JM_NONE;
         at = twin_ev(p, at)->parent)
        if (at == outer)
            return true;
    return false;
}

static void competitions(struct lines *out, const struct jm_plan *p)
{
    for (uint32_t f = 0; f < p->n_events; f++)
        for (uint32_t i = 0; i < p->n_events; i++) {
            const struct jm_event *a = twin_ev(p, f), *b = twin_ev(p, i);
            if (f == i || a->kind != JM_FORUM || !is_frame(p, f) ||
                !is_frame(p, i) || a->host == JM_NONE || b->host == JM_NONE ||
                (b->kind == JM_FORUM && twin_is_before(p, i, f)) ||
                !meet(a->span, b->span) || near(p, a->host, b->host) ||
                !same_country(p, a->host, b->host) ||
                p->collectivities[b->host].kind == JM_KIND_PARLIAMENT ||
                comes(p, f, b->delegation) || lies_in(p, f, i) ||
                b->parent == f || themes_clash(p, f, i))
                continue;
            int64_t longest =
                twin_parameter(p, "forum-competes", "longest_days", 7, a->host);
            if (b->kind != JM_FORUM &&
                b->span.until - b->span.from > longest * 86400 + 3600)
                continue;
            struct told t = {"forum-competes",
                             JM_WARNING,
                             a->host,
                             twin_id_of(p, a->host),
                             common(a->span, b->span),
                             {f, i},
                             2,
                             ""};
            snprintf(t.facts, sizeof t.facts, " other_host=%u", b->host);
            twin_tell(out, p, &t);
        }
}

static bool is_forum(const struct jm_plan *p, uint32_t i)
{
    return twin_is_live(p, i) && twin_ev(p, i)->kind == JM_FORUM;
}

static void repeats(struct lines *out, const struct jm_plan *p)
{
    for (uint32_t f = 0; f < p->n_events; f++) {
        uint32_t latest = JM_NONE, host = twin_ev(p, f)->host;
        if (!is_forum(p, f) || host == JM_NONE)
            continue;
        int64_t years =
            twin_parameter(p, "forum-host-repeated", "years", 3, host);
        for (uint32_t g = 0; g < p->n_events; g++) {
            if (!is_forum(p, g) || !twin_is_before(p, g, f) ||
                !near(p, twin_ev(p, g)->host, host) ||
                year_of(p, g) == year_of(p, f) ||
                year_of(p, f) - year_of(p, g) >= years)
                continue;
            if (latest == JM_NONE || twin_is_before(p, latest, g))
                latest = g;
        }
        struct told t = {
            "forum-host-repeated", JM_WARNING,  host, twin_id_of(p, host),
            twin_ev(p, f)->span,   {f, latest}, 2,    ""};
        if (latest == JM_NONE)
            continue;
        snprintf(t.facts, sizeof t.facts, " year=%d years=%lld other_host=%u",
                 year_of(p, latest), (long long)years,
                 twin_ev(p, latest)->host);
        twin_tell(out, p, &t);
    }
}

static void count_year(struct lines *out, const struct jm_plan *p, int year)
{
    uint32_t first = JM_NONE;
    unsigned count = 0, stays = 0;
    struct jm_span all = {(jm_utc)jm_day_from_date(year, 1, 1) * 86400,
                          (jm_utc)jm_day_from_date(year + 1, 1, 1) * 86400};
    for (uint32_t i = 0; i < p->n_events; i++) {
        stays += twin_is_live(p, i) && twin_ev(p, i)->kind == JM_STAY &&
                 meet(twin_ev(p, i)->span, all) && !twin_is_over(p, i);
        if (!is_forum(p, i) || year_of(p, i) != year)
            continue;
        count++;
        first = first == JM_NONE || twin_is_before(p, i, first) ? i : first;
    }
    struct told t = {"forum-count", JM_WARNING, JM_NONE, "-",
                     all,           {first, 0}, 0,       ""};
    snprintf(t.facts, sizeof t.facts, " year=%d count=%u", year, count);
    if (!count && stays && year >= jm_day_date(p->today).year)
        twin_tell(out, p, &t);
    t.n = 2;
    for (uint32_t i = 0; i < p->n_events; i++)
        if (is_forum(p, i) && year_of(p, i) == year && i != first) {
            t.events[1] = i;
            t.span = twin_ev(p, i)->span;
            t.host = twin_ev(p, i)->host;
            twin_tell(out, p, &t);
        }
}

/* ---- partners ---- */

static bool are_partners(const struct jm_plan *p, uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < p->n_partnerships; i++) {
        const struct jm_partnership *t = &p->partnerships[i];
        bool between = (t->collectivity == a && t->partner == b) ||
                       (t->collectivity == b && t->partner == a);
        if (between && t->status == JM_TIE_ACTIVE &&
            t->kind != JM_TIE_CONTACT && t->kind != JM_TIE_NETWORK &&
            t->kind != JM_TIE_PROJECT && t->kind != JM_TIE_SEEKING)
            return true;
    }
    return false;
}

static void partners(struct lines *out, const struct jm_plan *p)
{
    for (uint32_t s = 0; s < p->n_events; s++)
        for (uint32_t i = 0; i < p->n_events; i++) {
            const struct jm_event *stay = twin_ev(p, s), *e = twin_ev(p, i);
            bool goes = false;
            if (!is_frame(p, s) || !is_frame(p, i) || stay->kind != JM_STAY ||
                e->kind == JM_STAY || stay->delegation == JM_NONE ||
                stay->host == JM_NONE || e->host == JM_NONE ||
                !meet(stay->span, e->span) || near(p, stay->host, e->host))
                continue;
            uint32_t origin = p->delegations[stay->delegation].origin;
            for (uint32_t j = 0; j < p->n_events; j++)
                goes |= twin_is_live(p, j) &&
                        twin_ev(p, j)->delegation == stay->delegation &&
                        meet(twin_ev(p, j)->span, e->span) &&
                        near(p, twin_host_of(p, j), e->host);
            struct told t = {"indirect",
                             JM_NOTICE,
                             stay->host,
                             twin_id_of(p, origin),
                             common(stay->span, e->span),
                             {s, i},
                             2,
                             ""};
            snprintf(t.facts, sizeof t.facts, " other_host=%u", e->host);
            if (are_partners(p, origin, e->host) && !goes)
                twin_tell(out, p, &t);
        }
}

void reference_season(struct lines *out, const struct jm_plan *p)
{
    visits(out, p);
    themes(out, p);
    clashes(out, p);
    competitions(out, p);
    repeats(out, p);
    for (int year = 1970; year < 2100; year++)
        count_year(out, p, year);
    partners(out, p);
    twin_texts(out, p);
    lines_settle(out);
}
