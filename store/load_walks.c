/* Events and participants: what walks read of them, from their rows. */
#include "load.h"
#include <string.h>

void jm_read_event(struct jm_loader *loader, sqlite3_stmt *row,
                   struct jm_event *event)
{
    *event = (struct jm_event){
        .span =
            jm_load_span(loader, row, event_utc_from, event_utc_until, -1, -1),
        .host = jm_load_number(loader, row, event_host),
        .venue = jm_load_number(loader, row, event_venue),
        .to_host = jm_load_number(loader, row, event_to_host),
        .to_venue = jm_load_number(loader, row, event_to_venue),
        .delegation = jm_load_number(loader, row, event_delegation),
        .parent = jm_load_number(loader, row, event_parent),
        .theme = jm_load_number(loader, row, event_theme),
        .expected = jm_load_int(row, event_expected, 0),
        .option_until = jm_load_day(loader, row, event_option_until),
        .kind = (uint8_t)jm_load_choice_must(loader, row, event_kind,
                                             JM_SET_event_kind),
        .status = (uint8_t)jm_load_choice_must(loader, row, event_status,
                                               JM_SET_event_status),
        .audience = (uint8_t)jm_load_choice_must(loader, row, event_audience,
                                                 JM_SET_audience),
        .rite =
            (uint8_t)(1 + jm_load_choice(loader, row, event_rite, JM_SET_rite)),
        .all_day = !strchr(jm_db_text(row, event_starts), 'T'),
        .to_confirm = sqlite3_column_int(row, event_to_confirm)};
}

void jm_resolve_event(struct jm_loader *loader, struct jm_event *event)
{
    event->host = jm_load_index(loader, JM_NOUN_COLLECTIVITY, event->host);
    event->venue = jm_load_index(loader, JM_NOUN_VENUE, event->venue);
    event->to_host =
        jm_load_index(loader, JM_NOUN_COLLECTIVITY, event->to_host);
    event->to_venue = jm_load_index(loader, JM_NOUN_VENUE, event->to_venue);
    event->delegation =
        jm_load_index(loader, JM_NOUN_DELEGATION, event->delegation);
    event->theme = jm_load_index(loader, JM_NOUN_THEME, event->theme);
}

uint32_t jm_load_event(struct jm_loader *loader, sqlite3_stmt *row,
                       const struct jm_event_text *text)
{
    struct jm_event event;
    jm_read_event(loader, row, &event);
    jm_resolve_event(loader, &event);
    uint32_t parent = event.parent;
    event.parent = JM_NONE;
    event.zone = jm_load_zone(loader, row, event_zone);
    event.track = jm_load_track(loader, row, event_track);
    uint32_t index = jm_plan_add_event(loader->maker, &event, text);
    jm_load_inside(loader, parent, index);
    return index;
}

void jm_read_participant(struct jm_loader *loader, sqlite3_stmt *row,
                         struct jm_participant *participant)
{
    *participant = (struct jm_participant){
        .event = jm_load_number(loader, row, participant_event),
        .person = jm_load_number(loader, row, participant_person),
        .delegation = jm_load_number(loader, row, participant_delegation),
        .vehicle = jm_load_number(loader, row, participant_vehicle),
        .collectivity = jm_load_number(loader, row, participant_collectivity),
        .role = (enum jm_participant_role)jm_load_choice_must(
            loader, row, participant_role, JM_SET_participant_role)};
    loader->damaged |= !participant->event;
}

void jm_resolve_participant(struct jm_loader *loader,
                            struct jm_participant *participant)
{
    struct jm_participant *p = participant;
    p->event = jm_load_index(loader, JM_NOUN_EVENT, p->event);
    p->person = jm_load_index(loader, JM_NOUN_PERSON, p->person);
    p->delegation = jm_load_index(loader, JM_NOUN_DELEGATION, p->delegation);
    p->vehicle = jm_load_index(loader, JM_NOUN_VEHICLE, p->vehicle);
    p->collectivity =
        jm_load_index(loader, JM_NOUN_COLLECTIVITY, p->collectivity);
}

uint32_t jm_load_participant(struct jm_loader *loader, sqlite3_stmt *row)
{
    struct jm_participant participant;
    jm_read_participant(loader, row, &participant);
    jm_resolve_participant(loader, &participant);
    return jm_plan_add_participant(loader->maker, &participant);
}
