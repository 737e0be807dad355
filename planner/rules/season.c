/* What the rules of the season share: volunteers, guests, forums. */
#include "rules.h"
#include <string.h>

bool jm_rules_is_over(const struct jm_plan *plan, uint32_t event)
{
    return jm_rules_days(plan, event).last < plan->today;
}

int jm_rules_year(const struct jm_plan *plan, uint32_t event)
{
    return jm_day_date(jm_rules_days(plan, event).first).year;
}

/* Some collectivity of the country volunteers. */
static bool is_asked(const struct jm_plan *plan, const char *country)
{
    uint32_t low = 0, high = plan->n_volunteers;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(plan->volunteers[middle].country, country) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < plan->n_volunteers &&
           strcmp(plan->volunteers[low].country, country) == 0;
}

static enum jm_offer offer_at(const struct jm_plan *plan, uint32_t at,
                              uint32_t theme)
{
    enum jm_offer offer = JM_OFFER_NONE;
    for (; at != JM_NONE; at = plan->collectivities[at].parent) {
        const struct jm_collectivity *c = &plan->collectivities[at];
        for (uint32_t i = 0; i < c->volunteers; i++) {
            uint32_t offered = plan->volunteers[c->first_volunteer + i].theme;
            if (theme == JM_NONE || offered == JM_NONE || offered == theme)
                return JM_OFFER_MADE;
            offer = JM_OFFER_OTHER;
        }
    }
    return offer;
}

/* Those that can be asked: a parliament, an embassy or an airport is no
 * collectivity that volunteers. */
static bool is_authority(const struct jm_collectivity *c)
{
    return c->kind != JM_KIND_ASSOCIATION && c->kind != JM_KIND_EMBASSY &&
           c->kind != JM_KIND_PARLIAMENT && c->kind != JM_KIND_STATE &&
           c->kind != JM_KIND_GATEWAY;
}

enum jm_offer jm_rules_offer(const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    uint32_t host = jm_rules_host(plan, event);
    uint32_t place = jm_rules_place(plan, event);
    if (host == JM_NONE || !plan->n_volunteers)
        return JM_OFFER_UNASKED;
    enum jm_offer offer = offer_at(plan, host, e->theme);
    if (place != host) {
        enum jm_offer there = offer_at(plan, place, e->theme);
        offer = there > offer ? there : offer;
    }
    const struct jm_collectivity *c = &plan->collectivities[host];
    if (offer == JM_OFFER_NONE &&
        (!is_authority(c) || !is_asked(plan, c->country)))
        return JM_OFFER_UNASKED;
    return offer;
}

bool jm_rules_is_own_guest(struct jm_check *run, uint32_t event)
{
    const struct jm_plan *plan = jm_check_plan(run);
    const struct jm_event *e = &plan->events[event];
    uint32_t host = jm_rules_host(plan, event);
    for (uint32_t at = e->parent; at != JM_NONE; at = plan->events[at].parent)
        if (jm_kind_traits[plan->events[at].kind].contains &&
            plan->events[at].status != JM_CANCELLED &&
            jm_rules_are_near(plan, host, plan->events[at].host))
            return true;
    if (e->delegation == JM_NONE)
        return false;
    struct jm_run all =
        jm_check_engagements(run, JM_RESOURCE_DELEGATION, e->delegation);
    for (uint32_t i = 0; i < all.count && all.all[i].from <= e->span.until;
         i++) {
        if (!jm_span_overlaps(jm_engagement_span(&all.all[i]), e->span))
            continue;
        const struct jm_event *stay = &plan->events[all.all[i].event];
        if (stay->kind == JM_STAY && stay->delegation == e->delegation &&
            jm_rules_are_near(plan, host, stay->host))
            return true;
    }
    return false;
}

bool jm_rules_themes_clash(const struct jm_plan *plan, uint32_t a, uint32_t b)
{
    const struct jm_event *x = &plan->events[a], *y = &plan->events[b];
    const uint32_t kinds = JM_KIND(JM_FORUM) | JM_KIND(JM_FLAGSHIP);
    if (x->theme != y->theme || x->theme == JM_NONE ||
        !(JM_KIND(x->kind) & kinds) || !(JM_KIND(y->kind) & kinds) ||
        x->host == JM_NONE || y->host == JM_NONE ||
        !jm_span_overlaps(x->span, y->span) ||
        jm_rules_are_near(plan, x->host, y->host) || x->parent == b ||
        y->parent == a)
        return false;
    return x->kind == JM_FORUM || y->kind == JM_FORUM ||
           jm_rules_in_one_country(plan, x->host, y->host);
}

bool jm_rules_in_one_country(const struct jm_plan *plan, uint32_t a, uint32_t b)
{
    return strcmp(plan->collectivities[a].country,
                  plan->collectivities[b].country) == 0;
}
