/* The workload as a plan, through the maker like any other. */
#include "workload.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_hosts(struct jm_plan_maker *maker, const struct workload *w)
{
    uint16_t paris = jm_plan_zone(maker, "Europe/Paris");
    uint16_t seoul = jm_plan_zone(maker, "Asia/Seoul");
    for (uint32_t h = 0; h < w->n_hosts; h++) {
        char id[32];
        bool french = h < w->n_hosts / 5 * 3;
        snprintf(id, sizeof id, "%s-%u", french ? "fr" : "kr", (unsigned)h);
        struct jm_collectivity row = {.id = id,
                                      .name = {id, id, id},
                                      .kind = JM_KIND_COMMUNE,
                                      .zone = french ? paris : seoul,
                                      .parent = JM_NONE,
                                      .latitude = w->degrees[h][0],
                                      .longitude = w->degrees[h][1],
                                      .capacity = 1,
                                      .notice_days = -1,
                                      .office_from = -1,
                                      .office_until = -1,
                                      .school_zone = -1};
        memcpy(row.country, french ? "FR" : "KR", 3);
        jm_plan_add_collectivity(maker, &row);
    }
}

static void add_venues(struct jm_plan_maker *maker, const struct workload *w)
{
    for (uint32_t v = 0; v < w->n_venues; v++) {
        char id[32];
        snprintf(id, sizeof id, "vn-%u", (unsigned)v);
        jm_plan_add_venue(maker,
                          &(struct jm_venue){.id = id,
                                             .collectivity = v % w->n_hosts,
                                             .name = {id, id, id},
                                             .seats = -1,
                                             .rooms = 1});
    }
}

static void add_people(struct jm_plan_maker *maker, const struct workload *w)
{
    for (uint32_t p = 0; p < w->n_people; p++) {
        char id[32];
        snprintf(id, sizeof id, "pe-%u", (unsigned)p);
        jm_plan_add_person(maker, &(struct jm_person){.id = id,
                                                      .family_name = id,
                                                      .civility = -1,
                                                      .organisation = JM_NONE});
    }
}

static void add_delegations(struct jm_plan_maker *maker,
                            const struct workload *w)
{
    for (uint32_t d = 0; d < w->n_delegations; d++) {
        char id[32];
        snprintf(id, sizeof id, "dl-%u", (unsigned)d);
        jm_plan_add_delegation(maker,
                               &(struct jm_delegation){.id = id,
                                                       .name = {id, id, id},
                                                       .origin = d % w->n_hosts,
                                                       .head = JM_NONE,
                                                       .size = 1});
    }
    for (uint32_t d = 0; d < w->n_delegations; d++)
        jm_plan_add_member(maker,
                           &(struct jm_member){.delegation = d,
                                               .person = d,
                                               .track = JM_TRACK_ALL,
                                               .span = {JM_UTC_MIN, JM_UTC_MAX},
                                               .room = -1});
}

static void add_event(struct jm_plan_maker *maker, const struct meeting *m,
                      uint32_t number, bool french)
{
    struct jm_event row = {.span = {m->from, m->until},
                           .host = m->host,
                           .venue = m->venue,
                           .to_host = JM_NONE,
                           .to_venue = JM_NONE,
                           .delegation = m->delegation,
                           .parent = JM_NONE,
                           .theme = JM_NONE,
                           .option_until = JM_DAY_NONE,
                           .zone = !french,
                           .track = JM_TRACK_ALL,
                           .kind = JM_MEETING,
                           .status = JM_CONFIRMED};
    struct jm_event_text text = {.title = {"Réunion", "Meeting", "회의"}};
    snprintf(text.uid, sizeof text.uid, "00000000-0000-4000-8000-%012u",
             (unsigned)number);
    uint32_t event = jm_plan_add_event(maker, &row, &text);
    if (m->guest != JM_NONE)
        jm_plan_add_participant(
            maker, &(struct jm_participant){.event = event,
                                            .person = m->guest,
                                            .delegation = JM_NONE,
                                            .vehicle = JM_NONE,
                                            .collectivity = JM_NONE});
}

struct jm_plan *workload_plan(const struct workload *w, bool with_texts)
{
    struct jm_plan_maker *maker;
    struct jm_plan *plan = NULL;
    if (jm_plan_maker_new(&maker, NULL))
        return NULL;
    if (!with_texts)
        jm_plan_without_texts(maker);
    add_hosts(maker, w);
    add_venues(maker, w);
    add_people(maker, w);
    add_delegations(maker, w);
    for (uint32_t i = 0; i < w->n_events; i++)
        add_event(maker, &w->events[i], i,
                  w->events[i].host < w->n_hosts / 5 * 3);
    if (jm_plan_seal(&plan, maker, 19358, NULL))
        return NULL;
    return plan;
}
