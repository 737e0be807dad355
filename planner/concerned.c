/* Whom an event concerns: see diff.h. */
#include <jumelage/diff.h>
#include <stdlib.h>

/* A row, unless it is there already: the lists are short. */
static void add(struct jm_concerned *out, uint32_t **list, size_t *count,
                size_t *room, uint32_t row)
{
    if (row == JM_NONE)
        return;
    for (size_t i = 0; i < *count; i++)
        if ((*list)[i] == row)
            return;
    if (*count == *room) {
        size_t more = *room ? *room * 2 : 16;
        uint32_t *grown = realloc(*list, more * sizeof *grown);
        if (!grown) {
            out->failed = true;
            return;
        }
        *list = grown;
        *room = more;
    }
    (*list)[(*count)++] = row;
}

static void add_host(struct jm_concerned *out, uint32_t row)
{
    add(out, &out->collectivities, &out->n_collectivities,
        &out->room_collectivities, row);
}

static void add_person(struct jm_concerned *out, uint32_t row)
{
    add(out, &out->people, &out->n_people, &out->room_people, row);
}

static void add_place(struct jm_concerned *out, const struct jm_plan *plan,
                      uint32_t host, uint32_t venue)
{
    if (host == JM_NONE && venue != JM_NONE)
        host = plan->venues[venue].collectivity;
    add_host(out, host);
}

static bool is_member(const struct jm_plan *plan,
                      const struct jm_delegation *delegation, uint32_t person)
{
    for (uint32_t i = 0; i < delegation->members; i++)
        if (plan->members[delegation->first_member + i].person == person)
            return true;
    return false;
}

/* A head who is on no list of members goes where all go. */
static void add_delegation(struct jm_concerned *out, const struct jm_plan *plan,
                           const struct jm_event *e, uint32_t delegation)
{
    if (delegation == JM_NONE)
        return;
    const struct jm_delegation *d = &plan->delegations[delegation];
    add_host(out, d->origin);
    for (uint32_t i = 0; i < d->members; i++) {
        const struct jm_member *m = &plan->members[d->first_member + i];
        if ((e->track == JM_TRACK_ALL || e->track == m->track) &&
            jm_span_overlaps(e->span, m->span))
            add_person(out, m->person);
    }
    if (d->head != JM_NONE && !is_member(plan, d, d->head) &&
        e->track == JM_TRACK_ALL)
        add_person(out, d->head);
}

void jm_event_concerns(struct jm_concerned *out, const struct jm_plan *plan,
                       uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    out->n_collectivities = out->n_people = 0;
    add_place(out, plan, e->host, e->venue);
    add_place(out, plan, e->to_host, e->to_venue);
    add_delegation(out, plan, e, e->delegation);
    for (uint32_t i = 0; i < e->participants; i++) {
        const struct jm_participant *p =
            &plan->participants[e->first_participant + i];
        add_host(out, p->collectivity);
        add_delegation(out, plan, e, p->delegation);
        add_person(out, p->person);
        if (p->person != JM_NONE)
            add_host(out, plan->people[p->person].organisation);
    }
}

void jm_concerned_clear(struct jm_concerned *concerned)
{
    free(concerned->collectivities);
    free(concerned->people);
    *concerned = (struct jm_concerned)JM_CONCERNED_INIT;
}
