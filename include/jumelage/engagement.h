/* Engagements: who or what is taken, when, by which event. The conflict engine
 * sees nothing else.
 *
 * Resources are numbered in one row: hosts first, then delegations, people,
 * venues, vehicles, and partners (a collectivity as the one that is received).
 * An event engages
 *   - the host it takes place at, when a delegation is received there;
 *   - its delegation and those among its participants;
 *   - people: participants by name, and the members of its delegations whose
 *     track and days it is (the engagement then says `via` which delegation);
 *   - its venue, its vehicles;
 *   - for stays: the partner that the delegation comes from, for the whole
 *     weeks (Monday to Sunday, at the host) that the stay touches.
 * Cancelled events engage nothing. What each kind engages is the table
 * jm_kind_traits. */
#ifndef JUMELAGE_ENGAGEMENT_H
#define JUMELAGE_ENGAGEMENT_H

#include <jumelage/error.h>
#include <jumelage/plan.h>
#include <jumelage/span.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum jm_resource_kind {
    JM_RESOURCE_HOST = 0,
    JM_RESOURCE_DELEGATION,
    JM_RESOURCE_PERSON,
    JM_RESOURCE_VENUE,
    JM_RESOURCE_VEHICLE,
    JM_RESOURCE_PARTNER,
    JM_RESOURCES
};

/* The stable word of a kind: "host", "delegation"... */
const char *jm_resource_word(enum jm_resource_kind kind);

/* What an event of a kind does to what it engages. */
struct jm_kind_traits {
    bool receives;   /* takes one of the host's places for a delegation */
    bool occupies;   /* takes the time of its delegation and people */
    bool contains;   /* is a frame: events inside it are its content */
    bool takes_room; /* takes its venue for itself */
    bool is_stop;    /* is somewhere to be at, for travel */
};
extern const struct jm_kind_traits jm_kind_traits[];

/* 16 bytes, for plans with millions of them; the resource is known by where it
 * stands. */
struct jm_engagement {
    uint32_t from, until; /* as in struct jm_span */
    uint32_t event;
    uint32_t via; /* delegation: through which a person is engaged, or that a
                     host receives; JM_NONE for none */
};

static inline struct jm_span jm_engagement_span(const struct jm_engagement *e)
{
    return (struct jm_span){e->from, e->until};
}

/* The engagements of one resource, by (from, event). Lent. */
struct jm_run {
    const struct jm_engagement *all;
    uint32_t count;
};

/* All engagements of a plan, by (resource, from, event). */
struct jm_engagements {
    struct jm_engagement *all;
    size_t count;
    uint32_t first[JM_RESOURCES + 1]; /* resources of kind k: [k] to [k+1] */
    struct jm_crews *crews;           /* what deriving looks up */
    uint32_t
        *start; /* engagements of resource r: all[start[r]] to start[r+1] */
};

/* Derives and sorts them. On JM_OK the caller ends it with
 * jm_engagements_clear(). */
enum jm_status jm_engagements_derive(struct jm_engagements *out,
                                     const struct jm_plan *plan,
                                     struct jm_error *err);
void jm_engagements_clear(struct jm_engagements *engagements);

struct jm_run jm_engagements_run(const struct jm_engagements *engagements,
                                 uint32_t resource);

/* Which kind a resource is of, and the row it stands for: the index in the
 * plan's array of its kind. */
enum jm_resource_kind
jm_engagements_kind(const struct jm_engagements *engagements,
                    uint32_t resource);
uint32_t jm_engagements_row(const struct jm_engagements *engagements,
                            uint32_t resource);

/* Calls each(data, resource, engagement) for all that one event engages, in no
 * order. */
typedef void jm_engage(void *data, uint32_t resource,
                       struct jm_engagement engagement);
void jm_engagements_of(const struct jm_engagements *engagements,
                       const struct jm_plan *plan, uint32_t event,
                       jm_engage *each, void *data);

#endif
