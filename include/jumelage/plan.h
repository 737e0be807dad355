/* The plan snapshot: everything the rules, feeds and sheets read, immutable,
 * in one arena.
 *
 * Rows refer to each other by their index in the plan's arrays; JM_NONE stands
 * for no row. Names are arrays per language: read them with jm_lang_pick(). */
#ifndef JUMELAGE_PLAN_H
#define JUMELAGE_PLAN_H

#include <jumelage/arena.h>
#include <jumelage/choices.h>
#include <jumelage/civil.h>
#include <jumelage/error.h>
#include <jumelage/span.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JM_NONE UINT32_MAX

struct jm_theme {
    const char *id;
    const char *name[JM_LANGS];
};

struct jm_collectivity {
    const char *id;
    const char *name[JM_LANGS];
    enum jm_collectivity_kind kind;
    char country[4]; /* ISO 3166-1 alpha-2 */
    uint16_t zone;   /* index in plan->zones */
    uint32_t parent; /* the territory it lies in, or JM_NONE */
    double latitude; /* degrees */
    double longitude;
    float xyz[3];        /* the same as a point of the unit sphere */
    int32_t capacity;    /* delegations it hosts at once */
    int32_t notice_days; /* -1: none said */
    int32_t office_from, office_until;    /* seconds after midnight, -1: none */
    int school_zone;                      /* enum jm_school_zone, -1: none */
    const char *department;               /* "67", or NULL */
    uint32_t first_busy, busy;            /* a run of plan->busy_spans */
    uint32_t first_volunteer, volunteers; /* a run of plan->volunteers */
};

/* Offers field visits. */
struct jm_volunteer {
    uint32_t collectivity;
    uint32_t theme;  /* JM_NONE: on any */
    char country[4]; /* the collectivity's, filled by the maker */
};

struct jm_partnership {
    uint32_t collectivity, partner; /* partner JM_NONE: seeking one */
    enum jm_partnership_kind kind;
    enum jm_partnership_status status;
};

/* A partnership as one of its two sides sees it. */
struct jm_tie {
    uint32_t collectivity, partner;
    uint32_t partnership; /* index in plan->partnerships */
};

struct jm_venue {
    const char *id;
    uint32_t collectivity;
    const char *name[JM_LANGS];
    const char *address;
    int32_t seats; /* -1: not known */
    int32_t rooms; /* events it holds at once */
    bool placed;   /* latitude and longitude are its own */
    double latitude, longitude;
    float xyz[3]; /* its own place, else its collectivity's */
};

struct jm_vehicle {
    const char *id;
    const char *name[JM_LANGS];
    int32_t seats;
};

struct jm_person {
    const char *id;
    const char *family_name, *given_name, *name_ko;
    const char *function[JM_LANGS];
    const char *equivalent[JM_LANGS];
    const char *languages; /* BCP 47 tags, separated by spaces, or NULL */
    int civility;          /* enum jm_civility, -1: none */
    enum jm_person_role role;
    int32_t rank; /* 1 comes first; 0: none */
    uint32_t organisation;
};

struct jm_delegation {
    const char *id;
    const char *name[JM_LANGS];
    const char *purpose[JM_LANGS];
    uint32_t origin, head;
    int32_t size; /* people; 0: not known */
    bool dates_imposed;
    uint32_t first_member, members; /* a run of plan->members */
};

struct jm_flight {
    uint32_t delegation;
    enum jm_direction direction;
    const char *number;
    uint32_t origin, destination;
    struct jm_span span; /* departs to arrives */
};

struct jm_member {
    uint32_t delegation, person;
    int32_t position;    /* 0: none said */
    uint16_t track;      /* index in plan->tracks, or JM_TRACK_ALL */
    struct jm_span span; /* joins to leaves; the whole plan where not said */
    int room;            /* enum jm_room, -1: none */
};

/* What an event may be a part of; only feeds and sheets read it. */
struct jm_project {
    const char *id;
    const char *title[JM_LANGS];
    jm_day decided; /* the latest decision on its label, JM_DAY_NONE: none */
    bool is_granted;
    jm_day label_until; /* the last day of the label, JM_DAY_NONE: open */
};

/* It has the label on that day. */
bool jm_project_is_labelled(const struct jm_project *project, jm_day day);

/* What the walks touch of an event: 80 bytes. The rest is in jm_event_text. */
struct jm_event {
    struct jm_span span;
    uint32_t host, venue;
    uint32_t to_host, to_venue; /* where a transfer ends */
    uint32_t delegation;
    uint32_t parent;
    uint32_t theme;
    uint32_t first_participant; /* a run of plan->participants */
    uint32_t participants;
    int32_t expected;    /* people; 0: not said */
    jm_day option_until; /* JM_DAY_NONE: none */
    uint16_t zone;       /* index in plan->zones */
    uint16_t track;      /* index in plan->tracks, JM_TRACK_ALL: everybody */
    uint8_t kind;        /* enum jm_event_kind */
    uint8_t status;      /* enum jm_event_status */
    uint8_t audience;    /* enum jm_audience */
    uint8_t rite;        /* 1 + enum jm_rite, 0: none */
    bool all_day;
    bool to_confirm;
};

#define JM_TRACK_ALL UINT16_MAX

/* What only sentences, feeds and sheets read of an event. Same index as the
 * event. */
struct jm_event_text {
    char uid[37]; /* UUID */
    int32_t sequence;
    jm_utc created_at, changed_at, cancelled_at; /* cancelled_at 0: not */
    const char *title[JM_LANGS];
    const char *contacts[JM_LANGS];
    const char *logistics[JM_LANGS];
    const char *description[JM_LANGS];
    const char *url;
    const char *cancel_reason;
    uint32_t project; /* 1 + index in plan->projects, 0: none */
};

/* An event's UUID as its 16 bytes: in the order of the written form. */
struct jm_uid {
    unsigned char bytes[16];
};

/* The bytes of a UUID; of another text those of `index`, so that no two events
 * are alike. */
struct jm_uid jm_uid_of(const char *text, uint32_t index);

/* Exactly one of person, delegation, vehicle and collectivity is set. */
struct jm_participant {
    uint32_t event;
    uint32_t person, delegation, vehicle, collectivity;
    enum jm_participant_role role;
};

struct jm_travel {
    uint32_t origin, destination;
    enum jm_travel_mode mode;
    int32_t minutes_min, minutes_max;
};

/* A day or a run of days that a calendar marks: a public holiday, school
 * holidays, an election with its weeks of restraint, a council's session. It
 * counts for a country, narrowed to a department or a school zone, or for one
 * collectivity. */
struct jm_marked_days {
    enum jm_day_kind kind;
    jm_day first, last;     /* both included */
    char country[4];        /* "" where a collectivity is set */
    const char *department; /* "67", or NULL */
    int school_zone;        /* enum jm_school_zone, -1: none */
    uint32_t collectivity;
    const char *name[JM_LANGS];
    const char *source;
    bool estimated;
};

/* A time at which a host is taken by something of its own. */
struct jm_busy_span {
    uint32_t collectivity;
    struct jm_span span;
    bool whole_days;
    bool tentative; /* the host is not sure */
    const char *title;
    jm_utc reach; /* latest end of it and of those before it, of its host */
};

/* What is to be published about an event. */
struct jm_post_text {
    uint32_t event;
    enum jm_channel channel;
    const char *language;
    const char *text;
};

/* A finding that somebody accepted. */
struct jm_waiver {
    uint64_t fingerprint;
    uint64_t facts;    /* the finding's digest when it was accepted */
    jm_day expires_on; /* its last day; JM_DAY_NONE: none */
    const char *reason, *author;
};

/* Reads what waivers keep of a finding: 64 bits as 16 digits 0-9 a-f. False,
 * and nothing written, for anything else. */
bool jm_fingerprint_parse(const char *text, uint64_t *number);

/* A rule's severity or parameter, for one collectivity or for all (JM_NONE). */
struct jm_setting {
    const char *rule, *parameter, *value;
    uint32_t collectivity;
};

struct jm_plan {
    const struct jm_zone *zones;
    const char *const *tracks; /* their names */
    const struct jm_theme *themes;
    const struct jm_collectivity *collectivities;
    const struct jm_volunteer *volunteers; /* by country, collectivity, theme */
    const struct jm_partnership *partnerships;
    const struct jm_tie *ties; /* by collectivity, partner: two for each
                                  partnership that has a partner */
    const struct jm_venue *venues;
    const struct jm_vehicle *vehicles;
    const struct jm_person *people;
    const struct jm_delegation *delegations;
    const struct jm_project *projects;
    const struct jm_flight *flights;   /* by delegation, start */
    const struct jm_member *members;   /* by delegation, position, id */
    const struct jm_event *events;     /* in the order they were added */
    const struct jm_event_text *texts; /* NULL in a plan made without texts */
    const struct jm_uid *uids;
    const struct jm_participant *participants; /* by event */
    const struct jm_travel *travels;           /* by origin, destination */
    const struct jm_setting *settings;
    const struct jm_marked_days *marked_days; /* by first day */
    const struct jm_busy_span *busy_spans;    /* by collectivity, start */
    const struct jm_post_text *posts;         /* by event */
    const struct jm_waiver *waivers;
    uint32_t n_zones, n_tracks, n_themes, n_collectivities, n_volunteers,
        n_partnerships, n_ties, n_venues, n_vehicles, n_people, n_delegations,
        n_projects, n_flights, n_members, n_events, n_participants, n_travels,
        n_settings, n_marked_days, n_busy_spans, n_posts, n_waivers;
    jm_utc released_at; /* when the latest release was published, 0: never */
    jm_day today;       /* the day for which options and notices are judged */
    struct jm_arena arena;
};

/* Makes plans. Add rows in the order of jm_noun_id, then seal. */
struct jm_plan_maker;

/* The maker is ended by jm_plan_seal() or jm_plan_maker_free(). */
enum jm_status jm_plan_maker_new(struct jm_plan_maker **out,
                                 struct jm_error *err);
void jm_plan_maker_free(struct jm_plan_maker *maker);

/* Each adds a copy of the row, texts included, and gives its index; a maker
 * that ran out of memory stays so and says it when sealed. Indexes inside rows
 * must be of rows added before; JM_NONE where there is none. first_member,
 * members, first_participant, participants, first_busy, busy, first_volunteer,
 * volunteers, reach and xyz are filled by the maker. */
uint32_t jm_plan_add_theme(struct jm_plan_maker *, const struct jm_theme *);
uint32_t jm_plan_add_collectivity(struct jm_plan_maker *,
                                  const struct jm_collectivity *);
uint32_t jm_plan_add_volunteer(struct jm_plan_maker *,
                               const struct jm_volunteer *);
uint32_t jm_plan_add_partnership(struct jm_plan_maker *,
                                 const struct jm_partnership *);
uint32_t jm_plan_add_venue(struct jm_plan_maker *, const struct jm_venue *);
uint32_t jm_plan_add_vehicle(struct jm_plan_maker *, const struct jm_vehicle *);
uint32_t jm_plan_add_person(struct jm_plan_maker *, const struct jm_person *);
uint32_t jm_plan_add_delegation(struct jm_plan_maker *,
                                const struct jm_delegation *);
uint32_t jm_plan_add_project(struct jm_plan_maker *, const struct jm_project *);
/* A decision on a project's label; the latest one holds. */
void jm_plan_set_label(struct jm_plan_maker *, uint32_t project, jm_day decided,
                       bool is_granted, jm_day until);
uint32_t jm_plan_add_flight(struct jm_plan_maker *, const struct jm_flight *);
uint32_t jm_plan_add_member(struct jm_plan_maker *, const struct jm_member *);
/* An event's text is needed wherever findings are put in words; walks do
 * without, but for its UID. NULL leaves it empty. */
uint32_t jm_plan_add_event(struct jm_plan_maker *, const struct jm_event *,
                           const struct jm_event_text *text);
uint32_t jm_plan_add_participant(struct jm_plan_maker *,
                                 const struct jm_participant *);
/* Many at once: room for `count` more rows, lent to be filled before anything
 * else is added; gives the index of the first. Events come in this way without
 * texts (see below), each with its UID. JM_NONE when memory runs out: the maker
 * stays failed. */
uint32_t jm_plan_more_events(struct jm_plan_maker *, uint32_t count,
                             struct jm_event **events, struct jm_uid **uids);
uint32_t jm_plan_more_participants(struct jm_plan_maker *, uint32_t count,
                                   struct jm_participant **participants);
uint32_t jm_plan_add_travel(struct jm_plan_maker *, const struct jm_travel *);
uint32_t jm_plan_add_setting(struct jm_plan_maker *, const struct jm_setting *);
uint32_t jm_plan_add_marked_days(struct jm_plan_maker *,
                                 const struct jm_marked_days *);
uint32_t jm_plan_add_busy_span(struct jm_plan_maker *,
                               const struct jm_busy_span *);
uint32_t jm_plan_add_post(struct jm_plan_maker *, const struct jm_post_text *);
uint32_t jm_plan_add_waiver(struct jm_plan_maker *, const struct jm_waiver *);

/* When the latest release was published. */
void jm_plan_set_released(struct jm_plan_maker *, jm_utc at);

/* From here on events are added without texts, by UID alone: for who only wants
 * to check. Text of events that was given before is dropped; the plan's `texts`
 * will be NULL. */
void jm_plan_without_texts(struct jm_plan_maker *);

/* The index of a zone or track of that name, added when it is new. Zones are
 * empty until jm_plan_set_zone(); tracks are shared by the whole plan. */
uint16_t jm_plan_zone(struct jm_plan_maker *, const char *name);
uint16_t jm_plan_track(struct jm_plan_maker *, const char *name);

/* Parents may come after their children: they are set once all are added. */
void jm_plan_set_event_parent(struct jm_plan_maker *, uint32_t event,
                              uint32_t parent);
void jm_plan_set_collectivity_parent(struct jm_plan_maker *,
                                     uint32_t collectivity, uint32_t parent);

/* The zones asked for so far, to be filled by someone who knows zone data. The
 * table is copied. */
uint32_t jm_plan_zone_count(const struct jm_plan_maker *);
const char *jm_plan_zone_name(const struct jm_plan_maker *, uint32_t zone);
void jm_plan_set_zone(struct jm_plan_maker *, uint32_t zone,
                      const struct jm_zone *table);

/* Ends the maker (always) and gives the snapshot: members and participants are
 * grouped, travels sorted, parents checked to have no circle (JM_INVALID).
 * Zones that nobody filled are UTC. The caller ends it with jm_plan_free(). */
enum jm_status jm_plan_seal(struct jm_plan **out, struct jm_plan_maker *maker,
                            jm_day today, struct jm_error *err);
void jm_plan_free(struct jm_plan *plan);

/* By id; JM_NONE when there is none. */
uint32_t jm_plan_find_theme(const struct jm_plan *, const char *id);
uint32_t jm_plan_find_collectivity(const struct jm_plan *, const char *id);
uint32_t jm_plan_find_person(const struct jm_plan *, const char *id);
uint32_t jm_plan_find_delegation(const struct jm_plan *, const char *id);
uint32_t jm_plan_find_event(const struct jm_plan *, const char *uid);

/* `inner` is `outer` or lies in it (Paris 15e in Paris). */
bool jm_plan_is_inside(const struct jm_plan *, uint32_t inner, uint32_t outer);

/* The event is the delegation's, or the delegation takes part in it. */
bool jm_plan_names_delegation(const struct jm_plan *, uint32_t event,
                              uint32_t delegation);

/* `ancestor` is event's parent, or that one's parent, and so on. */
bool jm_plan_is_ancestor(const struct jm_plan *, uint32_t ancestor,
                         uint32_t event);

/* The stay that an event lies in by its parents, cancelled or not, or
 * JM_NONE. */
uint32_t jm_plan_stay_of(const struct jm_plan *, uint32_t event);

/* Marked days count at a place: it is of their country and, where they say one,
 * of their department and school zone; or it is their collectivity or a part of
 * it. */
bool jm_plan_mark_counts(const struct jm_plan *,
                         const struct jm_marked_days *mark, uint32_t place);

/* The minutes that a journey takes at best and at worst: the travel table, in
 * either direction, else an estimate by distance (see planner/travel.c). Both
 * 0 within one collectivity. */
struct jm_journey {
    int32_t minutes_min, minutes_max;
    bool from_table;
    double kilometres; /* as the crow flies */
};
struct jm_journey jm_plan_journey(const struct jm_plan *, uint32_t origin,
                                  uint32_t destination);

/* The least minutes between two points of one place, at 40 km/h. */
int32_t jm_plan_minutes_within(const float from[3], const float to[3]);

#endif
