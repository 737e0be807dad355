/* Reading a plan snapshot. */
#include <jumelage/nouns.h>
#include <jumelage/plan.h>
#include <stdlib.h>
#include <string.h>

void jm_plan_free(struct jm_plan *plan)
{
    if (!plan)
        return;
    struct jm_arena arena = plan->arena; /* the plan lives in it */
    jm_arena_clear(&arena);
}

static unsigned hex(char digit)
{
    return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

struct jm_uid jm_uid_of(const char *text, uint32_t index)
{
    struct jm_uid uid = {{0}};
    if (jm_uuid_is_valid(text)) {
        for (size_t i = 0, at = 0; i < sizeof uid.bytes; i++, at += 2) {
            at += text[at] == '-';
            uid.bytes[i] =
                (unsigned char)(hex(text[at]) << 4 | hex(text[at + 1]));
        }
    } else {
        for (int i = 0; i < 4; i++)
            uid.bytes[12 + i] = (unsigned char)(index >> (24 - 8 * i));
    }
    return uid;
}

/* Rows of all nouns begin with their id. */
static uint32_t find_row(const void *rows, size_t size, uint32_t count,
                         const char *id)
{
    for (uint32_t i = 0; i < count; i++) {
        const char *const *row = (const void *)((const char *)rows + i * size);
        if (strcmp(*row, id) == 0)
            return i;
    }
    return JM_NONE;
}
#define FIND(plan, rows, id)                                                   \
    find_row((plan)->rows, sizeof *(plan)->rows, (plan)->n_##rows, id)

uint32_t jm_plan_find_theme(const struct jm_plan *plan, const char *id)
{
    return FIND(plan, themes, id);
}

uint32_t jm_plan_find_collectivity(const struct jm_plan *plan, const char *id)
{
    return FIND(plan, collectivities, id);
}

uint32_t jm_plan_find_person(const struct jm_plan *plan, const char *id)
{
    return FIND(plan, people, id);
}

uint32_t jm_plan_find_delegation(const struct jm_plan *plan, const char *id)
{
    return FIND(plan, delegations, id);
}

uint32_t jm_plan_find_event(const struct jm_plan *plan, const char *uid)
{
    struct jm_uid wanted = jm_uid_of(uid, JM_NONE);
    for (uint32_t i = 0; i < plan->n_events; i++)
        if (memcmp(&plan->uids[i], &wanted, sizeof wanted) == 0)
            return i;
    return JM_NONE;
}

bool jm_project_is_labelled(const struct jm_project *project, jm_day day)
{
    return project->is_granted && project->decided <= day &&
           (project->label_until == JM_DAY_NONE || day <= project->label_until);
}

bool jm_plan_is_inside(const struct jm_plan *plan, uint32_t inner,
                       uint32_t outer)
{
    if (outer == JM_NONE)
        return false;
    for (; inner != JM_NONE; inner = plan->collectivities[inner].parent)
        if (inner == outer)
            return true;
    return false;
}

bool jm_plan_names_delegation(const struct jm_plan *plan, uint32_t event,
                              uint32_t delegation)
{
    const struct jm_event *e = &plan->events[event];
    if (e->delegation == delegation)
        return true;
    for (uint32_t i = 0; i < e->participants; i++)
        if (plan->participants[e->first_participant + i].delegation ==
            delegation)
            return true;
    return false;
}

bool jm_plan_is_ancestor(const struct jm_plan *plan, uint32_t ancestor,
                         uint32_t event)
{
    for (uint32_t at = plan->events[event].parent; at != JM_NONE;
         at = plan->events[at].parent)
        if (at == ancestor)
            return true;
    return false;
}

bool jm_fingerprint_parse(const char *text, uint64_t *number)
{
    if (strlen(text) != 16 || strspn(text, "0123456789abcdef") != 16)
        return false;
    *number = strtoull(text, NULL, 16);
    return true;
}

bool jm_plan_mark_counts(const struct jm_plan *plan,
                         const struct jm_marked_days *mark, uint32_t place)
{
    if (place == JM_NONE)
        return false;
    if (mark->collectivity != JM_NONE)
        return jm_plan_is_inside(plan, place, mark->collectivity);
    const struct jm_collectivity *c = &plan->collectivities[place];
    if (strcmp(mark->country, c->country) != 0)
        return false;
    if (mark->school_zone >= 0 && mark->school_zone != c->school_zone)
        return false;
    return !mark->department ||
           (c->department && strcmp(mark->department, c->department) == 0);
}

uint32_t jm_plan_stay_of(const struct jm_plan *plan, uint32_t event)
{
    uint32_t at = plan->events[event].parent;
    while (at != JM_NONE && plan->events[at].kind != JM_STAY)
        at = plan->events[at].parent;
    return at;
}
